"""OpenDocument spreadsheets (.ods) to raw cells, read here in one pass over ``content.xml``.

The fast reader gives error values as blanks, and merged cells, hidden rows and percentages not at all, so the whole part
would have to be passed over for these anyway; one pass that gives values too cannot disagree with itself on addresses.
Rows that are written as most are (:mod:`assistcheck.workbook.ods.plain_rows`) are kept from the parser: its events cost more
than all else.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.workbook.archive import (
    A_DOCTYPE,
    ArchiveGuard,
    archive_errors,
    corrupt_file,
    event_parser,
    reader_errors,
    well_formed,
)
from assistcheck.workbook.limits import KIB, Limits
from assistcheck.workbook.number_formats import IsForeign
from assistcheck.workbook.ods.cells import (
    ACROSS,
    COUNT,
    DATASTYLE,
    DOWN,
    DRAW,
    OFFICE,
    ROWS_REPEATED,
    STYLE,
    TABLE,
    TEXT,
    CellRules,
    Found,
    count_of,
    read_cell,
)
from assistcheck.workbook.ods.plain_rows import ROW_END, PlainRows, parts_of
from assistcheck.workbook.sheet_builder import MOST_UTF_8, BuiltWorkbook, SheetBuilder, workbook_from

_NUMBER_STYLE, _FACTOR = DATASTYLE + "number", DATASTYLE + "display-factor"
_SPREADSHEET, _SHEET, _ROW = OFFICE + "spreadsheet", TABLE + "table", TABLE + "table-row"
_CELLS = frozenset({TABLE + "table-cell", TABLE + "covered-table-cell"})
_PARAGRAPH, _ANNOTATION, _IMAGE = TEXT + "p", OFFICE + "annotation", f"{DRAW}image"
_ASIDE = frozenset(
    {
        _ANNOTATION,
        OFFICE + "forms",
        TABLE + "shapes",
        TABLE + "tracked-changes",
        TABLE + "dde-links",
        TEXT + "ruby-text",
    }
)
"""What is no content of a cell: remarks, drawings, recorded changes, guides to the reading of a word."""
_WRITTEN_OUT = 40
"""The bytes of a short cell; a cell that is repeated counts as if it were written out, for the limit of inflation."""
_FEW_CELLS = 100_000
"""Cells that may be told in as few words as they like."""
_LEVELS_OF_A_ROW = 3  # the row, a cell, its paragraph
_ENCRYPTED = b"encryption-data"
_SCALES = re.compile(rb"""display-factor\s*=\s*["'](?!1["'])""")
_OVERLAP = 64


def open_ods(data: bytes, limits: Limits, is_foreign: IsForeign | None = None) -> BuiltWorkbook:
    """Open the bytes of an .ods file and read all its sheets.

    Raises:
        WorkbookError: it is damaged or has a password, a part declares a document type, or a limit is passed.
    """
    with archive_errors(), zipfile.ZipFile(io.BytesIO(data)) as parts:
        unpacking = ArchiveGuard(parts, limits)
        names = {entry.filename: entry for entry in parts.infolist()}
        if "content.xml" not in names:
            raise corrupt_file(LocalizedText("缺少 content.xml", "content.xml is missing"))
        scales = False
        for name, entry in names.items():
            chunks = unpacking.chunks(parts, entry)
            if name == "META-INF/manifest.xml":
                if _ENCRYPTED in b"".join(chunks):
                    raise _locked()
            elif name != "content.xml":
                scales |= _pass_over(chunks, is_xml=name.endswith(".xml")) and name == "styles.xml"
        reader = _Reader(limits, names["content.xml"].compress_size, is_foreign, scales=scales)
        with reader_errors():
            reader.read(unpacking.chunks(parts, names["content.xml"]))
    return workbook_from(reader.grids)


def _locked() -> WorkbookError:
    words = LocalizedText(
        "没有密码的文件（加密的 .ods 不能用密码打开）",
        "a file without a password (an encrypted .ods cannot be opened with one)",
    )
    return WorkbookError("encrypted-file", words)


def _pass_over(chunks: Iterator[bytes], *, is_xml: bool) -> bool:
    """Read a part for its checksum; return whether a number format in it leaves digits out. No document type is let pass."""
    scales, tail = False, b""
    for number, chunk in enumerate(chunks):
        if is_xml and number == 0 and b"<!DOCTYPE" in chunk:
            raise corrupt_file(A_DOCTYPE)
        scales = scales or _SCALES.search(tail + chunk) is not None
        tail = chunk[-_OVERLAP:]
    return scales


class _Reader:
    """Reads ``content.xml`` as it streams by; the sheets read so far stand in ``grids``."""

    def __init__(self, limits: Limits, packed: int, is_foreign: IsForeign | None, *, scales: bool = False) -> None:
        self.grids: list[SheetBuilder] = []
        self._limits = limits
        self._rules = CellRules(is_foreign, scales)
        self._plain = PlainRows(self._rules, limits)
        self._room = max(_FEW_CELLS, limits.inflation * packed // _WRITTEN_OUT)
        """How many cells there may be, however few words tell them."""
        self._depth = 0
        self._aside = 0
        """The depth at which something that is no content of a cell began; 0: nowhere."""
        self._note: list[str] | None = None
        """The paragraphs of a remark."""
        self._spreadsheet = 0
        """The depth of the element that holds the sheets."""
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._row = 0
        self._row_attributes: Mapping[str, str] = {}
        self._cells: list[Found] = []
        self._hidden_rows: list[tuple[int, int]] = []
        self._cell: Mapping[str, str] | None = None
        self._column = 0
        self._filled = 0
        """The columns of the row up to its last value."""
        self._paragraphs = 0
        self._in_paragraph = False
        self._text: list[str] = []
        self._length = 0
        self._starts, self._ends = self._beginnings(), self._endings()

    def _beginnings(self) -> dict[str, Callable[[Mapping[str, str]], None]]:
        """Return what is done where an element begins."""
        return {
            _SPREADSHEET: self._start_sheets,
            _SHEET: self._start_sheet,
            _ROW: self._start_row,
            _PARAGRAPH: self._start_paragraph,
            TEXT + "s": self._spaces,
            TEXT + "tab": lambda _: self._say("\t"),
            TEXT + "line-break": lambda _: self._say("\n"),
            STYLE + "style": self._start_style,
            STYLE + "table-properties": self._table_properties,
            _NUMBER_STYLE: self._number_style,
            **dict.fromkeys(_CELLS, self._start_cell),
        }

    def _endings(self) -> dict[str, Callable[[], None]]:
        """Return what is done where an element ends."""
        return {
            _SHEET: self._end_sheet,
            _ROW: self._end_row,
            _PARAGRAPH: self._end_paragraph,
            **dict.fromkeys(_CELLS, self._end_cell),
        }

    def read(self, chunks: Iterator[bytes]) -> None:
        """Read the part; ``WorkbookError`` where it is not well-formed, declares a document type, or passes a limit."""
        parser = event_parser(self._start, self._end, self._characters, separator=" ")
        parser.StartNamespaceDeclHandler = self._namespace
        with well_formed():
            for part in self._beside_plain_rows(chunks):
                parser.Parse(part, False)
            parser.Parse(b"", True)

    # --- events ---------------------------------------------------------------------------------

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > self._limits.depth:
            raise self._limits.limit_error("depth")
        if self._aside:
            self._start_aside(tag)
            return
        if start := self._starts.get(tag):
            start(attributes)
        elif tag in _ASIDE or tag.startswith(DRAW):
            self._aside = self._depth
            self._note = [] if tag == _ANNOTATION and self._cell is not None else None

    def _start_aside(self, tag: str) -> None:
        """Note the paragraphs of a remark, and a picture over a cell."""
        if self._note is not None and tag == _PARAGRAPH:
            self._note.append("")
        elif tag == _IMAGE and self._cell is not None and self.grids:
            self.grids[-1].pictures.add((self._row + 1, self._column + 1))

    def _end(self, tag: str) -> None:
        if not self._aside and (end := self._ends.get(tag)):
            end()
        if self._aside == self._depth:
            self._aside = 0
            if self._note and self.grids and (text := "\n".join(self._note).strip()):
                self.grids[-1].comments[self._row + 1, self._column + 1] = text
            self._note = None
        self._depth -= 1

    def _characters(self, text: str) -> None:
        if self._note:
            self._note[-1] += text
        elif self._in_paragraph and not self._aside:
            self._say(text)

    def _say(self, text: str) -> None:
        if self._cell is None:
            return
        self._text.append(text)
        self._length += len(text)
        if self._length * MOST_UTF_8 > self._limits.text * KIB < len("".join(self._text).encode("utf-8", "replace")):
            raise self._limits.limit_error("text")

    # --- styles and sheets ----------------------------------------------------------------------

    def _start_style(self, attributes: Mapping[str, str]) -> None:
        self._style = attributes.get(STYLE + "name", "") if attributes.get(STYLE + "family") == "table" else ""

    def _table_properties(self, attributes: Mapping[str, str]) -> None:
        if self._style and attributes.get(TABLE + "display") == "false":
            self._hidden_styles.add(self._style)

    def _number_style(self, attributes: Mapping[str, str]) -> None:
        if attributes.get(_FACTOR, "1") != "1":
            self._rules = self._rules._replace(scales=True)
            self._plain.read_by(self._rules)

    def _start_sheets(self, _: Mapping[str, str]) -> None:
        self._spreadsheet = self._depth

    def _start_sheet(self, attributes: Mapping[str, str]) -> None:
        if self._depth != self._spreadsheet + 1:  # a table within something else
            self._aside = self._depth
            return
        if len(self.grids) >= self._limits.sheets:
            raise self._limits.limit_error("sheets")
        hidden = attributes.get(TABLE + "style-name") in self._hidden_styles
        self.grids.append(SheetBuilder(attributes.get(TABLE + "name", ""), self._limits, hidden=hidden))
        self._row, self._hidden_rows = 0, []

    def _end_sheet(self) -> None:
        grid = self.grids[-1]
        grid.hidden_rows = sum(max(min(last, grid.height) - first, 0) for first, last in self._hidden_rows)

    # --- rows -----------------------------------------------------------------------------------

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row_attributes = attributes
        self._cells, self._column = [], 0

    def _end_row(self) -> None:
        repeated = count_of(self._row_attributes, ROWS_REPEATED)
        if self._row_attributes.get(TABLE + "visibility", "visible") != "visible":
            self._hidden_rows.append((self._row, self._row + repeated))
        if filled := sum(cell.repeated for cell in self._cells if cell.value is not None):
            self._make_room(repeated, self._filled, filled * repeated)
            for row in range(self._row, self._row + repeated):
                self._put(row)
        self._row += repeated

    def _put(self, row: int) -> None:
        grid, column = self.grids[-1], 0
        for cell in self._cells:
            if cell.value is not None:
                for at in range(column, column + cell.repeated):
                    grid.set_cell(row, at, cell.value, cell.doubt)
                    if cell.percent:
                        grid.percents.add((row + 1, at + 1))
                    if cell.unit is not None:
                        grid.units[row + 1, at + 1] = cell.unit
                    elif cell.text is not None:
                        grid.texts[row + 1, at + 1] = cell.text
            column += cell.repeated

    # --- plain rows -----------------------------------------------------------------------------

    def _namespace(self, prefix: str | None, uri: str) -> None:
        self._plain.declare(prefix, uri, at_root=not self._depth)

    def _beside_plain_rows(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Yield what the parser has to read, and take the plain rows in between once it has read what stands above them."""
        for piece, is_row in parts_of(chunks):
            if is_row and self._is_between_rows() and (row := self._plain.row(piece)) is not None:
                self._take_row(row)
            elif is_row:
                self._plain.leave(piece)
                yield piece + ROW_END
            else:
                yield piece

    def _is_between_rows(self) -> bool:
        """Whether a row of a sheet may begin where the parser is now."""
        is_in_sheet = self._depth == self._spreadsheet + 1 and self._spreadsheet and self.grids and not self._aside
        return bool(is_in_sheet) and self._depth + _LEVELS_OF_A_ROW <= self._limits.depth

    def _take_row(self, row: list[Any]) -> None:
        """Take what the cells of a plain row hold."""
        if row and type(row[-1]) is Found and row[-1].value is None:  # blank to the end of the sheet
            row.pop()
        if Found in set(map(type, row)):
            self._start_row({})
            for found in row:
                self._take(found if type(found) is Found else Found(found))
            self._end_row()
            return
        while row and row[-1] is None:
            row.pop()
        if row:
            self._make_room(1, len(row), len(row) - row.count(None))
            self.grids[-1].set_row(self._row, row)
        self._row += 1

    def _make_room(self, rows: int, width: int, cells: int) -> None:
        """Make room for rows below those that are there; ``WorkbookError`` where a limit does not allow it."""
        self.grids[-1].reserve(self._row + rows, width, cells)
        self._room -= cells
        if self._room < 0:
            raise self._limits.limit_error("inflation", untranslated("content.xml: "))

    # --- cells ----------------------------------------------------------------------------------

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._cell = attributes
        self._text, self._paragraphs, self._length = [], 0, 0
        down, across = count_of(attributes, DOWN), count_of(attributes, ACROSS)
        if (down > 1 or across > 1) and self.grids:
            corner = (self._row, self._column)
            self.grids[-1].merges.append((corner, (self._row + down - 1, self._column + across - 1)))

    def _start_paragraph(self, _: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._say("\n")
        self._paragraphs += 1
        self._in_paragraph = True

    def _end_paragraph(self) -> None:
        self._in_paragraph = False

    def _spaces(self, attributes: Mapping[str, str]) -> None:
        count = min(int(found[0]) if (found := COUNT.fullmatch(attributes.get(TEXT + "c", "1"))) else 1, 2**20)
        self._say(" " * count)

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell or {}, None
        self._take(read_cell(attributes, "".join(self._text), self._rules, has_text=self._paragraphs > 0))

    def _take(self, found: Found) -> None:
        """Add a cell to the row at hand."""
        self._cells.append(found)
        self._column += found.repeated
        if found.value is not None:
            self._filled = self._column
