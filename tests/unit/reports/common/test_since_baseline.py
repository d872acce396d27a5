"""What is said of a run's items since its baseline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.audit.baseline import Was
from assistcheck.audit.outcomes import Report, Status
from assistcheck.reports import View
from assistcheck.reports.common.since_baseline import Changes, baseline_lines, marked, since_words, state_words, was_words
from builders.support import OTHER, PACK, TEAM, YEAR_END, ledger, submit_one

NEWS = {"date": date(2022, 3, 5), "team": TEAM, "title": "甲", "outlet": "日报", "level": "市"}
BAD = {**NEWS, "title": "乙", "date": "2022.1"}
RULES = {rule.id: rule for rule in PACK.rules}


def held(folder: Path, old: list[Mapping[str, object]], new: list[Mapping[str, object]]) -> Report:
    request = api.Request(YEAR_END, selection=api.select(rules=["R05.2"]))
    path = folder / "旧\x1b.json"
    before = api.audit(PACK, submit_one(ledger("media_reports", *old)), request)
    path.write_text("".join(api.render_pieces(before, "json", View("zh"))), encoding="utf-8")
    request = request._replace(baseline=api.load_baseline(str(path), PACK, request))
    return api.audit(PACK, submit_one(ledger("media_reports", *new)), request)


@pytest.mark.parametrize(
    ("rule", "status", "gap", "zh", "en"),
    [
        ("R05.2", "shortfall", "3", "未达标，差3条", "short, gap 3 reports"),
        ("R05.2", "shortfall", "1", "未达标，差1条", "short, gap 1 report"),
        ("R11.3", "behind", "299750.00", "滞后，差299,750元", "behind, gap 299,750 yuan"),
        ("R05.5", "shortfall", "2", "未达标，差2个月", "short, gap 2 months"),
        ("R06.3", "shortfall", "0.125000", "未达标，差12.5%", "short, gap 12.5%"),
        ("R05.2", "undetermined", None, "无法判定", "undetermined"),
        ("R99.9", "shortfall", "3", "未达标", "short"),
    ],
)
def test_how_something_stood(rule: str, status: Status, gap: str | None, zh: str, en: str):
    was = Was(rule, "team", TEAM, status, None if gap is None else Decimal(gap), frozenset(), failed=True)
    assert (was_words(was, RULES.get(rule), "zh"), was_words(was, RULES.get(rule), "en")) == (zh, en)


def test_what_has_become_of_each_is_a_word(tmp_path: Path):
    report = held(tmp_path, [NEWS, {**NEWS, "title": "丙"}], [NEWS])
    one, other = report.outcomes
    assert (one.subject.name, other.subject.name) == (TEAM, OTHER)
    assert [state_words(each, report, "zh") for each in (one, other)] == ["变差", "已在基线"]
    assert since_words(one, report).en == "worse (in the baseline: short, gap 2 reports)"
    assert since_words(other, report).zh == "基线中已有"
    assert marked("short", one, report, "en") == "short (worse)"


def test_of_equal_faults_it_is_told_how_many_are_new(tmp_path: Path):
    report = held(tmp_path, [NEWS, BAD], [NEWS, BAD, {**BAD, "title": "丙"}])
    (problem,) = (one for one in report.problems if one.code == "bad-date")
    assert (state_words(problem, report, "en"), state_words(problem, report, "zh")) == ("1 new", "新增 1 处")
    fresh = held(tmp_path, [NEWS], [NEWS, BAD])
    (problem,) = (one for one in fresh.problems if one.code == "bad-date")
    assert state_words(problem, fresh, "en") == "new"


def test_the_lines_are_harmless_and_grave_only_where_something_fails(tmp_path: Path):
    worse = [*baseline_lines(held(tmp_path, [NEWS, {**NEWS, "title": "丙"}], [NEWS]), "en")]
    same = [*baseline_lines(held(tmp_path, [NEWS], [NEWS]), "en")]
    assert [(line.level, "\x1b" in line.text) for line in (*worse, *same)] == [("error", False), ("note", False)]
    assert "What fails the run: new or worse: 1; new faults: 0." in worse[0].text
    assert same[0].text.endswith("Nothing that is new or worse fails the run.")


def test_without_a_baseline_there_is_nothing_to_say():
    report = api.audit(PACK, submit_one(ledger("media_reports", NEWS)), api.Request(YEAR_END))
    one = next(iter(report.outcomes))
    assert ([*baseline_lines(report, "zh")], state_words(one, report, "zh"), since_words(one, report).zh) == ([], "", "")
    assert marked("met", one, report, "en") == "met"


def test_of_very_many_changes_the_most_pressing_are_kept(tmp_path: Path):
    report = held(tmp_path, [NEWS, {**NEWS, "title": "丙"}], [NEWS])
    assert report.baseline
    changes = Changes(report.baseline, most=2)
    one = next(iter(report.outcomes))
    behind = one._replace(subject=one.subject._replace(name="别的"), status="behind")
    for _ in range(10):
        changes.add([behind])
    changes.add([one])
    assert [(change.outcome.subject.name, change.fails) for change in changes.of("worse")] == [(TEAM, True)]
    assert len(changes.of("new")) == 2
