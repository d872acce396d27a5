"""Names and words in Latin letters count in any case where workbooks are in English, and only there."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistcheck.submission.choice_spellings import pack_facts
from assistcheck.submission.column_reader import ColumnReader
from assistcheck.submission.parsed import CellDefect
from assistcheck.submission.roster.roster import Names
from builders.library import DISTRICT, OFFICE, read, rosters, rows_of, submit
from builders.packs import LEDGERS, PROGRAMME
from builders.support import Grid

# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Yes", "yes", "YES", " yes ", "Y", "y", "true"])
def test_an_allowed_word_counts_in_any_case(text: str) -> None:
    assert read("branches", "open_to_public", text) == "Yes"


def test_words_of_a_list_count_in_any_case_and_are_joined() -> None:
    assert read("programs", "audience", "children; SENIORS, Children") == ("Children", "Seniors")
    assert read("programs", "kind", "story time") == read("programs", "kind", "STORYTIME") == "Story Time"


@pytest.mark.parametrize("text", ["yess", "storytimes", "yes no"])
def test_another_word_is_refused(text: str) -> None:
    assert read("branches", "open_to_public", text) == "bad-choice"


def test_a_recorded_spelling_beats_the_word_in_another_case() -> None:
    facts = pack_facts(PROGRAMME, LEDGERS, [], {"e": "供联e家"})
    assert facts.spellings[("purchases", "channel")] == {"E": "供联e家"}


def test_chinese_packs_compare_letters_as_they_are() -> None:
    facts = pack_facts(PROGRAMME, LEDGERS, [])
    assert facts.spellings == {}
    found = ColumnReader(LEDGERS.column(("purchases", "channel")), 1, lambda: facts).read("供联E家")
    assert isinstance(found, CellDefect)


# --- names ----------------------------------------------------------------------------------------


def test_a_name_counts_in_any_case_where_one_alone_is_meant() -> None:
    names = Names(("Mill Lane", "Harbor", "harbor"), {"the mill": "Mill Lane"}, any_case=True)
    assert [names[text] for text in ("MILL LANE", "mill lane", "the mill", "The Mill")] == ["Mill Lane"] * 3 + [None]
    assert [names[text] for text in ("Harbor", "harbor", "HARBOR")] == ["Harbor", "harbor", None]
    assert names.failed


def test_elsewhere_a_name_counts_as_it_is_written() -> None:
    names = Names(("Mill Lane",), {})
    assert (names["Mill Lane"], names["mill lane"]) == ("Mill Lane", None)


def cover(reporter: str) -> dict[str, Grid]:
    return {"Cover Sheet": [("Item", "Entry"), ("Reporting Grantee", reporter), ("Figures As Of", "June 30, 2026")]}


SPENT = {
    "date": "9/15/2025",
    "grantee": DISTRICT,
    "category": "Collections",
    "supplier": "Tarn",
    "amount": "$5",
    "invoice": "A",
}


def spent(**cells: object) -> Mapping[str, Grid]:
    return rows_of("expenditures", SPENT | cells)


def test_districts_and_branches_are_matched_in_any_case() -> None:
    found = submit(rosters() | spent(grantee="QUILLFEN library district", branch="mill lane", category="collections"))
    table = found.tables["expenditures"]
    assert table.fates == ["counted"]
    assert [table.columns[name][0] for name in ("grantee", "branch", "category")] == [DISTRICT, "Mill Lane", "Collections"]


def test_what_a_roster_belongs_to_is_matched_in_any_case() -> None:
    sheets = rosters() | rows_of("grantees", {"grantee": DISTRICT, "region": "upper fells region"})
    assert submit(sheets).roster.of("grantee")[(DISTRICT,)].group("region") == "Upper Fells Region"


def test_the_cover_sheet_names_who_reports_in_any_case() -> None:
    found = submit(rosters() | cover(DISTRICT.upper()) | spent())
    assert found.inputs[0].reporter == DISTRICT
    assert [problem.code for problem in found.problems if problem.code == "unknown-name"] == []
    assert found.coverage.absent == ("Marlowick Library District",)


def test_two_workbooks_of_one_district_are_told_as_such_whatever_the_case() -> None:
    found = submit(rosters() | cover(DISTRICT) | spent(), cover(DISTRICT.lower()) | spent(invoice="B"))
    assert "conflicting-submission" in {problem.code for problem in found.problems}


def test_the_office_speaks_for_the_whole_in_any_case() -> None:
    found = submit(rosters() | cover(OFFICE.lower()) | spent())
    assert "unknown-name" not in {problem.code for problem in found.problems}


def test_a_task_is_found_by_its_number_and_subject_in_any_case() -> None:
    done = {
        "duty": "r08.2",
        "subject": f"mill lane ({DISTRICT.lower()})",
        "state": "done",
        "date": "November 3, 2025",
        "evidence": "List",
    }
    found = submit(rosters() | rows_of("tasks", done))
    table = found.tables["tasks"]
    assert (table.fates, table.columns["duty"]) == (["counted"], ["R08.2"])
    assert table.columns["subject"] == [f"Mill Lane ({DISTRICT})"]


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    found = submit(rosters() | spent(grantee="quillfen"))
    problem = next(one for one in found.problems if one.code == "unknown-name")
    assert DISTRICT in problem.expected.en
