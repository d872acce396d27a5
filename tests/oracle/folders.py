"""Random folders as teams send them: some missing, some twice, some in nobody's name, with all that people write in cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from random import Random

from .cells import COUNTS, DAYS, MONEY, NAMES, WORDS, optional
from .folder import REPORTER, UNTIL, Book, Folder
from .judge import Excuse
from .settle import Owners
from .tables import LEDGERS, PROGRAMME, ROSTERS, Row
from .years import random_year

AS_OF_DATES = (
    date(2021, 12, 31),
    date(2022, 1, 1),
    date(2022, 2, 15),
    date(2022, 3, 30),
    date(2022, 3, 31),
    date(2022, 5, 10),
    date(2022, 5, 31),
    date(2022, 6, 30),
    date(2022, 9, 29),
    date(2022, 11, 30),
    date(2022, 12, 30),
    date(2022, 12, 31),
    date(2023, 7, 1),
    date(2025, 12, 31),
)
"""Before the year, ends of months and quarters, days within them, the year's end, and after it."""
READINGS: tuple[dict[str, str], ...] = (
    {},
    {},
    {"R01.3": "in-total", "R05.2": "distinct-title", "R07.4": "town-total", "R08.3": "first-quarter-only"},
    {"R05.4": "whole-year", "R05.6": "whole-year", "R07.4": "any-donor", "R08.4": "first-quarter-only"},
)
MARKS_OF_NOTHING = ("无", "/", "-", "——", "暂无", "待补", "N/A", "不适用", "null")
TOTAL_ROWS = ("合计", "小计", "总计", "本页合计", "合计：3笔", "一季度小计", "Total")
NOTES = ("填报人：某某", "备注：以上为截至本季度末的数据", "单位负责人（签字）：", "以下空白")
NEVER_SPOILT = {("fund_usage", "quarter")}
FREE = frozenset(["title", "outlet", "project", "enterprise", "name", "partner", "home", "donor", "product"])
"""Free texts by which evidence is known."""


@dataclass(frozen=True)
class Drawn:
    """A folder, where its rosters stand, the readings asked for and the waivers on record."""

    folder: Folder
    rosters: str
    """``option``, ``file``, ``all``."""
    readings: dict[str, str]
    excuses: list[Excuse]


def random_folder(seed: int) -> Drawn:
    """Return a random folder of a small programme; the same seed gives the same one."""
    rng = Random(f"folder {seed}")  # noqa: S311 - invented data, no secrets
    year = random_year(seed, teams=rng.randint(2, 4))
    folder = Folder([], {name: year.sheets[name] for name in ROSTERS})
    folder.aliases = _aliases(rng, folder)
    ledgers = {name: rows for name, rows in year.sheets.items() if name in LEDGERS}
    _number_alike(rng, folder, ledgers)
    _Dealing(rng, folder).deal(ledgers)
    for book in folder.books:
        _Writer(rng, folder).dress(book)
    folder.books += [_template(rng, index, ledgers) for index in range(rng.choice((0, 0, 1, 2)))]
    rng.shuffle(folder.books)
    for at, book in enumerate(folder.books):
        book.path = f"{at:02}-{book.path}"
    return Drawn(folder, rng.choice(("option", "file", "all")), rng.choice(READINGS), _excuses(rng, folder))


def _aliases(rng: Random, folder: Folder) -> dict[str, str]:
    columns = [("teams", "team"), ("units", "unit"), ("teams", "town"), ("teams", "county"), ("work_groups", "work_group")]
    names = {str(row[column]) for sheet, column in columns for row in folder.rosters[sheet]}
    return {f"简称{name}": name for name in rng.sample(sorted(names), 4)}


