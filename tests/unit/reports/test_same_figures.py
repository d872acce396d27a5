"""Every number that a reader of a list, a page or a conclusion sees is read back and equals the JSON report's."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from html import unescape
from typing import Any, NamedTuple

import docx
import pytest
from openpyxl import load_workbook

from assistcheck import api
from assistcheck.audit.outcomes import STATUSES, Report
from assistcheck.audit.request import Request
from assistcheck.i18n import Lang
from assistcheck.reports import View
from assistcheck.reports.json.v1 import to_data
from assistcheck.reports.shortfalls.files import list_files
from assistcheck.reports.tabular.messages import HEADS, TITLES
from builders.random_years import sheets_of
from builders.support import book, pack, submit

DAYS = (date(2022, 3, 31), date(2022, 8, 15), date(2022, 12, 31))
PROSE = ("docx", "md", "html")
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
_RULE = {
    "zh": re.compile(r"^（[一二三四五六七八九十百零]+）.*（(R\d\d\.\d+)，"),
    "en": re.compile(r"^\d+\.\d+ .*\((R\d\d\.\d+), "),
}
_ITEM = {
    "zh": re.compile(
        r"^(?:\d+\. )?\S+ (?P<who>.+?)(?:（[^（）]+）)?：现有 (?P<have>[^，]+)，应有(?P<need>[^；。]+)(?P<rest>.*)$"
    ),
    "en": re.compile(
        r"^(?:\d+\. )?[a-z ]+ (?P<who>\S+)(?: \([^()]+\))?: have (?P<have>.+?), need (?P<need>[^;]+?)(?P<rest>;.*)$"
    ),
}
_GAP = {
    "zh": re.compile(r"；差 ([\d,.]+)"),
    "en": re.compile(r"; ([\d,.]+)(?: [a-z ]+)? short;"),
}
_DAYS = {
    "zh": re.compile(r"期限 (\d+)年(\d+)月(\d+)日（(还有|已逾期|今日到期)"),
    "en": re.compile(r"due (\d+)-(\d+)-(\d+) \((?:\d+ days? (left|overdue)|due today)"),
}
_PACE = {"zh": re.compile(r"序时进度应达 ([\d,.]+)"), "en": re.compile(r"; ([\d,.]+)(?: [a-z]+)? by now at the required pace")}


@cache
def report(day: date) -> Report:
    """Return the report of a small random year at a day."""
    return api.audit(pack(), submit({"data.xlsx": book(sheets_of(23))}, day), Request(day))


@cache
def told(day: date) -> dict[str, Any]:
    return to_data(report(day), "zh")


def lines_of(content: bytes, kind: str) -> list[str]:
    """Return the paragraphs of a list as plain text."""
    match kind:
        case "docx":
            return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]
        case "md":
            plain = re.sub(r"\\(.)|\*\*|^#+ ", r"\1", unescape(content.decode()), flags=re.MULTILINE)
            return [line for line in plain.splitlines() if line]
        case _:
            text = re.sub(r"<style>.*?</style>|<td.*?</td>", "", content.decode(), flags=re.DOTALL)
            blocks = re.findall(r"<(?:p|h[1-3])[^>]*>(.*?)</(?:p|h[1-3])>", text, re.DOTALL)
            return [unescape(re.sub(r"<[^>]+>", "", block)).strip() for block in blocks]


def number(text: str) -> Decimal:
    """Return the first number of a text."""
    found = re.search(r"-?[\d,]+(?:\.\d+)?", text)
    assert found, text
    figure = Decimal(found[0].replace(",", ""))
    return figure / 100 if text[found.end() :].startswith("%") else figure


class Said(NamedTuple):
    """What a list says of one item."""

    rule: str
    who: str
    have: Decimal
    need: Decimal
    gap: Decimal | None
    pace: Decimal | None
    due: str


def said_in(content: bytes, kind: str, lang: Lang) -> Iterator[Said]:
    rule = ""
    for line in lines_of(content, kind):
        if heading := _RULE[lang].match(line):
            rule = heading[1]
        elif item := _ITEM[lang].match(line):
            gap, pace, due = (pattern[lang].search(item["rest"] + ";") for pattern in (_GAP, _PACE, _DAYS))
            assert due, line
            yield Said(
                rule,
                item["who"],
                number(item["have"]),
                number(item["need"]),
                gap and number(gap[1]),
                pace and number(pace[1]),
                f"{int(due[1])}-{int(due[2]):02}-{int(due[3]):02}",
            )


def as_list(outcome: dict[str, Any]) -> Said:
    """Return what a list has to say of an outcome of the JSON report."""
    (goal,) = outcome["target"].values()
    low = goal[0] if isinstance(goal, list) else goal
    gap = Decimal(outcome["gap"]) * (100 if "is_share" in outcome else 1)
    if "is_share" in outcome and not gap:
        gap = Decimal("0.0001")  # less than the last digit is shown as that digit, never as nothing
    pace = Decimal(outcome["expected"]) if outcome["status"] == "behind" else None
    name = outcome["subject"]["name"]
    due = date.fromisoformat(outcome["due"])
    if outcome["missing"]:
        first = outcome["missing"][0]
        month = int(first[-1]) * 3 if "Q" in first else int(first[-2:])
        due = date.fromordinal(date(due.year + month // 12, month % 12 + 1, 1).toordinal() - 1)
    return Said(outcome["rule"], name, Decimal(outcome["value"]), Decimal(low), gap or None, pace, due.isoformat())


def expected(day: date, by: str) -> Counter[Said]:
    """Return what the open outcomes of the JSON report make of all lists; shares are short of percentage points."""
    found: Counter[Said] = Counter()
    ratios = {rule.id for rule in pack().rules if rule.quantity == "ratio"}
    for outcome in told(day)["outcomes"]:
        subject = outcome["subject"]
        if outcome["status"] not in {"shortfall", "behind"} or not (subject["team"] if by == "team" else subject["county"]):
            continue
        found[as_list({**outcome, "is_share": True} if outcome["rule"] in ratios else outcome)] += 1
    return found


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", PROSE)
def test_a_list_in_prose_says_the_figures_of_the_json_report(kind: str, lang: Lang, day: date) -> None:
    *lists, _ = list_files(report(day), "team", kind, View(lang))
    found = Counter(said for _, content in lists for said in said_in(content, kind, lang))
    assert found == expected(day, "team")
    assert sum(found.values()) > 5


def test_every_kind_of_figure_is_compared() -> None:
    everything = [said for day in DAYS for said in expected(day, "team")]
    assert any(said.have != int(said.have) for said in everything)  # shares
    assert any(said.need >= 100_000 for said in everything)  # 元
    assert any(said.pace for said in everything)
    assert len({said.due for said in everything}) > 1


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("kind", PROSE)
def test_the_counts_of_a_list_are_those_of_the_json_report(kind: str, day: date) -> None:
    *lists, _ = list_files(report(day), "county", kind, View("zh"))
    counties = {outcome["subject"]["county"] for outcome in told(day)["outcomes"]} - {None}
    assert len(lists) == len(counties)
    for name, content in lists:
        county = name.removesuffix(f"-督办清单.{kind}")
        statuses = Counter(o["status"] for o in told(day)["outcomes"] if o["subject"]["county"] == county)
        opening = next(line for line in lines_of(content, kind) if line.startswith("根据"))
        assert f"共 {sum(statuses.values())} 项" in opening
        shown = {
            status: int(found[1]) for status, word in STATUSES.items() if (found := re.search(f"{word.zh} (\\d+) 项", opening))
        }
        assert shown == dict(statuses)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_markdown_has_every_figure_of_every_outcome(lang: Lang, day: date) -> None:
    text = api.render(report(day), "md", api.View(lang))
    assert isinstance(text, str)
    section = text.split(f"## {TITLES['outcomes'].text(lang)}\n")[1].split("\n## ")[0]
    table = [re.split(r"(?<!\\)\| ?", line)[1:-1] for line in section.splitlines() if line.startswith("|")]
    heads = [head.strip() for head in table[0]]
    rows = [dict(zip(heads, (cell.strip() for cell in row), strict=True)) for row in table[2:]]
    assert len(rows) == len(told(day)["outcomes"])
    for row, outcome in zip(rows, told(day)["outcomes"], strict=True):
        (goal,) = outcome["target"].values()
        low, high = goal if isinstance(goal, list) else (goal, None)
        figures = {
            "have": outcome["value"],
            "target": low,
            "upper": high,
            "expected": outcome["expected"],
            "gap": outcome["gap"],
        }
        for head, figure in figures.items():
            cell = row[HEADS[head].text(lang)]
            assert (number(cell) if cell else None) == (None if figure is None else Decimal(figure)), (outcome["rule"], head)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_conclusion_gives_the_numbers_of_the_json_summary(lang: Lang, day: date) -> None:
    summary = told(day)["summary"]
    statuses = summary["outcomes"]
    counted = (statuses["shortfall"], summary["subjects_short"], statuses["behind"], statuses["undetermined"])
    workbook = load_workbook(io.BytesIO(bytes_of(api.render(report(day), "xlsx", api.View(lang)))))
    first_page = " ".join(str(cell) for row in workbook.worksheets[0].iter_rows(max_row=3, values_only=True) for cell in row)
    texts = {name: str(api.render(report(day), name, api.View(lang))) for name in ("text", "md", "html")}
    pattern = {
        "zh": r"未达标 (\d+) 项，涉及 (\d+) 个主体；滞后 (\d+) 项；无法判定 (\d+) 项",
        "en": r"(\d+) duties short, of (\d+) subjects; (\d+) behind; (\d+) not judged",
    }[lang]
    for name, text in {**texts, "xlsx": first_page}.items():
        found = re.search(pattern, text)
        assert found, name
        assert tuple(map(int, found.groups())) == counted, name


def bytes_of(content: str | bytes) -> bytes:
    assert isinstance(content, bytes)
    return content
