"""Shortfall lists of another pack: any of its kinds, its own words, and a plain letter where its workbooks are in English."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from functools import cache

import docx
import openpyxl
import pytest
from docx.shared import Inches, Mm

from assistcheck import api
from assistcheck.errors import UsageError
from assistcheck.i18n import Lang
from assistcheck.reports import LIST_FORMATS, View
from assistcheck.reports.common.open_items import LISTED
from assistcheck.reports.shortfalls.files import list_files
from assistcheck.reports.shortfalls.grouping import Lists, lists_of
from unit.reports import half_year
from unit.reports.half_year import text_of
from unit.reports.library import FELLS, FIRST, OFFICE, SECOND, SHORE, library, report, report_of

KINDS = [kind.id for kind in library().subjects.kinds]


@cache
def lists(by: str) -> Lists:
    return lists_of(report(), by, ".md")


@cache
def files(by: str, format_name: str, lang: Lang) -> dict[str, bytes]:
    return dict(list_files(report_of(library(), leaving_out=("meetings",)), by, format_name, View(lang)))


@pytest.mark.parametrize("by", KINDS)
def test_every_open_item_stands_in_one_list_or_in_none_and_is_then_said(by: str) -> None:
    told = [item.outcome for one in lists(by).lists for item in (*one.items, *one.unjudged)]
    told += [item.outcome for item in lists(by).others]
    assert Counter(map(id, told)) == Counter(id(one) for one in report().outcomes if one.status in LISTED)


@pytest.mark.parametrize(
    ("by", "addressees"),
    [
        ("office", {OFFICE: OFFICE}),
        ("region", {FELLS: FIRST, SHORE: SECOND}),
        ("grantee", {FIRST: FIRST, SECOND: SECOND}),
        ("branch", {f"Main Library ({FIRST})": FIRST, f"Harbor Branch ({SECOND})": SECOND}),
    ],
)
def test_a_list_is_addressed_to_whoever_owes_what_is_in_it(by: str, addressees: dict[str, str]) -> None:
    assert {one.name: one.addressee for one in lists(by).lists} == addressees


def test_what_the_office_owes_for_a_region_is_in_its_own_list_and_not_in_the_regions() -> None:
    (office,) = lists("office").lists
    assert "region" in {item.outcome.subject.kind for item in (*office.items, *office.unjudged)}
    for one in lists("region").lists:
        assert {item.outcome.subject.kind for item in (*one.items, *one.unjudged)} <= {"grantee", "branch"}


@pytest.mark.parametrize(
    ("by", "kinds", "others"),
    [
        ("programme", {"programme", "city"}, {"work_group", "county", "team", "unit", "town", "village"}),
        ("city", {"work_group", "county", "team", "unit", "town", "village"}, {"programme", "city"}),
        ("village", {"village"}, {"programme", "city", "work_group", "county", "team", "unit", "town"}),
    ],
)
def test_kinds_above_and_below_those_that_report_have_lists_too(by: str, kinds: set[str], others: set[str]) -> None:
    found = lists_of(half_year.report(), by, ".md")
    assert {item.outcome.subject.kind for one in found.lists for item in (*one.items, *one.unjudged)} <= kinds
    assert {item.outcome.subject.kind for item in found.others} <= others
    assert found.lists


def test_a_kind_may_be_written_with_hyphens_and_another_one_is_refused() -> None:
    names = [name for name, _ in api.shortfall_lists(half_year.report(), "work-group", "md")]
    assert "驻韶关市工作组-督办清单.md" in names
    with pytest.raises(UsageError, match="branch"):
        api.shortfall_lists(report(), "brunch", "md")


# --- formats ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format_name", LIST_FORMATS)
def test_nothing_of_the_first_pack_is_said(format_name: str, lang: Lang) -> None:
    for name, content in files("grantee", format_name, lang).items():
        text = _text(name, content)
        for word in ("组团", "帮扶", "重点镇", "县（市、区）", "东莞", "yuan", "County:", " 元"):
            assert word not in text, name


def _text(name: str, content: bytes) -> str:
    if name.endswith(".docx"):
        return text_of(content)
    if name.endswith(".xlsx"):
        pages = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(str(cell.value) for page in pages for row in page.iter_rows() for cell in row if cell.value)
    return content.decode()


def letter(lang: Lang = "en") -> bytes:
    ending = "-shortfalls" if lang == "en" else "-督办清单"
    return files("grantee", "docx", lang)[f"{FIRST}{ending}.docx"]


def test_a_letter_has_a_plain_page() -> None:
    document = docx.Document(io.BytesIO(letter()))
    section = document.sections[0]
    assert (section.left_margin, section.top_margin) == (Inches(1), Inches(1))
    assert (section.page_width, section.page_height) == (Inches(8.5), Inches(11))
    with zipfile.ZipFile(io.BytesIO(letter())) as package:
        parts = "".join(package.read(f"word/{name}.xml").decode() for name in ("document", "styles", "fontTable"))
    assert "仿宋" not in parts
    assert "linesAndChars" not in parts


def test_a_letter_says_every_item_and_has_room_for_the_reply() -> None:
    one = next(one for one in lists("grantee").lists if one.name == FIRST)
    text = text_of(letter())
    assert text.startswith(f"(sender)\n(date)\n{FIRST}\nSubject: Grant conditions to be met: FY2026 Q3\nDear {FIRST}:\n")
    assert "$12,500" in text
    assert "$12,500.00" not in text
    for item in one.items:
        assert item.outcome.rule.quote in text
    table = docx.Document(io.BytesIO(letter())).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["No.", "Duty", "Have", "Need", "Gap", "Due"]
    assert len(table.rows) == 2 + 2 * len(one.items)
    assert "Yours sincerely,\n\n(sender)" in text
    assert text_of(letter("zh")).startswith(f"关于2026财年第三季度补助金条件落实事项的督办通知\n{FIRST}：")


@pytest.mark.parametrize(("lang", "official"), [("zh", True), ("en", False)])
def test_the_first_pack_has_an_official_document_in_chinese_and_a_letter_on_a4_in_english(lang: Lang, official: bool) -> None:  # noqa: FBT001
    content = half_year.content_of(half_year.team_lists()[0], "docx", lang)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert ("仿宋_GB2312" in package.read("word/styles.xml").decode()) == official
    section = docx.Document(io.BytesIO(content)).sections[0]
    assert section.page_width
    assert round(section.page_width / Mm(1)) == 210


def test_the_sign_of_a_currency_stands_before_the_numbers_of_a_workbook() -> None:
    page = openpyxl.load_workbook(io.BytesIO(files("grantee", "xlsx", "en")[f"{FIRST}-shortfalls.xlsx"]))["Shortfall list"]
    heads = {
        cell.value: cell.column
        for row in page.iter_rows()
        for cell in row
        if cell.value in {"What, and with whom", "Have", "Need"}
    }
    row = next(row for row in page.iter_rows() if str(row[heads["What, and with whom"] - 1].value).startswith("R02.1"))
    formats = [row[heads[name] - 1].number_format for name in ("Have", "Need")]
    assert formats == ['"$"#,##0', '"≥$"#,##0']
    assert "Region: Upper Fells Region" in page["A2"].value


def test_the_index_is_headed_by_the_packs_kinds() -> None:
    page = openpyxl.load_workbook(io.BytesIO(files("grantee", "xlsx", "en")["00-index-of-shortfalls.xlsx"]))["All lists"]
    assert page["A2"].value.startswith("To: grantee")
    assert [cell.value for cell in page[3]][:4] == ["No.", "To", "Region", "Duties"]
