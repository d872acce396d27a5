"""Runs to compare: small workbooks, audited and read back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assistcheck import api
from assistcheck.audit.request import Request
from assistcheck.audit.waivers import Waiver
from assistcheck.comparison.changes import Change, Comparison
from assistcheck.comparison.record import ReportRecord
from assistcheck.reports.json.v1 import record_of
from builders.support import PACK, TEAM, YEAR_END, Grid, book, declaration, ledger, rosters, submit

MID = date(2022, 6, 30)
MEDIA = "media_reports"


def run(
    *sheets: Mapping[str, Grid],
    day: date = YEAR_END,
    waivers: tuple[Waiver, ...] = (),
    readings: Mapping[str, str] | None = None,
    path: str = "data.xlsx",
) -> ReportRecord:
    """Return the audit of one workbook with the small rosters."""
    found: dict[str, Grid] = {**rosters(), **declaration(as_of=day)}
    for sheet in sheets:
        found |= sheet
    return files_run({path: book(found)}, day=day, waivers=waivers, readings=readings)


def files_run(
    files: Mapping[str, bytes],
    *,
    day: date = YEAR_END,
    waivers: tuple[Waiver, ...] = (),
    readings: Mapping[str, str] | None = None,
) -> ReportRecord:
    """Return the audit of some workbooks."""
    return record_of(api.audit(PACK, submit(files, day), Request(day, readings or {}, waivers=waivers)), "zh")


def media(*days: tuple[int, int], **other: object) -> dict[str, Grid]:
    """Return media reports of the team, one of each of these days, which differ in their titles."""
    rows = [
        {"team": TEAM, "outlet": "某报", "level": "市", "date": date(2022, *day), "title": f"{day}", **other} for day in days
    ]
    return ledger(MEDIA, *rows)


def briefings(*months: int) -> dict[str, Grid]:
    """Return a briefing of the team to the work group in each of these months."""
    rows = [
        {"date": date(2022, month, 5), "reporter": TEAM, "recipients": "驻市县工作组", "title": f"{month}"} for month in months
    ]
    return ledger("briefings", *rows)


def excuse(expires: date = YEAR_END, rule: str = "R05.2", period: str | None = None) -> Waiver:
    """Return a waiver for the team."""
    return Waiver(rule=rule, subject=TEAM, period=period, reason="水灾", approved_by="省办", expires=expires)


def change(compared: Comparison, rule: str = "R05.2", name: str = TEAM) -> Change | None:
    """Return what became of a duty of a subject; ``None``: nothing."""
    return next((one for one in compared.changes if (one.either.rule, one.either.subject["name"]) == (rule, name)), None)


def told(compared: Comparison, rule: str = "R05.2", name: str = TEAM) -> tuple[str, set[str]]:
    """Return the kind of a change and its causes: ``data:rows``."""
    found = change(compared, rule, name)
    return (found.kind, {f"{cause.kind}:{cause.how}" for cause in found.causes}) if found else ("unchanged", set())
