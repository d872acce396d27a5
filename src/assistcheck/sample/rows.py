"""What a row of a sheet is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum


class Above(Enum):
    """A cell that is merged with the one above it."""

    CELL = "merged"


ABOVE = Above.CELL
Value = str | int | float | Decimal | date | Above | None
Record = Mapping[str, Value]
"""One row, by the ids of its columns; a column that is not named stays blank."""

Sheets = Mapping[str, Sequence[Record]]
"""The rows of each sheet, by the sheet's id."""


def by_date(rows: Sequence[Record]) -> list[Record]:
    """Return rows in the order of their dates."""
    return sorted(rows, key=lambda row: str(row["date"]))
