"""The words of a marked workbook, in both languages."""

from __future__ import annotations

from assistcheck.i18n import Say
from assistcheck.problems import ProblemLevel

AUTHOR = "assistcheck"
"""The author of the comments."""
COLOURS: dict[ProblemLevel, str] = {"error": "FFFFA3A3", "warning": "FFFFE08A", "note": "FFCFE3F7"}
"""How a cell is filled, by the gravest problem in it."""
GREY = "FFD8D8D8"
"""How a row is filled that does not count."""
LEVELS: dict[ProblemLevel, Say] = {
    "error": Say("须改正", "to be corrected"),
    "warning": Say("请核对", "to be looked at"),
    "note": Say("备注", "note"),
}
"""What each colour asks for."""

WORDS: dict[str, Say] = {
    "title": Say("审核结果", "Review result"),
    "of": Say("{path}　{reporter}", "{path}  {reporter}"),
    "nothing": Say("没有发现需要改正的内容。", "Nothing was found that needs correcting."),
    "found": Say(
        "未计入 {rows} 行；须改正 {errors} 处，请核对 {warnings} 处，备注 {notes} 处。",
        "{rows} rows do not count; {errors} places to correct, {warnings} to look at, {notes} notes.",
    ),
    "how": Say(
        "请在各表中改正红色的单元格，核对黄色的，改好后重新报送；本表不会被读取。点击位置可以跳到该单元格。",
        "Correct the red cells, look at the yellow ones, and send it again; this sheet is not read. Each place is a link.",
    ),
    "legend": Say("颜色", "Colours"),
    "grey": Say("未计入的行", "a row that does not count"),
    "lost": Say("本副本中没有保留下列内容（原文件没有改动）", "This copy lacks the following (the original file is untouched)"),
    "lost_item": Say("{what}：{n} 处", "{what}: {n}"),
    "uncommented": Say(
        "批注只加到前 {n} 个单元格；其余的只涂颜色，问题见下表。",
        "Only the first {n} cells have comments; the others are coloured, and listed below.",
    ),
    "accounts": Say("各表行数（读取 = 其余各项之和）", "Rows of each sheet (read = the sum of the others)"),
    "problems": Say("问题清单（{n} 处）", "Problems ({n})"),
    "rows": Say("未计入的行（{n} 行）", "Rows that do not count ({n})"),
    "cut": Say("…… 另有 {n} 项未列出", "... {n} more are not listed"),
    "sheet": Say("工作表", "Sheet"),
    "place": Say("位置", "Where"),
    "level": Say("程度", "Grade"),
    "seen": Say("填写内容", "What stands there"),
    "what": Say("问题", "What is wrong"),
    "expected": Say("应为", "Expected"),
    "remedy": Say("怎么改", "Remedy"),
    "fate": Say("去向", "Fate"),
    "why": Say("原因", "Why"),
    "row": Say("第 {row} 行", "row {row}"),
    "whole_file": Say("整个文件", "the whole file"),
    "whole_sheet": Say("整张表", "the whole sheet"),
    "comment_remedy": Say("怎么改：{remedy}", "Remedy: {remedy}"),
    "comment_row": Say("本行未计入：{why}", "This row does not count: {why}"),
    "earlier": Say("原批注：{text}", "Earlier comment: {text}"),
    "read": Say("读取", "Read"),
    "counted": Say("计入", "Counted"),
    "others": Say("其余各行", "The others"),
    "rejected": Say("退回", "Rejected"),
    "duplicate": Say("重复", "Duplicate"),
    "double-claim": Say("争报", "Double claim"),
    "out-of-period": Say("期外", "Out of period"),
    "future": Say("未到", "Future"),
    "superseded": Say("作废", "Superseded"),
    "skipped": Say("略过", "Skipped"),
}
"""Every text; ``{names}`` are filled in."""
