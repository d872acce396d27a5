"""The words of what came back of shortfall lists, in both languages; ``{names}`` are filled in."""

from __future__ import annotations

import re
from decimal import Decimal

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.replies.columns import HEADERS
from assistcheck.replies.keys import ItemKey
from assistcheck.replies.model import Answered, ItemReply, ListReply, Replies, Verdict
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.item_phrases import amount
from assistcheck.reports.common.subject_phrases import kind_name
from assistcheck.rules.model import Rule

ANSWERED: dict[Answered, LocalizedText] = {
    "whole": LocalizedText("已答复", "answered"),
    "partly": LocalizedText("答复不全", "answered in part"),
    "no": LocalizedText("未答复", "not answered"),
}
VERDICTS: dict[Verdict, LocalizedText] = {
    "said_done": LocalizedText("报称已完成，数据不足", "said done, figures say no"),
    "broken": LocalizedText("承诺已到期，未完成", "promise not kept"),
    "short": LocalizedText("仍不足", "still short"),
    "unjudged": LocalizedText("本期无法判定", "could not be judged"),
    "open": LocalizedText("没有承诺", "nothing promised"),
    "disputed": LocalizedText("有异议", "disputed"),
    "promised": LocalizedText("已承诺，未到期", "promised, not yet due"),
    "gone": LocalizedText("本期没有这一事项", "no such duty any more"),
    "excused": LocalizedText("已备案或不适用", "waived or not applicable"),
    "done": LocalizedText("报称已完成，尚无数据", "said to be done"),
    "made_up": LocalizedText("所列时段已补齐，另有新缺", "what was listed is made up, others are short"),
    "met": LocalizedText("数据已达标", "met by the figures"),
}
"""What became of an item, what asks for action first."""
_NOT_SAID_DONE = LocalizedText("承诺已到期，未写已完成", "has come due, not said to be done")
"""What is told of a promise that has come due where no figures tell whether it was kept."""

WORDS: dict[str, LocalizedText] = {
    **HEADERS,
    "nothing": LocalizedText("无须答复", "nothing to answer"),
    "title": LocalizedText("督办清单的答复", "Answers to the shortfall lists"),
    "conclusion": LocalizedText(
        "须答复的清单 {lists} 份、{items} 项：已答复 {whole} 份，答复不全 {partly} 份，未答复 {no} 份。",
        "{lists} {lists_word} with {items} {items_word} to answer: {whole} answered, {partly} in part, {no} not.",
    ),
    "nothing_owed": LocalizedText("另有 {n} 份没有须答复的事项。", "{n} more {have} nothing to answer."),
    "as_of": LocalizedText("核对日期：{day}", "As of {day}"),
    "held": LocalizedText("与 {path}（统计截止 {day}）的数据核对", "held against the figures of {path} (as of {day})"),
    "kept": LocalizedText("承诺没有兑现的 {n} 项。", "Promises not kept: {n}."),
    "come_due": LocalizedText(
        "承诺已到期而没有写“已完成”的 {n} 项；是否兑现，加 --report 和下一次核对的 JSON 报告才知道。",
        "Promises that have come due and are not said to be done: {n}. --report with the next audit tells if they were kept.",
    ),
    "come_due_title": LocalizedText("承诺已到期的（{n}）", "Come due ({n})"),
    "none_broken": LocalizedText("没有到期未兑现的承诺。", "No promise has come due and was not kept."),
    "missing": LocalizedText("没有答复的（{n}）", "Not answered ({n})"),
    "partly_title": LocalizedText("答复不全的（{n}）", "Answered in part ({n})"),
    "broken_title": LocalizedText("没有兑现的（{n}）", "Not kept ({n})"),
    "promises": LocalizedText("答复和承诺（{n} 项）", "What was answered and promised ({n})"),
    "extras": LocalizedText("另写的行（{n}）", "Rows written besides ({n})"),
    "remarks": LocalizedText("须知（{n}）", "Remarks ({n})"),
    "list": LocalizedText("清单", "List"),
    "by": LocalizedText("类别", "Kind"),
    "answered": LocalizedText("答复", "Answered"),
    "lacking": LocalizedText("缺什么", "What is missing"),
    "have_then": LocalizedText("发出时现有", "Have then"),
    "gap_then": LocalizedText("发出时差额", "Gap then"),
    "have_now": LocalizedText("本期现有", "Have now"),
    "gap_now": LocalizedText("本期差额", "Gap now"),
    "verdict": LocalizedText("结果", "Outcome"),
    "status_now": LocalizedText("本期状态", "Status now"),
    "file": LocalizedText("文件", "File"),
    "place": LocalizedText("位置", "Place"),
    "what": LocalizedText("说明", "What is to be known"),
    "remedy": LocalizedText("怎么办", "What to do"),
    "rule": LocalizedText("规则", "Rule"),
    "duty": LocalizedText("事项", "Duty"),
    "whom": LocalizedText("对象", "Whom"),
    "remark": LocalizedText("备注", "Remarks"),
    "all_items": LocalizedText("{n} 项全部未答", "none of {n} {items_word}"),
    "items_whole": LocalizedText("已答 {n} 项", "{n} answered"),
    "items_partly": LocalizedText("不全 {n} 项", "{n} in part"),
    "items_no": LocalizedText("未答 {n} 项", "{n} not"),
    "was_due": LocalizedText("应于 {day} 前答复", "asked for by {day}"),
    "pause": LocalizedText("，", ", "),
    "not_back": LocalizedText("没有发回", "has not come back"),
    "blank": LocalizedText("没有填写", "not filled in"),
    "fewer": LocalizedText("少 {n}", "{n} missing"),
    "more": LocalizedText("……另有 {n} 项，加 --all 查看全部", "... {n} more; --all shows them"),
    "now": LocalizedText(
        "现有 {then} → {now}，差额 {gap_then} → {gap_now}", "have {then} -> {now}, gap {gap_then} -> {gap_now}"
    ),
    "then": LocalizedText("现有 {then}，差额 {gap_then}", "have {then}, gap {gap_then}"),
    "by_day": LocalizedText("承诺 {day}", "by {day}"),
    "no_day": LocalizedText("未写时限", "no day"),
    "colon": LocalizedText("：", ": "),
    "comma": LocalizedText("、", ", "),
    "stop": LocalizedText("；", "; "),
    "full_stop": LocalizedText("。", "."),
    "dash": LocalizedText("—", "-"),
    "lists_sheet": LocalizedText("各份清单", "Lists"),
    "items_sheet": LocalizedText("各项答复", "Answers"),
    "remarks_sheet": LocalizedText("须知", "Remarks"),
    "extras_sheet": LocalizedText("另写的行", "Rows besides"),
    "items": LocalizedText("事项", "Items"),
    "whole": LocalizedText("已答", "Answered"),
    "partly": LocalizedText("不全", "In part"),
    "no": LocalizedText("未答", "Not"),
    "not_kept": LocalizedText("未兑现", "Not kept"),
    "has_come_due": LocalizedText("承诺已到期", "Come due"),
    "next": LocalizedText("下一步：", "Next:"),
}
_NO_CENTS = re.compile(r"(?<=\d)\.00(?!\d)")


