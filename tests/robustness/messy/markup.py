"""Messes of the XML inside an .xlsx file: what different programs write, and what nobody should."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from builders.random_years import Sheets
from builders.support import book
from robustness.messy.baseline import Dressing

Pages = dict[str, Worksheet]
Change = Callable[[bytes], bytes]
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _everywhere(data: bytes, change: Change, part: str = r".*\.(xml|rels)") -> bytes:
    """Return the workbook with every part whose name matches ``part`` changed."""
    out, changed = io.BytesIO(), False
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            written = change(content) if re.fullmatch(part, entry.filename) else content
            changed = changed or written != content
            new.writestr(entry.filename, written)
    assert changed
    return out.getvalue()


def _in_sheets(change: Change) -> Callable[[Sheets], bytes]:
    return lambda sheets: _everywhere(book(sheets), change, _SHEET.pattern)


def _in_strings(change: Change) -> Callable[[Sheets], bytes]:
    return lambda sheets: _everywhere(book(sheets), change, r"xl/sharedStrings\.xml")


def _replacing(pattern: bytes, by: bytes | Callable[[re.Match[bytes]], bytes]) -> Change:
    return partial(re.compile(pattern).sub, by)


_DIMENSION = rb'<dimension ref="[^"]*"/>'
_END = rb"</sheetData>"
_LAST_ROW = b'<row r="1048576"><c r="A1048576" s="1"/></row>'
_PHONETIC = b'</t><rPh sb="0" eb="1"><t>\xe3\x82\xab</t></rPh><phoneticPr fontId="1"/></si>'
_ASIDE = b'<sheetData><!-- <row r="2"><c r="B2" t="e"><v>#REF!</v></c><c r="C2"><f>A1</f></c></row> --><?mso x="y"?>'


def _strict(content: bytes) -> bytes:
    strict = b"http://purl.oclc.org/ooxml/"
    content = content.replace(_MAIN, strict + b"spreadsheetml/main")
    return content.replace(b"http://schemas.openxmlformats.org/officeDocument/2006/", strict + b"officeDocument/")


def _prefixed(content: bytes) -> bytes:
    content = re.sub(rb"<(/?)(?=[A-Za-z]\w*[\s/>])", rb"<\1x:", content)
    return content.replace(b'xmlns="' + _MAIN, b'xmlns:x="' + _MAIN)


def _iso_day(cell: re.Match[bytes]) -> bytes:
    day = date.fromordinal(date(1899, 12, 30).toordinal() + int(cell[2]))
    return b"<c " + cell[1] + b' t="d"><v>' + day.isoformat().encode() + b"</v></c>"


def _without_addresses(sheets: Sheets) -> bytes:
    """Leave out the addresses of rows and cells, as some programs do; what is empty then needs a cell of its own."""

    def fill(made: Workbook, pages: Pages) -> None:
        look = made.add_format({"bold": True})
        for title, grid in sheets.items():
            for line, row in enumerate(grid):
                for at, value in enumerate(row):
                    if value is None:
                        pages[title].write_blank(line, at, None, look)

    return _everywhere(book(sheets, fill), _replacing(rb' r="[A-Z]*\d+"', b""), _SHEET.pattern)


def _moved_parts(sheets: Sheets) -> bytes:
    """Give the parts other names: sheets in a folder of their own, targets from the root, upper case."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(sheets))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in reversed(old.namelist()):
            content = old.read(name).replace(b'Target="worksheets/sheet', b'Target="/xl/Tables/Sheet')
            content = content.replace(b"/xl/worksheets/sheet", b"/xl/Tables/Sheet")
            new.writestr(name.replace("xl/worksheets/sheet", "xl/Tables/Sheet"), content)
    return out.getvalue()


def _pretty(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" + content.replace(b"><c ", b">\r\n\t<c ").replace(b"</row>", b"\r\n</row >")


MARKUP: tuple[Dressing, ...] = (
    Dressing("a dimension of one cell", _in_sheets(_replacing(_DIMENSION, b'<dimension ref="A1"/>'))),
    Dressing("a dimension of the whole grid", _in_sheets(_replacing(_DIMENSION, b'<dimension ref="A1:XFD1048576"/>'))),
    Dressing("no dimension", _in_sheets(_replacing(_DIMENSION, b""))),
    Dressing("a styled cell in the last row", _in_sheets(_replacing(_END, _LAST_ROW + _END))),
    Dressing("phonetic readings", _in_strings(_replacing(rb"</t></si>", _PHONETIC))),
    Dressing("carriage returns as escapes", _in_strings(_replacing(rb"</t></si>", b"_x000D_\n</t></si>"))),
    Dressing("the strict namespace", lambda sheets: _everywhere(book(sheets), _strict)),
    Dressing("prefixed elements", _in_sheets(_prefixed)),
    Dressing("days as ISO text", _in_sheets(_replacing(rb'<c (r="\w+" s="1")><v>(\d+)</v></c>', _iso_day))),
    Dressing("no addresses", _without_addresses),
    Dressing("parts under other names", _moved_parts),
    Dressing("cells in comments, and instructions", _in_sheets(_replacing(rb"<sheetData>", _ASIDE))),
    Dressing("indented XML with a byte order mark", _in_sheets(_pretty)),
    Dressing("single quotes", _in_sheets(_replacing(rb'="([^"\']*)"', rb"='\1'"))),
)
