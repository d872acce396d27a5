"""What stands beside the cells of an .xlsx: pictures in and over cells, comments, the text of each printed page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.errors import WorkbookError
from assistcheck.workbook.limits import Limits, parse_limits
from assistcheck.workbook.xlsx.cell_issues import CellIssue
from assistcheck.workbook.xlsx.reader import open_workbook
from assistcheck.workbook.xlsx.sheet_scan import SheetScan
from assistcheck.workbook.xlsx.side_content import plain_header
from builders.support import book, patched
from robustness.hostile.disguises import OTHERS

PICTURE = CellIssue("picture-cell", "#VALUE!")


def image() -> dict[str, object]:
    return {"image_data": io.BytesIO(OTHERS["a_png"]())}


def made(tweak: Callable[[Workbook, Worksheet], object]) -> bytes:
    return book({"表": [["甲"]]}, lambda made, pages: tweak(made, pages["表"]) and None)


def look(data: bytes, limits: Limits | None = None) -> SheetScan:
    return open_workbook(data, limits or Limits()).sheet("表").look


def embedded(_: Workbook, page: Worksheet) -> None:
    page.embed_image(2, 1, "a.png", image())
    page.write_formula(3, 1, "=1/0", None, "#DIV/0!")


def test_a_picture_placed_in_a_cell_is_no_error() -> None:
    assert look(made(embedded)).doubts == {(3, 2): PICTURE, (4, 2): CellIssue("error-cell", "#DIV/0!")}


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/richData/rdrichvaluestructure.xml", b"_localImage", b"_error"),
        ("xl/richData/rdrichvalue.xml", b's="0"', b's="1"'),
        ("xl/metadata.xml", b'<xlrd:rvb i="0"', b'<xlrd:rvb i="7"'),
        ("xl/metadata.xml", b'<metadataType name="XLRICHVALUE"', b'<metadataType name="XLDAPR"'),
        ("xl/metadata.xml", b'<rc t="1" v="0"', b'<rc t="1" v="x"'),
        ("xl/_rels/workbook.xml.rels", b"rdRichValueStructure", b"other"),
        ("xl/worksheets/sheet1.xml", b'vm="1"', b'vm="2"'),
    ],
)
def test_an_error_with_another_rich_value_stays_an_error(part: str, old: bytes, new: bytes) -> None:
    data = patched(made(embedded), part, lambda xml: xml.replace(old, new))
    assert data != made(embedded)
    assert look(data).doubts[3, 2] == CellIssue("error-cell", "#VALUE!")


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ('_xlfn.DISPIMG("ID_1",1)', '=DISPIMG("ID_1",1)'),
        ('DISPIMG("ID_1",1)', "#NAME?"),
        ('_xlfn.IMAGE("https://example.invalid/a.png")', "#VALUE!"),
    ],
)
def test_a_formula_that_shows_a_picture_is_one_whatever_its_result(formula: str, shown: str) -> None:
    found = look(made(lambda _, page: page.write_formula(0, 1, formula, None, shown))).doubts
    assert found == {(1, 2): CellIssue("picture-cell", f"={formula.removeprefix('_xlfn.')}")}


def test_a_formula_that_only_names_a_picture_is_none() -> None:
    assert look(made(lambda _, page: page.write_formula(0, 1, "=IMAGES+1", None, 5))).doubts == {}


def test_floating_pictures_are_told_by_their_upper_left_corner() -> None:
    def float_two(_: Workbook, page: Worksheet) -> None:
        page.insert_image(3, 2, "a.png", image())
        page.insert_image(5, 0, "b.png", {**image(), "object_position": 2})
        page.insert_textbox(9, 9, "甲")

    assert look(made(float_two)).pictures == {(4, 3), (6, 1)}


def test_comments_are_told_by_their_cells() -> None:
    assert look(made(lambda _, page: page.write_comment(4, 0, "注意", {"author": "某某"}))).comments == {(5, 1): "注意"}


def test_a_thread_stands_for_the_comment_that_announces_it() -> None:
    data = made(lambda _, page: page.write_comment(4, 0, "[Threaded comment]"))
    thread = (
        '<ThreadedComments><threadedComment ref="A5"><text>一</text></threadedComment><threadedComment ref="A5"><text>二</text>'
    )
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    link = b'<Relationship Id="rId9" Type="http://x/threadedComment" Target="../threadedComments/threadedComment1.xml"/></R'
    data = patched(data, rels, lambda xml: xml.replace(b"</R", link))
    with_thread = io.BytesIO(data)
    with zipfile.ZipFile(with_thread, "a") as parts:
        parts.writestr("xl/threadedComments/threadedComment1.xml", f"{thread}</threadedComment></ThreadedComments>")
    assert look(with_thread.getvalue()).comments == {(5, 1): "一\n二"}


def test_a_comment_without_the_guide_to_its_reading_and_one_that_is_nowhere() -> None:
    data = made(lambda _, page: page.write_comment(4, 0, "注意"))
    rich = '<r><t>莞</t></r><rPh sb="0" eb="1"><t>guan</t></rPh></text></comment><comment ref="?"><text><t>x</t>'.encode()
    told = patched(data, "xl/comments1.xml", lambda xml: xml.replace(b"</text>", rich + b"</text>", 1))
    assert look(told).comments == {(5, 1): "注意莞"}


def test_a_part_beside_that_is_not_well_formed_tells_nothing_and_one_too_deep_is_refused() -> None:
    data = made(lambda _, page: page.write_comment(4, 0, "注意"))
    assert look(patched(data, "xl/comments1.xml", lambda _: b"<comments>")).comments == {}
    deep = b"<r>" * 300 + b"</r>" * 300
    with pytest.raises(WorkbookError) as caught:
        look(patched(data, "xl/comments1.xml", lambda xml: xml.replace(b"<text>", b"<text>" + deep)))
    assert caught.value.code == "too-large"
    with pytest.raises(WorkbookError) as caught:
        look(patched(data, "xl/comments1.xml", lambda xml: xml.replace(b"?>", b"?><!DOCTYPE x>", 1)))
    assert caught.value.code == "unreadable-file"


def test_the_head_and_foot_of_printed_pages_are_told_in_words() -> None:
    def head(_: Workbook, page: Worksheet) -> None:
        page.set_header('&L&"宋体,常规"&12单位：万元&R&D')
        page.set_footer("第&P页")

    assert look(made(head)).print_header == "单位：万元\n第页"
    assert look(made(lambda _, page: page.set_landscape())).print_header == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("&C&K000000甲 && 乙", "甲 & 乙"),
        ("&L甲&C乙&R丙", "甲\n乙\n丙"),
        ("&K01+012甲&[x", "甲x"),
        ("&14&A", ""),
        ("", ""),
    ],
)
def test_codes_of_page_heads_are_no_words(code: str, words: str) -> None:
    assert plain_header(code) == words


def test_texts_of_number_formats_are_told_for_whole_numbers() -> None:
    def write(made: Workbook, page: Worksheet) -> None:
        letters, zeros = made.add_format({"num_format": '"A-"00'}), made.add_format({"num_format": "00000"})
        for row, (value, style) in enumerate([(1, letters), (2.5, letters), (7, zeros), (8, None)]):
            page.write_number(row, 1, value, style)
        page.write_string(4, 1, "7", zeros)

    assert look(made(write)).texts == {(1, 2): "A-01", (3, 2): "00007"}


@pytest.mark.parametrize(("asks", "expected"), [(b' fullCalcOnLoad="1"', True), (b' forceFullCalc="true"', True), (b"", False)])
def test_a_stored_zero_is_no_result_where_calculation_is_asked_for(asks: bytes, expected: bool) -> None:  # noqa: FBT001
    def write(_: Workbook, page: Worksheet) -> None:
        page.write_formula(0, 1, "=60000*2", None, 0)
        page.write_formula(0, 2, "=60000*2", None, 120000)
        page.write_formula(0, 3, "=1=2", None, value=False)
        page.write_number(0, 4, 0)

    data = patched(made(write), "xl/workbook.xml", lambda xml: xml.replace(b' fullCalcOnLoad="1"', asks))
    assert look(data, parse_limits([])).doubts == ({(1, 2): CellIssue("formula-without-value", "")} if expected else {})
