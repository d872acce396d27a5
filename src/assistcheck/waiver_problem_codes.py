"""The codes of problems of what is excused (备案)."""

from __future__ import annotations

from assistcheck.i18n import LocalizedText
from assistcheck.problem_terms import Code

WAIVER_PROBLEM_CODES: dict[str, Code] = {
    "waiver-sheet": Code(
        "warning",
        LocalizedText("工作簿自带的备案表不作数，未免除任何事项", "a workbook's own sheet of waivers excuses nothing"),
        LocalizedText(
            "核实后仍须免除的，由统计单位另作备案文件给出（--waivers）",
            "verify them; whoever audits gives the valid ones as a file of waivers (--waivers)",
        ),
        LocalizedText("统计单位另行给出的备案", "waivers from whoever audits"),
    ),
    "waiver-expired": Code(
        "warning",
        LocalizedText("备案已过期，不再免除", "the waiver has expired and excuses nothing"),
        LocalizedText(
            "事项已办结的，删去这项备案；仍须免除的，重新报批并更新有效期",
            "delete it, or have it renewed and correct its last day",
        ),
        LocalizedText("统计截止日仍在有效期内的备案", "a waiver that is valid on the as-of date"),
    ),
    "waiver-unmatched": Code(
        "warning",
        LocalizedText("备案没有对应的事项，未免除任何事项", "a waiver that matches no duty, and excuses nothing"),
        LocalizedText("核对规则编号、责任主体和时段，改正备案", "compare rule, subject and period, and correct the waiver"),
        LocalizedText("规则包和名册中的事项", "a duty of the rule pack, of a subject of the roster"),
    ),
    "waiver-unneeded": Code(
        "warning",
        LocalizedText("备案的事项已完成，无须免除", "what the waiver excuses is met"),
        LocalizedText("核对后删去这项备案", "check it, and delete the waiver"),
        LocalizedText("尚未完成的事项", "a duty that is not met"),
    ),
}
"""Part of :data:`assistcheck.problem_codes.CODES`."""
