"""What fails a run: the exit code at each level of --fail-on."""

from __future__ import annotations

from datetime import date

import pytest

from assistcheck import api
from assistcheck.audit.exit_code import FailOn
from assistcheck.audit.outcomes import Report
from assistcheck.audit.request import Request, Selection
from builders.support import TEAM, YEAR_END, book, ledger, pack, rosters, submit, submit_one

NEWS = {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1)}


def audited(
    rule: str, sheets: dict[str, object], as_of: date = YEAR_END, fail_on: FailOn = "shortfall", subject: str = TEAM
) -> Report:
    submission = submit_one(sheets, as_of)  # type: ignore[arg-type]
    selection = Selection(frozenset({rule}), frozenset({subject}))
    return api.audit(pack(), submission, Request(as_of, selection=selection, fail_on=fail_on))


def reports(number: int) -> dict[str, object]:
    return dict(ledger("media_reports", *({**NEWS, "title": f"报道{n}"} for n in range(number))))


def test_a_binding_shortfall_fails() -> None:
    assert audited("R05.2", reports(3)).exit_code == 1


def test_a_met_duty_passes() -> None:
    assert audited("R05.2", reports(4)).exit_code == 0


def test_never_lets_a_shortfall_pass() -> None:
    assert audited("R05.2", reports(3), fail_on="never").exit_code == 0


@pytest.mark.parametrize(("fail_on", "code"), [("shortfall", 0), ("behind", 1), ("any", 1), ("never", 0)])
def test_behind_fails_only_where_asked(fail_on: FailOn, code: int) -> None:
    assert audited("R05.2", reports(1), date(2022, 6, 30), fail_on).exit_code == code


@pytest.mark.parametrize("fail_on", ["shortfall", "behind", "any", "never"])
def test_what_is_not_due_never_fails(fail_on: FailOn) -> None:
    found = audited("R05.3", dict(ledger("highlights")) | reports(1), date(2022, 12, 30), fail_on)
    assert ([one.status for one in found.outcomes], found.exit_code) == (["not_due"], 0)


@pytest.mark.parametrize(("fail_on", "code"), [("shortfall", 0), ("behind", 0), ("any", 1)])
def test_a_goal_that_is_short_fails_only_under_any(fail_on: FailOn, code: int) -> None:
    assert audited("R10.5", dict(ledger("industry_projects")) | reports(1), fail_on=fail_on).exit_code == code


@pytest.mark.parametrize(("as_of", "code"), [(date(2022, 12, 30), 0), (date(2022, 12, 31), 1)])
def test_a_binding_duty_that_cannot_be_judged_fails_once_it_is_due(as_of: date, code: int) -> None:
    assert audited("R11.3", reports(1), as_of).exit_code == code


def test_an_undetermined_general_duty_does_not_fail() -> None:
    assert audited("R04.3", reports(1), subject="甲街道").exit_code == 0


def test_a_rejected_row_fails_though_the_duty_is_met() -> None:
    rows = [{**NEWS, "title": f"报道{n}"} for n in range(4)]
    broken = {**NEWS, "title": "坏", "date": "2022.1"}
    assert audited("R05.2", dict(ledger("media_reports", *rows, broken))).exit_code == 1


def test_a_double_claimed_voucher_fails() -> None:
    row = {"channel": "莞香情", "form": "采购", "product": "米", "origin": "韶关", "amount": 300000, "voucher": "V1"}
    mine = {**row, "team": TEAM, "date": date(2022, 3, 1)}
    theirs = {**row, "team": "白露镇组团", "date": date(2022, 3, 2)}
    assert audited("R11.3", dict(ledger("purchases", mine, theirs))).exit_code == 1


def test_a_warning_fails_only_under_any() -> None:
    rows = [{**NEWS, "title": f"报道{n}"} for n in (0, 1, 2, 3, 3)]
    assert audited("R05.2", dict(ledger("media_reports", *rows))).exit_code == 0
    assert audited("R05.2", dict(ledger("media_reports", *rows)), fail_on="any").exit_code == 1


def test_an_unreadable_file_beats_a_shortfall() -> None:
    whole = book({**rosters(), **reports(1)})  # type: ignore[dict-item]
    submission = submit({"data.xlsx": whole, "cut.xlsx": whole[:900]})
    report = api.audit(pack(), submission, Request(YEAR_END))
    assert report.exit_code == 3
    assert [one.status for one in report.inputs] == ["read", "unreadable"]


def test_a_missing_required_column_is_incomplete() -> None:
    sheets = reports(4) | {"消费帮扶": [["日期", "组团"], [date(2022, 3, 1), TEAM]]}
    report = audited("R05.2", sheets)
    assert report.exit_code == 3
    assert report.inputs[0].status == "partial"


def test_no_row_in_any_ledger_is_incomplete_even_with_never() -> None:
    assert audited("R05.2", dict(ledger("media_reports")), fail_on="never").exit_code == 3


def test_a_workbook_without_a_team_roster_is_incomplete() -> None:
    sheets = {title: rows for title, rows in rosters().items() if title != "组团名册"}
    submission = submit({"data.xlsx": book({**sheets, **reports(1)})})  # type: ignore[dict-item]
    assert api.audit(pack(), submission, Request(YEAR_END)).exit_code == 3


def test_nothing_selected_is_wrong_usage() -> None:
    with pytest.raises(api.UsageError) as caught:
        audited("R05.2", reports(4), subject="东莞市")
    assert "没有可判定" in caught.value.words.zh


@pytest.mark.parametrize(
    "request_",
    [
        Request(YEAR_END, selection=Selection(rules=frozenset({"R99.1"}))),
        Request(YEAR_END, selection=Selection(subjects=frozenset({"无此镇"}))),
        Request(YEAR_END, selection=Selection(within=frozenset({("county", "无此县")}))),
        Request(YEAR_END, readings={"R07.4": "no-such"}),
        Request(YEAR_END, readings={"R99.1": "town-total"}),
    ],
    ids=["rule", "subject", "county", "reading", "reading-of-no-rule"],
)
def test_an_unknown_name_is_refused_not_taken_for_nothing_short(request_: Request) -> None:
    with pytest.raises(api.UsageError):
        api.audit(pack(), submit_one(reports(4)), request_)  # type: ignore[arg-type]


def test_a_county_selects_its_own_subjects() -> None:
    request_ = Request(YEAR_END, selection=Selection(within=frozenset({("county", "翠屏县")})))
    report = api.audit(pack(), submit_one(reports(4)), request_)  # type: ignore[arg-type]
    assert {outcome.subject.region for outcome in report.outcomes} == {"翠屏县"}
