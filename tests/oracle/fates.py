"""What becomes of each ledger row: counted, duplicate, double-claim, out-of-period or future.

The years handled here are clean, so the fates skipped, superseded and rejected never occur.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from .tables import LEDGERS, Row, Year

YEAR = 2022
LAST_DUE_YEAR = 2025
DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4}
VOUCHERED = ("donations", "purchases")


def quarter_of(text: str) -> tuple[int, int]:
    """Return (year, quarter) of 2022Q1, 2022年第一季度 or 一季度 (the programme year's)."""
    if "Q" in text:
        year, quarter = text.split("Q")
        return int(year), int(quarter)
    if "年第" in text:
        year, rest = text.split("年第")
        return int(year), DIGITS[rest.removesuffix("季度")]
    return YEAR, DIGITS[text.removesuffix("季度")]


def row_fates(year: Year, as_of: date) -> dict[str, list[str]]:
    """Return, for each ledger sheet that exists, the fate of each of its rows in order."""
    return {name: _sheet_fates(name, year, as_of) for name in LEDGERS if name in year.sheets}


def counted_rows(year: Year, as_of: date) -> dict[str, list[Row]]:
    """Return, for each ledger sheet that exists, the rows that count."""
    fates = row_fates(year, as_of)
    return {
        name: [row for row, fate in zip(year.sheets[name], fates[name], strict=True) if fate == "counted"] for name in fates
    }


def _sheet_fates(name: str, year: Year, as_of: date) -> list[str]:
    rows = year.sheets[name]
    fates = [_time_fate(name, row, as_of) for row in rows]
    _mark_duplicates(name, rows, fates, year)
    if name in VOUCHERED:
        _mark_double_claims(name, rows, fates, year)
    return fates


def _time_fate(name: str, row: Row, as_of: date) -> str:
    if name in ("safeguards", "fiscal_funds", "employment"):
        return "counted" if row["year"] == YEAR else "out-of-period"
    if name in ("rural_income", "village_income"):
        return _income_year_fate(row["year"], as_of)
    if name == "fund_usage":
        return "counted" if quarter_of(str(row["quarter"]))[0] == YEAR else "out-of-period"
    return _day_fate(row["date"], as_of, early_allowed=name == "attestations")


def _income_year_fate(year: object, as_of: date) -> str:
    assert isinstance(year, int)
    if not YEAR <= year <= LAST_DUE_YEAR:
        return "out-of-period"
    return "future" if year > as_of.year else "counted"


def _day_fate(day: object, as_of: date, *, early_allowed: bool) -> str:
    if day is None:
        return "counted"
    assert isinstance(day, date)
    if day.year > YEAR or (day.year < YEAR and not early_allowed):
        return "out-of-period"
    return "future" if day > as_of else "counted"


def _claimant(name: str, row: Row, year: Year) -> str:
    """Return the team that claims a voucher: the purchase's, or that of the town given to."""
    if name == "purchases":
        return str(row["team"])
    return next(str(team["team"]) for team in year.sheets["teams"] if team["town"] == row["town"])


def _evidence(name: str, row: Row, year: Year) -> tuple[object, ...]:
    if name in VOUCHERED and row["voucher"] is not None:
        return ("voucher", _claimant(name, row, year), row["voucher"])
    columns = LEDGERS[name].evidence or tuple(LEDGERS[name].columns)
    if name == "fund_usage":
        return (quarter_of(str(row["quarter"])), row["fiscal_year"], row["town"], row["village"])
    return tuple(row[column] for column in columns)


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def _precedence(name: str, row: Row) -> tuple[object, ...]:
    """Order rows of equal evidence: the earliest date (undated last), then the remaining cells as text."""
    day = row.get("date")
    taken = {*LEDGERS[name].evidence, "date", "voucher"}
    return (day is None, day or date.min, [_as_text(row[c]) for c in LEDGERS[name].columns if c not in taken])


def _mark_duplicates(name: str, rows: list[Row], fates: list[str], year: Year) -> None:
    standing: dict[tuple[object, ...], int] = {}
    for index, row in enumerate(rows):
        if fates[index] != "counted":
            continue
        key = _evidence(name, row, year)
        if key not in standing:
            standing[key] = index
        elif _precedence(name, row) < _precedence(name, rows[standing[key]]):
            fates[standing[key]] = "duplicate"
            standing[key] = index
        else:
            fates[index] = "duplicate"


def _mark_double_claims(name: str, rows: list[Row], fates: list[str], year: Year) -> None:
    order = [str(team["team"]) for team in year.sheets["teams"]]
    claims: dict[object, list[int]] = {}
    for index, row in enumerate(rows):
        if fates[index] == "counted" and row["voucher"] is not None:
            claims.setdefault(row["voucher"], []).append(index)
    for indexes in claims.values():
        ranked = sorted(indexes, key=lambda i: (str(rows[i]["date"]), order.index(_claimant(name, rows[i], year))))
        for index in ranked[1:]:
            fates[index] = "double-claim"
