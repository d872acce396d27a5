"""Cases of the rules: small invented workbooks beside the outcomes that they must lead to.

A file of cases (``cases/<RULE ID>/*.yaml``) holds a template row for each sheet and a list of cases. A row of
a case says only how it differs from the template; ``times: 3`` repeats it, a list in a cell gives one row for each of
its values, and ``{n}`` stands for the number of the row in its sheet. A sheet that a case does not name was not sent.
Each workbook is the programme's own, so that an empty sheet of it is a zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, cached_property, partial
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistcheck.audit.outcomes import Outcome, Reason, Status
from assistcheck.audit.pipeline import run_audit
from assistcheck.audit.request import Request, Selection
from assistcheck.pending import facts_of
from assistcheck.rules.model import RulePack
from assistcheck.submission.assemble import Submission, assemble
from assistcheck.submission.file_reader import read_book
from builders.packs import LEDGERS, PACK

CASES = Path(__file__).parent

Row = dict[str, Any]
Sheets = dict[str, list[Row]]


class Strict(BaseModel):
    """Base of what a file of cases holds: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Expected(Strict):
    """What one outcome must be; only what is given is compared. Numbers may be written as fractions, ``3/5``."""

    status: Status
    subject: str = ""
    """Of whom; empty: the subject of the file."""
    team: str | None = None
    """For a unit that owes a duty to each of its teams."""
    value: int | float | str | None = None
    gap: int | float | str | None = None
    expected: int | float | str | None = None
    missing: tuple[str, ...] = ()
    reason: Reason | None = None

    def faults(self, outcomes: tuple[Outcome, ...]) -> Iterator[str]:
        """Yield how ``outcomes`` differ from what is expected."""
        found = [o for o in outcomes if o.subject.name == self.subject and self.team in {None, o.subject.reporter}]
        whom = f"{self.subject} {self.team or ''}".strip()
        if len(found) != 1:
            yield f"{whom}: {len(found)} outcomes"
            return
        for name in sorted(self.model_fields_set - {"subject", "team"}):
            told, wanted = getattr(found[0], name), getattr(self, name)
            same = _number(told) == _number(wanted) if name in {"value", "gap", "expected"} else told == wanted
            if not same:
                yield f"{whom}: {name} is {told}, expected {wanted}"


class Entry(Strict):
    """One case as written: either ``as_of`` and ``expect``, or ``dates`` with what to expect on each."""

    name: str = Field(pattern=r"^[a-z0-9_]+$")
    as_of: date | None = None
    reading: str | None = None
    roster: dict[str, list[Row] | None] = {}
    """Rosters that stand in place of the world's; ``null``: not sent."""
    roster_adds: Sheets = {}
    sheets: Sheets = {}
    expect: Expected | tuple[Expected, ...] = ()
    dates: dict[date, Expected | tuple[Expected, ...]] = {}


