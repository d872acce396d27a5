"""Workbooks to a submission: rosters first, then who has sent what, then every ledger with its row accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistcheck.language import Say, same
from assistcheck.places import NOWHERE, Place
from assistcheck.problems import Problem
from assistcheck.programme import Programme
from assistcheck.submission.accounts import FATES, InputAccount, SheetAccount
from assistcheck.submission.aliases import unknown_aliases
from assistcheck.submission.checks import remarks
from assistcheck.submission.coverage import EVERYBODY, Coverage
from assistcheck.submission.data import BookData, CellFault, Fault, SheetData
from assistcheck.submission.enrol import enrol
from assistcheck.submission.fates import settle_fates
from assistcheck.submission.fields import NameKind
from assistcheck.submission.models import LEDGERS, ROSTERS, Declaration, Team
from assistcheck.submission.resolve import Resolver, foreign_rows
from assistcheck.submission.roster import Roster
from assistcheck.submission.table import Table, join_parts
from assistcheck.workbook.values import fold

NOBODY = "\0"
"""The scope of a workbook whose team cannot be told: it covers no subject."""


@dataclass(slots=True)
class Submission:
    """Everything that was sent, matched with the rosters."""

    roster: Roster
    tables: dict[str, Table]
    coverage: Coverage
    inputs: list[InputAccount] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether every input could be read whole, some team is known, and some ledger holds a row."""
        whole = bool(self.roster.teams) and all(account.status in {"read", "superseded"} for account in self.inputs)
        ledgers = {model.sheet.id for model in LEDGERS}
        rows = (sheet.rows for account in self.inputs for sheet in account.sheets if sheet.ledger in ledgers)
        return whole and any(counts["read"] > counts["skipped"] for counts in rows)


def assemble(
    books: Sequence[BookData],
    programme: Programme,
    duties: Mapping[str, NameKind],
    as_of: date,
    aliases: Mapping[str, str] | None = None,
) -> Submission:
    """Match what was read with the rosters, give every row its fate, and settle who covers what.

    Args:
        books: The workbooks as read, a roster file (``roster_only``) among them.
        programme: The programme year.
        duties: Attested duty -> the kind of its subjects.
        as_of: Rows dated after it are not counted.
        aliases: Recorded spellings -> names of the roster.
    """
    aliases = {fold(written): fold(name) for written, name in (aliases or {}).items()}
    superseded = _superseded(books, aliases)
    enrolment = enrol(books, superseded, programme, aliases)
    resolver = Resolver(enrolment.roster, duties, aliases)
    scopes = {id(book): _scope(book, books, resolver) for book in books}
    submission = Submission(enrolment.roster, dict(enrolment.tables), _coverage(books, scopes, superseded, enrolment.roster))
    submission.problems += enrolment.problems
    submission.problems += unknown_aliases(aliases, enrolment.roster)
    for model in LEDGERS:
        parts = [(book, sheet) for book in books for sheet in book.sheets if sheet.model is model and sheet.usable]
        if parts:
            table = join_parts(model, [sheet for _, sheet in parts])
            submission.tables[table.id] = table
            _settle(table, [book for book, _ in parts], scopes, superseded, resolver)
            submission.problems += settle_fates(table, programme, enrolment.roster, as_of)
            submission.problems += remarks(table, enrolment.roster)
    submission.inputs = [_account(book, id(book) in superseded, submission.tables) for book in books]
    submission.problems += _book_problems(books, scopes, superseded, submission)
    submission.problems = _in_order(submission.problems, books)
    return submission


# --- whose workbook it is -----------------------------------------------------------------------


def _superseded(books: Sequence[BookData], aliases: Mapping[str, str]) -> dict[int, BookData]:
    """Return the workbooks that a later one of the same team replaces: id -> the one that counts.

    A team is what some 组团名册 names: the roster itself may stand in a workbook that is replaced.
    """
    known = {name for book in books for sheet in book.sheets if sheet.model is Team for name in sheet.columns["team"]}
    by_team: dict[str, list[BookData]] = {}
    for book in books:
        reporter = aliases.get(book.reporter, book.reporter)
        if reporter in known and not book.error:
            by_team.setdefault(reporter, []).append(book)
    replaced: dict[int, BookData] = {}
    for rivals in by_team.values():
        winner = max(rivals, key=lambda book: (book.as_of or date.min, book.sha256))
        replaced.update((id(book), winner) for book in rivals if book is not winner)
    return replaced


def _scope(book: BookData, books: Iterable[BookData], resolver: Resolver) -> str:
    """Return the team that a workbook covers, :data:`EVERYBODY`, or :data:`NOBODY` where that cannot be told."""
    if book.reporter:
        if book.reporter == resolver.roster.programme:
            return EVERYBODY
        return resolver.names("team")[book.reporter] or NOBODY
    unnamed_among_named = book.declared and any(other.reporter for other in books)
    return NOBODY if unnamed_among_named or book.reporter_unread else EVERYBODY


def _coverage(
    books: Sequence[BookData], scopes: Mapping[int, str], superseded: Mapping[int, BookData], roster: Roster
) -> Coverage:
    coverage = Coverage()
    sent = [book for book in books if book.is_submission and id(book) not in superseded and not book.error]
    for book in sent:
        for sheet in book.sheets:
            if not sheet.model.sheet.roster:
                coverage.note(sheet.model.sheet.id, scopes[id(book)], usable=sheet.usable)
    for model in ROSTERS:
        if model.sheet.id not in roster.missing:
            coverage.note(model.sheet.id, EVERYBODY, usable=True)
    covered = {scopes[id(book)] for book in sent}
    if sent and EVERYBODY not in covered:
        coverage.absent = tuple(team for team in roster.teams if team not in covered)
    return coverage


