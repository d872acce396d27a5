"""Runs of cells are what a key for each cell would be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistcheck.workbook.cell_runs import CellRuns, Place, RunPlaces, runs_of

ROW, COLUMN = st.integers(1, 30), st.integers(1, 3)
CELLS = st.lists(st.tuples(ROW, COLUMN, st.integers(0, 2)))


def made(cells: list[tuple[int, int, int]]) -> tuple[CellRuns, dict[Place, int]]:
    runs, expected = CellRuns(), {}
    for row, column, number in cells:
        runs.add(row, column, number)
        expected[row, column] = number
    return runs, expected


@given(CELLS)
def test_cells_in_any_order_are_those_of_a_mapping(cells: list[tuple[int, int, int]]) -> None:
    runs, expected = made(cells)
    assert runs == expected
    assert len(runs) == len(expected)
    assert RunPlaces(runs) == expected.keys()


@given(CELLS, st.lists(ROW, min_size=1), ROW, st.integers(1, 9))
def test_rows_taken_together_are_those_taken_one_by_one(
    cells: list[tuple[int, int, int]], rows: list[int], first: int, height: int
) -> None:
    runs, expected = made(cells)
    for more in (rows, list(range(first, first + height))):
        runs.add_rows(more, 2, 1)
        expected |= {(row, 2): 1 for row in more}
    assert runs == expected


@given(CELLS, ROW, ROW, COLUMN)
def test_the_runs_between_two_rows_are_the_cells_there(
    cells: list[tuple[int, int, int]], first: int, last: int, column: int
) -> None:
    runs, expected = made(cells)
    found = {row: number for top, bottom, number in runs.between(column, first, last) for row in range(top, bottom + 1)}
    assert found == {row: number for (row, at), number in expected.items() if at == column and first <= row <= last}


@given(CELLS)
def test_translated_cells_are_those_that_a_number_stands_for(cells: list[tuple[int, int, int]]) -> None:
    runs, expected = made(cells)
    assert runs.translated({0: 7, 2: 8}) == {place: {0: 7, 2: 8}[number] for place, number in expected.items() if number != 1}


def test_a_column_of_one_format_is_one_run() -> None:
    runs, _ = made([(row, 7, 2) for row in range(2, 100_001)])
    assert runs.column(7) == [(2, 100_000, 2)]
    assert list(runs.between(7, 50, 60)) == [(50, 60, 2)]


def test_mappings_and_sets_of_cells_become_runs_and_runs_stay() -> None:
    runs = runs_of({(2, 1): 5, (1, 1): 5})
    assert runs.column(1) == [(1, 2, 5)]
    assert runs_of(runs) is runs
    assert runs_of(RunPlaces(runs)) is runs
    assert runs_of(frozenset({(3, 2)})) == {(3, 2): 1}


def test_a_cell_without_a_number_is_none_of_them() -> None:
    runs = runs_of({(2, 1): 5})
    assert (3, 1) not in runs
    with pytest.raises(KeyError):
        runs[2, 2]
