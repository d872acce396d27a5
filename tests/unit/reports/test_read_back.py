"""Every figure of every format is read back from the file itself, and equals the JSON report's: both packs, both languages.

What a list in prose and a conclusion say is read back in ``test_same_figures``; what a browser shows, in ``tests/browser``.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pytest
from lxml import etree, html
from openpyxl import load_workbook

from assistcheck import api
from assistcheck.audit.outcomes import STATUSES, Report
from assistcheck.audit.request import Request, find_rule
from assistcheck.i18n import Lang
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.pending import facts_of
from assistcheck.reports import View
from assistcheck.reports.json.v1 import to_data
from assistcheck.reports.shortfalls.files import list_files
from assistcheck.submission.assemble import assemble
from assistcheck.submission.file_reader import read_book
from builders.packs import PACK
from builders.random_years import sheets_of
from builders.support import book

SAMPLES = Path(__file__).parents[3] / "sample_data"
DONGGUAN, LIBRARY = PACK, api.load_pack("county-library-grants")
ZH: Lang = "zh"
EN: Lang = "en"


class Run(NamedTuple):
    """One run: a pack, a day, and the language of what is written."""

    pack: str
    day: date
    lang: Lang


RUNS = [
    Run("dongguan-2022", date(2022, 6, 30), ZH),
    Run("dongguan-2022", date(2022, 6, 30), EN),
    Run("dongguan-2022", date(2022, 12, 31), ZH),
    Run("dongguan-2022", date(2022, 12, 31), EN),
    Run("county-library-grants", date(2026, 3, 31), EN),
    Run("county-library-grants", date(2026, 6, 30), EN),
]
each_run = pytest.mark.parametrize("run", RUNS, ids=lambda run: f"{run.pack}-{run.day}-{run.lang}")


@cache
def report(pack: str, day: date) -> Report:
    rules = DONGGUAN if pack == DONGGUAN.manifest.name else LIBRARY
    path = SAMPLES / "county-library-grants.xlsx"
    content = path.read_bytes() if rules is LIBRARY else book(sheets_of(23))
    read = read_book("data.xlsx", partial(bytes, content), ledgers_of(rules), partial(facts_of, rules))
    return api.audit(rules, assemble([read], rules, day), Request(day))


@cache
def told(run: Run) -> dict[str, Any]:
    return to_data(report(run.pack, run.day), run.lang)


@cache
def written(run: Run, form: str) -> str | bytes:
    return api.render(report(run.pack, run.day), form, View(run.lang))


def outcomes(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = told(run)["outcomes"]
    return found


def low(outcome: dict[str, Any]) -> tuple[Decimal, Decimal | None]:
    """Return the target of an outcome, and its upper end if it has one."""
    (goal,) = outcome["target"].values()
    first, last = goal if isinstance(goal, list) else (goal, None)
    return Decimal(first), None if last is None else Decimal(last)


def amount(value: object) -> Decimal | None:
    """Return the figure that a cell says: 10万元, 82,340元, $42,000, ≥4 months, 57.5%, or a number; ``None`` of no figure."""
    if value is None or isinstance(value, int | float):
        return None if value is None else Decimal(str(value))
    found = re.search(r"(-?[\d,]+(?:\.\d+)?)(万|亿|%)?", str(value))
    if not found:
        return None
    factor = {"万": Decimal(10_000), "亿": Decimal(10**8), "%": Decimal("0.01")}.get(found[2], Decimal(1))
    return Decimal(found[1].replace(",", "")) * factor


def figures(outcome: dict[str, Any]) -> tuple[Decimal | None, ...]:
    """Return what the tables have of an outcome: have, target, upper end, pace, gap."""
    given = (None if outcome[key] is None else Decimal(outcome[key]) for key in ("value", "expected", "gap"))
    value, expected, gap = given
    return value, *low(outcome), expected, gap


# --- tables: csv and xlsx -------------------------------------------------------------------------

PLACES = ("status", "value", "low", "high", "expected", "gap", "due")
COLUMNS = {
    ZH: ("状态代码", "现有", "目标", "上限", "序时应有", "差", "到期日"),
    EN: ("Status id", "Have", "Target", "Upper end", "Pace", "Gap", "Due"),
}


def rows_of_csv(content: bytes | str) -> list[dict[str, object]]:
    text = content if isinstance(content, str) else content.decode("utf-8-sig")
    return [dict(row) for row in csv.DictReader(io.StringIO(text.lstrip("\ufeff")))]


def check_table(run: Run, rows: list[dict[str, object]]) -> None:
    assert len(rows) == len(outcomes(run))
    for row, outcome in zip(rows, outcomes(run), strict=True):
        status, have, target, high, pace, gap, due = (row[name] for name in COLUMNS[run.lang])
        assert status == outcome["status"]
        assert tuple(map(amount, (have, target, high, pace, gap))) == figures(outcome), (outcome["rule"], row)
        day = due.date().isoformat() if isinstance(due, datetime) else due
        assert day == outcome["due"]


@each_run
def test_csv(run: Run) -> None:
    check_table(run, rows_of_csv(written(run, "csv")))


@cache
def sheets(run: Run) -> dict[str, list[tuple[object, ...]]]:
    content = written(run, "xlsx")
    assert isinstance(content, bytes)
    return {page.title: [*page.iter_rows(values_only=True)] for page in load_workbook(io.BytesIO(content)).worksheets}


@each_run
def test_every_outcome_in_the_workbook(run: Run) -> None:
    head, *rows = sheets(run)["全部事项" if run.lang == ZH else "All outcomes"]
    check_table(run, [dict(zip(map(str, head), row, strict=True)) for row in rows])


@each_run
def test_the_counts_and_accounts_of_the_workbook(run: Run) -> None:
    first = {str(row[0]): row[1:] for row in next(iter(sheets(run).values()))}
    levels = Counter((one["status"], one["level"]) for one in outcomes(run))
    for status, number in told(run)["summary"]["outcomes"].items():
        total, *by_level = (value or 0 for value in first[STATUSES[status].text(run.lang)][:5])
        assert total == number
        assert by_level == [levels[status, level] for level in ("binding", "general", "expected", "encouraged")]
    _, *accounts = sheets(run)["各表行数" if run.lang == ZH else "Row accounts"]
    expected = [(*one["rows"].values(),) for source in told(run)["inputs"] for one in source["sheets"]]
    assert [tuple(value or 0 for value in row[3:12]) for row in accounts] == expected
    _, *problems = sheets(run)["数据问题" if run.lang == ZH else "Problems"]
    assert [row[5] for row in problems] == [problem["count"] for problem in told(run)["problems"]]
    assert len(problems) == sum(told(run)["summary"]["problems"].values())


# --- the page for a superior: docx, text, html ----------------------------------------------------


def five(run: Run) -> tuple[int, ...]:
    """Return the five figures of the first page."""
    summary, problems = told(run)["summary"], told(run)["problems"]
    absent = sum(problem["count"] for problem in problems if problem["code"] == "not-submitted")
    statuses = summary["outcomes"]
    errors = sum(problem["count"] for problem in problems if problem["level"] == "error")
    return (*(statuses[one] for one in ("shortfall", "behind", "undetermined")), absent, errors)


def page(run: Run) -> Any:
    content = written(run, "docx")
    assert isinstance(content, bytes)
    return docx.Document(io.BytesIO(content))


def reporter_of(outcome: dict[str, Any]) -> str | None:
    """Return whose list an outcome stands in."""
    subject = outcome["subject"]
    name: str | None = subject.get("team", subject.get("grantee"))
    return name


def open_items(run: Run) -> Counter[str]:
    """Return how many items each of those who report, or who owe what no one reports, is short of or behind with."""
    return Counter(party_of(one) for one in outcomes(run) if one["status"] in {"shortfall", "behind"})


def party_of(outcome: dict[str, Any]) -> str:
    return reporter_of(outcome) or str(outcome["subject"]["debtor"])


@each_run
def test_the_five_figures_of_the_page(run: Run) -> None:
    cells = [cell.text.split("\n")[1] for cell in page(run).tables[0].rows[0].cells]
    assert tuple(int(text.replace(",", "")) for text in cells) == five(run)


@each_run
def test_the_items_of_the_page(run: Run) -> None:
    head, *rows = page(run).tables[1].rows
    assert len(head.cells) == 7
    left = [one for one in outcomes(run) if one["status"] in {"shortfall", "behind"}]
    listed = 0
    for row in rows:
        who, *shown = (cell.text for cell in row.cells)
        party, total = _party(who)
        assert total in {open_items(run)[party], 0} or party.endswith("…"), who
        fitting = [one for one in left if _says(one, party, shown, run)]
        assert fitting, (who, shown)
        left.remove(fitting[0])
        listed += 1
    said = "\n".join(paragraph.text for paragraph in page(run).paragraphs)
    rest = re.search(r"另有.*?([\d,]+) 项未列出|Not listed: ([\d,]+) more items?", said)
    not_listed = int((rest[1] or rest[2]).replace(",", "")) if rest else 0
    assert listed + not_listed == sum(open_items(run).values())


def _party(who: str) -> tuple[str, int]:
    """Return who owes items, and how many are said to be owed in all; 0 where all of them are listed."""
    total = re.search(r"，共 ?([\d,]+) ?项$|, ([\d,]+) in all$", who)
    name = who[: total.start()] if total else who
    region = re.search(r"（[^（）]*[县区]）$| \([^()]*[县区]\)$", name)
    return name[: region.start()] if region else name, int((total[1] or total[2]).replace(",", "")) if total else 0


def _says(outcome: dict[str, Any], party: str, shown: list[str], run: Run) -> bool:
    """Whether a line of the page is of an outcome, and its figures are the outcome's."""
    what, status, have, need, short, _ = shown
    rules = DONGGUAN if run.pack == DONGGUAN.manifest.name else LIBRARY
    value, target, _, _, gap = figures(outcome)
    return (
        (party_of(outcome) == party or (party.endswith("…") and party_of(outcome).startswith(party[:-1])))
        and STATUSES[outcome["status"]].text(run.lang) == status
        and find_rule(rules, outcome["rule"]).title.text(run.lang) in what
        and (amount(have), amount(need)) == (value, target)
        and (amount(short) or gap) == gap
    )


