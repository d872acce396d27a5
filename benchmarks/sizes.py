"""How much is measured at each size."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured; 0: this is left out."""

    rows: tuple[int, ...]
    """Rows of the ledgers that every peer reads."""
    teams: tuple[int, ...]
    files: tuple[int, ...]
    rounds: int
    ledger_rows: int
    """Rows of each ledger with faults, formats, formulas, and of the other formats."""
    clean_rows: int
    report_teams: int
    """Teams of the reports as xlsx, csv, md and html."""
    json_teams: int
    text_teams: int
    cached_files: int


SIZES = {
    "tiny": Size((200,), (50,), (2,), 1, 200, 200, 50, 50, 50, 2),
    "small": Size((1_000, 10_000), (50,), (5,), 1, 10_000, 10_000, 50, 50, 50, 10),
    "standard": Size((1_000, 10_000, 100_000), (50, 500), (10, 100), 3, 100_000, 100_000, 500, 500, 500, 100),
    "large": Size(
        (1_000, 10_000, 100_000, 1_000_000),
        (50, 500, 5_000),
        (10, 100, 1_000),
        3,
        100_000,
        1_000_000,
        5_000,
        20_000,
        40_000,
        2_000,
    ),
}
HIDDEN_SIZES = {"tiny"}
