"""Containers that other programs read although they are written oddly, and those that stay refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from assistcheck.errors import WorkbookError
from assistcheck.workbook.limits import ReadOptions
from assistcheck.workbook.open import open_file
from builders.support import book

GOOD = book({"表": [["甲", 1]], "乙": [["丙"]]})
SHEET, BOOK, LINKS, ROOT = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"
DIMENSION = b'<dimension ref="A1:B1"/>'
READ = {"表": [["甲", 1.0]], "乙": [["丙"]]}
SECOND = '<sheet name="乙" sheetId="2" r:id="rId2"/>'.encode()


def written(part: str = "", old: bytes = b"", new: bytes = b"", rename: Callable[[str], str] = str) -> bytes:
    """Return the workbook with a piece of one part replaced, and its parts renamed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in parts.infolist():
            content = parts.read(entry)
            if entry.filename == part:
                assert old in content
                content = content.replace(old, new)
            named = zipfile.ZipInfo("x")
            named.filename = rename(entry.filename)
            made.writestr(named, content)
    return out.getvalue()


def content(data: bytes, *, ahead: bool = False) -> dict[str, list[list[object]]]:
    sheets = open_file(data, "a.xlsx", ReadOptions(), (lambda _: True) if ahead else None).sheets
    return {title: [list(row) for row in sheets.sheet(title).rows] for title in sheets.titles()}


@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize(
    "told",
    [
        "1:4",
        "A:B",
        "A1:",
        ":",
        "",
        "x",
        "1",
        "A",
        "A0:B0",
        "A1:B2:C3",
        "A1 B2",
        "A1,B2",
        "$A$1:$B$2",
        "表!A1:B2",
        "Z99:A1",
        "A1:B9999999999",
    ],
)
def test_a_dimension_says_nothing_however_it_is_written(told: str, ahead: bool) -> None:  # noqa: FBT001
    assert content(written(SHEET, DIMENSION, f'<dimension ref="{told}"/>'.encode()), ahead=ahead) == READ


@pytest.mark.parametrize("tag", [b"<dimension/>", b"<dimension></dimension>", b"<dimension ref='A1'/>", b""])
def test_a_dimension_need_not_be_told(tag: bytes) -> None:
    assert content(written(SHEET, DIMENSION, tag)) == READ


@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize(
    "target",
    [
        "../xl/worksheets/",
        "./worksheets/",
        "x/../worksheets/",
        "/xl/worksheets/",
        "worksheets\\",
        "\\xl\\worksheets\\",
        "/XL/Worksheets/",
        "%77orksheets/",
    ],
)
def test_a_target_may_take_detours_within_the_file(target: str, ahead: bool) -> None:  # noqa: FBT001
    data = written(LINKS, b'Target="worksheets/', f'Target="{target}'.encode())
    assert content(data, ahead=ahead) == READ


@pytest.mark.parametrize("target", ["./xl/workbook.xml", "/xl/workbook.xml", "xl\\workbook.xml"])
def test_the_workbook_may_be_told_with_detours(target: str) -> None:
    assert content(written(ROOT, b'Target="xl/workbook.xml"', f'Target="{target}"'.encode())) == READ


@pytest.mark.parametrize("rename", [lambda name: name.replace("/", "\\"), lambda name: f"/{name}", str.upper])
def test_part_names_may_have_backslashes_or_begin_at_the_root(rename: Callable[[str], str]) -> None:
    assert content(written(rename=rename)) == READ


@pytest.mark.parametrize("link", [' r:id=""', ""])
def test_a_very_hidden_sheet_without_a_part_is_passed_over(link: str) -> None:
    data = written(BOOK, SECOND, f'<sheet name="乙" sheetId="2" state="veryHidden"{link}/>'.encode())
    assert content(data) == {"表": READ["表"]}


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (BOOK, SECOND, re.sub(b"rId2", b"", SECOND)),
        (BOOK, SECOND, re.sub(b"rId2", b"rId77", SECOND)),
        (BOOK, SECOND, '<sheet name="乙" sheetId="2" state="hidden" r:id=""/>'.encode()),
        (BOOK, SECOND, '<sheet name="乙" sheetId="2" state="veryHidden" r:id="rId77"/>'.encode()),
        (BOOK, SECOND, '<sheet name="乙" sheetId="2" state="veryHidden"></sheet>'.encode()),
        (LINKS, b'Target="worksheets/sheet1', b'Target="../../../xl/worksheets/sheet1'),
        (LINKS, b'Target="worksheets/sheet1', b'Target="../worksheets/sheet1'),
        (LINKS, b'Target="worksheets/sheet1', b'Target="worksheets/sheet9'),
        (LINKS, b'Target="worksheets/sheet2', b'Target="./worksheets/sheet1'),
    ],
)
def test_a_sheet_that_leads_nowhere_or_outside_stays_refused(part: str, old: bytes, new: bytes) -> None:
    with pytest.raises(WorkbookError) as caught:
        content(written(part, old, new))
    assert caught.value.code == "unreadable-file"


def test_what_is_wrong_with_an_odd_container_is_found_all_the_same() -> None:
    data = written(SHEET, DIMENSION, b'<dimension ref="1:4"/>')
    at = data.index("甲".encode()) if "甲".encode() in data else data.index(b"sharedStrings.xml") + 25
    broken = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    with pytest.raises(WorkbookError) as caught:
        content(broken)
    assert caught.value.code == "unreadable-file"
