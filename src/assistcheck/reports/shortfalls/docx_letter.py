"""A plain letter for python-docx: the page that it begins with, one font, page numbers, and a table for the reply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from assistcheck.reports.shortfalls.docx_form import FormLook, form_table, grounds
from assistcheck.reports.shortfalls.docx_package import empty_document, named, parsed
from assistcheck.reports.shortfalls.notice_blocks import Block, Details, Piece, ReplyForm, Signature

if TYPE_CHECKING:
    from docx.document import Document

_FONT, _CHINESE = "Calibri", "宋体"
_SMALL = 20
"""Half points of the tables."""
_WIDTH = 6.5
"""Inches of a line, on either paper."""
END = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""The paragraph that has to follow a table at the end of a document, as low as can be."""


class _Look(NamedTuple):
    size: int
    """Half points."""
    before: int
    """Twips of room above."""
    after: int
    bold: bool = False
    outline: int | None = None


_STYLES: dict[str, _Look] = {
    "Normal": _Look(22, 0, 120),
    "Title": _Look(32, 0, 240, bold=True),
    "Heading1": _Look(26, 240, 120, bold=True, outline=0),
    "Heading2": _Look(22, 160, 60, bold=True, outline=1),
    "Footer": _Look(20, 0, 0),
}


def letter(*, american: bool) -> Document:
    """Return an empty letter with lines of 6.5 inches, on US Letter or else on A4."""
    from docx.shared import Inches, Length, Mm  # noqa: PLC0415 - only where a document is written

    document = empty_document()
    section = document.sections[0]
    if not american:
        section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Inches(1)
    section.left_margin = section.right_margin = Length((int(section.page_width or 0) - Inches(_WIDTH)) // 2)
    styles = {style.element.get(named("w:styleId")): style.element for style in document.styles}
    for ident, look in _STYLES.items():
        _restyle(styles[ident], look)
    foot: Any = section.footer._element  # noqa: SLF001 - the footer's XML
    for paragraph in list(foot):
        foot.remove(paragraph)
    number = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    foot.append(parsed(f'<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>{number}</w:p>'))
    return document


def _restyle(element: Any, look: _Look) -> None:  # noqa: ANN401 - an XML element
    """Give a style its font, size and room, and nothing of the ones it had."""
    for name in ("w:pPr", "w:rPr"):
        for old in element.findall(named(name)):
            element.remove(old)
    level = "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>'
    keep = "" if look.outline is None else "<w:keepNext/>"
    spacing = f'<w:spacing w:before="{look.before}" w:after="{look.after}"/>'
    fonts = f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_CHINESE}" w:cs="{_FONT}"/>'
    bold = "<w:b/>" if look.bold else ""
    element.append(parsed(f"<w:pPr>{keep}{spacing}{level}</w:pPr>"))
    element.append(parsed(f'<w:rPr>{fonts}{bold}<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/></w:rPr>'))


def table(titles: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], room: int) -> str:
    """Return a table with lines, as XML, whose header is repeated on each page; no row is broken over two pages.

    Args:
        titles: The header.
        rows: The texts of each row.
        widths: Widths of the columns in twips.
        room: The least height of a row in twips.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(titles, widths, "<w:tblHeader/>", bold=True)
    body = "".join(_row(row, widths, f'<w:trHeight w:val="{room}" w:hRule="atLeast"/>') for row in rows)
    properties = f'<w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"


def _row(texts: Sequence[str], widths: Sequence[int], properties: str, *, bold: bool = False) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr>{_run(text, bold=bold, size=_SMALL)}</w:p></w:tc>'
        for text, width in zip(texts, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>"


def _run(text: str, *, bold: bool = False, size: int = 0) -> str:
    look = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


# --- what a letter is made of ---------------------------------------------------------------------

_COLUMNS = (600, 2860, 1400, 1600, 1400, 1500)
"""Widths of the form's columns in twips: 6.5 inches in all."""
_ROOM = 540
"""The least height of a row to write in, in twips."""
_GAP = '<w:p><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="0" w:line="700" w:lineRule="exact"/></w:pPr></w:p>'
"""Room for a signature."""
_LOW = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:p>'
"""The room below a table."""


def _in_table(text: str, stands_out: bool) -> str:  # noqa: FBT001 - the one way in which runs differ
    return _run(text, bold=stands_out, size=_SMALL)


_LOOK = FormLook(
    widths=_COLUMNS,
    room=_ROOM,
    spacing='<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>',
    apart='<w:spacing w:before="100" w:after="20" w:line="240" w:lineRule="auto"/>',
    mark=" \u2013 ",
    run=_in_table,
)


def drawn(piece: Piece) -> Iterator[str]:
    """Yield what draws a piece: paragraphs and tables as XML."""
    match piece:
        case ReplyForm():
            yield from (form_table(piece, _LOOK), _LOW)
        case Details():
            yield from (*grounds(piece, _LOOK), _LOW)
        case Signature():
            sender, day = Block("sender", piece.sender), Block("day", piece.day)
            yield from (_GAP, _paragraph(sender, keep=True), _paragraph(day, keep=True))
        case Block("letterhead"):
            yield _paragraph(piece, style="Title")
        case Block("title"):
            yield _paragraph(piece, style="Heading1")
        case Block("section"):
            yield _paragraph(piece, style="Heading1")
        case Block("valediction"):
            yield from (_paragraph(piece, keep=True), _GAP)
        case Block("last" | "closing" | "sender"):
            yield _paragraph(piece, keep=True)
        case Block("enclosure"):
            yield _paragraph(piece, style="Title", new_page=True)
        case _:
            yield _paragraph(piece)


def _paragraph(block: Block, *, style: str = "Normal", keep: bool = False, new_page: bool = False) -> str:
    """Return a paragraph as XML; ``keep``: on the page of what follows."""
    properties = f'<w:pStyle w:val="{style}"/>' + ("<w:keepNext/>" if keep else "")
    properties += "<w:pageBreakBefore/>" if new_page else ""
    label = _run(block.label, bold=True) if block.label else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{label}{_run(block.text)}</w:p>"
