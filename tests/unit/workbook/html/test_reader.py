"""Tables of web pages: which are sheets, where each cell stands, what it holds, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from assistcheck.errors import WorkbookError
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.html.reader import open_html
from assistcheck.workbook.limits import parse_limits
from assistcheck.workbook.raw_sheet import RawSheet
from assistcheck.workbook.xlsx.cell_issues import CellIssue

DATA = "<tr><td>甲<td>乙<tr><td>1<td>2"


def titles(page: str, path: str = "青禾镇-募集资金.xls") -> list[str]:
    return open_html(page.encode(), path, parse_limits([])).titles()


def sheet(rows: str, *limits: str, head: str = "", around: str = "{}") -> RawSheet:
    page = around.format(f"<table>{rows}</table>")
    return open_html(f"<html><head>{head}</head><body>{page}</body></html>".encode(), "a.xls", parse_limits(limits)).sheet("a")


def rows(found: RawSheet) -> list[list[Cell]]:
    return list(found.rows)


def only(cell: str, head: str = "") -> Cell:
    return rows(sheet(f"<tr>{cell}<td>末</td></tr>", head=head))[0][0]


def refusal(page: str | bytes, *limits: str) -> WorkbookError:
    data = page if isinstance(page, bytes) else page.encode()
    with pytest.raises(WorkbookError) as caught:
        open_html(data, "a.xls", parse_limits(limits))
    return caught.value


# --- which tables are sheets ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"<table>{DATA}</table>", ["募集资金"]),
        (f"<table><caption>媒体报道</caption>{DATA}</table>", ["媒体报道"]),
        (f"<!--[if gte mso 9]><xml><x:Name>媒体报道</x:Name></xml><![endif]--><table>{DATA}</table>", ["媒体报道"]),
        (f"<xml><x:Name>Sheet1</x:Name></xml><table>{DATA}</table>", ["募集资金"]),
        (f"<table>{DATA}</table><table>{DATA}</table>", ["表1", "表2"]),
        (f"<xml><x:Name>甲</x:Name></xml><table>{DATA}</table><table>{DATA}</table>", ["甲", "表2"]),
        (f"<xml><x:Name>甲</x:Name><x:Name>乙</x:Name></xml><table>{DATA}</table><table>{DATA}</table>", ["甲", "乙"]),
        (f"<table><caption>甲</caption>{DATA}</table><table><caption>甲</caption>{DATA}</table>", ["甲", "表2"]),
        (f"<table><tr><td>标题</table><table>{DATA}</table><table><tr><td>签字</table>", ["募集资金"]),
        ("<table><tr><td>日期<td>金额</table>", ["募集资金"]),
        (f"<table><tr><td>标题<tr><td><table>{DATA}</table><table>{DATA}</table></table>", ["表1", "表2"]),
        (f"<table>{DATA}</tr><table>{DATA}</table>", ["表1", "表2"]),
    ],
)
def test_each_outermost_table_of_several_rows_is_a_sheet(page: str, expected: list[str]) -> None:
    assert titles(page) == expected


def test_from_standard_input_a_page_is_called_by_its_title() -> None:
    assert titles(f"<title> 募集资金 </title><table>{DATA}</table>", "-") == ["募集资金"]
    assert titles(f"<table>{DATA}</table>", "-") == ["表1"]


def test_what_stands_around_a_table_is_told_as_its_print_header() -> None:
    page = f"<table><caption>表名</caption>{DATA}</table><p>注：甲<table>{DATA}</table>尾"
    page = f"<h1>标题</h1><table><tr><td>单位：<td>万元</table>{page}"
    found = open_html(page.encode(), "a.xls", parse_limits([]))
    assert found.sheet("表名").look.print_header == "标题\n单位： 万元\n表名\n注：甲"
    assert found.sheet("表2").look.print_header == "注：甲\n尾"


def test_a_table_in_a_cell_is_no_part_of_the_cell() -> None:
    assert rows(sheet(f"<tr><td>甲<td>乙</tr><tr><td>丙<table>{DATA}</table>丁</td><td>戊</td></tr>")) == [
        ["甲", "乙"],
        ["丙丁", "戊"],
    ]


def test_hidden_rows_and_tables_are_told() -> None:
    head = "<style>.h, tr.k {display : none} .v{visibility:collapse}</style>"
    found = sheet(
        "<tr class='x h'><td>1<tr style='display:none'><td>2<tr hidden><td>3<tr class=v><td>4<tr><td>5"
        "<tbody style='display:none'><tr><td>6<tbody><tr class=k><td>7",
        head=head,
    )
    assert found.look.hidden_rows == 6
    assert [row[0] for row in found.rows] == list("1234567")
    hidden = open_html(f"<table style='display:none'>{DATA}</table>".encode(), "a.xls", parse_limits([])).sheet("a")
    assert hidden.hidden


# --- places -------------------------------------------------------------------------------------


def test_cells_that_span_push_the_others_on() -> None:
    found = sheet("<tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁<td>戊")
    assert rows(found) == [["甲", "乙", None, None], [None, "丙", "丁", "戊"]]
    assert list(found.merges) == [((0, 0), (1, 0)), ((0, 1), (0, 2))]


@pytest.mark.parametrize("down", ["9", "65535", "999999999", "0"])
def test_a_cell_spans_no_further_down_than_its_group_of_rows(down: str) -> None:
    found = sheet(f"<tbody><tr><td rowspan={down}>甲<td>1<tr><td>2<tbody><tr><td>乙<td>3")
    assert rows(found) == [["甲", "1"], [None, "2"], ["乙", "3"]]
    assert list(found.merges) == [((0, 0), (1, 0))]


@pytest.mark.parametrize(("span", "column"), [("x", 1), ("-3", 1), ("0", 1), ("1e9", 1), ("2.5", 2), ("1000000000", 1000)])
def test_a_span_is_read_as_browsers_read_it(span: str, column: int) -> None:
    (row,) = rows(sheet(f"<tr><td colspan={span}>甲<td>乙"))
    assert row.index("乙") == column


def test_groups_of_rows_stand_in_the_order_of_the_page() -> None:
    assert rows(sheet("<tfoot><tr><td>合计<thead><tr><th>表头<tbody><tr><td>甲")) == [["合计"], ["表头"], ["甲"]]


def test_a_row_without_cells_is_a_row_and_a_cell_needs_none() -> None:
    assert rows(sheet("<td>甲<tr></tr><tr><td>乙")) == [["甲"], [None], ["乙"]]


# --- what a cell holds ----------------------------------------------------------------------------

STYLES = r"""<style><!-- .t {mso-number-format:"\@";} .d,td.e {mso-number-format:"yyyy\0022年\0022m\0022月\0022d\0022日\0022"}
.s{mso-number-format:"Short Date"} .p {mso-number-format:Percent} .n{mso-number-format:'0\.00'} --></style>"""


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<td>007</td>", "007"),
        ("<td> 甲\n\t乙&nbsp; </td>", "甲 乙\xa0"),
        ("<td>甲<br>乙<BR/> 丙</td>", "甲\n乙\n丙"),
        ("<td><p>甲</p>\n<p>乙</p><div>丙</div></td>", "甲\n乙\n丙"),
        ("<td>3-5</td>", "3-5"),
        ("<td>12%</td>", "12%"),
        ("<td>n/a</td>", "n/a"),
        ("<td>1,234</td>", "1,234"),
        ("<td> </td>", None),
        ("<td x:num>1,234</td>", "1,234"),
        ('<td x:num="1234.5">1,235</td>', 1234.5),
        ('<td x:num="1234.5"></td>', 1234.5),
        ('<td sdval="1234.5" sdnum="2052;0;#,##0">1,235</td>', 1234.5),
        ('<td x:num="one">1</td>', "1"),
        ("<td x:str>007</td>", "007"),
        ('<td x:str="\'007">007</td>', "007"),
        ('<td x:str="007 ">007</td>', "007 "),
        ("<td x:str>=1+1</td>", "=1+1"),
        ('<td class="t" x:num="7">007</td>', "007"),
        ("<td style='mso-number-format:\"\\@\"' sdval=7>007</td>", "007"),
        ('<td sdval="7" sdnum="2052;0;@">007</td>', "007"),
        ('<td class="x d" x:num="44625">2022年3月5日</td>', date(2022, 3, 5)),
        ('<td class=e x:num="44625">2022年3月5日</td>', date(2022, 3, 5)),
        ('<td class=s x:num="44625">2022/3/5</td>', date(2022, 3, 5)),
        ('<td sdval="44625" sdnum="2052;0;YYYY-MM-DD">2022-03-05</td>', date(2022, 3, 5)),
        ('<td x:num="44625">2022/3/5</td>', "2022/3/5"),
        ("<td>甲<script>x</script><style>y</style><!-- z -->乙</td>", "甲乙"),
        ("<td><ruby>莞香<rp>(</rp><rt>guan</rt><rp>)</rp></ruby>木</td>", "莞香木"),
        ("<td><ruby>莞<rt>guan<rt>x</ruby>木</td>", "莞木"),
        ("<td><span style='display:none'>0<b>5</b><span>6</span></span>5</td>", "5"),
        ("<td><textarea>甲<b></textarea></td>", "甲<b>"),
    ],
)
def test_a_cell_is_its_text_or_the_value_that_is_stored_beside_it(cell: str, value: Cell) -> None:
    found = only(cell, STYLES)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("cell", "doubt"),
    [
        ("<td x:err>#REF!</td>", CellIssue("error-cell", "#REF!")),
        ('<td x:err="#N/A"></td>', CellIssue("error-cell", "#N/A")),
        ("<td>#DIV/0!</td>", CellIssue("error-cell", "#DIV/0!")),
        ('<td x:fmla="=A1*2"></td>', CellIssue("formula-without-value", "")),
        ("<td>=60000*2</td>", CellIssue("formula-without-value", "=60000*2")),
        ('<td x:fmla="=A1*2" x:num="4">4</td>', None),
        ('<td x:fmla="=A1" x:str></td>', None),
        ("<td x:fmla='=DISPIMG(\"ID\",1)'>x</td>", CellIssue("picture-cell", '=DISPIMG("ID",1)')),
        ('<td>=DISPIMG("ID",1)</td>', CellIssue("picture-cell", '=DISPIMG("ID",1)')),
    ],
)
def test_errors_and_formulas_without_a_result_are_told(cell: str, doubt: CellIssue | None) -> None:
    assert sheet(f"<tr>{cell}<td>末").look.doubts == ({(1, 1): doubt} if doubt else {})


def test_percentages_units_texts_and_pictures_are_told() -> None:
    cells = '<td x:num="0.095">9.5%<td class=p x:num="0.095"><td x:num="3">3.00万元'
    cells += '<td x:num="1">A-01<td x:num="7">007<td><img src=a.png>'
    look = sheet(f"<tr>{cells}<td>末", head=STYLES).look
    assert look.percents == {(1, 1), (1, 2)}
    assert look.units == {(1, 1): 0, (1, 2): 0, (1, 3): 10_000}
    assert look.texts == {(1, 4): "A-01", (1, 5): "007"}
    assert look.pictures == {(1, 6)}


# --- refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["<html><title>404</title>", "<div>甲</div>", "<table></table>", "<tr><td>甲</table>"])
def test_a_page_without_a_table_is_of_another_kind(page: str) -> None:
    error = refusal(page)
    assert error.code == "unsupported-file"
    assert "没有表格的网页" in error.words.zh


@pytest.mark.parametrize("page", [f"<table>{DATA}", f"<table>{DATA}</tab", f"<table><tr><td><table>{DATA}</table>"])
def test_a_table_that_does_not_end_was_cut_off(page: str) -> None:
    error = refusal(page)
    assert error.code == "unreadable-file"
    assert "没有传完" in error.words.zh


def test_a_byte_that_does_not_decode_is_refused() -> None:
    assert refusal(b"<meta charset=gb2312><table><tr><td>\x81</table>").code == "unreadable-file"


@pytest.mark.parametrize(
    ("page", "limit", "most"),
    [
        ("<table><tr><tr><tr><td>甲</table>", "rows", 3),
        ("<table><tr><td><td><td>甲</table>", "cells", 3),
        ("<table><tr><td><tr><td><td>甲</table>", "area", 4),
        (f"<table>{DATA}</table><table>{DATA}</table>", "sheets", 2),
        ("<table><tr><td>" * 3 + "甲" + "</table>" * 3, "depth", 3),
        ("<table><tr><td rowspan=2 colspan=5>甲<tr></table>", "area", 5),
    ],
)
def test_a_page_is_read_up_to_each_limit_and_refused_beyond(page: str, limit: str, most: int) -> None:
    found = open_html(page.encode(), "a.xls", parse_limits([f"{limit}={most}"]))
    assert [list(found.sheet(title).rows) for title in found.titles()]
    assert refusal(page, f"{limit}={most - 1}").code == "too-large"


def test_one_text_keeps_the_limit() -> None:
    assert rows(sheet(f"<tr><td>{'a' * 1024}", "text=1"))
    assert refusal(f"<table><tr><td>{'a' * 1025}</table>", "text=1").code == "too-large"
