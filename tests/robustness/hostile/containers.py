"""Attacks through the container: entries that lie, files that are cut or changed, two archives in one."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import replace

from robustness.hostile.archive import STORED, Entry, archive, changed, entries, entry
from robustness.hostile.case import ENCRYPTED, FOUR, READ, UNREADABLE, UNSUPPORTED, Case, Read, made, refused
from robustness.hostile.workbooks import (
    BOOK,
    BOOK_RELATIONS,
    GIFTS,
    HEADER,
    ROWS,
    SHARED,
    SHEET,
    TITLE,
    book_xml,
    gift,
    packed,
    parts,
    relations,
    row,
    sheet,
    text,
)

OTHER = sheet(row(1, *HEADER) + row(2, *GIFTS[0]))
"""A sheet that says something else: one gift instead of three."""
END = b"PK\x05\x06"


def _plain(xml: bytes | None = None, method: int = STORED) -> list[Entry]:
    return entries(parts(xml=xml), method)


def cut(share: float) -> bytes:
    """Return the first ``share`` of the workbook's bytes."""
    data = packed()
    return data[: int(len(data) * share)]


def zeroed(start: float, length: int) -> bytes:
    """Return the workbook with ``length`` bytes from ``start``, a share of it, zeroed."""
    data = bytearray(archive(_plain()))
    at = int(len(data) * start)
    data[at : at + length] = b"\0" * len(data[at : at + length])
    return bytes(data)


def flipped(part: str, merged: bool = False) -> bytes:  # noqa: FBT001, FBT002
    """Return the workbook with a digit of one part's stored bytes changed, and its checksum left."""
    after = '<mergeCells count="1"><mergeCell ref="J1:J3"/></mergeCells>' if merged else ""
    data = archive(_plain(sheet(after=after)))
    at = data.index(b"40000" if part == SHEET else parts()[part][-30:])
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _in_directory(offset: int, value: bytes) -> bytes:
    """Return the workbook with bytes of its first directory record changed."""
    data = bytearray(packed())
    at = data.index(b"PK\x01\x02")
    data[at + offset : at + offset + len(value)] = value
    return bytes(data)


def _at_end(offset: int, value: bytes) -> bytes:
    data = bytearray(packed())
    at = data.rindex(END)
    data[at + offset : at + offset + len(value)] = value
    return bytes(data)


def _twice(name: str, second: str, xml: bytes = OTHER) -> Callable[[], bytes]:
    """Return the workbook with a further entry ``second`` that says something else."""
    return lambda: archive([*_plain(), entry(second, xml)] if name else [entry(second, xml), *_plain()])


def _hidden_directory() -> bytes:
    """Return an archive that ends in a comment which looks like the end of another."""
    first, second = packed(xml=OTHER), packed()
    end = second[second.rindex(END) :]
    at = first.rindex(END)
    return first[:at] + first[at : at + 20] + struct.pack("<H", len(end)) + end


def _two_archives(first: bytes, second: bytes) -> bytes:
    return first + second


def _method(number: int) -> Callable[[], bytes]:
    return lambda: archive(changed(_plain(), SHEET, method=number))


def _named(name: bytes, content: bytes = b"evil") -> Callable[[], bytes]:
    return lambda: archive([*_plain(), replace(entry("x", content), name=name)])


