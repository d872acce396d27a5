"""Whose workbook each is: the team that it speaks for, which of two of one team counts, and who has sent nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from assistcheck.calendar import ProgrammeYear
from assistcheck.i18n import EMPTY_TEXT, LocalizedText
from assistcheck.ledgers.registry import Ledgers
from assistcheck.ledgers.schema import Cover
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.rules.subjects import Kind, Subjects
from assistcheck.submission.copies import copies_beside, likeness, same_files
from assistcheck.submission.coverage import EVERYBODY, NO_TEAM, Coverage
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.roster.resolve import Resolver
from assistcheck.submission.roster.roster import Names, Roster

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


def settle_reporters(
    books: Sequence[ParsedWorkbook], subjects: Subjects, aliases: Mapping[str, str], *, any_case: bool = False
) -> None:
    """Let each workbook name the one that it declares, or nobody where it declares several; in ``any_case`` if so wished."""
    known = Names((subjects.whole, *_reporting(books, subjects)), aliases, any_case=any_case)
    for book in books:
        declared = (aliases.get(name, name) for name in book.reporters)
        names = list(dict.fromkeys((known[name] or name) if any_case else name for name in declared))
        book.reporter = names[0] if len(names) == 1 else ""
        book.is_programme = book.reporter == subjects.whole
        if book.reporter and not book.is_programme and book.is_untouched:  # the template names whom it was made for
            book.reporter = ""
            book.reporters.clear()


def _reporting(books: Sequence[ParsedWorkbook], subjects: Subjects) -> frozenset[str]:
    """Return the names of those who report, by the pack and by the rosters of all workbooks."""
    given = any(book.roster_only for book in books)
    reporting = subjects.kind(subjects.roles.reporting)
    rosters = (
        one for book in books if book.roster_only or not given for one in book.sheets if one.sheet.id == reporting.roster
    )
    named = (name for one in rosters for name in one.columns[reporting.key[0]] if name)
    return frozenset((*reporting.members, *named))


def replaced(books: Sequence[ParsedWorkbook], subjects: Subjects) -> dict[int, ParsedWorkbook]:
    """Return the workbooks that another one replaces, of the same bytes or of the same team: id -> the one that counts.

    Who reports is what the roster of the reporting kind names: the roster itself may stand in a workbook that is replaced.
    """
    known = _reporting(books, subjects)
    found = same_files(books)
    by_team: dict[str, list[ParsedWorkbook]] = {}
    for book in books:
        if book.reporter in known and not book.error and id(book) not in found:
            by_team.setdefault(book.reporter, []).append(book)
    for rivals in by_team.values():
        winner = max(rivals, key=lambda book: (*_age(book), book.sha256, book.path))
        found.update((id(book), winner) for book in rivals if book is not winner)
    return found


def _age(book: ParsedWorkbook) -> tuple[date, datetime]:
    """Return what tells which of two workbooks is the newer; what is not known is older than anything."""
    return book.as_of or date.min, book.modified or _BEFORE_ALL


def speakers_of(books: Sequence[ParsedWorkbook], superseded: Mapping[int, ParsedWorkbook], resolver: Resolver) -> Speakers:
    """Return whom each workbook speaks for: as soon as one names a team, those that name none speak for no team."""
    names = resolver.names((resolver.roster.subjects.roles.reporting,))
    teams = {id(book): names[book.reporter] if book.reporter else None for book in books}
    unnamed = NO_TEAM if any(teams.values()) else EVERYBODY
    return Speakers({key: team or unnamed for key, team in teams.items()}, superseded)


def coverage_of(books: Sequence[ParsedWorkbook], speakers: Speakers, roster: Roster, ledgers: Ledgers) -> Coverage:
    """Return who has supplied which ledger, and the teams that have sent no workbook where others have."""
    coverage = Coverage()
    sent = [book for book in books if speakers.speaks(book)]
    for book in sent:
        for sheet in book.sheets:
            if not sheet.sheet.roster:
                coverage.note(sheet.sheet.id, speakers.scopes[id(book)], usable=sheet.usable)
    for listed in ledgers.rosters:
        if listed.id not in roster.missing:
            coverage.note(listed.id, EVERYBODY, usable=True)
    covered = {team for book in sent if (team := speakers.team_of(book))}
    if covered:
        coverage.absent = tuple(one.name for one in roster.reporters.values() if one.name not in covered)
    return coverage


# --- what is to be said of whole workbooks ------------------------------------------------------


def book_problems(
    books: Sequence[ParsedWorkbook],
    speakers: Speakers,
    roster: Roster,
    ledgers: Ledgers,
    programme: ProgrammeYear,
    as_of: date,
) -> Iterator[Problem]:
    """Yield the problems whose cause lies in a whole workbook or in what it says of itself."""
    yield from _likely_copies(books, speakers)
    for book in books:
        if book.error:
            yield from book.problems
        elif winner := speakers.superseded.get(id(book)):
            yield _superseded(book, winner, roster, ledgers)
            for sheet in book.sheets:
                yield from sheet.problems if sheet.sheet.cover else ()
        else:
            yield from _reporter_problems(book, speakers, roster, ledgers)
            yield from _of_another_quarter(book, programme, as_of) if speakers.speaks(book) else ()


def _likely_copies(books: Sequence[ParsedWorkbook], speakers: Speakers) -> Iterator[Problem]:
    """Yield a warning for each workbook that counts beside another one of which it is a copy by its name alone."""
    for copy, original in copies_beside([book for book in books if speakers.speaks(book)]):
        teams = {copy.reporter, original.reporter} - {""}
        if len(teams) < 2:
            words = LocalizedText(f"每份工作簿只有一个文件（{original.path}）", f"one file for each workbook ({original.path})")
            yield Problem("likely-copy", Location(copy.path), "", words)


def _superseded(book: ParsedWorkbook, winner: ParsedWorkbook, roster: Roster, ledgers: Ledgers) -> Problem:
    if book.sha256 == winner.sha256:
        words = LocalizedText(f"每份工作簿只有一个文件（与 {winner.path} 相同）", f"one file for each workbook ({winner.path})")
        return Problem("repeated-file", Location(book.path), "", words)
    kind = roster.kind(roster.subjects.roles.reporting).name
    hint = _likeness(book, winner)
    if _age(book) != _age(winner):
        zh = f"每个{kind.zh}一份（现以 {winner.path} 为准{hint.zh}）"
        en = f"one workbook per {kind.en} ({winner.path} counts{hint.en})"
        return Problem("conflicting-submission", Location(book.path), book.reporter, LocalizedText(zh, en))
    as_of = _label(ledgers, lambda cover: cover.as_of)
    expected = LocalizedText(
        f"每个{kind.zh}一份（{book.path} 与 {winner.path} 的{as_of}和修改时间分不出先后，现以 {winner.path} 为准{hint.zh}）",
        f"one workbook per {kind.en} (nothing tells which of {book.path} and {winner.path} is newer; "
        f"{winner.path} counts{hint.en})",
    )
    return Problem("conflicting-submission", Location(book.path), book.reporter, expected, "error")


_SAID = {
    "copy": LocalizedText("副本", "a copy"),
    "conflict": LocalizedText("冲突副本（同步程序留下的）", "a sync client's conflicted copy"),
}


def _likeness(book: ParsedWorkbook, winner: ParsedWorkbook) -> LocalizedText:
    """Return what the names of two workbooks say of them, which is only said."""
    if kind := likeness(book.path, winner.path):
        what = _SAID[kind]
        return LocalizedText(f"；按文件名，这一份像是它的{what.zh}", f"; this one, by its name, is {what.en} of it")
    if kind := likeness(winner.path, book.path):
        what = _SAID[kind]
        return LocalizedText(
            f"；按文件名，它像是这一份的{what.zh}，请核对", f"; by its name it is {what.en} of this one: compare them"
        )
    return EMPTY_TEXT


def _label(ledgers: Ledgers, field_of: Callable[[Cover], str]) -> str:
    """Return the label of a line of the cover sheet."""
    sheet = ledgers.cover
    return sheet.by_name[field_of(sheet.cover)].header if sheet and sheet.cover and field_of(sheet.cover) else ""


def _reporter_problems(book: ParsedWorkbook, speakers: Speakers, roster: Roster, ledgers: Ledgers) -> Iterator[Problem]:
    label = _label(ledgers, lambda cover: cover.reporter)
    kind = roster.kind(roster.subjects.roles.reporting)
    if book.reporter:
        if not (speakers.team_of(book) or book.is_programme):
            yield Problem("unknown-name", book.reporter_place, book.reporter, _perhaps(book.reporter, roster, ledgers))
    elif book.reporters:
        words = LocalizedText(
            f"只有一个{label}（现不算任何{kind.name.zh}的）", f"one {label} (for now the workbook is nobody's)"
        )
        for name, place in book.reporters.items():
            yield Problem("conflicting-row", place, name, words)
    elif book.declared and not book.reporter_unread and speakers.speaks(book):
        where = _roster_title(kind, ledgers)
        words = LocalizedText(f"{label}：{where}中的{kind.name.zh}名称", f"{label}: the name of a {kind.name.en} in the roster")
        yield Problem("missing-value", book.reporter_place, "", words, "warning")


def _roster_title(kind: Kind, ledgers: Ledgers) -> str:
    return ledgers[kind.roster].title if kind.roster else ""


def _perhaps(written: str, roster: Roster, ledgers: Ledgers) -> LocalizedText:
    """Return the words for who reports, with those that may be meant: by what belongs to them, by a name within, or near."""
    from assistcheck.suggest import closest_matches  # noqa: PLC0415 - only where a name is unknown

    reporting = roster.subjects.roles.reporting
    names = [member.name for member in roster.reporters.values()]
    parts = [kind for kind in roster.subjects.kinds if reporting in kind.belongs_to and len(kind.key) == 1]
    own = [name for kind in parts for name in roster.reporters_of((kind.id,), written)]
    within = [name for name in names if name in written or written in name]
    for kind in parts:
        if not kind.several:
            named = (member for member in roster.of(kind.id).values() if member.name in written)
            within += (name for member in named for name in member.groups.get(reporting, ()))
    order = {name: number for number, name in enumerate(names)}
    within.sort(key=lambda name: order.get(name, len(order)))
    near = tuple(dict.fromkeys((*own, *within, *closest_matches(written, tuple(names), endings=roster.subjects.endings))))[:3]
    zh, en = (f"（是否为 {'、'.join(near)}？）", f" (perhaps {', '.join(near)}?)") if near else ("", "")
    kind = roster.kind(reporting)
    return LocalizedText(f"{_roster_title(kind, ledgers)}中的名称{zh}", f"a {kind.name.en} of the roster{en}")


def _of_another_quarter(book: ParsedWorkbook, programme: ProgrammeYear, as_of: date) -> Iterator[Problem]:
    """Yield a warning where a workbook is of an earlier quarter than the as-of date, a note where it is of a later one."""
    asked = programme.quarter_of(as_of)
    if book.as_of and (of_book := programme.quarter_of(book.as_of)) != asked:
        expected = LocalizedText(f"{asked}（按 {as_of} 统计）", f"{asked}, that of the as-of date {as_of}")
        yield Problem("stale-submission", book.as_of_place, str(book.as_of), expected, None if of_book < asked else "note")
