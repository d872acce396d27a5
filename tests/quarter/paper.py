"""A team's workbook as its clerk has it open: what is typed where, and what the clerk means by each row."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from builders.support import patched
from oracle.tables import LEDGERS as SHEETS
from simulation.rows import Row
from simulation.world import Team

READ_AS_MEANT = ("同上", "分管领导")
"""Words that are read as another one."""
STATES = {"safeguards": ("unit", "year"), "attestations": ("duty", "subject")}
"""Of what there is one row, by the columns that say of what."""
COVER, REPORTER, AS_OF = "填报信息", "填报主体", "统计截止"


@dataclass
class Paper:
    """A workbook that is filled in."""

    team: Team
    book: Workbook
    until: date
    meant: dict[str, dict[int, Row | None]] = field(default_factory=dict)
    """By sheet title as typed and row: the evidence that is meant there; ``None``: the row has no business there."""
    ledgers: dict[str, str] = field(default_factory=dict)
    """By sheet title as typed: which ledger it is."""
    columns: dict[str, dict[str, int]] = field(default_factory=dict)
    """By sheet title as typed: where each column of the ledger stands."""
    touched: set[tuple[str, int]] = field(default_factory=set)
    """The rows, by sheet, in which a slip was made already; row 0 is the sheet as a whole."""
    astray: dict[tuple[str, int], Row] = field(default_factory=dict)
    """Rows that stand in the sheet of another ledger."""
    calculated: bool = False
    """Whether it is saved by a program that calculates."""

    def page(self, title: str) -> Worksheet:
        """Return a sheet."""
        page = self.book[title]
        assert isinstance(page, Worksheet)
        return page

    def has(self, ledger: str) -> bool:
        """Whether the team has to fill in the sheet of a ledger."""
        return ledger in self.ledgers.values()

    def title_of(self, ledger: str) -> str:
        """Return how the sheet of a ledger is called at present."""
        return next(title for title, found in self.ledgers.items() if found == ledger)

    def cell(self, title: str, row: int, column: str) -> Cell:
        """Return the cell of a column of the ledger."""
        found = self.page(title).cell(row, self.columns[title][column])
        assert isinstance(found, Cell)
        return found

    def rows(self, ledger: str, *, untouched: bool = True) -> list[tuple[int, Row]]:
        """Return the rows of a ledger with what is meant by them; those alone in which no slip was made yet."""
        title = self.title_of(ledger) if self.has(ledger) else ""
        found = self.meant.get(title, {}).items()
        return [(row, one) for row, one in found if one and not (untouched and (title, row) in self.touched)]

    def write(self, title: str, row: int, evidence: Row) -> None:
        """Type a row as it is meant."""
        for name in self.columns[title]:
            put(self.cell(title, row, name), evidence[name])
        self.meant.setdefault(title, {})[row] = evidence

    def add(self, evidence: Row) -> int:
        """Type a row below the others, or into the line of the task list that stands there already; return its row."""
        title = self.title_of(evidence.ledger)
        row = self._line_of(title, evidence) or self.end(title) + 1
        self.write(title, row, evidence)
        return row

    def header(self, title: str) -> int:
        """Return the row of the headers."""
        assert title in self.columns
        return 1

    def rename(self, old: str, new: str) -> None:
        """Give a sheet another name."""
        self.page(old).title = new
        for known in (self.meant, self.ledgers, self.columns):
            known[new] = known.pop(old)  # type: ignore[attr-defined]
        self.touched = {(new if title == old else title, row) for title, row in self.touched} | {(new, 0)}
        self.astray = {(new if title == old else title, row): one for (title, row), one in self.astray.items()}

    def save(self, path: Path) -> None:
        """Save it; results of formulas are stored by a program that calculates alone."""
        buffer = io.BytesIO()
        self.book.save(buffer)
        data = buffer.getvalue()
        for number, title in enumerate(self.book.sheetnames, 1):
            if self.calculated and any(cell.data_type == "f" for line in self.page(title).iter_rows() for cell in line):
                data = patched(data, f"xl/worksheets/sheet{number}.xml", _with_results)
        path.write_bytes(data)

    def bring_up_to_date(self, rows: Iterable[Row], until: date) -> None:
        """Write down what has come since, and what stands otherwise now where there is one row of a thing."""
        self.until = until
        put(self.cover(AS_OF), until)
        for row in rows:
            if not self.has(row.ledger):
                continue
            title = self.title_of(row.ledger)
            standing = {at: found for at, found in self.meant.get(title, {}).items() if found}
            if row in standing.values():
                continue
            of = STATES.get(row.ledger, ())
            same = (at for at, found in standing.items() if of and all(found[name] == row[name] for name in of))
            if at := next(same, None):
                self.write(title, at, row)
            else:
                self.add(row)

    def end(self, title: str) -> int:
        """Return the last row in which something stands."""
        page = self.page(title)
        return max((cell.row for line in page.iter_rows() for cell in line if cell.value is not None), default=1)

    def _line_of(self, title: str, evidence: Row) -> int | None:
        if evidence.ledger != "attestations":
            return None
        known = range(2, self.end(title) + 1)
        wanted = (evidence["duty"], evidence["subject"])
        return next(
            (at for at in known if tuple(self.cell(title, at, one).value for one in ("duty", "subject")) == wanted), None
        )

    def mistyped(self) -> Iterator[tuple[str, str, str, object]]:
        """Yield each text that is not as it is meant, with its place; what the reader takes as it is left out."""
        for title, rows in self.meant.items():
            for row, evidence in rows.items():
                for name in self.columns[title] if evidence else ():
                    cell, meant = self.cell(title, row, name), evidence and evidence[name]
                    taken = str(cell.value).strip() in {meant, *READ_AS_MEANT}
                    if isinstance(meant, str) and not taken:
                        yield self.team.name, title, cell.coordinate, cell.value

    def cover(self, label: str) -> Cell:
        """Return the cell of a line of the cover sheet."""
        line = next(line for line in self.page(COVER).iter_rows() if line[0].value == label)
        cell = line[1]
        assert isinstance(cell, Cell)
        return cell


def put(cell: Cell, value: object) -> None:
    """Type something into a cell."""
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"


def _with_results(xml: bytes) -> bytes:
    """Return a sheet in which every sum has its result."""

    def result(found: re.Match[bytes]) -> bytes:
        return b"%s<v>%d</v>" % (found[1], sum(map(int, found[2].split(b"+"))))

    return re.sub(rb"(<f>([\d+]+)</f>)(?:<v ?/>|<v></v>)", result, xml)


def open_template(path: Path, team: Team, until: date) -> Paper:
    """Open a team's own template and fill in the cover sheet."""
    paper = Paper(team, load_workbook(path), until)
    for ledger, sheet in SHEETS.items():
        if sheet.title not in paper.book.sheetnames:
            continue
        paper.ledgers[sheet.title] = ledger
        headers = {str(cell.value).rstrip("*"): cell.column for cell in paper.page(sheet.title)[1] if cell.value}
        paper.columns[sheet.title] = {name: headers[header] for name, header in sheet.columns.items()}
    assert paper.cover(REPORTER).value == team.name
    put(paper.cover(AS_OF), until)
    return paper
