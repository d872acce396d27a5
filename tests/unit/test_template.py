"""The collection workbook: every sheet and header of the pack, what can be chosen, and what reading it empty gives."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from assistcheck import api
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.schema import Column, Sheet
from assistcheck.ledgers.template_marks import LISTS_SHEET
from assistcheck.template import NOTES_SHEET, write_template
from assistcheck.template.data_validation import cut, entry_rule
from assistcheck.template.hints import hint
from assistcheck.template.layout import text_width
from assistcheck.template.scope import Scope
from assistcheck.template.workbook import LAST_ROW

PACK = api.load_pack()
LEDGERS = ledgers_of(PACK)
COLUMNS = [(sheet, column) for sheet in LEDGERS.tables for column in sheet.columns]
IDS = [f"{sheet.title}-{column.name}" for sheet, column in COLUMNS]
ENGLISH = api.load_pack("county-library-grants")
NOTES, LISTS = NOTES_SHEET.zh, LISTS_SHEET.zh


@cache
def content(name: str = PACK.manifest.name) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, api.load_pack(name))
        return path.read_bytes()


@cache
def workbook() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content()))


def validation(sheet: Sheet, column: Column) -> DataValidation:
    """Return the validation of a column's first cell."""
    position = list(sheet.columns).index(column) + 1
    page = workbook()[sheet.title]
    (found,) = [one for one in page.data_validations.dataValidation if page.cell(2, position).coordinate in one.sqref]
    assert page.cell(LAST_ROW + 1, position).coordinate in found.sqref
    return found


def offered(found: DataValidation) -> list[Any]:
    """Return the words that a validation offers, which stand in a range of the hidden sheet."""
    title, _, cells = found.formula1.partition("!")
    assert title.strip("'") == LISTS
    return [cell.value for (cell,) in workbook()[LISTS][cells.replace("$", "")]]


def submission(tmp_path: Path) -> api.Submission:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(content())
    return api.read_submissions([str(path)], PACK, date(2022, 12, 31))


# --- read back ----------------------------------------------------------------------------------


def test_of_the_empty_template_nothing_is_said(tmp_path: Path) -> None:
    assert [one for one in submission(tmp_path).problems if one.place.path] == []


def test_the_header_of_every_sheet_is_found(tmp_path: Path) -> None:
    (account,) = submission(tmp_path).inputs
    assert account.status == "read"
    assert [one.title for one in account.sheets] == [sheet.title for sheet in LEDGERS]
    tables = [sheet for sheet in account.sheets if sheet.ledger != "submission"]
    assert all(sheet.rows["read"] == sheet.rows["skipped"] <= 1 for sheet in tables)


def test_the_empty_template_is_not_taken_for_a_submission_that_is_whole(tmp_path: Path) -> None:
    report = api.audit(PACK, submission(tmp_path), api.Request(as_of=date(2022, 12, 31)))
    assert not report.complete
    assert report.exit_code == 3


def test_the_same_pack_gives_the_same_bytes(tmp_path: Path) -> None:
    write_template(str(tmp_path / "again.xlsx"), PACK)
    assert (tmp_path / "again.xlsx").read_bytes() == content()


# --- sheets and headers -------------------------------------------------------------------------


def test_the_notes_come_first_and_then_every_sheet() -> None:
    assert workbook().sheetnames == [NOTES, *(sheet.title for sheet in LEDGERS), LISTS]
    assert {page.title for page in workbook() if page.sheet_state != "visible"} == {LISTS}


@pytest.mark.parametrize("sheet", LEDGERS.tables, ids=lambda sheet: sheet.id)
def test_headers_stand_in_row_one_and_required_ones_have_a_star(sheet: Sheet) -> None:
    page = workbook()[sheet.title]
    assert [cell.value for cell in page[1]] == [f"{c.header}*" if c.required else c.header for c in sheet.columns]
    assert page.freeze_panes == "A2"
    assert page.max_row == (2 if sheet.is_evidence else 1)


