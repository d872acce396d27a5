"""Other figures: rows for values, another column, the sum for the newest."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.rules.ledgers import LedgerSpec
from assistcheck.rules.model import Rule
from assistcheck.rules.reach import one_is_enough, rows_are_values
from assistcheck.rules.subjects import Subjects
from assistcheck.rules.vocabulary import BestRatio, Count, Distinct, Figure, Ratio, Sum


def figures(rule: Rule, spec: LedgerSpec, subjects: Subjects) -> Iterator[tuple[str, Figure]]:
    """Yield other figures of a rule, each with words for the change."""
    figure = rule.measure.figure
    match figure.kind:
        case "count" | "distinct":
            yield from _counts(rule, figure, spec, subjects)
        case "ratio" | "best_ratio":
            yield from _ratios(figure, spec)
        case "newest":
            yield "newest -> sum", Sum(kind="sum", column=figure.column)
            if figure.minus:
                yield "newest minus removed", figure.model_copy(update={"minus": None})
                yield "newest sides swapped", figure.model_copy(update={"column": figure.minus, "minus": figure.column})
        case "every":
            of = spec.column(figure.column)
            for word in of.words if of else ():
                if word != figure.value:
                    yield f"every {figure.value} -> {word}", figure.model_copy(update={"value": word})
            yield "every -> count", Count(kind="count")
        case "sum" | "paired_once":
            yield f"{figure.kind} -> count", Count(kind="count")
        case _:
            return


def _counts(rule: Rule, figure: Count | Distinct, spec: LedgerSpec, subjects: Subjects) -> Iterator[tuple[str, Figure]]:
    if figure.kind == "count":
        for column in spec.columns:
            if column.id not in rule.measure.by and not _says_the_same(rule, spec, subjects, (column.id,)):
                yield f"count -> distinct {column.id}", Distinct(kind="distinct", columns=(column.id,))
        return
    if not _says_the_same(rule, spec, subjects, figure.columns):
        yield f"distinct {' '.join(figure.columns)} -> count", Count(kind="count")
    for name in figure.columns if len(figure.columns) > 1 else ():
        yield f"distinct -> {name}", figure.model_copy(update={"columns": (name,)})


def _says_the_same(rule: Rule, spec: LedgerSpec, subjects: Subjects, columns: tuple[str, ...]) -> bool:
    """Whether counting rows or the values of some columns leads to the same verdicts."""
    return rows_are_values(rule, spec, subjects, columns) or one_is_enough(rule)


def _ratios(figure: Ratio | BestRatio, spec: LedgerSpec) -> Iterator[tuple[str, Figure]]:
    for side in ("part", "whole"):
        here = spec.column(getattr(figure, side))
        for column in spec.columns:
            if here and column.type == here.type and column.id != here.id:
                yield f"{side} {here.id} -> {column.id}", figure.model_copy(update={side: column.id})
    if figure.kind == "best_ratio":
        yield "best_ratio -> ratio", Ratio(kind="ratio", part=figure.part, whole=figure.whole)
