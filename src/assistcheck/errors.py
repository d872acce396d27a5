"""The errors that end a run, each with its exit code.

Faults in the data never end a run: they are collected as :class:`assistcheck.problems.Problem`.
"""

from __future__ import annotations


class AssistCheckError(Exception):
    """A run failed; ``str(error)`` is a sentence for the user, never a traceback."""

    exit_code = 2


class UsageError(AssistCheckError):
    """Options, settings or arguments that cannot be followed (exit code 2)."""


class RulePackError(AssistCheckError):
    """A rule pack that cannot be used; the text names file:line:column, key and remedy (exit code 2)."""


class WorkbookError(AssistCheckError):
    """A file that cannot be read as a workbook; ``code`` is its problem code (exit code 3)."""

    exit_code = 3

    def __init__(self, code: str, detail: str = "") -> None:
        """Keep the problem ``code`` (``unreadable-file`` …) and a technical ``detail``."""
        super().__init__(detail or code)
        self.code = code
        self.detail = detail
