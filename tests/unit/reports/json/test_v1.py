"""The published JSON report: its text, its data and its schema agree, for any kinds of subject."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from assistcheck.audit.outcomes import Outcomes, Report, Rows
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports import View
from assistcheck.reports.json.schema import SCHEMA_FILE, report_schema, schema_text
from assistcheck.reports.json.v1 import OutcomeData, to_data, to_json
from assistcheck.rules.subjects import Kind
from unit.reports import half_year
from unit.reports.library import FIRST, MAIN, library, outcome, report

REPORTS = {"library": report, "dongguan": half_year.report}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("which", REPORTS)
def test_the_text_is_the_data_and_keeps_the_schema(which: str, lang: Lang) -> None:
    made = REPORTS[which]()
    told = json.loads("".join(to_json(made, View(lang))))
    assert told == to_data(made, lang)
    jsonschema.Draft202012Validator(report_schema()).validate(told)


def test_the_schema_in_the_package_is_the_one_of_the_types() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), "run python -m assistcheck.reports.json.schema"
    jsonschema.Draft202012Validator.check_schema(report_schema())


def test_a_subject_has_a_key_for_its_region_and_one_for_who_reports() -> None:
    data = OutcomeData(library(), "en").of(outcome("R04.1", MAIN))
    assert data["subject"] == {
        "kind": "branch",
        "name": MAIN,
        "region": "Upper Fells Region",
        "grantee": FIRST,
        "debtor": FIRST,
    }
    assert (data["value"], data["target"], data["unit"]) == (0, {"at_least": 3}, "quarters")


@pytest.mark.parametrize("taken", ["kind", "name", "debtor"])
def test_no_kind_takes_a_key_that_every_subject_has(taken: str) -> None:
    with pytest.raises(ValidationError, match="a report says these of every subject"):
        Kind.model_validate({"id": taken, "name": LocalizedText("类", "kind"), "members": ["a"]})


def test_money_is_exact_text_beside_its_unit() -> None:
    data = OutcomeData(library(), "en").of(outcome("R02.1", FIRST))
    assert (data["value"], data["gap"], data["unit"]) == ("12500.00", "11500.00", "$")


def test_a_range_has_both_its_ends() -> None:
    data = OutcomeData(library(), "en").of(outcome("R06.1", "Salt Shore Region"))
    assert data["target"] == {"between": [2, 4]}


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("status", "fine"),
        ("due", "30 June"),
        ("value", "1.5"),
        ("target", {"at_least": 1, "exactly": 1}),
        ("target", {}),
        ("target", {"about": 1}),
        ("missing", ["FY2026 Q1"]),
        ("excluded", [{"path": "a", "sheet": "b", "rows": []}]),
        ("evidence", [{"path": "a", "sheet": "b", "rows": [[1]]}]),
        ("subject", {"kind": "branch", "name": MAIN}),
        ("subject", {"kind": "branch", "name": MAIN, "debtor": FIRST, "region": 3}),
    ],
)
def test_the_schema_refuses_what_is_never_written(part: str, wrong: object) -> None:
    data: dict[str, Any] = json.loads("".join(to_json(report(), View("en"))))
    data["outcomes"][0][part] = wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(report_schema()).validate(data)


def hostile(text: str) -> Report:
    """Return the report with an outcome whose rows are said to be in a file of this name."""
    first, *others = report().outcomes
    changed = first._replace(evidence=(Rows(text, "s", ((1, 1),)),))
    return report()._replace(outcomes=Outcomes.of([changed, *others]))


@pytest.mark.parametrize("text", ["a\x9bb", "a\u202eb", "a\u200bb", "a\x7fb"])
def test_what_a_terminal_would_act_on_is_escaped(text: str) -> None:
    told = "".join(to_json(hostile(text), View("en")))
    assert text not in told
    assert json.loads(told)["outcomes"][0]["evidence"][0]["path"] == text


def test_what_is_harmless_stays_as_it_is() -> None:
    assert '"path":"é—“甲”.xlsx"' in "".join(to_json(hostile("é—“甲”.xlsx"), View("en")))
