"""The workbook that is attacked: three gifts to one village, whose sum every case that can be read must show.

Its XML is written by hand, so that a case can bend any byte of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from robustness.hostile.archive import archive, entries

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

TITLE = "募集资金"
HEADER = ("日期", "单位", "重点镇", "重点村", "方式", "金额(元)", "来源", "凭证号")
UNIT, TOWN, VILLAGE = "甲街道", "青禾镇", "东村"
TOTAL = "75000.50"
"""The sum of the three gifts, in 元."""
GIFTS = (
    ("2022-03-05", UNIT, TOWN, VILLAGE, "资金", 40000, "单位自筹", "凭一"),
    ("2022年4月6日", UNIT, TOWN, VILLAGE, "资金", 30000.5, "单位自筹", "凭二"),
    ("2022/5/7", UNIT, TOWN, VILLAGE, "物资折价", "5000元", "企业", "凭三"),
)
SHEET, SHARED, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
BOOK, BOOK_RELATIONS, RELATIONS_PART, TYPES = (
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "_rels/.rels",
    "[Content_Types].xml",
)


def text(value: str) -> str:
    """Return a cell's content for text."""
    return f'<is><t xml:space="preserve">{escape(value)}</t></is>'


def cell(address: str, value: object) -> str:
    """Return the XML of a cell that holds text or a number."""
    if isinstance(value, str):
        return f'<c r="{address}" t="inlineStr">{text(value)}</c>'
    return f'<c r="{address}"><v>{value}</v></c>'


def row(number: int, *values: object) -> str:
    """Return the XML of a row; ``None`` leaves a cell out."""
    cells = "".join(cell(f"{chr(ord('A') + at)}{number}", value) for at, value in enumerate(values) if value is not None)
    return f'<row r="{number}">{cells}</row>'


def gift(number: int, **cells: str) -> str:
    """Return the XML of a fourth gift of 1 元 in row ``number``, with the cells of some columns (``F``) written by hand."""
    plain = dict(zip("ABCDEFGH", ("2022-06-08", UNIT, TOWN, VILLAGE, "资金", 1000, "企业", f"凭{number}"), strict=True))
    written = (cells.get(letter, cell(f"{letter}{number}", value)) for letter, value in plain.items())
    return f'<row r="{number}">{"".join(written)}</row>'


ROWS = row(1, *HEADER) + "".join(row(number, *values) for number, values in enumerate(GIFTS, 2))


def sheet(rows: str = ROWS, before: str = "", after: str = "", main: str = MAIN) -> bytes:
    """Return the XML of a sheet."""
    inner = f"{before}<sheetData>{rows}</sheetData>{after}"
    return f'{DECLARATION}<worksheet xmlns="{main}" xmlns:r="{RELATIONS}">{inner}</worksheet>'.encode()


def book_xml(*titles: str, main: str = MAIN, relations: str = RELATIONS) -> bytes:
    """Return the XML of the workbook part: sheets of these titles, the first in ``sheet1.xml`` and so on."""
    lines = "".join(
        f'<sheet name="{escape(t, {chr(34): "&quot;"})}" sheetId="{n}" r:id="rId{n}"/>' for n, t in enumerate(titles, 1)
    )
    return f'{DECLARATION}<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>{lines}</sheets></workbook>'.encode()


def relations(*targets: tuple[str, str], kind: str = RELATIONS, more: str = "") -> bytes:
    """Return a relations part: (type, target) of rId1, rId2 …"""
    lines = "".join(f'<Relationship Id="rId{n}" Type="{kind}/{t}" Target="{p}"/>' for n, (t, p) in enumerate(targets, 1))
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{lines}{more}</Relationships>'.encode()


def types(*sheets: str) -> bytes:
    """Return the part that tells the types of all others."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}.worksheet+xml"/>' for name in sheets)
    defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    defaults += '<Default Extension="xml" ContentType="application/xml"/>'
    named = (("sharedStrings", SHARED), ("styles", STYLES))
    overrides += "".join(f'<Override PartName="/{part}" ContentType="{kind}.{name}+xml"/>' for name, part in named)
    book = f'<Override PartName="/{BOOK}" ContentType="{kind}.sheet.main+xml"/>'
    return f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{defaults}{book}{overrides}</Types>'.encode()


def parts(more: Mapping[str, bytes] | None = None, *, xml: bytes | None = None) -> dict[str, bytes]:
    """Return the parts of the workbook: its sheet is ``xml``, and ``more`` replaces or adds parts."""
    linked = [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
    plain = {
        TYPES: types(SHEET),
        RELATIONS_PART: relations(("officeDocument", BOOK)),
        BOOK: book_xml(TITLE),
        BOOK_RELATIONS: relations(*linked),
        SHARED: shared("备用"),
        STYLES: styles(),
        SHEET: sheet() if xml is None else xml,
    }
    return {**plain, **(more or {})}


def shared(*texts: str, count: object = None) -> bytes:
    """Return a part of shared strings."""
    lines = "".join(f'<si><t xml:space="preserve">{escape(one)}</t></si>' for one in texts)
    told = len(texts) if count is None else count
    return f'{DECLARATION}<sst xmlns="{MAIN}" count="{told}" uniqueCount="{told}">{lines}</sst>'.encode()


def styles(formats: str = "", cells: str = '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/>') -> bytes:
    """Return a part of styles: cell format 0 is general, 1 a date, 2 a percentage."""
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}">{formats}'
        '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders>'
        f'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs>{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ).encode()


def packed(more: Mapping[str, bytes] | None = None, *, xml: bytes | None = None) -> bytes:
    """Return the workbook's bytes; see :func:`parts`."""
    return archive(entries(parts(more, xml=xml)))


def with_rows(*rows: str) -> bytes:
    """Return the workbook with further rows below the three gifts."""
    return packed(xml=sheet(ROWS + "".join(rows)))


def roster() -> bytes:
    """Return the workbook of rosters that the gifts are matched with."""
    teams = [("组团", "牵头单位", "帮扶市", "县（市、区）", "重点镇"), ("青禾镇组团", UNIT, "韶关市", "翠屏县", TOWN)]
    units = [("单位", "组团", "单位类别", "派出单位"), (UNIT, "青禾镇组团", "镇街", "否")]
    villages = [("重点镇", "重点村", "组团"), (TOWN, VILLAGE, "青禾镇组团")]
    titles = {"组团名册": teams, "单位名册": units, "重点村名册": villages}
    files = {
        f"xl/worksheets/sheet{n}.xml": sheet("".join(row(number, *line) for number, line in enumerate(lines, 1)))
        for n, lines in enumerate(titles.values(), 1)
    }
    links = relations(*(("worksheet", name.removeprefix("xl/")) for name in files))
    return packed({TYPES: types(*files), BOOK: book_xml(*titles), BOOK_RELATIONS: links, **files})
