"""The words of notices and letters, in both languages; ``{names}`` are filled in."""

from __future__ import annotations

from assistcheck.i18n import LocalizedText

TEXT: dict[str, LocalizedText] = {
    # what stands above
    "addressed": LocalizedText("{name}：", "{name}"),
    "reference": LocalizedText("文号：{number}", "Reference: {number}"),
    "subject": LocalizedText("{title}", "Subject: {title}"),
    "greeting": LocalizedText("{name}：", "Dear {name}{mark}"),
    # the opening
    "open": LocalizedText(
        "对照《{title}》，核对了{name}截至{day}的填报材料：{counts}。现将有关事项通知如下，请逐项整改。",
        "What was sent for {name} was checked against “{title}” as of {day}: {counts}. The table lists what remains to "
        "be done, with room below each item for your answer.",
    ),
    "open_nothing": LocalizedText(
        "对照《{title}》，核对了{name}截至{day}的填报材料：没有未达标或滞后的事项{counts}。",
        "What was sent for {name} was checked against “{title}” as of {day}: nothing is short or behind the pace{counts}.",
    ),
    "open_absent": LocalizedText(
        "截至{day}，尚未收到{name}的填报表，《{title}》规定的{n}项工作无法核对。",
        "As of {day} no workbook of {name} has come in, so {n} of the duties under “{title}” could not be checked.",
    ),
    "short": LocalizedText("未达标{n}项", "{n} {duties_are} short"),
    "behind": LocalizedText("滞后于序时进度{n}项", "{n} {duties_are} behind the pace"),
    "unjudged": LocalizedText("无法判定{n}项", "{n} could not be judged"),
    "and_unjudged": LocalizedText("，另有{n}项无法判定", ", and {n} {duties} could not be judged"),
    "only_short": LocalizedText("本通知只列未达标事项。", "Only what is short is listed."),
    "incomplete": LocalizedText(
        "另有部分填报材料未能读取，以上情况可能不完整，待能够读取后重新核对。",
        "Some of what was sent could not be read, so this is not complete; it will be checked again once that is corrected.",
    ),
    # the table
    "number": LocalizedText("序号", "No."),
    "duty": LocalizedText("事项", "Duty"),
    "have": LocalizedText("现有", "Have"),
    "need": LocalizedText("应有", "Need"),
    "gap": LocalizedText("差额", "Gap"),
    "due": LocalizedText("期限", "Due"),
    "measures": LocalizedText("整改措施", "Measures"),
    "finish": LocalizedText("完成时限", "To be done by"),
    "person": LocalizedText("责任人", "Person in charge"),
    "proof": LocalizedText("佐证材料", "Evidence"),
    "is_behind": LocalizedText("滞后，目前应达{n}", "behind; {n} by now"),
    "overdue": LocalizedText("{day}（已逾期）", "{day} (overdue)"),
    "no_due": LocalizedText("无法确定", "cannot be told"),
    # the details
    "details": LocalizedText("依据和核对情况", "Grounds"),
    "item": LocalizedText("第{n}项", "No. {n}"),
    "item_for": LocalizedText("第{n}项（{whom}）", "No. {n} ({whom})"),
    "rule": LocalizedText("{title}（{level}）", "{title} ({level})"),
    "rule_id": LocalizedText("（{rule}）", " ({rule})"),
    "titled": LocalizedText("{title}（{rule}）", "{title} ({rule})"),
    "titled_for": LocalizedText("{title}（{names}，{rule}）", "{title} ({names}; {rule})"),
    "titled_many": LocalizedText("{title}（{n}项，{rule}）", "{title} ({n}; {rule})"),
    "clause": LocalizedText("依据第{n}条", "Clause {n}"),
    "preamble": LocalizedText("依据序言", "Preamble"),
    "quoted": LocalizedText("“{quote}”。", "“{quote}”."),
    "criterion": LocalizedText("认定标准", "Criterion"),
    "criterion_of": LocalizedText("认定标准（{rule}）", "Criterion ({rule})"),
    "counted": LocalizedText("计入{words}", "counted: {words}"),
    "none_counted": LocalizedText("无可计入的行", "no row counts"),
    "left_out": LocalizedText("未计入{words}", "not counted: {words}"),
    "problem": LocalizedText("填报问题：{words}", "to be corrected: {words}"),
    # what comes after
    "unjudged_section": LocalizedText("无法判定的事项（{n}项）", "Not judged ({n})"),
    "unjudged_note": LocalizedText(
        "以下事项既未认定达标，也未认定未达标，补报或更正后重新核对。",
        "These are neither met nor short; they will be checked again once what is missing is sent or corrected.",
    ),
    "reason": LocalizedText("{reason}（{n}项）", "{reason} ({n})"),
    "waived_section": LocalizedText("已备案的事项（{n}项，不需反馈）", "Waived ({n}; no answer is needed)"),
    "problems_section": LocalizedText("其他填报问题", "Other faults in the workbook"),
    "notes": LocalizedText("填报情况", "Notes on your duties"),
    # the reply
    "reply": LocalizedText(
        "请于{day}前填妥上表，连同补齐、更正后的填报表一并反馈。",
        "Please return the table, with measures, date, person in charge and evidence filled in, together with the completed or "
        "corrected workbook, by {day}.",
    ),
    "resend": LocalizedText("请于{day}前补报或更正填报表。", "Please send the workbook, completed or corrected, by {day}."),
    "send": LocalizedText("请于{day}前报送填报表。", "Please send the workbook by {day}."),
    "questions": LocalizedText("联系人及电话：{contact}", "Questions may be put to {contact}."),
    "closing": LocalizedText("特此通知。", "Yours sincerely,"),
    "contact": LocalizedText("（联系人及电话：{contact}）", "{contact}"),
    "enclosures": LocalizedText("附件：{title}", "Enclosure: {title}"),
    # what is to be filled in by hand
    "no_sender": LocalizedText("（发文单位）", "(sender)"),
    "no_day": LocalizedText("（成文日期）", "(date)"),
    "no_reply_by": LocalizedText("（请填写反馈截止日期）", "(last day for the answer)"),
    "no_contact": LocalizedText("请填写", "(name and telephone)"),
    # between words
    "stop": LocalizedText("；", "; "),
    "comma": LocalizedText("、", ", "),
    "full_stop": LocalizedText("。", "."),
    "colon": LocalizedText("：", ": "),
}
