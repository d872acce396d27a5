"""The inline blocks of the report and of an explanation, and the sources by which a policy knows them."""

from __future__ import annotations

from typing import NamedTuple

from assistcheck.reports.html.security import digest, joined

STYLES = (
    *("colours.css", "page.css", "tables.css", "map.css", "narrow.css", "print.css"),
    *("answers.css", "contrast.css"),
)
SCRIPTS = (
    *("data.js", "dom.js", "marks.js", "items.js", "subject.js", "rule.js"),
    *("grid.js", "map.js", "problems.js", "paper.js", "routes.js"),
)
"""The report's files, in the order in which they stand in its page."""
EXPLANATION_STYLES = ("colours.css", "explain.css", "contrast.css")
"""Those of an explanation, which runs nothing."""


class InlineSources(NamedTuple):
    """Source expressions of a Content-Security-Policy, each with the quotes that it has there: ``'sha256-…'``."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def report_style() -> str:
    """Return the style of the report."""
    return joined("style", STYLES)


def report_script() -> str:
    """Return the script of the report."""
    return joined("script", SCRIPTS)


def explanation_style() -> str:
    """Return the style of an explanation."""
    return joined("style", EXPLANATION_STYLES)


def source(block: str) -> str:
    """Return the source expression of one inline block."""
    return f"'{digest(block)}'"


def inline_sources() -> InlineSources:
    """Return the sources of every inline block of the report and of an explanation.

    A page that shows them in a frame by an address of ``blob:`` gives the frame its own policy, beside that which the
    frame names itself; both have to allow what stands in it.
    """
    return InlineSources((source(report_script()),), (source(report_style()), source(explanation_style())))
