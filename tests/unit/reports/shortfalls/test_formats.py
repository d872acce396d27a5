"""Shortfall lists read back from each format: the figures of the JSON report, harmless, the same bytes each time."""

from __future__ import annotations

import html
import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from typing import Any

import docx
import openpyxl
import pytest
from docx.shared import Mm

from assistcheck import api
from assistcheck.audit.outcomes import STATUSES
from assistcheck.audit.request import Request
from assistcheck.cli.shortfalls import ListFormat
from assistcheck.errors import UsageError
from assistcheck.reports import LIST_FORMATS, View
from assistcheck.reports.common.letter_amounts import closed_up
from assistcheck.reports.json.v1 import to_data
from assistcheck.reports.shortfalls.files import list_files
from assistcheck.reports.shortfalls.messages import WORDS
from builders.support import OTHER, TEAM, book, declaration, ledger, pack, rosters, submit
from unit.reports.half_year import HALF, content_of, files, report, team_lists, text_of

EVIL = "=cmd|' /C calc'!A0<script>alert(1)</script>[x](http://a.invalid)\u202e\x1b&"


def sheet_rows(content: bytes, title: str, head: str) -> list[dict[str, Any]]:
    """Return the rows below the header row that begins with ``head``, by header."""
    page = openpyxl.load_workbook(io.BytesIO(content))[title]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    first = next(number for number, row in enumerate(rows) if row[0] == head)
    return [dict(zip(rows[first], row, strict=True)) for row in rows[first + 1 :] if row[0] is not None]


@cache
def told() -> dict[str, list[dict[str, Any]]]:
    """Return the open outcomes of the JSON report, by team."""
    found: dict[str, list[dict[str, Any]]] = {}
    for outcome in to_data(report(), "zh")["outcomes"]:
        if outcome["subject"]["team"]:
            found.setdefault(outcome["subject"]["team"], []).append(outcome)
    return found


def exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def test_the_command_offers_every_format() -> None:
    assert [one.value for one in ListFormat] == list(LIST_FORMATS)


@pytest.mark.parametrize("format_name", LIST_FORMATS)
def test_there_is_a_list_for_each_team_and_an_index(format_name: str) -> None:
    names = list(files(format_name))
    assert len(names) == 51
    assert names[-1] == "00-督办清单总表.xlsx"
    assert {name.removesuffix(f"-督办清单.{format_name}") for name in names[:-1]} == set(told())


@pytest.mark.parametrize("format_name", LIST_FORMATS)
def test_the_same_report_gives_the_same_bytes(format_name: str) -> None:
    assert dict(list_files(report(), "county", format_name, View(), only_short=False)) == dict(
        list_files(report(), "county", format_name, View(), only_short=False)
    )


# --- workbooks -------------------------------------------------------------------------------------


def test_a_workbook_has_the_figures_of_the_json_report_as_numbers_and_days() -> None:
    seen = 0
    for one in team_lists():
        rows = sheet_rows(content_of(one, "xlsx"), "督办清单", "序号") if one.items else []
        details = sheet_rows(content_of(one, "xlsx"), "明细", "序号") if one.items else []
        outcomes = {(o["rule"], o["subject"]["name"]): o for o in told()[one.name] if o["status"] in {"shortfall", "behind"}}
        assert len(rows) == len(outcomes) == len(one.items)
        for row, detail in zip(rows, details, strict=True):
            rule, name = detail["事项"].split()[0], detail["主体"].split(" ", 1)[1].partition("（")[0]
            assert row["事项及对象"] == f"{detail['事项']}\n{detail['主体']}"
            outcome = outcomes[rule, name]
            low = next(iter(outcome["target"].values()))
            need = low[0] if isinstance(low, list) else low
            assert (exact(row["现有"]), exact(row["应有"])) == (Decimal(outcome["value"]), Decimal(need))
            assert exact(row["差额"]) == Decimal(outcome["gap"])
            assert exact(detail["序时进度应达"]) == Decimal(outcome["expected"])
            assert detail["状态"] == STATUSES[outcome["status"]].zh
            assert isinstance(row["期限"], datetime)
            assert detail["剩余天数"] == (row["期限"].date() - HALF).days
            seen += 1
    assert seen > 30


