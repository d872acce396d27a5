"""Copies among the workbooks of a run: nothing counts twice without a word, and what counts is said."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from assistcheck.submission.assemble import Submission
from builders.support import OTHER, TEAM, account, book, declaration, fates, ledger, rosters, submit
from unit.submission.sending import report, sent, statuses, with_roster

ONE = sent(TEAM, media_reports=[report(title=str(number)) for number in range(4)])
OLD = sent(TEAM, date(2022, 3, 31), media_reports=[report(title="旧")])
NOBODYS = book(ledger("media_reports", report(title="甲")))
NOBODYS_OTHER = book(ledger("media_reports", report(title="甲"), report(title="乙")))


def told(submission: Submission, *codes: str) -> list[tuple[str, str, str]]:
    wanted = codes or ("repeated-file", "likely-copy", "conflicting-submission")
    return [(p.code, p.level, p.place.path) for p in submission.problems if p.code in wanted]


def counting(submission: Submission) -> list[str]:
    return [one.path for one in submission.inputs if one.status == "read" and one.path != "roster.xlsx"]


@pytest.mark.parametrize("copy", ["青禾 - 副本.xlsx", "青禾 (1).xlsx", "旧/青禾.xlsx", "a/b.xlsx", "归档.zip/青禾.xlsx"])
def test_files_of_the_same_bytes_count_once_and_are_said(copy: str) -> None:
    for order in permutations(["青禾.xlsx", copy]):
        submission = with_roster(dict.fromkeys(order, ONE))
        assert told(submission) == [("repeated-file", "note", copy)]
        assert counting(submission) == ["青禾.xlsx"]
        assert account(submission, "media_reports", copy) == {"read": 4, "superseded": 4}
        assert statuses(submission, "R05.2")[TEAM] == statuses(with_roster({"青禾.xlsx": ONE}), "R05.2")[TEAM]
        assert submission.complete


@pytest.mark.parametrize("content", [NOBODYS, book({**rosters(), **ledger("media_reports", report(title="甲"))})])
def test_a_copy_that_is_from_nobody_counts_once_too(content: bytes) -> None:
    submission = with_roster({"汇总.xlsx": content, "汇总 - 副本.xlsx": content})
    assert told(submission, "repeated-file", "duplicate-row", "likely-copy") == [("repeated-file", "note", "汇总 - 副本.xlsx")]
    assert sorted(fates(submission, "media_reports")) == ["counted", "superseded"]


def test_text_of_the_same_bytes_is_what_the_names_say() -> None:
    content = "日期,组团,名称,类型\n2022-03-05,青禾镇组团,某厂,企业\n".encode()
    submission = with_roster({"社会参与.csv": content, "社会参与 - 副本.csv": content, "媒体报道.csv": content})
    assert told(submission, "repeated-file") == [("repeated-file", "note", "社会参与 - 副本.csv")]


def test_files_that_cannot_be_read_are_no_copies() -> None:
    assert told(with_roster(dict.fromkeys(["a.xlsx", "a (1).xlsx"], b"%PDF"))) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [("青禾 (1).xlsx", "像是它的副本"), ("青禾 (某某的冲突副本 2022-06-30).xlsx", "像是它的冲突副本")],
)
def test_a_copy_that_differs_goes_by_the_as_of_date_and_says_what_its_name_says(name: str, words: str) -> None:
    submission = with_roster({"青禾.xlsx": ONE, name: OLD})
    assert told(submission) == [("conflicting-submission", "warning", name)]
    (problem,) = [p for p in submission.problems if p.code == "conflicting-submission"]
    assert ("青禾.xlsx 为准" in problem.expected.zh, words in problem.expected.zh) == (True, True)


def test_a_copy_that_is_newer_counts_and_should_be_compared() -> None:
    submission = with_roster({"青禾 (1).xlsx": ONE, "青禾.xlsx": OLD})
    assert counting(submission) == ["青禾 (1).xlsx"]
    (problem,) = [p for p in submission.problems if p.code == "conflicting-submission"]
    assert (problem.place.path, "像是这一份的副本，请核对" in problem.expected.zh) == ("青禾.xlsx", True)


def test_workbooks_of_one_team_under_other_names_say_nothing_of_copies() -> None:
    (problem,) = [p for p in with_roster({"b.xlsx": ONE, "a.xlsx": OLD}).problems if p.code == "conflicting-submission"]
    assert "副本" not in problem.expected.zh


def test_a_copy_that_differs_and_is_from_nobody_counts_with_a_warning() -> None:
    submission = with_roster({"县/汇总.xlsx": NOBODYS, "县/汇总 (1).xlsx": NOBODYS_OTHER})
    assert told(submission) == [("likely-copy", "warning", "县/汇总 (1).xlsx")]
    assert sorted(fates(submission, "media_reports")) == ["counted", "counted", "duplicate"]


def test_a_copy_that_names_nobody_beside_a_teams_workbook_is_warned_of() -> None:
    assert told(with_roster({"青禾.xlsx": ONE, "青禾 - 副本.xlsx": NOBODYS})) == [
        ("likely-copy", "warning", "青禾 - 副本.xlsx")
    ]


@pytest.mark.parametrize(
    "files",
    [
        {"台账.xlsx": ONE, "台账 (1).xlsx": sent(OTHER, media_reports=[report(team=OTHER)])},  # as a browser names the second
        {"甲/汇总.xlsx": NOBODYS, "乙/汇总 (1).xlsx": NOBODYS_OTHER},
        {"汇总 (1).xlsx": NOBODYS, "汇总 (2).xlsx": NOBODYS_OTHER},
        {"汇总.xlsx": NOBODYS, "汇总 (1).xlsx": book({**declaration(None), **ledger("media_reports")})},
    ],
)
def test_what_is_another_workbook_for_all_we_know_is_not_warned_of(files: dict[str, bytes]) -> None:
    assert told(with_roster(files)) == []


def test_a_roster_file_is_no_copy_of_a_submission() -> None:
    everything = book({**rosters(), **ledger("media_reports", report(title="甲"))})
    submission = submit({"data.xlsx": everything}, roster=everything)
    assert told(submission) == []
    assert fates(submission, "media_reports") == ["counted"]
