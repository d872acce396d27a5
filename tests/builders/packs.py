"""The shipped pack and its sheets, loaded once for all tests."""

from __future__ import annotations

from assistcheck import api
from assistcheck.ledgers.registry import ledgers_of

PACK = api.load_pack()
LEDGERS = ledgers_of(PACK)
PROGRAMME = PACK.programme_year
