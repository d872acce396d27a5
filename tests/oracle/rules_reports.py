"""Clause 5: media reports, highlights and briefings."""

from __future__ import annotations

import re

from .case import Case, Verdicts, day
from .statuses import NOT_APPLICABLE, UNDETERMINED, Verdict, month_verdict, paced_count, ranged
from .tables import Row


def r05_2_media(case: Case) -> Verdicts:
    """R05.2: four reports at county level or above; by the reading distinct-title, four titles."""
    rows = case.ledger("media_reports")
    found: Verdicts = {}
    for _, team in case.towns():
        if rows is None:
            found["R05.2", "team", team, team] = UNDETERMINED
            continue
        titles = [row["title"] for row in rows if row["team"] == team and row["level"] in ("中央", "省", "市", "县")]
        count = len(set(titles)) if case.readings.get("R05.2") == "distinct-title" else len(titles)
        found["R05.2", "team", team, team] = (paced_count(case.as_of, count, 4), count)
    return found


def r05_3_highlights(case: Case) -> Verdicts:
    """R05.3: one or two highlights chosen for filming."""
    rows = case.ledger("highlights")
    found: Verdicts = {}
    for _, team in case.towns():
        if rows is None:
            found["R05.3", "team", team, team] = UNDETERMINED
            continue
        count = sum(1 for row in rows if row["team"] == team and row["filmed"] == "是")
        found["R05.3", "team", team, team] = (ranged(case.as_of, count, 1, 2), count)
    return found


def _recipients(row: Row) -> set[str]:
    return {part.strip() for part in re.split("[、,，;；/\n]", str(row["recipients"]))}


def _monthly(case: Case, rule: str, reporter: str, recipient: str, least: int) -> Verdict:
    rows = case.ledger("briefings")
    if rows is None:
        return UNDETERMINED
    months = [day(row["date"]).month for row in rows if row["reporter"] == reporter and recipient in _recipients(row)]
    first_month = 1 if case.readings.get(rule) == "whole-year" else 3
    return month_verdict(case.as_of, first_month, lambda month: months.count(month) >= least)


def r05_4_and_5_team_briefings(case: Case) -> Verdicts:
    """R05.4 and R05.5: every month a briefing to the work groups, and one to 市经协办."""
    found: Verdicts = {}
    for _, team in case.towns():
        found["R05.4", "team", team, team] = _monthly(case, "R05.4", team, "驻市县工作组", 1)
        found["R05.5", "team", team, team] = _monthly(case, "R05.5", team, "市经协办", 1)
    return found


def r05_6_work_group_briefings(case: Case) -> Verdicts:
    """R05.6: every month two briefings to 市经协办 from a work group of level 市."""
    found: Verdicts = {}
    for row in case.work_groups():
        group = str(row["work_group"])
        verdict = _monthly(case, "R05.6", group, "市经协办", 2) if row["level"] == "市" else NOT_APPLICABLE
        found["R05.6", "work_group", group, ""] = verdict
    return found
