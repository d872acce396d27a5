"""The sheets of the first pack against the contract's table of sheets and columns."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from assistcheck.ledgers.schema import Column, Sheet, row_model
from assistcheck.workbook.cell_values import CellContext, CellError
from builders.packs import LEDGERS
from unit.rules.contract import KNOWN_BY
from unit.rules.contract import SHEETS as EXPECTED

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
    assert [(sheet.title, sheet.id) for sheet in LEDGERS.tables] == list(EXPECTED)
    assert LEDGERS.cover is not None
    assert (*LEDGERS.tables, LEDGERS.cover) == LEDGERS.sheets
    assert (len(LEDGERS.rosters), len(LEDGERS.evidence), len(LEDGERS.sheets)) == (4, 22, 27)


@pytest.mark.parametrize(("title", "ident"), EXPECTED)
def test_each_sheet_has_the_columns_of_the_contract_in_its_order(title: str, ident: str) -> None:
    sheet = LEDGERS[ident]
    assert sheet.title == title
    told = [(c.name, c.header, c.required) for c in sheet.columns]
    assert told == [(name, header, required) for (sheet, name), (header, required, _) in LINES.items() if sheet == ident]


@pytest.mark.parametrize("place", LINES)
def test_each_choice_has_the_words_of_the_contract(place: tuple[str, str]) -> None:
    column, words = LEDGERS.column(place), LINES[place][2]
    assert column.words == tuple(word.replace("（", "(").replace("）", ")") for word in words)
    assert (column.kind in {"choice", "choices"}) == bool(words)


@pytest.mark.parametrize("place", LINES)
def test_each_column_has_the_kind_that_its_header_says(place: tuple[str, str]) -> None:
    kind, (_, name) = LEDGERS.column(place).kind, place
    assert (kind == "amount") == (place in AMOUNTS)
    assert (kind == "percent") == (place in PERCENTAGES)
    assert (kind == "whole") == (place in WHOLE)
    assert (kind == "date") == (name in {"date", "approved_on", "paid_on"})
    assert (kind == "year") == (name in {"year", "fiscal_year"})
    assert (kind == "quarter") == (name == "quarter")


@pytest.mark.parametrize("place", LINES)
def test_the_unit_may_be_left_out_of_a_header_and_the_id_stand_in_its_place(place: tuple[str, str]) -> None:
    header = LINES[place][0].replace("（", "(").replace("）", ")")
    bare = header[: header.rindex("(")] if header.endswith(("(元)", "(台)", "(%)")) else header
    assert LEDGERS.column(place).headers == tuple(dict.fromkeys((header, bare, place[1])))


@pytest.mark.parametrize("ident", KNOWN_BY)
def test_one_evidence_is_known_by_the_columns_of_the_contract(ident: str) -> None:
    sheet, known = LEDGERS[ident], KNOWN_BY[ident]
    assert (sheet.voucher is not None) == known.startswith("voucher if given")
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
        ("briefings", {"reporter": "team work_group"}),
        ("trainings", {"organiser": "programme work_group"}),
        ("attestations", {"subject": "subject"}),
        ("pairings", {"city": "city", "county": "county"}),
        ("computers", {"town": "town"}),
        ("private_pairs", {"town": "town", "village": "village"}),
    ],
)
def test_names_are_matched_with_the_roster_and_donors_and_partners_are_not(ident: str, kinds: dict[str, str]) -> None:
    assert {c.name: " ".join(c.names) for c in LEDGERS[ident].columns if c.names} == kinds


def test_conditional_requirements_are_those_of_the_projects() -> None:
    found = {c.id: c.required_when for sheet in LEDGERS.tables for c in sheet.columns if c.required_when}
    assert found == {
        ("industry_projects", "enterprise"): ("kind", "企业投资"),
        ("industry_projects", "village"): ("kind", "增收项目"),
    }


def test_yearly_states_are_five() -> None:
    states = {sheet.id for sheet in LEDGERS.evidence if sheet.state}
    assert states == {"safeguards", "fiscal_funds", "employment", "rural_income", "village_income"}


def test_the_declaration_has_four_lines_none_of_which_a_file_must_have() -> None:
    assert LEDGERS.cover is not None
    assert [(c.name, c.header, c.required) for c in LEDGERS.cover.columns] == [
        ("reporter", "填报主体", False),
        ("as_of", "统计截止", False),
        ("filled_by", "填报人", False),
        ("template", "模板版本", False),
    ]


@pytest.mark.parametrize("sheet", LEDGERS.tables, ids=lambda sheet: sheet.id)
def test_every_sheet_is_described_and_its_owner_is_one_of_its_columns(sheet: Sheet) -> None:
    assert sheet.about.zh
    assert sheet.about.en
    names = [c.name for c in sheet.columns]
    assert not sheet.owner or sheet.owner in names
    assert set(sheet.identity) <= set(names)


def made_of(column: Column, cell: object) -> object:
    """Return what Pydantic makes of a cell of a column, in the model of its sheet's rows."""
    field = row_model(LEDGERS[column.id[0]]).model_fields[column.name]
    validator: TypeAdapter[object] = TypeAdapter(field.rebuild_annotation())
    return validator.validate_python(cell, context=CellContext())


@pytest.mark.parametrize("place", LINES)
def test_pydantic_makes_of_a_cell_what_the_columns_reader_makes_of_it(place: tuple[str, str]) -> None:
    column = LEDGERS.column(place)
    cells = [*column.words, *column.words[:1] * 2, "√", "FALSE", " 其他 ", "驻市县工作组、市经协办", "莫须有", "、"]
    for cell in [*cells, "2022-03-05", "2022年一季度", "2022", "１２.５％", "三十万元", 3, 2.5, 0.6]:
        try:
            told: object = made_of(column, cell)
        except ValidationError:
            with pytest.raises(CellError):
                column.read(cell, CellContext())
        else:
            assert column.read(cell, CellContext()) == told


@pytest.mark.parametrize("sheet", LEDGERS.tables, ids=lambda sheet: sheet.id)
def test_the_model_of_a_row_has_the_columns_of_its_sheet(sheet: Sheet) -> None:
    model = row_model(sheet)
    assert {name: (field.title, field.is_required()) for name, field in model.model_fields.items()} == {
        column.name: (column.header, column.required) for column in sheet.columns
    }
    with pytest.raises(ValidationError):
        model.model_validate({"nobody": 1})
