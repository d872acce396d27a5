"""Problems are told in the terms of the pack: who reports, the label of the as-of date, the currency, the year."""

from __future__ import annotations

import pytest

from assistcheck.i18n import LocalizedText
from assistcheck.location import Location
from assistcheck.problem_codes import CODES, NEUTRAL
from assistcheck.problems import Problem, ProblemWords, words_of
from assistcheck.submission.problem_words import in_terms_of, terms_of
from builders.library import DISTRICT, LIBRARY, OTHER, SHEETS, rosters, rows_of, submit
from builders.packs import LEDGERS, PACK

PLACE = Location("a.xlsx")


def told(code: str) -> tuple[Problem, Problem]:
    """Return a problem of a code in the terms of the first pack and of the second."""
    problem = Problem(code, PLACE)
    (first,), (second,) = in_terms_of(PACK, LEDGERS, [problem]), in_terms_of(LIBRARY, SHEETS, [problem])
    return first, second


TITLES = {
    "double-claim": ("同一凭证由两个组团申报", "one voucher is claimed by two grantees"),
    "foreign-rows": ("不是本组团的填报内容", "the row is another grantee's"),
    "conflicting-submission": ("同一组团报送了多份工作簿", "one grantee sent several workbooks"),
    "stale-submission": ("工作簿的统计截止与本次统计不在同一季度", "the workbook is of another quarter than the as-of date"),
    "unit-unclear": ("表旁写有“万元”，但不清楚指哪些金额", "USD thousands is said beside the table, not clearly of what"),
}


@pytest.mark.parametrize("code", TITLES)
def test_a_title_is_in_the_terms_of_the_pack(code: str) -> None:
    first, second = told(code)
    assert (first.title.zh, second.title.en) == TITLES[code]


REMEDIES = {
    "bad-date": (
        "写全年、月、日，如 2022-03-05 或 2022年3月5日",
        "write year, month and day, such as 2026-03-05 or March 5, 2026",
    ),
    "bad-amount": (
        "按表头单位填写数字，或写明“元”“万元”；退款、冲减的，从原来那一行减去，不另填负数",
        "write a number in the header's unit, or USD or USD thousands after it; take a refund off the row that it belongs to",
    ),
    "suspicious-amount": (
        "核对是“元”还是“万元”：写错的，改成表头单位的数；没有错的不必改",
        (
            "check whether it is USD or USD thousands: if it is wrong, write the number in the header's unit; "
            "if it is right, leave it"
        ),
    ),
    "conflicting-submission": (
        "核对后只保留有效的一份，并写明统计截止",
        "keep only the one that is valid, with its Figures As Of filled in",
    ),
    "unit-unclear": (
        "在金额列的表头写明单位，如 金额(万元)；改正之前此表的金额不计入",
        "write the unit into the header of the amounts, such as Amount (USD thousands); until then the amounts are not counted",
    ),
}


@pytest.mark.parametrize("code", REMEDIES)
def test_a_remedy_is_in_the_terms_of_the_pack(code: str) -> None:
    first, second = told(code)
    assert (first.remedy.zh, second.remedy.en) == REMEDIES[code]


def test_what_was_expected_is_in_the_terms_of_the_pack_unless_the_place_says_it() -> None:
    first, second = told("not-submitted")
    assert (first.expected.zh, second.expected.en) == ("该组团的工作簿", "the grantee's workbook")
    own = Problem("not-submitted", PLACE, "", LocalizedText("别的", "something else"))
    assert next(in_terms_of(LIBRARY, SHEETS, [own])).expected.en == "something else"


@pytest.mark.parametrize("code", CODES)
def test_without_a_pack_each_text_is_whole_and_of_no_pack(code: str) -> None:
    words = words_of(code)
    texts = [text for one in words for text in one]
    assert not any("{" in text or "}" in text for text in texts)
    assert not any(word in text for text in texts for word in ("组团", "重点镇", "万元", "2022", "team", "town"))


@pytest.mark.parametrize("code", CODES)
def test_a_pack_leaves_nothing_to_be_filled_in(code: str) -> None:
    for problem in told(code):
        assert not any("{" in text for one in (problem.title, problem.remedy, problem.expected) for text in one)
        assert problem.message("en").startswith(problem.title.en)


def test_a_pack_without_a_cover_or_a_currency_has_usual_words() -> None:
    class Bare:
        conventions, cover = SHEETS.conventions.__class__(("en",)), None

    terms = terms_of(LIBRARY, Bare())  # type: ignore[arg-type]
    assert (terms.as_of, terms.units, terms.which_unit, terms.larger) == (
        NEUTRAL.as_of,
        NEUTRAL.units,
        NEUTRAL.which_unit,
        NEUTRAL.larger,
    )


# --- checks of a sheet ----------------------------------------------------------------------------


def test_a_check_says_of_its_problem_what_the_sheet_has_for_it() -> None:
    row = {
        "quarter": "Q1",
        "grantee": DISTRICT,
        "branch": "Mill Lane",
        "visits": 5,
        "loans": 5,
        "allotted": "$10",
        "spent": "$11",
    }
    met = {"date": "Oct 16, 2025", "region": "Salt Shore Region", "grantee": DISTRICT, "attended_by": "director"}
    found = submit(rosters() | rows_of("quarterly_returns", row) | rows_of("meetings", met))
    checks = {one.code: one for one in found.problems if one.code in {"used-exceeds-allocated", "visit-elsewhere"}}
    assert checks["used-exceeds-allocated"].title.en == "more was spent than was allotted"
    assert checks["used-exceeds-allocated"].message("en").endswith("expected no more than the 10.00 dollars allotted")
    assert checks["visit-elsewhere"].title.en == "the meeting was of a region that is not the grantee's own"
    assert checks["visit-elsewhere"].remedy.en == "check the region; meetings of other regions do not count"


def test_a_check_that_says_only_a_title_leaves_the_rest_to_the_code() -> None:
    own = Problem("visit-elsewhere", PLACE, words=ProblemWords(LocalizedText("题", "a title")))
    problem = next(in_terms_of(LIBRARY, SHEETS, [own]))
    assert (problem.title.en, problem.remedy) == ("a title", words_of("visit-elsewhere").remedy)
    assert problem.message("en") == "a title"


def test_what_every_check_of_the_first_pack_says_is_its_own() -> None:
    checks = {sheet.id: check.words for sheet in LEDGERS for check in sheet.checks}
    assert checks["visits"] is not None
    assert checks["visits"].title.zh == "调研地点不是本单位结对的重点镇"
    assert checks["fund_usage"] is not None
    assert checks["fund_usage"].title.zh == "已使用金额大于安排金额"
    assert checks["industry_projects"] is None


# --- a whole submission ---------------------------------------------------------------------------


def test_rows_of_another_district_are_told_as_such() -> None:
    cover = {"Cover Sheet": [("Item", "Entry"), ("Reporting Grantee", DISTRICT), ("Figures As Of", "2026-06-30")]}
    spent = {"date": "2025-09-15", "grantee": OTHER, "category": "Collections", "supplier": "Tarn", "amount": 5, "invoice": "A"}
    found = submit(rosters() | cover | rows_of("expenditures", spent))
    problem = next(one for one in found.problems if one.code == "foreign-rows")
    assert problem.message("en") == f"the row is another grantee's: \"{OTHER}\"; expected what is {DISTRICT}'s own"
    assert (
        problem.remedy.en
        == "correct the name if it is wrong; if the row is another grantee's, delete it here and let them report it"
    )
