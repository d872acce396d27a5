"""Lines drawn in signs: how high each value of a row is, for a terminal."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

BLOCKS = "▁▂▃▄▅▆▇█"
DIGITS = "0123456789"
"""The share in tenths, where a console lacks the blocks or draws them two columns wide."""
NOTHING = " "
T = TypeVar("T")


class Share(NamedTuple):
    """A part of a whole; of a whole that is nothing there is no share."""

    part: int
    whole: int


def signs_for(encoding: str) -> str:
    """Return the signs, low to high, that a console with an encoding shows in one column each."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return DIGITS
    return BLOCKS if name.startswith("utf") else DIGITS


def sparkline(shares: Sequence[Share | None], signs: str) -> str:
    """Return a sign for each share; a blank where there is none."""
    return "".join(_sign(share, signs) if share and share.whole else NOTHING for share in shares)


def _sign(share: Share, signs: str) -> str:
    return signs[min(len(signs) - 1, share.part * len(signs) // share.whole)]


def bundled(values: Sequence[T], room: int) -> list[Sequence[T]]:
    """Return some values in at most ``room`` bundles, in their order, all but the last of one size."""
    size = max(1, -(-len(values) // max(1, room)))
    return [values[at : at + size] for at in range(0, len(values), size)]
