"""What a file is, by its content: the kinds that are read, those that are named, and endings that say otherwise."""

from __future__ import annotations

import io
import zipfile

import pytest

from assistcheck.errors import WorkbookError
from assistcheck.problem_codes import CODES
from assistcheck.workbook.detect import ENDINGS, SUFFIXES, detect_format
from assistcheck.workbook.limits import ReadOptions
from assistcheck.workbook.open import open_file
from builders.binary_books import Xlsb, XlsbSheet, xlsb
from builders.evidence import FILES
from builders.support import book, submit

XLSX = book({"表": [["甲", 1]]})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = {
    b"": "空文件",
    b"%PDF-1.7\n": "PDF",
    b"\x89PNG\r\n\x1a\n": "图片",
    b"\xff\xd8\xff\xe0\0\x10JFIF": "图片",
    b"GIF89a": "图片",
    b"{\\rtf1": "RTF",
    b"7z\xbc\xaf\x27\x1c": "压缩包",
    b"Rar!\x1a\x07": "压缩包",
    b"\x1f\x8b\x08": "压缩包",
    b"ID;PWXL;N;E\r\nP;PGeneral\r\n": "SYLK",
    b"BM\x36\x10\0\0\0\0\0\0\x36": "图片",
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related": "MHTML",
    b"From: <Saved by WPS>\r\nSubject:\r\nMIME-Version: 1.0\r\n\r\n<html>": "MHTML",
    b'<?xml version="1.0"?><office:document office:version="1.3"/>': "OpenDocument",
    b'<?xml version="1.0"?><office:document xmlns:x="office"><office:spreadsheet/></office:document>': "OpenDocument",
    b'<?xml version="1.0"?><note/>': "XML 文件",
}


def zipped(*names: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        if mimetype:
            parts.writestr("mimetype", mimetype)
        for name in names:
            parts.writestr(name, "<x/>")
    return out.getvalue()


def refused(data: bytes) -> WorkbookError:
    with pytest.raises(WorkbookError) as caught:
        detect_format(data)
    return caught.value


def directory(name: str) -> bytes:
    """Return the outline of an OLE file whose directory has one stream."""
    written = name.encode("utf-16-le")
    return OLE + bytes(504) + written.ljust(64, b"\0") + (len(written) + 2).to_bytes(2, "little") + bytes(62)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (XLSX, "xlsx"),
        ((FILES / "year.xls").read_bytes(), "xls"),
        ((FILES / "year.ods").read_bytes(), "ods"),
        (xlsb(Xlsb({"表": XlsbSheet({})})), "xlsb"),
        ("日期,标题\n".encode(), "text"),
        (b"ID;Project;N\r\n1;a;b\r\n", "text"),
        (b"BMI,name\n", "text"),
        (b"PK,name\n", "text"),
        (b"<5,>6\n", "text"),
        (b"MIME-Version:,1.0\n", "text"),
        (b"<html><table><tr><td>a,b</td></tr></table></html>", "html"),
        (b"\n  <!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf<META http-equiv='Content-Type'><TABLE>", "html"),
        ("<table><tr><td>标题</td></tr></table>".encode("utf-16"), "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><x/>', "xml2003"),
        (
            b'<?xml version="1.0"?><!-- <table> --><ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "xml2003",
        ),
        (b'<!DOCTYPE x [<!ENTITY a "<html>">]><Workbook/>', "xml2003"),
        (b"<Workbook>", "xml2003"),
        (directory("EncryptedPackage"), "encrypted"),
        (directory("Book"), "xls"),
        (XLSX[:100], "xlsx"),
    ],
)
def test_each_kind_is_told_by_its_content(data: bytes, kind: str) -> None:
    assert detect_format(data) == kind


