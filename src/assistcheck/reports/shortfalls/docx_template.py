"""A shortfall list in a template of one's own: a .docx with {{ name }}, {% for item in items %} and the like in its text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from assistcheck.errors import UsageError
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.output_marker import with_mark
from assistcheck.reports import View
from assistcheck.reports.common import item_phrases as phrases
from assistcheck.reports.common.day_words import long_day, period_up_to
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.item_phrases import day_words
from assistcheck.reports.common.names import joined
from assistcheck.reports.common.open_items import Item
from assistcheck.reports.shortfalls.docx_package import saved
from assistcheck.reports.shortfalls.file_words import FileWords
from assistcheck.reports.shortfalls.grouping import ShortfallList
from assistcheck.reports.shortfalls.messages import counts_words, remarks
from assistcheck.reports.shortfalls.notice import title_of
from assistcheck.rules.labels import LEVELS
from assistcheck.rules.model import RulePack

_TEXTS = (
    *("clause", "whom", "debtor", "status", "have", "need", "gap", "pace", "missing", "due", "per_month", "reading"),
    "reason",
)
"""The words of an item that a template finds under the same names."""


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
        document.render(context_of(one, view), jinja_env=surroundings)
        core = document.docx.core_properties
        core.keywords = with_mark(core.keywords)
        core.created = core.modified = datetime.combine(one.as_of, time())
        return saved(document)
    except Exception as error:  # noqa: BLE001 - a template can be wrong in as many ways as a program
        raise UsageError(_why_not(error)) from None


_WRONG = {
    "UndefinedError": LocalizedText("用到了没有的名称；可用的名称见文档", "it asks for what there is not"),
    "TemplateSyntaxError": LocalizedText("{{ }} 或 {% %} 的写法有误", "what stands in {{ }} or {% %} is not well written"),
    "SecurityError": LocalizedText("用到了不允许的内容", "it asks for what is not allowed"),
}
_NO_DOCUMENT = LocalizedText("不是能打开的 .docx 文件，或不能套用", "it is no .docx that can be opened, or cannot be filled in")


def _why_not(error: Exception) -> LocalizedText:
    """Return what is wrong with a template, with the words between quotation marks that the error names."""
    kind = next((one.__name__ for one in type(error).__mro__ if one.__name__ in _WRONG), "")
    what = _WRONG.get(kind, _NO_DOCUMENT)
    named = visible(", ".join(re.findall(r"'([^']{1,80})'", str(error)))) if kind else ""
    zh, en = (f"（{named}）", f" ({named})") if named else ("", "")
    return LocalizedText(f"--template 的模板不能用：{what.zh}{zh}", f"the template of --template cannot be used: {what.en}{en}")


def context_of(one: ShortfallList, view: View) -> dict[str, Any]:
    """Return what a template can name.

    These are title, period, name, day, source, counts, remarks, items, unjudged, waived, problems, the region by the id of its
    kind, and what the letter says of itself: issuer, contact, reply_by, issued_on, document_number; empty where not given.
    """
    lang, pack, files = view.lang, one.report.pack, FileWords(one)
    return {
        "title": title_of(one, view),
        "period": period_up_to(one.as_of, pack).text(lang),
        "name": one.addressee,
        pack.subjects.roles.region: joined(one.regions, pack),
        "day": day_words(one.as_of).text(lang),
        "source": visible(pack.manifest.title.text(lang)),
        "counts": counts_words(one, lang),
        "remarks": [remark.text(lang) for remark in remarks(one)],
        "items": _items(one.items, lang, files),
        "unjudged": _items(one.unjudged, lang, files),
        "waived": _items(one.waived, lang, files),
        "problems": [words.text(lang) for words in files.problems(one.problems)],
        **_terms(view, pack),
    }


def _terms(view: View, pack: RulePack) -> dict[str, str]:
    """Return what the letter says of itself."""
    letter = view.letter
    days = {"reply_by": letter.reply_by, "issued_on": letter.issued_on}
    found = {name: long_day(day, pack).text(view.lang) if day else "" for name, day in days.items()}
    return {**found, "issuer": letter.issuer, "contact": letter.contact, "document_number": letter.document_number}


def _items(items: Iterable[Item], lang: Lang, files: FileWords) -> list[dict[str, Any]]:
    return [{"number": number, **_item(item, lang, files)} for number, item in enumerate(items, 1)]


def _item(item: Item, lang: Lang, files: FileWords) -> dict[str, Any]:
    outcome, pack = item.outcome, files.pack
    rule = outcome.rule
    lists = {
        "counted": phrases.counted_words(outcome.evidence, files.names),
        "left_out": phrases.left_out_words(outcome, files.names, pack),
        "near": [phrases.near_words(miss, rule, files.names, pack) for miss in outcome.near],
        "problems": files.problems(item.problems),
    }
    return {
        "rule": rule.id,
        "title": rule.title.text(lang),
        "level": LEVELS[rule.level].text(lang),
        "quote": rule.quote,
        "criterion": rule.criterion.text(lang),
        **{name: getattr(item.words, name).text(lang) for name in _TEXTS},
        **{name: [text.text(lang) for text in texts] for name, texts in lists.items()},
    }
