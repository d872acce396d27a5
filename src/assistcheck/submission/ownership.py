"""Whose workbook each is: the team that it speaks for, which of two of one team counts, and who has sent nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from assistcheck.i18n import LocalizedText
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.submission.coverage import EVERYBODY, NO_TEAM, Coverage
from assistcheck.submission.models import ROSTERS, Declaration, Team
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.roster.resolve import Resolver
from assistcheck.submission.roster.roster import Roster

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Speakers:
    """Who each workbook speaks for, by its id."""

    scopes: dict[int, str] = field(default_factory=dict)
    """A team, :data:`EVERYBODY`, or :data:`NO_TEAM`."""
    superseded: Mapping[int, ParsedWorkbook] = field(default_factory=dict)
    """Workbooks that another one of the same team replaces: id -> the one that counts."""

    def team_of(self, book: ParsedWorkbook) -> str | None:
        """Return the team that a workbook names."""
        scope = self.scopes[id(book)]
        return None if scope in {EVERYBODY, NO_TEAM} else scope

    def speaks(self, book: ParsedWorkbook) -> bool:
        """Whether a workbook was read, counts, and says something."""
        return book.is_submission and not book.error and id(book) not in self.superseded and self._says(book)

    def _says(self, book: ParsedWorkbook) -> bool:
        """Whether it names whom it is from, or holds a row of evidence: an empty template does neither."""
        if book.reporter and (self.team_of(book) or book.is_programme):
            return True
        return any(sheet.rows or sheet.unusable for sheet in book.sheets if sheet.is_evidence)


def settle_reporters(books: Iterable[ParsedWorkbook], programme: str, aliases: Mapping[str, str]) -> None:
    """Let each workbook name the one that it declares, or nobody where it declares several."""
    for book in books:
        names = list(dict.fromkeys(aliases.get(name, name) for name in book.reporters))
        book.reporter = names[0] if len(names) == 1 else ""
        book.is_programme = book.reporter == programme


def replaced(books: Sequence[ParsedWorkbook]) -> dict[int, ParsedWorkbook]:
    """Return the workbooks that another one of the same team replaces: id -> the one that counts.

    A team is what 组团名册 names: the roster itself may stand in a workbook that is replaced.
    """
    given = any(book.roster_only for book in books)
    rosters = (sheet for book in books if book.roster_only or not given for sheet in book.sheets if sheet.model is Team)
    known = {name for sheet in rosters for name in sheet.columns["team"]}
    by_team: dict[str, list[ParsedWorkbook]] = {}
    for book in books:
        if book.reporter in known and not book.error:
            by_team.setdefault(book.reporter, []).append(book)
    found: dict[int, ParsedWorkbook] = {}
    for rivals in by_team.values():
        winner = max(rivals, key=lambda book: (*_age(book), book.sha256, book.path))
        found.update((id(book), winner) for book in rivals if book is not winner)
    return found


def _age(book: ParsedWorkbook) -> tuple[date, datetime]:
    """Return what tells which of two workbooks is the newer; what is not known is older than anything."""
    return book.as_of or date.min, book.modified or _BEFORE_ALL


def speakers_of(books: Sequence[ParsedWorkbook], superseded: Mapping[int, ParsedWorkbook], resolver: Resolver) -> Speakers:
    """Return whom each workbook speaks for: as soon as one names a team, those that name none speak for no team."""
    names = resolver.names("team")
    teams = {id(book): names[book.reporter] if book.reporter else None for book in books}
    unnamed = NO_TEAM if any(teams.values()) else EVERYBODY
    return Speakers({key: team or unnamed for key, team in teams.items()}, superseded)


def coverage_of(books: Sequence[ParsedWorkbook], speakers: Speakers, roster: Roster) -> Coverage:
    """Return who has supplied which ledger, and the teams that have sent no workbook where others have."""
    coverage = Coverage()
    sent = [book for book in books if speakers.speaks(book)]
    for book in sent:
        for sheet in book.sheets:
            if not sheet.model.sheet.roster:
                coverage.note(sheet.model.sheet.id, speakers.scopes[id(book)], usable=sheet.usable)
    for model in ROSTERS:
        if model.sheet.id not in roster.missing:
            coverage.note(model.sheet.id, EVERYBODY, usable=True)
    covered = {team for book in sent if (team := speakers.team_of(book))}
    if covered:
        coverage.absent = tuple(team for team in roster.teams if team not in covered)
    return coverage


# --- what is to be said of whole workbooks ------------------------------------------------------


def book_problems(books: Sequence[ParsedWorkbook], speakers: Speakers, roster: Roster, as_of: date) -> Iterator[Problem]:
    """Yield the problems whose cause lies in a whole workbook or in what it says of itself."""
    for book in books:
        if book.error:
            yield from book.problems
        elif winner := speakers.superseded.get(id(book)):
            yield _superseded(book, winner)
            for sheet in book.sheets:
                yield from sheet.problems if sheet.model is Declaration else ()
        else:
            yield from _reporter_problems(book, speakers, roster)
            yield from _of_another_quarter(book, as_of) if speakers.speaks(book) else ()


def _superseded(book: ParsedWorkbook, winner: ParsedWorkbook) -> Problem:
    if _age(book) != _age(winner):
        expected = LocalizedText(f"每个组团一份（现以 {winner.path} 为准）", f"one workbook per team ({winner.path} counts)")
        return Problem("conflicting-submission", Location(book.path), book.reporter, expected)
    expected = LocalizedText(
        f"每个组团一份（{book.path} 与 {winner.path} 的统计截止和修改时间分不出先后，现以 {winner.path} 为准）",
        f"one workbook per team (nothing tells which of {book.path} and {winner.path} is newer; {winner.path} counts)",
    )
    return Problem("conflicting-submission", Location(book.path), book.reporter, expected, "error")


def _reporter_problems(book: ParsedWorkbook, speakers: Speakers, roster: Roster) -> Iterator[Problem]:
    if book.reporter:
        if not (speakers.team_of(book) or book.is_programme):
            yield Problem("unknown-name", book.reporter_place, book.reporter, _perhaps(book.reporter, roster))
    elif book.reporters:
        words = LocalizedText("只有一个填报主体（现不算任何组团的）", "one 填报主体 (for now the workbook is nobody's)")
        for name, place in book.reporters.items():
            yield Problem("conflicting-row", place, name, words)
    elif book.declared and not book.reporter_unread and speakers.speaks(book):
        words = LocalizedText("填报主体：组团名册中的组团名称", "填报主体: the name of a team in the roster")
        yield Problem("missing-value", book.reporter_place, "", words, "warning")


def _perhaps(written: str, roster: Roster) -> LocalizedText:
    """Return the words for a team, with those that may be meant: of its town or unit, of a name within, of a near one."""
    from assistcheck.submission.roster.suggest import closest_matches  # noqa: PLC0415 - only where a name is unknown

    own = (*roster.teams_of("town", written), *roster.teams_of("unit", written))
    said = [
        (name, name in written or written in name or (team.town and team.town in written))
        for name, team in roster.teams.items()
    ]
    within = [name for name, alike in said if alike]
    near = tuple(dict.fromkeys((*own, *within, *closest_matches(written, tuple(roster.teams)))))[:3]
    zh, en = (f"（是否为 {'、'.join(near)}？）", f" (perhaps {', '.join(near)}?)") if near else ("", "")
    return LocalizedText(f"组团名册中的名称{zh}", f"a team of the roster{en}")


def _of_another_quarter(book: ParsedWorkbook, as_of: date) -> Iterator[Problem]:
    """Yield a warning where a workbook is of an earlier quarter than the as-of date, a note where it is of a later one."""
    if book.as_of and (of_book := _quarter(book.as_of)) != (asked := _quarter(as_of)):
        expected = LocalizedText(f"{asked}（按 {as_of} 统计）", f"{asked}, that of the as-of date {as_of}")
        yield Problem("stale-submission", book.as_of_place, str(book.as_of), expected, None if of_book < asked else "note")


def _quarter(day: date) -> str:
    return f"{day.year}Q{(day.month + 2) // 3}"