@pytest.mark.parametrize(("sheet", "column"), COLUMNS, ids=IDS)
def test_header_and_cells_tell_what_to_fill_in(sheet: Sheet, column: Column) -> None:
    page = workbook()[sheet.title]
    header = page.cell(1, list(sheet.columns).index(column) + 1)
    words = hint(sheet, column, PACK)
    assert header.comment is not None
    assert header.comment.text == words == validation(sheet, column).prompt
    assert 3 < len(words) <= 255
    assert ("必填" in words) == (column.required or column.required_when is not None)


def test_days_and_amounts_have_their_formats() -> None:
    formats = {"date": "yyyy-mm-dd", "amount": "#,##0.00"}
    styles = openpyxl.load_workbook(BytesIO(content()))
    for sheet, column in COLUMNS:
        page = styles[sheet.title]
        letter = page.cell(1, list(sheet.columns).index(column) + 1).column_letter
        assert page.column_dimensions[letter].number_format == formats.get(column.kind, "General")


def test_the_declaration_has_its_four_lines_and_the_version() -> None:
    lines = [tuple(cell.value for cell in row) for row in workbook()["填报信息"].iter_rows()]
    version = PACK.manifest.template_version
    assert lines == [("项目", "内容"), ("填报主体", None), ("统计截止", None), ("填报人", None), ("模板版本", version)]


# --- what can be chosen -------------------------------------------------------------------------


@pytest.mark.parametrize(("sheet", "column"), COLUMNS, ids=IDS)
def test_choices_are_offered_in_the_packs_words(sheet: Sheet, column: Column) -> None:
    found = validation(sheet, column)
    if column.kind == "choice":
        assert offered(found) == list(column.words)
        assert (found.type, found.errorStyle or "stop") == ("list", "stop")
    else:
        assert found.errorStyle in {None, "warning"}
        assert found.type != "list" or found.errorStyle == "warning" or not found.showErrorMessage


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("date", "date"),
        ("amount", "decimal"),
        ("whole", "whole"),
        ("percent", "decimal"),
        ("year", "whole"),
        ("quarter", "list"),
    ],
)
def test_other_types_warn_and_do_not_forbid(kind: str, expected: str) -> None:
    found = [validation(sheet, column) for sheet, column in COLUMNS if column.kind == kind]
    assert found
    assert {(one.type, one.errorStyle) for one in found} == {(expected, "warning")}


def test_cities_and_duties_are_offered_from_the_pack() -> None:
    scope = Scope(PACK)
    sources = {
        (sheet.id, column.name): entry_rule(sheet, column, scope).get("source")
        for sheet, column in COLUMNS
        if column.kind != "choice"
    }
    assert sources["fiscal_funds", "city"] == ["韶关市", "揭阳市"]
    assert sources["attestations", "duty"] == [rule.id for rule in PACK.rules if rule.attested]
    assert sources["fund_usage", "quarter"] == ["2022Q1", "2022Q2", "2022Q3", "2022Q4"]
    assert sources["donations", "unit"] is None


def test_a_column_of_several_words_offers_each_and_takes_any() -> None:
    found = validation(LEDGERS["briefings"], LEDGERS["briefings"].by_name["recipients"])
    assert offered(found) == ["驻市县工作组", "市经协办"]
    assert not found.showErrorMessage


def test_words_with_commas_and_long_lists_are_offered_whole() -> None:
    sheet = LEDGERS["pairings"]
    words = ("a, b", *("x" * 200 + str(number) for number in range(3)))
    assert entry_rule(sheet, sheet.by_name["kind"]._replace(words=words), Scope(PACK))["source"] == list(words)


# --- 填表说明 -----------------------------------------------------------------------------------


def notes() -> list[tuple[Any, ...]]:
    rows = workbook()[NOTES].iter_rows(values_only=True)
    return [tuple(cell for cell in row if cell is not None) for row in rows]


