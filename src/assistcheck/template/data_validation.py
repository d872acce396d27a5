"""What Excel and WPS offer and accept in the cells of a column.

Only words of choice are enforced. Everything else gives a warning, since what can be read is more than Excel
can check: 5万元, 2022年3月5日.
"""

from __future__ import annotations

from typing import Any

from assistcheck.calendar import month_start
from assistcheck.i18n import Lang
from assistcheck.ledgers.schema import Column
from assistcheck.rules.model import RulePack
from assistcheck.template.messages import ENTRY, joined

LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
"""Characters that Excel keeps of the title and the text of a message."""
_LONGEST_LIST = 255
"""Characters that Excel keeps of a list of words."""


def entry_rule(column: Column, pack: RulePack) -> dict[str, Any]:
    """Return the data validation of a column, as XlsxWriter takes it; ``any`` where Excel can check nothing."""
    lang = pack.manifest.languages[0]
    if column.kind == "choice" and _fits(column.words):
        words = ENTRY["choice"].format(words=joined(column.words)).text(lang)
        return {"validate": "list", "source": list(column.words), **_error("stop", ENTRY["choice_title"].text(lang), words)}
    if offered := _offered(column, pack, lang):
        return {"validate": "list", "source": offered, **_warning(lang)}
    limits = _limits(column, pack)
    return {**limits, **_warning(lang)} if limits else {"validate": "any"}


def cut(text: str, longest: int) -> str:
    """Return a text that Excel keeps, with a mark where something is left out."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _error(kind: str, title: str, words: str) -> dict[str, str]:
    return {"error_type": kind, "error_title": cut(title, LONGEST_TITLE), "error_message": cut(words, LONGEST_MESSAGE)}


def _warning(lang: Lang) -> dict[str, str]:
    return _error("warning", ENTRY["warning_title"].text(lang), ENTRY["warning"].text(lang))


def _fits(words: tuple[str, ...] | list[str]) -> bool:
    """Whether Excel can offer a list of words: they are parted by commas."""
    return len(",".join(words)) <= _LONGEST_LIST and not any("," in word for word in words)


def _offered(column: Column, pack: RulePack, lang: Lang) -> list[str]:
    """Return the words that are offered though others can be typed too."""
    words: list[str] = []
    if column.names and column.names != ("subject",):
        kinds = [pack.subjects.kind(kind) for kind in column.names]
        words = [name for kind in kinds for name in kind.members] if all(kind.members for kind in kinds) else []
    elif column.kind == "quarter":
        name, year = pack.manifest.quarter_name, pack.programme_year.number
        words = [name.format(year=year, n=number).text(lang) for number in (1, 2, 3, 4)]
    elif column.kind == "month":
        first = pack.programme_year.first_day
        words = [f"{month_start(first, months):%Y-%m}" for months in range(12)]
    elif column.is_duty:
        words = [rule.id for rule in pack.rules if rule.attested]
    return words if _fits(words) else []


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
