"""Why a duty changed: data, rules, waivers and time told apart."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from assistcheck.comparison.compare import compare
from assistcheck.comparison.record import ReportRecord
from builders.support import OTHER, TEAM, YEAR_END, book, declaration, ledger, rosters
from unit.comparison.runs import MEDIA, MID, briefings, change, excuse, files_run, media, run, told

TWO, FOUR = ((1, 5), (2, 5)), ((1, 5), (2, 5), (3, 5), (4, 5))


# --- data


def test_rows_that_came_close_a_duty():
    assert told(compare(run(media(*TWO)), run(media(*FOUR)))) == ("closed", {"data:rows"})


def test_a_row_more_makes_a_shortfall_better():
    assert told(compare(run(media(*TWO)), run(media(*FOUR[:3])))) == ("better", {"data:rows"})


def test_a_row_that_went_reopens_a_duty():
    assert told(compare(run(media(*FOUR)), run(media(*FOUR[1:])))) == ("reopened", {"data:rows"})


def test_a_cell_that_was_changed_is_one_row_before_and_after():
    found = change(compare(run(media(*FOUR)), run(media(*FOUR, level="县级以下"))))
    assert found is not None
    assert [(move.fate, move.counted_as, move.counts_as) for move in found.moves] == [
        ("changed", "counted", "level=县级以下")
    ] * 4


def test_a_rejected_row_that_was_corrected_is_a_row_that_was_changed():
    found = change(compare(run(media(*FOUR, date="某日")), run(media(*FOUR))))
    assert found is not None
    assert {(move.fate, move.counted_as, move.counts_as) for move in found.moves} == {("changed", "rejected", "counted")}
    assert [cause.how for cause in found.causes] == ["rows"]


def two_teams(*, both: bool) -> ReportRecord:
    of_other = ledger(MEDIA, {"team": OTHER, "outlet": "某报", "level": "市", "date": date(2022, 3, 3), "title": "x"})
    files = {"roster.xlsx": book(rosters()), "a.xlsx": book({**declaration(TEAM), **media(*TWO)})}
    if both:
        files["b.xlsx"] = book({**declaration(OTHER), **of_other})
    return files_run(files)


def test_a_team_that_has_sent_at_last_is_said_to_have():
    compared = compare(two_teams(both=False), two_teams(both=True))
    assert (compared.sent, compared.unsent) == ((OTHER,), ())
    assert told(compared, name=OTHER) == ("worse", {"data:sent"})  # from not judged to short: somebody has to look anew


def test_a_team_whose_workbook_is_gone_is_said_to_be():
    compared = compare(two_teams(both=True), two_teams(both=False))
    assert (compared.sent, compared.unsent) == ((), (OTHER,))
    assert told(compared, name=OTHER) == ("worse", {"data:unsent"})


def test_a_workbook_that_stands_for_the_former_one_is_said_to():
    first = {"roster.xlsx": book(rosters()), "a1.xlsx": book({**declaration(TEAM, MID), **media(*TWO)})}
    second = first | {"a2.xlsx": book({**declaration(TEAM), **media(*FOUR)})}
    compared = compare(files_run(first), files_run(second))
    assert told(compared) == ("closed", {"data:superseded"})
    assert [(move.fate, move.after and move.after.path) for move in change(compared).moves] == [("came", "a2.xlsx")] * 2  # type: ignore[union-attr]


# --- time


def test_the_end_of_the_year_makes_a_shortfall_of_what_was_on_pace():
    assert told(compare(run(media(*TWO), day=MID), run(media(*TWO)))) == ("new", {"time:due"})


def test_the_day_before_the_due_day_is_not_due():
    eve = YEAR_END - timedelta(days=1)
    assert told(compare(run(media(*TWO), day=eve), run(media(*TWO), day=eve))) == ("unchanged", set())
    assert told(compare(run(media(*TWO), day=eve), run(media(*TWO)))) == ("worse", {"time:due"})


def test_a_row_that_came_besides_is_no_cause_and_is_told():
    compared = compare(run(media(*TWO), day=MID), run(media(*FOUR[:3])))
    assert told(compared) == ("new", {"time:due"})
    assert [move.fate for move in change(compared).moves] == ["came"]  # type: ignore[union-attr]


def test_the_pace_of_the_next_quarter_makes_a_duty_behind():
    assert told(compare(run(media(*TWO), day=MID), run(media(*TWO), day=date(2022, 7, 1)))) == ("new", {"time:pace"})


def test_a_row_dated_ahead_counts_when_its_day_has_come():
    days = (1, 5), (7, 5)
    assert told(compare(run(media(*days), day=MID), run(media(*days), day=date(2022, 7, 5)))) == ("better", {"time:countable"})


def test_data_and_time_are_both_causes_where_neither_was_enough():
    """Two of four by mid-year is on pace; two by September is behind, and so is one by June."""
    compared = compare(run(media(*TWO), day=MID), run(media(TWO[0]), day=date(2022, 9, 30)))
    assert told(compared) == ("new", {"data:rows", "time:pace"})


def test_a_month_that_ended_without_its_number_is_time():
    before, after = run(briefings(3, 4, 5, 6), day=MID), run(briefings(3, 4, 5, 6), day=date(2022, 7, 31))
    assert told(compare(before, after), "R05.4") == ("new", {"time:period"})


def test_a_month_under_way_is_no_change():
    before, after = run(briefings(3, 4, 5, 6), day=MID), run(briefings(3, 4, 5, 6), day=date(2022, 7, 30))
    assert told(compare(before, after), "R05.4") == ("unchanged", set())


def test_a_month_that_ended_with_its_number_is_no_change():
    before, after = run(briefings(3, 4, 5, 6), day=MID), run(briefings(3, 4, 5, 6, 7), day=date(2022, 7, 31))
    assert told(compare(before, after), "R05.4") == ("unchanged", set())


def test_a_missing_month_that_is_filled_late_is_data():
    before, after = run(briefings(4, 5, 6), day=MID), run(briefings(3, 4, 5, 6), day=MID)
    assert told(compare(before, after), "R05.4") == ("better", {"data:rows"})


def test_a_month_lost_and_a_month_ended_are_both():
    before, after = run(briefings(4, 5, 6), day=MID), run(briefings(4, 5), day=date(2022, 7, 31))
    assert told(compare(before, after), "R05.4") == ("worse", {"data:rows", "time:period"})


def test_a_month_filled_and_another_one_missing_is_worse_by_both():
    before, after = run(briefings(4, 5, 6), day=MID), run(briefings(3, 4, 5, 6), day=date(2022, 7, 31))
    assert told(compare(before, after), "R05.4") == ("worse", {"data:rows", "time:period"})


# --- waivers


def test_a_waiver_excuses():
    compared = compare(run(media(*TWO)), run(media(*TWO), waivers=(excuse(),)))
    assert told(compared) == ("closed", {"waivers:granted"})
    assert (len(compared.done), len(compared.excused)) == (0, 1)


def test_a_waiver_taken_back_reopens():
    assert told(compare(run(media(*TWO), waivers=(excuse(),)), run(media(*TWO)))) == ("reopened", {"waivers:ended"})


def test_a_waiver_that_expired_on_the_way_reopens_though_nobody_took_it_back():
    last = date(2022, 10, 31)
    excused = (excuse(last),)
    before, after = (
        run(media(TWO[0]), day=last, waivers=excused),
        run(media(TWO[0]), day=last + timedelta(days=1), waivers=excused),
    )
    assert told(compare(before, after)) == ("reopened", {"waivers:expired"})


def test_a_waiver_is_valid_on_its_last_day():
    last = date(2022, 10, 31)
    before, after = (run(media(TWO[0]), day=day, waivers=(excuse(last),)) for day in (last - timedelta(days=1), last))
    assert told(compare(before, after)) == ("unchanged", set())


def test_a_waiver_of_one_month_that_expired_makes_the_month_missing_again():
    last = date(2022, 7, 10)
    excused = (excuse(last, "R05.4", "2022-03"),)
    before, after = (run(briefings(4, 5, 6), day=day, waivers=excused) for day in (last, last + timedelta(days=1)))
    assert told(compare(before, after), "R05.4") == ("reopened", {"waivers:expired"})


def test_what_was_excused_and_is_done_is_better_by_its_rows():
    assert told(compare(run(media(*TWO), waivers=(excuse(),)), run(media(*FOUR)))) == ("better", {"data:rows"})


def test_a_waiver_for_one_month_makes_a_shortfall_smaller():
    excused = (excuse(rule="R05.4", period="2022-03"),)
    assert told(compare(run(briefings(), day=MID), run(briefings(), day=MID)), "R05.4") == ("unchanged", set())
    before, after = run(briefings(5, 6), day=MID), run(briefings(5, 6), day=MID, waivers=excused)
    assert told(compare(before, after), "R05.4") == ("better", {"waivers:periods"})


# --- rules


def with_target(report: ReportRecord, rule: str, number: int, mark: str = "0" * 16) -> ReportRecord:
    """Return a report as another version of the pack would give it, in which a rule asks for ``number``."""
    duties = tuple(one.model_copy(update={"mark": mark}) if one.rule == rule else one for one in report.duties)
    outcomes = tuple(
        one.model_copy(
            update={
                "target": {"at_least": Decimal(number)},
                "expected": Decimal(number),
                "gap": Decimal(max(0, number - int(one.value or 0))),
                "status": "met" if (one.value or 0) >= number else "shortfall",
            }
        )
        if one.rule == rule and one.value is not None
        else one
        for one in report.outcomes
    )
    rules = report.rules.model_copy(update={"sha256": "0" * 64})
    return report.model_copy(update={"duties": duties, "outcomes": outcomes, "rules": rules})


def test_another_target_is_a_rule():
    report = run(media(*TWO))
    compared = compare(report, with_target(report, "R05.2", 2))
    assert told(compared) == ("closed", {"rules:rule"})
    assert [(one.rule, one.differs_in) for one in compared.rules] == [("R05.2", ("rule",))]


def test_another_target_that_changes_nothing_here_is_no_cause():
    compared = compare(run(media(*TWO)), with_target(run(media(*FOUR)), "R05.2", 3))
    assert told(compared) == ("closed", {"data:rows"})


def test_another_reading_is_told_by_its_name():
    titles = media(*FOUR, title="同题")
    compared = compare(run(titles), run(titles, readings={"R05.2": "distinct-title"}))
    assert told(compared)[1] <= {"rules:reading"}
    assert [(one.rule, one.differs_in, one.readings) for one in compared.rules] == [
        ("R05.2", ("reading", "rule"), (None, "distinct-title"))
    ]


def test_another_level_is_told_and_changes_no_outcome():
    report = run(media(*TWO))
    outcomes = tuple(one.model_copy(update={"level": "general"}) if one.rule == "R05.2" else one for one in report.outcomes)
    compared = compare(report, report.model_copy(update={"outcomes": outcomes}))
    assert (compared.changes, [one.differs_in for one in compared.rules]) == ((), [("level",)])


def test_a_rule_that_only_one_report_has_came_or_left_with_it():
    whole = run(media(*FOUR))
    without = whole.model_copy(update={"outcomes": tuple(one for one in whole.outcomes if one.rule != "R05.2")})
    assert told(compare(without, whole)) == ("came", {"rules:rule-came"})
    assert told(compare(whole, without)) == ("left", {"rules:rule-left"})


def test_a_subject_that_only_one_report_has_came_or_left_by_the_rosters():
    whole = run(media(*FOUR))
    without = whole.model_copy(update={"outcomes": tuple(one for one in whole.outcomes if one.subject["name"] != TEAM)})
    assert told(compare(without, whole)) == ("came", {"data:roster"})
    assert told(compare(whole, without)) == ("left", {"data:roster"})


def test_what_nothing_else_explains_is_the_program():
    report = run(media(*FOUR))
    other = with_target(report, "R05.2", 5, mark=report.duty["R05.2"].mark)
    other = other.model_copy(update={"rules": report.rules})
    assert told(compare(report, other)) == ("reopened", {"rules:program"})


@pytest.mark.parametrize("rule", ["R05.2", "R05.4"])
def test_an_earlier_day_is_time_as_well(rule: str):
    compared = compare(run(media(*TWO), briefings(3, 4, 5, 6)), run(media(*TWO), briefings(3, 4, 5, 6), day=MID))
    assert "earlier" in compared.notes
    assert {cause.partition(":")[0] for cause in told(compared, rule)[1]} == {"time"}


def alike(*days: tuple[int, int], day: date = YEAR_END, readings: dict[str, str] | None = None) -> ReportRecord:
    """Return a run of media reports of one title, by different media."""
    rows = [{"team": TEAM, "level": "市", "date": date(2022, *one), "title": "同题", "outlet": f"{one}报"} for one in days]
    return run(ledger(MEDIA, *rows), day=day, readings=readings)


DISTINCT = {"R05.2": "distinct-title"}


def test_a_reading_that_counts_rows_of_one_title_once_is_the_cause():
    assert told(compare(alike(*FOUR), alike(*FOUR, readings=DISTINCT))) == ("reopened", {"rules:reading"})


def test_a_reading_that_counts_as_before_is_no_cause_beside_rows_that_came():
    assert told(compare(run(media(*TWO)), run(media(*FOUR), readings=DISTINCT))) == ("closed", {"data:rows"})


def test_rows_that_came_and_a_reading_that_counts_fewer_of_them_are_both():
    """Four reports would be enough, had the reading stayed; no report at all is not judged."""
    compared = compare(run(day=MID), alike(*FOUR, day=MID, readings=DISTINCT))
    assert told(compared) == ("new", {"data:rows", "rules:reading"})


def test_a_figure_that_is_lost_is_data_though_the_reading_changed_as_well():
    broken = {"媒体报道": [["日期", "组团"]]}
    before, after = run(media(), day=MID), run(broken, day=MID, readings=DISTINCT)
    assert told(compare(before, after))[0] == "worse"
    assert {cause.partition(":")[0] for cause in told(compare(before, after))[1]} == {"data"}


def test_a_waiver_on_record_for_a_month_that_ended_later_is_no_cause():
    excused = (excuse(rule="R05.4", period="2022-07"),)
    before, after = (run(briefings(3, 4, 5, 6), day=day, waivers=excused) for day in (MID, date(2022, 7, 31)))
    assert told(compare(before, after), "R05.4") == ("better", {"time:period"})


def test_a_row_ahead_that_is_the_only_one_counts_by_its_day():
    before, after = run(media((7, 5)), day=MID), run(media((7, 5)), day=date(2022, 7, 5))
    assert told(compare(before, after)) == ("better", {"time:countable"})


def test_a_row_that_lay_ahead_and_counts_now_is_the_times_doing_beside_one_that_cannot_be_read() -> None:
    rows = media((2, 25), (3, 1))
    cells = [[*line] for line in rows["媒体报道"]]
    cells[2][0] = "2022.13"
    sheet = {"媒体报道": cells}
    before, after = run(sheet, day=date(2022, 2, 20)), run(sheet, day=date(2022, 2, 27))
    assert before.by_key["R05.2", "team", TEAM].reason == "rows-rejected"
    assert told(compare(before, after)) == ("better", {"time:countable"})


def test_a_month_that_ended_without_the_row_it_had_is_worse_by_the_time_and_the_row_that_went() -> None:
    before, after = run(briefings(3, 5), day=date(2022, 5, 28)), run(briefings(3), day=date(2022, 6, 4))
    assert told(compare(before, after), "R05.4") == ("worse", {"data:rows", "time:period"})
