"""A run held against an earlier report."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from assistcheck import api
from assistcheck.audit.baseline import FaultCounts
from assistcheck.audit.outcomes import Outcome, Report
from assistcheck.audit.request import Request, Selection
from assistcheck.comparison import baseline as baseline_room
from assistcheck.comparison.baseline import load_baseline
from assistcheck.errors import UsageError
from assistcheck.reports import View
from assistcheck.submission import row_marks
from builders.support import OTHER, PACK, TEAM, YEAR_END, Grid, book, declaration, ledger, rosters, submit, submit_one

MID_YEAR = date(2022, 6, 30)
BUY = {"date": date(2022, 3, 5), "team": TEAM, "channel": "其他", "form": "采购", "product": "米", "origin": "韶关"}
NEWS = {"date": date(2022, 3, 5), "team": TEAM, "title": "甲", "outlet": "日报", "level": "市"}
BAD = {**NEWS, "title": "乙", "date": "2022.1"}

Sheets = Mapping[str, Grid]


def bought(amount: float) -> Sheets:
    return ledger("purchases", {**BUY, "amount": amount})


def of(*rules: str, as_of: date = YEAR_END, **more: Any) -> Request:
    return Request(as_of, selection=Selection(frozenset(rules)), **more)


def audited(sheets: Sheets, request: Request) -> Report:
    return api.audit(PACK, submit_one(sheets, request.as_of), request)


def written(folder: Path, report: Report) -> str:
    path = folder / "old.json"
    path.write_text("".join(api.render_pieces(report, "json", View("zh"))), encoding="utf-8")
    return str(path)


def held(folder: Path, old: Sheets, new: Sheets, request: Request, then: date | None = None) -> Report:
    """Return the audit of ``new`` held against that of ``old``, which is as of ``then``."""
    path = written(folder, audited(old, request._replace(as_of=then or request.as_of)))
    return audited(new, request._replace(baseline=load_baseline(path, PACK, request)))


def states(report: Report) -> dict[str, str]:
    """Return what has become of each subject's open outcomes."""
    assert report.baseline
    return {one.subject.name: state for one in report.outcomes if (state := report.baseline.state_of(one))}


def faults(report: Report) -> FaultCounts:
    assert report.baseline
    return report.baseline.faults


# --- outcomes


@pytest.mark.parametrize(
    ("amount", "state", "code"), [(250, "known", 0), (249, "worse", 1), (249.99, "worse", 1), (251, "better", 0)]
)
def test_one_yuan_more_to_go_fails_and_the_same_or_less_does_not(tmp_path: Path, amount: float, state: str, code: int):
    report = held(tmp_path, bought(250), bought(amount), of("R11.3"))
    assert (states(report)[TEAM], report.exit_code) == (state, code)


def test_what_is_met_now_is_closed(tmp_path: Path):
    report = held(tmp_path, bought(250), bought(300_000), of("R11.3"))
    assert states(report) == {TEAM: "closed", OTHER: "known"}
    assert dict(report.outcomes.since.counts) == {"new": 0, "worse": 0, "known": 1, "better": 0, "closed": 1, "gone": 0}


def test_what_was_met_and_is_short_now_is_new(tmp_path: Path):
    report = held(tmp_path, bought(300_000), bought(299_999), of("R11.3"))
    assert (states(report)[TEAM], report.outcomes.since.failing, report.exit_code) == ("new", 1, 1)


def test_a_sheet_that_was_not_sent_and_is_short_now_is_worse(tmp_path: Path):
    report = held(tmp_path, {}, bought(250), of("R11.3"))
    assert (states(report)[TEAM], report.exit_code) == ("worse", 1)


def test_a_sheet_that_was_short_and_is_not_sent_now_is_worse(tmp_path: Path):
    news = ledger("media_reports", NEWS)
    report = held(tmp_path, {**bought(250), **news}, news, of("R11.3"))
    assert (states(report)[TEAM], report.exit_code) == ("worse", 1)


def test_a_sheet_that_was_behind_and_is_gone_before_the_due_day_is_not_closed(tmp_path: Path):
    news, other = ledger("media_reports", NEWS), bought(250)
    report = held(tmp_path, {**news, **other}, other, of("R05.2", as_of=MID_YEAR))
    assert (states(report)[TEAM], report.exit_code) == ("worse", 0)
    assert report.outcomes.since.counts["closed"] == 0


