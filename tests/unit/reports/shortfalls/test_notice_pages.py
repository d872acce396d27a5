"""A notice on paper: how many pages it takes, as LibreOffice lays it out."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.audit.request import Request
from assistcheck.i18n import Lang
from assistcheck.reports import View
from assistcheck.reports.common.letter import Letter
from assistcheck.reports.shortfalls.docx import to_docx
from assistcheck.reports.shortfalls.grouping import ShortfallList, lists_of
from builders.support import YEAR_END, pack, submit
from unit.reports.half_year import SAMPLE

OFFICE = shutil.which("soffice")
LETTER = Letter("某市驻镇帮镇扶村工作办公室", "某科", date(2023, 1, 16), date(2023, 1, 5), "某函〔2023〕1号")

pytestmark = pytest.mark.skipif(not OFFICE, reason="LibreOffice lays out the pages")


@cache
def year_lists() -> tuple[ShortfallList, ...]:
    found = api.audit(pack(), submit({"d.xlsx": (SAMPLE.parent / "2022.xlsx").read_bytes()}), Request(YEAR_END))
    return lists_of(found, "team", ".docx").lists


def of_items(number: int) -> ShortfallList:
    """Return a list of so many items of different rules, of one team as far as it has them."""
    items = [item for one in sorted(year_lists(), key=lambda one: one.name != "倚篁镇组团") for item in one.items]
    return replace(year_lists()[0], items=tuple(items[:number]))


def pages(one: ShortfallList, lang: Lang, folder: Path) -> list[str]:
    """Return the text of each page."""
    (folder / "notice.docx").write_bytes(to_docx(one, View(lang, letter=LETTER)))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(OFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "notice.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    said = subprocess.run(["pdftotext", "-layout", str(folder / "notice.pdf"), "-"], check=True, capture_output=True).stdout
    return said.decode().rstrip("\f").split("\f")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="reads the pages")
@pytest.mark.parametrize(
    ("number", "lang", "most"), [(1, "zh", 2), (3, "zh", 2), (11, "zh", 4), (1, "en", 1), (11, "en", 4), (30, "zh", 8)]
)
def test_a_notice_takes_few_pages_and_none_holds_the_sender_alone(number: int, lang: Lang, most: int, tmp_path: Path) -> None:
    found = pages(of_items(number), lang, tmp_path)
    assert len(found) <= most
    words = re.sub(r"\s", "", found[-1])
    assert ("特此通知。" if lang == "zh" else "Yourssincerely,") in words
    assert ("请于2023年1月16日前" if lang == "zh" else "Pleasereturnthetable") in words
