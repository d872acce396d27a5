"""What kind of file bytes are, told by their content and never by the name of the file; and what such files are called."""

from __future__ import annotations

import io
import re
import struct
from typing import TYPE_CHECKING, Literal

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText

if TYPE_CHECKING:
    import zipfile

Kind = Literal["xlsx", "xlsb", "xls", "ods", "text", "xml2003", "html", "encrypted"]
"""``text`` may be a .csv; ``encrypted`` is an .xlsx, .xlsm or .xlsb behind a password."""


ENDINGS: dict[Kind, tuple[str, ...]] = {
    "xlsx": (".xlsx", ".xlsm", ".et"),
    "xls": (".xls", ".et"),
    "xlsb": (".xlsb",),
    "ods": (".ods",),
    "text": (".csv",),
    "xml2003": (".xml",),
    "html": (".html", ".htm"),
}
"""The endings under which each kind is expected, the usual one first; WPS writes .et as one of the first two."""


_OF_MANY_THINGS = (*ENDINGS["xml2003"], *ENDINGS["html"])


SUFFIXES = tuple(
    ending
    for ending in dict.fromkeys(ending for endings in ENDINGS.values() for ending in endings)
    if ending not in _OF_MANY_THINGS
)
"""What a folder is searched for; a page or XML in one is usually no submission, and is read where it is named or an .xls."""


PLAIN_TEXT = (".csv", ".txt", ".tsv")
"""Endings under which text is expected, however many columns it has."""

_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_HEAD = 4096  # bytes that tell the kind of a text
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")

_WORD = LocalizedText("Word 文档", "a Word document")
_SLIDES = LocalizedText("PowerPoint 演示文稿", "a PowerPoint presentation")
_PICTURE = LocalizedText("图片", "a picture")
_ARCHIVE = LocalizedText("压缩包，请先解压", "an archive; unpack it first")
_MHTML = LocalizedText(
    "网页存档（MHTML），请用 Excel 或 WPS 打开，另存为 .xlsx",
    "a web archive (MHTML); open it in Excel or WPS and save it as .xlsx",
)
_PARTS: tuple[tuple[str, LocalizedText], ...] = (
    ("word/", _WORD),
    ("ppt/", _SLIDES),
    ("Index/Document.iwa", LocalizedText("Numbers 表格", "a Numbers spreadsheet")),
)
_STREAMS: tuple[tuple[str, LocalizedText], ...] = (("WordDocument", _WORD), ("PowerPoint Document", _SLIDES))
_MAGIC: tuple[tuple[bytes, LocalizedText], ...] = (
    (b"%PDF", LocalizedText("PDF 文件", "a PDF file")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"{\\rtf", LocalizedText("RTF 文档", "an RTF document")),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
)
_ROOT = re.compile(r"(?s)(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+<(?:[\w.-]+:)?([\w.-]+)")
"""The name of the element that is the whole of an XML file."""
_FLAT = LocalizedText("单一 XML 的 OpenDocument 表格", "a flat OpenDocument file")
_XML_2003 = re.compile(r"\bprogid=.Excel\.Sheet")
_PAGE = re.compile(r"(?i)<(?:!doctype\s+html|html|head|body|meta|table|style|div)\b")
_XML = re.compile(r"<\?xml\b")
_UNMARKED = LocalizedText(
    "没有标记（BOM）的 UTF-16 文本，请另存为 UTF-8 的 .csv",
    "text in UTF-16 without its mark (BOM); save it as a .csv in UTF-8",
)
_SYLK = r"ID;P\w*(?:;[A-Z])*\r?\n[A-Z];"  # a text table may begin with ID;P too
_BITMAP = rb"(?s)BM.{4}\0{4}"
_HEADS_OF_MAIL = re.compile(r"[A-Za-z-]+:")
_MIME = re.compile(r"(?im)^(?:MIME-Version|Content-Type)[ \t]*:[ \t]*(?:1\.0|multipart/related)")


def unsupported(found: LocalizedText | None = None) -> WorkbookError:
    """Return the error for a file of another kind, which is named where it is known."""
    kinds = " ".join(SUFFIXES)
    zh, en = (f"；这是{found.zh}", f"; this is {found.en}") if found else ("", "")
    return WorkbookError("unsupported-file", LocalizedText(f"{kinds} 文件{zh}", f"a file of the kind {kinds}{en}"))


def detect_format(data: bytes) -> Kind:
    """Return the kind of a file by its bytes.

    Raises:
        WorkbookError: it is of a kind that is not read, which the words name, or it is cut off.
    """
    if not data:
        raise unsupported(LocalizedText("空文件", "an empty file"))
    if data.startswith(_ZIPS):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith(_OLD_BIFF):
        raise unsupported(LocalizedText("Excel 4.0 或更早的表格", "a spreadsheet of Excel 4.0 or older"))
    return _text_kind(data)


