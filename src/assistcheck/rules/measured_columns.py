"""Columns of a measure whose type says nothing to what is asked of them: a sum of texts, a number that begins with a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from assistcheck.i18n import EMPTY_TEXT, LocalizedText
from assistcheck.rules.conditions import conditions_of
from assistcheck.rules.fault_words import wrong_type
from assistcheck.rules.ledgers import NO_TEXTS, NUMBER_TYPES, PERIOD_TYPES, ColumnSpec, LedgerSpec
from assistcheck.rules.model import Measure
from assistcheck.rules.pack_file import Fault, KeyPath
from assistcheck.rules.vocabulary import Condition, Figure, as_compared

_NEVER = LocalizedText("{column} 不会填 {value}{near}", "{column} never holds {value}{near}")
_MEANT = LocalizedText("；应写成 {word}", "; perhaps {word}")
_FAR = 40
"""Digits before or behind the point that no amount has."""


def column_type_faults(measure: Measure, spec: LedgerSpec) -> Iterator[Fault]:
    """Yield the columns of a measure that cannot hold what is asked of them; each of them is a column of ``spec``."""
    columns = {column.id: column for column in spec.columns}
    if spec.role == "cover":
        zh = f"{spec.id} 的行不计数；请写 role 为 ledger、tasks 或 roster 的表"
        en = f"the rows of {spec.id} are not counted; name a sheet of the role ledger, tasks or roster"
        yield ("ledger",), LocalizedText(zh, en)
    if measure.figure.kind == "attested" and spec.role != "tasks":
        zh = f"事项是否落实写在任务表里，不在 {spec.id} 里"
        yield ("ledger",), LocalizedText(zh, f"whether a duty is attested stands in the task list, not in {spec.id}")
    for at, condition in conditions_of(measure):
        if condition.test == "own" and at[0] == "figure":
            en = "'own' asks for the subject's own, and goes with 'where'"
            yield (*at, "test"), LocalizedText("own 要求的是主体自己的，只能写在 where 里", en)
        yield from _condition_faults(condition, at, columns[condition.column])
    figure = measure.figure
    if figure.kind == "every" and columns[figure.column].type in NO_TEXTS:
        yield ("figure", "column"), _no_text(columns[figure.column])
    for key, name, allowed in _of_figure(figure):
        if columns[name].type not in allowed:
            yield ("figure", key), wrong_type(name, columns[name].type, allowed)
        elif key == "by" and not columns[name].required:
            zh = f"{name} 可以不填，这时分不出哪一行最新；请设为必填"
            yield ("figure", key), LocalizedText(zh, f"{name} may be blank, and then no row is the newest; let it be required")


def _of_figure(figure: Figure) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Yield the columns that a figure reckons with: the key, the column, and the types that it may have."""
    match figure.kind:
        case "sum":
            yield "column", figure.column, NUMBER_TYPES
        case "ratio" | "best_ratio":
            yield "part", figure.part, NUMBER_TYPES
            yield "whole", figure.whole, NUMBER_TYPES
        case "newest":
            yield "column", figure.column, NUMBER_TYPES
            yield "by", figure.by, (*PERIOD_TYPES, *NUMBER_TYPES)
            if figure.minus:
                yield "minus", figure.minus, NUMBER_TYPES
        case _:
            return


def _condition_faults(condition: Condition, at: KeyPath, column: ColumnSpec) -> Iterator[Fault]:
    match condition.test:
        case "starts_with" | "names_place" if column.type in NO_TEXTS:
            yield (*at, "column"), _no_text(column)
        case "contains" if column.type != "choices":
            zh = f"{column.id} 的类型是 {column.type}；contains 只用于 choices 类型"
            en = f"{column.id} is of type {column.type}; 'contains' goes with the type choices"
            yield (*at, "column"), LocalizedText(zh, en)
        case "one_of" | "starts_with":
            for place, value in enumerate(condition.values):
                if (written := _as_held(value, column)) != value:
                    yield (
                        (*at, "values", place),
                        _NEVER.format(
                            column=column.id, value=value, near=_MEANT.format(word=written) if written else EMPTY_TEXT
                        ),
                    )
        case _:
            return


def _no_text(column: ColumnSpec) -> LocalizedText:
    zh = f"{column.id} 的类型是 {column.type}，不是文字"
    return LocalizedText(zh, f"{column.id} is of type {column.type} and holds no text")


def _as_held(value: str, column: ColumnSpec) -> str | None:
    """Return a value as conditions compare it with a cell of a column; ``None`` if it cannot stand there."""
    try:
        match column.type:
            case "whole":
                return str(int(value))
            case "amount" | "percent":
                number = Decimal(value)
                return f"{number.normalize():f}" if number.is_finite() and abs(number.adjusted()) < _FAR else None
            case "date":
                return date.fromisoformat(value).isoformat()
            case _:
                return as_compared(value)
    except (ValueError, InvalidOperation):
        return None
