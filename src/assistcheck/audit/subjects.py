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
    keys = [(subject.kind, *subject.key)]
    if per and (of := subject.group(per)):
        keys.append((subject.kind, *subject.key, of))
    return not roster.doubtful.isdisjoint(keys) or (per is not None and any(not subject.group(kind) for kind in needs))


def why_outside(subject: Subject, applies: AppliesTo, roster: Roster, has_row: Callable[[Subject], bool]) -> Reason | None:
    """Return why a subject is outside a duty, or why that cannot be told; ``None`` for one inside.

    ``has_row`` tells whether the subject stands in a counted row of the measured ledger.
    """
    for test in applies.only_if:
        if not _passes(subject, test, roster, has_row):
            return _why_not(subject, test, roster)
    return None


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


def _passes(subject: Subject, test: Applicability, roster: Roster, has_row: Callable[[Subject], bool]) -> bool:
    match test.test:
        case "is":
            return subject.name in test.values
        case "says":
            said = roster.says(roster.kind(subject.kind).roster or "", subject.kind, subject.name, test.column)
            return not said.isdisjoint(test.values)
        case "group_says":
            groups = subject.groups.get(test.group, ())
            return any(not roster.says(test.roster, test.group, name, test.column).isdisjoint(test.values) for name in groups)
        case "has_counted_row":
            return has_row(subject)
