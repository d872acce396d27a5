"""The words of a marked workbook, in both languages."""

from __future__ import annotations

from assistcheck.i18n import LocalizedText
from assistcheck.problem_codes import ProblemLevel

AUTHOR = "assistcheck"
"""The author of the comments."""
COLOURS: dict[ProblemLevel, str] = {"error": "FFFFA3A3", "warning": "FFFFE08A", "note": "FFCFE3F7"}
"""How a cell is filled, by the gravest problem in it."""
GREY = "FFD8D8D8"
"""How a row is filled that does not count."""
LEVELS: dict[ProblemLevel, LocalizedText] = {
    "error": LocalizedText("须改正", "to be corrected"),
    "warning": LocalizedText("请核对", "to be looked at"),
    "note": LocalizedText("备注", "note"),
}
"""What each colour asks for."""

WORDS: dict[str, LocalizedText] = {
    "title": LocalizedText("审核结果", "Review result"),
    "of": LocalizedText("{path}　{reporter}", "{path}  {reporter}"),
    "nothing": LocalizedText("没有发现需要改正的内容。", "Nothing was found that needs correcting."),
    "found": LocalizedText(
        "未计入 {rows} 行；须改正 {errors} 处，请核对 {warnings} 处，备注 {notes} 处。",
        "{rows} rows do not count; {errors} places to correct, {warnings} to look at, {notes} notes.",
    ),
    "how": LocalizedText(
        "请在本单位自己的《{file}》中改正：红色的单元格须改正，黄色的请核对；改好后重新报送那一份。"
        "不要改这份标注副本：它带有标记，交回来不会被读取。点击位置可以跳到该单元格。",
        'Correct your own "{file}": the red cells, and look at the yellow ones; then send that again. '
        "Do not correct this marked copy: it bears a mark and is not read when it comes back. Each place is a link.",
    ),
    "how_list": LocalizedText(
        "请在本单位自己的《{file}》中逐项改正，改好后重新报送那一份（{why}）。",
        'Correct your own "{file}" item by item, and send that again ({why}).',
    ),
    "legend": LocalizedText("颜色", "Colours"),
    "grey": LocalizedText("未计入的行", "a row that does not count"),
    "lost": LocalizedText(
        "本副本中没有保留下列内容（原文件没有改动）", "This copy lacks the following (the original file is untouched)"
    ),
    "lost_item": LocalizedText("{what}：{n} 处", "{what}: {n}"),
    "uncommented": LocalizedText(
        "同一问题超过 {many} 处时，批注只加到前 {first} 处；批注共不超过 {most} 条。其余的只涂颜色，位置见下表。",
        "Of a problem in more than {many} cells the first {first} have comments, and no more than {most} cells in all; "
        "the others are coloured, and listed below.",
    ),
    "accounts": LocalizedText("各表行数（读取 = 其余各项之和）", "Rows of each sheet (read = the sum of the others)"),
    "problems": LocalizedText("问题清单（{n} 处）", "Problems ({n})"),
    "rows": LocalizedText("未计入的行（{n} 行）", "Rows that do not count ({n})"),
    "cut": LocalizedText("…… 另有 {n} 项未列出", "... {n} more are not listed"),
    "sheet": LocalizedText("工作表", "Sheet"),
    "place": LocalizedText("位置", "Where"),
    "level": LocalizedText("程度", "Grade"),
    "seen": LocalizedText("填写内容", "What stands there"),
    "what": LocalizedText("问题", "What is wrong"),
    "expected": LocalizedText("应为", "Expected"),
    "remedy": LocalizedText("怎么改", "Remedy"),
    "fate": LocalizedText("去向", "Fate"),
    "why": LocalizedText("原因", "Why"),
    "row": LocalizedText("第 {row} 行", "row {row}"),
    "run": LocalizedText("第 {first}–{last} 行（{n} 行）", "rows {first}–{last} ({n})"),
    "cells": LocalizedText("{cells}（{n} 处）", "{cells} ({n})"),
    "whole_file": LocalizedText("整个文件", "the whole file"),
    "whole_sheet_rows": LocalizedText("整张表（{n} 行）", "the whole sheet ({n} rows)"),
    "unused_sheet": LocalizedText("整张表没有采用，见上面的问题", "the sheet as a whole was not used; see the problems above"),
    "whole_sheet": LocalizedText("整张表", "the whole sheet"),
    "comment_remedy": LocalizedText("怎么改：{remedy}", "Remedy: {remedy}"),
    "comment_row": LocalizedText("本行未计入：{why}", "This row does not count: {why}"),
    "earlier": LocalizedText("原批注：{text}", "Earlier comment: {text}"),
    "read": LocalizedText("读取", "Read"),
    "counted": LocalizedText("计入", "Counted"),
    "others": LocalizedText("其余各行", "The others"),
    "rejected": LocalizedText("退回", "Rejected"),
    "duplicate": LocalizedText("重复", "Duplicate"),
    "double-claim": LocalizedText("争报", "Double claim"),
    "out-of-period": LocalizedText("期外", "Out of period"),
    "future": LocalizedText("未到", "Future"),
    "superseded": LocalizedText("作废", "Superseded"),
    "skipped": LocalizedText("略过", "Skipped"),
}
"""Every text; ``{names}`` are filled in."""
