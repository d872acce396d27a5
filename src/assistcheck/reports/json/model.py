"""The published JSON report ``assistcheck.report/1`` as types, from which its JSON Schema is generated."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import ConfigDict, Field, StringConstraints, with_config
from typing_extensions import TypeAliasType, TypedDict

from assistcheck.audit.baseline import STATES, State
from assistcheck.audit.outcomes import STATUSES, Reason, Status
from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import Lang
from assistcheck.problem_codes import PROBLEM_LEVELS, ProblemLevel
from assistcheck.rules.model import Level, Quantity
from assistcheck.submission.row_accounts import InputStatus
from assistcheck.submission.row_status import ROW_STATUSES

Count = TypeAliasType("Count", Annotated[int, Field(ge=0)])
Day = TypeAliasType("Day", Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")])
Rule = TypeAliasType("Rule", Annotated[str, StringConstraints(pattern=r"^R\d{2}\.\d{1,2}$")])
Sha256 = TypeAliasType("Sha256", Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")])
Number = Annotated[str, StringConstraints(pattern=r"^-?\d+\.(\d{2}|\d{6})$")]
Figure = TypeAliasType(
    "Figure",
    Annotated[
        int | Number,
        Field(description="A count, or money, a ratio or percentage points as an exact decimal string."),
    ],
)
PeriodLabel = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}|Q[1-4])$")]
Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
CellRange = Annotated[str, StringConstraints(pattern=r"^[A-Z]+\d+(:[A-Z]+\d+)?$")]
RowRange = Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=2, max_length=2)]

_documented = with_config(ConfigDict(use_attribute_docstrings=True))
"""Makes the docstrings of a type's keys their descriptions."""


class Tool(TypedDict):
    """The program that made the report."""

    name: Literal["assistcheck"]
    version: str


class Title(TypedDict):
    """The document's title in each language."""

    zh: str
    en: str


class Words(TypedDict):
    """A text in each language."""

    zh: str
    en: str


@_documented
class Year(TypedDict):
    """The twelve months whose duties are checked."""

    number: int
    """How people number it."""
    first_day: Day
    effective_from: Day
    """Months and quarters that ended before it owe nothing."""


@_documented
class Rules(TypedDict):
    """The rule pack that the report was made with."""

    pack: str
    title: Title
    sha256: Sha256
    year: NotRequired[Year]
    languages: NotRequired[list[Lang]]
    """Those of the workbooks."""
    dates: NotRequired[Literal["mdy", "dmy"] | None]
    """Whether a date in digits begins with the month or with the day; null: neither is read."""
    kinds: NotRequired[dict[str, Words]]
    """What each kind of subject is called, by its id."""
    readings: dict[Rule, str]
    """The alternative readings that were asked for, by rule."""


@_documented
class RowMarks(TypedDict):
    """By what rows are known again in another report: rows that say the same have the same mark."""

    rows: list[RowRange]
    """Inclusive ranges of sheet rows."""
    marks: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]*$")]
    """The mark of each of these rows, six bytes each, all together in base64."""


@_documented
class Sheet(TypedDict):
    """What became of the rows of one sheet."""

    name: str
    ledger: str
    rows: Annotated[dict[str, Count], Field(json_schema_extra={"required": ["read", *ROW_STATUSES]})]
    """How many rows have each fate; read is the sum of all the others."""
    row_marks: NotRequired[RowMarks]
    """Of the rows of a ledger; left out where it has more than 10,000."""


@_documented
class Input(TypedDict):
    """One file that was read."""

    path: str
    sha256: Sha256 | None
    """Of the file's bytes; null where they could not be had."""
    reporter: str | None
    """Who filled the workbook in, as its cover sheet says."""
    status: InputStatus
    sheets: list[Sheet]


Subject = TypeAliasType(
    "Subject",
    Annotated[
        dict[str, str | None],
        Field(
            description=(
                "Whom the duty binds or is for: the id of its kind, its name, and who owes the duty (the subject itself, or "
                "who answers for it). Two more keys have the ids of kinds of the pack: that by which reports are grouped, and "
                "that whose workbooks come in; their values are what the subject belongs to."
            ),
            json_schema_extra={
                "properties": {
                    "kind": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
                    "name": {"type": "string"},
                    "debtor": {"type": "string"},
                },
                "required": ["kind", "name", "debtor"],
            },
        ),
    ],
)


@with_config(ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1}, extra="forbid"))
class Target(TypedDict, total=False):
    """What the figure is compared with: exactly one of the four."""

    at_least: Figure
    more_than: Figure
    exactly: Figure
    between: Annotated[list[Figure], Field(min_length=2, max_length=2)]


@_documented
class Rows(TypedDict):
    """Rows of one sheet."""

    path: str
    sheet: str
    rows: list[RowRange]
    """Inclusive ranges of sheet rows."""
    reason: NotRequired[str]
    """Why the rows do not count: a fate, or the cell that excludes them."""


