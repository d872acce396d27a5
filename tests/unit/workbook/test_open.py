"""Files to raw sheets: what is refused and how, and what stands where in those that open."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.errors import WorkbookError
from assistcheck.workbook.archive import reader_errors
from assistcheck.workbook.cell_values import display
from assistcheck.workbook.raw_sheet import RawSheet, digest_of
from assistcheck.workbook.xlsx.cell_issues import CellIssue
from assistcheck.workbook.xlsx.reader import open_workbook
from builders.support import book, opened, patched, sheet_xml

GOOD = book({"表": [["甲", 1], ["乙", 2]]})


def refusal(data: bytes) -> str:
    """Return the code with which bytes are refused, on opening or on reading a sheet."""
    with pytest.raises(WorkbookError) as caught:
        _read_all(data)
    return caught.value.code


def _read_all(data: bytes) -> None:
    raw = open_workbook(data)
    for title in raw.titles():
        list(raw.sheet(title).rows)


def only(data: bytes) -> RawSheet:
    raw = open_workbook(data)
    return raw.sheet(raw.titles()[0])


def flipped(data: bytes, part: str) -> bytes:
    """Return a workbook with one bit of a part's stored bytes changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))
        offset = new.getinfo(part).header_offset + 30 + len(part)
    changed = bytearray(out.getvalue())
    changed[offset + 200] ^= 1
    return bytes(changed)


# --- files that are none ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"date,team\n",
        b"<html><table/></html>",
        b"%PDF-1.7",
        b"\x89PNG\r\n",
        b"<?xml version='1.0'?>",
        b"junk" + GOOD,
    ],
)
def test_what_is_neither_zip_nor_ole_is_unsupported(data: bytes) -> None:
    assert refusal(data) == "unsupported-file"


def test_a_zip_that_is_no_workbook_is_unsupported() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("readme.txt", "hello")
    assert refusal(out.getvalue()) == "unsupported-file"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_unreadable(share: float) -> None:
    assert refusal(GOOD[: int(len(GOOD) * share)]) == "unreadable-file"


def test_an_encrypted_zip_entry_is_told_apart() -> None:
    data = bytearray(GOOD)
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x05\x06"))
    data[at + 8] |= 1
    assert refusal(bytes(data)) == "encrypted-file"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_one_flipped_bit_is_caught_by_the_checksum(part: str) -> None:
    assert refusal(flipped(GOOD, part)) == "unreadable-file"


def test_a_flipped_bit_in_a_sheet_with_merged_cells_is_caught_too() -> None:
    merged = book({"表": [["甲"] * 20] * 20}, lambda _, pages: pages["表"].merge_range(0, 0, 3, 0, "合"))
    assert refusal(flipped(merged, "xl/worksheets/sheet1.xml")) == "unreadable-file"


def test_a_doctype_in_the_workbook_part_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    assert (
        refusal(patched(GOOD, "xl/workbook.xml", lambda xml: xml.replace(b"<workbook", bomb + b"<workbook", 1)))
        == "unreadable-file"
    )


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "docProps/app.xml"])
def test_a_doctype_in_any_part_is_refused(part: str) -> None:
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    odd = patched(GOOD, part, lambda xml: xml.replace(b"?>", b"?>" + declared, 1))
    assert odd != GOOD
    assert refusal(odd) == "unreadable-file"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_xml_that_is_not_well_formed_is_unreadable(part: str) -> None:
    assert refusal(patched(GOOD, part, lambda _: b"<workbook")) == "unreadable-file"


