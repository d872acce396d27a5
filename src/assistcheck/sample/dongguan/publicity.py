"""Ledgers of publicity: media reports, highlights, briefings (clause 5)."""

from __future__ import annotations

from datetime import date

from assistcheck.sample.dongguan.rosters import CITIES, JIEYANG, Rosters, Team
from assistcheck.sample.dongguan.seeded import YEAR, Draw, draw_shortfalls
from assistcheck.sample.invented_names import chinese_stems
from assistcheck.sample.rows import Record, by_date

_TOPICS = (
    "特色农业焕发新机",
    "帮扶车间开工",
    "特色果园喜获丰收",
    "村道亮起新路灯",
    "驻镇队员走进田间",
    "莞企来访谈合作",
    "圩镇换新颜",
    "农家书屋开放",
    "水利设施修缮完工",
    "直播带货卖山货",
    "村集体添了新产业",
    "义诊进村暖民心",
    "人居环境整治见成效",
    "茶园里的帮扶故事",
)
_HIGHLIGHTS = ("圩镇客厅", "共享菜园", "山货直播间", "村口书屋", "净水工程", "夜校课堂", "百果长廊", "乡村振兴车间")
_BRIEFINGS = ("帮扶工作进展", "产业项目推进情况", "入户走访情况", "圩镇提升情况", "消费帮扶情况", "村级项目情况")
_OUTLETS = {"中央": "通讯社", "省": "日报", "市": "晚报", "县": "新闻网", "县级以下": "镇公众号"}
_LEVELS = ("中央", "省", "省", "市", "市", "市", "县", "县", "县", "县")
_TO_GROUP, _TO_CITY = "驻市县工作组", "市经协办"
_FIRST_MONTH = 3
"""The month in which the document was issued."""


def media_reports(rosters: Rosters) -> list[Record]:
    """媒体报道: four reports or more of each team, one in each quarter; some teams add what is below county level."""
    draw = Draw("media_reports")
    short = draw_shortfalls("R05.2", rosters.teams)
    outlets = dict(zip(_OUTLETS, chinese_stems("outlets"), strict=False))
    rows: list[Record] = []
    for team in rosters.teams:
        number = draw.between(0, 3) if team in short else draw.pick((4, 4, 4, 5))
        levels = [draw.pick(_LEVELS) for _ in range(number)]
        levels += ["县级以下"] if team in short or draw.chance(0.05) else []
        topics = draw.shuffled(_TOPICS)
        for day, level, topic in zip(draw.workdays(len(levels)), levels, topics, strict=False):
            outlet = outlets[level] + _OUTLETS[level]
            link = f"https://example.org/{day:%Y%m%d}/{len(rows) + 1}" if draw.chance(0.6) else None
            title = f"{team.town}：{topic}"
            rows.append({"date": day, "team": team.name, "title": title, "outlet": outlet, "level": level, "link": link})
    return by_date(rows)


def highlights(rosters: Rosters) -> list[Record]:
    """工作亮点: one or two filmed by each team; one team has filmed three."""
    draw = Draw("highlights")
    short = draw_shortfalls("R05.3", rosters.teams)
    eager = next(team for team in reversed(rosters.teams) if team not in short)
    rows: list[Record] = []
    for team in rosters.teams:
        filmed = 3 if team == eager else 0 if team in short else draw.pick((1, 1, 1, 2))
        marks = ["是"] * filmed + (["否"] if team in short or draw.chance(0.1) else [])
        for title, mark in zip(draw.shuffled(_HIGHLIGHTS), marks, strict=False):
            day = draw.workday(date(YEAR, 3, 1), date(YEAR, 11, 30))
            rows.append({"team": team.name, "title": f"{team.town}{title}", "filmed": mark, "date": day})
    return rows


def briefings(rosters: Rosters) -> list[Record]:
    """信息报送: each team one a month to both sides; each work group of a city two, but for one month of 揭阳市's."""
    draw = Draw("briefings")
    lapses = {_TO_GROUP: draw_shortfalls("R05.4", rosters.teams), _TO_CITY: draw_shortfalls("R05.5", rosters.teams)}
    rows: list[Record] = []
    for team in rosters.teams:
        missed = {where: draw.between(_FIRST_MONTH + 1, 12) for where, teams in lapses.items() if team in teams}
        for month in range(_FIRST_MONTH, 13):
            recipients = [where for where in (_TO_GROUP, _TO_CITY) if missed.get(where) != month]
            if recipients:
                rows.append(_briefing(draw, team, month, "、".join(recipients)))
    for city in CITIES:
        for month in range(_FIRST_MONTH, 13):
            for half, days in (("上", (1, 15)), ("下", (16, 28))):
                if (city, month, half) != (JIEYANG, 5, "下"):
                    day = draw.workday(date(YEAR, month, days[0]), date(YEAR, month, days[1]))
                    title = f"{month}月{half}半月帮扶工作动态"
                    rows.append({"date": day, "reporter": f"驻{city}工作组", "title": title, "recipients": _TO_CITY})
    return by_date(rows)


def _briefing(draw: Draw, team: Team, month: int, recipients: str) -> Record:
    day = draw.workday(date(YEAR, month, 10), date(YEAR, month, 28))
    return {"date": day, "reporter": team.name, "title": f"{month}月{draw.pick(_BRIEFINGS)}", "recipients": recipients}
