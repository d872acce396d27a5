"""The formats in which a year can be handed in, and how its sheets are written in each."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

import xlwt

from builders.binary_books import Xlsb, XlsbSheet, xlsb
from builders.random_years import Sheets
from builders.support import book

Files = dict[str, bytes]
"""Name of a file -> its bytes."""


@dataclass(frozen=True)
class Format:
    """One format; where it holds one sheet, each sheet is a file."""

    suffix: str
    write: Callable[[Sheets], Files]
    brings: frozenset[str] = frozenset()
    """Codes of problems that it adds."""


def _xlsx(sheets: Sheets) -> Files:
    return {"data.xlsx": book(sheets)}


def _xls(sheets: Sheets) -> Files:
    made = xlwt.Workbook(encoding="utf-8")
    looks = {date: xlwt.easyxf(num_format_str="yyyy-mm-dd"), datetime: xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm:ss")}
    for title, rows in sheets.items():
        page = made.add_sheet(title, cell_overwrite_ok=False)
        for line, row in enumerate(rows):
            for at, value in enumerate(row):
                if value is not None:
                    cell = float(value) if isinstance(value, Decimal) else value
                    page.write(line, at, cell, *([looks[type(value)]] if type(value) in looks else []))
    out = io.BytesIO()
    made.save(out)
    return {"data.xls": out.getvalue()}


def _xlsb(sheets: Sheets) -> Files:
    made = {title: XlsbSheet(dict(_xlsb_cells(rows))) for title, rows in sheets.items()}
    return {"data.xlsb": xlsb(Xlsb(made, styles=(0, 14, 22)))}


def _xlsb_cells(rows: list[list[object]]) -> Iterator[tuple[tuple[int, int], tuple[object, int]]]:
    for line, row in enumerate(rows):
        yield from (((line, at), _xlsb_cell(value)) for at, value in enumerate(row) if value is not None)


def _xlsb_cell(value: object) -> tuple[object, int]:
    """Return a cell's value as it is stored, and which of the formats shows it."""
    if isinstance(value, datetime):
        gone = value - datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no zones
        return gone.days + gone.seconds / 86_400, 2
    if isinstance(value, date):
        return (value - date(1899, 12, 30)).days, 1
    return float(value) if isinstance(value, Decimal) else value, 0


def _ods(sheets: Sheets) -> Files:
    kinds = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{kind}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for kind in kinds)
    tables = "".join(
        f"<table:table table:name={quoteattr(title)}>{''.join(map(_ods_row, rows))}</table:table>"
        for title, rows in sheets.items()
    )
    content = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", mime), ("content.xml", "text/xml"))
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("mimetype", mime, zipfile.ZIP_STORED)
        root = f'<office:document-content {spaces} office:version="1.2">{content}</office:document-content>'
        parts.writestr("content.xml", f'<?xml version="1.0" encoding="UTF-8"?>{root}')
        listed = f'<manifest:manifest xmlns:manifest="{manifest}" manifest:version="1.2">{entries}</manifest:manifest>'
        parts.writestr("META-INF/manifest.xml", f'<?xml version="1.0" encoding="UTF-8"?>{listed}')
    return {"data.ods": out.getvalue()}


def _ods_row(row: list[object]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row)) or '<table:table-cell/>'}</table:table-row>"


def _ods_cell(value: object) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case bool():
            typed = f'boolean" office:boolean-value="{str(value).lower()}'
        case date():
            typed = f'date" office:date-value="{value.isoformat()}'
        case int() | Decimal() | float():
            typed = f'float" office:value="{value}'
        case _:
            typed = "string"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="{typed}">{lines}</table:table-cell>'


def _csv(sheets: Sheets) -> Files:
    return {f"{title}.csv": _table(rows).encode("utf-8-sig") for title, rows in sheets.items()}


def _csv_of_windows(sheets: Sheets) -> Files:
    """Write as Excel in Chinese does: GB18030, with the team's name in front of the sheet's."""
    return {f"青禾镇-{title}.csv": _table(rows).encode("gb18030") for title, rows in sheets.items()}


def _xml_2003(sheets: Sheets) -> Files:
    """Write as office systems export for Excel: XML under .xls."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    tables = "".join(
        f"<Worksheet ss:Name={quoteattr(title)}><Table>{''.join(map(_xml_row, rows))}</Table></Worksheet>"
        for title, rows in sheets.items()
    )
    head = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    return {"data.xls": f'{head}<Workbook xmlns="{space}" xmlns:ss="{space}">{tables}</Workbook>'.encode()}


def _xml_row(row: list[object]) -> str:
    return f"<Row>{''.join(map(_xml_cell, row))}</Row>"


def _xml_cell(value: object) -> str:
    match value:
        case None:
            return "<Cell/>"
        case bool():
            kind, text = "Boolean", str(int(value))
        case date():
            kind, text = "DateTime", value.isoformat()
        case int() | Decimal() | float():
            kind, text = "Number", str(value)
        case _:
            kind, text = "String", escape(str(value), {"\n": "&#10;"})
    return f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>'


def _html(sheets: Sheets) -> Files:
    """Write as office systems export: a page in GB2312 for each table, under .xls."""
    head = "<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'></head><body><table border=1>"
    return {
        f"青禾镇-{title}.xls": f"{head}{''.join(map(_html_row, rows))}</table></body></html>".encode("gb18030")
        for title, rows in sheets.items()
    }


def _html_row(row: list[object]) -> str:
    texts = (escape(_csv_cell(value)).replace("\n", "<br>") for value in row)
    return f"<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>"


def _table(rows: list[list[object]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([[_csv_cell(value) for value in row] for row in rows])
    return out.getvalue()


def _csv_cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return "" if value is None else str(value)


FORMATS: tuple[Format, ...] = (
    Format("xlsx", _xlsx),
    Format("xls", _xls, frozenset({"no-checksum"})),
    Format("xlsb", _xlsb),
    Format("ods", _ods),
    Format("csv", _csv, frozenset({"no-checksum"})),
    Format("csv of Windows", _csv_of_windows, frozenset({"no-checksum"})),
    Format("XML 2003", _xml_2003, frozenset({"other-kind"})),
    Format("HTML", _html, frozenset({"other-kind"})),
)
"""Every format; one more is one more line."""
