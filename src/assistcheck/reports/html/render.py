"""The report as one HTML file that works offline: no network, no script or style but its own.

The templates, styles and scripts stand in ``templates/``. A strict Content-Security-Policy names the inline blocks by
their SHA-256, so that nothing a workbook says can run or load anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup

from assistcheck import __version__
from assistcheck.audit.outcomes import STATUSES, Report
from assistcheck.reports import View
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.faulty_cells import cells_shown
from assistcheck.reports.common.phrases import where
from assistcheck.reports.common.summary import debtor_words
from assistcheck.reports.html.inline import report_script, report_style, source
from assistcheck.reports.html.messages import SIGNS
from assistcheck.reports.html.payload import GRAVE, data_text
from assistcheck.reports.html.rows import SEVERITY_ORDER, counts_words
from assistcheck.reports.html.security import HTML_LANG, environment, streamed
from assistcheck.reports.html.view_model import Page
from assistcheck.reports.tabular.messages import GRADES, READ_AS
from assistcheck.rules.labels import LEVELS
from assistcheck.submission.row_status import ROW_STATUSES


def to_html(report: Report, view: View) -> Iterator[str]:
    """Yield the report as one HTML page in the view's language; the same report gives the same page.

    Of a report that is too long for a browser it lists what is most pressing, and says where the rest is.
    """
    page = Page(report, view.lang)
    style, script = report_style(), report_script()
    data = data_text(report, page.lines, page.standing)
    blocks = {"style": Markup(style), "script": Markup(script), "data": Markup(data)}  # noqa: S704 - our own files; JSON without <
    yield from streamed(_environment(page).get_template("report.html.j2"), policy=_policy(style, script), **blocks)


def _policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy: nothing but these two blocks."""
    return (
        f"default-src 'none'; script-src {source(script)}; style-src {source(style)}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _environment(page: Page) -> Environment:
    """Return the templates' surroundings: every text is made visible, then escaped."""
    templates = environment()
    lang = page.lang
    templates.filters |= {"route": lambda text: quote(visible(text), safe="")}
    templates.globals |= {
        "page": page,
        "report": page.report,
        "pack": page.report.pack,
        "lang": lang,
        "document_lang": HTML_LANG[page.report.pack.manifest.languages[0]],
        "html_lang": HTML_LANG[lang],
        "say": page.say,
        "version": __version__,
        "status_word": {status: words.text(lang) for status, words in STATUSES.items()},
        "sign": {status: words.text(lang) for status, words in SIGNS.items()},
        "level_word": {level: words.text(lang) for level, words in LEVELS.items()},
        "kind_word": {kind.id: kind.name.text(lang) for kind in page.report.pack.subjects.kinds},
        "grade_word": {grade: words.text(lang) for grade, words in GRADES.items()},
        "read_word": {status: words.text(lang) for status, words in READ_AS.items()},
        "gravity": SEVERITY_ORDER,
        "grave": GRAVE,
        "fates": ROW_STATUSES,
        "debtor": lambda subject: debtor_words(subject).text(lang),
        "where": lambda place: where(place, lang),
        "cells_shown": cells_shown,
        "counts_words": lambda counts: counts_words(counts, lang),
    }
    return templates
