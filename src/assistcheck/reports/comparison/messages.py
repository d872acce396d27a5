"""The words of comparisons."""

from __future__ import annotations

from assistcheck.comparison.causes import How
from assistcheck.comparison.changes import Note
from assistcheck.comparison.inputs import FileFate
from assistcheck.comparison.kinds import Kind
from assistcheck.comparison.what_if import Factor
from assistcheck.i18n import LocalizedText

FACTOR_WORDS: dict[Factor, LocalizedText] = {
    "data": LocalizedText("数据", "data"),
    "rules": LocalizedText("规则", "rules"),
    "waivers": LocalizedText("备案", "waivers"),
    "time": LocalizedText("时间", "time"),
}
HOW_WORDS: dict[How, LocalizedText] = {
    "rows": LocalizedText("{rows}", "{rows}"),
    "sent": LocalizedText("{reporter}此前未报送，现已报送", "{reporter} had not sent anything, and now has"),
    "unsent": LocalizedText(
        "{reporter}此前已报送，现在没有它的工作簿", "{reporter} had sent a workbook, and there is none of it now"
    ),
    "superseded": LocalizedText(
        "{reporter}重新报送，原工作簿作废", "{reporter} sent a workbook that stands for the former one"
    ),
    "unreadable": LocalizedText("{reporter}的工作簿现在无法读取", "the workbook of {reporter} cannot be read now"),
    "readable": LocalizedText(
        "{reporter}的工作簿此前无法读取，现已可读", "the workbook of {reporter} could not be read, and now can"
    ),
    "terms": LocalizedText(
        "名册或起算日变动，应有数或期限随之不同", "rosters or the first day changed, and with them what is owed or when"
    ),
    "roster": LocalizedText("名册变动", "the rosters changed"),
    "elsewhere": LocalizedText("其他表或名册变动", "other sheets or rosters changed"),
    "unknown": LocalizedText("表中的行有变动（无法逐行对照）", "rows of the sheet changed (which cannot be told)"),
    "reading": LocalizedText("口径由“{before}”改为“{after}”", "the reading changed from {before} to {after}"),
    "rule": LocalizedText("这条规则的算法、目标或期限有改动", "what the rule measures, or asks by when, changed"),
    "pack": LocalizedText("规则包的其他部分有改动", "another part of the rule pack changed"),
    "program": LocalizedText(
        "数据、规则和时间都未变；程序版本 {before} → {after}", "nothing else changed; the program did: {before} → {after}"
    ),
    "rule-came": LocalizedText("上次没有核对这条规则", "the rule was not judged before"),
    "rule-left": LocalizedText("这次没有核对这条规则", "the rule is not judged now"),
    "granted": LocalizedText("新获备案，{words}", "newly waived: {words}"),
    "ended": LocalizedText("备案不再有效：原为 {words}", "no waiver any more; it was: {words}"),
    "expired": LocalizedText("备案于 {last} 到期：{words}", "the waiver ended on {last}: {words}"),
    "periods": LocalizedText("备案的时段变动：{words}", "other periods are waived: {words}"),
    "due": LocalizedText("{due} 到期", "it fell due on {due}"),
    "period": LocalizedText("已到期的时段由 {before} 个变为 {after} 个", "{after} periods have ended, instead of {before}"),
    "pace": LocalizedText("序时进度由 {before} 变为 {after}", "the pace went from {before} to {after}"),
    "countable": LocalizedText("原来日期未到的行，现在可以计入", "rows dated ahead count now"),
    "day": LocalizedText("统计截止日不同", "the as-of date is another one"),
}
"""How each cause worked; ``{names}`` are its facts."""
FILE_WORDS: dict[FileFate, LocalizedText] = {
    "same": LocalizedText("未变", "the same"),
    "renamed": LocalizedText("改名，内容未变", "renamed, the same within"),
    "resaved": LocalizedText("另存过，各行未变", "saved again, the same rows"),
    "changed": LocalizedText("内容有变", "changed"),
    "came": LocalizedText("新来", "came"),
    "went": LocalizedText("不在了", "gone"),
}
NOTE_WORDS: dict[Note, LocalizedText] = {
    "same": LocalizedText("两次结果完全相同", "Both runs found the same"),
    "earlier": LocalizedText(
        "注意：后一份报告的统计截止日（{new}）早于前一份（{old}），请核对先后顺序",
        "The later report is as of an earlier day ({new}) than the former one ({old}); see whether their order is right",
    ),
    "old-incomplete": LocalizedText(
        "前一份报告不完整：有内容当时未能读取", "The former report was not complete: something could not be read"
    ),
    "new-incomplete": LocalizedText(
        "后一份报告不完整：有内容未能读取，结论不完整", "The later report is not complete: something could not be read"
    ),
    "rows-unknown": LocalizedText(
        "有 {n} 张表行数太多或报告中没有行标记，无法逐行对照：{sheets}",
        "The rows of {n} sheets could not be told apart (too many, or no marks in the report): {sheets}",
    ),
    "duties-unknown": LocalizedText(
        "报告由较早版本写出，没有规则说明：数值回落和规则变动无法判断",
        "A report was written by an earlier version without its duties: falls and changed rules cannot be told",
    ),
    "program": LocalizedText(
        "两份报告由不同版本的程序写出（{old}、{new}）", "The reports are of different versions of the program ({old}, {new})"
    ),
}
KIND_NOTES: dict[Kind, LocalizedText] = {
    "new": LocalizedText("现在未了、以前没有过或未到期的事项", "open now, and not open or done before"),
    "reopened": LocalizedText("曾达标或备案，现在又未了", "was done or excused, and is open again"),
    "worse": LocalizedText("比上次更差", "stands worse than before"),
    "closed": LocalizedText("上次未了，现已达标（销号），或已备案免除", "was open; now done, or excused by a waiver"),
    "better": LocalizedText(
        "比上次好，但还没有办结，或上次本来就不算未了", "stands better than before, and is not closed by it"
    ),
    "came": LocalizedText("上次没有这一项", "was not there before"),
    "left": LocalizedText("这次没有这一项", "is not there any more"),
    "unchanged": LocalizedText("与上次相同", "as before"),
}
WORDS: dict[str, LocalizedText] = {
    "title": LocalizedText("{title}：两次核对对比", "{title}: two runs compared"),
    "sides": LocalizedText(
        "前：截至 {old}（{old_files} 份文件）    后：截至 {new}（{new_files} 份文件）",
        "Before: as of {old} (files: {old_files})    after: as of {new} (files: {new_files})",
    ),
    "conclusion": LocalizedText(
        "新增 {new} 项，再次出现 {reopened} 项，变差 {worse} 项；销号 {done} 项，好转 {better} 项",
        "{new} new, {reopened} reopened, {worse} worse; {done} closed, {better} better",
    ),
    "excused": LocalizedText("（另有 {n} 项因备案免除，不算办结）", " ({n} more excused by waivers, not done)"),
    "fell": LocalizedText("；数值回落 {n} 处", "; figures that fell: {n}"),
    "came_in": LocalizedText("；新列入 {n} 项", "; {n} came in"),
    "left": LocalizedText("；{n} 项不再列入，其中原未了 {open} 项", "; {n} left, {open} of them open before"),
    "full_stop": LocalizedText("。", "."),
    "comma": LocalizedText("、", ", "),
    "semicolon": LocalizedText("；", "; "),
    "colon": LocalizedText("：", ": "),
    "counts": LocalizedText("总体情况（项）", "Overall (duties)"),
    "kind": LocalizedText("变动", "Change"),
    "total": LocalizedText("合计", "Total"),
    "sent": LocalizedText("上次未报送、这次已报送（{n}）：{names}", "Sent now, and not before ({n}): {names}"),
    "unsent": LocalizedText("上次已报送、这次没有（{n}）：{names}", "Sent before, and not now ({n}): {names}"),
    "fell_title": LocalizedText(
        "数值回落 {n} 处（已发生的事不会减少，请核实）",
        "Figures that fell: {n} (what happened cannot un-happen; somebody should look)",
    ),
    "section": LocalizedText("{kind} {n} 项（{note}）", "{kind}: {n} ({note})"),
    "done_title": LocalizedText("销号 {n} 项（上次未了，现已达标）", "Closed: {n} (was open, and is done)"),
    "excused_title": LocalizedText(
        "备案免除 {n} 项（未办结，不列入销号清单）", "Excused by waivers: {n} (not done, and not in the closing list)"
    ),
    "left_open": LocalizedText("其中原未了 {n} 项", "{n} of them were open"),
    "debtor": LocalizedText("责任主体", "Owed by"),
    "debtor_duty": LocalizedText("责任主体 / 事项", "Owed by / duty"),
    "whom": LocalizedText("主体", "Whom"),
    "duty": LocalizedText("事项", "Duty"),
    "rule": LocalizedText("规则", "Rule"),
    "level": LocalizedText("约束", "Level"),
    "status": LocalizedText("状态", "Status"),
    "have_need": LocalizedText("现有 / 应有", "Have / need"),
    "gap": LocalizedText("差", "Gap"),
    "cause": LocalizedText("原因", "Why"),
    "figure": LocalizedText("数值", "Figure"),
    "then": LocalizedText("原来的行", "The rows then"),
    "now": LocalizedText("现在", "Now"),
    "more": LocalizedText("…… 另有 {n} 项未列出，加 --all 查看全部", "... {n} more; --all shows them"),
    "by": LocalizedText("按{kind}（项）", "By {kind} (duties)"),
    "by_debtor": LocalizedText("按责任主体（项）", "By who owes it (duties)"),
    "rows_title": LocalizedText("数据行的变动", "Rows that came, went or changed"),
    "file": LocalizedText("文件", "File"),
    "sheet": LocalizedText("工作表", "Sheet"),
    "came": LocalizedText("新增", "new"),
    "went": LocalizedText("少了", "gone"),
    "changed": LocalizedText("改动", "changed"),
    "now_as": LocalizedText("{place}（{fate}）", "{place} ({fate})"),
    "files_title": LocalizedText("文件的变动", "Files"),
    "what": LocalizedText("情况", "What became of it"),
    "reporter": LocalizedText("填报主体", "Reporter"),
    "before": LocalizedText("前", "Before"),
    "after": LocalizedText("后", "After"),
    "rules_title": LocalizedText("规则的变动", "Rules that changed"),
    "level_changed": LocalizedText("约束 {before} → {after}", "level {before} → {after}"),
    "reading_changed": LocalizedText("口径 {before} → {after}", "reading {before} → {after}"),
    "rule_changed": LocalizedText("算法、目标或期限有改动", "what it measures, or asks by when"),
    "default": LocalizedText("默认", "the default"),
    "missing": LocalizedText("（缺 {periods}）", " (missing {periods})"),
    "not_cause": LocalizedText("另有不改变结论的变动：{rows}", "besides, without changing the verdict: {rows}"),
    "counts_now": LocalizedText("{place}原不计（{was}），现计入", "{place}: did not count ({was}), and does now"),
    "counts_not": LocalizedText("{place}原计入，现不计（{now}）", "{place}: counted, and does not now ({now})"),
    "counts_other": LocalizedText("{place}两次都不计（{was} → {now}）", "{place}: does not count ({was} → {now})"),
    "n_rows": LocalizedText("{told}", "rows: {told}"),
    "n_came": LocalizedText("新增 {n} 行", "{n} came"),
    "n_went": LocalizedText("少了 {n} 行", "{n} went"),
    "n_changed": LocalizedText("改动 {n} 行", "{n} changed"),
    "n_recounted": LocalizedText("{n} 行计法有变", "{n} counting otherwise"),
    "rows_more": LocalizedText("等 {n} 行", " and more, {n} in all"),
    "and_more": LocalizedText("等共 {n} 处", " and more, {n} in all"),
    "not_there": LocalizedText("不在这一项之内", "not among its rows"),
    "gone": LocalizedText("已不在任何表中", "stand nowhere any more"),
    "should_stand": LocalizedText(
        "已不在任何表中，本应在{sheets}", "stand nowhere any more; they would have to stand in {sheets}"
    ),
    "sheets_then": LocalizedText("{sheets}（无法逐行对照）", "{sheets} (rows cannot be told apart)"),
    "cell": LocalizedText("“{value}”，此项不计", '"{value}" does not count here'),
    "blank": LocalizedText("空缺", "blank"),
    "other_period": LocalizedText("属于 {period}", "of {period}"),
    "exit": LocalizedText("退出码 {code}：{meaning}", "Exit code {code}: {meaning}"),
    "exit_0": LocalizedText(
        "没有新增、再次出现、变差的事项，也没有数值回落", "nothing new, reopened or worse, and no figure fell"
    ),
    "exit_0_level": LocalizedText(
        "没有达到 --fail-on 的新增、再次出现或变差的事项", "nothing new, reopened or worse at or above --fail-on"
    ),
    "exit_1": LocalizedText(
        "有新增、再次出现、变差的事项，或有数值回落", "something is new, reopened or worse, or a figure fell"
    ),
    "exit_3": LocalizedText("后一份报告不完整", "the later report is not complete"),
    "fell_tab": LocalizedText("数值回落", "Figures that fell"),
    "rows_tab": LocalizedText("数据行变动", "Rows"),
    "files_tab": LocalizedText("文件变动", "Files"),
    "rules_tab": LocalizedText("规则变动", "Rules"),
    "debtors_tab": LocalizedText("各责任主体", "By who owes"),
    "status_before": LocalizedText("原状态", "Status then"),
    "status_after": LocalizedText("现状态", "Status now"),
    "have_before": LocalizedText("原有", "Had"),
    "have_after": LocalizedText("现有", "Has"),
    "need_now": LocalizedText("应有", "Needs"),
    "gap_before": LocalizedText("原差", "Gap then"),
    "gap_after": LocalizedText("现差", "Gap now"),
    "factors": LocalizedText("起因", "Causes"),
    "list_opening": LocalizedText(
        "根据《{title}》，将截至{old}与截至{new}的两次核对结果相对照，下列 {n} 项原未完成的事项现已完成，予以销号。",
        "By the {title}, the runs as of {old} and of {new} were compared. The {n} duties below were open and are done: "
        "they are closed.",
    ),
    "list_empty": LocalizedText(
        "根据《{title}》，将截至{old}与截至{new}的两次核对结果相对照，没有新完成的事项可以销号。",
        "By the {title}, the runs as of {old} and of {new} were compared. No open duty has been done since: none is closed.",
    ),
    "list_excused": LocalizedText("已备案免除、未完成的事项（不予销号）", "Excused by waivers, not done, and not closed"),
    "list_excused_item": LocalizedText("{debtor}：{rule} {what}。{why}", "{debtor}: {rule} {what}. {why}"),
    "list_fell": LocalizedText("需核实的事项", "To be looked at"),
    "list_fell_item": LocalizedText(
        "{debtor}：{rule} {what}的数值由 {before} 降为 {after}，请核实。",
        "{debtor}: {rule} {what} fell from {before} to {after}.",
    ),
    "list_closed": LocalizedText("予以销号的事项（{n} 项）", "Closed duties ({n})"),
    "list_have": LocalizedText("完成情况", "Have / need"),
    "list_was": LocalizedText("原差", "Gap then"),
    "sender": LocalizedText("（发文单位）", "(sender)"),
    "day": LocalizedText("    年  月  日", "(date)"),
    "list": LocalizedText("销号清单", "Closing list"),
    "overview": LocalizedText("概览", "Overview"),
    "changes": LocalizedText("全部变动", "All changes"),
    "evidence": LocalizedText("销号依据", "Evidence"),
    "number": LocalizedText("序号", "No."),
}
"""Every text of a comparison; ``{names}`` are filled in."""
