"""What holds of every year: order, way of writing and rows that do not count never change a verdict."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.submission.assemble import Submission
from assistcheck.submission.column_reader import ColumnReader
from assistcheck.submission.row_status import ROW_STATUSES
from assistcheck.workbook.chinese_numerals import chinese_number
from assistcheck.workbook.header import find_header
from builders.packs import LEDGERS
from builders.random_years import (
    ROSTER_TITLES,
    Sheets,
    Writing,
    as_it_is,
    as_text,
    dealt,
    in_chinese,
    in_full_width,
    rewritten,
    sheets_of,
    shuffled,
    shuffler,
    verdicts,
    whole,
    with_wan,
)
from builders.support import TOWN, book, declaration, facts, headers, ledger, report_of, rosters, submit

few = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
many = settings(max_examples=200, deadline=None, derandomize=True)
seeds = st.integers(0, 10_000)
as_of_dates = st.sampled_from([date(2022, 3, 31), date(2022, 5, 15), date(2022, 9, 30), date(2022, 12, 31)])


# --- order and files ----------------------------------------------------------------------------


@few
@given(seeds, as_of_dates)
def test_the_order_of_rows_columns_and_sheets_changes_nothing(seed: int, as_of: date) -> None:
    sheets = sheets_of(seed)
    assert whole(shuffled(sheets, shuffler(seed)), as_of) == whole(sheets, as_of)


@few
@given(seeds, as_of_dates, st.integers(2, 4), st.booleans())
def test_one_workbook_or_several_in_any_order_are_the_same(seed: int, as_of: date, hands: int, apart: bool) -> None:  # noqa: FBT001
    sheets, rng = sheets_of(seed, 5), shuffler(seed)
    parts = [book(shuffled(part, rng)) for part in dealt(sheets, rng, hands)]
    rosters = book({title: sheets[title] for title in ROSTER_TITLES})
    files = {f"{rng.random()}.xlsx": part for part in parts}
    expected = whole(sheets, as_of)
    if apart:
        assert verdicts(files, as_of, roster=rosters) == expected
    else:
        assert verdicts({**files, "rosters.xlsx": rosters}, as_of) == expected


# --- rows that do not count ---------------------------------------------------------------------

Row = dict[str, object]


def idle_rows(sheets: Sheets, as_of: date, rng: Random) -> list[tuple[str, Row]]:
    """Return rows that count nowhere: out of period, future, below county level, of other origin."""
    team = rng.choice(sheets["组团名册"][1:])
    unit = next(row[0] for row in sheets["单位名册"][1:] if row[1] == team[0])
    late, early = as_of + timedelta(days=1), date(2021, 12, 31)
    report: Row = {"team": team[0], "title": "闲", "outlet": "闲报", "level": "省"}
    buy: Row = {"team": team[0], "channel": "其他", "form": "采购", "product": "米", "origin": "韶关市", "amount": 10**6}
    gift: Row = {"unit": unit, "town": team[4], "form": "资金", "amount": 10**6}
    usage: Row = {"fiscal_year": 2021, "town": team[4], "allocated": 1000, "used": 500}
    return [
        *(("media_reports", {**report, "date": day}) for day in (early, late, date(2023, 1, 1))),
        ("media_reports", {**report, "date": as_of, "level": "县级以下"}),
        *(("purchases", {**buy, "date": day}) for day in (early, late)),
        ("purchases", {**buy, "date": as_of, "origin": "广州市"}),
        *(("donations", {**gift, "date": day}) for day in (early, late)),
        *(("visits", {"date": day, "unit": unit, "role": "主要负责同志", "town": team[4]}) for day in (early, late)),
        ("employment", {"town": team[4], "year": 2021, "employed": 9}),
        ("rural_income", {"county": team[3], "year": 2021, "growth": 99, "provincial_growth": 1}),
        ("rural_income", {"county": team[3], "year": 2026, "growth": 99, "provincial_growth": 1}),
        *(("fund_usage", {**usage, "quarter": quarter}) for quarter in ("2021Q4", "2023Q1")),
        ("highlights", {"team": team[0], "title": "闲", "filmed": "否"}),
        ("trainings", {"date": late, "organiser": "东莞市", "kind": "全员专题培训", "expected": 1, "attended": 1}),
        (
            "attestations",
            {"duty": "R21.1", "subject": "东莞市", "state": "已完成", "date": date(2023, 1, 1), "evidence": "文件"},
        ),
    ]


@few
@given(seeds, as_of_dates)
def test_a_row_that_does_not_count_changes_nothing(seed: int, as_of: date) -> None:
    sheets, rng = sheets_of(seed), shuffler(seed)
    expected = whole(sheets, as_of)
    for ident, row in idle_rows(sheets, as_of, rng):
        sheet = LEDGERS[ident]
        if grid := sheets.get(sheet.title):
            grid.insert(rng.randint(1, len(grid)), [row.get(column.name) for column in sheet.columns])
    assert whole(sheets, as_of) == expected


@few
@given(seeds, as_of_dates)
def test_rows_that_stand_twice_change_nothing(seed: int, as_of: date) -> None:
    sheets, rng = sheets_of(seed), shuffler(seed)
    expected = whole(sheets, as_of)
    for grid in sheets.values():
        grid += [list(row) for row in rng.sample(grid[1:], len(grid[1:]) // 3)]
    assert whole(sheets, as_of) == expected


@few
@given(seeds, as_of_dates)
def test_titles_totals_blanks_and_extra_columns_change_nothing(seed: int, as_of: date) -> None:
    sheets, rng = sheets_of(seed), shuffler(seed)
    expected = whole(sheets, as_of)
    dressed: Sheets = {}
    for title, (header, *rows) in sheets.items():
        numbered = [[None, number, *row] for number, row in enumerate(rows, 1)]
        numbered.insert(rng.randint(0, len(rows)), [])
        numbered.append([None, "合计", *([None] * (len(header) - 1)), 99])
        dressed[title] = [[f"2022年{title}统计表"], [], [None, "序号", *(f"{name}*" for name in header)], *numbered]
    assert whole(dressed, as_of) == expected


# --- the same in other words --------------------------------------------------------------------


@pytest.mark.parametrize("writing", [as_text, in_full_width, in_chinese, with_wan])
@few
@given(seed=seeds, as_of=as_of_dates)
def test_the_way_a_value_is_written_changes_nothing(writing: Writing, seed: int, as_of: date) -> None:
    sheets = sheets_of(seed)
    assert whole(rewritten(sheets, writing), as_of) == whole(sheets, as_of)


@pytest.mark.parametrize("writing", [as_it_is, as_text, in_full_width])
@few
@given(seed=seeds, as_of=as_of_dates)
def test_amounts_in_myriads_are_the_same_amounts(writing: Writing, seed: int, as_of: date) -> None:
    sheets = sheets_of(seed)
    assert whole(rewritten(sheets, writing, myriads=True), as_of) == whole(sheets, as_of)


# --- garbage ------------------------------------------------------------------------------------

words = st.sampled_from(
    [
        "",
        " ",
        "-",
        "#N/A",
        "1_000",
        "nan",
        "1e5",
        "三万五",
        "合计",
        "2022.1",
        "2022-13-45",
        "Q5",
        "=1+1",
        "_x0000_",
        "\u202e反",
        "是否",
        "{x}",
    ]
)
letters = st.text("0123456789.,-/年月日季度Q第一二三四十百千万亿元整点零%￥ ", max_size=12)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
days = st.dates(date(1900, 3, 1), date(2400, 1, 1))
numbers = st.floats(-1e12, 1e12) | st.integers(-(10**12), 10**12)
garbage = st.one_of(st.none(), words, letters, anything, numbers, st.booleans(), days)
raw_cells = st.one_of(
    garbage, st.datetimes(), st.times(), st.timedeltas(), st.integers(), st.floats(allow_nan=False, allow_infinity=False)
)


@many
@given(raw_cells)
def test_no_cell_is_beyond_any_columns_reader(cell: Any) -> None:
    for sheet in LEDGERS:
        for column in sheet.columns:
            for factor in (1, 10_000):
                reader = ColumnReader(column, factor, facts)
                assert reader[cell] == reader[cell]


@many
@given(letters)
def test_no_numeral_is_beyond_the_reader(text: str) -> None:
    value = chinese_number(text)
    assert value is None or value >= 0


@many
@given(st.lists(st.lists(st.one_of(raw_cells, st.sampled_from(headers("donations"))), min_size=8, max_size=8), max_size=24))
def test_no_grid_is_beyond_the_search_for_a_header(rows: list[list[Any]]) -> None:
    wanted = LEDGERS["donations"].columns
    header = find_header(rows, wanted, [((0, 0), (3, 3))], 1)
    assert header.usable == (not header.missing and not header.duplicates)
    assert 0 <= header.first <= header.last <= max(len(rows), 0)


def spoil(sheets: Sheets, data: st.DataObject, times: int) -> list[tuple[str, int, int, str | None]]:
    """Put garbage into some cells; return where error values and uncalculated formulas are to stand."""
    formulas: list[tuple[str, int, int, str | None]] = []
    for _ in range(times):
        title = data.draw(st.sampled_from(sorted(sheets)))
        grid = sheets[title]
        line = data.draw(st.integers(0 if data.draw(st.integers(0, 9)) == 0 else min(1, len(grid) - 1), len(grid) - 1))
        column = data.draw(st.integers(0, len(grid[0]) - 1))
        if data.draw(st.integers(0, 3)) == 0:
            formulas.append((title, line, column, data.draw(st.sampled_from(["#REF!", "#N/A", None, "5"]))))
        else:
            grid[line] = [*grid[line][:column], data.draw(garbage), *grid[line][column + 1 :]]
    return formulas


@few
@given(seeds, as_of_dates, st.data())
def test_row_accounts_add_up_whatever_the_cells_hold(seed: int, as_of: date, data: st.DataObject) -> None:
    sheets = sheets_of(seed)
    formulas = spoil(sheets, data, 60)

    def calculate(_: Workbook, pages: dict[str, Worksheet]) -> None:
        for title, line, column, value in formulas:
            pages[title].write_formula(line, column, "=A1", None, "" if value is None else value)

    submission = submit({"data.xlsx": book(sheets, calculate)}, as_of)
    report = report_of(submission, as_of)
    assert report["summary"]["exit_code"] in {0, 1, 3}
    for account in report["inputs"][0]["sheets"]:
        rows = account["rows"]
        assert rows["read"] == sum(rows[fate] for fate in ROW_STATUSES), account
        assert min(rows.values()) >= 0
    for problem in report["problems"]:
        assert problem["message"]
        assert problem["remedy"]


@many
@given(st.binary(max_size=200), st.integers(0, 3))
def test_no_bytes_are_beyond_the_reader(junk: bytes, kind: int) -> None:
    content = [junk, b"PK\x03\x04" + junk, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + junk, junk + b"PK\x05\x06" + b"\0" * 18][kind]
    submission = submit({"data.xlsx": content})
    account = submission.inputs[0]  # short texts are text tables, whose name is of no sheet
    assert account.status == "unreadable" or (not account.sheets and not submission.complete)


@cache
def sent() -> bytes:
    """Return a small workbook of one team."""
    gift = {"unit": "甲街道", "town": TOWN, "village": "东村", "form": "资金", "voucher": "一号"}
    gifts = [{**gift, "date": date(2022, 5, day), "amount": 1000.5 * day} for day in range(1, 7)]
    return book({**rosters(), **declaration(), **ledger("donations", *gifts)})


def told_of(submission: Submission) -> tuple[object, ...]:
    """Return all that is read of a workbook: every value, the fate of every row, every problem."""
    tables = {ident: (table.columns, list(table.fates)) for ident, table in submission.tables.items()}
    return tables, [(one.code, one.place, one.value) for one in submission.problems]


@many
@given(st.integers(0, len(sent()) - 1), st.integers(1, 255))
def test_a_workbook_with_a_changed_byte_is_refused_or_read_the_same(at: int, change: int) -> None:
    data = bytearray(sent())
    data[at] ^= change
    submission = submit({"data.xlsx": bytes(data)})
    assert submission.inputs[0].status == "unreadable" or told_of(submission) == told_of(submit({"data.xlsx": sent()}))
