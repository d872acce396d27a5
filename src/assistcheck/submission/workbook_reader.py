"""One workbook to its sheets' data and its declaration (填报信息)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from assistcheck.errors import WorkbookError
from assistcheck.i18n import EMPTY_TEXT, LocalizedText, untranslated
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.submission.catalogue import is_read, sheet_of
from assistcheck.submission.column_reader import ColumnReader
from assistcheck.submission.fields import Row, columns
from assistcheck.submission.models import NOTES_SHEET, ROSTERS, SHEETS, TEMPLATE_VERSION, Declaration
from assistcheck.submission.parsed import RESULT_SHEET, CellDefect, ParsedSheet, ParsedWorkbook, ValueWithWarning
from assistcheck.submission.sheet_reader import read_sheet, set_aside
from assistcheck.submission.workers.protocol import ResultStream
from assistcheck.workbook.cell_values import PackFacts, as_text, display, normalize, strip_whitespace
from assistcheck.workbook.header import Header
from assistcheck.workbook.open import OpenedFile
from assistcheck.workbook.raw_sheet import RawSheet

if TYPE_CHECKING:
    from assistcheck.submission.sheet_identification import Guess

_DECLARATION_ROWS = 200
_FIELDS = {header: column for column in columns(Declaration) for header in column.headers}
_MODELS: dict[str, type[Row]] = {model.sheet.id: model for model in SHEETS}


def model_of(title: str) -> type[Row] | None:
    """Return the model of a sheet by its title or id; see :func:`assistcheck.submission.catalogue.sheet_of`."""
    sheet = sheet_of(title)
    return _MODELS[sheet.id] if sheet else None


def parse_workbook(book: ParsedWorkbook, file: OpenedFile, facts: Callable[[], PackFacts], outlet: ResultStream | None) -> None:
    """Read every sheet of an open file into ``book``; see :func:`assistcheck.submission.file_reader.read_book`."""
    raw = file.sheets
    book.problems.extend(Problem(code, Location(book.path), value, expected) for code, value, expected in file.remarks)
    titles = [title for title in raw.titles() if title != NOTES_SHEET and title not in RESULT_SHEET]
    known = [title for title in titles if is_read(title, roster_only=book.roster_only)]
    for title in known:
        _take_sheet(book, raw.sheet(title), model_of(title), facts, outlet)
    for title in titles:  # once those that may be parsed ahead have been taken
        if title not in known:
            _take_untitled(book, title, file, facts, outlet)
    book.sheets.sort(key=lambda sheet: titles.index(sheet.title))


def _take_sheet(
    book: ParsedWorkbook, raw: RawSheet, model: type[Row] | None, facts: Callable[[], PackFacts], outlet: ResultStream | None
) -> None:
    if model is Declaration:
        _parse_cover_sheet(book, raw, facts)
    elif model:
        book.sheets.append(read_sheet(raw, model, book.path, facts, outlet))


def _take_untitled(
    book: ParsedWorkbook, title: str, file: OpenedFile, facts: Callable[[], PackFacts], outlet: ResultStream | None
) -> None:
    """Read a sheet that the template does not know by its title, if it can be told which one it is."""
    from assistcheck.submission.sheet_identification import Guess  # noqa: PLC0415 - most workbooks have no such sheet

    try:
        raw = file.sheets.sheet(title)
        found = _guess(raw, book)
    except WorkbookError:  # whatever is in it, nothing of it is read
        found = Guess()
    if found is None:
        return
    rival = next((sheet for sheet in book.sheets if sheet.model is found.model is not Declaration), None)
    if found.model is None:
        book.problems.append(_not_read(book, title, file, found.words))
    elif rival is None:
        name = untranslated(found.model.sheet.title)
        book.problems.append(Problem("sheet-by-header", Location(book.path, as_text(title)), as_text(title), name))
        _take_sheet(book, raw, found.model, facts, outlet)
    else:
        _ask_which(book, rival, raw, found)


def _guess(raw: RawSheet, book: ParsedWorkbook) -> Guess | None:
    """Return what a sheet is; ``None`` for a sheet of the template that holds nothing, in a file of rosters."""
    from assistcheck.submission.sheet_identification import Guess, guess, holds_rows  # noqa: PLC0415 - as above

    own = model_of(raw.title)
    if own is None:
        return guess(raw, roster_only=book.roster_only)
    return Guess() if own is not Declaration and holds_rows(raw, own) else None


def _ask_which(book: ParsedWorkbook, rival: ParsedSheet, raw: RawSheet, found: Guess) -> None:
    """Use neither of two sheets of one ledger, unless the second holds no row."""
    spare = ParsedSheet(rival.model, book.path, raw.title, {name: [] for name in rival.columns})
    header = found.header or Header()
    spare.skipped += max(header.first - 1, 0)
    set_aside(spare, islice(raw.rows, header.last, None))
    if spare.unusable:
        ledger = rival.model.sheet.title
        words = LocalizedText(
            f"一张《{ledger}》（现有“{as_text(rival.title)}”和“{as_text(raw.title)}”，请确定以哪一张为准）",
            f'one sheet of {ledger} (there are "{as_text(rival.title)}" and "{as_text(raw.title)}": which one counts?)',
        )
        place = Location(book.path, as_text(raw.title))
        book.problems.append(Problem("sheet-by-header", place, as_text(raw.title), words, "error"))
        rival.usable = False
        book.sheets.append(spare)


def _not_read(book: ParsedWorkbook, title: str, file: OpenedFile, expected: LocalizedText = EMPTY_TEXT) -> Problem:
    if file.kind == "text":
        expected = LocalizedText(
            "以工作表名命名的 .csv 文件，如 媒体报道.csv、青禾镇-媒体报道.csv",
            "a .csv file named after its sheet, such as 媒体报道.csv or 青禾镇-媒体报道.csv",
        )
    if book.roster_only:
        titles = "、".join(model.sheet.title for model in ROSTERS)
        expected = LocalizedText(
            f"名册（{titles}）；名册文件中的其他工作表不读取", f"a roster ({titles}); a roster file gives nothing else"
        )
    return Problem("unknown-sheet", Location(book.path, as_text(title)), as_text(title), expected)


def _parse_cover_sheet(book: ParsedWorkbook, raw: RawSheet, facts: Callable[[], PackFacts]) -> None:
    """Read 填报信息: each line a field (项目) and what was filled in (内容)."""
    data = ParsedSheet(Declaration, book.path, raw.title, {})
    if not book.declared:
        book.declared, book.reporter_place = True, Location(book.path, raw.title)
    book.sheets.append(data)
    content: int | None = None
    for number, row in enumerate(islice(raw.rows, _DECLARATION_ROWS), 1):
        texts = [strip_whitespace(display(cell)).replace("*", "") for cell in row]
        label = next((at for at, text in enumerate(texts) if text), None)
        if label is not None and texts[label] == "项目" and "内容" in texts:
            content = texts.index("内容")
            continue
        column = None if label is None else _FIELDS.get(texts[label]) or _FIELDS.get(texts[label].casefold())
        if column is None or label is None:
            data.skipped += 1
            continue
        data.rows.append(number)
        at = content
        if at is None:  # no column is headed 内容: what stands next to the label
            at = next((at for at in range(label + 1, len(row)) if texts[at]), label + 1)
        cell = row[at] if at < len(row) else None
        place = Location(book.path, raw.title, number, raw.first_column + at)
        doubt = raw.look.doubts.get((number, place.column))
        value = CellDefect(doubt.code) if doubt else ColumnReader(column, 1, facts)[cell]
        if type(value) is CellDefect:
            data.problems.append(Problem(value.code, place, doubt.value if doubt else as_text(cell), value.expected))
        elif type(value) is ValueWithWarning:
            data.problems.append(Problem(value.fault.code, place, as_text(cell), value.fault.expected))
        _set_field(book, data, column.name, value, place)


def _set_field(book: ParsedWorkbook, data: ParsedSheet, name: str, value: Any, place: Location) -> None:  # noqa: ANN401
    """Keep what one line of 填报信息 says; of several days the latest."""
    said = value.value if type(value) is ValueWithWarning else value
    if name == "reporter":
        written = normalize(said) if isinstance(said, str) else ""
        if written:
            book.reporters.setdefault(written, place)
        if written or not book.reporters:
            book.reporter_place = place
        book.reporter_unread = book.reporter_unread or type(said) is CellDefect
    elif name == "as_of" and isinstance(said, date) and (book.as_of is None or said > book.as_of):
        book.as_of, book.as_of_place = said, place
    elif name == "template" and isinstance(said, str) and said != TEMPLATE_VERSION:
        data.problems.append(Problem("old-template", place, as_text(said), untranslated(TEMPLATE_VERSION)))
