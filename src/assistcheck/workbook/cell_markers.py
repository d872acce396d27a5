"""Marks that people write where a value should stand, one table for each kind; reading and the tests are drawn from these."""

from __future__ import annotations

PLACEHOLDERS = frozenset(
    {
        *("无", "没有", "暂无", "尚无", "暂缺", "暂无数据", "无数据", "无此项", "略"),
        *("待补", "待补充", "待补报", "待定", "待填", "待填写", "待填报", "待报", "待录入"),
        *("未定", "未填", "未填写", "未填报", "未提供", "不适用", "不涉及"),
        *("na", "n/a", "n.a", "null", "tbd"),
    }
)
"""Words that stand for nothing where they stand alone: without white space, in small letters (占位符)."""
STROKES = frozenset("-‐‑‒–—―−─━ー_~/⁄∕\\|")
"""Strokes: a cell of nothing else stands for nothing too (/, ——, --)."""
AROUND = "()[]<>【】〔〕「」《》.。,;、"
"""What may stand around such a word: (无), 无。"""
_WORDS_AND_STROKES = PLACEHOLDERS | STROKES
PLACEHOLDER_FIRST = frozenset(AROUND).union(*((one[0], one[0].upper()) for one in _WORDS_AND_STROKES))
PLACEHOLDER_LAST = frozenset(AROUND).union(*((one[-1], one[-1].upper()) for one in _WORDS_AND_STROKES))
"""The characters that a folded placeholder begins and ends with: a text without them need not be looked at."""


def is_placeholder(text: str) -> bool:
    """Whether a folded text that is not empty stands for nothing (占位符): 无, 暂无, /, ——, N / A."""
    if text[0] not in PLACEHOLDER_FIRST or text[-1] not in PLACEHOLDER_LAST:
        return False
    bare = "".join(text.split()).casefold().strip(AROUND)
    return bare in PLACEHOLDERS or (bare != "" and STROKES.issuperset(bare))


# --- the cell above, and lines that are no evidence ---------------------------------------------

DITTO_MARKS = frozenset(
    {"〃", "″", "′′", '"', "''", "’’", "‘‘", "``", "”", "“", "„", "々", "同上", "同左", "同前", "同上行", "同上一行", "仝上"}
)
"""Marks that repeat the cell above where they stand alone (同上), folded and without white space; a full stop may follow."""
DITTO_FIRST = frozenset(mark[0] for mark in DITTO_MARKS)
"""The characters that a folded ditto mark begins with."""
LONGEST_DITTO = max(map(len, DITTO_MARKS)) + 2
"""Folded texts longer than this are no ditto marks."""

TOTAL_WORDS = ("合计", "小计", "总计", "共计", "汇总", "累计", "总额", "总共")
"""Words that make a row a total wherever they stand alone."""
TOTAL_OF = ("金额", "数量", "人数", "笔数", "台数", "次数", "户数", "家数", "资金", "总额")
"""What a total word may say that it is of: 合计金额."""
TOTAL_PARTS = (
    *("镇", "街道", "市", "县", "区", "村", "社区", "局", "公司", "集团", "厂", "校", "院", "所", "站", "组", "办"),
    *("类", "单位", "部门", "企业", "渠道", "方式"),
)
"""How names end that a subtotal may be of, however long they are: 青禾实业集团有限公司小计."""
SENTENCE_WORDS = (
    *("情况", "工作", "信息", "材料", "数据", "成效", "经验", "进展", "活动", "动态", "简报", "总结", "报告", "建议", "意见"),
    *("做法", "问题", "资料", "事项", "亮点", "新闻", "报道", "政策", "成果", "清单", "台账", "计划"),
)
"""Words by which a title that ends like a total is told from one: 一季度工作情况 汇总."""

LINE_LABELS = (
    *("注", "备注", "附注", "说明", "注意", "提示", "来源", "单位", "日期", "时间", "盖章", "公章", "签章", "签名", "签字"),
    *("制表", "填表", "填报", "审核", "复核", "审批", "审定", "核准", "核对", "校对", "批准", "经办", "负责", "单位负责"),
    *("联系", "主管", "分管", "记账", "出纳", "会计", "抄送", "主送", "抄报", "报送", "签发", "印发", "电话", "手机", "传真"),
    *("邮箱", "电子邮箱", "地址", "附", "附件", "统计", "填写", "计量单位", "金额单位"),
)
"""Words that head a remark or a signature where a colon follows: 审核：."""
LABEL_ENDS = (
    *("人", "员", "单位", "领导", "负责同志", "日期", "时间", "电话", "方式", "号码", "盖章", "公章", "签字", "签名", "签章"),
    *("意见", "说明", "要求", "队长", "组长", "镇长", "书记", "主任", "局长", "科长", "来源", "备注"),
)
"""How other such words end: 单位分管领导（签名）：."""
BARE_LABELS = (
    *("制表人", "填表人", "填报人", "审核人", "复核人", "审批人", "经办人", "负责人", "联系人", "单位负责人", "分管领导"),
    *("主管领导", "单位领导", "填报单位", "填表单位", "制表单位", "填报日期", "填表日期", "制表日期", "报送日期", "填报时间"),
    *("联系电话", "单位盖章", "盖章", "公章", "签章", "签名", "签字", "注", "备注", "说明"),
)
"""Labels of a signature that need no colon."""
LINE_WORDS = (
    *(
        "以下空白",
        "以下无内容",
        "以下无正文",
        "此页无正文",
        "本页无正文",
        "空白",
        "完",
        "完毕",
        "结束",
        "表尾",
        "end",
        "theend",
    ),
    *("特此说明", "特此报告", "特此证明", "年月日", "此件公开发布", "盖章处", "签字处", "单位(盖章)", "单位(公章)"),
)
"""Whole lines that are no evidence, without white space, dashes and outer brackets."""
LINE_STARTS = (
    *(
        "以上",
        "以下",
        "上述",
        "本表",
        "此表",
        "该表",
        "本页",
        "表中",
        "表内",
        "注:",
        "注1",
        "备注",
        "说明",
        "附:",
        "附件",
        "附表",
        "附注",
    ),
    *(
        "填表",
        "填报",
        "填写",
        "数据截",
        "数据来",
        "数据均",
        "数据为",
        "数据真",
        "统计口径",
        "统计截",
        "统计时",
        "统计数据",
        "统计范围",
    ),
    *(
        "截至",
        "截止",
        "联系人",
        "联系电话",
        "联系方式",
        "特此",
        "兹",
        "经核",
        "我单位",
        "本单位",
        "凡是",
        "请于",
        "请各",
    ),
    *("请将", "请在", "如有", "如无", "如需", "共计", "*", "※", "★", "☆", "●", "■", "◆", "△", "▲", "#", "•", "·", "—", "-"),
)
"""How lines below a table begin."""
ISSUER_ENDS = ("局", "办公室", "委员会", "政府", "办事处", "工作组", "工作队", "领导小组", "指挥部")
"""How those end who issue a table."""
NUMBERING_WORDS = ("栏次", "行次", "列次", "序号", "栏号", "列号", "栏目", "编号")
"""What may head a row that numbers the columns."""
