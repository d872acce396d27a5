"""polars, which reads with fastexcel."""

from __future__ import annotations

import polars as pl

from benchmarks.peers.job import AMOUNT, CHANNEL, CHANNELS, DAY, FORM, FORMS, ORIGIN, ORIGINS, SHEET, TEAM, answer, workbook

ledger = pl.read_excel(workbook(), sheet_name=SHEET, engine="calamine").with_columns(
    pl.col(AMOUNT).cast(pl.Float64, strict=False)
)
good = (
    pl.col(DAY).is_not_null()
    & pl.col(CHANNEL).is_in(CHANNELS).fill_null(value=False)
    & pl.col(FORM).is_in(FORMS).fill_null(value=False)
    & pl.col(AMOUNT).is_not_null()
)
counted = ledger.filter(good)
from_there = pl.any_horizontal(pl.col(ORIGIN).str.starts_with(origin) for origin in ORIGINS)
sums = counted.filter(from_there).group_by(TEAM).agg(pl.col(AMOUNT).sum())
answer(ledger.height - counted.height, dict(sums.iter_rows()))
