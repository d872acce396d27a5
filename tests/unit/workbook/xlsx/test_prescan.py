"""The first pass over a sheet's XML: what gives reason to look at each cell, however the XML is cut."""

from __future__ import annotations

import pytest

from assistcheck.workbook.xlsx.prescan import Prescan, PrescanFlags, WholeRows

EVERY = PrescanFlags(wide=True, doubtful=True, hidden=True, styled=True, unusual=True)


def prescan(chunks: list[bytes], styles: tuple[int, ...]) -> PrescanFlags:
    scan = Prescan(styles)
    for chunk in chunks:
        scan.take(chunk)
    return scan.signs


def signs(xml: str, styles: tuple[int, ...] = ()) -> PrescanFlags:
    whole = prescan([xml.encode()], styles)
    for size in (7, 50):  # each sign lies within the end of one piece and the next
        pieces = [xml.encode()[at : at + size] for at in range(0, len(xml.encode()), size)]
        if size == 50:
            assert prescan(pieces, styles) == whole
    return whole


def row(cell: str) -> str:
    return f'<sheetData><row r="1" spans="1:5">{cell}</row></sheetData>'


def test_a_plain_sheet_gives_no_sign() -> None:
    assert signs(row('<c r="Z9" s="12" t="s"><v>0</v></c>'), (1, 2)) == PrescanFlags()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="AU1"><v>1</v></c>', PrescanFlags()),
        ('<c r="AV1"><v>1</v></c>', PrescanFlags(wide=True)),
        ('<c r="BA1"><v>1</v></c>', PrescanFlags(wide=True)),
        ('<c r="AAA1"><v>1</v></c>', PrescanFlags(wide=True)),
        ('<c r="AU1049999"><v>1</v></c>', PrescanFlags()),
        ('<c r="A1050000"><v>1</v></c>', PrescanFlags(wide=True)),
        ('<c r="AA1050000"><v>1</v></c>', PrescanFlags(wide=True)),
        ('<c r="A1" t="e"><v>#N/A</v></c>', PrescanFlags(doubtful=True)),
        ('<c r="A1"><f>1+1</f></c>', PrescanFlags(doubtful=True)),
        ('<c r="A1"><f ca="1"/></c>', PrescanFlags(doubtful=True)),
        ('<c r="A1" s="2"><v>1</v></c>', PrescanFlags(styled=True)),
        ('</row><row r="2" hidden="1">', PrescanFlags(hidden=True)),
    ],
)
def test_each_sign_is_seen_alone(cell: str, expected: PrescanFlags) -> None:
    assert signs(row(cell), (1, 2)) == expected


@pytest.mark.parametrize(
    "cell",
    ["<c r='A1'/>", '<c r ="A1"/>', '<c r= "A1"/>', '<c r\t="A1"/>', '<c r\n="A1"/>', '<c r\r="A1"/>', '<c r=\n"A1"/>'],
)
def test_unusual_writing_counts_as_every_sign(cell: str) -> None:
    assert signs(row(cell)) == EVERY


def test_a_prefix_of_the_main_names_counts_as_every_sign() -> None:
    assert signs('<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>') == EVERY


@pytest.mark.parametrize("styles", [(0,), tuple(range(1, 30))])
def test_a_format_that_need_not_be_told_or_is_one_of_many_may_be_anywhere(styles: tuple[int, ...]) -> None:
    assert signs(row('<c r="A1"><v>1</v></c>'), styles) == PrescanFlags(styled=True)


@pytest.mark.parametrize("size", [1, 7, 100, 10_000])
def test_pieces_end_where_rows_do_and_lose_nothing(size: int) -> None:
    xml = b"<sheetData>" + b'<row r="1"><c r="A1"/></row>' * 40 + b"</sheetData>"
    rows = WholeRows()
    pieces = list(filter(None, [rows.take(xml[at : at + size]) for at in range(0, len(xml), size)]))
    assert b"".join(pieces) + rows.rest() == xml
    assert all(piece.endswith(b"</row>") for piece in pieces)
    if size >= 100:
        assert rows.rest() == b"</sheetData>"
