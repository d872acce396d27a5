"""What kinds of subjects and levels of obligation are called, and what is said of a rule that is not there."""

from __future__ import annotations

from assistcheck.i18n import Say
from assistcheck.rules.model import Level, SubjectKind

LEVELS: dict[Level, Say] = {
    "binding": Say("约束性", "binding"),
    "general": Say("一般", "general"),
    "expected": Say("预期性", "expected"),
    "encouraged": Say("倡导", "encouraged"),
}
"""Every level of obligation, in the order of its weight."""

SUBJECTS: dict[SubjectKind, Say] = {
    "programme": Say("全市", "programme"),
    "city": Say("市", "city"),
    "county": Say("县（市、区）", "county"),
    "work_group": Say("工作组", "work group"),
    "team": Say("组团", "team"),
    "unit": Say("帮扶单位", "unit"),
    "town": Say("重点镇", "town"),
    "village": Say("重点村", "village"),
}
"""Every kind of subject."""


def no_rule(rule_id: str) -> Say:
    """Return the sentence for a rule that a pack does not have."""
    return Say(
        f"没有规则 {rule_id}；用 assistcheck rules list 查看全部规则",
        f"there is no rule {rule_id}; assistcheck rules list shows them all",
    )
