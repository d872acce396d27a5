"""A comparison for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.comparison.changes import Comparison
from assistcheck.reports import View
from assistcheck.reports.comparison.document import Grid, Line, Part, compared_parts
from assistcheck.reports.terminal.layout import Block, Flow, Indented, PlainTable, drawn

_STYLES = {"": "", "good": "bold green", "bad": "bold red", "faint": "dim"}


def to_text(compared: Comparison, view: View) -> Iterator[str]:
    """Yield the comparison as text of ``view.width`` columns, coloured only if the view says so."""
    parts = compared_parts(compared, view.lang, everything=view.everything, quiet=view.quiet)
    return (drawn((_block(part),), view) for part in parts)


def _block(part: Part) -> Block:
    match part:
        case Line():
            if part.is_heading or part.is_title:
                return Flow(part.text if part.is_title else "\n" + part.text, style="bold")
            return Flow(part.text, style=_STYLES[part.tone])
        case Grid():
            return Indented(_table(part))


def _table(grid: Grid) -> PlainTable:
    table = PlainTable(*grid.headers, numbers=grid.numbers)
    if grid.wide:
        table.spread(*grid.wide)
    groups = dict(grid.groups)
    for number, row in enumerate(grid.rows):
        if name := groups.get(number):
            table.add(Flow(name, style="underline"), *[""] * (len(row) - 1))
        table.add(*row)
    return table
