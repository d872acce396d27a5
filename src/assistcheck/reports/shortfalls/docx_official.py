"""The page of an official document (GB/T 9704-2012) for python-docx: margins, grid, fonts, page numbers, paragraphs.

Paragraphs and tables are made as XML, a whole document at a time: style look-ups for each of them would cost most of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from xml.sax.saxutils import escape

from assistcheck.reports.shortfalls.docx_form import FormLook, form_table, grounds
from assistcheck.reports.shortfalls.docx_package import empty_document, named, parsed
from assistcheck.reports.shortfalls.notice_blocks import Block, Details, Piece, ReplyForm, Signature

if TYPE_CHECKING:
    from docx.document import Document

_LINE = 579
"""Twips of a line: 225 mm hold 22 of them."""
_GRID = -850
"""What the grid takes from a character of size 3 (三号), in 1/4096 pt: 156 mm hold 28 of them."""
_TIGHT = -5
"""The same in twips, said of the characters themselves: some readers give a character that exceeds its cell two of them."""
_MM = 1440 / 25.4
"""Twips of a millimetre."""
_LATIN = "Times New Roman"
_FONTS = {
    "方正小标宋简体": "小标宋,华文中宋,宋体,Noto Serif CJK SC",
    "仿宋_GB2312": "仿宋,FangSong,华文仿宋,Noto Serif CJK SC",
    "楷体_GB2312": "楷体,KaiTi,华文楷体,Noto Serif CJK SC",
    "黑体": "SimHei,Noto Sans CJK SC",
    "宋体": "SimSun,Noto Serif CJK SC",
}
"""Each font that the standard asks for, and what stands in for it where it is not installed."""
TITLE, BODY, KAI, HEI, SONG = _FONTS

_FROM_EDGE = 4
"""Characters between the day (成文日期) and the edge."""
_CHARACTER = 315
"""Twips of a character of the text."""

Style = Literal["Normal", "Title", "Heading1", "Heading2", "Footer"]


class _Look(NamedTuple):
    font: str
    size: int
    """Points."""
    line: int
    """Twips of a line; 0: as the font needs."""
    align: str = "left"
    outline: int | None = None


_STYLES: dict[Style, _Look] = {
    "Normal": _Look(BODY, 16, _LINE),
    "Title": _Look(TITLE, 22, 720, "center"),
    "Heading1": _Look(HEI, 16, _LINE, outline=0),
    "Heading2": _Look(KAI, 16, _LINE, outline=1),
    "Footer": _Look(SONG, 14, 0),
}


def official_document() -> Document:
    """Return an empty A4 document: 版心 156 × 225 mm, 天头 37 mm, 订口 28 mm, 22 lines of 28 characters."""
    document = empty_document()
    _lay_out(document)
    styles = {style.element.get(named("w:styleId")): style.element for style in document.styles}
    for ident, look in _STYLES.items():
        _restyle(styles[ident], look)
    _name_fonts(document)
    _number_pages(document)
    return document


def _lay_out(document: Document) -> None:
    from docx.shared import Mm  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(22)
    properties = document.element.body.sectPr
    for grid in properties.findall(named("w:docGrid")):
        properties.remove(grid)
    properties.append(parsed(f'<w:docGrid w:type="linesAndChars" w:linePitch="{_LINE}" w:charSpace="{_GRID}"/>'))


def _restyle(element: Any, look: _Look) -> None:  # noqa: ANN401
    """Give a style its font, size, line and alignment, and nothing of the ones it had."""
    for name in ("w:pPr", "w:rPr"):
        for old in element.findall(named(name)):
            element.remove(old)
    line = f'w:line="{look.line}" w:lineRule="exact"' if look.line else 'w:line="240" w:lineRule="auto"'
    level = "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>'
    keep = "" if look.outline is None else "<w:keepNext/>"
    element.append(
        parsed(
            f'<w:pPr>{keep}<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
            f'<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" {line}/><w:jc w:val="{look.align}"/>{level}</w:pPr>'
        )
    )
    element.append(
        parsed(
            f'<w:rPr>{_fonts(look.font)}<w:snapToGrid w:val="0"/><w:color w:val="000000"/><w:spacing w:val="{_TIGHT}"/>'
            f'<w:sz w:val="{look.size * 2}"/><w:szCs w:val="{look.size * 2}"/></w:rPr>'
        )
    )


def _fonts(font: str) -> str:
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{font}" w:cs="{_LATIN}"/>'


def _name_fonts(document: Document) -> None:
    """Name substitutes for each font, so that a machine without it takes one of the same kind."""
    part: Any = next(one for one in document.part.package.iter_parts() if one.partname.endswith("/fontTable.xml"))
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in _FONTS.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")  # noqa: SLF001 - it has no words for fonts


def _number_pages(document: Document) -> None:
    """Put — 1 — at the outer side of each foot, a character from the edge: right on odd pages, left on even ones."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for foot, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        element: Any = foot._element  # noqa: SLF001 - the footer's XML
        for paragraph in list(element):
            element.remove(paragraph)
        number = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        indent = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/>'
        dash = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
        runs = dash.format("— ") + number + dash.format(" —")
        element.append(parsed(f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{indent}</w:pPr>{runs}</w:p>'))


# --- what a document holds ----------------------------------------------------------------------


def paragraph(
    text: str, style: Style = "Normal", *, label: str = "", indent: bool = True, new_page: bool = False, keep: bool = False
) -> str:
    """Return a paragraph as XML.

    Args:
        text: What it says.
        style: Its style.
        label: Words before ``text`` in 黑体.
        indent: Begin the first line two characters in.
        new_page: Begin a page.
        keep: Stay on the page of what follows.
    """
    properties = f'<w:pStyle w:val="{style}"/>' + ("<w:keepNext/>" if keep else "")
    properties += "<w:pageBreakBefore/>" if new_page else ""
    properties += '<w:ind w:firstLineChars="200" w:firstLine="630"/>' if indent else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{_run(label, HEI) if label else ''}{_run(text)}</w:p>"


def centred(text: str) -> str:
    """Return a line in the middle, as XML."""
    return f'<w:p><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr>{_run(text)}</w:p>'


def signature(text: str, *, keep: bool = False, room: float = _FROM_EDGE) -> str:
    """Return a line at the right, as XML; ``keep``: on the page of what follows, ``room``: characters from the edge."""
    place = f'<w:ind w:rightChars="{int(room * 100)}" w:right="{int(room * _CHARACTER)}"/><w:jc w:val="right"/>'
    return f"<w:p><w:pPr>{'<w:keepNext/>' if keep else ''}{place}</w:pPr>{_run(text)}</w:p>"


END = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""The paragraph that has to follow a table at the end of a document, as low as can be, so that it never begins a page."""


def table(titles: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], room: int) -> str:
    """Return a table with lines, as XML, whose header is repeated on each page.

    Args:
        titles: The header.
        rows: The texts of each row; a row is never broken over two pages.
        widths: Widths of the columns in mm.
        room: The least height of a row in mm.
    """
    twips = [int(width * _MM) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    head = _row(titles, twips, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", HEI)
    height = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{int(room * _MM)}" w:hRule="atLeast"/></w:trPr>'
    body = "".join(_row(row, twips, height, BODY) for row in rows)
    width = f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>{width}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>'


def _row(texts: Sequence[str], widths: Sequence[int], properties: str, font: str) -> str:
    cells = "".join(_cell(text, width, font) for text, width in zip(texts, widths, strict=True))
    return f"<w:tr>{properties}{cells}</w:tr>"


def _cell(text: str, width: int, font: str) -> str:
    align = "center" if font == HEI or len(text) < 4 else "left"
    properties = f'<w:pPr><w:spacing w:line="360" w:lineRule="exact"/><w:jc w:val="{align}"/></w:pPr>'
    place = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
    return f"<w:tc>{place}<w:p>{properties}{_run(text, font, 12)}</w:p></w:tc>"


def _run(text: str, font: str = "", size: float = 0) -> str:
    look = (_fonts(font) if font else '<w:rFonts w:hint="eastAsia"/>') + (
        f'<w:sz w:val="{int(size * 2)}"/><w:szCs w:val="{int(size * 2)}"/>' if size else ""
    )
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


# --- what a list is made of ---------------------------------------------------------------------

_COLUMNS = (510, 2410, 1191, 1587, 1332, 1814)
"""Widths of the form's columns in twips: 9, 42.5, 21, 28, 23.5 and 32 mm, 156 in all."""
_ROOM = 9
"""The least height of a row to write in, in mm."""
_SMALL = 10.5
"""Points of the tables (五号)."""
_TITLE_LINE, _TITLE_CHARACTER, _TITLE_SPARE = 19, 440, 0.9
"""Characters of the title that a line surely holds, twips of each, and what a line has beyond them."""
_LINE_WIDTH = 8844
"""Twips of a line."""
_EMPTY = paragraph("", indent=False)
_GAP = paragraph("", indent=False, keep=True)
"""An empty line that stays with what follows: no page holds the sender alone."""
_LOW = '<w:p><w:pPr><w:spacing w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
"""The room below a table."""


def _in_table(text: str, stands_out: bool) -> str:  # noqa: FBT001 - the one way in which runs differ
    return _run(text, HEI if stands_out else BODY, _SMALL)


_LOOK = FormLook(
    widths=_COLUMNS,
    room=int(_ROOM * _MM),
    spacing='<w:spacing w:before="20" w:after="20" w:line="280" w:lineRule="exact"/>',
    apart='<w:spacing w:before="120" w:after="20" w:line="280" w:lineRule="exact"/>',
    mark="\u3000",
    run=_in_table,
)


def drawn(piece: Piece) -> Iterator[str]:
    """Yield what draws a piece: paragraphs and tables as XML."""
    match piece:
        case ReplyForm():
            yield from (_LOW, form_table(piece, _LOOK), _LOW)
        case Details():
            yield from (*grounds(piece, _LOOK), _LOW)
        case Block("number"):
            yield centred(piece.text)
        case Block("title"):
            yield _title(piece.text)
        case Block("addressee"):
            yield from (_EMPTY, paragraph(piece.text, indent=False))
        case Block("section"):
            yield paragraph(piece.text, "Heading1")
        case Block("last" | "closing"):
            yield paragraph(piece.text, keep=True)
        case Signature():
            yield from (_GAP, *_signed(piece))
        case Block("sender"):
            yield from (_GAP, _GAP, signature(piece.text, keep=True))
        case Block("day"):
            yield signature(piece.text)
        case _:
            yield paragraph(piece.text, label=piece.label)


def _signed(signed: Signature) -> Iterator[str]:
    """Yield who sends it in the middle above the day, which stands four characters from the edge where there is room."""
    wider = (_characters(signed.sender) - _characters(signed.day)) / 2
    day = max(_FROM_EDGE, wider)
    yield signature(signed.sender, keep=True, room=day - wider)
    yield signature(signed.day, keep=True, room=day)


def _characters(text: str) -> float:
    """Return how wide a text is, in Chinese characters."""
    return sum(0.5 if mark.isascii() else 1 for mark in text)


def _title(text: str) -> str:
    """Return the title; one that needs two lines is narrowed, so that it breaks where a word ends."""
    width = _characters(text)
    if width <= _TITLE_LINE:
        return paragraph(text, "Title", indent=False)
    head = text[: text.rfind("的") + 1]
    if not 0 < width - _characters(head) < _characters(head) <= _TITLE_LINE:
        head = text[: -(-len(text) // -(-int(width) // _TITLE_LINE))]
    room = int((_LINE_WIDTH - (_characters(head) + _TITLE_SPARE) * _TITLE_CHARACTER) / 2)
    indent = f'<w:ind w:left="{max(room, 0)}" w:right="{max(room, 0)}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="Title"/>{indent}</w:pPr>{_run(text)}</w:p>'
