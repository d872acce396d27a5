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
from assistcheck.audit.outcomes import Report
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
_HEADS = {"zh": ["序号", "事项", "现有", "应有", "差额", "期限"], "en": ["No.", "Duty", "Have", "Need", "Gap", "Due"]}
_ITEM = {"zh": re.compile(r"^第(\d+)项.*（(R\d\d\.\d+)）。$"), "en": re.compile(r"^No\. (\d+).*\((R\d\d\.\d+)\)\.$")}
_PACE = {"zh": re.compile(r"滞后，目前应达(.+)$"), "en": re.compile(r"behind; (.+) by now$")}
_MONTHS = [date(2022, month, 1).strftime("%B") for month in range(1, 13)]


@cache
def report(day: date) -> Report:
    """Return the report of a small random year at a day."""
    return api.audit(pack(), submit({"data.xlsx": book(sheets_of(23))}, day), Request(day))


@cache
def told(day: date) -> dict[str, Any]:
    return to_data(report(day), "zh")


def lines_of(content: bytes, kind: str) -> list[str]:
    """Return the paragraphs of a list, and those of its grounds, as plain text."""
    match kind:
        case "docx":
            document = docx.Document(io.BytesIO(content))
            cells = [one for table in document.tables for row in table.rows for cell in row.cells for one in cell.paragraphs]
            return [one.text for one in (*document.paragraphs, *cells)]
        case "md":
            plain = re.sub(r"\\(.)|\*\*|^#+ |^- ", r"\1", unescape(content.decode()), flags=re.MULTILINE)
            return [line for line in plain.splitlines() if line]
        case _:
            text = re.sub(r"<style>.*?</style>|<td.*?</td>", "", content.decode(), flags=re.DOTALL)
            blocks = re.findall(r"<(?:p|h[1-3]|li)\b[^>]*>(.*?)</(?:p|h[1-3]|li)>", text, re.DOTALL)
            return [unescape(re.sub(r"<[^>]+>", "", block)).strip() for block in blocks]


def rows_of(content: bytes, kind: str, lang: Lang) -> list[list[str]]:
    """Return the cells of each item of a list's form: number, duty, have, need, gap, due."""
    match kind:
        case "docx":
            tables = docx.Document(io.BytesIO(content)).tables
            grid = [[cell.text for cell in row.cells] for row in tables[0].rows] if tables else []
            return grid[2::2] if grid and grid[0] == _HEADS[lang] else []
        case "md":
            lines = [line for line in content.decode().splitlines() if re.match(r"\| \d+ \|", line)]
            return [[unescape(cell.strip()) for cell in line.split("|")[1:7]] for line in lines]
        case _:
            rows = re.findall(r'<tr>(<td rowspan="2">.*?)</tr>', content.decode(), re.DOTALL)
            cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
            return [[unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in cells]


def number(text: str) -> Decimal:
    """Return the first number of a text."""
    found = re.search(r"-?[\d,]+(?:\.\d+)?", text)
    assert found, text
    figure = Decimal(found[0].replace(",", "")) * (10_000 if text[found.end() :].startswith("万") else 1)
    return figure / 100 if text[found.end() :].startswith("%") else figure


def day_of(text: str, lang: Lang) -> str:
    """Return the day that a text begins with: 2022年3月31日, 31 March 2022."""
    found = re.match(r"(\d+)年(\d+)月(\d+)日" if lang == "zh" else r"(\d+) (\w+) (\d+)", text)
    assert found, text
    if lang == "zh":
        year, month, day = map(int, found.groups())
    else:
        day, month, year = int(found[1]), _MONTHS.index(found[2]) + 1, int(found[3])
    return f"{year}-{month:02}-{day:02}"


class Said(NamedTuple):
    """What a list says of one item."""

    rule: str
    have: Decimal
    need: Decimal
    gap: Decimal | None
    pace: Decimal | None
    due: str


def said_in(content: bytes, kind: str, lang: Lang) -> Iterator[Said]:
    rules = {found[1]: found[2] for line in lines_of(content, kind) if (found := _ITEM[lang].match(line))}
    rows = rows_of(content, kind, lang)
    assert set(rules) == {row[0] for row in rows}
    for place, duty, have, need, gap, due in rows:
        pace = _PACE[lang].search(duty)
        lack = number(gap) if re.search(r"\d", gap) else None
        yield Said(rules[place], number(have), number(need), lack, pace and number(pace[1]), day_of(due, lang))


def as_list(outcome: dict[str, Any]) -> Said:
    """Return what a list has to say of an outcome of the JSON report."""
    (goal,) = outcome["target"].values()
    low = goal[0] if isinstance(goal, list) else goal
    gap = Decimal(outcome["gap"]) * (100 if "is_share" in outcome else 1)
    if "is_share" in outcome and not gap:
        gap = Decimal("0.0001")  # less than the last digit is shown as that digit, never as nothing
    pace = Decimal(outcome["expected"]) if outcome["status"] == "behind" else None
    due = date.fromisoformat(outcome["due"])
    if outcome["missing"]:
        first = outcome["missing"][0]
        month = int(first[-1]) * 3 if "Q" in first else int(first[-2:])
        due = date.fromordinal(date(due.year + month // 12, month % 12 + 1, 1).toordinal() - 1)
    return Said(outcome["rule"], Decimal(outcome["value"]), Decimal(low), gap or None, pace, due.isoformat())


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
        opening = next(line for line in lines_of(content, kind) if line.startswith(("对照", "截至")))
        words = {"shortfall": "未达标", "behind": "滞后于序时进度", "undetermined": "无法判定"}
        shown = {one: int(found[1]) for one, word in words.items() if (found := re.search(f"{word}(\\d+)项", opening))}
        if statuses["shortfall"] or statuses["behind"]:
            assert shown == {status: statuses[status] for status in words if statuses[status]}


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
    texts = {name: str(api.render(report(day), name, api.View(lang))) for name in ("text", "md")}
    pattern = {
        "zh": r"未达标 (\d+) 项，涉及 (\d+) 个主体；滞后 (\d+) 项；无法判定 (\d+) 项",
        "en": r"(\d+) duties short, of (\d+) subjects; (\d+) behind; (\d+) not judged",
    }[lang]
    for name, text in {**texts, "xlsx": first_page}.items():
        found = re.search(pattern, text)
        assert found, name
        assert tuple(map(int, found.groups())) == counted, name
    page = str(api.render(report(day), "html", api.View(lang)))
    figures = dict(re.findall(r'<li class="(shortfall|behind|undetermined)"><a [^>]*><span>[^<]*</span> <b>([\d,]+)</b>', page))
    shown = [int(figures[key].replace(",", "")) for key in ("shortfall", "behind", "undetermined")]
    assert shown == [counted[0], counted[2], counted[3]]


def bytes_of(content: str | bytes) -> bytes:
    assert isinstance(content, bytes)
    return content
