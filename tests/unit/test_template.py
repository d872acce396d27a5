"""The collection workbook: every sheet and header of the models, what can be chosen, and what reading it empty gives."""

from __future__ import annotations

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
from assistcheck.rules.model import RulePack
from assistcheck.submission import models
from assistcheck.submission.fields import Column, Row, columns
from assistcheck.template import NOTES_SHEET, write_template
from assistcheck.template.data_validation import entry_rule
from assistcheck.template.hints import hint
from assistcheck.template.workbook import LAST_ROW

PACK = api.load_pack()
COLUMNS = [(model, column) for model in models.TABLES for column in columns(model)]
IDS = [f"{model.sheet.title}-{column.name}" for model, column in COLUMNS]


@cache
def content(pack: RulePack = PACK) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, pack)
        return path.read_bytes()


@cache
def workbook() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content()))


def validation(model: type[Row], column: Column) -> DataValidation:
    """Return the validation of a column's first cell."""
    position = list(columns(model)).index(column) + 1
    page = workbook()[model.sheet.title]
    (found,) = [one for one in page.data_validations.dataValidation if page.cell(2, position).coordinate in one.sqref]
    assert page.cell(LAST_ROW + 1, position).coordinate in found.sqref
    return found


def submission(tmp_path: Path) -> api.Submission:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(content())
    return api.read_submissions([str(path)], PACK, date(2022, 12, 31))


# --- read back ----------------------------------------------------------------------------------


def test_the_empty_template_gives_no_problem_but_notes(tmp_path: Path) -> None:
    problems = [one for one in submission(tmp_path).problems if one.level != "note"]
    assert problems == []


def test_the_header_of_every_sheet_is_found(tmp_path: Path) -> None:
    (account,) = submission(tmp_path).inputs
    assert account.status == "read"
    assert [sheet.title for sheet in account.sheets] == [model.sheet.title for model in models.SHEETS]
    assert all(not sheet.rows["read"] for sheet in account.sheets if sheet.ledger != models.Declaration.sheet.id)


def test_the_empty_template_is_not_taken_for_a_submission_that_is_whole(tmp_path: Path) -> None:
    report = api.audit(PACK, submission(tmp_path), api.Request(as_of=date(2022, 12, 31)))
    assert not report.complete
    assert report.exit_code == 3


def test_the_same_pack_gives_the_same_bytes(tmp_path: Path) -> None:
    write_template(str(tmp_path / "again.xlsx"), PACK)
    assert (tmp_path / "again.xlsx").read_bytes() == content()


# --- sheets and headers -------------------------------------------------------------------------


def test_the_notes_come_first_and_then_every_sheet() -> None:
    assert workbook().sheetnames == [NOTES_SHEET, *(model.sheet.title for model in models.SHEETS)]


@pytest.mark.parametrize("model", models.TABLES, ids=lambda model: model.sheet.id)
def test_headers_stand_in_row_one_and_required_ones_have_a_star(model: type[Row]) -> None:
    page = workbook()[model.sheet.title]
    assert [cell.value for cell in page[1]] == [f"{c.header}*" if c.required else c.header for c in columns(model)]
    assert page.freeze_panes == "A2"
    assert page.max_row == 1


@pytest.mark.parametrize(("model", "column"), COLUMNS, ids=IDS)
def test_header_and_cells_tell_what_to_fill_in(model: type[Row], column: Column) -> None:
    page = workbook()[model.sheet.title]
    header = page.cell(1, list(columns(model)).index(column) + 1)
    words = hint(model, column, PACK.manifest)
    assert header.comment is not None
    assert header.comment.text == words == validation(model, column).prompt
    assert 3 < len(words) <= 255
    assert ("必填" in words) == (column.required or column.required_when is not None)


