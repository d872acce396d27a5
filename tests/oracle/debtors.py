"""Who owes a duty: never an assisted city, county, town or village."""

from __future__ import annotations

from .folder import Folder
from .tables import PROGRAMME


def debtor(folder: Folder, kind: str, name: str, team: str) -> str:
    """Return the debtor of a subject, as a list or notice is addressed."""
    if kind == "city":
        return f"{PROGRAMME}（对{name}）"
    if kind == "county":
        resident = [str(row["work_group"]) for row in folder.rosters["work_groups"] if row["county"] == name]
        return resident[0] if resident else f"{PROGRAMME}（对{name}）"
    return team if kind in ("town", "village") else name
