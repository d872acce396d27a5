"""Other spellings of headers that a pack lists, and what else reading takes from it, in processes that only read files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistcheck.ledgers.registry import Ledgers
from assistcheck.ledgers.source import SheetSource
from assistcheck.rules.compiled import compile_pack, compiled_sheets
from assistcheck.rules.folders import pack_folder
from assistcheck.submission.sources.local_file import LocalFile
from assistcheck.submission.workers.pool import WorkerPool
from assistcheck.submission.workers.protocol import Job
from assistcheck.workbook.header import find_header
from assistcheck.workbook.header_matching import Names, header_text
from builders.library import FACTS, LIBRARY, SHEETS, headers, rows_of
from builders.packs import LEDGERS
from builders.support import book

SPELT = {"Grantee": "Library District", "Invoice No.": "INVOICE #", "Supplier": "Vendor", "Amount (USD)": "Amount Spent ($000)"}


def test_a_header_in_another_spelling_names_its_column() -> None:
    written = [SPELT.get(header, header) for header in headers("expenditures")]
    header = find_header([written], SHEETS["expenditures"].columns, (), 1)
    assert (header.usable, header.unknown, header.factors["amount"]) == (True, [], 1000)


def test_a_spelling_that_is_listed_for_all_sheets_counts_in_each_with_the_column() -> None:
    with_grantee = [sheet for sheet in SHEETS if "grantee" in sheet.by_name]
    assert len(with_grantee) > 5
    for sheet in with_grantee:
        assert {"LibraryDistrict", "District"} <= {*sheet.by_name["grantee"].headers}


@pytest.mark.parametrize("text", ["Vendor Location", "Amount Planned", "Districts", "Receipts"])
def test_another_header_names_none(text: str) -> None:
    assert Names(SHEETS["expenditures"].columns).column(header_text(text)) is None


def test_the_template_is_written_with_the_headers_own_words() -> None:
    assert "Grantee" in headers("expenditures")
    assert SHEETS.column(("expenditures", "amount")).bare_headers == ("Amount", "AmountSpent")


def test_a_pack_without_any_has_its_headers_alone() -> None:
    assert LEDGERS.column(("donations", "amount")).headers == ("金额(元)", "金额", "amount")
    assert LEDGERS.column(("donations", "amount")).bare_headers == ("金额",)


# --- in a process that only reads files -------------------------------------------------------------


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(pack_folder("county-library-grants"), tmp_path / "pack"))
    compile_pack(folder)
    return folder


def test_what_is_compiled_has_all_that_reading_takes_from_the_pack(compiled: Path) -> None:
    plain = compiled_sheets(compiled)
    assert plain == LIBRARY.sheets
    assert plain is not None
    ways = Ledgers(plain).conventions
    assert (ways.lang, ways.dates, ways.year, ways.reporter) == ("en", "mdy", SHEETS.conventions.year, ("grantee",))
    assert (ways.money.currency, ways.quarter_name) == (SHEETS.conventions.money.currency, LIBRARY.manifest.quarter_name)


@pytest.mark.parametrize("workers", [0, 1])
def test_a_process_reads_in_the_packs_currency_and_calendar(compiled: Path, tmp_path: Path, workers: int) -> None:
    spent = {
        "date": "7/1/2025",
        "grantee": "quillfen",
        "category": "books",
        "supplier": "Tarn",
        "amount": "$3k",
        "invoice": "none",
    }
    returns = {
        "quarter": "Q1 FY26",
        "grantee": "Q",
        "branch": "B",
        "visits": 1,
        "loans": 2,
        "allotted": "30万元",
        "spent": "US$5",
    }
    sheets = rows_of("expenditures", spent) | rows_of("quarterly_returns", returns)
    path = tmp_path / "data.xlsx"
    path.write_bytes(book(sheets))
    source = SheetSource.compiled(compiled)
    assert source is not None
    with WorkerPool([Job(LocalFile(str(path)), roster_only=False)], source, workers) as pool:
        (found,) = pool.books(FACTS, SHEETS)
    expenditures, quarterly = found.sheets
    values = {name: column[0] for name, column in expenditures.columns.items()}
    assert (values["date"].isoformat(), values["amount"], values["category"]) == ("2025-07-01", 3000, "Collections")
    assert (quarterly.columns["quarter"], quarterly.columns["spent"], quarterly.columns["allotted"]) == (
        ["2026Q1"],
        [5],
        [None],
    )
    assert [fault.fault.code for fault in quarterly.faults.by_row[0]] == ["bad-amount"]
