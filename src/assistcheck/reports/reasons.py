"""Why a row does not count, in words: its fate, the cell that excludes it, or the period it falls in."""

from __future__ import annotations

from assistcheck.language import Say
from assistcheck.reports.safe import visible
from assistcheck.rules.model import Rule
from assistcheck.submission.accounts import Fate
from assistcheck.submission.fields import columns
from assistcheck.submission.models import BY_ID

FATE_WORDS: dict[Fate, Say] = {
    "counted": Say("计入", "counted"),
    "rejected": Say("填报有误，已退回", "rejected: a cell is missing or wrong"),
    "duplicate": Say("同一佐证重复填报", "the same evidence stands in another row"),
    "double-claim": Say("同一凭证已由另一组团申报", "another team has claimed the voucher"),
    "out-of-period": Say("不在本年度之内", "outside the programme year"),
    "future": Say("晚于统计截止日", "after the as-of date"),
    "superseded": Say("所在工作簿或名册已被另一份取代", "another workbook or roster stands for it"),
    "skipped": Say("空行、标题行或合计行", "a blank, title or total row"),
}
"""What each fate of a row means."""

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
