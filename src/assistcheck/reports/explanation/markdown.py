"""An explanation as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistcheck.audit.explanation import Explained
from assistcheck.reports import View
from assistcheck.reports.common.escaping import md_text
from assistcheck.reports.explanation.document import Grid, Heading, Line, Title, explained_parts


def to_md(explained: Explained, view: View) -> str:
    """Return the chain as Markdown, every row of it."""
    lines: list[str] = []
    for part in explained_parts(explained, view.lang, everything=True):
        match part:
            case Title():
                lines += [f"# {md_text(part.text)}", ""]
            case Heading():
                lines += ["", f"## {md_text(part.text)}", ""]
            case Line(label="", text=text):
                lines += [md_text(text), ""]
            case Line(label=label, text=text):
                shown = f"**{md_text(text)}**" if part.strong else md_text(text)
                lines.append(f"- {md_text(label)}{'：' if view.lang == 'zh' else ': '}{shown}")
            case Grid():
                lines += ["", *_grid(part)]
    return "\n".join(_single(lines)) + "\n"


def _grid(grid: Grid) -> Iterator[str]:
    yield f"| {' | '.join(map(md_text, grid.headers))} |"
    yield f"|{' --- |' * len(grid.headers)}"
    for row in grid.rows:
        yield f"| {' | '.join(map(md_text, row))} |"
    yield ""


def _single(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines with one blank where several stand together."""
    last = ""
    for line in lines:
        if line or last:
            yield line
        last = line
