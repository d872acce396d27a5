"""Text tables (.csv) to rows: how their bytes are decoded, and which mark parts their cells.

Strict UTF-8 and byte order marks come first, strict GB18030 next, and then nothing: a mixed file is refused, since
reading it as GB18030 would give wrong characters without an error.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import PurePath
from typing import cast

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.detect import PLAIN_TEXT, unsupported
from assistcheck.workbook.header import HEADER_ROWS
from assistcheck.workbook.limits import KIB, Limits, place_in_sheet
from assistcheck.workbook.raw_sheet import Fields, RawSheet
from assistcheck.workbook.sheet_builder import MOST_UTF_8
from assistcheck.workbook.xlsx.cell_issues import CellIssue, picture_of
from assistcheck.workbook.xlsx.sheet_scan import SheetScan

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ",;\t"
_SHOWN = 60  # characters of a formula that a message shows
_LOOK = HEADER_ROWS + 1  # rows that tell whether there are columns, and how many cells a header has
_LOOK_LINES = 500  # lines that tell the delimiter: a header may be broken into many
_CHUNK = 1024  # rows
_PART = "\0"  # stands in no text that has been decoded
_TELLING = ("#", "Err:", f"{_PART}=")
"""What each exported error value and each formula has, or begins with."""
_TITLE = re.compile(r"^(?:.*[-－—–])?(.+)$", re.DOTALL)
_ERRORS = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!)|Err:\d{3}")
_DECLARED = re.compile(r"sep=([,;\t])\r?\n?")  # Excel's own way to name the mark
_QUOTED = re.compile(r'="([^"]*)"')


def csv_title(path: str) -> str:
    """Return the sheet that a .csv file holds, by its name: Repairs.csv, or Alder-Repairs.csv."""
    match = _TITLE.match(PurePath(path).stem)
    return match[1].strip() if match else ""


def open_csv(data: bytes, path: str, limits: Limits) -> TextTable:
    """Return the one sheet of a text table; ``WorkbookError`` if it cannot be decoded or parted, or is too large."""
    if not (title := csv_title(path)) or path == "-":
        words = LocalizedText(
            "标准输入不能是 .csv：工作表名要看文件名，请给出文件",
            "a .csv file by its name, which says what sheet it is, not standard input",
        )
        raise WorkbookError("unsupported-file", words)
    rows = csv_rows(data, limits, title)
    head = list(islice(rows, _LOOK))
    if PurePath(path).suffix.lower() not in PLAIN_TEXT and not any(len(row) > 1 for row in head):
        raise unsupported(LocalizedText("没有分列的文本", "text without columns"))
    table = TextTable(title, limits, list(map(len, head)))
    while head:
        table.add(head)
        head = list(islice(rows, _CHUNK))
    return table


class TextTable:
    """The one sheet of a text table: its rows as they come, many at a time. Every limit of a sheet is kept on the way."""

    def __init__(self, title: str, limits: Limits, head: list[int]) -> None:
        """Begin without rows; ``head``: how many cells the first ones have, the blank ones at the end included."""
        self._title, self._limits = title, limits
        self._rows: list[list[Cell]] = []
        self._doubts: dict[tuple[int, int], CellIssue] = {}
        self._fields = Fields(head, self._rows)
        self._blank = self._width = self._cells = 0
        """Rows at the end in which nothing stands; columns in use; cells that hold something."""

    def titles(self) -> list[str]:
        """Return the one title."""
        return [self._title]

    def sheet(self, title: str) -> RawSheet:  # noqa: ARG002 - there is no other
        """Return the sheet, its rows equally wide."""
        look = SheetScan(self._doubts, frozenset(), 0)
        rows, height = self._padded(), len(self._rows)
        return RawSheet(self._title, False, 1, rows, look, height=height, fields=self._fields, again=self._padded)

    def add(self, chunk: list[list[str]]) -> None:
        """Add rows; ``WorkbookError`` where the sheet grows beyond a limit."""
        rows = cast("list[list[Cell]]", chunk)
        together = f"{_PART}{_PART.join(chain.from_iterable(chunk))}{_PART}"
        blank = 0
        if _PART * 2 in together:  # some cell is
            rows = [[cell or None for cell in row] for row in chunk]
            blank = sum(row.count(None) for row in rows)
        height = next((at for at in range(len(rows), 0, -1) if any(rows[at - 1])), 0)
        if not height:
            self._blank += len(rows)
            return
        first = len(self._rows) + self._blank
        self._keep_limits(first + height, rows, blank)
        if any(map(together.count, _TELLING)):
            self._tell(rows, first)
        self._check_texts(rows, len(together))
        self._rows += [[]] * self._blank
        self._rows += rows[:height]
        self._blank = len(rows) - height

    def _keep_limits(self, height: int, rows: list[list[Cell]], blank: int) -> None:
        limits, place = self._limits, place_in_sheet(self._title)
        if height > limits.rows:
            raise limits.limit_error("rows", place)
        lengths = list(map(len, rows))
        self._cells += sum(lengths) - blank
        if self._cells > limits.cells:
            raise limits.limit_error("cells", place)
        if max(lengths) > self._width:
            self._width = max(self._width, *map(_filled, rows))
        if height * self._width > limits.area:
            raise limits.limit_error("area", place)

    def _tell(self, rows: list[list[Cell]], first: int) -> None:
        """Put what exported error values and formulas hold in their place."""
        for number, row in enumerate(rows, first + 1):
            for at, text in enumerate(row):
                if isinstance(text, str):
                    row[at], doubt = field_value(text)
                    if doubt:
                        self._doubts[number, at + 1] = doubt

    def _check_texts(self, rows: list[list[Cell]], together: int) -> None:
        """Refuse a text that is too large in UTF-8; there is none where all of them ``together`` are short."""
        most = self._limits.text * KIB
        if together * MOST_UTF_8 > most:
            for text in chain.from_iterable(rows):
                if isinstance(text, str) and len(text) * MOST_UTF_8 > most < len(text.encode("utf-8", "replace")):
                    raise self._limits.limit_error("text", place_in_sheet(self._title))

    def _padded(self) -> Iterator[list[Cell]]:
        width = self._width
        if set(map(len, self._rows)) == {width}:
            return iter(self._rows)
        return (row if len(row) == width else row[:width] + [None] * (width - len(row)) for row in self._rows)


def _filled(row: list[Cell]) -> int:
    """Return how many cells a row has, up to the last in which anything stands."""
    count = len(row)
    while count and not row[count - 1]:
        count -= 1
    return count


def field_value(text: str) -> tuple[str, CellIssue | None]:
    """Return what a field holds: exported error values and formulas are told from text."""
    if "#" in text or "Err" in text:
        shown = text.strip()
        if _ERRORS.fullmatch(shown):
            return "", CellIssue("error-cell", shown)
    if text[0] == "=" and len(text) > 1:
        quoted = _QUOTED.fullmatch(text)
        if picture := picture_of(text):
            return "", picture
        return (quoted[1], None) if quoted else ("", CellIssue("formula-without-value", text[:_SHOWN]))
    return text, None


def csv_rows(data: bytes, limits: Limits, title: str = "") -> Iterator[list[str]]:
    """Yield the rows of a text table, parted by the comma, semicolon or tab that gives the most cells.

    Raises:
        WorkbookError: it cannot be decoded, a quotation mark is never closed, or a text is too large.
    """
    lines = io.StringIO(decoded(data), newline="")
    first = lines.readline()
    if declared := _DECLARED.fullmatch(first):
        yield []
    else:
        lines.seek(0)
    number = 1
    before = csv.field_size_limit(len(data) + 1)  # by a mark that parts nothing, a line is one cell
    try:
        mark = declared[1] if declared else _mark(list(islice(lines, _LOOK_LINES)))
        if not declared:
            lines.seek(0)
        csv.field_size_limit(limits.text * KIB)
        for number, row in enumerate(csv.reader(lines, delimiter=mark, strict=True), 2 if declared else 1):  # noqa: B007
            yield row
    except csv.Error as error:
        if "field larger" in str(error):
            raise limits.limit_error("text", place_in_sheet(title)) from None
        words = LocalizedText(
            f"引号成对的文本（第 {number} 行以后：{error}）", f"text whose quotation marks pair (after row {number}: {error})"
        )
        raise WorkbookError("unreadable-file", words) from None
    finally:
        csv.field_size_limit(before)


def _mark(lines: list[str]) -> str:
    """Return the mark that parts these lines most often; the comma where none does."""
    return max(_DELIMITERS, key=lambda mark: sum(len(row) - 1 for row in csv.reader(lines, delimiter=mark) if row))


def decoded(data: bytes) -> str:
    """Return the text of bytes in UTF-8, UTF-16 with its mark, or GB18030; ``WorkbookError`` for anything else."""
    encodings = [name for mark, name in _BOMS if data.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
        break
    raise WorkbookError(
        "unreadable-file", LocalizedText("UTF-8、UTF-16 或 GB18030 编码的文本", "text in UTF-8, UTF-16 or GB18030")
    )
