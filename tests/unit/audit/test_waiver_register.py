"""A warning for each waiver that excuses nothing, and for no other; what is outside the selection is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from assistcheck import api
from assistcheck.audit.outcomes import Outcomes, Report
from assistcheck.audit.request import Request, select
from assistcheck.audit.waivers import Waiver
from assistcheck.errors import SideFileError
from assistcheck.location import NO_LOCATION, Location
from builders.support import OTHER, TEAM, TOWN, YEAR_END, book, declaration, ledger, pack, rosters, submit

JUNE = date(2022, 6, 30)
NEWS = {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1)}
SENT = {"reporter": TEAM, "title": "信息", "recipients": "驻市县工作组", "date": date(2022, 3, 5)}
SHEETS = {
    **ledger("media_reports", *({**NEWS, "title": f"报道{n}"} for n in range(4))),
    **ledger("highlights"),
    **ledger("briefings", SENT),
    **ledger("visits"),
}


def waiver(rule: str, subject: str = TEAM, period: str | None = None, expires: date = YEAR_END, line: int = 1) -> Waiver:
    place = Location("备案.yaml", "", line, 3)
    return Waiver(rule=rule, subject=subject, period=period, reason="汛期", approved_by="某办", expires=expires, place=place)


def audited(*waivers: Waiver, day: date = JUNE, aliases: dict[str, str] | None = None, **asked: object) -> Report:
    sent = submit({"data.xlsx": book({**rosters(), **SHEETS})}, day, aliases=aliases)
    return api.audit(pack(), sent, Request(day, selection=select(**asked), waivers=waivers))  # type: ignore[arg-type]


def warnings(report: Report) -> list[tuple[str, str, int]]:
    """Return code, text and line of what is said of waivers."""
    return [(one.code, one.value, one.place.row) for one in report.problems if one.code.startswith("waiver-")]


def statuses(report: Report, rule: str) -> dict[str, str]:
    return {one.subject.name: one.status for one in report.outcomes if one.rule.id == rule}


# --- expiry -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("expires", "told"), [(JUNE, []), (date(2022, 6, 29), [("waiver-expired", f"R05.3 {TEAM}", 4)])])
def test_a_waiver_is_valid_on_its_last_day_and_told_the_day_after(expires: date, told: list[tuple[str, str, int]]) -> None:
    report = audited(waiver("R05.3", expires=expires, line=4))
    assert warnings(report) == told
    assert statuses(report, "R05.3")[TEAM] == ("not_due" if told else "waived")


def test_an_expired_waiver_is_told_with_both_days_even_of_what_is_met() -> None:
    (problem,) = [one for one in audited(waiver("R05.2", expires=date(2022, 1, 31))).problems if "waiver" in one.code]
    assert (problem.level, problem.place) == ("warning", Location("备案.yaml", "", 1, 0))
    assert "2022-06-30" in problem.message("zh")
    assert "2022-01-31" in problem.message("zh")
    assert "until 2022-01-31" in problem.message("en")


# --- what matches nothing -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "subject", "period", "zh", "en"),
    [
        ("R05.9", TEAM, None, "（是否为 R05.", "perhaps R05."),
        ("R05.3", TEAM[:-1], None, f"组团的名称（R05.3 的责任主体）（是否为 {TEAM}", f"(perhaps {TEAM}"),
        ("R05.3", TOWN, None, f"是否为 {TEAM}", "the name of a team that R05.3 binds"),
        ("R05.3", TEAM, "2022-05", "时段留空（R05.3 不分月份、季度）", "no period"),
        ("R05.4", TEAM, "2022-02", "时段在 2022-03 至 2022-12 之内", "from 2022-03 to 2022-12"),
        ("R05.4", TEAM, "2022Q2", "时段在 2022-03 至 2022-12 之内", "from 2022-03 to 2022-12"),
        ("R01.4", f"甲街道({OTHER})", None, "单位的名称", "the name of a unit"),
    ],
)
def test_what_matches_nothing_is_told_with_what_may_be_meant(
    rule: str, subject: str, period: str | None, zh: str, en: str
) -> None:
    report = audited(waiver(rule, subject, period))
    (problem,) = [one for one in report.problems if "waiver" in one.code]
    assert (problem.code, problem.level) == ("waiver-unmatched", "warning")
    assert zh in problem.message("zh")
    assert en in problem.message("en")
    assert not report.outcomes.tally.statuses["waived"]


def test_a_subject_outside_a_duty_matches_nothing() -> None:
    (problem,) = [one for one in audited(waiver("R15.1", "揭阳市")).problems if "waiver" in one.code]
    assert problem.code == "waiver-unmatched"
    assert "不适用" in problem.message("zh")


# --- what is met --------------------------------------------------------------------------------


def test_a_waiver_of_what_is_met_is_not_needed() -> None:
    report = audited(waiver("R05.2", line=7))
    assert warnings(report) == [("waiver-unneeded", f"R05.2 {TEAM}", 7)]
    assert statuses(report, "R05.2")[TEAM] == "met"


@pytest.mark.parametrize(
    ("period", "told"),
    [("2022-03", ["waiver-unneeded"]), ("2022-05", []), ("2022-06", []), ("2022-07", []), ("2022-12", [])],
)
def test_of_a_period_it_matters_whether_it_lacks_its_number_once_it_has_ended(period: str, told: list[str]) -> None:
    report = audited(waiver("R05.4", period=period))
    assert [code for code, *_ in warnings(report)] == told


def test_nothing_is_said_of_what_cannot_be_judged() -> None:
    report = audited(waiver("R08.4", f"{TOWN}/东村"), waiver("R08.4", f"{TOWN}/西村", "2022Q2"))
    assert warnings(report) == []
    assert statuses(report, "R08.4")[f"{TOWN}/东村"] == "waived"
    assert statuses(report, "R08.4")[f"{TOWN}/西村"] == "undetermined"


def test_nothing_is_said_of_a_duty_whose_roster_is_missing() -> None:
    sheets = {title: grid for title, grid in rosters().items() if title != "重点村名册"}
    sent = submit({"data.xlsx": book({**sheets, **SHEETS})}, JUNE)
    report = api.audit(pack(), sent, Request(JUNE, waivers=(waiver("R08.4", f"{TOWN}/东村"),)))
    assert warnings(report) == []


# --- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [f"\u3000{TEAM}\u200b", "青禾"])
def test_names_are_folded_and_recorded_spellings_count(name: str) -> None:
    report = audited(waiver("R05.3", name), aliases={"青禾": TEAM})
    assert (statuses(report, "R05.3")[TEAM], warnings(report)) == ("waived", [])


def test_white_space_around_the_stroke_of_a_village_does_not_matter() -> None:
    report = audited(waiver("R08.4", f"{TOWN} ／ 东村"))
    assert (statuses(report, "R08.4")[f"{TOWN}/东村"], warnings(report)) == ("waived", [])


def test_two_spellings_of_one_name_are_one_waiver_too_many() -> None:
    with pytest.raises(SideFileError) as caught:
        audited(waiver("R05.3"), waiver("R05.3", "青禾", line=9), aliases={"青禾": TEAM})
    assert caught.value.words.zh == f"备案.yaml:9:3：R05.3 {TEAM} 的备案写了两次（另一次在第 1 行）；请只留一项"


def test_of_waivers_that_no_file_holds_the_valid_one_counts() -> None:
    both = [waiver("R05.3", expires=day).model_copy(update={"place": NO_LOCATION}) for day in (YEAR_END, date(2022, 1, 31))]
    for order in (both, both[::-1]):
        report = audited(*order)
        assert (statuses(report, "R05.3")[TEAM], [code for code, *_ in warnings(report)]) == ("waived", ["waiver-expired"])


def test_a_unit_of_several_teams_is_excused_for_all_or_for_the_one_in_brackets() -> None:
    def waived(*waivers: Waiver) -> list[str | None]:
        report = audited(*waivers, rules=["R01.5"])
        assert warnings(report) == []
        return [one.subject.reporter for one in report.outcomes if one.status == "waived"]

    owed = [one.subject.reporter for one in audited(rules=["R01.5"]).outcomes if one.subject.name == "乙局"]
    assert owed == [TEAM, OTHER]
    assert waived(waiver("R01.5", "乙局")) == owed
    assert waived(waiver("R01.5", f"乙局（{OTHER}）")) == [OTHER]


# --- the selection ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [{"rules": ["R05.3"]}, {"subjects": [OTHER]}, {"within": [("county", "云岭区")]}],
    ids=["rule", "subject", "within"],
)
def test_nothing_is_said_of_waivers_outside_the_selection(asked: dict[str, object]) -> None:
    others = [waiver("R05.2"), waiver("R05.4", "无此团"), waiver("R99.9"), waiver("R05.5", expires=date(2022, 1, 1))]
    assert warnings(audited(*others, **asked)) == []


def test_within_the_selection_the_same_is_said_as_without() -> None:
    found = [waiver("R05.2"), waiver("R05.9"), waiver("R05.5", expires=date(2022, 1, 1))]
    assert len(warnings(audited(*found, subjects=[TEAM]))) == 3
    assert len(warnings(audited(*found, rules=["R05.2", "R05.5"]))) == 2


# --- what a run makes of it ---------------------------------------------------------------------


def test_a_warning_fails_the_run_only_where_every_warning_does() -> None:
    sent = submit({"data.xlsx": book({**rosters(), **SHEETS})}, YEAR_END)
    only = select(rules=["R05.2"], subjects=[TEAM])
    codes = []
    for fail_on in ("shortfall", "behind", "any", "never"):
        request = Request(YEAR_END, selection=only, fail_on=fail_on, waivers=(waiver("R05.2"),))  # type: ignore[arg-type]
        codes.append(int(api.audit(pack(), sent, request).exit_code))
    assert codes == [0, 0, 1, 0]


def test_a_sheet_in_a_workbook_that_was_sent_excuses_nothing_and_says_so() -> None:
    header, row = ["规则", "责任主体", "事由", "批准人", "有效期至"], ["R05.3", TEAM, "汛期", "本组团", YEAR_END]
    for title, told in (("备案", True), ("附件5备案表", True), ("Sheet9", True), ("说明", False)):
        sheets = {**rosters(), **SHEETS, **declaration(TEAM, JUNE), title: [header, row]}
        report = api.audit(pack(), submit({"data.xlsx": book(sheets)}, JUNE), Request(JUNE))
        found = [one for one in report.problems if one.code in {"waiver-sheet", "unknown-sheet"}]
        assert [one.code for one in found] == ["waiver-sheet" if told else "unknown-sheet"], title
        assert found[0].level == "warning"
        assert statuses(report, "R05.3")[TEAM] == "not_due"


def test_a_sheet_of_waivers_without_a_row_says_nothing() -> None:
    sheets = {**rosters(), **SHEETS, "备案": [["规则", "责任主体", "事由", "批准人", "有效期至"]]}
    sent = submit({"data.xlsx": book(sheets)}, JUNE)
    assert warnings(api.audit(pack(), sent, Request(JUNE))) == []


def test_a_sheet_that_was_given_as_such_is_not_told_as_the_submitters() -> None:
    header, row = ["规则", "责任主体", "事由", "批准人", "有效期至"], ["R05.3", TEAM, "汛期", "某办", YEAR_END]
    sent = submit({"data.xlsx": book({**rosters(), **SHEETS, "备案": [header, row]})}, JUNE)
    given = waiver("R05.3").model_copy(update={"place": Location("./data.xlsx", "备案", 2, 1)})
    assert warnings(api.audit(pack(), sent, Request(JUNE, waivers=(given,)))) == []


def test_the_warnings_are_complete_before_any_outcome_is_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Outcomes) -> None:
        raise AssertionError

    monkeypatch.setattr(Outcomes, "batches", fail)
    assert len(warnings(audited(waiver("R05.2"), waiver("R05.9")))) == 2
