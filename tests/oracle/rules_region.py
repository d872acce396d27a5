"""Clauses 15 to 20: schools, hospitals, computers, society and training."""

from __future__ import annotations

from fractions import Fraction

from .case import Ask, Case, distinct, number
from .statuses import OUTSIDE, Figure, paced, ranged, unpaced, verdict
from .tables import CITIES, PROGRAMME, Row

EVERYBODY = (PROGRAMME, "")


def r15_school_pairs(case: Case) -> None:
    """R15.2 sixty pairs of schools with 韶关市; R15.3 ninety with 揭阳市."""
    for rule, bound_city, target in (("R15.2", "韶关市", 60), ("R15.3", "揭阳市", 90)):
        ask = Ask(rule, "city", "pairings", lambda row: row["kind"] == "学校")
        for city in CITIES:
            if city == bound_city:
                case.judge(ask, (city, ""), {"city": city}, distinct("home", "partner"), paced(target))
            else:
                case.outside(ask, city)


def _in_one_pair_alone(rows: list[Row]) -> Figure:
    pairs = {("".join(str(row["home"]).split()), "".join(str(row["partner"]).split())) for row in rows}
    sides = [home for home, _ in pairs], [partner for _, partner in pairs]
    everyone = sum(len(set(side)) for side in sides)
    single = sum(1 for side in sides for one in set(side) if side.count(one) == 1)
    return Fraction(single, everyone) if everyone else Fraction(0)


def r16_1_hospital_pairs(case: Case) -> None:
    """R16.1: every medical institution paired with 韶关市 stands in exactly one pair."""
    ask = Ask("R16.1", "city", "pairings", lambda row: row["kind"] == "医疗机构")
    case.judge(ask, ("韶关市", ""), {"city": "韶关市"}, _in_one_pair_alone, unpaced(Fraction(1)))
    case.outside(ask, "揭阳市")


def _machines(rows: list[Row]) -> Figure:
    return sum(number(row["quantity"]) for row in rows)


def r17_computers(case: Case) -> None:
    """R17.1 two thousand computers in all; R17.2 at least one for every key town."""
    case.judge(Ask("R17.1", "programme", "computers"), EVERYBODY, {}, _machines, paced(2000))
    for town, team in case.towns():
        case.judge(Ask("R17.2", "town", "computers"), (town, team), {"town": town}, _machines, unpaced(1))


def r19_1_partners(case: Case) -> None:
    """R19.1: two enterprises or social organisations for every team."""
    for _, team in case.towns():
        case.judge(Ask("R19.1", "team", "social_partners"), (team, team), {"team": team}, distinct("name"), unpaced(2))


def r19_2_to_4_private_pairs(case: Case) -> None:
    """R19.2 fifty enterprises; R19.3 fifty villages; R19.4 one enterprise to each paired village."""
    case.judge(Ask("R19.2", "programme", "private_pairs"), EVERYBODY, {}, distinct("enterprise"), paced(50))
    case.judge(Ask("R19.3", "programme", "private_pairs"), EVERYBODY, {}, distinct("town", "village"), paced(50))
    ask = Ask("R19.4", "village", "private_pairs")
    for town, village, team in case.villages():
        rows, _ = case.rows(ask, {"town": town, "village": village})
        count = distinct("enterprise")(rows)
        found = verdict(case.as_of, count, ranged(1, 1)) if count else OUTSIDE
        case.conclude(ask, (f"{town}/{village}", team), found)


def _attendance(rows: list[Row]) -> Figure | None:
    shares = [
        Fraction(number(row["attended"]), number(row["expected"]))
        for row in rows
        if row["expected"] and row["attended"] is not None
    ]
    return max(shares, default=None) if rows else Fraction(0)


def r20_1_and_2_training_for_all(case: Case) -> None:
    """R20.1 one training for everybody; R20.2 attended by all who were expected, in the best session."""

    def for_all(row: Row) -> bool:
        return row["kind"] == "全员专题培训"

    case.judge(Ask("R20.1", "programme", "trainings", for_all), EVERYBODY, {}, len, unpaced(1))
    case.judge(Ask("R20.2", "programme", "trainings", for_all), EVERYBODY, {}, _attendance, unpaced(Fraction(1)))


def r20_3_local_training(case: Case) -> None:
    """R20.3: every work group holds one 业务培训 together with the locality."""

    def local(row: Row) -> bool:
        return row["kind"] == "业务培训"

    def joint(row: Row) -> bool:
        return local(row) and row["co_organiser"] is not None

    ask = Ask("R20.3", "work_group", "trainings", joint, might=local)
    for group_row in case.work_groups():
        group = str(group_row["work_group"])
        case.judge(ask, (group, ""), {"organiser": group}, len, unpaced(1))
