"""A shortfall list as one HTML page that works offline and runs nothing."""

from __future__ import annotations

from functools import cache

from jinja2 import Template
from markupsafe import Markup

from assistcheck.reports import View
from assistcheck.reports.html.security import HTML_LANG, environment, joined, style_policy
from assistcheck.reports.shortfalls.grouping import ShortfallList
from assistcheck.reports.shortfalls.messages import WORDS
from assistcheck.reports.shortfalls.notice import outline

_STYLES = ("list.css",)


def to_html(one: ShortfallList, view: View) -> str:
    """Return a list as a page in the view's language; the same list gives the same page."""
    style = joined("style", _STYLES)
    pieces = [(type(piece).__name__, piece) for piece in outline(one, view)]
    title = f"{one.name} {WORDS['list'].text(view.lang)} {one.as_of.isoformat()}"
    own = Markup(style)  # noqa: S704 - our own file
    words = {"title": title, "html_lang": HTML_LANG[view.lang]}
    return _template().render(policy=style_policy(style), style=own, pieces=pieces, **words)


@cache
def _template() -> Template:
    return environment().get_template("list.html.j2")
