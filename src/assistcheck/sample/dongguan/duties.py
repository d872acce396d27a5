"""The task list (任务清单): the state of every attested duty, with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from assistcheck.sample.dongguan.rosters import CITIES, JIEYANG, PROGRAMME, SHAOGUAN, Rosters
from assistcheck.sample.dongguan.seeded import YEAR, Draw, draw_shortfalls
from assistcheck.sample.rows import Record

Whose = Literal["programme", "city", "shaoguan", "county", "work_group", "team", "unit", "sender", "secretary", "town"]
"""Whose duty it is: ``sender`` a unit that sends cadres, ``secretary`` one of these with a 第一书记."""


class Duty(NamedTuple):
    """One attested duty: its id, whose it is, and what attests it."""

    id: str
    whose: Whose
    evidence: str


DUTIES = (
    Duty("R01.1", "programme", "互访和联席会议制度文件"),
    Duty("R02.1", "programme", "工作推进会纪要"),
    Duty("R02.2", "team", "组团座谈会纪要"),
    Duty("R03.1", "team", "结对帮扶协议"),
    Duty("R03.2", "team", "干部结对名单"),
    Duty("R03.3", "team", "非重点村结对情况"),
    Duty("R05.1", "programme", "信息报送制度文件"),
    Duty("R05.7", "city", "媒体采访邀请函"),
    Duty("R07.1", "work_group", "社会帮扶资金项目库"),
    Duty("R07.2", "programme", "募集资金使用方案"),
    Duty("R07.3", "unit", "捐资捐物台账"),
    Duty("R08.1", "town", "镇域乡村振兴规划"),
    Duty("R08.2", "town", "项目库清单"),
    Duty("R08.6", "town", "项目资金监督记录"),
    Duty("R09.1", "town", "监测帮扶台账"),
    Duty("R09.2", "town", "定期检查记录"),
    Duty("R09.3", "town", "跟踪回访记录"),
    Duty("R10.3", "town", "产销对接活动记录"),
    Duty("R11.1", "programme", "农副产品名录"),
    Duty("R11.2", "unit", "工会活动方案"),
    Duty("R12.2", "city", "岗位信息发布记录"),
    Duty("R12.3", "programme", "劳务对接协议"),
    Duty("R13.1", "secretary", "捆绑帮扶责任书"),
    Duty("R13.2", "sender", "任务清单"),
    Duty("R15.1", "shaoguan", "支教选派名单"),
    Duty("R15.4", "city", "教育集团组建文件"),
    Duty("R16.2", "programme", "义诊活动记录"),
    Duty("R16.3", "programme", "医疗物资捐赠清单"),
    Duty("R17.3", "programme", "电脑分配方案"),
    Duty("R18.1", "county", "文化单位结对协议"),
    Duty("R21.1", "programme", "考核评价办法"),
    Duty("R21.2", "programme", "考核指标文件"),
    Duty("R21.3", "programme", "督查通报"),
)

_ENCOURAGED = {"R03.3": 0.2, "R11.2": 0.2}
"""Duties that are only encouraged, and the share of subjects that leave them."""
_OPEN = {
    "R05.7": JIEYANG,
    "R11.1": PROGRAMME,
    "R12.2": SHAOGUAN,
    "R15.4": JIEYANG,
    "R16.3": PROGRAMME,
    "R21.2": PROGRAMME,
}
"""Duties of the programme and of the cities that are not done, and by whom."""
_OLD = {"R01.1": date(YEAR - 1, 11, 18)}
"""Systems set up before the programme year, and when."""


@dataclass(frozen=True, slots=True)
class _Bearer:
    """One subject of a duty."""

    name: str
    weak: bool


def attestations(rosters: Rosters) -> list[Record]:
    """任务清单: most duties are done; the others are under way, not begun, without evidence, or not listed."""
    rows: list[Record] = []
    for duty in DUTIES:
        draw = Draw(f"attestations of {duty.id}")
        bearers = _bearers(duty.whose, rosters)
        if duty.whose in {"programme", "city", "shaoguan"}:
            open_ones = frozenset(one for one in bearers if _OPEN.get(duty.id) == one.name)
        else:
            open_ones = draw_shortfalls(duty.id, bearers, _ENCOURAGED.get(duty.id, 0.0))
        for one in bearers:
            state = _left_open(draw, duty) if one in open_ones else _done(draw, duty)
            if state:
                rows.append({"duty": duty.id, "subject": one.name, **state})
    return rows


def _bearers(whose: Whose, rosters: Rosters) -> list[_Bearer]:
    """Return who owes the duties of one sort; of groups and counties the last one is weak."""
    alone: dict[Whose, Sequence[str]] = {"programme": (PROGRAMME,), "city": CITIES, "shaoguan": (SHAOGUAN,)}
    if whose in alone:
        return [_Bearer(name, weak=False) for name in alone[whose]]
    if whose in {"county", "work_group"}:
        names = list(rosters.counties) if whose == "county" else [name for name, _, _ in rosters.groups]
        return [_Bearer(name, weak=name == names[-1]) for name in names]
    if whose in {"team", "town"}:
        return [_Bearer(team.name if whose == "team" else team.town, team.weak) for team in rosters.teams]
    units = rosters.units if whose == "unit" else rosters.senders
    return [_Bearer(seat.unit, seat.weak) for seat in units if whose != "secretary" or seat.secretary is not False]


def _done(draw: Draw, duty: Duty) -> Record:
    day = _OLD.get(duty.id) or draw.workday(date(YEAR, 2, 8), date(YEAR, 12, 16))
    return {"state": "已完成", "date": day, "evidence": f"{duty.evidence}（第{draw.between(1, 99)}号）"}


def _left_open(draw: Draw, duty: Duty) -> Record | None:
    """Return the row of a duty that is not done; ``None``: there is no row."""
    if duty.id in _ENCOURAGED and draw.chance(0.7):
        return None
    without_evidence: Record = {"state": "已完成", "date": draw.workday(), "evidence": None}
    return draw.pick(({"state": "推进中"}, {"state": "推进中"}, {"state": "未开展"}, without_evidence, None))
