"""What a workbook says, before anything is matched with a roster: sheets as columns of values, with the faults of each row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from assistcheck.errors import WorkbookError
from assistcheck.i18n import EMPTY_TEXT, LocalizedText
from assistcheck.ledgers.schema import Sheet
from assistcheck.location import NO_LOCATION, Location
from assistcheck.problems import Problem, ProblemWords
from assistcheck.submission.grids import Grid
from assistcheck.submission.sheet_faults import CellDefect, SheetFaults

RESULT_SHEET = LocalizedText("审核结果", "Review result")
"""The first sheet of a workbook with its faults marked; what comes back with it is not read."""


class ValueWithWarning(NamedTuple):
    """A value that counts, with a remark that somebody should see."""

    value: Any
    fault: CellDefect


def plain(value: Any) -> Any:  # noqa: ANN401 - a value of any column
    """Return a value without its remark; nothing for a fault."""
    return value.value if type(value) is ValueWithWarning else None if type(value) is CellDefect else value


class SkippedLine(NamedTuple):
    """A line that was skipped as no evidence: its row, the column of its first cell, and what stands there."""

    row: int
    column: int
    text: str


@dataclass(slots=True)
class ParsedSheet:
    """A sheet as read: equally long columns of values, and the sheet row of each."""

    sheet: Sheet
    path: str
    title: str
    columns: dict[str, list[Any]]
    rows: list[int] = field(default_factory=list)
    faults: SheetFaults = field(default_factory=SheetFaults)
    """Faults and remarks of its rows, by their positions in the columns."""
    rejected: set[int] = field(default_factory=set)
    """Positions whose required cells are missing or wrong."""
    spilled: int = 0
    """Rows that were handed on before ``rows``."""
    skipped: int = 0
    """Blank, title, total and other rows that are no evidence."""
    prefilled: int = 0
    """Those that are as the template wrote them: its example, and duties of which nobody has said anything."""
    lines: list[SkippedLine] = field(default_factory=list)
    """Those of them that somebody should look at."""
    whole: bool = False
    """Whether a row lacks no required cell."""
    last_whole: int = 0
    """The sheet row of the last one that does."""
    unusable: int = 0
    """Rows of a sheet whose header is not complete."""
    usable: bool = True
    positions: dict[str, int] = field(default_factory=dict)
    """One-based sheet column of each column that is there."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many rows were read."""
        return len(self.rows) + self.skipped + self.unusable

    @property
    def is_evidence(self) -> bool:
        """Whether it is a ledger: neither a roster nor what a workbook says of itself."""
        return self.sheet.is_evidence

    def found(self) -> Iterator[Problem]:
        """Yield the problems that the faults of its rows are."""
        for (column, fault), (positions, seen) in self.faults.cells.items():
            rows = [self.rows[position] for position in positions]
            place = Location(self.path, self.title, rows[0], self.positions.get(column, 1))
            yield Problem(fault.code, place, "", *fault[1:]).in_cells(rows, seen)

    def place(self, position: int, column: str = "") -> Location:
        """Return where the row at ``position`` stands, and its cell in ``column``."""
        return Location(self.path, self.title, self.rows[position], self.positions.get(column, 1))


@dataclass(slots=True)
class ParsedWorkbook:
    """A workbook as read, before anything is matched with a roster."""

    path: str
    sha256: str
    roster_only: bool = False
    error: WorkbookError | None = None
    """Why the file, or a sheet of it, could not be read."""
    declared: bool = False
    """Whether it has a cover sheet, which says whom it is from."""
    reporters: dict[str, Location] = field(default_factory=dict)
    """Whom it says it is from, as written, and the cell that says so; more than one contradict each other."""
    reporter: str = ""
    """The team that it says it is from, once that is settled; empty if it names none."""
    is_programme: bool = False
    """Whether it says that it is from the programme itself."""
    reporter_unread: bool = False
    """Whether what stands for the team cannot be read."""
    reporter_place: Location = NO_LOCATION
    """The cell that names the team, or should."""
    as_of: date | None = None
    as_of_place: Location = NO_LOCATION
    """The cell that says up to which day it tells."""
    asked: bool = False
    """Whether its cover sheet asks for more than whom it is from, and by which template it is."""
    answered: bool = False
    """Whether anything of that was filled in."""
    modified: datetime | None = None
    """When it was last saved, by its document properties."""
    is_own: bool = False
    """Whether it bears the mark of what this program wrote, and was left unread for it."""
    is_copy: bool = False
    """Whether that is somebody's workbook with its faults marked, of which no more was read than whom it is from."""
    encrypted: bool = False
    """Whether it took a password to open it: what it says is written nowhere but in reports."""
    sheets: list[ParsedSheet] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    """Its sheets as they stand, where they were asked for so."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_submission(self) -> bool:
        """Whether it holds evidence or a declaration; a workbook of rosters alone does not."""
        return not self.roster_only and (self.declared or any(sheet.is_evidence for sheet in self.sheets))

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has filled anything in but whom it is from, as in a template that was made for somebody."""
        if self.answered or any(one.rows or one.unusable for one in self.sheets if one.is_evidence):
            return False
        return self.asked or any(one.prefilled for one in self.sheets)

    @classmethod
    def unread(cls, path: str, why: WorkbookError, *, roster_only: bool) -> ParsedWorkbook:
        """Return the account of a file that could not be read."""
        book = cls(path, "", roster_only)
        book.fail(why)
        return book

    def fail(self, why: WorkbookError) -> None:
        """Keep nothing of the file but why it cannot be used."""
        self.error = why
        self.sheets.clear()
        own = None if why.remedy == EMPTY_TEXT else ProblemWords(remedy=why.remedy)
        self.problems = [Problem(why.code, Location(self.path), "", why.words, words=own)]
