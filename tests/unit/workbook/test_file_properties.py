"""What a file says of itself: when it was saved, and that this program wrote it, whatever program saved it since."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistcheck.output_marker import OWN_MARK, with_mark
from assistcheck.workbook.detect import Kind
from assistcheck.workbook.file_properties import UNKNOWN, Properties, properties_of

FILES = Path(__file__).parents[2] / "files"
CORE = "docProps/core.xml"
MADE = "<dcterms:created>A</dcterms:created>"


def zipped(name: str, xml: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr(name, xml)
    return out.getvalue()


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2022-07-01T08:00:00Z", datetime(2022, 7, 1, 8, tzinfo=UTC)),
        ("2022-07-01T08:00:00", datetime(2022, 7, 1, 8, tzinfo=UTC)),
        ("2022-07-01T16:00:00+08:00", datetime(2022, 7, 1, 8, tzinfo=UTC)),
        ("2022-07-01T08:00:00.123456789", datetime(2022, 7, 1, 8, 0, 0, 123456, UTC)),
        ("2022-07-01", datetime(2022, 7, 1, tzinfo=UTC)),
        ("gestern", None),
        ("0001-01-01T00:00:00+08:00", None),
    ],
)
def test_the_time_of_saving_is_read_with_any_prefix_and_zone(written: str, moment: datetime | None) -> None:
    core = f'<cp:coreProperties><dcterms:modified xsi:type="dcterms:W3CDTF">{written}</dcterms:modified></cp:coreProperties>'
    assert properties_of("xlsx", zipped(CORE, core)) == Properties(moment)
    assert properties_of("xlsb", zipped(CORE, core.replace("dcterms:modified", "modified"))) == Properties(moment)
    meta = f"<office:meta><meta:creation-date>2020-01-01</meta:creation-date><dc:date>{written}</dc:date></office:meta>"
    assert properties_of("ods", zipped("meta.xml", meta)) == Properties(moment)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("xlsx", zipped("else.xml", "")),
        ("xlsx", zipped(CORE, b"\xff\xfe<")),
        ("xlsx", b"PK\x03\x04"),
        ("xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("text", "日期,组团".encode()),
    ],
)
def test_what_says_nothing_of_itself_has_no_properties(kind: Kind, data: bytes) -> None:
    assert properties_of(kind, data) == UNKNOWN


def test_a_binary_workbook_tells_when_it_was_saved() -> None:
    assert properties_of("xls", (FILES / "year.xls").read_bytes()).is_own is False


@pytest.mark.parametrize("words", [OWN_MARK, f"督办, {OWN_MARK}", f"{OWN_MARK} 其他"])
def test_the_mark_stands_among_any_keywords(words: str) -> None:
    assert properties_of("xlsx", zipped(CORE, f"<a><cp:keywords>{words}</cp:keywords></a>")).is_own
    assert properties_of(
        "ods", zipped("meta.xml", f"<a><meta:keyword>x</meta:keyword><meta:keyword>{words}</meta:keyword></a>")
    ).is_own
    assert not properties_of("xlsx", zipped(CORE, f"<a><dc:title>{words}</dc:title></a>")).is_own


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
@pytest.mark.parametrize("head", ["规则,事项,条款,约束", "Rule,Duty,Clause,Level"])
def test_a_report_in_text_is_told_by_its_header_as_excel_saves_it_too(head: str, encoding: str) -> None:
    assert properties_of("text", head.encode(encoding)).is_own


@pytest.mark.parametrize(("before", "after"), [(None, OWN_MARK), ("甲", f"甲, {OWN_MARK}"), (OWN_MARK, OWN_MARK)])
def test_keywords_of_others_stay(before: str | None, after: str) -> None:
    assert with_mark(before) == after


def compound(stream: bytes) -> bytes:
    """Return a compound file (OLE) whose one stream is SummaryInformation."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    stream = stream.ljust(4096, b"\0")
    sectors = len(stream) // sector
    table = [0xFFFFFFFD, end, *range(3, 2 + sectors), end]
    name = "\x05SummaryInformation".encode("utf-16-le") + b"\0\0"

    def entry(title: bytes, kind: int, child: int, start: int, size: int) -> bytes:
        head = title.ljust(64, b"\0") + struct.pack("<HBB", len(title), kind, 1)
        return head + struct.pack("<III", free, free, child) + b"\0" * 36 + struct.pack("<III", start, size, 0)

    root = entry("Root Entry".encode("utf-16-le") + b"\0\0", 5, 1, end, 0)
    folder = (root + entry(name, 2, free, 2, len(stream))).ljust(sector, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    head += struct.pack("<IIIIIIIII", 1, 1, 0, 4096, end, 0, end, 0, 0)
    head += struct.pack("<109I", *[free] * 108, free)[4:]
    fat = struct.pack(f"<{len(table)}I", *table).ljust(sector, b"\xff")
    return head[:512].ljust(512, b"\xff") + fat + folder + stream


def summary(values: dict[int, bytes]) -> bytes:
    """Return a set of properties."""
    at, index, body = 8 + 8 * len(values), b"", b""
    for number, value in values.items():
        index += struct.pack("<II", number, at + len(body))
        body += value
    section = struct.pack("<II", at + len(body), len(values)) + index + body
    return struct.pack("<HHI", 0xFFFE, 0, 2) + b"\0" * 16 + struct.pack("<I", 1) + b"\0" * 16 + struct.pack("<I", 48) + section


def test_a_compound_file_tells_when_it_was_saved_and_by_whom() -> None:
    ticks = int((datetime(2022, 7, 1, 8, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
    saved = struct.pack("<IQ", 0x40, ticks)
    words = OWN_MARK.encode() + b"\0"
    keywords = struct.pack("<II", 0x1E, len(words)) + words
    moment = datetime(2022, 7, 1, 8, tzinfo=UTC)
    assert properties_of("xls", compound(summary({13: saved, 5: keywords}))) == Properties(moment, is_own=True)
    assert properties_of("xls", compound(summary({13: struct.pack("<IQ", 0x40, 0)}))) == UNKNOWN
    assert properties_of("xls", compound(summary({}))) == UNKNOWN


@pytest.mark.parametrize(
    ("core", "untouched"),
    [
        (
            f"<dc:creator>assistcheck</dc:creator>{MADE}<dcterms:modified>A</dcterms:modified>",
            True,
        ),
        (
            f"<dc:creator>assistcheck</dc:creator>{MADE}<dcterms:modified>B</dcterms:modified>",
            False,
        ),
        ("<dc:creator>assistcheck</dc:creator><dcterms:modified>B</dcterms:modified>", False),
        (f"<dc:creator>Z</dc:creator><cp:keywords>{OWN_MARK}</cp:keywords><dcterms:created>A</dcterms:created>", True),
        (f"<dc:creator>Z</dc:creator>{MADE}<dcterms:modified>A</dcterms:modified>", False),
    ],
    ids=["as it was written", "saved since", "saved without the first day", "a marked copy", "of somebody else"],
)
def test_a_file_that_nobody_has_saved_since_it_was_written_is_known(core: str, untouched: bool) -> None:  # noqa: FBT001
    assert properties_of("xlsx", zipped(CORE, f"<cp:coreProperties>{core}</cp:coreProperties>")).is_as_written == untouched
