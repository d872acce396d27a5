"""Number formats that show another currency than the pack's: the number is not taken for one of the pack's."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest

from assistcheck.submission.file_reader import read_book
from assistcheck.submission.parsed import ParsedSheet
from assistcheck.workbook.number_formats import FOREIGN, unit_in, unit_shown
from builders.library import DISTRICT, FACTS, SHEETS, headers, rows_of
from builders.packs import LEDGERS
from builders.support import book

IS_FOREIGN = SHEETS.conventions.money.is_foreign

OWN = [
    *("General", "0.00", "#,##0", '"$"#,##0.00', "$#,##0", "[$$-409]#,##0.00", "[$USD] #,##0", '_("$"* #,##0.00_)', "US$ 0"),
    *('0 "dollars"', "0%", "yyyy-mm-dd"),
]
OTHER = [
    *("[$€-2] #,##0.00", '"€"0.00', "€0", "[$£-809]#,##0", "¥#,##0", '0.00"元"', '0.00"万元"', "[$CAD] 0", "[$C$-1009]0"),
    *('0 "EUR"', "[$HK$-3C04]0", '"$"0;[Red]"€"0'),
]


@pytest.mark.parametrize("code", OWN)
def test_a_format_of_the_packs_currency_or_of_none_shows_no_other(code: str) -> None:
    assert unit_in(code, IS_FOREIGN) == unit_shown(code)


@pytest.mark.parametrize("code", OTHER)
def test_a_format_of_another_currency_is_told(code: str) -> None:
    assert unit_in(code, IS_FOREIGN) == FOREIGN


def test_where_nobody_asks_no_currency_is_another() -> None:
    assert unit_in("[$€-2] 0", None) is None
    assert LEDGERS.conventions.money.is_foreign is None


def formatted(code: str, column: str = "amount") -> ParsedSheet:
    spent = {"date": "2025-09-15", "grantee": DISTRICT, "category": "Books", "supplier": "Tarn", "amount": 5, "invoice": "A"}
    made = openpyxl.load_workbook(io.BytesIO(book(rows_of("expenditures", spent))))
    place = [one.name for one in SHEETS["expenditures"].columns].index(column) + 1
    made["Expenditures"].cell(2, place).number_format = code
    data = io.BytesIO()
    made.save(data)
    return read_book("data.xlsx", data.getvalue, SHEETS, lambda: FACTS).sheets[0]


@pytest.mark.parametrize("code", ["[$€-2] #,##0.00", '0.00"元"', "¥#,##0"])
def test_an_amount_that_is_shown_in_another_currency_is_refused(code: str) -> None:
    sheet = formatted(code)
    assert (sheet.columns["amount"], sheet.rejected) == ([None], {0})
    (fault,) = sheet.faults.by_row[0]
    assert (fault.fault.code, fault.seen) == ("bad-amount", "5")
    assert "another one" in fault.fault.expected.en


@pytest.mark.parametrize("code", ['"$"#,##0.00', "[$USD] #,##0", "General"])
def test_an_amount_that_is_shown_in_the_packs_currency_counts(code: str) -> None:
    sheet = formatted(code)
    assert (sheet.columns["amount"], sheet.faults.by_row) == ([Decimal(5)], {})


def test_a_format_in_another_column_says_nothing_of_amounts() -> None:
    assert formatted("[$€-2] 0", "invoice").columns["amount"] == [5]


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="e"><NumberFormat ss:Format="[$€-2] 0.00"/></Style></Styles>
<Worksheet ss:Name="Expenditures"><Table><Row>{head}</Row><Row>{row}</Row></Table></Worksheet></Workbook>"""
HTML = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr>{head}</tr><tr>{row}</tr></table></html>'
CELLS = ["2025-09-15", DISTRICT, "", "Books", "", "Tarn", "", None, "A"]


def as_xml() -> bytes:
    texts = "".join(f'<Cell><Data ss:Type="String">{header}</Data></Cell>' for header in headers("expenditures"))
    cells = [f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in CELLS]
    cells[7] = '<Cell ss:StyleID="e"><Data ss:Type="Number">5</Data></Cell>'
    return XML.format(head=texts, row="".join(cells)).encode()


def as_html() -> bytes:
    cells = [f"<td>{cell}</td>" for cell in CELLS]
    cells[7] = '<td x:num="5">€5.00</td>'
    return HTML.format(head="".join(f"<th>{one}</th>" for one in headers("expenditures")), row="".join(cells)).encode()


@pytest.mark.parametrize("made", [as_xml, as_html])
def test_files_of_other_kinds_are_read_so_too(made: Callable[[], bytes]) -> None:
    (sheet,) = read_book("Expenditures.xls", made, SHEETS, lambda: FACTS).sheets
    assert [fault.fault.code for fault in sheet.faults.by_row[0]] == ["bad-amount"]
