"""What the parts of an .xlsx tell that the native reader does not; each of them is read against its checksum."""

from __future__ import annotations

import codecs
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from posixpath import basename, dirname
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.location import Range
from assistcheck.workbook.archive import A_DOCTYPE, DOCTYPES, ArchiveGuard, corrupt_file
from assistcheck.workbook.limits import KIB, MIB, Limits, place_in_sheet
from assistcheck.workbook.xlsx.ambiguity import broken_values, find_ambiguity, texts_in_pieces
from assistcheck.workbook.xlsx.merge_list import MergeListScanner
from assistcheck.workbook.xlsx.package import ContainerIndex, UnplainError, part_names
from assistcheck.workbook.xlsx.prescan import FirstPass, WholeRows, without_comments

if TYPE_CHECKING:
    from assistcheck.workbook.xlsx.cell_issues import CellIssue
    from assistcheck.workbook.xlsx.close_look import CloseLook

_NARROW = 47 * 1_048_576
"""A sheet without a column beyond AU has no more cells than this between its corners."""
_LAST_COLUMN = 16_384
_LEAST_CELL = 4
"""The bytes of the shortest cell in XML."""
_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL)
_SHEETS = frozenset({b"worksheet", b"chartsheet", b"dialogsheet", b"macrosheet"})
_STRINGS = re.compile(rb"<(?:\w+:)?sst\b")
_TOLD_STRINGS = re.compile(rb"""<(?:\w+:)?sst\b[^<>]*\buniqueCount\s*=\s*["']([0-9]+)""")
_MOST_STRINGS = 50_000_000  # the fast reader makes room for as many as are told
_SMALL_SHEET = MIB
"""Bytes of XML up to which every cell of a sheet is checked for standing there once."""
_DIMENSION = re.compile(rb"""dimension\s[^<>]*?\bref\s*=\s*["'][A-Za-z]+[1-9][0-9]*(?::[A-Za-z]+[1-9][0-9]*)?["']""")
"""Corners as the native reader understands them; at any other it gives up."""
_OVERLAP = 64
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class SheetScan(NamedTuple):
    """What the sheet's own XML tells that the reader does not."""

    doubts: dict[tuple[int, int], CellIssue]
    """Error values and uncalculated formulas, by one-based (row, column)."""
    percents: AbstractSet[tuple[int, int]]
    """Cells formatted as percentages: what shows 9.5% is stored as 0.095."""
    hidden_rows: int
    units: Mapping[tuple[int, int], int] = MappingProxyType({})
    """Cells that show a unit or fewer digits: how many 元 a stored 1 is by what they show; 0: another under any header."""
    merges: tuple[Range, ...] | None = ()
    """Merged ranges; ``None``: they, and the cells, are to be had from the file as it is."""
    pictures: frozenset[tuple[int, int]] = frozenset()
    """Cells that a floating picture lies over, by one-based (row, column) of its upper left corner."""
    comments: Mapping[tuple[int, int], str] = MappingProxyType({})
    """Comments of cells."""
    print_header: str = ""
    """What stands at the head and the foot of each printed page."""
    texts: Mapping[tuple[int, int], str] = MappingProxyType({})
    """Cells that store a number and show a text of their own by their format: ``A-01`` for 1."""


_CLEAN = SheetScan({}, frozenset(), 0)


def look_at_parts(
    parts: zipfile.ZipFile, unpacking: ArchiveGuard, index: ContainerIndex, limits: Limits
) -> dict[str, SheetScan]:
    """Read every part of the container against its checksum; return the look at each sheet's XML, by title."""
    looks: dict[str, SheetScan] = {}
    names = part_names(parts)
    for name, written in names.items():
        title, entry = index.titles.get(name), parts.getinfo(written)
        chunks = unpacking.chunks(parts, entry)
        if title is not None:
            looks[title] = _look_at_sheet(parts, entry, title, chunks, index, limits)
        else:
            for _ in _checked_chunks(chunks):
                pass
    for part, title in index.titles.items():
        if f"{dirname(part)}/_rels/{basename(part)}.rels" in names and title in looks:
            from assistcheck.workbook.xlsx.side_content import look_beside  # noqa: PLC0415 - few sheets have anything beside their cells

            beside = look_beside(parts, names, part, limits)
            looks[title] = looks[title]._replace(pictures=beside.pictures, comments=beside.comments)
    return looks


def _look_at_sheet(
    parts: zipfile.ZipFile, entry: zipfile.ZipInfo, title: str, chunks: Iterator[bytes], index: ContainerIndex, limits: Limits
) -> SheetScan:
    merged = MergeListScanner()
    chunks = _checked_chunks(chunks, merged)
    if entry.file_size // _LEAST_CELL > limits.cells:
        chunks = _few_cells(chunks, title, limits)
    small = entry.file_size <= _SMALL_SHEET
    pieces = list(chunks) if small else []

    def begin() -> CloseLook:
        from assistcheck.workbook.xlsx.close_look import CloseLook  # noqa: PLC0415 - few sheets give reason to look at cells

        return CloseLook(index.styles, lambda: _pictures(parts, index, limits), recalculates=index.recalculates)

    def whole() -> bytes:
        return b"".join(pieces) if small else parts.read(entry)

    found = FirstPass(index.styles.all, begin)
    for chunk in pieces or chunks:
        found.take(chunk, plain=merged.is_plain)
    found.end()
    if small:
        _check_once(whole(), title, oddly=all(found.signs))
    if found.signs.wide or limits.area < _NARROW:
        again = (pieces or _chunks(parts, entry)) if found.is_plain else [without_comments(whole())]
        _check_size(again, title, limits, plain=found.is_plain)
    look = _CLEAN
    if close := found.look_at(whole):
        look = SheetScan(close.doubts, close.percents(), close.hidden_rows, close.units(), texts=close.texts)
    return look._replace(merges=merged.ranges(), print_header=_printed(merged.behind_rows()))


