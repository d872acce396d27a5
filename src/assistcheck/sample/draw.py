"""Seeded draws: every topic has a sequence of its own, so that a change to one sheet leaves the others as they are."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

SEED = "assistcheck sample"

T = TypeVar("T")


class Draw:
    """Draws of one topic; only ``Random.random`` is used, whose sequence Python keeps from version to version."""

    def __init__(self, topic: str) -> None:
        """Seed the draws with the topic's name."""
        self._random = Random(f"{SEED}/{topic}")  # noqa: S311 - a sample, not a secret

    def chance(self, share: float) -> bool:
        """Return True in this share of draws."""
        return self._random.random() < share

    def between(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of ``choices``."""
        return choices[self.between(0, len(choices) - 1)]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in a random order."""
        found = list(items)
        for last in range(len(found) - 1, 0, -1):
            other = self.between(0, last)
            found[last], found[other] = found[other], found[last]
        return found

    def amount(self, low: int, high: int, step: int = 100) -> int:
        """Return an amount in whole units of the currency that ``step`` divides."""
        return self.between(low // step, high // step) * step
