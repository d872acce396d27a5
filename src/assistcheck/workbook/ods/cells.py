"""What one cell of an .ods holds, by its attributes and the text that it shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from assistcheck.i18n import untranslated
from assistcheck.workbook.archive import corrupt_file
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.number_formats import FOREIGN, IsForeign, unit_said
from assistcheck.workbook.text_formats import is_own_text
from assistcheck.workbook.xlsx.cell_issues import CellIssue, picture_of

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT, STYLE = (f"{_NAMESPACE}{name}:1.0 " for name in ("office", "table", "text", "style"))
DRAW = f"{_NAMESPACE}drawing:1.0 "
DATASTYLE = f"{_NAMESPACE}datastyle:1.0 "
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
"""Namespaces, each with the space that parts it from a name."""
ROWS_REPEATED, CELLS_REPEATED, DOWN, ACROSS = (
    f"{TABLE}number-{name}" for name in ("rows-repeated", "columns-repeated", "rows-spanned", "columns-spanned")
)
_ERRORS = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|Err:\d{3}")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)
_DURATION = re.compile(r"(-?)PT(\d{1,9})H(\d{1,9})M(\d{1,9}(?:\.\d{1,9})?)S", re.ASCII)
COUNT = re.compile(r"\d{1,9}", re.ASCII)
_LONGEST_ERROR = 20  # characters; the longest there are have 13
_FORMULA = TABLE + "formula"
_VALUES = frozenset(OFFICE + name for name in ("value", "string-value", "date-value", "time-value", "boolean-value"))


class Found(NamedTuple):
    """What one cell element holds, and how often it stands side by side."""

    value: Cell
    doubt: CellIssue | None = None
    percent: bool = False
    unit: int | None = None
    """How many 元 a stored 1 is by what the cell shows."""
    repeated: int = 1
    text: str | None = None
    """What it shows for a number, where that is more than the number."""


class CellRules(NamedTuple):
    """What the texts beside numbers are read by."""

    is_foreign: IsForeign | None
    scales: bool
    """Whether a number format of the file leaves digits out."""


def read_cell(attributes: Mapping[str, str], text: str, rules: CellRules, *, has_text: bool) -> Found:
    """Return what a cell holds; ``has_text``: whether it shows any, be it empty."""
    doubt = _doubt(attributes, text, has_text=has_text)
    kind = attributes.get(OFFICE + "value-type", "")
    value = "" if doubt else _value(kind, attributes, text)
    repeated = count_of(attributes, CELLS_REPEATED)
    percent = kind == "percentage"
    if type(value) is not float:
        return Found(value, doubt, percent, 0 if percent else None, repeated)
    unit = 0 if percent else unit_said(text, value, scales=rules.scales)
    unit = FOREIGN if rules.is_foreign and rules.is_foreign(text) else unit
    return Found(value, doubt, percent, unit, repeated, text if not percent and is_own_text(text) else None)


def count_of(attributes: Mapping[str, str], name: str) -> int:
    """Return how often a row or cell is repeated or how far it spans; ``WorkbookError`` where that is no number."""
    if (text := attributes.get(name)) is None:
        return 1
    if not COUNT.fullmatch(text):
        raise corrupt_file(untranslated(f"{name.rpartition(' ')[2]}={text[:20]}"))
    return max(int(text), 1)


def _doubt(attributes: Mapping[str, str], text: str, *, has_text: bool) -> CellIssue | None:
    """Return what makes a cell doubtful: an error value, or a formula with neither a value nor a text shown."""
    formula = _FORMULA in attributes
    if formula and (picture := picture_of(attributes[_FORMULA])):
        return picture
    if attributes.get(CALC + "value-type") == "error" or (formula and _ERRORS.fullmatch(text.strip())):
        return CellIssue("error-cell", text.strip()[:_LONGEST_ERROR])
    if formula and not has_text and _VALUES.isdisjoint(attributes):
        return CellIssue("formula-without-value", "")
    return None


def _value(kind: str, attributes: Mapping[str, str], text: str) -> Cell:
    """Return what a cell holds by its type; what is not of that form is the text that it shows."""
    match kind:
        case "float" | "currency" | "percentage":
            written = attributes.get(OFFICE + "value", "")
            return float(written) if _NUMBER.fullmatch(written) else text or None
        case "date":
            return _day(attributes.get(OFFICE + "date-value", "")) or text or None
        case "time":
            return _duration(attributes.get(OFFICE + "time-value", ""), text)
        case "boolean":
            return attributes.get(OFFICE + "boolean-value") == "true"
        case _:
            return attributes.get(OFFICE + "string-value", text) or None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if "T" not in written else datetime.fromisoformat(written)
    except ValueError:
        return None


def _duration(written: str, text: str) -> Cell:
    """Return a time of day below 24 hours, the time gone from there on."""
    if not (found := _DURATION.fullmatch(written)):
        return text or None
    gone = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=float(found[4]))
    if found[1] or gone >= timedelta(days=1):
        return -gone if found[1] else gone
    seconds, below = divmod(gone.total_seconds(), 1)
    return time(int(seconds) // 3600, int(seconds) // 60 % 60, int(seconds) % 60, int(below * 1_000_000))
