"""JUnit: valid by the schema, one verdict in a case, totals that add up, and names of suites that no other has."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from assistcheck import api
from assistcheck.audit.outcomes import Outcomes
from assistcheck.audit.request import Request
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports.ci import junit
from builders.support import OTHER, TEAM, YEAR_END, book, declaration, ledger, pack, rosters, submit
from unit.reports.ci.samples import LANGS, NEWS, REPORTS, counts, hostile, shown, silent

SCHEMA = Path(__file__).parents[3] / "files" / "schemas" / "junit-10.xsd"
VERDICTS = ("failure", "error", "skipped")


@cache
def tree_of(name: str, lang: Lang = "zh") -> etree._Element:
    return etree.fromstring(shown(REPORTS[name](), "junit", lang).encode())


def verdicts(element: etree._Element) -> Counter[str]:
    """Return how many cases have each verdict."""
    return Counter(next((child.tag for child in case if child.tag in VERDICTS), "passed") for case in element.iter("testcase"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_valid_by_the_published_schema(name: str, lang: Lang) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    schema.assertValid(etree.ElementTree(tree_of(name, lang)))


@pytest.mark.parametrize("name", REPORTS)
def test_cases_are_as_many_as_the_json_report_counts(name: str) -> None:
    told = counts(REPORTS[name]())
    found = verdicts(tree_of(name))
    assert found["failure"] == told["shortfall"] + told["behind"] + told["error"]
    assert found["error"] == told["undetermined"]
    assert found["skipped"] == told["not_due"] + told["not_applicable"] + told["waived"]
    assert found["passed"] == told["met"] + told["on_pace"] + told["over"] + told["warning"] + told["note"]


@pytest.mark.parametrize("name", REPORTS)
def test_totals_of_suites_and_of_all_are_those_of_the_cases(name: str) -> None:
    root = tree_of(name)
    for element in (root, *root.iter("testsuite")):
        found = verdicts(element)
        said = {key: int(element.get(key, "0")) for key in ("tests", "failures", "errors", "skipped")}
        skipped = 0 if element is root else found["skipped"]
        expected = {"tests": found.total(), "failures": found["failure"], "errors": found["error"], "skipped": skipped}
        assert said == expected


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", REPORTS)
def test_no_case_has_two_verdicts_and_no_two_cases_or_suites_one_name(name: str, lang: Lang) -> None:
    root = tree_of(name, lang)
    suites = [suite.get("name") for suite in root.iter("testsuite")]
    assert len(set(suites)) == len(suites)
    for suite in root.iter("testsuite"):
        cases = [case.get("name") for case in suite.iter("testcase")]
        assert len(set(cases)) == len(cases)
    assert max(sum(child.tag in VERDICTS for child in case) for case in root.iter("testcase")) == 1


def test_a_case_names_its_subject_and_a_failure_says_all() -> None:
    for case in tree_of("sample").iter("testcase"):
        failure = case.find("failure")
        if failure is not None and failure.get("type", "").startswith("shortfall"):
            subject = case.get("name", "").rpartition("：")[2]
            assert subject in failure.get("message", "")
            assert failure.get("message", "") in (failure.text or "")


def test_a_suite_is_of_a_team_and_its_workbook_and_says_who_sent_none() -> None:
    names = [suite.get("name", "") for suite in tree_of("silent").iter("testsuite")]
    assert f"dongguan-2022：{TEAM}（returned/a.xlsx）" in names
    assert f"dongguan-2022：{OTHER}（未报送）" in names


def test_who_has_no_workbook_to_send_rests_on_that_of_the_whole_programme() -> None:
    sent = book({**declaration("东莞市"), **rosters(), **ledger("media_reports", {**NEWS, "team": TEAM})})
    files = {"all.xlsx": sent, "other.xlsx": book({**declaration(OTHER), **ledger("media_reports")})}
    report = api.audit(pack(), submit(files), Request(YEAR_END))
    names = {suite.get("name") for suite in etree.fromstring(shown(report, "junit").encode()).iter("testsuite")}
    expected = {(TEAM, "未报送"), (OTHER, "other.xlsx"), ("东莞市", "all.xlsx"), ("驻韶关市工作组", "all.xlsx")}
    assert {f"dongguan-2022：{party}（{file}）" for party, file in expected} <= names


def test_the_problems_of_a_workbook_stand_in_the_suite_of_whom_it_is_from() -> None:
    (suite,) = (one for one in tree_of("silent").iter("testsuite") if TEAM in one.get("name", ""))
    assert any(case.get("name", "").startswith("填报问题") for case in suite.iter("testcase"))


def test_what_is_skipped_says_why() -> None:
    outcome = next(iter(silent().outcomes))
    because = LocalizedText("已批准 <延期>", "approved")
    waived = outcome._replace(status="waived", reason="waived", reason_text=because)
    root = etree.fromstring(shown(silent()._replace(outcomes=Outcomes.of([waived])), "junit").encode())
    (skipped,) = root.iter("skipped")
    assert skipped.get("message", "").startswith("已备案：已批准 <延期>；期限 ")


def test_a_warning_passes_and_says_so() -> None:
    told = [out.text or "" for out in tree_of("sample").iter("system-out")]
    assert len(told) == 7
    assert any("金额单位可能填错" in text for text in told)


def test_hostile_names_are_text_that_xml_can_hold() -> None:
    text = shown(hostile(), "junit")
    assert not any(ord(character) < 32 and character != "\n" for character in text)
    assert "]]>" not in text
    assert {element.tag for element in etree.fromstring(text.encode()).iter()} <= {
        *("testsuites", "testsuite", "properties", "property", "testcase", "failure", "error", "skipped", "system-out")
    }


def test_cases_that_are_packed_meanwhile_come_out_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = shown(REPORTS["sample"](), "junit")
    monkeypatch.setattr(junit, "_ROOM", 1_000)
    assert shown(REPORTS["sample"](), "junit") == whole
