"""A history as one HTML page that works offline and runs nothing: lines as SVG, and the figures beneath as tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from jinja2 import Template
from markupsafe import Markup

from assistcheck import __version__
from assistcheck.comparison.history.trend import History
from assistcheck.i18n import Lang
from assistcheck.reports import View
from assistcheck.reports.history.charts import HEIGHT, WIDTH, chart_of, labels
from assistcheck.reports.history.lines import Line, region_lines, reporter_lines, whole_line
from assistcheck.reports.history.words import MARKS, MEASURES, SIGNS, WORDS, kind_words, mark_of, selection_words
from assistcheck.reports.html.security import HTML_LANG, environment, joined, streamed, style_policy

_STYLES = ("colours.css", "page.css", "tables.css", "narrow.css", "print.css", "history.css", "contrast.css")


def to_html(history: History, view: View) -> Iterator[str]:
    """Yield the history as one page in the view's language; the same history gives the same page."""
    lang = view.lang
    style = joined("style", _STYLES)
    yield from streamed(
        _template(),
        policy=style_policy(style),
        style=Markup(style),  # noqa: S704 - our own files
        history=history,
        html_lang=HTML_LANG[lang],
        lang=lang,
        version=__version__,
        say=partial(_said, lang),
        only=selection_words(history, lang),
        whole=whole_line(history),
        lists=_lists(history, lang),
        has_senders=any(point.workbooks for point in history.points),
        measures={key: words.text(lang) for key, words in MEASURES.items()},
        marks={key: words.text(lang) for key, words in MARKS.items()},
    )


def _lists(history: History, lang: Lang) -> list[tuple[str, str, list[Line]]]:
    """Return the id, the title and the lines of each list: the regions, if there are any, and those who report."""
    found = [("reporters", history.roles.reporting, [*reporter_lines(history)])]
    if history.roles.region:
        found.insert(0, ("regions", history.roles.region, [*region_lines(history)]))
    return [
        (ident, _said(lang, "by", kind=kind_words(history, kind).text(lang)), lines) for ident, kind, lines in found if lines
    ]


def _said(lang: Lang, key: str, **values: object) -> str:
    return WORDS[key].text(lang).format(**values)


@cache
def _template() -> Template:
    surroundings = environment()
    surroundings.globals |= {
        "width": WIDTH,
        "height": HEIGHT,
        "chart_of": chart_of,
        "labels": labels,
        "signs": SIGNS,
        "mark_of": mark_of,
        "count_of": getattr,
    }
    return surroundings.get_template("history.html.j2")
