"""OpenDocument spreadsheets (.ods) to raw cells, read here in one pass over ``content.xml``.

The fast reader gives error values as blanks, and merged cells, hidden rows and percentages not at all, so the whole part
would have to be passed over for these anyway; one pass that gives values too cannot disagree with itself on addresses.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from xml.parsers import expat  # document types, and with them entities, are refused

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.workbook.archive import A_DOCTYPE, ArchiveGuard, archive_errors, corrupt_file, reader_errors, well_formed
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.limits import KIB, Limits
from assistcheck.workbook.number_formats import FOREIGN, IsForeign, unit_said
from assistcheck.workbook.sheet_builder import MOST_UTF_8, BuiltWorkbook, SheetBuilder, workbook_from
from assistcheck.workbook.text_formats import is_own_text
from assistcheck.workbook.xlsx.cell_issues import CellIssue, picture_of

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (f"{_NAMESPACE}{name}:1.0 " for name in ("office", "table", "text", "style"))
_DRAW = f"{_NAMESPACE}drawing:1.0 "
_NUMBER_STYLE, _FACTOR = (f"{_NAMESPACE}datastyle:1.0 {name}" for name in ("number", "display-factor"))
_ERROR_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_SPREADSHEET, _SHEET, _ROW = _OFFICE + "spreadsheet", _TABLE + "table", _TABLE + "table-row"
_CELLS = frozenset({_TABLE + "table-cell", _TABLE + "covered-table-cell"})
_PARAGRAPH, _ANNOTATION, _IMAGE = _TEXT + "p", _OFFICE + "annotation", f"{_DRAW}image"
_ASIDE = frozenset(
    {
        _ANNOTATION,
        _OFFICE + "forms",
        _TABLE + "shapes",
        _TABLE + "tracked-changes",
        _TABLE + "dde-links",
        _TEXT + "ruby-text",
    }
)
"""What is no content of a cell: remarks, drawings, recorded changes, guides to the reading of a word."""
_ERRORS = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|Err:\d{3}")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)
_DURATION = re.compile(r"(-?)PT(\d{1,9})H(\d{1,9})M(\d{1,9}(?:\.\d{1,9})?)S", re.ASCII)
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_ROWS_REPEATED, _CELLS_REPEATED, _DOWN, _ACROSS = (
    f"{_TABLE}number-{name}" for name in ("rows-repeated", "columns-repeated", "rows-spanned", "columns-spanned")
)
_WRITTEN_OUT = 40
"""The bytes of a short cell; a cell that is repeated counts as if it were written out, for the limit of inflation."""
_FEW_CELLS = 100_000
"""Cells that may be told in as few words as they like."""
_LONGEST_ERROR = 20  # characters; the longest there are have 13
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


class _Found(NamedTuple):
    """What one cell element holds, and how often it stands side by side."""

    value: Cell
    doubt: CellIssue | None
    percent: bool
    unit: int | None
    """How many 元 a stored 1 is by what the cell shows."""
    repeated: int
    text: str | None
    """What it shows for a number, where that is more than the number."""


class _Reader:
    """Reads ``content.xml`` as it streams by; the sheets read so far stand in ``grids``."""

    def __init__(self, limits: Limits, packed: int, is_foreign: IsForeign | None, *, scales: bool = False) -> None:
        self.grids: list[SheetBuilder] = []
        self._limits, self._is_foreign = limits, is_foreign
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
        self._scales = scales
        """Whether a number format of the file leaves digits out."""
        self._row = 0
        self._row_attributes: Mapping[str, str] = {}
        self._cells: list[_Found] = []
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
            _TEXT + "s": self._spaces,
            _TEXT + "tab": lambda _: self._say("\t"),
            _TEXT + "line-break": lambda _: self._say("\n"),
            _STYLE + "style": self._start_style,
            _STYLE + "table-properties": self._table_properties,
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
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _refuse_document_type
        with well_formed():
            for chunk in chunks:
                parser.Parse(chunk, False)
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
        elif tag in _ASIDE or tag.startswith(_DRAW):
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
        self._style = attributes.get(_STYLE + "name", "") if attributes.get(_STYLE + "family") == "table" else ""

    def _table_properties(self, attributes: Mapping[str, str]) -> None:
        if self._style and attributes.get(_TABLE + "display") == "false":
            self._hidden_styles.add(self._style)

    def _number_style(self, attributes: Mapping[str, str]) -> None:
        self._scales = self._scales or attributes.get(_FACTOR, "1") != "1"

    def _start_sheets(self, _: Mapping[str, str]) -> None:
        self._spreadsheet = self._depth

    def _start_sheet(self, attributes: Mapping[str, str]) -> None:
        if self._depth != self._spreadsheet + 1:  # a table within something else
            self._aside = self._depth
            return
        if len(self.grids) >= self._limits.sheets:
            raise self._limits.limit_error("sheets")
        hidden = attributes.get(_TABLE + "style-name") in self._hidden_styles
        self.grids.append(SheetBuilder(attributes.get(_TABLE + "name", ""), self._limits, hidden=hidden))
        self._row, self._hidden_rows = 0, []

    def _end_sheet(self) -> None:
        grid = self.grids[-1]
        grid.hidden_rows = sum(max(min(last, grid.height) - first, 0) for first, last in self._hidden_rows)

    # --- rows -----------------------------------------------------------------------------------

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row_attributes = attributes
        self._cells, self._column = [], 0

    def _end_row(self) -> None:
        repeated = _count(self._row_attributes, _ROWS_REPEATED)
        if self._row_attributes.get(_TABLE + "visibility", "visible") != "visible":
            self._hidden_rows.append((self._row, self._row + repeated))
        if filled := sum(cell.repeated for cell in self._cells if cell.value is not None):
            self.grids[-1].reserve(self._row + repeated, self._filled, filled * repeated)
            self._room -= filled * repeated
            if self._room < 0:
                raise self._limits.limit_error("inflation", untranslated("content.xml: "))
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

    # --- cells ----------------------------------------------------------------------------------

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._cell = attributes
        self._text, self._paragraphs, self._length = [], 0, 0
        down, across = _count(attributes, _DOWN), _count(attributes, _ACROSS)
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
        count = min(int(found[0]) if (found := _COUNT.fullmatch(attributes.get(_TEXT + "c", "1"))) else 1, 2**20)
        self._say(" " * count)

    def _end_cell(self) -> None:
        attributes = self._cell or {}
        self._cell = None
        repeated = _count(attributes, _CELLS_REPEATED)
        text = "".join(self._text)
        doubt = _doubt(attributes, text, has_text=self._paragraphs > 0)
        kind = attributes.get(_OFFICE + "value-type", "")
        value = "" if doubt else _value(kind, attributes, text)
        if value is not None:
            self._filled = self._column + repeated
        percent = kind == "percentage"
        unit = 0 if percent else unit_said(text, value, scales=self._scales) if type(value) is float else None
        unit = FOREIGN if type(value) is float and self._is_foreign and self._is_foreign(text) else unit
        own = text if type(value) is float and not percent and is_own_text(text) else None
        self._cells.append(_Found(value, doubt, percent, unit, repeated, own))
        self._column += repeated


def _refuse_document_type(*_: object) -> None:
    raise corrupt_file(A_DOCTYPE)


def _count(attributes: Mapping[str, str], name: str) -> int:
    """Return how often a row or cell is repeated or how far it spans; ``WorkbookError`` where that is no number."""
    if (text := attributes.get(name)) is None:
        return 1
    if not _COUNT.fullmatch(text):
        raise corrupt_file(untranslated(f"{name.rpartition(' ')[2]}={text[:20]}"))
    return max(int(text), 1)


def _doubt(attributes: Mapping[str, str], text: str, *, has_text: bool) -> CellIssue | None:
    """Return what makes a cell doubtful: an error value, or a formula with neither a value nor a text shown."""
    formula = _FORMULA in attributes
    if formula and (picture := picture_of(attributes[_FORMULA])):
        return picture
    if attributes.get(_ERROR_TYPE) == "error" or (formula and _ERRORS.fullmatch(text.strip())):
        return CellIssue("error-cell", text.strip()[:_LONGEST_ERROR])
    if formula and not has_text and _VALUES.isdisjoint(attributes):
        return CellIssue("formula-without-value", "")
    return None


_FORMULA = _TABLE + "formula"
_VALUES = frozenset(_OFFICE + name for name in ("value", "string-value", "date-value", "time-value", "boolean-value"))


def _value(kind: str, attributes: Mapping[str, str], text: str) -> Cell:
    """Return what a cell holds by its type; what is not of that form is the text that it shows."""
    match kind:
        case "float" | "currency" | "percentage":
            written = attributes.get(_OFFICE + "value", "")
            return float(written) if _NUMBER.fullmatch(written) else text or None
        case "date":
            return _day(attributes.get(_OFFICE + "date-value", "")) or text or None
        case "time":
            return _duration(attributes.get(_OFFICE + "time-value", ""), text)
        case "boolean":
            return attributes.get(_OFFICE + "boolean-value") == "true"
        case _:
            return attributes.get(_OFFICE + "string-value", text) or None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if "T" not in written else datetime.fromisoformat(written)
    except ValueError:
        return None


def _duration(written: str, text: str) -> Cell:
    """Return a time of day below 24 hours, the time gone from there on."""
    if not (found := _DURATION.fullmatch(written)):
        return text or None
    gone = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=float(found[4]))
    if found[1] or gone >= timedelta(days=1):
        return -gone if found[1] else gone
    seconds, below = divmod(gone.total_seconds(), 1)
    return time(int(seconds) // 3600, int(seconds) // 60 % 60, int(seconds) % 60, int(below * 1_000_000))
