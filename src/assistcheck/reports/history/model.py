"""The published JSON of a history, ``assistcheck.history/1``, as types from which its JSON Schema is generated."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from assistcheck.audit.outcomes import STATUSES
from assistcheck.comparison.history.sendings import SendingState
from assistcheck.comparison.history.trend import NoteCode
from assistcheck.reports.json.model import Count, Day, Rule, Sha256, Title, Tool
from assistcheck.submission.row_accounts import InputStatus

_documented = with_config(ConfigDict(use_attribute_docstrings=True))
"""Makes the docstrings of a type's keys their descriptions."""

StatusCounts = Annotated[dict[str, Count], Field(json_schema_extra={"required": [*STATUSES]})]


class Pack(TypedDict):
    """The rule pack of all reports."""

    pack: str
    title: Title


@_documented
class Kinds(TypedDict):
    """The ids of the kinds of subject that reports are grouped by."""

    region: str | None
    """Null where there are no regions beside the whole and those who report."""
    reporting: str


@_documented
class Only(TypedDict):
    """What alone is counted; empty lists: everything."""

    rules: list[Rule]
    subjects: list[str]
    within: list[Annotated[list[str], Field(min_length=2, max_length=2)]]
    """Kinds and names of what subjects belong to."""


@_documented
class Report(TypedDict):
    """One report of the history."""

    as_of: Day
    path: str
    rules_sha256: Sha256
    readings: dict[Rule, str]
    outcomes: StatusCounts
    """How many of the duties that are counted have each status."""
    workbooks: Count
    """How many workbooks of those who report count."""
    unreadable: Count
    """How many files could not be read."""


@_documented
class Standing(TypedDict):
    """How the duties of a region stand in one report."""

    as_of: Day
    outcomes: StatusCounts


@_documented
class Region(TypedDict):
    """The history of a region."""

    name: str
    reports: list[Standing]
    """Those that have a duty of it."""


@_documented
class Workbook(TypedDict):
    """A workbook that somebody had sent."""

    path: str
    sha256: Sha256 | None
    status: InputStatus
    until: str | None
    """Its own day, where that lies in an earlier quarter than the report's."""


@_documented
class Sent(TypedDict):
    """What somebody who reports had sent by the day of a report."""

    as_of: Day
    state: SendingState
    """Beside the report before: nothing, a first workbook, another content, other bytes that say the same, the same bytes."""
    late: bool
    """Whether the workbook that counts is of an earlier quarter than the report."""
    conflicting: bool
    """Whether there were several."""
    workbooks: list[Workbook]
    """The one that counts first."""


@_documented
class Reporter(TypedDict):
    """The history of somebody who reports."""

    name: str
    region: str | None
    first_sent: Day | None
    missing: Count
    """In how many reports nothing of theirs was there."""
    late: Count
    conflicting: Count
    changes: Count
    reports: list[Standing]
    """Those that have a duty of theirs."""
    sent: list[Sent]
    """One for each report of the history."""


@_documented
class Note(TypedDict):
    """What was left out, and what cannot be compared."""

    code: NoteCode
    message: str


@_documented
class History(TypedDict):
    """The reports of one rule pack by their days.

    Later versions of this schema only add.
    """

    schema: Literal["assistcheck.history/1"]
    tool: Tool
    rules: Pack
    kinds: Kinds
    only: Only
    complete: bool
    """Whether every report that was found could be read."""
    reports: list[Report]
    regions: list[Region]
    reporters: list[Reporter]
    notes: list[Note]
