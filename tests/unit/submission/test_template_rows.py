"""What the template wrote and nobody has filled in: example rows, duties listed beforehand, a workbook made for somebody."""

from __future__ import annotations

from datetime import date

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.ledgers.schema import Sheet
from assistcheck.ledgers.template_marks import DUTY_WORDS, LISTS_SHEET
from builders.library import DISTRICT
from builders.library import SHEETS as ENGLISH
from builders.library import read_rows as read_english
from builders.packs import LEDGERS
from builders.support import (
    OTHER,
    TEAM,
    TOWN,
    YEAR_END,
    Grid,
    account,
    book,
    cell_problems,
    codes,
    declaration,
    fates,
    headers,
    ledger,
    read_rows,
    submit,
    submit_one,
)
from unit.submission.sending import DAY, report, sent, statuses, with_roster

VALUES: dict[str, object] = {"date": DAY, "amount": 50_000, "whole": 12, "percent": 9.5, "year": 2022, "quarter": "2022Q1"}
GIFT = {"date": DAY, "unit": "甲街道", "town": TOWN, "form": "资金", "amount": 50_000}
each_sheet = pytest.mark.parametrize("sheet", LEDGERS.tables, ids=[sheet.id for sheet in LEDGERS.tables])


def evidence(sheet: Sheet, number: int) -> list[object]:
    """Return one row of a sheet, filled in whole."""
    return [VALUES.get(column.kind) or next(iter(column.words), f"丰收{number}") for column in sheet.columns]


def example(row: list[object], mark: str = "示例：") -> list[object]:
    return [None if cell is None else f"{mark}{cell}" for cell in row]


# --- example rows -------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["示例：", "示例:", " 示例： "])
@pytest.mark.parametrize("at", [0, 1, 2])
@each_sheet
def test_a_row_that_is_an_example_throughout_is_skipped_without_a_word_wherever_it_stands(
    sheet: Sheet, at: int, mark: str
) -> None:
    rows = [evidence(sheet, 1), evidence(sheet, 2)]
    rows.insert(at, example(evidence(sheet, 3), mark))
    data = read_rows(sheet, [headers(sheet.id), *rows])
    assert len(data.rows) == 2
    assert (data.skipped, data.prefilled, data.lines) == (1, 1, [])
    assert cell_problems(data) == []


@each_sheet
def test_an_example_of_the_required_cells_alone_is_one_too(sheet: Sheet) -> None:
    cells = zip(sheet.columns, evidence(sheet, 1), strict=True)
    row = example([value if column.required else None for column, value in cells])
    data = read_rows(sheet, [headers(sheet.id), row])
    assert (data.rows, data.skipped) == ([], 1)
    assert (cell_problems(data), data.problems) == ([], [])


@each_sheet
def test_where_some_cells_of_a_row_are_still_examples_each_is_an_error(sheet: Sheet) -> None:
    row = evidence(sheet, 1)
    for at, column in enumerate(sheet.columns):
        changed = [*row[:at], f"示例：{row[at]}", *row[at + 1 :]]
        data = read_rows(sheet, [headers(sheet.id), changed])
        assert [(one.code, one.place.column) for one in cell_problems(data)] == [("example-cell", at + 1)], column.name
        assert data.rows == [2]
        if not column.required_when:
            assert (0 in data.rejected) == (column.required or column.rejects_row), column.name


@each_sheet
def test_what_is_typed_over_one_cell_of_an_example_is_not_lost_without_a_word(sheet: Sheet) -> None:
    row = example(evidence(sheet, 1))
    for at in range(len(row)):
        changed = [*row[:at], evidence(sheet, 2)[at], *row[at + 1 :]]
        data = read_rows(sheet, [headers(sheet.id), evidence(sheet, 3), changed])
        assert data.rows == [2, 3]
        assert {one.code for one in cell_problems(data)} == {"example-cell"}
        assert data.rejected == {1}


def test_an_example_that_is_typed_over_whole_counts() -> None:
    submission = submit_one(ledger("donations", GIFT))
    assert fates(submission, "donations") == ["counted"]


def test_an_optional_cell_that_is_still_an_example_is_told_and_the_row_counts() -> None:
    rows = [{"date": DAY, "unit": "甲街道", "role": "主要负责同志", "town": TOWN, "note": "示例：备注"}]
    submission = submit_one(ledger("visits", *rows))
    assert codes(submission.problems) == [("example-cell", "E2")]
    assert fates(submission, "visits") == ["counted"]


