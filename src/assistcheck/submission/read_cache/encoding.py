"""A workbook as read, as bytes and back: JSON that builds texts, numbers, days and the few classes of :data:`_CLASSES`.

Nothing in it is ever executed. A tagged list stands for whatever JSON does not know: its tag, then what it is made of.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.registry import Ledgers
from assistcheck.location import Location
from assistcheck.problems import Problem, ProblemWords
from assistcheck.submission.parsed import ParsedSheet, ParsedWorkbook, SkippedLine, ValueWithWarning
from assistcheck.submission.sheet_faults import CellDefect, FaultyCells, SheetFaults

_TUPLES = (CellDefect, FaultyCells, LocalizedText, ProblemWords, SkippedLine, ValueWithWarning)
_SCALARS = frozenset({str, int, float, bool, type(None)})
"""What JSON holds as it is."""
_BOOK = tuple(one.name for one in fields(ParsedWorkbook) if one.name not in {"path", "sha256", "error", "sheets"})
_SHEET = tuple(one.name for one in fields(ParsedSheet) if one.name not in {"path", "sheet", "columns"})
_PROBLEM = tuple(one.name for one in fields(Problem))
_AS_IS = "="
"""The tag of a list of scalars, or a mapping of texts to scalars."""
_WORDS = "words"
"""The tag of a column of few texts: each of them once, and for each row the number of its own."""
_REPEATED = 3
"""How often the texts of such a column stand there, at the least, on average."""
_ONE_BY_ONE = "*"
"""The tag of a column of which each value has its own."""
_COMPACT: Mapping[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


def encode(book: ParsedWorkbook) -> bytes:
    """Return what a workbook says, but neither its path nor its digest.

    Raises:
        TypeError, ValueError: it holds something that has no encoding.
    """
    sheets = [
        [
            one.sheet.id,
            {name: _packed_column(column) for name, column in one.columns.items()},
            *_packed_fields(one, _SHEET, book.path),
        ]
        for one in book.sheets
    ]
    return json.dumps([_packed_fields(book, _BOOK, book.path), sheets], **_COMPACT).encode()


def decode(data: bytes, path: str, sha256: str, ledgers: Ledgers) -> ParsedWorkbook:
    """Return the workbook that :func:`encode` gave ``data`` for, as if it had been read from ``path``.

    Raises:
        ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError: the data are not of that form.
    """
    plain, sheets = json.loads(data)
    unpack = _unpacker(path)
    book = ParsedWorkbook(path, sha256, **dict(zip(_BOOK, map(unpack, plain), strict=True)))
    for ident, columns, *rest in sheets:
        said = {name: unpack(one) if type(one) is list else one for name, one in zip(_SHEET, rest, strict=True)}
        sheet = ParsedSheet(ledgers[ident], path, columns={name: _column(*one) for name, one in columns.items()}, **said)
        if any(len(column) != len(sheet.rows) for column in sheet.columns.values()):
            raise ValueError(ident)
        for positions, seen in sheet.faults.cells.values():
            if len(positions) != len(seen) or not 0 <= min(positions) <= max(positions) < len(sheet.rows):
                raise ValueError(ident)
        book.sheets.append(sheet)
    return book


# --- columns: most of what is kept ---------------------------------------------------------------


def _packed_column(column: list[Any]) -> tuple[Any, ...]:
    types = set(map(type, column))
    if types <= _SCALARS:
        words = {word: number for number, word in enumerate(dict.fromkeys(column))} if types <= {str, type(None)} else {}
        repeats = 0 < len(words) * _REPEATED <= len(column)
        return (_WORDS, list(words), [words[word] for word in column]) if repeats else (_AS_IS, column)
    for tag, (kind, to_scalar, _) in _COLUMNS.items():
        if types <= {kind, type(None)}:
            return tag, [None if one is None else to_scalar(one) for one in column]
    return _ONE_BY_ONE, [_packed(one, "") for one in column]


def _column(tag: str, values: list[Any], *numbers: list[int]) -> list[Any]:
    if tag == _ONE_BY_ONE:
        return list(map(_unpacker(""), values))
    if type(values) is not list or not _SCALARS.issuperset(map(type, values)):
        raise TypeError(tag)
    if tag == _AS_IS:
        return values
    if tag == _WORDS:
        return list(map(values.__getitem__, *numbers))
    from_scalar = _COLUMNS[tag][2]
    if None not in values:
        return list(map(from_scalar, values))
    return [None if one is None else from_scalar(one) for one in values]


_COLUMNS: Mapping[str, tuple[type, Callable[[Any], Any], Callable[[Any], Any]]] = {
    "day": (date, date.toordinal, date.fromordinal),
    "number": (Decimal, str, Decimal),
}
"""Columns of one type and blanks: tag -> the type, how it becomes a scalar, and how it comes back."""


# --- everything else -----------------------------------------------------------------------------


def _packed_fields(whole: object, names: tuple[str, ...], path: str) -> list[Any]:
    return [_packed(getattr(whole, name), path) for name in names]


def _packed(value: Any, path: str) -> Any:  # noqa: ANN401 - whatever a workbook says
    """Return a value as JSON has it; places in the file at ``path`` are kept without it."""
    if type(value) in _SCALARS:
        return value
    if (type(value) is list and _SCALARS.issuperset(map(type, value))) or (type(value) is dict and _is_plain(value)):
        return [_AS_IS, value]
    match value:
        case Location():
            return ["Location", None if value.path == path else value.path, *value[1:]]
        case Problem():
            return ["Problem", *_packed_fields(value, _PROBLEM, path)]
        case SheetFaults():
            return ["SheetFaults", _packed(value.cells, path)]
        case datetime() | date() | Decimal():
            return [type(value).__name__, str(value)]
        case dict():
            return ["dict", *(_packed(pair, path) for pair in value.items())]
        case list() | tuple() | set() if type(value) in {list, tuple, set, *_TUPLES}:
            return [type(value).__name__, *(_packed(one, path) for one in value)]
    raise TypeError(type(value))


def _is_plain(mapping: Mapping[Any, Any]) -> bool:
    return set(map(type, mapping)) <= {str} and _SCALARS.issuperset(map(type, mapping.values()))


def _plain(value: Any) -> Any:  # noqa: ANN401 - a list or a mapping
    if not _SCALARS.issuperset(map(type, value.values() if type(value) is dict else value)):
        raise TypeError(_AS_IS)
    return value


def _unpacker(path: str) -> Callable[[Any], Any]:
    """Return what gives back the values of a file that is at ``path`` now."""

    def unpack(packed: Any) -> Any:  # noqa: ANN401 - as above
        if type(packed) is not list:
            return packed
        tag, *parts = packed
        return _plain(*parts) if tag == _AS_IS else makers[tag](*map(unpack, parts))

    makers: dict[str, Callable[..., Any]] = {one.__name__: one for one in _TUPLES} | {
        "Location": lambda own, *rest: Location(path if own is None else own, *rest),
        "Problem": Problem,
        "SheetFaults": SheetFaults,
        "Decimal": Decimal,
        "date": date.fromisoformat,
        "datetime": datetime.fromisoformat,
        "list": lambda *parts: list(parts),
        "tuple": lambda *parts: parts,
        "set": lambda *parts: set(parts),
        "dict": lambda *pairs: dict(pairs),
    }
    return unpack