def test_an_items_evidence_is_linked_and_all_of_it_is_there() -> None:
    one = next(one for one in team_lists() if any(item.outcome.evidence for item in one.items))
    workbook = openpyxl.load_workbook(io.BytesIO(content_of(one, "xlsx")))
    page = workbook["明细"]
    entries = sheet_rows(content_of(one, "xlsx"), "佐证行", "序号")
    for number, item in enumerate(one.items, 1):
        ranges = [r for rows in (*item.outcome.evidence, *item.outcome.excluded) for r in rows.ranges]
        assert [(e["起始行"], e["结束行"]) for e in entries if e["序号"] == str(number)] == ranges
        link = next(cell.hyperlink for row in page.iter_rows() for cell in row[9:10] if row[0].value == number)
        if ranges:
            row = int(link.location.rpartition("A")[2])
            assert workbook["佐证行"].cell(row, 1).value == str(number)
        else:
            assert link is None


def test_a_workbook_prints_across_with_its_header_on_each_page() -> None:
    page = openpyxl.load_workbook(io.BytesIO(content_of(team_lists()[0], "xlsx")))["督办清单"]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToHeight == 0  # as many pages as it takes, each as wide as the paper
    header = next(row[0].row for row in page.iter_rows() if row[0].value == "序号")
    assert page.print_title_rows == f"${header}:${header}"
    assert page.freeze_panes == f"C{header + 1}"
    assert page.auto_filter.ref.startswith(f"A{header}:")


def test_a_share_is_shown_with_every_digit_so_that_it_never_rounds_up_to_its_target() -> None:
    row = {"unit": "甲街道", "year": 2022, "funds_ceiling": 3_000_000, "funds_paid": 1_799_999, "cadres": 1}
    grid = [
        ["单位", "年度", "经费上限标准(元)", "经费落实(元)", "帮扶干部人数", "已发补贴人数", "已购意外险人数"],
        [*row.values(), 1, 1],
    ]
    found = api.audit(pack(), submit({"a.xlsx": book({**rosters(), "工作保障": grid})}), Request(date(2022, 12, 31)))
    content = dict(list_files(found, "unit", "xlsx", View(), only_short=True))["甲街道-督办清单.xlsx"]
    page = openpyxl.load_workbook(io.BytesIO(content))["督办清单"]
    cell = next(row[2] for row in page.iter_rows() if "R04.3" in str(row[1].value))
    assert (cell.value, cell.number_format) == (0.599999, "#,##0.0000%")


def test_the_index_adds_up_to_the_json_report_and_links_every_list() -> None:
    content = files("docx")["00-督办清单总表.xlsx"]
    first, rows = sheet_rows(content, "清单总表", "序号"), sheet_rows(content, "各类状态", "序号")
    assert len(rows) == len(first) == 50
    summary = dict.fromkeys(STATUSES, 0)
    for outcomes in told().values():
        for outcome in outcomes:
            summary[outcome["status"]] += 1
    assert {status: sum(row[word.zh] for row in rows) for status, word in STATUSES.items()} == summary
    assert sum(row["事项"] for row in rows) == sum(row["事项"] for row in first) == sum(summary.values())
    for row, short in zip(rows, first, strict=True):
        asking = ("未达标", "滞后", "无法判定")
        assert all(row[head] == short[head] for head in ("责任主体", *asking))
        assert short["其他"] == row["事项"] - sum(row[head] for head in asking)
    page = openpyxl.load_workbook(io.BytesIO(content))["清单总表"]
    targets = {cell.hyperlink.target for row in page.iter_rows() for cell in row if cell.hyperlink}
    assert targets == set(files("docx")) - {"00-督办清单总表.xlsx"}


def test_of_those_without_a_list_the_index_says_who_has_not_sent() -> None:
    news = {"date": HALF, "team": TEAM, "title": "甲", "outlet": "日报", "level": "市"}
    sheets = {**declaration(TEAM), **ledger("media_reports", news)}
    found = api.audit(pack(), submit({"a.xlsx": book(sheets)}, roster=book(rosters())), Request(HALF))
    content = dict(list_files(found, "team", "xlsx", View(), only_short=True))["00-督办清单总表.xlsx"]
    assert {row["责任主体"]: row["清单"] for row in sheet_rows(content, "清单总表", "序号")}[OTHER] == "尚未报送，未出清单"


def test_what_no_list_is_for_stands_in_the_index() -> None:
    rows = sheet_rows(files("docx")["00-督办清单总表.xlsx"], "其他责任主体", "状态")
    outcomes = to_data(report(), "zh")["outcomes"]
    expected = [o for o in outcomes if not o["subject"]["team"] and o["status"] in {"shortfall", "behind", "undetermined"}]
    assert len(rows) == len(expected) > 0


# --- documents -------------------------------------------------------------------------------------


