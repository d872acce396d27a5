"""Bombs: small files that ask for more memory or time than there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from robustness.hostile.archive import MEBIBYTE, Entry, archive, changed, entries, entry, flooded, noise
from robustness.hostile.case import READ, TOO_LARGE, Case, Expected, Read, made, refused
from robustness.hostile.workbooks import (
    BOOK,
    BOOK_RELATIONS,
    RELATIONS_PART,
    ROWS,
    SHARED,
    SHEET,
    STYLES,
    TITLE,
    TYPES,
    book_xml,
    packed,
    parts,
    relations,
    row,
    shared,
    sheet,
    styles,
    types,
    with_rows,
)

TEN_GIGABYTES, NINE_HUNDRED_MEGABYTES, SIXTY_MEGABYTES = 10_240 * MEBIBYTE, 900 * MEBIBYTE, 60 * MEBIBYTE
REFUSED_SOMEHOW = refused("too-large", "unreadable-file")
_ROW = b"<row><c><v>1</v></c></row>"


def _split(xml: bytes, mark: bytes) -> tuple[bytes, bytes]:
    """Return XML before and after the mark where the flood goes."""
    before, found, after = xml.partition(mark)
    assert found
    return before, after


PLACES: dict[str, tuple[str, bytes, tuple[bytes, bytes]]] = {
    "one_value": (SHEET, b"0", _split(sheet(ROWS + '<row r="5"><c r="F5"><v>@</v></c></row>'), b"@")),
    "rows": (SHEET, _ROW, _split(sheet(ROWS + "@"), b"@")),
    "white_space": (SHEET, b" ", _split(sheet(ROWS + "@"), b"@")),
    "one_shared_string": (SHARED, b"0", _split(shared("@"), b"@")),
    "shared_strings": (
        SHARED,
        b"<si><t>0</t></si>",
        _split(shared("@").replace(b'<si><t xml:space="preserve">@</t></si>', b"@"), b"@"),
    ),
    "styles": (STYLES, b'<xf numFmtId="0"/>', _split(styles(cells="@"), b"@")),
    "a_comment": (SHEET, b"-x", _split(sheet(ROWS, before="<!--@x-->"), b"@")),
    "the_index": (BOOK, b" ", _split(book_xml(TITLE).replace(b"</workbook>", b"@</workbook>"), b"@")),
    "the_relations": (BOOK_RELATIONS, b" ", _split(parts()[BOOK_RELATIONS].replace(b"</Rel", b"@</Rel"), b"@")),
    "a_picture": ("xl/media/image1.png", b"\0", (b"\x89PNG", b"")),
}


def flood(place: str, size: int) -> list[Entry]:
    """Return the entries of the workbook with one place in it flooded."""
    part, filling, (before, after) = PLACES[place]
    flooding = flooded(part, before, filling, after, size)
    content = entries(parts())
    return [*(flooding if one.name == flooding.name else one for one in content), *([] if part in parts() else [flooding])]


def _flood(place: str, size: int) -> Callable[[], bytes]:
    return lambda: archive(flood(place, size))


def _lying(**told: int) -> Callable[[], bytes]:
    """Return a bomb of rows that tells another size than it has."""
    return lambda: archive(changed(flood("rows", NINE_HUNDRED_MEGABYTES), SHEET, **told))


def _overlapping() -> bytes:
    """Return an archive of a thousand entries that all point to the bytes of one."""
    block = flooded("xl/media/0.png", b"", b"\0", b"", 16 * MEBIBYTE)
    twins = [replace(block, name=f"xl/media/{n}.png".encode(), same_place=True) for n in range(1, 1000)]
    return archive([*entries(parts()), block, *twins])


def _nested(depth: int, tag: str = "x") -> str:
    return f"<{tag}>" * depth + f"</{tag}>" * depth


def _many_sheets(count: int, parts_each: bool) -> bytes:  # noqa: FBT001
    titles = [TITLE, *(f"表{n}" for n in range(2, count + 1))]
    targets = [f"worksheets/sheet{n if parts_each else min(n, 2)}.xml" for n in range(1, count + 1)]
    files = {f"xl/{target}": sheet("") for target in targets[1:]}
    more = {**files, BOOK: book_xml(*titles), BOOK_RELATIONS: relations(*(("worksheet", target) for target in targets))}
    return packed({TYPES: types(SHEET, *files), **more})


def _corners(row_number: int, address: str) -> bytes:
    return with_rows(f'<row r="{row_number}"><c r="{address}"><v>1</v></c></row>')


def _million_styled() -> bytes:
    lines = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{letter}{n}" s="1"/>' for letter in "ABCDEFGHIJ") + "</row>"
        for n in range(5, 100_005)
    )
    return with_rows(lines)


def _merges(*ranges: str) -> str:
    return f'<mergeCells count="{len(ranges)}">{"".join(f"""<mergeCell ref="{one}"/>""" for one in ranges)}</mergeCells>'


def _tall_merges() -> bytes:
    """Return ten thousand merges, each over half the rows of the grid, all of one cell with an error in it."""
    rows = ROWS + '<row r="5"><c r="F5" t="e"><v>#REF!</v></c></row>'
    return packed(xml=sheet(rows, after=_merges(*(f"F5:F{1_048_576 - n}" for n in range(10_000)))))


def _far_value() -> bytes:
    return with_rows(row(1_048_576, "2022-06-08", "甲街道", "青禾镇", "东村", "资金", 1000, "企业", "凭末"))


ENDLESS = {
    "cells": ('<row r="5"><c r="A5" t="e"/>', '<c r="A5" s="{}">'),
    "rows": ('<f/><x hidden="1"/>', "<row hidden={}"),
    "values": ('<row r="5"><c r="A5" t="e"><f/>', "<v {}"),
    "name_spaces": ("<f/>", '<x xmlns:a{}="'),
    "comments": ("<f/>", "<!--{}"),
    "character_data": ("<f/>", "<![CDATA[{}"),
    "addresses": ("<f/>", '<c r="A{}'),
}
"""What each of our own searches might look for the end of, over and over."""


def _endless(head: str, text: str) -> bytes:
    letters = noise(1_200_000)
    return packed(xml=sheet(ROWS + head + "".join(text.format(letters[at : at + 12]) for at in range(0, len(letters), 12))))


UNDER_A_MERGE = Read(None, (("read", 3), ("rejected", 3)), (("bad-date", "A2"),))
"""The first cell of a merge repeats its value down the range, so that the dates are told as wrong."""
FAR = Read("76000.50", (("read", 1_048_575), ("counted", 4), ("skipped", 1_048_571)))
_FLOODS = [made(f"ten_gigabytes_in_{place}", _flood(place, TEN_GIGABYTES), TOO_LARGE) for place in PLACES] + [
    made(f"nine_hundred_megabytes_in_{place}", _flood(place, NINE_HUNDRED_MEGABYTES), REFUSED_SOMEHOW) for place in PLACES
]


def _bomb(name: str, make: Callable[[], bytes], *expected: Expected) -> Case:
    return made(name, make, *(expected or (REFUSED_SOMEHOW,)))


CASES = (
    *_FLOODS,
    _bomb("a_size_that_is_told_too_small", _lying(size=1000)),
    _bomb("a_size_that_is_told_as_nothing", _lying(size=0)),
    _bomb("a_size_that_is_told_too_small_in_front_of_the_bytes_alone", _lying(local_size=1000)),
    _bomb("a_size_that_is_told_as_eight_exabytes", _lying(size=2**63 - 1)),
    _bomb("a_size_that_is_told_as_more_than_there_can_be", _lying(size=2**64 - 1)),
    _bomb("a_thousand_entries_that_share_their_bytes", _overlapping),
    _bomb("fifty_thousand_entries", lambda: packed({f"xl/media/{n}.png": b"" for n in range(50_000)}), TOO_LARGE),
    _bomb("more_entries_than_are_told", lambda: archive(entries(parts()), told_entries=2)),
    _bomb("fewer_entries_than_are_told", lambda: archive(entries(parts()), told_entries=60_000)),
    _bomb("ten_thousand_sheets", lambda: _many_sheets(10_000, parts_each=True), TOO_LARGE),
    _bomb("ten_thousand_sheets_that_share_a_part", lambda: _many_sheets(10_000, parts_each=False)),
    _bomb("two_cells_seventeen_billion_apart", lambda: _corners(1_048_576, "XFD1048576"), TOO_LARGE),
    _bomb(
        "two_cells_in_the_corners_of_one_row",
        lambda: _corners(5, "XFD5"),
        Read(rows=(("read", 4), ("counted", 3), ("skipped", 1))),
    ),
    _bomb("a_gift_in_the_last_row_of_the_grid", _far_value, FAR),
    _bomb("a_cell_beyond_the_last_row_of_the_grid", lambda: _corners(4_000_000_000, "A4000000000")),
    _bomb("a_cell_beyond_the_last_column_of_the_grid", lambda: _corners(5, "ZZZZ5")),
    _bomb(
        "nearly_fifty_million_cells_apart",
        lambda: _corners(1_000_000, "AV1000000"),
    ),
    _bomb("four_billion_shared_strings_told", lambda: packed({SHARED: shared("备用", count=2**32 - 1)})),
    _bomb(
        "a_number_of_shared_strings_beyond_any", lambda: packed({SHARED: shared("备用", count=2**70)}), READ, REFUSED_SOMEHOW
    ),
    _bomb("a_million_styled_empty_cells", _million_styled, READ),
    _bomb("a_million_empty_rows", lambda: with_rows("".join(f'<row r="{n}"/>' for n in range(5, 1_000_005))), READ),
    _bomb("a_merge_over_the_whole_grid", lambda: packed(xml=sheet(after=_merges("A1:XFD1048576"))), UNDER_A_MERGE),
    _bomb("ten_thousand_merges_of_one_error", _tall_merges),
    _bomb("a_merge_that_runs_backwards", lambda: packed(xml=sheet(after=_merges("H4:A1"))), READ, REFUSED_SOMEHOW),
    _bomb("nested_elements_in_the_sheet", lambda: packed(xml=sheet(ROWS, after=_nested(200_000))), READ, REFUSED_SOMEHOW),
    _bomb(
        "nested_elements_in_the_shared_strings",
        lambda: packed({SHARED: shared("@").replace(b"@", _nested(200_000).encode())}),
        READ,
        REFUSED_SOMEHOW,
    ),
    _bomb("nested_elements_in_the_styles", lambda: packed({STYLES: styles(_nested(200_000))}), READ, REFUSED_SOMEHOW),
    _bomb(
        "nested_elements_in_the_index",
        lambda: packed({BOOK: book_xml(TITLE).replace(b"<sheets>", _nested(200_000).encode() + b"<sheets>")}),
        READ,
        REFUSED_SOMEHOW,
    ),
    _bomb(
        "nested_elements_in_the_relations",
        lambda: packed({RELATIONS_PART: relations(("officeDocument", BOOK), more=_nested(200_000))}),
        READ,
        REFUSED_SOMEHOW,
    ),
    *(
        _bomb(f"many_{name}_that_never_end", lambda head=head, text=text: _endless(head, text))
        for name, (head, text) in ENDLESS.items()
    ),  # type: ignore[misc]
    _bomb(
        "a_million_cell_formats",
        lambda: packed({STYLES: styles(cells='<xf numFmtId="9"/>' * 1_000_000)}),
        READ,
        REFUSED_SOMEHOW,
    ),
    _bomb(
        "a_hundred_thousand_relations",
        lambda: packed({BOOK_RELATIONS: relations(*([("worksheet", "worksheets/sheet1.xml")] * 100_000))}),
        READ,
        REFUSED_SOMEHOW,
    ),
    _bomb(
        "a_text_of_ten_million_letters",
        lambda: with_rows(row(5, "2022-06-08", "甲街道", "青禾镇", "长" * 10_000_000, "资金", 1, "企业", "凭")),
        Read(rows=(("read", 4), ("counted", 3), ("rejected", 1)), problems=(("unknown-name", "D5"),)),
        REFUSED_SOMEHOW,
    ),
    _bomb("a_number_of_ten_million_digits", lambda: with_rows(f'<row r="5"><c r="F5"><v>{"9" * 10_000_000}</v></c></row>')),
    _bomb("sixty_megabytes_of_spaces_between_rows", _flood("white_space", SIXTY_MEGABYTES), READ, REFUSED_SOMEHOW),
    _bomb(
        "a_container_within_a_container",
        lambda: archive([entry("inner.xlsx", packed(), method=0)]),
        refused("unsupported-file"),
    ),
)
