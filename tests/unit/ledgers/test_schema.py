"""Sheets and columns as they are drawn from a pack: headers, kinds, what a cell of each holds."""

from __future__ import annotations

import datetime as dt
import pickle
from decimal import Decimal

import pytest
from pydantic import ValidationError

from assistcheck.ledgers.schema import Check, Column, Sheet, SheetRef, Tasks, Voucher, row_model
from assistcheck.workbook.cell_values import CellContext, CellError
from builders.packs import LEDGERS as FIRST
from unit.harbour.world import FACTS, LEDGERS

REPAIRS = LEDGERS["repairs"]


def column(ident: str, name: str) -> Column:
    return LEDGERS.column((ident, name))


@pytest.mark.parametrize(
    ("one", "headers"),
    [
        (column("repairs", "cost"), ("Cost(USD)", "Cost", "cost")),
        (column("repairs", "invoice"), ("InvoiceNo.", "invoice")),
        (column("returns", "month"), ("Month", "month")),
        (FIRST.column(("donations", "amount")), ("金额(元)", "金额", "amount")),
        (FIRST.column(("computers", "quantity")), ("数量(台)", "数量", "quantity")),
    ],
    ids=lambda value: value.name if isinstance(value, Column) else "",
)
def test_the_accepted_headers_are_the_packs_and_the_id_with_and_without_the_unit(one: Column, headers: tuple[str, ...]) -> None:
    assert one.headers == headers


@pytest.mark.parametrize(
    ("one", "kind", "names"),
    [
        (column("repairs", "crew"), "name", ("crew",)),
        (column("inspections", "by"), "name", ("warden", "harbour")),
        (column("duties", "subject"), "name", ("subject",)),
        (column("duties", "duty"), "text", ()),
        (column("crews", "crew"), "text", ()),
        (column("returns", "month"), "month", ()),
        (column("repairs", "cause"), "choice", ()),
        (FIRST.column(("briefings", "recipients")), "choices", ()),
    ],
    ids=lambda value: value.name if isinstance(value, Column) else "",
)
def test_a_type_is_a_kind_of_value_or_a_kind_of_subject(one: Column, kind: str, names: tuple[str, ...]) -> None:
    assert (one.kind, one.names) == (kind, names)


def test_a_column_that_is_required_for_one_word_is_not_required_otherwise() -> None:
    enterprise = FIRST.column(("industry_projects", "enterprise"))
    assert (enterprise.required, enterprise.required_when) == (False, ("kind", "企业投资"))


def test_the_parts_of_a_sheet_are_the_packs() -> None:
    assert REPAIRS.voucher == Voucher("invoice", "cost", ("pier",))
    assert [one.name for one in REPAIRS.columns if one.is_voucher] == ["invoice"]
    assert (REPAIRS.dated_by, REPAIRS.dating, REPAIRS.owner) == ("done_on", "date", "crew")
    assert (LEDGERS["returns"].dating, LEDGERS["inspections"].dating, LEDGERS["depots"].dating) == ("month", "quarter", None)
    assert REPAIRS.checks[3] == Check("foreign", "foreign-rows", "pier", "for_depot", (("cause", "Storm"),))
    assert LEDGERS["duties"].tasks == Tasks("state", ("done",), (), "done_on", "proof")
    assert [one.name for one in LEDGERS["duties"].columns if one.is_duty] == ["duty"]
    cover = LEDGERS["sender"].cover
    assert cover is not None
    assert (cover.labels, cover.contents, cover.reporter, cover.as_of, cover.template) == (
        *(("Item",), ("Entry",)),
        *("depot", "as_of", "form"),
    )


def test_free_texts_are_those_matched_with_nothing_and_a_rosters_names_are_none() -> None:
    assert REPAIRS.free_texts == {"invoice"}
    assert LEDGERS["crews"].free_texts == frozenset()


def test_a_sheet_travels_between_processes_by_its_id() -> None:
    assert pickle.loads(pickle.dumps(REPAIRS)) == SheetRef("repairs")  # noqa: S301 - its own
    assert len(pickle.dumps(REPAIRS)) < 100


# --- cells --------------------------------------------------------------------------------------


def test_a_word_that_is_not_allowed_is_refused_with_the_nearest() -> None:
    with pytest.raises(CellError) as caught:
        column("repairs", "cause").read("Storms", CellContext())
    assert caught.value.code == "bad-choice"
    assert caught.value.expected.en == "Wear, Storm (perhaps Storm?)"


ROW: dict[str, object] = {"done_on": "2025-11-05", "crew": "Red", "depot": "Alder", "cause": "Wear", "cost": 12.5}


def test_a_row_is_read_by_the_model_of_its_sheet() -> None:
    row = row_model(REPAIRS).model_validate(ROW, context=CellContext(lambda: FACTS))
    assert row.model_dump(exclude_none=True) == {**ROW, "done_on": dt.date(2025, 11, 5), "cost": Decimal("12.5")}
    assert row_model(REPAIRS) is row_model(REPAIRS)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [({"cost": "much"}, "cost"), ({"cause": "Rust"}, "cause"), ({"done_on": "soon"}, "done_on"), ({"crew": ""}, "crew")],
)
def test_a_row_with_a_wrong_cell_is_refused_at_its_column(change: dict[str, object], wrong: str) -> None:
    with pytest.raises(ValidationError) as caught:
        row_model(REPAIRS).model_validate({**ROW, **change})
    assert [error["loc"] for error in caught.value.errors()] == [(wrong,)]


def test_a_blank_of_an_optional_column_is_none_and_of_a_required_one_is_refused() -> None:
    model = row_model(REPAIRS)
    assert model.model_validate({**ROW, "invoice": "", "pier": None}).model_dump()["invoice"] is None
    with pytest.raises(ValidationError):
        model.model_validate({name: value for name, value in ROW.items() if name != "cause"})


@pytest.mark.parametrize("sheet", [*LEDGERS, *FIRST], ids=lambda sheet: sheet.id)
def test_every_sheet_has_a_model_with_its_columns(sheet: Sheet) -> None:
    assert list(row_model(sheet).model_fields) == [one.name for one in sheet.columns]
