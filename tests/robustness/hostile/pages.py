"""Attacks through the kinds that are one text: XML Spreadsheet 2003 and web pages with tables."""

from __future__ import annotations

from xml.sax.saxutils import escape

from robustness.hostile.archive import MEBIBYTE
from robustness.hostile.case import TOO_LARGE, UNREADABLE, UNSUPPORTED, Case, Expected, Read, made
from robustness.hostile.markup import ENTITIES, OUTSIDE, PARAMETER
from robustness.hostile.workbooks import DECLARATION, GIFTS, HEADER, TITLE, TOWN, UNIT, VILLAGE

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
LINES = (HEADER, *GIFTS)
FOURTH = ("2022-06-08", UNIT, TOWN, VILLAGE, "资金", "1000", "企业", "凭四")
MISNAMED = ("other-kind", "")
PLAIN = Read(problems=(MISNAMED,))
FOUR = Read("76000.50", (("read", 4), ("counted", 4)), (MISNAMED,))


def one_more(code: str, cell: str, *values: str) -> Read:
    """Return the expectation of a fourth row that is rejected, for a problem of ``code`` at ``cell``."""
    return Read(rows=(("read", 4), ("counted", 3), ("rejected", 1)), problems=((code, cell), MISNAMED), values=values)


# --- XML Spreadsheet 2003 -------------------------------------------------------------------------


def xml_cell(value: object, more: str = "") -> str:
    """Return a cell that holds text."""
    return f'<Cell {more}><Data ss:Type="String">{escape(str(value))}</Data></Cell>'


def xml_row(*values: object, more: str = "") -> str:
    """Return a row of texts; what is a tag already stands as it is."""
    cells = (str(value) if str(value).startswith("<") else xml_cell(value) for value in values)
    return f"<Row {more}>{''.join(cells)}</Row>"


ROWS = "".join(xml_row(*line) for line in LINES)


def xml(rows: str = "", before: str = "", inside: str = "", declaration: str = DECLARATION) -> str:
    """Return the workbook of the three gifts, with further rows, and what stands before its root and within it."""
    sheet = f'<Worksheet ss:Name="{TITLE}"><Table>{ROWS}{rows}</Table></Worksheet>'
    return f'{declaration}{before}<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}">{inside}{sheet}</Workbook>'


def fourth(amount: str) -> str:
    """Return a fourth gift with an amount written by hand."""
    return xml_row(*FOURTH[:5], amount, *FOURTH[6:])


def _xml(name: str, text: str | bytes, *expected: Expected) -> Case:
    data = text if isinstance(text, bytes) else text.encode()
    return made(f"xml_2003_{name}", lambda: data, *expected, file="data.xls")


