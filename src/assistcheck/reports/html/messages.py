"""The words of the HTML report that no other format has, in both languages; kinds of subject as the pack names them."""

from __future__ import annotations

from assistcheck.audit.outcomes import Status
from assistcheck.i18n import LocalizedText

SIGNS: dict[Status, LocalizedText] = {
    "met": LocalizedText("达", "M"),
    "on_pace": LocalizedText("序", "P"),
    "not_due": LocalizedText("待", "N"),
    "behind": LocalizedText("滞", "B"),
    "shortfall": LocalizedText("未", "S"),
    "over": LocalizedText("超", "O"),
    "undetermined": LocalizedText("疑", "U"),
    "not_applicable": LocalizedText("–", "–"),
    "waived": LocalizedText("备", "W"),
}
"""Each status as one letter, for the cells of the heat map; the legend says what it stands for."""

HTML_WORDS: dict[str, LocalizedText] = {
    "colon": LocalizedText("：", ": "),
    "cut": LocalizedText(
        "本次共 {n} 项，一个网页容不下：这里只列最需处理的 {shown} 项（未达标、滞后、无法判定）、前 {parties} 个责任主体，"
        "热力图只列各地区汇总，每图至多 {lines} 行。各处的合计数是全部事项的。其余见 JSON、CSV 或 Excel 报告，"
        "也可用 --within 或 --subject 分开生成网页。",
        "There are {n} outcomes, more than a page can hold. Listed are the {shown} most pressing (short, behind, not judged),"
        " the first {parties} debtors, and in the heat maps regions alone, {lines} lines at most. Totals are of all outcomes."
        " The rest is in the JSON, CSV or Excel report; --within or --subject make pages of parts.",
    ),
    "cut_items": LocalizedText(
        "本次共 {n} 项，一个网页容不下：这里只列最需处理的 {shown} 项（未达标、滞后、无法判定）和前 {parties} 个责任主体。"
        "热力图和各处的合计数是全部事项的。其余见 JSON、CSV 或 Excel 报告，也可用 --within 或 --subject 分开生成网页。",
        "There are {n} outcomes, more than a page can hold. Listed are the {shown} most pressing (short, behind, not judged)"
        " and the first {parties} debtors. The heat maps and the totals are of all outcomes."
        " The rest is in the JSON, CSV or Excel report; --within or --subject make pages of parts.",
    ),
    "skip": LocalizedText("跳到正文", "Skip to the content"),
    "views": LocalizedText("视图", "Views"),
    "nav_overview": LocalizedText("概览", "Overview"),
    "nav_map": LocalizedText("热力图", "Heat map"),
    "nav_since": LocalizedText("自基线", "Since the baseline"),
    "nav_items": LocalizedText("事项", "Items"),
    "nav_subjects": LocalizedText("责任主体", "Debtors"),
    "nav_rules": LocalizedText("规则", "Rules"),
    "nav_problems": LocalizedText("数据问题", "Data problems"),
    "nav_accounts": LocalizedText("行数核对", "Row accounts"),
    "nav_run": LocalizedText("运行信息", "This run"),
    "noscript": LocalizedText(
        "浏览器没有启用 JavaScript：各部分依次列在下面，可以阅读和打印；筛选、搜索、各主体的页面和每项的佐证行要启用后才有。"
        "打印时默认只印一页概况；先点“打印全部”，再打印，就印出全部。",
        "JavaScript is off: all parts follow below, to be read and printed. Filters, search, a page for each subject and"
        " the rows behind each verdict need it. What is printed is one page; follow Print everything first to print all.",
    ),
    "search": LocalizedText("查找主体、规则或事项", "Find a subject, a rule or an item"),
    "go": LocalizedText("查找", "Find"),
    "print_one": LocalizedText("打印一页概况", "Print one page"),
    "print": LocalizedText("打印本页", "Print this view"),
    "print_all": LocalizedText("打印全部", "Print everything"),
    "prints": LocalizedText("打印", "Printing"),
    "pack": LocalizedText("规则包 {name}", "Rule pack {name}"),
    "statuses_chart": LocalizedText("各状态项数", "Outcomes by status"),
    "by_clause": LocalizedText("按条款", "By clause"),
    "clause": LocalizedText("条款", "Clause"),
    "distribution": LocalizedText("状态分布", "Statuses"),
    "party": LocalizedText("责任主体", "Debtor"),
    "line": LocalizedText("名称", "Name"),
    "debtor": LocalizedText("责任主体：{name}", "owed by {name}"),
    "kind": LocalizedText("类别", "Kind"),
    "level": LocalizedText("约束", "Level"),
    "worst": LocalizedText("最需关注", "The worst first"),
    "then": LocalizedText("基线时", "In the baseline"),
    "since_none": LocalizedText("没有。", "None."),
    "since_more": LocalizedText("另有 {n} 项未列出，见 JSON 或 CSV 报告。", "{n} more are in the JSON and CSV reports."),
    "gone": LocalizedText("基线中有、本次不再判定 {n} 项", "In the baseline and judged no more ({n})"),
    "new_faults": LocalizedText("新增填报错误", "New faults in the data"),
    "nobody_short": LocalizedText("没有未达标或滞后的事项。", "Nothing is short or behind."),
    "all_parties": LocalizedText("查看全部 {n} 个", "All {n} of them"),
    "map_keys": LocalizedText(
        "用方向键在格间移动，Home、End 到行首行尾，Ctrl+Home、Ctrl+End 到表首表尾，回车或空格查看事项，Esc 回到筛选。",
        "Arrow keys move between cells, Home and End along the line, Ctrl+Home and Ctrl+End across the table;"
        " Enter or the space bar shows the items, Escape leads back to the filters.",
    ),
    "map_empty": LocalizedText("没有此类事项。", "There are no such duties."),
    "legend": LocalizedText("图例", "Legend"),
    "all_regions": LocalizedText("全部，只列汇总", "all, summed up"),
    "before": LocalizedText("上一个", "The one before"),
    "after": LocalizedText("下一个", "The next"),
    "cell": LocalizedText("{status} {n} 项，共 {total} 项", "{status}: {n} of {total}"),
    "only_open": LocalizedText("只看有未达标、滞后或无法判定的", "Only what is short, behind or undetermined"),
    "readout": LocalizedText("移到一格上查看说明。", "Move to a cell to read about it."),
    "all": LocalizedText("全部", "all"),
    "open": LocalizedText("待办（未达标、滞后）", "open (short or behind)"),
    "filter": LocalizedText("筛选", "Filter"),
    "text_filter": LocalizedText("文字", "Text"),
    "shown": LocalizedText("{n} 项", "{n} items"),
    "shown_part": LocalizedText("{n} 项，先列出 {part} 项", "{n} items, the first {part} of them"),
    "more": LocalizedText("再列出 {n} 项", "Show {n} more"),
    "reset": LocalizedText("清除筛选", "Clear the filters"),
    "items_about": LocalizedText("未达标与滞后的事项，最需关注的在前。", "What is short or behind, the gravest first."),
    "none_found": LocalizedText("没有符合条件的事项。", "No item matches."),
    "progress": LocalizedText("进度", "Progress"),
    "note": LocalizedText("说明", "Note"),
    "rows": LocalizedText("依据", "Rows"),
    "evidence": LocalizedText("佐证 {n} 行", "rows that count: {n}"),
    "excluded": LocalizedText("未计入 {n} 行", "left out: {n}"),
    "counted_rows": LocalizedText("计入", "These count"),
    "excluded_rows": LocalizedText("未计入", "These do not"),
    "at_rows": LocalizedText("{sheet}第 {rows} 行", "{sheet}rows {rows}"),
    "hints": LocalizedText("提示", "Hints"),
    "no_reading": LocalizedText("通常口径", "the usual reading"),
    "measured": LocalizedText(
        "《{sheet}》中{tests}的行：{figure}", "in the sheet {sheet}, of the rows where {tests}: {figure}"
    ),
    "measured_all": LocalizedText("《{sheet}》：{figure}", "in the sheet {sheet}: {figure}"),
    "also": LocalizedText("，且", " and "),
    "used_reading": LocalizedText("所用口径", "Reading used"),
    "who_short": LocalizedText("谁差什么", "Who is short"),
    "nobody": LocalizedText("没有未达标或滞后的。", "Nobody is short or behind."),
    "undetermined_list": LocalizedText("无法判定的", "Not judged"),
    "everybody": LocalizedText("全部主体的结果", "All outcomes of this rule"),
    "judged_title": LocalizedText("人工认定（不判达标与否）", "Judged by people; never passed or failed"),
    "own": LocalizedText("自身事项", "Its own duties"),
    "not_found": LocalizedText("没有这个页面：{name}", "There is no such page: {name}"),
    "problems_none": LocalizedText("没有发现数据问题。", "No problems were found in the data."),
    "each_problem": LocalizedText("逐处列出", "Each of them"),
    "problem_level": LocalizedText("级别", "Level"),
    "problem_code": LocalizedText("代码", "Code"),
    "file": LocalizedText("文件", "File"),
    "sha256": LocalizedText("SHA-256", "SHA-256"),
    "reporter": LocalizedText("填报主体", "Reporter"),
    "read_status": LocalizedText("读取情况", "Reading it"),
    "tool": LocalizedText("程序", "Program"),
    "rule_pack": LocalizedText("规则包", "Rule pack"),
    "document": LocalizedText("文件依据", "Document"),
    "as_of_day": LocalizedText("统计截止", "As of"),
    "readings_used": LocalizedText("采用的口径", "Readings used"),
    "exit_code": LocalizedText("退出码", "Exit code"),
    "inputs": LocalizedText("填报文件", "Inputs"),
    "offline": LocalizedText(
        "本报告是一个独立文件，不联网，不向外发送任何内容。",
        "This report is one file on its own; it uses no network and sends nothing anywhere.",
    ),
}

SCRIPT_WORDS = (
    *("all", "all_regions", "at_rows", "cell", "colon", "counted_rows", "region", "debtor", "due", "duty", "everybody"),
    *("evidence", "excluded", "excluded_rows", "gap", "have_need", "hints", "line", "members", "more", "nav_subjects"),
    *("none_found", "not_found", "note", "of_region", "of_reporting", "own", "progress", "readout", "rows", "rule"),
    *("shown", "shown_part", "status", "whom"),
)
"""The texts that the page's script writes."""
