"""The words of a history, in both languages; kinds of subject as the pack names them."""

from __future__ import annotations

from assistcheck.comparison.history.sendings import Sending, SendingState
from assistcheck.comparison.history.trend import History
from assistcheck.i18n import Lang, LocalizedText, untranslated

MEASURES: dict[str, LocalizedText] = {
    "met": LocalizedText("达标", "met"),
    "open": LocalizedText("未达标和滞后", "short or behind"),
    "undetermined": LocalizedText("无法判定", "not judged"),
}
"""What the lines of a history show, by the field of its counts."""

Mark = SendingState | str

SIGNS: dict[str, str] = {
    "untold": " ",
    "missing": ".",
    "conflicting": "!",
    "late": "<",
    "first": "+",
    "changed": "*",
    "resaved": "~",
    "same": "=",
}
"""What stands for what a reporter had sent by a report: plain signs that every console has."""

MARKS: dict[str, LocalizedText] = {
    "missing": LocalizedText("未报送", "nothing sent"),
    "conflicting": LocalizedText("有几份，以一份为准", "several workbooks, one of which counts"),
    "late": LocalizedText("还是以前季度的", "still of an earlier quarter"),
    "first": LocalizedText("首次报送", "sent for the first time"),
    "changed": LocalizedText("有改动", "changed"),
    "resaved": LocalizedText("重新保存，各行未变", "saved again, the same rows"),
    "same": LocalizedText("与上期相同", "as before"),
    "untold": LocalizedText("看不出由谁报送", "no workbook says whose it is"),
}

WORDS: dict[str, LocalizedText] = {
    "history": LocalizedText("全年走势", "The year so far"),
    "span": LocalizedText(
        "{first} 至 {last}，共 {n} 份报告（规则包 {pack}）", "{first} to {last}, reports: {n} (rule pack {pack})"
    ),
    "incomplete": LocalizedText("注意：有报告未能读取，走势不完整。", "Note: some reports could not be read; this is not all."),
    "whole": LocalizedText("全部", "All duties"),
    "by": LocalizedText("按{kind}", "By {kind}"),
    "sent": LocalizedText("谁何时报送", "Who sent when"),
    "shares": LocalizedText(
        "每格为一份报告，由低到高表示达标（或相应状态）占应核对事项的比例：{signs}",
        "One sign for each report, by the share of all duties owed that has the status: {signs}",
    ),
    "thinned": LocalizedText(
        "每格代表至多 {n} 份报告：比例取最后一份的，报送取最需过问的",
        "Each sign stands for up to {n} reports: the share of the last, and of what was sent what most asks for attention",
    ),
    "more": LocalizedText("…… 另有 {n} 个未列出，加 --all 查看全部", "... {n} more; --all shows them"),
    "first": LocalizedText("首次报送", "first sent"),
    "missing": LocalizedText("未报", "missing"),
    "late": LocalizedText("旧季度", "late"),
    "conflicting": LocalizedText("冲突", "conflicts"),
    "changes": LocalizedText("改动", "changes"),
    "never": LocalizedText("从未报送", "never"),
    "notes": LocalizedText("说明", "Remarks"),
    "reports": LocalizedText("各期报告", "The reports"),
    "report": LocalizedText("报告", "Report"),
    "day": LocalizedText("统计截止", "As of"),
    "rules": LocalizedText("规则 {names}", "rules {names}"),
    "subjects": LocalizedText("主体 {names}", "subjects {names}"),
    "within": LocalizedText("属于 {names}", "within {names}"),
    "only": LocalizedText("只统计：{what}", "Only: {what}"),
    "workbooks": LocalizedText("计入的工作簿", "Workbooks that count"),
    "unreadable": LocalizedText("读不出的文件", "Unreadable files"),
    "owed": LocalizedText("应核对", "owed"),
    "skip": LocalizedText("跳到正文", "Skip to the content"),
    "views": LocalizedText("本页各部分", "Parts of this page"),
    "offline": LocalizedText("本页可离线打开", "this page works offline"),
    "figures": LocalizedText("{name}的数据表", "Figures of {name}"),
    "name": LocalizedText("名称", "Name"),
    "region": LocalizedText("地区", "Region"),
    "chart": LocalizedText(
        "{name}：{first} 至 {last}，达标 {met0} → {met1}，未达标和滞后 {open0} → {open1}，无法判定 {und0} → {und1}",
        "{name}, {first} to {last}: met {met0} to {met1}, short or behind {open0} to {open1}, not judged {und0} to {und1}",
    ),
    "colon": LocalizedText("：", ": "),
    "comma": LocalizedText("、", ", "),
    "stop": LocalizedText("；", "; "),
    "sent_about": LocalizedText(
        "每列一份报告。“还是以前季度的”：工作簿的统计截止在报告所在季度之前。",
        "A column for each report. Still of an earlier quarter: the workbook's own day lies in a quarter before the report's.",
    ),
}


def kind_words(history: History, kind: str) -> LocalizedText:
    """Return what a kind of subject is called; its id where the pack is not at hand."""
    return history.subjects.kind(kind).short_name if history.subjects else untranslated(kind)


def selection_words(history: History, lang: Lang) -> str:
    """Return what alone is counted; empty where all is."""
    rules, subjects, within = history.selection
    comma = WORDS["comma"].text(lang)
    parts = [("rules", sorted(rules)), ("subjects", sorted(subjects)), ("within", sorted(name for _, name in within))]
    told = [WORDS[key].text(lang).format(names=comma.join(names)) for key, names in parts if names]
    return WORDS["only"].text(lang).format(what=WORDS["stop"].text(lang).join(told)) if told else ""


def mark_of(sending: Sending) -> str:
    """Return the one thing that is shown of what a reporter had sent: what asks most to be acted on."""
    if sending.is_conflicting:
        return "conflicting"
    return "late" if sending.is_late else sending.state
