"""Cells of a sheet's XML that is written as spreadsheet programs write it, found by what few of them have.

What is found here is what :mod:`assistcheck.workbook.xlsx.cell_issues` finds, which looks at every cell, however it is written.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from assistcheck.location import column_number
from assistcheck.workbook.cell_runs import CellRuns, Place
from assistcheck.workbook.xlsx.cell_issues import CellIssue, find_cell_issues, find_texts

_CELL_END = b"</c>"
_FEW, _MANY = 3, 20
"""Formats up to which each is counted alone, and up to which each is named in a pattern."""

# Patterns begin with letters of their own, so that the search runs at the speed of memory.
_UNPLAIN = re.compile(rb'<c(?! r="[A-Z]{1,3}+[0-9]{1,7}+"(?: (?:s|t|cm|vm|ph)="\w*+")*+ ?/?>|\w)')
_PREFIXED = re.compile(rb":[cfv]\b")
_TEXT = rb"[^<>iI]*+(?:[iI](?![mM][aAgG])[^<>iI]*+)*+"
"""What cannot name a picture's formula, DISPIMG or IMAGE."""
_ZERO = rb"\s*[+-]?(?:0+(?:\.0*)?|\.0+)(?:[eE][+-]?[0-9]+)?\s*<"
_ERROR = b't="e"'


class UnplainCellsError(Exception):
    """The XML is not plain where something was found."""


def find_plain_issues(xml: bytes, *, recalculates: bool = False, pictures: Collection[int] = ()) -> dict[Place, CellIssue]:
    """Return what :func:`find_cell_issues` does of plain XML.

    Raises:
        UnplainCellsError: it is not plain.
    """
    _check_prefixes(xml)
    formulas = _unresolved(recalculates=recalculates).finditer(xml)
    at = sorted([*_errors(xml), *(formula.start() for formula in formulas)])
    if at:
        _check_cells(xml)
    found: dict[Place, CellIssue] = {}
    for cell in _cells_at(xml, at):
        found |= find_cell_issues(cell, recalculates=recalculates, pictures=pictures)
    return found


def _check_prefixes(xml: bytes) -> None:
    if _PREFIXED.search(xml) and re.search(rb"<\w+:[cfv]\b", xml):
        raise UnplainCellsError


def _check_cells(xml: bytes) -> None:
    """Refuse XML in which a cell does not tell its address first of all, or tells something unusual."""
    if _UNPLAIN.search(xml):
        raise UnplainCellsError


def _cells_at(xml: bytes, positions: Iterable[int]) -> Iterator[bytes]:
    """Yield the cells around some positions, or from these on, which rise; each once."""
    end = 0
    for at in positions:
        start = xml.rfind(b"<c ", end, at + len(b"<c "))
        if start >= 0:
            stop = xml.find(_CELL_END, at)
            end = stop + len(_CELL_END) if stop >= 0 else len(xml)
            yield xml[start:end]


def _errors(xml: bytes) -> Iterator[int]:
    at = xml.find(_ERROR)
    while at >= 0:
        yield at
        at = xml.find(_ERROR, at + 1)


@cache
def _unresolved(*, recalculates: bool) -> re.Pattern[bytes]:
    """Return what finds each formula but those that stand first in their cells, with a result behind them and nothing else."""
    none = rb"\s*<|" + _ZERO if recalculates else rb"\s*<"
    result = rb"<v>(?!" + none + rb")" + _TEXT + rb"</v></c>"
    return re.compile(rb'<f\b(?!(?<=">..)' + _TEXT + rb">(?:" + _TEXT + rb"</f>)?" + result + rb")", re.DOTALL)


def find_plain_styles(xml: bytes, styles: Collection[int], found: CellRuns) -> None:
    """Add to ``found`` what :func:`find_styles` finds in plain XML, where 0 is none of ``styles``.

    Raises:
        UnplainCellsError: it is not plain.
    """
    _check_prefixes(xml)
    tags = _tags_of(styles, usual=True).findall(xml) if len(styles) <= _FEW else []
    if len(styles) > _FEW or b's="0' in xml or sum(xml.count(b's="%d"' % style) for style in styles) > len(tags):
        _check_cells(xml)
        tags = _tags_of(styles).findall(xml)
    rows: defaultdict[tuple[bytes, bytes], list[bytes]] = defaultdict(list)
    for letters, digits, style in tags:
        rows[letters, style].append(digits)
    times = Counter(letters for letters, _ in rows)
    for (letters, style), all_digits in rows.items():
        if times[letters] == 1 and int(style) in styles:
            found.add_rows(list(map(int, all_digits)), column_number(letters), int(style))
    if len(rows) > len(times):  # a column of several formats, cell by cell
        for letters, digits, style in tags:
            if times[letters] > 1 and int(style) in styles:
                found.add(int(digits), column_number(letters), int(style))


def find_plain_texts(xml: bytes, texts: Mapping[int, str]) -> dict[Place, str]:
    """Return what :func:`find_texts` does of XML that is known to be plain, where 0 is none of ``texts``."""
    found: dict[Place, str] = {}
    for cell in _cells_at(xml, [tag.start() for tag in _tags_of(texts).finditer(xml)]):
        found |= find_texts(cell, texts)
    return found


def _tags_of(styles: Collection[int], *, usual: bool = False) -> re.Pattern[bytes]:
    """Return what finds the tags of cells that have one of ``styles``, and of others where these are many.

    ``usual``: only tags that tell it right behind the address.
    """
    one = b"|".join(b"%d" % style for style in sorted(styles)) if len(styles) <= _MANY else rb"[1-9][0-9]*+"
    others = b"" if usual else rb'(?: (?:t|cm|vm|ph)="\w*+")*+'
    return re.compile(rb'<c r="([A-Z]{1,3}+)([0-9]{1,7}+)"' + others + rb' s="0*+(' + one + rb')"')
