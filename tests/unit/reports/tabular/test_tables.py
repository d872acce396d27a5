"""csv, md and xlsx: every number equals the JSON report's, and nothing from a cell becomes a formula, markup or a link."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from assistcheck import api
from assistcheck.audit.outcomes import STATUSES, Report
from assistcheck.audit.request import Request
from assistcheck.i18n import Lang
from assistcheck.reports import View
from assistcheck.reports.common import xlsx_styles
from assistcheck.reports.common.escaping import csv_text, md_text
from assistcheck.reports.common.subject_phrases import kind_header
from assistcheck.reports.common.xlsx_styles import number_format
from assistcheck.reports.json.v1 import to_data
from assistcheck.reports.tabular import xlsx
from assistcheck.reports.tabular.csv import to_csv
from assistcheck.reports.tabular.markdown import to_md
from assistcheck.reports.tabular.messages import HEADS, TITLES
from assistcheck.reports.tabular.model import Figure
from assistcheck.reports.tabular.xlsx import to_xlsx
from assistcheck.submission.row_status import ROW_STATUSES
from builders.random_years import sheets_of
from builders.support import TEAM, TOWN, book, ledger, pack, rosters, submit

LANGUAGES: tuple[Lang, ...] = ("zh", "en")
JUNE = date(2022, 6, 30)
HOSTILE = '=cmd|"/c calc"!A1'


@cache
def report() -> Report:
    """Return the report of a small random year: every figure there is, and two faults."""
    sheets = sheets_of(11)
    sheets["媒体报道"].append([JUNE, "=1+1", "<b>题</b>|", "[x](http://a)", "市", "@a"])
    submission = submit({"data.xlsx": book(sheets)}, JUNE)
    return api.audit(pack(), submission, Request(JUNE, {"R07.4": "town-total"}))


def csv_rows(lang: Lang) -> list[dict[str, str]]:
    text = "".join(to_csv(report(), View(lang)))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@cache
def workbook(lang: Lang) -> Workbook:
    return load_workbook(io.BytesIO(b"".join(to_xlsx(report(), View(lang)))))


def table(book_: Workbook, ident: str, lang: Lang) -> list[dict[str, Any]]:
    header, *rows = book_[TITLES[ident].text(lang)].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def exact(value: object) -> Decimal | None:
    """Return a number of any format as an exact decimal; a cell keeps 15 digits."""
    return None if value in {None, ""} else Decimal(repr(value) if isinstance(value, float) else str(value))


FIGURES = {"have": "value", "expected": "expected", "gap": "gap"}


def assert_same_figures(row: Mapping[str, Any], outcome: Mapping[str, Any], lang: Lang) -> None:
    assert row[HEADS["rule"].text(lang)] == outcome["rule"]
    assert row[HEADS["subject"].text(lang)] == outcome["subject"]["name"]
    assert row[HEADS["status_id"].text(lang)] == outcome["status"]
    assert row[HEADS["status"].text(lang)] == STATUSES[outcome["status"]].text(lang)
    for head, key in FIGURES.items():
        assert exact(row[HEADS[head].text(lang)]) == exact(outcome[key]), (outcome["rule"], key)
    (goal,) = outcome["target"].values()
    low, high = goal if isinstance(goal, list) else (goal, None)
    assert exact(row[HEADS["target"].text(lang)]) == exact(low)
    assert exact(row[HEADS["upper"].text(lang)]) == exact(high)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_line_of_csv_has_the_figures_of_the_json_report(lang: Lang) -> None:
    expected = to_data(report(), lang)["outcomes"]
    rows = csv_rows(lang)
    assert len(rows) == len(expected) > 300
    for row, outcome in zip(rows, expected, strict=True):
        assert_same_figures(row, outcome, lang)
        assert row[HEADS["due"].text(lang)] == (outcome["due"] or "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_row_of_the_workbook_has_the_figures_of_the_json_report(lang: Lang) -> None:
    expected = to_data(report(), lang)["outcomes"]
    rows = table(workbook(lang), "outcomes", lang)
    assert len(rows) == len(expected)
    for row, outcome in zip(rows, expected, strict=True):
        assert_same_figures(row, outcome, lang)
        due = row[HEADS["due"].text(lang)]
        assert (due.date().isoformat() if due else None) == outcome["due"]


def test_the_figures_of_every_kind_are_compared() -> None:
    kinds = {
        type(o["value"]) if isinstance(o["value"], int) else len(str(o["value"]).partition(".")[2])
        for o in to_data(report(), "zh")["outcomes"]
    }
    assert {int, 2, 6} <= kinds


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_open_items_are_what_is_short_behind_or_not_judged(lang: Lang) -> None:
    rows = table(workbook(lang), "items", lang)
    found = {(o["rule"], o["subject"]["name"], o["subject"]["team"]): o for o in to_data(report(), lang)["outcomes"]}
    open_ones = {key for key, o in found.items() if o["status"] in {"shortfall", "behind", "undetermined"}}
    heads = (HEADS["rule"].text(lang), HEADS["subject"].text(lang), kind_header(pack(), "team").text(lang))
    keys = [tuple(row[head] or None for head in heads) for row in rows]
    assert set(keys) == open_ones
    assert len(keys) == len(open_ones)
    for key, row in zip(keys, rows, strict=True):
        outcome = found[key]  # type: ignore[index]
        assert exact(row[HEADS["have"].text(lang)]) == exact(outcome["value"])
        assert exact(row[HEADS["gap"].text(lang)]) == exact(outcome["gap"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tables_of_who_stands_how_hold_every_status_once(lang: Lang) -> None:
    book_ = workbook(lang)
    words = {STATUSES[status].text(lang) for status in STATUSES}
    beginning = TITLES["matrix"].text(lang).format(kind="")
    shown = [
        cell
        for title in book_.sheetnames
        if title.startswith(beginning)
        for row in book_[title].iter_rows(min_row=2, values_only=True)
        for cell in row
        if cell in words
    ]
    expected = [STATUSES[one.status].text(lang) for one in report().outcomes]
    assert sorted(shown) == sorted(expected)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_row_accounts_and_the_digests_are_those_of_the_json_report(lang: Lang) -> None:
    data = to_data(report(), lang)
    accounts = table(workbook(lang), "accounts", lang)
    sheets = [sheet for one in data["inputs"] for sheet in one["sheets"]]
    for row, sheet in zip(accounts, sheets, strict=True):
        assert {fate: row[HEADS[fate].text(lang)] for fate in ("read", *ROW_STATUSES)} == sheet["rows"]
    (file,) = table(workbook(lang), "inputs", lang)
    assert file["SHA-256"] == data["inputs"][0]["sha256"]


def test_the_first_page_names_the_pack_its_digest_the_day_and_the_reading() -> None:
    page = workbook("zh").worksheets[0]
    cells = {str(row[0]): row[1] for row in page.iter_rows(values_only=True) if row[0]}
    assert cells["规则包 SHA-256"] == pack().sha256
    assert cells["统计截止日"].date() == JUNE
    assert cells["口径 R07.4"].startswith("town-total: ")
    assert (cells["未达标"] or 0) == sum(one.status == "shortfall" for one in report().outcomes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_markdown_has_a_line_for_each_outcome_with_its_figures(lang: Lang) -> None:
    text = "".join(to_md(report(), View(lang)))
    section = text.split(f"## {TITLES['outcomes'].text(lang)}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if re.match(r"\| R\d", line)]
    header, expected = HEADS["have"].text(lang), to_data(report(), lang)["outcomes"]
    titles = [cell.strip() for cell in next(line for line in section.splitlines() if header in line).strip("|").split("|")]
    position = titles.index(header)
    assert len(lines) == len(expected)
    for line, outcome in zip(lines, expected, strict=True):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))]
        shown = cells[position].replace(",", "")
        figure = exact(shown.removesuffix("%"))
        assert (figure / 100 if figure is not None and shown.endswith("%") else figure) == exact(outcome["value"])


def test_quiet_is_the_conclusion_and_the_summary_alone() -> None:
    view = View("zh", quiet=True)
    assert load_workbook(io.BytesIO(b"".join(to_xlsx(report(), view)))).sheetnames == ["概况"]
    assert [line for line in "".join(to_md(report(), view)).splitlines() if line.startswith("## ")] == ["## 总体情况"]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert b"".join(to_xlsx(report(), View("zh"))) == b"".join(to_xlsx(report(), View("zh")))


def hostile_report() -> Report:
    news = {"date": JUNE, "team": TEAM, "level": "市"}
    rows = [{**news, "title": "题", "outlet": "报"}, {**news, "team": HOSTILE, "title": "<img src=x>", "outlet": "`报`"}]
    submission = submit({"=a&b.xlsx": book({**rosters(), **ledger("media_reports", *rows)})}, JUNE)
    return api.audit(pack(), submission, Request(JUNE))


def test_no_cell_of_a_workbook_becomes_a_formula_or_a_link_abroad() -> None:
    written = load_workbook(io.BytesIO(b"".join(to_xlsx(hostile_report(), View("zh")))))
    cells = [cell for page in written for row in page.iter_rows() for cell in row if cell.value is not None]
    assert HOSTILE in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert all(cell.hyperlink.target is None for cell in cells if cell.hyperlink)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1"])
def test_a_text_that_a_spreadsheet_would_calculate_gets_an_apostrophe(text: str) -> None:
    assert csv_text(text).startswith("'")
    assert not set(csv_text(text)) & {"\t", "\r", "\n"}


def test_a_plain_text_stands_in_csv_as_it_is() -> None:
    assert csv_text("青禾镇/东村 1+1=2") == "青禾镇/东村 1+1=2"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>", "&lt;b&gt;"),
        ("a|b", "a\\|b"),
        ("[x](http://a)", "\\[x\\](http\\://a)"),
        ("a&lt;", "a&amp;lt;"),
        ("*_`~$", "\\*\\_\\`\\~\\$"),
        ("a\nb", "a␊b"),
        ("www.a", "www\\.a"),
    ],
)
def test_markdown_takes_no_markup_from_a_cell(text: str, shown: str) -> None:
    assert md_text(text) == shown


@pytest.mark.parametrize(
    ("figure", "text", "format_"),
    [
        (Figure(1234), "1,234", "#,##0"),
        (Figure(Decimal("100000.00"), "money", "≥"), "≥100,000", '"≥"#,##0'),
        (Figure(Decimal("99999.90"), "money"), "99,999.90", "#,##0.00"),
        (Figure(Decimal("0.999999"), "ratio"), "99.9999%", "#,##0.0000%"),
        (Figure(Decimal("0.575000"), "ratio"), "57.5%", "#,##0.0%"),
        (Figure(Decimal("-0.500000"), "points"), "-0.5", "#,##0.0"),
        (Figure(1, "count", "", "–2"), "1–2", '#,##0"–2"'),
    ],
)
def test_a_figure_is_shown_with_every_digit(figure: Figure, text: str, format_: str) -> None:
    assert figure.text == text
    assert number_format(figure) == format_


def test_a_row_is_as_high_as_its_longest_text() -> None:
    page = workbook("zh")["全部事项"]
    lengths = {row[0].row: max(len(str(cell.value or "")) for cell in row) for row in page.iter_rows(min_row=2)}
    longest, shortest = max(lengths, key=lambda row: lengths[row]), min(lengths, key=lambda row: lengths[row])
    assert page.row_dimensions[longest].height > 30
    assert page.row_dimensions[shortest].height is None


def test_a_text_that_a_cell_cannot_hold_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_styles, "_LONGEST", 60)
    written = load_workbook(io.BytesIO(b"".join(to_xlsx(report(), View("zh")))))
    texts = [cell for row in written["全部事项"].iter_rows(values_only=True) for cell in row if isinstance(cell, str)]
    cut = [text for text in texts if text.endswith("……（过长，其余见 JSON 报告）")]
    assert {len(text) for text in cut} == {60}


def test_rows_that_a_sheet_cannot_hold_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_LAST_ROW", 4)
    written = load_workbook(io.BytesIO(b"".join(to_xlsx(report(), View("zh")))))
    assert written["全部事项"].cell(5, 1).value == f"…… 另有 {len(report().outcomes) - 3} 行未列出，见 JSON 报告"


def test_a_town_stands_with_its_county_and_team() -> None:
    small = load_workbook(io.BytesIO(b"".join(to_xlsx(hostile_report(), View("zh")))))
    row = next(small["一览-重点镇"].iter_rows(min_row=2, values_only=True))
    assert row[:3] == (TOWN, "翠屏县", TEAM)
