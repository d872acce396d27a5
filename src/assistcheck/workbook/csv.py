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

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.workbook.detect import PLAIN_TEXT, unsupported
from assistcheck.workbook.header import HEADER_ROWS
from assistcheck.workbook.limits import KIB, Limits, place_in_sheet
from assistcheck.workbook.raw_sheet import Fields
from assistcheck.workbook.sheet_builder import BuiltWorkbook, SheetBuilder, workbook_from
from assistcheck.workbook.xlsx.cell_issues import CellIssue, picture_of

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ",;\t"
_SHOWN = 60  # characters of a formula that a message shows
_LOOK = HEADER_ROWS + 1  # rows that tell whether there are columns, and how many cells a header has
_LOOK_LINES = 500  # lines that tell the delimiter: a header may be broken into many
_TITLE = re.compile(r"^(?:.*[-－—–])?(.+)$", re.DOTALL)
_ERRORS = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!)|Err:\d{3}")
_DECLARED = re.compile(r"sep=([,;\t])\r?\n?")  # Excel's own way to name the mark
_QUOTED = re.compile(r'="([^"]*)"')


def csv_title(path: str) -> str:
    """Return the sheet that a .csv file holds, by its name: Repairs.csv, or Alder-Repairs.csv."""
    match = _TITLE.match(PurePath(path).stem)
    return match[1].strip() if match else ""


def open_csv(data: bytes, path: str, limits: Limits) -> BuiltWorkbook:
    """Return the one sheet of a text table; ``WorkbookError`` if it cannot be decoded or parted, or is too large."""
    if not (title := csv_title(path)) or path == "-":
        words = LocalizedText(
            "标准输入不能是 .csv：工作表名要看文件名，请给出文件",
            "a .csv file by its name, which says what sheet it is, not standard input",
        )
        raise WorkbookError("unsupported-file", words)
    grid = SheetBuilder(title, limits)
    suffix = PurePath(path).suffix.lower()
    rows = csv_rows(data, limits, title)
    head = list(islice(rows, _LOOK))
    if suffix not in PLAIN_TEXT and not any(len(row) > 1 for row in head):
        raise unsupported(LocalizedText("没有分列的文本", "text without columns"))
    grid.fields = Fields([len(row) for row in head])
    for number, row in enumerate(chain(head, rows)):
        filled = 0
        for column, text in enumerate(row):
            if text:
                value, doubt = field_value(text)
                grid.add_cell(number, column, value, doubt)
                if not text.isspace():
                    filled = column + 1
        grid.fields.filled.append(filled)
    return workbook_from([grid])


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
