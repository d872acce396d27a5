"""What becomes of each row of each workbook: one fate, tried in the order of the format."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from .cells import NAMES, UNKNOWN, is_blank, is_total, read_row, repeated, required, squeezed
from .folder import Book, Folder
from .tables import LEDGERS, Row

YEAR = 2022
LAST_DUE_YEAR = 2025
DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4}
VOUCHERED = ("donations", "purchases")
OWNER: dict[str, str] = {
    **dict.fromkeys(("visits", "cadre_care", "safeguards"), "unit"),
    **dict.fromkeys(("media_reports", "highlights", "industry_projects", "purchases", "social_partners"), "team"),
    **dict.fromkeys(("donations", "fund_usage", "employment", "village_income", "computers", "private_pairs"), "town"),
    "briefings": "reporter",
    "attestations": "subject",
}
"""The column that tells whose row it is; rows of other ledgers are nobody's own."""


@dataclass(frozen=True)
class Entry:
    """One row of a ledger as it was read."""

    sheet: str
    book: Book
    row: Row
    fate: str
    foreign: bool = False
    at: int = 0
    """Its place among the rows of its sheet in its workbook."""


def quarter_of(text: str) -> tuple[int, int]:
    """Return (year, quarter) of 2022Q1, 2022年第一季度 or 一季度 (the programme year's)."""
    if "Q" in text:
        year, quarter = text.split("Q")
        return int(year), int(quarter)
    if "年第" in text:
        year, rest = text.split("年第")
        return int(year), DIGITS[rest.removesuffix("季度")]
    return YEAR, DIGITS[text.removesuffix("季度")]


class Owners:
    """Whose a row is."""

    def __init__(self, folder: Folder) -> None:
        self.of_town = {row["town"]: str(row["team"]) for row in folder.rosters["teams"]}
        self.teams = list(self.of_town.values())
        self._of: dict[object, set[str]] = defaultdict(set)
        for row in folder.rosters["teams"]:
            self._of[row["team"]] |= {str(row["team"])}
            self._of[row["town"]] |= {str(row["team"])}
        for row in folder.rosters["units"]:
            self._of[row["unit"]] |= {str(row["team"])}

    def teams_of(self, sheet: str, row: Row) -> set[str]:
        """Return the teams whose row it is; none where it belongs to no team, or nobody can tell."""
        owner = row[OWNER[sheet]] if sheet in OWNER else None
        return set() if owner is UNKNOWN or owner is None else self._of[owner]

    def foreign(self, sheet: str, row: Row, reporter: str | None) -> bool:
        """Whether a row is another team's: by the workbook it stands in, or by the village that a project of a team is for."""
        if sheet == "industry_projects" and str(row["kind"]) == "增收项目" and isinstance(row["village"], str):
            place = self.of_town.get(str(row["town"]))
            if place is not None and row["team"] != place:
                return True
        owners = self.teams_of(sheet, row)
        return reporter is not None and bool(owners) and reporter not in owners


def read_folder(folder: Folder) -> list[Entry]:
    """Return every ledger row of every workbook, settled as far as no date is needed."""
    owners = Owners(folder)
    return [
        entry
        for book in folder.books
        for sheet, rows in book.sheets.items()
        if sheet in LEDGERS
        for entry in _read_sheet(folder, owners, book, sheet, rows)
    ]


def _read_sheet(folder: Folder, owners: Owners, book: Book, sheet: str, rows: list[Row]) -> Iterable[Entry]:
    reporter, superseded = folder.team_of(book), folder.superseded(book)
    above: Row = {}
    entries: list[Entry] = []
    notes = _lines_below(sheet, rows)
    for at, cells in enumerate(rows):
        if is_total(cells) or at in notes:
            entries.append(Entry(sheet, book, cells, "skipped", at=at))
            continue
        above = repeated(cells, above)
        row, usable = read_row(sheet, above, folder.names)
        foreign = owners.foreign(sheet, row, reporter)
        fate = "superseded" if superseded else "rejected" if foreign or not usable else "counted"
        entries.append(Entry(sheet, book, row, fate, foreign, at))
    for name, column, first, last in book.merged:
        if name == sheet:
            _share(entries, sheet, column, range(first, last + 1))
    return entries


def _lines_below(sheet: str, rows: list[Row]) -> set[int]:
    """Return the lines after the last full row that lack more than half of the required cells: notes and signatures."""
    lacking = [[is_blank(row[column]) for column in required(sheet, row)] for row in rows]
    full = max((at for at, blanks in enumerate(lacking) if not any(blanks)), default=-1)
    return {at for at, blanks in enumerate(lacking) if at > full and 2 * sum(blanks) > len(blanks)}


