"""The words of the reports that are made of tables (csv, md, xlsx), in both languages."""

from __future__ import annotations

from assistcheck.i18n import LocalizedText

TITLES: dict[str, LocalizedText] = {
    "details": LocalizedText("基本情况", "Run"),
    "counts": LocalizedText("总体情况", "Overall"),
    "items": LocalizedText("未完成事项", "Open items"),
    "waived": LocalizedText("已备案事项", "Waived"),
    "matrix": LocalizedText("一览-{kind}", "Matrix {kind}"),
    "outcomes": LocalizedText("全部事项", "All outcomes"),
    "problems": LocalizedText("数据问题", "Problems"),
    "remedies": LocalizedText("各类问题怎么改", "Remedies"),
    "accounts": LocalizedText("各表行数", "Row accounts"),
    "inputs": LocalizedText("报送文件", "Inputs"),
}
"""What each table is called; in a workbook, its sheet."""

NOTES: dict[str, LocalizedText] = {
    "items": LocalizedText("最需处理的在前", "the most pressing first"),
    "waived": LocalizedText("时段为空：整项免除", "no period: the whole duty"),
    "matrix": LocalizedText("空白：没有该主体的此项事项", "blank: there is no such duty for the subject"),
    "accounts": LocalizedText("读取 = 其余各项之和", "read = the sum of the others"),
}
"""One line under the title of a table."""

HEADS: dict[str, LocalizedText] = {
    "key": LocalizedText("项目", "Item"),
    "value_of": LocalizedText("内容", "Value"),
    "rule": LocalizedText("规则", "Rule"),
    "title": LocalizedText("事项", "Duty"),
    "clause": LocalizedText("条款", "Clause"),
    "level": LocalizedText("约束", "Level"),
    "kind": LocalizedText("类别", "Kind"),
    "subject": LocalizedText("主体", "Subject"),
    "debtor": LocalizedText("责任主体", "Debtor"),
    "status": LocalizedText("状态", "Status"),
    "status_id": LocalizedText("状态代码", "Status id"),
    "total": LocalizedText("合计", "Total"),
    "have": LocalizedText("现有", "Have"),
    "need": LocalizedText("应有", "Need"),
    "compare": LocalizedText("比较", "Comparison"),
    "target": LocalizedText("目标", "Target"),
    "upper": LocalizedText("上限", "Upper end"),
    "expected": LocalizedText("序时应有", "Pace"),
    "gap": LocalizedText("差", "Gap"),
    "unit": LocalizedText("单位", "Unit"),
    "due": LocalizedText("到期日", "Due"),
    "left": LocalizedText("剩余天数", "Days left"),
    "per_month": LocalizedText("此后每月须完成", "Needed per month"),
    "near": LocalizedText("改正后可计入的行", "Rows that nearly count"),
    "missing": LocalizedText("缺报时段", "Missing periods"),
    "reason": LocalizedText("说明", "Reason"),
    "reading": LocalizedText("口径", "Reading"),
    "evidence": LocalizedText("计入的行", "Rows that count"),
    "excluded": LocalizedText("未计入的行及原因", "Rows left out, and why"),
    "period": LocalizedText("时段", "Period"),
    "grounds": LocalizedText("事由", "Reason"),
    "document": LocalizedText("文号", "Document"),
    "approved_by": LocalizedText("批准人", "Approved by"),
    "expires": LocalizedText("有效期至", "Valid until"),
    "since": LocalizedText("自基线", "Since baseline"),
    "then": LocalizedText("基线时", "In the baseline"),
    "code": LocalizedText("问题代码", "Code"),
    "grade": LocalizedText("程度", "Grade"),
    "path": LocalizedText("文件", "File"),
    "sheet": LocalizedText("工作表", "Sheet"),
    "cell": LocalizedText("单元格", "Cell"),
    "times": LocalizedText("处数", "Times"),
    "seen": LocalizedText("填写内容", "What stands there"),
    "what": LocalizedText("问题", "What is wrong"),
    "expected_there": LocalizedText("应为", "Expected"),
    "remedy": LocalizedText("怎么改", "Remedy"),
    "number_of": LocalizedText("处数", "Number"),
    "sha256": LocalizedText("SHA-256", "SHA-256"),
    "reporter": LocalizedText("填报主体", "Reporter"),
    "read_as": LocalizedText("读取情况", "Read as"),
    "ledger": LocalizedText("台账代码", "Ledger"),
    "read": LocalizedText("读取", "Read"),
    "counted": LocalizedText("计入", "Counted"),
    "rejected": LocalizedText("退回", "Rejected"),
    "duplicate": LocalizedText("重复", "Duplicate"),
    "double-claim": LocalizedText("争报", "Double claim"),
    "out-of-period": LocalizedText("期外", "Out of period"),
    "future": LocalizedText("未到", "Future"),
    "superseded": LocalizedText("作废", "Superseded"),
    "skipped": LocalizedText("略过", "Skipped"),
}
"""The header of each column."""

DETAILS: dict[str, LocalizedText] = {
    "document": LocalizedText("依据文件", "Document"),
    "as_of": LocalizedText("统计截止日", "As of"),
    "conclusion_text": LocalizedText(
        "未达标 {short} 项，涉及 {subjects} 个主体；滞后 {behind} 项；无法判定 {unjudged} 项；填报错误 {errors} 处",
        "{short} duties short, of {subjects} subjects; {behind} behind; {unjudged} not judged; faults in the data: {errors}",
    ),
    "incomplete": LocalizedText("有内容未能读取，结论不完整", "some input could not be read; the verdict is not complete"),
    "exit_code": LocalizedText("退出码", "Exit code"),
    "files": LocalizedText("文件数", "Files"),
    "rows": LocalizedText("读取行数", "Rows read"),
    "reading": LocalizedText("口径 {rule}", "Reading of {rule}"),
    "pack": LocalizedText("规则包", "Rule pack"),
    "pack_sha256": LocalizedText("规则包 SHA-256", "Rule pack SHA-256"),
    "tool": LocalizedText("程序", "Tool"),
}
"""What is said of a run as a whole."""

GRADES: dict[str, LocalizedText] = {
    "error": LocalizedText("错误", "error"),
    "warning": LocalizedText("提醒", "warning"),
    "note": LocalizedText("备注", "note"),
}
"""The levels of problems."""

READ_AS: dict[str, LocalizedText] = {
    "read": LocalizedText("已读取", "read"),
    "partial": LocalizedText("部分未能读取", "partly"),
    "superseded": LocalizedText("已被另一份取代", "superseded"),
    "unreadable": LocalizedText("无法读取", "unreadable"),
}
"""How reading an input went."""

COMPARISONS: dict[str, LocalizedText] = {
    "at_least": LocalizedText("不少于", "at least"),
    "more_than": LocalizedText("超过", "more than"),
    "exactly": LocalizedText("等于", "exactly"),
    "between": LocalizedText("介于", "between"),
}
"""How a figure is compared with its target."""

MORE = LocalizedText("…… 另有 {n} 行未列出，见 JSON 报告", "... {n} more rows; the JSON report has them")
CUT = LocalizedText("……（过长，其余见 JSON 报告）", "... (cut; the JSON report has the rest)")
OVERVIEW = LocalizedText("概况", "Overview")
OVERVIEW_WORDS = {
    "contents": LocalizedText("本工作簿各表（行数）", "The sheets of this workbook (rows)"),
    "page": LocalizedText("第 &P 页，共 &N 页", "Page &P of &N"),
}
