"""An explanation as one HTML page that works offline and runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from jinja2 import Template
from markupsafe import Markup

from assistcheck import __version__
from assistcheck.audit.explanation import Explained
from assistcheck.reports import View
from assistcheck.reports.explanation.document import Grid, Heading, Line, Part, Title, explained_parts
from assistcheck.reports.explanation.messages import WORDS
from assistcheck.reports.html.inline import explanation_style
from assistcheck.reports.html.security import HTML_LANG, environment, style_policy

_AT_ONCE = 20
"""Rows of a table from which on it is folded, so that the verdict below it is not far; nothing is left out."""

Piece = str | list[Line] | Grid
"""A sentence, lines with their labels, or a table."""


class _Section(NamedTuple):
    """One link of the chain; what stands before the first has no heading."""

    heading: str
    pieces: list[Piece]


class _Chain(NamedTuple):
    """One verdict, from the document's words to what would meet the duty."""

    title: Title
    sections: list[_Section]


def to_html(explained: Explained, view: View) -> str:
    """Return the chain as a page in the view's language, every row of it; the same explanation gives the same page."""
    style, pack = explanation_style(), explained.report.pack
    sentences, chains = _chains(explained_parts(explained, view.lang, everything=True))
    return _template().render(
        policy=style_policy(style),
        style=Markup(style),  # noqa: S704 - our own file
        title=" ".join(sentences) or chains[0].title.text,
        chains=chains,
        html_lang=HTML_LANG[view.lang],
        document_lang=HTML_LANG[pack.manifest.languages[0]],
        lang=view.lang,
        pack=pack,
        as_of=explained.report.as_of.isoformat(),
        version=__version__,
        at_once=_AT_ONCE,
        row_by_row=lambda number: WORDS["row_by_row"].text(view.lang).format(n=number),
    )


def _chains(parts: Iterable[Part]) -> tuple[list[str], list[_Chain]]:
    """Return the sentences above the first title, and each title with what follows it."""
    sentences: list[str] = []
    chains: list[_Chain] = []
    for title, rest in _split(parts, Title):
        if isinstance(title, Title):
            chains.append(_Chain(title, [*_sections(rest)]))
        else:
            sentences += [part.text for part in rest if isinstance(part, Line)]
    return sentences, chains


def _sections(parts: Iterable[Part]) -> Iterator[_Section]:
    for heading, rest in _split(parts, Heading):
        yield _Section(heading.text if isinstance(heading, Heading) else "", [*_pieces(rest)])


def _split(parts: Iterable[Part], kind: type[Title | Heading]) -> Iterator[tuple[Part | None, list[Part]]]:
    """Yield each part of a kind with those that follow it; ``None`` with those before the first, if there are any."""
    head: Part | None = None
    rest: list[Part] = []
    for part in parts:
        if isinstance(part, kind):
            if head or rest:
                yield head, rest
            head, rest = part, []
        else:
            rest.append(part)
    yield head, rest


def _pieces(parts: Iterable[Part]) -> Iterator[Piece]:
    """Yield sentences and tables one by one, and the labelled lines between them together."""
    for is_labelled, found in groupby(parts, lambda part: isinstance(part, Line) and bool(part.label)):
        if is_labelled:
            yield [part for part in found if isinstance(part, Line)]
            continue
        for part in found:
            match part:
                case Line():
                    yield part.text
                case Grid():
                    yield part


@cache
def _template() -> Template:
    surroundings = environment()
    surroundings.tests |= {"text": lambda piece: isinstance(piece, str), "grid": lambda piece: isinstance(piece, Grid)}
    return surroundings.get_template("explanation.html.j2")