def _number_alike(rng: Random, folder: Folder, ledgers: dict[str, list[Row]]) -> None:
    """Let several rows have one short voucher, as offices that number their own do, and send some in again on another day."""
    for name in ("purchases", "donations"):
        rows = ledgers.get(name, [])
        for row in rng.sample(rows, min(len(rows), rng.randint(0, 4))):
            row["voucher"] = rng.choice(("001", "002", "记－1", "记-1", "记 -1"))
        again = [{**row, "date": date(2022, rng.randint(1, 12), 15)} for row in rng.sample(rows, len(rows) // 8)]
        rows += [row for row in again if row["voucher"] is not None]
    for row in ledgers.get("purchases", []):
        if rng.random() < 0.2:
            team = rng.choice(folder.rosters["teams"])
            row["origin"] = f"{rng.choice((team['county'], team['town']))}{rng.choice(('', '茶场'))}"


def _excuses(rng: Random, folder: Folder) -> list[Excuse]:
    teams = [str(row["team"]) for row in folder.rosters["teams"]]
    villages = [f"{row['town']}/{row['village']}" for row in folder.rosters["villages"]]
    units = [str(row["unit"]) for row in folder.rosters["units"]]
    wanted = [("R05.2", teams), ("R05.4", teams), ("R07.4", villages), ("R01.4", units), ("R08.4", villages)]
    wanted += [("R10.1", [str(row["county"]) for row in folder.rosters["teams"]]), ("R01.1", [PROGRAMME])]
    periods = {"R05.4": ("2022-03", "2022-05", "2022-11"), "R08.4": ("2022Q1",)}
    return [
        Excuse(
            rule,
            rng.choice(subjects),
            rng.choice((date(2022, 3, 31), date(2022, 12, 31), date(2025, 12, 31))),
            rng.choice((None, *periods[rule])) if rule in periods else None,
        )
        for rule, subjects in rng.choices(wanted, k=rng.randint(0, 5))
    ]


class _Dealing:
    """Deals the rows of a year out to workbooks."""

    def __init__(self, rng: Random, folder: Folder) -> None:
        self.rng, self.folder = rng, folder
        self.owners = Owners(folder)
        sending = [] if rng.random() < 0.25 else [team for team in self.owners.teams if rng.random() < 0.75]
        self.of_team = {team: Book(f"team{self.owners.teams.index(team)}.xlsx", {}) for team in sending}
        self.of_nobody = [Book(f"general{index}.xlsx", {}) for index in range(rng.choice((1, 1, 2)))]
        self.lost = {team for team in self.owners.teams if team not in sending and rng.random() < 0.4}

    def deal(self, ledgers: dict[str, list[Row]]) -> None:
        books = [*self.of_team.values(), *self.of_nobody]
        left_out = {id(book): {name for name in ledgers if self.rng.random() < 0.1} for book in books}
        for book in books:
            book.sheets = {name: [] for name in ledgers if name not in left_out[id(book)]}
        for name, rows in ledgers.items():
            for row in rows:
                book = self._book_of(name, row)
                if book is not None and name not in book.sheets:
                    book = self.rng.choice((*self.of_nobody, None))
                if book is not None and name in book.sheets:
                    book.sheets[name].append(row)
        self._declare()
        self.folder.books = [*books, *self._earlier_ones()]

    def _book_of(self, name: str, row: Row) -> Book | None:
        owners, luck = sorted(self.owners.teams_of(name, row)), self.rng.random()
        general = self.rng.choice(self.of_nobody)
        if not owners:
            return self.rng.choice([*self.of_team.values()]) if self.of_team and luck < 0.1 else general
        owner = self.rng.choice(owners)
        if owner in self.lost:
            return None
        if self.of_team and luck < 0.02:
            return self.rng.choice([*self.of_team.values()])
        return general if luck < 0.1 or owner not in self.of_team else self.of_team[owner]

    def _declare(self) -> None:
        for team, book in self.of_team.items():
            alias = next((short for short, name in self.folder.aliases.items() if name == team), team)
            book.declared = self._lines(self.rng.choice((team, team, alias)))
        for book in self.of_nobody:
            reporter = self.rng.choice((None, "", "无", PROGRAMME, PROGRAMME, "无此组团"))
            book.declared = [] if reporter is None else self._lines(reporter)
            if reporter == PROGRAMME and self.rng.random() < 0.3:
                book.declared = [(REPORTER, team) for team in self.owners.teams[:2]] + [(UNTIL, date(2022, 12, 31))]

    def _lines(self, reporter: object) -> list[tuple[str, object]]:
        until = self.rng.choice((date(2022, 6, 30), date(2022, 9, 30), date(2022, 9, 30), None, "2022.6", "待补"))
        return [(REPORTER, reporter), (UNTIL, until), ("填报人", "某某"), ("模板版本", "1")]

    def _earlier_ones(self) -> list[Book]:
        """Return other workbooks of teams that have sent one: the same, with rows left out and others added."""
        found = []
        for team, book in self.of_team.items():
            book.modified = self._moment()
            if self.rng.random() < 0.3:
                sheets = {name: [{**row} for row in rows if self.rng.random() < 0.8] for name, rows in book.sheets.items()}
                for name in self.rng.sample(sorted(sheets), min(2, len(sheets))):
                    del sheets[name]
                again = Book(f"again-{book.path}", sheets, modified=self._moment())
                again.declared = self._lines(team) if self.rng.random() < 0.6 else list(book.declared)
                found.append(again)
        return found

    def _moment(self) -> datetime | None:
        return self.rng.choice((None, datetime(2022, 7, 1, 9), datetime(2022, 10, 1, 9)))  # noqa: DTZ001 - as files have it


def _template(rng: Random, index: int, ledgers: dict[str, list[Row]]) -> Book:
    """Return a template as it was handed out: headers, and 填报信息 without a word."""
    reporter = rng.choice((None, "", "—"))
    return Book(f"template{index}.xlsx", {name: [] for name in ledgers}, [(REPORTER, reporter), (UNTIL, None)])


class _Writer:
    """Writes cells as people do."""

    def __init__(self, rng: Random, folder: Folder) -> None:
        self.rng = rng
        self.short = {name: alias for alias, name in folder.aliases.items()}
        self.villages = folder.rosters["villages"]

    def dress(self, book: Book) -> None:
        for name, rows in book.sheets.items():
            book.sheets[name] = [self._row(name, row) for row in rows]
            if name in ("purchases", "donations") and self.rng.random() < 0.3:
                self._merge(book, name)
                continue
            self._ditto(book.sheets[name])
            self._lines(name, book.sheets[name])

    def _row(self, sheet: str, row: Row) -> Row:
        cells = {column: self._cell(sheet, column, value) for column, value in row.items()}
        if sheet == "industry_projects" and row["kind"] == "增收项目" and self.rng.random() < 0.1:
            place = self.rng.choice(self.villages)
            cells |= {"town": place["town"], "village": place["village"]}
        if self.rng.random() < 0.03:
            column = self.rng.choice(list(LEDGERS[sheet].columns))
            cells[column] = self._spoilt(sheet, column, cells[column])
        return cells

    def _cell(self, sheet: str, column: str, value: object) -> object:
        if value is None:
            return self.rng.choice(MARKS_OF_NOTHING) if column in optional(sheet) and self.rng.random() < 0.1 else None
        if column in NAMES - {"village"} and self.rng.random() < 0.05:
            return self.short.get(str(value), value)
        if column in FREE and self.rng.random() < 0.03:
            text = str(value)
            return f"{text[:1]}{self.rng.choice((' ', '　', chr(10)))}{text[1:]}"
        return value

    def _spoilt(self, sheet: str, column: str, value: object) -> object:
        """Return a cell left blank, or one that cannot be read."""
        wrong: list[object] = [None, self.rng.choice(MARKS_OF_NOTHING)]
        if column not in optional(sheet):
            if column in DAYS | MONEY | COUNTS:
                wrong.append("不详")
            if column in NAMES:
                wrong.append("无此名称")
            if column in WORDS:
                wrong.append("别样")
        return value if (sheet, column) in NEVER_SPOILT else self.rng.choice(wrong)

    def _ditto(self, rows: list[Row]) -> None:
        for above, row in pairwise(rows):
            for column, value in row.items():
                same = (
                    value == above[column]
                    and value not in (None, *MARKS_OF_NOTHING)
                    and column not in MONEY | COUNTS | {"voucher", "quarter"}
                )
                if same and self.rng.random() < 0.2:
                    row[column] = self.rng.choice(("〃", "同上", "″"))

    def _lines(self, sheet: str, rows: list[Row]) -> None:
        """Put totals among the rows, and notes below them."""
        texts = [column for column in LEDGERS[sheet].columns if column not in DAYS | MONEY | COUNTS | {"quarter", "voucher"}]
        if rows and self.rng.random() < 0.15:
            row = {**self.rng.choice(rows), self.rng.choice(texts): self.rng.choice(TOTAL_ROWS)}
            rows.insert(self.rng.randint(1, len(rows)), row)
        if rows and len(LEDGERS[sheet].columns) - len(optional(sheet)) > 2 and self.rng.random() < 0.15:
            first = next(iter(LEDGERS[sheet].columns))
            rows.append({**dict.fromkeys(LEDGERS[sheet].columns), first: self.rng.choice(NOTES)})

    def _merge(self, book: Book, sheet: str) -> None:
        rows = book.sheets[sheet]
        full = [at for at, pair in enumerate(pairwise(rows)) if all(isinstance(row["amount"], Decimal) for row in pair)]
        if full:
            first = self.rng.choice(full)
            rows[first + 1]["amount"] = rows[first]["amount"]
            book.merged.append((sheet, "amount", first, first + 1))
