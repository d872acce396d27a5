"""A small history: three reports, two regions, two who report, one of them late and once in conflict."""

from __future__ import annotations

from pathlib import Path

from assistcheck.comparison.history.reading import read_history
from assistcheck.comparison.history.trend import History
from builders.past_reports import OTHER, TEAM, of_whole, outcome, past_report, stale, workbook, write_report

DAYS = ("2022-03-25", "2022-04-01", "2022-04-08")


def sample(folder: Path) -> History:
    """Return the history of reports that are written into ``folder``."""
    first = workbook("w1/青禾.xlsx", TEAM, "a")
    then = workbook("w2/青禾.xlsx", TEAM, "a", "b")
    duties = [
        [of_whole("R00.1", "met"), outcome("R05.2", TEAM, "shortfall"), outcome("R05.2", OTHER, "undetermined")],
        [of_whole("R00.1", "met"), outcome("R05.2", TEAM, "behind"), outcome("R05.2", OTHER, "shortfall")],
        [of_whole("R00.1", "met"), outcome("R05.2", TEAM, "met"), outcome("R05.2", OTHER, "waived")],
    ]
    inputs = [
        [first],
        [then, workbook("w2/白露.xlsx", OTHER, "c"), workbook("w2/白露 - 副本.xlsx", OTHER, "d", status="superseded")],
        [workbook("w3/青禾.xlsx", TEAM, "b", "a", saved="x"), workbook("w3/白露.xlsx", OTHER, "c")],
    ]
    problems = [[], [], [stale("w3/白露.xlsx", "2022-03-31")]]
    for day, outcomes, sent, found in zip(DAYS, duties, inputs, problems, strict=True):
        write_report(folder, f"{day}.json", past_report(day, outcomes, sent, found))
    return read_history([str(folder)])
