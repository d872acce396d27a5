"""The columns of a shortfall list that an answer is written into, and what their cells may say: for writing and reading."""

from __future__ import annotations

from typing import Final, Literal

from assistcheck.i18n import LocalizedText

State = Literal["done", "in_progress", "not_started", "disputed"]
"""How far the team says that an item is."""

REPLY: Final = ("measures", "finish", "person", "proof", "state")
"""The columns that are written into, in their order."""
HEADERS: dict[str, LocalizedText] = {
    "number": LocalizedText("序号", "No."),
    "item": LocalizedText("事项及对象", "What, and with whom"),
    "have": LocalizedText("现有", "Have"),
    "need": LocalizedText("应有", "Need"),
    "gap": LocalizedText("差额", "Gap"),
    "term": LocalizedText("期限", "Due"),
    "todo": LocalizedText("要做什么", "What to do"),
    "measures": LocalizedText("整改措施", "Measures"),
    "finish": LocalizedText("完成时限", "To be done by"),
    "person": LocalizedText("责任人", "Person in charge"),
    "proof": LocalizedText("佐证材料", "Evidence to be sent"),
    "state": LocalizedText("办理情况", "State"),
    "key": LocalizedText("识别码", "Key"),
}
"""What heads each column of the sheet, the last of them the hidden one by which a row is known again."""
FIXED: Final = ("number", "item", "have", "need", "gap", "term", "todo")
"""The columns that nobody is to change."""
SEALED: Final = ("item", "todo")
"""Those whose texts are sealed in the key of a row; its figures and its day stand there as they are."""
OTHER_HEADERS: dict[str, tuple[str, ...]] = {
    "measures": ("措施", "整改情况", "整改措施及进展", "action", "actions"),
    "finish": ("整改时限", "完成日期", "完成时间", "预计完成时间", "done by", "by when"),
    "person": ("负责人", "责任人员", "in charge", "responsible"),
    "proof": ("佐证", "证明材料", "proof", "evidence"),
    "state": ("进展", "完成情况", "整改状态", "progress", "status of reply"),
}
"""What people turn the headers into."""

STATES: dict[State, LocalizedText] = {
    "done": LocalizedText("已完成", "Done"),
    "in_progress": LocalizedText("推进中", "In progress"),
    "not_started": LocalizedText("未开展", "Not started"),
    "disputed": LocalizedText("有异议", "Disputed"),
}
"""The words of the drop-down list, in the order of the list."""
SPELLINGS: dict[State, tuple[str, ...]] = {
    "done": ("完成", "已办结", "办结", "已整改", "整改完成", "已落实", "complete", "completed", "finished", "yes"),
    "in_progress": ("进行中", "正在推进", "整改中", "办理中", "正在办理", "under way", "ongoing", "started"),
    "not_started": ("未完成", "未开始", "未启动", "未办理", "尚未开展", "not done", "to do", "no"),
    "disputed": ("异议", "有不同意见", "不认可", "disagree", "objection"),
}
"""Other words that stand for each, whatever their case."""
