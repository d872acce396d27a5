"""The published JSON report, ``assistcheck.report/1``; its schema is ``report-1.schema.json`` beside this file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pydantic_core import to_json as to_json_bytes

from assistcheck import __version__
from assistcheck.audit.outcomes import STATUSES, Outcome, Report, Rows, Subject, Threshold
from assistcheck.calendar import Number
from assistcheck.i18n import Lang
from assistcheck.reports import View
from assistcheck.reports.common.escaping import escaped
from assistcheck.reports.common.numbers import plain, quantity_of
from assistcheck.reports.common.problem_groups import ProblemGroup, grouped
from assistcheck.rules.model import Quantity, Rule
from assistcheck.submission.row_accounts import InputAccount

SCHEMA = "assistcheck.report/1"


def to_json(report: Report, view: View) -> str:
    """Return the report as JSON text, one input, outcome or problem a line; the same report gives the same text."""
    problems = grouped(report.problems)
    lists = {
        "inputs": map(_escaped, map(_input, report.inputs)),
        "outcomes": map(OutcomeLines(view.lang).of, report.outcomes),
        "problems": (_escaped(problem_data(group, view.lang)) for group in problems),
    }
    single = {"schema": SCHEMA, **run_data(report), "summary": summary(report, problems)}
    order = ("schema", "tool", "rules", "as_of", "inputs", "outcomes", "problems", "summary")
    parts = (_listed(key, lists[key]) if key in lists else (f'"{key}":{_escaped(single[key])}',) for key in order)
    return "".join(("{\n", *_separated(parts), "\n}\n"))  # at once: a report may be large, and each copy as large as it


def _separated(parts: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the texts of ``parts``, with a comma between one part and the next."""
    for number, part in enumerate(parts):
        if number:
            yield ",\n"
        yield from part


def _listed(key: str, lines: Iterable[str]) -> Iterator[str]:
    yield f'"{key}":[\n'
    yield from _separated((line,) for line in lines)
    yield "\n]"


def _escaped(value: object) -> str:
    return escaped(_compact(value))


def _compact(value: object) -> str:
    return to_json_bytes(value).decode("utf-8")


def to_data(report: Report, lang: Lang) -> dict[str, Any]:
    """Return the report as plain data in the published shape."""
    problems = grouped(report.problems)
    return {
        "schema": SCHEMA,
        **run_data(report),
        "outcomes": [json.loads(line) for line in map(OutcomeLines(lang).of, report.outcomes)],
        "problems": [problem_data(group, lang) for group in problems],
        "summary": summary(report, problems),
    }


def run_data(report: Report) -> dict[str, Any]:
    """Return what is told of a run in every published shape: tool, rules, as-of date, inputs."""
    manifest = report.pack.manifest
    return {
        "tool": {"name": "assistcheck", "version": __version__},
        "rules": {
            "pack": manifest.name,
            "title": {"zh": manifest.title.zh, "en": manifest.title.en},
            "sha256": report.pack.sha256,
            "readings": dict(sorted(report.readings.items())),
        },
        "as_of": report.as_of.isoformat(),
        "inputs": [_input(account) for account in report.inputs],
    }


def summary(report: Report, problems: Iterable[ProblemGroup]) -> dict[str, Any]:
    """Return how many outcomes have each status, problems each level, and how many subjects are short."""
    statuses = Counter(outcome.status for outcome in report.outcomes)
    levels = Counter(group.problem.level for group in problems)
    short = {(o.subject.kind, o.subject.name) for o in report.outcomes if o.status == "shortfall"}
    return {
        "outcomes": {status: statuses[status] for status in STATUSES},
        "problems": {level: levels[level] for level in ("error", "warning", "note")},
        "subjects_short": len(short),
        "exit_code": report.exit_code,
    }


def _input(account: InputAccount) -> dict[str, Any]:
    return {
        "path": account.path,
        "sha256": account.sha256 or None,
        "reporter": account.reporter,
        "status": account.status,
        "sheets": [{"name": sheet.title, "ledger": sheet.ledger, "rows": dict(sheet.rows)} for sheet in account.sheets],
    }


