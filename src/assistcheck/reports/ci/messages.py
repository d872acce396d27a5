"""The words of the formats for continuous integration, in both languages; ``{names}`` are filled in."""

from __future__ import annotations

from assistcheck.i18n import LocalizedText

WORDS: dict[str, LocalizedText] = {
    "title": LocalizedText("{rule} {title}：{whom}", "{rule} {title}: {whom}"),
    "outcome": LocalizedText("{title}（{rule}，{level}）{status}：{whom}", "{title} ({rule}, {level}), {status}: {whom}"),
    "skipped": LocalizedText("{status}：{why}", "{status}: {why}"),
    "figures": LocalizedText("现有 {have}，应有{need}", "have {have}, need {need}"),
    "term": LocalizedText("期限 {due}", "due {due}"),
    "counted": LocalizedText("计入：{rows}", "Counted: {rows}"),
    "left_out": LocalizedText("未计入：{rows}", "Not counted: {rows}"),
    "filed_under": LocalizedText("列在 {place}", "Listed under {place}"),
    "more": LocalizedText("另有 {n} 处", "{n} more"),
    "not_shown": LocalizedText(
        "。GitHub 每一步只显示这些；另有 {n} 项（错误 {error}，警告 {warning}，提示 {note}）：见本步骤的摘要，"
        "或用 -o 报告.html 全部输出。",
        ". GitHub shows no more of a step; there are {n} more ({error} errors, {warning} warnings, {note} notes): "
        "see the step's summary, or write them all with -o report.html.",
    ),
    "not_listed": LocalizedText(
        "此处未列的还有 {n} 项；全部见 html 报告。", "{n} more are not listed here; the html report has them all."
    ),
    "graded": LocalizedText("{grade} {n} 项", "{grade}: {n}"),
    "columns": LocalizedText("| 规则 | 内容 |", "| Rule | What |"),
    "stop": LocalizedText("；", "; "),
    "colon": LocalizedText("：", ": "),
    "full_stop": LocalizedText("。", "."),
    "space": LocalizedText("", " "),
    "place": LocalizedText("位置：{place}", "Where: {place}"),
    "since": LocalizedText("对照基线：{state}", "Since the baseline: {state}"),
    "remedy": LocalizedText("处理：{remedy}", "To do: {remedy}"),
    "data": LocalizedText("填报问题 {title}：{place}", "Data {title}: {place}"),
    "suite": LocalizedText("{pack}：{party}（{file}）", "{pack}: {party} ({file})"),
    "suite_of_file": LocalizedText("{pack}：{file}", "{pack}: {file}"),
    "nothing_sent": LocalizedText("未报送", "nothing sent"),
    "no_file": LocalizedText("无填报文件", "no workbook of its own"),
}
"""Every text that more than one format, or one of them, shows."""
