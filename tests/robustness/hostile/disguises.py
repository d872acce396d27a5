"""Files of other kinds under a spreadsheet's name, and workbooks under other names."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zlib
from collections.abc import Callable

from robustness.hostile.archive import archive, entries
from robustness.hostile.case import READ, UNREADABLE, UNSUPPORTED, Case, Expected, Read, Usage, made
from robustness.hostile.workbooks import DECLARATION, GIFTS, HEADER, TITLE, TYPES, packed, relations, types

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LINES = [HEADER, *GIFTS]
TSV = "\r\n".join("\t".join(map(str, line)) for line in LINES).encode("gb18030")
HTML = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>'
    "<table><caption>募集资金</caption>"
    + "".join(f"<tr>{''.join(f'<td>{value}</td>' for value in line)}</tr>" for line in LINES)
    + "</table></body></html>"
).encode()
XML_2003 = (
    f'{DECLARATION}<?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="{TITLE}"><Table>'
    + "".join(
        f"<Row>{''.join(f'<Cell><Data ss:Type={chr(34)}String{chr(34)}>{v}</Data></Cell>' for v in line)}</Row>"
        for line in LINES
    )
    + "</Table></Worksheet></Workbook>"
).encode()


def _document(main: str, kind: str) -> bytes:
    """Return an office document that is no workbook."""
    return archive(
        entries({TYPES: types(), "_rels/.rels": relations(("officeDocument", main)), main: f"{DECLARATION}<{kind}/>".encode()})
    )


def _open_document(kind: str) -> bytes:
    return archive(entries({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": b"<x/>"}, 0))


def _png() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))

    header = struct.pack(">2L5B", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tape:
        member = tarfile.TarInfo("data.xlsx")
        member.size = len(packed())
        tape.addfile(member, io.BytesIO(packed()))
    return out.getvalue()


OTHERS: dict[str, Callable[[], bytes]] = {
    "a_docx": lambda: _document("word/document.xml", "document"),
    "a_pptx": lambda: _document("ppt/presentation.xml", "presentation"),
    "an_odt": lambda: _open_document("text"),
    "an_epub": lambda: archive(entries({"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<x/>"}, 0)),
    "a_jar": lambda: archive(entries({"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0"})),
    "a_pdf": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF",
    "a_png": _png,
    "a_jpeg": lambda: b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 100 + b"\xff\xd9",
    "a_gzip": lambda: gzip.compress(packed(), mtime=0),
    "a_tar": _tar,
    "a_rar": lambda: b"Rar!\x1a\x07\x01\0" + b"\0" * 100,
    "a_seven_zip": lambda: b"7z\xbc\xaf\x27\x1c" + b"\0" * 100,
    "a_program": lambda: b"MZ\x90\0" + b"\0" * 500,
    "an_elf": lambda: b"\x7fELF\x02\x01\x01" + b"\0" * 500,
    "a_database": lambda: b"SQLite format 3\0" + b"\0" * 500,
    "an_rtf": lambda: rb"{\rtf1\ansi hello}",
    "an_html_table": lambda: HTML,
    "an_html_table_with_a_mark": lambda: b"\xef\xbb\xbf" + HTML,
    "an_xml_2003": lambda: XML_2003,
    "a_web_archive": lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + HTML,
    "a_tab_separated_text": lambda: TSV,
    "a_json": lambda: b'{"rows": []}',
    "an_apple_double": lambda: b"\0\5\x16\7\0\2\0\0Mac OS X        " + b"\0" * 100,
    "an_owner_file_of_excel": lambda: b"\4admin" + b" " * 49 + b"\5\0a\0d\0m\0i\0n\0" + b" \0" * 45,
    "a_lock_file_of_libreoffice": lambda: b",someone,machine,23.11.2022 10:00,file:///home;",
    "a_download_page": lambda: b"<!DOCTYPE html><html><title>404</title></html>",
    "only_spaces": lambda: b" " * 1000,
    "an_ole_file_of_nothing": lambda: OLE + b"\0" * 600,
    "random_bytes": lambda: bytes((n * 197 + (n >> 3) * 31) & 0xFF for n in range(5000)),
}


_TEXT = Read(None, (), (("other-kind", ""), ("unknown-sheet", "")), exit_code=3)
"""Text in columns is read as a .csv, whose name is that of no sheet."""
_BY_HEADER = Read(problems=(("other-kind", ""), ("sheet-by-header", "")))
_MISNAMED = Read(problems=(("other-kind", ""),))


def _named(name: str, make: Callable[[], bytes], file: str, *expected: Expected) -> Case:
    return made(name, make, *(expected or (UNSUPPORTED, UNREADABLE)), file=file)


_DISGUISED = tuple(
    _named(
        name,
        make,
        f"data.{'xls' if number % 2 else 'xlsx'}",
        UNSUPPORTED,
        UNREADABLE,
        _TEXT,
        _MISNAMED,
        *((_BY_HEADER,) if name == "a_tab_separated_text" else ()),
    )
    for number, (name, make) in enumerate(OTHERS.items())
)

CASES: tuple[Case, ...] = (
    *_DISGUISED,
    _named("a_workbook_named_xls", packed, "data.xls", _MISNAMED),
    _named("a_workbook_named_et", packed, "data.et", READ),
    _named("a_workbook_named_ods", packed, "data.ods", _MISNAMED),
    _named("a_workbook_named_csv", packed, "data.csv", _MISNAMED),
    _named("a_workbook_without_a_suffix", packed, "data", READ),
    _named("a_workbook_in_capitals", packed, "DATA.XLSX", READ),
    _named("a_workbook_named_like_a_lock_file_but_given_by_name", packed, "~$data.xlsx", READ, Usage()),
)
