"""The container that the native reader is given: the same cells, and merged cells as it would find them itself."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from assistcheck.errors import WorkbookError
from assistcheck.workbook.xlsx.merge_list import NO_MERGES, MergeListScanner, with_empty_merge_list
from assistcheck.workbook.xlsx.reader import open_workbook
from builders.support import book, patched

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
GOOD = book({"表": [["甲", 1], ["乙", 2]]}, lambda _, pages: pages["表"].merge_range("D4:E6", "合"))


def repacked_of(data: bytes) -> zipfile.ZipFile:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return zipfile.ZipFile(io.BytesIO(with_empty_merge_list(data, parts, {SHEET})))


def of_xml(xml: str) -> bytes:
    return patched(GOOD, SHEET, lambda _: xml.encode())


def sheet(after: str, rows: str = "", before: str = "", start: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> str:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B2"><v>2</v></c></row>'
    return f'{start}<worksheet xmlns="{MAIN}">{before}<sheetData>{cells}{rows}</sheetData>{after}</worksheet>'


def test_an_empty_list_leaves_the_checksum_of_what_follows() -> None:
    assert zlib.crc32(NO_MERGES) == 0
    assert zlib.crc32(NO_MERGES + b"<worksheet/>") == zlib.crc32(b"<worksheet/>")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_every_part_is_whole_and_only_sheets_begin_with_a_list(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", method) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))
        new.writestr("xl/media/picture.png", b"\x89PNG" * 1000)
    with zipfile.ZipFile(out) as old, repacked_of(out.getvalue()) as new:
        assert new.testzip() is None
        assert {*old.namelist()} - {*new.namelist()} == {"xl/media/picture.png"}
        for name in new.namelist():
            assert new.read(name) == (NO_MERGES if name == SHEET else b"") + old.read(name)


def test_an_archive_that_tells_sizes_afterwards_is_packed_anew() -> None:
    class Unseekable(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise io.UnsupportedOperation

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

    out = Unseekable()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as parts:
        assert all(entry.flag_bits & 0x08 for entry in parts.infolist())
    with repacked_of(out.getvalue()) as made:
        assert made.testzip() is None
    assert list(open_workbook(out.getvalue()).sheet("表").merges) == [((3, 3), (5, 4))]


def test_parts_that_share_bytes_are_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as parts:
        for entry in parts.infolist():
            entry.compress_size = len(GOOD)
        with pytest.raises(WorkbookError):
            with_empty_merge_list(GOOD, parts, {SHEET})


LIST = '<mergeCells count="2"><mergeCell ref="A3:C4"/><mergeCell ref="AB10:AC1048576"/></mergeCells>'


@pytest.mark.parametrize(
    "xml",
    [
        sheet(""),
        sheet(LIST),
        sheet(LIST.replace("/>", " />")),
        sheet(LIST.replace("><", ">\n  <")),
        sheet(LIST.replace(' count="2"', "")),
        sheet('<mergeCells count="0"></mergeCells>'),
        sheet('<mergeCells count="0"/>'),
        sheet('<mergeCells><mergeCell ref="B2"/></mergeCells>'),
        sheet('<mergeCells><mergeCell ref="a3:c4"/></mergeCells>'),
        sheet("<mergeCells><mergeCell ref='A3:C4'/></mergeCells>"),
        sheet('<mergeCells><mergeCell ref="A3:C4"></mergeCell></mergeCells>'),
        sheet('<mergeCells xml:space="preserve"><mergeCell ref="A3:C4"/></mergeCells>'),
        sheet(f"<!-- {LIST} -->"),
        sheet(f"<!-- {LIST} -->" + LIST.replace("A3", "A5").replace("C4", "C8")),
        sheet(f"<?note {LIST}?>"),
        sheet(LIST, before=LIST.replace("C4", "C9")),
        sheet(LIST + LIST.replace("C4", "C9")),
        sheet(LIST, rows='<row r="3"><c r="A3" t="inlineStr"><is><t>mergeCells</t></is></c></row>'),
        sheet(LIST, rows='<row r="3"><c r="A3" t="inlineStr"><is><t><![CDATA[<mergeCells>]]></t></is></c></row>'),
        sheet(LIST, start=""),
        sheet(LIST, start="\ufeff"),
        sheet(LIST, start='<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n'),
        sheet(LIST, start='<?xml version="1.1" encoding="UTF-8"?>'),
        sheet(LIST, start='<?xml version="1.0"?>'),
        sheet(LIST, start="<!-- made by hand -->"),
        sheet(LIST.replace("<", "<x:").replace("<x:/", "</x:")).replace("<worksheet ", f'<worksheet xmlns:x="{MAIN}" '),
        sheet(LIST, rows="".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(3, 40_000))),
    ],
)
def test_merged_cells_and_cells_are_as_the_native_reader_finds_them(xml: str) -> None:
    data = of_xml(xml)
    native = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("表")
    for ahead in (None, lambda _: True):
        found = open_workbook(data, ahead=ahead).sheet("表")
        assert list(found.merges) == list(native.merged_cell_ranges or ())
        assert list(found.rows) == list(native.iter_rows())


@pytest.mark.parametrize("ref", ["A0:B2", "A1:", "A1:B2:C3", ":", "1:2", "A:B"])
def test_a_list_that_the_native_reader_refuses_is_refused(ref: str) -> None:
    data = of_xml(sheet(f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>'))
    with pytest.raises(WorkbookError):
        open_workbook(data).sheet("表")


FAKE = LIST.replace("C4", "C9")


@pytest.mark.parametrize(
    "xml",
    [
        sheet(f"<note words='{FAKE}'/>"),
        sheet(f"<note words='> {FAKE}'/>" + LIST),
        sheet(LIST, rows=f"<row r='3' words='{FAKE}'></row>"),
        sheet("</wrong>"),
        sheet("") + "rest",
        sheet(LIST + "<"),
        sheet(LIST + "&nothing;"),
        sheet("<" + LIST),
        sheet(LIST).replace(f'xmlns="{MAIN}"', f'xmlns="{FAKE}"'),
        sheet(LIST.replace("A3", "&#65;3")),
        sheet(LIST).replace("</sheetData>", "</sheetData ><!---->"),
        sheet(LIST).replace("</worksheet>", ""),
    ],
)
def test_xml_that_is_no_xml_is_read_or_refused_as_the_native_reader_does(xml: str) -> None:
    data = of_xml(xml)
    try:
        native = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("表")
    except Exception:  # noqa: BLE001 - whatever it raises
        with pytest.raises(WorkbookError):
            open_workbook(data).sheet("表")
        return
    found = open_workbook(data).sheet("表")
    assert list(found.merges) == list(native.merged_cell_ranges or ())
    assert list(found.rows) == list(native.iter_rows())


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_sheet_as_programs_write_it_is_not_read_twice(prefix: str) -> None:
    xml = sheet(LIST + '<pageMargins left="0.7"/>')
    if prefix:
        xml = re.sub("<(/?)(?=[a-zA-Z])", rf"<\1{prefix}", xml).replace("xmlns=", "xmlns:x=")
    found = open_workbook(of_xml(xml))
    assert found.as_it_is is None
    assert list(found.sheet("表").merges) == [((2, 0), (3, 2)), ((9, 27), (1048575, 28))]


@given(st.integers(0, 40), st.integers(60, 300))
def test_a_list_is_found_however_the_xml_is_cut(rows: int, size: int) -> None:
    xml = sheet(LIST, rows="".join(f'<row r="{at}"><c r="A{at}"/></row>' for at in range(3, 3 + rows))).encode()
    whole, cut = MergeListScanner(), MergeListScanner()
    whole.take(xml, xml, plain=True)
    before = b""
    for at in range(0, len(xml), size):
        chunk = xml[at : at + size]
        cut.take(chunk, before + chunk, plain=True)
        before = chunk[-64:]
    assert whole.ranges() == cut.ranges() == (((2, 0), (3, 2)), ((9, 27), (1048575, 28)))


def renamed(name: bytes) -> bytes:
    """Return a workbook with one more part, whose name is these bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))
        more = zipfile.ZipInfo(name.decode("latin-1").translate(dict.fromkeys(range(128, 256), "z")))
        new.writestr(more, b"<a/>")
    return out.getvalue().replace(more.filename.encode(), name)


