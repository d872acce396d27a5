"""Ledgers between the regions: pairings, computers, social partners, private enterprises (clauses 15 to 19)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistcheck.sample.dongguan.names import double_stems
from assistcheck.sample.dongguan.rosters import JIEYANG, SHAOGUAN, Rosters
from assistcheck.sample.dongguan.seeded import YEAR, Draw, draw_shortfalls
from assistcheck.sample.rows import Record, by_date

_SCHOOLS = {SHAOGUAN: 62, JIEYANG: 86}
_HOSPITALS = {SHAOGUAN: 20, JIEYANG: 12}
_SCHOOL_KINDS = ("小学", "中学", "学校", "幼儿园")
_USERS = ("村委会", "卫生院", "中心小学", "便民服务中心")
_PAIRED_VILLAGES = 50
_PAIRED_FIRMS = 48


def pairings(rosters: Rosters) -> list[Record]:
    """结对: schools, enough with 韶关市; hospitals, one of them with two partners there; a cultural unit of each county."""
    draw, names = Draw("pairings"), double_stems("institutions")
    rows: list[Record] = []
    for city, number in _SCHOOLS.items():
        kinds = [draw.pick(_SCHOOL_KINDS) for _ in range(number)]
        rows += _pairs(rosters, city, "学校", kinds, names)
    for city, number in _HOSPITALS.items():
        rows += _pairs(rosters, city, "医疗机构", ["医院"] * number, names)
    hospital = next(row["home"] for row in rows if row["kind"] == "医疗机构")
    rows.append({**_pairs(rosters, SHAOGUAN, "医疗机构", ["医院"], names)[0], "home": hospital, "date": date(YEAR, 11, 8)})
    rows += [
        {
            "kind": "文化单位",
            "city": city,
            "county": county,
            "home": f"{next(names)}文化站",
            "partner": f"{county}文化馆",
            "date": draw.workday(),
        }
        for county, city in rosters.counties.items()
    ]
    return by_date(rows)


def _pairs(rosters: Rosters, city: str, kind: str, bodies: list[str], names: Iterator[str]) -> list[Record]:
    draw = Draw(f"pairs of {kind}, {city}")
    counties = [county for county, of in rosters.counties.items() if of == city]
    rows: list[Record] = []
    for number, (day, body) in enumerate(zip(draw.workdays(len(bodies)), bodies, strict=True)):
        county = counties[number % len(counties)]
        home, partner = f"{next(names)}{body}", f"{county}{next(names)}{body}"
        rows.append({"kind": kind, "city": city, "county": county, "home": home, "partner": partner, "date": day})
    return rows


def computers(rosters: Rosters) -> list[Record]:
    """电脑捐赠: some forty for each town, more than 2,000 in all."""
    draw, donors = Draw("computers"), double_stems("donors")
    short = draw_shortfalls("R17.2", rosters.teams)
    return by_date(
        [
            {
                "date": draw.workday(date(YEAR, 3, 1), date(YEAR, 10, 31)),
                "donor": f"{next(donors)}科技有限公司",
                "town": team.town,
                "quantity": draw.between(44, 54),
                "user": f"{team.town}{draw.pick(_USERS)}",
            }
            for team in rosters.teams
            if team not in short
        ]
    )


def social_partners(rosters: Rosters) -> list[Record]:
    """社会参与: two enterprises or social organisations for each team, or three."""
    draw, names = Draw("social_partners"), double_stems("partners")
    short = draw_shortfalls("R19.1", rosters.teams)
    rows: list[Record] = []
    for team in rosters.teams:
        for day in draw.workdays(draw.between(0, 1) if team in short else draw.pick((2, 2, 2, 3))):
            kind, body = draw.pick(
                (("企业", "商贸有限公司"), ("企业", "建材有限公司"), ("社会组织", "慈善会"), ("社会组织", "志愿服务队"))
            )
            rows.append({"date": day, "team": team.name, "name": next(names) + body, "kind": kind})
    return by_date(rows)


def private_pairs(rosters: Rosters) -> list[Record]:
    """民企结对: fifty villages, but not quite fifty enterprises, since two have two villages; one village has two."""
    draw, names = Draw("private_pairs"), double_stems("private enterprises")
    villages = [village for village in rosters.villages if village.name == village.team.villages[0]][:_PAIRED_VILLAGES]
    firms = [f"{next(names)}实业有限公司" for _ in range(_PAIRED_FIRMS)]
    chosen = [*zip(villages, [*firms, *firms], strict=False), (villages[-1], f"{next(names)}实业有限公司")]
    return [
        {"enterprise": firm, "town": village.team.town, "village": village.name, "date": day}
        for day, (village, firm) in zip(draw.workdays(len(chosen)), chosen, strict=True)
    ]
