"""The first part of the page answers what a superior asks, with the numbers of the JSON report."""

from __future__ import annotations

import re
from html import unescape

import pytest

from assistcheck import api
from assistcheck.audit.outcomes import Report
from assistcheck.i18n import LANGUAGES, Lang
from assistcheck.reports import View
from assistcheck.reports.json.v1 import to_data
from unit.reports import half_year, library


def overview(report: Report, lang: Lang) -> str:
    page = api.render(report, "html", View(lang))
    assert isinstance(page, str)
    return page[page.index('id="/overview"') : page.index('class="beyond"')]


def plain(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("report", [half_year.report, library.report])
def test_the_five_figures_are_those_of_the_json_report(report: object, lang: Lang):
    found = report()  # type: ignore[operator]
    data = to_data(found, lang)
    outcomes = data["summary"]["outcomes"]
    expected = [outcomes[status] for status in ("shortfall", "behind", "undetermined")]
    expected.append(sum(problem["count"] for problem in data["problems"] if problem["code"] == "not-submitted"))
    expected.append(sum(problem["count"] for problem in data["problems"] if problem["level"] == "error"))
    assert [int(number.replace(",", "")) for number in re.findall(r"<b>([\d,]+)</b>", overview(found, lang))] == expected


def test_what_is_listed_and_what_is_not_are_all_that_is_short_or_behind():
    part = overview(half_year.report(), "zh")
    outcomes = to_data(half_year.report(), "zh")["summary"]["outcomes"]
    rows = part.count('<td class="status">')
    rest = re.search(r"另有 (\d+) 项未列出", plain(part))
    assert rest
    assert rows + int(rest[1]) == outcomes["shortfall"] + outcomes["behind"]


def test_each_line_says_have_need_gap_and_day_of_its_rule():
    part = overview(library.report(), "en")
    data = to_data(library.report(), "en")
    for row in re.findall(r"<tr>.*?</tr>", part[part.index("<tbody>") :], re.DOTALL):
        rule = re.search(r"#/rule/([^\"]+)", row)
        assert rule
        *_, gap, due = (plain(cell) for cell in re.findall(r'<td class="figure">(.*?)</td>', row))
        known = [one for one in data["outcomes"] if one["rule"] == rule[1] and one["status"] in {"shortfall", "behind"}]
        assert any(re.sub(r"[^\d.]", "", gap).removesuffix(".00") in str(one["gap"]) or "%" in gap for one in known)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d|-", due)


def test_the_answers_stand_in_the_order_in_which_they_are_asked():
    part = overview(half_year.report(), "zh")
    order = ['class="verdict', 'class="five"', "一、谁差什么", "二、谁未报送", "三、与上次相比有何变化", "四、接下来做三件事"]
    places = [part.index(one) for one in order]
    assert places == sorted(places)
    assert part.count("<li>") == 3


def test_names_are_escaped_and_nothing_runs_by_an_attribute():
    part = overview(half_year.report(), "zh")
    assert not re.search(r"\son\w+=|style=", part)
