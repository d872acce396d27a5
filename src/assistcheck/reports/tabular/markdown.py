"""Markdown: the whole report as headings and tables, for a page that renders them or for a plain editor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistcheck.audit.outcomes import Report
from assistcheck.reports import View
from assistcheck.reports.common.escaping import md_text
from assistcheck.reports.common.input_notices import head_lines
from assistcheck.reports.tabular.model import Cell, Figure, Mark, Sheet
from assistcheck.reports.tabular.tables import conclusion, counts, run_tables


def to_md(report: Report, view: View) -> str:
    """Return the report as Markdown; with ``view.quiet`` the conclusion and the summary alone."""
    lines = [f"# {md_text(report.pack.manifest.title.text(view.lang))}", ""]
    for head in [] if view.quiet else head_lines(report, view.lang):
        lines += [f"**{md_text(head.text)}**", ""]
    lines += [md_text(conclusion(report, view.lang)), ""]
    for table in [counts(report, view.lang)] if view.quiet else run_tables(report, view.lang):
        lines += _section(table, view)
    return "\n".join(lines)


def _section(table: Sheet, view: View) -> Iterator[str]:
    yield from (f"## {md_text(table.title)}", "")
    if table.note:
        yield from (md_text(table.note), "")
    if not table.rows:
        yield from ("无" if view.lang == "zh" else "None.", "")
        return
    yield _line(md_text(header) for header in table.headers)
    columns = zip(*table.rows, strict=True)
    yield _line("---:" if all(isinstance(cell, int | Figure | None) for cell in column) else "---" for column in columns)
    for row in table.rows:
        yield _line(_written(cell, view) for cell in row)
    yield ""


def _line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _written(cell: Cell, view: View) -> str:
    match cell:
        case None:
            return ""
        case Figure():
            return md_text(cell.text)
        case Mark():
            return cell.text(view.lang)
        case date():
            return cell.isoformat()
        case int():
            return f"{cell:,}"
        case _:
            return md_text(cell)