def test_what_cannot_be_judged_is_open_once_it_is_due_and_known_from_then_on(tmp_path: Path):
    news = ledger("media_reports", NEWS)
    before = held(tmp_path, news, news, of("R11.3", as_of=MID_YEAR))
    assert (states(before), before.exit_code) == ({}, 0)
    after = held(tmp_path, news, news, of("R11.3"), then=MID_YEAR)
    assert (states(after)[TEAM], after.exit_code) == ("new", 1)
    again = held(tmp_path, news, news, of("R11.3"))
    assert (states(again)[TEAM], again.exit_code) == ("known", 0)


def test_what_was_behind_and_is_short_is_worse(tmp_path: Path):
    report = held(tmp_path, bought(250), bought(250), of("R11.3"), then=MID_YEAR)
    assert (states(report)[TEAM], report.exit_code) == ("worse", 1)


def test_at_fail_on_behind_what_was_behind_is_known(tmp_path: Path):
    request = of("R11.3", as_of=MID_YEAR, fail_on="behind")
    assert audited(bought(250), request).exit_code == 1
    assert held(tmp_path, bought(250), bought(250), request).exit_code == 0
    assert held(tmp_path, bought(250), bought(249), request).exit_code == 1


def test_what_is_newly_behind_is_told_and_fails_only_where_that_is_asked_for(tmp_path: Path):
    request = of("R11.3", as_of=MID_YEAR)
    report = held(tmp_path, bought(200_000), bought(250), request)
    assert (states(report)[TEAM], report.outcomes.since.failing, report.exit_code) == ("new", 0, 0)
    assert held(tmp_path, bought(200_000), bought(250), request._replace(fail_on="behind")).exit_code == 1


def test_at_fail_on_never_changes_are_told_and_nothing_fails(tmp_path: Path):
    report = held(tmp_path, bought(250), bought(249), of("R11.3", fail_on="never"))
    assert (states(report)[TEAM], report.outcomes.since.failing, report.exit_code) == ("worse", 0, 0)


def briefings(*months: str) -> Sheets:
    rows = [
        {"date": date.fromisoformat(f"{month}-10"), "reporter": TEAM, "title": month, "recipients": "市经协办"}
        for month in months
    ]
    return ledger("briefings", *rows)


def test_a_further_month_without_its_number_is_worse(tmp_path: Path):
    months = [f"2022-{month:02d}" for month in range(1, 13)]
    rule = "R05.5"
    less, same = briefings(*months[:9]), briefings(*months[:10])
    report = held(tmp_path, same, less, of(rule))
    assert (states(report)[TEAM], report.exit_code) == ("worse", 1)
    assert held(tmp_path, same, same, of(rule)).exit_code == 0
    instead = held(tmp_path, same, briefings(*months[:9], months[10]), of(rule))
    assert (states(instead)[TEAM], instead.exit_code) == ("worse", 1)


def test_a_share_that_is_published_as_the_same_is_not_worse(tmp_path: Path):
    """2/3 and 0.666666 of a target differ in digits that no report shows."""
    report = held(tmp_path, bought(250), bought(250), of("R11.3"))
    assert report.baseline
    one = next(one for one in report.outcomes if one.subject.name == TEAM)
    ratio = next(rule for rule in PACK.rules if rule.quantity == "ratio" and rule.level == "binding")
    exact = one._replace(rule=ratio, gap=Fraction(1, 3))
    data = json.loads(Path(report.baseline.source.path).read_text(encoding="utf-8"))
    entry = next(entry for entry in data["outcomes"] if entry["subject"]["name"] == TEAM)
    entry |= {"rule": ratio.id, "level": ratio.level, "gap": "0.333333"}
    path = tmp_path / "ratio.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    found = load_baseline(str(path), PACK, of()).hold((), (), report.row_marks)
    assert found.state_of(exact) == "known"
    assert found.state_of(exact._replace(gap=Fraction(1, 3) + Fraction(1, 10**6))) == "worse"


