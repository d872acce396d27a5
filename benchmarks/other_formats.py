"""The ledger 消费帮扶 as .csv, and as .ods as LibreOffice writes it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from assistcheck.sample.rows import Record, Value
from benchmarks.ledgers import LEDGER, VARIANTS, purchases
from benchmarks.workbooks import SHEETS, TEAMS_OF_THE_YEAR, lines_of, replacing, rosters_of, write_sheets

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "manifest")
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_START = f'{_XML}<office:document-content {_NAMES} office:version="1.3"><office:body><office:spreadsheet>'
_END = "</office:spreadsheet></office:body></office:document-content>"
_MANIFEST = (
    f'{_XML}<manifest:manifest {_NAMES} manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_csv(folder: Path, number: int) -> None:
    """Write a folder with a clean ledger as .csv, which is named as the sheet, and the sample's rosters."""
    with replacing(folder) as draft:
        draft.mkdir(parents=True, exist_ok=True)
        with (draft / f"{LEDGER.title}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(lines_of(LEDGER, _rows(number)))
        write_sheets(draft / "rosters.xlsx", rosters_of(TEAMS_OF_THE_YEAR))


def write_ods(path: Path, number: int) -> None:
    """Write a clean ledger and the sample's rosters as .ods."""
    sheets = {**rosters_of(TEAMS_OF_THE_YEAR), LEDGER.id: _rows(number)}
    with replacing(path) as draft, ZipFile(draft, "w", ZIP_DEFLATED) as parts:
        parts.writestr("mimetype", _MIME, ZIP_STORED)
        parts.writestr("META-INF/manifest.xml", _MANIFEST)
        with parts.open("content.xml", "w") as content:
            content.write(_START.encode())
            for ident, rows in sheets.items():
                content.write(f'<table:table table:name="{SHEETS[ident].title}">'.encode())
                for cells in lines_of(SHEETS[ident], rows):
                    content.write(_ods_row(cells).encode())
                content.write(b"</table:table>")
            content.write(_END.encode())


def _rows(number: int) -> Iterator[Record]:
    return purchases(number, VARIANTS["clean"])


def _ods_row(cells: Sequence[Value]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(cell: Value) -> str:
    match cell:
        case None:
            return "<table:table-cell/>"
        case str():
            kind, shown = 'office:value-type="string"', escape(cell)
        case date():
            kind, shown = f'office:value-type="date" office:date-value="{cell}"', str(cell)
        case _:
            kind, shown = f'office:value-type="float" office:value="{cell}"', str(cell)
    return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"
