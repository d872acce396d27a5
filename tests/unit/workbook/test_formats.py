"""The same sheet in every format: the same values at the same addresses, and nothing that is no blank taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistcheck.location import column_letters
from assistcheck.workbook.cell_values import Cell, display
from assistcheck.workbook.limits import Limits, ReadOptions
from assistcheck.workbook.open import OpenedFile, open_file
from assistcheck.workbook.raw_sheet import RawSheet
from assistcheck.workbook.xlsb import open_xlsb
from assistcheck.workbook.xlsx.cell_issues import CellIssue
from builders.binary_books import Xlsb, XlsbError, XlsbSheet, xlsb
from builders.evidence import ERRORS, FILES, MERGES, PERCENTS, VALUES, small_year, write_evidence
from builders.support import outcomes, report_of, submit

EVERY = ["xlsx", "xls", "ods"]


def evidence(kind: str, folder: Path, *, since_1904: bool = False) -> OpenedFile:
    name = f"evidence{'-1904' if since_1904 else ''}.{kind}"
    path = FILES / name
    if kind == "xlsx":
        path = folder / name
        write_evidence(path, since_1904=since_1904)
    return open_file(path.read_bytes(), name, ReadOptions())


def by_address(raw: RawSheet) -> dict[str, Cell]:
    return {
        f"{column_letters(raw.first_column + at)}{number}": cell
        for number, row in enumerate(raw.rows, 1)
        for at, cell in enumerate(row)
        if cell not in {None, ""}
    }


@pytest.mark.parametrize("since_1904", [False, True])
@pytest.mark.parametrize("kind", EVERY)
def test_values_stand_at_their_addresses(kind: str, tmp_path: Path, since_1904: bool) -> None:  # noqa: FBT001
    found = by_address(evidence(kind, tmp_path, since_1904=since_1904).sheets.sheet("媒体报道"))
    assert {cell: found.get(cell) for cell in VALUES} == VALUES
    assert {cell: type(found[cell]) for cell in ("B4", "B7", "C4")} == {cell: type(VALUES[cell]) for cell in ("B4", "B7", "C4")}


@pytest.mark.parametrize("kind", EVERY)
def test_error_values_are_told_from_blanks(kind: str, tmp_path: Path) -> None:
    doubts = evidence(kind, tmp_path).sheets.sheet("媒体报道").look.doubts
    assert {place: doubt for place, doubt in doubts.items() if doubt.code == "error-cell"} == ERRORS


@pytest.mark.parametrize("kind", EVERY)
def test_a_formula_that_gives_text_is_that_text_or_told(kind: str, tmp_path: Path) -> None:
    raw = evidence(kind, tmp_path).sheets.sheet("媒体报道")
    expected: tuple[object, object] = ("甲乙", None)
    if kind == "xls":  # LibreOffice stored 0 for it
        expected = (None, CellIssue("formula-without-value", ""))
    assert (by_address(raw).get("D9"), raw.look.doubts.get((9, 4))) == expected


@pytest.mark.parametrize("kind", EVERY)
def test_percentages_merges_and_what_is_hidden_are_told(kind: str, tmp_path: Path) -> None:
    file = evidence(kind, tmp_path)
    raw = file.sheets.sheet("媒体报道")
    assert raw.look.percents == PERCENTS
    assert list(raw.merges) == MERGES
    assert (raw.hidden, raw.look.hidden_rows) == (False, 1)
    assert file.sheets.sheet("隐藏").hidden
    assert list(file.sheets.sheet("空表").rows) == []


@pytest.mark.parametrize("kind", EVERY)
def test_rows_begin_with_the_first_and_are_equally_wide(kind: str, tmp_path: Path) -> None:
    rows = list(evidence(kind, tmp_path).sheets.sheet("媒体报道").rows)
    assert len(rows) == 30
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_an_audit_says_the_same_whatever_the_format(kind: str) -> None:
    plain = report_of(submit({"year.xlsx": small_year()}))
    other = report_of(submit({f"year.{kind}": (FILES / f"year.{kind}").read_bytes()}))
    assert outcomes(other) == outcomes(plain)
    assert {status for status, _, _ in outcomes(plain).values()} > {"met", "shortfall"}
    faults = [[p for p in report["problems"] if p["code"] != "no-checksum"] for report in (plain, other)]
    assert [(p["code"], p["sheet"], p["cell"]) for p in faults[1]] == [(p["code"], p["sheet"], p["cell"]) for p in faults[0]]
    assert "missing-value" in {p["code"] for p in faults[0]}


# --- .xlsb ----------------------------------------------------------------------------------------


def binary(cells: dict[tuple[int, int], tuple[object, int]], **more: object) -> RawSheet:
    made = Xlsb({"表": XlsbSheet(cells, hidden_rows=[3], merges=[(1, 3, 2, 2)])}, **more)  # type: ignore[arg-type]
    return open_xlsb(xlsb(made), Limits()).sheet("表")


def test_an_xlsb_gives_values_at_their_addresses() -> None:
    raw = binary({(2, 1): ("甲", 0), (3, 1): (44625.0, 1), (3, 4): (12.5, 0), (5, 2): (True, 0)}, styles=[0, 14])
    assert {cell: display(value) for cell, value in by_address(raw).items()} == {
        "B3": "甲",
        "B4": "2022-03-05",
        "E4": "12.5",
        "C6": "True",
    }


def test_days_of_an_xlsb_count_from_1904_where_it_says_so() -> None:
    raw = binary({(0, 0): (44625.0 - 1462, 1)}, styles=[0, 14], since_1904=True)
    assert [display(cell) for cell in by_address(raw).values()] == ["2022-03-05"]


@pytest.mark.parametrize("formula", [False, True])
@pytest.mark.parametrize(
    ("code", "value"),
    [(0, "#NULL!"), (7, "#DIV/0!"), (15, "#VALUE!"), (23, "#REF!"), (29, "#NAME?"), (36, "#NUM!"), (42, "#N/A")],
)
def test_error_values_of_an_xlsb_are_told_from_blanks(code: int, value: str, formula: bool) -> None:  # noqa: FBT001
    raw = binary({(0, 0): ("甲", 0), (4, 2): (XlsbError(code, formula), 0), (4, 3): (None, 0)})
    assert raw.look.doubts == {(5, 3): CellIssue("error-cell", value)}


def test_percentages_merges_and_hidden_rows_of_an_xlsb_are_told() -> None:
    raw = binary({(3, 0): (0.5, 1), (3, 1): (0.5, 2), (3, 2): (0.5, 0)}, styles=[0, 9, 170], formats={170: "0.0%"})
    assert raw.look.percents == {(4, 1), (4, 2)}
    assert list(raw.merges) == [((1, 2), (3, 2))]
    assert raw.look.hidden_rows == 1


def test_a_hidden_sheet_of_an_xlsb_is_told() -> None:
    made = Xlsb({"甲": XlsbSheet({(0, 0): (1.0, 0)}, state=1), "乙": XlsbSheet({(0, 0): (1.0, 0)})})
    workbook = open_xlsb(xlsb(made), Limits())
    assert [(title, workbook.sheet(title).hidden) for title in workbook.titles()] == [("甲", True), ("乙", False)]


def test_the_kind_of_an_xlsb_is_told_by_its_content() -> None:
    data = xlsb(Xlsb({"表": XlsbSheet({(0, 0): (1.0, 0)})}))
    assert open_file(data, "a.xlsb", ReadOptions()).kind == "xlsb"
    assert open_file(data, "a.xlsx", ReadOptions()).kind == "xlsb"


def test_units_in_the_formats_of_an_xlsb_are_told() -> None:
    cells = {(3, 0): (500.0, 1), (3, 1): (500.0, 2), (3, 2): (500.0, 0)}
    raw = binary(cells, styles=[0, 170, 171], formats={170: '0.00"万元"', 171: '0!.0,"万"'})
    assert raw.look.units == {(4, 1): 10_000, (4, 2): 1}
