"""What came back of shortfall lists, as one account: list by list, item by item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from assistcheck.comparison.record import OutcomeRecord, ReportRecord
from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import LocalizedText
from assistcheck.location import NO_LOCATION, Location
from assistcheck.problem_codes import ProblemLevel
from assistcheck.problems import Problem
from assistcheck.replies.columns import State
from assistcheck.replies.keys import ItemKey, ListKey
from assistcheck.rules.model import RulePack

Answered = Literal["whole", "partly", "no"]
Verdict = Literal[
    "met", "made_up", "excused", "said_done", "broken", "short", "unjudged", "gone", "done", "promised", "disputed", "open"
]
"""What became of an item: with the next audit's figures by these, without them by what the answer says and the day.

``met`` and ``excused`` (by waivers, or no longer owed) are the figures' word; ``made_up``: the months or quarters that the
list named have their number, and others are short; ``said_done``: said to be done, and the figures
say no; ``broken``: promised by a day that has come, and neither the figures nor the answer say that it is done; ``short``: the
figures are short still, and no promise has come due; ``unjudged``, ``gone``: the next audit could not judge it, or has no such
duty. Without figures: ``done``, ``promised`` (by a later day), ``disputed``, ``open`` (nothing of these).
"""
FAILS: frozenset[Verdict] = frozenset({"said_done", "broken"})
"""The verdicts on what was promised and not kept."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be known of an answer, of a file or of a sheet: where, what it is, what to do."""

    code: str
    level: ProblemLevel
    place: Location
    words: LocalizedText
    remedy: LocalizedText

    @classmethod
    def of_problem(cls, problem: Problem, remedy: LocalizedText | None = None, *, level: ProblemLevel | None = None) -> Remark:
        """Return what a problem says; with a ``remedy`` or a ``level`` of its own where it is another here."""
        words = LocalizedText(problem.message("zh"), problem.message("en"))
        return cls(problem.code, level or problem.level, problem.place, words, remedy or problem.remedy)


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands in the reply columns of one row; a text that says nothing is empty."""

    place: Location = NO_LOCATION
    """Its first reply cell; the place of no file where the row did not come back."""
    finish_place: Location = NO_LOCATION
    """The cell of the day."""
    measures: str = ""
    finish: date | None = None
    finish_text: str = ""
    """What stands for it, where that is no day."""
    person: str = ""
    proof: str = ""
    state: State | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether anything was filled in."""
        return bool(self.measures or self.finish or self.finish_text or self.person or self.proof or self.state)


@dataclass(frozen=True, slots=True)
class ItemReply:
    """One item of a list, what was answered, and what became of it."""

    key: ItemKey
    answer: Answer
    lacking: tuple[str, ...]
    """The columns that an answer of its kind needs and that are blank."""
    verdict: Verdict
    now: OutcomeRecord | None = None
    """The same duty in the next audit."""
    remarks: tuple[Remark, ...] = ()

    @property
    def answered(self) -> Answered:
        """Whether it was answered, and wholly."""
        if not self.answer.says_something:
            return "no"
        return "partly" if self.lacking else "whole"


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """A row below the header that is no item of the list: typed by hand, or with a key that cannot be read."""

    place: Location
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListReply:
    """What came back of one list."""

    key: ListKey
    path: str
    """The file that counts, as reports call it; empty: nothing came back."""
    items: tuple[ItemReply, ...] = ()
    unknown: int = 0
    """How many of its items did not come back and cannot be named, since the list as it was sent is not at hand."""
    extras: tuple[ExtraRow, ...] = ()
    others: tuple[str, ...] = ()
    """Other answers to the same list, which do not count."""
    remarks: tuple[Remark, ...] = ()

    @property
    def answered(self) -> Answered:
        """Whether every item was answered, or some, or none; a list without items needs no answer."""
        each = {item.answered for item in self.items} | ({"no"} if self.unknown else set())
        if each <= {"whole"}:
            return "whole"
        return "no" if each == {"no"} else "partly"

    @property
    def owed(self) -> int:
        """How many items it has."""
        return len(self.items) + self.unknown


@dataclass(frozen=True)
class Replies:
    """All that came back."""

    pack: RulePack
    as_of: date
    """The day by which promises are judged: that of the next audit, if there is one, else today's or another that was given."""
    lists: tuple[ListReply, ...]
    remarks: tuple[Remark, ...] = ()
    """What is to be known of files, and of sheets that are no lists."""
    report: ReportRecord | None = None
    report_path: str = ""
    files: tuple[str, ...] = field(default=(), compare=False)
    """The local files that were read."""

    def all_remarks(self) -> Iterator[Remark]:
        """Yield every remark, file by file."""
        yield from self.remarks
        for one in self.lists:
            yield from one.remarks
            for item in one.items:
                yield from item.answer.remarks
                yield from item.remarks

    @cached_property
    def answered(self) -> Counter[Answered]:
        """How many lists were answered wholly, partly, not, of those that have items."""
        return Counter(one.answered for one in self.lists if one.owed)

    @cached_property
    def items_answered(self) -> Counter[Answered]:
        """The same of items."""
        found = Counter(item.answered for one in self.lists for item in one.items)
        found["no"] += sum(one.unknown for one in self.lists)
        return found

    @cached_property
    def verdicts(self) -> Counter[Verdict]:
        """How many items have each verdict."""
        return Counter(item.verdict for one in self.lists for item in one.items)

    @cached_property
    def exit_code(self) -> ExitCode:
        """How the run ends: 3 where something could not be read, 1 where an answer lacks or a promise was not kept, else 0."""
        if any(one.level == "error" for one in self.all_remarks()):
            return ExitCode.INCOMPLETE
        kept = not any(self.verdicts[verdict] for verdict in FAILS)
        return ExitCode.FINE if kept and set(self.answered) <= {"whole"} else ExitCode.FAILED
