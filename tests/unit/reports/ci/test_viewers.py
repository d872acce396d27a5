"""The programs that people read these formats with: each shows what the JSON report counts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from junit2htmlreport.parser import Junit
from junitparser import Error, Failure, JUnitXml, Skipped
from sarif import loader

from assistcheck.i18n import Lang
from unit.reports.ci.samples import LANGS, REPORTS, counts, shown

MULTITOOL = shutil.which("sarif-multitool") or os.environ.get("SARIF_MULTITOOL", "")
"""Microsoft's validator, from ``npm install -g @microsoft/sarif-multitool``; the gate has none."""
needs_multitool = pytest.mark.skipif(not MULTITOOL, reason="no sarif-multitool: npm install -g @microsoft/sarif-multitool")


def written(name: str, form: str, lang: Lang, folder: Path) -> str:
    path = folder / f"{name}.{'sarif' if form == 'sarif' else 'xml'}"
    path.write_bytes(shown(REPORTS[name](), form, lang).encode())
    return str(path)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", REPORTS)
def test_junitparser_counts_what_the_json_report_counts(name: str, lang: Lang, tmp_path: Path) -> None:
    told = counts(REPORTS[name]())
    read = JUnitXml.fromfile(written(name, "junit", lang, tmp_path))
    said = (read.tests, read.failures, read.errors)
    verdicts = Counter(type(one) for suite in read for case in suite for one in case.result)
    read.update_statistics()
    assert said == (read.tests, read.failures, read.errors)
    assert verdicts[Failure] == read.failures == told["shortfall"] + told["behind"] + told["error"]
    assert verdicts[Error] == read.errors == told["undetermined"]
    assert verdicts[Skipped] == told["not_due"] + told["not_applicable"] + told["waived"]


def test_reports_that_are_merged_keep_their_suites(tmp_path: Path) -> None:
    parts = [JUnitXml.fromfile(written(name, "junit", "zh", tmp_path)) for name in ("sample", "library", "silent")]
    merged = JUnitXml()
    for one in parts:
        merged += one
    assert len(merged) == sum(map(len, parts))


@pytest.mark.parametrize("name", REPORTS)
def test_junit2html_shows_every_case_with_its_verdict(name: str, tmp_path: Path) -> None:
    told = counts(REPORTS[name]())
    read = Junit(written(name, "junit", "zh", tmp_path))
    cases = [case for suite in read.suites for case in suite.all()]
    failed = sum(told[one] for one in ("shortfall", "behind", "error", "undetermined"))  # errors are failures to it
    assert sum(case.failed() for case in cases) == failed
    assert sum(bool(case.skipped) for case in cases) == told["not_due"] + told["not_applicable"] + told["waived"]
    assert "]]><b>" not in read.html()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", REPORTS)
def test_sarif_tools_count_what_the_log_holds_by_level_and_rule(name: str, lang: Lang, tmp_path: Path) -> None:
    report = REPORTS[name]()
    told = counts(report)
    read = loader.load_sarif_file(written(name, "sarif", lang, tmp_path))
    kinds = ("shortfall", "behind", "undetermined", "error", "warning", "note")
    assert read.get_result_count() == sum(told[kind] for kind in kinds)
    levels = read.get_report().get_issue_count_for_severity
    raw = Counter(one["level"] for one in json.loads(shown(report, "sarif", lang))["runs"][0]["results"])
    assert {level: levels(level) for level in ("error", "warning", "note")} == {
        level: raw[level] for level in ("error", "warning", "note")
    }


@needs_multitool
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", REPORTS)
def test_the_multitool_finds_no_error_and_no_warning(name: str, lang: Lang, tmp_path: Path) -> None:
    assert verdict_of_multitool(written(name, "sarif", lang, tmp_path)) == []


@needs_multitool
def test_the_multitool_would_find_an_uri_that_is_not_encoded(tmp_path: Path) -> None:
    path = Path(written("hostile", "sarif", "zh", tmp_path))
    path.write_text(path.read_text(encoding="utf-8").replace("%E6%8A%A5%E9%80%81%20%E8%A1%A8", "报送 表"), encoding="utf-8")
    assert verdict_of_multitool(str(path))


def verdict_of_multitool(path: str) -> list[str]:
    """Return the rules by which its default set finds an error or a warning in a log."""
    found = Path(f"{path}.found")
    subprocess.run([MULTITOOL, "validate", path, "-o", str(found)], capture_output=True, check=False, timeout=300)
    (run,) = json.loads(found.read_text(encoding="utf-8-sig"))["runs"]
    return [one["ruleId"] for one in run.get("results", []) if one.get("level", "warning") != "note"]
