"""What two reports differ in: the nouns of a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from assistcheck.audit.exit_code import FailOn, fails
from assistcheck.comparison.causes import Cause
from assistcheck.comparison.inputs import FileFate, InputPair
from assistcheck.comparison.kinds import DONE, KINDS, PRESSING, Kind, Side
from assistcheck.comparison.record import DutyRecord, OutcomeRecord, ReportRecord
from assistcheck.comparison.rows import RowMove, SheetRows
from assistcheck.comparison.what_if import FACTORS, Factor
from assistcheck.exit_codes import ExitCode
from assistcheck.location import Location
from assistcheck.rules.model import Level

Note = Literal["same", "earlier", "old-incomplete", "new-incomplete", "rows-unknown", "duties-unknown", "program"]
"""What has to be known of a comparison as a whole."""


class Change(NamedTuple):
    """One duty of one subject that is not as it was; one of the two outcomes may be missing."""

    kind: Kind
    before: OutcomeRecord | None
    after: OutcomeRecord | None
    causes: tuple[Cause, ...]
    moves: tuple[RowMove, ...] = ()
    """What became of the rows that it rests on, whether or not that is a cause."""
    was_open: bool = False

    @property
    def either(self) -> OutcomeRecord:
        """The later outcome there is."""
        found = self.after or self.before
        if found is None:
            raise ValueError
        return found

    @property
    def is_done(self) -> bool:
        """Whether the duty has been done, and is not merely excused."""
        return self.after is not None and self.after.status in DONE


class FigureFell(NamedTuple):
    """A figure of what has happened that is lower than it was: a visit cannot un-happen."""

    before: OutcomeRecord
    after: OutcomeRecord
    moves: tuple[RowMove, ...]
    """The rows that counted and do not any more, and what became of them."""
    should_stand: tuple[Location, ...] = ()
    """The sheets in which those would have to stand that are gone."""
    places: tuple[Location, ...] = ()
    """Where rows cannot be known again: the sheets that it counted rows of."""

    @property
    def fall(self) -> Decimal:
        """By how much."""
        return (self.before.value or Decimal(0)) - (self.after.value or Decimal(0))


class RuleChange(NamedTuple):
    """What two reports say differently of one rule."""

    rule: str
    before: DutyRecord | None
    after: DutyRecord | None
    readings: tuple[str | None, str | None]
    levels: tuple[Level | None, Level | None]

    @property
    def differs_in(self) -> tuple[Literal["reading", "level", "rule"], ...]:
        """In what; ``rule``: what it measures or asks."""
        found: list[Literal["reading", "level", "rule"]] = []
        if self.readings[0] != self.readings[1]:
            found.append("reading")
        if self.levels[0] != self.levels[1]:
            found.append("level")
        if self.before and self.after and self.before.mark != self.after.mark:
            found.append("rule")
        return tuple(found)


class FileChange(NamedTuple):
    """What became of one file."""

    fate: FileFate
    pair: InputPair


Tallies = Mapping[str, Mapping[str, Counter[Kind]]]
"""For ``debtor`` and for each of the two kinds of the pack that subjects belong to: by name how many changes of each kind."""


class Comparison(NamedTuple):
    """All that two reports differ in."""

    before: Side
    after: Side
    changes: tuple[Change, ...]
    """What is not as it was: in the order of the later report, then what left."""
    unchanged: int
    fell: tuple[FigureFell, ...]
    files: tuple[FileChange, ...]
    sheets: tuple[SheetRows, ...]
    """Rows that only one report has, by sheet."""
    rules: tuple[RuleChange, ...]
    tallies: Tallies
    sent: tuple[str, ...]
    """Who had sent nothing that could be read, and now has."""
    unsent: tuple[str, ...]
    """The reverse."""
    unknown: tuple[Location, ...]
    """Sheets whose rows could not be compared."""
    notes: tuple[Note, ...]
    fail_on: FailOn = "any"
    """What fails it: see :attr:`exit_code`."""

    @property
    def old(self) -> ReportRecord:
        """The earlier report."""
        return self.before.report

    @property
    def new(self) -> ReportRecord:
        """The later report."""
        return self.after.report

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(one for one in self.changes if one.kind == kind)

    @property
    def kinds(self) -> Mapping[Kind, int]:
        """How many outcomes are of each kind."""
        found = Counter(one.kind for one in self.changes)
        return {kind: self.unchanged if kind == "unchanged" else found[kind] for kind in KINDS}

    @property
    def factors(self) -> Mapping[Factor, int]:
        """How many changes each factor is a cause of."""
        found = Counter(factor for one in self.changes for factor in {cause.kind for cause in one.causes})
        return {factor: found[factor] for factor in FACTORS}

    @property
    def done(self) -> tuple[Change, ...]:
        """What was open and has been done (销号)."""
        return tuple(one for one in self.changes if one.kind == "closed" and one.is_done)

    @property
    def excused(self) -> tuple[Change, ...]:
        """What was open and is excused by a waiver now."""
        return tuple(one for one in self.changes if one.kind == "closed" and not one.is_done)

    @property
    def exit_code(self) -> ExitCode:
        """How it ends.

        ``any``: whatever is new, worse or reopened, or a figure that fell, fails it; else only what is so and stands at or
        above that level by itself. A later report that is not complete is never a plain failure.
        """
        fail_on = self.fail_on
        if not self.new.is_complete:
            return ExitCode.INCOMPLETE
        if fail_on == "never":
            return ExitCode.FINE
        failed = any(one.kind in PRESSING and (fail_on == "any" or self._fails(one)) for one in self.changes)
        return ExitCode.FAILED if failed or (fail_on == "any" and self.fell) else ExitCode.FINE

    def _fails(self, change: Change) -> bool:
        one = change.either
        return fails(one.status, one.level, self.fail_on, is_due=self.after.is_due(one))