def may_be_locked(data: bytes) -> bool:
    """Whether a file may be encrypted, by its first bytes alone: all that can be opened with a password is in one container."""
    return data.startswith(_OLE)


def expected_ending(kind: Kind, suffix: str) -> str:
    """Return the ending that a file of this kind should have, or nothing where ``suffix`` is one or says nothing."""
    endings = ENDINGS.get(kind, ())
    fits = not suffix or not endings or suffix in endings or (kind == "text" and suffix in PLAIN_TEXT)
    return "" if fits else endings[0]


def _zip_kind(data: bytes) -> Kind:
    import zipfile  # noqa: PLC0415 - who only looks for files opens none

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = parts.namelist()
            if "mimetype" in names:
                return _open_document(parts)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        return "xlsx"  # its reader says what is wrong
    lower = {name.lower().replace("\\", "/").lstrip("/") for name in names}
    if any(name.endswith("workbook.bin") for name in lower):
        return "xlsb"
    if "[content_types].xml" not in lower or not any(name.startswith("xl/") for name in lower):
        for start, name in _PARTS:
            if any(part.startswith(start) for part in names):
                raise unsupported(name)
    if "[content_types].xml" not in lower:
        raise unsupported(_ARCHIVE)
    return "xlsx"


def _open_document(parts: zipfile.ZipFile) -> Kind:
    with parts.open("mimetype") as stream:
        found = stream.read(100).decode("ascii", "replace").strip()
    if found.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if found.startswith("application/vnd.oasis.opendocument."):
        raise unsupported(LocalizedText("OpenDocument 文档，不是表格", "an OpenDocument file, but no spreadsheet"))
    raise unsupported(_ARCHIVE)


def _ole_kind(data: bytes) -> Kind:
    if _has_stream(data, "EncryptedPackage"):
        return "encrypted"
    for name, found in _STREAMS:
        if _has_stream(data, name):
            raise unsupported(found)
    if any(_has_stream(data, name) for name in ("Workbook", "WORKBOOK", "Book", "BOOK")):
        return "xls"
    raise WorkbookError(
        "unreadable-file", LocalizedText("完整的 .xls 文件（找不到工作簿）", "a whole .xls file (no workbook is found in it)")
    )


def _has_stream(data: bytes, name: str) -> bool:
    """Whether an OLE file has a stream of this name: an entry of its directory, of 128 bytes, begins with it."""
    written = name.encode("utf-16-le")
    length = struct.pack("<H", len(written) + 2)
    at = data.find(written)
    while at >= 0:
        if at % 128 == 0 and data[at + 64 : at + 66] == length:
            return True
        at = data.find(written, at + 2)
    return False


def _text_kind(data: bytes) -> Kind:
    for magic, found in _MAGIC:
        if data.startswith(magic):
            raise unsupported(found)
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), "latin-1")
    head = data[:_HEAD].decode(encoding, "ignore").lstrip("\ufeff \t\r\n")
    if re.match(_BITMAP, data):
        raise unsupported(_PICTURE)
    if re.match(_SYLK, head):
        raise unsupported(LocalizedText("SYLK 表格", "a SYLK spreadsheet"))
    if _HEADS_OF_MAIL.match(head) and _MIME.search(head):
        raise unsupported(_MHTML)
    if head.startswith("<") and (kind := _markup_kind(head)):
        return kind
    if encoding == "latin-1" and b"\0" in data:
        raise unsupported(
            _UNMARKED if _is_unmarked_utf_16(data) else LocalizedText("其他程序的二进制文件", "a binary file of another kind")
        )
    return "text"


def _markup_kind(head: str) -> Kind | None:
    """Return the kind of what begins with a tag, by the element that is the whole of it; ``None``: it is no markup."""
    root = _ROOT.match(head)
    name = root[1].lower() if root else ""
    if name == "workbook" or _XML_2003.search(head):
        return "xml2003"
    if name.startswith("document") and "office:document" in head:
        raise unsupported(_FLAT)
    if _PAGE.search(head):
        return "html"
    if _XML.match(head):
        raise unsupported(LocalizedText("XML 文件", "an XML file"))
    return None


def _is_unmarked_utf_16(data: bytes) -> bool:
    """Whether bytes are text in UTF-16, with lines and nothing but what may stand in a text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        head = data[:_HEAD].decode(encoding, "ignore")
        if any(mark in head for mark in "\n,;\t") and all(letter.isprintable() or letter in "\t\r\n\u3000" for letter in head):
            return True
    return False
