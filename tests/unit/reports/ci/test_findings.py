"""What every format for CI shows: one finding for each open outcome and each problem, with its place and identity."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.audit.outcomes import Outcome, Outcomes, Report
from assistcheck.audit.request import Request
from assistcheck.problems import Problem
from assistcheck.reports.ci.findings import Finding, Findings, baseline_state, level_of
from builders.support import OTHER, TEAM, book, ledger, pack, rosters, submit
from unit.reports.ci.samples import LANGS, NEWS, REPORTS, shown, silent

END = date(2022, 12, 31)


def found(report: Report) -> list[Finding]:
    return [*Findings(report, "zh")]


def of_news(*rows: dict[str, object], path: str = "data.xlsx") -> Report:
    return api.audit(pack(), submit({path: book({**rosters(), **ledger("media_reports", *rows)})}, END), Request(END))


def prints(report: Report, rule: str) -> set[str]:
    return {one.fingerprint for one in found(report) if one.rule == rule}


@pytest.mark.parametrize("name", REPORTS)
def test_there_is_one_for_each_open_outcome_and_each_problem(name: str) -> None:
    report = REPORTS[name]()
    findings = found(report)
    open_ones = [one for one in report.outcomes if one.status in {"shortfall", "behind", "undetermined"}]
    assert [one.source for one in findings] == [*open_ones, *report.problems]


@pytest.mark.parametrize("name", REPORTS)
def test_no_two_have_one_fingerprint(name: str) -> None:
    findings = found(REPORTS[name]())
    assert len({one.fingerprint for one in findings}) == len(findings)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", REPORTS)
def test_each_stands_in_a_row_of_a_file_that_was_read_and_names_it(name: str, lang: str) -> None:
    report = REPORTS[name]()
    paths = {one.path for one in report.inputs}
    for one in Findings(report, "en" if lang == "en" else "zh"):
        assert one.place.path in paths
        assert one.place.row >= 1
        assert any(path.isascii() is False or path in one.message for path in paths)


def test_rows_that_move_and_figures_that_change_leave_it_the_same() -> None:
    one = {**NEWS, "team": TEAM}
    before, after = of_news(one), of_news({**one, "team": OTHER}, one, {**one, "title": "三"})
    figures = [{o.value for o in r.outcomes if (o.rule.id, o.subject.name) == ("R05.2", TEAM)} for r in (before, after)]
    assert figures[0] != figures[1]
    assert prints(before, "R05.2") == prints(after, "R05.2")


def test_a_fault_that_moves_to_another_row_or_another_file_name_stays_the_same() -> None:
    bad = {**NEWS, "team": TEAM, "date": "2022.1"}
    before, after = of_news(bad), of_news({**NEWS, "team": OTHER}, {**NEWS, "team": OTHER, "title": "二"}, bad)
    assert prints(before, "bad-date")
    assert prints(before, "bad-date") == prints(after, "bad-date")


def test_names_that_are_unknown_are_told_apart() -> None:
    report = of_news({**NEWS, "team": "青合镇组团"}, {**NEWS, "team": "白路镇组团"})
    assert len(prints(report, "unknown-name")) == 2


def test_a_unit_of_two_teams_has_a_finding_for_each() -> None:
    units = [one for one in found(of_news()) if one.rule == "R01.4" and isinstance(one.source, Outcome)]
    twice = [one for one in units if isinstance(one.source, Outcome) and one.source.subject.name == "乙局"]
    assert len(twice) == len({one.fingerprint for one in twice}) == len({one.title for one in twice}) == 2


def test_a_team_that_sent_nothing_is_listed_in_the_roster_and_never_in_the_workbook_of_another() -> None:
    report = silent()
    absent = [
        one
        for one in found(report)
        if isinstance(one.source, Outcome) and one.source.subject.reporters == (OTHER,) and not one.source.excluded
    ]
    assert absent
    assert {one.place.path for one in absent} == {"roster.xlsx"}


def test_a_duty_whose_sheet_a_team_did_not_send_is_listed_in_the_workbook_of_that_team() -> None:
    own = [one for one in found(silent()) if isinstance(one.source, Outcome) and one.source.subject.name == TEAM]
    assert {one.place.path for one in own} == {"returned/a.xlsx"}


def test_what_fails_a_run_by_default_is_an_error_and_nothing_else_of_the_duties_is() -> None:
    report = REPORTS["sample"]()
    errors = [one for one in found(report) if one.level == "error" and isinstance(one.source, Outcome)]
    assert errors
    assert {one.source.status for one in errors if isinstance(one.source, Outcome)} == {"shortfall"}
    assert {one.source.rule.level for one in errors if isinstance(one.source, Outcome)} <= {"binding", "general"}


@pytest.mark.parametrize(
    ("level", "status", "is_due", "expected"),
    [
        ("binding", "shortfall", True, "error"),
        ("general", "shortfall", True, "error"),
        ("expected", "shortfall", True, "warning"),
        ("encouraged", "shortfall", True, "note"),
        ("binding", "behind", False, "warning"),
        ("binding", "undetermined", True, "error"),
        ("binding", "undetermined", False, "note"),
        ("general", "undetermined", True, "warning"),
        ("encouraged", "undetermined", True, "note"),
    ],
)
def test_the_level_of_an_open_outcome(level: str, status: str, is_due: bool, expected: str) -> None:  # noqa: FBT001
    one = next(iter(REPORTS["sample"]().outcomes))
    rule = one.rule.model_copy(update={"level": level})
    assert level_of(one._replace(rule=rule, status=status, is_due=is_due)) == expected  # type: ignore[arg-type]


def test_a_problem_keeps_its_own_level() -> None:
    for one in found(REPORTS["sample"]()):
        if isinstance(one.source, Problem):
            assert one.level == one.source.level


def test_without_a_baseline_nothing_stands_beside_one() -> None:
    report = silent()
    assert {baseline_state(one, report) for one in found(report)} == {None}


def test_beside_a_baseline_each_is_new_unchanged_or_updated(tmp_path: Path) -> None:
    request = Request(END, selection=api.select(rules=["R05.2", "R11.3"]))
    first = {**NEWS, "team": TEAM}
    old, new = [first], [first, {**first, "title": "二"}, {**first, "title": "三", "date": "2022.1"}]

    def audited(request: Request, *rows: dict[str, object]) -> Report:
        sheets = {**rosters(), **ledger("media_reports", *rows)}
        return api.audit(pack(), submit({"data.xlsx": book(sheets)}, END), request)

    path = tmp_path / "old.json"
    path.write_text(shown(audited(request, *old), "json"), encoding="utf-8")
    request = request._replace(baseline=api.load_baseline(str(path), pack(), request))
    assert {baseline_state(one, audited(request, *old)) for one in found(audited(request, *old))} == {"unchanged"}
    report = audited(request, *new)
    states = [(one.rule, baseline_state(one, report)) for one in found(report) if one.level == "error"]
    assert states == [
        *(("R05.2", "updated"), ("R05.2", "unchanged"), ("R11.3", "unchanged"), ("R11.3", "unchanged")),
        ("bad-date", "new"),
    ]


def test_what_is_waived_met_or_not_due_is_no_finding() -> None:
    outcome = next(iter(silent().outcomes))
    for status in ("met", "on_pace", "not_due", "not_applicable", "waived", "over"):
        report = silent()._replace(outcomes=Outcomes.of([outcome._replace(status=status)]), problems=())
        assert found(report) == []
