"""The published JSON report, ``assistcheck.report/1``; its schema is ``report-1.schema.json`` beside this file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from assistcheck import __version__
from assistcheck.audit.outcomes import STATUSES, Report
from assistcheck.i18n import Lang
from assistcheck.problem_codes import PROBLEM_LEVELS
from assistcheck.problems import Problem
from assistcheck.reports import View
from assistcheck.reports.json.outcomes import OutcomeData, OutcomeLines, compact
from assistcheck.submission.row_accounts import InputAccount, SheetAccount
from assistcheck.submission.row_marks import RowMarks, SheetMarks

if TYPE_CHECKING:
    from assistcheck.comparison.record import ReportRecord
    from assistcheck.reports.json import model

SCHEMA: Literal["assistcheck.report/1"] = "assistcheck.report/1"


def to_json(report: Report, view: View) -> Iterator[str]:
    """Yield the report as JSON text, one input, outcome or problem a line; the same report gives the same text."""
    run = run_data(report, report.row_marks)
    lines = OutcomeLines(report.pack, view.lang)
    yield f'{{\n"schema":{compact(SCHEMA)},\n"tool":{compact(run["tool"])},\n"rules":{compact(run["rules"])},\n'
    yield f'"as_of":{compact(run["as_of"])},\n'
    yield from _listed("inputs", (compact(one) for one in run["inputs"]))
    yield from _listed("outcomes", (",\n".join(lines.of(batch)) for batch in report.outcomes.batches()))
    yield from _listed("problems", (compact(problem_data(one, view.lang)) for one in report.problems))
    yield f'"summary":{compact(summary(report))}\n}}\n'


def _listed(key: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a list of the report, with the comma behind it."""
    yield f'"{key}":[\n'
    for number, line in enumerate(lines):
        yield f",\n{line}" if number else line
    yield "\n],\n"


def to_data(report: Report, lang: Lang) -> model.Report:
    """Return the report as plain data in the published shape."""
    outcomes = OutcomeData(report.pack, lang)
    return {
        "schema": SCHEMA,
        **run_data(report, report.row_marks),
        "outcomes": [outcomes.of(outcome) for outcome in report.outcomes],
        "problems": [problem_data(one, lang) for one in report.problems],
        "summary": summary(report),
    }


def record_of(report: Report, lang: Lang) -> ReportRecord:
    """Return a report as it would be read back from its JSON: what another one can be held against."""
    from assistcheck.comparison.record import ReportRecord  # noqa: PLC0415 - it loads Pydantic

    return ReportRecord.model_validate(to_data(report, lang))


def run_data(report: Report, marks: RowMarks = RowMarks()) -> model.Run:  # noqa: B008 - it holds nothing
    """Return what is told of a run in every published shape: tool, rules, as-of date, inputs; with the ``marks`` of rows."""
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
        "inputs": [_input(account, marks) for account in report.inputs],
    }


def summary(report: Report) -> model.Summary:
    """Return how many outcomes have each status, problems each level, and how many subjects are short."""
    tally = report.outcomes.tally
    levels = Counter(problem.level for problem in report.problems)
    return {
        "outcomes": {status: tally.statuses[status] for status in STATUSES},
        "problems": {level: levels[level] for level in PROBLEM_LEVELS},
        "subjects_short": len(tally.short),
        "exit_code": report.exit_code,
    }


def _input(account: InputAccount, marks: RowMarks) -> model.Input:
    return {
        "path": account.path,
        "sha256": account.sha256 or None,
        "reporter": account.reporter,
        "status": account.status,
        "sheets": [_sheet(sheet, marks.of(account.path, sheet.title)) for sheet in account.sheets],
    }


def _sheet(sheet: SheetAccount, marks: SheetMarks | None) -> model.Sheet:
    found: model.Sheet = {"name": sheet.title, "ledger": sheet.ledger, "rows": dict(sheet.rows)}
    if marks and marks.rows:
        found["row_marks"] = {"rows": [[first, last] for first, last in marks.rows], "marks": marks.marks}
    return found


def problem_data(problem: Problem, lang: Lang) -> model.Problem:
    """Return a problem in the published shape, with all its cells."""
    found: model.Problem = {
        "code": problem.code,
        "level": problem.level,
        "path": problem.place.path or None,
        "sheet": problem.place.sheet or None,
        "cell": problem.place.cell or None,
        "cells": list(problem.cells),
        "count": problem.count,
        "value": problem.value,
        "expected": problem.expected.text(lang),
        "message": problem.message(lang),
        "remedy": problem.remedy.text(lang),
    }
    if problem.place.row and not problem.place.sheet:
        found["line"] = problem.place.row
    return found
