"""The sentences on wrong names that several checks of a pack need, in both languages: no such column, kind, roster, word."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from assistcheck.i18n import EMPTY_TEXT, LocalizedText, listed

ANY_SHEET = ""
"""In the place of a sheet that has no such column: none of all has one."""
_NEAR = 0.65
"""How much two words have in common where one may be meant by the other; 1: all."""


def perhaps(text: str, known: Sequence[str]) -> LocalizedText:
    """Return the end of a message about an unknown word: the nearest that is allowed, or all of them."""
    if near := get_close_matches(text, known, n=1, cutoff=_NEAR):
        return LocalizedText(f"；是否为 {near[0]}？", f"; perhaps {near[0]}")
    return LocalizedText(f"；可用：{listed(known, 'zh')}", f"; allowed: {listed(known, 'en')}") if known else EMPTY_TEXT


def no_column(sheet: str, column: str, known: Sequence[str]) -> LocalizedText:
    """Return that a sheet has no column of this id, or :data:`ANY_SHEET` has one."""
    words = (
        LocalizedText("{sheet} 没有列 {column}{near}", "{sheet} has no column {column}{near}")
        if sheet
        else LocalizedText("没有一张表有列 {column}{near}", "no sheet has a column {column}{near}")
    )
    return words.format(sheet=sheet, column=column, near=perhaps(column, known))


def no_sheet(sheet: str, known: Sequence[str]) -> LocalizedText:
    """Return that the pack has no such sheet."""
    return _unknown("没有工作表 {name}{near}", "there is no sheet {name}{near}", sheet, known)


def no_ledger(ledger: str, known: Sequence[str]) -> LocalizedText:
    """Return that the pack has no sheet of this id whose rows could count."""
    return _unknown("没有台账 {name}{near}", "there is no ledger {name}{near}", ledger, known)


def no_roster(roster: str, known: Sequence[str]) -> LocalizedText:
    """Return that the pack has no such roster."""
    return _unknown("没有名册 {name}{near}", "there is no roster {name}{near}", roster, known)


def no_kind(kind: str, known: Sequence[str]) -> LocalizedText:
    """Return that the pack has no such kind of subject."""
    return _unknown("没有主体类别 {name}{near}", "there is no kind {name}{near}", kind, known)


def no_kind_of_subject(kind: str, known: Sequence[str]) -> LocalizedText:
    """Return the same where a rule names it."""
    return _unknown("没有主体类别 {name}{near}", "there is no kind of subject {name}{near}", kind, known)


def belongs_to_no(kind: str, group: str, known: Sequence[str]) -> LocalizedText:
    """Return that members of a kind do not belong to those of another; ``known``: to which they do."""
    return LocalizedText("{kind} 不属于任何 {group}{near}", "a {kind} belongs to no {group}{near}").format(
        kind=kind, group=group, near=perhaps(group, known)
    )


def never_holds(column: str, value: str, allowed: Sequence[str]) -> LocalizedText:
    """Return that a value is none of a column's words."""
    return LocalizedText("{column} 不会填 {value}{near}", "{column} never holds {value}{near}").format(
        column=column, value=value, near=perhaps(value, allowed)
    )


def _unknown(zh: str, en: str, name: str, known: Sequence[str]) -> LocalizedText:
    return LocalizedText(zh, en).format(name=name, near=perhaps(name, known))


def wrong_type(column: str, kind: object, needed: Sequence[str]) -> LocalizedText:
    """Return that a column is of a type that says nothing to what is asked of it."""
    return LocalizedText(
        f"{column} 的类型是 {_type_words(kind)}；应为 {'、'.join(needed)}",
        f"{column} is of type {_type_words(kind)}; needed: {' or '.join(needed)}",
    )


def _type_words(kind: object) -> str:
    return "/".join(map(str, kind)) if isinstance(kind, tuple) else str(kind)
