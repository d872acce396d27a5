"""Workbooks to a submission: rosters first, then who has sent what, then every ledger with its row accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistcheck.equal_problems import told_once
from assistcheck.i18n import EMPTY_TEXT, LocalizedText
from assistcheck.ledgers.registry import Ledgers, ledgers_of
from assistcheck.location import NO_LOCATION, Ranges, row_ranges
from assistcheck.problems import Problem
from assistcheck.rules.model import RulePack
from assistcheck.submission.coverage import Coverage
from assistcheck.submission.foreign import foreign_rows
from assistcheck.submission.ledger_table import LedgerTable, join_parts
from assistcheck.submission.ownership import Speakers, book_problems, coverage_of, replaced, settle_reporters, speakers_of
from assistcheck.submission.parsed import ParsedSheet, ParsedWorkbook
from assistcheck.submission.problem_words import in_terms_of
from assistcheck.submission.roster.aliases import unknown_aliases
from assistcheck.submission.roster.build import build_roster
from assistcheck.submission.roster.resolve import Resolver
from assistcheck.submission.roster.roster import Roster
from assistcheck.submission.row_accounts import LOST, InputAccount, InputStatus, SheetAccount
from assistcheck.submission.row_checks import warnings
from assistcheck.submission.row_classification import classify_rows
from assistcheck.submission.row_status import ROW_STATUSES, RowStatus
from assistcheck.submission.sheet_faults import CellDefect
from assistcheck.workbook.cell_values import normalize


@dataclass(slots=True)
class Submission:
    """Everything that was sent, matched with the rosters."""

    ledgers: Ledgers
    """The sheets of the rule pack."""
    roster: Roster
    tables: dict[str, LedgerTable]
    coverage: Coverage
    inputs: list[InputAccount] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Recorded spellings of names, folded -> the roster's own."""

    @property
    def complete(self) -> bool:
        """Whether every input could be read whole, somebody is known who reports, and some ledger holds a row."""
        whole = bool(self.roster.reporters) and all(account.status in {"read", "superseded"} for account in self.inputs)
        evidence = {sheet.id for sheet in self.ledgers.evidence}
        rows = (sheet.rows for account in self.inputs for sheet in account.sheets if sheet.ledger in evidence)
        return whole and any(counts["read"] > counts["skipped"] for counts in rows)


def assemble(
    books: Sequence[ParsedWorkbook], pack: RulePack, as_of: date, aliases: Mapping[str, str] | None = None
) -> Submission:
    """Match what was read with the rosters, give every row its fate, and settle who covers what.

    Args:
        books: The workbooks as read, a roster file (``roster_only``) among them.
        pack: The rule pack: its sheets, kinds of subject, programme year, attested duties.
        as_of: Rows dated after it are not counted.
        aliases: Recorded spellings -> names of the roster.
    """
    ledgers, programme = ledgers_of(pack), pack.programme_year
    aliases = {normalize(written): normalize(name) for written, name in (aliases or {}).items()}
    any_case = ledgers.conventions.any_case
    settle_reporters(books, pack.subjects, aliases, any_case=any_case)
    superseded = replaced(books, pack.subjects)
    enrolled = build_roster(books, superseded, programme, aliases, ledgers, pack.subjects)
    roster = enrolled.roster
    resolver = Resolver(roster, pack.attested, aliases, any_case)
    speakers = speakers_of(books, superseded, resolver)
    coverage = coverage_of(books, speakers, roster, ledgers)
    submission = Submission(ledgers, roster, dict(enrolled.tables), coverage, aliases=aliases)
    submission.problems += [*enrolled.problems, *unknown_aliases(aliases, roster, ledgers)]
    usable = _usable(books)
    for sheet in ledgers.evidence:
        if parts := usable.get(sheet.id):
            table = join_parts(sheet, [part for _, part in parts])
            submission.tables[table.id] = table
            _settle(table, [book for book, _ in parts], speakers, resolver)
            submission.problems += classify_rows(table, programme, roster, as_of)
            submission.problems += warnings(table, roster)
    tables = submission.tables.values()
    fates = {id(part): table.fates_of(number) for table in tables for number, part in enumerate(table.parts)}
    submission.inputs = [_account(book, id(book) in superseded, fates) for book in books]
    submission.problems += _sheet_problems(books, superseded)
    submission.problems += _not_supplied(submission, resolver.unmatched)
    heads = [*book_problems(books, speakers, roster, ledgers, programme, as_of), *_not_sent(submission)]
    ordered = (*_in_order(told_once(heads), books, gravest_first=True), *_in_order(told_once(submission.problems), books))
    submission.problems = list(in_terms_of(pack, ledgers, ordered))
    return submission


# --- ledgers ------------------------------------------------------------------------------------


def _usable(books: Iterable[ParsedWorkbook]) -> dict[str, list[tuple[ParsedWorkbook, ParsedSheet]]]:
    """Return the sheets that can be used, each with its workbook, by the id of what they are."""
    found: dict[str, list[tuple[ParsedWorkbook, ParsedSheet]]] = {}
    for book in books:
        for one in book.sheets:
            if one.usable:
                found.setdefault(one.sheet.id, []).append((book, one))
    return found


