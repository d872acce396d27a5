"""All ledgers as one programme year, and the same year as it stood at the end of June."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from assistcheck.sample.dongguan import duties, growth, money, people, publicity, regions
from assistcheck.sample.dongguan.faults import blemish
from assistcheck.sample.dongguan.rosters import PROGRAMME, Rosters, make_rosters
from assistcheck.sample.dongguan.seeded import MID_YEAR, YEAR
from assistcheck.sample.rows import Record, Sheets, Value

LEDGERS: dict[str, Callable[[Rosters], list[Record]]] = {
    "city_exchanges": people.city_exchanges,
    "visits": people.visits,
    "cadre_care": people.cadre_care,
    "safeguards": people.safeguards,
    "media_reports": publicity.media_reports,
    "highlights": publicity.highlights,
    "briefings": publicity.briefings,
    "fiscal_funds": money.fiscal_funds,
    "donations": money.donations,
    "fund_usage": money.fund_usage,
    "industry_projects": growth.industry_projects,
    "purchases": money.purchases,
    "employment": growth.employment,
    "rural_income": growth.rural_income,
    "village_income": growth.village_income,
    "demo_projects": growth.demo_projects,
    "pairings": regions.pairings,
    "computers": regions.computers,
    "social_partners": regions.social_partners,
    "private_pairs": regions.private_pairs,
    "trainings": people.trainings,
    "attestations": duties.attestations,
}
"""What writes each ledger."""

_KNOWN_AT_MID_YEAR = {"safeguards": 1, "employment": 3, "rural_income": 0, "village_income": 0}
"""Yearly states that mid-year knows: of every how many subjects; 0: none yet."""
_DUTIES = "attestations"
_QUARTERS_BY_MID_YEAR = frozenset({f"{YEAR}Q1", f"{YEAR}Q2"})
_TEMPLATE_VERSION = "1"
_WITH_TOTALS = ("donations", "purchases")
_TOTAL = "合计"


def whole_year() -> Sheets:
    """Return the year to its end, under a 统计截止 that nobody brought up to date after the third quarter."""
    return _with_totals({**_rosters(), **_ledgers(), **declaration(PROGRAMME, date(YEAR, 9, 30))})


def mid_year() -> Sheets:
    """Return the year as it stood at the end of June."""
    ledgers = {ledger: list(_known(ledger, rows)) for ledger, rows in _ledgers().items()}
    return _with_totals({**_rosters(), **ledgers, **declaration(PROGRAMME, MID_YEAR)})


def declaration(reporter: str, as_of: date) -> Sheets:
    """Return 填报信息; no person is named."""
    return {"submission": [{"reporter": reporter, "as_of": as_of, "template": _TEMPLATE_VERSION}]}


def _rosters() -> dict[str, Sequence[Record]]:
    rosters = make_rosters()
    words = {True: "是", False: "否", None: None}
    return {
        "teams": [
            {"team": t.name, "lead_unit": lead.unit, "city": t.city, "county": t.county, "town": t.town}
            for t in rosters.teams
            for lead in [seat for seat in rosters.seats if seat.team == t][:1]
        ],
        "units": [
            {
                "unit": seat.unit,
                "team": seat.team.name,
                "kind": seat.kind,
                "sends_cadres": words[seat.sends],
                "first_secretary": words[seat.secretary],
            }
            for seat in rosters.seats
        ],
        "villages": [{"town": v.team.town, "village": v.name, "team": v.team.name} for v in rosters.villages],
        "work_groups": [
            {"work_group": name, "level": "县" if county else "市", "city": city, "county": county}
            for name, city, county in rosters.groups
        ],
    }


def _ledgers() -> dict[str, list[Record]]:
    rosters = make_rosters()
    ledgers = {ledger: build(rosters) for ledger, build in LEDGERS.items()}
    blemish(ledgers, rosters)
    return ledgers


# --- mid-year -----------------------------------------------------------------------------------


def _known(ledger: str, rows: Sequence[Record]) -> Iterator[Record]:
    """Yield the rows of a ledger that were known at the end of June, as they stood then."""
    every = _KNOWN_AT_MID_YEAR.get(ledger)
    for number, row in enumerate(rows):
        if every is not None:
            if every and number % every == 0:
                yield _half_paid(row)
        elif ledger == _DUTIES:
            yield row if _in_time(row.get("date")) else {**row, "state": "推进中", "date": None, "evidence": None}
        elif "quarter" in row:
            if row["quarter"] in _QUARTERS_BY_MID_YEAR:
                yield row
        elif _in_time(row.get("date")):
            yield row


def _half_paid(row: Record) -> Record:
    paid = row.get("funds_paid")
    return {**row, "funds_paid": paid * 6 // 10} if isinstance(paid, int) else row


def _in_time(day: Value) -> bool:
    return not isinstance(day, date) or day <= MID_YEAR


# --- totals -------------------------------------------------------------------------------------


def _with_totals(sheets: Sheets) -> Sheets:
    """Return the sheets with a line 合计 under those that people like to add up; like a SUM, it leaves text out."""
    totals: dict[str, Sequence[Record]] = {}
    for ledger in _WITH_TOTALS:
        amounts = [row["amount"] for row in sheets[ledger]]
        total = sum((Decimal(amount) for amount in amounts if isinstance(amount, int)), start=Decimal(0))
        totals[ledger] = [*sheets[ledger], {"date": _TOTAL, "amount": total}]
    return {**sheets, **totals}
