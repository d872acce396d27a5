"""The binary .xls (BIFF 5 and 8), which WPS also calls .et, to raw cells.

All of it is read by xlrd and none by the fast reader: a damaged .xls is an exception to xlrd, where the fast reader may bring
the process down, and xlrd tells error values, dates by the file's own formats, merged cells and hidden rows. What xlrd
does not tell, formulas that were never calculated, is looked up in the records themselves.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from assistcheck.i18n import LocalizedText
from assistcheck.workbook.archive import corrupt_file, password_required, reader_errors, reject_duplicate_titles
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.detect import unsupported
from assistcheck.workbook.limits import Limits
from assistcheck.workbook.number_formats import IsForeign, is_percent_format, unit_in
from assistcheck.workbook.sheet_builder import BuiltWorkbook, SheetBuilder
from assistcheck.workbook.text_formats import text_format, text_shown
from assistcheck.workbook.xlsx.cell_issues import CellIssue, picture_of

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

_FORMULAS = frozenset({0x0006, 0x0206, 0x0406})
_BOF, _EOF, _SHEET, _WRITER, _CALCULATED = 0x0809, 0x000A, 0x0085, 0x005C, 0x01C1
_LIBREOFFICE = b"\x04\x00\x00Calc "
_CALCULATE_ON_OPENING = 2
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_OLDEST = 50  # BIFF 5.0
_LAST_DAY = 2_958_466  # 10000-01-01 as a serial number


class _Writer(NamedTuple):
    """What is known of the program that wrote the file."""

    calculates: bool
    """It notes that it has calculated the workbook, as Excel and LibreOffice do."""
    zeroes_texts: bool
    """It may store 0 for a formula that gives text, as LibreOffice does."""


def open_xls(data: bytes, limits: Limits, is_foreign: IsForeign | None = None) -> BuiltWorkbook:
    """Open the bytes of an .xls file; its sheets are read when they are asked for.

    Raises:
        WorkbookError: it is damaged, has a password, is older than Excel 5.0, or is beyond a limit.
    """
    import xlrd  # noqa: PLC0415 - only where there is such a file

    with reader_errors():
        _check_chains(data)
        try:
            book = xlrd.open_workbook(
                file_contents=data, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
            )
        except xlrd.biffh.XLRDError as error:
            if "encrypted" in str(error).lower():
                raise password_required() from None
            raise
        if book.biff_version < _OLDEST:
            raise unsupported(LocalizedText("Excel 4.0 或更早的表格", "a spreadsheet of Excel 4.0 or older"))
        titles = list(book.sheet_names())
        if len(titles) > limits.sheets:
            raise limits.limit_error("sheets")
        reject_duplicate_titles(titles)
        formulas = _uncalculated(bytes(book.mem or b"")[book.base : book.base + book.stream_len])
        if len(formulas) != len(titles):
            raise corrupt_file(LocalizedText("有工作表不在目录中", "sheets that the workbook does not list"))
    makers = (_Maker(book, number, found, limits, is_foreign) for number, found in enumerate(formulas))
    return BuiltWorkbook(dict(zip(titles, makers, strict=True)))


def _check_chains(data: bytes) -> None:
    """Refuse a file whose chains of short sectors run in circles, which xlrd would follow without end."""
    from xlrd.compdoc import SIGNATURE, CompDoc  # noqa: PLC0415 - only where there is such a file

    following = CompDoc(data, io.StringIO()).SSAT if data.startswith(SIGNATURE) else []
    walks: dict[int, int] = {}
    for start in range(len(following)):
        at = start
        while 0 <= at < len(following) and at not in walks:
            walks[at] = start
            at = following[at]
        if walks[start] == start and walks.get(at) == start:
            raise corrupt_file(LocalizedText("扇区链成环", "short sectors that run in circles"))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Reads one sheet when it is called."""

    book: Book
    number: int
    uncalculated: frozenset[tuple[int, int]]
    limits: Limits
    is_foreign: IsForeign | None

    def __call__(self) -> SheetBuilder:
        with reader_errors():
            sheet = self.book.sheet_by_index(self.number)
            grid = SheetBuilder(sheet.name, self.limits, hidden=sheet.visibility != 0)
            grid.merges = [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells]
            notes = cast("dict[tuple[int, int], Any]", sheet.cell_note_map)
            grid.comments = {(row + 1, column + 1): str(note.text) for (row, column), note in notes.items() if note.text}
            grid.hidden_rows = sum(1 for row in sheet.rowinfo_map.values() if row.hidden)
            formats = _Formats(self.book, self.is_foreign)
            for row in range(sheet.nrows):
                self._take(sheet, row, grid, formats)
            return grid

    def _take(self, sheet: Sheet, row: int, grid: SheetBuilder, formats: _Formats) -> None:
        """Put one row's cells; ``sheet`` knows each by its type: 0 and 6 are blank, 5 an error value."""
        for column, (kind, value) in enumerate(
            zip(sheet.row_types(row), cast("list[Any]", sheet.row_values(row)), strict=True)
        ):
            if kind in {0, 6}:
                continue
            if (row, column) in self.uncalculated:
                grid.add_cell(row, column, "", CellIssue("formula-without-value", ""))
            elif kind == 5:
                grid.add_cell(row, column, "", CellIssue("error-cell", formats.error(value)))
            elif kind == 1:
                if value:
                    picture = picture_of(value) if value[0] == "=" else None
                    grid.add_cell(row, column, "" if picture else value, picture)
            elif kind == 4:
                grid.add_cell(row, column, bool(value))
            else:
                style = sheet.cell_xf_index(row, column)
                grid.add_cell(row, column, formats.day(value, style) if kind == 3 else value)
                if style in formats.percents:
                    grid.percents.add((row + 1, column + 1))
                if style in formats.units:
                    grid.units[row + 1, column + 1] = formats.units[style]
                if style in formats.texts and (text := text_shown(formats.texts[style], value)) is not None:
                    grid.texts[row + 1, column + 1] = text


