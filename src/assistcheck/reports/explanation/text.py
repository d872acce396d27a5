"""An explanation for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistcheck.audit.explanation import Explained
from assistcheck.reports import View
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.explanation.document import Grid, Heading, Line, Part, Title, explained_parts
from assistcheck.reports.terminal.layout import STATUS_COLOUR, Block, Flow, Indented, PlainTable, drawn


def to_text(explained: Explained, view: View) -> str:
    """Return the chain as text of ``view.width`` columns, coloured only if the view says so."""
    return drawn(_drawn(explained_parts(explained, view.lang, everything=view.everything)), view)


def _drawn(parts: Iterable[Part]) -> Iterator[Block]:
    """Yield the parts; the lines between two others share one table, so that their texts align."""
    lines: list[Line] = []
    for part in parts:
        if isinstance(part, Line):
            lines.append(part)
            continue
        yield from _lines(lines)
        lines = []
        match part:
            case Title():
                yield Flow(visible(part.text), style=f"bold {STATUS_COLOUR[part.status].removeprefix('bold ')}")
            case Heading():
                yield Flow("\n" + part.text, style="bold")
            case Grid():
                yield Indented(_grid(part))
    yield from _lines(lines)


def _lines(lines: list[Line]) -> Iterator[Block]:
    table: PlainTable | None = None
    for line in lines:
        if not line.label:
            if table is not None:
                yield Indented(table)
                table = None
            yield Indented(Flow(visible(line.text)))
            continue
        if table is None:
            table = PlainTable("", "")
            table.spread(None, 1)
        table.add(Flow(line.label, style="dim"), Flow(visible(line.text), style="bold" if line.strong else ""))
    if table is not None:
        yield Indented(table)


def _grid(grid: Grid) -> PlainTable:
    table = PlainTable(*grid.headers)
    if any(grid.wide):
        table.spread(*(share or None for share in grid.wide))
    for row in grid.rows:
        table.add(*(Flow(visible(text)) for text in row))
    return table
