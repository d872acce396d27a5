"""A comparison as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.comparison.changes import Comparison
from assistcheck.reports import View
from assistcheck.reports.common.escaping import md_text
from assistcheck.reports.comparison.document import Grid, Line, compared_parts


def to_md(compared: Comparison, view: View) -> Iterator[str]:
    """Yield the comparison as Markdown, every change of it."""
    for part in compared_parts(compared, view.lang, everything=True, quiet=view.quiet):
        match part:
            case Line(is_title=True):
                yield f"# {md_text(part.text)}\n\n"
            case Line(is_heading=True):
                yield f"## {md_text(part.text)}\n\n"
            case Line(tone="good" | "bad"):
                yield f"**{md_text(part.text)}**\n\n"
            case Line():
                yield f"{md_text(part.text)}\n\n"
            case Grid():
                yield f"| {' | '.join(map(md_text, part.headers))} |\n|{' --- |' * len(part.headers)}\n"
                groups = dict(part.groups)
                for number, row in enumerate(part.rows):
                    if name := groups.get(number):
                        yield f"| **{md_text(name)}** |{' |' * (len(row) - 1)}\n"
                    yield f"| {' | '.join(map(md_text, row))} |\n"
                yield "\n"
