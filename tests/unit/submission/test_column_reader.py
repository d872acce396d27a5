"""The reader of one column: each distinct cell once, and nothing that breaks it."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from assistcheck.ledgers.schema import Column
from assistcheck.submission.column_reader import ColumnReader
from assistcheck.submission.non_data_rows import is_total
from assistcheck.submission.parsed import CellDefect
from assistcheck.workbook.cell_values import as_text
from builders.packs import LEDGERS
from builders.support import TOWN, book, codes, facts, fates, ledger, patched, report_of, rosters, submit

DONATIONS = LEDGERS["donations"]
COMPUTERS = LEDGERS["computers"]
MEDIA_REPORTS = LEDGERS["media_reports"]

GIFT: dict[str, object] = {"date": date(2022, 3, 5), "unit": "甲街道", "town": TOWN, "form": "资金", "amount": 12345}


def column(name: str) -> Column:
    return next(c for sheet in (DONATIONS, COMPUTERS, MEDIA_REPORTS) for c in sheet.columns if c.name == name)


@pytest.mark.parametrize("number", [b"NaN", b"inf", b"-inf", b"1e999", b"1e308", b"1e30", b"1e15"])
def test_numbers_that_no_sheet_shows_are_bad_amounts(number: bytes) -> None:
    data = book({**ledger("donations", GIFT), **rosters()})
    odd = patched(data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>12345</v>", b"<v>%s</v>" % number))
    assert odd != data
    submission = submit({"data.xlsx": odd})
    assert fates(submission, "donations") == ["rejected"]
    assert codes(submission.problems) == [("bad-amount", "F2")]
    assert report_of(submission)


@pytest.mark.parametrize("text", ["亿" * 2000, "零" * 2000, "二" * 5000, "9" * 5000, "1" + ",000" * 2000])
def test_numbers_of_thousands_of_digits_are_refused(text: str) -> None:
    for name, code in (("amount", "bad-amount"), ("quantity", "bad-number")):
        value = ColumnReader(column(name), 1, facts)[text]
        assert isinstance(value, CellDefect)
        assert value.code == code


def test_each_distinct_cell_is_read_once() -> None:
    reader = ColumnReader(column("amount"), 1, facts)
    assert reader["５００"] is reader["５００"]
    assert reader["?"] is reader["?"]


def test_a_label_of_a_total_row_is_remembered() -> None:
    reader = ColumnReader(column("town"), 1, facts)
    assert reader.take(("青禾镇", "合计"))[1] == "合计"
    assert reader.has_marked


def test_a_column_that_hardly_repeats_itself_is_read_the_same_straight() -> None:
    texts = tuple(f"  凭证{number} " for number in range(6000))
    amounts = tuple(float(number) / 4 for number in range(6000))
    for name, cells in (("voucher", texts), ("amount", amounts)):
        reader, memo = ColumnReader(column(name), 1, facts), ColumnReader(column(name), 1, facts)
        reader.take(cells)
        assert reader.take(cells) == [memo[cell] for cell in cells]


def test_amounts_written_in_a_text_table_are_those_that_a_look_at_each_gives() -> None:
    random = Random(14)  # noqa: S311 - figures, not secrets
    odd = [
        "",
        None,
        "0",
        "0.5",
        "99.99",
        "100",
        "1,234.50",
        "０12",
        "12元",
        "3万",
        "1e5",
        "-5",
        "1.2345",
        "无",
        "待核实",
        " 7 ",
        "1_0",
    ]
    odd += ["9" * 12, "9" * 15, "9" * 16, "12345678901234.567", "007", "100.00", "1.", ".5", "５00"]
    for factor in (1, 10_000):
        reader, memo = ColumnReader(column("amount"), factor, facts), ColumnReader(column("amount"), factor, facts)
        for size in (2048, 4096, 5000):
            cells = tuple(random.choice(odd) if random.random() < 0.1 else f"{random.random() * 9000:.2f}" for _ in range(size))
            found, expected = reader.take(cells), [memo.read(cell) if cell else None for cell in cells]
            assert found == expected
            assert list(map(str, found)) == list(map(str, expected))


@pytest.mark.parametrize("cell", [None, "", " ", "\u3000", "\u200b", "\n"])
def test_white_space_is_a_blank_in_every_column(cell: str | None) -> None:
    assert all(ColumnReader(column(name), 1, facts)[cell] is None for name in ("amount", "date", "town", "form", "quantity"))


@pytest.mark.parametrize(
    ("cell", "total"), [("合计", True), (" 小 计：", True), ("总计（元）", True), ("合计数", False), (5, False), (None, False)]
)
def test_labels_of_total_rows(cell: str | int | None, *, total: bool) -> None:
    assert is_total(cell) is total


def test_a_long_cell_is_cut_for_a_message() -> None:
    assert as_text("长" * 61) == "长" * 59 + "…"
    assert as_text("长" * 60) == "长" * 60
