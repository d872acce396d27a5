"""What Excel and WPS offer and accept in the cells of a column.

Only words of choice are enforced. Everything else gives a warning, since what can be read is more than Excel
can check: 5万元, 2022年3月5日.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from assistcheck.rules.model import RulePack
from assistcheck.submission.fields import Column, Row
from assistcheck.submission.models import Attestation

_LONGEST_LIST = 255
"""Characters that Excel keeps of a list of words."""
_WARNING = {"error_type": "warning", "error_title": "请核对", "error_message": "与此列通常的填法不同。确认无误的可以继续。"}


def entry_rule(model: type[Row], column: Column, pack: RulePack) -> dict[str, Any]:
    """Return the data validation of a column, as XlsxWriter takes it; ``any`` where Excel can check nothing."""
    if column.kind == "choice":
        words = "、".join(column.words)
        error = {"error_type": "stop", "error_title": "请从下拉框选填", "error_message": f"只能填：{words}"}
        return {"validate": "list", "source": list(column.words), **error}
    if offered := _offered(model, column, pack):
        return {"validate": "list", "source": offered, **_WARNING}
    limits = _limits(column, pack)
    return {**limits, **_WARNING} if limits else {"validate": "any"}


def _offered(model: type[Row], column: Column, pack: RulePack) -> list[str]:
    """Return the words that are offered though others can be typed too."""
    words: list[str] = []
    if column.name_of == "city":
        words = list(pack.manifest.cities)
    elif column.kind == "quarter":
        words = [f"{pack.manifest.year}Q{number}" for number in (1, 2, 3, 4)]
    elif model is Attestation and column.name == "duty":
        words = [rule.id for rule in pack.rules if rule.attested]
    return words if len(",".join(words)) <= _LONGEST_LIST else []


def _limits(column: Column, pack: RulePack) -> dict[str, Any]:
    """Return between what numbers or days a cell is expected."""
    year = pack.manifest.year
    match column.kind:
        case "day":
            return {"validate": "date", "criteria": "between", "minimum": date(year - 1, 1, 1), "maximum": pack.last_due}
        case "amount":
            return {"validate": "decimal", "criteria": ">=", "value": 0}
        case "whole":
            return {"validate": "integer", "criteria": ">=", "value": 0}
        case "percent":
            return {"validate": "decimal", "criteria": "between", "minimum": -100, "maximum": 100}
        case "year":
            return {"validate": "integer", "criteria": "between", "minimum": year - 1, "maximum": pack.last_due.year}
        case _:
            return {}
