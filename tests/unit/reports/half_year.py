"""The sample at the middle of the year, and its lists."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from pathlib import Path

import docx

from assistcheck import api
from assistcheck.audit.outcomes import Report
from assistcheck.audit.request import Request
from assistcheck.i18n import Lang
from assistcheck.reports import View
from assistcheck.reports.shortfalls.files import list_files
from assistcheck.reports.shortfalls.grouping import ShortfallList, lists_of
from builders.support import pack, submit

SAMPLE = Path(__file__).parents[3] / "sample_data" / "2022-q2.xlsx"
HALF = date(2022, 6, 30)


@cache
def report() -> Report:
    """Return the audit of the sample at the middle of the year."""
    return api.audit(pack(), submit({"data.xlsx": SAMPLE.read_bytes()}, HALF), Request(HALF))


@cache
def files(format_name: str, lang: Lang = "zh") -> dict[str, bytes]:
    return dict(list_files(report(), "team", format_name, View(lang), only_short=False))


@cache
def team_lists() -> tuple[ShortfallList, ...]:
    return lists_of(report(), "team", ".x").lists


def content_of(one: ShortfallList, format_name: str, lang: Lang = "zh") -> bytes:
    return next(content for name, content in files(format_name, lang).items() if name.startswith(one.name))


def text_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
