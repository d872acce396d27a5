"""The binary .xls: what xlrd tells, what the records tell besides, and files that are not whole."""

from __future__ import annotations

import random
from datetime import date

import pytest

from assistcheck.errors import WorkbookError
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.limits import Limits, ReadOptions, parse_limits
from assistcheck.workbook.open import open_file
from assistcheck.workbook.raw_sheet import RawSheet
from assistcheck.workbook.xls import open_xls
from assistcheck.workbook.xlsx.cell_issues import CellIssue
from builders.binary_books import EMPTY_TEXT, ZERO, xls, xls_formula, xls_number, xls_text
from builders.evidence import FILES

UNCALCULATED = CellIssue("formula-without-value", "")
SERIAL = 39385.0


def sheet(data: bytes, limits: Limits | None = None) -> RawSheet:
    return open_xls(data, limits or Limits()).sheet("表")


def cells(raw: RawSheet) -> list[list[Cell]]:
    return list(raw.rows)


@pytest.mark.parametrize("built_in", [*range(27, 37), *range(50, 59), 14])
def test_a_number_in_a_date_format_of_the_program_is_a_day(built_in: int) -> None:
    assert cells(sheet(xls(xls_number(0, 0, SERIAL, 16), styles=[built_in]))) == [[date(2007, 10, 30)]]


@pytest.mark.parametrize("built_in", [*range(27, 37), *range(50, 59)])
def test_the_files_own_code_for_such_a_format_beats_the_programs(built_in: int) -> None:
    data = xls(xls_number(0, 0, SERIAL, 16), formats={built_in: "#,##0.00"}, styles=[built_in])
    assert cells(sheet(data)) == [[SERIAL]]


def test_the_1904_system_shifts_days() -> None:
    data = xls(xls_number(0, 0, SERIAL - 1462, 16), styles=[14], since_1904=True)
    assert cells(sheet(data)) == [[date(2007, 10, 30)]]


@pytest.mark.parametrize("serial", [-1.0, 2_958_466.0, 1e300])
def test_a_number_beyond_all_days_stays_a_number_in_a_date_format(serial: float) -> None:
    assert cells(sheet(xls(xls_number(0, 0, serial, 16), styles=[14]))) == [[serial]]


def test_the_last_day_of_the_calendar_is_a_day() -> None:
    assert cells(sheet(xls(xls_number(0, 0, 2_958_465.0, 16), styles=[14]))) == [[date(9999, 12, 31)]]


@pytest.mark.parametrize(("code", "percent"), [("0.0%", True), ('0"%"', False), ("0\\%", False)])
def test_only_a_percent_sign_that_scales_makes_a_percentage(code: str, percent: bool) -> None:  # noqa: FBT001
    data = xls(xls_number(2, 1, 0.095, 16), formats={170: code}, styles=[170])
    assert sheet(data).look.percents == (frozenset({(3, 2)}) if percent else frozenset())


def test_units_in_the_formats_of_an_xls_are_told() -> None:
    numbers = [xls_number(2, at, 500.0, 15 + at) for at in range(3)]
    data = xls(*numbers, formats={170: '0.00"万元"', 171: '0!.0,"万"'}, styles=[170, 171])
    assert sheet(data).look.units == {(3, 2): 10_000, (3, 3): 1}


@pytest.mark.parametrize(
    ("formula", "writer", "calculated"),
    [
        (xls_formula(4, 3, EMPTY_TEXT), "None", False),  # xlwt
        (xls_formula(4, 3, ZERO, 2), "Excel", True),  # POI
        (xls_formula(4, 3, ZERO), "Calc", True),  # LibreOffice, for a text
    ],
)
def test_a_formula_whose_result_stands_for_none_is_told(formula: bytes, writer: str, calculated: bool) -> None:  # noqa: FBT001
    raw = sheet(xls(xls_text(0, 0, "甲"), formula, writer=writer, calculated=calculated))
    assert raw.look.doubts == {(5, 4): UNCALCULATED}
    assert cells(raw)[4] == [None, None, None, ""]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        (xls_formula(0, 0, EMPTY_TEXT), []),
        (xls_formula(0, 0, ZERO), [[0.0]]),
        (xls_formula(0, 0, b"\0\0\0\0\0\0\xf0\x3f", 2), [[1.0]]),
        (xls_formula(0, 0, b"\x01\0\x01\0\0\0\xff\xff"), [[True]]),
    ],
)
def test_a_result_that_was_calculated_counts(formula: bytes, value: list[list[Cell]]) -> None:
    raw = sheet(xls(formula))
    assert raw.look.doubts == {}
    assert cells(raw) == value


