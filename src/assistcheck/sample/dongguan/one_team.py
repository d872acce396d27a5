"""One team up to June, small enough to be checked by eye."""

from __future__ import annotations

from datetime import date

from assistcheck.sample.dongguan.rosters import PROGRAMME, SHAOGUAN
from assistcheck.sample.dongguan.seeded import MID_YEAR, YEAR
from assistcheck.sample.dongguan.year import declaration
from assistcheck.sample.rows import Record, Sheets

_TEAM, _TOWN, _COUNTY = "醉蓼镇组团", "醉蓼镇", "叩荻县"
_FIRST, _SECOND = "携鹭村", "问漪村"
_STREET, _OFFICE, _FIRM = "倚岫街道", "濯篁事务局", "煮雪寻梅集团"
_HEAD, _DEPUTY = "主要负责同志", "分管负责同志"
_BOTH = "驻市县工作组、市经协办"


def one_team() -> Sheets:
    """Return a team's half-year.

    May has no briefing and one village no return for the second quarter; of two media reports one has no
    whole date. The rest is done or on its way.
    """
    return {**_rosters(), **_people(), **_publicity(), **_money(), **_growth(), **declaration(PROGRAMME, MID_YEAR)}


def _day(month: int, day: int) -> date:
    return date(YEAR, month, day)


def _rosters() -> dict[str, list[Record]]:
    return {
        "teams": [{"team": _TEAM, "lead_unit": _STREET, "city": SHAOGUAN, "county": _COUNTY, "town": _TOWN}],
        "units": [
            {"unit": _STREET, "team": _TEAM, "kind": "镇街", "sends_cadres": "是", "first_secretary": "是"},
            {"unit": _OFFICE, "team": _TEAM, "kind": "党政机关", "sends_cadres": "是", "first_secretary": "否"},
            {"unit": _FIRM, "team": _TEAM, "kind": "企事业单位", "sends_cadres": "否"},
        ],
        "villages": [{"town": _TOWN, "village": village, "team": _TEAM} for village in (_FIRST, _SECOND)],
        "work_groups": [{"work_group": f"驻{_COUNTY}工作组", "level": "县", "city": SHAOGUAN, "county": _COUNTY}],
    }


def _people() -> dict[str, list[Record]]:
    care = {"kind": "听取汇报", "role": _HEAD}
    return {
        "visits": [
            {"date": _day(2, 24), "unit": _STREET, "role": _HEAD, "town": _TOWN},
            {"date": _day(3, 10), "unit": _STREET, "role": _DEPUTY, "town": _TOWN},
            {"date": _day(3, 24), "unit": _OFFICE, "role": _DEPUTY, "town": _TOWN},
            {"date": _day(4, 14), "unit": _FIRM, "role": _DEPUTY, "town": _TOWN},
            {"date": _day(6, 9), "unit": _OFFICE, "role": _HEAD, "town": _TOWN},
        ],
        "cadre_care": [
            {"date": _day(5, 12), "unit": _STREET, **care},
            {"date": _day(6, 16), "unit": _OFFICE, **care},
        ],
        "safeguards": [
            {**_cadres(_STREET, 2), "funds_ceiling": 200_000, "funds_paid": 130_000},
            {**_cadres(_OFFICE, 1), "funds_ceiling": 100_000, "funds_paid": 45_000},
        ],
    }


def _cadres(unit: str, number: int) -> Record:
    return {"unit": unit, "year": YEAR, "cadres": number, "subsidised": number, "insured": number}


def _publicity() -> dict[str, list[Record]]:
    return {
        "media_reports": [
            {"date": _day(3, 15), "team": _TEAM, "title": "春耕备耕正当时", "outlet": "映兰晚报", "level": "市"},
            {"date": f"{YEAR}.5", "team": _TEAM, "title": "圩镇换新颜", "outlet": "沐笛日报", "level": "省"},
            {"date": _day(6, 8), "team": _TEAM, "title": "村道亮起新路灯", "outlet": "醉蓼镇公众号", "level": "县级以下"},
        ],
        "highlights": [{"team": _TEAM, "title": "圩镇客厅", "filmed": "是", "date": _day(5, 19)}],
        "briefings": [
            {"date": _day(month, 22), "reporter": _TEAM, "title": f"{month}月帮扶工作进展", "recipients": _BOTH}
            for month in (3, 4, 6)
        ],
    }


def _money() -> dict[str, list[Record]]:
    returns = [("Q1", None), ("Q1", _FIRST), ("Q1", _SECOND), ("Q2", None), ("Q2", _FIRST)]
    gift = {"unit": _STREET, "town": _TOWN, "form": "资金", "source": "企业"}
    purchase = {"team": _TEAM, "form": "采购", "origin": f"{SHAOGUAN}{_COUNTY}"}
    return {
        "donations": [
            {**gift, "date": _day(4, 28), "village": _FIRST, "amount": 100_000, "voucher": "MZ-01"},
            {**gift, "date": _day(5, 26), "village": _SECOND, "amount": "3万元", "voucher": "MZ-02"},
        ],
        "fund_usage": [
            {
                "quarter": f"{YEAR}{quarter}",
                "fiscal_year": YEAR - 1 if quarter == "Q1" else YEAR,
                "town": _TOWN,
                "village": village,
                "allocated": 500_000 if village else 3_000_000,
                "used": 100_000 if village else 900_000,
            }
            for quarter, village in returns
        ],
        "purchases": [
            {**purchase, "date": _day(3, 31), "channel": "莞香情", "product": "高山茶叶", "amount": 90_000, "voucher": "XF-01"},
            {**purchase, "date": _day(6, 22), "channel": "供联e家", "product": "丝苗米", "amount": 85_600, "voucher": "XF-02"},
        ],
    }


def _growth() -> dict[str, list[Record]]:
    project: Record = {"team": _TEAM, "town": _TOWN}
    income: Record = {**project, "kind": "增收项目", "village": _FIRST, "project": "果蔬大棚", "amount": 260_000}
    return {
        "industry_projects": [
            {**project, "date": _day(4, 7), "kind": "乡村振兴车间", "project": "竹编车间", "amount": 320_000},
            {**income, "date": _day(5, 31)},
        ],
        "employment": [{"town": _TOWN, "year": YEAR, "employed_last_year": 4_120, "employed": 4_186}],
        "computers": [
            {"date": _day(6, 14), "donor": "听萤煮荷科技有限公司", "town": _TOWN, "quantity": 40, "user": f"{_TOWN}中心小学"}
        ],
        "social_partners": [{"date": _day(3, 3), "team": _TEAM, "name": "拂霜栖桐商贸有限公司", "kind": "企业"}],
        "private_pairs": [{"enterprise": "照雪映杏实业有限公司", "town": _TOWN, "village": _FIRST, "date": _day(5, 18)}],
    }
