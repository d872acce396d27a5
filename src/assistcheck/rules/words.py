"""What kinds of subjects and levels of obligation are called, in both languages."""

from __future__ import annotations

from assistcheck.language import Say
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
