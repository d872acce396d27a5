"""One cell of a web page's table to what it holds: the text that it shows, or the value that its writer stored beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.csv import field_value
from assistcheck.workbook.number_formats import FOREIGN, IsForeign, is_date_format, is_percent_format, unit_in, unit_said
from assistcheck.workbook.text_formats import is_own_text
from assistcheck.workbook.xls import day_of_serial
from assistcheck.workbook.xlsx.cell_issues import CellIssue, picture_of

BREAK, BLOCK = "\v", "\x1c"
"""What stands in a cell's text for a line break, and for the edge of a paragraph."""
_SPACE = re.compile(r"[ \t\n\r\f]+")
_EDGES = re.compile(rf" *{BLOCK}[ {BLOCK}]*")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_SELECTOR = re.compile(r"(?:\w+)?\.([\w-]+)|(t[dhr]|table|tbody|thead|tfoot)", re.IGNORECASE)
_FORMAT = re.compile(r"""mso-number-format\s*:\s*(?:"([^"]*)"|'([^']*)'|([^;]*))""", re.IGNORECASE)
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*collapse")
_ESCAPED = re.compile(r"\\(?:00([0-9a-fA-F]{2})|(.))")
_NAMED = {
    "percent": "0.00%",
    "short date": "yyyy-m-d",
    "medium date": "d-mmm-yy",
    "long date": "yyyy-m-d",
    "general date": "yyyy-m-d",
}
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)
_DAY_SHOWN = re.compile(r"\d\s*[-/年月:]\s*\d|\d\s*[年月日]")
_LONGEST_ERROR = 20


class Look(NamedTuple):
    """What the rules for styles and a tag's own style say."""

    format: str | None = None
    """The number format."""
    hidden: bool = False


_NO_LOOK = Look()


class Found(NamedTuple):
    """What a cell holds, and how it shows it."""

    value: Cell
    doubt: CellIssue | None = None
    percent: bool = False
    unit: int | None = None
    text: str | None = None
    """What it shows by a format of its own for the number that is stored."""


class Styles:
    """The rules for styles of a page, as far as cells need them."""

    def __init__(self) -> None:
        self._looks: dict[str, Look] = {}

    def take(self, sheet: str) -> None:
        """Take the rules of one style sheet; a later one stands."""
        for selectors, body in _RULE.findall(_CSS_COMMENT.sub("", sheet)):
            look = _declared(body)
            for selector in selectors.split(",") if look != Look() else ():
                if found := _SELECTOR.fullmatch(selector.strip()):
                    name = f".{found[1].lower()}" if found[1] else found[2].lower()
                    before = self._looks.get(name, Look())
                    self._looks[name] = Look(
                        before.format if look.format is None else look.format, look.hidden or before.hidden
                    )

    def of(self, name: str, attributes: Mapping[str, str]) -> Look:
        """Return what is said of a tag: by its own style, else its classes, else all tags of its name."""
        if not (attributes or self._looks):
            return _NO_LOOK
        own = _declared(attributes["style"]) if "style" in attributes else _NO_LOOK
        classes = [f".{one}" for one in attributes.get("class", "").lower().split()] if self._looks else []
        looks = [own, *(self._looks[one] for one in (*reversed(classes), name) if one in self._looks)]
        code = next((look.format for look in looks if look.format is not None), None)
        return Look(code, "hidden" in attributes or any(look.hidden for look in looks))


def _declared(body: str) -> Look:
    hidden = _HIDDEN.search(body) is not None
    if (found := _FORMAT.search(body)) is None:
        return Look(None, hidden)
    written = found[1] or found[2] or (found[3] or "").strip()
    code = _ESCAPED.sub(lambda one: chr(int(one[1], 16)) if one[1] else one[2], written)
    return Look(_NAMED.get(code.lower(), code), hidden)


def plain_text(pieces: list[str]) -> str:
    """Return the text of a cell as a page shows it: white space is one space, and only tags break lines."""
    text = _SPACE.sub(" ", "".join(pieces))
    text = _EDGES.sub(BREAK, text.strip(f" {BLOCK}{BREAK}")) if BLOCK in text else text
    return "\n".join(line.strip(" ") for line in text.split(BREAK)).strip("\n ")


def cell_value(attributes: Mapping[str, str], code: str | None, text: str, is_foreign: IsForeign | None = None) -> Found:
    """Return what a cell holds; ``code``: the number format that its style says, ``text``: what it shows."""
    if not attributes and code is None:
        return Found(*field_value(text)) if text else Found(None)
    formula = attributes.get("x:fmla", "")
    code = attributes.get("sdnum", "").partition(";")[2].partition(";")[2] if code is None else code
    if formula and (picture := picture_of(formula)):
        return Found("", picture)
    if "x:err" in attributes:
        return Found("", CellIssue("error-cell", (text or attributes["x:err"])[:_LONGEST_ERROR]))
    if "x:str" in attributes or code == "@":
        stored = attributes.get("x:str", "")
        return Found((text if stored in {"", f"'{text}"} else stored) or None)
    stored = (attributes.get("x:num") or attributes.get("sdval") or "").strip()
    if _NUMBER.fullmatch(stored):
        return _number(float(stored), code or "", text, is_foreign)
    if formula and not text:
        return Found("", CellIssue("formula-without-value", ""))
    return Found(*field_value(text)) if text else Found(None)


def _number(value: float, code: str, text: str, is_foreign: IsForeign | None) -> Found:
    if is_date_format(code):
        return Found(day_of_serial(value, 0))
    if _DAY_SHOWN.search(text) and not code:
        return Found(text)
    percent = text.endswith("%") or is_percent_format(code)
    unit = 0 if percent else unit_said(text, value) if text else unit_in(code, is_foreign)
    unit = FOREIGN if is_foreign is not None and is_foreign(text) else unit
    own = text if unit is None and is_own_text(text) else None
    return Found(value, None, percent, unit, own)
