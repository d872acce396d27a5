"""What happens to a row: counted, or why not."""

from __future__ import annotations

from typing import Literal

from assistcheck.i18n import LocalizedText

RowStatus = Literal["counted", "rejected", "duplicate", "double-claim", "out-of-period", "future", "superseded", "skipped"]


ROW_STATUSES: tuple[RowStatus, ...] = (
    "counted",
    "rejected",
    "duplicate",
    "double-claim",
    "out-of-period",
    "future",
    "superseded",
    "skipped",
)
"""What happens to a row; each row read ends in exactly one of them."""


ROW_STATUS_TEXTS: dict[RowStatus, LocalizedText] = {
    "counted": LocalizedText("计入", "counted"),
    "rejected": LocalizedText("填报有误，已退回", "rejected: a cell is missing or wrong"),
    "duplicate": LocalizedText("同一佐证重复填报", "the same evidence stands in another row"),
    "double-claim": LocalizedText("同一凭证已由另一{reporter}申报", "another {reporter} has claimed the voucher"),
    "out-of-period": LocalizedText("不在本年度之内", "outside the programme year"),
    "future": LocalizedText("晚于统计截止日", "after the as-of date"),
    "superseded": LocalizedText("所在工作簿或名册已被另一份取代", "another workbook or roster stands for it"),
    "skipped": LocalizedText(
        "空行、标题、合计、“其中”、栏次、备注或签名行",
        "a blank, title, total or of-which row, column numbers, a remark or a signature",
    ),
}
"""What each fate of a row means; ``{reporter}``: what one of those who report is called."""
