"""``compare`` of each week with the week before tells every event of the simulated year, why it came, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from assistcheck.comparison.changes import Comparison
from assistcheck.comparison.compare import compare
from assistcheck.comparison.record import OutcomeRecord, ReportRecord, read_record
from assistcheck.location import Location

from .events import events, falls, rows_moved
from .layout import OFFICE
from .rows import Row, Version
from .truth import Key
from .year import Week, Year


class Pair(NamedTuple):
    """Two weeks, one after the other, and how they compare."""

    before: Week
    after: Week
    found: Comparison


@cache
def record(path: Path) -> ReportRecord:
    return read_record(str(path))


@pytest.fixture(scope="module")
def pairs(year: Year, reports: list[Path]) -> list[Pair]:
    """Return every week beside the one before."""
    weeks = [*zip(year.weeks, reports, strict=True)]
    return [Pair(before, after, compare(record(ours), record(theirs))) for (before, ours), (after, theirs) in pairwise(weeks)]


def key_of(outcome: OutcomeRecord) -> Key:
    return outcome.rule, outcome.subject["kind"] or "", outcome.subject["name"] or ""


def test_every_event_is_told_with_its_kind_and_no_other(year: Year, pairs: list[Pair]) -> None:
    for before, after, found in pairs:
        told = {key_of(one.either): one.kind for one in found.changes}
        assert told == {one.key: one.kind for one in events(year, before, after)}, after.day
        assert found.unchanged == len(found.new.outcomes) - len(told)


def test_every_event_is_told_with_its_causes(year: Year, pairs: list[Pair]) -> None:
    for before, after, found in pairs:
        told = {key_of(one.either): frozenset[str](cause.kind for cause in one.causes) for one in found.changes}
        truth = {one.key: one for one in events(year, before, after)}
        assert {key: (told[key], one) for key, one in truth.items() if told[key] != one.causes} == {}, after.day


def test_every_figure_that_fell_is_told_and_no_other(year: Year, pairs: list[Pair]) -> None:
    for before, after, found in pairs:
        told = {key_of(one.after): (one.before.value, one.after.value) for one in found.fell}
        assert told == {key: (old.value, new.value) for key, old, new in falls(year, before, after)}, after.day


def test_every_row_that_went_or_came_is_told_with_its_place(year: Year, pairs: list[Pair]) -> None:
    for before, after, found in pairs:
        told: dict[str, tuple[Counter[Row], Counter[Row]]] = {}
        for sheet in found.sheets:
            for side, (week, place, rows) in enumerate(
                (
                    (before, sheet.before, [*sheet.went, *(was for was, _ in sheet.changed)]),
                    (after, sheet.after, [*sheet.came, *(now for _, now in sheet.changed)]),
                )
            ):
                for row in rows:
                    version = version_at(week, place)
                    told.setdefault(version.team.name, (Counter(), Counter()))[side][version.of(sheet.ledger)[row - 2]] += 1
        truth = {team.name: rows_moved(before, after, team) for team in year.teams}
        assert told == {name: moved for name, moved in truth.items() if any(moved)}, after.day


def version_at(week: Week, place: Location | None) -> Version:
    assert place is not None
    return next(file.version for file in week.files if place.path.endswith(f"{week.day}/{file.name}") and file.counts)


def test_who_has_sent_and_who_no_longer_has_is_told(year: Year, pairs: list[Pair]) -> None:
    for before, after, found in pairs:
        ours, theirs = ({team.name for team in year.teams if week.counting(team)} for week in (before, after))
        assert (found.sent, found.unsent) == (tuple(sorted(theirs - ours)), tuple(sorted(ours - theirs))), after.day


def test_no_file_is_taken_for_another(pairs: list[Pair]) -> None:
    for before, after, found in pairs:
        for change in found.files:
            owners = {owner_of(week, one.path) for week, one in zip((before, after), change.pair, strict=True) if one}
            assert len(owners) == 1, (after.day, change)


def owner_of(week: Week, path: str) -> str:
    return next((file.version.team.name for file in week.files if path.endswith(f"{week.day}/{file.name}")), OFFICE)


def described(pairs: list[Pair]) -> Iterator[str]:
    for _, _, found in pairs:
        yield from (f"{one.kind} {'+'.join(sorted({cause.kind for cause in one.causes}))}" for one in found.changes)


def test_every_sort_of_event_happens(year: Year, pairs: list[Pair]) -> None:
    if len(year.weeks) < 52:
        pytest.skip("only a whole year has them all")
    kinds = {one.split()[0] for one in described(pairs)}
    assert kinds == {"new", "reopened", "worse", "closed", "better"}
    causes = {cause for one in described(pairs) for cause in one.split()[1].split("+")}
    assert causes == {"data", "rules", "waivers", "time"}
    assert any(found.fell for _, _, found in pairs)
