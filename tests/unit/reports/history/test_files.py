"""A history for programs and browsers: csv, json, html."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assistcheck import api
from assistcheck.comparison.history.reading import read_history
from assistcheck.i18n import LANGUAGES, Lang
from assistcheck.render_api import render_history
from assistcheck.reports import HISTORY_FORMATS, View
from assistcheck.reports.history.charts import Chart, chart_of, labels
from assistcheck.reports.history.lines import reporter_lines, whole_line
from assistcheck.reports.history.schema import SCHEMA_FILE, schema_text
from assistcheck.reports.html.security import digest
from assistcheck.workbook.file_properties import properties_of
from builders.past_reports import OTHER, TEAM, outcome, past_report, workbook, write_report
from unit.reports.history.samples import DAYS, sample
from unit.reports.library import library

HOSTILE = "<script>alert(1)</script>\"'&=1+1"


def page(folder: Path, form: str, lang: Lang = "en") -> str:
    return "".join(render_history(sample(folder), form, View(lang)))


def hostile(folder: Path, form: str) -> str:
    duty = outcome("R05.2", TEAM, "met")
    duty["subject"] = {**duty["subject"], "name": "=1+1", "team": f"={HOSTILE}", "county": f"@{HOSTILE}"}
    title = {"zh": HOSTILE, "en": HOSTILE}
    inputs = [workbook(f"-{HOSTILE}.xlsx".replace("/", ""), f"={HOSTILE}", "a")]
    write_report(folder, "a.json", past_report("2022-03-04", [duty], inputs, title=title, readings={"R07.4": HOSTILE}))
    write_report(folder, "b.json", past_report("2022-03-11", [duty], inputs, title=title))
    return "".join(render_history(read_history([str(folder)]), form, View("en")))


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_every_format_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    for form in HISTORY_FORMATS:
        assert page(tmp_path, form) == page(tmp_path, form)


def test_csv_has_a_row_for_each_report_and_line(tmp_path: Path) -> None:
    found = page(tmp_path, "csv")
    assert properties_of("text", found.encode()).is_own
    rows = list(csv.DictReader(io.StringIO(found.removeprefix("\ufeff"))))
    assert found.startswith("\ufeff")
    assert len(rows) == 3 * (1 + 2 + 2)
    assert [(row["as_of"], row["met"], row["open"], row["owed"]) for row in rows if not row["kind"]] == [
        (DAYS[0], "1", "1", "3"),
        (DAYS[1], "1", "2", "3"),
        (DAYS[2], "2", "0", "3"),
    ]
    sent = [(row["sent"], row["workbooks"], row["until"]) for row in rows if row["kind"] == "team" and row["name"] == OTHER]
    assert sent == [("missing", "0", ""), ("first", "2", ""), ("changed", "1", "2022-03-31")] or sent[2][0] == "same"


def test_csv_cells_are_no_formulas(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(hostile(tmp_path, "csv").removeprefix("\ufeff"))))
    assert {row[2] for row in rows[1:]} == {"", f"'={HOSTILE}", f"'@{HOSTILE}"}
    assert [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@"}] == []


def test_the_schema_is_that_of_the_types() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_json_keeps_its_schema_and_has_what_the_text_says(tmp_path: Path, lang: Lang) -> None:
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    data: dict[str, Any] = json.loads(page(tmp_path, "json", lang))
    jsonschema.Draft202012Validator(json.loads(schema_text())).validate(data)
    assert (data["complete"], data["kinds"]) == (False, {"region": "county", "reporting": "team"})
    other = next(one for one in data["reporters"] if one["name"] == OTHER)
    assert (other["first_sent"], other["missing"], other["late"], other["conflicting"]) == (DAYS[1], 1, 1, 1)
    assert [one["state"] for one in other["sent"]] == ["missing", "first", "same"]
    assert [book["path"] for book in other["sent"][1]["workbooks"]] == ["w2/白露.xlsx", "w2/白露 - 副本.xlsx"]


def test_json_says_what_alone_is_counted(tmp_path: Path) -> None:
    sample(tmp_path)
    chosen = api.select(["R05.2"], None, [("county", "翠屏县")])
    data = json.loads("".join(render_history(read_history([str(tmp_path)], selection=chosen), "json", View("en"))))
    assert data["only"] == {"rules": ["R05.2"], "subjects": [], "within": [["county", "翠屏县"]]}
    jsonschema.Draft202012Validator(json.loads(schema_text())).validate(data)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_runs_and_loads_nothing_and_allows_its_own_style_alone(tmp_path: Path, lang: Lang) -> None:
    text = page(tmp_path, "html", lang)
    tags = Page(text).tags
    policy = next(attrs["content"] for tag, attrs in tags if tag == "meta" and "http-equiv" in attrs)
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    assert policy == f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'; form-action 'none'"
    assert {tag for tag, _ in tags} & {"script", "img", "link", "iframe", "object", "form"} == set()
    assert [attrs for _, attrs in tags if {"style", "src"} & {*attrs} or any(name.startswith("on") for name in attrs)] == []
    assert re.findall(r"https?:", text) == []


def test_each_chart_has_words_and_a_table_beneath(tmp_path: Path) -> None:
    tags = Page(page(tmp_path, "html")).tags
    charts = [attrs for tag, attrs in tags if tag == "svg" and attrs.get("role") == "img"]
    assert len(charts) == sum(tag == "table" and attrs["class"] == "list figures" for tag, attrs in tags) == 1 + 2 + 2
    words = f"{TEAM}, {DAYS[0]} to {DAYS[2]}: met 0 to 1, short or behind 1 to 0, not judged 0 to 0"
    assert words in [attrs["aria-label"] for attrs in charts]


def test_what_a_report_says_is_text_on_the_page(tmp_path: Path) -> None:
    text = hostile(tmp_path, "html")
    assert "<script" not in text
    assert text.count("&lt;script&gt;") > 5


def test_links_lead_to_parts_that_are_there(tmp_path: Path) -> None:
    tags = Page(page(tmp_path, "html")).tags
    ids = {attrs["id"] for _, attrs in tags if "id" in attrs}
    links = [attrs["href"] or "" for tag, attrs in tags if tag == "a"]
    assert {link.removeprefix("#") for link in links} <= ids
    assert "#sent" in links


def test_without_senders_nobody_is_listed_as_missing(tmp_path: Path) -> None:
    write_report(tmp_path, "a.json", past_report("2022-03-04", [outcome("R05.2", TEAM, "met")]))
    assert 'id="sent"' not in "".join(render_history(read_history([str(tmp_path)]), "html", View("en")))


def test_lines_lie_by_the_time_between_reports_and_a_gap_is_a_gap(tmp_path: Path) -> None:
    for day, duties in (("2022-01-01", 1), ("2022-01-02", 2), ("2022-01-11", 0)):
        found = [outcome("R05.2", OTHER, "met"), *([outcome("R05.3", TEAM, "met")] * duties)]
        write_report(tmp_path, f"{day}.json", past_report(day, found))
    history = read_history([str(tmp_path)])
    chart = chart_of(next(line for line in reporter_lines(history) if line.name == TEAM), history.days)
    assert chart == Chart(chart.strokes, 2, (0, 50, 100, 150, 200))
    assert [stroke.path for stroke in chart.strokes] == ["M0 100h0 L100 0", "M0 200h0 L100 200", "M0 200h0 L100 200"]


def test_one_report_is_a_point_in_the_middle(tmp_path: Path) -> None:
    write_report(tmp_path, "a.json", past_report("2022-03-04", [outcome("R05.2", TEAM, "met")]))
    history = read_history([str(tmp_path)])
    assert chart_of(whole_line(history), history.days).strokes[0].path == "M500 0h0"
    assert labels(history.days) == [(date(2022, 3, 4), "50.0%")]


def test_the_days_under_a_chart_stand_below_their_reports() -> None:
    days = [date(2022, 5, 31), date(2022, 6, 7), date(2022, 7, 7)]
    assert labels(days) == [(days[0], "0.0%"), (days[1], "18.9%"), (days[2], "100.0%")]
    assert labels(days, 2) == [(days[0], "0.0%"), (days[2], "100.0%")]


def test_a_day_too_near_to_another_one_has_no_label() -> None:
    days = [date(2022, 1, 1), date(2022, 1, 2), date(2022, 12, 30), date(2022, 12, 31)]
    assert [label.day for label in labels(days)] == [days[0], days[-1]]


def test_of_the_weeks_of_a_year_five_days_are_labelled() -> None:
    days = [date(2022, 1, 7) + timedelta(weeks=week) for week in range(52)]
    assert [label.at for label in labels(days)] == ["0.0%", "25.4%", "50.9%", "74.5%", "100.0%"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", HISTORY_FORMATS)
def test_another_pack_is_told_in_its_own_words(tmp_path: Path, form: str, lang: Lang) -> None:
    subject = {"kind": "grantee", "name": "Quillfen Library District", "region": "Upper Fells Region"}
    subject |= {"grantee": subject["name"], "debtor": subject["name"]}
    duty = {**outcome("R01.1", TEAM, "met"), "subject": subject}
    title = library().manifest.title._asdict()
    write_report(tmp_path, "a.json", past_report("2026-03-06", [duty], pack="county-library-grants", title=title))
    found = "".join(render_history(read_history([str(tmp_path)]), form, View(lang)))
    assert "Quillfen Library District" in found
    if form in {"text", "html"}:
        assert {"zh": "按片区", "en": "By region"}[lang] in found
        assert {"zh": "按受助图书馆区", "en": "By grantee"}[lang] in found
