"""pandas, which reads with calamine."""

from __future__ import annotations

from benchmarks.peers.with_pandas import answer_without, bad_rows, frame

ledger = frame("calamine")
answer_without(ledger, bad_rows(ledger))
