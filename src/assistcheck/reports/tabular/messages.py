"""The words of the reports that are made of tables (csv, md, xlsx), in both languages."""

from __future__ import annotations

from assistcheck.i18n import Say

TITLES: dict[str, Say] = {
    "details": Say("基本情况", "Run"),
    "counts": Say("总体情况", "Overall"),
    "items": Say("未完成事项", "Open items"),
    "matrix": Say("一览-{kind}", "Matrix {kind}"),
    "outcomes": Say("全部事项", "All outcomes"),
    "problems": Say("数据问题", "Problems"),
    "remedies": Say("各类问题怎么改", "Remedies"),
    "accounts": Say("各表行数", "Row accounts"),
    "inputs": Say("报送文件", "Inputs"),
}
"""What each table is called; in a workbook, its sheet."""

NOTES: dict[str, Say] = {
    "items": Say("最需处理的在前", "the most pressing first"),
    "matrix": Say("空白：没有该主体的此项事项", "blank: there is no such duty for the subject"),
    "accounts": Say("读取 = 其余各项之和", "read = the sum of the others"),
}
"""One line under the title of a table."""

HEADS: dict[str, Say] = {
    "key": Say("项目", "Item"),
    "value_of": Say("内容", "Value"),
    "rule": Say("规则", "Rule"),
    "title": Say("事项", "Duty"),
    "clause": Say("条款", "Clause"),
    "level": Say("约束", "Level"),
    "kind": Say("类别", "Kind"),
    "subject": Say("主体", "Subject"),
    "debtor": Say("责任主体", "Debtor"),
    "county": Say("县（市、区）", "County"),
    "team": Say("组团", "Team"),
    "status": Say("状态", "Status"),
    "status_id": Say("状态代码", "Status id"),
    "total": Say("合计", "Total"),
    "have": Say("现有", "Have"),
    "need": Say("应有", "Need"),
    "compare": Say("比较", "Comparison"),
    "target": Say("目标", "Target"),
    "upper": Say("上限", "Upper end"),
    "expected": Say("序时应有", "Pace"),
    "gap": Say("差", "Gap"),
    "unit": Say("单位", "Unit"),
    "due": Say("到期日", "Due"),
    "left": Say("剩余天数", "Days left"),
    "per_month": Say("此后每月须完成", "Needed per month"),
    "near": Say("改正后可计入的行", "Rows that nearly count"),
    "missing": Say("缺报时段", "Missing periods"),
    "reason": Say("说明", "Reason"),
    "reading": Say("口径", "Reading"),
    "evidence": Say("计入的行", "Rows that count"),
    "excluded": Say("未计入的行及原因", "Rows left out, and why"),
    "code": Say("问题代码", "Code"),
    "grade": Say("程度", "Grade"),
    "path": Say("文件", "File"),
    "sheet": Say("工作表", "Sheet"),
    "cell": Say("单元格", "Cell"),
    "times": Say("处数", "Times"),
    "seen": Say("填写内容", "What stands there"),
    "what": Say("问题", "What is wrong"),
    "expected_there": Say("应为", "Expected"),
    "remedy": Say("怎么改", "Remedy"),
    "number_of": Say("处数", "Number"),
    "sha256": Say("SHA-256", "SHA-256"),
    "reporter": Say("填报主体", "Reporter"),
    "read_as": Say("读取情况", "Read as"),
    "ledger": Say("台账代码", "Ledger"),
    "read": Say("读取", "Read"),
    "counted": Say("计入", "Counted"),
    "rejected": Say("退回", "Rejected"),
    "duplicate": Say("重复", "Duplicate"),
    "double-claim": Say("争报", "Double claim"),
    "out-of-period": Say("期外", "Out of period"),
    "future": Say("未到", "Future"),
    "superseded": Say("作废", "Superseded"),
    "skipped": Say("略过", "Skipped"),
}
"""The header of each column."""

DETAILS: dict[str, Say] = {
    "document": Say("依据文件", "Document"),
    "as_of": Say("统计截止日", "As of"),
    "conclusion_text": Say(
        "未达标 {short} 项，涉及 {subjects} 个主体；滞后 {behind} 项；无法判定 {unjudged} 项；填报错误 {errors} 处",
        "{short} duties short, of {subjects} subjects; {behind} behind; {unjudged} not judged; faults in the data: {errors}",
    ),
    "incomplete": Say("有内容未能读取，结论不完整", "some input could not be read; the verdict is not complete"),
    "exit_code": Say("退出码", "Exit code"),
    "files": Say("文件数", "Files"),
    "rows": Say("读取行数", "Rows read"),
    "reading": Say("口径 {rule}", "Reading of {rule}"),
    "pack": Say("规则包", "Rule pack"),
    "pack_sha256": Say("规则包 SHA-256", "Rule pack SHA-256"),
    "tool": Say("程序", "Tool"),
}
"""What is said of a run as a whole."""

GRADES: dict[str, Say] = {
    "error": Say("错误", "error"),
    "warning": Say("提醒", "warning"),
    "note": Say("备注", "note"),
}
"""The levels of problems."""

READ_AS: dict[str, Say] = {
    "read": Say("已读取", "read"),
    "partial": Say("部分未能读取", "partly"),
    "superseded": Say("已被另一份取代", "superseded"),
    "unreadable": Say("无法读取", "unreadable"),
}
"""How reading an input went."""

COMPARISONS: dict[str, Say] = {
    "at_least": Say("不少于", "at least"),
    "more_than": Say("超过", "more than"),
    "exactly": Say("等于", "exactly"),
    "between": Say("介于", "between"),
}
"""How a figure is compared with its target."""

MORE = Say("…… 另有 {n} 行未列出，见 JSON 报告", "... {n} more rows; the JSON report has them")
CUT = Say("……（过长，其余见 JSON 报告）", "... (cut; the JSON report has the rest)")
OVERVIEW = Say("概况", "Overview")
OVERVIEW_WORDS = {
    "contents": Say("本工作簿各表（行数）", "The sheets of this workbook (rows)"),
    "page": Say("第 &P 页，共 &N 页", "Page &P of &N"),
}
