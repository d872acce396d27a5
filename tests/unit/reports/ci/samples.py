"""Reports that the formats for CI are tried on: the sample, the second pack, hostile names, a team that is silent."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

from assistcheck import api
from assistcheck.audit.outcomes import Report
from assistcheck.audit.request import Request
from assistcheck.i18n import Lang
from assistcheck.reports import View
from builders.support import OTHER, TEAM, Grid, book, declaration, ledger, pack, rosters, submit
from unit.reports import half_year, library

LANGS: tuple[Lang, ...] = ("zh", "en")
HOSTILE = 'A]]><b>&"\x1b[31m::error::%0A ::{0}](1) 组团'
HOSTILE_FILE = "./报送 表/]]><a>%0A::error::,{1}\u202e#?.xlsx"
JUNE = date(2022, 6, 30)
NEWS = {"outlet": "甲报", "level": "市", "date": date(2022, 3, 1), "title": "一"}


def _renamed(sheets: dict[str, Grid], name: str) -> dict[str, Grid]:
    return {title: [[name if cell == TEAM else cell for cell in row] for row in rows] for title, rows in sheets.items()}


@cache
def hostile() -> Report:
    """Return a report whose names, cells and path are made to break what they are written into."""
    rows = [{**NEWS, "team": TEAM}, {**NEWS, "team": TEAM, "title": "二", "date": "]]>\x07::warning::%25{2}](3)"}]
    content = book(_renamed({**rosters(), **ledger("media_reports", *rows)}, HOSTILE))
    return api.audit(pack(), submit({HOSTILE_FILE: content}, JUNE), Request(JUNE))


@cache
def silent() -> Report:
    """Return the report of a drive on which one of two teams has sent a workbook, beside the roster."""
    sent = book({**declaration(), **ledger("media_reports", {**NEWS, "team": TEAM}, {**NEWS, "team": OTHER, "title": "二"})})
    return api.audit(pack(), submit({"returned/a.xlsx": sent}, roster=book(rosters())), Request(date(2022, 12, 31)))


REPORTS = {"sample": half_year.report, "library": library.report, "hostile": hostile, "silent": silent}
"""By name, each made when it is asked for."""


def shown(report: Report, form: str, lang: Lang = "zh") -> str:
    text = api.render(report, form, View(lang))
    assert isinstance(text, str)
    return text


def as_json(report: Report, lang: Lang = "zh") -> dict[str, Any]:
    """Return what the JSON report says of the same run."""
    found: dict[str, Any] = json.loads(shown(report, "json", lang))
    return found


def counts(report: Report) -> dict[str, int]:
    """Return the counts of the JSON report that every viewer has to show."""
    summary = as_json(report)["summary"]
    return {**summary["outcomes"], **summary["problems"]}
