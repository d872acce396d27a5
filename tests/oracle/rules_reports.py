"""Clause 5: media reports, highlights and briefings."""

from __future__ import annotations

import re

from .case import Ask, Case, distinct
from .statuses import paced, ranged
from .tables import Row


def r05_2_media(case: Case) -> None:
    """R05.2: four reports at county level or above; by the reading distinct-title, four titles."""
    ask = Ask("R05.2", "team", "media_reports", lambda row: row["level"] != "县级以下" or not isinstance(row["level"], str))
    measure = distinct("title") if case.readings.get("R05.2") == "distinct-title" else len
    for _, team in case.towns():
        case.judge(ask, (team, team), {"team": team}, measure, paced(4))


def r05_3_highlights(case: Case) -> None:
    """R05.3: one or two highlights chosen for filming."""
    ask = Ask("R05.3", "team", "highlights", lambda row: row["filmed"] == "是")
    for _, team in case.towns():
        case.judge(ask, (team, team), {"team": team}, len, ranged(1, 2))


def _monthly(rule: str, kind: str, recipient: str) -> Ask:
    def sent_to(row: Row) -> bool:
        told = row["recipients"]
        return not isinstance(told, str) or recipient in {part.strip() for part in re.split("[、,，;；/\n]", told)}

    return Ask(rule, kind, "briefings", sent_to)


def _months(case: Case, rule: str) -> list[str]:
    first = 1 if case.readings.get(rule) == "whole-year" else 3
    return [f"2022-{month:02}" for month in range(first, 13)]


def r05_4_and_5_team_briefings(case: Case) -> None:
    """R05.4 and R05.5: every month a briefing to the work groups, and one to 市经协办."""
    for rule, recipient in (("R05.4", "驻市县工作组"), ("R05.5", "市经协办")):
        ask = _monthly(rule, "team", recipient)
        for _, team in case.towns():
            case.judge_periods(ask, (team, team), {"reporter": team}, _months(case, rule), 1)


def r05_6_work_group_briefings(case: Case) -> None:
    """R05.6: every month two briefings to 市经协办 from a work group of level 市."""
    ask = _monthly("R05.6", "work_group", "市经协办")
    for row in case.work_groups():
        group = str(row["work_group"])
        if row["level"] == "市":
            case.judge_periods(ask, (group, ""), {"reporter": group}, _months(case, "R05.6"), 2)
        else:
            case.outside(ask, group)
