"""Every sentence of the template, in each language; ``{names}`` are filled in from the pack."""

from __future__ import annotations

from collections.abc import Iterable

from assistcheck.i18n import LocalizedText


def joined(words: Iterable[LocalizedText | str]) -> LocalizedText:
    """Return words as a list in a sentence."""
    pairs = [word if isinstance(word, LocalizedText) else LocalizedText(word, word) for word in words]
    return LocalizedText("、".join(word.zh for word in pairs), ", ".join(word.en for word in pairs))


TYPES: dict[str, LocalizedText] = {
    "choice": LocalizedText("从下拉框选填：{words}。", "Choose one: {words}."),
    "choices": LocalizedText("填一项或多项，多项用顿号隔开：{words}。", "One or more, parted by semicolons: {words}."),
    "kind": LocalizedText("填{kind}全称，与名册一致。", "The full name of the {kind}, as the rosters have it."),
    "subject": LocalizedText(
        "填该事项责任主体的全称，与名册一致。", "The full name of the one responsible, as the rosters have it."
    ),
    "duty": LocalizedText("填《{notes}》所列事项的编号。", "The id of a duty that the sheet {notes} lists."),
    "text": LocalizedText("填文字。", "A text."),
    "text_like": LocalizedText("填文字，如 {example}。", "A text, such as {example}."),
    "date": LocalizedText("填年月日，如 {example}。", "A date, such as {example}."),
    "amount": LocalizedText(
        "填金额，单位为{unit}；也可连单位写，如 {example}。不填负数。", "An amount in {unit}, such as {example}; not negative."
    ),
    "whole": LocalizedText("填不小于 0 的整数。", "A whole number, zero or more."),
    "percent": LocalizedText("填百分数，如 {example}。", "A percentage, such as {example}."),
    "year": LocalizedText("填四位年份，如 {example}。", "A year of four digits, such as {example}."),
    "quarter": LocalizedText("填季度，如 {example}。", "A quarter, such as {example}."),
    "month": LocalizedText("填月份，如 {example}。", "A month, such as {example}."),
}
"""What a column of each type asks for."""

NEED: dict[str, LocalizedText] = {
    "required": LocalizedText("必填。", "Required."),
    "required_when": LocalizedText("{header}为“{word}”时必填。", "Required where {header} is “{word}”."),
    "optional": LocalizedText("没有的留空。", "Left blank where there is none."),
    "optional_text": LocalizedText("可不填。", "May be left blank."),
}
"""Whether a column has to be filled in."""

ENTRY: dict[str, LocalizedText] = {
    "warning_title": LocalizedText("请核对", "Please look again"),
    "warning": LocalizedText(
        "与此列通常的填法不同。确认无误的可以继续。", "This is not what the column usually holds. If it is right, go on."
    ),
    "choice_title": LocalizedText("请从下拉框选填", "Please choose from the list"),
    "choice": LocalizedText("只能填：{words}", "Only these can be chosen: {words}"),
}
"""What Excel says of an entry that it does not expect."""

EXAMPLES: dict[str, LocalizedText] = {
    "amount": LocalizedText("50000", "50000"),
    "whole": LocalizedText("12", "12"),
    "percent": LocalizedText("9.5", "9.5"),
    "text": LocalizedText("此处填{header}", "{header}"),
    "name": LocalizedText("某{kind}", "a {kind}"),
}
"""What stands in a cell of an example, where the pack has none."""

