"""A pack of 1,127 invented towns in 90 counties and any number of duties, for what has to hold at that size."""

from __future__ import annotations

from pathlib import Path

from assistcheck.audit.outcomes import Report
from builders.gardens import PLANTINGS, Plain, audited, rule

COUNTIES, TOWNS = 90, 1_127


def county(number: int) -> str:
    """Return the county of a town."""
    return f"County {number * COUNTIES // TOWNS + 1}"


def town(number: int) -> str:
    """Return the name of a town."""
    return f"Town {number + 1}"


def report_of_towns(folder: Path, duties: int) -> Report:
    """Return the audit of all towns under so many duties; every third town has done nothing, and few have done all."""

    def of_towns(plain: Plain) -> None:
        """Make districts counties, schools towns, and the one rule many."""
        kinds = plain["subjects"]["kinds"]
        kinds[1]["name"], kinds[2]["name"] = "county", "town"
        plain["clauses/clause-01"]["rules"] = [
            rule(id=f"R01.{number}", title=f"Trees {number}", target={"at_least": str(number % 4 + 1)})
            for number in range(1, duties + 1)
        ]

    schools = [["School", "District"], *([town(number), county(number)] for number in range(TOWNS))]
    rows = [
        ["2025-03-01", town(number), f"oak {tree}", 1, "park", None]
        for number in range(TOWNS)
        for tree in range(number % 3 * 2)
    ]
    return audited(folder, {"Schools": schools, "Plantings": [PLANTINGS, *rows]}, of_towns)
