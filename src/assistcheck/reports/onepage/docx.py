"""The run on one page as a Word document: A4, or US Letter for a programme that writes its dates as Americans do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from assistcheck.audit.outcomes import Report
from assistcheck.i18n import Lang
from assistcheck.output_marker import OWN_MARK
from assistcheck.reports import View
from assistcheck.reports.onepage.fitting import em
from assistcheck.reports.onepage.page import (
    BODY,
    CONCLUSION,
    GAP,
    HEADING,
    LINE,
    NUMBER,
    PAD,
    SIDE,
    TITLE,
    Page,
    Room,
    Row,
    gathered_of,
    page_of,
)
from assistcheck.reports.shortfalls.docx_package import empty_document, fill, named, parsed, saved

if TYPE_CHECKING:
    from docx.document import Document

_MM = 72 / 25.4
"""Points of a millimetre."""
_MARGIN = 15 * _MM
_A4, _LETTER = (210 * _MM, 297 * _MM), (612.0, 792.0)
_SHADE = "EDF1F6"


class _Fonts(NamedTuple):
    """Which fonts a page is written in; those for Chinese come with every Chinese Windows and WPS."""

    latin: str
    chinese: str
    bold: str
    """For Chinese headings."""


_FONTS: dict[Lang, _Fonts] = {"zh": _Fonts("Times New Roman", "宋体", "黑体"), "en": _Fonts("Calibri", "宋体", "宋体")}


def to_docx(report: Report, view: View) -> Iterator[bytes]:
    """Yield the report as a document of exactly one page; the same report gives the same bytes."""
    width, height = _LETTER if report.pack.manifest.dates == "mdy" else _A4
    room = Room(width - 2 * _MARGIN, height - 2 * _MARGIN)
    page = page_of(report, gathered_of(report), view.lang, room, view.letter)
    document = _sheet(width, height)
    fill(document, _Drawing(view.lang, room).parts(page))
    core = document.core_properties
    core.author, core.title, core.comments, core.keywords = "assistcheck", f"{page.title} {page.subtitle}"[:255], "", OWN_MARK
    core.created = core.modified = datetime.combine(report.as_of, time())
    yield saved(document)


def _sheet(width: float, height: float) -> Document:
    """Return an empty document of one section without grid, header or footer, whose styles add nothing."""
    from docx.shared import Pt  # noqa: PLC0415 - only where a document is written

    document = empty_document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(width), Pt(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(_MARGIN)
    section.header_distance = section.footer_distance = Pt(_MARGIN / 2)
    properties = document.element.body.sectPr
    for grid in properties.findall(named("w:docGrid")):
        properties.remove(grid)
    for style in document.styles:
        if style.element.get(named("w:styleId")) in {"Normal", "Title", "Heading1"}:
            for name in ("w:pPr", "w:rPr"):
                for old in style.element.findall(named(name)):
                    style.element.remove(old)
            level = "" if style.name == "Normal" else '<w:outlineLvl w:val="0"/>'
            style.element.append(parsed(f'<w:pPr><w:spacing w:before="0" w:after="0"/>{level}</w:pPr>'))
    return document


class _Drawing:
    """Draws one page as XML, every line of an exact height."""

    def __init__(self, lang: Lang, room: Room) -> None:
        self.lang: Lang = lang
        self.fonts = _FONTS[lang]
        self.room = room

    def parts(self, page: Page) -> Iterator[str]:
        """Yield the paragraphs and tables, top to bottom."""
        yield self.paragraph(page.title, TITLE, style="Title", align="center", bold=True)
        yield self.paragraph(page.subtitle, HEADING, align="center")
        yield self.paragraph(page.conclusion, CONCLUSION, before=GAP, after=GAP, bold=True)
        yield self.figures(page)
        short, absent, changes, actions = page.headings
        yield self.heading(short)
        if page.rows:
            yield self.table(page)
        yield from self.texts([page.rest] if page.rest else [])
        yield self.heading(absent)
        yield from self.texts([page.absent])
        yield self.heading(changes)
        yield from self.texts(page.since)
        yield self.heading(actions)
        yield from self.texts([f"{number}. {text}" for number, text in enumerate(page.actions, 1)])
        if page.foot:
            yield self.paragraph(page.foot, BODY, align="right", before=2 * GAP)

    def heading(self, text: str) -> str:
        return self.paragraph(text, HEADING, style="Heading1", before=GAP, bold=True)

    def texts(self, texts: Sequence[str]) -> Iterator[str]:
        return (self.paragraph(text, BODY) for text in texts)

    def paragraph(  # noqa: PLR0913 - keywords
        self,
        text: str,
        size: float,
        *,
        style: str = "Normal",
        align: str = "left",
        before: float = 0,
        after: float = 0,
        bold: bool = False,
    ) -> str:
        room = f'w:before="{_twips(before)}" w:after="{_twips(after)}" w:line="{_twips(LINE[size])}" w:lineRule="exact"'
        properties = f'<w:pStyle w:val="{style}"/>{_AS_BROAD}<w:spacing {room}/><w:jc w:val="{align}"/>'
        return f"<w:p><w:pPr>{properties}</w:pPr>{self.run(text, size, bold=bold)}</w:p>"

    def run(self, text: str, size: float, *, bold: bool = False) -> str:
        latin, chinese = self.fonts.latin, self.fonts.bold if bold else self.fonts.chinese
        fonts = f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}"/>'
        half = int(size * 2)
        look = f'{fonts}{"<w:b/>" if bold else ""}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    def figures(self, page: Page) -> str:
        """Return the five figures in a row of cells."""
        cells = []
        for _, label, number, remark in page.figures:
            size = NUMBER if em(number) * NUMBER < self.room.width / 5 - 2 * SIDE else HEADING
            parts = ((label, BODY, False), (number, size, True), (remark, BODY, False))
            cells.append("".join(self.paragraph(text, one, align="center", bold=bold) for text, one, bold in parts))
        widths = [self.room.width / 5] * 5
        row = "".join(_cell(content, width, shade=True) for content, width in zip(cells, widths, strict=True))
        return _table(widths, f"<w:tr>{_ROW}{row}</w:tr>")

    def table(self, page: Page) -> str:
        """Return who is short of what; the cell of a party spans its lines."""
        widths = self.room.columns(self.lang)
        heads = zip(page.columns, widths, strict=True)
        head = "".join(_cell(self.paragraph(text, BODY, align="center", bold=True), width, shade=True) for text, width in heads)
        return _table(widths, f"<w:tr>{_HEAD}{head}</w:tr>", *(self.row(row, widths) for row in page.rows))

    def row(self, row: Row, widths: Sequence[float]) -> str:
        who = self.paragraph(row.who.text if row.who else "", BODY)
        cells = [_cell(who, widths[0], merge="restart" if row.who else "continue")]
        for number, (text, width) in enumerate(zip(row.cells, widths[1:], strict=True)):
            cells.append(_cell(self.paragraph(text, BODY, align="center" if number else "left"), width))
        return f"<w:tr>{_ROW}{''.join(cells)}</w:tr>"


_AS_BROAD = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
"""No room is added between Chinese and Latin letters, so that a text is as broad as its letters."""
_ROW, _HEAD = "<w:trPr><w:cantSplit/></w:trPr>", "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
"""A row, and one that heads the columns for whoever has the table read aloud."""


def _table(widths: Sequence[float], *rows: str) -> str:
    """Return a table with lines, whose columns are as broad as is said."""
    pad = "".join(
        f'<w:{side} w:w="{_twips(PAD if side in {"top", "bottom"} else SIDE)}" w:type="dxa"/>'
        for side in ("top", "left", "bottom", "right")
    )
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    total = sum(map(_twips, widths))
    look = f'<w:tblStyle w:val="TableGrid"/><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>'
    properties = f'{look}<w:tblLayout w:type="fixed"/><w:tblCellMar>{pad}</w:tblCellMar>'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _cell(content: str, width: float, *, shade: bool = False, merge: str = "") -> str:
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/>' if shade else ""
    place = f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>{merged}{shaded}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{place}</w:tcPr>{content}</w:tc>"


def _twips(points: float) -> int:
    return round(points * 20)
