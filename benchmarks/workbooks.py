"""Workbooks drawn from the synthetic year: the year itself, many teams, many files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path

from xlsxwriter import Workbook

from assistcheck import api
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.schema import Column, Sheet
from assistcheck.sample import write_sample
from assistcheck.sample.dongguan.rosters import CITIES, PROGRAMME, make_rosters
from assistcheck.sample.dongguan.seeded import WORKDAYS, YEAR
from assistcheck.sample.dongguan.year import LEDGERS, declaration, whole_year
from assistcheck.sample.rows import Record, Sheets, Value
from assistcheck.sample.workbook import write_cell

SHEETS = ledgers_of(api.load_pack("dongguan-2022"))
"""The sheets of the pack that all inputs are of."""

TEAMS_OF_THE_YEAR = 50
"""How many teams the sample has; more teams are copies of them under other names."""
ROWS_OF_A_SHEET = 30
SHEETS_OF_A_FILE = (
    "visits",
    "cadre_care",
    "media_reports",
    "highlights",
    "briefings",
    "donations",
    "industry_projects",
    "purchases",
    "computers",
    "social_partners",
)
"""The ledgers that a team's own workbook holds."""

_OWN_TEXTS = {"voucher", "home", "partner", "enterprise", "donor", "lead_unit", "county", "town", "village", "team", "unit"}
"""Columns of free text whose values must differ from copy to copy, besides names matched with the roster."""
_SHARED = {PROGRAMME, *CITIES, *(f"驻{city}工作组" for city in CITIES)}
"""Names that there is only one of, however many teams there are."""

WRITER_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""How XlsxWriter writes: row by row, and texts as they are."""

Rows = Mapping[str, Iterable[Record]]
"""The rows of each sheet, by its id."""


# --- writing ------------------------------------------------------------------------------------


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path to write to, which takes the place of ``path`` only when all is written."""
    draft = path.with_name(f"{path.name}.part")
    yield draft
    draft.replace(path)


def write_sheets(path: Path, sheets: Rows) -> None:
    """Write a workbook of these sheets."""
    with replacing(path) as draft, Workbook(str(draft), WRITER_OPTIONS) as book:
        write_into(book, sheets)


def write_into(book: Workbook, sheets: Rows) -> None:
    """Write sheets row by row; the header is the first line, so that every peer reads it without being told."""
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for sheet in SHEETS:
        if sheet.id in sheets:
            page = book.add_worksheet(sheet.title)
            for line, cells in enumerate(lines_of(sheet, sheets[sheet.id])):
                for position, cell in enumerate(cells):
                    write_cell(page, line, position, cell, day if isinstance(cell, date) else None)


def lines_of(sheet: Sheet, rows: Iterable[Record]) -> Iterator[Sequence[Value]]:
    """Yield the cells of a sheet, the header first; the cover sheet stands upright."""
    if sheet.cover:
        yield ("项目", "内容")
        for row in rows:
            yield from ((column.header, row.get(column.name)) for column in sheet.columns)
        return
    yield [column.header for column in sheet.columns]
    names = [column.name for column in sheet.columns]
    for row in rows:
        yield [row.get(name) for name in names]


# --- many teams ---------------------------------------------------------------------------------


def write_teams(path: Path, number: int) -> None:
    """Write a whole year of ``number`` teams, all ledgers: the sample's clean year as often as it takes, under other names."""
    if number % TEAMS_OF_THE_YEAR:
        raise SystemExit(f"the number of teams must be a multiple of {TEAMS_OF_THE_YEAR}")
    rosters = make_rosters()
    sheets: dict[str, Iterable[Record]] = dict(rosters_of(number))
    for ledger, build in LEDGERS.items():
        sheets[ledger] = _copies(SHEETS[ledger], build(rosters), number // TEAMS_OF_THE_YEAR)
    write_sheets(path, {**sheets, **declaration(PROGRAMME, date(YEAR, 12, 31))})


def rosters_of(number: int) -> dict[str, list[Record]]:
    """Return the rosters of the first ``number`` teams and of whom they belong to."""
    year = whole_year()
    copies = -(-number // TEAMS_OF_THE_YEAR)
    full = {sheet.id: list(_copies(sheet, year[sheet.id], copies)) for sheet in SHEETS.rosters}
    teams = full["teams"][:number]
    present = {column: {None, *(team[column] for team in teams)} for column in ("team", "county")}
    return {
        ident: [row for row in rows if all(row.get(column) in names for column, names in present.items())]
        for ident, rows in full.items()
    }


def _copies(sheet: Sheet, rows: Sequence[Record], number: int) -> Iterator[Record]:
    """Yield the rows ``number`` times, each time of other teams; a row that names nobody comes once."""
    own = {column.name for column in sheet.columns if column.names or column.name in _OWN_TEXTS or column.name == "work_group"}
    yield from rows
    for copy in range(2, number + 1):
        for row in rows:
            renamed = {name: _renamed(value, copy) if name in own else value for name, value in row.items()}
            if renamed != row:
                yield renamed


def _renamed(value: Value, copy: int) -> Value:
    return value if value is None or value in _SHARED else f"{copy}片{value}"


# --- many files ---------------------------------------------------------------------------------


def write_files(folder: Path, number: int) -> None:
    """Write the rosters of ``number`` teams and one workbook of each, with ten ledgers of thirty rows."""
    with replacing(folder) as draft:
        draft.mkdir(parents=True, exist_ok=True)
        rosters = rosters_of(number)
        write_sheets(draft / "rosters.xlsx", rosters)
        teams, units, villages, _ = rosters.values()
        of_team = {
            team["team"]: (
                [row["unit"] for row in units if row["team"] == team["team"]],
                [row["village"] for row in villages if row["team"] == team["team"]],
            )
            for team in teams
        }
        for position, team in enumerate(islice(teams, number)):
            own_units, own_villages = of_team[team["team"]]
            sheets: Sheets = {
                name: [_row(SHEETS[name], team, (own_units[0], own_villages), serial) for serial in range(ROWS_OF_A_SHEET)]
                for name in SHEETS_OF_A_FILE
            }
            cover = declaration(str(team["team"]), date(YEAR, 12, 31))
            write_sheets(draft / f"team-{position + 1:04d}.xlsx", {**sheets, **cover})


def _row(sheet: Sheet, team: Record, own: tuple[Value, Sequence[Value]], serial: int) -> Record:
    """Return the row number ``serial`` of a team's ledger: right in every column, and like no other."""
    return {column.name: _cell(column, team, own, serial) for column in sheet.columns}


def _cell(column: Column, team: Record, own: tuple[Value, Sequence[Value]], serial: int) -> Value:
    unit, villages = own
    match column.kind:
        case "name":
            names = {"unit": unit, "village": villages[serial % len(villages)], "town": team["town"]}
            return names.get(column.names[0], team["team"])
        case "date":
            return WORKDAYS[(serial + 1) * len(WORKDAYS) // (ROWS_OF_A_SHEET + 1)]
        case "amount":
            return 1_000 * (serial + 1) + 0.25
        case "choice" | "choices":
            return column.words[serial % len(column.words)]
        case "text" if column.name == "origin":
            return f"{team['city']}{team['county']}"
        case "text":
            return f"{team['town']}{column.name}{serial + 1}"
        case _:
            return serial + 1


def write_year(path: Path, number: int) -> None:  # noqa: ARG001 - one signature for every kind
    """Write the sample year."""
    with replacing(path) as draft:
        write_sample(draft)
