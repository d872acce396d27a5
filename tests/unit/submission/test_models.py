"""The models of the sheets against the contract's table of sheets and columns."""

from __future__ import annotations

from typing import Annotated

import pytest
from assistcheck.submission.fields import columns
from assistcheck.submission.models import BY_ID, LEDGERS, ROSTERS, SHEETS, TABLES, Declaration
from pydantic import TypeAdapter, ValidationError

from assistcheck.workbook.cell_values import CellContext, CellError
from unit.submission.contract import KNOWN_BY
from unit.submission.contract import SHEETS as EXPECTED

LINES = {
    (ident, parts[1]): (
        parts[0].removesuffix("*"),
        parts[0].endswith("*"),
        tuple(parts[2].split("/")) if len(parts) > 2 else (),
    )
    for (_, ident), text in EXPECTED.items()
    for line in text.strip().splitlines()
    for parts in [line.split()]
}
"""(sheet id, column id) -> header, whether it is required, the words allowed."""

AMOUNTS = {(ident, name) for (ident, name), (header, _, _) in LINES.items() if header.endswith("(元)")}
PERCENTAGES = {(ident, name) for (ident, name), (header, _, _) in LINES.items() if header.endswith("(%)")}
WHOLE = {
    *(("safeguards", name) for name in ("cadres", "subsidised", "insured")),
    ("employment", "employed_last_year"),
    ("employment", "employed"),
    ("computers", "quantity"),
    ("trainings", "expected"),
    ("trainings", "attended"),
}


def test_there_are_twenty_seven_sheets() -> None:
    assert len(EXPECTED) == 26
    assert [(model.sheet.title, model.sheet.id) for model in TABLES] == list(EXPECTED)
    assert (*TABLES, Declaration) == SHEETS
    assert (len(ROSTERS), len(LEDGERS), len(SHEETS)) == (4, 22, 27)


@pytest.mark.parametrize(("title", "ident"), EXPECTED)
def test_each_sheet_has_the_columns_of_the_contract_in_its_order(title: str, ident: str) -> None:
    model = BY_ID[ident]
    assert model.sheet.title == title
    told = [(c.name, c.header, c.required) for c in columns(model)]
    assert told == [(name, header, required) for (sheet, name), (header, required, _) in LINES.items() if sheet == ident]


@pytest.mark.parametrize(("ident", "name"), LINES)
def test_each_choice_has_the_words_of_the_contract(ident: str, name: str) -> None:
    column = next(c for c in columns(BY_ID[ident]) if c.name == name)
    words = LINES[ident, name][2]
    assert column.words == tuple(word.replace("（", "(").replace("）", ")") for word in words)
    assert (column.kind in {"choice", "choices"}) == bool(words)


@pytest.mark.parametrize(("ident", "name"), LINES)
def test_each_column_has_the_kind_that_its_header_says(ident: str, name: str) -> None:
    kind = next(c.kind for c in columns(BY_ID[ident]) if c.name == name)
    assert (kind == "amount") == ((ident, name) in AMOUNTS)
    assert (kind == "percent") == ((ident, name) in PERCENTAGES)
    assert (kind == "whole") == ((ident, name) in WHOLE)
    assert (kind == "day") == (name in {"date", "approved_on", "paid_on"})
    assert (kind == "year") == (name in {"year", "fiscal_year"})
    assert (kind == "quarter") == (name == "quarter")


@pytest.mark.parametrize("ident", KNOWN_BY)
def test_one_evidence_is_known_by_the_columns_of_the_contract(ident: str) -> None:
    sheet, known = BY_ID[ident].sheet, KNOWN_BY[ident]
    assert sheet.voucher == known.startswith("voucher if given")
    assert sheet.identity == (() if known.endswith("whole row") else tuple(known.split(" + ")))


@pytest.mark.parametrize(
    ("ident", "kinds"),
    [
        ("units", {"team": "team"}),
        ("villages", {"team": "team", "town": "town"}),
        ("work_groups", {"city": "city", "county": "county"}),
        ("visits", {"unit": "unit", "town": "town"}),
        ("donations", {"unit": "unit", "town": "town", "village": "village"}),
        ("industry_projects", {"team": "team", "town": "town", "village": "village"}),
        ("briefings", {"reporter": "reporter"}),
        ("trainings", {"organiser": "organiser"}),
        ("attestations", {"subject": "subject"}),
        ("pairings", {"city": "city", "county": "county"}),
        ("computers", {"town": "town"}),
        ("private_pairs", {"town": "town", "village": "village"}),
    ],
)
def test_names_are_matched_with_the_roster_and_donors_and_partners_are_not(ident: str, kinds: dict[str, str]) -> None:
    assert {c.name: c.name_of for c in columns(BY_ID[ident]) if c.name_of} == kinds


def test_conditional_requirements_are_those_of_the_projects() -> None:
    found = {(m.sheet.id, c.name): c.required_when for m in TABLES for c in columns(m) if c.required_when}
    assert found == {
        ("industry_projects", "enterprise"): ("kind", "企业投资"),
        ("industry_projects", "village"): ("kind", "增收项目"),
    }


def test_yearly_states_are_five() -> None:
    states = {m.sheet.id for m in LEDGERS if m.sheet.state}
    assert states == {"safeguards", "fiscal_funds", "employment", "rural_income", "village_income"}


def test_the_declaration_has_four_lines_none_of_which_a_file_must_have() -> None:
    told = [(c.name, c.header, c.required) for c in columns(Declaration)]
    assert told == [
        ("reporter", "填报主体", False),
        ("as_of", "统计截止", False),
        ("filled_by", "填报人", False),
        ("template", "模板版本", False),
    ]


@pytest.mark.parametrize("model", TABLES)
def test_every_sheet_is_described_and_its_owner_is_one_of_its_columns(model: type) -> None:
    assert model.__doc__
    sheet = next(m for m in TABLES if m is model).sheet
    names = [c.name for c in columns(model)]
    assert not sheet.owner or sheet.owner in names
    assert set(sheet.identity) <= set(names)


@pytest.mark.parametrize(("ident", "name"), LINES)
def test_pydantic_makes_of_a_cell_what_the_columns_reader_makes_of_it(ident: str, name: str) -> None:
    column = next(c for c in columns(BY_ID[ident]) if c.name == name)
    field = BY_ID[ident].model_fields[name]
    annotation = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    validator: TypeAdapter[object] = TypeAdapter(annotation)
    cells = [*column.words, *column.words[:1] * 2, "√", "FALSE", " 其他 ", "驻市县工作组、市经协办", "莫须有", "、"]
    for cell in [*cells, "2022-03-05", "2022年一季度", "2022", "１２.５％", "三十万元", 3, 2.5, 0.6]:
        try:
            told: object = validator.validate_python(cell, context=CellContext())
        except ValidationError:
            with pytest.raises(CellError):
                column.read(cell, CellContext())
        else:
            assert column.read(cell, CellContext()) == told
