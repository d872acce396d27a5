"""The sheet that explains how to fill in the workbook, and which duties each sheet serves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.schema import Sheet
from assistcheck.ledgers.template_marks import EXAMPLE
from assistcheck.rules.model import Rule, RulePack
from assistcheck.template import messages
from assistcheck.template.hints import other_spellings
from assistcheck.template.messages import SECTIONS, joined
from assistcheck.template.scope import Scope


class Line(NamedTuple):
    """One line of the sheet, and how it looks."""

    look: Literal["title", "section", "text", "header", "cells"]
    cells: tuple[str, ...]
    new_page: bool = False
    """Whether it begins a page when it is printed."""


def note_lines(scope: Scope) -> Iterator[Line]:
    """Yield the lines of the sheet, in the pack's first language; of duties and sheets those of the scope."""
    pack = scope.pack
    lang = pack.manifest.languages[0]
    yield Line("title", (messages.TITLE.format(title=pack.manifest.title).text(lang),))
    for section, texts in (("how", _how(scope)), ("counts", _counts(pack)), ("cells", messages.CELLS)):
        yield _section(section, pack)
        yield from (Line("text", (f"{number}. {text.text(lang)}",)) for number, text in enumerate(texts, 1))
    yield _section("served", pack)
    yield _header(messages.SERVED, pack)
    for sheet in scope.sheets:
        for rule in pack.rules:
            if rule.measure.ledger == sheet.id and not rule.attested and scope.is_owed(rule):
                yield Line("cells", (sheet.title, *_named(rule, pack), rule.criterion.text(lang)))
    if tasks := next((sheet for sheet in scope.sheets if sheet.tasks), None):
        yield _section("attested", pack, tasks=tasks.title)
        yield _header(messages.ATTESTED_HEADERS, pack)
        attested = (rule for rule in pack.rules if rule.attested and scope.is_owed(rule))
        yield from (Line("cells", (tasks.title, *_named(rule, pack), rule.quote)) for rule in attested)
    spelt = [(title, header, _spelt(found).text(lang)) for title, header, found in other_spellings(scope)]
    if spelt:
        yield _section("spelt", pack)
        yield _header(messages.SPELT, pack)
        yield from (Line("cells", cells) for cells in spelt)


def _section(key: str, pack: RulePack, **values: str) -> Line:
    """Return the heading of a section."""
    text = SECTIONS[key].format(**values).text(pack.manifest.languages[0])
    return Line("section", (text,), key in messages.NEW_PAGE)


def _spelt(spellings: Mapping[str, Sequence[str]]) -> LocalizedText:
    """Return the other spellings of a choice's words."""
    zh = "；".join(f"{word}：{'，'.join(others)}" for word, others in spellings.items())
    return LocalizedText(zh, "; ".join(f"{word}: {', '.join(others)}" for word, others in spellings.items()))


def _how(scope: Scope) -> Iterator[LocalizedText]:
    """Yield how to fill in, beginning with the cover sheet."""
    pack = scope.pack
    yield from _cover(scope)
    ways, currency, day = ledgers_of(pack).conventions, pack.manifest.currency, pack.programme_year.day_of(3, 5)
    kinds = joined(kind.name for kind in pack.subjects.kinds if kind.roster)
    slashed = f"{day.year}/{day.month}/{day.day}"
    for text in messages.HOW:
        yield text.format(kinds=kinds, day=f"{day}", slashed=slashed, written=ways.example_days[1], unfinished=f"{day.year}.1")
    larger = next(iter(currency.multiples), "")
    amounts = messages.AMOUNTS_OR_LARGER if larger else messages.AMOUNTS
    yield amounts.format(unit=currency.unit, larger=larger, example=ways.money.example)
    yield messages.TOTALS
    yield messages.EXAMPLE_ROWS.format(mark=EXAMPLE)
    yield messages.LOCKED


def _cover(scope: Scope) -> Iterator[LocalizedText]:
    pack = scope.pack
    sheet = ledgers_of(pack).cover
    if scope.reporter is not None:
        yield messages.MADE_FOR.format(reporter=scope.reporter)
        yield from _own_cover(scope, sheet)
    elif sheet and (cover := sheet.cover):
        fields = {key: sheet.by_name[name].header for key in ("reporter", "as_of", "template") if (name := getattr(cover, key))}
        kind = pack.subjects.kind(pack.subjects.roles.reporting).name
        text = messages.COVER if len(fields) == 3 else messages.COVER_ALONE
        yield text.format(cover=sheet.title, kind=kind, **fields)


def _own_cover(scope: Scope, sheet: Sheet | None) -> Iterator[LocalizedText]:
    """Yield what is to be said of the cover sheet, and of the lines of the task list, of a workbook made for somebody."""
    if sheet and sheet.cover and sheet.cover.as_of:
        yield messages.OWN_COVER.format(cover=sheet.title, as_of=sheet.by_name[sheet.cover.as_of].header)
    tasks = next((one for one in scope.sheets if one.tasks), None)
    if tasks and tasks.tasks and scope.tasks:
        yield messages.OWN_TASKS.format(tasks=tasks.title, state=tasks.by_name[tasks.tasks.state].header)


def _counts(pack: RulePack) -> Iterator[LocalizedText]:
    """Yield what counts, and how a duty of the task list is done."""
    kind = pack.subjects.kind(pack.subjects.roles.reporting).name
    yield from (text.format(kind=kind) for text in messages.COUNTS)
    sheet = ledgers_of(pack).tasks
    if sheet and (tasks := sheet.tasks):
        headers = {key: sheet.by_name[getattr(tasks, key)].header for key in ("state", "date", "evidence")}
        done = LocalizedText("”或“".join(tasks.done), "” or “".join(tasks.done))
        yield messages.ATTESTED.format(tasks=sheet.title, done=done, **headers)
    yield messages.ACCOUNTED


def _header(texts: Sequence[LocalizedText], pack: RulePack) -> Line:
    return Line("header", tuple(text.text(pack.manifest.languages[0]) for text in texts))


def _named(rule: Rule, pack: RulePack) -> tuple[str, str, str, str]:
    lang = pack.manifest.languages[0]
    clause = messages.CLAUSE.format(clause=rule.clause) if rule.clause else messages.PREAMBLE
    kind = pack.subjects.kind(rule.subject.kind).name
    return rule.id, rule.title.text(lang), clause.text(lang), kind.text(lang)