def test_a_formula_that_gave_an_error_is_an_error_cell() -> None:
    raw = sheet(xls(xls_formula(0, 1, b"\x02\0\x17\0\0\0\xff\xff")))
    assert raw.look.doubts == {(1, 2): CellIssue("error-cell", "#REF!")}


def test_a_file_of_a_program_that_never_calculates_is_told() -> None:
    raw = open_xls((FILES / "never-calculated.xls").read_bytes(), Limits()).sheet("x")
    assert raw.look.doubts == {(1, 1): UNCALCULATED}
    assert cells(raw) == [["", 3.0]]


@pytest.mark.parametrize(("limit", "fits"), [("rows=3", True), ("rows=2", False), ("area=6", True), ("area=5", False)])
def test_a_sheet_up_to_a_limit_is_read(limit: str, fits: bool) -> None:  # noqa: FBT001
    data = xls(xls_number(0, 0, 1), xls_number(2, 1, 1))
    if fits:
        assert len(cells(sheet(data, parse_limits([limit])))) == 3
    else:
        with pytest.raises(WorkbookError) as caught:
            sheet(data, parse_limits([limit]))
        assert caught.value.code == "too-large"


def test_an_old_workbook_is_called_what_it_is() -> None:
    with pytest.raises(WorkbookError) as caught:
        open_file(b"\x09\x04\x06\x00" + bytes(100), "a.xls", ReadOptions())
    assert caught.value.code == "unsupported-file"
    assert "Excel 4.0" in caught.value.words.zh


@pytest.mark.parametrize("name", ["evidence.xls", "year.xls"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_file_is_unreadable(name: str, share: float) -> None:
    data = (FILES / name).read_bytes()
    assert _outcome(data[: int(len(data) * share)]) == "unreadable-file"


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_gives_rows_or_a_refusal_and_nothing_else(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - no secret
    data = bytearray((FILES / "evidence.xls").read_bytes())
    for _ in range(draw.choice((1, 5, 40))):
        data[draw.randrange(512, len(data))] = draw.randrange(256)
    assert _outcome(bytes(data)) in {"read", "unreadable-file", "too-large", "encrypted-file", "unsupported-file"}


def _outcome(data: bytes) -> str:
    try:
        file = open_file(data, "a.xls", ReadOptions())
        for title in file.sheets.titles():
            list(file.sheets.sheet(title).rows)
    except WorkbookError as error:
        return error.code
    return "read"


def test_texts_that_formats_show_and_pictures_of_wps_are_told() -> None:
    cells_ = (xls_number(0, 0, 1, 16), xls_number(0, 1, 1.5, 16), xls_text(0, 2, '=DISPIMG("ID",1)'), xls_text(0, 3, "=甲"))
    raw = sheet(xls(*cells_, formats={200: '"A-"00'}, styles=[200]))
    assert raw.look.texts == {(1, 1): "A-01"}
    assert raw.look.doubts == {(1, 3): CellIssue("picture-cell", '=DISPIMG("ID",1)')}
    assert cells(raw) == [[1.0, 1.5, "", "=甲"]]


@pytest.mark.parametrize("name", ["evidence.xls", "evidence-1904.xls"])
def test_remarks_are_told_by_their_cells(name: str) -> None:
    look = open_xls((FILES / name).read_bytes(), Limits()).sheet("媒体报道").look
    assert look.comments == {(5, 6): "批注文字"}
