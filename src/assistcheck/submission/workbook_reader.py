"""One workbook to its sheets' data and what its cover sheet declares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from assistcheck.errors import WorkbookError
from assistcheck.i18n import EMPTY_TEXT, LocalizedText, untranslated
from assistcheck.ledgers.registry import NOTES_SHEET, Ledgers
from assistcheck.ledgers.schema import Cover, Sheet
from assistcheck.ledgers.template_marks import LISTS_SHEET
from assistcheck.location import Location
from assistcheck.problems import Problem, ProblemWords
from assistcheck.submission.column_reader import ColumnReader
from assistcheck.submission.parsed import RESULT_SHEET, ParsedSheet, ParsedWorkbook, ValueWithWarning
from assistcheck.submission.sheet_faults import CellDefect
from assistcheck.submission.sheet_reader import read_sheet, set_aside
from assistcheck.submission.workers.protocol import ResultStream
from assistcheck.workbook.cell_values import PackFacts, as_text, display, normalize, strip_whitespace
from assistcheck.workbook.header import Header
from assistcheck.workbook.open import OpenedFile
from assistcheck.workbook.raw_sheet import RawSheet

if TYPE_CHECKING:
    from assistcheck.submission.sheet_identification import Guess

_COVER_ROWS = 200
_NOT_READ = (NOTES_SHEET, LISTS_SHEET, RESULT_SHEET)
"""Sheets that this program writes, in each language."""


class Reading(NamedTuple):
    """What reading the sheets of one workbook needs."""

    book: ParsedWorkbook
    ledgers: Ledgers
    facts: Callable[[], PackFacts]
    """Gives those of the rule pack, where a cell needs them."""
    outlet: ResultStream | None
    """Takes pieces of long sheets as they are read."""


def parse_workbook(reading: Reading, file: OpenedFile) -> None:
    """Read every sheet of an open file; see :func:`assistcheck.submission.file_reader.read_book`."""
    raw, book, ledgers = file.sheets, reading.book, reading.ledgers
    book.problems.extend(Problem(code, Location(book.path), value, expected) for code, value, expected in file.remarks)
    titles = [title for title in raw.titles() if not any(title in own for own in _NOT_READ)]
    known = [title for title in titles if ledgers.is_read(title, roster_only=book.roster_only)]
    for title in known:
        _take_sheet(reading, raw.sheet(title), ledgers.sheet_of(title))
    for title in titles:  # once those that may be parsed ahead have been taken
        if title not in known:
            _take_untitled(reading, title, file)
    book.sheets.sort(key=lambda sheet: titles.index(sheet.title))


def parse_declaration(reading: Reading, file: OpenedFile) -> None:
    """Read whom a workbook is from, and nothing else of it."""
    raw, book = file.sheets, reading.book
    for title in raw.titles():
        sheet = reading.ledgers.sheet_of(title)
        if sheet and sheet.cover:
            _parse_cover_sheet(reading, raw.sheet(title), sheet, sheet.cover)
    book.sheets.clear()
    book.problems.clear()


def _take_sheet(reading: Reading, raw: RawSheet, sheet: Sheet | None) -> None:
    if sheet and sheet.cover:
        _parse_cover_sheet(reading, raw, sheet, sheet.cover)
    elif sheet:
        reading.book.sheets.append(read_sheet(raw, sheet, reading.book.path, reading.facts, reading.outlet))


def _take_untitled(reading: Reading, title: str, file: OpenedFile) -> None:
    """Read a sheet that the template does not know by its title, if it can be told which one it is."""
    from assistcheck.submission.sheet_identification import Guess  # noqa: PLC0415 - most workbooks have no such sheet

    book = reading.book
    try:
        raw = file.sheets.sheet(title)
        found = _guess(raw, reading)
        excuses = found is not None and found.sheet is None and _holds_waivers(raw, reading.ledgers)
    except WorkbookError:  # whatever is in it, nothing of it is read
        found, excuses = Guess(), False
    if found is None:
        return
    if found.sheet is None:
        own = Problem("waiver-sheet", Location(book.path, as_text(title)), as_text(title))
        book.problems.append(own if excuses else _not_read(reading, title, file, found.words))
        return
    rival = None if found.sheet.cover else next((one for one in book.sheets if one.sheet.id == found.sheet.id), None)
    if rival is None:
        name = untranslated(found.sheet.title)
        book.problems.append(Problem("sheet-by-header", Location(book.path, as_text(title)), as_text(title), name))
        _take_sheet(reading, raw, found.sheet)
    else:
        _ask_which(book, rival, raw, found)


def _guess(raw: RawSheet, reading: Reading) -> Guess | None:
    """Return what a sheet is; ``None`` for a sheet of the template that holds nothing, in a file of rosters."""
    from assistcheck.submission.sheet_identification import Guess, guess, holds_rows  # noqa: PLC0415 - as above

    own = reading.ledgers.sheet_of(raw.title)
    if own is None:
        return guess(raw, reading.ledgers, roster_only=reading.book.roster_only)
    return Guess() if not own.cover and holds_rows(raw, own) else None


def _holds_waivers(raw: RawSheet, ledgers: Ledgers) -> bool:
    """Whether an unknown sheet holds waivers, by its title or its header; its rows can then no longer be read."""
    from assistcheck.submission.sheet_identification import guess, holds_rows  # noqa: PLC0415 - as above
    from assistcheck.submission.waiver_sheet import waiver_ledgers  # noqa: PLC0415

    if ledgers.sheet_of(raw.title):
        return False
    own = waiver_ledgers(ledgers)
    sheet = own.sheet_of(raw.title) or guess(raw, own, roster_only=False).sheet
    return sheet is not None and holds_rows(raw, sheet)


def _ask_which(book: ParsedWorkbook, rival: ParsedSheet, raw: RawSheet, found: Guess) -> None:
    """Use neither of two sheets of one ledger, unless the second holds no row."""
    spare = ParsedSheet(rival.sheet, book.path, raw.title, {name: [] for name in rival.columns})
    header = found.header or Header()
    spare.skipped += max(header.first - 1, 0)
    set_aside(spare, islice(raw.rows, header.last, None))
    if spare.unusable:
        ledger = rival.sheet.title
        words = LocalizedText(
            f"一张《{ledger}》（现有“{as_text(rival.title)}”和“{as_text(raw.title)}”，请确定以哪一张为准）",
            f'one sheet of {ledger} (there are "{as_text(rival.title)}" and "{as_text(raw.title)}": which one counts?)',
        )
        place = Location(book.path, as_text(raw.title))
        book.problems.append(Problem("sheet-by-header", place, as_text(raw.title), words, "error"))
        rival.usable = False
        book.sheets.append(spare)


_BESIDE_ROSTERS = ProblemWords(
    LocalizedText("名册文件中的其他工作表，没有读取", "a sheet beside the rosters of a roster file, which is not read"),
    LocalizedText(
        "其中有填报内容的，把这个文件也作为报送的工作簿给出；否则不必理会",
        "if it holds evidence, give the file as a submission too; otherwise ignore this",
    ),
)
"""What is said of what else a file given as the roster holds."""


def _not_read(reading: Reading, title: str, file: OpenedFile, expected: LocalizedText = EMPTY_TEXT) -> Problem:
    ledgers, path = reading.ledgers, reading.book.path
    if file.kind == "text":
        example = ledgers.evidence[0].title
        expected = LocalizedText(
            f"以工作表名命名的 .csv 文件，如 {example}.csv", f"a .csv file named after its sheet, such as {example}.csv"
        )
    if reading.book.roster_only:
        titles = "、".join(sheet.title for sheet in ledgers.rosters)
        expected = LocalizedText(
            f"名册（{titles}）；名册文件中的其他工作表不读取", f"a roster ({titles}); a roster file gives nothing else"
        )
        return Problem("unknown-sheet", Location(path, as_text(title)), as_text(title), expected, "note", _BESIDE_ROSTERS)
    return Problem("unknown-sheet", Location(path, as_text(title)), as_text(title), expected)


def _parse_cover_sheet(reading: Reading, raw: RawSheet, sheet: Sheet, cover: Cover) -> None:
    """Read the cover sheet: each line a field and what was filled in."""
    book, fields = reading.book, {header: column for column in sheet.columns for header in column.headers}
    data = ParsedSheet(sheet, book.path, raw.title, {})
    if not book.declared:
        book.declared, book.reporter_place = True, Location(book.path, raw.title)
    book.sheets.append(data)
    content: int | None = None
    for number, row in enumerate(islice(raw.rows, _COVER_ROWS), 1):
        texts = [strip_whitespace(display(cell)).replace("*", "") for cell in row]
        label = next((at for at, text in enumerate(texts) if text), None)
        if label is not None and texts[label] in cover.labels and not {*cover.contents}.isdisjoint(texts):
            content = next(at for at, text in enumerate(texts) if text in cover.contents)
            continue
        column = None if label is None else fields.get(texts[label]) or fields.get(texts[label].casefold())
        if column is None or label is None:
            data.skipped += 1
            continue
        data.rows.append(number)
        at = content
        if at is None:  # no column is headed so: what stands next to the label
            at = next((at for at in range(label + 1, len(row)) if texts[at]), label + 1)
        cell = row[at] if at < len(row) else None
        place = Location(book.path, raw.title, number, raw.first_column + at)
        doubt = raw.look.doubts.get((number, place.column))
        value = CellDefect(doubt.code) if doubt else ColumnReader(column, 1, reading.facts)[cell]
        if type(value) is CellDefect:
            data.problems.append(Problem(value.code, place, doubt.value if doubt else as_text(cell), value.expected))
        elif type(value) is ValueWithWarning:
            data.problems.append(Problem(value.fault.code, place, as_text(cell), value.fault.expected))
        _set_field(reading, data, column.name, value, place)


def _set_field(reading: Reading, data: ParsedSheet, name: str, value: Any, place: Location) -> None:  # noqa: ANN401
    """Keep what one line of the cover sheet says; of several days the latest."""
    book, cover, version = reading.book, data.sheet.cover, reading.ledgers.template_version
    said = value.value if type(value) is ValueWithWarning else value
    if cover and name not in {cover.reporter, cover.template}:
        book.asked, book.answered = True, book.answered or said is not None
    if cover is None or name not in {cover.reporter, cover.as_of, cover.template}:
        return
    if name == cover.reporter:
        written = normalize(said) if isinstance(said, str) else ""
        if written:
            book.reporters.setdefault(written, place)
        if written or not book.reporters:
            book.reporter_place = place
        book.reporter_unread = book.reporter_unread or type(said) is CellDefect
    elif name == cover.as_of and isinstance(said, date) and (book.as_of is None or said > book.as_of):
        book.as_of, book.as_of_place = said, place
    elif name == cover.template and isinstance(said, str) and said != version:
        data.problems.append(Problem("old-template", place, as_text(said), untranslated(version)))