@pytest.mark.parametrize("title", ["丰收的示例：青禾镇", "示例丰收", "示范：丰收"])
def test_a_title_that_only_speaks_of_examples_is_a_title(title: str) -> None:
    submission = submit_one(ledger("media_reports", report(title=title)))
    assert codes(submission.problems) == []
    assert fates(submission, "media_reports") == ["counted"]


def test_a_formula_without_a_result_beside_examples_is_told() -> None:
    def formula(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["募集资金"].write_formula("F2", "=1+1", None, "")

    row = {name: f"示例：{value}" for name, value in GIFT.items() if name != "amount"}
    submission = submit_one(ledger("donations", row), tweak=formula)
    assert ("formula-without-value", "F2") in codes(submission.problems)
    assert fates(submission, "donations") == ["rejected"]


@pytest.mark.parametrize("mark", ["Example: ", "EXAMPLE:", "example: ", "示例："])
def test_in_a_pack_in_english_examples_say_so_in_english_too(mark: str) -> None:
    sheet = ENGLISH["partnerships"]
    row = ["Quillfen Library District", "Garden Club", "School", date(2025, 10, 1)]
    shown = [f"{mark}{cell}" for cell in row]
    head = [column.header for column in sheet.columns]
    data = read_english("partnerships", [head, shown, row])
    assert (data.rows, data.skipped, cell_problems(data)) == ([3], 1, [])
    mixed = read_english("partnerships", [head, [DISTRICT, shown[1], "School", row[3]]])
    assert [one.code for one in cell_problems(mixed)] == ["example-cell"]


def test_a_word_of_english_marks_nothing_in_a_pack_in_chinese() -> None:
    submission = submit_one(ledger("media_reports", report(title="Example: x")))
    assert codes(submission.problems) == []


# --- duties that are listed beforehand ----------------------------------------------------------

DUTY = {"duty": "R02.2", "subject": TEAM}
LINE = ["R02.2", "组团单位定期座谈会", TEAM, None, None, None]


def tasks(*rows: list[object], words: str = DUTY_WORDS.zh) -> dict[str, Grid]:
    """Return a task list that says in words what each duty is."""
    head = headers("attestations")
    return {"任务清单": [[head[0], words, *head[1:]], *rows]}


def changed(at: int, value: object) -> list[object]:
    return [*LINE[:at], value, *LINE[at + 1 :]]


@pytest.mark.parametrize("words", [*DUTY_WORDS, "事项内容 (供对照)"])
def test_a_duty_of_which_nobody_has_said_anything_is_skipped_without_a_word(words: str) -> None:
    submission = submit_one(tasks(LINE, ["R03.1", "结对帮扶", TEAM], words=words))
    assert codes(submission.problems) == []
    assert account(submission, "attestations") == {"read": 2, "skipped": 2}
    assert statuses(submission, "R02.2")[TEAM] == ("undetermined", None, "not-submitted")


def test_beside_other_evidence_a_listed_duty_without_a_state_is_not_done() -> None:
    submission = with_roster({"a.xlsx": book({**declaration(), **tasks(LINE), **ledger("media_reports", report())})})
    assert statuses(submission, "R02.2")[TEAM] == ("shortfall", 0, None)


def test_a_listed_duty_with_a_state_counts() -> None:
    submission = submit_one(tasks([*LINE[:3], "已完成", DAY, "会议纪要"]))
    assert codes(submission.problems) == []
    assert statuses(submission, "R02.2")[TEAM] == ("met", 1, None)


@pytest.mark.parametrize(("at", "value"), [(4, DAY), (5, "会议纪要")])
def test_a_date_or_evidence_without_a_state_is_a_missing_value(at: int, value: object) -> None:
    submission = submit_one(tasks(changed(at, value)))
    assert codes(submission.problems) == [("missing-value", "D2")]
    assert fates(submission, "attestations") == ["rejected"]


def test_a_mark_for_nothing_as_state_is_something_that_was_said() -> None:
    submission = submit_one(tasks(changed(3, "/"), changed(3, "已完成")))
    assert codes(submission.problems) == [("missing-value", "D2")]


def test_a_comment_on_the_blank_evidence_of_a_listed_duty_is_told() -> None:
    def comment(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["任务清单"].write_comment("F2", "见附件")

    submission = submit_one(tasks(LINE), tweak=comment)
    assert ("unread-evidence", "F2") in codes(submission.problems)
    assert ("missing-value", "D2") in codes(submission.problems)


def test_a_duty_without_words_of_what_it_is_needs_a_state() -> None:
    by_hand = submit_one(ledger("attestations", DUTY, {**DUTY, "duty": "R03.1", "state": "推进中"}))
    assert codes(by_hand.problems) == [("missing-value", "C2")]
    cleared = submit_one(tasks(changed(1, None), ["R03.1", "结对", TEAM, "推进中"]))
    assert codes(cleared.problems) == [("missing-value", "D2")]


def test_the_column_is_known_in_a_task_list_alone() -> None:
    rows = [[*headers("social_partners"), DUTY_WORDS.zh], [DAY, TEAM, "某公司", "企业", "丰收"]]
    assert codes(submit_one({"社会参与": rows}).problems) == [("unknown-column", "E1")]


# --- a workbook that was made for somebody ------------------------------------------------------


def made_for(
    reporter: str, *rows: dict[str, object], as_of: object = None, filled_by: object = None, examples: bool = False
) -> bytes:
    """Return a template with a reporter's name filled in, and these media reports."""
    lines = [("项目", "内容"), ("填报主体", reporter), ("统计截止", as_of), ("填报人", filled_by), ("模板版本", "1")]
    shown = [{name: f"示例：{value}" for name, value in report().items()}] if examples else []
    return book({"填报信息": lines, **ledger("media_reports", *shown, *rows), **tasks(LINE)})


@pytest.mark.parametrize("examples", [False, True])
def test_an_untouched_workbook_says_nothing(examples: bool) -> None:  # noqa: FBT001
    beside = {"b.xlsx": sent(OTHER, media_reports=[report(team=OTHER)])}
    without = with_roster(beside)
    found = with_roster({"a.xlsx": made_for(TEAM, examples=examples), **beside})
    assert found.problems == without.problems
    assert [one.value for one in found.problems if one.code == "not-submitted"] == [TEAM]
    assert statuses(found, "R05.2") == statuses(without, "R05.2")
    assert found.inputs[1].reporter is None
    alone = with_roster({"a.xlsx": made_for(TEAM, examples=examples)})
    assert codes(alone.problems) == []
    assert not alone.complete


@pytest.mark.parametrize("touched", [{"as_of": YEAR_END}, {"filled_by": "某某"}, {"as_of": "六月底"}])
def test_a_workbook_without_rows_of_which_the_cover_is_filled_in_says_zero(touched: dict[str, object]) -> None:
    found = with_roster({"a.xlsx": made_for(TEAM, **touched)})  # type: ignore[arg-type]
    assert statuses(found, "R05.2")[TEAM] == ("shortfall", 0, None)
    assert found.coverage.absent == (OTHER,)


def test_a_workbook_with_a_row_counts_though_nothing_is_filled_in_on_the_cover() -> None:
    found = with_roster({"a.xlsx": made_for(TEAM, report())})
    assert statuses(found, "R05.2")[TEAM] == ("shortfall", 1, None)


def test_an_untouched_workbook_is_no_rival_of_the_one_that_was_sent() -> None:
    filled = made_for(TEAM, report())
    found = submit({"a.xlsx": filled, "b.xlsx": made_for(TEAM, examples=True)}, roster=book({}))
    assert "conflicting-submission" not in {one.code for one in found.problems}


def test_a_cover_that_asks_for_the_reporter_alone_says_zero_unless_the_template_stands_below() -> None:
    cover: dict[str, Grid] = {"填报信息": [("项目", "内容"), ("填报主体", TEAM)]}
    by_hand = with_roster({"a.xlsx": book({**cover, **ledger("media_reports")})})
    assert statuses(by_hand, "R05.2")[TEAM] == ("shortfall", 0, None)
    made = with_roster({"a.xlsx": book({**cover, **ledger("media_reports"), **tasks(LINE)})})
    assert statuses(made, "R05.2")[TEAM] == ("undetermined", None, "not-submitted")


@pytest.mark.parametrize("title", LISTS_SHEET)
def test_the_sheet_of_lists_is_not_read(title: str) -> None:
    def hide(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages[title].hide()

    found = submit_one({**ledger("media_reports", report()), title: [["组团"], [TEAM]]}, tweak=hide)
    assert codes(found.problems) == []


def test_an_empty_template_among_rosters_needs_no_word() -> None:
    shown = {name: f"示例：{value}" for name, value in report().items()}
    found = with_roster({})
    beside = submit({}, roster=book({**ledger("media_reports", shown)}))
    assert [one.code for one in beside.problems if one.code == "unknown-sheet"] == []
    assert [one.code for one in found.problems if one.code == "unknown-sheet"] == []
    filled = submit({}, roster=book({**ledger("media_reports", shown, report())}))
    assert [one.code for one in filled.problems if one.code == "unknown-sheet"] == ["unknown-sheet"]
