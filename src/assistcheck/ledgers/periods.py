"""Months and quarters as the people of a pack write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from assistcheck.ledgers.registry import ledgers_of
from assistcheck.rules.model import RulePack
from assistcheck.workbook.cell_values import CellContext, PackFacts, read_quarter


def period_end(pack: RulePack, text: str) -> date:
    """Return the last day of a month or a quarter: ``2022-05``, ``2022Q2``, or a quarter as it may stand in a workbook.

    Raises:
        ValueError: it is none.
    """
    year = pack.programme_year
    with suppress(ValueError):
        return year.period_end(text)
    return year.period_end(read_quarter(text, CellContext(lambda: PackFacts(year)), ledgers_of(pack).conventions))
