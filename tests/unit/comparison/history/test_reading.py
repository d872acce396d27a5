"""Folders of reports as one history."""

from __future__ import annotations

import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistcheck import api
from assistcheck.audit.request import select
from assistcheck.comparison.history.reading import read_history
from assistcheck.comparison.history.trend import Counts, History, Roles
from assistcheck.errors import UsageError
from builders.packs import PACK
from builders.past_reports import OTHER, TEAM, of_whole, outcome, past_report, workbook, write_report

VILLAGE = "青禾镇/东村"


def history_of(folder: Path, **more: Any) -> History:
    return read_history([str(folder)], **more)


def codes(history: History) -> list[str]:
    return [note.code for note in history.notes]


def two_weeks(folder: Path) -> Path:
    first = [of_whole("R00.1", "met"), outcome("R05.2", TEAM, "shortfall"), outcome("R05.2", OTHER, "undetermined")]
    first.append(outcome("R07.4", VILLAGE, "behind"))
    then = [of_whole("R00.1", "met"), outcome("R05.2", TEAM, "met"), outcome("R05.2", OTHER, "not_applicable")]
    then.append(outcome("R07.4", VILLAGE, "on_pace"))
    write_report(folder, "b.json", past_report("2022-03-04", first, [workbook("t.xlsx", TEAM, "a")]))
    write_report(folder, "a.json", past_report("2022-03-11", then, [workbook("t.xlsx", TEAM, "a", "b")]))
    return folder


def test_reports_stand_by_their_days_whatever_their_files_are_called(tmp_path: Path) -> None:
    history = history_of(two_weeks(tmp_path))
    assert history.days == (date(2022, 3, 4), date(2022, 3, 11))
    assert (history.complete, history.notes) == (True, ())


def test_duties_are_counted_in_sum_by_region_and_by_whose_workbook_speaks_of_them(tmp_path: Path) -> None:
    history = history_of(two_weeks(tmp_path))
    assert [point.whole for point in history.points] == [
        Counts(met=1, shortfall=1, behind=1, undetermined=1),
        Counts(met=2, on_pace=1, not_applicable=1),
    ]
    assert history.of_reporter(TEAM) == (Counts(shortfall=1, behind=1), Counts(met=1, on_pace=1))
    assert history.of_region("云岭区") == (Counts(undetermined=1), Counts(not_applicable=1))
    assert [(one.open, one.owed) for one in (history.points[0].whole, history.points[1].whole)] == [(2, 4), (0, 3)]


def test_kinds_are_those_of_the_pack_and_without_it_the_keys_of_the_subjects(tmp_path: Path) -> None:
    assert history_of(two_weeks(tmp_path)).roles == Roles("county", "team")
    other = past_report("2026-01-02", [{**outcome("R01.1", TEAM, "met")}], pack="my-pack")
    other["outcomes"][0]["subject"] = {"kind": "club", "name": "A", "area": "North", "club": "A", "debtor": "A"}
    write_report(tmp_path / "own", "a.json", other)
    history = history_of(tmp_path / "own")
    assert (history.roles, history.subjects) == (Roles("area", "club"), None)
    assert history.of_region("North") == (Counts(met=1),)


def test_a_report_whose_keys_were_sorted_is_read_by_the_pack(tmp_path: Path) -> None:
    report = past_report("2022-03-04", [outcome("R05.2", TEAM, "met")])
    subject = report["outcomes"][0]["subject"]
    report["outcomes"][0]["subject"] = dict(sorted(subject.items(), reverse=True))
    write_report(tmp_path, "a.json", report)
    assert history_of(tmp_path).roles == Roles("county", "team")


def test_a_pack_without_regions_has_none(tmp_path: Path) -> None:
    report = past_report("2022-03-04", [outcome("R05.2", TEAM, "met")], pack="own")
    report["outcomes"][0]["subject"] = {"kind": "club", "name": "A", "club": "A", "debtor": "A"}
    write_report(tmp_path, "a.json", report)
    assert (history_of(tmp_path).roles, history_of(tmp_path).regions) == (Roles(None, "club"), ())


def test_of_two_reports_of_one_day_that_with_more_duties_counts(tmp_path: Path) -> None:
    both = [outcome("R05.2", TEAM, "met"), outcome("R05.2", OTHER, "met")]
    write_report(tmp_path, "1-all.json", past_report("2022-03-04", both))
    write_report(tmp_path, "2-county.json", past_report("2022-03-04", both[:1]))
    history = history_of(tmp_path)
    assert [Path(point.path).name for point in history.points] == ["1-all.json"]
    assert codes(history) == ["same-day"]
    assert history.notes[0].words.en.endswith(f"{tmp_path}/1-all.json counts")


def test_of_two_alike_in_duties_that_with_more_workbooks_counts_then_the_last_by_name(tmp_path: Path) -> None:
    duties = [outcome("R05.2", TEAM, "met"), outcome("R05.2", OTHER, "met")]
    more = [workbook("t.xlsx", TEAM, "a"), workbook("o.xlsx", OTHER, "a")]
    write_report(tmp_path, "w9.json", past_report("2022-03-04", duties, more))
    write_report(tmp_path, "w10.json", past_report("2022-03-04", duties, more[:1]))
    write_report(tmp_path, "w1.json", past_report("2022-03-11", duties, more))
    write_report(tmp_path, "w1(1).json", past_report("2022-03-11", duties[::-1], [*more[::-1], workbook("x", None)]))
    assert [Path(point.path).name for point in history_of(tmp_path).points] == ["w9.json", "w1(1).json"]


