"""Audit the sample year from Python, and look at the result as pandas."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistcheck import api


def main(workbook: str) -> None:
    """Print who is short of purchases, and what a ledger was read as."""
    pack = api.load_pack()
    as_of = date(2022, 12, 31)
    submission = api.read_submissions([workbook], pack, as_of)
    report = api.audit(pack, submission, api.Request(as_of, selection=api.select(rules=["R11.3"])))

    outcomes = report.to_frame()
    print(outcomes[outcomes.status == "shortfall"][["subject", "county", "value", "gap"]])

    purchases = submission.frame("purchases")
    print(purchases.groupby("fate").size())


if __name__ == "__main__":
    main(str(Path(__file__).parents[1] / "sample_data" / "2022.xlsx"))
