"""A report that was written before, as far as a later one is held against it: ``assistcheck.report/1`` read back.

What later versions of the report add is left unread.
"""

from __future__ import annotations

from base64 import b64decode
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from assistcheck.audit.outcomes import Reason, Status
from assistcheck.bounded_read import read_side_file
from assistcheck.calendar import ProgrammeYear, month_start
from assistcheck.errors import UsageError, reason
from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.problem_codes import ProblemLevel
from assistcheck.rules.model import Level, Quantity
from assistcheck.sanitize import visible
from assistcheck.submission.row_accounts import InputStatus
from assistcheck.submission.row_marks import SheetMarks

MOST_BYTES = 512 * 2**20
"""Bytes that a written report may have."""

Shape = TypeVar("Shape", bound=BaseModel)
_BEYOND = 10**25
"""No figure is as large: with its cents it has more digits than are reckoned with."""
MOST_ROW = 5_000_000
"""No sheet has so many rows."""

Figure = Annotated[Decimal, Field(gt=-_BEYOND, lt=_BEYOND, max_digits=60)]
Row = Annotated[int, Field(ge=1, le=MOST_ROW)]
RowRanges = tuple[tuple[Row, Row], ...]
YearNumber = Annotated[int, Field(ge=1900, lt=3000)]
YearDay = Annotated[date, Field(ge=date(1900, 1, 1), lt=date(3000, 1, 1))]
TargetKind = Literal["at_least", "more_than", "exactly", "between"]
PeriodLabel = Annotated[str, StringConstraints(pattern=r"^(19|2[0-9])[0-9]{2}(-(0[1-9]|1[0-2])|Q[1-4])$")]
OF_EVERY_SUBJECT = frozenset({"kind", "name", "debtor"})
"""What a report tells of every subject; what else it tells, by kinds of the pack, is what the subject belongs to."""
Key = tuple[str, ...]
"""What an outcome is known by from report to report: rule, kind and name of the subject, and whose workbook speaks of it."""


