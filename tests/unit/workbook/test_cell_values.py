"""Every writing of a value that is accepted, and every one that is refused."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistcheck.workbook.cell_values import (
    Cell,
    CellContext,
    CellError,
    PackFacts,
    display,
    normalize,
    normalize_all,
    read_amount,
    read_choice,
    read_choices,
    read_percent,
    read_text,
    read_whole,
    strip_whitespace,
)
from assistcheck.workbook.exact_numbers import to_decimal, to_decimals
from builders.packs import LEDGERS, PROGRAMME
from unit.workbook.refusals import refusal

MARCH_5 = date(2022, 3, 5)


def read_yuan(cell: Cell, context: CellContext) -> Decimal:
    """Return an amount as the columns of the pack read it."""
    return read_amount(cell, context, LEDGERS.conventions)


# --- folding ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ａ１２（甲）", "A12(甲)"),
        ("\u3000青禾镇\u00a0", "青禾镇"),
        ("\ufeff青\u200b禾\u2060镇\u200e", "青禾镇"),
        ("青 禾镇", "青 禾镇"),
        (" plain \n", "plain"),
        ("", ""),
    ],
)
def test_names_are_folded_but_keep_inner_white_space(text: str, expected: str) -> None:
    assert normalize(text) == expected


def test_squeezed_text_has_no_white_space_at_all() -> None:
    assert strip_whitespace(" 金 额\n（万元）\u3000") == "金额(万元)"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (7.0, "7"),
        (7.5, "7.5"),
        (0.1 + 0.2, "0.3"),
        (datetime.fromisoformat("2022-03-05"), "2022-03-05"),
        (datetime.fromisoformat("2022-03-05 08:30"), "2022-03-05 08:30:00"),
        ("007", "007"),
    ],
)
def test_cells_are_shown_as_people_see_them(cell: Cell, text: str) -> None:
    assert display(cell) == text


# --- text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text"),
    [("007", "007"), (7.0, "7"), (12, "12"), ("ＮＡ", "NA"), ("null", "null"), (999_999_999_999_999.0, "9" * 15)],
)
def test_text_stays_as_it_was_written(cell: Cell, text: str) -> None:
    assert read_text(cell) == text


@pytest.mark.parametrize("cell", [1e15, 123456789012345678, -1e15])
def test_a_number_longer_than_fifteen_digits_is_refused_as_text(cell: Cell) -> None:
    with pytest.raises(CellError) as caught:
        read_text(cell)
    assert caught.value.code == "bad-number"


# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "exact"),
    [
        (0.1 + 0.2, "0.3"),
        (0.1 + 0.7, "0.8"),
        (1.1 * 3, "3.3"),
        (300000.00, "300000"),
        (299999.99, "299999.99"),
        (123456789012.345, "123456789012.345"),
        (999_999_999_999_999.0, "999999999999999"),
        (9999999999999.99, "9999999999999.99"),
        (-0.0, "0"),
        (5, "5"),
    ],
)
def test_a_numeric_cell_is_exact_to_fifteen_digits(cell: float, exact: str) -> None:
    assert to_decimal(cell) == Decimal(exact)


AMOUNTS: list[tuple[Cell, str]] = [
    (0, "0"),
    (5, "5"),
    (1234.5, "1234.5"),
    (0.1 + 0.2, "0.3"),
    ("50000", "50000"),
    ("50,000", "50000"),
    ("1,234,567.89", "1234567.89"),
    ("１２", "12"),
    ("５０，０００．５", "50000.5"),
    ("¥50,000", "50000"),
    ("￥50000", "50000"),
    ("50000元", "50000"),
    ("50000 元", "50000"),
    ("50000元整", "50000"),
    ("人民币50000元", "50000"),
    ("人民币¥50000元", "50000"),
    ("5万", "50000"),
    ("5万元", "50000"),
    ("3.5 万元", "35000"),
    ("1.2亿", "120000000"),
    ("1.2亿元", "120000000"),
    ("0.000001亿元", "100"),
    ("三十万元", "300000"),
    ("叁拾万元", "300000"),
    ("叁拾万元整", "300000"),
    ("人民币叁拾万元整", "300000"),
    ("壹佰贰拾叁元肆角伍分", "123.45"),
    ("一亿二千万", "120000000"),
    ("零", "0"),
    (" 7\n", "7"),
    ("123456789012345", "123456789012345"),
    ("999999999999999.99", "999999999999999.99"),
]


@pytest.mark.parametrize(("cell", "amount"), AMOUNTS)
def test_accepted_amounts(cell: Cell, amount: str) -> None:
    assert read_yuan(cell, CellContext()) == Decimal(amount)


NOT_AMOUNTS: list[Cell] = [
    -1,
    -0.01,
    "-5",
    "－5万元",
    "(5)",
    "+5",
    "1_000",
    "nan",
    "NaN",
    "inf",
    "1e5",
    "0x10",
    "1,00",
    "12,345,67",
    ",5",
    "5.",
    ".5",
    "1 000",
    "5 0000元",
    "5.5.5",
    10**15,
    1e15,
    "1000000000000000",
    "1000万亿",
    "约5万元",
    "5万余元",
    "5千元",
    "5万美元",
    "五万多",
    "三万五",
    "元",
    "万元",
    "无",
    "—",
    True,
    False,
    None,
    MARCH_5,
    datetime.fromisoformat("2022-03-05"),
    time(8, 30),
    timedelta(hours=8),
]


@pytest.mark.parametrize("cell", NOT_AMOUNTS)
def test_refused_amounts(cell: Cell) -> None:
    assert refusal(read_yuan, cell) == "bad-amount"


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (3, "30000"),
        (0.1 + 0.2, "3000"),
        ("3", "30000"),
        ("三", "30000"),
        ("3元", "3"),
        ("3万元", "30000"),
        ("三万", "30000"),
        ("三元", "3"),
    ],
)
def test_under_a_header_in_myriads_only_a_bare_number_is_multiplied(cell: Cell, amount: str) -> None:
    assert read_yuan(cell, CellContext(factor=10_000)) == Decimal(amount)


@pytest.mark.parametrize(
    ("cell", "whole"),
    [(0, 0), (2000.0, 2000), ("2,000", 2000), ("１２", 12), ("12.0", 12), ("+3", 3), ("三十", 30), ("两百", 200), (" 5 ", 5)],
)
def test_accepted_whole_numbers(cell: Cell, whole: int) -> None:
    found = read_whole(cell, CellContext())
    assert found == whole
    assert type(found) is int


@pytest.mark.parametrize("cell", [0.5, -1, "-1", "1.5", "3人", "3台", "1_000", "nan", "", "1 2", True, False, None, MARCH_5])
def test_refused_whole_numbers(cell: Cell) -> None:
    assert refusal(read_whole, cell) == "bad-number"


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        (9.5, "9.5"),
        ("9.5", "9.5"),
        ("9.5%", "9.5"),
        ("９．５％", "9.5"),
        ("9.5 %", "9.5"),
        ("-1.2%", "-1.2"),
        (-1.2, "-1.2"),
        (0, "0"),
    ],
)
def test_accepted_percentages(cell: Cell, points: str) -> None:
    assert read_percent(cell, CellContext()) == Decimal(points)


@pytest.mark.parametrize("cell", ["9.5%%", "%", "nan", "1_0%", "9 5%", True, None, MARCH_5])
def test_refused_percentages(cell: Cell) -> None:
    assert refusal(read_percent, cell) == "bad-number"


# --- choices ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        (" 是 ", "是"),
        ("村（社区）", "村(社区)"),
        ("对", "对"),
        ("1", "1"),
        (1.0, "1"),
        ("已完成", "已完成"),
    ],
)
def test_without_listed_spellings_a_choice_is_what_stands_there(cell: Cell, word: str) -> None:
    assert read_choice(cell, CellContext()) == word


LEVEL = ("media_reports", "level")
LISTED = PackFacts(PROGRAMME, {LEVEL: {"省级": "省", "SHENG": "省", "市": "县"}})


@pytest.mark.parametrize(
    ("cell", "word"), [("省级", "省"), (" 省级\u200b", "省"), ("sheng", "省"), ("Ｓheng", "省"), ("市", "市"), ("区级", "区级")]
)
def test_a_listed_spelling_stands_for_its_word_and_never_for_another_word(cell: Cell, word: str) -> None:
    assert read_choice(cell, CellContext(lambda: LISTED, LEVEL), ("省", "市", "县")) == word
    assert read_choices(cell, CellContext(lambda: LISTED, LEVEL), ("省", "市", "县")) == (word,)


def test_a_spelling_counts_in_its_own_column_alone() -> None:
    assert read_choice("省级", CellContext(lambda: LISTED, ("work_groups", "level")), ("市", "县")) == "省级"


def test_an_allowed_word_asks_for_nothing() -> None:
    def never() -> PackFacts:
        raise AssertionError

    assert read_choice(" 省 ", CellContext(never, LEVEL), ("省", "市")) == "省"
    assert read_choices("市、省", CellContext(never, LEVEL), ("省", "市")) == ("市", "省")


@pytest.mark.parametrize("mark", ["、", ",", "，", ";", "；", "/", "／", "\n", "\r\n", " 、 "])
def test_a_list_is_parted_by_every_listed_mark(mark: str) -> None:
    assert read_choices(f"驻市县工作组{mark}市经协办", CellContext()) == ("市经协办", "驻市县工作组")


def test_a_list_names_each_word_once_in_one_order() -> None:
    assert read_choices("市经协办、驻市县工作组、市经协办、", CellContext()) == ("市经协办", "驻市县工作组")


@pytest.mark.parametrize("cell", ["", "、", "，；\n", None])
def test_a_list_without_a_word_is_refused(cell: Cell) -> None:
    with pytest.raises(CellError) as caught:
        read_choices(cell, CellContext())
    assert caught.value.code == "bad-choice"


@given(st.lists(st.floats() | st.integers(0, 10**13).map(lambda cents: cents / 100)))
@example([-0.0, 5.0])
def test_a_run_of_numbers_is_read_as_each_of_them_is(cells: list[float]) -> None:
    assert list(map(str, to_decimals(cells))) == [str(to_decimal(cell)) for cell in cells]


@given(
    st.lists(
        st.one_of(st.text(min_size=1), st.sampled_from(["石碣镇", "（甲）", "a b", " 乙", "丙\u200b", "e\u0301", "ﬁ", "丁\n"]))
    )
)
def test_texts_folded_together_are_as_each_alone(texts: list[str]) -> None:
    assert normalize_all(texts) == list(map(normalize, texts))
