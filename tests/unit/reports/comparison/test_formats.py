"""Comparisons in every format: the same facts, harmless, and by the published schema."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from typing import Any

import docx
import jsonschema
import openpyxl
import pytest

from assistcheck import api
from assistcheck.cli.compare import CompareFormat
from assistcheck.comparison.changes import Comparison
from assistcheck.comparison.compare import compare
from assistcheck.comparison.kinds import KINDS
from assistcheck.i18n import Lang
from assistcheck.reports import COMPARISONS, View
from assistcheck.reports.comparison.schema import SCHEMA_FILE, schema_text
from builders.support import OTHER, TEAM, TOWN, ledger
from unit.comparison.runs import MID, briefings, excuse, media, run

TWO, FOUR = ((1, 5), (2, 5)), ((1, 5), (2, 5), (3, 5), (4, 5))
READING = {"R05.2": "distinct-title"}
TEXTS = [name for name, form in COMPARISONS.items() if form.is_text]


def closed() -> Comparison:
    """Return a comparison in which a duty was closed."""
    return compare(run(media(*TWO)), run(media(*FOUR)))


def fallen() -> Comparison:
    """Return one in which a figure fell and a duty was reopened."""
    return compare(run(media(*FOUR)), run(media(*FOUR[:3])))


def text_of(compared: Comparison, name: str = "text", view: View | None = None) -> str:
    pieces = api.render_comparison(compared, name, view or View("zh"))
    return "".join(piece for piece in pieces if isinstance(piece, str))


def bytes_of(compared: Comparison, name: str, lang: Lang = "zh") -> bytes:
    return b"".join(piece for piece in api.render_comparison(compared, name, View(lang)) if isinstance(piece, bytes))


def data_of(compared: Comparison) -> Any:
    return json.loads(text_of(compared, "json"))


def test_the_command_knows_every_format():
    assert [one.value for one in CompareFormat] == [*COMPARISONS]


@pytest.mark.parametrize("name", COMPARISONS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_comparison_gives_the_same_bytes(name: str, lang: Lang):
    first, second = ([*api.render_comparison(one, name, View(lang))] for one in (closed(), closed()))
    assert first == second
    assert first


# --- JSON


def test_the_schema_is_the_one_of_the_types():
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize(
    "compared",
    [
        closed(),
        fallen(),
        compare(run(media(*TWO), day=MID), run(media(*TWO))),
        compare(
            run(media(*TWO), briefings(3)),
            run(briefings(3), day=MID, waivers=(excuse(),), readings={"R05.2": "distinct-title"}),
        ),
        compare(run(), run().model_copy(update={"outcomes": ()})),
    ],
    ids=["closed", "fallen", "time", "everything", "left"],
)
def test_json_is_by_the_schema(compared: Comparison):
    data = data_of(compared)
    jsonschema.validate(data, json.loads(schema_text()))
    assert sum(data["summary"]["kinds"].values()) == len(data["changes"]) + data["summary"]["kinds"]["unchanged"]
    assert [*data["summary"]["kinds"]] == [*KINDS]


def test_json_tells_a_closed_duty_whole():
    (change,) = data_of(closed())["changes"]
    assert (change["kind"], change["done"], change["was_open"]) == ("closed", True, True)
    assert (change["before"]["value"], change["after"]["value"], change["before"]["gap"]) == (2, 4, 2)
    rows = {"path": "data.xlsx", "sheet": "媒体报道", "rows": [[4, 5]], "counts_as": "counted"}
    assert change["rows"] == [{"fate": "came", "before": None, "after": rows}]
    assert [(one["kind"], one["how"]) for one in change["causes"]] == [("data", "rows")]


def test_json_tells_both_places_of_a_figure_that_fell():
    (fell,) = data_of(fallen())["figure_fell"]
    assert (fell["before"], fell["after"]) == (4, 3)
    assert fell["rows"][0]["before"]["rows"] == [[5, 5]]
    assert fell["should_stand"] == [{"path": "data.xlsx", "sheet": "媒体报道"}]


# --- text


def test_the_conclusion_comes_first():
    lines = text_of(closed()).splitlines()
    assert lines[2] == "新增 0 项，再次出现 0 项，变差 0 项；销号 1 项，好转 0 项。"
    assert text_of(closed(), view=View("zh", quiet=True)) == lines[2] + "\n"


def test_a_closed_duty_is_shown_with_figures_and_cause():
    text = text_of(closed(), view=View("zh", width=140))
    assert f"{TEAM}：" in text
    (line,) = (one for one in text.splitlines() if "R05.2" in one)
    assert re.split(r"\s{2,}", line.strip()) == [
        "R05.2 县级以上媒体报道",
        "未达标 → 达标",
        "2 → 4 / ≥4条",
        "2 → 0",
        "数据：新增《媒体报道》第 4-5 行",
    ]


def test_a_figure_that_fell_is_shown_with_both_places():
    lines = text_of(fallen(), view=View("zh", width=160)).splitlines()
    (line,) = (one for one in lines if "4 → 3  " in one and "已不在" in one)
    assert re.split(r"\s{2,}", line.strip())[2:] == ["4 → 3", "《媒体报道》第 5 行", "已不在任何表中，本应在《媒体报道》"]


def test_nothing_new_is_one_sentence():
    report = run(media(*TWO))
    text = text_of(compare(report, report))
    assert "两次结果完全相同" in text
    assert len(text.splitlines()) == 5


def test_long_lists_are_cut_unless_all_is_asked_for():
    compared = compare(run(day=MID), run())
    short, long = (text_of(compared, view=View("zh", everything=everything)) for everything in (False, True))
    assert "加 --all 查看全部" in short
    assert "加 --all 查看全部" not in long
    assert len(short.splitlines()) < 60 < len(long.splitlines())


def test_an_excused_duty_is_told_apart_from_one_that_is_done():
    text = text_of(compare(run(media(*TWO)), run(media(*TWO), waivers=(excuse(),))))
    assert "销号 0 项，好转 0 项（另有 1 项因备案免除，不算办结）" in text
    assert "备案免除 1 项（未办结，不列入销号清单）" in text


def test_the_pace_of_a_sum_of_money_is_written_like_the_other_figures():
    gift = {"date": date(2022, 1, 5), "unit": "甲街道", "town": TOWN, "village": "东村", "form": "资金", "amount": 60000}
    gifts = ledger("donations", gift | {"source": "自筹", "voucher": "1"})
    compared = compare(run(gifts, day=MID), run(gifts, day=date(2022, 10, 1)))
    wide = text_of(compared, view=View("zh", everything=True, width=200))
    assert "序时进度由 50,000 变为 100,000" in wide
    assert "50000" not in wide


def test_a_row_that_is_no_cause_is_told_as_such():
    compared = compare(run(media(*TWO), day=MID), run(media(*FOUR[:3])))
    text = text_of(compared, view=View("zh", everything=True, width=200))
    assert "2022-12-31 到期；另有不改变结论的变动：新增《媒体报道》第 4 行" in text


def test_english_has_no_chinese_of_its_own():
    text = text_of(fallen(), view=View("en", width=160))
    assert re.findall("[，。：；（）]|[一-鿿]+", re.sub("青禾镇组团|媒体报道", "", text)) == []


@pytest.mark.parametrize("name", TEXTS)
def test_what_a_terminal_would_act_on_is_shown(name: str):
    old = run(media(*TWO), path="\x1b[31mred\u202e.xlsx")
    new = run(media(*FOUR), path="\x1b[32m|<script>`x`.xlsx")
    text = text_of(compare(old, new), name)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "<script>" not in text or name in {"text", "json"}


def test_a_page_runs_and_loads_nothing():
    page = text_of(closed(), "html")
    assert "default-src &#39;none&#39;" in page
    assert re.findall("<script|<img|<link|javascript:|https?://", page) == []


# --- files


def sheets_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_workbook_has_the_closing_list_and_all_changes():
    book = sheets_of(bytes_of(closed(), "xlsx"))
    assert book.sheetnames[:3] == ["概览", "销号清单", "全部变动"]
    closing = [[cell.value for cell in row] for row in book["销号清单"].iter_rows(min_row=2)]
    assert closing == [
        [
            1,
            TEAM,
            TEAM,
            "R05.2",
            "县级以上媒体报道",
            "约束性",
            "未达标 → 达标",
            "2 → 4 / ≥4条",
            "2 → 0",
            "《媒体报道》第 2-5 行",
        ]
    ]
    changes = [*book["全部变动"].iter_rows(min_row=2, values_only=True)]
    assert (changes[0][0], changes[0][8:10], changes[0][13]) == ("销号", (2, 4), "数据")


def test_a_workbook_without_anything_closed_has_no_closing_list():
    book = sheets_of(bytes_of(fallen(), "xlsx"))
    assert "销号清单" not in book.sheetnames
    assert "数值回落" in book.sheetnames


def texts_of(compared: Comparison, lang: Lang = "zh") -> tuple[list[str], list[list[str]]]:
    document = docx.Document(io.BytesIO(bytes_of(compared, "docx", lang)))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return [one.text for one in document.paragraphs if one.text.strip()], rows


def test_the_closing_list_names_what_is_done_and_its_rows():
    words, rows = texts_of(closed())
    assert words[0] == "销号清单"
    assert "截至2022年12月31日的两次核对结果相对照，下列 1 项原未完成的事项现已完成，予以销号。" in words[1]
    assert rows[1:] == [["1", TEAM, "R05.2 县级以上媒体报道", "2", "4 / ≥4条", "《媒体报道》第 2-5 行"]]


def test_an_excused_duty_is_no_row_of_the_closing_list():
    words, rows = texts_of(compare(run(media(*TWO)), run(media(*TWO), waivers=(excuse(),))))
    assert rows == []
    assert any("不予销号" in line for line in words)
    assert any("水灾" in line for line in words)


def test_an_empty_closing_list_says_so():
    words, rows = texts_of(fallen(), "en")
    assert rows == []
    assert "No open duty has been done since" in words[1]
    assert any("fell from 4 to 3" in line for line in words)


def test_a_name_that_looks_like_a_formula_is_a_text():
    report = run(media(*TWO))
    outcomes = tuple(
        one.model_copy(update={"subject": {**one.subject, "debtor": "=1+1"}, "status": "met"})
        if one.rule == "R05.2" and one.subject["name"] != OTHER
        else one
        for one in report.outcomes
    )
    book = sheets_of(bytes_of(compare(report, report.model_copy(update={"outcomes": outcomes})), "xlsx"))
    cell = book["全部变动"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
