"""What is to be done about an open item, in one sentence, each part of it in a line."""

from __future__ import annotations

import re

from assistcheck.audit.outcomes import Outcome
from assistcheck.i18n import EMPTY_TEXT, LANGUAGES, Lang, LocalizedText
from assistcheck.reports.common.item_phrases import amount
from assistcheck.reports.common.numbers import quantity_of
from assistcheck.reports.common.open_items import Item
from assistcheck.reports.common.phrases import counted, gap_figure
from assistcheck.reports.shortfalls.messages import WORDS

_NO_CENTS = re.compile(r"(?<=\d)\.00(?!\d)")


def todo_words(item: Item, lang: Lang) -> str:
    """Return what to do about an item: its status, what is to be made up, by when, and where rows nearly count."""
    words, stop = item.words, WORDS["stop"].text(lang).rstrip() + "\n"
    parts = [
        words.status.text(lang),
        words.missing.text(lang) or _make_up(item.outcome).text(lang),
        words.per_month.text(lang) or _days(item.days_left).text(lang),
        words.pace.text(lang),
        _hints(item, lang),
    ]
    text = _NO_CENTS.sub("", stop.join(part for part in parts if part)) + WORDS["full_stop"].text(lang)
    return text[:1].upper() + text[1:] if lang == "en" else text


def _make_up(outcome: Outcome) -> LocalizedText:
    """Return how much is to be made up, which is the gap."""
    if not outcome.gap:
        return LocalizedText("须超过目标值", "the target must be exceeded") if outcome.gap == 0 else EMPTY_TEXT
    if quantity_of(outcome.rule) in {"ratio", "points"}:
        return WORDS["raise"].format(n=gap_figure(outcome, "zh").removesuffix("%"))
    return WORDS["make_up"].format(n=amount(outcome.rule, outcome.gap, up=True))


def _days(left: int | None) -> LocalizedText:
    """Return how many days are left, or have gone by."""
    if left is None:
        return EMPTY_TEXT
    if left == 0:
        return WORDS["today"]
    days = LocalizedText(*("days" if abs(left) != 1 else "day" for _ in LANGUAGES))
    return WORDS["days_over" if left < 0 else "days_to_go"].format(n=abs(left), days=days)


def _hints(item: Item, lang: Lang) -> str:
    """Return how many rows nearly count, and how many problems its rows have; the details have them one by one."""
    near, faults = len(item.words.near), sum(problem.count for problem in item.problems if problem.level == "error")
    told = [
        WORDS["some_near"].text(lang).format(n=near, rows=counted("rows", near)) if near else "",
        WORDS["some_faults"].text(lang).format(n=faults, cells=counted("cells", faults)) if faults else "",
    ]
    text = WORDS["stop"].text(lang).join(filter(None, told))
    return text + WORDS["see_details"].text(lang) if text else ""