@each_run
def test_the_first_lines_in_a_terminal(run: Run) -> None:
    text = str(written(run, "text"))
    pattern = {
        ZH: r"未达标 (\d+) 项，涉及 \d+ 个主体；滞后 (\d+) 项；无法判定 (\d+) 项；未报送 (\d+)\D*；填报错误 (\d+)",
        EN: r"(\d+) duties short, of \d+ subjects; (\d+) behind; (\d+) not judged; (\d+) not sent; (\d+) faults?",
    }[run.lang]
    found = re.search(pattern, " ".join(text.split()) if run.lang == EN else text.replace("\n", ""))
    assert found, text
    assert tuple(map(int, found.groups())) == five(run)


@each_run
def test_the_counts_of_the_html_page(run: Run) -> None:
    tree = html.fromstring(str(written(run, "html")))
    shown = {row.get("data-status"): row for row in tree.xpath("//table[@id='counts']/tbody/tr")}
    levels = Counter((one["status"], one["level"]) for one in outcomes(run))
    for status, number in told(run)["summary"]["outcomes"].items():
        cells = [cell.text_content() for cell in shown[status].findall("td")] if status in shown else ["-"] * 5
        numbers = [0 if text == "-" else int(text.replace(",", "")) for text in cells]
        assert numbers == [number, *(levels[status, level] for level in ("binding", "general", "expected", "encouraged"))]
    (heading,) = tree.xpath("//header//p")[:1]
    rows = sum(sheet["rows"]["read"] for source in told(run)["inputs"] for sheet in source["sheets"])
    files = len(told(run)["inputs"])
    said = {ZH: f"{files} 个文件、{rows:,} 行", EN: f"{files} file, {rows:,} rows"}[run.lang]
    assert heading.text_content().endswith(said)