def test_a_copy_of_a_report_counts_once_and_is_said_to_be_one(tmp_path: Path) -> None:
    for name in ("a.json", "a - 副本.json"):
        write_report(tmp_path, name, past_report("2022-03-04", [outcome("R05.2", TEAM, "met")]))
    history = history_of(tmp_path)
    assert (len(history.points), codes(history)) == (1, ["repeated"])


def test_a_broken_report_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    (two_weeks(tmp_path) / "c.json").write_text("{", encoding="utf-8")
    history = history_of(tmp_path)
    assert (len(history.points), history.complete, codes(history)) == (2, False, ["broken"])
    assert "c.json" in history.notes[0].words.zh


def test_broken_reports_alone_make_a_history_without_points(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text("{", encoding="utf-8")
    history = history_of(tmp_path)
    assert (history.points, history.complete) == ((), False)


def test_other_files_are_told_once_for_all(tmp_path: Path) -> None:
    for number in range(7):
        (two_weeks(tmp_path) / f"{number}.html").write_bytes(b"")
    (tmp_path / "package.json").write_text("{}", encoding="utf-8")
    history = history_of(tmp_path)
    assert (history.complete, codes(history)) == (True, ["other-file"])
    assert history.notes[0].words.en.endswith("and 3 more")


def test_nothing_to_show_is_an_error_that_says_what_to_give(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"")
    with pytest.raises(UsageError, match=r"no JSON report.*audit -o NAME\.json.*a\.html"):
        history_of(tmp_path)


def test_reports_of_two_packs_are_refused_unless_one_is_chosen(tmp_path: Path) -> None:
    write_report(two_weeks(tmp_path), "z.json", past_report("2023-03-04", [], pack="dongguan-2023"))
    with pytest.raises(UsageError, match=r"several rule packs: .*dongguan-2022 \(2\).*--rules"):
        history_of(tmp_path)
    history = history_of(tmp_path, pack=PACK)
    assert (len(history.points), codes(history), history.complete) == (2, ["other-pack"], True)


def test_changed_rules_readings_and_narrower_reports_are_said_with_their_day(tmp_path: Path) -> None:
    duties = [outcome("R05.2", TEAM, "met"), outcome("R05.3", TEAM, "met")]
    write_report(tmp_path, "1.json", past_report("2022-03-04", duties))
    write_report(tmp_path, "2.json", past_report("2022-03-11", duties, sha256="b" * 64))
    write_report(tmp_path, "3.json", past_report("2022-03-18", duties, sha256="b" * 64, readings={"R07.4": "town-total"}))
    write_report(tmp_path, "4.json", past_report("2022-03-25", duties[:1], sha256="b" * 64, readings={"R07.4": "town-total"}))
    notes = history_of(tmp_path).notes
    assert [(note.code, "2022-03-11" in note.words.en) for note in notes[:1]] == [("other-rules", True)]
    assert [note.code for note in notes[1:]] == ["other-readings", "narrower"]
    assert "R07.4=town-total" in notes[1].words.zh


def test_a_selection_counts_only_what_it_takes(tmp_path: Path) -> None:
    two_weeks(tmp_path)
    assert history_of(tmp_path, selection=select(["r07.4"])).points[0].whole == Counts(behind=1)
    assert history_of(tmp_path, selection=select(None, [VILLAGE])).points[1].whole == Counts(on_pace=1)
    within = history_of(tmp_path, selection=select(None, None, [("county", "云岭区")]))
    assert within.points[0].whole == Counts(undetermined=1)
    assert ([one.name for one in within.reporters], within.regions) == ([OTHER], ("云岭区",))


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (select(["R05.9"]), "no report has the rule R05.9"),
        (select(None, ["青禾镇组国"]), f"no report names 青禾镇组国; perhaps {TEAM}"),
        (select(None, None, [("county", "翠平县")]), "no report names 翠平县; perhaps 翠屏县"),
        (select(None, None, [("town", "青禾镇")]), "county and team"),
    ],
)
def test_what_no_report_knows_is_refused(tmp_path: Path, chosen: Any, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        history_of(two_weeks(tmp_path), selection=chosen)


def test_a_pack_that_a_report_names_by_a_path_is_not_loaded(tmp_path: Path) -> None:
    write_report(tmp_path, "a.json", past_report("2022-03-04", [outcome("R05.2", TEAM, "met")], pack="../rules/dongguan-2022"))
    assert history_of(tmp_path).subjects is None


def test_reports_are_let_go_once_they_are_counted(tmp_path: Path) -> None:
    duties = [outcome("R05.2", TEAM, "met", reason_text="长" * 200) for _ in range(500)]
    for number in range(1, 29):
        write_report(tmp_path, f"{number}.json", past_report(f"2022-02-{number:02}", duties))
    size = (tmp_path / "1.json").stat().st_size
    read_history([str(tmp_path / "1.json")])
    tracemalloc.start()
    read_history([str(tmp_path)])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 6 * size


def test_the_interface_for_programs_has_it(tmp_path: Path) -> None:
    history = api.read_history([str(two_weeks(tmp_path))])
    assert "".join(api.render_history(history, "csv", api.View("en"))).startswith("\ufeffas_of,kind,name")
    with pytest.raises(UsageError, match="no format pdf"):
        api.render_history(history, "pdf", api.View("en"))
