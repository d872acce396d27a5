"""A marked copy of a protected sheet: what has to be filled in can be."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import load_workbook
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.annotate import annotate
from assistcheck.annotate.messages import COLOURS
from builders.support import TOWN, book, ledger, rosters, submit

GIFT = {"date": date(2022, 3, 5), "unit": "甲街道", "town": TOWN, "form": "资金"}


def protected(made: Workbook, pages: dict[str, Worksheet]) -> None:
    entry = made.add_format({"locked": False, "num_format": "#,##0.00"})
    pages["募集资金"].set_column(3, 7, 18, entry)
    pages["募集资金"].protect()


def test_a_blank_cell_that_is_marked_stays_unlocked_as_its_column_is() -> None:
    content = book({**rosters(), **ledger("donations", GIFT)}, protected)
    submission = submit({"data.xlsx": content})
    found = annotate(content, submission.inputs[0], submission, "zh")
    page = load_workbook(io.BytesIO(found.content))["募集资金"]
    amount = page["F2"]
    assert page.protection.sheet
    assert amount.fill.fgColor.rgb == COLOURS["error"]
    assert not amount.protection.locked
    assert amount.number_format == "#,##0.00"
    assert page["A1"].protection.locked