def test_a_part_whose_name_breaks_off_is_refused_by_name() -> None:
    with pytest.raises(WorkbookError) as refused:
        open_workbook(renamed(b"\x80\x81.xml").replace(b"\x80\x81.xml", b"\x80\0.xml"))
    assert "breaks off" in refused.value.words.en


def test_a_part_whose_name_is_too_long_is_refused_by_name() -> None:
    with pytest.raises(WorkbookError) as refused:
        open_workbook(renamed(b"\x80" * 40_000 + b".xml"))
    assert "too long" in refused.value.words.en


def test_an_archive_that_begins_before_its_beginning_is_refused() -> None:
    end = GOOD.rindex(b"PK\5\6")
    (start,) = struct.unpack_from("<L", GOOD, end + 16)
    lying = GOOD[: end + 16] + struct.pack("<L", start + 10) + GOOD[end + 20 :]
    for ahead in (None, lambda _: True):
        with pytest.raises(WorkbookError):
            open_workbook(lying, ahead=ahead)


def test_a_number_of_parts_that_is_not_that_of_the_list_is_refused() -> None:
    end = GOOD.rindex(b"PK\5\6")
    lying = GOOD[: end + 10] + b"\x01\x00" + GOOD[end + 12 :]
    with pytest.raises(WorkbookError):
        open_workbook(lying)


def test_a_number_told_elsewhere_needs_the_place_where_it_is() -> None:
    end = GOOD.rindex(b"PK\5\6")
    with pytest.raises(WorkbookError):
        open_workbook(GOOD[: end + 8] + b"\xff\xff\xff\xff" + GOOD[end + 12 :])
