"""What a run is held against: an earlier report of the same programme, whatever it was read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from assistcheck.i18n import LocalizedText

if TYPE_CHECKING:
    from assistcheck.audit.outcomes import Outcome, Status
    from assistcheck.problems import Problem
    from assistcheck.submission.row_accounts import InputAccount
    from assistcheck.submission.row_marks import RowMarks

State = Literal["new", "worse", "known", "better", "closed"]

STATES: dict[State, LocalizedText] = {
    "new": LocalizedText("新增", "new"),
    "worse": LocalizedText("变差", "worse"),
    "known": LocalizedText("已在基线", "known"),
    "better": LocalizedText("好转", "better"),
    "closed": LocalizedText("销号", "closed"),
}
"""What has become of an item since the baseline, with its word in each language."""


class Source(NamedTuple):
    """Which report is the baseline."""

    path: str
    sha256: str
    as_of: date


class Was(NamedTuple):
    """What the baseline says of something that was open: short, behind, or due and not judged; figures as published."""

    rule: str
    kind: str
    name: str
    """Of the subject."""
    status: Status
    gap: Decimal | None
    missing: frozenset[str]
    """Months or quarters without their number."""
    failed: bool
    """Whether it stood at or above what fails this run."""


class Since(NamedTuple):
    """What has become of one outcome since the baseline."""

    state: State | None
    """``None``: it is not open, and was not."""
    was: Was | None = None
    """What it was, where it was open."""
    fails: bool = False
    """Whether it fails the run, beside the baseline."""


class FaultCounts(NamedTuple):
    """How many faults of the data, cell by cell: errors, and warnings where they fail the run too."""

    new: int = 0
    known: int = 0
    closed: int = 0
    failing: int = 0
    """Of those that are new, how many fail the run."""
    excused: int = 0
    """Of those that are known, how many would fail it without the baseline."""


class Held(Protocol):
    """One run held against a baseline."""

    @property
    def source(self) -> Source:
        """Which report it is."""

    @property
    def remarks(self) -> Sequence[LocalizedText]:
        """What a reader has to know of it: other rules, a later date."""

    @property
    def before(self) -> Sequence[Was]:
        """What was open then, as far as this run was asked for it."""

    @property
    def faults(self) -> FaultCounts:
        """How many faults of the data are new, known and closed."""

    def since(self, outcome: Outcome) -> Since:
        """Return what has become of an outcome."""

    def state_of(self, found: Outcome | Problem) -> State | None:
        """Return what has become of an outcome or a problem; ``None``: it is not open, and was not.

        A problem is new where a fault of any of its cells is.
        """

    def new_cells(self, problem: Problem) -> int:
        """Return how many faults that a problem stands for are new."""


class Baseline(Protocol):
    """An earlier report, before a run is held against it."""

    def hold(self, inputs: Sequence[InputAccount], problems: Sequence[Problem], row_marks: RowMarks) -> Held:
        """Return what a run is held against, by what it found in the data."""


class StateTally:
    """What has become of the outcomes since the baseline, counted as they are judged."""

    def __init__(self, held: Held) -> None:
        """Start from nothing."""
        self.states: Counter[State] = Counter()
        self.failing = 0
        """How many fail the run: those that are new or worse."""
        self._held = held
        self._seen: set[int] = set()

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """Count some outcomes."""
        for state, was, fails in map(self._held.since, outcomes):
            if state is not None:
                self.states[state] += 1
                self.failing += fails
                if was is not None:
                    self._seen.add(id(was))

    @property
    def gone(self) -> Sequence[Was]:
        """What was open then and has no outcome now."""
        return [was for was in self._held.before if id(was) not in self._seen]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many have each state, and how many are gone."""
        return {**{state: self.states[state] for state in STATES}, "gone": len(self.gone)}
