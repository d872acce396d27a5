"""Rows that no parser goes over: they hold what they would with one, and only rows that are plain are kept from it."""

from __future__ import annotations

from random import Random
from unittest.mock import patch

import pytest

from assistcheck.errors import WorkbookError
from assistcheck.workbook.limits import parse_limits
from assistcheck.workbook.ods.plain_rows import PlainRows
from assistcheck.workbook.ods.reader import open_ods
from assistcheck.workbook.raw_sheet import RawSheet
from unit.workbook.ods.test_reader import INNER, cell, ods, row, table

PLAIN = [
    cell("甲", v_value_type="string"),
    cell("甲", v_value_type="string", c_value_type="string"),
    cell("乙 丙", v_value_type="string", style_name="ce1"),
    cell("12.50", v_value_type="float", v_value="12.5"),
    cell("9", c_value_type="float", v_value="9", v_value_type="float"),
    cell("x", v_value_type="date", v_date_value="2022-03-05"),
    cell("TRUE", v_value_type="boolean", v_boolean_value="true"),
    cell("丁", v_value_type="string", v_string_value="存的"),
    cell("￥", v_value_type="string"),
    "<table:table-cell/>",
    '<table:table-cell table:style-name="ce1"/>',
    "<table:table-cell></table:table-cell>",
]
TELLING = [
    cell("9.5%", v_value_type="percentage", v_value="0.095"),
    cell("5万元", v_value_type="float", v_value="50000"),
    cell("5.00元", v_value_type="currency", v_value="5", v_currency="CNY"),
    cell("A-01", v_value_type="float", v_value="1"),
    cell("007", v_value_type="float", v_value="7"),
    cell("3", formula="of:=1+2", v_value_type="float", v_value="3"),
    cell("#N/A", formula="of:=NA()", v_value_type="string", c_value_type="error"),
    cell("", formula="of:=SUM(A1)"),
    cell("重", v_value_type="string", number_columns_repeated="3"),
    '<table:table-cell table:number-columns-repeated="2"/>',
    '<table:table-cell table:number-columns-repeated="16376"/>',
]
ODD = [
    cell("甲&amp;乙&#19968;", v_value_type="string"),
    cell("丙", v_value_type="string", v_string_value="a&lt;b"),
    cell("<text:p>一</text:p><text:p>二</text:p>", v_value_type="string"),
    cell('<text:p>一<text:s text:c="3"/>二</text:p>', v_value_type="string"),
    cell("<text:p/>", v_value_type="string"),
    cell("一\n二\t三\r四", v_value_type="string"),
    cell("<office:annotation><text:p>批注</text:p></office:annotation><text:p>正文</text:p>", v_value_type="string"),
    cell("并", v_value_type="string", number_columns_spanned="2", number_rows_spanned="2"),
    cell(f"{INNER}<text:p>正文</text:p>", v_value_type="string"),
    "<table:covered-table-cell/>",
    "<table:table-cell office:value-type='string'><text:p>丁</text:p></table:table-cell>",
    '<table:table-cell xmlns:text="urn:other"><text:p>别的</text:p></table:table-cell>',
    '<table:table-cell xmlns:table="urn:other"/>',
]
WRONG = [
    '<table:table-cell office:value-type="string" office:value-type="string"/>',
    '<table:table-cell office:value="1" office:value="2"/>',
    '<table:table-cell other:value="1"/>',
    cell("]]>", v_value_type="string"),
    cell("\x01", v_value_type="string"),
    cell("\ufffe", v_value_type="string"),
    cell("甲<", v_value_type="string"),
    cell("甲", number_columns_repeated="x"),
    "<table:table-cell>",
    '<table:table-cell office:value="<table:table-row>"/>',
]
BETWEEN = [
    "",
    "",
    "",
    "\n  ",
    "<!-- x -->",
    "<?x y?>",
    "<table:table-header-rows>甲</table:table-header-rows>",
    "<![CDATA[x]]>",
]


def made(random: Random) -> str:
    """Return the rows of a sheet: most of them plain, some of them not, now and then one that is wrong."""
    kinds = [PLAIN] * 8 + [TELLING] * random.randint(0, 3) + [ODD] * random.randint(0, 1)
    rows = []
    for _ in range(random.randint(1, 40)):
        cells = [random.choice(random.choice(kinds)) for _ in range(random.randint(0, 6))]
        if random.random() < 0.01:
            cells.append(random.choice(WRONG))
        attributes = random.choice(
            [{}] * 8 + [{"style_name": "ro1"}] * 8 + [{"visibility": "filter"}, {"number_rows_repeated": "3"}]
        )
        rows.append(row(*cells, **attributes) + (random.choice(BETWEEN) if random.random() < 0.1 else ""))
    return "".join(rows)


