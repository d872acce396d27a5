"""The published JSON of a comparison ``assistcheck.comparison/1`` as types, from which its JSON Schema is generated."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypeAliasType, TypedDict

from assistcheck.audit.outcomes import Reason, Status
from assistcheck.comparison.causes import How
from assistcheck.comparison.changes import Note
from assistcheck.comparison.inputs import FileFate
from assistcheck.comparison.kinds import KINDS, Kind
from assistcheck.comparison.rows import RowFate
from assistcheck.comparison.what_if import FACTORS, Factor
from assistcheck.exit_codes import ExitCode
from assistcheck.reports.json.model import Count, Day, Figure, PeriodLabel, RowRange, Rule, Sha256, Subject, Target, Title, Tool
from assistcheck.rules.model import Level
from assistcheck.submission.row_accounts import InputStatus

KindCounts = TypeAliasType("KindCounts", Annotated[dict[str, Count], Field(json_schema_extra={"required": [*KINDS]})])

_documented = with_config(ConfigDict(use_attribute_docstrings=True))


@_documented
class Side(TypedDict):
    """One of the two reports."""

    as_of: Day
    version: str
    """Of the program that made it."""
    sha256: Sha256
    """Of its rule pack."""
    readings: dict[Rule, str]
    files: Count
    outcomes: Count
    complete: bool
    """Whether every input could be read and judged whole."""


class Noted(TypedDict):
    """What has to be known of the comparison as a whole."""

    code: Note
    words: str


@_documented
class Standing(TypedDict):
    """How a duty stood in one of the reports; each as the report has it."""

    status: Status
    value: Figure | None
    target: Target
    expected: Figure
    gap: Figure | None
    due: Day | None
    missing: list[PeriodLabel]
    reason: Reason | None
    reason_text: str | None
    reading: str | None


@_documented
class Cause(TypedDict):
    """One cause of a change."""

    kind: Factor
    how: How
    """In which way it worked."""
    facts: dict[str, str]
    words: str


@_documented
class RowsPlace(TypedDict):
    """Rows of one sheet, and how they count there."""

    path: str
    sheet: str
    rows: list[RowRange]
    """Inclusive ranges of sheet rows."""
    counts_as: str | None
    """``counted``, or why they do not count; null: the outcome does not look at them."""


@_documented
class Moved(TypedDict):
    """What became of rows that an outcome rests on."""

    fate: RowFate
    """``recounted``: the same rows count otherwise."""
    before: RowsPlace | None
    after: RowsPlace | None


@_documented
class Change(TypedDict):
    """One duty of one subject that is not as it was."""

    kind: Kind
    rule: Rule
    title: str
    level: Level
    subject: Subject
    unit: str
    before: Standing | None
    after: Standing | None
    was_open: bool
    done: bool
    """Whether it is met or over now: of what is closed, the rest is excused by waivers."""
    causes: list[Cause]
    rows: list[Moved]
    """What became of its rows, be it a cause or not."""


@_documented
class FigureFell(TypedDict):
    """A figure of what happened that is lower than it was."""

    rule: Rule
    title: str
    subject: Subject
    unit: str
    before: Figure
    after: Figure
    rows: list[Moved]
    """The rows that counted and do not any more."""
    should_stand: list[SheetPlace]
    """The sheets in which those would have to stand that are gone."""


class SheetPlace(TypedDict):
    """A sheet of a file."""

    path: str
    sheet: str


@_documented
class FilePlace(TypedDict):
    """A file in one of the reports."""

    path: str
    status: InputStatus
    reporter: str | None


class File(TypedDict):
    """What became of one file."""

    fate: FileFate
    before: FilePlace | None
    after: FilePlace | None


@_documented
class SheetRows(TypedDict):
    """The rows of one sheet that only one of the reports has."""

    ledger: str
    before: SheetPlace | None
    after: SheetPlace | None
    went: list[RowRange]
    came: list[RowRange]
    changed: list[Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=2, max_length=2)]]
    """The row before and after."""


@_documented
class RuleSide(TypedDict):
    """What one report says of a rule."""

    reading: str | None
    level: Level | None
    mark: str | None
    """Rules with the same mark measure and ask the same."""


class RuleChange(TypedDict):
    """A rule of which the reports say different things."""

    rule: Rule
    title: str
    differs_in: list[Literal["reading", "level", "rule"]]
    before: RuleSide
    after: RuleSide


class Tally(TypedDict):
    """How many outcomes of one name are of each kind."""

    name: str
    kinds: dict[str, Count]


@_documented
class Summary(TypedDict):
    """How the comparison ended."""

    kinds: KindCounts
    """How many outcomes are of each kind; their sum is that of all outcomes of both reports."""
    done: Count
    """Of what is closed: what has been done (销号)."""
    excused: Count
    """Of what is closed: what a waiver excuses."""
    figure_fell: Count
    causes: Annotated[dict[str, Count], Field(json_schema_extra={"required": [*FACTORS]})]
    """How many changes each is a cause of."""
    by: dict[str, list[Tally]]
    """The same by ``debtor``, and by the two kinds of the pack that subjects belong to."""
    exit_code: Annotated[int, Field(json_schema_extra={"enum": [ExitCode.FINE, ExitCode.FAILED, ExitCode.INCOMPLETE]})]


class Pack(TypedDict):
    """The rule pack of both reports."""

    pack: str
    title: Title


@_documented
class Comparison(TypedDict):
    """What two reports differ in. Later versions of this schema only add."""

    schema: Literal["assistcheck.comparison/1"]
    tool: Tool
    rules: Pack
    before: Side
    after: Side
    notes: list[Noted]
    sent: list[str]
    """Who had sent nothing that could be read, and now has."""
    unsent: list[str]
    """The reverse."""
    changes: list[Change]
    """Everything that is not unchanged."""
    figure_fell: list[FigureFell]
    files: list[File]
    sheets: list[SheetRows]
    rules_changed: list[RuleChange]
    summary: Summary
