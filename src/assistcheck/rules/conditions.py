"""The conditions of a measure, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.rules.model import Measure
from assistcheck.rules.vocabulary import Condition


def conditions_of(measure: Measure) -> Iterator[tuple[tuple[str | int, ...], Condition]]:
    """Yield every condition of a measure, with its path: those of its rows, and those on the part of a ratio."""
    yield from ((("where", index), one) for index, one in enumerate(measure.where))
    figure = measure.figure
    if figure.kind == "ratio":
        yield from ((("figure", "part_where", index), one) for index, one in enumerate(figure.part_where))
