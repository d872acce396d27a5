"""Explanations in words of another pack: its sheets, words, currency and year."""

from __future__ import annotations

from functools import partial

import pytest

from assistcheck.audit.explanation import Explained, explain
from assistcheck.audit.request import Request
from assistcheck.i18n import Lang
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.pending import facts_of
from assistcheck.reports import EXPLANATIONS, View, explainer_of
from assistcheck.submission.assemble import assemble
from assistcheck.submission.file_reader import read_book
from builders.support import book
from unit.reports.library import FIRST, MAIN, MARCH, SECOND, library

_SHEETS = {
    "Grantees": [["Grantee", "Region"], [FIRST, "Upper Fells Region"], [SECOND, "Salt Shore Region"]],
    "Branches": [["Grantee", "Branch", "Open to Public"], [FIRST, "Main Library", "Yes"]],
    "Expenditures": [
        ["Date", "Grantee", "Category", "Supplier", "Amount (USD)", "Invoice No."],
        ["2025-08-15", FIRST, "Collections", "Tarn Books", "12,500.50", "TB-1"],
        ["2025-08-16", FIRST, "Staff Training", "Tarn Books", 100, "TB-2"],
    ],
    "Public Programs": [
        ["Date", "Grantee", "Branch", "Program Title", "Kind", "Audience", "Attendance"],
        ["2025-09-06", FIRST, "Main Library", "Stories", "Story Time", "Children, Adults", 24],
    ],
    "Task List": [["Duty", "Responsible", "State"], ["R02.4", FIRST, "In Progress"]],
}


def explained(rule: str, name: str) -> Explained:
    read = read_book("data.xlsx", partial(bytes, book(_SHEETS)), ledgers_of(library()), partial(facts_of, library()))
    return explain(library(), assemble([read], library(), MARCH), Request(MARCH), rule, name)


def written(rule: str, name: str, lang: Lang = "en") -> str:
    return explainer_of("text")(explained(rule, name), View(lang, width=160))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", EXPLANATIONS)
def test_nothing_of_the_first_pack_is_said(name: str, lang: Lang) -> None:
    for rule, subject in (("R02.1", FIRST), ("R02.4", FIRST), ("R04.1", MAIN), ("R02.3", SECOND)):
        text = explainer_of(name)(explained(rule, subject), View(lang, width=160))
        for word in ("组团", "已完成", " 元", "yuan", "2022", "《Expenditures》" if lang == "en" else "yuan"):
            assert word not in text


def test_money_and_dates_are_those_of_the_pack() -> None:
    text = written("R02.1", FIRST)
    assert "Sheet             Expenditures (expenditures)" in text
    assert '"Amount (USD)" has to grow by 11,499.50 US dollars in all. Dated from 2025-07-01 to 2026-06-30' in text
    assert "“Amount (USD)”合计再增加 11,499.50 美元。日期须在 2025-07-01 至 2026-06-30 之间" in written("R02.1", FIRST, "zh")


def test_a_task_that_is_not_done_is_told_what_its_list_has_to_say() -> None:
    words = "The row of this duty and subject in Task List has to say Done, with a date"
    assert words in written("R02.4", FIRST)
    words = "《Task List》中该事项、该主体的行写明：State“Done”、Done On（不晚于统计截止日）、Evidence。"
    assert words in written("R02.4", FIRST, "zh")


def test_quarters_are_named_as_the_pack_names_them_and_the_words_of_a_list_as_it_writes_them() -> None:
    text = written("R04.1", MAIN)
    assert "missing FY2026 Q1 to FY2026 Q3" in text
    assert "FY2026 Q4  0     ≥3    not yet due" in text
    text = written("R04.2", FIRST)
    assert "Adults, Children" in text
    assert "Adults、Children" not in text


def test_the_rows_of_a_branch_are_found_by_both_its_columns() -> None:
    one = explained("R04.1", MAIN).explanations[0]
    assert one.identified_by == {"grantee": FIRST, "branch": "Main Library"}
