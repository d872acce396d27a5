"""Ledgers of people: visits, care for cadres, safeguards, exchanges of the cities, trainings (clauses 1, 4, 20)."""

from __future__ import annotations

from datetime import date

from assistcheck.sample.dongguan.names import double_stems
from assistcheck.sample.dongguan.rosters import JIEYANG, PROGRAMME, SHAOGUAN, Rosters
from assistcheck.sample.dongguan.seeded import YEAR, Draw, draw_shortfalls
from assistcheck.sample.rows import Record, by_date

_VISIT_NOTES = ("了解农业生产情况", "走访重点村", "察看帮扶项目进度", "召开座谈会", None, None)
_HEAD, _DEPUTY, _OTHER = "主要负责同志", "分管负责同志", "其他"


def city_exchanges(rosters: Rosters) -> list[Record]:  # noqa: ARG001 - one signature for every ledger
    """市级互访: to 揭阳市 went no leader of the city itself; with 韶关市 no joint meeting was held."""
    leader, deputy = "市党政主要负责同志", "市分管领导"
    return [
        {"date": date(YEAR, 3, 17), "kind": "调研", "city": SHAOGUAN, "role": leader, "note": "调研驻镇帮镇扶村工作"},
        {"date": date(YEAR, 4, 21), "kind": "调研", "city": JIEYANG, "role": "其他", "note": "对接年度计划"},
        {"date": date(YEAR, 6, 16), "kind": "联席会议", "city": JIEYANG, "role": leader, "note": "研究部署下半年帮扶工作"},
        {"date": date(YEAR, 9, 22), "kind": "调研", "city": SHAOGUAN, "role": deputy, "note": "察看产业园区"},
    ]


def visits(rosters: Rosters) -> list[Record]:
    """调研互访: each unit's head goes once to the paired town, the deputy twice."""
    draw = Draw("visits")
    no_head, few_deputies = draw_shortfalls("R01.4", rosters.seats), draw_shortfalls("R01.5", rosters.seats)
    rows: list[Record] = []
    for seat in rosters.seats:
        deputies = draw.between(0, 1) if seat in few_deputies else draw.pick((2, 2, 2, 3))
        days = {_DEPUTY: draw.workdays(deputies), _HEAD: [] if seat in no_head else draw.workdays(1)}
        days[_OTHER] = draw.workdays(1) if seat in no_head else []
        rows += [
            {"date": day, "unit": seat.unit, "role": role, "town": seat.team.town, "note": draw.pick(_VISIT_NOTES)}
            for role, role_days in days.items()
            for day in role_days
        ]
    return by_date(rows)


def cadre_care(rosters: Rosters) -> list[Record]:
    """关爱干部: the head hears the cadres once, a leader visits them once; where only a deputy heard them it does not count."""
    draw = Draw("cadre_care")
    unheard, unvisited = draw_shortfalls("R04.1", rosters.senders), draw_shortfalls("R04.2", rosters.senders)
    rows: list[Record] = []
    for seat in rosters.senders:
        if seat not in unheard or draw.chance(0.5):
            role = _DEPUTY if seat in unheard else _HEAD
            rows.append({"date": draw.workday(), "unit": seat.unit, "kind": "听取汇报", "role": role})
        if seat not in unvisited:
            role, note = draw.pick((_HEAD, _DEPUTY)), draw.pick(("节日慰问", "走访干部家属", "看望驻村队员", None))
            rows.append({"date": draw.workday(), "unit": seat.unit, "kind": "走访慰问", "role": role, "note": note})
    return by_date(rows)


def safeguards(rosters: Rosters) -> list[Record]:
    """工作保障: funds of 60 % of the ceiling or more, subsidy and insurance for every cadre; two units have sent no row."""
    draw = Draw("safeguards")
    short = {rule: draw_shortfalls(rule, rosters.senders) for rule in ("R04.3", "R04.4", "R04.5")}
    silent = draw.shuffled(rosters.senders)[:2]
    rows: list[Record] = []
    for seat in rosters.senders:
        cadres = draw.between(1, 3)
        share = draw.between(35, 58) if seat in short["R04.3"] else draw.between(60, 100)
        if seat not in silent:
            rows.append(
                {
                    "unit": seat.unit,
                    "year": YEAR,
                    "funds_ceiling": 100_000 * cadres,
                    "funds_paid": 1_000 * cadres * share,
                    "cadres": cadres,
                    "subsidised": cadres - (seat in short["R04.4"]),
                    "insured": cadres - (seat in short["R04.5"]),
                }
            )
    return rows


def trainings(rosters: Rosters) -> list[Record]:
    """培训: one for all cadres, not quite attended by all; one of each work group, of two not with the local side."""
    draw, hosts = Draw("trainings"), double_stems("hosts")
    rows: list[Record] = [
        {
            "date": date(YEAR, 9, 15),
            "organiser": PROGRAMME,
            "kind": "全员专题培训",
            "expected": 312,
            "attended": 304,
        }
    ]
    alone, idle = draw.shuffled(rosters.groups)[:2]
    for group in rosters.groups:
        if group != idle:
            partner = None if group == alone else f"{next(hosts)}培训中心"
            expected = draw.between(20, 60)
            rows.append(
                {
                    "date": draw.workday(date(YEAR, 3, 1), date(YEAR, 11, 30)),
                    "organiser": group[0],
                    "kind": "业务培训",
                    "co_organiser": partner,
                    "expected": expected,
                    "attended": expected - draw.between(0, 3),
                }
            )
    return by_date(rows)
