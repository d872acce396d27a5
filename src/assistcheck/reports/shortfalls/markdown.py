"""A shortfall list as Markdown: the notice as headings and paragraphs, the reply as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistcheck.reports import View
from assistcheck.reports.common.escaping import md_text
from assistcheck.reports.shortfalls.grouping import ShortfallList
from assistcheck.reports.shortfalls.notice import Block, Table, outline

_HEADINGS = {"title": "# ", "section": "## ", "subsection": "### "}
_PAPER = ("sender", "day", "annex", "annexes")
"""Blocks that only a document on paper has."""


def to_md(one: ShortfallList, view: View) -> str:
    """Return a list as Markdown."""
    return "\n".join(line for block in outline(one, view.lang) for line in _drawn(block))


def _drawn(block: Block | Table) -> Iterator[str]:
    match block:
        case Table():
            yield from (_line(block.titles), f"|{' --- |' * len(block.titles)}")
            yield from map(_line, block.rows)
            yield ""
        case Block(kind) if kind in _PAPER:
            return
        case Block(kind) if kind in _HEADINGS:
            yield from (_HEADINGS[kind] + md_text(block.text), "")
        case Block("addressee"):
            yield from (_strong(block.text), "")
        case _:
            yield from (_strong(block.label) + md_text(block.text), "")


def _strong(label: str) -> str:
    """Return a label in bold; its colon stays outside, where it ends the bold in every reader."""
    bare = label.rstrip("： :")
    return f"**{md_text(bare)}**{label[len(bare) :]}" if bare else ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(md_text, cells))} |"
