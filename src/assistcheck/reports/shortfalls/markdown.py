"""A shortfall list as Markdown: the notice as headings and paragraphs, the form as one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistcheck.reports import View
from assistcheck.reports.common.escaping import md_text
from assistcheck.reports.shortfalls.grouping import ShortfallList
from assistcheck.reports.shortfalls.notice import outline
from assistcheck.reports.shortfalls.notice_blocks import Block, Details, Group, Piece, ReplyForm, Signature

_HEADINGS = {"title": "# ", "section": "## ", "enclosure": "## "}
_STRONG = ("addressee", "greeting", "letterhead")


def to_md(one: ShortfallList, view: View) -> str:
    """Return a list as Markdown."""
    return "\n".join(line for piece in outline(one, view) for line in _drawn(piece))


def _drawn(piece: Piece) -> Iterator[str]:
    match piece:
        case ReplyForm():
            yield from _form(piece)
        case Details():
            for group in piece.groups:
                yield from _group(group)
        case Signature():
            yield from (md_text(piece.sender), "", md_text(piece.day), "")
        case Block(kind) if kind in _HEADINGS:
            yield from (_HEADINGS[kind] + md_text(piece.text), "")
        case Block(kind) if kind in _STRONG:
            yield from (_strong(piece.text), "")
        case _:
            yield from (_strong(piece.label) + md_text(piece.text), "")


def _form(form: ReplyForm) -> Iterator[str]:
    """Yield the table, with the columns for the answer at its right."""
    heads = (*form.heads, *form.reply)
    yield from (_line(heads), f"|{' --- |' * len(heads)}")
    for row in form.rows:
        duty = md_text(row.duty) + md_text(row.tail)
        figures = map(md_text, (row.have, row.need, row.gap, row.due))
        yield f"| {' | '.join([row.number, duty, *figures, *[''] * len(form.reply)])} |"
    yield ""


def _group(group: Group) -> Iterator[str]:
    if group.title:
        yield from (f"### {md_text(group.title)}", "")
    for label, text in group.notes:
        yield from (_strong(label) + md_text(text), "")
    for entry in group.entries:
        yield f"- {_strong(entry.label)}{md_text(entry.text)}"
    yield ""


def _strong(label: str) -> str:
    """Return a label in bold; its colon stays outside, where it ends the bold in every reader."""
    bare = label.rstrip("： :")
    return f"**{md_text(bare)}**{label[len(bare) :]}" if bare else ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(md_text, cells))} |"