def test_the_notes_name_the_sheet_of_every_duty_with_its_clause() -> None:
    titles = {sheet.id: sheet.title for sheet in LEDGERS.tables}
    lines = {row[1]: row for row in notes() if len(row) == 6}
    for rule in PACK.rules:
        if not rule.attested:
            sheet, _, title, clause, _, criterion = lines[rule.id]
            assert (sheet, title, criterion) == (titles[rule.measure.ledger], rule.title.zh, rule.criterion.zh)
            assert clause == (f"第{rule.clause}条" if rule.clause else "前言")


def test_the_notes_list_every_attested_duty_with_its_quote() -> None:
    lines = [row for row in notes() if len(row) == 6 and row[0] == LEDGERS["attestations"].title]
    assert [(row[1], row[5]) for row in lines] == [(rule.id, rule.quote) for rule in PACK.rules if rule.attested]


def test_the_notes_begin_with_the_documents_title() -> None:
    assert PACK.manifest.title.zh in notes()[0][0]


# --- another pack -------------------------------------------------------------------------------


def other_pack() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content(ENGLISH.manifest.name)))


def test_a_pack_in_english_has_a_template_without_a_chinese_word() -> None:
    found = other_pack()
    assert found.sheetnames == ["How to fill in", *(sheet.title for sheet in ledgers_of(ENGLISH)), "Lists of choices"]
    texts = [cell.value for page in found for row in page.iter_rows() for cell in row if cell.value is not None]
    texts += [cell.comment.text for page in found for row in page.iter_rows() for cell in row if cell.comment]
    for page in found:
        for one in page.data_validations.dataValidation:
            texts += [text for text in (one.prompt, one.promptTitle, one.error, one.errorTitle, one.formula1) if text]
    assert len(texts) > 400
    assert [text for text in texts if re.search("[\u3000-\uffee]", str(text))] == []


def test_an_english_template_is_read_back_without_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(content(ENGLISH.manifest.name))
    found = api.read_submissions([str(path)], ENGLISH, ENGLISH.last_due)
    assert [one.code for one in found.problems if one.level != "note"] == []
    (account,) = found.inputs
    assert [one.title for one in account.sheets] == [sheet.title for sheet in ledgers_of(ENGLISH)]


def test_a_fiscal_year_offers_its_own_quarters_members_and_limits() -> None:
    def rule(ledger: str, column: str) -> dict[str, Any]:
        sheet = ledgers_of(ENGLISH)[ledger]
        return entry_rule(sheet, sheet.by_name[column], Scope(ENGLISH))

    assert rule("quarterly_returns", "quarter")["source"] == ["FY2026 Q1", "FY2026 Q2", "FY2026 Q3", "FY2026 Q4"]
    assert rule("meetings", "region")["source"] == ["Upper Fells Region", "Quill Valley Region", "Salt Shore Region"]
    days = rule("meetings", "date")
    assert (days["minimum"], days["maximum"]) == (date(2024, 7, 1), date(2028, 6, 30))
    years = rule("card_survey", "fiscal_year")
    assert (years["minimum"], years["maximum"]) == (2025, 2028)


def test_words_that_excel_would_not_keep_are_cut() -> None:
    assert cut("x" * 32, 32) == "x" * 32
    assert cut("x" * 33, 32) == "x" * 31 + "…"


def test_names_of_kinds_without_words_of_their_own_are_asked_for_all_the_same() -> None:
    kinds = tuple(kind.model_copy(update={"hint": None}) for kind in PACK.subjects.kinds)
    silent = PACK.model_copy(update={"subjects": PACK.subjects.model_copy(update={"kinds": kinds})})
    assert hint(LEDGERS["visits"], LEDGERS["visits"].by_name["unit"], silent) == "填帮扶单位全称，与名册一致。必填。"


def test_widths_are_the_same_on_each_version_of_python() -> None:
    assert text_width("文字名abc") == 9.03  # a plain sum is 9.030000000000001 before Python 3.12