# --- what CI reads ---------------------------------------------------------------------------------


@each_run
def test_junit_counts_every_outcome_once(run: Run) -> None:
    content = written(run, "junit")
    tree = etree.fromstring(content.encode() if isinstance(content, str) else content)
    statuses = told(run)["summary"]["outcomes"]
    assert int(tree.get("tests") or 0) >= len(outcomes(run))
    assert len(tree.findall(".//testcase")) == int(tree.get("tests") or 0)
    failed = statuses["shortfall"] + statuses["behind"]
    assert len(tree.findall(".//failure")) == int(tree.get("failures") or 0) >= failed


@each_run
def test_sarif_has_each_open_item(run: Run) -> None:
    (found,) = json.loads(str(written(run, "sarif")))["runs"]
    rules = Counter(one["ruleId"] for one in found["results"])
    expected = Counter(one["rule"] for one in outcomes(run) if one["status"] in {"shortfall", "behind"})
    assert {rule: rules[rule] for rule in expected if rules[rule] < expected[rule]} == {}


@each_run
def test_the_summary_line_for_github(run: Run) -> None:
    last = str(written(run, "github")).splitlines()[-1]
    pattern = {
        ZH: r"未达标 (\d+) 项，涉及 (\d+) 个主体；滞后 (\d+) 项；无法判定 (\d+) 项",
        EN: r"(\d+) duties short, of (\d+) subjects; (\d+) behind; (\d+) not judged",
    }[run.lang]
    found = re.search(pattern, last)
    assert found, last
    short, behind, unjudged, _, _ = five(run)
    assert tuple(map(int, found.groups())) == (short, told(run)["summary"]["subjects_short"], behind, unjudged)


