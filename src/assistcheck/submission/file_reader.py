"""One file to a workbook as read: it is opened at once, and what takes it in is loaded while it is parsed."""

from __future__ import annotations

from collections.abc import Callable

from assistcheck.errors import WorkbookError
from assistcheck.ledgers.registry import Ledgers
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.workers.protocol import ResultStream
from assistcheck.workbook.cell_values import PackFacts
from assistcheck.workbook.limits import ReadOptions
from assistcheck.workbook.open import OpenedFile, open_file
from assistcheck.workbook.raw_sheet import digest_of

_USUAL = ReadOptions()


def read_book(  # noqa: PLR0913 - keywords
    path: str,
    content: Callable[[], bytes],
    ledgers: Ledgers,
    facts: Callable[[], PackFacts],
    *,
    roster_only: bool = False,
    found: bool = False,
    as_grids: bool = False,
    terms: ReadOptions = _USUAL,
    outlet: ResultStream | None = None,
    ahead: bool = False,
) -> ParsedWorkbook:
    """Read a whole workbook; whatever is wrong with it becomes a problem, never an exception.

    Args:
        path: What the file is called in reports.
        content: Gives its bytes, which nobody else then holds, or raises ``WorkbookError``.
        ledgers: The sheets of the rule pack.
        facts: Gives those of the rule pack, and is asked for them when a date has no year or a word is not an allowed one.
        roster_only: Read the rosters and leave everything else.
        found: In a folder, not named itself: what this program wrote is left unread.
        as_grids: Keep its sheets as they stand, and understand none of them.
        terms: The limits, and the passwords to try on an encrypted file.
        outlet: Takes pieces of long sheets as they are read.
        ahead: Parse sheets before the file has been checked whole, and ahead of their turn: for a process that may die.
    """
    book = ParsedWorkbook(path, "", roster_only)
    try:
        file = _opened(book, content(), ledgers, terms, ahead=ahead, as_grids=as_grids)
        book.is_own = found and file.properties.is_own
        book.is_copy = book.is_own and file.properties.is_copy
        if not as_grids and (not book.is_own or book.is_copy):
            from assistcheck.submission import workbook_reader as reader  # noqa: PLC0415 - sheets are being parsed by now

            parse = reader.parse_declaration if book.is_copy else reader.parse_workbook
            parse(reader.Reading(book, ledgers, facts, outlet), file)
    except WorkbookError as error:
        book.fail(error)
    return book


def _opened(
    book: ParsedWorkbook, data: bytes, ledgers: Ledgers, terms: ReadOptions, *, ahead: bool, as_grids: bool
) -> OpenedFile:
    """Return the file opened, and keep in ``book`` what it says of itself and, where asked for, its sheets as they stand."""
    wanted = (lambda title: ledgers.is_read(title, roster_only=book.roster_only)) if ahead and not as_grids else None
    try:
        file = open_file(data, book.path, terms, wanted, ledgers.conventions.money.is_foreign)
        if as_grids:
            from assistcheck.submission.grids import grids_of  # noqa: PLC0415 - few files are read so

            book.grids = grids_of(file, data, terms.limits)
    finally:
        book.sha256 = digest_of(data)
        del data  # what is needed of it has been copied, and sheets are large
    book.modified, book.encrypted = file.properties.modified, file.encrypted
    return file
