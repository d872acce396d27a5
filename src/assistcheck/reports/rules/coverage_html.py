"""A document with what stands behind each sentence, as one HTML page without scripts."""

from __future__ import annotations

from html import escape

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.pack_tools.coverage import STANDINGS, Coverage, Marked
from assistcheck.reports import View
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.html.security import HTML_LANG, style_policy
from assistcheck.reports.rules.coverage import SIGNS

_TITLE = LocalizedText("{title}：逐句覆盖情况", "{title}: what stands behind each sentence")
_COUNTED = LocalizedText("{n} 句", "{n} sentences")
_STYLE = """
:root { color-scheme: light dark; font: 16px/1.8 system-ui, sans-serif; }
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
p { margin: 0.2rem 0; padding: 0.1rem 0.6rem; border-left: 0.3rem solid transparent; }
p.heading { font-weight: bold; margin-top: 1rem; }
p.rule { border-color: #1b7f4b; background: rgb(27 127 75 / 12%); }
p.attested { border-color: #1769aa; background: rgb(23 105 170 / 12%); }
p.judged { border-color: #8a6d00; background: rgb(138 109 0 / 10%); }
p.none { border-color: #b3261e; background: rgb(179 38 30 / 10%); }
small { margin-left: 0.6rem; font-weight: bold; white-space: nowrap; }
table { border-collapse: collapse; margin-bottom: 1.5rem; }
td { padding: 0 1rem 0 0; }
td:last-child { text-align: right; }
"""


def coverage_html(coverage: Coverage, view: View) -> str:
    """Return the whole document as a page, each sentence marked by colour and by a sign, and how many there are of each."""
    lang = view.lang
    title = _text(_TITLE.text(lang).format(title=coverage.pack.manifest.title.text(lang)))
    policy = style_policy(_STYLE)
    legend = "".join(
        f"<tr><td>{SIGNS[standing]}</td><td>{_text(STANDINGS[standing].text(lang))}</td>"
        f"<td>{_COUNTED.text(lang).format(n=number)}</td></tr>"
        for standing, number in coverage.counts.items()
    )
    own = HTML_LANG[coverage.pack.manifest.languages[0]]
    body = "\n".join(_sentence(one, lang) for one in coverage.sentences)
    return (
        f'<!DOCTYPE html>\n<html lang="{HTML_LANG[lang]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<table>{legend}</table>\n"
        f'<main lang="{own}">\n{body}\n</main>\n</body>\n</html>\n'
    )


def _sentence(one: Marked, lang: Lang) -> str:
    marks = "".join(
        f'<small title="{_text(mark.title.text(lang))}">{_text(mark.rule or STANDINGS[mark.standing].text(lang))}</small>'
        for mark in one.marks
    )
    word = _text(STANDINGS[one.standing].text(lang))
    sign = f'<span title="{word}">{SIGNS[one.standing]}</span> ' if SIGNS[one.standing] else ""
    return f'<p class="{one.standing}">{sign}{_text(one.sentence.text)}{marks}</p>'


def _text(text: str) -> str:
    return escape(visible(text))
