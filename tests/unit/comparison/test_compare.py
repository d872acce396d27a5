"""Two reports held against each other: rows known again, files, figures that fell, and what is said of the whole."""

from __future__ import annotations

from datetime import date, timedelta
from time import process_time

import pytest

from assistcheck.comparison.compare import compare
from assistcheck.comparison.record import ReportRecord
from assistcheck.errors import UsageError
from assistcheck.exit_codes import ExitCode
from assistcheck.location import Location
from builders.support import OTHER, TEAM, YEAR_END, book, declaration, ledger, rosters
from unit.comparison.runs import MID, excuse, files_run, media, run, told

TWO, FOUR = ((1, 5), (2, 5)), ((1, 5), (2, 5), (3, 5), (4, 5))
NOTHING = (0, 0, 0)


def unmarked(report: ReportRecord) -> ReportRecord:
    """Return a report as an earlier version wrote it: without the marks of rows."""
    inputs = tuple(
        one.model_copy(update={"sheets": tuple(sheet.model_copy(update={"row_marks": None}) for sheet in one.sheets)})
        for one in report.inputs
    )
    return report.model_copy(update={"inputs": inputs})


# --- the whole


def test_the_same_report_twice_is_all_unchanged_and_says_so():
    report = run(media(*TWO))
    compared = compare(report, report)
    assert (compared.changes, compared.fell, compared.sheets, compared.notes) == ((), (), (), ("same",))
    assert compared.kinds["unchanged"] == len(report.outcomes)
    assert compared.exit_code == ExitCode.FINE


def test_every_outcome_of_both_is_of_one_kind():
    old, new = run(media(*TWO), day=MID), run(media(*FOUR))
    compared = compare(old, new)
    keys = {one.key for one in (*old.outcomes, *new.outcomes)}
    assert sum(compared.kinds.values()) == len(keys)
    assert [sum(tally.total() for tally in names.values()) for by, names in compared.tallies.items() if by == "debtor"] == [
        len(keys)
    ]


def test_reports_of_two_packs_are_refused():
    report = run()
    other = report.model_copy(update={"rules": report.rules.model_copy(update={"pack": "dongguan-2023"})})
    with pytest.raises(UsageError, match="different rule packs"):
        compare(report, other)


def test_what_came_and_left_is_said_and_never_dropped():
    whole = run(media(*TWO))
    part = whole.model_copy(update={"outcomes": whole.outcomes[:-5]})
    assert compare(whole, part).kinds["left"] == 5
    assert compare(part, whole).kinds["came"] + compare(part, whole).kinds["new"] == 5


def test_an_open_duty_that_left_is_known_to_have_been_open():
    whole = run(media(*TWO))
    left = compare(whole, whole.model_copy(update={"outcomes": ()})).changes
    assert {one.was_open for one in left if one.either.status == "shortfall"} == {True}
    assert {one.was_open for one in left if one.either.status == "not_applicable"} <= {False}


def test_a_report_without_its_duties_is_compared_and_the_lack_is_said():
    old, new = (run(media(*days)).model_copy(update={"duties": ()}) for days in (TWO, FOUR))
    compared = compare(old, new)
    assert told(compared) == ("closed", {"data:rows"})
    assert compared.notes == ("duties-unknown",)


@pytest.mark.parametrize(("fail_on", "code"), [("any", 1), ("behind", 1), ("shortfall", 0), ("never", 0)])
def test_fail_on_chooses_what_fails(fail_on: str, code: int):
    """A duty of one team became behind, and nothing else changed."""
    old, new = run(media(*TWO), day=MID), run(media(*TWO), day=date(2022, 7, 1))
    compared = compare(old, new)._replace(fail_on=fail_on)  # type: ignore[arg-type]
    assert {(one.kind, one.either.status) for one in compared.changes} == {("new", "behind")}
    assert compared.exit_code == code


def test_a_later_report_that_is_not_complete_is_never_a_plain_failure():
    report = run(media(*TWO))
    broken = report.model_copy(update={"summary": report.summary.model_copy(update={"exit_code": 3})})
    assert (compare(report, broken).exit_code, compare(report, broken).notes) == (ExitCode.INCOMPLETE, ("new-incomplete",))
    assert (compare(broken, report).exit_code, compare(broken, report).notes) == (ExitCode.FINE, ("old-incomplete",))


# --- rows and files


def rows(old: ReportRecord, new: ReportRecord) -> tuple[int, int, int]:
    """Return how many rows came, went and changed."""
    sheets = compare(old, new).sheets
    return (sum(len(one.came) for one in sheets), sum(len(one.went) for one in sheets), sum(len(one.changed) for one in sheets))


def test_rows_in_another_order_are_no_change():
    old, new = run(media(*FOUR)), run(media(*FOUR[::-1]))
    assert rows(old, new) == NOTHING
    assert [one.fate for one in compare(old, new).files] == ["resaved"]


def test_a_row_above_all_others_moves_them_and_changes_none():
    assert rows(run(media(*FOUR[1:])), run(media(*FOUR))) == (1, 0, 0)


def test_a_row_in_the_place_of_another_is_that_row_changed():
    compared = compare(run(media(*FOUR)), run(media(FOUR[0], (2, 6), *FOUR[2:])))
    assert [one.changed for one in compared.sheets] == [((3, 3),)]


def test_one_of_two_equal_rows_that_went_went():
    assert rows(run(media(TWO[0], TWO[0])), run(media(TWO[0]))) == (0, 1, 0)


