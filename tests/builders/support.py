"""Shared builders: workbooks from plain rows, a small roster, and the way from workbooks to a report."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from assistcheck import api
from assistcheck.audit.request import Request
from assistcheck.calendar import ProgrammeYear
from assistcheck.ledgers.schema import Sheet
from assistcheck.pending import facts_of
from assistcheck.problems import Problem
from assistcheck.reports.json.v1 import to_data
from assistcheck.rules.model import RulePack
from assistcheck.submission.assemble import Submission, assemble
from assistcheck.submission.file_reader import read_book
from assistcheck.submission.parsed import ParsedSheet
from assistcheck.submission.sheet_reader import read_sheet
from assistcheck.workbook.cell_values import PackFacts
from assistcheck.workbook.xlsx.reader import RawWorkbook, open_workbook
from builders.packs import LEDGERS, PACK, PROGRAMME
from oracle.tables import SHEETS, Year

YEAR_END = date(2022, 12, 31)
TEAM, TOWN = "青禾镇组团", "青禾镇"
OTHER, OTHER_TOWN = "白露镇组团", "白露镇"

Grid = Sequence[Sequence[object]]
"""The cells of a sheet from A1 on."""
Tweak = Callable[[xlsxwriter.Workbook, dict[str, Worksheet]], None]
"""Something done to a workbook before it is closed."""


def book(sheets: Mapping[str, Grid], tweak: Tweak | None = None, **options: object) -> bytes:
    """Return a workbook of these sheets; dates are real dates, ``None`` leaves a cell out."""
    buffer = io.BytesIO()
    settings = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, **options}
    with xlsxwriter.Workbook(buffer, settings) as made:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        pages = {}
        for title, rows in sheets.items():
            pages[title] = made.add_worksheet(title)
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    _write(pages[title], line, column, value, day)
        if tweak:
            tweak(made, pages)
    return buffer.getvalue()


def _write(page: Worksheet, line: int, column: int, value: object, day: Any) -> None:
    match value:
        case None:
            return
        case bool():
            page.write_boolean(line, column, value)
        case datetime() | date():
            page.write_datetime(line, column, value, day)
        case int() | float() | Decimal():
            page.write_number(line, column, float(value))
        case _:
            page.write_string(line, column, str(value))


def patched(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one part of its container changed, and checksums made anew."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == part else content)
    return out.getvalue()


def sheet_xml(rows: str) -> bytes:
    """Return a workbook of one sheet, 表, whose rows are the given XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
    return patched(book({"表": []}), "xl/worksheets/sheet1.xml", lambda _: xml.encode())


def opened(sheets: Mapping[str, Grid], tweak: Tweak | None = None) -> RawWorkbook:
    """Return the raw workbook of these sheets."""
    return open_workbook(book(sheets, tweak))


def read_rows(sheet: Sheet, rows: Grid, tweak: Tweak | None = None) -> ParsedSheet:
    """Return one sheet read as ``sheet``; it is titled 表."""
    return read_sheet(opened({"表": rows}, tweak).sheet("表"), sheet, "data.xlsx", facts)


def headers(ident: str) -> list[object]:
    """Return the Chinese headers of a sheet."""
    return list(SHEETS[ident].columns.values())


def ledger(ident: str, *rows: Mapping[str, object]) -> dict[str, Grid]:
    """Return one sheet by its title: its header and these rows, given by column id."""
    names = list(SHEETS[ident].columns)
    for row in rows:
        assert set(row) <= set(names), row
    return {SHEETS[ident].title: [headers(ident), *([row.get(name) for name in names] for row in rows)]}


