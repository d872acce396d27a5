"""The published JSON of an explanation, ``assistcheck.explain/1``; its schema is ``explain-1.schema.json`` beside this file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from assistcheck.audit.explanation import Explained, Explanation, ShownRow
from assistcheck.audit.outcomes import Report
from assistcheck.audit.remedy import Remedy
from assistcheck.i18n import Lang
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.reports import View
from assistcheck.reports.common.escaping import escaped
from assistcheck.reports.common.exclusion_reasons import reason_words
from assistcheck.reports.common.measure_phrases import figure_words, header_of, tests_words
from assistcheck.reports.common.numbers import plain
from assistcheck.reports.common.open_items import Items
from assistcheck.reports.common.problem_groups import alone
from assistcheck.reports.explanation.remedy_phrases import remedy_words
from assistcheck.reports.json.v1 import OutcomeLines, problem_data, run_data
from assistcheck.rules.model import RulePack

SCHEMA = "assistcheck.explain/1"


def to_json(explained: Explained, view: View) -> str:
    """Return the explanation as JSON text; the same explanation gives the same text."""
    return escaped(json.dumps(to_data(explained, view.lang), ensure_ascii=False, indent=1)) + "\n"


def to_data(explained: Explained, lang: Lang) -> dict[str, Any]:
    """Return the explanation as plain data in the published shape."""
    run = run_data(explained.report)
    cases = [_case(case, explained.report, lang) for case in explained.explanations]
    return {"schema": SCHEMA, **run, "explanations": cases}


def _case(case: Explanation, report: Report, lang: Lang) -> dict[str, Any]:
    rule, outcome, clause = case.outcome.rule, case.outcome, case.clause
    remedy, words = case.remedy, remedy_words(case, report)
    kinds = {column.name: column.kind for column in ledgers_of(report.pack)[rule.measure.ledger].columns}
    reading = next((one for one in rule.readings if one.name == outcome.reading), None)
    return {
        "duty": {
            "rule": rule.id,
            "title": rule.title.text(lang),
            "clause": clause.clause,
            "clause_title": clause.title.text(lang),
            "quote": rule.quote,
            "criterion": rule.criterion.text(lang),
            "responsible": list(clause.responsible),
        },
        "reading": {"name": reading.name, "words": reading.words.text(lang)} if reading else None,
        "measure": _measure(case, report.pack, lang),
        "outcome": json.loads(OutcomeLines(lang, report.pack.subjects.roles).of(outcome)),
        "periods": [
            {"period": one.label, "rows": one.rows, "ended": one.ended, "missing": one.missing} for one in case.periods
        ],
        "counted": [_row(row, case, kinds, report.pack, lang) for row in case.counted],
        "left_out": [_row(row, case, kinds, report.pack, lang) for row in case.left_out],
        "unplaced": [_row(row, case, kinds, report.pack, lang) for row in case.unplaced],
        "remedy": {
            "kind": remedy.kind,
            "amount": _number(remedy, kinds),
            "columns": remedy.column.split("、") if remedy.column else [],
            "periods": list(remedy.periods),
            "cells": [{"path": one.path, "sheet": one.sheet, "cell": one.cell} for one in remedy.places],
            "words": words.to_meet.text(lang),
        },
        "near": [text.text(lang) for text in Items(report).item(outcome).words.near],
    }


def _measure(case: Explanation, pack: RulePack, lang: Lang) -> dict[str, Any]:
    rule, measure = case.outcome.rule, case.outcome.rule.measure
    return {
        "ledger": measure.ledger,
        "sheet": ledgers_of(pack)[measure.ledger].title,
        "by": dict(case.identified_by),
        "tests": [words.text(lang) for words in tests_words(rule, pack)],
        "figure": figure_words(measure.figure, measure.ledger, pack).text(lang),
        "columns": [{"id": name, "header": header_of(measure.ledger, name, pack)} for name in case.columns],
    }


def _row(row: ShownRow, case: Explanation, kinds: Mapping[str, str], pack: RulePack, lang: Lang) -> dict[str, Any]:
    rule = case.outcome.rule
    cells = {name: _cell(cell, kinds[name]) for name, cell in zip(case.columns, row.cells, strict=True)}
    found: dict[str, Any] = {"path": row.place.path, "sheet": row.place.sheet, "row": row.place.row, "cells": cells}
    if row.reason is not None:
        found |= {"reason": row.reason, "reason_text": reason_words(row.reason, rule, pack).text(lang)}
    if row.part_reason is not None:
        found["part_reason_text"] = reason_words(row.part_reason, rule, pack).text(lang)
    return {**found, "problems": [problem_data(alone(one), lang) for one in row.problems]}


def _cell(cell: Any, kind: str) -> Any:  # noqa: ANN401 - a value of any column
    match cell:
        case Decimal() if kind == "amount":
            return plain(cell, "money")
        case Decimal():
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case tuple():
            return list(cell)
        case _:
            return cell


def _number(remedy: Remedy, kinds: Mapping[str, str]) -> int | str | None:
    """Return the amount of a remedy as figures are written: counts as numbers, money with two decimals."""
    if remedy.amount is None or isinstance(remedy.amount, int):
        return remedy.amount
    is_money = kinds.get(remedy.column) == "amount"
    return plain(remedy.amount, "money", up=True) if is_money else str(remedy.amount)
