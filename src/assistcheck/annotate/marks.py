"""Which cells and rows of one workbook are marked, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.problems import Problem
from assistcheck.reports.common.file_words import FileWords, words_of_files
from assistcheck.submission.assemble import Submission
from assistcheck.submission.row_accounts import InputAccount
from assistcheck.submission.row_status import RowStatus


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """One row that does not count."""

    sheet: str
    row: int
    columns: tuple[int, int]
    """The first and the last column, one-based, of those that the sheet knows."""
    fate: RowStatus


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in one workbook, in its own order."""

    account: InputAccount
    problems: tuple[Problem, ...]
    """Faults and remarks about this workbook, by sheet and cell; those of the file alone first."""
    rows: tuple[MarkedRow, ...]
    reporter: LocalizedText
    """What one of those who report is called."""
    words: FileWords
    """Puts the files of the run into words."""
    left_out: int
    """Rows that do not count, those of sheets that could not be used among them."""

    def plain(self, text: str, lang: Lang) -> str:
        """Return a text on the workbook as people say it, without paths."""
        return self.words.plain(text, self.account.path, lang)


def marks_of(account: InputAccount, submission: Submission) -> Marks:
    """Return what a submission found in the workbook that ``account`` is of."""
    problems = tuple(problem for problem in submission.problems if problem.place.path == account.path)
    order = {sheet.title: number for number, sheet in enumerate(account.sheets)}
    rows = sorted(_rows(account, submission), key=lambda row: (order.get(row.sheet, -1), row.row))
    subjects = submission.roster.subjects
    left_out = account.left_out({sheet.id for sheet in submission.ledgers.evidence})
    words = words_of_files(tuple(one.path for one in submission.inputs))
    return Marks(account, problems, tuple(rows), subjects.kind(subjects.roles.reporting).name, words, left_out)


def _rows(account: InputAccount, submission: Submission) -> Iterator[MarkedRow]:
    for table in submission.tables.values():
        for number, part in enumerate(table.parts):
            if part.path != account.path:
                continue
            places = part.positions.values()
            columns = (min(places), max(places))
            for local, position in enumerate(table.span(number)):
                if (fate := table.fates[position]) != "counted":
                    yield MarkedRow(part.title, part.rows[local], columns, fate)


def runs_of(rows: Sequence[MarkedRow]) -> list[tuple[MarkedRow, MarkedRow]]:
    """Return rows that follow one another and fare alike as the first and the last of them."""
    runs: list[tuple[MarkedRow, MarkedRow]] = []
    for row in rows:
        if runs and (row.sheet, row.row - 1, row.fate) == (runs[-1][1].sheet, runs[-1][1].row, runs[-1][1].fate):
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