# --- ledgers ------------------------------------------------------------------------------------


def _settle(
    table: Table, books: Sequence[BookData], scopes: Mapping[int, str], superseded: Mapping[int, BookData], resolver: Resolver
) -> None:
    """Match a table's names; give superseded and rejected rows their fate."""
    resolver.resolve(table)
    for number, (book, part) in enumerate(zip(books, table.parts, strict=True)):
        span = table.span(number)
        if id(book) in superseded:
            table.fates[span.start : span.stop] = ["superseded"] * len(span)
            continue
        scope = scopes[id(book)]
        if scope != EVERYBODY:
            for position in foreign_rows(table, number, scope, resolver):
                local = position - span.start
                owner = table.model.sheet.owner
                expected = Say(f"{book.reporter or '本组团'} 的内容", f"what is {book.reporter or 'this team'}'s own")
                fault = CellFault(owner, Fault("foreign-rows", expected), table.columns[owner][position])
                part.faults.setdefault(local, []).append(fault)
                part.rejected.add(local)
                table.foreign.add(position)
        for local in part.rejected:
            table.fates[span.start + local] = "rejected"


def _account(book: BookData, superseded: bool, tables: Mapping[str, Table]) -> InputAccount:  # noqa: FBT001
    status = "unreadable" if book.error else "superseded" if superseded else "read"
    if status == "read" and not all(sheet.usable for sheet in book.sheets):
        status = "partial"
    sheets = tuple(_sheet_account(sheet, tables, superseded=superseded) for sheet in book.sheets)
    return InputAccount(book.path, book.sha256, book.reporter or None, status, sheets)


def _sheet_account(sheet: SheetData, tables: Mapping[str, Table], *, superseded: bool) -> SheetAccount:
    ledger = sheet.model.sheet.id
    counts = dict.fromkeys(("read", *FATES), 0)
    counts["read"], counts["skipped"] = sheet.read, sheet.skipped
    counts["superseded" if superseded else "rejected"] = sheet.unusable
    table = tables.get(ledger)
    number = next((n for n, part in enumerate(table.parts) if part is sheet), None) if table else None
    if table and number is not None:
        span = table.span(number)
        for fate, number in Counter(table.fates[span.start : span.stop]).items():
            counts[fate] += number
    elif not sheet.usable:  # another sheet of the workbook may be meant
        counts["superseded" if superseded else "rejected"] += len(sheet.rows)
    else:  # a declaration, or a roster that another one stands for
        counts["counted" if sheet.model is Declaration and not superseded else "superseded"] += len(sheet.rows)
    return SheetAccount(sheet.title, ledger, counts)


# --- problems -----------------------------------------------------------------------------------


def _book_problems(
    books: Sequence[BookData], scopes: Mapping[int, str], superseded: Mapping[int, BookData], submission: Submission
) -> Iterable[Problem]:
    for book in books:
        yield from book.problems
        if id(book) in superseded:
            winner = superseded[id(book)].path
            expected = Say(f"每个组团一份（现以 {winner} 为准）", f"one workbook per team ({winner} counts)")
            yield Problem("conflicting-submission", Place(book.path), book.reporter, expected)
            continue
        for sheet in book.sheets:
            yield from sheet.problems
            for position, faults in sheet.faults.items():
                for fault in faults:
                    yield sheet.problem(position, fault)
        if scopes[id(book)] == NOBODY and not book.reporter_unread:
            yield _unknown_reporter(book, submission.roster)
    yield from _not_sent(submission)


def _unknown_reporter(book: BookData, roster: Roster) -> Problem:
    from assistcheck.submission.suggest import nearest  # noqa: PLC0415 - only where a name is unknown

    if not book.reporter:
        expected = Say("填报主体：组团名册中的组团名称", "填报主体: the name of a team in the roster")
        return Problem("missing-value", book.reporter_place, "", expected)
    near = nearest(book.reporter, tuple(roster.teams))
    zh, en = (f"（是否为 {'、'.join(near)}？）", f" (perhaps {', '.join(near)}?)") if near else ("", "")
    words = Say(f"组团名册中的名称{zh}", f"a team of the roster{en}")
    return Problem("unknown-name", book.reporter_place, book.reporter, words)


def _not_sent(submission: Submission) -> Iterable[Problem]:
    for team in submission.coverage.absent:
        yield Problem("not-submitted", NOWHERE, team)
    supplied = submission.coverage.supplied.keys() | submission.coverage.broken.keys()
    for model in (*ROSTERS, *LEDGERS):
        if model.sheet.id not in supplied:
            yield Problem("missing-sheet", NOWHERE, model.sheet.title, same(""))


def _in_order(problems: Iterable[Problem], books: Sequence[BookData]) -> list[Problem]:
    """Return problems by input, sheet, row and column, whatever found them first."""
    inputs = {book.path: number for number, book in enumerate(books)}
    sheets = {(book.path, sheet.title): number for book in books for number, sheet in enumerate(book.sheets)}

    def order(problem: Problem) -> tuple[int, int, int, int, str]:
        place = problem.place
        return inputs.get(place.path, -1), sheets.get((place.path, place.sheet), -1), place.row, place.column, problem.code

    return sorted(problems, key=order)
