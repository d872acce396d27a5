"""The whole pipeline against the independent oracle, on random programme years and on random folders of workbooks.

``ASSISTCHECK_ORACLE_SEEDS`` sets how many years and folders are compared (default 3); raise it for a longer search.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.audit.request import Request
from assistcheck.audit.waivers import Waiver
from assistcheck.reports.json.v1 import to_data
from builders.support import pack
from oracle.compare import account_differences, debtor_differences, differences, outcome_differences, row_differences
from oracle.folder import Book
from oracle.folders import AS_OF_DATES, Drawn, random_folder
from oracle.judge import Excuse, judge
from oracle.settle import read_folder, settle
from oracle.written import DRAWN_ON, write_book
from oracle.years import Year, random_year, write_xlsx

SEEDS = range(int(os.environ.get("ASSISTCHECK_ORACLE_SEEDS", "3")))
DATES = (date(2022, 3, 22), date(2022, 6, 30), date(2022, 10, 1), date(2022, 12, 31))
READINGS = (
    {
        "R01.3": "in-total",
        "R05.2": "distinct-title",
        "R05.4": "whole-year",
        "R07.4": "town-total",
        "R08.3": "first-quarter-only",
    },
    {"R05.5": "whole-year", "R05.6": "whole-year", "R07.4": "any-donor", "R08.4": "first-quarter-only"},
)


def disagreements(year: Year, path: Path, as_of: date, readings: dict[str, str]) -> list[str]:
    """Return where the pipeline and the oracle disagree on one year."""
    submission = api.read_submissions([str(path)], pack(), as_of)
    report = to_data(api.audit(pack(), submission, Request(as_of, readings)), "en")
    return differences(report, year, as_of, readings) + account_differences(report, year, as_of)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_pipeline_agrees_with_the_oracle_on_every_outcome_and_every_row(seed: int, tmp_path: Path) -> None:
    year = random_year(seed)
    write_xlsx(year, tmp_path / "data.xlsx")
    assert {str(as_of): disagreements(year, tmp_path / "data.xlsx", as_of, {}) for as_of in DATES} == {
        str(d): [] for d in DATES
    }


@pytest.mark.parametrize("readings", READINGS)
def test_the_alternative_readings_agree_with_the_oracle(readings: dict[str, str], tmp_path: Path) -> None:
    year = random_year(4)
    write_xlsx(year, tmp_path / "data.xlsx")
    for as_of in (date(2022, 7, 1), date(2022, 12, 31)):
        assert disagreements(year, tmp_path / "data.xlsx", as_of, readings) == []


@pytest.mark.parametrize("as_of", [date(2021, 12, 31), date(2023, 1, 1), date(2025, 12, 30), date(2025, 12, 31)])
def test_dates_outside_the_programme_year_agree_too(as_of: date, tmp_path: Path) -> None:
    year = random_year(3, teams=8)
    write_xlsx(year, tmp_path / "data.xlsx")
    assert disagreements(year, tmp_path / "data.xlsx", as_of, {}) == []


def lay_out(drawn: Drawn, path: Path) -> str | None:
    """Write a folder's workbooks; return the path of its rosters where they are an option of the run."""
    rosters = drawn.folder.rosters
    for book in drawn.folder.books:
        write_book(book, path, rosters if drawn.rosters == "all" else None)
    if drawn.rosters == "all":
        return None
    home = path if drawn.rosters == "file" else path.parent
    write_book(Book("rosters.xlsx", {}, modified=DRAWN_ON), home, rosters)
    return None if drawn.rosters == "file" else str(home / "rosters.xlsx")


def recorded(one: Excuse) -> Waiver:
    return Waiver(
        rule=one.rule,
        subject=one.subject,
        period=one.period,
        document="一号",
        reason="汛期",
        approved_by="某办",
        expires=one.expires,
    )


@pytest.mark.parametrize("seed", range(2 * len(SEEDS)))
def test_a_folder_of_workbooks_agrees_with_the_oracle_on_every_date(seed: int, tmp_path: Path) -> None:
    drawn, home = random_folder(seed), tmp_path / "sent"
    home.mkdir()
    roster = lay_out(drawn, home)
    waivers = tuple(map(recorded, drawn.excuses))
    entries = read_folder(drawn.folder)
    for as_of in AS_OF_DATES:
        told = api.read_submissions([str(home)], pack(), as_of, roster=roster, aliases=drawn.folder.aliases, workers=0)
        report = to_data(api.audit(pack(), told, Request(as_of, drawn.readings, waivers=waivers)), "zh")
        found = row_differences(report, drawn.folder, settle(drawn.folder, entries, as_of))
        found += outcome_differences(report["outcomes"], judge(drawn.folder, as_of, drawn.readings, drawn.excuses, entries))
        found += debtor_differences(report["outcomes"], drawn.folder)
        assert not found, f"{home}, as of {as_of}: {len(found)} differences, first\n" + "\n".join(found[:3])