def _share(entries: list[Entry], sheet: str, column: str, rows: range) -> None:
    """Let a merged number count on its first row, or reject its rows where they are of several places or people."""
    names = [name for name in LEDGERS[sheet].columns if name in NAMES]
    places = {tuple(str(entries[at].row[name]) for name in names) for at in rows}
    for at in rows:
        one = entries[at]
        if one.fate == "counted" and len(places) > 1:
            entries[at] = replace(one, fate="rejected", row={**one.row, column: UNKNOWN})
        elif at != rows[0]:
            entries[at] = replace(one, row={**one.row, column: Decimal(0)})


def settle(folder: Folder, entries: list[Entry], as_of: date) -> list[Entry]:
    """Return the same rows with the fates that they have on a date."""
    dated = [replace(one, fate=time_fate(one.sheet, one.row, as_of)) if one.fate == "counted" else one for one in entries]
    owners = Owners(folder)
    for sheet in LEDGERS:
        places = [at for at, one in enumerate(dated) if one.sheet == sheet]
        _mark_duplicates(sheet, dated, places, owners)
        if sheet in VOUCHERED:
            _mark_double_claims(sheet, dated, places, owners)
    return dated


def time_fate(sheet: str, row: Row, as_of: date) -> str:
    """Return counted, out-of-period or future; a date that cannot be read is taken to be in time."""
    if sheet in ("safeguards", "fiscal_funds", "employment"):
        return "counted" if row["year"] == YEAR else "out-of-period"
    if sheet in ("rural_income", "village_income"):
        return _income_year_fate(row["year"], as_of)
    if sheet == "fund_usage":
        quarter = row["quarter"]
        return "counted" if quarter is UNKNOWN or quarter_of(str(quarter))[0] == YEAR else "out-of-period"
    return _day_fate(row["date"], as_of, early_allowed=sheet == "attestations")


def _income_year_fate(year: object, as_of: date) -> str:
    if not isinstance(year, int):
        return "counted"
    if not YEAR <= year <= LAST_DUE_YEAR:
        return "out-of-period"
    return "future" if year > as_of.year else "counted"


def _day_fate(day: object, as_of: date, *, early_allowed: bool) -> str:
    if not isinstance(day, date):
        return "counted"
    if day.year > YEAR or (day.year < YEAR and not early_allowed):
        return "out-of-period"
    return "future" if day > as_of else "counted"


def _claimant(sheet: str, row: Row, owners: Owners) -> str:
    """Return the team that claims a voucher: the purchase's, or that of the town given to."""
    return str(row["team"]) if sheet == "purchases" else owners.of_town[row["town"]]


def voucher_of(row: Row) -> object:
    """Return a voucher as vouchers are compared: without white space, dashes alike."""
    text = squeezed(row["voucher"])
    return text.translate(dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")) if isinstance(text, str) else text


def _evidence(sheet: str, row: Row, owners: Owners) -> tuple[object, ...]:
    if sheet in VOUCHERED and row["voucher"] is not None:
        return ("voucher", _claimant(sheet, row, owners), voucher_of(row), row["amount"], row.get("village"))
    columns = LEDGERS[sheet].evidence or tuple(LEDGERS[sheet].columns)
    found = tuple(squeezed(row[column]) for column in columns)
    return (quarter_of(str(row["quarter"])), *found[1:]) if sheet == "fund_usage" else found


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def _precedence(sheet: str, row: Row) -> tuple[object, ...]:
    """Order rows of equal evidence: the earliest date (undated last), then the remaining cells as text."""
    day = row.get("date")
    taken = {*LEDGERS[sheet].evidence, "date", "voucher"}
    return (day is None, day or date.min, [_as_text(row[c]) for c in LEDGERS[sheet].columns if c not in taken])


def _mark_duplicates(sheet: str, entries: list[Entry], places: list[int], owners: Owners) -> None:
    standing: dict[tuple[object, ...], int] = {}
    for at in places:
        if entries[at].fate != "counted":
            continue
        key = _evidence(sheet, entries[at].row, owners)
        first = standing.setdefault(key, at)
        if first != at:
            better = _precedence(sheet, entries[at].row) < _precedence(sheet, entries[first].row)
            standing[key], loser = (at, first) if better else (first, at)
            entries[loser] = replace(entries[loser], fate="duplicate")


def _mark_double_claims(sheet: str, entries: list[Entry], places: list[int], owners: Owners) -> None:
    claims: dict[tuple[object, object], list[int]] = defaultdict(list)
    for at in places:
        row = entries[at].row
        if entries[at].fate == "counted" and row["voucher"] is not None:
            claims[voucher_of(row), row["amount"]].append(at)
    for claimed in claims.values():
        team = {at: _claimant(sheet, entries[at].row, owners) for at in claimed}
        first = min(claimed, key=lambda at: (str(entries[at].row["date"]), owners.teams.index(team[at])))
        for at in claimed:
            if team[at] != team[first]:
                entries[at] = replace(entries[at], fate="double-claim")
