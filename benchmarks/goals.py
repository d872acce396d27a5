"""What is measured, and what each of it has to reach: the one table of goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from benchmarks.competitor import BEFORE, OWN, RAW

Figure = Literal["wall", "cpu", "peak", "report"]
READ_CSV = "pandas.read_csv"
IMPORT_PANDAS, IMPORT_TYPER = "import pandas", "import typer"
ONE_CORE = "assistcheck, one core"
FIRST_RUN, UNCHANGED, ONE_CHANGED = "first run", "nothing changed", "one file changed"


@dataclass(frozen=True, slots=True)
class Goal:
    """The most that one figure may be."""

    figure: Figure
    at_most: float
    base: str | None = None
    """What it is a multiple of; ``None``: it is seconds, MiB or, for a report, MB."""
    of: str = OWN
    """Whose figure it is."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of input or report."""

    group: str
    number: int
    """How many rows, teams or files the goals are for; 0: neither."""
    title: str
    goals: tuple[Goal, ...] = ()
    unit: str = "rows"


_LONG, _LONGEST, _MANY_TEAMS = 100_000, 1_000_000, 5_000

SCENARIOS = (
    Scenario("ledger", _LONG, "one row in a thousand unreadable", (Goal("wall", 1.6, RAW),)),
    Scenario("ledger", _LONGEST, "one row in a thousand unreadable", (Goal("wall", 1.3, RAW), Goal("peak", 0.7, RAW))),
    Scenario(
        "bad",
        _LONG,
        "every row a wrong date and an unknown team, all distinct",
        (Goal("cpu", 3, RAW), Goal("peak", 1.3, RAW), Goal("report", 6)),
    ),
    Scenario("percent", _LONG, "amounts formatted as per cent, every one a problem", (Goal("cpu", 3, RAW),)),
    Scenario("unknown", _LONG, "every row an unknown team, all names distinct", (Goal("cpu", 3, RAW),)),
    Scenario(
        "formula", _LONG, "every amount a formula with its value, no fault", (Goal("cpu", 2.4, RAW), Goal("peak", 1, RAW))
    ),
    Scenario("unitformat", _LONG, 'every amount formatted 0.00"元", no fault', (Goal("cpu", 2.4, RAW), Goal("peak", 1, RAW))),
    Scenario("same", _LONG, "one row again and again", (Goal("cpu", 2.4, RAW), Goal("report", 6))),
    Scenario("wide30", _LONG, "30 more columns", (Goal("cpu", 2, RAW),)),
    Scenario("csv", _LONG, "as .csv", (Goal("cpu", 1.3, READ_CSV), Goal("wall", 0.5, BEFORE))),
    Scenario("ods", _LONG, "as .ods", (Goal("cpu", 5, RAW),)),
    Scenario("annotate", _LONG, "a marked copy (annotate)", (Goal("cpu", 0.5, BEFORE),)),
    Scenario("clean", _LONGEST, "no fault", (Goal("peak", 0.6, RAW),)),
    Scenario("xlsx", _MANY_TEAMS, "report as .xlsx", (Goal("cpu", 0.5, BEFORE), Goal("peak", 0.2, BEFORE)), "teams"),
    Scenario("csv report", _MANY_TEAMS, "report as .csv", (Goal("cpu", 0.5, BEFORE),), "teams"),
    Scenario("md", _MANY_TEAMS, "report as .md", (Goal("cpu", 0.5, BEFORE),), "teams"),
    Scenario("html", _MANY_TEAMS, "report as .html", (Goal("cpu", 0.5, BEFORE),), "teams"),
    Scenario("json", 20_000, "report as .json", (Goal("cpu", 0.8, BEFORE), Goal("peak", 0.35, BEFORE)), "teams"),
    Scenario("text", 40_000, "report as text", (Goal("cpu", 60), Goal("peak", 2_500)), "teams"),
    Scenario("teams", 0, "every ledger of a clean year", unit="teams"),
    Scenario(
        "cache", 2_000, "--cache", (Goal("cpu", 0.25, FIRST_RUN, UNCHANGED), Goal("cpu", 0.3, FIRST_RUN, ONE_CHANGED)), "files"
    ),
    Scenario("files", 1_000, "on two cores", (Goal("wall", 0.65, ONE_CORE),), "files"),
    Scenario(
        "year", 0, "the sample year", tuple(Goal("cpu", 0.7, IMPORT_PANDAS, f"{OWN} {form}") for form in ("text", "json")), ""
    ),
    Scenario(
        "commands",
        0,
        "no workbook",
        (Goal("wall", 2.5, IMPORT_TYPER, f"{OWN} --help"), Goal("wall", 4, IMPORT_TYPER, f"{OWN} rules list")),
        "",
    ),
)
"""Every group. Reports are those of a clean year of many teams."""

UNITS = {one.group: one.unit for one in SCENARIOS}
"""What is counted in each group; empty: nothing."""