def test_a_notice_says_the_figures_of_every_item() -> None:
    for one in team_lists()[:10]:
        text = text_of(content_of(one, "docx"))
        for item in one.items:
            assert item.outcome.rule.quote in text
            assert closed_up(item.outcome.rule.criterion.zh.rstrip("。")) in text
        for item in (*one.items, *one.unjudged):
            assert item.outcome.rule.id in text
        for status, word in (
            ("shortfall", "未达标{n}项"),
            ("behind", "滞后于序时进度{n}项"),
            ("undetermined", "无法判定{n}项"),
        ):
            assert (word.format(n=one.counts[status]) in text) == bool(one.items and one.counts[status])


def test_the_table_of_a_notice_has_the_figures_of_the_json_report() -> None:
    seen = 0
    for one in team_lists():
        rows = notice_rows(content_of(one, "docx"))
        assert len(rows) == len(one.items)
        outcomes = {(o["rule"], o["subject"]["name"]): o for o in told()[one.name]}
        for item, (_, _, have, need, gap, due) in zip(one.items, rows, strict=True):
            outcome = outcomes[item.outcome.rule.id, item.outcome.subject.name]
            low = next(iter(outcome["target"].values()))
            asked = [Decimal(one) for one in low] if isinstance(low, list) else [Decimal(low)]
            assert (numbers_in(have), numbers_in(need)) == ([Decimal(outcome["value"])], asked)
            assert numbers_in(gap) == [Decimal(outcome["gap"])]
            assert item.due
            assert due.startswith(f"{item.due.year}年{item.due.month}月{item.due.day}日")
            assert due.endswith("（已逾期）") == (item.due < HALF)
            seen += 1
    assert seen > 30


def notice_rows(content: bytes) -> list[list[str]]:
    """Return the texts of the items of a notice's first table: number, duty, have, need, gap, due."""
    tables = docx.Document(io.BytesIO(content)).tables
    grid = [[cell.text for cell in row.cells] for row in tables[0].rows] if tables else []
    return [row for row in grid[2::2] if grid[0][1] == "事项"]