def rosters() -> dict[str, Grid]:
    """Return the roster sheets of two teams, in 韶关市 and 揭阳市, and two work groups."""
    teams = [(TEAM, "甲街道", "韶关市", "翠屏县", TOWN), (OTHER, "乙局", "揭阳市", "云岭区", OTHER_TOWN)]
    units = [
        ("甲街道", TEAM, "镇街", "是", "是"),
        ("乙局", TEAM, "党政机关", "否", None),
        ("乙局", OTHER, "党政机关", "是", None),
    ]
    villages = [(TOWN, "东村", TEAM), (TOWN, "西村", TEAM), (OTHER_TOWN, "东村", OTHER)]
    groups = [("驻韶关市工作组", "市", "韶关市", None), ("驻翠屏县工作组", "县", "韶关市", "翠屏县")]
    rows: dict[str, list[tuple[object, ...]]] = {}
    rows |= {"teams": [*teams], "units": [*units], "villages": [*villages], "work_groups": [*groups]}
    return {SHEETS[ident].title: [headers(ident), *found] for ident, found in rows.items()}


def declaration(reporter: object = TEAM, as_of: object = YEAR_END, template: object = "1") -> dict[str, Grid]:
    """Return a 填报信息 sheet."""
    lines = [("项目", "内容"), ("填报主体", reporter), ("统计截止", as_of), ("填报人", "某某"), ("模板版本", template)]
    return {"填报信息": lines}


def year_sheets(year: Year) -> dict[str, list[list[object]]]:
    """Return the sheets of a random year as cells, headers first."""
    grids: dict[str, list[list[object]]] = {}
    for ident, rows in year.sheets.items():
        names = list(SHEETS[ident].columns)
        grids[SHEETS[ident].title] = [headers(ident), *([row[name] for name in names] for row in rows)]
    return grids


def pack() -> RulePack:
    """Return the shipped rule pack."""
    return PACK


@cache
def facts() -> PackFacts:
    """Return what reading cells needs of the shipped pack."""
    return facts_of(PACK)


def programme() -> ProgrammeYear:
    """Return the programme year of the shipped pack."""
    return PROGRAMME


def submit(
    files: Mapping[str, bytes],
    as_of: date = YEAR_END,
    roster: bytes | None = None,
    aliases: Mapping[str, str] | None = None,
) -> Submission:
    """Return the submission of these workbooks, by path."""
    known = partial(facts_of, PACK, aliases) if aliases else facts
    books = [read_book("roster.xlsx", partial(bytes, roster), LEDGERS, known, roster_only=True)] if roster is not None else []
    books += [read_book(path, partial(bytes, content), LEDGERS, known) for path, content in files.items()]
    return assemble(books, PACK, as_of, aliases)


def submit_one(sheets: Mapping[str, Grid], as_of: date = YEAR_END, tweak: Tweak | None = None) -> Submission:
    """Return the submission of one workbook, data.xlsx, with the small roster added."""
    return submit({"data.xlsx": book({**rosters(), **sheets}, tweak)}, as_of)


def report_of(submission: Submission, as_of: date = YEAR_END, readings: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the JSON report of a submission."""
    return to_data(api.audit(PACK, submission, Request(as_of, readings or {})), "en")


def outcomes(report: Mapping[str, Any]) -> dict[tuple[str, str, str], tuple[str, object, str | None]]:
    """Return (status, value, reason) by (rule, subject, team)."""
    return {
        (o["rule"], o["subject"]["name"], o["subject"]["team"] or ""): (o["status"], o["value"], o["reason"])
        for o in report["outcomes"]
    }


def fates(submission: Submission, ident: str) -> list[str]:
    """Return the fate of each row of a ledger, in the order read."""
    return list(submission.tables[ident].fates)


def account(submission: Submission, ident: str, path: str = "data.xlsx") -> dict[str, int]:
    """Return the row account of one sheet, its zeros left out."""
    source = next(one for one in submission.inputs if one.path == path)
    sheet = next(one for one in source.sheets if one.ledger == ident)
    return {name: number for name, number in sheet.rows.items() if number}


def codes(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    """Return (code, A1 address) of problems that are not about missing sheets."""
    return [(each.code, each.place.cell) for p in problems if p.code != "missing-sheet" for each in p.each()]


def cell_problems(sheet: ParsedSheet) -> list[Problem]:
    """Return the fault of each cell of a sheet as read by itself, by place."""
    return sorted((each for problem in sheet.found() for each in problem.each()), key=lambda problem: problem.place)