TEMPLATE_NAME = LocalizedText("-填报模板", "-template")
"""How the name of the file made for one who reports ends, before its suffix."""
PROPERTIES = LocalizedText("{title}：填报模板", "{title}: collection workbook")
TITLE = LocalizedText("填表说明：{title}", "How to fill in: {title}")
NEW_PAGE = frozenset({"served", "attested", "spelt"})
"""The sections that begin a page of their own, so that no heading stands at the foot of one."""
SECTIONS: dict[str, LocalizedText] = {
    "how": LocalizedText("一、怎样填", "1. How to fill in"),
    "counts": LocalizedText("二、什么计入", "2. What counts"),
    "cells": LocalizedText("三、单元格的几种情况", "3. Cells"),
    "served": LocalizedText("四、各表用于哪些事项", "4. Which duties each sheet serves"),
    "attested": LocalizedText("五、《{tasks}》的事项", "5. The duties of the sheet {tasks}"),
    "spelt": LocalizedText("六、选项的其他写法", "6. Other spellings of choices"),
}
COVER = LocalizedText(
    "先填《{cover}》：{reporter}写{kind}全称，{as_of}写本次统计的最后一天；{template}请勿改动。",
    "Begin with the sheet {cover}: in {reporter} the full name of the {kind}, in {as_of} the last day that the figures take "
    "in; leave {template} as it is.",
)
"""For a cover sheet with all three fields."""
COVER_ALONE = LocalizedText(
    "先填《{cover}》：{reporter}写{kind}全称。", "Begin with the sheet {cover}: in {reporter} the full name of the {kind}."
)
HOW = (
    LocalizedText(
        "名册写明谁参加；其他各表写到的{kinds}，都要与名册一字不差。",
        "The rosters say who takes part; wherever another sheet names one of them ({kinds}), write it exactly as they do.",
    ),
    LocalizedText(
        "一件事填一行，按发生日期填；没有此项工作的，表可以空着，但不要删除。",
        "One row for each thing that was done, under the date on which it was; a sheet may stay empty, but do not delete it.",
    ),
    LocalizedText(
        "不要改工作表名称和表头；可以在右边另加自己的列，另加的列不读取。",
        "Do not change the names of sheets or the headers. You may add columns of your own on the right, which are not read.",
    ),
    LocalizedText(
        "日期写到日：{day}、{slashed}、{written}都可以；只写“{unfinished}”的不能识别。",
        "Write dates to the day, such as {day} or {written}; a month alone, such as “{unfinished}”, cannot be read.",
    ),
)
AMOUNTS = LocalizedText(
    "金额按表头的单位（{unit}）填；写“{example}”也可以。",
    "Amounts are in the unit of the header ({unit}); “{example}” is read too.",
)
AMOUNTS_OR_LARGER = LocalizedText(
    "金额按表头的单位（{unit}）填；写“{example}”也可以，但不要在“{unit}”的列里只填{larger}的数。",
    "Amounts are in the unit of the header ({unit}); “{example}” is read too. An amount in {larger} has to say so.",
)
TOTALS = LocalizedText(
    "可以留合计行，读取时会跳过；不要合并不同事项的单元格。",
    "A row of totals may stand below; it is skipped. Do not merge the cells of different things.",
)
EXAMPLE_ROWS = LocalizedText(
    "各表第一行是示例，每格以“{mark}”开头，不计入；可以留着，也可以每格都改成自己的内容，这一行就照常计入。",
    "The first row of a table is an example: its cells begin with “{mark}”. It does not count unless you overwrite all.",
)
LOCKED = LocalizedText(
    "表头已锁定，没有密码；填写、排序、筛选、插入和删除行、调整列宽都不受影响；要插入行的，在示例行下面插入。",
    "Headers are locked without a password. You can sort, filter, insert rows (below the example) and delete them.",
)
MADE_FOR = LocalizedText("本工作簿供 {reporter} 填报，只有应填的工作表。", "For {reporter}: it has the sheets that you owe.")
OWN_COVER = LocalizedText(
    "先填《{cover}》的{as_of}，写本次统计的最后一天；没有内容可报的，填好这一天也要报送。什么都没有填的工作簿，视为没有报送。",
    "Begin with the sheet {cover}: in {as_of} write the last day that the figures take in. If there is nothing to report, fill "
    "in that day and send the workbook all the same; one in which nothing is filled in counts as not sent.",
)
OWN_TASKS = LocalizedText(
    "《{tasks}》已列出应办的事项，每项填{state}等栏；{state}没有填的，视为没有填报。",
    "The sheet {tasks} lists your duties: fill in {state} and what follows. A line without a {state} counts as not filled in.",
)
COUNTS = (
    LocalizedText(
        "只计本年度之内、统计截止日之前的；以后的日期到时再计。",
        "What lies within the programme year and not after the closing day counts; later dates count when they have come.",
    ),
    LocalizedText(
        "同一件事填了几行的只计一行；同一凭证由两个{kind}申报的，只计一个{kind}。",
        "A thing entered in several rows counts once; a voucher that more than one {kind} claims counts for one alone.",
    ),
    LocalizedText(
        "有的内容对某一事项不计，见第四部分“怎样算达标”；这样的内容可以照填。",
        "Some things do not count for some duty, see “What meets it” in part 4; enter them all the same.",
    ),
)
ATTESTED = LocalizedText(
    "《{tasks}》的事项：{state}为“{done}”，并且{date}和{evidence}都已填写，才算完成。",
    "A duty of the sheet {tasks} is done where {state} is “{done}” and both {date} and {evidence} are filled in.",
)
ACCOUNTED = LocalizedText(
    "一行怎样认定、为什么不计，审核报告都会写明所在的工作表和单元格。",
    "The report says of each row that does not count why, and in which sheet and cell it stands.",
)
CELLS = (
    LocalizedText(
        "表头深色、带 * 号：必填。空缺的，整行不计入。",
        "A dark header with a star: required. Where it is blank, the whole row does not count.",
    ),
    LocalizedText(
        "表头浅色：选填。没有的留空，不要填“无”或“/”。",
        "A light header: may be left blank. Where there is nothing, leave it blank; do not type “none” or “/”.",
    ),
    LocalizedText(
        "有下拉框：从中选填；第六部分所列的其他写法也能识别，写别的词整行不计入。",
        "A list to choose from: choose one. The spellings in part 6 are read too; with another word the row is left out.",
    ),
    LocalizedText(
        "弹出提醒：与通常的填法不同，核对后可以继续。",
        "A warning: the entry is not what is usual there; look at it again, and go on if it is right.",
    ),
    LocalizedText("空白不等于 0：确实是 0 的请填 0。", "A blank is not a zero: where it is zero, type 0."),
    LocalizedText(
        "公式按保存的计算结果计；没有计算结果的公式和 #REF!、#N/A 等错误值，整行不计入。",
        "Of a formula its saved result counts; a formula without a result, or an error such as #REF! or #N/A, makes the "
        "whole row not count.",
    ),
)
SERVED = (
    LocalizedText("工作表", "Sheet"),
    LocalizedText("编号", "Id"),
    LocalizedText("事项", "Duty"),
    LocalizedText("条款", "Clause"),
    LocalizedText("责任主体", "Whose"),
    LocalizedText("怎样算达标", "What meets it"),
)
ATTESTED_HEADERS = (*SERVED[:5], LocalizedText("文件原文", "The document's words"))
SPELT = (SERVED[0], LocalizedText("列", "Column"), LocalizedText("选项：其他写法", "Choice: other spellings"))
CLAUSE = LocalizedText("第{clause}条", "clause {clause}")
PREAMBLE = LocalizedText("前言", "preamble")
