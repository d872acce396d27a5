"""Rules beside their quotes: where a number, a unit, a comparison or a day of the quote disagrees with the rule."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from assistcheck.i18n import LocalizedText
from assistcheck.pack_tools.quotes import CLASSIFIERS, Quantity, comparisons, days_in, goal_years, quantities
from assistcheck.rules.model import ByDate, Deadline, InEach, Manifest, Rule, RulePack, Target, Yearly

_SIGNS = {"at_least": "≥", "more_than": ">", "at_most": "≤", "exactly": "="}


class Remark(NamedTuple):
    """Something to look at in a rule."""

    rule: str
    words: LocalizedText


def remarks(pack: RulePack) -> Iterator[Remark]:
    """Yield where rules disagree with what they quote; of several numbers in a quote it is enough that one agrees."""
    for rule in pack.rules:
        if not rule.attested:
            for words in _disagreements(rule, pack.manifest):
                yield Remark(rule.id, words)


def _disagreements(rule: Rule, manifest: Manifest) -> Iterator[LocalizedText]:
    said = quantities(rule.quote, manifest.currency)
    yield from _of_target(rule, rule.target, said)
    for reading in rule.readings:
        if reading.target:
            for words in _of_target(rule, reading.target, said):
                zh, en = f"口径 {reading.name}：{words.zh}", f"reading {reading.name}: {words.en}"
                yield LocalizedText(zh, en)
    yield from _of_days(rule, said)
    yield from _of_dates(rule)


# --- the target ---------------------------------------------------------------------------------


def _of_target(rule: Rule, target: Target, said: list[Quantity]) -> Iterator[LocalizedText]:
    numbers = [one for one in said if one.kind != "days"]
    for name, wanted in _numbers(target):
        same = [one for one in numbers if _is(one, wanted, rule)]
        if not same:
            yield from _no_number(rule, name, wanted, numbers)
            continue
        alike = [one for one in same if _unit_agrees(one, rule)]
        if not alike and wanted != 1:
            zh = f"原文的 {same[0].written}{same[0].unit} 与规则的单位（{rule.unit.zh}）不是一回事"
            yield LocalizedText(zh, f"the quote's {same[0].written} {same[0].unit} is not in the rule's unit ({rule.unit.en})")
        elif name != "between" and not any(_agrees(one.compared, name) for one in alike or same):
            told = (alike or same)[0]
            sign = _SIGNS[told.compared or "exactly"]
            zh = f"原文写的是 {sign} {told.written}，规则是 {_SIGNS[name]} {wanted}"
            yield LocalizedText(zh, f"the quote says {sign} {told.written}, the rule {_SIGNS[name]} {wanted}")


def _numbers(target: Target) -> Iterator[tuple[str, Decimal]]:
    for name in ("at_least", "more_than", "exactly"):
        if (number := getattr(target, name)) is not None:
            yield name, number
    for end in target.between or ():
        yield "between", end


def _no_number(rule: Rule, name: str, wanted: Decimal, numbers: list[Quantity]) -> Iterator[LocalizedText]:
    """Yield that no number of the quote is the target; one, all and more than none need no number in the words."""
    if wanted in {0, 1}:
        own = [one for one in numbers if one.compared and _kind(rule) == one.kind and _unit_agrees(one, rule)]
        if not own and not numbers:
            told = comparisons(rule.quote) - {"at_most"}
            if told and not any(_agrees(kind, name) for kind in told):
                kind = min(told)
                zh = f"原文的说法是 {_SIGNS[kind]}，规则是 {_SIGNS.get(name, name)} {wanted}"
                yield LocalizedText(
                    zh, f"the words of the quote say {_SIGNS[kind]}, the rule {_SIGNS.get(name, name)} {wanted}"
                )
        numbers = own
    if numbers:
        listed = [f"{one.written}{'%' if one.kind == 'percent' else one.unit}" for one in numbers]
        zh = f"原文的数是 {'、'.join(listed)}，规则的指标是 {wanted}"
        yield LocalizedText(zh, f"the numbers of the quote are {', '.join(listed)}, the target is {wanted}")


def _is(said: Quantity, wanted: Decimal, rule: Rule) -> bool:
    """Whether a number of the quote is a number of the target."""
    if rule.quantity == "ratio":
        return said.value == wanted * 100 if said.kind == "percent" else said.value == wanted
    return said.value == wanted


def _kind(rule: Rule) -> str:
    return {"count": "count", "money": "money", "ratio": "percent", "points": "percent"}[rule.quantity]


def _unit_agrees(said: Quantity, rule: Rule) -> bool:
    if said.kind != _kind(rule):
        return False
    own = rule.unit.zh
    is_counted = said.kind == "count" and own in CLASSIFIERS and not isinstance(rule.period, InEach)
    return not (is_counted and said.unit and said.unit != own)


def _agrees(compared: str | None, name: str) -> bool:
    """Whether a comparison of the quote is the target's; without one, a number is a least or an exact one."""
    return compared == name or (compared is None and name in {"at_least", "exactly"})


# --- days and dates -----------------------------------------------------------------------------


def _of_days(rule: Rule, said: list[Quantity]) -> Iterator[LocalizedText]:
    days = [one for one in said if one.kind == "days" and one.compared == "at_most"]
    figure = rule.measure.figure
    tests = (*rule.measure.where, *(figure.part_where if figure.kind == "ratio" else ()))
    own = {one.days for one in tests if one.test == "within_days"}
    if isinstance(rule.period, Deadline):
        own.add(rule.period.days)
    if days and own.isdisjoint(int(one.value) for one in days):
        rules = "、".join(map(str, sorted(own))) or "-"
        zh = f"原文的期限是 {days[0].written} 日，规则是 {rules}"
        yield LocalizedText(zh, f"the quote allows {days[0].written} days, the rule {rules}")


def _of_dates(rule: Rule) -> Iterator[LocalizedText]:
    days, years = days_in(rule.quote), goal_years(rule.quote)
    match rule.period:
        case ByDate(date=day):
            if days and not any(one.is_on(day) for one in days):
                yield LocalizedText(
                    f"原文的日期是 {days[0].written}，规则是 {day}", f"the quote says {days[0].written}, the rule {day}"
                )
            elif not days and years and day.year not in years:
                yield LocalizedText(f"原文的年份是 {years[0]}，规则是 {day}", f"the quote says {years[0]}, the rule {day}")
        case Yearly() if days and "by " in rule.quote.lower():
            yield LocalizedText(
                f"原文有日期 {days[0].written}，规则是全年", f"the quote says {days[0].written}, the rule the whole year"
            )
        case _:
            return
