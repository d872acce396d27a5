"""Why a row does not count, in words: its fate, the cell that excludes it, or the period it falls in."""

from __future__ import annotations

from assistcheck.i18n import LANGUAGES, LocalizedText
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.measure_phrases import header_of
from assistcheck.reports.common.phrases import period_name
from assistcheck.reports.common.subject_phrases import kind_name
from assistcheck.rules.model import Rule, RulePack
from assistcheck.submission.row_status import ROW_STATUS_TEXTS

_NOT_NEWEST = LocalizedText("不是最新一年的数", "not of the newest year")
_OTHER_PERIOD = LocalizedText("属于 {period}，不在已到期的时段之内", "of {period}, which is not a period that has ended")
_BLANK = LocalizedText("“{header}”空缺", '"{header}" is blank')
_CELL = LocalizedText("“{header}”为“{value}”，此项不计", '"{header}" is "{value}", which does not count here')
_CELL_ALONE = LocalizedText("“{header}”为“{value}”", '"{header}" is "{value}"')


def reason_words(reason: str, rule: Rule, pack: RulePack, *, briefly: bool = False) -> LocalizedText:
    """Return why a row does not count for ``rule``; ``reason`` is that of an outcome's excluded rows.

    ``briefly``: where it has been said that the row does not count.
    """
    if reason in ROW_STATUS_TEXTS:
        return ROW_STATUS_TEXTS[reason].format(reporter=kind_name(pack, pack.subjects.roles.reporting))
    if reason == "not-newest":
        return _NOT_NEWEST
    name, _, value = reason.partition("=")
    if name == "period":
        label = visible(value)
        return _OTHER_PERIOD.format(period=LocalizedText(*(period_name(label, lang, pack) for lang in LANGUAGES)))
    words = (_CELL_ALONE if briefly else _CELL) if value else _BLANK
    return words.format(header=header_of(rule.measure.ledger, name, pack), value=visible(value))
