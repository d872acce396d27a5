"""A comparison as one HTML page that works offline and runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from assistcheck.comparison.changes import Comparison
from assistcheck.reports import View
from assistcheck.reports.comparison.document import Grid, Line, Part, compared_parts
from assistcheck.reports.html.security import HTML_LANG, environment, joined, streamed, style_policy

_STYLES = ("colours.css", "compare.css", "contrast.css")


class _Section(NamedTuple):
    """A heading and what stands under it."""

    heading: Line
    lines: list[Line]
    grids: list[Grid]


def to_html(compared: Comparison, view: View) -> Iterator[str]:
    """Yield the comparison as a page in the view's language, every change of it; the same comparison gives the same page."""
    style = joined("style", _STYLES)
    first, *sections = _sections(compared_parts(compared, view.lang, everything=True, quiet=view.quiet))
    own = Markup(style)  # noqa: S704 - our own file
    yield from streamed(
        environment().get_template("compare.html.j2"),
        policy=style_policy(style),
        style=own,
        title=first.lines[0].text,
        lines=first.lines[1:] if first.lines[0].is_title else first.lines,
        sections=sections,
        html_lang=HTML_LANG[view.lang],
        group_of=lambda grid: dict(grid.groups),
        is_number=lambda grid, column: grid.numbers is not None and column >= grid.numbers,
    )


def _sections(parts: Iterable[Part]) -> Iterator[_Section]:
    """Yield what stands before the first heading, and then each heading with what follows."""
    section = _Section(Line(""), [], [])
    for part in parts:
        match part:
            case Line(is_heading=True):
                yield section
                section = _Section(part, [], [])
            case Line():
                section.lines.append(part)
            case Grid():
                section.grids.append(part)
    yield section
