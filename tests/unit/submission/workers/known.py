"""What a reading process is told of the first pack: where its sheets come from, and its facts."""

from __future__ import annotations

from pathlib import Path

from assistcheck.ledgers.source import SheetSource
from assistcheck.workbook.cell_values import PackFacts
from builders.packs import LEDGERS, PACK, PROGRAMME

SHEETS = SheetSource(PACK.sha256, Path(), LEDGERS)
FACTS = PackFacts(PROGRAMME)
