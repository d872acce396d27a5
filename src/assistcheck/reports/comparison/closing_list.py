"""The closing list (销号清单): what was open and has been done, with the rows that show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assistcheck.comparison.changes import Change, Comparison
from assistcheck.comparison.record import OutcomeRecord
from assistcheck.location import Location
from assistcheck.reports.common.day_words import numeral
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.item_phrases import day_words
from assistcheck.reports.comparison.phrases import Phrases
from assistcheck.reports.shortfalls.notice_blocks import Block, Table

_SHEETS = 3
"""Sheets of evidence that an item names; of more, the number of rows is said."""


class ClosedItem(NamedTuple):
    """One duty that is closed, and the rows that it rests on now."""

    change: Change
    evidence: str


def closed_items(compared: Comparison, words: Phrases) -> list[ClosedItem]:
    """Return what has been done, by who owes it, in the order of the report."""
    order: dict[str, int] = {}
    for one in compared.done:
        order.setdefault(words.debtor_of(one.either), len(order))
    done = sorted(compared.done, key=lambda one: order[words.debtor_of(one.either)])
    return [ClosedItem(one, _evidence(one.either, words)) for one in done]


def _evidence(outcome: OutcomeRecord, words: Phrases) -> str:
    """Return the rows that an outcome rests on."""
    told = [words.sheet(Location(one.path, one.sheet)) + words.ranges(one.rows) for one in outcome.evidence[:_SHEETS]]
    if len(outcome.evidence) > _SHEETS:
        told.append(words.say("and_more", n=len(outcome.evidence)))
    return words.say("semicolon").join(told) or "-"


def outline(compared: Comparison, words: Phrases) -> Iterator[Block | Table]:
    """Yield the closing list from its title to its signature, in words that are harmless to show but not yet escaped."""
    items = closed_items(compared, words)
    title = visible(compared.new.rules.title.words.text(words.lang))
    days = {"old": day_words(compared.before.day).text(words.lang), "new": day_words(compared.after.day).text(words.lang)}
    yield Block("title", words.say("list"))
    yield Block("text", words.say("list_opening" if items else "list_empty", title=title, n=len(items), **days))
    sections = iter(range(1, 4))
    if items:
        yield _section(words.say("list_closed", n=len(items)), next(sections), words)
        yield Table(
            tuple(words.say(key) for key in ("number", "debtor", "duty", "list_was", "list_have", "evidence")),
            tuple(_row(number, item, words) for number, item in enumerate(items, 1)),
        )
    if compared.excused:
        yield _section(words.say("list_excused"), next(sections), words)
        for change in compared.excused:
            yield Block("text", words.say("list_excused_item", **_named(change.either, words), why=words.why(change.after)))
    if compared.fell:
        yield _section(words.say("list_fell"), next(sections), words)
        for fell in compared.fell:
            figures = {"before": words.have(fell.before), "after": words.have(fell.after)}
            yield Block("text", words.say("list_fell_item", **_named(fell.after, words), **figures))
    yield Block("sender", words.say("sender"))
    yield Block("day", words.say("day"))


def _section(text: str, number: int, words: Phrases) -> Block:
    return Block("section", (f"{numeral(number)}、" if words.lang == "zh" else f"{number}. ") + text)


def _named(outcome: OutcomeRecord, words: Phrases) -> dict[str, object]:
    return {"debtor": words.debtor_of(outcome), "rule": words.rule_of(outcome), "what": words.what(outcome)}


def _row(number: int, item: ClosedItem, words: Phrases) -> tuple[str, ...]:
    change = item.change
    one = change.either
    now = f"{words.have(change.after)} / {words.need(one)}"
    return (
        str(number),
        words.debtor_of(one),
        f"{words.rule_of(one)} {words.what(one)}",
        words.gap(change.before),
        now,
        item.evidence,
    )
