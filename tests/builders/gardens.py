"""A small invented pack in a folder of its own, which tests change, and workbooks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import yaml

from assistcheck import api
from assistcheck.audit.outcomes import Report

Plain = dict[str, Any]
Change = Callable[[Plain], object]
"""What changes the files of the pack, which are given by their names without ``.yaml``."""
Grid = Sequence[Sequence[object]]
END = date(2025, 12, 31)
SCHOOLS: Grid = [["School", "District"], ["Ash", "North"], ["Birch", "South"]]
PLANTINGS = ["Date", "School", "Species", "Trees", "Place", "Cost ($)"]


def files() -> Plain:
    """Return what the files of the pack say, by their names in its folder."""
    return {
        "pack": {
            "name": "gardens",
            "title": "School gardens",
            "issuer": "Office",
            "issued": "2025-01-10",
            "effective_from": "2025-01-10",
            "year": {"number": "2025"},
            "languages": ["en"],
            "currency": {"unit": "dollars", "symbols": ["$"]},
            "template_version": "1",
            "source": "source.txt",
        },
        "subjects": {
            "kinds": [
                {"id": "programme", "name": "programme", "members": ["Fernvale"]},
                {"id": "district", "name": "district", "roster": "schools"},
                {"id": "school", "name": "school", "roster": "schools", "belongs_to": ["district"]},
            ],
            "roles": {"whole": "programme", "reporting": "school", "region": "district"},
        },
        "ledgers/schools": {
            "id": "schools",
            "title": "Schools",
            "about": "who there is",
            "role": "roster",
            "identity": ["school"],
            "columns": [{"id": "school", "header": "School"}, {"id": "district", "header": "District"}],
        },
        "ledgers/plantings": {
            "id": "plantings",
            "title": "Plantings",
            "about": "trees planted",
            "role": "ledger",
            "dated_by": "date",
            "owner": "school",
            "columns": [
                {"id": "date", "header": "Date", "type": "date"},
                {"id": "school", "header": "School", "type": "school"},
                {"id": "species", "header": "Species"},
                {"id": "trees", "header": "Trees", "type": "whole"},
                {"id": "place", "header": "Place", "type": "choice", "words": ["yard", "street", "park"]},
                {"id": "cost", "header": "Cost ($)", "type": "amount", "unit": "$", "required": "false"},
            ],
        },
        "clauses/clause-01": {"clause": "1", "title": "Planting", "rules": [rule()]},
    }


def rule(figure: Plain | None = None, **changes: Any) -> Plain:
    """Return a rule of the pack that counts the rows of each school, with some of it changed."""
    return {
        "id": "R01.1",
        "title": "Trees",
        "quote": "Each school plants trees",
        "criterion": "trees planted",
        "subject": {"kind": "school"},
        "measure": {"ledger": "plantings", "by": ["school"], "figure": figure or {"kind": "count"}},
        "target": {"at_least": "1"},
        "quantity": "count",
        "unit": "trees",
        "period": {"kind": "year"},
        "pace": "none",
        "level": "binding",
    } | changes


def with_rules(*rules: Plain) -> Change:
    """Return what gives the pack other rules."""

    def change(plain: Plain) -> None:
        plain["clauses/clause-01"]["rules"] = [*rules]

    return change


def pack_in(folder: Path, *changes: Change) -> Path:
    """Write the pack, changed, to a folder, and return that."""
    plain = files()
    for change in changes:
        change(plain)
    for name, said in plain.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (folder / "source.txt").write_text("Each school plants trees.", encoding="utf-8")
    return folder


def book_in(folder: Path, sheets: Mapping[str, Grid]) -> str:
    """Write a workbook with these sheets, and the roster of schools where they have none."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in ({"Schools": SCHOOLS} | dict(sheets)).items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    path = folder / "book.xlsx"
    book.save(path)
    return str(path)


def audited(
    folder: Path, sheets: Mapping[str, Grid], *changes: Change, as_of: date = END, within: Iterable[tuple[str, str]] = ()
) -> Report:
    """Return the audit of a workbook by the changed pack; ``within``: only of what belongs to these."""
    pack = api.load_pack(str(pack_in(folder / "pack", *changes)))
    submission = api.read_submissions([book_in(folder, sheets)], pack, as_of, workers=0)
    return api.audit(pack, submission, api.Request(as_of, selection=api.select(within=within)))


def statuses(report: Report) -> dict[str, tuple[str, object]]:
    """Return the status and the figure of each subject."""
    return {one.subject.name: (one.status, one.value) for one in report.outcomes}
