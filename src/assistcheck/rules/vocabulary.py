"""The vocabulary of measures: tests that rows pass, figures that rows add up to, tests that narrow a duty."""

from __future__ import annotations

import unicodedata
from string import Formatter
from typing import Literal

from assistcheck.i18n import LocalizedText
from assistcheck.rules.frozen import NO_ENTRIES, Frozen

Text = str
"""A text that is not blank."""
Texts = tuple[Text, ...]
"""One text or more."""
Words = LocalizedText
"""One text in Chinese and in English; given in one language only, it stands for both."""
Days = int
"""Days from one date to another; a hundred years at most."""


def as_compared(text: str) -> str:
    """Return a text as cells are compared with it: full-width letters and brackets as plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


def braced(*texts: str) -> set[str]:
    """Return the names in braces; one that cannot be filled in plainly is returned as nothing that is allowed."""
    found: set[str] = set()
    for text in texts:
        try:
            found |= {text if how or change else name for _, name, how, change in Formatter().parse(text) if name is not None}
        except ValueError:
            found.add(text)
    return found


# --- which rows count ---------------------------------------------------------------------------


class OneOf(Frozen):
    """The cell is one of ``values``."""

    test: Literal["one_of"]
    column: Text
    values: Texts


class Contains(Frozen):
    """The cell lists ``value`` among others (a column of several choices)."""

    test: Literal["contains"]
    column: Text
    value: Text


class StartsWith(Frozen):
    """The text begins with one of ``values``."""

    test: Literal["starts_with"]
    column: Text
    values: Texts


class NamesPlace(Frozen):
    """The text names, alone or at its start, a member of one of these ``kinds`` of subject."""

    test: Literal["names_place"]
    column: Text
    kinds: Texts


class Blank(Frozen):
    """The cell is blank."""

    test: Literal["blank"]
    column: Text


class Filled(Frozen):
    """The cell is not blank."""

    test: Literal["filled"]
    column: Text


class Own(Frozen):
    """The one named in ``column`` is what the subject belongs to."""

    test: Literal["own"]
    column: Text


class SameGroup(Frozen):
    """The ones named in ``column`` and in ``beside`` belong to the same member of the kind ``group``.

    With ``says``: the roster row of the one in ``column`` there says one of these values.
    """

    test: Literal["same_group"]
    column: Text
    beside: Text
    group: Text
    says: dict[Text, tuple[Text, ...]] = NO_ENTRIES


class WithinDays(Frozen):
    """The date in ``column`` is at most ``days`` natural days after ``after`` (that day not counted).

    A date after the as-of date has not happened yet.
    """

    test: Literal["within_days"]
    column: Text
    after: Text
    days: Days


Condition = OneOf | Contains | StartsWith | NamesPlace | Blank | Filled | Own | SameGroup | WithinDays

# --- what the rows add up to --------------------------------------------------------------------


class Count(Frozen):
    """How many rows."""

    kind: Literal["count"]


class Sum(Frozen):
    """The sum of ``column``."""

    kind: Literal["sum"]
    column: Text


class Distinct(Frozen):
    """How many different combinations of ``columns``."""

    kind: Literal["distinct"]
    columns: Texts


class Ratio(Frozen):
    """Sum of ``part`` ÷ sum of ``whole``; a blank or zero whole cannot be judged.

    With ``part_where``, only the rows that pass give their part.
    """

    kind: Literal["ratio"]
    part: Text
    whole: Text
    part_where: tuple[Condition, ...] = ()


class BestRatio(Frozen):
    """The best ``part`` ÷ ``whole`` of a single row; rows with a blank part, or a blank or zero whole, are left out."""

    kind: Literal["best_ratio"]
    part: Text
    whole: Text


class Newest(Frozen):
    """``column`` (less ``minus``, if named) in the row with the greatest ``by``; no row: it cannot be judged."""

    kind: Literal["newest"]
    column: Text
    by: Text
    minus: Text | None = None


class Every(Frozen):
    """1 when there are rows and ``column`` is ``value`` in every one, else 0."""

    kind: Literal["every"]
    column: Text
    value: Text


class PairedOnce(Frozen):
    """Names that stand in exactly one row ÷ all names, each of ``columns`` a side of its own; no row: 0."""

    kind: Literal["paired_once"]
    columns: tuple[Text, Text]


class Attested(Frozen):
    """1 when the row of this duty says that it is done, with a date and evidence, else 0."""

    kind: Literal["attested"]


Figure = Count | Sum | Distinct | Ratio | BestRatio | Newest | Every | PairedOnce | Attested


# --- whom it binds ------------------------------------------------------------------------------


class Is(Frozen):
    """Only the subjects named."""

    test: Literal["is"]
    values: Texts


class Says(Frozen):
    """Only subjects of which any roster row says one of ``values`` in ``column``."""

    test: Literal["says"]
    column: Text
    values: Texts


class GroupSays(Frozen):
    """Only subjects whose ``group`` is named by a row of ``roster`` that says one of ``values`` in ``column``."""

    test: Literal["group_says"]
    group: Text
    roster: Text
    column: Text
    values: Texts


class HasCountedRow(Frozen):
    """Only subjects that stand in a counted row of the measured ledger."""

    test: Literal["has_counted_row"]


Applicability = Is | Says | GroupSays | HasCountedRow
