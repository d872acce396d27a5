"""Rows by which duties are met, or not: of each rule and each of its subjects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistcheck.audit.outcomes import Subject
from assistcheck.audit.subjects import value_in
from assistcheck.rules.model import Rule
from assistcheck.sample.any_pack.enough import least, too_little
from assistcheck.sample.any_pack.figures import PARTS, Duty, add_rows, has_limit
from assistcheck.sample.any_pack.ledger_rows import LedgerRows
from assistcheck.sample.any_pack.row_maker import Row, RowMaker
from assistcheck.sample.any_pack.world import World

_UNMEASURED = 2
"""Rows of each reporter on a sheet that no duty is measured on."""


def draw_evidence(world: World) -> dict[str, list[Row]]:
    """Return the rows of every ledger, by its id, in the order of their dates."""
    ledgers = {sheet.id: LedgerRows(RowMaker(world, sheet)) for sheet in world.ledgers.evidence if not sheet.tasks}
    rules = [rule for rule in world.pack.rules if rule.measure.ledger in ledgers]
    for rule in sorted(rules, key=lambda rule: not has_limit(rule)):
        _report(world, rule, ledgers[rule.measure.ledger])
    for ledger in ledgers.values():
        if not ledger.rows:
            _fill(world, ledger)
    return {ident: sorted(ledger.rows, key=_Order(ledger)) for ident, ledger in ledgers.items()}


class _Order:
    """Sorts the rows of a sheet by when they are of."""

    def __init__(self, ledger: LedgerRows) -> None:
        self.dated_by = ledger.maker.sheet.dated_by

    def __call__(self, row: Row) -> str:
        return str(row.get(self.dated_by) or "")


def _report(world: World, rule: Rule, ledger: LedgerRows) -> None:
    """Add the rows of every subject of a rule."""
    subjects = world.subjects(rule)
    short = world.short(rule, subjects)
    for number, subject in enumerate(subjects):
        spans = list(_spans(world, rule))
        is_short, times = number in short, _times(world, rule, subject)
        if is_short and rule.period.kind in {"month", "quarter"} and spans:
            spans.remove(ledger.maker.draw.pick(spans))
            is_short = False  # in the others everything is done
        goal = (too_little if is_short else least)(rule.target, rule.quantity, times)
        duty = Duty(rule, subject, _given(world, rule, subject, ledger), goal, is_short)
        counted = rule.measure.figure.kind in {"count", "distinct"}
        for first, last in spans:
            add_rows(duty, ledger, world.days(ledger.maker.draw, int(goal) if counted else PARTS, first, last))


def _times(world: World, rule: Rule, subject: Subject) -> int:
    """Return for how many of a kind a target is owed."""
    target = rule.target
    name = subject.group(target.within) if target.within else None
    return len(world.roster.belonging(target.per or "", target.within or "", name)) if name else 1


def _spans(world: World, rule: Rule) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each time in which a rule owes something."""
    year, period = world.pack.programme_year, rule.period
    last_day = min(world.as_of, year.last_day)
    match period.kind:
        case "month" | "quarter":
            yield from ((one.first, one.last) for one in year.spans(period.kind, period.first, period.last))
        case "by":
            yield year.first_day, min(period.date, last_day)
        case _:
            yield year.first_day, last_day


def _given(world: World, rule: Rule, subject: Subject, ledger: LedgerRows) -> Row:
    """Return the cells that say whose a row is."""
    columns = ledger.maker.sheet.by_name
    kind = world.roster.kind(subject.kind)
    return {name: value_in(columns[name], kind)(subject) for name in rule.measure.by}


def _fill(world: World, ledger: LedgerRows) -> None:
    """Add some rows to a sheet that no duty is measured on."""
    maker, reporting = ledger.maker, world.pack.subjects.roles.reporting
    column = next((one.name for one in maker.sheet.columns if reporting in one.names), None)
    for member in world.roster.reporters.values():
        for day in world.days(maker.draw, _UNMEASURED, world.pack.programme_year.first_day, world.as_of):
            ledger.add({column: member.key[-1]} if column else {}, day)
