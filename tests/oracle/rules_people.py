"""Clauses 0 to 4: the rosters, visits, and care for cadres."""

from __future__ import annotations

from fractions import Fraction

from .case import Case, Verdicts, money, number
from .statuses import NOT_APPLICABLE, UNDETERMINED, Verdict, paced_count, ranged, unpaced
from .tables import CITIES, PROGRAMME


def r00_rosters(case: Case) -> Verdicts:
    """R00.1 fifty key towns; R00.2 a hundred key villages."""
    towns = len({row["town"] for row in case.teams()})
    villages = len({(town, village) for town, village, _ in case.villages()})
    return {
        ("R00.1", "programme", PROGRAMME, ""): (ranged(case.as_of, towns, 50, 50), towns),
        ("R00.2", "programme", PROGRAMME, ""): (ranged(case.as_of, villages, 100, 100), villages),
    }


def r01_2_city_research(case: Case) -> Verdicts:
    """R01.2: the city's leaders visit each partner city at least once."""
    rows = case.ledger("city_exchanges")
    found: Verdicts = {}
    for city in CITIES:
        if rows is None:
            found["R01.2", "city", city, ""] = UNDETERMINED
            continue
        visits = 0
        for row in rows:
            if row["city"] == city and row["kind"] == "调研" and row["role"] in ("市党政主要负责同志", "市分管领导"):
                visits += 1
        found["R01.2", "city", city, ""] = (unpaced(case.as_of, visits >= 1), visits)
    return found


def r01_3_joint_meeting(case: Case) -> Verdicts:
    """R01.3: a joint meeting per city; by the reading in-total, one for the programme suffices."""
    rows = case.ledger("city_exchanges")
    in_total = case.readings.get("R01.3") == "in-total"
    found: Verdicts = {}
    for city in CITIES:
        if rows is None:
            found["R01.3", "city", city, ""] = UNDETERMINED
            continue
        meetings = sum(1 for row in rows if row["kind"] == "联席会议" and (in_total or row["city"] == city))
        found["R01.3", "city", city, ""] = (unpaced(case.as_of, meetings >= 1), meetings)
    return found


def r01_4_and_5_unit_visits(case: Case) -> Verdicts:
    """R01.4 one visit by the head, R01.5 two by a deputy, for every unit and team, to that team's town."""
    rows = case.ledger("visits")
    town_of = {team: town for town, team in case.towns()}
    found: Verdicts = {}
    for roster_row in case.year.sheets["units"]:
        unit, team = str(roster_row["unit"]), str(roster_row["team"])
        if rows is None:
            found["R01.4", "unit", unit, team] = UNDETERMINED
            found["R01.5", "unit", unit, team] = UNDETERMINED
            continue
        roles = [row["role"] for row in rows if row["unit"] == unit and row["town"] == town_of[team]]
        heads, deputies = roles.count("主要负责同志"), roles.count("分管负责同志")
        found["R01.4", "unit", unit, team] = (unpaced(case.as_of, heads >= 1), heads)
        found["R01.5", "unit", unit, team] = (paced_count(case.as_of, deputies, 2), deputies)
    return found


def r04_1_and_2_cadre_care(case: Case) -> Verdicts:
    """R04.1 the head hears a report; R04.2 a head or deputy visits cadres and families."""
    rows = case.ledger("cadre_care")
    found: Verdicts = {}
    for unit, team in case.units():
        first: Verdict
        second: Verdict
        if unit not in case.sending_units:
            first = second = NOT_APPLICABLE
        elif rows is None:
            first = second = UNDETERMINED
        else:
            done = [(row["kind"], row["role"]) for row in rows if row["unit"] == unit]
            heard = done.count(("听取汇报", "主要负责同志"))
            visited = done.count(("走访慰问", "主要负责同志")) + done.count(("走访慰问", "分管负责同志"))
            first = (unpaced(case.as_of, heard >= 1), heard)
            second = (unpaced(case.as_of, visited >= 1), visited)
        found["R04.1", "unit", unit, team] = first
        found["R04.2", "unit", unit, team] = second
    return found


def r04_3_to_5_safeguards(case: Case) -> Verdicts:
    """R04.3 funds at 60 % of the ceiling; R04.4 everyone subsidised; R04.5 everyone insured."""
    rows = case.ledger("safeguards")
    found: Verdicts = {}
    for unit, team in case.units():
        verdicts = [UNDETERMINED, UNDETERMINED, UNDETERMINED]
        mine = [row for row in rows or [] if row["unit"] == unit]
        if unit not in case.sending_units:
            verdicts = [NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE]
        elif mine:
            (row,) = mine
            ceiling, paid = money(row["funds_ceiling"]), money(row["funds_paid"])
            if ceiling > 0:
                verdicts[0] = (unpaced(case.as_of, paid * 100 >= ceiling * 60), Fraction(paid) / Fraction(ceiling))
            cadres = number(row["cadres"])
            if cadres > 0:
                subsidised, insured = number(row["subsidised"]), number(row["insured"])
                verdicts[1] = (unpaced(case.as_of, subsidised >= cadres), Fraction(subsidised, cadres))
                verdicts[2] = (unpaced(case.as_of, insured >= cadres), Fraction(insured, cadres))
        for rule, verdict in zip(("R04.3", "R04.4", "R04.5"), verdicts, strict=True):
            found[rule, "unit", unit, team] = verdict
    return found
