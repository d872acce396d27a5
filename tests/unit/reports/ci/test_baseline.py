"""Beside a baseline: every format says what is new, worse or known, and GitHub shows what is known as a notice alone."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assistcheck import api
from assistcheck.audit.outcomes import Report
from assistcheck.audit.request import Request
from assistcheck.reports import View
from assistcheck.reports.ci.github_summary import to_summary
from builders.support import OTHER, TEAM, book, ledger, pack, rosters, submit
from unit.reports.ci.samples import NEWS, as_json, shown
from unit.reports.ci.test_github import read
from unit.reports.ci.test_sarif import SCHEMA

END = date(2022, 12, 31)
OF_TEAM, OF_OTHER = {**NEWS, "team": TEAM}, {**NEWS, "team": OTHER}
BAD = {**OF_TEAM, "title": "坏", "date": "2022.1"}
THEN = (OF_TEAM, {**OF_TEAM, "title": "二"}, OF_OTHER, BAD)
NOW = (OF_TEAM, OF_OTHER, {**OF_OTHER, "title": "二"}, BAD, {**BAD, "level": "不知", "date": date(2022, 3, 1)})


def judged(rows: tuple[dict[str, object], ...], baseline: str | None = None) -> Report:
    submission = submit({"data.xlsx": book({**rosters(), **ledger("media_reports", *rows)})}, END)
    request = Request(END)
    return api.audit(pack(), submission, request._replace(baseline=baseline and api.load_baseline(baseline, pack(), request)))


@cache
def held(folder: Path) -> Report:
    """Return a run held against an earlier one: TEAM has fewer reports than then, OTHER more, and a fault is new."""
    path = folder / "then.json"
    path.write_text(shown(judged(THEN), "json"), encoding="utf-8")
    return judged(NOW, str(path))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return held(tmp_path_factory.mktemp("then"))


def test_sarif_has_the_states_of_the_json_report(report: Report) -> None:
    log = json.loads(shown(report, "sarif"))
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(log)
    told = as_json(report)
    words = {"new": "new", "worse": "updated", "better": "updated", "known": "unchanged", None: "unchanged"}
    is_open = {"shortfall", "behind", "undetermined"}
    stated = [one for one in told["outcomes"] if one["status"] in is_open] + told["problems"]
    expected = Counter(words[one.get("baseline_state")] for one in stated)
    found = Counter(one.get("baselineState") for one in log["runs"][0]["results"])
    assert found == expected
    assert {"new", "updated", "unchanged"} <= set(found)


def test_each_finding_keeps_the_fingerprint_that_it_had(report: Report) -> None:
    def prints(one: Report) -> dict[str, str]:
        return {each["fingerprint"]: each["check_name"] for each in json.loads(shown(one, "gitlab"))}

    then, now = prints(judged(THEN)), prints(report)
    assert set(now.values()) - {now[one] for one in set(now) & set(then)} == {"bad-choice"}


@pytest.mark.parametrize("form", ["junit", "gitlab", "sarif"])
def test_a_message_says_what_has_become_of_it(form: str, report: Report) -> None:
    text = shown(report, form)
    assert all(f"对照基线：{state}" in text for state in ("新增。", "变差（基线时", "基线中已有。", "好转（基线时"))


def test_github_shows_what_is_known_or_better_as_a_notice(report: Report) -> None:
    commands = [read(line) for line in shown(report, "github").splitlines()]
    grave = [one.data for one in commands if one.name != "notice"]
    assert grave
    assert all("对照基线：变差" in text or "对照基线：新增" in text for text in grave)
    assert "对照 2022-12-31 的基线" in commands[-1].data


def test_the_summary_of_a_step_says_what_has_changed(report: Report) -> None:
    assert "对照 2022-12-31 的基线" in to_summary(report, View("zh"), 2**20)
