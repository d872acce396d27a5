"""The rows of one sheet while they are drawn: each thing is reported once, and what one rule limits no other rule adds to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assistcheck.sample.any_pack.row_maker import Row, RowMaker
from assistcheck.sample.rows import Value


class LedgerRows:
    """The rows of one sheet."""

    def __init__(self, maker: RowMaker) -> None:
        """Begin without any."""
        self.maker = maker
        self.rows: list[Row] = []
        sheet = maker.sheet
        self._identity = sheet.identity or tuple(column.name for column in sheet.columns)
        self._known: dict[tuple[Value, ...], Row] = {}
        self._limits: list[tuple[Row, list[Row]]] = []

    def add(self, given: Mapping[str, Value], day: date) -> None:
        """Add a row that holds what is given; where the same thing is reported already, that row holds it from now on."""
        row = self.maker.made(given, day)
        if row is None:
            return
        same = self.same(row)
        if same is None:
            self.rows.append(row)
            self._known[tuple(row[name] for name in self._identity)] = row
        else:
            same.update(row)

    def same(self, row: Mapping[str, Value]) -> Row | None:
        """Return the row that reports the same thing, if it is there and the given cells tell."""
        if any(name not in row for name in self._identity):
            return None
        return self._known.get(tuple(row[name] for name in self._identity))

    def of(self, given: Mapping[str, Value]) -> list[Row]:
        """Return the rows that hold what is given."""
        return [row for row in self.rows if all(row.get(name) == value for name, value in given.items())]

    def limit(self, given: Row, cells: list[Row]) -> None:
        """Let rows that hold what is given hold nothing but one of some cells besides."""
        self._limits.append((given, cells))

    def allowed(self, row: Row) -> Row:
        """Return the cells that a limit leaves for a row; none where there is no limit."""
        for given, cells in self._limits:
            if cells and all(row.get(name) == value for name, value in given.items()):
                left = [one for one in cells if not self.same({**row, **one})]
                return (left or cells)[0]
        return {}
