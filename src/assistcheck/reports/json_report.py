"""The published JSON report, ``assistcheck.report/1``; its schema is ``report-1.schema.json`` beside this file."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from pydantic_core import to_json as to_json_bytes

from assistcheck import __version__
from assistcheck.audit.outcomes import STATUSES, Goal, Outcome, Report, Rows, Subject
from assistcheck.language import Lang
from assistcheck.problems import Problem
from assistcheck.reports import View
from assistcheck.reports.numbers import plain, quantity_of
from assistcheck.reports.safe import escaped
from assistcheck.rules.model import Quantity
from assistcheck.submission.accounts import InputAccount

SCHEMA = "assistcheck.report/1"


def to_json(report: Report, view: View) -> str:
    """Return the report as JSON text, one input, outcome or problem a line; the same report gives the same text."""
    parts = []
    for key, value in to_data(report, view.lang).items():
        text = ",\n".join(map(_compact, value)) if isinstance(value, list) else _compact(value)
        parts.append(f'"{key}":[\n{text}\n]' if isinstance(value, list) else f'"{key}":{text}')
    return escaped("{\n" + ",\n".join(parts) + "\n}\n")


def _compact(value: object) -> str:
    return to_json_bytes(value).decode("utf-8")


def to_data(report: Report, lang: Lang) -> dict[str, Any]:
    """Return the report as plain data in the published shape."""
    return {
        "schema": SCHEMA,
        **run_data(report),
        "outcomes": list(map(OutcomeData(lang).of, report.outcomes)),
        "problems": [problem_data(problem, lang) for problem in report.problems],
        "summary": summary(report),
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


def summary(report: Report) -> dict[str, Any]:
    """Return how many outcomes have each status, problems each level, and how many subjects are short."""
    statuses = Counter(outcome.status for outcome in report.outcomes)
    levels = Counter(problem.level for problem in report.problems)
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


class OutcomeData:
    """Outcomes in the published shape; what rules and subjects share is made once."""

    def __init__(self, lang: Lang) -> None:
        """Keep the language."""
        self._lang = lang
        self._rules: dict[str, tuple[Quantity, str]] = {}
        self._subjects: dict[int, dict[str, Any]] = {}

    def of(self, outcome: Outcome) -> dict[str, Any]:
        """Return one outcome."""
        rule, value, gap = outcome.rule, outcome.value, outcome.gap
        known = self._rules.get(rule.id)
        if known is None:
            known = self._rules[rule.id] = quantity_of(rule), rule.unit.of(self._lang)
        quantity, unit = known
        return {
            "rule": rule.id,
            "clause": rule.clause,
            "level": rule.level,
            "subject": self._subject(outcome.subject),
            "status": outcome.status,
            "value": None if value is None else plain(value, quantity),
            "target": _target(outcome.goal, quantity),
            "expected": plain(outcome.expected, quantity),
            "gap": None if gap is None else plain(gap, quantity, up=quantity == "money"),
            "unit": unit,
            "due": outcome.due.isoformat() if outcome.due else None,
            "missing": outcome.missing,
            "reason": outcome.reason,
            "reason_text": outcome.reason_text.of(self._lang) if outcome.reason_text else None,
            "reading": outcome.reading,
            "evidence": [_rows(rows) for rows in outcome.evidence],
            "excluded": [{**_rows(rows), "reason": rows.reason} for rows in outcome.excluded],
        }

    def _subject(self, subject: Subject) -> dict[str, Any]:
        found = self._subjects.get(id(subject))  # the report keeps its subjects, so that no other takes this id
        if found is None:
            found = {"kind": subject.kind, "name": subject.name, "county": subject.county, "team": subject.team}
            self._subjects[id(subject)] = found
        return found


@cache
def _target(goal: Goal, quantity: Quantity) -> dict[str, Any]:
    if goal.high is not None:
        return {goal.kind: [plain(goal.low, quantity), plain(goal.high, quantity)]}
    return {goal.kind: plain(goal.low, quantity)}


def _rows(rows: Rows) -> dict[str, Any]:
    return {"path": rows.path, "sheet": rows.sheet, "rows": rows.ranges}


def problem_data(problem: Problem, lang: Lang) -> dict[str, Any]:
    """Return one problem in the published shape."""
    return {
        "code": problem.code,
        "level": problem.level,
        "path": problem.place.path or None,
        "sheet": problem.place.sheet or None,
        "cell": problem.place.cell or None,
        "value": problem.value,
        "expected": problem.expected.of(lang),
        "message": problem.message(lang),
        "remedy": problem.remedy.of(lang),
    }
