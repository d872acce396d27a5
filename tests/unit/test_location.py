"""Places: addresses and row ranges."""

from __future__ import annotations

import pytest

from assistcheck.location import Location, column_letters, row_ranges


@pytest.mark.parametrize(
    ("column", "letters"),
    [(1, "A"), (2, "B"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD"), (0, "")],
)
def test_columns_have_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters


@pytest.mark.parametrize(
    ("place", "cell"),
    [
        (Location("a.xlsx", "表", 9, 1), "A9"),
        (Location("a.xlsx", "表", 1048576, 16384), "XFD1048576"),
        (Location("a.xlsx", "表", 9), ""),
        (Location("a.xlsx", "表"), ""),
        (Location("a.xlsx"), ""),
    ],
)
def test_a_place_has_an_address_only_where_row_and_column_are_known(place: Location, cell: str) -> None:
    assert place.cell == cell


@pytest.mark.parametrize(
    ("rows", "ranges"),
    [
        ([], []),
        ([7], [(7, 7)]),
        ([7, 11, 12], [(7, 7), (11, 12)]),
        ([12, 7, 11], [(7, 7), (11, 12)]),
        ([3, 2, 2, 1], [(1, 3)]),
        ([1, 3, 5], [(1, 1), (3, 3), (5, 5)]),
    ],
)
def test_rows_are_joined_into_ranges(rows: list[int], ranges: list[tuple[int, int]]) -> None:
    assert list(row_ranges(rows)) == ranges
