"""Pandera checks a frame that pandas has read with calamine."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from benchmarks.peers.job import AMOUNT, CHANNEL, CHANNELS, DAY, FORM, FORMS
from benchmarks.peers.with_pandas import answer_without, frame


def _is_number(column: pd.Series[float]) -> pd.Series[bool]:
    return pd.to_numeric(column, errors="coerce").notna()


SCHEMA = pa.DataFrameSchema(
    {
        DAY: pa.Column("datetime64[ns]", coerce=True),
        CHANNEL: pa.Column(str, pa.Check.isin(CHANNELS)),
        FORM: pa.Column(str, pa.Check.isin(FORMS)),
        AMOUNT: pa.Column(checks=pa.Check(_is_number)),
    }
)

ledger = frame("calamine")
bad = pd.Series(data=False, index=ledger.index)
try:
    SCHEMA.validate(ledger, lazy=True)
except pa.errors.SchemaErrors as found:
    bad[found.failure_cases["index"].dropna().astype(int).unique()] = True
answer_without(ledger, bad)
