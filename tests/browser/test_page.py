"""The HTML report as a text: one file, locked, the same every time, and true to the outcomes."""

from __future__ import annotations

import base64
import hashlib
import inspect
import re
from collections import Counter
from datetime import date
from fractions import Fraction
from importlib import resources

import pytest

from assistcheck import api
from assistcheck.audit.outcomes import Outcome, Report, Status, Subject, Threshold
from assistcheck.reports.comparison.html import _STYLES as COMPARISON_STYLES
from assistcheck.reports.history.html import _STYLES as HISTORY_STYLES
from assistcheck.reports.html import view_model
from assistcheck.reports.html.heatmap import central_kinds, maps_of
from assistcheck.reports.html.inline import EXPLANATION_STYLES, SCRIPTS, STYLES
from assistcheck.reports.html.messages import HTML_WORDS, SCRIPT_WORDS
from assistcheck.reports.html.rows import Lines, counts_words, progress_of, stacked
from assistcheck.reports.shortfalls.html import _STYLES as LIST_STYLES
from browser.conftest import Written
from builders.support import TEAM, YEAR_END, book, ledger, pack, rosters, submit

TEMPLATES = resources.files("assistcheck.reports.html") / "templates"


def audited(*rows: dict[str, object], as_of: date = YEAR_END, **options: object) -> Report:
    sheets = {**rosters(), **ledger("media_reports", *rows)}
    request = api.Request(as_of=as_of, **options)
    return api.audit(pack(), submit({"data.xlsx": book(sheets)}, as_of), request)


def html_of(report: Report, lang: str = "zh") -> str:
    text = api.render(report, "html", api.View(lang))
    assert isinstance(text, str)
    return text


def inline(html: str, tag: str) -> str:
    found = re.search(rf"<{tag}>(.*?)</{tag.split(maxsplit=1)[0]}>", html, re.DOTALL)
    assert found
    return found[1]


def test_the_policy_names_the_inline_blocks_by_their_digest_and_allows_nothing_else(page_file: Written) -> None:
    html = page_file.html
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    directives = dict(part.strip().split(" ", 1) for part in policy[1].replace("&#39;", "'").split(";"))

    def digest(tag: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(inline(html, tag).encode()).digest()).decode()}'"

    assert directives == {
        "default-src": "'none'",
        "script-src": digest('script type="module"'),
        "style-src": digest("style"),
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
    }


def test_nothing_refers_outside_the_file_and_no_attribute_carries_style_or_script(page_file: Written) -> None:
    markup = re.sub(r"<(style|script)\b.*?</\1>", "", page_file.html, flags=re.DOTALL)
    assert {found[:1] for found in re.findall(r'\bhref="([^"]*)"', markup)} == {"#"}
    assert not re.findall(r"<[^>]*\s(?:src|style|on\w+|action|formaction)=", markup)
    assert "@import" not in page_file.html
    assert "url(" not in page_file.html


def test_the_embedded_data_ends_no_script_element(page_file: Written) -> None:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page_file.html, re.DOTALL)
    assert found
    assert not re.search("[<>&]", found[1])


def test_the_same_report_gives_the_same_page(mid_year: api.Report) -> None:
    assert html_of(mid_year) == html_of(mid_year)


def test_the_sample_takes_less_than_three_megabytes(page_file: Written) -> None:
    assert page_file.path.stat().st_size < 3_000_000


@pytest.mark.parametrize("name", [*(f"style/{name}" for name in STYLES), *(f"script/{name}" for name in SCRIPTS)])
def test_every_part_of_the_page_is_one_of_the_listed_ones(name: str) -> None:
    folder, _, file = name.partition("/")
    assert file in {one.name for one in (TEMPLATES / folder).iterdir()}


def test_no_style_or_script_is_left_out_of_the_page() -> None:
    styles = {*STYLES, *EXPLANATION_STYLES, *LIST_STYLES, *COMPARISON_STYLES, *HISTORY_STYLES}
    for folder, listed in (("style", styles), ("script", SCRIPTS)):
        assert {one.name for one in (TEMPLATES / folder).iterdir()} == set(listed)


def test_every_text_of_the_page_is_used() -> None:
    templates = "".join(one.read_text(encoding="utf-8") for one in TEMPLATES.iterdir() if one.name.endswith(".j2"))
    scripts = "".join((TEMPLATES / "script" / name).read_text(encoding="utf-8") for name in SCRIPTS)
    page = inspect.getsource(view_model)
    made = {"nav_": "nav_[a-z]+", "map_": "map_(local|central)(_about)?"}
    unused = [
        key
        for key in HTML_WORDS
        if f"'{key}'" not in templates
        and not any(key.startswith(start) and re.fullmatch(pattern, key) for start, pattern in made.items())
        and f'"{key}"' not in page
        and not (key in SCRIPT_WORDS and re.search(rf'["\s.]{key}\b', scripts))
    ]
    assert unused == []
    assert [key for key in SCRIPT_WORDS if not re.search(rf'["\s.]{key}\b', scripts)] == []


