"""Conditions and figures that no row can meet, or that no row can fail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistcheck.i18n import LocalizedText
from assistcheck.rules.ledgers import LedgerSpec
from assistcheck.rules.model import Rule
from assistcheck.rules.pack_file import Fault, KeyPath
from assistcheck.rules.vocabulary import Condition

_PERIODS = {
    "year": (re.compile(r"\d{4}"), "2022"),
    "quarter": (re.compile(r"\d{4}Q[1-4]"), "2022Q1"),
    "month": (re.compile(r"\d{4}-(0[1-9]|1[0-2])"), "2022-05"),
}
"""How the values of a column of periods are written in conditions, and an example."""


def row_faults(rule: Rule, at: KeyPath, spec: LedgerSpec) -> Iterator[Fault]:
    """Yield the conditions of a rule that contradict each other or the sheet, and figures that are always the same."""
    measure = rule.measure
    where: KeyPath = (*at, "measure", "where")
    yield from _condition_faults(measure.where, where, spec)
    for index, condition in enumerate(measure.where):
        if condition.test == "blank" and condition.column in measure.by:
            yield (
                (*where, index),
                _never(f"{condition.column} 指明主体，不会空", f"{condition.column} names the subject and is not blank"),
            )
    figure = measure.figure
    if figure.kind == "ratio":
        inner: KeyPath = (*at, "measure", "figure", "part_where")
        yield from _contradictions((*measure.where, *figure.part_where), inner, first=len(measure.where))
        yield from _condition_faults(figure.part_where, inner, spec, contradictions=False)
        if figure.part == figure.whole and not figure.part_where:
            yield (
                (*at, "measure", "figure", "part"),
                _always("分子和分母是同一列，比例总是 1", "part and whole are one column: the ratio is 1"),
            )
    if figure.kind == "best_ratio" and figure.part == figure.whole:
        yield (
            (*at, "measure", "figure", "part"),
            _always("分子和分母是同一列，比例总是 1", "part and whole are one column: the ratio is 1"),
        )
    if figure.kind == "newest" and figure.minus == figure.column:
        yield (*at, "measure", "figure", "minus"), _always("一列减去它自己总是 0", "a column less itself is 0")
    if figure.kind == "every":
        chosen = [one.values for one in measure.where if one.test == "one_of" and one.column == figure.column]
        if any(values == (figure.value,) for values in chosen):
            words = _always(
                f"条件已限定 {figure.column} 为 {figure.value}", f"the conditions leave only rows with {figure.value}"
            )
            yield (*at, "measure", "figure", "value"), words
        elif any(figure.value not in values for values in chosen):
            words = _never(f"条件已排除 {figure.value}", f"the conditions leave out every row with {figure.value}")
            yield (*at, "measure", "figure", "value"), words


def _condition_faults(
    conditions: Sequence[Condition], at: KeyPath, spec: LedgerSpec, *, contradictions: bool = True
) -> Iterator[Fault]:
    for index, condition in enumerate(conditions):
        column = spec.column(condition.column)
        if column is None:
            continue
        if condition.test == "blank" and column.required and not column.required_when:
            words = _never(f"{column.id} 是必填列", f"{column.id} has to be filled in")
            yield (*at, index), words
        if condition.test == "within_days":
            for key in ("column", "after"):
                of = spec.column(getattr(condition, key))
                if of and of.type != "date":
                    yield (*at, index, key), LocalizedText(f"{of.id} 不是日期列", f"{of.id} is no date column")
        if condition.test == "one_of" and str(column.type) in _PERIODS:
            pattern, example = _PERIODS[str(column.type)]
            for place, value in enumerate(condition.values):
                if not pattern.fullmatch(value):
                    words = _never(f"{column.id} 的值写作 {example}", f"{column.id} holds values such as {example}")
                    yield (*at, index, "values", place), words
    if contradictions:
        yield from _contradictions(conditions, at)


def _contradictions(conditions: Sequence[Condition], at: KeyPath, *, first: int = 0) -> Iterator[Fault]:
    """Yield pairs of conditions on one column that no cell meets together; those before ``first`` are not new."""
    for index, later in enumerate(conditions):
        for earlier in conditions[:index] if index >= first else ():
            if later.column == earlier.column and _exclude(earlier, later):
                words = _never(
                    f"与另一条 {earlier.test} 矛盾（同一列 {later.column}）",
                    f"it contradicts the condition {earlier.test} on the same column {later.column}",
                )
                yield (*at, index - first), words


def _exclude(one: Condition, other: Condition) -> bool:
    """Whether no cell meets both of two conditions on one column."""
    tests = {one.test, other.test}
    if "blank" in tests:
        return tests != {"blank"}
    if one.test == "one_of" and other.test == "one_of":
        return {*one.values}.isdisjoint(other.values)
    if one.test == "one_of" and other.test == "starts_with":
        return not any(value.startswith(other.values) for value in one.values)
    if one.test == "starts_with" and other.test == "one_of":
        return not any(value.startswith(one.values) for value in other.values)
    if one.test == "starts_with" and other.test == "starts_with":
        pairs = ((a, b) for a in one.values for b in other.values)
        return not any(a.startswith(b) or b.startswith(a) for a, b in pairs)
    return False


def _never(zh: str, en: str) -> LocalizedText:
    return LocalizedText(f"没有一行能符合：{zh}", f"no row can meet this: {en}")


def _always(zh: str, en: str) -> LocalizedText:
    return LocalizedText(f"没有一行能不符合：{zh}", f"no row can fail this: {en}")
