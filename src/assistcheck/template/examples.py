"""The example row of a sheet: each of its cells begins with a mark, by which readers and people tell it from data."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.schema import Column, Sheet
from assistcheck.ledgers.template_marks import EXAMPLE
from assistcheck.rules.model import RulePack
from assistcheck.template.messages import EXAMPLES
from assistcheck.template.scope import Scope


def example_row(sheet: Sheet, scope: Scope) -> Mapping[str, str]:
    """Return what the example row of a sheet shows, by column; what need not be filled in is left out.

    In a task list it shows a duty that is done.
    """
    lang = scope.pack.manifest.languages[0]
    found: dict[str, str] = {}
    chosen = {column.name: column.words[0] for column in sheet.columns if column.words}
    if tasks := sheet.tasks:
        chosen[tasks.state] = tasks.done[0]
    shown = {tasks.date, tasks.evidence} if tasks else set()
    for column in sheet.columns:
        when = column.required_when
        if column.required or column.name in shown or (when and chosen.get(when[0]) == when[1]):
            said = chosen.get(column.name) or _shown(sheet, column, scope)
            found[column.name] = EXAMPLE.text(lang) + said
    return found


def _shown(sheet: Sheet, column: Column, scope: Scope) -> str:
    """Return what one cell of an example may hold."""
    pack, lang = scope.pack, scope.pack.manifest.languages[0]
    if column.is_duty or column.names:
        offered = scope.duties() if column.is_duty else scope.names(sheet, column).offered
        return next(iter(offered), "") or column.example or _of_kind(column, pack).text(lang)
    if column.example:
        return column.example
    ways = ledgers_of(pack).conventions
    match column.kind:
        case "date":
            return ways.example_days[0]
        case "amount":
            return EXAMPLES["amount"].text(lang)
        case "whole":
            return EXAMPLES["whole"].text(lang)
        case "percent":
            return EXAMPLES["percent"].text(lang)
        case "year":
            return str(ways.number)
        case "quarter" | "month_or_quarter":
            return ways.example_quarters[0]
        case "month":
            return ways.example_months[0]
        case _:
            return EXAMPLES["text"].format(header=column.header).text(lang)


def _of_kind(column: Column, pack: RulePack) -> LocalizedText:
    """Return a name that nobody has, of the kinds that a column names."""
    kinds = chain(column.names if column.names != ("subject",) else (pack.subjects.roles.reporting,))
    name = pack.subjects.kind(next(kinds)).name
    return EXAMPLES["name"].format(kind=name)
