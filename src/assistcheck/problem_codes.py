"""The one table of the codes of problems in the data: level, title and remedy in both languages.

What differs from pack to pack stands in braces: the names of :class:`Terms`.
"""

from __future__ import annotations

from assistcheck.file_problem_codes import FILE_CODES
from assistcheck.i18n import LocalizedText
from assistcheck.problem_terms import NEUTRAL, PROBLEM_LEVELS, Code, ProblemLevel, Terms
from assistcheck.waiver_problem_codes import WAIVER_PROBLEM_CODES

__all__ = ["CODES", "NEUTRAL", "PROBLEM_LEVELS", "WAIVER_CODES", "Code", "ProblemLevel", "Terms"]

CODES: dict[str, Code] = {
    "unreadable-file": Code(
        "error",
        LocalizedText("文件无法读取", "the file cannot be read"),
        LocalizedText(
            "用 Excel 或 WPS 打开文件，另存为 .xlsx 后重新报送",
            "open the file in Excel or WPS, save it as .xlsx and send it again",
        ),
    ),
    "encrypted-file": Code(
        "error",
        LocalizedText("文件已加密", "the file is encrypted"),
        LocalizedText("取消文件密码，另存后重新报送", "remove the password, save the file and send it again"),
    ),
    "unsupported-file": Code(
        "error",
        LocalizedText("不是支持的表格文件", "not a spreadsheet of a supported kind"),
        LocalizedText(
            "用 Excel 或 WPS 打开，另存为 .xlsx 后重新报送", "open it in Excel or WPS, save it as .xlsx and send it again"
        ),
    ),
    "too-large": Code(
        "error",
        LocalizedText("文件过大", "the file is too large"),
        LocalizedText(
            "删除多余的工作表、图片和空白行列，另存后重新报送",
            "remove needless sheets, pictures and blank rows, save and send it again",
        ),
    ),
    "other-kind": Code(
        "note",
        LocalizedText(
            "文件内容与后缀不符，已按内容读取", "the file is of another kind than its name says; it was read by its content"
        ),
        LocalizedText("用 Excel 或 WPS 另存为 .xlsx，只报送那一份", "save it as .xlsx with Excel or WPS, and send only that"),
    ),
    "no-checksum": Code(
        "note",
        LocalizedText("此格式没有校验，损坏无法发现", "a format without checksums, in which damage goes unseen"),
        LocalizedText("建议另存为 .xlsx，只报送那一份", "better save it as .xlsx, and send only that"),
        LocalizedText("有校验的格式，如 .xlsx", "a format with checksums, such as .xlsx"),
    ),
    **FILE_CODES,
    "missing-sheet": Code(
        "note",
        LocalizedText("缺少工作表", "a sheet is missing"),
        LocalizedText(
            "如有此项工作，请按模板补报该工作表；未报的事项无法判定",
            "add the sheet from the template; what was not sent cannot be judged",
        ),
        LocalizedText(
            "模板中的每一张工作表，没有内容的也保留表头", "every sheet of the template, an empty one with its header"
        ),
    ),
    "hidden-content": Code(
        "note",
        LocalizedText(
            "工作表或其中的行被隐藏，已照常读取", "the sheet or rows of it are hidden; they were read like the others"
        ),
        LocalizedText("如不应计入，请删除而不要隐藏", "delete what should not count instead of hiding it"),
    ),
    "assumed-year": Code(
        "note",
        LocalizedText("日期没有写年份", "the date has no year"),
        LocalizedText("写全年、月、日，如 {day}", "write year, month and day, such as {day}"),
    ),
    "unknown-sheet": Code(
        "warning",
        LocalizedText("工作表不在模板之内", "the sheet is not one of the template's"),
        LocalizedText(
            "是填报内容的，把工作表名改为模板中的名称（已有那张表的，并入那张）；否则不必理会",
            "if it holds evidence, give it the template's name, or move its rows into the sheet of that name; "
            "otherwise ignore this",
        ),
        LocalizedText("模板中的工作表名", "the name of a sheet of the template"),
    ),
    "missing-column": Code(
        "error",
        LocalizedText("缺少必填列", "a required column is missing"),
        LocalizedText(
            "按模板补上该列的表头和内容；补齐之前此表不计入",
            "add the column as in the template; until then the sheet is not counted",
        ),
    ),
    "duplicate-column": Code(
        "error",
        LocalizedText("表头重复", "several columns have one header"),
        LocalizedText(
            "只保留一列，其余改名或删除；改正之前此表不计入", "keep one of them; until then the sheet is not counted"
        ),
    ),
    "unknown-column": Code(
        "note",
        LocalizedText("列不在模板之内，未读取", "the column is not one of the template's and was not read"),
        LocalizedText("如是模板中的内容，请改用模板的表头", "if it holds a template's field, use the template's header"),
        LocalizedText("模板中的表头", "a header of the template"),
    ),
    "missing-value": Code(
        "error",
        LocalizedText("必填项空缺", "a required value is missing"),
        LocalizedText(
            "补填该单元格，数确为零的填 0",
            "fill in the cell, with 0 where a number is zero",
        ),
    ),
    "bad-date": Code(
        "error",
        LocalizedText("日期无法识别", "not a date that can be read"),
        LocalizedText(
            "写全年、月、日，如 {day} 或 {day_in_words}", "write year, month and day, such as {day} or {day_in_words}"
        ),
    ),
    "bad-number": Code(
        "error",
        LocalizedText("数值无法识别", "not a number that can be read"),
        LocalizedText(
            "填写不带文字的数字；长编号先把单元格设为“文本”，再填写全部数字",
            "write a plain number; for a long code, format the cell as text first and write all its digits",
        ),
    ),
    "bad-amount": Code(
        "error",
        LocalizedText("金额无法识别", "not an amount that can be read"),
        LocalizedText(
            "按表头单位填写数字，或写明{units}；退款、冲减的，从原来那一行减去，不另填负数",
            "write a number in the header's unit, or {units} after it; take a refund off the row that it belongs to",
        ),
    ),
    "bad-choice": Code(
        "error",
        LocalizedText("不是规定的选项", "not one of the allowed words"),
        LocalizedText(
            "从规定的选项中选填；整行填错了表的，整行移到应填的表",
            "use one of the allowed words; if the whole row belongs in another sheet, move it there",
        ),
    ),
    "example-cell": Code(
        "error",
        LocalizedText("模板的示例没有改", "an example of the template was left in"),
        LocalizedText(
            "改成实际内容，没有内容的清空；整行都是示例的不用改",
            "write what is so, or clear the cell; a row that is an example throughout may stay",
        ),
        LocalizedText("实际内容", "what is so"),
    ),
    "unknown-name": Code(
        "error",
        LocalizedText("名称不在名册中", "the name is not in the roster"),
        LocalizedText(
            "写成名册中的全称；确有其名而名册没有的，请统计单位补入名册",
            "write the roster's full name; if the name is right and the roster lacks it, ask whoever audits to add it there",
        ),
        LocalizedText("名册中的名称", "a name of the roster"),
    ),
    "unknown-alias": Code(
        "warning",
        LocalizedText(
            "写法对照表中的正式名称不在名册中，也不是规定的选项",
            "a recorded spelling stands for a name that no roster knows, and for no allowed word",
        ),
        LocalizedText(
            "核对写法对照表，改成名册中的全称或规定的选项", "correct it to the roster's full name, or to an allowed word"
        ),
        LocalizedText("名册中的名称", "a name of the roster"),
    ),
    "formula-without-value": Code(
        "error",
        LocalizedText("公式没有保存计算结果", "a formula without a stored result"),
        LocalizedText("用 Excel 或 WPS 打开文件，重新计算并保存", "open the file in Excel or WPS, recalculate and save it"),
        LocalizedText("带有计算结果的公式", "a formula with its result"),
    ),
    "error-cell": Code(
        "error",
        LocalizedText("单元格是错误值", "the cell holds an error value"),
        LocalizedText("改正公式或直接填写数值", "correct the formula or write the value itself"),
        LocalizedText("数值、日期或文字", "a number, a day or a text"),
    ),
    "duplicate-row": Code(
        "warning",
        LocalizedText("同一佐证重复填报", "the same evidence stands in another row"),
        LocalizedText(
            "是同一佐证的，只留一行；不是的，改正其中写错的格，或用凭证号、备注写出区别；现只计一次",
            "if both are one evidence keep one row, else correct what is wrong or add a number or note; it is counted once",
        ),
    ),
    "conflicting-row": Code(
        "error",
        LocalizedText("前后两处的内容互相矛盾", "two places contradict each other"),
        LocalizedText("核对这几处，改正或删去写错的", "compare the places and correct the one that is wrong"),
    ),
    "double-claim": Code(
        "error",
        LocalizedText("同一凭证由两个{reporter}申报", "one voucher is claimed by two {reporters}"),
        LocalizedText(
            "核对凭证：不是本{reporter}的，删去本行；是本{reporter}的，请对方删去；"
            "只是编号相同的，两个{reporter}各写全凭证号（如加单位简称）",
            "check the voucher: delete the row if it is not this {reporter}'s, else ask the other {reporter} to delete theirs; "
            "if only the numbers are alike, write both of them in full",
        ),
    ),
    "out-of-period": Code(
        "warning",
        LocalizedText("不在本年度之内，未计入", "outside the programme year and not counted"),
        LocalizedText(
            "写错的改正；确是别的年度的，删去本行，留着也不计入",
            "correct it if it is wrong; delete the row if it is of another year, since it never counts here",
        ),
    ),
    "future-date": Code(
        "warning",
        LocalizedText("晚于统计截止日，未计入", "after the as-of date and not counted"),
        LocalizedText(
            "写错的改正；没有写错的不必改，到时就会计入",
            "correct it if it is wrong; otherwise leave it: it will count once the as-of date has reached it",
        ),
    ),
    "used-exceeds-allocated": Code(
        "warning",
        LocalizedText("数值大于其上限", "a value is above its limit"),
        LocalizedText("核对两个数", "check the two numbers"),
    ),
    "visit-elsewhere": Code(
        "warning",
        LocalizedText("所填的名称不属于本行所指的一方", "the row names what does not belong to whom it is of"),
        LocalizedText("核对这两个名称", "check the two names"),
    ),
    "suspicious-amount": Code(
        "warning",
        LocalizedText("金额单位可能填错", "the amount may be in the wrong unit"),
        LocalizedText(
            "核对是{which_unit}：写错的，改成表头单位的数；没有错的不必改",
            "check {which_unit}: if it is wrong, write the number in the header's unit; if it is right, leave it",
        ),
        LocalizedText("与表头单位一致的金额", "an amount in the header's unit"),
    ),
    "foreign-rows": Code(
        "error",
        LocalizedText("不是本{reporter}的填报内容", "the row is another {reporter}'s"),
        LocalizedText(
            "名称写错的改正；确是别的{reporter}的，从本工作簿删去，由它自己填报",
            "correct the name if it is wrong; if the row is another {reporter}'s, delete it here and let them report it",
        ),
    ),
    "conflicting-submission": Code(
        "warning",
        LocalizedText("同一{reporter}报送了多份工作簿", "one {reporter} sent several workbooks"),
        LocalizedText("核对后只保留有效的一份，并写明{as_of}", "keep only the one that is valid, with its {as_of} filled in"),
    ),
    "not-submitted": Code(
        "note",
        LocalizedText("尚未报送", "nothing has been sent"),
        LocalizedText("催报；未报之前无法判定", "ask for the workbook; until it comes nothing can be judged"),
        LocalizedText("该{reporter}的工作簿", "the {reporter}'s workbook"),
    ),
    "old-template": Code(
        "warning",
        LocalizedText("使用了旧版模板", "an older template was used"),
        LocalizedText(
            "向统计单位要新模板，转填后报送",
            "ask whoever audits for a new template, fill that in and send it",
        ),
    ),
    "stale-submission": Code(
        "warning",
        LocalizedText("工作簿的{as_of}与本次统计不在同一季度", "the workbook is of another quarter than the as-of date"),
        LocalizedText(
            "旧表换成最新的一份报送；{as_of}写错的改正；要按它的日期统计的，改统计截止日（--as-of）",
            "send the newest workbook, or correct its {as_of} if wrong; to audit as of its own date, choose that day (--as-of)",
        ),
        LocalizedText("与本次统计同一季度的{as_of}", "a {as_of} in the quarter of the as-of date"),
    ),
    "voucher-shared": Code(
        "warning",
        LocalizedText(
            "同一凭证号出现在不同的佐证中，均已计入", "one voucher number stands with different evidence; all of it counts"
        ),
        LocalizedText(
            "核对凭证号和金额；一笔款分给几处的，不必改动",
            "check voucher and amount; one transfer that serves several places may stay as it is",
        ),
        LocalizedText("每份佐证一个凭证号", "a voucher number of its own for each evidence"),
    ),
    "near-duplicate": Code(
        "warning",
        LocalizedText("与另一行几乎相同，均已计入", "nearly the same as another row; both count"),
        LocalizedText(
            "核对是否同一佐证；是则两行写法一致，不是则写出区别",
            "if both are one evidence write them alike, else write what tells them apart",
        ),
    ),
    "merged-number": Code(
        "warning",
        LocalizedText("数值合并在几行之上", "a number merged over several rows"),
        LocalizedText("取消合并，每行填写各自的数值", "unmerge the cells and write each row's own number"),
        LocalizedText("每行各填一个数（现只在第一行计一次）", "a number in each row (it counts once, in the first)"),
    ),
    "placeholder": Code(
        "note",
        LocalizedText("占位符按空白处理", "a placeholder, read as a blank"),
        LocalizedText("有内容的填写内容，没有的留空", "write what there is, or leave the cell blank"),
        LocalizedText("内容或空白", "a value or a blank"),
    ),
    "ditto": Code(
        "note",
        LocalizedText("“同上”按上一格的内容读取", "a ditto mark, read as the cell above"),
        LocalizedText("建议在每格写出内容", "better write the value in each cell"),
        LocalizedText("写出的内容", "the value itself"),
    ),
    "split-column": Code(
        "error",
        LocalizedText(
            "一个表头下分了几列，无法确定取哪一列", "a header over several sub-columns: which of them counts is not clear"
        ),
        LocalizedText(
            "只保留一列，用模板的表头；改正之前此表不计入",
            "keep one column under the template's header; until then the sheet is not counted",
        ),
    ),
    "unit-unclear": Code(
        "error",
        LocalizedText("表旁写有“{larger}”，但不清楚指哪些金额", "{larger} is said beside the table, not clearly of what"),
        LocalizedText(
            "在金额列的表头写明单位，如 {stated}；改正之前此表的金额不计入",
            "write the unit into the header of the amounts, such as {stated}; until then the amounts are not counted",
        ),
        LocalizedText("表头中的单位", "the unit in the header"),
    ),
    "sheet-by-header": Code(
        "note",
        LocalizedText(
            "工作表名不在模板之内，按表头或表名认定", "a sheet that its header or name tells, under a name not the template's"
        ),
        LocalizedText(
            "改用模板中的工作表名；同一台账有两张表的，并入一张，或把不计入的一张移出工作簿",
            "give it the template's name; where two sheets are one ledger, join them or take the one that does not count out",
        ),
    ),
    "picture-cell": Code(
        "error",
        LocalizedText("单元格里是图片，无法读取数值", "the cell holds a picture, which gives no value"),
        LocalizedText("图片另放一格，在此格填写内容", "put the picture elsewhere and write the value in the cell"),
        LocalizedText("数值、日期或文字", "a number, a day or a text"),
    ),
    "exchanged-columns": Code(
        "error",
        LocalizedText("两列的内容像是填反了", "two columns seem to be exchanged"),
        LocalizedText("核对两列，把内容移到各自的表头之下", "check both columns and move the values under their own headers"),
    ),
    "skipped-lines": Code(
        "note",
        LocalizedText("不是填报行，已跳过", "no rows of evidence; they were skipped"),
        LocalizedText(
            "如其中有应计入的内容，请按模板填成完整的一行",
            "if one of them is evidence, fill in the whole row as the template has it",
        ),
        LocalizedText("备注、签名、栏次编号或“其中”之外的完整行", "whole rows, no remark, signature, numbering or part of one"),
    ),
    "unread-evidence": Code(
        "note",
        LocalizedText("佐证材料为空，旁边有图片或批注", "the evidence is blank, and a picture or comment is beside it"),
        LocalizedText("请人工核对；有佐证的，在单元格里写明", "let a person look; if it is evidence, name it in the cell"),
        LocalizedText("写在单元格里的佐证", "the evidence, named in the cell"),
    ),
    "left-out-file": Code(
        "note",
        LocalizedText("文件夹中的这个文件没有读取", "this file of the folder was not read"),
        LocalizedText("如是报送材料，请另存或解压为 .xlsx 后放入", "if it holds a submission, unpack it or save it as .xlsx"),
        LocalizedText("报送的工作簿", "a workbook that was sent"),
    ),
    **WAIVER_PROBLEM_CODES,
}
"""Every problem code; nothing else in the project lists them."""

WAIVER_CODES = frozenset(WAIVER_PROBLEM_CODES)
"""Those that concern what is excused (备案), in whatever file."""
