"""What levels of obligation are called, and what is said of a rule that is not there."""

from __future__ import annotations

from assistcheck.i18n import LocalizedText
from assistcheck.rules.model import Level

LEVELS: dict[Level, LocalizedText] = {
    "binding": LocalizedText("约束性", "binding"),
    "general": LocalizedText("一般", "general"),
    "expected": LocalizedText("预期性", "expected"),
    "encouraged": LocalizedText("倡导", "encouraged"),
}
"""Every level of obligation, in the order of its weight."""


def no_rule(rule_id: str) -> LocalizedText:
    """Return the sentence for a rule that a pack does not have."""
    return LocalizedText(
        f"没有规则 {rule_id}；用 assistcheck rules list 查看全部规则",
        f"there is no rule {rule_id}; assistcheck rules list shows them all",
    )