# --- the lists in workbooks ------------------------------------------------------------------------


@cache
def lists(run: Run) -> list[tuple[str, bytes]]:
    by = "team" if run.pack == DONGGUAN.manifest.name else "grantee"
    return list(list_files(report(run.pack, run.day), by, "xlsx", View(run.lang)))


ITEM_COLUMNS = {
    ZH: ("事项及对象", "现有", "应有", "差额", "期限"),
    EN: ("What, and with whom", "Have", "Need", "Gap", "Due"),
}


def items_of(content: bytes, lang: Lang) -> Iterator[tuple[object, ...]]:
    rows = [*load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)]
    at = next((number for number, row in enumerate(rows) if ITEM_COLUMNS[lang][0] in row), len(rows))
    for row in rows[at + 1 :]:
        named = dict(zip(rows[at], row, strict=True))
        if named[ITEM_COLUMNS[lang][0]] and "\n" in str(named[ITEM_COLUMNS[lang][0]]):
            yield tuple(named[name] for name in ITEM_COLUMNS[lang])


@each_run
def test_the_items_of_the_lists(run: Run) -> None:
    *files, _ = lists(run)
    shown: Counter[tuple[object, ...]] = Counter()
    for _, content in files:
        for what, have, need, gap, due in items_of(content, run.lang):
            assert isinstance(due, datetime)
            shown[str(what).split(" ")[0], amount(have), amount(need), amount(gap), due.date()] += 1
    expected: Counter[tuple[object, ...]] = Counter()
    for one in outcomes(run):
        if one["status"] in {"shortfall", "behind"} and reporter_of(one):
            value, target, _, _, gap = figures(one)
            expected[one["rule"], value, target, gap, _due(one, run)] += 1
    assert shown == expected


def _due(outcome: dict[str, Any], run: Run) -> date:
    """Return when an item was due first: the last day of the first period that is missing."""
    if not outcome["missing"]:
        return date.fromisoformat(outcome["due"])
    rules = DONGGUAN if run.pack == DONGGUAN.manifest.name else LIBRARY
    return rules.programme_year.period_end(outcome["missing"][0])


@each_run
def test_the_counts_of_the_index_of_the_lists(run: Run) -> None:
    book_of_lists = load_workbook(io.BytesIO(lists(run)[-1][1]))
    head, *rows = book_of_lists["各类状态" if run.lang == ZH else "All statuses"].iter_rows(values_only=True)
    words = {str(text): status for status, text in ((status, words.text(run.lang)) for status, words in STATUSES.items())}
    for row in (row for row in rows if row[0]):
        named = dict(zip(map(str, head), row, strict=True))
        name = str(row[1])
        mine = Counter(one["status"] for one in outcomes(run) if reporter_of(one) == name)
        assert {status: named[text] for text, status in words.items()} == {status: mine[status] for status in words.values()}
        assert row[2] == sum(mine.values())
    assert len(rows) > 4
    total = dict(zip(map(str, head), rows[-1], strict=True))
    everything = Counter(one["status"] for one in outcomes(run) if reporter_of(one))
    assert {status: total[text] for text, status in words.items()} == {status: everything[status] for status in words.values()}


def test_every_kind_of_figure_is_among_them() -> None:
    everything = [figures(one) for run in RUNS for one in outcomes(run)]
    assert any(value and value >= 100_000 for value, *_ in everything)
    assert any(value and value != int(value) for value, *_ in everything)
    assert any(high for _, _, high, *_ in everything)
    assert all(five(run)[0] for run in RUNS)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("10万元", 100_000),
        ("82,340元", 82_340),
        ("$42,000", 42_000),
        ("≥4个月", 4),
        ("57.5%", "0.575"),
        ("1.25亿元", 125_000_000),
    ],
)
def test_a_figure_as_it_is_written_is_read_back(text: str, figure: object) -> None:
    assert amount(text) == Decimal(str(figure))
