"""Great Expectations checks a frame that pandas has read with calamine; it is told to send nothing anywhere."""

from __future__ import annotations

import os

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import logging

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd

from benchmarks.peers.job import AMOUNT, CHANNEL, CHANNELS, DAY, FORM, FORMS
from benchmarks.peers.with_pandas import amounts, answer_without, frame

logging.disable(logging.CRITICAL)
ledger = frame("calamine")
typed = ledger.copy()
typed[AMOUNT], typed[DAY] = amounts(ledger), pd.to_datetime(ledger[DAY], errors="coerce")
context = gx.get_context(mode="ephemeral")
context.variables.progress_bars = {"globally": False}
asset = context.data_sources.add_pandas("ledgers").add_dataframe_asset("purchases")
batch = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": typed})
suite = gx.ExpectationSuite(
    "purchases",
    expectations=[
        gxe.ExpectColumnValuesToNotBeNull(column=DAY),
        gxe.ExpectColumnValuesToBeInSet(column=CHANNEL, value_set=list(CHANNELS)),
        gxe.ExpectColumnValuesToBeInSet(column=FORM, value_set=list(FORMS)),
        gxe.ExpectColumnValuesToNotBeNull(column=AMOUNT),
    ],
)
found = batch.validate(suite, result_format="COMPLETE")
bad = pd.Series(data=False, index=ledger.index)
for result in found.results:
    bad[result.result.get("unexpected_index_list") or []] = True
answer_without(ledger, bad)