def test_the_heat_maps_hold_every_outcome_once(mid_year: api.Report) -> None:
    local, central = maps_of(mid_year)
    lines = [line for line in (*local.lines, *central.lines) if line.kind != "region"]
    own = sum(outcome.subject.kind == "county" for outcome in mid_year.outcomes)
    assert sum(cell.total for line in lines for cell in line.cells if cell) + own == len(mid_year.outcomes)
    by_county = Counter(
        outcome.subject.region for outcome in mid_year.outcomes if outcome.subject.kind not in central_kinds(pack().subjects)
    )
    counties = {line.name.zh: sum(cell.total for cell in line.cells if cell) for line in local.lines if line.kind == "region"}
    assert counties == by_county


def test_a_county_stands_above_its_teams_in_the_order_of_the_roster(mid_year: api.Report) -> None:
    local, _ = maps_of(mid_year)
    above = None
    for line in local.lines:
        above = line.name.zh if line.kind == "region" else above
        assert line.region == above
    teams = [outcome.subject for outcome in mid_year.outcomes if outcome.rule.id == "R05.2"]
    for county in {team.region for team in teams}:
        shown = [line.name.zh for line in local.lines if line.kind == "reporter" and line.region == county]
        assert shown == [team.name for team in teams if team.region == county]


def outcome(status: Status, value: int | Fraction | None, low: int, expected: int = 0, rule: str = "R05.2") -> Outcome:
    found = next(one for one in pack().rules if one.id == rule)
    return Outcome(found, Subject("team", TEAM), status, value, Threshold("at_least", low), expected, None, YEAR_END)


@pytest.mark.parametrize(
    ("made", "bar"),
    [
        (outcome("behind", 1, 4, 2), (25, 50)),
        (outcome("on_pace", 2, 3, 2), (66, 67)),  # down for what is there, up for what is asked
        (outcome("not_due", 1, 2, 0, rule="R05.3"), (50, None)),  # what owes nothing yet has no pace
        (outcome("met", 4, 4, 4), (100, 100)),
        (outcome("met", 9, 4, 4), (100, 100)),
        (outcome("shortfall", Fraction(3999, 1000), 4, 4), (99, 100)),
        (outcome("shortfall", 0, 4, 4), (0, 100)),
        (outcome("shortfall", -3, 4, 4), (0, 100)),
        (outcome("undetermined", None, 4, 4), (None, None)),
        (outcome("not_applicable", 3, 4, 4), (None, None)),
        (outcome("met", 0, 0), (None, None)),
        (outcome("met", 1, 1, 1, rule="R05.3"), (100, None)),  # no pace
    ],
)
def test_a_bar_is_full_only_when_the_target_is_reached(made: Outcome, bar: tuple[int | None, int | None]) -> None:
    assert progress_of(made) == bar


def test_a_stacked_bar_is_filled_to_its_end_and_leaves_out_who_owes_nothing() -> None:
    bar = stacked({"met": 2, "shortfall": 1, "not_applicable": 9})
    assert [(part.status, part.number) for part in bar] == [("shortfall", 1), ("met", 2)]
    assert sum(part.width for part in bar) == 1000
    assert stacked({"not_applicable": 3}) == ()
    assert counts_words({"met": 2, "shortfall": 1}, "zh") == "未达标 1、达标 2"


def test_a_reading_is_named_wherever_it_was_used() -> None:
    html = html_of(audited(readings={"R05.2": "distinct-title"}))
    assert html.count("同一标题在多家媒体刊发只计一条") >= 3
    usual = html_of(audited())
    assert "口径：R05.2 按" not in usual


def test_a_rule_says_in_words_which_rows_count() -> None:
    html = html_of(audited())
    assert "《媒体报道》中“媒体级别”为 中央、省、市、县的行：符合条件的行数" in html
    assert "one_of" not in html


def test_a_line_of_an_open_item_says_what_would_help() -> None:
    news = {"team": TEAM, "title": "一", "outlet": "甲报", "level": "市", "date": "2022.1"}
    report = audited(news, as_of=date(2022, 6, 30))
    behind = next(one for one in report.outcomes if one.rule.id == "R05.2" and one.subject.name == TEAM)
    line = Lines(report, "zh").of(behind)
    assert line.due == "2022年12月31日（还有 184 天）"
    assert any("2022.1" in hint for hint in line.hints)


def test_one_rule_of_one_subject_gives_a_page_of_its_own() -> None:
    html = html_of(audited(selection=api.select(["R05.2"], [TEAM])), "en")
    assert re.findall(r'id="/rule/([^"]+)"', html) == ["R05.2"]
    assert HTML_WORDS["map_empty"].en in html
