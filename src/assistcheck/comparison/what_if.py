"""How a duty would stand if only some of what changed had changed: the data, the rules, the waivers, the time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from assistcheck.audit.outcomes import Status, Threshold
from assistcheck.audit.verdict import period_status, status_of
from assistcheck.calendar import Number, ProgrammeYear
from assistcheck.comparison.kinds import Side
from assistcheck.comparison.record import DutyRecord, OutcomeRecord
from assistcheck.comparison.rows import COUNTED, RowMove

Factor = Literal["data", "rules", "waivers", "time"]
FACTORS: tuple[Factor, ...] = ("data", "rules", "waivers", "time")
EVERYTHING: frozenset[Factor] = frozenset(FACTORS)
_EXCUSABLE = frozenset({"shortfall", "behind", "on_pace", "not_due", "undetermined"})
_LACKING = frozenset({"not-submitted", "rows-rejected", "unreadable"})


class State(NamedTuple):
    """How a duty stands, and how much of it is missing, where that can be said."""

    status: Status
    lack: Decimal | int | None
    is_due: bool = False
    """Of what cannot be judged: whether it is due, and so open."""


class _Figures(NamedTuple):
    """What one outcome says without its waivers."""

    outcome: OutcomeRecord
    side: Side
    goal: Threshold
    low: Decimal
    """The number to reach; of month and quarter duties how many have ended."""
    excused: int
    """Periods that a waiver excuses."""
    is_waived: bool

    @classmethod
    def of(cls, outcome: OutcomeRecord, side: Side, *, by_period: bool) -> _Figures:
        ((kind, numbers),) = outcome.target.items()
        low, high = numbers if isinstance(numbers, tuple) else (numbers, None)
        goal = Threshold(kind, low, high)  # type: ignore[arg-type]  # the schema names the four
        known = by_period and outcome.value is not None
        excused = int(low - (outcome.value or 0)) - len(outcome.missing) if known else 0
        return cls(outcome, side, goal, low, max(0, excused), outcome.status == "waived")

    @property
    def missing(self) -> int:
        """How many ended periods lack their number, excused or not."""
        return len(self.outcome.missing) + self.excused


class WhatIf:
    """One duty of one subject in two reports."""

    def __init__(self, old: tuple[OutcomeRecord, Side], new: tuple[OutcomeRecord, Side], moves: Collection[RowMove]) -> None:
        """Hold an outcome of each report, and what became of the rows that they rest on."""
        duties = [side.report.duty.get(outcome.rule) for outcome, side in (old, new)]
        self.duty: DutyRecord | None = duties[1] or duties[0]
        by_period = new[1].owes_periods(new[0])
        self._old, self._new = (_Figures.of(*one, by_period=by_period) for one in (old, new))
        self._by_period = by_period
        self._moves = moves
        self.rule_differs = old[0].reading != new[0].reading or (all(duties) and duties[0].mark != duties[1].mark)  # type: ignore[union-attr]

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
        if self._old.is_waived != self._new.is_waived or self._old.excused != self._new.excused:
            found.add("waivers")
        return frozenset(found or {"time" if self._old.side.day != self._new.side.day and not self._moves else "data"})

    def state(self, changed: frozenset[Factor]) -> State:
        """Return how the duty would stand if only ``changed`` had changed."""
        excusing = self._new if "waivers" in changed else self._old
        found = self._unexcused(changed - {"waivers"})
        if found.status not in _EXCUSABLE:
            return found
        if excusing.is_waived:
            return State("waived", found.lack)
        if excusing.excused and found.lack is not None:
            lack = max(0, found.lack - excusing.excused)
            return State("waived" if found.status == "shortfall" and not lack else found.status, lack)
        return found

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
        if self._has_figure(self._old) != self._has_figure(self._new) and {old.reason, new.reason} & _LACKING:
            return frozenset({"data"})
        if old.value == new.value and old.missing == new.missing:
            return frozenset()
        timed = {id(move) for move in self._by_time}
        found: set[Factor] = {"data"} if any(move.matters and id(move) not in timed for move in self._moves) else set()
        if self.rule_differs:
            found.add("rules")
        if self._by_time or (self._by_period and self._new.low != self._old.low and not self.rule_differs):
            found.add("time")
        return frozenset(found or {"data"})

    def _has_figure(self, one: _Figures) -> bool:
        return one.outcome.value is not None

    def _value(self, changed: frozenset[Factor]) -> Decimal | None:
        """Return the figure; where several things moved it, it is the old one until all of them have changed."""
        old, new = self._old.outcome.value, self._new.outcome.value
        if old is not None and new is not None and self._adds_rows and self._moved_by == {"data", "time"}:
            if "data" in changed:
                return new if "time" in changed else new - self.time_moved
            return old + self.time_moved if "time" in changed else old
        return new if self._moved_by <= changed else old

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
        """Return how a duty of each month or quarter would stand.

        Of periods that ended in between, the old data has the number where its rows say so, or where no row came.
        """
        if self.rule_differs:
            return self._period_state(self._new if {"data", "rules", "time"} <= changed else self._old, None)
        if "time" not in changed:
            return self._period_state(self._old, self._lacked_then if "data" in changed else None)
        return self._period_state(self._new, None if "data" in changed else self._lacked_without)

    def _period_state(self, terms: _Figures, missing: int | None) -> State:
        ended = int(terms.low)
        is_last = terms.outcome.due is None or terms.side.day >= terms.outcome.due
        lack = terms.missing if missing is None else missing
        return State(period_status(lack, ended, is_last=is_last), lack)

    @property
    def _lacked_then(self) -> int:
        """How many periods that had ended by the old day lack their number in the new data."""
        return sum(self._end(label) <= self._old.side.day for label in self._new.outcome.missing) + self._new.excused

    @property
    def _lacked_without(self) -> int:
        """How many periods lack their number by the new day if nothing has come since."""
        day = self._old.side.day
        ended = max(0, int(self._new.low - self._old.low))
        lacking = sum(self._end(label) > day for label in self._new.outcome.missing)
        filled = max(0, ended - lacking)
        came = any(move.fate in {"came", "changed"} and move.counts_as == COUNTED for move in self._moves)
        if came and not any(move.counted_as == "future" for move in self._by_time):
            filled_before = min(filled, len({move.counted_as for move in self._by_time}))
        else:
            filled_before = filled
        return self._old.missing + lacking + filled - filled_before

    def _end(self, label: str) -> date:
        return self._year.period_end(label)