@pytest.mark.parametrize(("data", "name"), FOREIGN.items())
def test_a_file_of_another_kind_is_called_what_it_is(data: bytes, name: str) -> None:
    error = refused(data)
    assert error.code == "unsupported-file"
    assert name in error.words.zh
    assert "this is" in error.words.en
    assert ".xlsx" in CODES[error.code].remedy.zh


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), "Word"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint"),
        (zipped("Index/Document.iwa"), "Numbers"),
        (zipped("readme.txt"), "压缩包"),
        (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument"),
        (zipped("OEBPS/a.html", mimetype="application/epub+zip"), "压缩包"),
        (directory("WordDocument"), "Word"),
        (directory("PowerPoint Document"), "PowerPoint"),
    ],
)
def test_a_container_of_something_else_is_called_what_it_is(data: bytes, name: str) -> None:
    error = refused(data)
    assert (error.code, name in error.words.zh) == ("unsupported-file", True)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["日期,标题\r\n2022-03-05,丰收\r\n", "a\tb\n", "日期；标题　甲\n" * 3000, "a,𠮷\n" * 1023 + "a𠮷,"]
)
def test_text_in_utf_16_without_its_mark_is_called_that_with_the_remedy(text: str, encoding: str) -> None:
    error = refused(text.encode(encoding))
    assert error.code == "unsupported-file"
    assert "没有标记（BOM）的 UTF-16 文本，请另存为 UTF-8" in error.words.zh
    assert "save it as a .csv in UTF-8" in error.words.en


@pytest.mark.parametrize("data", [b"\0", b"\0" * 5000, b"ab\0c", OLE[:4] + b"\0" * 100])
def test_bytes_that_are_nothing_are_unsupported(data: bytes) -> None:
    error = refused(data)
    assert (error.code, error.words.en[-29:]) == ("unsupported-file", "a binary file of another kind")
    assert error.words.zh.endswith("二进制文件")


def test_the_name_of_a_stream_in_a_text_is_no_stream() -> None:
    data = OLE + bytes(505) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert refused(data).code == "unreadable-file"


@pytest.mark.parametrize(
    ("data", "path", "note"),
    [
        (XLSX, "a.xls", (".xls", ".xlsx")),
        (XLSX, "a.CSV", (".csv", ".xlsx")),
        ((FILES / "year.xls").read_bytes(), "a.xlsx", (".xlsx", ".xls")),
        ((FILES / "year.ods").read_bytes(), "a.xlsx", (".xlsx", ".ods")),
        (b"a,b\n", "a.xls", (".xls", ".csv")),
        (b"<table><tr><td>a</table>", "a.xls", (".xls", ".html")),
        (b"<table><tr><td>a</table>", "a.htm", None),
        (b"<Workbook/>", "a.xls", (".xls", ".xml")),
        (b"<Workbook/>", "a.xml", None),
        (XLSX, "a.xlsx", None),
        (XLSX, "a.XLSM", None),
        (XLSX, "a.et", None),
        ((FILES / "year.xls").read_bytes(), "a.et", None),
        (b"a,b\n", "a.csv", None),
        (b"a,b\n", "a.txt", None),
        (XLSX, "a", None),
        (XLSX, "-", None),
    ],
)
def test_an_ending_that_does_not_match_is_noted(data: bytes, path: str, note: tuple[str, str] | None) -> None:
    remarks = [(r.value, r.expected.zh) for r in open_file(data, path, ReadOptions()).remarks if r.code == "other-kind"]
    assert remarks == ([note] if note else [])


def test_each_xls_recommends_xlsx_once() -> None:
    submission = submit({"year.xls": (FILES / "year.xls").read_bytes(), "b.xlsx": XLSX})
    assert [p.place.path for p in submission.problems if p.code == "no-checksum"] == ["year.xls"]
    assert CODES["no-checksum"].level == CODES["other-kind"].level == "note"


def test_every_ending_is_searched_for_and_named() -> None:
    assert set(SUFFIXES) == {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".csv"}
    assert {ending for endings in ENDINGS.values() for ending in endings} - set(SUFFIXES) == {".xml", ".html", ".htm"}
    assert all(ending in refused(b"%PDF").words.zh for ending in SUFFIXES)
