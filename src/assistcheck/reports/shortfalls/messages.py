"""The words of shortfall lists and of their index, in both languages; ``{names}`` are filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistcheck.audit.outcomes import STATUSES
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.nouns import plural
from assistcheck.replies.columns import HEADERS
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.item_phrases import problems_words
from assistcheck.reports.common.open_items import Item
from assistcheck.reports.common.subject_phrases import kind_header, kind_name
from assistcheck.reports.shortfalls.grouping import ShortfallList
from assistcheck.rules.model import Rule, RulePack

WORDS: dict[str, LocalizedText] = {
    **{str(status): word for status, word in STATUSES.items()},  # each heads a column
    "list": LocalizedText("督办清单", "Shortfall list"),
    "to": LocalizedText("责任主体", "To"),
    "whom": LocalizedText("主体", "Whom"),
    "as_of": LocalizedText("统计截止", "As of"),
    "source": LocalizedText("依据", "Source"),
    "basis": LocalizedText("《{title}》", "{title}"),
    "counts": LocalizedText("共 {total} 项：{counts}。", "{total} duties: {counts}."),
    "count": LocalizedText("{status} {n} 项", "{n} {status}"),
    "only_short": LocalizedText("本清单只列未达标事项。", "Only what is short is listed."),
    "incomplete": LocalizedText(
        "有填报内容未能读取，结论不完整；改正后请重新核对。",
        "Some input could not be read, so the verdict is not complete; correct it and run again.",
    ),
    "absent": LocalizedText("尚未报送填报表，以下事项无法判定。", "Nothing has been sent, so nothing can be judged."),
    "absent_of": LocalizedText(
        "尚未报送的{kind} {n} 个：{names}；其有关事项无法判定。",
        "{n} {kinds} have not sent anything, so theirs cannot be judged: {names}.",
    ),
    "nothing": LocalizedText("没有未达标或滞后的事项。", "Nothing is short or behind."),
    "nothing_short": LocalizedText("没有未达标的事项。", "Nothing is short."),
    "items_shortfall": LocalizedText("未达标事项", "Duties that are short"),
    "items_behind": LocalizedText("滞后事项", "Duties that are behind the pace"),
    "items_undetermined": LocalizedText("无法判定的事项", "Duties that could not be judged"),
    "items_waived": LocalizedText("已备案的事项", "Duties that are waived"),
    "unjudged_note": LocalizedText(
        "无法判定不等于达标，也不等于未达标；请补报或改正后重新核对。",
        "Not judged is neither met nor short; send or correct what is missing and have it checked again.",
    ),
    "problems": LocalizedText("其他填报问题", "Other problems in the data"),
    "reply": LocalizedText("整改情况反馈", "Reply"),
    "rule": LocalizedText("规则", "Rule"),
    "duty": LocalizedText("事项", "Duty"),
    "status": LocalizedText("状态", "Status"),
    "level": LocalizedText("约束", "Level"),
    "clause": LocalizedText("条款", "Clause"),
    "words": LocalizedText("文件原文", "Words of the document"),
    "criterion": LocalizedText("认定标准", "Criterion"),
    "unit": LocalizedText("单位", "Unit"),
    "due": LocalizedText("到期日", "Due"),
    "pace": LocalizedText("序时进度应达", "By now at the pace"),
    "days_left": LocalizedText("剩余天数", "Days left"),
    "per_month": LocalizedText("此后每月需", "Needed per month"),
    "remarks": LocalizedText("说明", "Remarks"),
    "counted": LocalizedText("已计入的行", "Rows that count"),
    "left_out": LocalizedText("未计入的行", "Rows that do not"),
    "near": LocalizedText("可补正的行", "Rows that nearly count"),
    "row_problems": LocalizedText("填报问题", "Problems in its rows"),
    "evidence": LocalizedText("佐证行", "Evidence"),
    "to_evidence": LocalizedText("佐证 {n} 处", "{n} {entries}"),
    "details": LocalizedText("明细", "Details"),
    "title": LocalizedText("{name} {list}", "{list}: {name}"),
    "make_up": LocalizedText("补足 {n}", "make up {n}"),
    "raise": LocalizedText("再提高 {n} 个百分点", "raise it by {n} percentage points"),
    "days_over": LocalizedText("已逾期 {n} 天", "{n} {days} overdue"),
    "days_to_go": LocalizedText("还有 {n} 天", "{n} {days} left"),
    "today": LocalizedText("今日到期", "due today"),
    "some_near": LocalizedText("{n} 行更正后即可计入", "{n} {rows} would count once corrected"),
    "some_faults": LocalizedText("有关行有 {n} 处填报问题", "{n} {cells} in its rows to be corrected"),
    "see_details": LocalizedText("见《明细》", "see Details"),
    "finish_hint": LocalizedText("写成日期，如 {day}", "A date, such as {day}"),
    "finish_wrong": LocalizedText(
        "这里应是日期，如 {day}；写“7月底”一类的文字也能保存，但要以日期为准。",
        "Give a date, such as {day}; other words are kept, but may not be understood.",
    ),
    "how_to_reply": LocalizedText(
        "请在右侧五列填写整改情况，{by}将本表发回{whom}；其余各列请勿改动。{ask}",
        "Please fill in the five columns on the right and send this file back{whom}{by}; change nothing else.{ask}",
    ),
    "reply_by": LocalizedText("于{day}前", " by {day}"),
    "reply_to": LocalizedText("{issuer}", " to {issuer}"),
    "reply_ask": LocalizedText("联系人：{contact}。", " Questions: {contact}."),
    "reason": LocalizedText("原因", "Why"),
    **HEADERS,
    "file": LocalizedText("文件", "File"),
    "sheet": LocalizedText("工作表", "Sheet"),
    "first_row": LocalizedText("起始行", "First row"),
    "last_row": LocalizedText("结束行", "Last row"),
    "counts_as": LocalizedText("是否计入", "Counts"),
    "counts_yes": LocalizedText("计入", "counts"),
    "counts_no": LocalizedText("未计入", "does not"),
    "cell": LocalizedText("单元格", "Cell"),
    "what": LocalizedText("问题", "What is wrong"),
    "remedy": LocalizedText("怎么改", "Remedy"),
    "more": LocalizedText("……另有 {n} 条", "... and {n} more"),
    "stop": LocalizedText("；", "; "),
    "comma": LocalizedText("、", ", "),
    "colon": LocalizedText("：", ": "),
    "full_stop": LocalizedText("。", "."),
    "is_due": LocalizedText("已到期", "Due by now"),
    "yes": LocalizedText("是", "yes"),
    "no": LocalizedText("否", "no"),
    "lists": LocalizedText("清单总表", "All lists"),
    "others": LocalizedText("其他责任主体", "Others"),
    "others_note": LocalizedText(
        "下列事项的责任主体不在以上任何一份清单之内。",
        "Duties whose debtors no list is for.",
    ),
    "unlisted_problems": LocalizedText("未归入清单的问题", "Problems in no list"),
    "total": LocalizedText("事项", "Duties"),
    "settled": LocalizedText("其他", "Others"),
    "standings": LocalizedText("各类状态", "All statuses"),
    "sum": LocalizedText("合计", "Sum"),
    "next_due": LocalizedText("最早到期日", "Earliest due"),
    "overdue": LocalizedText("其中逾期", "Overdue"),
    "list_file": LocalizedText("清单", "List"),
    "no_list_absent": LocalizedText("尚未报送，未出清单", "has not sent: no list"),
    "no_list": LocalizedText("无未达标事项，未出清单", "nothing short: no list"),
}


def words_of(pack: RulePack) -> dict[str, LocalizedText]:
    """Return every text of lists, those among them that are the pack's own."""
    return {**WORDS, "notice": pack.manifest.notice_title, "region": kind_header(pack, pack.subjects.roles.region)}