def test_a_file_under_another_name_is_no_change():
    content = book({**rosters(), **declaration(), **media(*FOUR)})
    old, new = files_run({"data.xlsx": content}), files_run({"data - 副本.xlsx": content})
    compared = compare(old, new)
    assert ([one.fate for one in compared.files], rows(old, new), compared.changes) == (["renamed"], NOTHING, ())


def test_a_file_in_another_folder_is_known_by_its_name():
    old, new = run(media(*TWO), path="w1/data.xlsx"), run(media(*FOUR), path="w2/data.xlsx")
    assert [one.fate for one in compare(old, new).files] == ["changed"]
    assert rows(old, new) == (2, 0, 0)


def test_a_file_under_another_name_that_changed_is_known_by_who_filled_it_in():
    old, new = run(media(*TWO), path="w1.xlsx"), run(media(*FOUR), path="w2.xlsx")
    assert [one.fate for one in compare(old, new).files] == ["changed"]


def test_rows_that_moved_to_another_file_are_no_change():
    split = {"roster.xlsx": book(rosters()), "a.xlsx": book({**declaration(), **media(*TWO)})}
    assert rows(run(media(*TWO)), files_run(split)) == NOTHING


def test_without_marks_the_same_file_has_the_same_rows():
    report = unmarked(run(media(*FOUR)))
    compared = compare(report, report)
    assert (compared.changes, compared.unknown) == ((), ())


def test_without_marks_rows_of_a_changed_file_cannot_be_told_and_that_is_said():
    compared = compare(unmarked(run(media(*TWO))), unmarked(run(media(*FOUR))))
    assert told(compared) == ("closed", {"data:unknown"})
    assert "rows-unknown" in compared.notes
    assert Location("data.xlsx", "媒体报道") in compared.unknown


# --- figures that fell


def test_a_visit_that_is_gone_is_a_figure_that_fell_with_both_places():
    (fell,) = compare(run(media(*FOUR)), run(media(*FOUR[:3]))).fell
    assert (fell.before.rule, fell.fall) == ("R05.2", 1)
    assert [(move.fate, move.before, move.after) for move in fell.moves] == [
        ("went", Location("data.xlsx", "媒体报道", 5), None)
    ]
    assert fell.should_stand == (Location("data.xlsx", "媒体报道"),)


def test_a_figure_falls_even_where_the_duty_stays_met():
    five = (*FOUR, (5, 5))
    compared = compare(run(media(*five)), run(media(*FOUR)))
    assert told(compared) == ("unchanged", set())
    assert [one.fall for one in compared.fell] == [1]
    assert compared.exit_code == ExitCode.FAILED


def test_a_row_that_does_not_count_any_more_is_told_with_its_place_now():
    sheet = [[*line] for line in media(*FOUR)["媒体报道"]]
    sheet[4][sheet[0].index("媒体级别")] = "县级以下"
    (fell,) = compare(run(media(*FOUR)), run({"媒体报道": sheet})).fell
    assert [(move.fate, move.after, move.counts_as) for move in fell.moves] == [
        ("changed", Location("data.xlsx", "媒体报道", 5), "level=县级以下")
    ]


def test_another_team_that_claims_the_row_makes_it_fall():
    sheet = [[*line] for line in media(*FOUR)["媒体报道"]]
    sheet[4][sheet[0].index("组团")] = OTHER
    (fell,) = compare(run(media(*FOUR)), run({"媒体报道": sheet})).fell
    assert fell.before.subject["name"] == TEAM


def test_a_figure_that_fell_by_an_earlier_day_did_not_fall():
    assert compare(run(media(*TWO)), run(media(*TWO[:1]), day=MID)).fell == ()


def test_a_figure_of_another_reading_did_not_fall():
    same = media(*FOUR, title="同题")
    assert compare(run(same), run(same, readings={"R05.2": "distinct-title"})).fell == ()


def test_a_yearly_state_that_is_less_did_not_fall():
    def income(amount: int) -> ReportRecord:
        row = {"town": "青禾镇", "village": "东村", "year": 2022, "income": amount}
        return run(ledger("village_income", row), day=date(2022, 12, 31))

    assert compare(income(200_000), income(100_000)).fell == ()


def test_a_team_that_is_not_judged_any_more_did_not_fall():
    with_team = {"roster.xlsx": book(rosters()), "a.xlsx": book({**declaration(), **media(*FOUR)})}
    other = book({**declaration(OTHER), **ledger("media_reports")})
    compared = compare(
        files_run({**with_team, "b.xlsx": other}), files_run({"roster.xlsx": with_team["roster.xlsx"], "b.xlsx": other})
    )
    assert compared.fell == ()
    assert told(compared) == ("reopened", {"data:unsent"})


def test_a_waiver_does_not_hide_a_fall():
    old, new = run(media(*FOUR[:3]), waivers=(excuse(),)), run(media(*TWO), waivers=(excuse(),))
    assert [one.fall for one in compare(old, new).fell] == [1]


# --- speed


def test_four_thousand_outcomes_are_compared_within_a_second():
    report = run(media(*FOUR))
    many = tuple(
        one.model_copy(update={"subject": {**one.subject, "name": f"{one.subject['name']} {number}"}})
        for number in range(4_100 // len(report.outcomes) + 1)
        for one in report.outcomes
    )
    old = report.model_copy(update={"outcomes": many})
    later = run(media(*FOUR), day=YEAR_END + timedelta(days=1))
    new = later.model_copy(update={"outcomes": tuple(one.model_copy(update={"status": "behind"}) for one in many)})
    began = process_time()
    assert sum(compare(old, new).kinds.values()) == len(many) > 4_000
    assert process_time() - began < 1
