"""The published JSON report, ``assistcheck.report/1``; its schema is ``report-1.schema.json`` beside this file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from pydantic_core import to_json as to_json_bytes

from assistcheck import __version__
from assistcheck.audit.outcomes import STATUSES, Outcome, Report, Rows, Subject, Threshold
from assistcheck.i18n import Lang
from assistcheck.problem_codes import PROBLEM_LEVELS
from assistcheck.reports import View
from assistcheck.reports.common.escaping import escaped
from assistcheck.reports.common.numbers import plain, quantity_of, unit_of
from assistcheck.reports.common.problem_groups import ProblemGroup, grouped
from assistcheck.rules.model import Quantity, Rule, RulePack
from assistcheck.sanitize import HARMFUL
from assistcheck.submission.row_accounts import InputAccount

if TYPE_CHECKING:
    from assistcheck.reports.json import model

SCHEMA: Literal["assistcheck.report/1"] = "assistcheck.report/1"


def to_json(report: Report, view: View) -> str:
    """Return the report as JSON text, one input, outcome or problem a line; the same report gives the same text."""
    run, problems = run_data(report), grouped(report.problems)
    lists = {
        "inputs": map(_escaped, run["inputs"]),
        "outcomes": _outcome_lines(report, view.lang),
        "problems": (_escaped(problem_data(group, view.lang)) for group in problems),
    }
    single = {"schema": SCHEMA, **run, "summary": summary(report, problems)}
    order = ("schema", "tool", "rules", "as_of", "inputs", "outcomes", "problems", "summary")
    parts = (_listed(key, lists[key]) if key in lists else (f'"{key}":{_escaped(single[key])}',) for key in order)
    return "".join(("{\n", *_separated(parts), "\n}\n"))  # at once: a report may be large, and each copy as large as it


def _outcome_lines(report: Report, lang: Lang) -> Iterable[str]:
    data = OutcomeData(report.pack, lang)
    lines = [_compact(data.of(one)) for one in report.outcomes]
    return map(escaped, lines) if data.is_harmful else lines


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


def to_data(report: Report, lang: Lang) -> model.Report:
    """Return the report as plain data in the published shape."""
    problems, outcomes = grouped(report.problems), OutcomeData(report.pack, lang)
    return {
        "schema": SCHEMA,
        **run_data(report),
        "outcomes": [outcomes.of(outcome) for outcome in report.outcomes],
        "problems": [problem_data(group, lang) for group in problems],
        "summary": summary(report, problems),
    }


def run_data(report: Report) -> model.Run:
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


def summary(report: Report, problems: Iterable[ProblemGroup]) -> model.Summary:
    """Return how many outcomes have each status, problems each level, and how many subjects are short."""
    statuses = Counter(outcome.status for outcome in report.outcomes)
    levels = Counter(group.problem.level for group in problems)
    short = {(o.subject.kind, o.subject.name) for o in report.outcomes if o.status == "shortfall"}
    return {
        "outcomes": {status: statuses[status] for status in STATUSES},
        "problems": {level: levels[level] for level in PROBLEM_LEVELS},
        "subjects_short": len(short),
        "exit_code": report.exit_code,
    }


def _input(account: InputAccount) -> model.Input:
    return {
        "path": account.path,
        "sha256": account.sha256 or None,
        "reporter": account.reporter,
        "status": account.status,
        "sheets": [{"name": sheet.title, "ledger": sheet.ledger, "rows": dict(sheet.rows)} for sheet in account.sheets],
    }


class OutcomeData:
    """Outcomes of one report in the published shape; what rules, subjects and targets share is made once."""

    def __init__(self, pack: RulePack, lang: Lang) -> None:
        """Keep the language, and the kinds by which a subject is grouped."""
        self._lang: Lang = lang
        self._roles = pack.subjects.roles
        self._texts = _Texts()
        self._rules: dict[str, tuple[Quantity, int, str]] = {}
        self._subjects: dict[int, model.Subject] = {}  # by identity, as the targets: the report keeps both
        self._targets: dict[int, model.Target] = {}

    @property
    def is_harmful(self) -> bool:
        """Whether a text given so far holds a character that a terminal would act on, or hide."""
        return self._texts.is_harmful

    def of(self, outcome: Outcome) -> model.Outcome:
        """Return one outcome."""
        rule, subject, status, value, goal, expected, gap, due, missing, reason, words, reading = outcome[:12]
        quantity, clause, unit = self._rules.get(rule.id) or self._rule(rule)
        return {
            "rule": rule.id,
            "clause": clause,
            "level": rule.level,
            "subject": self._subjects.get(id(subject)) or self._subject(subject),
            "status": status,
            "value": None if value is None else plain(value, quantity),
            "target": self._targets.get(id(goal)) or self._target(goal, quantity),
            "expected": plain(expected, quantity),
            "gap": None if gap is None else plain(gap, quantity, up=quantity == "money"),
            "unit": unit,
            "due": due.isoformat() if due else None,
            "missing": list(missing),
            "reason": reason,
            "reason_text": self._texts[words.text(self._lang)] if words else None,
            "reading": reading,
            "evidence": [self._rows(rows) for rows in outcome.evidence],
            "excluded": [self._rows(rows) for rows in outcome.excluded],
        }

    def _rule(self, rule: Rule) -> tuple[Quantity, int, str]:
        found = self._rules[rule.id] = quantity_of(rule), rule.clause, self._texts[unit_of(rule).text(self._lang)]
        return found

    def _subject(self, subject: Subject) -> model.Subject:
        found = {"kind": subject.kind, "name": subject.name, self._roles.region: subject.region}
        found[self._roles.reporting] = subject.reporter
        found["debtor"] = subject.owed_by.words.text(self._lang)
        for text in found.values():
            self._texts[text or ""]
        self._subjects[id(subject)] = found
        return found

    def _target(self, goal: Threshold, quantity: Quantity) -> model.Target:
        low = plain(goal.low, quantity)
        found: model.Target = {}
        if goal.kind == "between":
            found["between"] = [low, plain(goal.low if goal.high is None else goal.high, quantity)]
        else:
            found[goal.kind] = low
        self._targets[id(goal)] = found
        return found

    def _rows(self, rows: Rows) -> model.Rows:
        found: model.Rows = {
            "path": self._texts[rows.path],
            "sheet": self._texts[rows.sheet],
            "rows": [[first, last] for first, last in rows.ranges],
        }
        if rows.reason:
            found["reason"] = self._texts[rows.reason]
        return found


class _Texts(dict[str, str]):
    """Texts, each looked at once for characters that a terminal would act on, or hide."""

    is_harmful = False

    def __missing__(self, text: str) -> str:
        self.is_harmful = self.is_harmful or bool(HARMFUL.search(text))
        self[text] = text
        return text


def problem_data(group: ProblemGroup, lang: Lang) -> model.Problem:
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
