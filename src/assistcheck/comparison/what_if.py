"""How a duty would stand if only some of what changed had changed: the data, the rules, the waivers, the time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from assistcheck.audit.outcomes import Status, Threshold
from assistcheck.audit.verdict import period_status, status_of
from assistcheck.audit.waivers import EXCUSABLE
from assistcheck.calendar import Number, ProgrammeYear
from assistcheck.comparison.kinds import Side
from assistcheck.comparison.record import DutyRecord, OutcomeRecord
from assistcheck.comparison.rows import COUNTED, RowMove

Factor = Literal["data", "rules", "waivers", "time"]
FACTORS: tuple[Factor, ...] = ("data", "rules", "waivers", "time")
EVERYTHING: frozenset[Factor] = frozenset(FACTORS)
_LACKING = frozenset({"not-submitted", "rows-rejected", "unreadable"})


class State(NamedTuple):
    """How a duty stands, and how much of it is missing, where that can be said."""

    status: Status
    lack: Decimal | frozenset[str] | None
    """How much, or which periods."""
    is_due: bool = False
    """Of what cannot be judged: whether it is due, and so open."""


class _Figures(NamedTuple):
    """What one outcome says without its waivers."""

    outcome: OutcomeRecord
    side: Side
    goal: Threshold
    low: Decimal
    """The number to reach; of month and quarter duties how many have ended."""
    excuses: Mapping[str | None, date]
    """The last day of the waiver that excuses a period, or (``None``) the whole duty."""

    @classmethod
    def of(cls, outcome: OutcomeRecord, side: Side) -> _Figures:
        ((kind, numbers),) = outcome.target.items()
        low, high = numbers if isinstance(numbers, tuple) else (numbers, None)
        goal = Threshold(kind, low, high)
        excuses = {one.period: one.expires for one in outcome.waivers}
        if outcome.status == "waived" and not excuses:  # a report that does not tell its waivers
            excuses = {None: side.day}
        return cls(outcome, side, goal, low, excuses)

    @property
    def missing(self) -> frozenset[str]:
        """Which ended periods lack their number, excused or not."""
        return frozenset(self.outcome.missing) | {one for one in self.excuses if one}

    def might_have(self, period: str | None, last: date) -> bool:
        """Whether a waiver that excuses nothing here may have been on record nevertheless: only what is open shows its own."""
        shows = period in self.missing if period else self.outcome.status in EXCUSABLE
        return not shows and last >= self.side.day


class WhatIf:
    """One duty of one subject in two reports."""

    def __init__(self, old: tuple[OutcomeRecord, Side], new: tuple[OutcomeRecord, Side], moves: Collection[RowMove]) -> None:
        """Hold an outcome of each report, and what became of the rows that they rest on."""
        was, now = (side.report.duty.get(outcome.rule) for outcome, side in (old, new))
        self._duties = was, now
        self.duty: DutyRecord | None = now or was
        self._old, self._new = (_Figures.of(*one) for one in (old, new))
        self._by_period = new[1].owes_periods(new[0])
        self._moves = moves
        self.rule_differs = old[0].reading != new[0].reading or bool(was and now and was.mark != now.mark)
        self._measure_differs = self.rule_differs and not (was and now and was.measure_mark == now.measure_mark)

    @property
    def causes(self) -> frozenset[Factor]:
        """What made the difference: without any of these the outcome would be another one; else whatever was enough alone."""
        was, now = self.state(frozenset()), self.state(EVERYTHING)
        if self._alike(was, now) or (was.status, now.status) != (self._old.outcome.status, self._new.outcome.status):
            return self._differing
        needed = {one for one in FACTORS if not self._alike(self.state(EVERYTHING - {one}), now)}
        return (
            frozenset(needed or {one for one in FACTORS if self._alike(self.state(frozenset({one})), now)}) or self._differing
        )

    def _alike(self, one: State, other: State) -> bool:
        if self._old.outcome.status != self._new.outcome.status:
            return (one.status, one.is_due) == (other.status, other.is_due)
        return one == other

    @property
    def _differing(self) -> frozenset[Factor]:
        """What may have made the difference, where that cannot be reckoned."""
        found = {*self._moved_by, *({"rules"} if self.rule_differs else ())}
        if self._old.excuses.keys() != self._new.excuses.keys():
            found.add("waivers")
        return frozenset(found or {"time" if self._old.side.day != self._new.side.day and not self._moves else "data"})

    def state(self, changed: frozenset[Factor]) -> State:
        """Return how the duty would stand if only ``changed`` had changed."""
        excused = self._excused["waivers" in changed]
        found = self._unexcused(changed - {"waivers"})
        if found.status not in EXCUSABLE:
            return found
        if None in excused:
            return State("waived", found.lack)
        if excused and isinstance(found.lack, frozenset):
            lack = found.lack - excused
            return State("waived" if found.lack and not lack else found.status, lack)
        return found

    @cached_property
    def _excused(self) -> tuple[frozenset[str | None], frozenset[str | None]]:
        """Which periods, or the whole duty, waivers excuse before and after."""
        old, new = self._old, self._new
        return (
            frozenset(old.excuses) | {one for one, last in new.excuses.items() if old.might_have(one, last)},
            frozenset(new.excuses) | {one for one, last in old.excuses.items() if new.might_have(one, last)},
        )

    def _unexcused(self, changed: frozenset[Factor]) -> State:
        belongs: Factor = "rules" if self.rule_differs else "data"
        bound = self._new if belongs in changed else self._old
        if bound.outcome.status == "not_applicable":
            return State("not_applicable", None)
        value = self._value(changed)
        if self._by_period:
            ended = (self._new if "time" in changed else self._old).low > 0
            return State("undetermined", None, ended) if value is None else self._by_periods(changed)
        day = self._day(changed)
        goal, due, paced = bound.goal, bound.outcome.due or self._year.last_day, self._is_paced(bound)
        is_due = day >= due
        if value is None:
            return State("undetermined", None, is_due)
        expected = goal.low if is_due else self._pace(goal, day) if paced else 0
        status = status_of(value, goal, expected, is_due=is_due, paced=paced)
        return State(status, None if status in {"met", "over"} else bound.low - value)

    # --- figures

    @cached_property
    def time_moved(self) -> int:
        """How many more rows count because the day is another one."""
        counted = sum(move.counts_as == COUNTED for move in self._by_time)
        return counted - sum(move.counted_as == COUNTED for move in self._by_time)

    @cached_property
    def _by_time(self) -> list[RowMove]:
        """The same rows that were in the future, or in a period that had not ended, and the reverse."""
        return [
            move
            for move in self._moves
            if move.fate == "recounted"
            and {move.counted_as, move.counts_as} & {COUNTED}
            and any(map(self._waits, (move.counted_as, move.counts_as)))
        ]

    def _waits(self, fate: str | None) -> bool:
        """Whether a row does not count because of the day alone: it lies ahead, or says a day between the two."""
        if fate is None or fate == "future" or fate.startswith("period="):
            return fate is not None
        try:
            said = date.fromisoformat(fate.partition("=")[2])
        except ValueError:
            return False
        days = sorted((self._old.side.day, self._new.side.day))
        return days[0] < said <= days[1]

    @cached_property
    def _moved_by(self) -> frozenset[Factor]:
        """What made the figure another one."""
        old, new = self._old.outcome, self._new.outcome
        if old.value == new.value and old.missing == new.missing:
            return frozenset()
        timed = {id(move) for move in self._by_time}
        lacks = (old.value is None) != (new.value is None) and bool({old.reason, new.reason} & _LACKING)
        others = [move for move in self._moves if id(move) not in timed]
        found: set[Factor] = {"data"} if any(move.matters or (lacks and move.fate != "recounted") for move in others) else set()
        if lacks and not self._by_time:
            return frozenset({"data"})
        if self._measure_differs:
            found.add("rules")
        if self._by_time or (self._by_period and self._new.low != self._old.low and not self.rule_differs):
            found.add("time")
        return frozenset(found or {"data"})

    def _value(self, changed: frozenset[Factor]) -> Decimal | None:
        """Return the figure; where several things moved it, it is the old one until all of them have changed."""
        old, new = self._old.outcome.value, self._new.outcome.value
        if self._counts_rows and not self._by_time:
            return self._under_a_rule(changed)
        if old is not None and new is not None and self._adds_rows and self._moved_by == {"data", "time"}:
            if "data" in changed:
                return new if "time" in changed else new - self.time_moved
            return old + self.time_moved if "time" in changed else old
        return new if self._moved_by <= changed else old

    @property
    def _counts_rows(self) -> bool:
        """Whether another measure counts the same rows, or the different ones among them."""
        figures = {duty.figure for duty in self._duties if duty}
        return self._measure_differs and figures <= {"count", "distinct"} and all(self._duties)

    def _under_a_rule(self, changed: frozenset[Factor]) -> Decimal | None:
        """Return the figure of one side's rows under the rule of another: all of them, or as if none were the same."""
        sides: tuple[Factor, Factor] = ("data", "rules")
        data, rules = (self._new if one in changed else self._old for one in sides)
        if data is rules or data.outcome.value is None:
            return data.outcome.value
        is_same = not any(move.matters and move.fate != "recounted" for move in self._moves)
        if is_same and rules.outcome.value is not None:
            return rules.outcome.value
        duty = self._duties[rules is self._new]
        if duty is None or duty.figure != "count":
            return data.outcome.value
        return Decimal(sum(last - first + 1 for one in data.outcome.evidence for first, last in one.rows))

    @property
    def _adds_rows(self) -> bool:
        """Whether a row more is one more of the figure."""
        counted = sum(move.counts_as == COUNTED for move in self._moves) - sum(
            move.counted_as == COUNTED for move in self._moves
        )
        old, new = self._old.outcome.value, self._new.outcome.value
        return self.duty is not None and self.duty.quantity == "count" and old is not None and new == old + counted

    # --- terms

    @property
    def _year(self) -> ProgrammeYear:
        return self._new.side.year

    def _day(self, changed: frozenset[Factor]) -> date:
        return self._new.side.day if "time" in changed else self._old.side.day

    def _is_paced(self, one: _Figures) -> bool:
        duty = one.side.report.duty.get(one.outcome.rule)
        return duty.pace == "quarterly" if duty else one.outcome.status in {"behind", "on_pace"}

    def _pace(self, goal: Threshold, day: date) -> Number:
        whole = self.duty is not None and self.duty.quantity == "count"
        return self._year.expected(goal.low, day, whole=whole)

    # --- duties of each month or quarter

    def _by_periods(self, changed: frozenset[Factor]) -> State:
        """Return how a duty of each month or quarter would stand."""
        if self.rule_differs:
            side = self._new if {"data", "rules", "time"} <= changed else self._old
            return self._period_state(side, side.missing)
        factors: tuple[Factor, Factor] = ("data", "time")
        data, terms = (self._new if one in changed else self._old for one in factors)
        if data is terms:
            return self._period_state(terms, data.missing)
        ahead = terms.side.day > data.side.day
        return self._period_state(terms, self._lacked_by(data, terms) if ahead else self._lacked_at(data, terms.side.day))

    @staticmethod
    def _period_state(terms: _Figures, lack: frozenset[str]) -> State:
        is_last = terms.outcome.due is None or terms.side.day >= terms.outcome.due
        return State(period_status(len(lack), int(terms.low), is_last=is_last), lack)

    def _lacked_at(self, data: _Figures, day: date) -> frozenset[str]:
        """Return which periods that have ended by an earlier day, or the same, lack their number."""
        return frozenset(label for label in data.missing if self._end(label) <= day)

    def _lacked_by(self, data: _Figures, later: _Figures) -> frozenset[str]:
        """Return which periods lack their number by a later day, if there were no more rows than in ``data``.

        Of the periods that end in between, those have it of which the later report does not say otherwise, unless by rows
        that this one does not have; and those that only this one has a row of.
        """
        ended = self._ended_between(data.side.day, later)
        lacking = frozenset(label for label in later.missing if label in ended)
        fate, counts = ("came", "counts_as") if later is self._new else ("went", "counted_as")
        others = any(move.fate in {fate, "changed"} and getattr(move, counts) == COUNTED for move in self._moves)
        waiting = {one or "" for move in self._by_time for one in (move.counted_as, move.counts_as)}
        if others and "future" not in waiting:
            lacking = frozenset(label for label in ended if f"period={label}" not in waiting)
        fate, counts = ("went", "counted_as") if later is self._new else ("came", "counts_as")
        own = {getattr(move, counts) for move in self._moves if move.fate in {fate, "changed"}}
        return data.missing | frozenset(label for label in lacking if f"period={label}" not in own)

    def _ended_between(self, day: date, later: _Figures) -> frozenset[str]:
        """Return the labels of the periods that ended after a day and count in the later report."""
        kind: Literal["month", "quarter"] = "quarter" if self.duty and self.duty.period == "quarter" else "month"
        last = min(later.side.day, later.outcome.due or later.side.day)
        spans = self._year.spans(kind, day, last)
        return frozenset(span.label for span in spans if span.last > day)

    def _end(self, label: str) -> date:
        return self._year.period_end(label)