def told(body: str, *limits: str) -> object:
    """Return all that is read of a sheet, or the code of the error."""
    try:
        raw: RawSheet = open_ods(ods(body), parse_limits(limits)).sheet("表")
    except WorkbookError as error:
        return error.code
    rows = list(raw.rows)
    return [[(type(one), one) for one in cells] for cells in rows], raw.look, raw.merges, raw.hidden


def told_by_the_parser(body: str, *limits: str) -> object:
    """Return the same where no row is plain."""
    with patch.object(PlainRows, "row", return_value=None):
        return told(body, *limits)


@pytest.mark.parametrize("seed", range(120))
def test_a_sheet_holds_the_same_whether_its_plain_rows_go_through_the_parser_or_not(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - figures, not secrets
    body = table(made(random)) + random.choice(["", '<table:table table:name="另"/>', table("", style_name="ta2")])
    assert told(body) == told_by_the_parser(body)


@pytest.mark.parametrize("one", WRONG)
def test_what_is_wrong_among_plain_rows_is_refused_as_by_the_parser(one: str) -> None:
    plain = row(cell("甲", v_value_type="string"))
    body = table(plain + plain + row(one) + plain)
    assert told(body) == told_by_the_parser(body) == "unreadable-file"


@pytest.mark.parametrize(
    "around",
    [
        "<!-- {} -->",
        "<![CDATA[{}]]>",
        "<?x {}?>",
        '<table:table-row table:style-name="{}"/>',
        "<table:shapes>{}</table:shapes>",
        "<table:table-header-rows>{}</table:table-header-rows>",
    ],
)
def test_rows_that_stand_in_something_else_are_what_the_parser_makes_of_them(around: str) -> None:
    plain = row(cell("甲", v_value_type="string"))
    body = table(plain + plain + around.format(plain + plain + plain) + plain)
    assert told(body) == told_by_the_parser(body)


@pytest.mark.parametrize(
    ("rows", "limit"), [(6, "rows=5"), (6, "cells=5"), (6, "area=5"), (6, "depth=6"), (1, "text=1"), (110_000, "inflation=1")]
)
def test_limits_are_kept(rows: int, limit: str) -> None:
    plain = row(cell("甲" * (400 if limit == "text=1" else 1), v_value_type="string"))
    assert told(table(plain * (rows + 1)), limit) == told_by_the_parser(table(plain * (rows + 1)), limit) == "too-large"


def test_plain_rows_are_kept_from_the_parser_and_each_distinct_cell_is_read_once() -> None:
    plain = "".join(row(cell("甲", v_value_type="string"), cell(str(at), v_value_type="float", v_value=at)) for at in range(50))
    with patch.object(PlainRows, "_found", autospec=True, side_effect=PlainRows._found) as read:
        assert len(list(open_ods(ods(table(plain * 2)), parse_limits([])).sheet("表").rows)) == 100
    assert read.call_count == 51


def test_a_format_that_leaves_digits_out_holds_for_the_rows_below_it() -> None:
    style = '<number:number xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" number:display-factor="1000"/>'
    plain = row(cell("5", v_value_type="float", v_value="5000"))
    body = table(plain + plain) + style + table(plain + plain).replace("表", "另")
    with patch.object(PlainRows, "row", return_value=None):
        expected = open_ods(ods(body), parse_limits([])).sheet("另").look.units
    book = open_ods(ods(body), parse_limits([]))
    assert book.sheet("表").look.units == {}
    assert book.sheet("另").look.units == expected == {(1, 1): 0, (2, 1): 0}


@pytest.mark.parametrize("prefix", ["table", "office", "text", "calcext"])
def test_a_prefix_that_means_something_else_on_the_way_makes_no_row_plain(prefix: str) -> None:
    found = cell("#N/A", v_value_type="string", c_value_type="error")
    body = table(row(found) * 3) + f'<x xmlns:{prefix}="urn:other">' + table(row(found) * 3).replace("表", "另") + "</x>"
    body += f'<table:table table:name="三" xmlns:{prefix}="urn:other">{row(found) * 3}</table:table>'
    assert told(body) == told_by_the_parser(body)
    book = open_ods(ods(body), parse_limits([]))
    with patch.object(PlainRows, "row", return_value=None):
        by_the_parser = open_ods(ods(body), parse_limits([]))
    assert book.titles() == by_the_parser.titles()
    for title in book.titles():
        one, other = book.sheet(title), by_the_parser.sheet(title)
        assert (list(one.rows), one.look) == (list(other.rows), other.look)
