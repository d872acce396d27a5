"""An explanation as a page: read back from the page itself, it says what the JSON of the same explanation says."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import html

from assistcheck import api
from assistcheck.audit.explanation import Explained
from assistcheck.i18n import Lang
from assistcheck.reports import View
from assistcheck.reports.html.inline import explanation_style, inline_sources, source
from builders.random_years import sheets_of
from builders.support import TEAM, YEAR_END, book, ledger, pack, rosters, submit, submit_one

SAMPLES = Path(__file__).parents[4] / "sample_data"


class Asked(NamedTuple):
    """One verdict that is asked for."""

    pack: str
    day: date
    rule: str
    subject: str | None


ASKED = [
    Asked("dongguan-2022", date(2022, 6, 30), "R05.2", "琅漪镇组团"),
    Asked("dongguan-2022", date(2022, 6, 30), "R01.4", "曦苒集团"),
    Asked("dongguan-2022", date(2022, 12, 31), "R17.1", None),
    Asked("dongguan-2022", date(2022, 12, 31), "R07.4", "璟邈镇/葭翮村"),
    Asked("county-library-grants", date(2026, 3, 31), "R02.1", "Norvelbeck Library District"),
    Asked("county-library-grants", date(2026, 3, 31), "R04.1", "Rennelbeck Branch (Norvelbeck Library District)"),
]
each = pytest.mark.parametrize("asked", ASKED, ids=lambda one: f"{one.rule}-{one.day}")
both = pytest.mark.parametrize("lang", ["zh", "en"])


@cache
def explained(asked: Asked) -> Explained:
    if asked.pack == "dongguan-2022":
        submission = submit({"data.xlsx": book(sheets_of(23))}, asked.day)
        return api.explain(pack(), submission, api.Request(asked.day), asked.rule, asked.subject)
    rules = api.load_pack(asked.pack)
    submission = api.read_submissions([str(SAMPLES / "county-library-grants.xlsx")], rules, asked.day, workers=0)
    return api.explain(rules, submission, api.Request(asked.day), asked.rule, asked.subject)


def page_of(asked: Asked, lang: Lang) -> html.HtmlElement:
    return html.document_fromstring(api.render_explanation(explained(asked), "html", View(lang)))


def told(asked: Asked, lang: Lang) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(api.render_explanation(explained(asked), "json", View(lang)))["explanations"]
    return found


def text(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def rows(section: html.HtmlElement) -> list[list[str]]:
    return [[text(cell) for cell in row.xpath("./td")] for row in section.xpath(".//tbody/tr")]


def number(place: str) -> int:
    """Return the number of a row: 第 12 行, row 12; the sheet may stand before it."""
    found = re.search(r"第 (\d+) 行$|row (\d+)$", place)
    assert found, place
    return int(found[1] or found[2])


def amount(words: str) -> Decimal:
    found = re.search(r"-?[\d,]+(\.\d+)?", words)
    assert found, words
    return Decimal(found[0].replace(",", ""))


@both
@each
def test_every_row_of_the_page_is_one_of_the_json_with_the_same_cells(asked: Asked, lang: Lang) -> None:
    for article, case in zip(page_of(asked, lang).iter("article"), told(asked, lang), strict=True):
        sections = article.xpath("./section")
        counted, left_out = rows(sections[3]), rows(sections[4])
        assert [number(row[0]) for row in counted] == [row["row"] for row in case["counted"]]
        others = [*case["left_out"], *case["unplaced"]]
        assert [number(row[0]) for row in left_out] == [row["row"] for row in others]
        headers = [text(head) for head in sections[3].xpath(".//thead//th")]
        names = {column["header"]: column["id"] for column in case["measure"]["columns"]}
        for shown, row in zip(counted, case["counted"], strict=True):
            for header, cell in zip(headers, shown, strict=True):
                value = row["cells"].get(names.get(header, ""))
                if value is not None:
                    assert amount(cell) == Decimal(value) if isinstance(value, int) else cell_is(cell, value), header
        for shown, row in zip(left_out, others, strict=True):
            assert row["reason_text"] in shown[1]
            assert all(problem["cell"] in shown[1] for problem in row["problems"] if problem.get("cell"))


def cell_is(cell: str, value: object) -> bool:
    """Whether a cell says a text, a list of words, or an amount that JSON has as text."""
    if isinstance(value, list):
        return all(str(word) in cell for word in value)
    return cell == " ".join(str(value).split()) or amount(cell) == Decimal(str(value))


@both
@each
def test_the_words_the_verdict_and_the_change_are_those_of_the_json(asked: Asked, lang: Lang) -> None:
    for article, case in zip(page_of(asked, lang).iter("article"), told(asked, lang), strict=True):
        duty, outcome = case["duty"], case["outcome"]
        sections = article.xpath("./section")
        assert len(sections) == 7
        assert text(article.find(".//blockquote")) == " ".join(duty["quote"].split())
        assert " ".join(duty["criterion"].split()) in text(sections[1])
        verdict = [text(one) for one in sections[5].xpath("./dl//dd")]
        if outcome["value"] is not None and outcome["status"] != "undetermined":
            assert amount(verdict[1]) == Decimal(outcome["value"])
        (status,) = sections[5].xpath(".//strong")
        assert article.xpath(".//*[contains(@class, 'title')]")[0].get("class") == f"title {outcome['status']}"
        assert text(article.xpath(".//*[contains(@class, 'title')]")[0]).endswith(text(status))
        (remedy,) = sections[6].xpath(".//strong")
        assert text(remedy) == " ".join(case["remedy"]["words"].split())
        periods = [row for row in rows(sections[5]) if row]
        assert [int(row[1]) for row in periods] == [one["rows"] for one in case["periods"]]


def test_one_verdict_is_the_heading_of_its_page_and_several_have_one_above_them() -> None:
    submission = submit_one({})
    both = api.explain(pack(), submission, api.Request(YEAR_END), "R01.4", "乙局")
    one, several = page_of(ASKED[0], "zh"), html.document_fromstring(api.render_explanation(both, "html", View("zh")))
    assert [len(one.findall(f".//{tag}")) for tag in ("h1", "h2", "h3")] == [1, 7, 0]
    count = len(both.explanations)
    assert count == 2
    assert [len(several.findall(f".//{tag}")) for tag in ("h1", "h2", "h3")] == [1, count, 7 * count]
    assert text(several.find(".//h1")) == text(several.find(".//title"))


def test_quotes_are_in_the_language_of_the_document() -> None:
    for asked, own in ((ASKED[0], "zh-CN"), (ASKED[-1], "en")):
        for lang, html_lang in (("zh", "zh-CN"), ("en", "en")):
            page = page_of(asked, lang)
            assert page.get("lang") == html_lang
            assert page.find(".//blockquote").get("lang") == own


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    page = page_of(ASKED[0], "zh")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == f"default-src 'none'; style-src {source(explanation_style())}; base-uri 'none'; form-action 'none'"
    assert source(explanation_style()) in inline_sources().styles
    assert page.findtext(".//style") == explanation_style()
    assert not page.xpath("//script | //@src | //@href | //@style | //*[@*[starts-with(name(), 'on')]]")


def news(number: int, level: str = "市") -> Explained:
    found = [{"team": TEAM, "outlet": "报", "level": level, "date": date(2022, 3, 1), "title": str(k)} for k in range(number)]
    return api.explain(pack(), submit_one(ledger("media_reports", *found)), api.Request(YEAR_END), "R05.2", TEAM)


def test_twenty_rows_stand_open_and_twenty_one_are_folded_but_all_there() -> None:
    for count, folds in ((20, 0), (21, 1)):
        for level, section in (("市", 3), ("县级以下", 4)):
            page = html.document_fromstring(api.render_explanation(news(count, level), "html", View("zh")))
            assert len(page.findall(".//details")) == folds
            assert len(rows(page.xpath("//section")[section])) == count
    assert text(page.find(".//summary")) == "逐行查看（21 行）"


def test_rows_of_one_sheet_are_under_its_name_and_those_of_several_say_theirs() -> None:
    row = {"team": TEAM, "outlet": "报", "level": "市", "date": date(2022, 3, 1), "title": "一"}
    sheets = {
        "a.xlsx": {**rosters(), **ledger("media_reports", row)},
        "b.xlsx": ledger("media_reports", {**row, "title": "二"}),
    }
    files = {name: book(one) for name, one in sheets.items()}
    several = api.explain(pack(), submit(files), api.Request(YEAR_END), "R05.2", TEAM)
    page = html.document_fromstring(api.render_explanation(several, "html", View("zh")))
    assert page.findall(".//caption") == []
    assert [row[0] for row in rows(page.xpath("//section")[3])] == ["a.xlsx《媒体报道》第 2 行", "b.xlsx《媒体报道》第 2 行"]
    page = html.document_fromstring(api.render_explanation(news(1), "html", View("zh")))
    assert [text(one) for one in page.iter("caption")] == ["《媒体报道》"]


def test_the_same_explanation_gives_the_same_page() -> None:
    first, second = (api.render_explanation(news(2), "html", View("en")) for _ in range(2))
    assert first == second
