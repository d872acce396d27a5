"""Patterns of words: what totals, labels and units of money are looked for with."""

from __future__ import annotations

import re
from collections.abc import Iterable

NEVER = "(?!)"
"""A pattern that nothing matches."""


def any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of some words, as one group, the longest first; of none, one that nothing matches."""
    patterns = "|".join(map(re.escape, sorted({*words}, key=len, reverse=True)))
    return f"(?:{patterns or NEVER})"
