"""Random clean programme years, and the workbook that holds one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from . import ledgers_growth, ledgers_money, ledgers_region, ledgers_visits
from .folder import Book
from .ledgers_attested import attestations
from .tables import LEDGERS, Row, Year
from .world import World, random_world
from .written import DRAWN_ON, write_book

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


def write_xlsx(year: Year, path: Path) -> None:
    """Write the year as a workbook: Chinese titles and headers, real dates, numbers as numbers."""
    write_book(Book(path.name, year.sheets, modified=DRAWN_ON), path.parent)
