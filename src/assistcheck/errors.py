"""The errors that end a run, each with its exit code.

Faults in the data never end a run: they are collected as :class:`assistcheck.problems.Problem`.
"""

from __future__ import annotations

from assistcheck.language import Say


class AssistCheckError(Exception):
    """A run failed; ``words`` is a sentence for the user in both languages, never a traceback."""

    exit_code = 2

    def __init__(self, words: Say) -> None:
        """Keep the sentence; what an error is made of is all in ``args``, so that it crosses whole from process to process."""
        super().__init__(words)
        self.words = words

    def __str__(self) -> str:
        """Return the sentence in English, for programs."""
        return self.words.en


class UsageError(AssistCheckError):
    """Options, settings or arguments that cannot be followed (exit code 2)."""


class SideFileError(UsageError):
    """A file beside the workbooks that is wrong; the words have a line for each fault: file:line:column, and the remedy."""


class RulePackError(AssistCheckError):
    """A rule pack that cannot be used; the words name file:line:column, key and remedy (exit code 2)."""


class WorkbookError(AssistCheckError):
    """A file that cannot be read as a workbook; ``code`` is its problem code, the words say what was expected."""

    exit_code = 3

    def __init__(self, code: str, expected: Say) -> None:
        """Keep the problem ``code`` (``unreadable-file`` …) and what was ``expected`` of the file."""
        super().__init__(expected)
        self.args = (code, expected)
        self.code = code
