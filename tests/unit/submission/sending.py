"""Workbooks that teams send: built, submitted with the small roster, and looked at by rule."""

from __future__ import annotations

from datetime import date

from assistcheck.submission.assemble import Submission
from builders.support import TEAM, YEAR_END, Grid, book, declaration, ledger, outcomes, report_of, rosters, submit

DAY = date(2022, 3, 5)
Cells = dict[str, object]


def report(**cells: object) -> Cells:
    return {"date": DAY, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省", **cells}


def sent(reporter: str, as_of: date | None = YEAR_END, **rows: list[Cells]) -> bytes:
    """Return a workbook with 填报信息 and these ledgers."""
    sheets: dict[str, Grid] = dict(declaration(reporter, as_of or "2022年12月31日"))
    for ident, found in rows.items():
        sheets |= ledger(ident, *found)
    return book(sheets)


def with_roster(files: dict[str, bytes], as_of: date = YEAR_END) -> Submission:
    return submit(files, as_of, roster=book(rosters()))


def statuses(submission: Submission, rule: str) -> dict[str, tuple[str, object, str | None]]:
    """Return (status, value, reason) by subject."""
    return {name: found for (one, name, _), found in outcomes(report_of(submission)).items() if one == rule}
