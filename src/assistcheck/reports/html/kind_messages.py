"""The words of the HTML report that name kinds of subject, as the pack calls them."""

from __future__ import annotations

from collections.abc import Sequence

from assistcheck.i18n import EMPTY_TEXT, LocalizedText
from assistcheck.nouns import plural, with_article
from assistcheck.reports.common.subject_phrases import kind_header, parts_of_reporters
from assistcheck.reports.html.heatmap import central_kinds
from assistcheck.reports.html.messages import HTML_WORDS
from assistcheck.reports.terminal.messages import WORDS
from assistcheck.rules.model import RulePack
from assistcheck.rules.subjects import Kind

_OF_KINDS: dict[str, LocalizedText] = {
    "of_region": LocalizedText("所在{region}：", "{Region}: "),
    "of_reporting": LocalizedText("所属{reporting}：", "{Reporting}: "),
    "show_reporting": LocalizedText("显示{reporting}", "Show {reportings}"),
    "members": LocalizedText("本{region_short}的{members}", "{Members} of the {region}"),
    "map_local": LocalizedText("{region_short}与{reporting_short}", "{Regions} and {reportings}"),
    "map_local_about": LocalizedText(
        "每格汇总该{reporting}{parts}在一条规则下的结果，显示最需关注的状态；数字是处于这一状态的项数。"
        "{region_short}的一行汇总全{region_short}。",
        "A cell sums up what {a_reporting}{parts} under one rule, and shows the gravest status;"
        " the number is how many have it. {A_region}'s line sums up the {region}.",
    ),
    "map_central": LocalizedText("{central}", "The {central}"),
    "map_central_about": LocalizedText(
        "{central_names}承担的事项{for_others}。", "The duties of the {of_central}{for_others}."
    ),
}
"""Texts with the names of kinds in braces; in English with a capital, or in the plural, where what is in braces has that."""
_FOR_OTHERS = LocalizedText("；为{kind}承担的，写明对哪个{kind}", "; what the {whole} owes for {a_kind} stands apart")


def page_words(pack: RulePack) -> dict[str, LocalizedText]:
    """Return every text of the page; what is left in braces is filled in where the text is shown."""
    roles = pack.subjects.roles
    names = _names(pack)
    return {
        **WORDS,
        **HTML_WORDS,
        "region": kind_header(pack, roles.region),
        "reporting": kind_header(pack, roles.reporting),
        **{key: words.format(**names) for key, words in _OF_KINDS.items()},
    }


def _names(pack: RulePack) -> dict[str, LocalizedText | str]:
    """Return what stands in braces in :data:`_OF_KINDS`."""
    subjects = pack.subjects
    region, reporting = subjects.kind(subjects.roles.region), subjects.kind(subjects.roles.reporting)
    central = [subjects.kind(kind) for kind in central_kinds(subjects)]
    owed_by_others = {one.of for one in subjects.debtors}
    owing = [kind for kind in central if kind.id not in owed_by_others]
    beside = [kind for kind in central if region.id in subjects.above(kind.id)]
    english = [kind.name.en if kind.members else plural(kind.name.en) for kind in owing]
    return {
        "region": region.name,
        "Region": _capital(region.name.en),
        "Regions": _capital(plural(region.name.en)),
        "A_region": _capital(with_article(region.name.en)),
        "region_short": region.short_name,
        "reporting": reporting.name,
        "Reporting": _capital(reporting.name.en),
        "reportings": plural(reporting.name.en),
        "reporting_short": reporting.short_name,
        "a_reporting": with_article(reporting.name.en),
        "parts": _parts(pack, reporting),
        "members": _list([kind.name.zh for kind in (reporting, *beside)], "、", "和"),
        "Members": _capital(_list([plural(kind.name.en) for kind in (reporting, *beside)], ", ", " and ")),
        "central": LocalizedText(_list([kind.name.zh for kind in owing], "、", "和"), _list(english, ", the ", " and the ")),
        "central_names": "、".join(kind.members[0] if len(kind.members) == 1 else kind.name.zh for kind in owing),
        "of_central": _list(english, ", of the ", " and of the "),
        "for_others": _for_others(pack, [kind for kind in central if kind.id in owed_by_others]),
    }


def _parts(pack: RulePack, reporting: Kind) -> LocalizedText:
    """Return the kinds that are shown with whoever reports, with the verb behind them in English."""
    parts = parts_of_reporters(pack)
    if not parts:
        return LocalizedText("", " has")
    own = [kind.name.en if kind.id in reporting.belongs_to else plural(kind.name.en) for kind in parts]
    before = " and its" if len(own) == 1 else ", its"
    return LocalizedText(f"及其{'、'.join(kind.short_name.zh for kind in parts)}", f"{before} {_list(own, ', ', ' and ')} have")


def _for_others(pack: RulePack, kinds: Sequence[Kind]) -> LocalizedText:
    if not kinds:
        return EMPTY_TEXT
    whole = pack.subjects.kind(pack.subjects.roles.whole).name.en
    articles = " or ".join(with_article(kind.name.en) for kind in kinds)
    return _FOR_OTHERS.format(kind="、".join(kind.name.zh for kind in kinds), whole=whole, a_kind=articles)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _list(texts: Sequence[str], comma: str, last: str) -> str:
    """Return texts as a list: a, b and c."""
    *others, end = texts or [""]
    return f"{comma.join(others)}{last}{end}" if others else end
