"""The words of an explanation, in both languages."""

from __future__ import annotations

from assistcheck.audit.remedy import RemedyKind
from assistcheck.i18n import LocalizedText

WORDS: dict[str, LocalizedText] = {
    "as_of": LocalizedText("统计截止 {day}", "As of {day}"),
    "document": LocalizedText("一、文件怎么说", "1. What the document says"),
    "reading": LocalizedText("二、怎样算达标", "2. How it is read"),
    "measure": LocalizedText("三、怎样计算", "3. How it is measured"),
    "counted": LocalizedText("四、计入的行（{n} 行）", "4. Rows that count ({n})"),
    "left_out": LocalizedText("五、未计入的行（{n} 行）", "5. Rows left out ({n})"),
    "unplaced": LocalizedText(
        "另有 {n} 行写不明是谁的，未计入任何主体，其中可能有该主体的",
        "{n} more rows do not say whose they are and count for nobody; some may be this subject's",
    ),
    "verdict": LocalizedText("六、结论", "6. The verdict"),
    "remedy": LocalizedText("七、最少要改什么", "7. The smallest change"),
    "clause": LocalizedText("条款", "Clause"),
    "quote": LocalizedText("原文", "Words"),
    "responsible": LocalizedText("责任单位", "Responsible"),
    "criterion": LocalizedText("达标标准", "Criterion"),
    "level": LocalizedText("约束", "Level"),
    "reading_used": LocalizedText("采用口径", "Reading used"),
    "default": LocalizedText("默认口径", "the default one"),
    "other_readings": LocalizedText("其他口径", "Other readings"),
    "of_reading": LocalizedText(
        "{words}（在命令行用 --reading {rule}={name}）", "{words} (on the command line: --reading {rule}={name})"
    ),
    "ledger": LocalizedText("所看的表", "Sheet"),
    "whose": LocalizedText("取哪些行", "Whose rows"),
    "is": LocalizedText("“{h}”为“{v}”", '"{h}" is "{v}"'),
    "every_row": LocalizedText("全部行", "every row"),
    "tests": LocalizedText("计入条件", "Rows count where"),
    "no_tests": LocalizedText("填报无误即计入", "they have no fault"),
    "figure": LocalizedText("计算", "Figure"),
    "place": LocalizedText("位置", "Where"),
    "row": LocalizedText("{sheet}第 {row} 行", "{sheet}row {row}"),
    "why": LocalizedText("为何未计入", "Why not"),
    "content": LocalizedText("内容", "What it says"),
    "of_reason": LocalizedText("{why} {n} 行", "{why}: {n}"),
    "other_reasons": LocalizedText("其他原因 {n} 行", "other reasons: {n}"),
    "not_in_part": LocalizedText("分子未计：{why}", "not in the numerator: {why}"),
    "remark": LocalizedText("提醒", "Remark"),
    "none": LocalizedText("没有。", "None."),
    "more": LocalizedText("…… 另有 {n} 行未列出，加 --all 查看全部", "... {n} more rows; --all shows them"),
    "row_by_row": LocalizedText("逐行查看（{n} 行）", "Row by row ({n})"),
    "debtor": LocalizedText("责任主体", "Owed by"),
    "have": LocalizedText("现有", "Have"),
    "need": LocalizedText("应有", "Need"),
    "gap": LocalizedText("差距", "Gap"),
    "pace": LocalizedText("进度", "Pace"),
    "missing": LocalizedText("时段", "Periods"),
    "due": LocalizedText("到期", "Due"),
    "status": LocalizedText("状态", "Status"),
    "because": LocalizedText("说明", "Note"),
    "period": LocalizedText("时段", "Period"),
    "rows_in_it": LocalizedText("计入行数", "Rows"),
    "period_need": LocalizedText("应有", "Need"),
    "period_state": LocalizedText("结果", "Result"),
    "enough": LocalizedText("已足", "enough"),
    "waived": LocalizedText("已备案", "waived"),
    "other_waivers": LocalizedText("备案", "Waivers"),
    "short": LocalizedText("缺", "missing"),
    "to_come": LocalizedText("未到期", "not yet due"),
    "per_month": LocalizedText("每月需要", "Each month"),
    "on_pace": LocalizedText("跟上进度", "To be on pace"),
    "at_least": LocalizedText("至少再有 {n}", "at least {n} more"),
    "to_meet": LocalizedText("要达标", "To meet it"),
    "near": LocalizedText("只差一格", "One cell away"),
    "several": LocalizedText(
        "{name} 在 {n} 个{kind}中各有此项责任，分别说明如下。", "{name} owes this to {n} {kinds}; each is explained below."
    ),
}
"""Every text of an explanation; ``{names}`` are filled in."""

