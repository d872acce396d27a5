"""The published JSON of an explanation, ``assistcheck.explain/1``; its schema is ``explain-1.schema.json`` beside this file."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from assistcheck.audit.explanation import CellValue, Explained, Explanation, PeriodShown, ShownRow
from assistcheck.audit.remedy import Remedy
from assistcheck.i18n import Lang
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.reports import View
from assistcheck.reports.common.escaping import escaped
from assistcheck.reports.common.exclusion_reasons import reason_words
from assistcheck.reports.common.measure_phrases import figure_words, header_of, tests_words
from assistcheck.reports.common.numbers import plain
from assistcheck.reports.common.open_items import Items
from assistcheck.reports.explanation import model
from assistcheck.reports.explanation.remedy_phrases import remedy_words
from assistcheck.reports.json.outcomes import OutcomeData
from assistcheck.reports.json.v1 import problem_data, run_data


def to_json(explained: Explained, view: View) -> str:
    """Return the explanation as JSON text; the same explanation gives the same text."""
    return escaped(json.dumps(to_data(explained, view.lang), ensure_ascii=False, indent=1)) + "\n"


def to_data(explained: Explained, lang: Lang) -> model.Explained:
    """Return the explanation as plain data in the published shape."""
    run = run_data(explained.report)
    cases = [_Case(explained, case, lang).data() for case in explained.explanations]
    return {"schema": model.SCHEMA, **run, "explanations": cases}


class _Case:
    """One explanation in the published shape."""

    def __init__(self, explained: Explained, case: Explanation, lang: Lang) -> None:
        self.report = explained.report
        self.pack = explained.report.pack
        self.case = case
        self.outcome = case.outcome
        self.rule = case.outcome.rule
        self.lang: Lang = lang
        self.sheet = ledgers_of(self.pack)[self.rule.measure.ledger]

    def data(self) -> model.Explanation:
        """Return all of it."""
        case = self.case
        reading = next((one for one in self.rule.readings if one.name == self.outcome.reading), None)
        return {
            "duty": self._duty(),
            "reading": {"name": reading.name, "words": reading.words.text(self.lang)} if reading else None,
            "measure": self._measure(),
            "outcome": OutcomeData(self.pack, self.lang).of(self.outcome),
            "periods": list(map(_period, case.periods)),
            "counted": [self._row(row) for row in case.counted],
            "left_out": [self._row(row) for row in case.left_out],
            "unplaced": [self._row(row) for row in case.unplaced],
            "remedy": self._remedy(case.remedy),
            "near": [text.text(self.lang) for text in Items(self.report).item(self.outcome).words.near],
        }

    def _duty(self) -> model.Duty:
        rule, clause, lang = self.rule, self.case.clause, self.lang
        return {
            "rule": rule.id,
            "title": rule.title.text(lang),
            "clause": clause.clause,
            "clause_title": clause.title.text(lang),
            "quote": rule.quote,
            "criterion": rule.criterion.text(lang),
            "responsible": list(clause.responsible),
        }

    def _measure(self) -> model.Measure:
        measure, pack, lang = self.rule.measure, self.pack, self.lang
        return {
            "ledger": measure.ledger,
            "sheet": self.sheet.title,
            "by": dict(self.case.identified_by),
            "tests": [words.text(lang) for words in tests_words(self.rule, pack)],
            "figure": figure_words(measure.figure, measure.ledger, pack).text(lang),
            "columns": [{"id": name, "header": header_of(measure.ledger, name, pack)} for name in self.case.columns],
        }

    def _row(self, row: ShownRow) -> model.Row:
        cells = {name: self._cell(name, cell) for name, cell in zip(self.case.columns, row.cells, strict=True)}
        return {
            "path": row.place.path,
            "sheet": row.place.sheet,
            "row": row.place.row,
            "cells": cells,
            **self._reasons(row),
            "problems": [problem_data(one, self.lang) for one in row.problems],
        }

    def _reasons(self, row: ShownRow) -> model.Reasons:
        found: model.Reasons = {}
        if row.reason is not None:
            found["reason"] = row.reason
            found["reason_text"] = reason_words(row.reason, self.rule, self.pack).text(self.lang)
        if row.part_reason is not None:
            found["part_reason_text"] = reason_words(row.part_reason, self.rule, self.pack).text(self.lang)
        return found

    def _cell(self, column: str, cell: CellValue) -> model.Value:
        match cell:
            case Decimal() if self.sheet.by_name[column].kind == "amount":
                return plain(cell, "money")
            case Decimal():
                return f"{cell:f}"
            case date():
                return cell.isoformat()
            case tuple():
                return list(cell)
            case _:
                return cell

    def _remedy(self, remedy: Remedy) -> model.Remedy:
        return {
            "kind": remedy.kind,
            "amount": self._amount(remedy),
            "columns": list(remedy.columns),
            "periods": list(remedy.periods),
            "cells": [{"path": one.path, "sheet": one.sheet, "cell": one.cell} for one in remedy.places],
            "words": remedy_words(self.case, self.report).to_meet.text(self.lang),
        }

    def _amount(self, remedy: Remedy) -> int | str | None:
        """Return the amount of a remedy as figures are written: counts as numbers, money with two decimals."""
        if remedy.amount is None or isinstance(remedy.amount, int):
            return remedy.amount
        column = self.sheet.by_name.get(remedy.column)
        return plain(remedy.amount, "money", up=True) if column and column.kind == "amount" else str(remedy.amount)


def _period(one: PeriodShown) -> model.Period:
    found: model.Period = {"period": one.label, "rows": one.rows, "ended": one.ended, "missing": one.missing}
    if one.waived:
        found["waived"] = True
    return found