class Part(BaseModel):
    """A part of a report; what it has no field for is left unread."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class WordsRecord(Part):
    """A text in each language."""

    zh: str
    en: str

    @property
    def words(self) -> LocalizedText:
        """The same, to be shown."""
        return LocalizedText(self.zh, self.en)


class YearRecord(Part):
    """The twelve months whose duties are checked."""

    number: YearNumber
    first_day: YearDay
    effective_from: YearDay

    @property
    def programme(self) -> ProgrammeYear:
        """The same, to reckon with; no duty is known to fall due after it."""
        last_day = month_start(self.first_day, 12) - timedelta(days=1)
        return ProgrammeYear(self.number, self.first_day, self.effective_from, last_day)


class RulesRecord(Part):
    """The rule pack that a report was made with."""

    pack: str
    title: WordsRecord
    sha256: str
    year: YearRecord | None = None
    languages: tuple[Lang, ...] = ("zh",)
    """Those of the workbooks."""
    dates: Literal["mdy", "dmy"] | None = None
    kinds: Annotated[Mapping[str, WordsRecord], Field(default_factory=dict)]
    """What each kind of subject is called."""
    readings: Annotated[Mapping[str, str], Field(default_factory=dict)]


class DutyRecord(Part):
    """What is to be known of a rule."""

    rule: str
    title: WordsRecord
    unit: WordsRecord
    quantity: Quantity
    ledger: str
    period: Literal["year", "month", "quarter", "by", "deadline"]
    pace: Literal["quarterly", "none"]
    figure: str
    """What the rows add up to: ``count``, ``sum``, ``distinct`` …"""
    events: bool
    """Whether the figure counts or adds up what happened on dates of the year, and so never falls."""
    mark: str
    """Rules with the same mark measure and ask the same."""
    measure_mark: str
    """Rules with the same one measure the same, whatever they ask."""


class SummaryRecord(Part):
    """How the run ended."""

    exit_code: int


class ToolRecord(Part):
    """The program that made the report."""

    version: str


class MarksRecord(Part):
    """By what the rows of a sheet are known again."""

    rows: RowRanges
    marks: str

    @field_validator("marks")
    @classmethod
    def _in_base64(cls, marks: str) -> str:
        b64decode(marks, validate=True)
        return marks


class SheetRecord(Part):
    """What became of the rows of one sheet: ``rows`` maps ``read`` and each fate to a number."""

    name: str
    ledger: str
    rows: Mapping[str, int]
    row_marks: MarksRecord | None = None

    @cached_property
    def marks(self) -> Mapping[int, bytes]:
        """The mark of each sheet row; empty where the report has none."""
        return SheetMarks(self.row_marks.rows, self.row_marks.marks).by_row() if self.row_marks else {}


class InputRecord(Part):
    """One file that was read."""

    path: str
    sha256: str | None
    reporter: str | None
    status: InputStatus
    sheets: tuple[SheetRecord, ...]


class RowsRecord(Part):
    """Rows of one sheet; with a ``reason``: rows that did not count, and why not."""

    path: str
    sheet: str
    rows: RowRanges
    reason: str | None = None


class WaiverRecord(Part):
    """What excuses a duty, or a period of it; ``expires`` is its last day."""

    period: PeriodLabel | None = None
    document: str | None = None
    reason: str = ""
    approved_by: str = ""
    expires: date


class OutcomeRecord(Part):
    """The verdict on one duty of one subject; figures as they were published, exact decimals."""

    rule: str
    clause: int
    level: Level
    subject: Mapping[str, str | None]
    """``kind``, ``name``, ``debtor``, and two keys of the pack: what it is grouped by, and whose workbook speaks of it."""
    status: Status
    value: Figure | None
    target: Annotated[Mapping[TargetKind, Figure | tuple[Figure, Figure]], Field(min_length=1, max_length=1)]
    expected: Figure
    gap: Figure | None
    unit: str
    due: date | None
    missing: tuple[PeriodLabel, ...] = ()
    reason: Reason | None = None
    reason_text: str | None = None
    reading: str | None = None
    waivers: tuple[WaiverRecord, ...] = ()
    evidence: tuple[RowsRecord, ...] = ()
    excluded: tuple[RowsRecord, ...] = ()

    @property
    def key(self) -> Key:
        """What it is known by: rule, kind, name, and what the subject belongs to; never who owes it, which is words."""
        return (self.rule, self.subject.get("kind") or "", self.subject.get("name") or "", *self.belongs)

    @property
    def belongs(self) -> tuple[str, ...]:
        """What its subject belongs to, the last of it whose workbook speaks of it; empty names where there is nothing."""
        return tuple(value or "" for name, value in self.subject.items() if name not in OF_EVERY_SUBJECT)


class ProblemRecord(Part):
    """One fault, or all equal ones of a column."""

    code: str
    level: ProblemLevel
    path: str | None
    sheet: str | None
    cell: str | None
    cells: tuple[str, ...] = ()
    count: Annotated[int, Field(ge=0, lt=2**63)] = 1
    value: str = ""
    expected: str = ""
    message: str = ""
    remedy: str = ""


class ReportRecord(Part):
    """One audit as it was written."""

    schema_name: Annotated[Literal["assistcheck.report/1"], Field(alias="schema")]
    tool: ToolRecord
    rules: RulesRecord
    as_of: date
    inputs: tuple[InputRecord, ...]
    duties: tuple[DutyRecord, ...] = ()
    """Every rule of the pack; none in a report that was written before they were."""
    outcomes: tuple[OutcomeRecord, ...]
    problems: tuple[ProblemRecord, ...]
    summary: SummaryRecord

    @property
    def is_complete(self) -> bool:
        """Whether every input could be read and judged whole."""
        return self.summary.exit_code != ExitCode.INCOMPLETE

    @cached_property
    def duty(self) -> Mapping[str, DutyRecord]:
        """What is known of each rule."""
        return {one.rule: one for one in self.duties}

    @cached_property
    def by_key(self) -> Mapping[Key, OutcomeRecord]:
        """Its outcomes by what they are known by: only where a rule has one subject twice, what that belongs to as well."""
        names = Counter(outcome.key[:3] for outcome in self.outcomes)
        return {one.key if names[one.key[:3]] > 1 else one.key[:3]: one for one in self.outcomes}


def read_record(path: str) -> ReportRecord:
    """Return a report that was written as JSON.

    Raises:
        UsageError: the file cannot be read, or is no JSON report of this tool.
    """
    return parsed(ReportRecord, record_bytes(path), path)


def record_bytes(path: str) -> bytes:
    """Return the bytes of a written report.

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        return read_side_file(Path(path), MOST_BYTES)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else LocalizedText("名称不合要求", str(error))
        raise UsageError(LocalizedText(f"{path}：{why.zh}", f"{path}: {why.en}")) from None


def parsed(shape: type[Shape], content: bytes, path: str) -> Shape:
    """Return the ``content`` of a report's file as far as ``shape`` has it.

    Raises:
        UsageError: it is no JSON report of this tool.
    """
    try:
        return shape.model_validate_json(content.removeprefix(BOM_UTF8))
    except ValidationError as error:
        raise _no_report(path, error) from None


def _no_report(path: str, error: ValidationError) -> UsageError:
    first = error.errors(include_url=False)[0]
    told = visible(f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
    why = LocalizedText("内容不是 JSON", "it is no JSON")
    if first["type"] != "json_invalid":
        where = visible(".".join(map(str, first["loc"])))
        why = LocalizedText(f"{where} 缺少" if first["type"] == "missing" else f"{where} 的内容不对", told)
    return UsageError(
        LocalizedText(
            f"{path}：不是本程序写出的 JSON 报告（{why.zh}）；请给出 audit --format json 写出的文件",
            f"{path}: not a JSON report of this tool ({why.en}); give a file written by audit --format json",
        )
    )
