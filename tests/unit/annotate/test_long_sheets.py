"""Rows that openpyxl does not get: the copy is as openpyxl would have made it, and keeps what openpyxl would lose."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from xlsxwriter.worksheet import Worksheet

from assistcheck.annotate import Annotated, annotate, long_sheets
from assistcheck.annotate.long_sheets import put_back, taken_out, without_rows
from builders.support import TEAM, YEAR_END, book, ledger, patched, rosters, submit

PART = "xl/worksheets/sheet5.xml"
NEWS: dict[str, object] = {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1)}
ROWS: list[dict[str, object]] = [
    {**NEWS, "title": "一"},
    {**NEWS, "title": "二 ", "date": "2022.1", "outlet": None},
    {**NEWS, "title": "一"},
    {**NEWS, "title": '<三> & "四"', "level": "厅级", "team": "青禾镇组囗"},
    {**NEWS, "title": "四", "date": date(2021, 12, 1)},
]


@pytest.fixture(autouse=True)
def every_sheet_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_sheets, "MIN_BYTES", 0)


def dressed(made: Any, pages: dict[str, Worksheet]) -> None:
    """Give the sheet what people give sheets: formats, heights, links, comments, merged cells, formulas."""
    page = pages["媒体报道"]
    page.write_string("B3", TEAM, made.add_format({"bold": True, "border": 2, "num_format": "@"}))
    page.write_blank("H5", None, made.add_format({"bg_color": "#00FF00"}))
    page.write_formula("G2", "=1+1", None, 2)
    page.write_rich_string("H2", "甲", made.add_format({"bold": True}), "乙")
    page.write_url("G4", "https://example.com/a", None, "链接")
    page.merge_range("G5:H6", "合并", made.add_format({"italic": True}))
    page.write_comment("A3", "待补日期", {"author": "某某"})
    page.set_row(3, 33)
    page.set_column("A:A", 21)
    page.freeze_panes(1, 0)
    page.autofilter("A1:F6")


def sample() -> bytes:
    return book({**rosters(), **ledger("media_reports", *ROWS)}, dressed)


def marked(content: bytes) -> Annotated:
    submission = submit({"data.xlsx": content}, YEAR_END)
    return annotate(content, submission.inputs[0], submission, "zh")


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def seen(cell: Cell) -> list[object]:
    """Return all that a cell shows."""
    looks = [repr(look) for look in (cell.font, cell.fill, cell.border, cell.alignment, cell.number_format)]
    comment = cell.comment and (cell.comment.text, cell.comment.author)
    link = cell.hyperlink and (cell.hyperlink.target, cell.hyperlink.location)
    return [cell.value, cell.data_type, *looks, comment, link]


def pages_of(content: bytes) -> list[object]:
    """Return all that a workbook shows, sheet by sheet."""
    return [
        [
            page.title,
            [str(one) for one in page.merged_cells.ranges],
            (page.freeze_panes, page.auto_filter.ref, page.column_dimensions["A"].width, page.row_dimensions[4].height),
            {cell.coordinate: seen(cell) for row in page.iter_rows() for cell in row if cell.has_style or cell.value},
        ]
        for page in load_workbook(io.BytesIO(content), rich_text=True).worksheets
    ]


def test_the_copy_is_as_openpyxl_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = pages_of(marked(sample()).content)
    monkeypatch.setattr(long_sheets, "MIN_BYTES", 1 << 30)
    made = pages_of(marked(sample()).content)
    assert kept[1:] == made[1:]
    assert len(kept) == 6


def test_what_openpyxl_would_lose_is_kept_and_not_said_to_be_lost() -> None:
    found = marked(sample())
    assert found.losses == ()
    values = load_workbook(io.BytesIO(found.content), data_only=True)
    assert values["媒体报道"]["G2"].value == 2


def test_a_number_that_is_no_date_under_a_format_of_dates_stays() -> None:
    def tweak(made: Any, pages: dict[str, Worksheet]) -> None:
        pages["媒体报道"].write_number("H2", 1e9, made.add_format({"num_format": "yyyy-mm-dd"}))

    found = marked(book({**rosters(), **ledger("media_reports", *ROWS)}, tweak))
    assert found.losses == ()
    assert b"1000000000" in parts_of(found.content)["xl/worksheets/sheet6.xml"]


def test_what_a_sheet_lacks_outside_its_rows_is_still_said() -> None:
    extension = b'<extLst><ext xmlns:x14="a" uri="{A}"><x14:sparklineGroup/></ext></extLst></worksheet>'
    content = patched(sample(), PART, lambda xml: xml.replace(b"</worksheet>", extension))
    assert [loss.what.zh for loss in marked(content).losses] == ["迷你图"]


def test_the_texts_that_sheets_share_are_copied_with_what_leads_to_them() -> None:
    before, after = parts_of(sample()), parts_of(marked(sample()).content)
    assert after["xl/sharedStrings.xml"] == before["xl/sharedStrings.xml"]
    assert b"/xl/sharedStrings.xml" in after["[Content_Types].xml"]
    assert b"/xl/sharedStrings.xml" in after["xl/_rels/workbook.xml.rels"]


def test_the_extent_of_the_few_cells_that_openpyxl_had_is_not_written() -> None:
    assert b"<dimension" not in parts_of(marked(sample()).content)["xl/worksheets/sheet6.xml"]


def test_the_same_marks_are_the_same_bytes() -> None:
    content = sample()
    assert marked(content).content == marked(content).content


def test_a_copy_that_comes_back_is_opened_whole_and_cleaned() -> None:
    written = load_workbook(io.BytesIO(marked(sample()).content))
    page = written["媒体报道"]
    page["A3"].value, page["D3"].value, page["E5"].value, page["B5"].value = date(2022, 4, 1), "乙报", "市", TEAM
    page["C4"].value, page["A6"].value = "五", date(2022, 5, 1)
    page["A3"].comment = Comment("改好了", "某某")
    out = io.BytesIO()
    written.save(out)
    again = load_workbook(io.BytesIO(marked(out.getvalue()).content))
    assert again.sheetnames.count("审核结果") == 1
    cells = [cell for row in again["媒体报道"].iter_rows(min_row=2, max_col=6) for cell in row]
    assert {cell.fill.fill_type for cell in cells} == {None}
    assert [cell.comment.text for cell in cells if cell.comment] == ["改好了"]


def test_openpyxl_gets_no_row_of_a_long_sheet() -> None:
    frame, found = without_rows(sample())
    assert found[PART].numbers == [1, 2, 3, 4, 5, 6]
    assert b"<row" not in parts_of(frame)[PART]


def test_a_short_sheet_is_openpyxls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_sheets, "MIN_BYTES", len(parts_of(sample())[PART]) + 1)
    assert PART not in without_rows(sample())[1]


def test_rows_are_never_left_out_without_a_word() -> None:
    with pytest.raises(ValueError, match="rows"):
        put_back(b"<worksheet><other/></worksheet>", b"")


# --- rows ---------------------------------------------------------------------------------------

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="%b"><cols/>' % MAIN
ONE = b'<row r="1"><c r="A1"/></row>'


def sheet(rows: bytes, head: bytes = HEAD) -> bytes:
    return head + b"<sheetData>" + rows + b"</sheetData></worksheet>"


@pytest.mark.parametrize(
    "part",
    [
        sheet(b""),
        sheet(b"<row><c/></row>"),
        sheet(b"<row r='1'/>"),
        sheet(b'<row spans="1:2" r="1"/>'),
        sheet(b'<row r="1"><c><v>1</v></c></row>'),
        sheet(b'<row r="1"><c s="1" r="A1"/></row>'),
        sheet(b'<row r="1"><c r="a1"/></row>'),
        sheet(b'<row r="1"><c r="A1" cm="1"/></row>'),
        sheet(b'<row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c></row>'),
        sheet(b'<row r="2"/><row r="1"/>'),
        sheet(b'<row r="1"/><row r="1"/>'),
        sheet(b'<c r="A1"/>' + ONE),
        sheet(ONE + b'<!-- <row r="2"/> -->'),
        sheet(b'<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>'),
        sheet(b'<row r="1"><c r="A1"><v>1</c></row>'),
        sheet(b'<row r="1" x:y="1"/>'),
        sheet(ONE) + b"<sheetData/>",
        sheet(ONE, HEAD.replace(b"UTF-8", b"GBK")),
        sheet(ONE, HEAD.replace(b"<cols/>", b"<!-- -->")),
        sheet(ONE, HEAD.replace(b"xmlns=", b"xmlns:x=")),
        sheet(ONE, HEAD.replace(MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main")),
        HEAD + b"<sheetData/></worksheet>",
    ],
)
def test_a_sheet_in_another_form_is_left_to_openpyxl(part: bytes) -> None:
    assert taken_out(part) is None


def coloured(rows: bytes, colours: dict[int, dict[int, str]]) -> bytes:
    found = taken_out(sheet(rows))
    assert found is not None
    return found.coloured(colours, lambda number, colour: number + int(colour))


def test_a_cell_keeps_all_but_its_style() -> None:
    row = b'<row r="1" spans="1:3"><c r="A1" s="4" t="s"><v>7</v></c><c r="B1" t="n" s="2"/><c r="C1"><v>1</v></c></row>'
    wanted = (
        b'<row r="1" spans="1:3"><c r="A1" s="14" t="s"><v>7</v></c><c r="B1" s="22" t="n"/><c r="C1" s="30"><v>1</v></c></row>'
    )
    assert coloured(row, {1: {1: "10", 2: "20", 3: "30"}}) == wanted


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (b'<row r="2"><c r="A2"/><c r="C2"/></row>', b'<row r="2"><c r="A2"/><c r="B2" s="9"/><c r="C2"/></row>'),
        (b'<row r="2"><c r="A2"/></row>', b'<row r="2"><c r="A2"/><c r="B2" s="9"/></row>'),
        (b'<row r="2"><c r="Z2"/></row>', b'<row r="2"><c r="B2" s="9"/><c r="Z2"/></row>'),
        (b'<row r="2" ht="9"/>', b'<row r="2" ht="9"><c r="B2" s="9"/></row>'),
        (b'<row r="1"/><row r="3"/>', b'<row r="1"/><row r="2"><c r="B2" s="9"/></row><row r="3"/>'),
        (b'<row r="1"/>', b'<row r="1"/><row r="2"><c r="B2" s="9"/></row>'),
        (b'<row r="5"/>', b'<row r="2"><c r="B2" s="9"/></row><row r="5"/>'),
    ],
)
def test_a_cell_that_was_not_there_stands_in_its_place(rows: bytes, wanted: bytes) -> None:
    assert coloured(rows, {2: {2: "9"}}) == wanted


def test_the_spacing_of_rows_that_needs_a_declaration_is_left_out() -> None:
    found = taken_out(sheet(b'<row r="1" ht="9" x14ac:dyDescent="0.25"/><row r="2" x14ac:dyDescent="0.3" spans="1:1"/>'))
    assert found is not None
    assert found.rows == b'<row r="1" ht="9"/><row r="2" spans="1:1"/>'
