"""The words of what goes back with workbooks, in both languages."""

from __future__ import annotations

from assistcheck.i18n import Lang, LocalizedText


def said(key: str, lang: Lang, **values: object) -> str:
    """Return a text with its ``{names}`` filled in."""
    return WORDS[key].text(lang).format(**values)


def times(number: int, lang: Lang) -> str:
    """Return a number of places in words: 3 处, 1 place."""
    return f"{number:,} 处" if lang == "zh" else f"{number:,} place{'s' * (number != 1)}"


WORDS: dict[str, LocalizedText] = {
    # --- places ---
    "whole_file": LocalizedText("整个文件", "the whole file"),
    "line": LocalizedText("第 {row} 行", "line {row}"),
    "in_sheet": LocalizedText("【{sheet}】{cells}", "[{sheet}] {cells}"),
    "quoted": LocalizedText("“{text}”", '"{text}"'),
    "and_others": LocalizedText("等", " and others"),
    "kind": LocalizedText("{title} {n} 处：{places}", "{title} ({n}): {places}"),
    "kind_more": LocalizedText("，另有 {n} 处", ", {n} more"),
    # --- the message ---
    "dear": LocalizedText("{to}：", "Dear {to},"),
    "dear_nobody": LocalizedText("您好：", "Hello,"),
    "reviewed": LocalizedText(
        "贵单位报送的《{file}》已审核（统计截至{day}）。", 'Your workbook "{file}" has been reviewed (as of {day}).'
    ),
    "not_read": LocalizedText(
        "贵单位报送的《{file}》没能读取，内容没有计入。", 'Your workbook "{file}" could not be read; nothing of it counts.'
    ),
    "must": LocalizedText("须改正 {n}", "{n} to correct"),
    "please": LocalizedText("请核对 {n}", "{n} to look at"),
    "rows": LocalizedText("有 {n} 行没有计入", "rows that do not count: {n}"),
    "missing": LocalizedText(
        "工作簿中没有应由贵单位填报的工作表：{sheets}，有关事项无法判定；请补上（没有内容的，保留空表）。",
        "These sheets, which are yours to fill in, are not in the workbook, so their duties cannot be judged: {sheets}. "
        "Please add them, empty where there is nothing to report.",
    ),
    "missing_sheets": LocalizedText("缺少工作表：{sheets}", "Sheets that are missing: {sheets}"),
    "what_to_correct": LocalizedText("一、须改正（{n}）", "TO CORRECT ({n})"),
    "what_to_check": LocalizedText("{number}、请核对（{n}，核对无误的不必改）", "TO LOOK AT ({n}; what is right may stay)"),
    "item": LocalizedText("{number}. {title}（{n}）", "{number}. {title} ({n})"),
    "remedy": LocalizedText("   怎么改：{text}", "   What to do: {text}"),
    "expected": LocalizedText("   应为：{text}", "   Expected: {text}"),
    "place": LocalizedText("   · {where}{colon}{seen}", "   - {where}{colon}{seen}"),
    "colon": LocalizedText("：", ": "),
    "place_expected": LocalizedText("，应为{text}", "; expected {text}"),
    "more_places": LocalizedText("   · 另有 {n}，{see}", "   - {n} more; {see}"),
    "more_kinds": LocalizedText("…… 另有 {kinds} 类问题 {n}，{see}", "... {kinds} more kinds, {n}; {see}"),
    "see": LocalizedText("见《{file}》第一张表", 'see the first sheet of "{file}"'),
    "see_below": LocalizedText("请逐一核对", "please look for them all"),
    "how": LocalizedText("{number}、改正办法", "HOW TO CORRECT IT"),
    "own_book": LocalizedText(
        "1. 请打开贵单位自己的《{file}》改正。不要改标注副本：副本带有标记，交回来不会被读取。",
        '1. Correct your own workbook, "{file}". '
        "Leave the marked copy as it is: it bears a mark and is not read when it comes back.",
    ),
    "own_book_list": LocalizedText("1. 请打开贵单位自己的《{file}》改正。", '1. Correct your own workbook, "{file}".'),
    "marks": LocalizedText(
        "2. 位置对照随附的《{copy}》：红色的单元格须改正，黄色的请核对，灰色的行没有计入；"
        "批注写明怎么改，第一张表“{sheet}”列出全部问题。",
        '2. The attached "{copy}" shows the places: correct the red cells, look at the yellow ones; grey rows do not count. '
        'Comments say what to do, and the first sheet, "{sheet}", lists everything.',
    ),
    "marks_list": LocalizedText(
        "2. 全部问题的位置和改法见随附的《{copy}》（{why}）。",
        '2. The attached "{copy}" lists every place and what to do ({why}).',
    ),
    "send_again": LocalizedText(
        "改好后{when}把整个工作簿重新报送，文件名可以不变。", "Then send the whole workbook again{when}, under any name."
    ),
    "by_day": LocalizedText("请于 {day}前", " by {day}"),
    "soon": LocalizedText("请尽快", " soon"),
    "contact": LocalizedText("联系人：{contact}", "Contact: {contact}"),
    "document_number": LocalizedText("文号：{number}", "Reference: {number}"),
    # --- why there is no marked copy ---
    "kind_of_file": LocalizedText("这种格式的文件不能标注，只列出问题", "files of this kind cannot be marked"),
    "gone": LocalizedText("读取之后文件有变动，没有标注", "the file changed after it was read, and was not marked"),
    "not_copied": LocalizedText("没能做出标注副本，须是{why}", "no marked copy could be made; it takes {why}"),
    # --- the index ---
    "index": LocalizedText("审核总表", "Index of corrections"),
    "as_of": LocalizedText("统计截至 {day}", "As of {day}"),
    "conclusion": LocalizedText(
        "共 {files} 个文件：须改正的 {wrong} 个，只须核对的 {doubtful} 个，没能读取的 {unread} 个，没有须改正的 {fine} 个；"
        "须改正共 {errors}。",
        "{files} files: {wrong} to correct, {doubtful} only to look at, {unread} not read, {fine} with nothing to correct; "
        "{errors} to correct in all.",
    ),
    "office": LocalizedText("统计单位（名册）", "the office (a roster)"),
    "head_number": LocalizedText("序号", "No."),
    "head_who": LocalizedText("由谁改正", "By whom"),
    "head_file": LocalizedText("报送的文件", "File"),
    "head_errors": LocalizedText("须改正", "To correct"),
    "head_warnings": LocalizedText("请核对", "To look at"),
    "head_left_out": LocalizedText("未计入行", "Rows left out"),
    "head_what": LocalizedText("须改正的内容和位置", "What and where"),
    "head_goes_back": LocalizedText("发回的文件", "Goes back"),
    "head_open": LocalizedText("打开", "Open"),
    "open": LocalizedText("打开", "open"),
    "head_remarks": LocalizedText("说明", "Remarks"),
    "sum": LocalizedText("合计", "Sum"),
    "nothing": LocalizedText("没有须改正的。", "Nothing to correct."),
    "nothing_sent": LocalizedText("不必发回", "nothing goes back"),
    "only_warnings": LocalizedText("请核对：", "To look at: "),
    "lacks": LocalizedText("副本中没有保留：{what}", "Not kept in the copy: {what}"),
    "whole": LocalizedText("副本内容完整", "the copy is whole"),
    "fine": LocalizedText("已全部读取", "read whole"),
    "lack": LocalizedText("{what} {n} 处", "{what}: {n}"),
    "more_in_copy": LocalizedText("…… 另有 {n} 类", "... {n} more kinds"),
    "absent": LocalizedText("还没有报送的{kind}（{n} 个）", "Nothing has come from {n} {kinds}"),
    "unplaced": LocalizedText(
        "另有 {n} 个文件没能认出是谁的，可能就是其中的：{files}", "{n} files name nobody known and may be theirs: {files}"
    ),
    "elsewhere": LocalizedText("不在上列文件中的问题", "Problems in none of these files"),
    # --- the table for a mail merge ---
    "merge": LocalizedText("邮件合并", "Mail merge"),
    "to": LocalizedText("收件人", "To"),
    "file": LocalizedText("文件", "File"),
    "day": LocalizedText("统计截止日", "As of"),
    "errors": LocalizedText("须改正处数", "To correct"),
    "warnings": LocalizedText("请核对处数", "To look at"),
    "left_out": LocalizedText("未计入行数", "Rows left out"),
    "summary": LocalizedText("要点", "Summary"),
    "attachment": LocalizedText("附件", "Attachment"),
    "message": LocalizedText("说明文件", "Message file"),
    "reply_by": LocalizedText("报送期限", "Reply by"),
    "whom_to_ask": LocalizedText("联系人", "Contact"),
}
"""Every text; ``{names}`` are filled in."""
