"""The sheet of recorded waivers (备案), of any pack: its title and its columns; only who audits may give one."""

from __future__ import annotations

from typing import Any

from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.registry import Ledgers, drawn_from
from assistcheck.rules.plain_sheets import PlainSheets

_COLUMNS: tuple[tuple[str, LocalizedText, str, bool, tuple[str, ...]], ...] = (
    (
        "rule",
        LocalizedText("规则", "Rule"),
        "text",
        True,
        ("任务编号", "规则编号", "事项编号", "任务", "Rule id", "Duty", "Task"),
    ),
    (
        "subject",
        LocalizedText("责任主体", "Subject"),
        "text",
        True,
        ("主体", "责任单位", "单位", "主体名称", "Name", "Responsible"),
    ),
    (
        "period",
        LocalizedText("时段", "Period"),
        "month_or_quarter",
        False,
        ("期间", "月份", "季度", "月份或季度", "适用时段", "Month or quarter"),
    ),
    ("reason", LocalizedText("事由", "Reason"), "text", True, ("理由", "原因", "备案事由", "备案理由", "备案原因", "Grounds")),
    (
        "approved_by",
        LocalizedText("批准人", "Approved by"),
        "text",
        True,
        ("批准单位", "批准部门", "批准机关", "审批人", "审批单位", "审批部门", "Approver"),
    ),
    (
        "document",
        LocalizedText("文号", "Document"),
        "text",
        False,
        ("备案文号", "批准文号", "批文", "文件", "文件号", "文件编号", "Document number", "Document no", "Reference"),
    ),
    (
        "expires",
        LocalizedText("有效期至", "Valid until"),
        "date",
        True,
        (
            "有效期",
            "有效期截止",
            "截止日期",
            "到期日",
            "到期日期",
            "失效日期",
            "Expires",
            "Expiry",
            "Expires on",
            "Expiry date",
        ),
    ),
)
"""Id, header, type, whether it is required, other spellings of the header."""
TITLE = LocalizedText("备案", "Waivers")


def waiver_ledgers(ledgers: Ledgers) -> Ledgers:
    """Return the sheet of waivers as the only one, written as the people of the pack of ``ledgers`` write."""
    columns = [_column(*one[:4]) for one in _COLUMNS]
    nothing = dict.fromkeys(("dated_by", "voucher", "owner", "agrees", "tasks", "cover"))
    plain: dict[str, Any] = {
        **nothing,
        "id": "waivers",
        "title": TITLE,
        "about": LocalizedText("记录在案、予以免除的事项", "duties that are excused, as is on record"),
        "role": "ledger",
        "years": "programme",
        "state": False,
        "identity": ["rule", "subject", "period"],
        "columns": columns,
        "checks": [],
        "once": [],
    }
    headers = {"waivers": {ident: [*others] for ident, *_, others in _COLUMNS}}
    return drawn_from(PlainSheets([plain], headers, ledgers.plain.conventions))


def _column(ident: str, header: LocalizedText, kind: str, required: bool) -> dict[str, Any]:  # noqa: FBT001 - a row of a table
    return {
        **dict.fromkeys(("unit", "blank_as", "hint", "example")),
        "id": ident,
        "header": header,
        "type": kind,
        "required": required,
        "required_when": {},
        "rejects_row": True,
        "words": [],
        "counters": [],
    }
