"""The published JSON of an explanation, ``assistcheck.explain/1``, as types from which its JSON Schema is generated."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypeAliasType, TypedDict

from assistcheck.audit.remedy import RemedyKind
from assistcheck.reports.json.model import Count, Outcome, PeriodLabel, Problem, Rule, Run

SCHEMA: Literal["assistcheck.explain/1"] = "assistcheck.explain/1"

_documented = with_config(ConfigDict(use_attribute_docstrings=True))
"""Makes the docstrings of a type's keys their descriptions."""

Value = TypeAliasType(
    "Value",
    Annotated[
        int | str | list[str] | None,
        Field(
            description=(
                "What stands in a cell: a day as 2022-03-05, money as a string with two decimals, the words of a list as an"
                " array; null: blank, or it could not be read."
            )
        ),
    ],
)


@_documented
class Duty(TypedDict):
    """What the document asks for."""

    rule: Rule
    title: str
    clause: Count
    clause_title: str
    quote: str
    """The document's own words."""
    criterion: str
    responsible: list[str]


class UsedReading(TypedDict):
    """The alternative reading that a duty was judged by."""

    name: str
    words: str


class Column(TypedDict):
    """A column of the measured sheet."""

    id: str
    header: str


@_documented
class Measure(TypedDict):
    """How the duty is measured."""

    ledger: str
    sheet: str
    by: dict[str, str | None]
    """Column -> what it holds in the subject's rows; empty: every row."""
    tests: list[str]
    """What a row has to say to count, in words."""
    figure: str
    columns: list[Column]
    """Those that the rule reads."""


@_documented
class Period(TypedDict):
    """One month or quarter of a duty that is owed in each."""

    period: PeriodLabel
    rows: Count
    ended: bool
    missing: bool
    waived: NotRequired[Literal[True]]
    """It has ended without its number, and a waiver excuses that."""


@_documented
class Reasons(TypedDict, total=False):
    """Why a row does not count, or not in full."""

    reason: str
    """Why it does not count: a fate, or the cell that excludes it."""
    reason_text: str
    part_reason_text: str
    """Of a ratio's row that counts: why it gives nothing to the numerator."""


@_documented
class Row(Reasons):
    """One row of the measured sheet."""

    path: str
    sheet: str
    row: Annotated[int, Field(ge=1)]
    cells: dict[str, Value]
    """What stands in the measure's columns."""
    problems: list[Problem]


LeftOutRow = Annotated[
    Row, Field(json_schema_extra={"required": ["path", "sheet", "row", "cells", "reason", "reason_text", "problems"]})
]


class Cell(TypedDict):
    """Where a cell stands."""

    path: str
    sheet: str
    cell: str


@_documented
class Remedy(TypedDict):
    """The smallest change that would meet the duty."""

    kind: RemedyKind
    amount: int | str | None
    """How many rows, how much money, by how much a cell has to grow; for value: what it has to exceed or to reach."""
    columns: list[str]
    periods: list[str]
    cells: list[Cell]
    words: str


@_documented
class Explanation(TypedDict):
    """How one verdict came about."""

    duty: Duty
    reading: UsedReading | None
    """The alternative reading that was used; null: the default one."""
    measure: Measure
    outcome: Outcome
    periods: list[Period]
    """The months or quarters of a duty that is owed in each; else empty."""
    counted: list[Row]
    left_out: list[LeftOutRow]
    unplaced: list[LeftOutRow]
    """Rejected rows that do not say, in words that can be read, whose they are; they may be the subject's."""
    remedy: Remedy
    near: list[str]
    """Rows that a single cell keeps out, in words."""


@_documented
class Explained(Run):
    """How the verdicts on one duty of one subject came about.

    Figures and money are written as in assistcheck.report/1. Later versions of this schema only add.
    """

    schema: Literal["assistcheck.explain/1"]
    explanations: Annotated[list[Explanation], Field(min_length=1)]
    """One; for a subject that owes the duty to each of several, one for each of them."""