def _sheets(first: str, second: str) -> bytes:
    return packed(
        {
            BOOK: book_xml(first, second),
            BOOK_RELATIONS: relations(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")),
            "xl/worksheets/sheet2.xml": OTHER,
        }
    )


def _linked_twice() -> bytes:
    """Return two titles over one part."""
    links = relations(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet1.xml"))
    return packed({BOOK: book_xml(TITLE, "媒体报道"), BOOK_RELATIONS: links})


def _doubled(second: str) -> bytes:
    return packed(xml=sheet(ROWS + gift(5, F=f'<c r="F5"><v>1000</v></c>{second}')))


TRAVERSALS = {
    "a_path_upwards": b"../../../../../../tmp/evil",
    "a_path_from_the_root": b"/etc/cron.d/evil",
    "a_drive": b"C:\\windows\\evil.dll",
    "backslashes": b"..\\..\\evil",
    "a_null_byte": b"xl/evil\0.xml",
    "no_name": b"",
    "escapes": b"xl/\x1b[2J\x07.xml",
    "bytes_that_are_no_text": b"xl/\xff\xfe\x80.xml",
    "a_device": b"/dev/stdout",
    "sixty_thousand_letters": b"a" * 60_000,
}
_REJECTED = refused("unreadable-file", "too-large")
_ONE_SHEET = Read(rows=(("read", 3), ("counted", 3)), problems=(("unknown-sheet", ""),))
_DUPLICATE = Read("75000.50", (("read", 4), ("counted", 3), ("duplicate", 1)), (("duplicate-row", "A2"),))

CASES: tuple[Case, ...] = (
    *(
        made(f"cut_to_{int(share * 1000)}_thousandths", lambda share=share: cut(share), UNREADABLE)
        for share in (0.01, 0.1, 0.5, 0.9, 0.99)
    ),  # type: ignore[misc]
    made("cut_by_one_byte", lambda: packed()[:-1], UNREADABLE),
    made("an_empty_file", lambda: b"", UNSUPPORTED, UNREADABLE),
    made("one_byte", lambda: b"P", UNSUPPORTED, UNREADABLE),
    made("two_letters", lambda: b"PK", UNSUPPORTED, UNREADABLE),
    made("all_zeros", lambda: b"\0" * 65_536, UNSUPPORTED, UNREADABLE),
    made("zeroed_at_the_start", lambda: zeroed(0, 4), UNSUPPORTED, UNREADABLE),
    made("zeroed_in_the_middle", lambda: zeroed(0.5, 200), UNREADABLE),
    made("zeroed_at_the_end", lambda: zeroed(0.8, 100_000), UNREADABLE),
    made("a_flipped_bit_in_the_sheet", lambda: flipped(SHEET), UNREADABLE),
    made("a_flipped_bit_in_a_sheet_with_merged_cells", lambda: flipped(SHEET, merged=True), UNREADABLE),
    made("a_flipped_bit_in_the_shared_strings", lambda: flipped(SHARED), UNREADABLE),
    made("a_flipped_bit_in_the_index", lambda: flipped(BOOK), UNREADABLE),
    made("a_wrong_checksum", lambda: _in_directory(16, b"\1\2\3\4"), UNREADABLE),
    made("a_directory_that_points_beyond_the_file", lambda: _in_directory(42, b"\xff\xff\xff\x7f"), UNREADABLE),
    made("a_directory_that_points_into_the_middle", lambda: _in_directory(42, b"\x07\0\0\0"), UNREADABLE),
    made("a_directory_that_begins_elsewhere", lambda: _at_end(16, b"\x10\0\0\0"), UNREADABLE),
    made("a_directory_of_no_size", lambda: _at_end(12, b"\0\0\0\0"), UNREADABLE, UNSUPPORTED),
    made("an_archive_of_many_disks", lambda: _at_end(4, b"\1\0\1\0"), READ, UNREADABLE),
    made("an_archive_without_entries", lambda: archive([]), UNSUPPORTED, UNREADABLE),
    made("encrypted_entries", lambda: archive([replace(one, flags=1) for one in _plain()]), ENCRYPTED),
    made("one_encrypted_entry", lambda: archive(changed(_plain(), SHEET, flags=1)), ENCRYPTED),
    made("a_strongly_encrypted_entry", lambda: archive(changed(_plain(), SHEET, flags=0x41)), ENCRYPTED),
    made("an_encrypted_directory", lambda: archive(changed(_plain(), SHEET, flags=0x2000)), UNREADABLE, ENCRYPTED, READ),
    *(made(f"a_sheet_packed_by_method_{n}", _method(n), UNREADABLE) for n in (1, 6, 9, 12, 14, 93, 95, 99, 65535)),
    made("deflated_bytes_that_are_none", lambda: archive(changed(_plain(), SHEET, method=8)), UNREADABLE),
    made("patched_data", lambda: archive(changed(_plain(), SHEET, flags=0x20)), UNREADABLE, READ),
    made(
        "another_name_in_front_of_the_bytes",
        lambda: archive(changed(_plain(), SHEET, local_name=b"xl/worksheets/sheet2.xml")),
        UNREADABLE,
    ),
    made(
        "names_that_differ_in_case_between_both_headers",
        lambda: archive(changed(_plain(), SHEET, local_name=SHEET.upper().encode())),
        UNREADABLE,
    ),
    made("a_sheet_twice", _twice("x", SHEET), UNREADABLE),
    made("a_sheet_twice_the_other_way_round", _twice("", SHEET), UNREADABLE),
    made("a_sheet_twice_in_other_letters", _twice("x", "xl/worksheets/SHEET1.XML"), UNREADABLE),
    made("a_sheet_twice_in_other_letters_the_other_way_round", _twice("", "XL/worksheets/sheet1.xml"), UNREADABLE),
    made("a_sheet_twice_with_backslashes", _twice("x", "xl\\worksheets\\sheet1.xml"), UNREADABLE, READ),
    made("a_sheet_twice_from_the_root", _twice("x", "/xl/worksheets/sheet1.xml"), UNREADABLE, READ),
    made("the_index_twice", _twice("x", BOOK, book_xml("媒体报道")), UNREADABLE),
    made("the_shared_strings_twice", _twice("x", SHARED, parts()[SHARED].replace("备用".encode(), b"x")), UNREADABLE),
    made("two_archives_one_after_the_other", lambda: _two_archives(packed(xml=OTHER), packed()), UNREADABLE, UNSUPPORTED),
    made("two_archives_the_other_way_round", lambda: _two_archives(packed(), packed(xml=OTHER)), UNREADABLE, UNSUPPORTED),
    made("a_comment_that_looks_like_another_end", _hidden_directory, UNREADABLE),
    made("a_comment", lambda: archive(_plain(), comment=b"made by hand"), READ),
    made("junk_before", lambda: b"junk" * 100 + packed(), UNSUPPORTED, UNREADABLE),
    made("an_archive_header_as_junk_before", lambda: b"PK\3\4" + b"junk" * 100 + packed(), UNREADABLE),
    made("junk_after", lambda: packed() + b"junk" * 100, READ, UNREADABLE),
    made("zeros_after", lambda: packed() + b"\0" * 4096, READ, UNREADABLE),
    made("much_junk_after", lambda: packed() + b"junk" * 50_000, UNREADABLE),
    *(made(f"an_entry_named_by_{name}", _named(path), READ, _REJECTED) for name, path in TRAVERSALS.items()),
    made(
        "an_entry_that_is_a_link",
        lambda: archive([*_plain(), replace(entry("xl/link.xml", b"/etc/passwd", STORED), attributes=0xA1FF0000)]),
        READ,
        _REJECTED,
    ),
    made("a_sheet_that_is_a_folder", lambda: archive(changed(_plain(), SHEET, name=(SHEET + "/").encode())), UNREADABLE),
    made("two_sheets_of_one_name", lambda: _sheets(TITLE, TITLE), UNREADABLE),
    made("two_sheets_whose_names_differ_in_a_space", lambda: _sheets(TITLE, TITLE + " "), _DUPLICATE, UNREADABLE),
    made("two_sheets_whose_names_differ_in_case", lambda: _sheets("donations", "DONATIONS"), _DUPLICATE, UNREADABLE),
    made("two_sheets_of_one_part", _linked_twice, UNREADABLE),
    made("one_cell_twice", lambda: _doubled('<c r="F5"><v>2</v></c>'), UNREADABLE),
    made("one_cell_twice_the_second_an_error", lambda: _doubled('<c r="F5" t="e"><v>#REF!</v></c>'), UNREADABLE),
    made("one_cell_twice_the_second_empty", lambda: _doubled('<c r="F5"/>'), UNREADABLE, FOUR),
    made("one_row_twice", lambda: packed(xml=sheet(ROWS + gift(5) + gift(5, F='<c r="F5"><v>2</v></c>'))), UNREADABLE),
    made(
        "rows_in_another_order",
        lambda: packed(xml=sheet(ROWS + gift(6) + gift(5))),
        UNREADABLE,
        Read("77000.50", (("read", 5), ("counted", 5))),
    ),
    made(
        "cells_in_another_order",
        lambda: packed(
            xml=sheet(
                ROWS
                + gift(
                    5, A="", B=f'<c r="B5" t="inlineStr">{text("甲街道")}</c><c r="A5" t="inlineStr">{text("2022-06-08")}</c>'
                )
            )
        ),
        UNREADABLE,
        FOUR,
    ),
    made("a_cell_of_another_row", lambda: packed(xml=sheet(ROWS + gift(5, F='<c r="F2"><v>1000</v></c>'))), UNREADABLE),
)
