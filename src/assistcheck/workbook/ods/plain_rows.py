"""Rows of an .ods that are written as most are, told by their bytes, so that no parser has to go over them.

A plain row has nothing but cells, and a plain cell nothing but attributes and one paragraph of text without references.
Such a row is well-formed as it stands, and each distinct cell is read once. All else is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assistcheck.workbook.limits import KIB, MIB, Limits
from assistcheck.workbook.ods.cells import ACROSS, CALC, DOWN, OFFICE, TABLE, TEXT, CellRules, Found, read_cell
from assistcheck.workbook.sheet_builder import MOST_UTF_8

ROW_END = b"</table:table-row>"
_CELL = b"<table:table-cell"
_PROLOG = re.compile(
    rb"""<\?xml version=["']1\.0["'] encoding=["'][Uu][Tt][Ff]-8["'](?: standalone=["'](?:yes|no)["'])?\s*\?>"""
)
_OTHER_MARKUP = (b"<!", b"<?")
"""Comments, CDATA, instructions: in one of these a row may be none."""
_HEAD = re.compile(rb'[ \t\r\n]*<table:table-row(?: table:style-name="[\w.-]*")? ?>')
_VALUE = rb'[^"<&\x00-\x1f]*'
_REST = re.compile(
    rb'((?: [a-z]+:[a-z-]+="%b")*) ?(?:/>|>(?:<text:p>([^<>&\x00-\x1f]*)</text:p>)?</table:table-cell>)[ \t\r\n]*' % _VALUE
)
"""A cell after its name: its attributes and the text of its paragraph."""
_ATTRIBUTE = re.compile(rb' ([a-z]+):([a-z-]+)="(%b)"' % _VALUE)
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
"""What is no character of XML, though it can be decoded."""
_SPACES = {"office": OFFICE, "table": TABLE, "text": TEXT, "calcext": CALC}
_NUMBER, _VALUE_NAME = b' office:value="', OFFICE + "value"
_OF_CELLS = frozenset({b"office", b"table", b"calcext"})
_NEEDED = frozenset({b"office", b"table", b"text"})
_REMEMBERED = 50_000  # cells
_HEADS = 100
_LONGEST_ROW = 4 * MIB

UNPLAIN = object()
"""Stands for a cell that is left to the parser."""


def parts_of(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield the part in pieces, and of each whether it ends where a row does; the end tag of the row is left out then."""
    rest = next(chunks)
    if prolog := _PROLOG.match(rest):
        yield prolog[0], False
        *rows, rest = rest[prolog.end() :].split(ROW_END)
        yield from ((row, True) for row in rows)
        for chunk in chunks:
            *rows, rest = (rest + chunk).split(ROW_END)
            yield from ((row, True) for row in rows)
            if len(rest) > _LONGEST_ROW:
                break
    yield rest, False
    yield from ((chunk, False) for chunk in chunks)


class PlainRows(dict[bytes, Any]):
    """A memo from the bytes of a cell, without its name, to what it holds.

    That is its value, where there is nothing else to tell of it, or :class:`Found`, or :data:`UNPLAIN`.
    """

    def __init__(self, rules: CellRules, limits: Limits) -> None:
        """Know what texts beside numbers are read by; a text that may be beyond the limit is left to the parser."""
        super().__init__()
        self._rules = rules
        self._longest = limits.text * KIB // MOST_UTF_8
        self._attributes: dict[bytes, Mapping[str, str] | None] = {}
        self._spaces: dict[bytes, str] = {}
        self._usual = True
        self._heads: set[bytes] = set()

    def read_by(self, rules: CellRules) -> None:
        """Read cells by other rules from now on."""
        self._rules = rules
        self.clear()

    def declare(self, prefix: str | None, uri: str, *, at_root: bool) -> None:
        """Take a namespace; where a prefix that plain rows have means anything else than usual, none is plain."""
        expected = _SPACES.get(prefix or "")
        if prefix and expected:
            self._spaces[prefix.encode()] = expected
            if not at_root or f"{uri} " != expected:
                self._give_up()

    def leave(self, piece: bytes) -> None:
        """Take note of what the parser is to read; after a comment and the like no row is plain, for it may stand in one."""
        if any(mark in piece for mark in _OTHER_MARKUP):
            self._give_up()

    def _give_up(self) -> None:
        self._usual = False
        self._heads.clear()

    def row(self, piece: bytes) -> list[Any] | None:
        """Return what the cells of a row hold, whose end tag is left out; ``None``: it is not plain."""
        head, *cells = piece.split(_CELL)
        if head not in self._heads and not self._is_plain(head):
            return None
        row = list(map(self.__getitem__, cells))
        return None if UNPLAIN in row else row

    def _is_plain(self, head: bytes) -> bool:
        usual = self._usual and self._spaces.keys() >= _NEEDED and _HEAD.fullmatch(head) is not None
        if usual and len(self._heads) < _HEADS:
            self._heads.add(head)
        return usual

    def __missing__(self, cell: bytes) -> Any:  # noqa: ANN401 - whatever the cell holds
        if len(self) > _REMEMBERED:
            self.clear()
        found: Any = self._found(cell)
        if type(found) is Found and found == (found.value, *_NOTHING_ELSE):
            found = found.value
        self[cell] = found
        return found

    def _found(self, cell: bytes) -> Any:  # noqa: ANN401 - Found or UNPLAIN
        parts = _REST.fullmatch(cell) if len(cell) <= self._longest else None
        if parts is None or (b"\xef\xbf" in cell and any(mark in cell for mark in _NO_CHARACTERS)):
            return UNPLAIN
        before, has_number, rest = parts[1].partition(_NUMBER)
        number, _, after = rest.partition(b'"')
        attributes = self._attributes_of(before + after)
        if attributes is None or (has_number and _VALUE_NAME in attributes):
            return UNPLAIN
        try:
            text = (parts[2] or b"").decode()
            if has_number:
                attributes = {**attributes, _VALUE_NAME: number.decode()}
        except UnicodeDecodeError:
            return UNPLAIN
        return read_cell(attributes, text, self._rules, has_text=parts[2] is not None)

    def _attributes_of(self, written: bytes) -> Mapping[str, str] | None:
        """Return attributes, which most cells share but for a number; ``None``: they are not plain."""
        if written in self._attributes:
            return self._attributes[written]
        if len(self._attributes) > _REMEMBERED:
            self._attributes.clear()
        self._attributes[written] = attributes = self._read_attributes(written)
        return attributes

    def _read_attributes(self, written: bytes) -> Mapping[str, str] | None:
        given = _ATTRIBUTE.findall(written)
        if not {prefix for prefix, _, _ in given} <= self._spaces.keys() & _OF_CELLS:
            return None
        try:
            attributes = {self._spaces[prefix] + name.decode(): value.decode() for prefix, name, value in given}
        except UnicodeDecodeError:
            return None
        is_single = len(attributes) == len(given) and DOWN not in attributes and ACROSS not in attributes
        return attributes if is_single else None


_NOTHING_ELSE = Found(None)[1:]
