"""Clauses 0 to 4: the rosters, visits, and care for cadres."""

from __future__ import annotations

from fractions import Fraction

from .case import Ask, Case, Measure, money
from .statuses import Figure, paced, ranged, unpaced, verdict
from .tables import CITIES, PROGRAMME, Row


def r00_rosters(case: Case) -> None:
    """R00.1 fifty key towns; R00.2 a hundred key villages."""
    towns = len({row["town"] for row in case.teams()})
    villages = len({(town, village) for town, village, _ in case.villages()})
    case.found["R00.1", "programme", PROGRAMME, ""] = verdict(case.as_of, towns, ranged(50, 50))
    case.found["R00.2", "programme", PROGRAMME, ""] = verdict(case.as_of, villages, ranged(100, 100))


def r01_2_city_research(case: Case) -> None:
    """R01.2: the city's leaders visit each partner city at least once."""

    def led(row: Row) -> bool:
        return row["kind"] == "调研" and (row["role"] == "市党政主要负责同志" or row["role"] == "市分管领导")

    for city in CITIES:
        case.judge(Ask("R01.2", "city", "city_exchanges", led), (city, ""), {"city": city}, len, unpaced(1))


def r01_3_joint_meeting(case: Case) -> None:
    """R01.3: a joint meeting per city; by the reading in-total, one for the programme suffices."""
    ask = Ask("R01.3", "city", "city_exchanges", lambda row: row["kind"] == "联席会议")
    in_total = case.readings.get("R01.3") == "in-total"
    for city in CITIES:
        case.judge(ask, (city, ""), {} if in_total else {"city": city}, len, unpaced(1))


def r01_4_and_5_unit_visits(case: Case) -> None:
    """R01.4 one visit by the head, R01.5 two by a deputy, for every unit and team, to that team's town."""
    town_of = {team: town for town, team in case.towns()}
    for rule, role, target in (("R01.4", "主要负责同志", unpaced(1)), ("R01.5", "分管负责同志", paced(2))):
        for roster_row in case.unit_rows():
            unit, team = str(roster_row["unit"]), str(roster_row["team"])

            def paid(row: Row, role: str = role, town: str = town_of[team]) -> bool:
                return row["role"] == role and row["town"] == town

            case.judge(Ask(rule, "unit", "visits", paid), (unit, team), {"unit": unit}, len, target)


def r04_1_and_2_cadre_care(case: Case) -> None:
    """R04.1 the head hears a report; R04.2 a head or deputy visits cadres and families."""

    def heard(row: Row) -> bool:
        return row["kind"] == "听取汇报" and row["role"] == "主要负责同志"

    def visited(row: Row) -> bool:
        return row["kind"] == "走访慰问" and (row["role"] == "主要负责同志" or row["role"] == "分管负责同志")

    for ask in (Ask("R04.1", "unit", "cadre_care", heard), Ask("R04.2", "unit", "cadre_care", visited)):
        for unit, team in case.units():
            if unit in case.sending_units:
                case.judge(ask, (unit, team), {"unit": unit}, len, unpaced(1))
            else:
                case.outside(ask, unit, team)


def _share(part: str, whole: str) -> Measure:
    def share(rows: list[Row]) -> Figure | None:
        (row,) = rows
        return Fraction(money(row[part])) / Fraction(money(row[whole])) if row[whole] else None

    return share


def r04_3_to_5_safeguards(case: Case) -> None:
    """R04.3 funds at 60 % of the ceiling; R04.4 everyone subsidised; R04.5 everyone insured."""
    shares = (
        ("R04.3", _share("funds_paid", "funds_ceiling"), Fraction(60, 100)),
        ("R04.4", _share("subsidised", "cadres"), Fraction(1)),
        ("R04.5", _share("insured", "cadres"), Fraction(1)),
    )
    for rule, share, least in shares:
        ask = Ask(rule, "unit", "safeguards", state=True)
        for unit, team in case.units():
            if unit in case.sending_units:
                case.judge(ask, (unit, team), {"unit": unit}, share, unpaced(least))
            else:
                case.outside(ask, unit, team)
