"""Clauses 15 to 20: schools, hospitals, computers, society and training."""

from __future__ import annotations

from fractions import Fraction

from .case import Case, Verdicts, number
from .statuses import NOT_APPLICABLE, UNDETERMINED, Verdict, paced_count, ranged, unpaced
from .tables import CITIES, PROGRAMME, Row


def r15_school_pairs(case: Case) -> Verdicts:
    """R15.2 sixty pairs of schools with 韶关市; R15.3 ninety with 揭阳市."""
    rows = case.ledger("pairings")
    found: Verdicts = {}
    for rule, bound_city, target in (("R15.2", "韶关市", 60), ("R15.3", "揭阳市", 90)):
        for city in CITIES:
            if city != bound_city:
                found[rule, "city", city, ""] = NOT_APPLICABLE
            elif rows is None:
                found[rule, "city", city, ""] = UNDETERMINED
            else:
                mine = [row for row in rows if row["kind"] == "学校" and row["city"] == city]
                pairs = len({(row["home"], row["partner"]) for row in mine})
                found[rule, "city", city, ""] = (paced_count(case.as_of, pairs, target), pairs)
    return found


def r16_1_hospital_pairs(case: Case) -> Verdicts:
    """R16.1: every medical institution paired with 韶关市 stands in exactly one pair."""
    rows = case.ledger("pairings")
    verdict: Verdict = UNDETERMINED
    if rows is not None:
        mine = [row for row in rows if row["kind"] == "医疗机构" and row["city"] == "韶关市"]
        pairs = {(row["home"], row["partner"]) for row in mine}
        homes = [home for home, _ in pairs]
        partners = [partner for _, partner in pairs]
        single = sum(1 for home in set(homes) if homes.count(home) == 1)
        single += sum(1 for partner in set(partners) if partners.count(partner) == 1)
        everyone = len(set(homes)) + len(set(partners))
        share = Fraction(single, everyone) if everyone else Fraction(0)
        verdict = (unpaced(case.as_of, share >= 1), share)
    return {("R16.1", "city", "韶关市", ""): verdict, ("R16.1", "city", "揭阳市", ""): NOT_APPLICABLE}


def r17_computers(case: Case) -> Verdicts:
    """R17.1 two thousand computers in all; R17.2 at least one for every key town."""
    rows = case.ledger("computers")
    if rows is None:
        found: Verdicts = {("R17.2", "town", town, team): UNDETERMINED for town, team in case.towns()}
        return {("R17.1", "programme", PROGRAMME, ""): UNDETERMINED, **found}
    total = sum(number(row["quantity"]) for row in rows)
    found = {("R17.1", "programme", PROGRAMME, ""): (paced_count(case.as_of, total, 2000), total)}
    for town, team in case.towns():
        mine = sum(number(row["quantity"]) for row in rows if row["town"] == town)
        found["R17.2", "town", town, team] = (unpaced(case.as_of, mine >= 1), mine)
    return found


def r19_1_partners(case: Case) -> Verdicts:
    """R19.1: two enterprises or social organisations for every team."""
    rows = case.ledger("social_partners")
    found: Verdicts = {}
    for _, team in case.towns():
        if rows is None:
            found["R19.1", "team", team, team] = UNDETERMINED
            continue
        names = len({row["name"] for row in rows if row["team"] == team})
        found["R19.1", "team", team, team] = (unpaced(case.as_of, names >= 2), names)
    return found


def r19_2_to_4_private_pairs(case: Case) -> Verdicts:
    """R19.2 fifty enterprises; R19.3 fifty villages; R19.4 one enterprise to each paired village."""
    rows = case.ledger("private_pairs")
    found: Verdicts = {}
    if rows is None:
        found["R19.2", "programme", PROGRAMME, ""] = UNDETERMINED
        found["R19.3", "programme", PROGRAMME, ""] = UNDETERMINED
    else:
        enterprises = len({row["enterprise"] for row in rows})
        villages = len({(row["town"], row["village"]) for row in rows})
        found["R19.2", "programme", PROGRAMME, ""] = (paced_count(case.as_of, enterprises, 50), enterprises)
        found["R19.3", "programme", PROGRAMME, ""] = (paced_count(case.as_of, villages, 50), villages)
    for town, village, team in case.villages():
        key = ("R19.4", "village", f"{town}/{village}", team)
        mine = [row for row in rows or [] if row["town"] == town and row["village"] == village]
        count = len({row["enterprise"] for row in mine})
        if rows is None:
            found[key] = UNDETERMINED
        else:
            found[key] = (ranged(case.as_of, count, 1, 1), count) if count else NOT_APPLICABLE
    return found


def r20_1_and_2_training_for_all(case: Case) -> Verdicts:
    """R20.1 one training for everybody; R20.2 attended by all who were expected, in the best session."""
    rows = case.ledger("trainings")
    if rows is None:
        return {(rule, "programme", PROGRAMME, ""): UNDETERMINED for rule in ("R20.1", "R20.2")}
    sessions = [row for row in rows if row["kind"] == "全员专题培训"]
    return {
        ("R20.1", "programme", PROGRAMME, ""): (unpaced(case.as_of, len(sessions) >= 1), len(sessions)),
        ("R20.2", "programme", PROGRAMME, ""): _attendance(case, sessions),
    }


def _attendance(case: Case, sessions: list[Row]) -> Verdict:
    if not sessions:
        return unpaced(case.as_of, reached=False), Fraction(0)
    usable = [row for row in sessions if row["expected"] not in (None, 0) and row["attended"] is not None]
    if not usable:
        return UNDETERMINED
    best = max(Fraction(number(row["attended"]), number(row["expected"])) for row in usable)
    return unpaced(case.as_of, best >= 1), best


def r20_3_local_training(case: Case) -> Verdicts:
    """R20.3: every work group holds one 业务培训 together with the locality."""
    rows = case.ledger("trainings")
    found: Verdicts = {}
    for group_row in case.work_groups():
        group = str(group_row["work_group"])
        if rows is None:
            found["R20.3", "work_group", group, ""] = UNDETERMINED
            continue
        mine = [row for row in rows if row["organiser"] == group and row["kind"] == "业务培训"]
        count = sum(1 for row in mine if row["co_organiser"] is not None)
        found["R20.3", "work_group", group, ""] = (unpaced(case.as_of, count >= 1), count)
    return found