def test_a_renamed_subject_is_new_and_the_old_name_is_gone(tmp_path: Path):
    old = audited(bought(250), of("R11.3"))
    path = Path(written(tmp_path, old))
    path.write_text(path.read_text(encoding="utf-8").replace(TEAM, "旧名组团"), encoding="utf-8")
    request = of("R11.3")
    report = audited(bought(250), request._replace(baseline=load_baseline(str(path), PACK, request)))
    assert states(report) == {TEAM: "new", OTHER: "known"}
    assert [was.name for was in report.outcomes.since.gone] == ["旧名组团"]


def test_a_unit_of_two_teams_is_held_against_itself(tmp_path: Path):
    request = of("R01.5")
    report = held(tmp_path, {}, {}, request)
    assert {states(report)[name] for name in states(report)} == {"known"}
    assert report.outcomes.since.counts["gone"] == 0


def test_what_was_not_asked_for_is_not_gone(tmp_path: Path):
    path = written(tmp_path, audited(bought(250), of("R11.3", "R05.2")))
    for request in (of("R11.3"), of("R11.3", "R05.2")._replace(selection=Selection(subjects=frozenset({TEAM})))):
        report = audited(bought(250), request._replace(baseline=load_baseline(path, PACK, request)))
        assert report.outcomes.since.gone == []


# --- rows


def test_a_rejected_row_that_moved_is_known(tmp_path: Path):
    report = held(tmp_path, ledger("media_reports", NEWS, BAD), ledger("media_reports", BAD, NEWS), of("R05.2"))
    assert (faults(report), report.outcomes.since.failing, report.exit_code) == (FaultCounts(known=1, excused=1), 0, 0)


def test_one_more_rejected_row_fails(tmp_path: Path):
    more = {**BAD, "title": "丙"}
    report = held(tmp_path, ledger("media_reports", BAD), ledger("media_reports", BAD, more), of("R05.2"))
    assert (faults(report), report.exit_code) == (FaultCounts(new=1, known=1, failing=1, excused=1), 1)
    (problem,) = (one for one in report.problems if one.code == "bad-date")
    assert report.baseline
    assert (problem.count, report.baseline.new_cells(problem), report.baseline.state_of(problem)) == (2, 1, "new")


def test_another_row_with_the_same_fault_is_new(tmp_path: Path):
    report = held(tmp_path, ledger("media_reports", BAD), ledger("media_reports", {**BAD, "title": "丙"}), of("R05.2"))
    assert (faults(report), report.exit_code) == (FaultCounts(new=1, closed=1, failing=1), 1)


def test_a_corrected_row_is_told(tmp_path: Path):
    report = held(
        tmp_path, ledger("media_reports", NEWS, BAD), ledger("media_reports", NEWS, {**NEWS, "title": "乙"}), of("R05.2")
    )
    assert (faults(report), report.exit_code) == (FaultCounts(closed=1), 0)


def test_a_row_with_two_faults_of_which_one_is_corrected_is_known(tmp_path: Path):
    worse = ledger("media_reports", {**BAD, "level": "某级"})
    report = held(tmp_path, worse, ledger("media_reports", BAD), of("R05.2"))
    assert (faults(report), report.exit_code) == (FaultCounts(known=1, closed=1, excused=1), 0)


@pytest.mark.parametrize(("now", "code"), [((BAD,), 0), ((BAD, {**BAD, "title": "丙"}), 1)])
def test_rows_of_a_sheet_that_is_too_long_for_marks_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: Sequence[Mapping[str, object]], code: int
):
    monkeypatch.setattr(row_marks, "MOST_ROWS", 0)
    report = held(tmp_path, ledger("media_reports", {**BAD, "title": "前"}), ledger("media_reports", *now), of("R05.2"))
    assert report.exit_code == code


def test_a_row_in_a_renamed_file_is_known(tmp_path: Path):
    sheets = {**rosters(), **declaration(), **ledger("media_reports", BAD)}
    request = of("R05.2")
    old = api.audit(PACK, submit({"第一周.xlsx": book(sheets)}), request)
    request = request._replace(baseline=load_baseline(written(tmp_path, old), PACK, request))
    report = api.audit(PACK, submit({"第二周.xlsx": book(sheets)}), request)
    assert (faults(report), report.exit_code) == (FaultCounts(known=1, excused=1), 0)


