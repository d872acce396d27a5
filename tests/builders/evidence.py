"""One sheet with everything that formats write in their own ways; ``tests/files`` holds it as LibreOffice converts it.

The files were made once: ``python -m evidence FOLDER`` in the folder ``tests``, then ``soffice --headless --convert-to xls``
and ``ods``. They are kept, since not every machine has LibreOffice.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.xlsx.cell_issues import CellIssue
from builders.support import TEAM, book, declaration, ledger, rosters

FILES = Path(__file__).parents[1] / "files"

VALUES: Mapping[str, Cell] = {
    "B3": "日期",
    "F3": "媒体级别",
    "B4": date(2022, 3, 5),
    "B5": date(2022, 3, 6),
    "B6": date(2022, 3, 7),
    "B7": datetime(2022, 3, 8, 9, 30),  # noqa: DTZ001 - a cell knows no zone
    "B8": time(6, 0),
    "B10": timedelta(hours=36),
    "B30": 5,
    "C4": "007",
    "C6": 7,
    "C7": 0.095,
    "C9": 12345.67,
    "D8": 2,
    "D11": 0.3,
    "E4": "合并",
    "F4": "两 行\n第二  行",
    "F5": "有批注",
    "F6": "abc",
    "F7": "链接",
    "F8": "  外空格  ",
}
"""What stands where, in every format."""
ERRORS = {(row, 4): CellIssue("error-cell", value) for row, value in ((4, "#DIV/0!"), (5, "#N/A"), (6, "#REF!"))}
"""Error values, by one-based (row, column)."""
PERCENTS = frozenset({(7, 3), (11, 4)})
MERGES = [((3, 4), (5, 4))]


def write_evidence(path: Path, *, since_1904: bool) -> None:
    """Write the sheet 媒体报道, a hidden one and an empty one as .xlsx."""
    with Workbook(path, {"date_1904": since_1904}) as made:
        page = made.add_worksheet("媒体报道")
        page.write_row("B3", ["日期", "组团", "标题", "媒体名称", "媒体级别"])
        _days(made, page)
        _numbers(made, page)
        _formulas(made, page)
        _texts(made, page)
        page.set_row(7, None, None, {"hidden": True})
        hidden = made.add_worksheet("隐藏")
        hidden.hide()
        hidden.write_string("A1", "x")
        made.add_worksheet("空表")


def _days(made: Workbook, page: Worksheet) -> None:
    codes = {"B4": "yyyy-mm-dd", "B5": 'yyyy"年"m"月"d"日"', "B6": 31, "B7": "yyyy-mm-dd hh:mm"}
    for cell, code in codes.items():
        value = VALUES[cell]
        assert isinstance(value, date)
        page.write_datetime(cell, value, made.add_format({"num_format": code}))
    page.write_number("B8", 0.25, made.add_format({"num_format": "hh:mm"}))
    page.write_number("B10", 1.5, made.add_format({"num_format": "[h]:mm"}))
    page.write_number("B30", 5)


def _numbers(made: Workbook, page: Worksheet) -> None:
    page.write_string("C4", "007")
    page.write_number("C6", 7)
    page.write_number("C7", 0.095, made.add_format({"num_format": "0.0%"}))
    page.write_number("C9", 12345.67)


def _formulas(made: Workbook, page: Worksheet) -> None:
    for cell, formula, error in (("D4", "=1/0", "#DIV/0!"), ("D5", "=NA()", "#N/A"), ("D6", "=#REF!", "#REF!")):
        page.write_formula(cell, formula, None, error)
    page.write_formula("D8", "=1+1", None, 2)
    page.write_formula("D9", '="甲"&"乙"', None, "甲乙")
    page.write_formula("D11", "=0.1+0.2", made.add_format({"num_format": "0%"}), 0.3)


def _texts(made: Workbook, page: Worksheet) -> None:
    page.merge_range("E4:E6", "合并")
    page.write_string("F4", "两 行\n第二  行")
    page.write_string("F5", "有批注")
    page.write_comment("F5", "批注文字")
    page.write_rich_string("F6", "a", made.add_format({"bold": 1}), "b", "c")
    page.write_url("F7", "https://example.com/", None, "链接")
    page.write_string("F8", "  外空格  ")


def small_year() -> bytes:
    """Return a workbook of rosters, a declaration and three ledgers, one row of them in error."""
    media = [
        {"date": date(2022, month, 5), "team": TEAM, "title": f"报道{month}", "outlet": "某报", "level": "县"}
        for month in range(1, 5)
    ]
    incomes = [{"county": "翠屏县", "year": 2022, "growth": 9.5, "provincial_growth": 8.25}]
    money = [
        {"date": date(2022, 5, 6), "unit": "甲街道", "town": "青禾镇", "village": "东村", "form": "资金", "amount": 123456.78}
    ]
    spoilt = {**media[0], "title": None}
    ledgers = {
        **ledger("media_reports", *media, spoilt),
        **ledger("rural_income", *incomes),
        **ledger("donations", *money),
    }
    return book({**rosters(), **declaration(), **ledgers})


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    write_evidence(folder / "evidence.xlsx", since_1904=False)
    write_evidence(folder / "evidence-1904.xlsx", since_1904=True)
    (folder / "year.xlsx").write_bytes(small_year())