class _Formats:
    """How the cell formats of a workbook show numbers."""

    def __init__(self, book: Book, is_foreign: IsForeign | None) -> None:
        from xlrd import error_text_from_code  # noqa: PLC0415 - only where there is such a file

        self._errors = error_text_from_code
        self._mode = book.datemode
        codes = [getattr(book.format_map.get(style.format_key), "format_str", None) or "" for style in book.xf_list]
        self.percents = frozenset(number for number, code in enumerate(codes) if is_percent_format(code))
        self.units = {number: unit for number, code in enumerate(codes) if (unit := unit_in(code, is_foreign)) is not None}
        self.texts = {number: code for number, code in enumerate(codes) if text_format(code)}
        self._elapsed = frozenset(number for number, code in enumerate(codes) if _ELAPSED.search(code))

    def error(self, code: int) -> str:
        """Return an error value as it is shown."""
        return str(self._errors.get(code, "#"))

    def day(self, serial: float, style: int) -> Cell:
        """Return a serial number as the day, the time or the time gone that its format shows; no day: the number."""
        return timedelta(days=serial) if style in self._elapsed else day_of_serial(serial, self._mode)


def day_of_serial(serial: float, mode: Literal[0, 1]) -> Cell:
    """Return the day or time that a serial number is, in the date system of 1900 (``mode`` 0) or 1904 (1); no day: itself."""
    from xlrd.xldate import xldate_as_datetime  # noqa: PLC0415 - only where there is such a file

    if not 0 <= serial < _LAST_DAY:
        return serial
    moment = xldate_as_datetime(serial, mode)
    if serial < 1:
        return moment.time()
    return moment if moment.time() != time() else date(moment.year, moment.month, moment.day)


# --- formulas that were never calculated --------------------------------------------------------


def _uncalculated(stream: bytes) -> list[frozenset[tuple[int, int]]]:
    """Return the zero-based (row, column) of such formulas, for each worksheet in order."""
    starts: list[int] = []
    calculates = zeroes = False
    for kind, at, size in _records(stream, 0):
        if kind == _SHEET and size > 6 and stream[at + 5] == 0:  # a worksheet, no chart or macro sheet
            starts.append(struct.unpack_from("<I", stream, at)[0])
        elif kind == _CALCULATED:
            calculates = True
        elif kind == _WRITER:
            zeroes = stream.startswith(_LIBREOFFICE, at)
    writer = _Writer(calculates, zeroes)
    return [frozenset(_never_calculated(stream, start, writer)) for start in starts]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, position and size of the records from a BOF to its EOF, those of charts within left out."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, at + 4, size
        at += 4 + size


def _never_calculated(stream: bytes, start: int, writer: _Writer) -> Iterator[tuple[int, int]]:
    """Yield formulas whose result stands for none.

    An empty text is the result that xlwt writes for want of one; POI writes 0 and asks for calculation on opening;
    LibreOffice writes 0 for a formula that gives text, which cannot be told from a true 0.
    """
    for kind, at, size in _records(stream, start):
        if kind not in _FORMULAS or size < 16:
            continue
        row, column, _, result, flags = struct.unpack_from("<HHH8sH", stream, at)
        if result[6:] == b"\xff\xff":
            doubtful = result[0] == 3 and not writer.calculates
        else:
            doubtful = result == bytes(8) and (writer.zeroes_texts or bool(flags & _CALCULATE_ON_OPENING))
        if doubtful:
            yield row, column