def twice(town: str, *more: Mapping[str, object]) -> Sheets:
    """Return rosters that say two towns of one team, and some news."""
    sheets = rosters()
    title = next(iter(sheets))
    rows = [*sheets[title]]
    return {**sheets, title: [*rows, [*rows[1][:-1], town]], **ledger("media_reports", NEWS, *more)}


@pytest.mark.parametrize("path", ["data.xlsx", "第二周.xlsx"])
def test_rows_without_marks_are_known_in_a_renamed_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str):
    monkeypatch.setattr(row_marks, "MOST_ROWS", 0)
    request = of("R05.2")
    old = api.audit(PACK, submit({"data.xlsx": book(twice("别镇"))}), request)
    assert old.exit_code == 1
    request = request._replace(baseline=load_baseline(written(tmp_path, old), PACK, request))
    assert api.audit(PACK, submit({path: book(twice("别镇", {**NEWS, "title": "丁"}))}), request).exit_code == 0


def test_a_contradiction_in_a_roster_is_known(tmp_path: Path):
    request = of("R05.2")
    report = held(tmp_path, twice("别镇"), twice("别镇"), request)
    assert (faults(report).excused, report.exit_code) == (1, 0)
    assert held(tmp_path, rosters() | ledger("media_reports", NEWS), twice("别镇"), request).exit_code == 1


def test_of_several_unknown_files_none_is_taken_for_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(row_marks, "MOST_ROWS", 0)
    request = of("R05.2")
    old = api.audit(PACK, submit({"data.xlsx": book(twice("别镇"))}), request)
    request = request._replace(baseline=load_baseline(written(tmp_path, old), PACK, request))
    others = {
        "一.xlsx": book(twice("别镇", {**NEWS, "title": "戊"})),
        "二.xlsx": book(ledger("media_reports", {**NEWS, "title": "丁"})),
    }
    assert api.audit(PACK, submit(others | {"三.xlsx": others["二.xlsx"]}), request).exit_code == 1


def test_warnings_fail_only_at_fail_on_any_and_only_if_they_are_new(tmp_path: Path):
    late = {**NEWS, "date": date(2023, 1, 5), "title": "丁"}
    old, new = ledger("media_reports", NEWS, late), ledger("media_reports", NEWS, late, {**late, "title": "戊"})
    request = of("R05.2", fail_on="any")
    assert audited(old, request).exit_code == 1
    assert held(tmp_path, old, old, request).exit_code == 0
    assert held(tmp_path, old, new, request).exit_code == 1
    assert held(tmp_path, old, new, of("R05.2")).exit_code == 0


def test_every_lost_row_has_an_error_of_its_own():
    """Without one, a lost row could never be told from another."""
    sample = Path(__file__).parents[3] / "sample_data"
    for name in ("2022.xlsx", "2022-q2.xlsx", "one-team.xlsx"):
        report = audited_file(sample / name)
        rows = {(each.place[:3]) for one in report.problems if one.level == "error" for each in one.each()}
        lost = {
            (account.path, sheet.title, row)
            for account in report.inputs
            for sheet in account.sheets
            for first, last in sheet.lost
            for row in range(first, last + 1)
        }
        counted = sum(s.rows["rejected"] + s.rows["double-claim"] for one in report.inputs for s in one.sheets)
        assert len(lost) == counted
        assert lost <= rows


def audited_file(path: Path) -> Report:
    return api.audit(PACK, api.read_submissions([str(path)], PACK, YEAR_END, workers=0), Request(YEAR_END))


# --- the run


def test_an_incomplete_run_stays_incomplete(tmp_path: Path):
    broken: Sheets = {"媒体报道": [["无关"], ["行"]]}
    report = held(tmp_path, broken, broken, of("R05.2"))
    assert report.exit_code == 3


def test_a_report_with_a_baseline_arrives_whole_in_another_process(tmp_path: Path):
    report = held(tmp_path, bought(250), bought(249), of("R11.3"))
    arrived: Report = pickle.loads(pickle.dumps(report))  # noqa: S301 - made here
    assert states(arrived) == states(report)
    assert arrived.exit_code == 1
    assert arrived.outcomes.since.counts == report.outcomes.since.counts