REMEDIES: dict[RemedyKind, LocalizedText] = {
    "nothing": LocalizedText("无需更改。", "Nothing."),
    "send": LocalizedText(
        "报送《{sheet}》，并在其中填写该主体的行。", "Send the sheet {sheet}, with the subject's rows in it."
    ),
    "header": LocalizedText(
        "改好《{sheet}》的表头：必填列齐全，同名的只留一列。",
        "Mend the header of {sheet}: every required column, each of them once.",
    ),
    "baseline": LocalizedText(
        "填写“{header}”，不能空缺或为零：{places}。", 'Fill in "{header}", which must not be blank or zero: {places}.'
    ),
    "correct": LocalizedText(
        "改正上列被退回的行；改正一行并符合条件，才能判定。",
        "Correct the rejected rows above; once one of them counts, there is something to judge.",
    ),
    "rows": LocalizedText("再有 {n} 行符合上列条件的填报。", "{n} more rows that pass the tests above."),
    "distinct": LocalizedText("再有 {n} 个不同的“{header}”。", '{n} more that differ in "{header}".'),
    "amount": LocalizedText("“{header}”合计再增加 {n}。", '"{header}" has to grow by {n} in all.'),
    "periods": LocalizedText(
        "{periods}各报 {n} 行以上，日期在该时段之内。", "At least {n} row(s) dated in each of: {periods}."
    ),
    "part": LocalizedText("“{header}”合计再增加 {n}。", '"{header}" has to grow by {n} in all.'),
    "best-part": LocalizedText("“{header}”再增加 {n}（{places}）。", '"{header}" has to grow by {n} ({places}).'),
    "value": LocalizedText(
        "最新一年的“{header}”须{compare} {n}（{places}）。", '"{header}" of the newest year has to {compare} {n} ({places}).'
    ),
    "every": LocalizedText(
        "每一行的“{header}”都为“{value}”，现有 {n} 行不是：{places}。",
        '"{header}" has to be {value} in every row; {n} are not: {places}.',
    ),
    "pairs": LocalizedText(
        "每个单位只保留一对；现有 {n} 个单位出现在几对中：{places}。",
        "Keep one pair for each institution; {n} stand in several: {places}.",
    ),
    "attest": LocalizedText(
        "《{sheet}》中该事项、该主体的行写明：{state}{done}、{date}（不晚于统计截止日）、{evidence}。",
        "The row of this duty and subject in {sheet} has to say {done}, with a date (not after the as-of date) and evidence.",
    ),
}
"""What has to be done."""

PERIODS_TO_COME = LocalizedText("今后每个时段", "each period to come")
OVER = LocalizedText("超出区间只作提示，不算违反。", "Being above the range is only noted; it breaches nothing.")
IN_YEAR = LocalizedText(
    "日期须在 {first} 至 {last} 之间；确已发生而未报的，补报即可。",
    "Dated from {first} to {last}; what was done but not reported can be reported.",
)
IN_TIME = LocalizedText(
    "只计 {due} 及以前的；期限已过的，只有实际已按期办理、填写有误，才能更正。",
    "Only what came by {due} counts; once that day is past, only a mistake in what was filled in can be corrected.",
)
EXCEED = LocalizedText("超过", "exceed")
REACH = LocalizedText("达到", "reach")
