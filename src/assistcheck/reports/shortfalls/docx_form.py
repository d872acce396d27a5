"""The form and the grounds of notices and letters as XML: the items with room to answer each, and what they rest on.

No row is broken over two pages, headers are repeated on each, an item stays with its room, and a ground with its first item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from assistcheck.reports.shortfalls.notice_blocks import Details, FormRow, ReplyForm

_KEEP = "<w:keepNext/>"
_WHOLE = "<w:keepLines/>"
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
_MARGINS = "".join(f'<w:{side} w:w="50" w:type="dxa"/>' for side in ("left", "right"))


class FormLook(NamedTuple):
    """How a layout draws the tables."""

    widths: tuple[int, int, int, int, int, int]
    """Of number, duty, have, need, gap and due, in twips. Measures are as wide as duty and have together."""
    room: int
    """The least height of a row to write in, in twips."""
    spacing: str
    """The ``w:spacing`` of a paragraph in a cell."""
    apart: str
    """The same of one with room above."""
    mark: str
    """What stands between a title and the text behind it."""
    run: Callable[[str, bool], str]
    """Makes a run of a text; the other argument: whether it stands out."""


class _Cell(NamedTuple):
    """One cell of a row."""

    paragraphs: Sequence[str]
    """The runs of each."""
    width: int
    span: int = 1
    merge: str = ""
    """``restart`` or ``continue``, of a cell that reaches over several rows."""
    align: str = "left"


def form_table(form: ReplyForm, look: FormLook) -> str:
    """Return the table of the items, each with a row to answer it."""
    return _table(look.widths, [*_form_head(form, look), *(row for item in form.rows for row in _item(item, look))])


def grounds(details: Details, look: FormLook) -> Iterator[str]:
    """Yield the grounds as paragraphs: what the document says, shaded, with the first of its entries, then the others."""
    for group in details.groups:
        said = [look.run(label, True) + look.run(text, False) for label, text in group.notes]
        if group.title:
            said[:1] = [look.run(group.title + (look.mark if said else ""), True) + "".join(said[:1])]
        for number, runs in enumerate(said):
            spacing = look.spacing if number else look.apart
            yield f"<w:p><w:pPr>{_KEEP if group.entries else ''}{_WHOLE}{_SHADE}{spacing}</w:pPr>{runs}</w:p>"
        for entry in group.entries:
            label = look.run(entry.label, True) if entry.label else ""
            yield f"<w:p><w:pPr>{_WHOLE}{look.spacing}</w:pPr>{label}{look.run(entry.text, False)}</w:p>"


def _form_head(form: ReplyForm, look: FormLook) -> Iterator[str]:
    """Yield the two rows of the header: what is owed, and what is to be answered."""

    def cell(text: str, width: int, **how: object) -> _Cell:
        return _Cell([look.run(text, True)], width, align="center", **how)  # type: ignore[arg-type]

    number, *others = zip(form.heads, look.widths, strict=True)
    yield _row([cell(*number, merge="restart"), *(cell(*one) for one in others)], look, "<w:tblHeader/>", keep=True)
    first, *rest = zip(form.reply, _reply_widths(look), strict=True)
    merged = _Cell([""], look.widths[0], merge="continue")
    yield _row([merged, cell(*first, span=2), *(cell(*one) for one in rest)], look, "<w:tblHeader/>", keep=True)


def _reply_widths(look: FormLook) -> tuple[int, ...]:
    _, duty, have, *others = look.widths
    return (duty + have, *others)


def _item(item: FormRow, look: FormLook) -> Iterator[str]:
    """Yield the row of an item, which stays with the row to answer it."""
    duty = look.run(item.duty, True) + look.run(item.tail, False)
    figures = zip((item.have, item.need, item.gap, item.due), look.widths[2:], strict=True)
    cells = [
        _Cell([look.run(item.number, False)], look.widths[0], merge="restart", align="center"),
        _Cell([duty], look.widths[1]),
        *(_Cell([look.run(text, False)], width, align="center") for text, width in figures),
    ]
    yield _row(cells, look, keep=True)
    first, *rest = _reply_widths(look)
    room = [_Cell([""], look.widths[0], merge="continue"), _Cell([""], first, span=2), *(_Cell([""], one) for one in rest)]
    yield _row(room, look, f'<w:trHeight w:val="{look.room}" w:hRule="atLeast"/>')


def _table(widths: Sequence[int], rows: Iterable[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = (
        f'<w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar>'
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _row(cells: Iterable[_Cell], look: FormLook, properties: str = "", *, keep: bool = False) -> str:
    """Return a row that is never broken; ``keep``: on the page of the row below."""
    drawn = "".join(_cell(cell, look, _KEEP if keep else "") for cell in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{drawn}</w:tr>"


def _cell(cell: _Cell, look: FormLook, keep: str) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    place = f'<w:tcW w:w="{cell.width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/>'
    how = f'{keep}{look.spacing}<w:jc w:val="{cell.align}"/>'
    return (
        f"<w:tc><w:tcPr>{place}</w:tcPr>{''.join(f'<w:p><w:pPr>{how}</w:pPr>{runs}</w:p>' for runs in cell.paragraphs)}</w:tc>"
    )
