"""The formats of a report: one file each, and one line in :data:`FORMATS`.

A format is a function from a report and a view (language, width, how much) to pieces of text, or of the bytes of a file.
It reads no files, asks no global state and computes nothing that the report does not hold. A report may have millions of
outcomes: a writer goes through them as often as it has to, and keeps what it shows later, never all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from assistcheck.i18n import Lang
from assistcheck.reports.common.letter import Letter

if TYPE_CHECKING:
    from assistcheck.audit.explanation import Explained
    from assistcheck.audit.outcomes import Report
    from assistcheck.comparison.changes import Comparison
    from assistcheck.comparison.history.trend import History
    from assistcheck.replies.model import Replies
    from assistcheck.reports.shortfalls.grouping import ShortfallList


class Again(NamedTuple):
    """The words of a command line that repeat a run, as they were meant: nothing is quoted."""

    pack: tuple[str, ...] = ()
    """``--rules`` and the pack; empty for that which is taken anyway."""
    inputs: tuple[str, ...] = ()
    """The paths, and how they are read: the pack too."""
    terms: tuple[str, ...] = ()
    """Readings and waivers."""
    scope: tuple[str, ...] = ()
    """The rules and subjects that are asked for."""
    held: tuple[str, ...] = ()
    """What an audit is held against, and what fails it."""


class View(NamedTuple):
    """How a report is to be shown."""

    lang: Lang = "zh"
    everything: bool = False
    """Long lists uncut."""
    quiet: bool = False
    """The conclusion alone."""
    width: int = 100
    """Columns of the terminal."""
    colour: bool = False
    encoding: str = "utf-8"
    """Of the console: where it lacks a sign, a text is drawn without it."""
    letter: Letter = Letter()
    """What a notice or report on paper says of itself."""
    again: Again | None = None
    """How the run is repeated, where it was begun on a command line."""


Writer = Callable[["Report", View], Iterator[str] | Iterator[bytes]]
"""Yields text, which goes out as UTF-8, or the bytes of a file of a kind of its own, piece by piece."""

ComparisonWriter = Callable[["Comparison", View], Iterator[str] | Iterator[bytes]]
Explainer = Callable[["Explained", View], str]
Lister = Callable[["ShortfallList", View], str | bytes]
Historian = Callable[["History", View], Iterator[str]]
ReplyWriter = Callable[["Replies", View], Iterator[str] | Iterator[bytes]]


class Form(NamedTuple):
    """One format of a report."""

    home: str
    """The module and the function that writes it."""
    is_text: bool = True


FORMATS: dict[str, Form] = {
    "text": Form("assistcheck.reports.terminal.report:to_text"),
    "json": Form("assistcheck.reports.json.v1:to_json"),
    "csv": Form("assistcheck.reports.tabular.csv:to_csv"),
    "md": Form("assistcheck.reports.tabular.markdown:to_md"),
    "html": Form("assistcheck.reports.html.render:to_html"),
    "xlsx": Form("assistcheck.reports.tabular.xlsx:to_xlsx", is_text=False),
    "docx": Form("assistcheck.reports.onepage.docx:to_docx", is_text=False),
    "junit": Form("assistcheck.reports.ci.junit:to_junit"),
    "sarif": Form("assistcheck.reports.ci.sarif:to_sarif"),
    "github": Form("assistcheck.reports.ci.github:to_github"),
    "gitlab": Form("assistcheck.reports.ci.gitlab:to_gitlab"),
}
"""Every format and the function that writes it, loaded only when it is asked for."""

EXPLANATIONS: dict[str, str] = {
    "text": "assistcheck.reports.explanation.text:to_text",
    "md": "assistcheck.reports.explanation.markdown:to_md",
    "json": "assistcheck.reports.explanation.json:to_json",
    "html": "assistcheck.reports.explanation.html:to_html",
}
"""The formats of an explanation, likewise."""

LIST_FORMATS: dict[str, str] = {
    "xlsx": "assistcheck.reports.shortfalls.xlsx:to_xlsx",
    "docx": "assistcheck.reports.shortfalls.docx:to_docx",
    "md": "assistcheck.reports.shortfalls.markdown:to_md",
    "html": "assistcheck.reports.shortfalls.html:to_html",
}
"""The formats of a shortfall list, likewise."""

COMPARISONS: dict[str, Form] = {
    "text": Form("assistcheck.reports.comparison.text:to_text"),
    "json": Form("assistcheck.reports.comparison.json:to_json"),
    "md": Form("assistcheck.reports.comparison.markdown:to_md"),
    "html": Form("assistcheck.reports.comparison.html:to_html"),
    "xlsx": Form("assistcheck.reports.comparison.xlsx:to_xlsx", is_text=False),
    "docx": Form("assistcheck.reports.comparison.docx:to_docx", is_text=False),
}
"""The formats of what two reports differ in, likewise; ``docx`` is the closing list (销号清单) alone."""

HISTORY_FORMATS: dict[str, str] = {
    "text": "assistcheck.reports.history.text:to_text",
    "json": "assistcheck.reports.history.json:to_json",
    "csv": "assistcheck.reports.history.csv:to_csv",
    "html": "assistcheck.reports.history.html:to_html",
}
"""The formats of a history, likewise."""

REPLY_FORMATS: dict[str, Form] = {
    "text": Form("assistcheck.reports.replies.text:to_text"),
    "json": Form("assistcheck.reports.replies.json:to_json"),
    "csv": Form("assistcheck.reports.replies.csv:to_csv"),
    "xlsx": Form("assistcheck.reports.replies.xlsx:to_xlsx", is_text=False),
}
"""The formats of what came back of shortfall lists, likewise."""

BINARY = frozenset(name for table in (FORMATS, COMPARISONS, REPLY_FORMATS) for name, form in table.items() if not form.is_text)
"""The formats whose writers return bytes; a terminal cannot show them."""


def writer_of(name: str) -> Writer:
    """Return the writer of a format; ``KeyError`` if there is none."""
    return cast("Writer", _loaded(FORMATS[name].home))


def comparer_of(name: str) -> ComparisonWriter:
    """Return the writer of a format of :data:`COMPARISONS`; ``KeyError`` if there is none."""
    return cast("ComparisonWriter", _loaded(COMPARISONS[name].home))


def explainer_of(name: str) -> Explainer:
    """Return the writer of a format of :data:`EXPLANATIONS`; ``KeyError`` if there is none."""
    return cast("Explainer", _loaded(EXPLANATIONS[name]))


def lister_of(name: str) -> Lister:
    """Return the writer of a format of :data:`LIST_FORMATS`; ``KeyError`` if there is none."""
    return cast("Lister", _loaded(LIST_FORMATS[name]))


def historian_of(name: str) -> Historian:
    """Return the writer of a format of :data:`HISTORY_FORMATS`; ``KeyError`` if there is none."""
    return cast("Historian", _loaded(HISTORY_FORMATS[name]))


def reply_writer_of(name: str) -> ReplyWriter:
    """Return the writer of a format of :data:`REPLY_FORMATS`; ``KeyError`` if there is none."""
    return cast("ReplyWriter", _loaded(REPLY_FORMATS[name].home))


def _loaded(path: str) -> object:
    module, _, function = path.partition(":")
    return getattr(import_module(module), function)
