"""What the template writes beside headers, and the reader knows by these words: it is no evidence, and needs no remark."""

from __future__ import annotations

from assistcheck.i18n import LocalizedText

LISTS_SHEET = LocalizedText("下拉选项", "Lists of choices")
"""The hidden sheet with the words that cells offer for choice; it is not read."""
DUTY_WORDS = LocalizedText("事项内容（供对照）", "The duty in words")
"""The header of the task list's column that says what the duty of a line is. A line that says so, and of which nobody has
filled in more than duty and subject, tells nothing."""
EXAMPLE = LocalizedText("示例：", "Example: ")
"""How each cell of an example row begins. A row is an example while all that is filled in of it begins so."""