def _settle(table: LedgerTable, books: Sequence[ParsedWorkbook], speakers: Speakers, resolver: Resolver) -> None:
    """Match a table's names; give superseded and rejected rows their fate."""
    resolver.resolve(table)
    for number, (book, part) in enumerate(zip(books, table.parts, strict=True)):
        span = table.span(number)
        if id(book) in speakers.superseded:
            table.fates[span.start : span.stop] = ["superseded"] * len(span)
            continue
        reporter = speakers.team_of(book)
        for position, column, owner, words in foreign_rows(table, number, reporter, resolver.roster, resolver.duties):
            local = position - span.start
            expected = LocalizedText(f"{owner}的内容", f"what is {owner}'s own")
            fault = CellDefect("foreign-rows", expected, words=words)
            part.faults.add(column, fault, [local], [table.columns[column][position]])
            part.rejected.add(local)
            table.foreign.add(position)
        for local in part.rejected:
            table.fates[span.start + local] = "rejected"


def _account(book: ParsedWorkbook, superseded: bool, fates: Mapping[int, list[RowStatus]]) -> InputAccount:  # noqa: FBT001
    status: InputStatus = "unreadable" if book.error else "superseded" if superseded else "read"
    if status == "read" and not all(sheet.usable for sheet in book.sheets):
        status = "partial"
    sheets = tuple(_sheet_account(sheet, fates.get(id(sheet)), superseded=superseded) for sheet in book.sheets)
    return InputAccount(book.path, book.sha256, book.reporter or None, status, sheets)


def _sheet_account(sheet: ParsedSheet, fates: list[RowStatus] | None, *, superseded: bool) -> SheetAccount:
    counts = dict.fromkeys(("read", *ROW_STATUSES), 0)
    counts["read"], counts["skipped"] = sheet.read, sheet.skipped
    counts["superseded" if superseded else "rejected"] = sheet.unusable
    lost: Ranges = ()
    if fates is not None:
        for fate, number in Counter(fates).items():
            counts[fate] += number
        if any(counts[fate] for fate in LOST):
            lost = row_ranges([row for row, fate in zip(sheet.rows, fates, strict=True) if fate in LOST])
    elif not sheet.usable:  # another sheet of the workbook may be meant
        counts["superseded" if superseded else "rejected"] += len(sheet.rows)
    else:  # a declaration, or a roster that another one stands for
        counts["counted" if sheet.sheet.cover and not superseded else "superseded"] += len(sheet.rows)
    return SheetAccount(sheet.title, sheet.sheet.id, counts, lost)


# --- problems -----------------------------------------------------------------------------------


def _sheet_problems(books: Iterable[ParsedWorkbook], superseded: Container[int]) -> Iterable[Problem]:
    """Yield what is wrong with the sheets of workbooks that count, and what is not read of any."""
    for book in books:
        if book.error:
            continue
        yield from book.problems
        for sheet in () if id(book) in superseded else book.sheets:
            yield from sheet.problems
            yield from sheet.found()


def _not_sent(submission: Submission) -> Iterable[Problem]:
    for team in submission.coverage.absent:
        yield Problem("not-submitted", NO_LOCATION, team)


_NAMES = LocalizedText(
    "填有名单的名册，否则不知有哪些责任主体", "the roster with its names, without which nobody knows whom duties bind"
)


def _not_supplied(submission: Submission, unmatched: Mapping[str, int]) -> Iterable[Problem]:
    """Yield the sheets that nobody supplied; ``unmatched``: how many names each roster among them leaves without a match."""
    supplied = submission.coverage.supplied.keys() | submission.coverage.broken.keys()
    for sheet in submission.ledgers.tables:
        if sheet.id not in supplied:
            expected = _NAMES if sheet.roster else EMPTY_TEXT
            if cells := unmatched.get(sheet.id):
                zh, en = f"；另有 {cells} 格的名称因此无从核对", f"; {cells} cells hold names that could not be matched with it"
                expected = LocalizedText(_NAMES.zh + zh, _NAMES.en + en)
            yield Problem("missing-sheet", NO_LOCATION, sheet.title, expected)


_GRAVEST = ("error", "warning", "note")


def _in_order(problems: Iterable[Problem], books: Sequence[ParsedWorkbook], *, gravest_first: bool = False) -> list[Problem]:
    """Return problems by input, sheet, row and column, whatever found them first; the gravest first where that is asked for."""
    inputs = {book.path: number for number, book in enumerate(books)}
    sheets = {(book.path, sheet.title): number for book in books for number, sheet in enumerate(book.sheets)}

    def order(problem: Problem) -> tuple[int, int, int, int, int, str]:
        place = problem.place
        grave = _GRAVEST.index(problem.level) if gravest_first else 0
        sheet = sheets.get((place.path, place.sheet), -1)
        return grave, inputs.get(place.path, -1), sheet, place.row, place.column, problem.code

    return sorted(problems, key=order)
