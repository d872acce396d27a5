"""One sheet of a workbook to the rows of a shortfall list, or to the lists that an index names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assistcheck.location import Location
from assistcheck.replies.columns import FIXED, HEADERS, OTHER_HEADERS, REPLY, SEALED
from assistcheck.replies.keys import ItemKey, ListKey, is_key, seal_of, unpacked
from assistcheck.submission.grids import Grid
from assistcheck.workbook.cell_markers import DITTO_MARKS
from assistcheck.workbook.cell_values import Cell, display, strip_whitespace

_HEADER_ROWS = 60
"""Rows with something in them among which the header is looked for."""


class ListRow(NamedTuple):
    """One row below the header of a list."""

    place: Location
    """Its first reply cell, or its first cell."""
    key: ItemKey | None
    is_broken: bool
    """Whether a key stands there that cannot be read."""
    cells: Mapping[str, Cell]
    """What stands in the columns of the list, by their ids."""
    texts: tuple[str, ...]
    """All that stands in the row, as a person reads it, keys aside."""

    @property
    def seal(self) -> str:
        """The digest of the texts that nobody is to change, as they stand there; empty: a column of them is gone."""
        return seal_of(display(self.cells[name]) for name in SEALED) if self.cells.keys() >= {*SEALED} else ""

    def at(self, column: int) -> Location:
        """Return the place of its cell in a column."""
        return self.place._replace(column=column)


class ListSheet(NamedTuple):
    """One sheet as a list."""

    place: Location
    """The file and the sheet."""
    key: ListKey | None
    """Which list it says that it is, above its rows."""
    columns: Mapping[str, int]
    """The one-based sheet column of each column that is there; none: its header cannot be found."""
    rows: tuple[ListRow, ...]
    grid: Grid


class IndexSheet(NamedTuple):
    """One sheet that names lists."""

    place: Location
    lists: tuple[ListKey, ...]


def understood(grid: Grid, path: str) -> ListSheet | IndexSheet | None:
    """Return what a sheet is; ``None``: neither a list nor an index of lists."""
    place = Location(path, grid.title)
    head = next(((row, found) for row, cells in grid.rows[:_HEADER_ROWS] if _is_header(found := _columns(grid, cells))), None)
    keys = [key for _, cells in grid.rows for cell in cells if isinstance(cell, str) and (key := unpacked(cell))]
    lists = tuple(key for key in keys if isinstance(key, ListKey))
    if head is None and (item := next((key for key in keys if isinstance(key, ItemKey)), None)):
        return ListSheet(place, lists[0] if lists else item.of, {}, (), grid)
    if head is None:
        return IndexSheet(place, lists) if lists else None
    rows = tuple(_rows(grid, place, *head))
    own = lists[0] if lists else next((row.key.of for row in rows if row.key), None)
    return ListSheet(place, own, head[1], rows, grid)


def _labels() -> dict[str, str]:
    found = {strip_whitespace(other).casefold(): name for name, others in OTHER_HEADERS.items() for other in others}
    return found | {strip_whitespace(text).casefold(): name for name, header in HEADERS.items() for text in header}


_LABELS = _labels()


def _columns(grid: Grid, cells: tuple[Cell, ...]) -> dict[str, int]:
    """Return the columns that a row names, by the sheet column of each."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        if isinstance(cell, str) and (name := _LABELS.get(strip_whitespace(cell).casefold().strip("*:"))):
            found.setdefault(name, grid.first_column + at)
    return found


def _is_header(columns: Mapping[str, int]) -> bool:
    """Whether a row heads a list: it names the measures and another column to be written into, and one that is not."""
    return "measures" in columns and len(columns.keys() & {*REPLY}) > 1 and not columns.keys().isdisjoint((*FIXED, "key"))


def _rows(grid: Grid, place: Location, header: int, columns: Mapping[str, int]) -> Iterator[ListRow]:
    """Yield the rows below the header; a reply that is merged over several rows, or says 同上, stands in each."""
    merged = _merged(grid, columns)
    above: dict[str, Cell] = {}
    held = {number: cells for number, cells in grid.rows if number > header}
    for number in sorted({*held, *(row for row, _ in merged)}):
        cells = held.get(number, ())
        if number <= header:
            continue
        found: dict[str, Cell] = {}
        for name, column in columns.items():
            own = _cell(cells, column - grid.first_column)
            own = None if own == "" else own
            source = merged.get((number, column))
            found[name] = _cell(held.get(source[0], ()), source[1] - grid.first_column) if own is None and source else own
            if name in REPLY and isinstance(own, str) and strip_whitespace(own).rstrip("。.") in DITTO_MARKS:
                found[name] = above.get(name)
        texts = [cell for cell in cells if cell not in (None, "")]
        key = next((text for text in texts if isinstance(text, str) and is_key(text)), "")
        known = unpacked(key) if key else None
        if isinstance(known, ListKey):
            continue
        above = found
        shown = tuple(
            text for cell in texts if not (isinstance(cell, str) and is_key(cell)) and (text := display(cell).strip())
        )
        if known or key or shown:
            yield ListRow(place._replace(row=number, column=grid.first_column), known, bool(key and not known), found, shown)


def _merged(grid: Grid, columns: Mapping[str, int]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the lower cells of replies that are merged over several rows, each with the cell that holds the text."""
    replies = {column for name, column in columns.items() if name in REPLY}
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, _) in grid.merges:
        if left + 1 in replies and bottom - top < len(grid.rows):
            found.update({(row + 1, left + 1): (top + 1, left + 1) for row in range(top + 1, bottom + 1)})
    return found


def _cell(cells: Sequence[Cell], at: int) -> Cell:
    return cells[at] if 0 <= at < len(cells) else None