def _check_size(chunks: Iterable[bytes], title: str, limits: Limits, *, plain: bool) -> None:
    """Refuse a sheet with too many cells between its corners, or with one beyond the last column."""
    from assistcheck.workbook.xlsx.cell_issues import Corners  # noqa: PLC0415 - few sheets are so wide

    corners, rows = Corners(), WholeRows()
    for chunk in chunks:
        corners.take(rows.take(chunk), plain=plain)
    corners.take(rows.rest(), plain=plain)
    if corners.area() > limits.area:
        raise limits.limit_error("area", place_in_sheet(title))
    if corners.widest() > _LAST_COLUMN:
        raise corrupt_file(LocalizedText("有单元格超出 XFD 列", "a cell beyond column XFD"))


def _chunks(parts: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with parts.open(entry) as stream:
        while chunk := stream.read(MIB):
            yield chunk


def _pictures(parts: zipfile.ZipFile, index: ContainerIndex, limits: Limits) -> frozenset[int]:
    from assistcheck.workbook.xlsx.rich_values import picture_values  # noqa: PLC0415 - few workbooks have any

    return picture_values(parts, part_names(parts), index.links, limits)


def _printed(behind: bytes) -> str:
    """Return what stands at the head and foot of each printed page, by what stands behind the rows of a sheet."""
    if b"eaderFooter" not in behind:
        return ""
    from assistcheck.workbook.xlsx.side_content import printed_text  # noqa: PLC0415 - few sheets have any

    return printed_text(behind)


def _check_once(xml: bytes, title: str, *, oddly: bool) -> None:
    if told := find_ambiguity(xml, oddly=oddly):
        zh = f"没有矛盾的工作表（《{title}》中{told.zh}）"
        raise WorkbookError(
            "unreadable-file", LocalizedText(zh, f"sheets that do not contradict themselves ({title}: {told.en})")
        )


def _checked_chunks(chunks: Iterator[bytes], merged: MergeListScanner | None = None) -> Iterator[bytes]:
    """Pass a part on piece by piece; refuse a document type, and a sheet that would be read as empty or in pieces.

    ``merged``: for a sheet, what finds its merged cells.
    """
    tail, is_xml = b"", False
    for number, chunk in enumerate(chunks):
        text = tail + chunk
        if number == 0:
            is_xml = chunk[:64].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<") or chunk[:2] in _UTF_16
        if is_xml and b"!" in text and any(mark in text for mark in DOCTYPES):
            raise corrupt_file(A_DOCTYPE)
        if number == 0:
            _check_start(chunk, is_sheet=merged is not None)
        if merged is not None:
            by_hand = (b"!" in text and b"<!" in text) or (b"?" in text and text.find(b"<?", 1) > 0)
            if by_hand and broken_values(text):
                raise corrupt_file(LocalizedText("有单元格的值被拆开", "a value in pieces"))
            merged.take(chunk, text, plain=not by_hand)
        tail = chunk[-_OVERLAP:]
        yield chunk


def _check_start(start: bytes, *, is_sheet: bool) -> None:
    """Refuse a sheet that is none, and shared strings that tell a number for which there never is room."""
    if is_sheet and (start[:2] in _UTF_16 or b"\0" in start[:4]):
        raise corrupt_file(LocalizedText("工作表用 UTF-16 编码", "a sheet in UTF-16"))
    if is_sheet and not ((root := _ROOT.match(start)) and root[1] in _SHEETS):
        raise corrupt_file(LocalizedText("工作表的内容不是工作表", "a sheet whose part is none"))
    if is_sheet and (at := start.find(b"dimension", 0, 4 * KIB)) >= 0 and not _DIMENSION.match(start, at):
        raise UnplainError
    if not is_sheet and _STRINGS.search(start, 0, KIB) and len(start) < _SMALL_SHEET and texts_in_pieces(start):
        raise corrupt_file(LocalizedText("有共享文本被拆开", "a shared string in pieces"))
    if (told := _TOLD_STRINGS.search(start, 0, KIB)) and int(told[1]) > _MOST_STRINGS:
        raise corrupt_file(LocalizedText("共享文本的数目不可能", "a number of shared strings that cannot be"))


def _few_cells(chunks: Iterator[bytes], title: str, limits: Limits) -> Iterator[bytes]:
    """Pass a sheet's XML on while it has no more cells than the limit."""
    cells = 0
    for chunk in chunks:
        cells += sum(map(chunk.count, (b"<c ", b"<c>", b"<c/")))
        if cells > limits.cells:
            raise limits.limit_error("cells", place_in_sheet(title))
        yield chunk
