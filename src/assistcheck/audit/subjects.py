"""Whom each rule binds: the subjects of a kind, in the roster's order, and who of them is outside a duty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistcheck.audit.outcomes import Debtor, Reason, Subject
from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.rules.model import Binding, Owing, SubjectKind
from assistcheck.rules.vocabulary import Narrowing
from assistcheck.submission.roster.roster import Roster


def subjects_of(
    kind: SubjectKind, roster: Roster, debtors: Sequence[Owing] = (), *, per_team: bool = False
) -> Iterator[Subject]:
    """Yield every subject of a kind, each with who owes what is for it; ``per_team``: a unit once for each of its teams."""
    owing = [one for one in debtors if one.of == kind]
    for subject in _named(kind, roster, per_team=per_team):
        yield subject._replace(debtor=_debtor(subject, roster, owing)) if owing else subject


def _debtor(subject: Subject, roster: Roster, owing: Sequence[Owing]) -> Debtor | None:
    """Return who answers for a subject by the first entry whose debtor exists; ``None``: itself."""
    for one in owing:
        if name := _answering(subject, roster, one):
            words = LocalizedText(one.words.zh, one.words.en).format(name=subject.name) if one.words else untranslated(name)
            return Debtor(one.by, name, words)
    return None


def _answering(subject: Subject, roster: Roster, owing: Owing) -> str | None:
    match owing.by:
        case "programme":
            return roster.programme
        case "team":
            return subject.team
        case "work_group":
            groups = (one for one in roster.groups.values() if one.county == subject.county and one.level == owing.level)
            return next((one.name for one in groups), None)


def _named(kind: SubjectKind, roster: Roster, *, per_team: bool) -> Iterator[Subject]:
    match kind:
        case "programme":
            yield Subject("programme", roster.programme)
        case "city":
            yield from (Subject("city", city) for city in roster.cities)
        case "county":
            yield from (Subject("county", county, county=county) for county in roster.counties)
        case "work_group":
            yield from (Subject("work_group", name, county=group.county) for name, group in roster.groups.items())
        case "team":
            yield from (_of_team(roster, "team", name, name) for name in roster.teams)
        case "town":
            yield from (_of_team(roster, "town", name, team)._replace(town=name) for name, team in roster.towns.items())
        case "village":
            for (town, village), team in roster.villages.items():
                yield _of_team(roster, "village", f"{town}/{village}", team)._replace(town=town, village=village)
        case "unit":
            for name, unit in roster.units.items():
                for team in (unit.teams if per_team else unit.teams[:1]) or ("",):
                    teams = (team,) if per_team and team else unit.teams
                    yield _of_team(roster, "unit", name, team)._replace(teams=teams)


def _of_team(roster: Roster, kind: SubjectKind, name: str, team: str) -> Subject:
    """Return a subject of a team; where the roster does not say which, of none."""
    entry = roster.teams.get(team)
    if entry is None:
        return Subject(kind, name)
    return Subject(kind, name, entry.county or None, team, entry.town or None, None, (team,))


def is_doubtful(subject: Subject, roster: Roster, *, per_team: bool) -> bool:
    """Whether only rejected rows of the rosters name a subject, or its town where the duty is owed to that."""
    match subject.kind:
        case "village":
            keys: list[tuple[str, ...]] = [("village", subject.town or "", subject.village or "")]
        case "unit" if per_team:
            keys = [("unit", subject.name), ("unit", subject.name, subject.team or "")]
        case kind:
            keys = [(kind, subject.name)]
    return not roster.doubtful.isdisjoint(keys) or (per_team and not subject.town)


def why_outside(subject: Subject, binding: Binding, roster: Roster, has_row: Callable[[Subject], bool]) -> Reason | None:
    """Return why a subject is outside a duty, or why that cannot be told; ``None`` for one inside.

    ``has_row`` tells whether the subject stands in a counted row of the measured ledger.
    """
    for test in binding.only:
        if not _passes(subject, test, roster, has_row):
            if test.test == "team_has_kind":
                return _unknown_kind(subject, roster)
            unsaid = test.test in {"sends_cadres", "first_secretary"} and subject.name in roster.unsettled_units
            return "rows-rejected" if unsaid else "outside-duty"
    return None


def _unknown_kind(subject: Subject, roster: Roster) -> Reason:
    """Return why a team seems to hold no unit of a kind: nobody said which it holds, or it holds none."""
    if "units" in roster.missing:
        return "not-submitted"
    return "rows-rejected" if subject.team in roster.unsettled else "outside-duty"


def _passes(subject: Subject, test: Narrowing, roster: Roster, has_row: Callable[[Subject], bool]) -> bool:
    match test.test:
        case "sends_cadres":
            return roster.units[subject.name].sends_cadres
        case "first_secretary":
            return roster.units[subject.name].first_secretary
        case "city":
            return subject.name == test.value
        case "group_level":
            return roster.groups[subject.name].level == test.value
        case "team_has_kind":
            return subject.team is not None and test.value in roster.kinds_in(subject.team)
        case "has_counted_row":
            return has_row(subject)
