"""Every mark in every column where people write it: the verdicts stay as they are, or a problem names the cell.

The marks are drawn from the tables that the reader uses, the columns from the pack's sheets, the titles from the oracle's.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.ledgers.schema import Column
from assistcheck.workbook.cell_markers import DITTO_MARKS, PLACEHOLDERS, STROKES, TOTAL_OF, TOTAL_WORDS
from builders.support import Tweak
from robustness.sweep.lines import LINES, Line
from robustness.sweep.year import SAME, TITLES, Sheets, columns_of, differences, of_the_plain_year, plain, told, unsaid

AMOUNTS = {ident: [at for at, one in enumerate(columns_of(ident)) if one.kind == "amount"] for ident in TITLES}
MONEY = {ident: places for ident, places in AMOUNTS.items() if places}


def test_the_plain_year_has_every_ledger_and_puts_most_statuses_to_work() -> None:
    assert set(plain()) == set(TITLES)
    assert {said[0] for said in of_the_plain_year().outcomes.values()} >= {
        "met",
        "shortfall",
        "behind",
        "not_due",
        "undetermined",
    }
    assert unsaid(of_the_plain_year()) == []


# --- cells --------------------------------------------------------------------------------------


def with_cells(wanted: Callable[[Column], bool], mark: object, rows: slice = slice(-1, None)) -> Sheets:
    """Return the year with a mark in these columns of the last row."""
    sheets = plain()
    for ident, grid in sheets.items():
        for at, column in enumerate(columns_of(ident)):
            if wanted(column):
                for row in grid[rows]:
                    row[at] = mark
    return sheets


@pytest.mark.parametrize(
    "mark", sorted({*PLACEHOLDERS, *map(str.upper, PLACEHOLDERS), *STROKES, *(2 * one for one in STROKES)})
)
def test_a_placeholder_in_every_optional_column_is_a_blank(mark: str) -> None:
    found = told(with_cells(lambda column: not column.required and column.required_when is None, mark))
    assert differences(found) == SAME


@pytest.mark.parametrize("mark", sorted(DITTO_MARKS))
def test_a_ditto_mark_in_every_name_column_is_the_name_above(mark: str) -> None:
    assert differences(told(with_cells(lambda column: column.kind == "name" and column.required, mark))) == SAME


TOTALS = sorted(
    {
        *TOTAL_WORDS,
        *(f"{word[0]} {word[1:]}" for word in TOTAL_WORDS),
        *(f"{word}：3笔" for word in TOTAL_WORDS),
        *(f"{word}{of}" for word in ("合计", "本季度合计") for of in ("", *TOTAL_OF)),
        *("某街道小计", "某街道 汇总", "一季度小计"),
        *(MAY_BE_A_REMARK := ("某街道合计",)),
    }
)
"""Totals; what may be the remark of a row of evidence is one only where no remark can stand."""


@pytest.mark.parametrize("at_the_end", [False, True], ids=["among", "below"])
@pytest.mark.parametrize("word", TOTALS)
def test_a_total_word_in_any_text_column_makes_the_row_no_evidence(word: str, at_the_end: bool) -> None:  # noqa: FBT001
    sheets = plain()
    for ident, grid in sheets.items():
        texts = [
            at
            for at, column in enumerate(columns_of(ident))
            if column.kind in ("text", "name") and column.name != "voucher"
            if word not in MAY_BE_A_REMARK or column.required or column.kind == "name"
        ]
        totals = [[*grid[2][:at], word, *grid[2][at + 1 :]] for at in texts]
        grid[:] = [*grid, *totals] if at_the_end else [*grid[:3], *totals, *grid[3:]]
    assert differences(told(sheets)) == SAME


@pytest.mark.parametrize(
    "nth", range(max(sum(c.kind in ("amount", "whole", "percent") for c in columns_of(i)) for i in TITLES))
)
def test_a_number_merged_over_two_rows_is_told(nth: int) -> None:
    sheets = plain()
    places = {}
    for ident, grid in sheets.items():
        numbers = [at for at, one in enumerate(columns_of(ident)) if one.kind in ("amount", "whole", "percent")]
        if nth < len(numbers) and grid[-2][numbers[nth]] is not None:
            places[ident] = numbers[nth]
            grid[-1][numbers[nth]] = None

    def merge(_: Workbook, pages: dict[str, Worksheet]) -> None:
        for ident, at in places.items():
            value = sheets[ident][-2][at]
            assert isinstance(value, int | float | Decimal)
            pages[TITLES[ident]].merge_range(len(sheets[ident]) - 2, at, len(sheets[ident]) - 1, at, "")
            pages[TITLES[ident]].write_number(len(sheets[ident]) - 2, at, float(value))

    assert unsaid(told(sheets, merge)) == []


def test_the_sweep_notices_what_is_no_mark() -> None:
    assert differences(told(with_cells(lambda column: not column.required and column.required_when is None, "若干"))) != SAME
    assert differences(told(with_cells(lambda column: column.kind == "name" and column.required, "若干"))) != SAME
    assert differences(told(in_myriads())) != SAME


# --- lines below --------------------------------------------------------------------------------

STACK = 5


def lacks_most(ident: str, line: Line) -> bool:
    """Whether a line lacks more than half of what a row of this ledger has to have."""
    required = [at for at, column in enumerate(columns_of(ident)) if column.required]
    return 2 * sum(at >= len(line) or line[at] is None for at in required) > len(required) and len(line) <= len(
        columns_of(ident)
    )


@pytest.mark.parametrize("lines", [LINES[at : at + STACK] for at in range(0, len(LINES), STACK)], ids=lambda lines: lines[0])
def test_lines_below_a_table_are_no_evidence(lines: tuple[Line, ...]) -> None:
    sheets = plain()
    for ident, grid in sheets.items():
        grid += [list(line) for line in lines if lacks_most(ident, line)]
    assert differences(told(sheets)) == SAME


def test_there_are_many_kinds_of_lines() -> None:
    assert len(set(LINES)) >= 60


# --- units --------------------------------------------------------------------------------------


def in_myriads(
    header: Callable[[str], str] = lambda bare: bare, above: tuple[list[object], ...] = (), below: str = ""
) -> Sheets:
    """Return the ledgers of money with amounts in 万元, headers rewritten, lines above and below."""
    sheets = plain()
    for ident, places in MONEY.items():
        head, *rows = sheets[ident]
        for at in places:
            head[at] = header(str(head[at]).replace("(元)", ""))
            for row in rows:
                row[at] = None if row[at] is None else Decimal(str(row[at])) / 10_000
        sheets[ident] = [*map(list, above), head, *rows, *([[below]] if below else [])]
    return sheets


@pytest.mark.parametrize(
    "form", ["{}(万元)", "{}（单位：万元）", "{}/万元", "{}[万元]", "{}（万元人民币）", "{}\n（万元）", "{} ( 万 元 )"]
)
def test_ten_thousand_yuan_in_the_header_holds(form: str) -> None:
    assert differences(told(in_myriads(form.format))) == SAME


@pytest.mark.parametrize(
    "above",
    [
        ([None, None, "单位：万元"],),
        ([None, "单位：", "万元"],),
        (["金额单位：人民币万元"],),
        (["帮扶台账（单位：万元）"],),
        ([None, None, None, "万元"],),
        (["注：金额均为万元"],),
        (["帮扶台账"], [None, None, "（万元）"]),
    ],
    ids=repr,
)
def test_ten_thousand_yuan_above_the_table_holds(above: tuple[list[object], ...]) -> None:
    assert differences(told(in_myriads(above=above))) == SAME


@pytest.mark.parametrize("below", ["注：金额均为万元", "注：本表金额单位为万元", "单位：万元", "说明：以上金额以万元计"])
def test_ten_thousand_yuan_below_the_table_holds(below: str) -> None:
    assert differences(told(in_myriads(below=below))) == SAME


def _in_comments(_: Workbook, pages: dict[str, Worksheet]) -> None:
    for ident, places in MONEY.items():
        for at in places:
            pages[TITLES[ident]].write_comment(0, at, "单位：万元")


def _in_print_headers(_: Workbook, pages: dict[str, Worksheet]) -> None:
    for ident in MONEY:
        pages[TITLES[ident]].set_header("&R单位：万元")


@pytest.mark.parametrize("tweak", [_in_comments, _in_print_headers], ids=["comment", "print-header"])
def test_ten_thousand_yuan_beside_the_cells_holds(tweak: Tweak) -> None:
    assert differences(told(in_myriads(), tweak)) == SAME


# --- titles and headers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form",
    ["附件5{}", "{}台账", "{}-某镇", "3.{}", " {} ", "{}（第三季度）", "附表{}", "{}表", "{}明细", "2022年{}", "（三）{}"],
)
def test_a_title_with_something_around_it_is_that_ledger(form: str) -> None:
    titles = {ident: form.format(title) for ident, title in TITLES.items()}
    assert differences(told(plain(), titles=titles)) == SAME


@pytest.mark.parametrize("ident", TITLES)
def test_a_sheet_of_no_name_is_read_by_its_header_or_told(ident: str) -> None:
    titles = {**TITLES, ident: "Sheet1"}
    assert unsaid(told(plain(), titles=titles)) == []


def _numbered(at: int, column: Column, header: str) -> str:  # noqa: ARG001
    return f"{at + 1}.{header}"


def _in_two_languages(at: int, column: Column, header: str) -> str:  # noqa: ARG001
    return f"{header.partition('(')[0]}_{column.name}" if column.kind != "percent" else header


def _in_two_lines(at: int, column: Column, header: str) -> str:  # noqa: ARG001
    return f"{header}\n{column.name}"


def _with_a_unit(at: int, column: Column, header: str) -> str:  # noqa: ARG001
    unit = {"amount": "（单位：元）", "date": "（年/月/日）", "whole": "", "percent": "（%）"}.get(column.kind, "（必填）")
    return header.replace("(元)", "").replace("(%)", "") + unit


def _after_a_stroke(at: int, column: Column, header: str) -> str:  # noqa: ARG001
    return header.replace("(元)", "/元")


def _in_chinese_numerals(at: int, column: Column, header: str) -> str:  # noqa: ARG001
    return f"{'一二三四五六七八九'[at]}、{header}"


def _starred_and_wide(at: int, column: Column, header: str) -> str:  # noqa: ARG001
    return "*" + header.replace("(", "（ ").replace(")", " ）")


def _marked_twice(at: int, column: Column, header: str) -> str:  # noqa: ARG001
    return f"{header}(必填)" if column.required else f"{header}（选填）"


@pytest.mark.parametrize(
    "spelling",
    [
        _numbered,
        _in_two_languages,
        _in_two_lines,
        _with_a_unit,
        _after_a_stroke,
        _in_chinese_numerals,
        _starred_and_wide,
        _marked_twice,
    ],
)
def test_a_header_in_another_spelling_is_that_column(spelling: Callable[[int, Column, str], str]) -> None:
    sheets = plain()
    for ident, grid in sheets.items():
        grid[0] = [spelling(at, column, str(grid[0][at])) for at, column in enumerate(columns_of(ident))]
    assert differences(told(sheets)) == SAME