def counts_words(one: ShortfallList, lang: Lang) -> str:
    """Return how many duties have each status, those that none has left out; together all duties."""
    counts = [
        WORDS["count"].text(lang).format(status=word.text(lang), n=one.counts[status])
        for status, word in STATUSES.items()
        if one.counts[status]
    ]
    total = sum(one.counts.values())
    return WORDS["counts"].text(lang).format(total=total, counts=WORDS["comma"].text(lang).join(counts))


def heads(one: ShortfallList) -> list[LocalizedText]:
    """Return what stands before everything else: who has sent nothing, and what is wrong with whole workbooks."""
    return [*absent_words(one), *problems_words(one.heads, one.files)]


def absent_words(one: ShortfallList) -> list[LocalizedText]:
    """Return who has sent nothing."""
    found = [WORDS["absent"]] if one.name in one.absent else []
    if others := [visible(name) for name in one.absent if name != one.name]:
        kind = kind_name(one.report.pack, one.report.pack.subjects.roles.reporting)
        names = LocalizedText("、".join(others), ", ".join(others))
        found.append(WORDS["absent_of"].format(kind=kind, kinds=plural(kind.en), n=len(others), names=names))
    return found


def remarks(one: ShortfallList) -> list[LocalizedText]:
    """Return what a reader of the list has to know: what it does not rest on, and what is not in it."""
    found = heads(one)
    if not one.items and one.name not in one.absent:
        found.append(WORDS["nothing_short" if one.only_short else "nothing"])
    if not one.report.complete:
        found.append(WORDS["incomplete"])
    if one.only_short:
        found.append(WORDS["only_short"])
    return found


def some(texts: Sequence[LocalizedText], limit: int, lang: Lang) -> list[str]:
    """Return at most ``limit`` of the texts; if there are more, how many."""
    shown = [text.text(lang) for text in texts[:limit]]
    return [*shown, WORDS["more"].text(lang).format(n=len(texts) - limit)] if len(texts) > limit else shown


def by_rule(items: Iterable[Item]) -> Iterator[tuple[Rule, list[Item]]]:
    """Yield items rule by rule, as they stand, so that the words of a duty are said once."""
    for rule, group in groupby(items, key=lambda item: item.outcome.rule):
        yield rule, list(group)


def rules_of(items: Iterable[Item]) -> list[Item]:
    """Return the first item of each rule, in the order of the document."""
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.outcome.rule.id, item)
    return [first[rule] for rule in sorted(first)]
