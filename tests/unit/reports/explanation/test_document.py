"""Explanations of every rule in every status: written in each format and language, with the report's own figures."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache

import jsonschema
import pytest

from assistcheck import api
from assistcheck.audit.explanation import Explained, explain
from assistcheck.audit.request import Request
from assistcheck.i18n import Lang
from assistcheck.reports import EXPLANATIONS, View, explainer_of
from assistcheck.reports.explanation.schema import SCHEMA_FILE, schema_text
from assistcheck.reports.json.v1 import to_data as report_data
from builders.random_years import sheets_of
from builders.support import TEAM, TOWN, YEAR_END, Grid, book, ledger, pack, submit, submit_one

DAYS = (date(2022, 6, 30), YEAR_END)


@cache
def cases(day: date) -> list[Explained]:
    """Return one explanation for each rule and status of a small random year."""
    sheets = sheets_of(5)
    submission = submit({"data.xlsx": book(sheets), "more.xlsx": book(ledger("media_reports", {"team": "无此组团"}))}, day)
    report = api.audit(pack(), submission, Request(day))
    chosen = {(one.rule.id, one.status): one.subject.name for one in report.outcomes}
    return [explain(pack(), submission, Request(day), rule, name) for (rule, _), name in chosen.items()]


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def test_the_schema_is_that_of_the_types() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_rule_and_status_is_there(day: date) -> None:
    found = {one.outcome.rule.id for case in cases(day) for one in case.explanations}
    assert found == {rule.id for rule in pack().rules}
    assert {"met", "undetermined"} < {one.outcome.status for case in cases(day) for one in case.explanations}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_json_of_every_explanation_keeps_the_schema(day: date, lang: Lang) -> None:
    check = validator()
    for case in cases(day):
        data = json.loads(explainer_of("json")(case, View(lang)))
        check.validate(data)
        expected = report_data(case.report, lang)["outcomes"]
        assert [one["outcome"] for one in data["explanations"]] == expected


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [name for name in EXPLANATIONS if name != "json"])
def test_every_explanation_can_be_written_in_every_format(name: str, lang: Lang) -> None:
    for case in cases(DAYS[0]):
        text = explainer_of(name)(case, View(lang, width=80))
        one = case.explanations[0]
        assert one.outcome.rule.id in text
        assert "{" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
        assert (f"（{len(one.counted)} 行）" if lang == "zh" else f"({len(one.counted)})") in text.replace("\\", "")


def test_what_is_counted_and_left_out_is_the_whole_evidence() -> None:
    for case in cases(DAYS[0]):
        for one in case.explanations:
            for rows, groups in ((one.counted, one.outcome.evidence), (one.left_out, one.outcome.excluded)):
                ranges = [(g.path, g.sheet, row) for g in groups for first, last in g.ranges for row in range(first, last + 1)]
                assert sorted((*row.place[:2], row.place.row) for row in rows) == sorted(ranges)


def test_long_lists_are_cut_in_text_and_say_so() -> None:
    rows = [{"team": TEAM, "outlet": "报", "level": "市", "date": date(2022, 3, 1), "title": str(k)} for k in range(25)]
    rows += [{**row, "level": "县级以下", "title": f"乙{k}"} for k, row in enumerate(rows)]
    found = explain(pack(), submit_one(ledger("media_reports", *rows)), Request(YEAR_END), "R05.2", TEAM)
    cut = explainer_of("text")(found, View("zh"))
    assert cut.count("另有 5 行未列出") == 2
    assert "“媒体级别”为“县级以下”，此项不计 25 行" in cut
    whole = explainer_of("text")(found, View("zh", everything=True))
    assert "未列出" not in whole
    assert whole.count("第 26 行") == 1


def test_hostile_cells_reach_no_terminal_and_no_page_as_they_are() -> None:
    row = {"team": TEAM, "outlet": "<script>|", "level": "市", "date": date(2022, 3, 1), "title": "\x1b[2J\u202e[x](y)"}
    found = explain(pack(), submit_one(ledger("media_reports", row)), Request(YEAR_END), "R05.2", TEAM)
    text, page, html = (explainer_of(name)(found, View("zh")) for name in ("text", "md", "html"))
    assert not set(text + page + html) & set("\x1b\u202e")
    assert "<script>" not in page + html
    assert "\\[x\\](y)" in page
    assert "&lt;script&gt;|" in html
    assert "␛[2J[x](y)" in html


def written(
    rule: str, name: str | None, sheets: Mapping[str, Grid] | None = None, readings: Mapping[str, str] | None = None
) -> str:
    found = explain(pack(), submit_one(sheets or {}), Request(YEAR_END, readings or {}), rule, name)
    return explainer_of("text")(found, View("zh", width=160))


def test_a_unit_of_two_teams_is_explained_twice_on_one_page() -> None:
    text = written("R01.4", "乙局")
    assert "乙局 在 2 个组团中各有此项责任" in text
    assert text.count("一、文件怎么说") == 2


def test_another_reading_is_told_in_words_before_the_option_that_chooses_it() -> None:
    (line,) = [line for line in written("R05.4", TEAM).splitlines() if "--reading" in line]
    assert "自 1 月起计（在命令行用 --reading R05.4=whole-year）" in line


def test_the_reading_that_was_used_is_named_and_no_longer_offered() -> None:
    text = written("R05.2", TEAM, readings={"R05.2": "distinct-title"})
    assert "采用口径  distinct-title: 同一标题在多家媒体刊发只计一条" in text
    assert "--reading R05.2=distinct-title" not in text


def test_what_is_above_a_range_needs_nothing() -> None:
    rows = [{"team": TEAM, "title": str(k), "filmed": "是"} for k in range(3)]
    assert "无需更改。超出区间只作提示，不算违反。" in written("R05.3", TEAM, ledger("highlights", *rows))


def test_an_older_year_is_left_out_as_not_the_newest() -> None:
    rows = [{"town": TOWN, "village": "东村", "year": year, "income": 200_000} for year in (2022, 2023)]
    sheets = ledger("village_income", *rows)
    found = explain(pack(), submit_one(sheets, date(2023, 12, 31)), Request(date(2023, 12, 31)), "R10.2", f"{TOWN}/东村")
    assert "不是最新一年的数" in explainer_of("text")(found, View("zh"))


def test_a_header_that_cannot_be_read_is_what_has_to_be_mended() -> None:
    assert "改好《媒体报道》的表头" in written("R05.2", TEAM, {"媒体报道": [["日期", "组团"], ["2022-03-01", TEAM]]})
