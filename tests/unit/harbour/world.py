"""The pack of the harbour repairs, its small rosters, and workbooks of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from assistcheck import api
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.pending import facts_of
from assistcheck.submission.assemble import Submission, assemble
from assistcheck.submission.file_reader import read_book
from builders.support import Grid, book

PACK = api.load_pack(str(Path(__file__).parent / "pack"))
LEDGERS = ledgers_of(PACK)
FACTS = facts_of(PACK)
YEAR_END = date(2026, 9, 30)
DAY = date(2025, 11, 5)
NORTH, SOUTH = "North Quay District", "South Quay District"

Row = Mapping[str, object]

ROSTERS: dict[str, list[Row]] = {
    "depots": [
        {"depot": "Alder", "district": NORTH},
        {"depot": "Birch", "district": NORTH},
        {"depot": "Cedar", "district": SOUTH},
    ],
    "crews": [
        {"crew": "Red", "depot": "Alder", "trade": "Rigging", "licensed": "unlicensed"},
        {"crew": "Blue", "depot": "Alder", "trade": "Rigging", "licensed": "licensed", "may_lead": "unlicensed"},
        {"crew": "Blue", "depot": "Cedar", "trade": "Diving", "licensed": "licensed"},
    ],
    "piers": [
        {"depot": "Alder", "pier": "1", "district": NORTH},
        {"depot": "Alder", "pier": "2", "district": NORTH},
        {"depot": "Cedar", "pier": "1", "district": SOUTH},
    ],
    "vessels": [{"vessel": "Heron", "depot": "Alder", "pier": "2"}, {"vessel": "Tern", "depot": "Cedar", "pier": "1"}],
    "wardens": [
        {"warden": "Office of the North", "district": NORTH, "rank": "Chief"},
        {"warden": "Office of the South", "district": SOUTH, "rank": "Deputy"},
    ],
}


def sheets(**rows: list[Row]) -> dict[str, Grid]:
    """Return sheets by their titles: headers, and rows given by column id."""
    found: dict[str, Grid] = {}
    for ident, listed in rows.items():
        columns = LEDGERS[ident].columns
        assert all(row.keys() <= {column.name for column in columns} for row in listed)
        found[LEDGERS[ident].title] = [[c.header for c in columns], *([row.get(c.name) for c in columns] for row in listed)]
    return found


def rosters(**more: list[Row]) -> dict[str, Grid]:
    """Return the rosters, with rows added to some."""
    return sheets(**{ident: [*rows, *more.get(ident, [])] for ident, rows in ROSTERS.items()})


def cover(depot: str, as_of: date = YEAR_END) -> dict[str, Grid]:
    """Return a cover sheet."""
    return {"Sender": [["Item", "Entry"], ["Depot", depot], ["Figures As Of", as_of], ["Form", "3"]]}


def submit(files: Mapping[str, Mapping[str, Grid]], as_of: date = YEAR_END, *, roster: bool = True) -> Submission:
    """Return the submission of workbooks by their paths; ``roster``: the rosters in a file of their own."""
    read = partial(read_book, ledgers=LEDGERS, facts=lambda: FACTS)
    books = [read("roster.xlsx", partial(book, rosters()), roster_only=True)] if roster else []
    return assemble([*books, *(read(path, partial(book, content)) for path, content in files.items())], PACK, as_of)


def submit_one(as_of: date = YEAR_END, **rows: list[Row]) -> Submission:
    """Return the submission of one workbook with these ledgers."""
    return submit({"a.xlsx": sheets(**rows)}, as_of)
