"""A shortfall list in a template of one's own: a .docx with {{ name }}, {% for item in items %} and the like in its text."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from assistcheck.errors import UsageError
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports import View
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.item_phrases import day_words, problems_words
from assistcheck.reports.common.names import joined
from assistcheck.reports.common.open_items import Item
from assistcheck.reports.shortfalls.docx_package import saved
from assistcheck.reports.shortfalls.grouping import ShortfallList
from assistcheck.reports.shortfalls.messages import counts_words, remarks
from assistcheck.rules.labels import LEVELS

_TEXTS = (
    *("clause", "whom", "debtor", "status", "have", "need", "gap", "pace", "missing", "due", "per_month", "reading"),
    "reason",
)
_LISTS = ("counted", "left_out", "near", "problems")
"""The words of an item that a template finds under the same names: texts, and lists of texts."""


def filled(template: bytes, one: ShortfallList, view: View) -> bytes:
    """Return a list in the user's own template; every text is escaped, and nothing of Python can be reached from it.

    Raises:
        UsageError: docxtpl is not installed, or the template is no .docx or asks for what there is not.
    """
    try:
        from docxtpl import DocxTemplate  # noqa: PLC0415 - only where a template is given
    except ImportError:
        words = LocalizedText(
            "--template 需要 docxtpl：pip install 'assistcheck[template]'",
            "--template needs docxtpl: pip install 'assistcheck[template]'",
        )
        raise UsageError(words) from None
    from jinja2 import StrictUndefined  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    surroundings = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(context_of(one, view.lang), jinja_env=surroundings)
        return saved(document)
    except Exception as error:  # noqa: BLE001 - a template can be wrong in as many ways as a program
        why = f"{type(error).__name__}: {error}"
        raise UsageError(LocalizedText(f"模板不能用：{why}", f"the template cannot be used: {why}")) from None


def context_of(one: ShortfallList, lang: Lang) -> dict[str, Any]:
    """Return what a template can name.

    These are name, day, source, counts, remarks, items, unjudged, waived, problems, and the region by the id of its kind.
    """
    return {
        "name": one.addressee,
        one.report.pack.subjects.roles.region: joined(one.regions, one.report.pack),
        "day": day_words(one.as_of).text(lang),
        "source": visible(one.report.pack.manifest.title.text(lang)),
        "counts": counts_words(one, lang),
        "remarks": [remark.text(lang) for remark in remarks(one)],
        "items": _items(one.items, lang),
        "unjudged": _items(one.unjudged, lang),
        "waived": _items(one.waived, lang),
        "problems": [words.text(lang) for words in problems_words(one.problems, one.files)],
    }


def _items(items: Iterable[Item], lang: Lang) -> list[dict[str, Any]]:
    return [{"number": number, **_item(item, lang)} for number, item in enumerate(items, 1)]


def _item(item: Item, lang: Lang) -> dict[str, Any]:
    rule = item.outcome.rule
    return {
        "rule": rule.id,
        "title": rule.title.text(lang),
        "level": LEVELS[rule.level].text(lang),
        "quote": rule.quote,
        "criterion": rule.criterion.text(lang),
        **{name: getattr(item.words, name).text(lang) for name in _TEXTS},
        **{name: [text.text(lang) for text in getattr(item.words, name)] for name in _LISTS},
    }
