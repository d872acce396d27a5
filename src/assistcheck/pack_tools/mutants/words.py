"""What a column could hold besides what a rule looks for."""

from __future__ import annotations

from collections.abc import Sequence

from assistcheck.rules.ledgers import ColumnSpec
from assistcheck.rules.model import RulePack


def column_of(pack: RulePack, sheet: str, column: str) -> ColumnSpec | None:
    """Return a column of a sheet; ``None`` if there is none."""
    return next((one for spec in pack.ledgers if spec.id == sheet for one in spec.columns if one.id == column), None)


def other_words(pack: RulePack, sheet: str, column: str, given: Sequence[str]) -> list[str]:
    """Return the values that a column could hold besides those ``given``."""
    found = column_of(pack, sheet, column)
    match found.type if found else None:
        case "quarter":
            known = [f"{pack.manifest.year.number}Q{number}" for number in range(1, 5)]
        case "year":
            known = [str(int(year) + step) for year in given for step in (-1, 1)]
        case _:
            known = list(found.words) if found else []
    return [word for word in known if word not in given]
