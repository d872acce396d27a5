"""Ledgers of money: fiscal funds, donations, use of the special funds, purchases (clauses 6, 7, 8, 11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistcheck.sample.dongguan.rosters import JIEYANG, SHAOGUAN, Rosters, Seat, Village
from assistcheck.sample.dongguan.seeded import MID_YEAR, WORKDAYS, YEAR, Draw, draw_shortfalls
from assistcheck.sample.rows import Record, by_date

_PRODUCTS = ("高山茶叶", "丝苗米", "蜂蜜", "香菇", "柑橘", "番薯干", "竹编手工艺品", "土鸡蛋", "花生油", "笋干")
_CHANNELS = ("农产品批发市场", "商贸流通企业", "莞香情", "供联e家", "其他")
_SOURCES = ("单位自筹", "村（社区）", "社会组织", "企业", "干部职工")
_USED_BY = {1: 20, 2: 45, 3: 70, 4: 95}
"""Quarter -> per cent of the special funds used by its end."""


def fiscal_funds(rosters: Rosters) -> list[Record]:  # noqa: ARG001 - one signature for every ledger
    """财政资金: 韶关市's share was paid in full and in time; 揭阳市's was not in the budget, not in full, and late."""
    return [
        {
            "city": SHAOGUAN,
            "year": YEAR,
            "budgeted": "是",
            "approved_on": date(YEAR, 2, 16),
            "amount_due": 174_000_000,
            "amount_budgeted": 174_000_000,
            "paid_on": date(YEAR, 3, 14),
            "amount_paid": 174_000_000,
        },
        {
            "city": JIEYANG,
            "year": YEAR,
            "budgeted": "否",
            "approved_on": date(YEAR, 2, 16),
            "amount_due": 126_000_000,
            "amount_budgeted": 120_000_000,
            "paid_on": date(YEAR, 4, 8),
            "amount_paid": 120_000_000,
        },
    ]


def donations(rosters: Rosters) -> list[Record]:
    """募集资金: each 镇街 gives 100,000 元 to each village, more than half of it by June; some other units give too."""
    draw = Draw("donations")
    town_units = {team: seat for team in rosters.teams if (seat := rosters.town_unit(team))}
    villages = [village for village in rosters.villages if village.team in town_units]
    short = draw_shortfalls("R07.4", villages)
    rows: list[Record] = []
    for village in villages:
        total = draw.amount(20_000, 80_000, 4_000) if village in short else draw.amount(100_000, 160_000, 4_000)
        parts = [total] if draw.chance(0.6) and village not in short else [total * 3 // 4, total // 4]
        last = date(YEAR, 6, 17) if len(parts) == 1 else WORKDAYS[-1]
        for day, amount in zip(draw.workdays(len(parts), last=last), parts, strict=True):
            rows.append(_gift(draw, day, town_units[village.team], village.name, amount))
    for seat in draw.shuffled([seat for seat in rosters.seats if seat.kind != "镇街"])[:24]:
        where = draw.pick((*seat.team.villages, None))
        rows.append(_gift(draw, draw.workday(), seat, where, draw.amount(10_000, 60_000, 5_000)))
    return _numbered(rows, "MZ")


def _gift(draw: Draw, day: date, seat: Seat, village: str | None, amount: int) -> Record:
    return {
        "date": day,
        "unit": seat.unit,
        "town": seat.team.town,
        "village": village,
        "form": draw.pick(("资金", "资金", "资金", "物资折价")),
        "amount": amount,
        "source": draw.pick(_SOURCES),
    }


def fund_usage(rosters: Rosters) -> list[Record]:
    """资金使用: a return of each town and village in each quarter, the first one on the funds of the year before."""
    draw = Draw("fund_usage")
    late = {"R08.3": draw_shortfalls("R08.3", rosters.teams), "R08.4": draw_shortfalls("R08.4", rosters.villages)}
    wrong_year = {"R08.5": draw_shortfalls("R08.5", rosters.teams), "R08.7": draw_shortfalls("R08.7", rosters.villages)}
    returns: list[tuple[int, Record]] = []
    for team in rosters.teams:
        towns: list[tuple[str, str | None, bool, bool]] = [
            (team.town, None, team in late["R08.3"], team in wrong_year["R08.5"])
        ]
        villages = [Village(name, team) for name in team.villages]
        towns += [(team.town, v.name, v in late["R08.4"], v in wrong_year["R08.7"]) for v in villages]
        for town, village, has_gap, is_wrong in towns:
            funds = draw.amount(200_000, 800_000, 10_000) if village else draw.amount(2_000_000, 5_000_000, 10_000)
            gap = draw.between(2, 4) if has_gap else 0
            for quarter in (1, 2, 3, 4):
                row: Record = {
                    "quarter": f"{YEAR}Q{quarter}",
                    "fiscal_year": YEAR - 1 if quarter == 1 and not is_wrong else YEAR,
                    "town": town,
                    "village": village,
                    "allocated": funds,
                    "used": funds * (_USED_BY[quarter] - draw.between(0, 15)) // 10_000 * 100,
                }
                returns += [(quarter, row)] if quarter != gap else []
    return [row for _, row in sorted(returns, key=lambda one: one[0])]


def purchases(rosters: Rosters) -> list[Record]:
    """消费帮扶: each team buys or helps to sell 300,000 元, half of it by June; what comes from elsewhere does not count."""
    draw = Draw("purchases")
    short = draw_shortfalls("R11.3", rosters.teams)
    rows: list[Record] = []
    for team in rosters.teams:
        total = draw.amount(120_000, 280_000, 600) if team in short else draw.amount(300_000, 480_000, 600)
        parts = [total * 6 // 10, total * 4 // 10] if draw.chance(0.6) else [total // 2, total // 3, total // 6]
        days = [draw.workday(date(YEAR, 2, 8), MID_YEAR), *draw.workdays(len(parts) - 1, date(YEAR, 7, 1))]
        origins = [
            draw.pick((f"{team.city}{team.county}", team.city, team.city[:2], f"{team.city}{team.county}{team.town}"))
        ] * len(parts)
        if team in short:
            days, parts, origins = [*days, draw.workday()], [*parts, draw.amount(50_000, 90_000)], [*origins, "其他地市"]
        rows += [
            {
                "date": day,
                "team": team.name,
                "channel": draw.pick(_CHANNELS),
                "form": draw.pick(("采购", "帮助销售")),
                "product": draw.pick(_PRODUCTS),
                "origin": origin,
                "amount": amount,
            }
            for day, amount, origin in zip(days, parts, origins, strict=True)
        ]
    return _numbered(rows, "XF")


def _numbered(rows: Iterable[Record], prefix: str) -> list[Record]:
    """Return rows by date, each with a voucher of its own."""
    return [{**row, "voucher": f"{prefix}{YEAR}-{number:03d}"} for number, row in enumerate(by_date(list(rows)), 1)]
