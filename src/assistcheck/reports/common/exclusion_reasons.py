"""Why a row does not count, in words: its fate, the cell that excludes it, or the period it falls in."""

from __future__ import annotations

from assistcheck.i18n import Say
from assistcheck.reports.common.escaping import visible
from assistcheck.rules.model import Rule
from assistcheck.submission.fields import columns
from assistcheck.submission.models import BY_ID
from assistcheck.submission.row_status import FATE_WORDS

_NOT_NEWEST = Say("不是最新一年的数", "not of the newest year")
_OTHER_PERIOD = Say("属于 {period}，不在已到期的时段之内", "of {period}, which is not a period that has ended")
_BLANK = Say("“{header}”空缺", '"{header}" is blank')
_CELL = Say("“{header}”为“{value}”，此项不计", '"{header}" is "{value}", which does not count here')


def reason_words(reason: str, rule: Rule) -> Say:
    """Return why a row does not count for ``rule``; ``reason`` is that of an outcome's excluded rows."""
    if reason in FATE_WORDS:
        return FATE_WORDS[reason]
    if reason == "not-newest":
        return _NOT_NEWEST
    name, _, value = reason.partition("=")
    if name == "period":
        return _OTHER_PERIOD.filled(period=visible(value))
    header = next((column.header for column in columns(BY_ID[rule.measure.ledger]) if column.name == name), name)
    return (_CELL if value else _BLANK).filled(header=header, value=visible(value))
