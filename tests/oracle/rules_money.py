"""Clauses 6 to 8 and 11: public funds, gifts, the use of funds, and purchases."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from .case import Case, Verdicts, day, money
from .fates import quarter_of
from .statuses import NOT_APPLICABLE, UNDETERMINED, Verdict, paced_money, quarter_verdict, unpaced
from .tables import CITIES, Row


def r06_fiscal_funds(case: Case) -> Verdicts:
    """R06.1 budgeted; R06.2 in full; R06.3 paid within thirty days of the budget's approval."""
    rows = case.ledger("fiscal_funds")
    found: Verdicts = {}
    for city in CITIES:
        mine = [row for row in rows or [] if row["city"] == city]
        budgeted = full = in_time = UNDETERMINED
        if mine:
            (row,) = mine
            all_budgeted = 1 if row["budgeted"] == "是" else 0
            budgeted = (unpaced(case.as_of, all_budgeted == 1), all_budgeted)
            due, planned = money(row["amount_due"]), money(row["amount_budgeted"])
            if due > 0:
                full = (unpaced(case.as_of, planned >= due), Fraction(planned) / Fraction(due))
                in_time = _paid_in_time(case, row, due)
        found["R06.1", "city", city, ""] = budgeted
        found["R06.2", "city", city, ""] = full
        found["R06.3", "city", city, ""] = in_time
    return found


def _paid_in_time(case: Case, row: Row, due: Decimal) -> Verdict:
    if row["approved_on"] is None:
        return UNDETERMINED
    last_day = day(row["approved_on"]) + timedelta(days=30)
    paid = Decimal(0)
    if row["paid_on"] is not None and row["amount_paid"] is not None:
        paid_on = day(row["paid_on"])
        if paid_on <= last_day and paid_on <= case.as_of:
            paid = money(row["amount_paid"])
    return unpaced(case.as_of, paid >= due, last_day), Fraction(paid) / Fraction(due)


def r07_4_gifts(case: Case) -> Verdicts:
    """R07.4: 100,000 元 for every key village from the 镇街 of its team, with two alternative readings."""
    rows = case.ledger("donations")
    reading = case.readings.get("R07.4")
    found: Verdicts = {}
    for town, village, team in case.villages():
        members = [row for row in case.year.sheets["units"] if row["team"] == team]
        streets = {row["unit"] for row in members if row["kind"] == "镇街"}
        donors = {row["unit"] for row in members} if reading == "any-donor" else streets
        key = ("R07.4", "village", f"{town}/{village}", team)
        if not streets:
            found[key] = NOT_APPLICABLE
            continue
        if rows is None:
            found[key] = UNDETERMINED
            continue
        given = [row for row in rows if row["unit"] in donors and row["town"] == town]
        target = 100_000
        if reading == "town-total":
            target = 100_000 * sum(1 for other, _, _ in case.villages() if other == town)
        else:
            given = [row for row in given if row["village"] == village]
        total = sum((money(row["amount"]) for row in given), Decimal(0))
        found[key] = (paced_money(case.as_of, total, target), total)
    return found


def _last_quarter(case: Case, rule: str) -> int:
    return 1 if case.readings.get(rule) == "first-quarter-only" else 4


def _first_quarter_of_last_year(row: Row) -> bool:
    return quarter_of(str(row["quarter"])) == (2022, 1) and row["fiscal_year"] == 2021


def r08_town_returns(case: Case) -> Verdicts:
    """R08.3 a return of the town every quarter; R08.5 last year's funds in the first one."""
    rows = case.ledger("fund_usage")
    found: Verdicts = {}
    for town, team in case.towns():
        if rows is None:
            found["R08.3", "town", town, team] = UNDETERMINED
            found["R08.5", "town", town, team] = UNDETERMINED
            continue
        mine = [row for row in rows if row["town"] == town and row["village"] is None]
        quarters = {quarter_of(str(row["quarter"]))[1] for row in mine}
        found["R08.3", "town", town, team] = quarter_verdict(case.as_of, _last_quarter(case, "R08.3"), quarters.__contains__)
        last_year = sum(1 for row in mine if _first_quarter_of_last_year(row))
        found["R08.5", "town", town, team] = (unpaced(case.as_of, last_year >= 1, date(2022, 3, 31)), last_year)
    return found


def r08_village_returns(case: Case) -> Verdicts:
    """R08.4 a return of the village every quarter; R08.7 last year's funds in the first one."""
    rows = case.ledger("fund_usage")
    found: Verdicts = {}
    for town, village, team in case.villages():
        name = f"{town}/{village}"
        if rows is None:
            found["R08.4", "village", name, team] = UNDETERMINED
            found["R08.7", "village", name, team] = UNDETERMINED
            continue
        mine = [row for row in rows if row["town"] == town and row["village"] == village]
        quarters = {quarter_of(str(row["quarter"]))[1] for row in mine}
        found["R08.4", "village", name, team] = quarter_verdict(case.as_of, _last_quarter(case, "R08.4"), quarters.__contains__)
        last_year = sum(1 for row in mine if _first_quarter_of_last_year(row))
        found["R08.7", "village", name, team] = (unpaced(case.as_of, last_year >= 1, date(2022, 3, 31)), last_year)
    return found


def _from_partner_city(origin: object) -> bool:
    text = "".join(unicodedata.normalize("NFKC", str(origin)).split())
    return text.startswith(("韶关", "揭阳"))


def r11_3_purchases(case: Case) -> Verdicts:
    """R11.3: 300,000 元 bought or helped to sell of either city's products."""
    rows = case.ledger("purchases")
    found: Verdicts = {}
    for _, team in case.towns():
        if rows is None:
            found["R11.3", "team", team, team] = UNDETERMINED
            continue
        mine = [row for row in rows if row["team"] == team and _from_partner_city(row["origin"])]
        total = sum((money(row["amount"]) for row in mine), Decimal(0))
        found["R11.3", "team", team, team] = (paced_money(case.as_of, total, 300_000), total)
    return found
