"""From the lists that are sent out to the items that are closed: what teams answer, what they do, and what is said of both."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from simulation.events import kind_of
from simulation.truth import Key, Verdict

from .answers import MANNERS, PROMISED, Manner, answer
from .office import NEXT_END, QUARTER_END
from .quarter import Quarter, State, Step

SILENT = 1
"""How many teams send no list back."""
MONTHLY = "R05.4"
"""What is owed again each month."""
DONE, EXCUSED = {"met", "over", "on_pace", "not_due"}, {"waived", "not_applicable"}


@dataclass
class Answered:
    """The lists as they came back, and the next audit."""

    quarter: Quarter
    lists: Path
    manners: dict[Key, str]
    before: Path
    after: Path
    truth_before: dict[Key, Verdict]
    truth_after: dict[Key, Verdict]


@pytest.fixture(scope="session")
def answered(small: Quarter, corrections: list[list[Step]]) -> Answered:
    assert corrections
    commands, home = small.commands, small.commands.home
    lists, before, after = home / "清单", home / "二季度.json", home / "三季度.json"
    sources = commands.sources(QUARTER_END)
    commands.run("shortfalls", small.inbox, *sources, "-o", lists, codes=(0, 1))
    before.write_text(json.dumps(small.report), encoding="utf-8")
    truth_before = small.office.truth(QUARTER_END)
    manners: dict[Key, str] = {}
    for paper in small.papers[SILENT:]:
        given = answer(lists / f"{paper.team.name}-督办清单.xlsx")
        manners |= given
        for key, manner in given.items():
            if MANNERS[manner].keeps and key in truth_before:
                small.office.supply(paper.team, key, truth_before[key], PROMISED)
    small.go_on(NEXT_END)
    after.write_text(json.dumps(small.report), encoding="utf-8")
    return Answered(small, lists, manners, before, after, truth_before, small.office.truth(NEXT_END))


def test_the_next_audit_is_the_truth_too(answered: Answered) -> None:
    assert answered.quarter.state() == State(0, 0, 0)
    assert answered.truth_before != answered.truth_after


def test_each_answer_is_held_against_what_was_done(answered: Answered) -> None:
    commands = answered.quarter.commands
    told = json.loads(commands.run("replies", answered.lists, "--report", answered.after, "--format", "json", codes=(0, 1)))
    items = {(one["rule"], *one["subject"][:2]): one for answers in told["lists"] for one in answers["items"]}
    sent = json.loads(answered.before.read_text(encoding="utf-8"))["outcomes"]
    then, now = ({_key(outcome): outcome for outcome in outcomes} for outcomes in (sent, answered.quarter.report["outcomes"]))
    assert {*answered.manners} <= {*items}
    seen: Counter[str] = Counter()
    for key, item in items.items():
        manner = MANNERS[answered.manners.get(key, "is silent")]
        assert item["verdict"] == _expected(then[key], now[key], manner), key
        assert item["answered"] == ("whole" if manner.state else "no"), key
        if manner.keeps and key in answered.truth_after and key[0] != MONTHLY:
            assert item["verdict"] == "met"
        seen[item["verdict"]] += 1
    assert {"met", "said_done", "broken", "short"} <= {*seen}


def _key(outcome: dict[str, Any]) -> Key:
    return outcome["rule"], outcome["subject"]["kind"], outcome["subject"]["name"]


def _expected(then: dict[str, Any], now: dict[str, Any], manner: Manner) -> str:
    """Return what has to be said of an answer, by how the duty stood and how it stands now."""
    if now["status"] in DONE | EXCUSED:
        return "met" if now["status"] in DONE else "excused"
    if now["status"] == "undetermined":
        return "unjudged"
    if then["missing"] and not {*then["missing"]} & {*now["missing"]}:
        return "made_up"
    return "said_done" if manner.state == "已完成" else "broken" if manner.by == PROMISED else "short"


def test_who_has_not_answered_is_named(answered: Answered) -> None:
    told = json.loads(answered.quarter.commands.run("replies", answered.lists, "--format", "json", codes=(0, 1)))
    found = {one["name"]: one["answered"] for one in told["lists"]}
    teams = [paper.team.name for paper in answered.quarter.papers]
    assert [found[team] for team in teams] == ["no"] * SILENT + ["partly"] * (len(teams) - SILENT)


def test_what_is_closed_is_what_was_done(answered: Answered) -> None:
    said = answered.quarter.commands.run("compare", answered.before, answered.after, "--format", "json", codes=(0, 1))
    kinds = {_key(one): one["kind"] for one in json.loads(said)["changes"]}
    expected = {key: kind_of(old, answered.truth_after[key]) for key, old in answered.truth_before.items()}
    assert {key: kinds.get(key, "unchanged") for key in expected} == expected
    assert Counter(expected.values())["closed"] > 0


def test_a_notice_names_every_item_of_its_list(answered: Answered) -> None:
    commands, folder = answered.quarter.commands, answered.quarter.commands.home / "通知"
    commands.run(
        "shortfalls", answered.quarter.inbox, *commands.sources(NEXT_END), "--format", "docx", "-o", folder, codes=(0, 1)
    )
    for paper in answered.quarter.papers:
        (path,) = folder.glob(f"{paper.team.name}*.docx")
        text = _text_of(path)
        owed = [one for one in answered.quarter.report["outcomes"] if one["subject"]["debtor"] == paper.team.name]
        short = {one["rule"] for one in owed if one["status"] in {"shortfall", "behind"}}
        assert short
        assert {rule for rule in short if rule not in text} == set()


def _text_of(path: Path) -> str:
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
