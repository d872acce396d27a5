"""Workbooks that name their team: rows of another team, and two workbooks of one team."""

from __future__ import annotations

import re
from datetime import date
from itertools import permutations

import pytest

from builders.support import (
    OTHER,
    OTHER_TOWN,
    TEAM,
    TOWN,
    YEAR_END,
    account,
    book,
    declaration,
    fates,
    ledger,
    outcomes,
    patched,
    report_of,
    rosters,
    submit,
    submit_one,
)
from unit.submission.sending import DAY, Cells, report, sent, statuses, with_roster

# --- another team's rows ------------------------------------------------------------------------

FOREIGN: dict[str, Cells] = {
    "media_reports": report(team=OTHER),
    "highlights": {"team": OTHER, "title": "亮点", "filmed": "是"},
    "briefings": {"date": DAY, "reporter": OTHER, "title": "信息", "recipients": "市经协办"},
    "computers": {"date": DAY, "donor": "某公司", "town": OTHER_TOWN, "quantity": 1},
    "employment": {"town": OTHER_TOWN, "year": 2022, "employed": 5},
    "private_pairs": {"enterprise": "某公司", "town": OTHER_TOWN, "village": "东村"},
    "donations": {"date": DAY, "unit": "甲街道", "town": OTHER_TOWN, "form": "资金", "amount": 1},
    "attestations": {"duty": "R09.1", "subject": OTHER_TOWN, "state": "未开展"},
}


@pytest.mark.parametrize("ident", FOREIGN)
def test_another_teams_rows_are_rejected_as_foreign(ident: str) -> None:
    submission = with_roster({"a.xlsx": sent(TEAM, YEAR_END, **{ident: [FOREIGN[ident]]})})
    assert fates(submission, ident) == ["rejected"]
    (problem,) = [p for p in submission.problems if p.code == "foreign-rows"]
    assert problem.level == "error"
    assert problem.place.cell


@pytest.mark.parametrize(
    ("ident", "row"),
    [
        ("briefings", {"date": DAY, "reporter": "驻韶关市工作组", "title": "信息", "recipients": "市经协办"}),
        ("visits", {"date": DAY, "unit": "乙局", "role": "其他", "town": OTHER_TOWN}),
        ("attestations", {"duty": "R21.1", "subject": "东莞市", "state": "未开展"}),
        ("attestations", {"duty": "R18.1", "subject": "云岭区", "state": "未开展"}),
        ("donations", {"date": DAY, "unit": "乙局", "town": TOWN, "form": "资金", "amount": 1}),
        ("industry_projects", {"date": DAY, "team": TEAM, "kind": "乡村振兴车间", "project": "车间", "town": OTHER_TOWN}),
        ("rural_income", {"county": "云岭区", "year": 2022, "growth": 9, "provincial_growth": 8}),
    ],
)
def test_rows_of_what_belongs_to_no_team_or_to_this_one_too_are_not_foreign(ident: str, row: Cells) -> None:
    assert fates(with_roster({"a.xlsx": sent(TEAM, YEAR_END, **{ident: [row]})}), ident) == ["counted"]


def test_no_row_is_foreign_without_a_declaration() -> None:
    rows = ledger("media_reports", report(), report(team=OTHER))
    assert fates(submit_one(rows), "media_reports") == ["counted", "counted"]


def test_a_gift_is_its_towns_teams_whoever_gave_it() -> None:
    gift: Cells = {"date": DAY, "unit": "甲街道", "town": OTHER_TOWN, "form": "资金", "amount": 1}
    assert fates(with_roster({"a.xlsx": sent(OTHER, YEAR_END, donations=[gift])}), "donations") == ["counted"]


def project(**cells: object) -> Cells:
    return {"date": DAY, "team": TEAM, "kind": "增收项目", "project": "果园", "town": TOWN, "village": "西村", **cells}


@pytest.mark.parametrize("reporter", [TEAM, OTHER, "东莞市", None])
@pytest.mark.parametrize(
    ("team", "town", "is_own"), [(TEAM, TOWN, True), (TEAM, OTHER_TOWN, False), (OTHER, TOWN, False), (TEAM, None, True)]
)
def test_a_project_for_a_villages_income_is_the_villages_teams_in_any_workbook(
    reporter: str | None,
    team: str,
    town: str | None,
    is_own: bool,  # noqa: FBT001
) -> None:
    rows = [project(team=team, town=town, village="东村")]
    content = sent(reporter, YEAR_END, industry_projects=rows) if reporter else book(ledger("industry_projects", *rows))
    submission = with_roster({"a.xlsx": content})
    counts = is_own and reporter in {team, "东莞市", None}
    assert fates(submission, "industry_projects") == ["counted" if counts else "rejected"]
    assert [p.code for p in submission.problems if p.code == "foreign-rows"] == ([] if counts else ["foreign-rows"])
    met = {name for name, (status, *_) in statuses(submission, "R10.6").items() if status == "met"}
    assert met == ({f"{TOWN}/东村"} if counts else set())


# --- two workbooks of one team ------------------------------------------------------------------