def numbers_in(text: str) -> list[Decimal]:
    """Return the numbers of a figure, 10万元 as 100,000 and 50% or 50个百分点 as 0.5."""
    found = [Decimal(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
    times = Decimal(10_000) if "万" in text else Decimal(1)
    return [number * times / (100 if "%" in text or "百分点" in text else 1) for number in found]


def test_a_notice_has_the_page_of_an_official_document() -> None:
    content = content_of(team_lists()[0], "docx")
    document = docx.Document(io.BytesIO(content))
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(size / Mm(1)) for size in sizes if size] == [210, 297, 37, 28]
    body = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    height = (section.page_height or 0) - (section.top_margin or 0) - (section.bottom_margin or 0)
    assert (round(body / Mm(1)), round(height / Mm(1))) == (156, 225)
    grid = re.search(r'<w:docGrid w:type="linesAndChars" w:linePitch="(\d+)" w:charSpace="(-?\d+)"', part(content, "document"))
    assert grid
    assert int(225 / 25.4 * 1440 / int(grid[1])) == 22
    assert int(156 / 25.4 * 72 / (16 + int(grid[2]) / 4096)) == 28


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(f"word/{name}.xml").decode()


def test_a_notices_fonts_are_those_of_the_standard_with_substitutes() -> None:
    content = content_of(team_lists()[0], "docx")
    styles = {style.name: style for style in docx.Document(io.BytesIO(content)).styles}
    fonts = {"Title": ("方正小标宋简体", 44), "Normal": ("仿宋_GB2312", 32), "Heading 1": ("黑体", 32), "Footer": ("宋体", 28)}
    for name, (font, half_points) in fonts.items():
        xml = styles[name].element.xml
        assert f'w:eastAsia="{font}"' in xml
        assert f'<w:sz w:val="{half_points}"/>' in xml
        assert f'<w:font w:name="{font}"><w:altName w:val="' in part(content, "fontTable")


def test_page_numbers_stand_at_the_outer_side() -> None:
    section = docx.Document(io.BytesIO(content_of(team_lists()[0], "docx"))).sections[0]
    for foot, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        xml = foot.paragraphs[0]._p.xml
        assert 'w:instr="PAGE"' in xml
        assert f'<w:jc w:val="{side}"/>' in xml
        assert re.sub("<[^>]+>|\\s", "", xml) == "—1—"


def test_a_notice_has_room_for_the_reply_to_each_item() -> None:
    one = team_lists()[0]
    table = docx.Document(io.BytesIO(content_of(one, "docx"))).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["序号", "事项", "现有", "应有", "差额", "期限"]
    assert [cell.text for cell in table.rows[1].cells][1:] == ["整改措施", "整改措施", "完成时限", "责任人", "佐证材料"]
    assert len(table.rows) == 2 + 2 * len(one.items)
    for room in table.rows[3::2]:
        assert {cell.text for cell in room.cells[1:]} == {""}
        assert (room.height or 0) >= Mm(8)


def test_nothing_in_a_document_tells_when_it_was_written() -> None:
    with zipfile.ZipFile(io.BytesIO(content_of(team_lists()[0], "docx"))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "2022-06-30" in package.read("docProps/core.xml").decode()


# --- Markdown and pages ----------------------------------------------------------------------------


@pytest.mark.parametrize("format_name", ["md", "html"])
def test_markdown_and_pages_say_the_figures_of_every_item_as_the_document_does(format_name: str) -> None:
    for one in team_lists()[:10]:
        text = html.unescape(content_of(one, format_name).decode())
        for row in notice_rows(content_of(one, "docx")):
            assert all(cell in text for cell in row[2:])


class Tags(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_a_page_runs_and_loads_nothing() -> None:
    parser = Tags()
    parser.feed(content_of(team_lists()[0], "html").decode())
    assert not {"script", "link", "img", "iframe", "a", "form"} & {tag for tag, _ in parser.tags}
    policy = next(attributes["content"] or "" for _, attributes in parser.tags if "http-equiv" in attributes)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


# --- hostile names, two languages ------------------------------------------------------------------


@cache
def hostile() -> dict[str, dict[str, bytes]]:
    """Return the lists of teams whose names are formulas, markup and controls, by format."""
    team = [["组团", "牵头单位", "帮扶市", "县（市、区）", "重点镇"], [EVIL, "甲街道", "韶关市", "翠屏县", "青禾镇"]]
    news = [
        ["日期", "组团", "标题", "媒体名称", "媒体级别"],
        ["2022.1", EVIL, EVIL, EVIL, "市"],
        [HALF, EVIL, EVIL, EVIL, "省"],
    ]
    submission = submit({"<b>=1.xlsx": book({"组团名册": team, "媒体报道": news})}, HALF)
    found = api.audit(pack(), submission, Request(HALF))
    return {name: dict(list_files(found, "team", name, View(), only_short=False)) for name in LIST_FORMATS}


@pytest.mark.parametrize("format_name", LIST_FORMATS)
def test_a_hostile_name_gets_its_list(format_name: str) -> None:
    names = list(hostile()[format_name])
    assert len(names) == 2
    assert not set("".join(names)) & set('/\\:*?"<>|\x1b\u202e')


def test_no_cell_of_a_hostile_list_is_a_formula_or_a_link_of_its_own() -> None:
    for content in (*hostile()["xlsx"].values(),):
        workbook = openpyxl.load_workbook(io.BytesIO(content))
        cells = [cell for page in workbook for row in page.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]
        links = [cell.hyperlink for cell in cells if cell.hyperlink]
        assert all(link.location or not link.target.startswith("http") for link in links)
        assert any("=cmd" in str(cell.value) for cell in cells)


@pytest.mark.parametrize("format_name", ["md", "html"])
def test_no_markup_of_a_hostile_list_is_live(format_name: str) -> None:
    text = next(iter(hostile()[format_name].values())).decode()
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert "](http:" not in text or format_name == "html"
    assert not set(text) & set("\x1b\u202e")


def test_a_hostile_document_opens_and_shows_the_name() -> None:
    text = text_of(next(iter(hostile()["docx"].values())))
    assert "=cmd|' /C calc'!A0<script>" in text
    assert not set(text) & set("\x1b\u202e")


@pytest.mark.parametrize("format_name", ["docx", "md", "html"])
def test_a_list_in_english_has_no_chinese_but_names_and_quotations(format_name: str) -> None:
    one = team_lists()[0]
    content = content_of(one, format_name, "en")
    text = text_of(content) if format_name == "docx" else content.decode()
    assert "Subject: Assistance duties to be completed: 2022Q2" in text
    for words in WORDS.values():
        assert words.zh not in text or len(words.zh) < 5


def test_an_index_in_english_is_complete() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(files("xlsx", "en")["00-index-of-shortfalls.xlsx"]))
    assert workbook.sheetnames[:3] == ["All lists", "All statuses", "Others"]
    first = workbook["All lists"]
    assert [cell.value for cell in first[3]][:5] == ["No.", "To", "County", "Duties", "short"]


def test_a_program_gets_the_lists_as_names_and_bytes() -> None:
    found = dict(api.shortfall_lists(report(), "town", "md", View("en"), only_short=True))
    assert list(found)[-1] == "00-index-of-shortfalls.xlsx"
    assert all(isinstance(content, bytes) and content for content in found.values())
    with pytest.raises(UsageError, match="no list format pdf"):
        api.shortfall_lists(report(), "team", "pdf")
