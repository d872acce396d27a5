"""What a kind of problem is made of, and the words that its texts take from a pack."""

from __future__ import annotations

from typing import Literal, NamedTuple

from assistcheck.i18n import EMPTY_TEXT, LocalizedText

ProblemLevel = Literal["error", "warning", "note"]
PROBLEM_LEVELS: tuple[ProblemLevel, ...] = ("error", "warning", "note")


class Terms(NamedTuple):
    """What the texts of problems take from a pack; without one, what is so everywhere."""

    reporter: LocalizedText = LocalizedText("填报单位", "reporter")
    """What one of those who report is called."""
    reporters: LocalizedText = LocalizedText("填报单位", "reporters")
    as_of: LocalizedText = LocalizedText("统计截止", "as-of date")
    """The line of the cover sheet that says up to which day a workbook tells."""
    day: str = "2026-03-05"
    day_in_words: LocalizedText = LocalizedText("2026年3月5日", "March 5, 2026")
    units: LocalizedText = LocalizedText("单位", "its unit")
    """The units that may stand after an amount."""
    which_unit: LocalizedText = LocalizedText("哪种单位", "which unit it is in")
    larger: LocalizedText = LocalizedText("更大的单位", "a larger unit")
    """A larger unit than the currency's own."""
    stated: LocalizedText = LocalizedText("金额(单位)", "Amount (unit)")
    """The header of an amount in the larger unit."""


NEUTRAL = Terms()


class Code(NamedTuple):
    """One kind of problem: how grave it is, what it is called, and what to do about it."""

    level: ProblemLevel
    title: LocalizedText
    remedy: LocalizedText
    expected: LocalizedText = EMPTY_TEXT
    """What was expected, where the place does not say it better."""
