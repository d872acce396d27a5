"""The words of the terminal report, in both languages."""

from __future__ import annotations

from assistcheck.i18n import LocalizedText

WORDS: dict[str, LocalizedText] = {
    "as_of": LocalizedText("统计截止 {day}；共 {files} 个文件、{rows} 行", "As of {day}; {files}, {rows}"),
    "reading": LocalizedText("口径：{rule} 按“{name}”——{words}", "Reading: {rule} as {name}: {words}"),
    "conclusion": LocalizedText("未达标 {short} 项，涉及 {subjects} 个主体", "{short} duties short, of {subjects} subjects"),
    "figures_short": LocalizedText("未达标 {short} 项，涉及 {subjects} 个主体", "{short} short, of {subjects}"),
    "short_of": LocalizedText("{who}：{what}，{need}，差 {gap}，期限 {due}", "{who}: {what}, {need}, short {gap}, due {due}"),
    "by_command": LocalizedText("第 {numbers} 件事的命令；{more}", "To do {numbers}. {more}"),
    "figures_errors": LocalizedText("填报错误 {n}", "{n}"),
    "unsent": LocalizedText("未报送 {n}", "{n} not sent"),
    "answer": LocalizedText("{title}：{words}", "{title}: {words}"),
    "debtor": LocalizedText("责任主体", "Who owes it"),
    "behind": LocalizedText("滞后 {n} 项", "{n} behind"),
    "unjudged": LocalizedText("无法判定 {n} 项", "{n} not judged"),
    "errors": LocalizedText("填报错误 {n} 处", "faults in the data: {n}"),
    "stop": LocalizedText("；", "; "),
    "full_stop": LocalizedText("。", "."),
    "comma": LocalizedText("、", ", "),
    "etc": LocalizedText(" 等", " …"),
    "incomplete": LocalizedText(
        "注意：有内容未能读取，结论不完整，改正后请重新核对。",
        "Note: some input could not be read, so the verdict is not complete. Correct it and run again.",
    ),
    "no_roster": LocalizedText(
        "没有{roster}：不知道有哪些{kinds}，无法判定。用 --roster 给出名册工作簿，或在工作簿中加入“{roster}”。",
        "There is no sheet {roster}, so no {kind} is known. Give a workbook of rosters with --roster, or add that sheet.",
    ),
    "no_rows": LocalizedText(
        "所有文件中没有任何填报行，无法判定。", "No ledger of any input holds a row; there is nothing to judge from."
    ),
    "not_whole": LocalizedText("{where}：{what}", "{where}: {what}"),
    "to_do": LocalizedText("。{remedy}。", "; remedy: {remedy}."),
    "absent": LocalizedText("尚未报送的{kinds} {n} 个：{names}", "{n} {kinds} have not sent anything: {names}"),
    "unplaced": LocalizedText(
        "另有 {n} 个文件不知是哪个{kind}的（无法读取，或填报主体不在名册中），可能就是其中几个。",
        "{n} files are of no known {kind} (unreadable, or of a name that is not in the roster); they may be theirs.",
    ),
    "and_more": LocalizedText(" 等，另有 {n} 个", " and {n} more"),
    "counts": LocalizedText("总体情况（项）", "Overall (duties)"),
    "status": LocalizedText("状态", "Status"),
    "total": LocalizedText("合计", "Total"),
    "who": LocalizedText(
        "未达标与滞后（按责任主体归并{parts}；共 {n} 组，最需关注的在前）",
        "Short or behind ({n}, by who owes it{parts}; the worst first)",
    ),
    "parts": LocalizedText("，{parts}归入{kind}", ", {parts} with their {kind}"),
    "party": LocalizedText(
        "未达标 {short} 项（约束性与一般 {binding} 项），滞后 {behind} 项",
        "{short} short ({binding} that bind), {behind} behind",
    ),
    "rule": LocalizedText("规则", "Rule"),
    "duty": LocalizedText("事项", "Duty"),
    "have_need": LocalizedText("现有 / 应有", "Have / need"),
    "gap": LocalizedText("差", "Gap"),
    "then": LocalizedText("基线时", "In the baseline"),
    "due": LocalizedText("到期", "Due"),
    "missing": LocalizedText("（缺 {periods}）", " (missing {periods})"),
    "more_parties": LocalizedText("  …… 另有 {n} 组未列出，加 --all 查看全部", "  ... {n} more; --all shows them"),
    "more_items": LocalizedText("…… 另有 {n} 项未列出，加 --all 查看全部", "... {n} more; --all shows them"),
    "more_errors": LocalizedText("…… 另有 {n} 处未列出，加 --all 查看全部", "... {n} more; --all shows them"),
    "more_sheets": LocalizedText(
        "其余 {n} 张工作表没有未计入的行，加 --all 查看全部",
        "{n} more, whose rows all count; --all shows them",
    ),
    "not_judged": LocalizedText("已到期但无法判定（不等于达标，也不等于零）", "Due but not judged (neither met nor zero)"),
    "group": LocalizedText("{rule} {title}（{why}）{whom}", "{rule} {title} ({why}), {whom}"),
    "counted_as": LocalizedText("{status} {n}", "{n} {status}"),
    "of_levels": LocalizedText("（{levels}）", " ({levels})"),
    "waived_title": LocalizedText("已备案（不计未达标）", "Waived (not counted as short)"),
    "why": LocalizedText("原因", "Why"),
    "whom": LocalizedText("主体", "Whom"),
    "subjects": LocalizedText("{n} 个：{names}", "{n}: {names}"),
    "owed_by": LocalizedText("（责任主体：{names}）", " (owed by {names})"),
    "errors_title": LocalizedText("填报错误 {n} 处，可能影响结论", "Faults in the data that could change a verdict: {n}"),
    "place": LocalizedText("位置", "Where"),
    "what": LocalizedText("问题", "What is wrong"),
    "remedy": LocalizedText("怎么改", "Remedy"),
    "remarks": LocalizedText("提醒 {n} 条（请核对）", "{n} (somebody should look)"),
    "remark": LocalizedText("{title} {n} 处", "{title} ({n})"),
    "colon": LocalizedText("：", ": "),
    "accounts": LocalizedText("各表行数（读取 = 其余各项之和）", "Rows of each sheet (read = the sum of the others)"),
    "lost": LocalizedText("各表中未计入的行：{sheets}。", "Rows that did not count: {sheets}."),
    "lost_in": LocalizedText("《{sheet}》{rows}", "[{sheet}] {rows}"),
    "sheet": LocalizedText("工作表", "Sheet"),
    "sum": LocalizedText("合计", "Sum"),
    "read": LocalizedText("读取", "read"),
    "counted": LocalizedText("计入", "counted"),
    "rejected": LocalizedText("退回", "rejected"),
    "duplicate": LocalizedText("重复", "dupl."),
    "double-claim": LocalizedText("争报", "double"),
    "out-of-period": LocalizedText("期外", "out"),
    "future": LocalizedText("未到", "future"),
    "superseded": LocalizedText("作废", "supers."),
    "skipped": LocalizedText("略过", "skipped"),
    "next_rest": LocalizedText(
        "更多：要求的原文和算法、全部内容、每项计入和未计入的行",
        "More: a duty's words, everything uncut, the rows behind each verdict",
    ),
    "next_all": LocalizedText(
        "更多：要求的原文和算法、每项计入和未计入的行", "More: a duty's words, the rows behind each verdict"
    ),
    "options_rest": LocalizedText(
        "更多：加 --all 查看全部内容，加 --format json 查看每项计入和未计入的行",
        "More: --all for everything uncut, --format json for the rows behind each verdict",
    ),
    "options_all": LocalizedText(
        "更多：加 --format json 查看每项计入和未计入的行", "More: --format json for the rows behind each verdict"
    ),
    "exit": LocalizedText("退出码 {code}：{meaning}", "Exit code {code}: {meaning}"),
    "exit_0": LocalizedText("没有达到 --fail-on 的问题", "nothing at or above --fail-on"),
    "exit_1": LocalizedText(
        "有未达标、已到期的约束性事项无法判定，或有行未能计入", "something is short, cannot be judged, or a row was lost"
    ),
    "exit_0_baseline": LocalizedText("与基线相比没有新增或变差", "nothing is new or worse than in the baseline"),
    "exit_1_baseline": LocalizedText("与基线相比有新增或变差", "something is new or worse than in the baseline"),
    "exit_3": LocalizedText("有内容未能读取，结论不完整", "some input could not be read; the verdict is not complete"),
}
"""Every text of the terminal report; ``{names}`` are filled in, those of the pack's own words by ``pack_words``."""
