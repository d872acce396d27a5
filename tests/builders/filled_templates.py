"""Templates filled in as their own lists and limits allow, and what other programs make of them."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.schema import Column, Sheet
from assistcheck.rules.model import RulePack

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def offered(book: Any, rule: Any) -> list[Any]:
    """Return the words that a data validation offers from a range of another sheet."""
    title, _, cells = rule.formula1.lstrip("=").rpartition("!")
    found = book[title.strip("'$")][cells.replace("$", "")]
    return [cell.value for (cell,) in found] if isinstance(found, tuple) else [found.value]


def rule_at(page: Any, row: int, column: int) -> Any:
    """Return the data validation of a cell."""
    cell = page.cell(row, column).coordinate
    return next(one for one in page.data_validations.dataValidation if cell in one.sqref)


def filled(content: bytes, pack: RulePack, day: date) -> bytes:
    """Return a template in which each table has rows over its example, each listed duty is done, and the cover is complete."""
    book = openpyxl.load_workbook(BytesIO(content))
    for sheet in ledgers_of(pack):
        if sheet.title not in book.sheetnames or sheet.roster:
            continue
        page = book[sheet.title]
        headers = {cell.value.rstrip("*"): cell.column for cell in page[1]}
        places = {column.name: headers.get(column.header, 0) for column in sheet.columns}
        if sheet.cover:
            labels = {row[0].value: row[1] for row in page.iter_rows(min_row=2)}
            labels[sheet.by_name[sheet.cover.as_of].header].value = day
        elif sheet.tasks:
            for row in range(3, page.max_row + 1):
                page.cell(row, places[sheet.tasks.state]).value = sheet.tasks.done[0]
                page.cell(row, places[sheet.tasks.date]).value = day
                page.cell(row, places[sheet.tasks.evidence]).value = "file 12"
        else:
            _fill(book, page, sheet, places, day)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(book: Any, page: Any, sheet: Sheet, places: dict[str, int], day: date) -> None:
    for number in range(1 if sheet.state or sheet.dating == "quarter" else 2):
        row = 2 + number
        chosen: dict[str, Any] = {}
        for column in sheet.columns:
            when = column.required_when
            if column.required or (when and chosen.get(when[0]) == when[1]):
                rule = rule_at(page, row, places[column.name])
                words = offered(book, rule) if rule.type == "list" else []
                chosen[column.name] = words[number % len(words)] if words else _value(column, rule, day, number)
            page.cell(row, places[column.name]).value = chosen.get(column.name)


def _value(column: Column, rule: Any, day: date, number: int) -> Any:
    match column.kind:
        case "date":
            return day - timedelta(days=number)
        case "amount":
            return 50_000 + number
        case "whole":
            return 12
        case "percent":
            return 9.5
        case "year":
            return int(rule.formula1) + 1
        case _:
            return f"{column.header} {number}"


def through_office(content: bytes, folder: Path, ending: str = "xlsx") -> Path:
    """Return what LibreOffice makes of a workbook when it saves it as another file."""
    source, out = folder / "given.xlsx", folder / "saved"
    source.write_bytes(content)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(out), str(source)], check=True, capture_output=True, timeout=180)
    return out / f"given.{ending}"


def through_openpyxl(content: bytes) -> bytes:
    """Return a workbook as openpyxl opens and saves it."""
    out = BytesIO()
    openpyxl.load_workbook(BytesIO(content)).save(out)
    return out.getvalue()
