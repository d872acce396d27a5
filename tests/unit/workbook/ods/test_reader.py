"""OpenDocument spreadsheets: what a cell holds, what is repeated, and what is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest

from assistcheck.errors import WorkbookError
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.limits import parse_limits
from assistcheck.workbook.ods.reader import open_ods
from assistcheck.workbook.raw_sheet import RawSheet
from assistcheck.workbook.xlsx.cell_issues import CellIssue
from builders.evidence import FILES

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{rest}:1.0"'
    for name, rest in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing"))
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
UNCALCULATED = CellIssue("formula-without-value", "")


INNER = "<table:table><table:table-row><table:table-cell><text:p>内</text:p></table:table-cell></table:table-row></table:table>"


def ods(body: str, styles: str = "", parts: dict[str, str] | None = None, prolog: str = "") -> bytes:
    """Return an .ods whose spreadsheet holds ``body``."""
    inner = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    inner = f"<office:automatic-styles>{styles}</office:automatic-styles>{inner}"
    content = f"<office:document-content {SPACES} {CALC}>{inner}</office:document-content>"
    content = f'<?xml version="1.0" encoding="UTF-8"?>{prolog}{content}'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        for name, text in {"content.xml": content, "META-INF/manifest.xml": "<manifest/>", **(parts or {})}.items():
            made.writestr(name, text)
    return out.getvalue()


def table(rows: str, **attributes: str) -> str:
    more = " ".join(f'table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<table:table table:name="表" {more}>{rows}</table:table>'


def cell(content: str = "", **attributes: str) -> str:
    """Return a cell; ``v_`` before a name makes it office:, ``c_`` calcext:, none table:."""
    spaces = {"v": "office", "c": "calcext"}
    named = {
        (f"{spaces[name[0]]}:{name[2:]}" if name[1:2] == "_" else f"table:{name}").replace("_", "-"): value
        for name, value in attributes.items()
    }
    more = " ".join(f'{name}="{value}"' for name, value in named.items())
    text = f"<text:p>{content}</text:p>" if content and not content.startswith("<") else content
    return f"<table:table-cell {more}>{text}</table:table-cell>"


def row(*cells: str, **attributes: str) -> str:
    more = " ".join(f'table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def sheet(rows: str, *limits: str) -> RawSheet:
    return open_ods(ods(table(rows)), parse_limits(limits)).sheet("表")


def only(made: str) -> Cell:
    rows = list(sheet(row(made, cell("末"))).rows)
    return rows[0][0]


def refusal(data: bytes, *limits: str) -> str:
    with pytest.raises(WorkbookError) as caught:
        open_ods(data, parse_limits(limits))
    return caught.value.code


@pytest.mark.parametrize(
    ("made", "value"),
    [
        (cell("007", v_value_type="string"), "007"),
        (cell("别的", v_value_type="string", v_string_value="存的"), "存的"),
        (cell("1.5E+2", v_value_type="float", v_value="150"), 150.0),
        (cell("¥1", v_value_type="currency", v_value="1.25"), 1.25),
        (cell("一千", v_value_type="float", v_value="1_000"), "一千"),
        (cell("甲", v_value_type="float", v_value="nan"), "甲"),
        (cell("x", v_value_type="date", v_date_value="2022-03-05"), date(2022, 3, 5)),
        (cell("x", v_value_type="date", v_date_value="2022-03-05T09:30:00"), datetime(2022, 3, 5, 9, 30)),  # noqa: DTZ001
        (cell("某日", v_value_type="date", v_date_value="2022-02-30"), "某日"),
        (cell("x", v_value_type="time", v_time_value="PT06H30M15S"), time(6, 30, 15)),
        (cell("x", v_value_type="time", v_time_value="PT36H00M00S"), timedelta(hours=36)),
        (cell("x", v_value_type="boolean", v_boolean_value="true"), True),
        (cell("x", v_value_type="boolean", v_boolean_value="false"), False),
        (cell("没有类型"), "没有类型"),
        (cell(""), None),
    ],
)
def test_a_cell_holds_what_its_type_says(made: str, value: Cell) -> None:
    found = only(made)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<text:p>一</text:p><text:p>二</text:p>", "一\n二"),
        ('<text:p>一<text:s text:c="3"/>二<text:tab/>三<text:line-break/>四</text:p>', "一   二\t三\n四"),
        ("<text:p>一<text:span>二<text:span>三</text:span></text:span><text:a>四</text:a></text:p>", "一二三四"),
        ("<office:annotation><text:p>批注</text:p></office:annotation><text:p>正文</text:p>", "正文"),
        ("<text:p>正<office:annotation><text:p>批注</text:p></office:annotation>文</text:p>", "正文"),
        ("<draw:frame><draw:text-box><text:p>图中</text:p></draw:text-box></draw:frame><text:p>正文</text:p>", "正文"),
        (f"{INNER}<text:p>正文</text:p>", "正文"),
    ],
)
def test_a_text_is_its_paragraphs_without_what_stands_aside(content: str, text: str) -> None:
    assert only(cell(content, v_value_type="string")) == text


@pytest.mark.parametrize(
    ("made", "doubt"),
    [
        (cell("#REF!", formula="of:=#REF!", v_value_type="string", c_value_type="error"), CellIssue("error-cell", "#REF!")),
        (cell("#N/A", formula="of:=NA()", v_value_type="float", v_value="0"), CellIssue("error-cell", "#N/A")),
        (cell("Err:502", formula="of:=A1", v_value_type="string", c_value_type="error"), CellIssue("error-cell", "Err:502")),
        (cell("", formula="of:=SUM(A1)"), UNCALCULATED),
        (cell("", formula="of:=SUM(A1)", v_value_type="float"), UNCALCULATED),
    ],
)
def test_errors_and_uncalculated_formulas_are_told(made: str, doubt: CellIssue) -> None:
    raw = sheet(row(cell("甲")) + row(cell(), made))
    assert raw.look.doubts == {(2, 2): doubt}
    assert list(raw.rows)[1] == [None, ""]


@pytest.mark.parametrize(
    "made",
    [
        cell("3", formula="of:=1+2", v_value_type="float", v_value="3"),
        cell("<text:p/>", formula="of:=&quot;&quot;"),
        cell("#REF!", v_value_type="string"),
    ],
)
def test_results_and_texts_are_no_doubts(made: str) -> None:
    assert sheet(row(made)).look.doubts == {}


def test_repeated_rows_and_cells_count_as_often_as_they_stand() -> None:
    rows = (
        row(cell(number_columns_repeated="3"), number_rows_repeated="2")
        + row(cell("甲"), cell(number_columns_repeated="2"), cell("乙", number_columns_repeated="2"), number_rows_repeated="2")
        + row(cell("丙"))
        + row(cell(number_columns_repeated="16384"), number_rows_repeated="1048000")
    )
    line = ["甲", None, None, "乙", "乙"]
    assert list(sheet(rows).rows) == [[None] * 5, [None] * 5, line, line, ["丙", None, None, None, None]]


def test_the_unit_that_a_cell_shows_for_its_number_is_told() -> None:
    shown = [
        cell(text, v_value_type="float", v_value=value) for text, value in (("5.0万元", "5"), ("5.0万", "50000"), ("5", "5"))
    ]
    assert sheet(row("".join(shown), number_rows_repeated="2")).look.units == {
        (1, 1): 10_000,
        (1, 2): 1,
        (2, 1): 10_000,
        (2, 2): 1,
    }


@pytest.mark.parametrize("part", ["content.xml", "styles.xml"])
@pytest.mark.parametrize(("factor", "units"), [("1000", {(1, 1): 0}), ("1", {})])
def test_a_number_that_is_shown_by_the_thousand_is_told(factor: str, units: dict[tuple[int, int], int], part: str) -> None:
    space = 'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    style = f'<number:number-style {space}><number:number number:display-factor="{factor}"/></number:number-style>'
    rows = table(row(cell("500", v_value_type="float", v_value="500000") + cell("7", v_value_type="float", v_value="7")))
    data = ods(rows, style) if part == "content.xml" else ods(rows, parts={part: style})
    assert open_ods(data, parse_limits([])).sheet("表").look.units == units


def test_doubts_and_percentages_are_repeated_with_their_cell() -> None:
    error = cell("#N/A", c_value_type="error", number_columns_repeated="2")
    percent = cell("5%", v_value_type="percentage", v_value="0.05")
    raw = sheet(row(error, percent, number_rows_repeated="2"))
    assert set(raw.look.doubts) == {(1, 1), (1, 2), (2, 1), (2, 2)}
    assert raw.look.percents == {(1, 3), (2, 3)}


def test_hidden_rows_count_up_to_the_last_one_in_use() -> None:
    hidden = {"visibility": "collapse", "number_rows_repeated": "2"}
    rows = row(cell("甲"), **hidden) + row(cell("乙"), visibility="filter") + row(cell("丙")) + row(cell(), **hidden)
    assert sheet(rows).look.hidden_rows == 3


def test_rows_in_groups_and_header_rows_are_rows() -> None:
    wrapped = {"header-rows": row(cell("甲")), "row-group": row(cell("乙"))}
    rows = "".join(f"<table:table-{name}>{inner}</table:table-{name}>" for name, inner in wrapped.items())
    assert list(sheet(rows).rows) == [["甲"], ["乙"]]


def test_merged_cells_and_what_they_cover_are_told() -> None:
    rows = row(cell(), cell("合", number_rows_spanned="2", number_columns_spanned="2")) + row(
        cell(), "<table:covered-table-cell/>", "<table:covered-table-cell/>", cell("后")
    )
    raw = sheet(rows)
    assert raw.merges == [((0, 1), (1, 2))]
    assert list(raw.rows)[1] == [None, None, None, "后"]


def test_a_sheet_whose_style_hides_it_is_hidden() -> None:
    style = '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
    workbook = open_ods(ods(table(row(cell("甲")), style_name="h"), style), parse_limits([]))
    assert workbook.sheet("表").hidden


def test_recorded_changes_hold_no_rows() -> None:
    changes = f"<table:tracked-changes>{row(cell('旧'))}</table:tracked-changes>"
    workbook = open_ods(ods(changes + table(row(cell("新")))), parse_limits([]))
    assert list(workbook.sheet("表").rows) == [["新"]]


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("prolog", ['<!DOCTYPE x [<!ENTITY a "b">]>', "<!DOCTYPE x>"])
def test_a_document_type_is_refused(prolog: str) -> None:
    assert refusal(ods(table(row(cell("甲"))), prolog=prolog)) == "unreadable-file"
    assert refusal(ods(table(row(cell("甲"))), parts={"styles.xml": f"{prolog}<x/>"})) == "unreadable-file"


def test_two_sheets_of_one_name_are_unreadable() -> None:
    assert refusal(ods(table(row(cell("甲"))) * 2)) == "unreadable-file"


@pytest.mark.parametrize("count", ["-1", "x", "1e9", "99999999999"])
def test_a_count_that_is_no_number_is_unreadable(count: str) -> None:
    assert refusal(ods(table(row(cell("甲"), number_rows_repeated=count)))) == "unreadable-file"


def test_xml_that_is_cut_off_is_unreadable() -> None:
    assert refusal(ods("<table:table>")) == "unreadable-file"


@pytest.mark.parametrize("encoding", ["no-such", "shift_jis", "utf-7"])
def test_an_encoding_that_xml_does_not_know_is_unreadable(encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?><office:document-content {SPACES}/>'
    assert refusal(ods("", parts={"content.xml": content})) == "unreadable-file"


def test_an_ods_with_a_password_is_encrypted() -> None:
    assert refusal((FILES / "locked.ods").read_bytes()) == "encrypted-file"


@pytest.mark.parametrize(
    ("rows", "limit", "fits"),
    [
        (row(cell("甲"), number_rows_repeated="500"), "rows=500", True),
        (row(cell("甲"), number_rows_repeated="501"), "rows=500", False),
        (row(cell("甲", number_columns_repeated="16384"), number_rows_repeated="1048576"), "rows=1048576", False),
        (row(cell("甲")) + row(cell(number_columns_repeated="9"), cell("乙")), "area=20", True),
        (row(cell("甲")) + row(cell(number_columns_repeated="9"), cell("乙")), "area=19", False),
        (row(cell("甲", number_columns_repeated="3"), number_rows_repeated="3"), "cells=9", True),
        (row(cell("甲", number_columns_repeated="3"), number_rows_repeated="3"), "cells=8", False),
        (row(cell("甲" * 341)), "text=1", True),
        (row(cell("甲" * 342)), "text=1", False),
        (row(cell("甲")), "depth=7", True),
        (row(cell("甲")), "depth=6", False),
        ("", "sheets=1", True),
    ],
)
def test_a_limit_is_kept_to_the_last_that_fits(rows: str, limit: str, fits: bool) -> None:  # noqa: FBT001
    data = ods(table(rows))
    if fits:
        open_ods(data, parse_limits([limit])).sheet("表")
    else:
        assert refusal(data, limit) == "too-large"


def test_more_sheets_than_the_limit_are_refused() -> None:
    assert refusal(ods(table("") + table("").replace("表", "二")), "sheets=1") == "too-large"


# --- few words for many cells ---------------------------------------------------------------------


@pytest.mark.parametrize(("rows", "fits"), [("12500", True), ("12501", False), ("1000000", False)])
def test_a_row_that_stands_there_a_million_times_is_a_bomb(rows: str, fits: bool) -> None:  # noqa: FBT001
    data = ods(table(row(cell("甲", number_columns_repeated="8"), number_rows_repeated=rows)))
    if fits:
        assert len(list(open_ods(data, parse_limits([])).sheet("表").rows)) == int(rows)
    else:
        assert refusal(data) == "too-large"


def test_as_many_cells_as_the_bytes_would_write_out_are_read() -> None:
    noise = "".join(f"{number * 2654435761 % 2**32:08x}" for number in range(20_000))
    data = ods(table(row(cell(noise)) + row(cell("甲", number_columns_repeated="8"), number_rows_repeated="20000")))
    assert len(list(open_ods(data, parse_limits([])).sheet("表").rows)) == 20_001
    assert refusal(data, "inflation=20") == "too-large"


def test_a_repeated_blank_costs_nothing_however_often() -> None:
    blank = row(cell(number_columns_repeated="16384"), number_rows_repeated="1048575")
    assert list(sheet(row(cell("甲")) + blank).rows) == [["甲"]]


def test_merged_cells_that_cover_too_much_are_refused() -> None:
    error = cell("#N/A", c_value_type="error", number_rows_spanned="999999999")
    book = open_ods(ods(table(row(error))), parse_limits([]))
    with pytest.raises(WorkbookError) as caught:
        book.sheet("表")
    assert caught.value.code == "too-large"


# --- beside the cells -----------------------------------------------------------------------------


def test_the_guide_to_the_reading_of_a_word_is_no_part_of_it() -> None:
    ruby = "<text:ruby><text:ruby-base>莞香</text:ruby-base><text:ruby-text>guan</text:ruby-text></text:ruby>"
    assert only(cell(f"<text:p>甲{ruby}乙</text:p>", v_value_type="string")) == "甲莞香乙"


def test_remarks_and_pictures_are_told_by_their_cells() -> None:
    remark = "<office:annotation><text:p>注<text:span>意</text:span></text:p><text:p>二</text:p></office:annotation>"
    picture = "<draw:frame><draw:image/></draw:frame>"
    look = sheet(row(cell("甲"), cell(f"{remark}<text:p>乙</text:p>"), cell(picture), cell("丙"))).look
    assert look.comments == {(1, 2): "注意\n二"}
    assert look.pictures == {(1, 3)}
    assert sheet(row(cell("<office:annotation/><text:p>乙</text:p>"))).look.comments == {}


def test_a_number_that_shows_a_text_of_its_own_is_told_with_it() -> None:
    shown = ("A-01", "007", "1,234.50", "5.00万元", "12%")
    look = sheet(row(*(cell(text, v_value_type="float", v_value="5") for text in shown))).look
    assert look.texts == {(1, 1): "A-01", (1, 2): "007"}


def test_a_formula_that_shows_a_picture_is_told() -> None:
    picture = cell("#NAME?", formula="of:=_xlfn.DISPIMG(&quot;ID&quot;;1)", c_value_type="error")
    assert sheet(row(picture)).look.doubts == {(1, 1): CellIssue("picture-cell", '=DISPIMG("ID";1)')}
