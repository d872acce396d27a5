"""What the job of every peer is, in words that need no library."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping

SHEET = "消费帮扶"
DAY, TEAM, CHANNEL, FORM, PRODUCT, ORIGIN, AMOUNT, VOUCHER = HEADERS = (
    "日期",
    "组团",
    "渠道",
    "方式",
    "产品",
    "产地",
    "金额(元)",
    "凭证号",
)
CHANNELS = ("农产品批发市场", "商贸流通企业", "莞香情", "供联e家", "其他")
FORMS = ("采购", "帮助销售")
ORIGINS = ("韶关", "揭阳")
UNAVAILABLE = 69
"""The exit code of a peer that is installed and yet cannot do the job on this machine."""


def workbook() -> str:
    """Return the path of the workbook, the only argument."""
    return sys.argv[1]


def answer(bad: int, sums: Mapping[str, float]) -> None:
    """Print the number of bad rows and the sum of each team."""
    print(json.dumps({"bad": bad, "sums": {team: f"{amount:.2f}" for team, amount in sums.items()}}))