class OutcomeLines:
    """Outcomes in the published shape, each a line of JSON; what rules, subjects and sheets share is written once."""

    def __init__(self, lang: Lang) -> None:
        """Keep the language."""
        self._lang = lang
        self._text = _Texts()
        self._rules: dict[str, tuple[str, Quantity, str]] = {}
        self._subjects: dict[int, str] = {}
        self._goals: dict[int, str] = {}
        self._days: dict[date, str] = {}

    def of(self, outcome: Outcome) -> str:
        """Return one outcome."""
        rule, subject, status, value, goal, expected, gap, due, missing, reason, words, reading = outcome[:12]
        head, quantity, unit = self._rules.get(rule.id) or self._known(rule)
        text, up = self._text, quantity == "money"
        return (
            f'{{{head},"subject":{self._subjects.get(id(subject)) or self._subject(subject)},"status":"{status}"'
            f',"value":{"null" if value is None else _figure(value, quantity)}'
            f',"target":{self._goals.get(id(goal)) or self._target(goal, quantity)}'
            f',"expected":{_figure(expected, quantity)}'
            f',"gap":{"null" if gap is None else _figure(gap, quantity, up=up)},"unit":{unit}'
            f',"due":{(self._days.get(due) or self._day(due)) if due else "null"}'
            f',"missing":{_compact(missing) if missing else "[]"}'
            f',"reason":{text[reason]},"reason_text":{text[words.text(self._lang)] if words else "null"}'
            f',"reading":{text[reading]},"evidence":[{",".join(map(self._rows, outcome.evidence))}]'
            f',"excluded":[{",".join(map(self._rows, outcome.excluded))}]}}'
        )

    def _known(self, rule: Rule) -> tuple[str, Quantity, str]:
        head = f'"rule":"{rule.id}","clause":{rule.clause},"level":"{rule.level}"'
        found = self._rules[rule.id] = head, quantity_of(rule), self._text[rule.unit.text(self._lang)]
        return found

    def _subject(self, subject: Subject) -> str:
        parts = {"kind": subject.kind, "name": subject.name, "county": subject.county, "team": subject.team}
        parts["debtor"] = subject.owed_by.words.text(self._lang)
        found = self._subjects[id(subject)] = _escaped(parts)  # the report keeps its subjects, so that no other takes this id
        return found

    def _target(self, goal: Threshold, quantity: Quantity) -> str:
        low = plain(goal.low, quantity)
        found = _compact({goal.kind: low if goal.high is None else [low, plain(goal.high, quantity)]})
        self._goals[id(goal)] = found  # the report keeps its goals too, each of one rule
        return found

    def _day(self, due: date) -> str:
        found = self._days[due] = f'"{due.isoformat()}"'
        return found

    def _rows(self, rows: Rows) -> str:
        reason = f',"reason":{self._text[rows.reason]}' if rows.reason else ""
        ranges = ",".join([f"[{first},{last}]" for first, last in rows.ranges])
        return f'{{"path":{self._text[rows.path]},"sheet":{self._text[rows.sheet]},"rows":[{ranges}]{reason}}}'


class _Texts(dict[str | None, str]):
    """Texts as JSON, each written once."""

    def __missing__(self, text: str | None) -> str:
        found = self[text] = _escaped(text)
        return found


def _figure(value: Number, quantity: Quantity, *, up: bool = False) -> str:
    if quantity == "count":
        return str(int(value))
    return f'"{plain(value, quantity, up=up)}"'


def problem_data(group: ProblemGroup, lang: Lang) -> dict[str, Any]:
    """Return equal problems in the published shape: the first of them, with all their cells."""
    problem = group.problem
    return {
        "code": problem.code,
        "level": problem.level,
        "path": problem.place.path or None,
        "sheet": problem.place.sheet or None,
        "cell": problem.place.cell or None,
        "cells": list(group.cells),
        "count": group.times,
        "value": problem.value,
        "expected": problem.expected.text(lang),
        "message": problem.message(lang),
        "remedy": problem.remedy.text(lang),
    }
