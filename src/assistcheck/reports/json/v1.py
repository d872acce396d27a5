"""The published JSON report, ``assistcheck.report/1``; its schema is ``report-1.schema.json`` beside this file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from assistcheck import __version__
from assistcheck.audit.outcomes import STATUSES, Report
from assistcheck.i18n import Lang
from assistcheck.problem_codes import PROBLEM_LEVELS
from assistcheck.problems import Problem
from assistcheck.reports import View
from assistcheck.reports.json.duties import duties_data
from assistcheck.reports.json.outcomes import OutcomeData, OutcomeLines, compact
from assistcheck.submission.row_accounts import InputAccount, SheetAccount
from assistcheck.submission.row_marks import RowMarks, SheetMarks

if TYPE_CHECKING:
    from assistcheck.audit.baseline import Held
    from assistcheck.comparison.record import ReportRecord
    from assistcheck.reports.json import model

SCHEMA: Literal["assistcheck.report/1"] = "assistcheck.report/1"


def to_json(report: Report, view: View) -> Iterator[str]:
    """Yield the report as JSON text, one input, outcome or problem a line; the same report gives the same text."""
    lines = OutcomeLines(report.pack, view.lang, report.baseline)
    outcomes = (",\n".join(lines.of(batch)) for batch in report.outcomes.batches())
    problems = (problem_data(one, view.lang, report.baseline) for one in report.problems)
    return json_text(report, outcomes, problems, lambda: _ending(report, view.lang))


def json_text(
    report: Report, outcomes: Iterable[str], problems: Iterable[model.Problem], end: Callable[[], Mapping[str, object]]
) -> Iterator[str]:
    """Yield a report as JSON text that holds these outcomes (each text one or some) and problems; ``end``: what follows."""
    run = run_data(report, report.row_marks)
    yield f'{{\n"schema":{compact(SCHEMA)},\n"tool":{compact(run["tool"])},\n"rules":{compact(run["rules"])},\n'
    yield f'"as_of":{compact(run["as_of"])},\n'
    yield from _listed("inputs", (compact(one) for one in run["inputs"]))
    yield from _listed("duties", map(compact, duties_data(report.pack, report.readings)))
    yield from _listed("outcomes", outcomes)
    yield from _listed("problems", map(compact, problems))
    yield ",\n".join(f'"{key}":{compact(value)}' for key, value in end().items())
    yield "\n}\n"


def _listed(key: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a list of the report, with the comma behind it."""
    yield f'"{key}":[\n'
    for number, line in enumerate(lines):
        yield f",\n{line}" if number else line
    yield "\n],\n"


def to_data(report: Report, lang: Lang) -> model.Report:
    """Return the report as plain data in the published shape."""
    run, outcomes = run_data(report, report.row_marks), OutcomeData(report.pack, lang, report.baseline)
    found: model.Report = {
        "schema": SCHEMA,
        "tool": run["tool"],
        "rules": run["rules"],
        "as_of": run["as_of"],
        "inputs": run["inputs"],
        "duties": [*duties_data(report.pack, report.readings)],
        "outcomes": [outcomes.of(outcome) for outcome in report.outcomes],
        "problems": [problem_data(one, lang, report.baseline) for one in report.problems],
        "summary": summary(report),
    }
    if report.baseline:
        found["baseline"] = _baseline(report, report.baseline, lang)
    return found


def _ending(report: Report, lang: Lang) -> dict[str, object]:
    """Return what stands after outcomes and problems."""
    found: dict[str, object] = {"baseline": _baseline(report, report.baseline, lang)} if report.baseline else {}
    return found | {"summary": summary(report)}


def _baseline(report: Report, held: Held, lang: Lang) -> model.Baseline:
    since, faults = report.outcomes.since, held.faults
    return {
        "path": held.source.path,
        "sha256": held.source.sha256,
        "as_of": held.source.as_of.isoformat(),
        "remarks": [remark.text(lang) for remark in held.remarks],
        "outcomes": dict(since.counts),
        "faults": {"new": faults.new, "known": faults.known, "closed": faults.closed},
        "failing": {"outcomes": since.failing, "faults": faults.failing},
    }


def record_of(report: Report, lang: Lang) -> ReportRecord:
    """Return a report as it would be read back from its JSON: what another one can be held against."""
    from assistcheck.comparison.record import ReportRecord  # noqa: PLC0415 - it loads Pydantic

    return ReportRecord.model_validate(to_data(report, lang))


def run_data(report: Report, marks: RowMarks = RowMarks()) -> model.Run:  # noqa: B008 - it holds nothing
    """Return what is told of a run in every published shape: tool, rules, as-of date, inputs; with the ``marks`` of rows."""
    manifest, year = report.pack.manifest, report.pack.programme_year
    return {
        "tool": {"name": "assistcheck", "version": __version__},
        "rules": {
            "pack": manifest.name,
            "title": {"zh": manifest.title.zh, "en": manifest.title.en},
            "sha256": report.pack.sha256,
            "year": {
                "number": year.number,
                "first_day": year.first_day.isoformat(),
                "effective_from": year.effective_from.isoformat(),
            },
            "languages": [*manifest.languages],
            "dates": manifest.dates,
            "kinds": {kind.id: {"zh": kind.name.zh, "en": kind.name.en} for kind in report.pack.subjects.kinds},
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


def problem_data(problem: Problem, lang: Lang, held: Held | None = None) -> model.Problem:
    """Return a problem in the published shape, with all its cells; ``held``: what the run is held against."""
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
    if held:
        found["new"] = held.new_cells(problem)
        found["baseline_state"] = "new" if found["new"] else "known"
    return found
