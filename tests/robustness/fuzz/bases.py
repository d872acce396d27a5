"""The sound workbooks that are mutated, small ones of every format that is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from builders.support import book, ledger, rosters
from robustness.hostile.archive import STORED, archive, entries
from robustness.hostile.workbooks import ROWS, SHARED, gift, packed, parts, shared, sheet

_FILES = Path(__file__).parents[2] / "files"


def _by_hand() -> bytes:
    """Return gifts with an error, formulas, a percentage, a day by its number, a shared string and a merge."""
    rows = (
        ROWS
        + gift(5, F='<c r="F5" t="e"><v>#REF!</v></c>')
        + gift(6, F='<c r="F6"><f>500*2</f><v>1000</v></c>', D='<c r="D6" t="s"><v>1</v></c>')
        + gift(7, F='<c r="F7"><f>500*2</f></c>', A='<c r="A7" s="1"><v>44720</v></c>')
        + gift(8, F='<c r="F8" s="2"><v>0.5</v></c>', H='<c r="H8" t="b"><v>1</v></c>')
    )
    merge = '<mergeCells count="1"><mergeCell ref="J1:J3"/></mergeCells>'
    return packed({SHARED: shared("备用", "东村")}, xml=sheet(rows, after=merge))


def _by_library() -> bytes:
    """Return rosters and two ledgers, written by a library, with formulas and a hidden row."""

    def dress(made: Workbook, pages: dict[str, Worksheet]) -> None:
        page = pages["媒体报道"]
        page.write_formula("G2", '="甲"&"乙"', None, "甲乙")
        page.write_formula("G3", "=1/0", None, "#DIV/0!")
        page.write_formula("G4", "=SUM(1,2)", None, "")
        page.set_row(2, None, None, {"hidden": True})
        page.merge_range("I1:J2", "合并")
        page.write_rich_string("H2", "红", made.add_format({"bold": True}), "粗")

    news = {"date": date(2022, 3, 1), "team": "青禾镇组团", "outlet": "甲报", "level": "市"}
    reports = [{**news, "title": f"第{n}篇"} for n in range(5)]
    growth = {"county": "翠屏县", "year": 2022, "growth": 9.5, "provincial_growth": "8.25%"}
    return book({**rosters(), **ledger("media_reports", *reports), **ledger("rural_income", growth)}, dress)


@cache
def bases() -> Mapping[str, bytes]:
    """Return the workbooks by file name."""
    made = {
        "by-hand.xlsx": _by_hand(),
        "stored.xlsx": archive(entries(parts(), STORED)),
        "by-library.xlsx": _by_library(),
        "媒体报道.csv": '日期,组团,标题\r\n2022-03-05,青禾镇组团,"甲,乙"\r\n'.encode("gb18030"),
    }
    return made | {path.name: path.read_bytes() for path in sorted(_FILES.glob("*.[xo][ld]s"))}
