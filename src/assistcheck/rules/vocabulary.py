"""The vocabulary of measures: tests that rows pass, figures that rows add up to, tests that narrow a duty."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Frozen(BaseModel):
    """Base of every pack model: immutable, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# --- which rows count ---------------------------------------------------------------------------


class OneOf(Frozen):
    """The cell is one of ``values``."""

    test: Literal["one_of"]
    column: Text
    values: tuple[Text, ...] = Field(min_length=1)


class Contains(Frozen):
    """The cell lists ``value`` among others (a column of several choices)."""

    test: Literal["contains"]
    column: Text
    value: Text


class StartsWith(Frozen):
    """The text begins with one of ``values``."""

    test: Literal["starts_with"]
    column: Text
    values: tuple[Text, ...] = Field(min_length=1)


class Locality(Frozen):
    """The text names, alone or at its start, a place of one of these ``kinds`` by the roster; a city also without its 市."""

    test: Literal["locality"]
    column: Text
    kinds: tuple[Literal["city", "county", "town"], ...] = Field(min_length=1)


class Blank(Frozen):
    """The cell is blank."""

    test: Literal["blank"]
    column: Text


class Filled(Frozen):
    """The cell is not blank."""

    test: Literal["filled"]
    column: Text


class OwnTown(Frozen):
    """The town in ``column`` is the key town of the subject's own team."""

    test: Literal["own_town"]
    column: Text


class OwnUnit(Frozen):
    """The unit in ``column`` stands in the team of the town in ``town``; with ``kinds``: as one of these."""

    test: Literal["own_unit"]
    column: Text
    town: Text
    kinds: tuple[Text, ...] = ()


class WithinDays(Frozen):
    """The date in ``column`` is at most ``days`` natural days after ``after`` (that day not counted).

    A date after the as-of date has not happened yet.
    """

    test: Literal["within_days"]
    column: Text
    after: Text
    days: int = Field(gt=0)


Condition = Annotated[
    OneOf | Contains | StartsWith | Locality | Blank | Filled | OwnTown | OwnUnit | WithinDays,
    Field(discriminator="test"),
]

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
    columns: tuple[Text, ...] = Field(min_length=1)


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
    """``column`` (less ``minus``, if named) in the row with the greatest ``by``."""

    kind: Literal["newest"]
    column: Text
    by: Text
    minus: Text | None = None


class Every(Frozen):
    """1 when ``column`` is ``value`` in every row, else 0."""

    kind: Literal["every"]
    column: Text
    value: Text


class PairedOnce(Frozen):
    """Names that stand in exactly one row ÷ all names, each of ``columns`` a side of its own; no row: 0."""

    kind: Literal["paired_once"]
    columns: tuple[Text, Text]


class Attested(Frozen):
    """1 when the row of this duty says 已完成 with a date and evidence, else 0."""

    kind: Literal["attested"]


Figure = Annotated[
    Count | Sum | Distinct | Ratio | BestRatio | Newest | Every | PairedOnce | Attested,
    Field(discriminator="kind"),
]


# --- whom it binds ------------------------------------------------------------------------------


class SendsCadres(Frozen):
    """Only units that send cadres (派出单位)."""

    test: Literal["sends_cadres"]


class HasFirstSecretary(Frozen):
    """Only units that have a 第一书记."""

    test: Literal["first_secretary"]


class CityIs(Frozen):
    """Only the city named."""

    test: Literal["city"]
    value: Text


class GroupLevelIs(Frozen):
    """Only work groups of this level (市 or 县)."""

    test: Literal["group_level"]
    value: Text


class TeamHasKind(Frozen):
    """Only subjects whose team holds a unit of this kind."""

    test: Literal["team_has_kind"]
    value: Text


class HasCountedRow(Frozen):
    """Only subjects that stand in a counted row of the measured ledger."""

    test: Literal["has_counted_row"]


Narrowing = Annotated[
    SendsCadres | HasFirstSecretary | CityIs | GroupLevelIs | TeamHasKind | HasCountedRow,
    Field(discriminator="test"),
]
