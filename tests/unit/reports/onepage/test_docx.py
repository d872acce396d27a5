"""The run on one page: one page whatever its size, with the numbers of the JSON report and letters that can be read."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pytest

from assistcheck import api
from assistcheck.audit.outcomes import Outcomes, Report
from assistcheck.i18n import LANGUAGES, Lang
from assistcheck.output_marker import OWN_MARK
from assistcheck.reports import View
from assistcheck.reports.common.letter import Letter
from assistcheck.reports.json.v1 import to_data
from builders.support import PACK, SHEETS, book, declaration, headers, ledger, submit
from unit.reports import half_year, library

HALF = date(2022, 6, 30)
SOFFICE = shutil.which("soffice")


@cache
def teams(number: int, broad: int = 1, *, sent: bool = True) -> Report:
    """Return the report of so many teams, whose names are so many times as long; or of them when one alone has sent."""
    towns = [f"{'甲' * broad}{at}镇" for at in range(number)]
    rows: dict[str, list[tuple[object, ...]]] = {
        "teams": [(f"{town}组团", "甲街道", "韶关市", "翠屏" * broad + "县", town) for town in towns],
        "units": [("甲街道", f"{town}组团", "镇街", "是", "是") for town in towns],
        "villages": [(town, "东村" * broad, f"{town}组团") for town in towns],
        "work_groups": [("驻韶关市工作组", "市", "韶关市", None)],
    }
    roster = {SHEETS[ident].title: [headers(ident), *found] for ident, found in rows.items()}
    news = ledger("media_reports", {"date": HALF, "team": f"{towns[0]}组团", "title": "甲", "outlet": "日报", "level": "市"})
    if sent:
        return api.audit(PACK, submit({"甲.xlsx": book({**roster, **news, **ledger("briefings")})}, HALF), api.Request(HALF))
    files = {"甲.xlsx": book({**declaration(f"{towns[0]}组团", HALF), **news})}
    return api.audit(PACK, submit(files, HALF, book(roster)), api.Request(HALF))


def written(report: Report, lang: Lang = "zh") -> bytes:
    found = api.render(report, "docx", View(lang))
    assert isinstance(found, bytes)
    return found


def cells(content: bytes, table: int) -> list[list[str]]:
    document = docx.Document(io.BytesIO(content))
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows]


def text_of(content: bytes) -> str:
    return half_year.text_of(content)


REPORTS: list[Callable[[], Report]] = [
    half_year.report,
    library.report,
    lambda: teams(1),
    lambda: teams(1127),
    lambda: teams(1127, sent=False),
    lambda: teams(60, 40, sent=False),
]


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_it_is_one_page_whatever_the_size_of_the_run(tmp_path: Path):
    for number, report in enumerate(REPORTS):
        for lang in LANGUAGES:
            (tmp_path / f"{number}-{lang}.docx").write_bytes(written(report(), lang))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [SOFFICE or "", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=300)
    pages = {one.name: len(re.findall(rb"/Type\s*/Page\b", one.read_bytes())) for one in tmp_path.glob("*.pdf")}
    assert len(pages) == len(REPORTS) * len(LANGUAGES)
    assert set(pages.values()) == {1}, pages


@pytest.mark.parametrize("report", REPORTS)
def test_the_five_figures_are_those_of_the_json_report(report: Callable[[], Report]):
    data = to_data(report(), "zh")
    outcomes = data["summary"]["outcomes"]
    absent = sum(problem["count"] for problem in data["problems"] if problem["code"] == "not-submitted")
    faults = sum(problem["count"] for problem in data["problems"] if problem["level"] == "error")
    expected = [*(outcomes[status] for status in ("shortfall", "behind", "undetermined")), absent, faults]
    (row,) = cells(written(report()), 0)
    assert [int(cell.split("\n")[1].replace(",", "")) for cell in row] == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_line_has_the_figures_of_an_outcome_and_all_of_them_are_accounted_for(lang: Lang):
    content = written(half_year.report(), lang)
    data = to_data(half_year.report(), lang)
    known = {
        (str(one["value"]), str(one["gap"]), (one["subject"]["debtor"] or "").partition("（")[0].partition(" ")[0])
        for one in data["outcomes"]
        if one["status"] in {"shortfall", "behind"} and isinstance(one["value"], int)
    }
    rows = [row for row in cells(content, 1)[1:] if "%" not in row[3]]
    for row in rows:
        have, gap = (re.sub(r"[^\d]", "", row[at]) for at in (3, 5))
        assert any(have == value and gap == lack for value, lack, _ in known), row
    shown = len(cells(content, 1)) - 1
    open_items = data["summary"]["outcomes"]["shortfall"] + data["summary"]["outcomes"]["behind"]
    assert f"{open_items - shown}" in re.search(r"(?:另有|Not listed:).*", text_of(content))[0]  # type: ignore[index]


def test_no_letter_is_smaller_than_ten_and_a_half_points():
    document = docx.Document(io.BytesIO(written(half_year.report())))
    runs = [run for paragraph in document.element.body.iter() for run in [paragraph] if run.tag.endswith("}sz")]
    sizes = [int(run.get(next(iter(run.attrib)))) for run in runs]
    assert sizes
    assert min(sizes) >= 21


def test_the_page_is_a4_or_letter_as_the_programme_writes_its_dates():
    section = docx.Document(io.BytesIO(written(half_year.report()))).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    section = docx.Document(io.BytesIO(written(library.report(), "en"))).sections[0]
    assert (section.page_width.inches, section.page_height.inches) == (8.5, 11)


def test_the_same_report_gives_the_same_bytes_with_our_mark_():
    content = written(half_year.report())
    assert content == written(half_year.report())
    assert OWN_MARK in docx.Document(io.BytesIO(content)).core_properties.keywords


def test_a_file_is_named_without_its_folder():
    sample = {"来件/甲.xlsx": half_year.SAMPLE.read_bytes()}
    told = api.audit(PACK, submit(sample, HALF), api.Request(HALF))
    text = text_of(written(told))
    assert "甲.xlsx" in text
    assert "来件" not in text


def test_no_english_word_stands_in_a_chinese_page_but_the_name_of_a_file():
    assert re.findall(r"[A-Za-z]{2,}", text_of(written(half_year.report())).replace("data.xlsx", "")) == []


def test_parts_stand_in_the_order_in_which_a_superior_asks():
    paragraphs = [one.text for one in docx.Document(io.BytesIO(written(half_year.report()))).paragraphs]
    headings = [text for text in paragraphs if re.match("[一二三四]、", text)]
    assert headings == ["一、谁差什么", "二、谁未报送", "三、与上次相比有何变化", "四、接下来做三件事"]
    assert [text[:2] for text in paragraphs[-3:]] == ["1.", "2.", "3."]
    assert paragraphs[1] == "落实情况（截至2022年6月30日）"


def test_who_signs_and_the_day_stand_at_the_foot_where_they_are_given():
    view = View("zh", letter=Letter(issuer="某市协作\x1b办", issued_on=date(2022, 7, 5)))
    content = api.render(half_year.report(), "docx", view)
    assert isinstance(content, bytes)
    *_, last = docx.Document(io.BytesIO(content)).paragraphs
    assert last.text == "某市协作␛办  2022年7月5日"
    assert "2022年7月5日" not in text_of(written(half_year.report()))


def test_hostile_names_are_shown_and_do_nothing():
    report = half_year.report()
    hostile = [
        one._replace(subject=one.subject._replace(name="<w:b/>&\x1b[31m", key=("<w:b/>&\x1b[31m",)))
        for one in report.outcomes
        if one.status in {"shortfall", "behind"}
    ]
    text = text_of(written(report._replace(outcomes=Outcomes.of(hostile))))
    assert "<w:b/>&" in text
    assert "\x1b" not in text