def test_very_many_outcomes_are_counted_as_they_are_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = written(tmp_path, audited(bought(250), of()))
    request = of()
    request = request._replace(baseline=load_baseline(path, PACK, request))
    few = audited(bought(249), request)
    monkeypatch.setattr(type(few.outcomes), "KEPT", 0)
    many = audited(bought(249), request)
    assert many.outcomes.since.counts == few.outcomes.since.counts
    assert many.exit_code == few.exit_code == 1


# --- the file


def changed(folder: Path, change: Mapping[str, Any]) -> str:
    path = Path(written(folder, audited(bought(250), of("R11.3"))))
    data = json.loads(path.read_text(encoding="utf-8"))
    for keys, value in change.items():
        *to, last = keys.split(".")
        place = data
        for key in to:
            place = place[int(key) if key.isdecimal() else key]
        place[last] = value
    path.write_text(json.dumps(data), encoding="utf-8")
    return str(path)


def test_a_report_of_another_pack_is_refused(tmp_path: Path):
    with pytest.raises(UsageError, match=r"by the rule pack other-2022 \(2022\), and this run is by dongguan-2022"):
        load_baseline(changed(tmp_path, {"rules.pack": "other-2022"}), PACK, of())


def test_a_report_of_another_year_of_the_pack_is_refused(tmp_path: Path):
    year = {"number": 2023, "first_day": "2023-01-01", "effective_from": "2023-01-01"}
    with pytest.raises(UsageError, match=r"dongguan-2022 \(2023\), and this run is by dongguan-2022 \(2022\)"):
        load_baseline(changed(tmp_path, {"rules.year": year}), PACK, of())


def test_a_report_that_does_not_tell_its_year_is_taken(tmp_path: Path):
    assert load_baseline(changed(tmp_path, {"rules.year": None}), PACK, of()).remarks == ()


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        ({"as_of": "2023-01-01"}, "later than this run (2022-12-31)"),
        ({"rules.sha256": "0" * 64}, "the rule pack has changed"),
        ({"summary.exit_code": 3}, "its verdict is not complete"),
        ({"rules.readings": {"R05.2": "other"}}, "judged by other readings"),
    ],
)
def test_what_a_reader_has_to_know_is_said(tmp_path: Path, change: Mapping[str, Any], remark: str):
    (found,) = load_baseline(changed(tmp_path, change), PACK, of()).remarks
    assert remark in found.en


def test_the_same_rules_need_no_remark(tmp_path: Path):
    assert load_baseline(changed(tmp_path, {}), PACK, of()).remarks == ()


@pytest.mark.parametrize(
    "change",
    [
        {"inputs.0.sheets.0.row_marks": {"rows": [[2, 2]], "marks": "@@@"}},
        {"inputs.0.sheets.0.row_marks": {"rows": [[2, 2]], "marks": "abc"}},
        {"outcomes": [{}]},
        {"as_of": "soon"},
    ],
)
def test_a_report_that_somebody_broke_is_refused(tmp_path: Path, change: Mapping[str, Any]):
    with pytest.raises(UsageError, match="not a JSON report of this tool"):
        load_baseline(changed(tmp_path, change), PACK, of())


def test_a_subject_without_a_name_is_nobody(tmp_path: Path):
    path = changed(tmp_path, {"outcomes.0.subject": {}})
    assert {was.name for was in load_baseline(path, PACK, of()).before} == {"", OTHER}


@pytest.mark.parametrize("told", [{"count": 10**12, "cells": []}, {"count": 1, "cells": ["A1:A9999999", "B1:B9999999"]}])
def test_more_faults_than_can_be_compared_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Mapping[str, Any]):
    monkeypatch.setattr(baseline_room, "MOST_FAULTS", 1_000)
    problem = {"code": "bad-date", "level": "error", "path": "a", "sheet": "b", "cell": "A1", **told}
    with pytest.raises(UsageError, match="too many for a baseline"):
        load_baseline(changed(tmp_path, {"problems": [problem]}), PACK, of())


def test_an_outcome_is_held_against_nothing_but_its_own_rule(tmp_path: Path):
    report = held(tmp_path, bought(250), bought(250), of("R11.3", "R05.2"))
    assert report.baseline
    found: list[Outcome] = [one for one in report.outcomes if one.subject.name == TEAM]
    assert {one.rule.id: was.rule for one in found if (was := report.baseline.since(one).was)} == {
        "R11.3": "R11.3",
        "R05.2": "R05.2",
    }
