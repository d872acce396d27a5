"""GitLab's code quality report: valid by GitLab's own schema, fingerprints of one issue each, paths that it can link."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assistcheck.audit.outcomes import Outcomes
from assistcheck.i18n import Lang
from assistcheck.reports.ci.gitlab import repository_path
from unit.reports.ci.samples import LANGS, REPORTS, counts, shown, silent

SCHEMA = Path(__file__).parents[3] / "files" / "schemas" / "codeclimate.json"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", REPORTS)
def test_each_issue_is_valid_by_the_schema_and_has_a_line_and_a_severity(name: str, lang: Lang) -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    issues = json.loads(shown(REPORTS[name](), "gitlab", lang))
    assert issues
    for one in issues:
        validator.validate(one)
        assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert one["location"]["lines"]["begin"] >= 1
        assert one["location"]["path"]
        assert one["check_name"]


@pytest.mark.parametrize("name", REPORTS)
def test_issues_are_as_many_as_the_json_report_counts_each_with_a_fingerprint_of_its_own(name: str) -> None:
    report = REPORTS[name]()
    told = counts(report)
    issues = json.loads(shown(report, "gitlab"))
    kinds = ("shortfall", "behind", "undetermined", "error", "warning", "note")
    assert len(issues) == sum(told[kind] for kind in kinds)
    assert len({one["fingerprint"] for one in issues}) == len(issues)


def test_a_language_changes_no_fingerprint() -> None:
    first, second = ([one["fingerprint"] for one in json.loads(shown(silent(), "gitlab", lang))] for lang in LANGS)
    assert first == second


def test_nothing_open_is_an_empty_list() -> None:
    assert json.loads(shown(silent()._replace(outcomes=Outcomes.of([]), problems=()), "gitlab")) == []


@pytest.mark.parametrize(
    ("path", "expected"), [("./a/b.xlsx", "a/b.xlsx"), ("a\\b.xlsx", "a/b.xlsx"), ("a\x1bb.xlsx", "a␛b.xlsx")]
)
def test_a_path_is_as_a_repository_has_it(path: str, expected: str) -> None:
    assert repository_path(path) == expected
