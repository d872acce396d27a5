"""The guards: each limit at its boundary, what is refused whatever the limits, and the one table that documents them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistcheck.errors import UsageError, WorkbookError
from assistcheck.workbook.limits import MIB, SETTINGS, Limits, ReadOptions, parse_limits
from assistcheck.workbook.open import open_file
from assistcheck.workbook.xlsx import reader
from assistcheck.workbook.xlsx.reader import open_workbook
from builders.binary_books import Xlsb, XlsbSheet, xlsb
from builders.support import book, patched, sheet_xml

GOOD = book({"表": [["甲", 1], ["乙", 2]]})
PAGE = Path(__file__).parents[3] / "docs" / "guards.md"


def refusal(data: bytes, *limits: str, path: str = "a.xlsx") -> WorkbookError | None:
    """Return why a file is refused on opening or reading it; ``None``: it is read."""
    try:
        file = open_file(data, path, ReadOptions(parse_limits(limits)))
        for title in file.sheets.titles():
            for _ in file.sheets.sheet(title).rows:
                pass
    except WorkbookError as error:
        return error
    return None


def outcome(data: bytes, *limits: str, path: str = "a.xlsx") -> str:
    """Return the code with which a file is refused, or ``read``."""
    error = refusal(data, *limits, path=path)
    return error.code if error else "read"


def refusing(error: WorkbookError) -> str:
    """Return the setting that a refusal tells to change, the same in both languages; its code where it tells none."""
    zh, en = (re.search(r"--limit ([a-z-]+)=", words) for words in (error.words.zh, error.words.en))
    assert (zh and zh[1]) == (en and en[1])
    return zh[1] if zh else error.code


def guard(data: bytes, *limits: str, path: str = "a.xlsx") -> str:
    """Return the limit that refuses a file, as its words tell, or ``read``."""
    error = refusal(data, *limits, path=path)
    return refusing(error) if error else "read"


def with_part(data: bytes, name: str, content: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", packing) as parts:
        parts.writestr(name, content)
    return out.getvalue()


# --- the table ------------------------------------------------------------------------------------


def test_the_page_documents_every_limit_as_it_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for setting in SETTINGS:
        unit = setting.unit.zh if setting.unit.zh == setting.unit.en else f"{setting.unit.zh} {setting.unit.en}"
        row = f"| `{setting.name}` | {setting.default:,} | {unit} | {setting.meaning.zh} | {setting.meaning.en} |"
        assert row in page
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert len(rows) == len(SETTINGS) == 12


def test_a_limit_is_set_by_its_name() -> None:
    assert parse_limits(["rows=5", "file-size=7", "rows=6"]) == Limits(rows=6, file_size=7)
    assert parse_limits([]) == Limits()


@pytest.mark.parametrize("text", ["rows", "rows=", "rows=0", "rows=-1", "rows=1.5", "rows=1_0", "rows=１", "rows=9" + "0" * 30])
def test_a_value_that_is_no_whole_number_is_wrong_usage(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_limits([text])
    assert "rows" in caught.value.words.zh


@pytest.mark.parametrize("text", ["row=5", "=5", "", "file_size=5", "Rows=5"])
def test_an_unknown_name_lists_those_there_are(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_limits([text])
    assert all(setting.name in caught.value.words.zh and setting.name in caught.value.words.en for setting in SETTINGS)


def test_a_refusal_says_which_limit_and_how_to_change_it() -> None:
    error = Limits().limit_error("area")
    assert error.code == "too-large"
    assert "50,000,000 格" in error.words.zh
    assert "--limit area=" in error.words.en


# --- each limit at its boundary -------------------------------------------------------------------


def tall(row: int, cell: str = "A") -> bytes:
    return sheet_xml(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{cell}{row}"><v>1</v></c></row>')


CASES: dict[str, Callable[[], bytes]] = {
    "parts": lambda: GOOD,
    "sheets": lambda: book({"甲": [["a"]], "乙": [["b"]]}),
    "rows": lambda: tall(100),
    "area": lambda: tall(100, "C"),
    "cells": lambda: sheet_xml("".join(f'<row r="{n}"><c r="A{n}"/><c r="B{n}"><v>1</v></c></row>' for n in range(1, 51))),
    "depth": lambda: GOOD,
}
MOST = {
    "parts": len(zipfile.ZipFile(io.BytesIO(GOOD)).namelist()),
    "sheets": 2,
    "rows": 100,
    "area": 300,
    "cells": 100,
    "depth": 4,
}


@pytest.mark.parametrize("name", CASES)
def test_a_workbook_is_read_up_to_the_limit_and_refused_beyond(name: str) -> None:
    data = CASES[name]()
    assert guard(data, f"{name}={MOST[name]}") == "read"
    assert guard(data, f"{name}={MOST[name] - 1}") == name


@pytest.mark.parametrize(("extra", "expected"), [(0, "read"), (1, "unpacked-size")])
def test_all_parts_unpacked_keep_the_limit(extra: int, expected: str) -> None:
    taken = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(GOOD)).infolist())
    data = with_part(GOOD, "xl/media/a.bin", bytes(MIB - taken + extra), zipfile.ZIP_STORED)
    assert guard(data, "unpacked-size=1") == expected


@pytest.mark.parametrize(
    ("size", "expected"),
    [(100 * 1024, "read"), (100 * 1024 + 1, "inflation")],
)
def test_a_part_may_be_packed_tightly_up_to_a_size(size: int, expected: str) -> None:
    assert guard(with_part(GOOD, "xl/media/a.bin", bytes(size)), "inflation=200") == expected


def test_a_part_packed_as_tightly_as_allowed_is_read() -> None:
    data = with_part(GOOD, "xl/media/a.bin", bytes(2**20))
    packed = zipfile.ZipFile(io.BytesIO(data)).getinfo("xl/media/a.bin").compress_size
    most = -(-(2**20) // packed)
    assert guard(data, f"inflation={most}") == "read"
    assert guard(data, f"inflation={most - 1}") == "inflation"


@pytest.mark.parametrize(("length", "expected"), [(1024, "read"), (1025, "text")])
@pytest.mark.parametrize("place", ["shared", "inline"])
def test_one_text_keeps_the_limit(length: int, expected: str, place: str) -> None:
    text = "a" * length
    if place == "shared":
        shared = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>'
        data = patched(book({"表": [["甲"]]}), "xl/sharedStrings.xml", lambda _: shared.encode())
    else:
        data = sheet_xml(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')
    assert guard(data, "text=1") == expected


def test_a_text_longer_than_a_piece_keeps_the_default_limit() -> None:
    def made(length: int) -> bytes:
        line = "甲乙丙丁" * 50_000
        text = "".join(f"{n}{line}" for n in range(length))
        return sheet_xml(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')

    assert outcome(made(1), "inflation=1000000") == "read"
    assert outcome(made(6), "inflation=1000000") == "too-large"
    assert outcome(made(6), "inflation=1000000", "text=5000") == "read"


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="9999999"><c r="Z9999999"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="99999999"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="z9999999"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="zzzz1048576"><v>1</v></c></row>',
    ],
)
def test_far_corners_are_refused_before_the_reader_makes_room(cells: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "CalamineWorkbook", None)
    with pytest.raises(WorkbookError) as caught:
        open_workbook(sheet_xml(cells))
    assert caught.value.code == "too-large"


def test_the_last_row_of_a_grid_is_read_and_the_next_is_not() -> None:
    assert guard(tall(1_048_576)) == "read"
    assert guard(tall(1_048_577)) == "rows"


@pytest.mark.parametrize(
    ("name", "most"),
    [("rows", 9), ("area", 27), ("cells", 3), ("sheets", 2)],
)
def test_an_xlsb_keeps_the_limits(name: str, most: int) -> None:
    page = XlsbSheet({(0, 0): (1.0, 0), (8, 1): (2.0, 0), (8, 2): ("x", 0)})
    pages = {"甲": page, "乙": page} if name == "sheets" else {"表": page}
    assert guard(xlsb(Xlsb(pages)), f"{name}={most}", path="a.xlsb") == "read"
    assert guard(xlsb(Xlsb(pages)), f"{name}={most - 1}", path="a.xlsb") == name


def test_far_corners_of_an_xlsb_are_refused_before_the_reader_makes_room() -> None:
    data = xlsb(Xlsb({"表": XlsbSheet({(0, 0): (1.0, 0), (1_048_575, 16_383): (2.0, 0)})}))
    assert outcome(data, path="a.xlsb") == "too-large"


# --- refused whatever the limits ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "XL/Worksheets/SHEET1.XML"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(name: str) -> None:
    assert outcome(with_part(GOOD, name, b"<x/>")) == "unreadable-file"


@pytest.mark.parametrize("name", ["../evil.xml", "xl/../../evil.xml", "xl\\..\\evil.xml", ".."])
def test_a_part_that_leads_outside_the_file_is_refused(name: str) -> None:
    assert outcome(with_part(GOOD, name, b"<x/>")) == "unreadable-file"


def test_a_name_with_two_dots_inside_is_a_name() -> None:
    assert outcome(with_part(GOOD, "xl/media/a..b.bin", b"<x/>")) == "read"


def test_a_part_that_lies_about_its_size_is_a_checksum_that_does_not_fit() -> None:
    data = bytearray(with_part(GOOD, "xl/media/a.bin", bytes(300_000), zipfile.ZIP_DEFLATED))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x05\x06"))
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    assert outcome(bytes(data)) == "unreadable-file"


def test_an_external_link_is_never_followed() -> None:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    assert outcome(with_part(GOOD, "xl/externalLinks/externalLink1.xml", link)) == "read"
