"""The words of the answers that a superior wants of a run, in both languages, the same in every format."""

from __future__ import annotations

from assistcheck.i18n import LANGUAGES, LocalizedText
from assistcheck.nouns import plural
from assistcheck.reports.common.subject_phrases import pack_words
from assistcheck.rules.model import RulePack

TITLES: dict[str, LocalizedText] = {
    "figures": LocalizedText("五个数", "Five figures"),
    "short": LocalizedText("谁差什么", "Who is short of what"),
    "absent": LocalizedText("谁未报送", "Who has not sent"),
    "changes": LocalizedText("与上次相比有何变化", "What has changed"),
    "actions": LocalizedText("接下来做三件事", "Three things to do next"),
}
"""What the parts after the conclusion are headed, in the order in which they are told."""

COLUMNS: dict[str, LocalizedText] = {
    "who": LocalizedText("责任主体", "Who owes it"),
    "what": LocalizedText("事项", "Duty"),
    "have": LocalizedText("现有", "Have"),
    "need": LocalizedText("应有", "Need"),
    "gap": LocalizedText("差额", "Gap"),
    "due": LocalizedText("期限", "Due"),
}
"""The heads of the columns of who is short of what."""

WORDS: dict[str, LocalizedText] = {
    "no_roster": LocalizedText(
        "没有“{roster}”，不知道有哪些{kinds}，无法作出结论。", "There is no sheet {roster}, so nothing can be judged."
    ),
    "no_rows": LocalizedText("没有收到任何填报内容，无法作出结论。", "Nothing has been reported, so nothing can be judged."),
    "must_act": LocalizedText(
        "{parties} 个责任主体有事项须督办：未达标 {short} 项、滞后 {behind} 项",
        "{parties} must act: {short} short, {behind} behind",
    ),
    "and_unjudged": LocalizedText("，另有 {n} 项已到期而无法判定", "; {n} due that cannot be judged"),
    "and_absent": LocalizedText("；{n} 个{kinds}尚未报送", "; {n} still to send"),
    "and_stale": LocalizedText(
        "；{n} 个工作簿的统计截止在前面的季度，未达标可能只是新表未到",
        "; {n} of an earlier quarter, so what is short may only not have come",
    ),
    "only_unjudged": LocalizedText(
        "没有查出未达标或滞后的事项，但有 {n} 项已到期而无法判定，不能当作达标",
        "Nothing is known to be short or behind, but {n} due cannot be judged and must not be taken as met",
    ),
    "all_met": LocalizedText(
        "没有未达标、滞后或已到期而无法判定的事项，{n} 项达标或达到序时进度",
        "Nothing is short, behind, or due and not judged; {n} met or on pace",
    ),
    "incomplete": LocalizedText("（有内容未能读取，结论不完整）", " (some input could not be read, so this is not complete)"),
    "full_stop": LocalizedText("。", "."),
    # --- the remarks of the five figures ---
    "of_subjects": LocalizedText("涉及 {n} 个主体", "of {n}"),
    "none_due": LocalizedText("尚未到期", "none due yet"),
    "below_pace": LocalizedText("低于序时进度", "below the pace"),
    "of_them_due": LocalizedText("其中已到期 {n} 项", "{n} of them due"),
    "of_reporters": LocalizedText("应报送 {n} 个", "of {n}"),
    "sent_as_one": LocalizedText("不分{kind}报送", "one workbook for all"),
    "of_files": LocalizedText("涉及 {n} 个文件", "in {n}"),
    "whole_sheets": LocalizedText("缺少整张表", "whole sheets missing"),
    "nothing_came": LocalizedText("没有收到工作簿", "no workbook came"),
    "none": LocalizedText("没有", "none"),
    # --- the parts ---
    "nobody_short": LocalizedText("没有未达标或滞后的事项。", "Nothing is short or behind."),
    "nothing_judged": LocalizedText("无从判定。", "It could not be judged."),
    "none_came": LocalizedText("没有收到任何工作簿。", "No workbook has come."),
    "more_short": LocalizedText(
        "另有 {items} 项未列出，{parties} 个责任主体的各项都在其中。", "Not listed: {items}, among them all of {parties}."
    ),
    "more_items": LocalizedText("另有 {items} 项未列出。", "Not listed: {items}."),
    "none_filled": LocalizedText(
        "收到的文件中没有填报内容，视为都没有报送。", "Nothing is filled in, which counts as nobody having sent."
    ),
    "all_sent": LocalizedText("应报送的均已报送。", "All have sent."),
    "not_told": LocalizedText(
        "收到的工作簿不分{kind}，看不出谁未报送。", "One workbook speaks for all, so it cannot be told who has not sent."
    ),
    "absent": LocalizedText("{n} 个{kinds}尚未报送：{names}。", "{n} still to send: {names}."),
    "unplaced": LocalizedText(
        "另有 {n} 个文件不知是哪个{kind}的，可能就是其中几个。", "{n} of no known {kind}; they may be theirs."
    ),
    "no_baseline": LocalizedText("本次没有对照以前的结果。", "This run is not held against an earlier one."),
    "since": LocalizedText(
        "与{day}相比：新增 {new} 项，变差 {worse} 项，好转 {better} 项，销号 {closed} 项",
        "Since {day}: {new} new, {worse} worse, {better} better, {closed} closed",
    ),
    "since_gone": LocalizedText("，不再判定 {n} 项", ", {n} no longer judged"),
    "since_faults": LocalizedText(
        "；填报错误新增 {new} 处，改正 {closed} 处。", "; faults in the data: {new} new, {closed} corrected."
    ),
    # --- the actions ---
    "give_roster": LocalizedText(
        "补齐“{roster}”，写明有哪些{kinds}，再核对一次。", "Fill in the sheet {roster}, then check again."
    ),
    "collect": LocalizedText(
        "向各{kind}收取填报工作簿，再核对一次。", "Collect the workbooks of the {kinds}, then check again."
    ),
    "remind": LocalizedText("催报 {n} 个{kinds}：{names}。", "Ask {n} for what they have not sent: {names}."),
    "correct": LocalizedText("请{names}改正填报错误 {n} 处后重报。", "Have {names} correct {n} and send again."),
    "read_again": LocalizedText("查明未能读取的内容，再核对一次。", "Find out what could not be read, then check again."),
    "notify": LocalizedText("给{names}发督办通知：未达标 {n} 项。", "Send notices to {names}: {n} short."),
    "supplement": LocalizedText(
        "核实已到期而无法判定的 {n} 项，先看“{title}”：{names}。", 'Settle {n} due and not judged, first "{title}": {names}.'
    ),
    "catch_up": LocalizedText("督促{names}赶上序时进度：滞后 {n} 项。", "Have {names} catch up with the pace: {n} behind."),
    "next_due": LocalizedText("准备{day}到期的事项：{titles}。", "Prepare what falls due on {day}: {titles}."),
    "keep": LocalizedText("留存本次结果，下次核对时对照。", "Keep this result, so that the next one can be held against it."),
    "look_into": LocalizedText(
        "抽查一项的依据，如“{title}”：{name}。", 'Look into the evidence of one verdict, such as "{title}": {name}.'
    ),
    "check_again": LocalizedText("补齐后再核对一次。", "Check again when all has come."),
    "read_up": LocalizedText("查看应当核对的各项要求。", "Read what has to be checked."),
    "catch_up_by": LocalizedText(
        "督促{names}赶上序时进度：滞后 {n} 项，{day}前补齐。", "Have {names} catch up with the pace by {day}: {n} behind."
    ),
    "and_others": LocalizedText("{names}等 {n} 个", "{names} and {more} more"),
    "and_kinds": LocalizedText("{titles}等 {n} 类", "{titles} and others, {n} kinds in all"),
}
"""Every text; ``{names}`` are filled in, those of the pack's own words by :func:`said`."""


_OWN = ("{kind", "{parts}", "{roster}")
"""What the texts have in which a pack's own words are filled in."""


def said(key: str, pack: RulePack, **values: LocalizedText | str | int) -> LocalizedText:
    """Return a text with its ``{names}`` filled in, those of the pack's own words too."""
    template = WORDS[key]
    filled = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
    if any(mark in text for text in template for mark in _OWN):
        zh, en = (pack_words(pack, lang) for lang in LANGUAGES)
        filled = {**{name: LocalizedText(zh[name], en[name]) for name in zh}, **filled}
    return template.format(**filled)


def counted_en(number: int, noun: str) -> LocalizedText:
    """Return a number, in English with its noun behind it: 1,127 duties, 1 duty."""
    text = f"{number:,}"
    return LocalizedText(text, f"{text} {noun if number == 1 else plural(noun)}")
