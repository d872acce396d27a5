"""What the peers on pandas share: the frame, which rows are bad, and the answer."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from benchmarks.peers.job import AMOUNT, CHANNEL, CHANNELS, DAY, FORM, FORMS, ORIGIN, ORIGINS, SHEET, TEAM, answer, workbook


def frame(engine: Literal["calamine", "openpyxl"]) -> pd.DataFrame:
    """Read the ledger."""
    return pd.read_excel(workbook(), sheet_name=SHEET, engine=engine)


def amounts(ledger: pd.DataFrame) -> pd.Series[float]:
    """Return the amounts, NaN where there is no number."""
    return pd.to_numeric(ledger[AMOUNT], errors="coerce")


def bad_rows(ledger: pd.DataFrame) -> pd.Series[bool]:
    """Mark the bad rows."""
    dates = pd.to_datetime(ledger[DAY], errors="coerce")
    return dates.isna() | ~ledger[CHANNEL].isin(CHANNELS) | ~ledger[FORM].isin(FORMS) | amounts(ledger).isna()


def answer_without(ledger: pd.DataFrame, bad: pd.Series[bool]) -> None:
    """Add up the rows that are not bad, and print the answer."""
    counts = ~bad & ledger[ORIGIN].str.startswith(ORIGINS)
    sums = amounts(ledger)[counts].groupby(ledger[TEAM]).sum()
    answer(int(bad.sum()), {str(team): amount for team, amount in sums.items()})
