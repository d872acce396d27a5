"""Small writers of the binary formats: BIFF 8 records (.xls) and BIFF 12 parts (.xlsb), with just what the tests ask."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Merge = tuple[int, int, int, int]
"""Zero-based (top, bottom, left, right), all included."""

# --- .xls: a bare stream of records, as the reader takes it too -----------------------------------


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _short(text: str, width: str = "<B") -> bytes:
    return struct.pack(width, len(text)) + b"\x01" + text.encode("utf-16-le")


def xls_number(row: int, column: int, value: float, style: int = 15) -> bytes:
    """Return a NUMBER record."""
    return _record(0x0203, struct.pack("<HHHd", row, column, style, value))


def xls_text(row: int, column: int, text: str) -> bytes:
    """Return a LABEL record."""
    return _record(0x0204, struct.pack("<HHH", row, column, 15) + _short(text, "<H"))


def xls_formula(row: int, column: int, result: bytes, flags: int = 0) -> bytes:
    """Return a FORMULA record for =1 with eight bytes of ``result``."""
    return _record(0x0006, struct.pack("<HHH8sHI", row, column, 15, result, flags, 0) + b"\x03\x00\x1e\x01\x00")


EMPTY_TEXT = b"\x03\0\0\0\0\0\xff\xff"
ZERO = bytes(8)


def xls(
    *cells: bytes,
    formats: Mapping[int, str] | None = None,
    styles: Sequence[int] = (),
    writer: str = "Excel",
    calculated: bool = True,
    since_1904: bool = False,
) -> bytes:
    """Return a workbook of one sheet, 表; cell format 16 and on have the number formats ``styles``."""
    looks = b"".join(_record(0x041E, struct.pack("<H", key) + _short(code, "<H")) for key, code in (formats or {}).items())
    plain = [_record(0x00E0, struct.pack("<HH", 0, key) + bytes(16)) for key in (*[0] * 16, *styles)]
    head = [
        _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0x0DBB, 1996, 0, 6)),
        _record(0x005C, struct.pack("<HB", len(writer), 0) + writer.encode().ljust(109)),
        _record(0x0042, struct.pack("<H", 1200)),
        _record(0x0022, struct.pack("<H", since_1904)),
        _record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _short("A")),
        looks,
        *plain,
        _record(0x01C1, struct.pack("<II", 0x01C1, 1)) if calculated else b"",
    ]
    start = sum(map(len, head))
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0x0DBB, 1996, 0, 6)) + b"".join(cells) + _record(0x000A)
    title = _short("表")
    sheet = struct.pack("<IBB", start + 4 + 6 + len(title) + 4, 0, 0) + title
    return b"".join(head) + _record(0x0085, sheet) + _record(0x000A) + body


# --- .xlsb ----------------------------------------------------------------------------------------


def _varied(number: int) -> bytes:
    out = bytearray()
    while True:
        out.append(number & 0x7F | (0x80 if number > 0x7F else 0))
        number >>= 7
        if not number:
            return bytes(out)


def _part(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + _varied(len(body)) + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


@dataclass(frozen=True)
class XlsbSheet:
    """One sheet of an .xlsb: cells by zero-based (row, column), each a value and the number of its cell format."""

    cells: Mapping[tuple[int, int], tuple[object, int]]
    hidden_rows: Iterable[int] = ()
    merges: Sequence[Merge] = ()
    state: int = 0


@dataclass(frozen=True)
class XlsbError:
    """An error value by its code; ``formula``: one that a formula gave."""

    code: int
    formula: bool = False


@dataclass(frozen=True)
class Xlsb:
    """A workbook to be written as .xlsb."""

    sheets: Mapping[str, XlsbSheet]
    formats: Mapping[int, str] = field(default_factory=dict)
    styles: Sequence[int] = (0,)
    since_1904: bool = False


def xlsb(made: Xlsb) -> bytes:
    """Return the bytes of an .xlsb."""
    out = io.BytesIO()
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    numbered = list(enumerate(made.sheets.items(), 1))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        overrides = '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
        parts.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types">{overrides}</Types>')
        root = f'<Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.bin"/>'
        parts.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships">{root}</Relationships>')
        links = [
            f'<Relationship Id="rId{n}" Type="{relations}/worksheet" Target="worksheets/sheet{n}.bin"/>' for n, _ in numbered
        ]
        links.append(f'<Relationship Id="rId0" Type="{relations}/styles" Target="styles.bin"/>')
        text = "".join(links)
        parts.writestr("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{package}/relationships">{text}</Relationships>')
        bundle = [
            _part(156, struct.pack("<II", sheet.state, n) + _wide(f"rId{n}") + _wide(title)) for n, (title, sheet) in numbered
        ]
        head = _part(131) + _part(153, struct.pack("<II", int(made.since_1904), 0) + _wide("")) + _part(143)
        parts.writestr("xl/workbook.bin", head + b"".join(bundle) + _part(144) + _part(132))
        parts.writestr("xl/styles.bin", _xlsb_styles(made))
        for n, (_, sheet) in numbered:
            parts.writestr(f"xl/worksheets/sheet{n}.bin", _xlsb_sheet(sheet))
    return out.getvalue()


def _xlsb_styles(made: Xlsb) -> bytes:
    codes = b"".join(_part(44, struct.pack("<H", key) + _wide(code)) for key, code in made.formats.items())
    looks = b"".join(_part(47, struct.pack("<HH", 0, key) + bytes(12)) for key in made.styles)
    formats = _part(615, struct.pack("<I", len(made.formats))) + codes + _part(616) if made.formats else b""
    return _part(278) + formats + _part(617, struct.pack("<I", len(made.styles))) + looks + _part(618) + _part(279)


def _xlsb_sheet(sheet: XlsbSheet) -> bytes:
    rows = sorted({row for row, _ in sheet.cells})
    out = [_part(129), _part(148, struct.pack("<IIII", rows[0] if rows else 0, rows[-1] if rows else 0, 0, 9)), _part(145)]
    for row in rows:
        flags = 0x10 if row in set(sheet.hidden_rows) else 0
        out.append(_part(0, struct.pack("<IIHBBBI", row, 0, 300, 0, flags, 0, 0)))
        found = sorted((column, cell) for (at, column), cell in sheet.cells.items() if at == row)
        out.extend(_xlsb_cell(column, *cell) for column, cell in found)
    out.append(_part(146))
    if sheet.merges:
        spans = b"".join(_part(176, struct.pack("<IIII", *merge)) for merge in sheet.merges)
        out.append(_part(177, struct.pack("<I", len(sheet.merges))) + spans + _part(178))
    return b"".join(out) + _part(130)


def _xlsb_cell(column: int, value: object, style: int) -> bytes:
    head = struct.pack("<II", column, style)
    match value:
        case None:
            return _part(1, head)
        case bool():
            return _part(4, head + bytes([value]))
        case int() | float():
            return _part(5, head + struct.pack("<d", value))
        case XlsbError(code, False):
            return _part(3, head + bytes([code]))
        case XlsbError(code, True):
            return _part(11, head + bytes([code]) + struct.pack("<HII", 0, 0, 0))
        case _:
            return _part(6, head + _wide(str(value)))