class Phrases:
    """Says what came back, in the terms of the pack, harmless to show."""

    def __init__(self, found: Replies, lang: Lang) -> None:
        """Keep the rules of the pack by their ids."""
        self.found = found
        self.lang = lang
        self.rules: dict[str, Rule] = {rule.id: rule for rule in found.pack.rules}

    def say(self, key: str, **values: object) -> str:
        """Return words in the language of the run."""
        return WORDS[key].text(self.lang).format(**values)

    def name(self, one: ListReply) -> str:
        """Return whose list it is."""
        return visible(one.key.name)

    def kind(self, one: ListReply) -> str:
        """Return what kind of subject the list is for; its id where the pack has no such kind."""
        return self._kind(one.key.by)

    def _kind(self, kind: str) -> str:
        known = {one.id for one in self.found.pack.subjects.kinds}
        return kind_name(self.found.pack, kind).text(self.lang) if kind in known else visible(kind)

    def duty(self, key: ItemKey) -> str:
        """Return the title of the duty; nothing where the pack has no such rule."""
        rule = self.rules.get(key.rule)
        return rule.title.text(self.lang) if rule else ""

    def whom(self, key: ItemKey) -> str:
        """Return whom the duty is of, behind its kind."""
        kind, name = self._kind(key.subject[0]), visible(key.subject[1])
        return name if kind.isascii() and name.casefold().endswith(f" {kind.casefold()}") else f"{kind} {name}"

    def item(self, key: ItemKey) -> str:
        """Return an item in one line: its rule, its title, and of whom it is."""
        return f"{visible(key.rule)} {self.duty(key)}{'，' if self.lang == 'zh' else ', '}{self.whom(key)}"

    def figure(self, rule_id: str, value: object) -> str:
        """Return a figure with its unit as the lists have it; a dash where there is none."""
        rule = self.rules.get(rule_id)
        if value is None:
            return self.say("dash")
        if rule is None:
            return str(value)
        text = amount(rule, Decimal(str(value))).text(self.lang)
        return _NO_CENTS.sub("", text)

    def verdict(self, verdict: Verdict) -> str:
        """Return what became of an item; without figures nobody is said to have broken a promise."""
        told = _NOT_SAID_DONE if verdict == "broken" and not self.found.report else VERDICTS[verdict]
        return told.text(self.lang)

    def figures(self, item: ItemReply) -> str:
        """Return have and gap, then and now."""
        key, now = item.key, item.now
        values = {"then": self.figure(key.rule, key.have), "gap_then": self.figure(key.rule, key.gap)}
        if now is None:
            return self.say("then", **values)
        return self.say("now", **values, now=self.figure(key.rule, now.value), gap_now=self.figure(key.rule, now.gap))

    def lacking(self, item: ItemReply) -> str:
        """Return the columns that an answer lacks."""
        return self.say("comma").join(self.say(name) for name in item.lacking)

    def standing(self, one: ListReply) -> str:
        """Return how much of a list was answered, and by when it was to be."""
        word = "item" if one.owed == 1 else "items"
        if one.answered == "no":
            told = [self.say("blank" if one.path else "not_back"), self.say("all_items", n=one.owed, items_word=word)]
        else:
            counts = {state: sum(item.answered == state for item in one.items) for state in ANSWERED}
            counts["no"] += one.unknown
            told = [self.say(f"items_{state}", n=number) for state, number in counts.items() if number]
        if one.key.reply_by and one.answered != "whole":
            told.append(self.say("was_due", day=one.key.reply_by.isoformat()))
        return self.say("pause").join(told)
