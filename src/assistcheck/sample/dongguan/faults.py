"""The faults that such workbooks have: a few of each sort, all of the first half-year, each where it can be found again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from assistcheck.sample.dongguan.names import TYPOS
from assistcheck.sample.dongguan.rosters import Rosters
from assistcheck.sample.dongguan.seeded import MID_YEAR, YEAR, draw_shortfalls
from assistcheck.sample.rows import ABOVE, Record

Ledgers = dict[str, list[Record]]


def blemish(ledgers: Ledgers, rosters: Rosters) -> None:
    """Put the usual faults into ``ledgers``, most of them in rows of teams that do well."""
    for fault in FAULTS:
        fault(ledgers, rosters)


def _first(rows: list[Record], rosters: Rosters, wanted: Callable[[Record], bool] = lambda _: True) -> int:
    """Return the position of the first row up to June that is wanted and no weak team's."""
    weak = {name for team in rosters.teams if team.weak for name in (team.name, team.town)}

    def suits(row: Record) -> bool:
        day = row.get("date")
        early = not isinstance(day, date) or day <= MID_YEAR
        return early and not {row.get("team"), row.get("town"), row.get("reporter")} & weak and wanted(row)

    return next(position for position, row in enumerate(rows) if suits(row))


def _mistyped_town(ledgers: Ledgers, rosters: Rosters) -> None:
    """A visit of a unit's head to a town with a wrong character of the same sound: unknown-name."""
    rows = ledgers["visits"]

    def wanted(row: Record) -> bool:
        return row["role"] == "主要负责同志" and str(row["town"])[1] in TYPOS

    at = _first(rows, rosters, wanted)
    town = str(rows[at]["town"])
    rows[at] = {**rows[at], "town": town[0] + TYPOS[town[1]] + town[2:]}


def _unfinished_date(ledgers: Ledgers, rosters: Rosters) -> None:
    """A report dated by month only: bad-date."""
    rows = ledgers["media_reports"]
    at = _first(rows, rosters)
    rows.insert(at + 1, {**rows[at], "date": f"{YEAR}.1", "title": f"{rows[at]['title']}（续）"})


def _forgotten_income(ledgers: Ledgers, rosters: Rosters) -> None:
    """A village without its income: missing-value, and nothing can be said of the village."""
    rows = ledgers["village_income"]
    at = _first(rows, rosters)
    rows[at] = {**rows[at], "income": None}


def _forgotten_role(ledgers: Ledgers, rosters: Rosters) -> None:
    """A hearing of cadres that does not say who heard them: missing-value."""
    rows = ledgers["cadre_care"]
    at = _first(rows, rosters, lambda row: row["kind"] == "听取汇报")
    rows[at] = {**rows[at], "role": None}


def _written_amount(ledgers: Ledgers, rosters: Rosters) -> None:
    """A gift written with its unit, which is fine."""
    rows = ledgers["donations"]
    at = _first(rows, rosters, lambda row: not str(row["unit"]).endswith("街道"))
    rows[at] = {**rows[at], "amount": "3万元"}


def _wrong_unit(ledgers: Ledgers, rosters: Rosters) -> None:
    """A gift of 12 where 12 万元 was meant: suspicious-amount, and the village is short."""
    rows = ledgers["donations"]
    villages = [village for village in rosters.villages if rosters.town_unit(village.team)]
    short = [(village.team.town, village.name) for village in villages if village in draw_shortfalls("R07.4", villages)]
    at = next(position for position, row in enumerate(rows) if (row["town"], row["village"]) in short)
    rows[at] = {**rows[at], "amount": 12}


def _repeated_briefing(ledgers: Ledgers, rosters: Rosters) -> None:
    """A briefing entered twice: duplicate-row."""
    rows = ledgers["briefings"]
    at = _first(rows, rosters)
    rows.insert(at + 1, dict(rows[at]))


def _claimed_twice(ledgers: Ledgers, rosters: Rosters) -> None:
    """A purchase that a second team claims by the same voucher: double-claim."""
    rows = ledgers["purchases"]
    at = _first(rows, rosters)
    other = next(row for row in rows[at:] if row["team"] != rows[at]["team"])
    rows.insert(at + 1, {**rows[at], "team": other["team"]})


def _last_years_purchase(ledgers: Ledgers, rosters: Rosters) -> None:
    """A purchase of the December before: out-of-period."""
    rows = ledgers["purchases"]
    at = _first(rows, rosters)
    rows.insert(0, {**rows[at], "date": date(YEAR - 1, 12, 28), "voucher": f"XF{YEAR - 1}-871"})


def _visit_elsewhere(ledgers: Ledgers, rosters: Rosters) -> None:
    """A visit to another team's town: visit-elsewhere."""
    rows = ledgers["visits"]
    at = _first(rows, rosters)
    teams = {seat.unit: seat.team for seat in rosters.seats}
    other = next(there for here, there in pairwise(rosters.teams) if here == teams[str(rows[at]["unit"])])
    rows.insert(at + 1, {**rows[at], "role": "其他", "town": other.town, "note": "交流学习"})


def _overspent(ledgers: Ledgers, rosters: Rosters) -> None:
    """A village that has used more than it was allocated: used-exceeds-allocated."""
    rows = ledgers["fund_usage"]
    at = _first(rows, rosters, lambda row: row["quarter"] == f"{YEAR}Q2" and row["village"] is not None)
    rows[at] = {**rows[at], "used": int(str(rows[at]["allocated"])) + 12_600}


def _one_transfer_two_villages(ledgers: Ledgers, rosters: Rosters) -> None:
    """A gift to a second village under the voucher of the first: voucher-shared, and both count."""
    rows = ledgers["donations"]
    at = _first(rows, rosters, lambda row: row["village"] is not None and row["voucher"] is not None)
    other = next(
        position
        for position, row in enumerate(rows)
        if row["town"] == rows[at]["town"] and row["village"] not in {None, rows[at]["village"]} and row["voucher"]
    )
    rows[other] = {**rows[other], "voucher": rows[at]["voucher"]}


def _one_amount_two_products(ledgers: Ledgers, rosters: Rosters) -> None:
    """A purchase whose amount is merged over the rows of two products: merged-number, and it counts once."""
    rows = ledgers["purchases"]
    at = _first(rows, rosters, lambda row: str(row["date"]) > str(YEAR))
    rows.insert(at + 1, {**rows[at], "product": "蜂蜜", "amount": ABOVE, "voucher": None})


FAULTS = (
    _mistyped_town,
    _unfinished_date,
    _forgotten_income,
    _forgotten_role,
    _written_amount,
    _wrong_unit,
    _repeated_briefing,
    _claimed_twice,
    _last_years_purchase,
    _visit_elsewhere,
    _overspent,
    _one_transfer_two_villages,
    _one_amount_two_products,
)
"""Every sort of fault that the samples hold."""
