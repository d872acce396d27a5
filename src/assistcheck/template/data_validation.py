"""What Excel and WPS offer and accept in the cells of a column.

Only words of choice, and names of which no other can be right, are enforced. Everything else gives a warning, since what can
be read is more than Excel can check: 5万元, 2022年3月5日.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistcheck.calendar import month_start
from assistcheck.i18n import Lang
from assistcheck.ledgers.schema import Column, Sheet
from assistcheck.rules.model import RulePack
from assistcheck.template.messages import ENTRY, joined
from assistcheck.template.scope import Scope

LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
"""Characters that Excel keeps of the title and the text of a message."""


def entry_rule(sheet: Sheet, column: Column, scope: Scope) -> dict[str, Any]:
    """Return the data validation of a column, as XlsxWriter takes it, a list with its words; ``any``: nothing to check."""
    pack = scope.pack
    lang = pack.manifest.languages[0]
    if column.kind == "choice":
        return _enforced(column.words, lang)
    if column.kind == "choices":  # several in one cell are right too, and Excel cannot tell
        return {"validate": "list", "source": list(column.words), "show_error": False}
    if column.names:
        offered, alone = scope.names(sheet, column)
        if offered:
            return _enforced(offered, lang) if alone else {"validate": "list", "source": list(offered), **_warning(lang)}
    elif words := _periods(column, pack, lang) or (scope.duties() if column.is_duty else ()):
        return {"validate": "list", "source": list(words), **_warning(lang)}
    limits = _limits(column, pack)
    return {**limits, **_warning(lang)} if limits else {"validate": "any"}


def cut(text: str, longest: int) -> str:
    """Return a text that Excel keeps, with a mark where something is left out."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _enforced(words: Sequence[str], lang: Lang) -> dict[str, Any]:
    said = ENTRY["choice"].format(words=joined(words)).text(lang)
    return {"validate": "list", "source": list(words), **_error("stop", ENTRY["choice_title"].text(lang), said)}


def _error(kind: str, title: str, words: str) -> dict[str, str]:
    return {"error_type": kind, "error_title": cut(title, LONGEST_TITLE), "error_message": cut(words, LONGEST_MESSAGE)}


def _warning(lang: Lang) -> dict[str, str]:
    return _error("warning", ENTRY["warning_title"].text(lang), ENTRY["warning"].text(lang))


def _periods(column: Column, pack: RulePack, lang: Lang) -> Sequence[str]:
    """Return the quarters or months of the year, which other spellings of them may stand for too."""
    match column.kind:
        case "quarter":
            name, year = pack.manifest.quarter_name, pack.programme_year.number
            return [name.format(year=year, n=number).text(lang) for number in (1, 2, 3, 4)]
        case "month":
            first = pack.programme_year.first_day
            return [f"{month_start(first, months):%Y-%m}" for months in range(12)]
        case _:
            return ()


def _limits(column: Column, pack: RulePack) -> dict[str, Any]:
    """Return between what numbers or days a cell is expected."""
    year = pack.programme_year
    match column.kind:
        case "date":
            first = month_start(year.first_day, -12)
            return {"validate": "date", "criteria": "between", "minimum": first, "maximum": pack.last_due}
        case "amount":
            return {"validate": "decimal", "criteria": ">=", "value": 0}
        case "whole":
            return {"validate": "integer", "criteria": ">=", "value": 0}
        case "percent":
            return {"validate": "decimal", "criteria": "between", "minimum": -100, "maximum": 100}
        case "year":
            last = year.number_of(pack.last_due)
            return {"validate": "integer", "criteria": "between", "minimum": year.number - 1, "maximum": last}
        case _:
            return {}
