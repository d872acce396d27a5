"""The template to .xlsx: how to fill it in, then every sheet of the pack under its headers."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any
from unicodedata import east_asian_width

from assistcheck.ledgers.registry import NOTES_SHEET, ledgers_of
from assistcheck.ledgers.schema import Column, Sheet
from assistcheck.rules.model import RulePack
from assistcheck.template.data_validation import LONGEST_MESSAGE, LONGEST_TITLE, cut, entry_rule
from assistcheck.template.hints import hint
from assistcheck.template.instructions import note_lines
from assistcheck.template.messages import PROPERTIES

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
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    "amount": {"num_format": "#,##0.00"},
}
_NOTE_WIDTHS = (16, 16, 30, 14, 16, 90)
_COMMENT = {"author": "assistcheck", "x_scale": 2, "y_scale": 0.8}


def workbook_of(pack: RulePack) -> bytes:
    """Return the template of ``pack`` as .xlsx."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is written

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    lang, out = pack.manifest.languages[0], io.BytesIO()
    with Workbook(out, options) as book:
        created = datetime.combine(pack.manifest.year.first_day, time(), UTC)
        title = PROPERTIES.format(title=pack.manifest.title).text(lang)
        book.set_properties({"title": title, "author": "assistcheck", "created": created})
        formats = {name: book.add_format(_look(name, look, pack)) for name, look in _FORMATS.items()}
        _write_notes(book.add_worksheet(NOTES_SHEET.text(lang)), pack, formats)
        for sheet in ledgers_of(pack):
            page = book.add_worksheet(sheet.title)
            if sheet.cover:
                _write_cover(page, sheet, pack, formats)
            else:
                _write_table(page, sheet, pack, formats)
    return out.getvalue()


def _look(name: str, look: dict[str, Any], pack: RulePack) -> dict[str, Any]:
    """Return how cells of one sort look; amounts have the decimals of the pack's currency."""
    if name != "amount":
        return look
    decimals = pack.manifest.currency.decimals
    return {"num_format": f"#,##0.{'0' * decimals}" if decimals else "#,##0"}


def _write_notes(page: Any, pack: RulePack, formats: Mapping[str, Any]) -> None:  # noqa: ANN401 - XlsxWriter's own
    for position, width in enumerate(_NOTE_WIDTHS):
        page.set_column(position, position, width)
    for row, line in enumerate(note_lines(pack)):
        for position, text in enumerate(line.cells):
            page.write_string(row, position, text, formats[line.look])
    page.hide_gridlines(2)


def _write_table(page: Any, sheet: Sheet, pack: RulePack, formats: Mapping[str, Any]) -> None:  # noqa: ANN401
    for position, column in enumerate(sheet.columns):
        words = hint(sheet, column, pack)
        header = f"{column.header}*" if column.required else column.header
        page.write_string(0, position, header, formats["required" if column.required else "optional"])
        page.write_comment(0, position, words, _COMMENT)
        page.set_column(position, position, _width(header, column), formats.get(column.kind))
        page.data_validation(1, position, LAST_ROW, position, _entry(column, words, pack))
    page.set_row(0, 24)
    page.freeze_panes(1, 0)


def _write_cover(page: Any, sheet: Sheet, pack: RulePack, formats: Mapping[str, Any]) -> None:  # noqa: ANN401
    """Write the cover sheet: a line for each field, the template's version filled in."""
    cover = next(spec.cover for spec in pack.ledgers if spec.id == sheet.id)
    for position, header in enumerate((cover.label, cover.content) if cover else ()):
        page.write_string(0, position, header.text(pack.manifest.languages[0]), formats["required"])
        page.set_column(position, position, 28)
    for row, column in enumerate(sheet.columns, 1):
        page.write_string(row, 0, column.header, formats["optional"])
        page.write_blank(row, 1, None, formats.get(column.kind, formats["cells"]))
        page.data_validation(row, 1, row, 1, _entry(column, hint(sheet, column, pack), pack))
        if cover and column.name == cover.template:
            page.write_string(row, 1, pack.manifest.template_version, formats["cells"])
    page.freeze_panes(1, 0)


def _entry(column: Column, words: str, pack: RulePack) -> dict[str, Any]:
    message = {"input_title": cut(column.header, LONGEST_TITLE), "input_message": cut(words, LONGEST_MESSAGE)}
    return {**entry_rule(column, pack), **message}


def _width(header: str, column: Column) -> int:
    """Return a column's width in narrow characters; a Chinese one takes two."""
    least = {"text": 26, "name": 18, "amount": 18, "choices": 28}.get(column.kind, 12)
    return max(least, 3 + sum(2 if east_asian_width(char) in "WFA" else 1 for char in header))