def test_the_workbook_with_the_later_as_of_date_counts() -> None:
    old = sent(TEAM, date(2022, 6, 30), media_reports=[report(title="旧"), {}, {"date": "合计"}], visits=[])
    new = sent(TEAM, date(2022, 9, 30), media_reports=[report(title="新")])
    for order in permutations([("old.xlsx", old), ("new.xlsx", new)]):
        submission = with_roster(dict(order))
        table = submission.tables["media_reports"]
        assert dict(zip(table.columns["title"], table.fates, strict=True)) == {
            "旧": "superseded",
            "新": "counted",
        }
        assert account(submission, "media_reports", "old.xlsx") == {"read": 3, "superseded": 1, "skipped": 2}
        assert {one.path: one.status for one in submission.inputs if one.path != "roster.xlsx"} == {
            "old.xlsx": "superseded",
            "new.xlsx": "read",
        }
        assert statuses(submission, "R05.2")[TEAM] == ("shortfall", 1, None)
        assert outcomes(report_of(submission))["R01.4", "甲街道", TEAM][0] == "undetermined"
        assert [(p.code, p.place.path, p.level) for p in submission.problems if p.code == "conflicting-submission"] == [
            ("conflicting-submission", "old.xlsx", "warning")
        ]
        assert submission.complete


def saved(content: bytes, moment: str | None) -> bytes:
    """Return a workbook that was last saved at a moment, or that does not say when."""

    def change(core: bytes) -> bytes:
        told = f"<dcterms:modified>{moment}</dcterms:modified>".encode() if moment else b""
        return re.sub(rb"<dcterms:modified.*?</dcterms:modified>", told, core)

    return patched(content, "docProps/core.xml", change)


EARLY, LATE = "2022-07-01T08:00:00Z", "2022-07-01T08:00:01Z"


@pytest.mark.parametrize(
    ("old", "new"), [(EARLY, LATE), (None, EARLY), ("gestern", EARLY), ("2022-07-01T15:59:59+08:00", EARLY)]
)
@pytest.mark.parametrize("day", [YEAR_END, None])
def test_of_equal_as_of_dates_the_workbook_saved_later_counts(old: str | None, new: str, day: date | None) -> None:
    for turn in (False, True):
        rows = [report(title=str(turn))]
        sheets = {**declaration(as_of=day), **ledger("media_reports", *rows)}
        files = {"old.xlsx": saved(book(sheets), old), "new.xlsx": saved(book(sheets), new)}
        submission = with_roster(dict(reversed(files.items())) if turn else files)
        assert {one.path: one.status for one in submission.inputs}["old.xlsx"] == "superseded"
        assert [(p.place.path, p.level) for p in submission.problems if p.code == "conflicting-submission"] == [
            ("old.xlsx", "warning")
        ]


@pytest.mark.parametrize("written", [2022.6, "2022.6", "六月底"])
def test_an_as_of_date_that_cannot_be_read_gives_way_and_is_told_at_its_cell(written: object) -> None:
    newer = saved(book({**declaration(as_of=written), **ledger("media_reports", report(title="新"))}), LATE)
    older = saved(sent(TEAM, date(2022, 3, 31), media_reports=[report(title="旧")]), EARLY)
    submission = with_roster({"new.xlsx": newer, "old.xlsx": older})
    assert {one.path: one.status for one in submission.inputs}["new.xlsx"] == "superseded"
    told = [(p.code, p.place.path, p.place.cell, p.level) for p in submission.problems if p.place.path == "new.xlsx"]
    assert ("bad-date", "new.xlsx", "B3", "error") in told
    assert ("conflicting-submission", "new.xlsx", "", "warning") in told


def test_of_workbooks_that_nothing_tells_apart_the_larger_digest_counts_as_an_error_that_names_both() -> None:
    files = [saved(sent(TEAM, media_reports=[report(title=title)]), None) for title in ("甲", "乙", "丙")]
    winners = set()
    for order in permutations(range(3)):
        submission = with_roster({f"{at}.xlsx": files[at] for at in order})
        read = [one for one in submission.inputs if one.status == "read" and one.path != "roster.xlsx"]
        assert read == [max((one for one in submission.inputs if one.path != "roster.xlsx"), key=lambda one: one.sha256)]
        winners.add(read[0].path)
        assert sorted(fates(submission, "media_reports")) == ["counted", "superseded", "superseded"]
        told = [p for p in submission.problems if p.code == "conflicting-submission"]
        assert [p.level for p in told] == ["error", "error"]
        assert submission.problems[:2] == told
        assert all(read[0].path in p.expected.zh and p.place.path in p.expected.en for p in told)
    assert len(winners) == 1


def test_a_workbook_without_an_as_of_date_gives_way() -> None:
    undated = book({"填报信息": [["填报主体", TEAM]], **ledger("media_reports", report(title="无"))})
    submission = with_roster({"a.xlsx": undated, "b.xlsx": sent(TEAM, date(2020, 1, 1), media_reports=[report()])})
    assert {one.path: one.status for one in submission.inputs}["a.xlsx"] == "superseded"


def test_names_of_one_team_written_in_two_ways_are_one_team() -> None:
    submission = with_roster({"a.xlsx": sent(f" {TEAM}\u200b"), "b.xlsx": sent(TEAM)})
    assert sorted(one.status for one in submission.inputs) == ["read", "read", "superseded"]


def test_the_roster_of_a_superseded_workbook_does_not_count() -> None:
    old = book(
        {
            **rosters(),
            **declaration(as_of=date(2022, 6, 30)),
            "重点村名册": [["重点镇", "重点村", "组团"], [TOWN, "旧村", TEAM]],
        }
    )
    new = book({**rosters(), **declaration()})
    submission = submit({"old.xlsx": old, "new.xlsx": new})
    assert (TOWN, "旧村") not in submission.roster.of("village")
    assert account(submission, "villages", "old.xlsx") == {"read": 1, "superseded": 1}


def test_an_unreadable_workbook_supersedes_nothing() -> None:
    submission = with_roster({"a.xlsx": sent(TEAM, media_reports=[report()]), "b.xlsx": b"PK"})
    assert [one.status for one in submission.inputs] == ["read", "read", "unreadable"]
