"""What kinds of subjects and levels of obligation are called, and what is said of a rule that is not there."""

from __future__ import annotations

from assistcheck.i18n import LocalizedText
from assistcheck.rules.model import Level, SubjectKind

LEVELS: dict[Level, LocalizedText] = {
    "binding": LocalizedText("约束性", "binding"),
    "general": LocalizedText("一般", "general"),
    "expected": LocalizedText("预期性", "expected"),
    "encouraged": LocalizedText("倡导", "encouraged"),
}
"""Every level of obligation, in the order of its weight."""

SUBJECTS: dict[SubjectKind, LocalizedText] = {
    "programme": LocalizedText("全市", "programme"),
    "city": LocalizedText("市", "city"),
    "county": LocalizedText("县（市、区）", "county"),
    "work_group": LocalizedText("工作组", "work group"),
    "team": LocalizedText("组团", "team"),
    "unit": LocalizedText("帮扶单位", "unit"),
    "town": LocalizedText("重点镇", "town"),
    "village": LocalizedText("重点村", "village"),
}
"""Every kind of subject."""


def no_rule(rule_id: str) -> LocalizedText:
    """Return the sentence for a rule that a pack does not have."""
    return LocalizedText(
        f"没有规则 {rule_id}；用 assistcheck rules list 查看全部规则",
        f"there is no rule {rule_id}; assistcheck rules list shows them all",
    )
