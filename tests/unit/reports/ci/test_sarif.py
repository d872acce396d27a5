"""SARIF: valid by the schema, every result with a place that viewers show, and nothing of what they ignore."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator

from assistcheck import __version__
from assistcheck.i18n import Lang
from assistcheck.reports.ci import sarif
from unit.reports.ci.samples import HOSTILE_FILE, LANGS, REPORTS, as_json, counts, hostile, shown, silent

SCHEMA = Path(__file__).parents[3] / "files" / "schemas" / "sarif-2.1.0.json"


@cache
def run_of(name: str, lang: Lang = "zh") -> dict[str, Any]:
    """Return the one run of a log."""
    log = json.loads(shown(REPORTS[name](), "sarif", lang))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", REPORTS)
def test_a_log_is_valid_by_the_published_schema(name: str, lang: Lang) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    log = json.loads(shown(REPORTS[name](), "sarif", lang))
    assert [*Draft202012Validator(schema).iter_errors(log)] == []


def test_the_schema_refuses_what_is_no_log() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    log = json.loads(shown(silent(), "sarif"))
    log["runs"][0]["results"][0]["level"] = "grave"
    assert [*Draft202012Validator(schema).iter_errors(log)]


@pytest.mark.parametrize("name", REPORTS)
def test_results_are_as_many_as_the_json_report_counts(name: str) -> None:
    report = REPORTS[name]()
    told = counts(report)
    kinds = ("shortfall", "behind", "undetermined", "error", "warning", "note")
    assert len(run_of(name)["results"]) == sum(told[kind] for kind in kinds)


@pytest.mark.parametrize("name", REPORTS)
def test_each_result_has_a_rule_of_the_table_a_place_and_a_whole_sentence(name: str) -> None:
    run = run_of(name)
    rules = {one["id"] for one in run["tool"]["driver"]["rules"]}
    assert len(rules) == len(run["tool"]["driver"]["rules"])
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["kind"] == "fail"
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"].endswith(("。", "."))
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert "suppressions" not in result


def test_what_cannot_be_judged_is_never_shown_like_a_pass() -> None:
    unjudged = [one for one in run_of("silent")["results"] if one["properties"].get("status") == "undetermined"]
    assert unjudged
    assert {one["kind"] for one in unjudged} == {"fail"}


def test_a_place_is_the_first_row_that_counts_and_the_message_names_file_sheet_and_rows() -> None:
    outcome = next(one for one in as_json(REPORTS["sample"]())["outcomes"] if one["status"] == "shortfall" and one["evidence"])
    of_rule = [one for one in run_of("sample")["results"] if one["ruleId"] == outcome["rule"]]
    result = next(one for one in of_rule if one["properties"]["subject"] == outcome["subject"]["name"])
    first = outcome["evidence"][0]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == first["path"]
    assert place["region"]["startLine"] == first["rows"][0][0]
    for text in (first["path"], f"《{first['sheet']}》", f"第 {first['rows'][0][0]}", outcome["subject"]["name"]):
        assert text in result["message"]["text"]


def test_a_problem_has_row_and_column_of_its_first_cell_and_its_code_as_rule() -> None:
    problem = next(one for one in as_json(REPORTS["sample"]())["problems"] if one["code"] == "double-claim")
    (result,) = (one for one in run_of("sample")["results"] if one["ruleId"] == "double-claim")
    assert problem["cell"] == "H6"
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 6, "startColumn": 8}
    assert problem["message"] in result["message"]["text"]
    assert (result["level"], "H6" in result["message"]["text"]) == (problem["level"], True)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/报告.xlsx", "a%20b/%E6%8A%A5%E5%91%8A.xlsx"),
        ("./a.xlsx", "a.xlsx"),
        ("../a.xlsx", "../a.xlsx"),
        ("/srv/报.xlsx", "file:///srv/%E6%8A%A5.xlsx"),
        ("C:\\年\\a.xlsx", "file:///C:/%E5%B9%B4/a.xlsx"),
        ("\\\\host\\share\\a.xlsx", "file://host/share/a.xlsx"),
        ("a:b%#?.xlsx", "a%3Ab%25%23%3F.xlsx"),
        ("\udcff.xlsx", "%FF.xlsx"),
        ("s3://bucket/年/a.xlsx", "s3://bucket/%E5%B9%B4/a.xlsx"),
        ("-", "-"),
    ],
)
def test_a_path_is_a_uri_of_ascii_alone(path: str, uri: str) -> None:
    assert sarif.uri_of(path) == uri


def test_hostile_names_stay_texts() -> None:
    text = shown(hostile(), "sarif")
    assert "\x1b" not in text
    assert "\u202e" not in text
    for result in run_of("hostile")["results"]:
        message = result["message"]["text"]
        assert "](" not in message
        assert "{" not in message.replace("{{", "")
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert unquote(uri) == HOSTILE_FILE.removeprefix("./")


def test_every_duty_of_the_pack_is_described_with_its_quote() -> None:
    report = REPORTS["sample"]()
    described = {one["id"]: one for one in run_of("sample")["tool"]["driver"]["rules"]}
    for rule in report.pack.rules:
        assert rule.quote in described[rule.id]["fullDescription"]["text"]
        assert described[rule.id]["shortDescription"]["text"] == rule.title.zh
        assert "helpUri" not in described[rule.id]


def test_the_run_says_which_program_which_files_and_how_it_ended() -> None:
    report = REPORTS["sample"]()
    run = run_of("sample")
    assert run["tool"]["driver"]["semanticVersion"] == __version__
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": int(report.exit_code)}]
    assert [one["hashes"]["sha-256"] for one in run["artifacts"]] == [one.sha256 for one in report.inputs]


def test_github_compares_by_a_fingerprint_of_ours_and_not_by_one_of_the_row() -> None:
    prints = [one["partialFingerprints"] for one in run_of("sample")["results"]]
    assert {tuple(sorted(one)) for one in prints} == {("assistcheckFinding/v1", "primaryLocationLineHash")}
    assert len({one["primaryLocationLineHash"] for one in prints}) == len(prints)


def test_no_state_stands_where_there_is_no_baseline() -> None:
    assert not any("baselineState" in one for one in run_of("silent")["results"])