class CaseFile(Strict):
    """One file: what its cases have in common, and the cases."""

    subject: str
    team: str | None = None
    as_of: date = date(2022, 12, 31)
    template: dict[str, Row] = {}
    cases: tuple[Entry, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Workbook:
    """Every sheet that was sent, rosters too."""

    sheets: Mapping[str, list[Row]]

    @cached_property
    def content(self) -> bytes:
        """The workbook as a file: Chinese titles and headers, real dates, numbers as numbers."""
        stream = BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            for name, rows in self.sheets.items():
                _write_sheet(book, day, name, rows)
            book.add_worksheet("填报信息").write_row(0, 0, ("填报主体", PACK.subjects.whole))
        return stream.getvalue()


@dataclass(frozen=True, eq=False)
class Case:
    """One workbook, one as-of date, and the outcomes that one rule must have then."""

    rule: str
    name: str
    workbook: Workbook
    as_of: date
    reading: str | None
    expect: tuple[Expected, ...]

    @cached_property
    def submission(self) -> Submission:
        """The workbook as it was read back and matched with its rosters."""
        book = read_book(f"{self.name}.xlsx", lambda: self.workbook.content, LEDGERS, partial(facts_of, PACK))
        return assemble([book], PACK, self.as_of)

    def outcomes(self, pack: RulePack = PACK) -> tuple[Outcome, ...]:
        """Return the outcomes of the case's rule as ``pack`` has it."""
        readings = {self.rule: self.reading} if self.reading else {}
        request = Request(self.as_of, readings, Selection(rules=frozenset({self.rule})))
        return run_audit(pack, self.submission, request).outcomes

    def faults(self, pack: RulePack = PACK) -> list[str]:
        """Return how the outcomes differ from what is expected; none: the case holds."""
        outcomes = self.outcomes(pack)
        return [fault for wanted in self.expect for fault in wanted.faults(outcomes)]


@cache
def world() -> Sheets:
    """Return the rosters that cases share."""
    found: Sheets = _yaml(CASES / "world.yaml")
    return found


@cache
def cases_of(rule: str) -> tuple[Case, ...]:
    """Return the cases written for one rule."""
    files = sorted((CASES / rule).glob("*.yaml"))
    return tuple(case for path in files for case in cases_in(rule, _yaml(path)))


def attested_cases(rule: str, subject: str) -> tuple[Case, ...]:
    """Return the cases that every duty without a number must pass, written for ``rule`` and one subject of it."""
    text = (CASES / "attested.yaml").read_text(encoding="utf-8")
    return tuple(cases_in(rule, _load(text.replace("{duty}", rule).replace("{subject}", subject))))


def cases_in(rule: str, data: Any) -> Iterator[Case]:
    """Yield the cases of one file, those with several dates once for each."""
    file = CaseFile.model_validate(data)
    for entry in file.cases:
        workbook = Workbook(_sheets(entry, file))
        if not entry.dates:
            expect = _completed(entry.expect, file)
            yield Case(rule, entry.name, workbook, entry.as_of or file.as_of, entry.reading, expect)
        for day, wanted in entry.dates.items():
            yield Case(rule, f"{entry.name}_{day}", workbook, day, entry.reading, _completed(wanted, file))


def _completed(expect: Expected | tuple[Expected, ...], file: CaseFile) -> tuple[Expected, ...]:
    many = expect if isinstance(expect, tuple) else (expect,)
    common = {"subject": file.subject, "team": file.team}
    return tuple(one if one.subject else one.model_copy(update=common) for one in many)


def _sheets(entry: Entry, file: CaseFile) -> Sheets:
    rosters = {name: rows for name, rows in {**world(), **entry.roster}.items() if rows is not None}
    for name, rows in entry.roster_adds.items():
        rosters[name] = [*rosters[name], *rows]
    return {name: list(_rows(rows, file.template.get(name, {}))) for name, rows in {**rosters, **entry.sheets}.items()}


def _rows(rows: list[Row], template: Row) -> Iterator[Row]:
    number = 0
    for row in rows:
        cells = {**template, **row}
        several = next((name for name, cell in cells.items() if isinstance(cell, list)), None)
        for value in [None] * cells.pop("times", 1) if several is None else cells[several]:
            number += 1
            cells_here = cells if several is None else {**cells, several: value}
            yield {k: v.replace("{n}", str(number)) if isinstance(v, str) else v for k, v in cells_here.items()}


def _write_sheet(book: xlsxwriter.Workbook, day: Any, name: str, rows: list[Row]) -> None:
    sheet = LEDGERS[name]
    page = book.add_worksheet(sheet.title)
    places = {column.name: at for at, column in enumerate(sheet.columns)}
    for column in sheet.columns:
        page.write_string(0, places[column.name], column.header)
    for line, row in enumerate(rows, 1):
        for key, cell in row.items():
            match cell:
                case None:
                    continue
                case date():
                    page.write_datetime(line, places[key], cell, day)
                case int() | float():
                    page.write_number(line, places[key], cell)
                case _:
                    page.write_string(line, places[key], cell)


def _load(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader


def _yaml(path: Path) -> Any:
    return _load(path.read_text(encoding="utf-8"))


def _number(value: Any) -> Fraction | None:
    return None if value is None else Fraction(str(value))
