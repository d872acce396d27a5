"""Invented names: coinages of two rare characters, so that none is a real place or unit."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

FIRST = "霁葭翎槿蓼砚黛穹曦璟煦琅溯栩沅瑾芸骊"
SECOND = "翮澍珂漪岑篁芷苒筱邈旖睿钰珩甯霈"


def coinages(rng: Random) -> Iterator[str]:
    """Yield every two-character coinage once, in a random order."""
    every = [first + second for first in FIRST for second in SECOND]
    rng.shuffle(every)
    return iter(every)
