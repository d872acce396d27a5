"""Other periods: a day earlier or later, months instead of quarters, the whole year instead of a date; and another pace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from assistcheck.calendar import ProgrammeYear, month_start
from assistcheck.rules.ledgers import LedgerSpec
from assistcheck.rules.model import ByDate, Deadline, InEach, Period, Rule, Yearly

_DAY = timedelta(days=1)


def periods(rule: Rule, spec: LedgerSpec, year: ProgrammeYear) -> Iterator[tuple[str, Period]]:
    """Yield other periods of a rule, each with words for the change."""
    match rule.period:
        case Yearly():
            for day in (month_start(year.first_day, 6) - _DAY, year.last_day - _DAY, year.last_day + _DAY):
                yield f"period year -> by {day}", ByDate(kind="by", date=day)
        case ByDate(date=day):
            for other in (day - _DAY, day + _DAY):
                yield f"period by {day} -> by {other}", ByDate(kind="by", date=other)
            if day != year.last_day:
                yield f"period by {day} -> year", Yearly(kind="year")
        case Deadline() as deadline:
            for days in (deadline.days - 1, deadline.days + 1):
                yield f"period deadline {deadline.days} -> {days}", deadline.model_copy(update={"days": days})
            yield "period deadline -> year", Yearly(kind="year")
            for column in spec.columns:
                if column.type == "date" and column.id != deadline.column:
                    yield f"period deadline from {column.id}", deadline.model_copy(update={"column": column.id})
        case InEach() as each:
            yield from _repeated(each, spec, year)


def _repeated(each: InEach, spec: LedgerSpec, year: ProgrammeYear) -> Iterator[tuple[str, InEach]]:
    """Yield other months or quarters that a duty could be owed in."""
    dated = spec.column(spec.dated_by) if spec.dated_by else None
    swapped: Literal["month", "quarter"] = "quarter" if each.kind == "month" else "month"
    if dated and dated.type in {"date", "month"}:
        yield f"period {each.kind} -> {swapped}", each.model_copy(update={"kind": swapped})
    start = year.first_day
    firsts: list[date | None] = [None, start, month_start(start, 1), month_start(start, 3)]
    lasts: list[date | None] = [
        None,
        month_start(start, 3) - 2 * _DAY,
        month_start(start, 6) - _DAY,
        month_start(start, 11) - _DAY,
    ]
    ends = [each.model_copy(update={"first": day}) for day in firsts] + [each.model_copy(update={"last": day}) for day in lasts]
    for changed in ends:
        if _labels(changed, year) != _labels(each, year):
            yield f"period {each.kind} -> {' '.join(_labels(changed, year)) or 'never'}", changed


def _labels(each: InEach, year: ProgrammeYear) -> list[str]:
    return [span.label for span in year.spans(each.kind, each.first, each.last)]


def paces(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield the other pace, where a rule may have one."""
    if isinstance(rule.period, Yearly) and rule.target.at_least is not None:
        flipped = "none" if rule.pace == "quarterly" else "quarterly"
        yield f"pace {rule.pace} -> {flipped}", flipped
