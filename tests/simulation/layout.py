"""The exports of a simulated year as folders of files, and their audits as JSON reports."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from assistcheck import api
from assistcheck.audit.waivers import Waiver
from builders.support import book
from oracle.tables import LEDGERS as SHEETS

from .rows import LEDGERS, Version
from .truth import RULES
from .world import rosters
from .year import File, Week, Year

OFFICE = "市办.xlsx"
_CREATED = datetime(2022, 1, 1)  # noqa: DTZ001 - as files have it


class Exports:
    """Folders of files; a file that an earlier export has as well is the same file on the disk."""

    def __init__(self, home: Path, year: Year) -> None:
        """Write into ``home``."""
        self._home = home
        self._written: dict[tuple[int, str], Path] = {}
        self._office = book(rosters(year.teams), lambda made, _: made.set_properties({"created": _CREATED}))

    def lay_out(self, week: Week) -> Path:
        """Write one week's export, and return its folder."""
        folder = self._home / week.day.isoformat()
        folder.mkdir(parents=True)
        self._put(folder / OFFICE, (0, "office"), None)
        for file in week.files:
            self._put(folder / file.name, (id(file.version), file.version.team.name), file.version)
        return folder

    def _put(self, path: Path, key: tuple[int, str], version: Version | None) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if key in self._written:
            os.link(self._written[key], path)
            return
        path.write_bytes(_workbook(version) if version else self._office)
        self._written[key] = path


def _workbook(version: Version) -> bytes:
    sheets: dict[str, list[list[object]]] = {}
    for ledger in LEDGERS:
        rows = ([*row.cells] for row in version.of(ledger))
        sheets[SHEETS[ledger].title] = [[*SHEETS[ledger].columns.values()], *rows]
    cover: list[list[object]] = [["项目", "内容"], ["填报主体", version.team.name], ["统计截止", version.until]]
    salt = {"created": _CREATED, "comments": f"第{version.saved}次保存"}
    return book({**sheets, "填报信息": cover}, lambda made, _: made.set_properties(salt))


def sheet_row(file: File, ledger: str, position: int) -> tuple[str, str, int]:
    """Return where a row of a workbook stands: its file, its sheet, and the sheet row of the row at a position from 0."""
    return file.name, SHEETS[ledger].title, position + 2


def audits(year: Year, home: Path) -> Iterator[Path]:
    """Write each week's export and audit it; yield the report of each."""
    pack = api.load_pack("dongguan-2022")
    exports, reports = Exports(home / "exports", year), home / "reports"
    reports.mkdir()
    for week in year.weeks:
        folder = exports.lay_out(week)
        told = api.read_submissions([str(folder)], pack, week.day, cache=home / "cache", workers=0)
        waivers = tuple(
            Waiver(
                rule=one.rule, subject=one.subject, period=one.period, reason="汛期", approved_by="某办", expires=one.expires
            )
            for one in week.excuses
        )
        request = api.Request(week.day, week.readings, api.select(RULES), waivers)
        report = api.audit(pack, told, request)
        path = reports / f"{week.day}.json"
        path.write_text("".join(api.render_pieces(report, "json", api.View("zh"))), encoding="utf-8")
        yield path
