"""Rows to an .xlsx file that always has the same bytes, under a title that says nothing in it is real."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import takewhile
from typing import Any
from unicodedata import east_asian_width

from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.schema import Column, Sheet
from assistcheck.rules.ledgers import Cover
from assistcheck.rules.model import RulePack
from assistcheck.sample.rows import ABOVE, Above, Record, Sheets, Value

BANNER = LocalizedText(
    "示例数据：全部为虚构（assistcheck sample）", "Sample data: everything in it is invented (assistcheck sample)"
)
"""Stands above the header of every sheet."""

_WIDEST, _NARROWEST = 48, 10
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"italic": True, "font_color": "#C00000"},
    "header": {"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "vcenter"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    "amount": {"num_format": "#,##0.00"},
    "percent": {"num_format": "0.0"},
}


def workbook_of(sheets: Sheets, pack: RulePack) -> bytes:
    """Return the rows of each sheet, by its id, as .xlsx, in the order and under the headers of the pack's sheets."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is written

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    out, banner = io.BytesIO(), BANNER.text(pack.manifest.languages[0])
    with Workbook(out, options) as book:
        book.set_properties(
            {
                "title": banner,
                "subject": "Synthetic data; every name and figure is invented",
                "author": "assistcheck",
                "comments": banner,
                "created": datetime.combine(pack.manifest.year.first_day, time(), UTC),
            }
        )
        formats = {name: book.add_format(look) for name, look in _FORMATS.items()}
        covers = {spec.id: spec.cover for spec in pack.ledgers}
        for sheet in ledgers_of(pack):
            if sheet.id in sheets:
                page = book.add_worksheet(sheet.title)
                page.write_string(0, 0, banner, formats["title"])
                if cover := covers[sheet.id]:
                    _write_labels(page, cover, pack, formats)
                    _fill_cover(page, sheet, sheets[sheet.id], formats)
                else:
                    _fill_table(page, sheet, sheets[sheet.id], formats)
                page.freeze_panes(2, 0)
    return out.getvalue()


def _fill_table(page: Any, sheet: Sheet, rows: Sequence[Record], formats: Mapping[str, Any]) -> None:  # noqa: ANN401
    """Fill a sheet with a header and a line for each row."""
    for position, column in enumerate(sheet.columns):
        cells = [row.get(column.name) for row in rows]
        page.write_string(1, position, column.header, formats["header"])
        page.set_column(position, position, _width([column.header, *cells], column))
        for line, cell in enumerate(cells, 2):
            write_cell(page, line, position, cell, formats.get(column.kind))
        for line, bottom in _merged(cells):
            page.merge_range(line + 2, position, bottom + 2, position, "", formats.get(column.kind))
            write_cell(page, line + 2, position, cells[line], formats.get(column.kind))


def _write_labels(page: Any, cover: Cover, pack: RulePack, formats: Mapping[str, Any]) -> None:  # noqa: ANN401
    """Write the two headers of a cover sheet."""
    for position, header in enumerate((cover.label, cover.content)):
        page.write_string(1, position, header.text(pack.manifest.languages[0]), formats["header"])
        page.set_column(position, position, 24)


def _fill_cover(page: Any, sheet: Sheet, rows: Sequence[Record], formats: Mapping[str, Any]) -> None:  # noqa: ANN401
    """Fill a cover sheet: a line for each field."""
    for line, column in enumerate(sheet.columns, 2):
        page.write_string(line, 0, column.header)
        write_cell(page, line, 1, rows[0].get(column.name), formats.get(column.kind))


def _merged(cells: Sequence[Value]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last position of each run of cells that are merged."""
    for at, cell in enumerate(cells):
        if cell is not ABOVE and cells[at + 1 : at + 2] == [ABOVE]:
            yield at, at + sum(1 for _ in takewhile(lambda below: below is ABOVE, cells[at + 1 :]))


def write_cell(page: Any, line: int, position: int, cell: Value, look: Any) -> None:  # noqa: ANN401 - XlsxWriter's own
    """Write one value, whatever its kind, in a cell format; text is never a formula or a link."""
    match cell:
        case None | Above():
            return
        case str():
            page.write_string(line, position, cell)
        case date():
            page.write_datetime(line, position, datetime.combine(cell, time()), look)
        case _:
            page.write_number(line, position, cell, look)


def _width(cells: Sequence[Value], column: Column) -> int:
    """Return a column's width in narrow characters; a Chinese one takes two."""
    texts = [_shown(cell, column) for cell in cells if not (cell is None or cell is ABOVE)]
    widest = max(sum(2 if east_asian_width(char) in "WFA" else 1 for char in text) for text in texts)
    return min(max(widest + 2, _NARROWEST), _WIDEST)


def _shown(cell: Value, column: Column) -> str:
    return f"{cell:,.2f}" if column.kind == "amount" and isinstance(cell, int | Decimal) else str(cell)
