"""Markdown: the whole report as headings and tables, for a page that renders them or for a plain editor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain

from assistcheck.audit.outcomes import Report
from assistcheck.i18n import Lang
from assistcheck.reports import View
from assistcheck.reports.common.escaping import md_text
from assistcheck.reports.common.input_notices import head_lines
from assistcheck.reports.common.since_baseline import baseline_lines
from assistcheck.reports.tabular.model import Cell, Figure, Mark, Sheet, in_pieces
from assistcheck.reports.tabular.tables import conclusion, counts, run_tables


def to_md(report: Report, view: View) -> Iterator[str]:
    """Yield the report as Markdown; with ``view.quiet`` the conclusion and the summary alone."""
    tables = iter([counts(report, view.lang)] if view.quiet else run_tables(report, view.lang))
    first = next(tables)
    lines = [f"# {md_text(report.pack.manifest.title.text(view.lang))}", ""]
    for head in [] if view.quiet else head_lines(report, view.lang):
        lines += [f"**{md_text(head.text)}**", ""]
    lines += [md_text(conclusion(report, view.lang)), ""]
    for head in baseline_lines(report, view.lang):
        lines += [md_text(head.text), ""]
    yield "\n".join(lines)
    for table in chain([first], tables):
        yield from in_pieces(f"\n{line}" for line in _section(table, view))


def _section(table: Sheet, view: View) -> Iterator[str]:
    yield from (f"## {md_text(table.title)}", "")
    if table.note:
        yield from (md_text(table.note), "")
    if not len(table.rows):
        yield from ("无" if view.lang == "zh" else "None.", "")
        return
    yield _line(md_text(header) for header in table.headers)
    yield _line("---:" if is_number else "---" for is_number in table.numbers)
    yield from map(_line, table.rows.written(partial(_written, view.lang)))
    yield ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _written(lang: Lang, _: int, cell: Cell) -> str:
    match cell:
        case "" | None:
            return ""
        case str():
            return md_text(cell)
        case Figure():
            return md_text(cell.text)
        case Mark():
            return cell.text(lang)
        case date():
            return cell.isoformat()
        case _:
            return f"{cell:,}"
