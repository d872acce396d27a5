"""What came back as one table: an item a row, with what was answered and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from assistcheck.audit.outcomes import STATUSES
from assistcheck.replies.columns import STATES
from assistcheck.replies.model import ItemReply, ListReply, Replies
from assistcheck.reports.replies.words import ANSWERED, Phrases
from assistcheck.reports.tabular.model import Cell, Figure
from assistcheck.sanitize import visible

HEADS: Final = (
    *("list", "rule", "duty", "whom", "have_then", "need", "gap_then", "term", "answered", "lacking"),
    *("measures", "finish", "person", "proof", "state", "verdict", "status_now", "have_now", "gap_now", "remark", "file"),
)
"""The columns, by the keys of their headers."""


def rows_of(found: Replies, words: Phrases) -> Iterator[list[Cell]]:
    """Yield the items of every list; of one of which none is known, the list alone."""
    for one in found.lists:
        for item in one.items:
            yield _row(one, item, words)
        if one.unknown:
            blank: list[Cell] = [None] * len(HEADS)
            blank[0], blank[HEADS.index("answered")] = words.name(one), ANSWERED["no"].text(words.lang)
            blank[HEADS.index("remark")] = words.say("fewer", n=one.unknown)
            yield blank


def shown(cell: Cell) -> str | int:
    """Return a cell as a line of text has it; figures as the JSON report has them."""
    match cell:
        case None:
            return ""
        case Figure():
            return str(cell.exact)
        case date():
            return cell.isoformat()
        case int() | str():
            return cell
        case _:
            return cell.text("en")


def figure(rule_id: str, value: object, words: Phrases) -> Cell:
    """Return a figure as a number of its kind."""
    if value is None:
        return None
    rule = words.rules.get(rule_id)
    exact = Decimal(str(value))
    if rule is None or rule.period.kind in {"month", "quarter"} or rule.quantity == "count":
        return Figure(int(exact) if exact == int(exact) else exact)
    return Figure(exact, rule.quantity)


def _row(one: ListReply, item: ItemReply, words: Phrases) -> list[Cell]:
    key, answer, now, lang = item.key, item.answer, item.now, words.lang
    remarks = words.say("stop").join(visible(remark.words.text(lang)) for remark in (*answer.remarks, *item.remarks))
    return [
        words.name(one),
        visible(key.rule),
        words.duty(key),
        words.whom(key),
        figure(key.rule, key.have, words),
        figure(key.rule, key.need, words),
        figure(key.rule, key.gap, words),
        key.due,
        ANSWERED[item.answered].text(lang),
        words.lacking(item) if item.answered == "partly" else None,
        visible(answer.measures) or None,
        answer.finish or visible(answer.finish_text) or None,
        visible(answer.person) or None,
        visible(answer.proof) or None,
        STATES[answer.state].text(lang) if answer.state else None,
        words.verdict(item.verdict),
        STATUSES[now.status].text(lang) if now else None,
        figure(key.rule, now.value, words) if now else None,
        figure(key.rule, now.gap, words) if now else None,
        remarks or None,
        visible(one.path) or None,
    ]
