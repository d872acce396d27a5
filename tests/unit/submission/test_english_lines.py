"""Marks and lines of English workbooks that are no values and no evidence, and texts that only look like them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistcheck.submission.column_reader import DITTO, ColumnReader
from assistcheck.submission.line_marks import line_marks
from builders.library import DISTRICT, FACTS, SHEETS, headers, read, read_rows
from builders.packs import LEDGERS

MARKS = line_marks(SHEETS.conventions)
CHINESE = line_marks(LEDGERS.conventions)

# --- placeholders and ditto marks -----------------------------------------------------------------

PLACEHOLDERS = [
    *("none", "None", "NONE", "n/a", "N / A", "TBD", "tba", "to be determined", "To Be Confirmed", "pending", "nil", "Nil."),
    *("not applicable", "Not available", "unknown", "(none)", "[pending]", "no data", "to follow", "-", "无"),
]


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_a_word_that_stands_for_nothing_is_a_blank(text: str) -> None:
    assert [read("expenditures", column, text) for column in ("purpose", "amount", "date", "category", "invoice")] == [None] * 5


@pytest.mark.parametrize("text", ["none of these", "Nilsson", "Unknown Pleasures", "Pending Books Ltd.", "nonet", "TBD-1"])
def test_a_text_with_more_in_it_is_a_text(text: str) -> None:
    assert read("expenditures", "purpose", text) == text


@pytest.mark.parametrize("text", ["none", "pending", "nil", "unknown", "not applicable", "ditto", "same as above"])
def test_chinese_workbooks_have_no_english_words_for_nothing(text: str) -> None:
    assert ColumnReader(LEDGERS.column(("media_reports", "title")), 1, lambda: FACTS).read(text) == text


DITTO_MARKS = ["ditto", "Ditto", "same as above", "Same as above.", "as above", "same", "idem", '"', "同上"]


@pytest.mark.parametrize("text", DITTO_MARKS)
def test_a_ditto_mark_repeats_a_text_a_date_or_a_choice(text: str) -> None:
    for column in ("supplier", "date", "category", "grantee"):
        assert ColumnReader(SHEETS.column(("expenditures", column)), 1, lambda: FACTS).read(text) is DITTO
    assert (read("expenditures", "amount", text), read("expenditures", "invoice", text)) == ("bad-amount", "missing-value")


@pytest.mark.parametrize("size", [1, 5000])
def test_marks_among_many_texts_are_found_as_each_alone(size: int) -> None:
    column = SHEETS.column(("expenditures", "supplier"))
    cells = (*(f"Supplier {number}" for number in range(size)), "none", "same as above", "Total", "of which: books", " Tarn ")
    reader, memo = (ColumnReader(column, 1, lambda: FACTS) for _ in range(2))
    reader.take(cells)
    assert reader.take(cells) == [memo[cell] for cell in cells]
    assert reader.has_marked


def test_a_word_that_the_pack_allows_is_no_mark() -> None:
    words = SHEETS.column(("tasks", "state"))._replace(words=("Done", "Pending", "None"))
    reader = ColumnReader(words, 1, lambda: FACTS)
    assert (reader["Pending"], reader["None"], reader["nil"].value) == ("Pending", "None", None)


# --- totals and parts -----------------------------------------------------------------------------

TOTALS = [
    "Total",
    "TOTAL",
    "Totals",
    "Grand Total",
    "Subtotal",
    "Sub-total",
    "Sub total",
    "Overall total",
    "Total:",
    "Total (USD)",
    "** Total **",
]


@pytest.mark.parametrize("text", TOTALS)
def test_a_total_word_makes_a_total_wherever_it_stands(text: str) -> None:
    assert MARKS.is_total(text)
    assert MARKS.is_marked(text)


TOTALS_OF = [
    *("Total for Quillfen", "Total for the year", "Total of all branches", "Grand Total – FY2026", "Subtotal: Mill Lane"),
    *("Total amount", "Total spent to date", "Total by category", f"{DISTRICT} total", "All branches subtotal"),
]


@pytest.mark.parametrize("text", TOTALS_OF)
def test_a_total_of_something_is_one_where_the_row_lacks_what_evidence_needs(text: str) -> None:
    assert MARKS.is_total_if_lacking(text)
    assert MARKS.ends_in_total(text)
    assert MARKS.is_marked(text)


@pytest.mark.parametrize(
    "text", ["Total Eclipse glasses", "Totally Books", "A Sum of Money", "totalitarian", "Subtotals and Taxes Inc."]
)
def test_a_name_with_the_word_in_it_is_none(text: str) -> None:
    assert not any(test(text) for test in (MARKS.is_total, MARKS.is_total_if_lacking, MARKS.ends_in_total))


@pytest.mark.parametrize(
    "text",
    [
        "of which",
        "of which: technology",
        "Of which, books",
        "of which technology",
        "including:",
        "Including – audio",
        "incl.: books",
        "thereof: books",
        "其中：采购",
    ],
)
def test_a_part_of_the_row_above(text: str) -> None:
    assert MARKS.is_part(text)
    assert MARKS.is_marked(text)
    assert MARKS.may_be_marked(text)


@pytest.mark.parametrize("text", ["Including shelving and carts", "inclusive design", "Whichever", "of whiches"])
def test_a_text_that_only_begins_so_is_none(text: str) -> None:
    assert not MARKS.is_part(text)


# --- lines ----------------------------------------------------------------------------------------

NOTES = [
    *("Note: all figures are final", "Notes:", "NOTE (1): see below", "Source: annual returns", "Prepared by: Finance"),
    *("Prepared by Jane", "Approved by", "Certified by the Director", "Signature", "Signature: ______", "Signature ________"),
    *("Date: ______", "Date Signed:", "Authorized signature", "Phone: (none)", "Page 1 of 3", "page 2", "- End of report -"),
    *("This page intentionally left blank", "注：以上", "Title: Director"),
]


@pytest.mark.parametrize("text", NOTES)
def test_a_remark_or_a_signature(text: str) -> None:
    assert MARKS.is_note(text)


@pytest.mark.parametrize(
    "text",
    ["Notebook covers", "Dated stamps", "Signature Books Ltd", "Pages and Co", "Endless Summer", "Sourcebooks", "Approvedby"],
)
def test_a_name_that_begins_like_one_is_none(text: str) -> None:
    assert not MARKS.is_note(text)


def test_chinese_workbooks_have_no_english_lines() -> None:
    assert not any(map(CHINESE.is_note, ("Prepared by: Finance", "Signature", "Notes:", "Page 1 of 3")))
    assert not any(map(CHINESE.is_part, ("of which: books", "including:")))
    assert not any(map(CHINESE.ends_in_total, ("Total for Quillfen", "Total spent to date")))


def test_the_packs_word_for_those_who_report_ends_names_and_begins_lines() -> None:
    assert CHINESE.is_total("青禾实业第一第二第三组团小计")
    assert CHINESE.reads_as_line("本组团以上各项属实")
    assert not MARKS.reads_as_line("本组团以上各项属实")


@pytest.mark.parametrize("text", ["July 1, 2025", "1 July 2025", "7/1/2025", "Date: July 1, 2025", "Sept 2025", "2025-07-01"])
def test_a_day_beside_a_signature(text: str) -> None:
    assert MARKS.is_day(text) or MARKS.is_note(text)


# --- whole sheets ---------------------------------------------------------------------------------

FULL = ["2025-09-15", DISTRICT, None, "Collections", None, "Tarn Books", None, 1234.5, "TB-1"]
NEXT = ["2025-09-16", DISTRICT, None, "Collections", None, "Tarn Books", None, 10, "TB-2"]


def padded(*cells: object) -> list[object]:
    return [*cells, *[None] * (len(FULL) - len(cells))]


SKIPPED = {
    "a total with its number": [*padded("Total for Quillfen")[:7], 1234.5, None],
    "a subtotal in another column": [None, "Subtotal", *[None] * 5, 5, None],
    "a total by the districts name": [f"{DISTRICT} total", *[None] * 6, 5, None],
    "a part": ["of which: technology", *[None] * 6, 3, None],
    "numbers of columns": [f"Col. {number}" for number in range(1, 10)],
    "a note": padded("Note: all amounts in US dollars"),
    "a signature with a day": padded("Prepared by: Finance", None, "Date: 2025-10-01"),
    "a bare signature": padded("Signature ______"),
    "the end": padded("End of report"),
}


@pytest.mark.parametrize("row", SKIPPED.values(), ids=SKIPPED.keys())
@pytest.mark.parametrize("last", [True, False])
def test_such_a_row_is_skipped_below_a_table_and_within_it(row: list[object], last: bool) -> None:  # noqa: FBT001
    data = read_rows("expenditures", [headers("expenditures"), FULL, row, *([] if last else [NEXT])])
    assert (data.rows, data.skipped, data.rejected) == ([2] if last else [2, 4], 1, set())


def test_a_whole_row_whose_texts_look_like_one_is_kept() -> None:
    title = {
        "date": "2025-09-06",
        "title": "Total for the Win",
        "kind": "Talk",
        "audience": "Adults",
        "attendance": "24 people",
    }
    title |= {"grantee": DISTRICT, "branch": "Mill Lane", "note": "Including snacks"}
    row = [title[column.name] for column in SHEETS["programs"].columns]
    data = read_rows("programs", [headers("programs"), row])
    assert (data.rows, data.columns["title"], data.columns["attendance"]) == ([2], ["Total for the Win"], [24])


def test_a_repeated_cell_takes_the_value_above() -> None:
    ditto = ["same as above", "ditto", None, "ditto", "none", "Ditto", None, 10, "TB-2"]
    data = read_rows("expenditures", [headers("expenditures"), FULL, ditto])
    assert data.columns["date"] == [date(2025, 9, 15)] * 2
    assert data.columns["supplier"] == ["Tarn Books"] * 2
    assert data.columns["amount"] == [Decimal("1234.5"), 10]


def test_a_ditto_mark_with_nothing_above_is_missing() -> None:
    data = read_rows("expenditures", [headers("expenditures"), ["ditto", *FULL[1:]]])
    assert [fault.fault.code for fault in data.faults.by_row[0]] == ["missing-value"]
    assert data.rejected == {0}
