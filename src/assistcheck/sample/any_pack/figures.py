"""The rows that a figure is made of: as many, or of as much, as is wanted of one subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from assistcheck.audit.outcomes import Subject
from assistcheck.ledgers.schema import Column
from assistcheck.rules.model import Rule
from assistcheck.rules.vocabulary import BestRatio, Condition, Newest, Ratio
from assistcheck.sample.any_pack.conditions import failing, passes, passing
from assistcheck.sample.any_pack.ledger_rows import LedgerRows
from assistcheck.sample.any_pack.row_maker import Row
from assistcheck.sample.rows import Value

PARTS = 4
"""Rows that a figure is made of that is no number of rows: one in each quarter."""
_MORE = (100, 130)
"""What a sum reaches, in per cent of what would do."""
_WHOLES = {"amount": (20_000, 90_000, 100), "whole": (2_000, 9_000, 100)}
"""What a ratio is of, by the type of its column: from, to, in steps of."""
_FEW = (20, 80, 1)
_BESIDES = 1_000
"""What makes a share differ a little more than it must."""
_TRIES = 12


class Duty(NamedTuple):
    """One rule for one subject, and the figure that is wanted."""

    rule: Rule
    subject: Subject
    given: Row
    """The cells that say whose a row is."""
    goal: Decimal
    is_short: bool


def add_rows(duty: Duty, ledger: LedgerRows, days: Sequence[date]) -> None:
    """Add rows under the days whose figure is what is wanted."""
    figure, maker = duty.rule.measure.figure, ledger.maker
    match figure.kind:
        case "count" | "paired_once":
            for day in days:
                _add(duty, ledger, {}, day)
        case "distinct":
            _add_different(duty, ledger, figure.columns, days)
        case "sum":
            for day in days:
                part = duty.goal / len(days) * (100 if duty.is_short else maker.draw.between(*_MORE)) / 100
                _add(duty, ledger, {figure.column: _written(part, maker.sheet.by_name[figure.column], duty)}, day)
        case "ratio" | "best_ratio" if figure.part == figure.whole:
            _add_share(duty, ledger, figure, days[-1])
        case "ratio" | "best_ratio":
            _add_ratio(duty, ledger, figure, days[-1])
        case "newest":
            _add_newest(duty, ledger, figure, days[-1])
        case "every":
            others = [word for word in maker.words(figure.column) if word != figure.value]
            _add(duty, ledger, {figure.column: others[0] if duty.is_short and others else figure.value}, days[-1])
    if duty.is_short and days and (cells := failing(maker, duty.rule.measure.where)):
        ledger.add({**duty.given, **cells}, days[-1])


def _made(duty: Duty, ledger: LedgerRows, cells: Mapping[str, Value], day: date) -> Row | None:
    """Return a row of a subject that counts for its rule."""
    maker = ledger.maker
    row = passing(maker, {**duty.given, **cells}, duty.rule.measure.where, duty.subject, day)
    return maker.made({**row, **ledger.allowed(row)}, day) if row is not None else None


def _add(duty: Duty, ledger: LedgerRows, cells: Mapping[str, Value], day: date) -> None:
    if (row := _made(duty, ledger, cells, day)) is not None:
        same = ledger.same({**duty.given, **cells, **ledger.maker.dated(day)})
        ledger.add({**row, **same, **cells} if same else row, day)


def _add_different(duty: Duty, ledger: LedgerRows, columns: Sequence[str], days: Sequence[date]) -> None:
    """Add rows that differ in some columns; where there may be too many of them, that is a limit for other rules too."""
    found: list[Row] = []
    for day in days:
        for _ in range(_TRIES):
            row = _made(duty, ledger, {}, day)
            cells = {name: row.get(name) for name in columns} if row else {}
            if row and cells not in found:
                found.append(cells)
                ledger.add(row, day)
                break
    if has_limit(duty.rule):
        ledger.limit(duty.given, found)


def has_limit(rule: Rule) -> bool:
    """Whether there can be too many different things for a rule."""
    is_bounded = rule.target.between is not None or rule.target.exactly is not None
    return is_bounded and rule.measure.figure.kind == "distinct"


def _tests(figure: Ratio | BestRatio) -> tuple[Condition, ...]:
    return figure.part_where if isinstance(figure, Ratio) else ()


def _add_share(duty: Duty, ledger: LedgerRows, figure: Ratio | BestRatio, day: date) -> None:
    """Add one row that makes rows of some sort the share of all rows that is wanted."""
    tests, goal, own = _tests(figure), duty.goal, ledger.of(duty.given)
    amounts = [(Decimal(str(row[figure.part])), passes(row, tests)) for row in own if row[figure.part] is not None]
    whole, part = sum(number for number, _ in amounts), sum(number for number, is_part in amounts if is_part)
    column = ledger.maker.sheet.by_name[figure.part]
    if duty.is_short and (cells := failing(ledger.maker, tests)):
        amount = max(part / goal - whole, Decimal(0)) + _BESIDES
        ledger.add({**duty.given, **cells, figure.part: _written(amount, column, duty)}, day)
    elif not duty.is_short and (row := passing(ledger.maker, duty.given, tests, duty.subject, day)) is not None:
        amount = max((goal * whole - part) / (1 - goal), Decimal(0)) + _BESIDES if goal < 1 else Decimal(_BESIDES)
        ledger.add({**row, figure.part: _written(amount, column, duty)}, day)


def _add_ratio(duty: Duty, ledger: LedgerRows, figure: Ratio | BestRatio, day: date) -> None:
    """Add a row, or change the one there is, so that its part is what is wanted of its whole."""
    maker = ledger.maker
    known = ledger.same({**maker.dated(day), **duty.given}) or {}
    columns = maker.sheet.by_name
    whole = known.get(figure.whole) or maker.draw.amount(*_WHOLES.get(columns[figure.whole].kind, _FEW))
    ready = passing(maker, {**known, figure.whole: whole}, _tests(figure), duty.subject, day) or {}
    cells = {name: value for name, value in ready.items() if name not in known or value != known[name]}
    part = _written(Decimal(str(whole)) * duty.goal, columns[figure.part], duty)
    _add(duty, ledger, {**cells, figure.whole: whole, figure.part: part}, day)


def _add_newest(duty: Duty, ledger: LedgerRows, figure: Newest, day: date) -> None:
    maker, goal, cells = ledger.maker, duty.goal, dict[str, Value]()
    more = 0 if duty.is_short else maker.draw.between(1, 20)
    if figure.minus:
        cells[figure.minus] = base = maker.value(maker.sheet.by_name[figure.minus], day)
        goal += Decimal(str(base))
    cells[figure.column] = _written(goal + goal * more / 100, maker.sheet.by_name[figure.column], duty)
    _add(duty, ledger, cells, day)


def _written(number: Decimal, column: Column, duty: Duty) -> Value:
    """Return a number as a cell of a column holds it, rounded so that it still does, or still does not do."""
    rounding = ROUND_FLOOR if duty.is_short else ROUND_CEILING
    if column.kind == "percent":
        return float(number.quantize(Decimal("0.1"), rounding))
    return int(number.to_integral_value(rounding))
