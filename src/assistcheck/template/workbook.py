"""The template to .xlsx: 填表说明, then every sheet under the headers of its model."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from unicodedata import east_asian_width

from assistcheck.rules.model import RulePack
from assistcheck.submission.fields import Column, Row, columns
from assistcheck.submission.models import NOTES_SHEET, SHEETS, TEMPLATE_VERSION, Declaration
from assistcheck.template.data_validation import entry_rule
from assistcheck.template.hints import hint
from assistcheck.template.instructions import note_lines

LAST_ROW = 5_000
"""The last row, zero-based, that is ready to be filled in."""
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "section": {"bold": True, "font_color": "#1F4E78", "font_size": 12},
    "text": {},
    "cells": {"text_wrap": True, "valign": "top", "border": 1},
    "header": {"bold": True, "bg_color": "#BDD7EE", "border": 1},
    "required": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E78", "border": 1, "valign": "vcenter"},
    "optional": {"bg_color": "#DDEBF7", "border": 1, "valign": "vcenter"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "amount": {"num_format": "#,##0.00"},
}
_NOTE_WIDTHS = (16, 16, 30, 14, 16, 90)
_CREATED = datetime(2022, 1, 1, tzinfo=UTC)
_COMMENT = {"author": "assistcheck", "x_scale": 2, "y_scale": 0.8}


def workbook_of(pack: RulePack) -> bytes:
    """Return the template of ``pack`` as .xlsx."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is written

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    out = io.BytesIO()
    with Workbook(out, options) as book:
        title = f"{pack.manifest.title.zh}：填报模板"
        book.set_properties({"title": title, "author": "assistcheck", "created": _CREATED})
        formats = {name: book.add_format(look) for name, look in _FORMATS.items()}
        _write_notes(book.add_worksheet(NOTES_SHEET), pack, formats)
        for model in SHEETS:
            page = book.add_worksheet(model.sheet.title)
            if model is Declaration:
                _write_declaration(page, model, pack, formats)
            else:
                _write_table(page, model, pack, formats)
    return out.getvalue()


def _write_notes(page: Any, pack: RulePack, formats: Mapping[str, Any]) -> None:  # noqa: ANN401 - XlsxWriter's own
    for position, width in enumerate(_NOTE_WIDTHS):
        page.set_column(position, position, width)
    for row, line in enumerate(note_lines(pack)):
        for position, text in enumerate(line.cells):
            page.write_string(row, position, text, formats[line.look])
    page.hide_gridlines(2)


def _write_table(page: Any, model: type[Row], pack: RulePack, formats: Mapping[str, Any]) -> None:  # noqa: ANN401
    for position, column in enumerate(columns(model)):
        words = hint(model, column, pack.manifest)
        header = f"{column.header}*" if column.required else column.header
        page.write_string(0, position, header, formats["required" if column.required else "optional"])
        page.write_comment(0, position, words, _COMMENT)
        page.set_column(position, position, _width(header, column), formats.get(column.kind))
        page.data_validation(1, position, LAST_ROW, position, _entry(model, column, pack))
    page.set_row(0, 24)
    page.freeze_panes(1, 0)


def _write_declaration(page: Any, model: type[Row], pack: RulePack, formats: Mapping[str, Any]) -> None:  # noqa: ANN401
    """Write 填报信息: a line for each field, the template's version filled in."""
    for position, header in enumerate(("项目", "内容")):
        page.write_string(0, position, header, formats["required"])
        page.set_column(position, position, 28)
    for row, column in enumerate(columns(model), 1):
        page.write_string(row, 0, column.header, formats["optional"])
        page.write_blank(row, 1, None, formats.get(column.kind, formats["cells"]))
        page.data_validation(row, 1, row, 1, _entry(model, column, pack))
        if column.name == "template":
            page.write_string(row, 1, TEMPLATE_VERSION, formats["cells"])
    page.freeze_panes(1, 0)


def _entry(model: type[Row], column: Column, pack: RulePack) -> dict[str, Any]:
    message = {"input_title": column.header, "input_message": hint(model, column, pack.manifest)}
    return {**entry_rule(model, column, pack), **message}


def _width(header: str, column: Column) -> int:
    """Return a column's width in narrow characters; a Chinese one takes two."""
    least = {"text": 26, "name": 18, "amount": 18, "choices": 28}.get(column.kind, 12)
    return max(least, 3 + sum(2 if east_asian_width(char) in "WFA" else 1 for char in header))