def test_days_and_amounts_have_their_formats() -> None:
    formats = {"day": "yyyy-mm-dd", "amount": "#,##0.00"}
    styles = openpyxl.load_workbook(BytesIO(content()))
    for model, column in COLUMNS:
        page = styles[model.sheet.title]
        letter = page.cell(1, list(columns(model)).index(column) + 1).column_letter
        assert page.column_dimensions[letter].number_format == formats.get(column.kind, "General")


def test_the_declaration_has_its_four_lines_and_the_version() -> None:
    lines = [tuple(cell.value for cell in row) for row in workbook()["填报信息"].iter_rows()]
    version = models.TEMPLATE_VERSION
    assert lines == [("项目", "内容"), ("填报主体", None), ("统计截止", None), ("填报人", None), ("模板版本", version)]


# --- what can be chosen -------------------------------------------------------------------------


@pytest.mark.parametrize(("model", "column"), COLUMNS, ids=IDS)
def test_choices_are_offered_in_the_models_words(model: type[Row], column: Column) -> None:
    found = validation(model, column)
    if column.kind == "choice":
        assert found.formula1 == f'"{",".join(column.words)}"'
        assert (found.type, found.errorStyle or "stop") == ("list", "stop")
    else:
        assert found.errorStyle in {None, "warning"}
        assert found.type != "list" or found.errorStyle == "warning"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("day", "date"),
        ("amount", "decimal"),
        ("whole", "whole"),
        ("percent", "decimal"),
        ("year", "whole"),
        ("quarter", "list"),
    ],
)
def test_other_types_warn_and_do_not_forbid(kind: str, expected: str) -> None:
    found = [validation(model, column) for model, column in COLUMNS if column.kind == kind]
    assert found
    assert {(one.type, one.errorStyle) for one in found} == {(expected, "warning")}


def test_cities_and_duties_are_offered_from_the_pack() -> None:
    sources = {
        (model.sheet.id, column.name): entry_rule(model, column, PACK).get("source")
        for model, column in COLUMNS
        if column.kind != "choice"
    }
    assert sources["fiscal_funds", "city"] == ["韶关市", "揭阳市"]
    assert sources["attestations", "duty"] == [rule.id for rule in PACK.rules if rule.attested]
    assert sources["fund_usage", "quarter"] == ["2022Q1", "2022Q2", "2022Q3", "2022Q4"]
    assert sources["briefings", "recipients"] is None


def test_a_list_that_excel_cannot_hold_is_not_offered() -> None:
    (duty,) = [column for model, column in COLUMNS if model is models.Attestation and column.name == "duty"]
    twice = PACK.model_copy(update={"clauses": (*PACK.clauses, *PACK.clauses)})
    assert entry_rule(models.Attestation, duty, twice) == {"validate": "any"}


# --- 填表说明 -----------------------------------------------------------------------------------


def notes() -> list[tuple[Any, ...]]:
    rows = workbook()[NOTES_SHEET].iter_rows(values_only=True)
    return [tuple(cell for cell in row if cell is not None) for row in rows]


def test_the_notes_name_the_sheet_of_every_duty_with_its_clause() -> None:
    titles = {model.sheet.id: model.sheet.title for model in models.TABLES}
    lines = {row[1]: row for row in notes() if len(row) == 6}
    for rule in PACK.rules:
        if not rule.attested:
            sheet, _, title, clause, _, criterion = lines[rule.id]
            assert (sheet, title, criterion) == (titles[rule.measure.ledger], rule.title.zh, rule.criterion.zh)
            assert clause == (f"第{rule.clause}条" if rule.clause else "前言")


def test_the_notes_list_every_attested_duty_with_its_quote() -> None:
    lines = [row for row in notes() if len(row) == 5 and row[0] != "编号"]
    assert [(row[0], row[4]) for row in lines] == [(rule.id, rule.quote) for rule in PACK.rules if rule.attested]


def test_the_notes_begin_with_the_documents_title() -> None:
    assert PACK.manifest.title.zh in notes()[0][0]
