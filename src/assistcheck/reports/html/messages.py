"""The words of the HTML report that no other format has, in both languages."""

from __future__ import annotations

from assistcheck.audit.outcomes import Status
from assistcheck.i18n import Say
from assistcheck.reports.terminal.messages import WORDS

SIGNS: dict[Status, Say] = {
    "met": Say("达", "M"),
    "on_pace": Say("序", "P"),
    "not_due": Say("待", "N"),
    "behind": Say("滞", "B"),
    "shortfall": Say("未", "S"),
    "over": Say("超", "O"),
    "undetermined": Say("疑", "U"),
    "not_applicable": Say("–", "–"),
    "waived": Say("备", "W"),
}
"""Each status as one letter, for the cells of the heat map; the legend says what it stands for."""

HTML_WORDS: dict[str, Say] = {
    "colon": Say("：", ": "),
    "skip": Say("跳到正文", "Skip to the content"),
    "views": Say("视图", "Views"),
    "nav_overview": Say("概览", "Overview"),
    "nav_map": Say("热力图", "Heat map"),
    "nav_items": Say("事项", "Items"),
    "nav_subjects": Say("责任主体", "Debtors"),
    "nav_rules": Say("规则", "Rules"),
    "nav_problems": Say("数据问题", "Data problems"),
    "nav_accounts": Say("行数核对", "Row accounts"),
    "nav_run": Say("运行信息", "This run"),
    "noscript": Say(
        "浏览器没有启用 JavaScript：各部分依次列在下面，可以阅读和打印；筛选、搜索、各主体的页面和每项的佐证行要启用后才有。",
        "JavaScript is off: all parts follow below, to be read and printed. Filters, search, a page for each subject and"
        " the rows behind each verdict need it.",
    ),
    "search": Say("查找主体、规则或事项", "Find a subject, a rule or an item"),
    "go": Say("查找", "Find"),
    "print": Say("打印本页", "Print this view"),
    "pack": Say("规则包 {name}", "Rule pack {name}"),
    "statuses_chart": Say("各状态项数", "Outcomes by status"),
    "by_clause": Say("按条款", "By clause"),
    "clause": Say("条款", "Clause"),
    "distribution": Say("状态分布", "Statuses"),
    "party": Say("责任主体", "Debtor"),
    "line": Say("名称", "Name"),
    "debtor": Say("责任主体：{name}", "owed by {name}"),
    "county": Say("县（市、区）", "County"),
    "team": Say("组团", "Team"),
    "kind": Say("类别", "Kind"),
    "level": Say("约束", "Level"),
    "worst": Say("最需关注", "The worst first"),
    "nobody_short": Say("没有未达标或滞后的事项。", "Nothing is short or behind."),
    "all_parties": Say("查看全部 {n} 个", "All {n} of them"),
    "map_local": Say("县与组团", "Counties and teams"),
    "map_central": Say("全市和工作组", "The programme and the work groups"),
    "map_local_about": Say(
        "每格汇总该组团及其单位、镇、村在一条规则下的结果，显示最需关注的状态；数字是处于这一状态的项数。县的一行汇总全县。",
        "A cell sums up what a team, its units, town and villages have under one rule, and shows the gravest status;"
        " the number is how many have it. A county's line sums up the county.",
    ),
    "map_central_about": Say(
        "东莞市、市外工作组承担的事项；为被帮扶市承担的，写明对哪个市。",
        "The duties of the programme and of the work groups; what the programme owes for a city stands apart.",
    ),
    "map_keys": Say(
        "用方向键在格间移动，Home、End 到行首行尾，Ctrl+Home、Ctrl+End 到表首表尾，回车查看事项。",
        "Arrow keys move between cells, Home and End along the line, Ctrl+Home and Ctrl+End across the table;"
        " Enter shows the items.",
    ),
    "map_empty": Say("没有此类事项。", "There are no such duties."),
    "legend": Say("图例", "Legend"),
    "cell": Say("{status} {n} 项，共 {total} 项", "{status}: {n} of {total}"),
    "show_teams": Say("显示组团", "Show teams"),
    "only_open": Say("只看有未达标、滞后或无法判定的", "Only what is short, behind or undetermined"),
    "readout": Say("移到一格上查看说明。", "Move to a cell to read about it."),
    "all": Say("全部", "all"),
    "open": Say("待办（未达标、滞后）", "open (short or behind)"),
    "filter": Say("筛选", "Filter"),
    "text_filter": Say("文字", "Text"),
    "shown": Say("{n} 项", "{n} items"),
    "shown_part": Say("{n} 项，先列出 {part} 项", "{n} items, the first {part} of them"),
    "more": Say("再列出 {n} 项", "Show {n} more"),
    "reset": Say("清除筛选", "Clear the filters"),
    "items_about": Say("未达标与滞后的事项，最需关注的在前。", "What is short or behind, the gravest first."),
    "none_found": Say("没有符合条件的事项。", "No item matches."),
    "progress": Say("进度", "Progress"),
    "note": Say("说明", "Note"),
    "rows": Say("依据", "Rows"),
    "evidence": Say("佐证 {n} 行", "rows that count: {n}"),
    "excluded": Say("未计入 {n} 行", "left out: {n}"),
    "counted_rows": Say("计入", "These count"),
    "excluded_rows": Say("未计入", "These do not"),
    "at_rows": Say("{sheet}第 {rows} 行", "{sheet}rows {rows}"),
    "hints": Say("提示", "Hints"),
    "no_reading": Say("通常口径", "the usual reading"),
    "measured": Say("《{sheet}》中{tests}的行：{figure}", "in the sheet {sheet}, of the rows where {tests}: {figure}"),
    "measured_all": Say("《{sheet}》：{figure}", "in the sheet {sheet}: {figure}"),
    "also": Say("，且", " and "),
    "used_reading": Say("所用口径", "Reading used"),
    "who_short": Say("谁差什么", "Who is short"),
    "nobody": Say("没有未达标或滞后的。", "Nobody is short or behind."),
    "undetermined_list": Say("无法判定的", "Not judged"),
    "everybody": Say("全部主体的结果", "All outcomes of this rule"),
    "judged_title": Say("人工认定（不判达标与否）", "Judged by people; never passed or failed"),
    "own": Say("自身事项", "Its own duties"),
    "members": Say("本县的组团和工作组", "Teams and work groups of the county"),
    "of_team": Say("所属组团：", "Team: "),
    "of_county": Say("所在县（市、区）：", "County: "),
    "not_found": Say("没有这个页面：{name}", "There is no such page: {name}"),
    "problems_none": Say("没有发现数据问题。", "No problems were found in the data."),
    "each_problem": Say("逐处列出", "Each of them"),
    "problem_level": Say("级别", "Level"),
    "problem_code": Say("代码", "Code"),
    "file": Say("文件", "File"),
    "sha256": Say("SHA-256", "SHA-256"),
    "reporter": Say("填报主体", "Reporter"),
    "read_status": Say("读取情况", "Reading it"),
    "tool": Say("程序", "Program"),
    "rule_pack": Say("规则包", "Rule pack"),
    "document": Say("文件依据", "Document"),
    "as_of_day": Say("统计截止", "As of"),
    "readings_used": Say("采用的口径", "Readings used"),
    "exit_code": Say("退出码", "Exit code"),
    "inputs": Say("填报文件", "Inputs"),
    "offline": Say(
        "本报告是一个独立文件，不联网，不向外发送任何内容。",
        "This report is one file on its own; it uses no network and sends nothing anywhere.",
    ),
}

PAGE_WORDS: dict[str, Say] = {**WORDS, **HTML_WORDS}
"""Every text of the page; ``{names}`` are filled in."""

SCRIPT_WORDS = (
    *("all", "at_rows", "counted_rows", "county", "debtor", "due", "duty", "everybody", "evidence", "excluded"),
    *("excluded_rows", "gap", "have_need", "hints", "members", "more", "nav_subjects", "none_found", "not_found"),
    *("note", "of_county", "of_team", "own", "progress", "readout", "rows", "rule", "shown", "shown_part"),
    *("status", "whom"),
)
"""The texts that the page's script writes."""
