"""Random clean programme years, and the workbook that holds one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import xlsxwriter  # type: ignore[import-untyped, unused-ignore]

from . import ledgers_growth, ledgers_money, ledgers_region, ledgers_visits
from .ledgers_attested import attestations
from .tables import LEDGERS, SHEETS, Row, Year
from .world import World, random_world

__all__ = ["Year", "random_year", "write_xlsx"]

MAKERS: dict[str, Callable[[World], list[Row]]] = {
    "city_exchanges": ledgers_visits.city_exchanges,
    "visits": ledgers_visits.visits,
    "cadre_care": ledgers_visits.cadre_care,
    "safeguards": ledgers_visits.safeguards,
    "media_reports": ledgers_visits.media_reports,
    "highlights": ledgers_visits.highlights,
    "briefings": ledgers_visits.briefings,
    "fiscal_funds": ledgers_money.fiscal_funds,
    "donations": ledgers_money.donations,
    "fund_usage": ledgers_money.fund_usage,
    "industry_projects": ledgers_growth.industry_projects,
    "purchases": ledgers_money.purchases,
    "employment": ledgers_growth.employment,
    "rural_income": ledgers_growth.rural_income,
    "village_income": ledgers_growth.village_income,
    "demo_projects": ledgers_growth.demo_projects,
    "pairings": ledgers_region.pairings,
    "computers": ledgers_region.computers,
    "social_partners": ledgers_region.social_partners,
    "private_pairs": ledgers_region.private_pairs,
    "trainings": ledgers_visits.trainings,
    "attestations": attestations,
}


def random_year(seed: int, teams: int = 50) -> Year:
    """Return a random clean programme year 2022; the same seed gives the same year.

    Of five seeds one has towns with one to three villages instead of two, two lack one to
    three ledger sheets, and one has ledger sheets without a row.
    """
    rng = Random(f"programme year {seed}")  # noqa: S311 - invented data, no secrets
    world = random_world(rng, teams, uneven_villages=seed % 5 == 4)
    sheets = {
        "teams": world.teams,
        "units": world.units,
        "villages": world.villages,
        "work_groups": world.groups,
    }
    for name, make in MAKERS.items():
        rows = make(world)
        rows += [dict(row) for row in rng.sample(rows, len(rows) // 50)]
        rng.shuffle(rows)
        sheets[name] = rows
    if seed % 5 in (1, 2):
        for name in rng.sample(list(LEDGERS), rng.randint(1, 3)):
            del sheets[name]
    if seed % 5 == 3:
        for name in rng.sample(list(LEDGERS), rng.randint(1, 3)):
            sheets[name] = []
    return Year(sheets)


def write_xlsx(year: Year, path: str | Path) -> None:
    """Write the year as a workbook: Chinese titles and headers, real dates, numbers as numbers."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, sheet in SHEETS.items():
            if name not in year.sheets:
                continue
            page = book.add_worksheet(sheet.title)
            for column, header in enumerate(sheet.columns.values()):
                page.write_string(0, column, header)
            for line, row in enumerate(year.sheets[name], start=1):
                for column, ident in enumerate(sheet.columns):
                    _write_cell(page, line, column, row[ident], dates)


def _write_cell(
    page: xlsxwriter.worksheet.Worksheet,
    line: int,
    column: int,
    value: object,
    dates: xlsxwriter.format.Format,
) -> None:
    match value:
        case None:
            return
        case date():
            page.write_datetime(line, column, value, dates)
        case int():
            page.write_number(line, column, value)
        case Decimal():
            page.write_number(line, column, float(value))
        case str():
            page.write_string(line, column, value)
        case _:
            raise TypeError(value)
