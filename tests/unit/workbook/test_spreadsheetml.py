"""XML Spreadsheet 2003: where each cell stands, what it holds by its type and its styles, and what is refused."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from assistcheck.errors import WorkbookError
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.limits import parse_limits
from assistcheck.workbook.raw_sheet import RawSheet
from assistcheck.workbook.spreadsheetml import open_xml2003
from assistcheck.workbook.xlsx.cell_issues import CellIssue

SPACES = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
SPACES += ' xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40"'


def xml(table: str, styles: str = "", options: str = "", before: str = '<?xml version="1.0"?>') -> bytes:
    """Return a workbook of one sheet, 表."""
    sheet = f'<Worksheet ss:Name="表">{table}<x:WorksheetOptions>{options}</x:WorksheetOptions></Worksheet>'
    return f"{before}<Workbook {SPACES}><Styles>{styles}</Styles>{sheet}</Workbook>".encode()


def sheet(rows: str, *limits: str, styles: str = "", table: str = "", options: str = "") -> RawSheet:
    return open_xml2003(xml(f"<Table {table}>{rows}</Table>", styles, options), parse_limits(limits)).sheet("表")


def cell(text: str, kind: str = "String", **more: object) -> str:
    """Return a cell; ``more``: its attributes."""
    told = " ".join(f"ss:{name}='{value}'" for name, value in more.items())
    return f'<Cell {told}><Data ss:Type="{kind}">{text}</Data></Cell>'


def only(made: str) -> Cell:
    (row,) = sheet(f'<Row>{made}<Cell ss:Index="9"><Data>末</Data></Cell></Row>').rows
    return row[0]


def refusal(data: bytes, *limits: str) -> str:
    with pytest.raises(WorkbookError) as caught:
        open_xml2003(data, parse_limits(limits))
    return caught.value.code


def style(ident: str, code: str | None, parent: str = "") -> str:
    """Return a style with the number format ``code``, or with none."""
    shown = "" if code is None else f'<NumberFormat ss:Format="{code}"/>'
    return f'<Style ss:ID="{ident}"{f" ss:Parent={chr(34)}{parent}{chr(34)}" if parent else ""}>{shown}</Style>'


# --- places -------------------------------------------------------------------------------------


def test_cells_stand_where_indexes_spans_and_corners_put_them() -> None:
    rows = (
        f"<Row>{cell('甲', MergeAcross=1, MergeDown=1)}{cell('乙')}</Row>"
        f'<Row>{cell("丙", Index=3)}</Row><Row ss:Span="1"/><Row ss:Index="7">{cell("丁")}</Row>'
    )
    raw = sheet(rows, table='ss:TopCell="2" ss:LeftCell="2"')
    found = {(at, column): value for at, row in enumerate(raw.rows, 1) for column, value in enumerate(row, 1) if value}
    assert found == {(2, 2): "甲", (2, 4): "乙", (3, 4): "丙", (8, 2): "丁"}
    assert list(raw.merges) == [((1, 1), (2, 2))]


def test_an_empty_row_that_spans_is_as_many_rows() -> None:
    rows = list(sheet(f'<Row ss:Span="2"/><Row>{cell("甲")}</Row>').rows)
    assert rows == [[None], [None], [None], ["甲"]]


def test_names_match_with_and_without_their_prefixes() -> None:
    row = '<Row><Cell Index="2"><Data Type="Number">5</Data></Cell></Row>'
    plain = f'<Workbook><Worksheet Name="表"><Table>{row}</Table></Worksheet></Workbook>'
    prefixed = xml(f"<Table><Row>{cell('5', 'Number', Index=2)}</Row></Table>").decode()
    for name in ("Workbook", "Worksheet", "Table", "Row", "Cell", "Data", "Styles"):
        prefixed = prefixed.replace(f"<{name}", f"<ss:{name}").replace(f"</{name}", f"</ss:{name}")
    for data in (plain.encode(), prefixed.encode()):
        assert list(open_xml2003(data, parse_limits([])).sheet("表").rows) == [[None, 5.0]]


def test_hidden_rows_and_sheets_are_told() -> None:
    raw = sheet(
        f'<Row ss:Hidden="1">{cell("甲")}</Row><Row ss:Hidden="1" ss:Span="1"/>', options="<x:Visible>SheetHidden</x:Visible>"
    )
    assert (raw.hidden, raw.look.hidden_rows) == (True, 3)
    assert sheet("", options="<x:Visible>SheetVisible</x:Visible>").hidden is False


def test_a_sheet_without_a_table_has_no_rows() -> None:
    assert list(open_xml2003(xml(""), parse_limits([])).sheet("表").rows) == []


# --- values -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "value"),
    [
        (cell(" 007 "), " 007 "),
        (cell("=1+1"), "=1+1"),
        (cell("#REF!"), "#REF!"),
        (cell("a&#10;b"), "a\nb"),
        (cell("12.50", "Number"), 12.5),
        (cell("1.2E+3", "Number"), 1200.0),
        (cell("1,200", "Number"), "1,200"),
        (cell("", "Number"), None),
        (cell(" ", "DateTime"), None),
        (cell("2022-03-05T00:00:00.000", "DateTime"), date(2022, 3, 5)),
        (cell("2022-03-05", "DateTime"), date(2022, 3, 5)),
        (cell("1900-01-05T00:00:00.000", "DateTime"), date(1900, 1, 5)),
        (cell("2022-03-05T09:30:00.000", "DateTime"), datetime.fromisoformat("2022-03-05T09:30:00")),
        (cell("1899-12-31T09:30:00.000", "DateTime"), time(9, 30)),
        (cell("3月", "DateTime"), "3月"),
        (cell("1", "Boolean"), True),
        (cell("0", "Boolean"), False),
        (
            '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>甲</B><Font>乙<BR/>丙</Font></ss:Data></Cell>',
            "甲乙\n丙",
        ),
        ("<Cell><Data>甲<html:Ruby>莞香<html:RT>guan</html:RT></html:Ruby>乙</Data></Cell>", "甲莞香乙"),
        (cell("甲") + "<Cell><PhoneticText>jia</PhoneticText></Cell>", "甲"),
    ],
)
def test_a_cell_is_what_its_type_says(made: str, value: Cell) -> None:
    found = only(made)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("made", "doubt"),
    [
        (cell("#REF!", "Error"), CellIssue("error-cell", "#REF!")),
        ('<Cell ss:Formula="=RC[1]*2"/>', CellIssue("formula-without-value", "")),
        (cell("", "Number", Formula="=RC[1]*2"), CellIssue("formula-without-value", "")),
        (cell("", "String", Formula="=RC[1]"), None),
        (cell("5", "Number", Formula="=RC[1]*2"), None),
        (cell("x", Formula='=DISPIMG("ID_1",1)'), CellIssue("picture-cell", '=DISPIMG("ID_1",1)')),
    ],
)
def test_errors_and_formulas_without_a_result_are_told(made: str, doubt: CellIssue | None) -> None:
    assert sheet(f"<Row>{made}</Row>").look.doubts == ({(1, 1): doubt} if doubt else {})


@pytest.mark.parametrize(
    ("since_1904", "moment"), [("", date(2022, 3, 5)), ("<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>", date(2026, 3, 6))]
)
def test_a_number_under_a_day_format_is_a_day_in_either_system(since_1904: str, moment: date) -> None:
    made = xml(f"<Table><Row>{cell('44625', 'Number', StyleID='d')}</Row></Table>", style("d", "yyyy/m/d;@"))
    made = made.replace(b"<Styles>", since_1904.encode() + b"<Styles>")
    assert list(open_xml2003(made, parse_limits([])).sheet("表").rows) == [[moment]]


# --- styles -------------------------------------------------------------------------------------

STYLES = (
    style("Default", None)
    + style("p", "Percent")
    + style("of-p", None, "p")
    + style("plain", None)
    + style("w", "0.00&quot;万元&quot;")
)
STYLES += style("v", "&quot;A-&quot;00")


def shown(rows: str, table: str = "") -> tuple[list[tuple[int, int]], dict[tuple[int, int], int], dict[tuple[int, int], str]]:
    look = sheet(rows, styles=STYLES, table=table).look
    return sorted(look.percents), dict(look.units), dict(look.texts)


def test_the_style_of_the_cell_stands_above_its_rows_and_its_columns() -> None:
    number = cell("0.5", "Number")
    own = cell("0.5", "Number", StyleID="plain")
    rows = f'<Column ss:Index="2" ss:Span="1" ss:StyleID="p"/><Row>{number * 4}</Row><Row ss:StyleID="plain">{number * 2}</Row>'
    rows += f'<Row ss:StyleID="p">{number}{own}</Row>'
    assert shown(rows)[0] == [(1, 2), (1, 3), (3, 1)]


def test_a_style_without_a_number_format_has_that_of_its_parent_and_of_no_other() -> None:
    rows = f"<Row>{cell('0.5', 'Number', StyleID='of-p')}{cell('0.5', 'Number', StyleID='plain')}</Row>"
    assert shown(rows)[0] == [(1, 1)]
    assert shown(f"<Row>{cell('0.5', 'Number')}</Row>", table='ss:StyleID="p"')[0] == [(1, 1)]


def test_units_and_texts_of_formats_are_told() -> None:
    rows = f"<Row>{cell('3', 'Number', StyleID='w')}{cell('1', 'Number', StyleID='v')}</Row>"
    assert shown(rows) == ([], {(1, 1): 10_000}, {(1, 2): "A-01"})


def test_comments_and_what_is_printed_on_each_page_are_told() -> None:
    made = (
        '<Cell><Data ss:Type="String">甲</Data><Comment ss:Author="x"><ss:Data><html:B>注</html:B>意</ss:Data></Comment></Cell>'
    )
    page = (
        '<x:PageSetup><x:Header x:Data="&amp;L&amp;&quot;宋体&quot;单位：万元"/><x:Footer x:Data="第&amp;P页"/></x:PageSetup>'
    )
    raw = sheet(f"<Row>{made}</Row>", options=page)
    assert raw.look.comments == {(1, 1): "注意"}
    assert raw.look.print_header == "单位：万元\n第页"
    assert list(raw.rows) == [["甲"]]


# --- refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        f"<Row>{cell('甲')}{cell('乙', Index=1)}</Row>",
        f"<Row>{cell('甲', MergeAcross=2)}{cell('乙', Index=3)}</Row>",
        '<Row/><Row ss:Index="1"/>',
        f"<Row>{cell('甲', MergeDown=1)}</Row><Row>{cell('乙')}</Row>",
        f"<Row>{cell('甲', MergeAcross=1, MergeDown=2)}</Row><Row/><Row>{cell('乙', Index=2)}</Row>",
        '<Row ss:Span="3"/><Row ss:Index="4"/>',
        "<Row><Cell><Data>甲</Data><Data>乙</Data></Cell></Row>",
        '<Row ss:Index="x"/>',
        '<Row ss:Index="0"/>',
        '<Row ss:Span="-1"/>',
        '<Row><Cell ss:MergeAcross="1e9"/></Row>',
        "</Table><Table>",
    ],
)
def test_what_stands_there_twice_or_nowhere_is_refused(rows: str) -> None:
    assert refusal(xml(f"<Table>{rows}</Table>")) == "unreadable-file"


def test_a_blank_cell_under_a_merged_one_and_a_cell_below_it_are_read() -> None:
    rows = f"<Row>{cell('甲', MergeDown=1)}{cell('乙')}</Row><Row><Cell/>{cell('丙')}</Row><Row>{cell('丁')}</Row>"
    assert list(sheet(rows).rows) == [["甲", "乙"], [None, "丙"], ["丁", None]]


@pytest.mark.parametrize(
    "before",
    [
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>',
        '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">',
    ],
)
def test_a_document_type_is_refused(before: str) -> None:
    assert refusal(xml("<Table/>", before=before)) == "unreadable-file"


@pytest.mark.parametrize("data", [xml("<Table>"), xml("<Table/>")[:-20], xml("<Table>&nbsp;</Table>"), b"<Workbook/>x"])
def test_xml_that_is_not_well_formed_or_cut_off_is_refused(data: bytes) -> None:
    assert refusal(data) == "unreadable-file"


def test_two_sheets_of_one_name_are_refused() -> None:
    assert refusal(xml("").replace(b"</Workbook>", '<Worksheet ss:Name="表"/></Workbook>'.encode())) == "unreadable-file"


@pytest.mark.parametrize(
    ("rows", "limit", "most"),
    [
        (f"<Row ss:Index='9'>{cell('甲')}</Row>", "rows", 9),
        (f"<Row>{cell('甲')}{cell('甲')}</Row>", "cells", 2),
        (f"<Row ss:Index='3'>{cell('甲', Index=4)}</Row>", "area", 12),
        (f"<Row>{cell('a' * 1024)}</Row>", "text", 1),
        (f"<Row>{cell('甲')}</Row>", "depth", 6),
        (f"<Row>{cell('甲', MergeAcross=4)}</Row>", "area", 5),
    ],
)
def test_a_sheet_is_read_up_to_each_limit_and_refused_beyond(rows: str, limit: str, most: int) -> None:
    assert list(sheet(rows, f"{limit}={most}").rows)
    beyond = rows.replace("a" * 1024, "a" * 1025) if limit == "text" else rows
    assert refusal(xml(f"<Table>{beyond}</Table>"), f"{limit}={most - (limit != 'text')}") == "too-large"


def test_a_merge_over_too_much_is_refused_when_the_sheet_is_asked_for() -> None:
    with pytest.raises(WorkbookError) as caught:
        sheet('<Row><Cell ss:MergeDown="999999999"><Data>甲</Data></Cell></Row>')
    assert caught.value.code == "too-large"


def test_more_sheets_than_the_limit_are_refused() -> None:
    two = xml("").replace(b"</Workbook>", '<Worksheet ss:Name="乙"/></Workbook>'.encode())
    assert open_xml2003(two, parse_limits(["sheets=2"])).titles() == ["表", "乙"]
    assert refusal(two, "sheets=1") == "too-large"


def test_styles_that_inherit_in_a_circle_are_refused() -> None:
    styles = style("a", None, "b") + style("b", None, "a")
    assert refusal(xml(f"<Table><Row>{cell('1', 'Number', StyleID='a')}</Row></Table>", styles)) == "too-large"