def test_two_cells_at_far_corners_are_too_large_for_the_reader() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal(sheet_xml(far)) == "too-large"
    assert (
        only(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="99999"><c r="Z99999"><v>1</v></c></row>')).first_column
        == 1
    )


def test_two_sheets_of_one_name_are_unreadable() -> None:
    twin = patched(
        book({"甲": [["a"]], "乙": [["b"]]}), "xl/workbook.xml", lambda xml: xml.replace("乙".encode(), "甲".encode())
    )
    assert refusal(twin) == "unreadable-file"


def test_a_file_is_known_by_its_digest() -> None:
    assert digest_of(GOOD) == hashlib.sha256(GOOD).hexdigest()


# --- sheets -------------------------------------------------------------------------------------


def test_worksheets_come_in_the_order_of_the_file() -> None:
    assert opened({"乙": [], "甲": [], "丙": []}).titles() == ["乙", "甲", "丙"]


def test_an_empty_sheet_has_no_rows() -> None:
    assert list(only(book({"表": []})).rows) == []


def test_hidden_sheets_and_rows_are_read_and_told() -> None:
    def hide(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["乙"].hide()
        pages["丙"].very_hidden()
        pages["甲"].set_row(1, None, None, {"hidden": True})

    raw = opened({"甲": [["a"], ["b"], ["c"]], "乙": [["b"]], "丙": [["c"]]}, hide)
    assert [raw.sheet(title).hidden for title in raw.titles()] == [False, True, True]
    assert [raw.sheet(title).look.hidden_rows for title in raw.titles()] == [1, 0, 0]
    assert list(raw.sheet("甲").rows) == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize(("row", "column"), [(0, 0), (3, 0), (0, 2), (5, 4)])
def test_rows_begin_with_sheet_row_one_whatever_is_blank_before(row: int, column: int) -> None:
    sheet = only(book({"表": [*([[]] * row), [None] * column + ["甲", "乙"]]}))
    rows = list(sheet.rows)
    assert sheet.first_column == column + 1
    assert len(rows) == row + 1
    assert rows[row] == ["甲", "乙"]


def test_blank_rows_in_between_are_kept() -> None:
    assert [row[0] for row in only(book({"表": [["甲"], [], [], ["乙"]]})).rows] == ["甲", "", "", "乙"]


def test_merged_ranges_are_those_of_the_sheet() -> None:
    sheet = only(book({"表": []}, lambda _, pages: pages["表"].merge_range("C4:D6", "合")))
    assert list(sheet.merges) == [((3, 2), (5, 3))]


def test_inline_strings_and_rich_text_are_read() -> None:
    cells = (
        '<c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1" t="inlineStr"><is><r><t>乙</t></r><r><t>丙</t></r></is></c>'
    )
    assert list(only(sheet_xml(f'<row r="1">{cells}</row>')).rows) == [["甲", "乙丙"]]


def test_an_equal_word_in_two_texts_is_no_cell_told_twice() -> None:
    text = '<c r="A1" t="inlineStr"><is><t>甲 r="x" 乙 r="x"</t></is></c>'
    assert list(only(sheet_xml(f'<row r="1">{text}</row>')).rows) == [['甲 r="x" 乙 r="x"']]


def test_a_dimension_that_lies_hides_no_cell() -> None:
    lying = patched(
        GOOD, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'<dimension ref="A1:B2"/>', b'<dimension ref="A1"/>')
    )
    assert lying != GOOD
    assert len(list(only(lying).rows)) == 2


@pytest.mark.parametrize("system", [False, True])
def test_both_date_systems_give_the_same_day(system: bool) -> None:  # noqa: FBT001
    (row,) = only(book({"表": [[date(2022, 3, 5), datetime.fromisoformat("2022-03-05 18:00")]]}, date_1904=system)).rows
    assert [display(cell)[:10] for cell in row] == ["2022-03-05", "2022-03-05"]


CHINESE_DATES = (
    14,
    22,
    *range(27, 37),
    *range(50, 59),
    'yyyy"年"m"月"d"日";@',
    '[DBNum1][$-804]yyyy"年"m"月"d"日";@',
    "m/d",
    "yyyy.m.d",
)


@pytest.mark.parametrize("code", CHINESE_DATES)
def test_a_date_in_any_chinese_format_is_a_date(code: int | str) -> None:
    def write(made: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["表"].write_number(0, 0, 44625, made.add_format({"num_format": code}))

    ((cell,),) = only(book({"表": []}, write)).rows
    assert isinstance(cell, date)
    assert display(cell) == "2022-03-05"


@pytest.mark.parametrize("code", ["0.00", "#,##0.00_);[Red](#,##0.00)", "_ ¥* #,##0.00_ ", '0"月"', "[Red]0", "@"])
def test_a_number_in_a_format_that_only_looks_like_a_date_stays_a_number(code: str) -> None:
    def write(made: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["表"].write_number(0, 0, 44625, made.add_format({"num_format": code}))

    assert list(only(book({"表": []}, write)).rows) == [[44625.0]]


# --- cells that are not blank -------------------------------------------------------------------


def test_formulas_written_without_a_result_are_told() -> None:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page["B3"] = "=SUM(A1:A2)"
    page["A1"] = 5
    buffer = io.BytesIO()
    made.save(buffer)
    sheet = only(buffer.getvalue())
    assert sheet.look.doubts == {(3, 2): CellIssue("formula-without-value", "")}


def test_formulas_with_a_stored_result_are_that_result() -> None:
    def calculate(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["表"].write_formula(0, 0, "=1+1", None, 2)
        pages["表"].write_formula(0, 1, '="甲"&"乙"', None, "甲乙")

    sheet = only(book({"表": []}, calculate))
    assert sheet.look.doubts == {}
    assert [display(cell) for cell in next(sheet.rows)] == ["2", "甲乙"]


def test_a_formula_whose_result_is_an_empty_text_is_a_blank() -> None:
    sheet = only(sheet_xml('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>'))
    assert sheet.look.doubts == {}
    assert [display(cell) for cell in next(sheet.rows)] == ["", "1"]


def test_errors_and_uncached_formulas_are_found_under_the_right_sheet() -> None:
    def spoil(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["乙"].write_formula(2, 1, "=#REF!", None, "#REF!")

    raw = opened({"甲": [["a"]], "乙": [["b"]]}, spoil)
    assert raw.sheet("甲").look.doubts == {}
    assert raw.sheet("乙").look.doubts == {(3, 2): CellIssue("error-cell", "#REF!")}


def test_sheet_parts_named_from_the_root_are_found() -> None:
    errors = book({"表": []}, lambda _, pages: pages["表"].write_formula(0, 0, "=1/0", None, "#DIV/0!"))
    rooted = patched(
        errors, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b'Target="worksheets', b'Target="/xl/worksheets')
    )
    assert rooted != errors
    assert only(rooted).look.doubts == {(1, 1): CellIssue("error-cell", "#DIV/0!")}


# --- the words of refusals ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raised", "zh", "en"),
    [
        (AssertionError(), "所记的数目、长度或位置与内容不符；AssertionError）", "do not fit its content; AssertionError)"),
        (ValueError("Cannot detect file format"), "Excel 4 宏表", "Excel 4 macros"),
        (IndexError("list"), "与内容不符；IndexError: list）", "content; IndexError: list)"),
    ],
)
def test_what_a_reader_gives_up_is_told_in_words(raised: Exception, zh: str, en: str) -> None:
    with pytest.raises(WorkbookError) as caught, reader_errors():
        raise raised
    assert caught.value.code == "unreadable-file"
    assert zh in caught.value.words.zh
    assert en in caught.value.words.en


def test_a_file_that_was_cut_off_is_told_in_words() -> None:
    with pytest.raises(WorkbookError) as caught:
        open_workbook(GOOD[: len(GOOD) // 2])
    assert "可能没有传完" in caught.value.words.zh
    assert "perhaps it was cut off" in caught.value.words.en
