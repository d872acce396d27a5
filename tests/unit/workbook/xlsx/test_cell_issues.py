"""Error values and formulas without a result: told apart from blanks, in every way that files write them."""

from __future__ import annotations

import pytest

from assistcheck.workbook.xlsx.cell_issues import CellIssue, count_hidden_rows, find_cell_issues

UNCALCULATED = CellIssue("formula-without-value", "")


def doubts(cell: str) -> dict[tuple[int, int], CellIssue]:
    return find_cell_issues(f'<sheetData><row r="1">{cell}</row></sheetData>'.encode())


@pytest.mark.parametrize("value", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"])
def test_an_error_cell_is_told_with_its_value(value: str) -> None:
    assert doubts(f'<c r="A1" t="e"><v>{value}</v></c>') == {(1, 1): CellIssue("error-cell", value)}


def test_a_formula_that_gave_an_error_is_an_error_cell() -> None:
    assert doubts('<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>') == {(1, 2): CellIssue("error-cell", "#DIV/0!")}


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><f>1+1</f></c>',
        '<c r="A1"><f>1+1</f><v></v></c>',
        '<c r="A1"><f>1+1</f><v/></c>',
        '<c r="A1"><f>1+1</f><v /></c>',
        '<c r="A1" s="3"><f t="shared" si="0"/></c>',
        '<c r="A1"><f ca="1">TODAY()</f><v> </v></c>',
        '<x:c r="A1"><x:f>1+1</x:f><x:v/></x:c>',
    ],
)
def test_a_formula_without_a_result_is_told(cell: str) -> None:
    assert doubts(cell) == {(1, 1): UNCALCULATED}


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><v>5</v></c>',
        '<c r="A1"/>',
        '<c r="A1" s="1"/>',
        '<c r="A1"><f>1+1</f><v>2</v></c>',
        '<c r="A1"><f>0</f><v>0</v></c>',
        '<c r="A1" t="str"><f>A2&amp;""</f><v></v></c>',
        '<c r="A1" t="str"><f>"a"</f><v>a</v></c>',
        '<c r="A1" t="b"><f>TRUE()</f><v>1</v></c>',
        '<c r="A1" t="s"><v>0</v></c>',
        '<c r="A1" t="inlineStr"><is><t>#REF!</t></is></c>',
    ],
)
def test_values_results_and_blanks_are_no_doubts(cell: str) -> None:
    assert doubts(cell) == {}


def test_attributes_in_single_quotes_are_read() -> None:
    xml = b"<row r='2' hidden='1'><c r='B2' t='e'><v>#REF!</v></c><c r='C2'><f>1+1</f></c></row>"
    assert find_cell_issues(xml) == {(2, 2): CellIssue("error-cell", "#REF!"), (2, 3): UNCALCULATED}
    assert count_hidden_rows(xml) == 1


def test_addresses_come_from_the_cells() -> None:
    xml = b'<row r="7"><c r="B7"><v>1</v></c><c r="AA7" t="e"><v>#N/A</v></c></row><row r="300"><c r="XFD300" t="e"/></row>'
    assert find_cell_issues(xml) == {(7, 27): CellIssue("error-cell", "#N/A"), (300, 16384): CellIssue("error-cell", "")}


def test_cells_without_addresses_are_counted() -> None:
    xml = b'<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row><row><c t="e"/></row><row r="9"><c/><c/><c><f>1</f></c></row>'
    assert find_cell_issues(xml) == {
        (1, 2): CellIssue("error-cell", "#N/A"),
        (2, 1): CellIssue("error-cell", ""),
        (9, 3): UNCALCULATED,
    }


def test_empty_rows_and_columns_elements_are_not_cells() -> None:
    xml = b'<cols><col min="1" max="2"/></cols><row r="1"/><row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>'
    assert find_cell_issues(xml) == {(2, 1): CellIssue("error-cell", "#REF!")}


def test_hidden_rows_are_counted() -> None:
    xml = (
        b'<row r="1" hidden="1"/><row r="2" hidden="0"/><row r="3" ht="0" hidden="true"><c/></row><col hidden="1"/><row r="4"/>'
    )
    assert count_hidden_rows(xml) == 2
    assert count_hidden_rows(b'<row r="1"/>') == 0
