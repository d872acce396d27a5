"""Whom each rule binds: the subjects of a kind, in the roster's order, and who of them is outside a duty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from assistcheck.audit.outcomes import Debtor, Reason, Subject
from assistcheck.i18n import untranslated
from assistcheck.ledgers.schema import Column
from assistcheck.rules.model import AppliesTo
from assistcheck.rules.subjects import Kind, Owing
from assistcheck.rules.vocabulary import Applicability
from assistcheck.submission.roster.roster import Member, Roster


def subjects_of(kind: str, roster: Roster, *, per: str | None = None) -> Iterator[Subject]:
    """Yield every subject of a kind, each with who owes what is for it; ``per``: once for each of this kind it belongs to."""
    owing = [one for one in roster.subjects.debtors if one.of == kind]
    for member in roster.of(kind).values():
        for subject in _subjects(member, roster, per):
            yield subject._replace(debtor=_debtor(subject, roster, owing)) if owing else subject


def _subjects(member: Member, roster: Roster, per: str | None) -> Iterator[Subject]:
    within = member.groups.get(per, ()) if per else ()
    if not within:
        yield _subject(member, member.groups, roster)
    for name in within:
        group = roster.named(per or "", name)
        own = {member.kind: (member.name,), per or "": (name,)}
        yield _subject(member, {**(group.groups if group else {}), **own}, roster)


def _subject(member: Member, groups: Mapping[str, tuple[str, ...]], roster: Roster) -> Subject:
    roles = roster.subjects.roles
    reporters = groups.get(roles.reporting, ())
    first = roster.named(roles.reporting, reporters[0]) if reporters else None
    regions = (first.groups if first else groups).get(roles.region, ())  # of one that stands in several: the first's
    region = regions[0] if regions else None
    return Subject(member.kind, member.name, member.key, groups, reporters, region)


def _debtor(subject: Subject, roster: Roster, owing: Sequence[Owing]) -> Debtor | None:
    """Return who answers for a subject by the first entry whose debtor exists; ``None``: itself."""
    for one in owing:
        if name := _answering(subject, roster, one):
            return Debtor(one.by, name, one.words.format(name=subject.name) if one.words else untranslated(name))
    return None


def _answering(subject: Subject, roster: Roster, owing: Owing) -> str | None:
    if owing.by == roster.subjects.roles.whole:
        return roster.whole
    if own := subject.group(owing.by):
        member = roster.named(owing.by, own)
        return own if member and _says(member, owing) else None
    belonging = roster.belonging(owing.by, subject.kind, subject.name)
    return next((one.name for one in belonging if _says(one, owing)), None)


def _says(member: Member, owing: Owing) -> bool:
    """Whether a roster row of a debtor says what it has to."""
    wanted = owing.says.items()
    return not wanted or any(all(row.cells.get(column) == value for column, value in wanted) for row in member.rows)


def value_in(column: Column, kind: Kind) -> Callable[[Subject], str | None]:
    """Return what gives what the rows of a subject of ``kind`` hold in a column that identifies it."""
    if column.name in kind.key:
        at = kind.key.index(column.name)
        return lambda subject: subject.key[at]
    if kind.id in column.names or not column.names or column.names == ("subject",):
        return lambda subject: subject.name
    return lambda subject: next((found for one in column.names if (found := subject.group(one))), None)


# --- who is outside a duty ----------------------------------------------------------------------


def is_doubtful(subject: Subject, roster: Roster, *, per: str | None, needs: Sequence[str] = ()) -> bool:
    """Whether only rejected rows of the rosters name a subject, or what its duty is owed to.

    ``needs``: kinds of which the duty asks for the subject's own.
    """
    if per is not None and not all(map(subject.groups.get, needs)):
        return True
    if not roster.doubtful:
        return False
    keys = [(subject.kind, *subject.key)]
    if per and (of := subject.group(per)):
        keys.append((subject.kind, *subject.key, of))
    return not roster.doubtful.isdisjoint(keys)


def outside_test(applies: AppliesTo, roster: Roster, has_row: Callable[[Subject], bool]) -> Callable[[Subject], Reason | None]:
    """Return what tells why a subject is outside a duty, or why that cannot be told; ``None`` for one inside.

    ``has_row`` tells whether the subject stands in a counted row of the measured ledger.
    """
    tests = [(test, _passing(test, roster.kind(applies.kind), roster, has_row)) for test in applies.only_if]

    def why_outside(subject: Subject) -> Reason | None:
        for test, passes in tests:
            if not passes(subject):
                return _why_not(subject, test, roster)
        return None

    return why_outside


def _why_not(subject: Subject, test: Applicability, roster: Roster) -> Reason:
    """Return why a test does not hold: nobody said so, the row that may say so has a fault, or it is so."""
    if test.test == "group_says" and test.roster in roster.missing:
        return "not-submitted"
    if not roster.unsettled:
        return "outside-duty"
    kind = roster.kind(subject.kind)
    match test.test:
        case "group_says":
            unsettled = [(test.roster, test.group, name) for name in subject.groups.get(test.group, ())]
        case "says" if kind.several and kind.roster:
            unsettled = [(kind.roster, kind.id, subject.name)]
        case _:
            unsettled = []
    return "outside-duty" if roster.unsettled.isdisjoint(unsettled) else "rows-rejected"


def _passing(test: Applicability, kind: Kind, roster: Roster, has_row: Callable[[Subject], bool]) -> Callable[[Subject], bool]:
    """Return whether a test holds of a subject of a kind, as a function."""
    match test.test:
        case "is":
            names = frozenset(test.values)
            return lambda subject: subject.name in names
        case "says":
            names = _saying(roster.said(kind.roster or "", kind.id, test.column), test.values)
            return lambda subject: subject.name in names
        case "group_says":
            names, group = _saying(roster.said(test.roster, test.group, test.column), test.values), test.group
            return lambda subject: not names.isdisjoint(subject.groups.get(group, ()))
        case "has_counted_row":
            return has_row


def _saying(said: Mapping[str, frozenset[str]], values: Sequence[str]) -> frozenset[str]:
    """Return the names of whom a roster says one of some values."""
    return frozenset(name for name, words in said.items() if not words.isdisjoint(values))
