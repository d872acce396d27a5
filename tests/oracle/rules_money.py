"""Clauses 6 to 8 and 11: public funds, gifts, the use of funds, and purchases."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from .case import Ask, Case, day, money, total
from .cells import folded
from .settle import quarter_of
from .statuses import YEAR_END, Figure, paced, unpaced
from .tables import CITIES, Row


def r06_fiscal_funds(case: Case) -> None:
    """R06.1 budgeted; R06.2 in full; R06.3 paid within thirty days of the budget's approval."""
    budgeted, full, in_time = (Ask(rule, "city", "fiscal_funds", state=True) for rule in ("R06.1", "R06.2", "R06.3"))
    for city in CITIES:
        own: Row = {"city": city}
        case.judge(budgeted, (city, ""), own, lambda rows: int(all(row["budgeted"] == "是" for row in rows)), unpaced(1))
        case.judge(full, (city, ""), own, lambda rows: _share(rows, money(rows[0]["amount_budgeted"])), unpaced(Fraction(1)))
        rows, _ = case.rows(in_time, own)
        approved = rows[0]["approved_on"] if rows else None
        last_day = YEAR_END if approved is None else day(approved) + timedelta(days=30)

        def paid(rows: list[Row], last_day: date = last_day) -> Figure | None:
            return None if rows[0]["approved_on"] is None else _share(rows, _paid(rows[0], min(last_day, case.as_of)))

        case.judge(in_time, (city, ""), own, paid, unpaced(Fraction(1), last_day))


def _share(rows: list[Row], amount: Decimal) -> Figure | None:
    due = money(rows[0]["amount_due"])
    return Fraction(amount) / Fraction(due) if due else None


def _paid(row: Row, last_day: date) -> Decimal:
    if row["paid_on"] is None or row["amount_paid"] is None or day(row["paid_on"]) > last_day:
        return Decimal(0)
    return money(row["amount_paid"])


def r07_4_gifts(case: Case) -> None:
    """R07.4: 100,000 元 for every key village from the 镇街 of its team, with two alternative readings."""
    reading = case.readings.get("R07.4")
    for town, village, team in case.villages():
        members = [row for row in case.unit_rows() if row["team"] == team]
        streets = {row["unit"] for row in members if row["kind"] == "镇街"}
        donors = {row["unit"] for row in members} if reading == "any-donor" else streets
        ask = Ask("R07.4", "village", "donations", lambda row, donors=donors: any(row["unit"] == one for one in donors))  # type: ignore[misc]
        subject, own, least = (f"{town}/{village}", team), {"town": town, "village": village}, 100_000
        if not streets:
            case.outside(ask, *subject)
            continue
        if reading == "town-total":
            own, least = {"town": town}, 100_000 * sum(1 for other, _, _ in case.villages() if other == town)
        case.judge(ask, subject, {**own}, total("amount"), paced(least, money=True))


def _for_last_year(row: Row) -> bool:
    quarter = row["quarter"]
    return row["fiscal_year"] == 2021 and (not isinstance(quarter, str) or quarter_of(quarter) == (2022, 1))


def r08_returns(case: Case) -> None:
    """R08.3 and R08.4 a return every quarter; R08.5 and R08.7 last year's funds in the first one."""
    places = [("town", town, team, {"town": town, "village": None}) for town, team in case.towns()]
    places += [
        ("village", f"{town}/{village}", team, {"town": town, "village": village}) for town, village, team in case.villages()
    ]  # type: ignore[misc]
    for kind, name, team, own in places:
        quarterly, once = ("R08.3", "R08.5") if kind == "town" else ("R08.4", "R08.7")
        last = 1 if case.readings.get(quarterly) == "first-quarter-only" else 4
        quarters = [f"2022Q{quarter}" for quarter in range(1, last + 1)]
        case.judge_periods(Ask(quarterly, kind, "fund_usage"), (name, team), {**own}, quarters, 1)
        target = unpaced(1, date(2022, 3, 31))
        case.judge(Ask(once, kind, "fund_usage", _for_last_year), (name, team), {**own}, len, target)


def r11_3_purchases(case: Case) -> None:
    """R11.3: 300,000 元 bought or helped to sell of either city's products, or of a county or key town there."""
    places = ("韶关", "揭阳", *case.counties(), *(town for town, _ in case.towns()))

    def from_there(row: Row) -> bool:
        origin = row["origin"]
        return not isinstance(origin, str) or "".join(folded(origin).split()).startswith(places)

    ask = Ask("R11.3", "team", "purchases", from_there)
    for _, team in case.towns():
        case.judge(ask, (team, team), {"team": team}, total("amount"), paced(300_000, money=True))
