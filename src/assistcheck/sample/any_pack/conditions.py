"""Cells with which a row passes the tests of a measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from assistcheck.audit.conditions import is_said
from assistcheck.audit.outcomes import Subject
from assistcheck.rules.vocabulary import Condition, NamesPlace, Own, SameGroup, WithinDays
from assistcheck.sample.any_pack.row_maker import Row, RowMaker
from assistcheck.sample.rows import Value
from assistcheck.submission.roster.roster import Member


def passing(maker: RowMaker, row: Row, tests: Iterable[Condition], subject: Subject, day: date) -> Row | None:
    """Return a row with the cells that pass every test; ``None`` where nobody can be named so."""
    found = dict(row)
    for test in tests:
        match test.test:
            case "one_of" if found.get(test.column) not in test.values:
                found[test.column] = maker.draw.pick(test.values)
            case "contains":
                found[test.column] = test.value
            case "starts_with":
                found[test.column] = f"{test.values[0]} {maker.draw.between(1, 99)}"
            case "blank":
                found[test.column] = None
            case "filled":
                found[test.column] = found.get(test.column) or maker.value(maker.sheet.by_name[test.column], day)
            case "names_place":
                found[test.column] = _place(maker, test, subject)
            case "own":
                found[test.column] = _own(maker, test, subject)
            case "same_group":
                if not _settle_group(maker, test, found):
                    return None
            case "within_days":
                found |= _in_time(maker, test, found)
    return found


def passes(row: Row, tests: Iterable[Condition]) -> bool:
    """Whether a row passes those tests that look at its own cells alone."""
    for test in tests:
        match test.test:
            case "one_of" if row.get(test.column) not in test.values:
                return False
            case "blank" if row.get(test.column) is not None:
                return False
            case "filled" if row.get(test.column) is None:
                return False
    return True


def failing(maker: RowMaker, tests: Iterable[Condition]) -> Row:
    """Return the cells with which a row does not pass the first test of a choice; none where no test is of one."""
    for test in tests:
        if test.test == "one_of" and (others := [one for one in maker.words(test.column) if one not in test.values]):
            return {test.column: others[0]}
    return {}


def _place(maker: RowMaker, test: NamesPlace, subject: Subject) -> Value:
    own = [name for kind in test.kinds if (name := subject.group(kind))]
    return next(iter(own or [member.key[-1] for member in maker.world.members(test.kinds)]), None)


def _own(maker: RowMaker, test: Own, subject: Subject) -> Value:
    kinds = maker.sheet.by_name[test.column].names
    names = [(kind, name) for kind in kinds for name in subject.groups.get(kind, ())]
    members = [member for kind, name in names if (member := maker.world.roster.named(kind, name))]
    return members[0].key[-1] if members else None


def _settle_group(maker: RowMaker, test: SameGroup, row: Row) -> bool:
    """Name two that belong to one group; whether there are such."""
    beside, column = (maker.sheet.by_name[name] for name in (test.beside, test.column))
    text = row.get(test.beside)
    others = [*maker.members_at(beside, text, row)] if isinstance(text, str) else [*maker.world.members(beside.names)]
    for other in others:
        fitting = [one for one in _in_group(maker, test, other) if row.get(test.column) in {None, one.key[-1]}]
        if fitting and (isinstance(text, str) or maker.fits(other, beside, row)):
            row[test.beside], row[column.name] = other.key[-1], maker.draw.pick(fitting).key[-1]
            return True
    return False


def _in_group(maker: RowMaker, test: SameGroup, other: Member) -> Iterator[Member]:
    """Yield whom the roster names in a group of another one, saying what is asked for."""
    groups = other.groups.get(test.group, ())
    for one in maker.world.members(maker.sheet.by_name[test.column].names):
        for row in one.rows:
            says = all(is_said(row.cells.get(column), values) for column, values in test.says.items())
            if says and row.groups.get(test.group) in groups:
                yield one
                break


def _in_time(maker: RowMaker, test: WithinDays, row: Row) -> Row:
    """Return two days of which the second is in time after the first."""
    first, world = row.get(test.after), maker.world
    if not isinstance(first, date):
        start = world.pack.programme_year.first_day
        first = world.days(maker.draw, 1, start + timedelta(days=30), start + timedelta(days=90))[0]
    return {test.after: first, test.column: first + timedelta(days=maker.draw.between(1, test.days))}