_FAR = xml_cell("x", 'ss:Index="16384"')
_CIRCLE = '<Styles><Style ss:ID="a" ss:Parent="b"/><Style ss:ID="b" ss:Parent="a"/></Styles>'
_SHEETS = "".join(f'<Worksheet ss:Name="x{number}"/>' for number in range(501))
_OF_XML = (
    _xml("as_it_is", xml(), PLAIN),
    _xml("with_billion_laughs", xml(xml_row("<Cell><Data>&i;</Data></Cell>"), before=ENTITIES), UNREADABLE),
    _xml("with_an_entity_from_a_file", xml(xml_row("<Cell><Data>&a;</Data></Cell>"), before=OUTSIDE), UNREADABLE),
    _xml("with_a_parameter_entity", xml(before=PARAMETER), UNREADABLE),
    _xml("with_a_document_type_behind_a_comment", xml(before=f"<!--{'x' * 5000}-->{ENTITIES}"), UNREADABLE, UNSUPPORTED),
    _xml("with_an_unknown_entity", xml(xml_row("<Cell><Data>&nbsp;</Data></Cell>")), UNREADABLE),
    _xml("with_an_escape", xml(xml_row("<Cell><Data>&#27;[2J</Data></Cell>")), UNREADABLE),
    _xml("that_nests_deep", xml(f"<x>{'<y>' * 200_000}{'</y>' * 200_000}</x>"), TOO_LARGE),
    _xml(
        "with_a_text_that_nests_deep",
        xml(f"<Row><Cell><Data>{'<B>' * 200_000}{'</B>' * 200_000}</Data></Cell></Row>"),
        TOO_LARGE,
    ),
    _xml("with_a_row_far_below", xml(xml_row("x", more='ss:Index="999999999"')), TOO_LARGE),
    _xml("with_a_far_corner", xml(xml_row(_FAR, more='ss:Index="1000000"')), TOO_LARGE),
    _xml("with_a_row_that_spans_without_end", xml('<Row ss:Span="999999999"/>'), PLAIN),
    _xml(
        "with_a_hidden_row_that_spans_without_end",
        xml('<Row ss:Span="999999999" ss:Hidden="1"/>'),
        TOO_LARGE,
        Read(problems=(MISNAMED, ("hidden-content", ""))),
    ),
    _xml("with_a_merge_without_end", xml(xml_row('<Cell ss:MergeDown="999999999"><Data>x</Data></Cell>')), TOO_LARGE),
    _xml("with_a_number_that_is_none", xml('<Row ss:Index="9e9"/>'), UNREADABLE),
    _xml("with_a_cell_twice", xml(xml_row(*FOURTH, xml_cell("x", 'ss:Index="6"'))), UNREADABLE),
    _xml("with_a_value_twice", xml(fourth("<Cell><Data>1000</Data><Data>2</Data></Cell>")), UNREADABLE),
    _xml("with_two_tables", xml("</Table><Table>" + xml_row(*FOURTH)), UNREADABLE),
    _xml(
        "with_styles_in_a_circle",
        xml(fourth('<Cell ss:StyleID="a"><Data ss:Type="Number">1000</Data></Cell>'), inside=_CIRCLE),
        TOO_LARGE,
    ),
    _xml("with_a_long_text", xml(xml_row("x" * 2 * MEBIBYTE)), TOO_LARGE),
    _xml("with_many_sheets", xml(inside=_SHEETS), TOO_LARGE),
    _xml("with_two_sheets_of_one_name", xml(inside=f'<Worksheet ss:Name="{TITLE}"/>'), UNREADABLE),
    _xml("cut_off", xml()[:-60], UNREADABLE),
    _xml("with_junk_after_its_end", xml() + "<x/>", UNREADABLE),
    _xml("in_utf_16", xml(declaration='<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16"), PLAIN),
    _xml("in_gbk_told_as_gb2312", xml(declaration='<?xml version="1.0" encoding="GB2312"?>').encode("gbk"), PLAIN),
    _xml("in_gbk_told_as_utf_8", xml().encode("gbk"), UNREADABLE),
    _xml(
        "with_a_byte_that_does_not_decode",
        xml(declaration='<?xml version="1.0" encoding="GBK"?>').encode("gbk") + b"\x81",
        UNREADABLE,
    ),
    _xml("in_an_encoding_that_is_none", xml(declaration='<?xml version="1.0" encoding="x-none"?>'), PLAIN),
    _xml(
        "with_an_error", xml(fourth('<Cell><Data ss:Type="Error">#REF!</Data></Cell>')), one_more("error-cell", "F5", "#REF!")
    ),
    _xml("with_a_formula_without_a_result", xml(fourth('<Cell ss:Formula="=1000"/>')), one_more("formula-without-value", "F5")),
    _xml("with_a_picture", xml(fourth("<Cell ss:Formula='=DISPIMG(\"ID\",1)'/>")), one_more("picture-cell", "F5", "DISPIMG")),
    _xml("with_a_number", xml(fourth('<Cell><Data ss:Type="Number">1000</Data></Cell>')), FOUR),
)


# --- web pages ------------------------------------------------------------------------------------


def html_row(*values: object) -> str:
    """Return a row; what is a tag already stands as it is."""
    return "<tr>" + "".join(str(value) if str(value).startswith("<td") else f"<td>{value}</td>" for value in values) + "</tr>"


TABLE_ROWS = "".join(html_row(*line) for line in LINES)


def html(rows: str = "", before: str = "", after: str = "") -> str:
    """Return a page with the three gifts, further rows, and what stands before and after the table."""
    return f"<html><body>{before}<table><caption>{TITLE}</caption>{TABLE_ROWS}{rows}</table>{after}</body></html>"


def given(amount: str) -> str:
    """Return a fourth gift with the cell of its amount written by hand."""
    return html_row(*FOURTH[:5], amount, *FOURTH[6:])


def _html(name: str, text: str | bytes, *expected: Expected) -> Case:
    data = text if isinstance(text, bytes) else text.encode()
    return made(f"html_{name}", lambda: data, *expected, file="data.xls")


_WIDE = "<td rowspan=65534 colspan=1000></td>"
_OF_HTML = (
    _html("as_it_is", html(), PLAIN),
    _html("with_a_fourth_gift", html(html_row(*FOURTH)), FOUR),
    _html("with_a_cell_across_without_end", html(html_row(*FOURTH, "<td colspan=1000000000></td>")), FOUR),
    _html("with_a_cell_down_without_end", html(html_row(*FOURTH, "<td rowspan=65535></td>")), FOUR),
    _html("with_cells_that_span_everything", html(html_row(*[_WIDE] * 60_000)), TOO_LARGE),
    _html("with_rows_that_span_everything", html(html_row(*[_WIDE] * 40) * 2000), TOO_LARGE, PLAIN),
    _html("with_tables_in_tables", html(before="<table><tr><td>" * 100_000), TOO_LARGE),
    _html("with_tables_without_end", html(after="<table>" * 100_000), PLAIN),
    _html("with_tables_of_a_row_without_end", html(after="<table><tr><td>x<tr><td>y</table>" * 501), TOO_LARGE),
    _html("with_rows_without_cells", html("<tr>" * 1_000_000), PLAIN),
    _html("with_a_row_far_below", html("<tr>" * 1_100_000 + html_row(*FOURTH)), TOO_LARGE),
    _html("with_tags_that_never_end", html(after="<a " * 500_000), PLAIN),
    _html("with_comments_that_never_end", html(after="<!--" * 500_000), PLAIN),
    _html("with_values_that_never_end", html(after="<a b=\"<a b='" * 200_000), PLAIN),
    _html("with_brackets_alone", html(after="<" * MEBIBYTE), PLAIN),
    _html("with_a_comment_around_the_table", html(before="<!--"), UNSUPPORTED),
    _html("with_a_script_that_writes_rows", html(f"<script>document.write('{html_row(*FOURTH)}')</script>"), PLAIN),
    _html("with_a_row_in_a_comment", html(f"<!--{html_row(*FOURTH)}-->"), PLAIN),
    _html(
        "with_links_and_frames",
        html(before="<iframe src='http://example.invalid/'></iframe><img src='file:///etc/passwd'>"),
        PLAIN,
    ),
    _html("with_a_long_text", html(html_row("x" * 2 * MEBIBYTE)), TOO_LARGE),
    _html("with_billion_laughs", ENTITIES + html(given("&i;")), one_more("bad-amount", "F5"), UNREADABLE),
    _html("with_an_escape", html(html_row(*FOURTH[:3], "&#27;[2J东村", *FOURTH[4:])), one_more("unknown-name", "D5")),
    _html("cut_off", html()[:-30], UNREADABLE),
    _html("cut_in_a_row", html()[:-70], UNREADABLE),
    _html("in_gbk_told_as_gb2312", html(before="<meta charset=gb2312>").encode("gbk"), PLAIN),
    _html("in_gbk_told_as_utf_8", html(before="<meta charset=utf-8>").encode("gbk"), UNREADABLE),
    _html("with_a_byte_that_does_not_decode", html(before="<meta charset=gbk>").encode("gbk") + b"\x81", UNREADABLE),
    _html("with_a_null", html(after="\0"), UNREADABLE, UNSUPPORTED),
    _html("with_an_error", html(given("<td x:err>#REF!</td>")), one_more("error-cell", "F5", "#REF!")),
    _html("with_a_formula_without_a_result", html(given('<td x:fmla="=1000"></td>')), one_more("formula-without-value", "F5")),
    _html("with_a_formula_as_text", html(given("=1000")), one_more("formula-without-value", "F5", "=1000")),
    _html("with_a_number_beside_its_text", html(given('<td x:num="1000">1,000.00</td>')), FOUR),
)

CASES: tuple[Case, ...] = (*_OF_XML, *_OF_HTML)
