"""The first sheet of a list: one page wide in print of 10 points, with cells to write in and a key in each row."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from functools import cache

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistcheck.i18n import LANGUAGES, Lang
from assistcheck.replies.columns import HEADERS, REPLY, STATES
from assistcheck.replies.keys import ItemKey, ListKey, unpacked
from assistcheck.reports import View
from assistcheck.reports.common.letter import Letter
from assistcheck.reports.shortfalls.files import list_files
from assistcheck.reports.shortfalls.print_width import Column, fitted, height_of
from assistcheck.reports.tabular.model import Figure
from builders.replies import header_row
from unit.reports.half_year import content_of, report, team_lists
from unit.reports.shortfalls import test_other_pack as other

_INCHES = {"9": 11.69, "1": 11.0}
SHEETS = 12
"""The visible columns."""


@cache
def page_of(lang: Lang = "zh") -> Worksheet:
    one = max(team_lists(), key=lambda one: len(one.items))
    return openpyxl.load_workbook(io.BytesIO(content_of(one, "xlsx", lang))).worksheets[0]


def library_page() -> Worksheet:
    content = other.files("grantee", "xlsx", "en")[f"{other.FIRST}-shortfalls.xlsx"]
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def scale_of(page: Worksheet) -> float:
    """Return by how much the page has to be made smaller so that it is one page wide, by Excel's measure of columns."""
    inches = _INCHES[str(page.page_setup.paperSize)] - page.page_margins.left - page.page_margins.right
    shown = [one for one in page.column_dimensions.values() if not one.hidden]
    pixels = sum(one.width * 7 * (one.max - one.min + 1) for one in shown)
    return min(1.0, inches * 96 / pixels)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cell_prints_in_ten_points_or_more(lang: Lang) -> None:
    for one in team_lists():
        for page in openpyxl.load_workbook(io.BytesIO(content_of(one, "xlsx", lang))):
            scale = scale_of(page)
            assert page.page_setup.orientation == "landscape"
            assert page.sheet_properties.pageSetUpPr.fitToPage
            sizes = {cell.font.size for row in page.iter_rows() for cell in row if cell.value is not None}
            assert min(sizes) * scale >= 10, page.title


def test_a_pack_with_american_dates_prints_on_letter_as_large() -> None:
    page = library_page()
    assert str(page.page_setup.paperSize) == "1"
    assert str(page_of().page_setup.paperSize) == "9"
    assert scale_of(page) * 10.5 >= 10


def test_the_reply_cells_are_open_and_all_else_is_kept_without_a_password() -> None:
    page = page_of()
    first = header_row(page) + 1
    heads = [cell.value for cell in page[header_row(page)]]
    assert page.protection.sheet
    assert not page.protection.password
    for row in page.iter_rows(min_row=first):
        for head, cell in zip(heads, row, strict=True):
            assert cell.protection.locked != (head in {HEADERS[name].zh for name in REPLY}), head


def test_the_columns_to_write_in_have_room() -> None:
    page = page_of()
    widths = {HEADERS[name].zh: 0.0 for name in REPLY}
    for cell in page[header_row(page)]:
        if cell.value in widths:
            widths[str(cell.value)] = page.column_dimensions[get_column_letter(cell.column)].width
    assert widths["整改措施"] >= 18
    assert widths["完成时限"] >= 11
    assert min(widths.values()) >= 8
    heights = [page.row_dimensions[row].height for row in range(header_row(page) + 1, page.max_row + 1)]
    assert min(heights) >= 45  # three lines to write in by hand


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_day_is_checked_and_the_state_is_chosen(lang: Lang) -> None:
    page = page_of(lang)
    checks = {one.type: one for one in page.data_validations.dataValidation}
    assert checks["date"].errorStyle == "warning"
    assert checks["list"].formula1 == '"' + ",".join(word.text(lang) for word in STATES.values()) + '"'
    assert len(checks["list"].formula1) < 255
    rows = f"{header_row(page) + 1}:{{}}{page.max_row}"
    assert str(checks["date"].sqref) == "I" + rows.format("I")
    assert str(checks["list"].sqref) == "L" + rows.format("L")


def test_a_row_is_as_high_as_its_texts() -> None:
    page = page_of()
    for row in page.iter_rows(min_row=header_row(page) + 1):
        for cell in (row[1], row[6]):
            width = page.column_dimensions[get_column_letter(cell.column)].width
            assert page.row_dimensions[cell.row].height >= height_of(str(cell.value), width - 0.72)


def test_each_row_has_the_key_of_its_item_out_of_sight_with_the_figures_of_the_audit() -> None:
    for one in team_lists():
        page = openpyxl.load_workbook(io.BytesIO(content_of(one, "xlsx"))).worksheets[0]
        assert page.column_dimensions["M"].hidden
        own = unpacked(str(page["M1"].value))
        assert own == ListKey(pack="dongguan-2022", as_of=date(2022, 6, 30), by="team", name=one.name, items=len(one.items))
        for number, item in enumerate(one.items, 1):
            row = header_row(page) + number
            key = unpacked(str(page.cell(row, 13).value))
            assert isinstance(key, ItemKey)
            assert (key.of, key.number, key.rule, key.subject[:2]) == (
                own,
                number,
                item.outcome.rule.id,
                item.outcome.subject[:2],
            )
            assert (key.have, key.need, key.gap, key.due) == (item.have, item.need, item.gap, item.due)
            told = [page.cell(row, column).value for column in (3, 4, 5)]
            assert [Decimal(str(value)) for value in told] == [Decimal(str(value)) for value in (key.have, key.need, key.gap)]


def test_the_head_says_to_whom_it_goes_back_by_when_and_whom_to_ask() -> None:
    letter = Letter(issuer="帮扶办", contact="科长，0000-0000", reply_by=date(2022, 7, 10))
    for lang, words in (
        ("zh", ("于2022年7月10日前将本表发回帮扶办", "联系人：科长，0000-0000")),
        ("en", ("to 帮扶办 by 2022-07-10",)),
    ):
        view = View("zh" if lang == "zh" else "en", letter=letter)
        content = next(iter(dict(list_files(report(), "team", "xlsx", view)).values()))
        page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        head = "\n".join(str(page.cell(row, 1).value) for row in range(1, header_row(page)))
        for word in words:
            assert word in head
        key = unpacked(str(page["M1"].value))
        assert key
        assert key.reply_by == date(2022, 7, 10)  # type: ignore[union-attr]


def test_numbers_however_long_leave_the_page_as_wide_as_it_is() -> None:
    columns = (Column("item", 28, 15), Column("have", 14, 6), Column("need", 14, 6), Column("measures", 32, 18, room=True))
    long = Figure(Decimal("123456789.12"), "money", before="≥", after="元")
    widths = fitted(columns, ["事项", "现有", "应有", "整改措施"], [["很长" * 40, long, long, None]], "zh", american=True)
    assert sum(width * 7 + 5 for width in widths) <= (11.0 - 0.6) * 96
    assert widths[1] >= len("≥123,456,789.12元")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 10, 1), ("甲" * 4, 10, 1), ("甲" * 5, 10, 2), ("a\nb", 10, 2), ("two words", 6, 2), ("unbreakable-word", 8, 3)],
)
def test_the_lines_of_a_text_are_counted_as_a_program_wraps_it(text: str, width: int, lines: int) -> None:
    line = 13.5 if text.isascii() else 15.5
    assert height_of(text, width) == lines * line