ExcludedRows = Annotated[Rows, Field(json_schema_extra={"required": ["path", "sheet", "rows", "reason"]})]


@_documented
class Waiver(TypedDict):
    """A recorded waiver that excuses a duty, or one of its months or quarters."""

    period: PeriodLabel | None
    """The month or quarter; null: the whole duty."""
    document: str | None
    reason: str
    approved_by: str
    expires: Day
    """Its last day."""


@_documented
class Outcome(TypedDict):
    """The verdict on one duty of one subject."""

    rule: Rule
    clause: Count
    level: Level
    subject: Subject
    status: Status
    value: Figure | None
    """The figure; null where nothing can be said."""
    target: Target
    expected: Figure
    """What the pace asks for at the as-of date."""
    gap: Figure | None
    """What is missing to the target."""
    unit: str
    due: Day | None
    missing: list[PeriodLabel]
    """Ended months or quarters without their number."""
    reason: Reason | None
    reason_text: str | None
    reading: str | None
    """The alternative reading that the duty was judged by."""
    evidence: list[Rows]
    """The rows that count."""
    excluded: list[ExcludedRows]
    """The rows that do not, each with why."""
    waivers: NotRequired[list[Waiver]]
    """Of what is waived, whole or for some periods: what excuses it."""
    baseline_state: NotRequired[State]
    """What has become of it since the baseline; left out without one, and for what is not open and was not."""


@_documented
class Duty(TypedDict):
    """What is to be known of a rule to hold a report against another one; under the reading that was asked for."""

    rule: Rule
    title: Words
    unit: Words
    quantity: Quantity
    """How its figures are written; those of month and quarter duties are counts."""
    ledger: str
    period: Literal["year", "month", "quarter", "by", "deadline"]
    pace: Literal["quarterly", "none"]
    figure: str
    """What the rows add up to: count, sum, distinct and others."""
    events: bool
    """Whether the figure counts or adds up what happened on dates of the year, and so never falls."""
    mark: Mark
    """Rules with the same mark measure and ask the same."""
    measure_mark: Mark
    """Rules with the same one measure the same, whatever they ask."""


@_documented
class Problem(TypedDict):
    """One fault, or all equal faults of one sheet and column; value is that of the first."""

    code: str
    level: ProblemLevel
    path: str | None
    sheet: str | None
    cell: str | None
    """The first cell; null for a whole file or sheet."""
    line: NotRequired[Annotated[int, Field(ge=1)]]
    """In a text file, such as one of waivers: its line."""
    cells: list[CellRange]
    """All cells as inclusive ranges, such as A7 or A9:A12."""
    count: Annotated[int, Field(ge=1)]
    """How many faults it stands for."""
    value: str
    expected: str
    message: str
    remedy: str
    baseline_state: NotRequired[Literal["new", "known"]]
    """Whether a fault that it stands for is new since the baseline; left out without one."""
    new: NotRequired[Count]
    """How many of the faults that it stands for are new since the baseline."""


@_documented
class Failing(TypedDict):
    """What fails the run beside the baseline."""

    outcomes: Count
    faults: Count


@_documented
class Baseline(TypedDict):
    """The earlier report that the run was held against, and what has changed since."""

    path: str
    sha256: Sha256
    as_of: Day
    remarks: list[str]
    """What has to be known of it: other rules, other readings, a later date."""
    outcomes: Annotated[dict[str, Count], Field(json_schema_extra={"required": [*STATES, "gone"]})]
    """How many open outcomes have each state; gone: open then, and judged no more."""
    faults: Annotated[dict[str, Count], Field(json_schema_extra={"required": ["new", "known", "closed"]})]
    """How many faults of the data, cell by cell: errors, and warnings where they fail the run too."""
    failing: Failing


@_documented
class Summary(TypedDict):
    """How the run ended."""

    outcomes: Annotated[dict[str, Count], Field(json_schema_extra={"required": [*STATUSES]})]
    """How many outcomes have each status."""
    problems: Annotated[dict[str, Count], Field(json_schema_extra={"required": [*PROBLEM_LEVELS]})]
    """How many problems have each level."""
    subjects_short: Count
    """How many subjects have at least one shortfall."""
    exit_code: Annotated[int, Field(json_schema_extra={"enum": [ExitCode.FINE, ExitCode.FAILED, ExitCode.INCOMPLETE]})]


class Run(TypedDict):
    """What is said of a run in every published shape."""

    tool: Tool
    rules: Rules
    as_of: Day
    inputs: list[Input]


@_documented
class Report(Run):
    """One audit.

    Counts are numbers; money is a string with two decimals; ratios and percentage points are strings rounded down to six places
    (gaps: up). Later versions of this schema only add.
    """

    schema: Literal["assistcheck.report/1"]
    duties: NotRequired[list[Duty]]
    """Every rule of the pack."""
    outcomes: list[Outcome]
    problems: list[Problem]
    baseline: NotRequired[Baseline]
    """Left out where there is none."""
    summary: Summary
