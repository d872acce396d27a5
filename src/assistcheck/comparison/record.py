"""A report that was written before, as far as a later one is held against it: ``assistcheck.report/1`` read back.

What later versions of the report add is left unread.
"""

from __future__ import annotations

from base64 import b64decode
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistcheck.audit.outcomes import Reason, Status
from assistcheck.bounded_read import read_side_file
from assistcheck.errors import UsageError, reason
from assistcheck.i18n import LocalizedText
from assistcheck.location import Ranges
from assistcheck.problem_codes import ProblemLevel
from assistcheck.rules.model import Level
from assistcheck.sanitize import visible
from assistcheck.submission.row_accounts import InputStatus
from assistcheck.submission.row_marks import MARK_BYTES

MOST_BYTES = 512 * 2**20
"""Bytes that a written report may have."""

Key = tuple[str, ...]
"""What an outcome is known by from report to report: rule, kind and name of the subject, and whose workbook speaks of it."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class RulesRecord(_Part):
    """The rule pack that a report was made with."""

    pack: str
    sha256: str
    readings: Mapping[str, str] = MappingProxyType({})


class MarksRecord(_Part):
    """By what the rows of a sheet are known again."""

    rows: Ranges
    marks: str


class SheetRecord(_Part):
    """What became of the rows of one sheet: ``rows`` maps ``read`` and each fate to a number."""

    name: str
    ledger: str
    rows: Mapping[str, int]
    row_marks: MarksRecord | None = None

    @cached_property
    def marks(self) -> Mapping[int, bytes]:
        """The mark of each sheet row; empty where the report has none."""
        if self.row_marks is None:
            return {}
        content = b64decode(self.row_marks.marks)
        marks = (content[at : at + MARK_BYTES] for at in range(0, len(content), MARK_BYTES))
        rows = (row for first, last in self.row_marks.rows for row in range(first, last + 1))
        return dict(zip(rows, marks, strict=False))


class InputRecord(_Part):
    """One file that was read."""

    path: str
    sha256: str | None
    reporter: str | None
    status: InputStatus
    sheets: tuple[SheetRecord, ...]


class RowsRecord(_Part):
    """Rows of one sheet; with a ``reason``: rows that did not count, and why not."""

    path: str
    sheet: str
    rows: Ranges
    reason: str | None = None


class OutcomeRecord(_Part):
    """The verdict on one duty of one subject; figures as they were published, exact decimals."""

    rule: str
    clause: int
    level: Level
    subject: Mapping[str, str | None]
    """``kind``, ``name``, ``debtor``, and two keys of the pack: what it is grouped by, and whose workbook speaks of it."""
    status: Status
    value: Decimal | None
    target: Mapping[str, Decimal | tuple[Decimal, Decimal]]
    expected: Decimal
    gap: Decimal | None
    unit: str
    due: date | None
    missing: tuple[str, ...] = ()
    reason: Reason | None = None
    reason_text: str | None = None
    reading: str | None = None
    evidence: tuple[RowsRecord, ...] = ()
    excluded: tuple[RowsRecord, ...] = ()

    @property
    def key(self) -> Key:
        """What it is known by: rule, kind, name, and what the subject belongs to; never who owes it, which is words."""
        belongs = (value or "" for name, value in self.subject.items() if name not in {"kind", "name", "debtor"})
        return (self.rule, self.subject["kind"] or "", self.subject["name"] or "", *belongs)


class ProblemRecord(_Part):
    """One fault, or all equal ones of a column."""

    code: str
    level: ProblemLevel
    path: str | None
    sheet: str | None
    cell: str | None
    cells: tuple[str, ...] = ()
    count: int = 1
    value: str = ""
    expected: str = ""
    message: str = ""
    remedy: str = ""


class ReportRecord(_Part):
    """One audit as it was written."""

    schema_name: Annotated[Literal["assistcheck.report/1"], Field(alias="schema")]
    rules: RulesRecord
    as_of: date
    inputs: tuple[InputRecord, ...]
    outcomes: tuple[OutcomeRecord, ...]
    problems: tuple[ProblemRecord, ...]

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
    try:
        content = read_side_file(Path(path), MOST_BYTES)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else LocalizedText(str(error), str(error))
        raise UsageError(LocalizedText(f"{path}：{why.zh}", f"{path}: {why.en}")) from None
    try:
        return ReportRecord.model_validate_json(content)
    except ValidationError as error:
        raise _no_report(path, error) from None


def _no_report(path: str, error: ValidationError) -> UsageError:
    first = error.errors(include_url=False)[0]
    where = visible(".".join(map(str, first["loc"])) or "1")
    what = visible(first["msg"])
    return UsageError(
        LocalizedText(
            f"{path}：不是本程序写出的 JSON 报告（{where}：{what}）；请给出 audit --format json 写出的文件",
            f"{path}: not a JSON report of this tool ({where}: {what}); give a file written by audit --format json",
        )
    )
