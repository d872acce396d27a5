"""The programme that rows are drawn for: its pack, its rosters as they are read, its days, and who often falls short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from assistcheck.audit.outcomes import Subject
from assistcheck.audit.subjects import outside_test, subjects_of
from assistcheck.ledgers.registry import Ledgers, ledgers_of
from assistcheck.rules.model import Rule, RulePack
from assistcheck.sample.draw import Draw
from assistcheck.sample.rows import Record
from assistcheck.sample.workbook import workbook_of
from assistcheck.submission.file_reader import read_book
from assistcheck.submission.roster.build import build_roster
from assistcheck.submission.roster.roster import Member, Roster
from assistcheck.workbook.cell_values import PackFacts

_WEAK_EVERY = 5
"""Of so many of those that report, one often falls short."""
_SHARE_WEAK, _SHARE_OTHERS, _SHARE_ALONE = 0.6, 0.06, 0.3
"""How often duties are not met: by those, by the others, and by subjects whose duties nobody reports on alone."""


@dataclass(frozen=True)
class World:
    """One programme year of invented rosters."""

    pack: RulePack
    roster: Roster
    as_of: date

    @property
    def ledgers(self) -> Ledgers:
        """The sheets."""
        return ledgers_of(self.pack)

    def draw(self, topic: str) -> Draw:
        """Return the draws of one topic of this pack."""
        return Draw(f"{topic} of {self.pack.manifest.name}")

    def subjects(self, rule: Rule) -> list[Subject]:
        """Return whom a duty binds."""
        why_outside = outside_test(rule.subject, self.roster, lambda _: True)
        bound = subjects_of(rule.subject.kind, self.roster, per=rule.subject.per)
        return [subject for subject in bound if why_outside(subject) is None]

    def short(self, rule: Rule, subjects: Sequence[Subject]) -> frozenset[int]:
        """Return the positions of those who fall short of a duty: many of the weak, few others; of several never all."""
        draw = self.draw(f"shortfalls in {rule.id}")
        found = [number for number, one in enumerate(subjects) if draw.chance(self._share(one))]
        return frozenset(found[:-1] if len(found) == len(subjects) > 1 else found)

    def _share(self, subject: Subject) -> float:
        if subject.reporter is None:
            return _SHARE_ALONE
        return _SHARE_WEAK if subject.reporter in self.weak else _SHARE_OTHERS

    @cached_property
    def weak(self) -> frozenset[str]:
        """Those of whom many duties are not met."""
        names = [member.name for member in self.roster.reporters.values()]
        return frozenset(names[_WEAK_EVERY - 2 :: _WEAK_EVERY])

    @cached_property
    def workdays(self) -> Sequence[date]:
        """The days of the week on which things are done, up to the as-of date."""
        first = self.pack.programme_year.first_day
        days = (first + timedelta(days=number) for number in range((self.as_of - first).days + 1))
        return [day for day in days if day.weekday() < 5]

    def days(self, draw: Draw, number: int, first: date, last: date) -> list[date]:
        """Return ``number`` days in order, one in each equal part of a time."""
        found = [day for day in self.workdays if first <= day <= last] or [min(last, self.as_of)]
        edges = [len(found) * part // number for part in range(number + 1)] if number else [0]
        return [found[min(draw.between(low, max(low, high - 1)), len(found) - 1)] for low, high in pairwise(edges)]

    def members(self, kinds: Sequence[str]) -> Iterator[Member]:
        """Yield the members of kinds."""
        for kind in kinds:
            yield from self.roster.of(kind).values()


def world_of(pack: RulePack, rosters: Mapping[str, Sequence[Record]], as_of: date) -> World:
    """Return the programme whose rosters these rows are."""
    content, ledgers = workbook_of(rosters, pack), ledgers_of(pack)
    book = read_book("rosters.xlsx", lambda: content, ledgers, lambda: PackFacts(pack.programme_year))
    return World(pack, build_roster([book], {}, pack.programme_year, {}, ledgers, pack.subjects).roster, as_of)
