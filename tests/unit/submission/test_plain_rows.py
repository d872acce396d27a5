"""Rows that plainly are evidence are told without the full look, which would find the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from random import Random

import pytest

from assistcheck.ledgers.schema import Sheet
from assistcheck.location import Range
from assistcheck.submission.parsed import ParsedSheet
from assistcheck.submission.row_reader import RowReader
from assistcheck.workbook.cell_values import Cell, PackFacts
from assistcheck.workbook.header import find_header
from assistcheck.workbook.raw_sheet import RawSheet
from assistcheck.workbook.xlsx.cell_issues import CellIssue
from assistcheck.workbook.xlsx.sheet_scan import SheetScan
from builders.library import FACTS, SHEETS
from builders.packs import LEDGERS
from builders.support import facts

ROWS = 200
FIRST = 2
TABLES = [(sheet, facts) for sheet in LEDGERS.tables] + [(sheet, lambda: FACTS) for sheet in SHEETS.tables]
each_sheet = pytest.mark.parametrize(("sheet", "of_pack"), TABLES, ids=[sheet.id for sheet, _ in TABLES])

ODD: list[Cell] = [
    *(None, "", " ", "无", "/", "同上", "none", "ditto", "-", "2022-13-45", "2022年6月30日", "日期：2022年6月", "6月"),
    *("合计", "小计", "一季度小计", "Total", "Grand total", "累计5次", "其中：采购", "of which: books", "合 计", "会计"),
    *("注：本表一式两份", "单位负责人（签字）：", "（盖章）", "以下空白", "Prepared by:", "Note: see below", "第1页", "制表人"),
    *("一、青禾镇", "(二) 采购", "1", "2", "甲", "(1)", "①", "A", "9=10+11", "栏次", "1.", "I", "共3人", "Part A"),
    *(0.0, 1.0, 559.78, 2022.0, True, False, date(2022, 3, 5), date(1900, 1, 1), datetime.fromisoformat("2022-03-05T08:00")),
    *("丰收合作社", "青禾镇组团", "甲街道", "Quillfen Library District", "省级", "XF2022-0000001", "待核实", "其他", "资金"),
]


def raw_sheet(sheet: Sheet, random: Random, merges: Sequence[Range] = ()) -> RawSheet:
    """Return a sheet of odd rows below its header, some of whose cells are in doubt."""
    usual: list[list[Cell]] = [
        ["丰收1号", date(2022, 3, 5), 50_000.0, 12.0, "2022Q1", *column.words, column.header] for column in sheet.columns
    ]
    rows = []
    for _ in range(ROWS):
        odd, filled = random.choice((0.02, 0.2, 0.9)), random.choice((0.1, 0.4, 1))
        row = [random.choice(ODD if random.random() < odd else own) for own in usual]
        rows.append([cell if random.random() < filled else None for cell in row])
    issue = CellIssue("formula-without-value", "")
    doubts = {(random.randrange(ROWS) + FIRST, random.randrange(len(usual)) + 1): issue for _ in range(40)}
    return RawSheet(sheet.title, False, 1, iter(rows), SheetScan(doubts, frozenset(), 0), merges)


def told(sheet: Sheet, of_pack: Callable[[], PackFacts], raw: RawSheet) -> Counter[tuple[bool, bool]]:
    """Count rows by whether each is told to be plain, and whether the full look takes it as evidence."""
    header = find_header([[column.header for column in sheet.columns]], sheet.columns, (), 1)
    data = ParsedSheet(sheet, "data.xlsx", raw.title, {column.name: [] for column in sheet.columns})
    data.positions = {name: at + 1 for name, at in header.positions.items()}
    reader = RowReader(data, raw, header, of_pack)
    rows = {FIRST + at: row for at, row in enumerate(raw.rows)}
    found: Counter[tuple[bool, bool]] = Counter()
    for (number, row), is_plain in zip(rows.items(), reader.skips.are_plain(rows), strict=True):
        values = {name: one.take((row[header.positions[name]],))[0] for name, one in reader.readers.items()}
        found[is_plain, reader.skips.why(row, number, values) is None] += 1
    return found


@pytest.mark.parametrize("seed", range(3))
@each_sheet
def test_a_row_that_is_told_to_be_plain_is_evidence_by_the_full_look(
    sheet: Sheet, of_pack: Callable[[], PackFacts], seed: int
) -> None:
    random = Random(f"{sheet.id}/{seed}")  # noqa: S311 - rows, not secrets
    found = told(sheet, of_pack, raw_sheet(sheet, random))
    assert found[True, False] == 0
    assert found[False, False] > 0


@each_sheet
def test_rows_under_merged_titles_or_cells_are_told_as_safely(sheet: Sheet, of_pack: Callable[[], PackFacts]) -> None:
    random = Random(sheet.id)  # noqa: S311 - rows, not secrets
    banners = [((row, 0), (row, 3)) for row in range(1, ROWS, 3)]
    for merges in (banners, [((5, 1), (40, 1))]):
        assert told(sheet, of_pack, raw_sheet(sheet, random, merges))[True, False] == 0


def test_faulty_rows_of_a_ledger_are_plain() -> None:
    sheet = LEDGERS["purchases"]
    rest: list[Cell] = ["别的", "采购", "米", "韶关市", "待核实"]
    rows: list[list[Cell]] = [["2022-13-45", f"没有{at}组团", *rest, f"凭{at}"] for at in range(50)]
    raw = RawSheet(sheet.title, False, 1, iter(rows), SheetScan({}, frozenset(), 0))
    assert told(sheet, facts, raw) == {(True, True): 50}


def test_one_total_among_plain_rows_leaves_them_plain() -> None:
    sheet = LEDGERS["purchases"]
    whole: list[Cell] = [date(2022, 3, 5), "青禾镇组团", "其他", "采购", "米", "韶关市", 50_000.0, "凭1"]
    total: list[Cell] = [None, "合计", None, None, None, None, 50_000.0, None]
    raw = RawSheet(sheet.title, False, 1, iter([whole, total, whole]), SheetScan({}, frozenset(), 0))
    assert told(sheet, facts, raw) == {(True, True): 2, (False, False): 1}
