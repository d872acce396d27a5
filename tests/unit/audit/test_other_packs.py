"""Verdicts by packs that use the vocabulary otherwise than the shipped ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from builders.gardens import PLANTINGS, Plain, audited, rule, statuses, with_rules

DAY = date(2025, 3, 1)


def planted(*rows: tuple[str, str, int, str]) -> dict[str, list[list[object]]]:
    """Return the sheet of plantings: school, species, trees, place."""
    return {"Plantings": [[*PLANTINGS], *([DAY, *row, None] for row in rows)]}


def test_nothing_is_so_in_every_row_of_none(tmp_path: Path) -> None:
    every = rule({"kind": "every", "column": "place", "value": "yard"})
    found = statuses(audited(tmp_path, planted(("Ash", "oak", 3, "yard")), with_rules(every)))
    assert found == {"Ash": ("met", 1), "Birch": ("shortfall", 0)}


def test_no_quarter_without_rows_has_them_all_right(tmp_path: Path) -> None:
    every = rule({"kind": "every", "column": "place", "value": "yard"}, period={"kind": "quarter"})
    report = audited(tmp_path, planted(("Ash", "oak", 3, "yard")), with_rules(every))
    assert report.outcomes[0].missing == ("2025Q2", "2025Q3", "2025Q4")


def test_of_no_rows_none_is_the_newest(tmp_path: Path) -> None:
    newest = {"kind": "newest", "column": "trees", "by": "date"}
    rows = planted(("Ash", "oak", 3, "yard"))
    found = statuses(audited(tmp_path / "year", rows, with_rules(rule(newest))))
    assert found == {"Ash": ("met", 3), "Birch": ("undetermined", None)}
    report = audited(tmp_path / "quarters", rows, with_rules(rule(newest, period={"kind": "quarter"})))
    assert report.outcomes[0].missing == ("2025Q2", "2025Q3", "2025Q4")


def test_the_part_of_a_ratio_is_told_by_its_conditions_in_each_quarter_too(tmp_path: Path) -> None:
    street: Plain = {"test": "one_of", "column": "place", "values": ["street"]}
    share = {"kind": "ratio", "part": "trees", "whole": "trees", "part_where": [street]}
    half = rule(share, quantity="ratio", target={"at_least": "0.5"}, period={"kind": "quarter", "last": "2025-03-31"})
    rows = planted(("Ash", "oak", 3, "yard"), ("Ash", "elm", 2, "street"), ("Birch", "elm", 1, "street"))
    assert statuses(audited(tmp_path, rows, with_rules(half))) == {"Ash": ("shortfall", 0), "Birch": ("met", 1)}


def test_a_word_that_a_column_allows_makes_no_row_a_total(tmp_path: Path) -> None:
    def places(plain: Plain) -> None:
        plain["ledgers/plantings"]["columns"][4]["words"] = ["Total", "sum", "None", "yard"]

    words = ("Total", "sum", "None", "yard")
    rows = planted(*(("Ash", f"oak no. {number}", 1, word) for number, word in enumerate(words)))
    rows["Plantings"].append(["Total", None, None, 4, None, None])
    assert statuses(audited(tmp_path, rows, places))["Ash"] == ("met", 4)


def test_a_duty_may_be_only_of_those_whose_roster_row_says_so_in_a_text(tmp_path: Path) -> None:
    north: Plain = {"test": "says", "column": "district", "values": ["North"]}
    of_north = rule(subject={"kind": "school", "only_if": [north], "otherwise": "schools of the north alone"})
    found = statuses(audited(tmp_path, planted(("Ash", "oak", 3, "yard"), ("Birch", "oak", 3, "yard")), with_rules(of_north)))
    assert found == {"Ash": ("met", 1), "Birch": ("not_applicable", None)}


def test_a_blank_that_stands_for_another_cell_says_the_same_of_who_answers(tmp_path: Path) -> None:
    def lead(plain: Plain) -> None:
        leads = {"type": "choice", "words": ["yes", "no"]}
        plain["ledgers/schools"]["columns"] += [
            {"id": "leads", "header": "Leads", **leads},
            {"id": "answers", "header": "Answers", **leads, "required": "false", "blank_as": "leads"},
        ]
        plain["ledgers/plantings"]["columns"].append({"id": "district", "header": "District", "type": "district"})
        plain["subjects"]["debtors"] = [{"of": "district", "by": "school", "says": {"answers": "yes"}}]

    of_district = rule(subject={"kind": "district"}, measure={**rule()["measure"], "by": ["district"]})
    roster = [["School", "District", "Leads", "Answers"], ["Ash", "North", "yes", None], ["Birch", "North", "no", None]]
    sheets = {"Schools": roster, "Plantings": [[*PLANTINGS, "District"], [DAY, "Ash", "oak", 3, "yard", None, "North"]]}
    (outcome,) = audited(tmp_path, sheets, lead, with_rules(of_district)).outcomes
    assert (outcome.status, outcome.subject.owed_by.name) == ("met", "Ash")


def test_two_vouchers_that_differ_by_brackets_alone_are_told_where_the_rest_is_the_same(tmp_path: Path) -> None:
    def vouchers(plain: Plain) -> None:
        sheet = plain["ledgers/plantings"]
        sheet["columns"].append({"id": "voucher", "header": "Voucher"})
        sheet |= {"identity": ["school", "species"], "voucher": {"number": "voucher", "amount": "cost"}}

    rows = [[DAY, "Ash", "oak", 1, "yard", 5, number] for number in ("V1", "v1", "(V1)")]
    report = audited(tmp_path, {"Plantings": [[*PLANTINGS, "Voucher"], *rows]}, vouchers)
    assert statuses(report)["Ash"] == ("met", 3)
    assert [(one.code, one.cells) for one in report.problems] == [("near-duplicate", ("G2:G3",))]


def classes(plain: Plain) -> None:
    """Give each school classes, which a roster of their own names."""
    kinds = plain["subjects"]["kinds"]
    kinds.append(
        {"id": "grade", "name": "class", "roster": "classes", "columns": ["school", "grade"], "belongs_to": ["school"]}
    )
    columns = [{"id": "school", "header": "School", "type": "school"}, {"id": "grade", "header": "Class"}]
    plain["ledgers/classes"] = {"id": "classes", "title": "Classes", "about": "classes", "role": "roster", "columns": columns}
    plain["ledgers/schools"]["order"] = "1"


def test_how_many_are_owed_cannot_be_told_without_the_roster_that_names_them(tmp_path: Path) -> None:
    each = rule(target={"at_least": "1", "per": "grade", "within": "school"})
    rows = planted(("Ash", "oak", 3, "yard"))
    report = audited(tmp_path / "missing", rows, classes, with_rules(each))
    assert statuses(report) == {"Ash": ("undetermined", None), "Birch": ("undetermined", None)}
    assert report.outcomes[0].reason_text == ("未报送Classes", "Classes was not sent")
    assert [one.code for one in report.problems if one.level == "error"] == ["missing-sheet"]
    sheets = {**rows, "Classes": [["School", "Class"], ["Ash", "1"], ["Birch", "1"]]}
    found = statuses(audited(tmp_path / "sent", sheets, classes, with_rules(each)))
    assert found == {"Ash": ("met", 1), "Birch": ("shortfall", 0)}


def test_whether_a_text_names_a_place_cannot_be_told_without_the_roster_of_places(tmp_path: Path) -> None:
    def rooms(plain: Plain) -> None:
        plain["subjects"]["kinds"].append({"id": "town", "name": "town", "roster": "towns"})
        column = {"id": "town", "header": "Town"}
        plain["ledgers/towns"] = {"id": "towns", "title": "Towns", "about": "towns", "role": "roster", "columns": [column]}

    named = rule()
    named["measure"]["where"] = [{"test": "names_place", "column": "species", "kinds": ["town"]}]
    rows = planted(("Ash", "Fern elm", 3, "yard"))
    assert statuses(audited(tmp_path / "missing", rows, rooms, with_rules(named)))["Ash"] == ("undetermined", None)
    sheets = {**rows, "Towns": [["Town"], ["Fern"]]}
    assert statuses(audited(tmp_path / "sent", sheets, rooms, with_rules(named)))["Ash"] == ("met", 1)


def test_a_name_of_several_columns_is_matched_wherever_its_columns_stand(tmp_path: Path) -> None:
    def by_class(plain: Plain) -> None:
        columns = plain["ledgers/plantings"]["columns"]
        columns.insert(0, {"id": "grade", "header": "Class", "type": "grade"})

    of_class = rule(subject={"kind": "grade"}, measure={**rule()["measure"], "by": ["school", "grade"]})
    sheets = {
        "Classes": [["School", "Class"], ["ash", "1"], ["Birch", "1"]],
        "Plantings": [["Class", *PLANTINGS], ["1", DAY, "ASH", "oak", 3, "yard", None]],
    }
    found = statuses(audited(tmp_path, sheets, classes, by_class, with_rules(of_class)))
    assert found == {"Ash/1": ("met", 1), "Birch/1": ("shortfall", 0)}


def test_a_month_that_has_not_begun_does_not_count(tmp_path: Path) -> None:
    def by_month(plain: Plain) -> None:
        plain["ledgers/plantings"]["columns"][0]["type"] = "month"

    rows = [
        [month, "Ash", f"oak no. {number}", 1, "yard", None] for number, month in enumerate(("2025-03", "2025-04", "2025-05"))
    ]
    report = audited(tmp_path, {"Plantings": [PLANTINGS, *rows]}, by_month, as_of=date(2025, 4, 15))
    assert statuses(report)["Ash"] == ("met", 2)
    assert [(one.code, one.place.row) for one in report.problems] == [("future-date", 4)]


def test_who_stands_in_several_regions_is_chosen_by_the_one_that_reports_show(tmp_path: Path) -> None:
    def clubs(plain: Plain) -> None:
        club = {"id": "club", "name": "club", "roster": "clubs", "belongs_to": ["school"], "several": "true"}
        plain["subjects"]["kinds"].append(club)
        columns = [{"id": "club", "header": "Club"}, {"id": "school", "header": "School", "type": "school"}]
        plain["ledgers/clubs"] = {"id": "clubs", "title": "Clubs", "about": "clubs", "role": "roster", "columns": columns}
        plain["ledgers/schools"]["order"] = "1"
        plain["ledgers/plantings"]["columns"].append({"id": "club", "header": "Club", "type": "club"})

    of_club = rule(subject={"kind": "club"}, measure={**rule()["measure"], "by": ["club"]})
    sheets = {
        "Clubs": [["Club", "School"], ["Chess", "Birch"], ["Chess", "Ash"], ["Go", "Ash"]],
        "Plantings": [[*PLANTINGS, "Club"], [DAY, "Ash", "oak", 3, "yard", None, "Go"]],
    }
    for district, names in (("South", {"Chess"}), ("North", {"Go"})):
        report = audited(tmp_path / district, sheets, clubs, with_rules(of_club), within=[("district", district)])
        assert {one.subject.name for one in report.outcomes} == names
        assert {one.subject.region for one in report.outcomes} == {district}


def test_rows_of_short_codes_are_evidence_unless_they_number_the_columns(tmp_path: Path) -> None:
    schools = [["School", "District"], ["S1", "D4"], ["S2", "D1"], ["C1", "C2"], [1, 2], ["(1)", "(2)"], ["A", "B"], ["I", "V"]]
    sheets = {"Schools": schools, "Plantings": [PLANTINGS, [DAY, "S1", "oak", 3, "yard", None], [1, 2, 3, 4, 5, "6=4+5"]]}
    assert statuses(audited(tmp_path, sheets)) == {"S1": ("met", 1), "S2": ("shortfall", 0), "I": ("shortfall", 0)}
