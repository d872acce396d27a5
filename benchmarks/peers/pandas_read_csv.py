"""What a user of pandas would write to read the ledger as .csv; nothing is done with it."""

from __future__ import annotations

import pandas as pd

from benchmarks.peers.job import workbook

pd.read_csv(workbook())
