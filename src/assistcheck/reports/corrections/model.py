"""One workbook, what is wrong in it, and what was made to go back with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistcheck.i18n import EMPTY_TEXT, Lang, LocalizedText
from assistcheck.problem_codes import ProblemLevel
from assistcheck.problems import Problem
from assistcheck.reports.common.file_words import FileWords
from assistcheck.reports.corrections.messages import said
from assistcheck.rules.model import RulePack
from assistcheck.submission.row_accounts import InputStatus


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One workbook of a run and what is wrong in it; its texts are harmless to show."""

    path: str
    """What reports call it."""
    name: str
    """Its own name, as whoever sent it knows it."""
    file: str
    """The same, with its folders where others of the run have that name."""
    reporter: str
    """Whom it says it is from; empty: nobody, or nobody known."""
    is_roster: bool
    """Whether it holds rosters alone: the office corrects it, and no message goes with it."""
    stem: str
    """How the names begin of what goes back with it."""
    status: InputStatus
    problems: tuple[Problem, ...]
    words: FileWords
    """Puts the files of the run into words."""
    left_out: int
    """Rows of evidence that do not count."""
    missing: tuple[str, ...] = ()
    """The titles of the sheets that whoever sent it owes, and that no workbook of theirs has."""

    @property
    def is_nobodys(self) -> bool:
        """Whether nothing tells whom it is from, though somebody must have sent it."""
        return not (self.reporter or self.is_roster)

    def addressee(self, lang: Lang) -> str:
        """Return who has to correct it: whom it is from; its own name where it names nobody; the office, if it is a roster."""
        return said("office", lang) if self.is_roster else self.reporter or self.file

    def plain(self, text: str, lang: Lang) -> str:
        """Return a text on the workbook as people say it, without paths."""
        return self.words.plain(text, self.path, lang)

    @property
    def counts(self) -> Counter[ProblemLevel]:
        """How many cells (or sheets, files) have problems of each level."""
        found: Counter[ProblemLevel] = Counter()
        for problem in self.problems:
            found[problem.level] += problem.count
        return found


@dataclass(frozen=True, slots=True)
class Returned:
    """What was made to go back to whoever sent a workbook."""

    reviewed: Reviewed
    message: str = ""
    """The name of the message; empty: none goes back, since nothing has to be corrected, or not by those who report."""
    copy: str = ""
    """The name of the marked copy, or of the list of faults in place of one."""
    is_list: bool = False
    """Whether that is a list alone."""
    why: LocalizedText = EMPTY_TEXT
    """Why there is no marked copy, where there is none."""
    lacks: tuple[LocalizedText, ...] = ()
    """What the marked copy could not keep."""

    @property
    def sort(self) -> Literal["unread", "wrong", "doubtful", "fine"]:
        """What the workbook is counted as: not read, with something to correct, only to be looked at, or in order."""
        if self.reviewed.status == "unreadable":
            return "unread"
        counts = self.reviewed.counts
        return "wrong" if counts["error"] else "doubtful" if counts["warning"] or self.reviewed.missing else "fine"


@dataclass(frozen=True, slots=True)
class Review:
    """A run whose workbooks go back."""

    pack: RulePack
    as_of: date
    files: Sequence[Returned]
    absent: Sequence[str] = ()
    """Who has sent nothing of those that report."""
    elsewhere: Sequence[Problem] = ()
    """Errors and warnings that stand in none of the workbooks, and what was left out of folders."""

    @property
    def sorts(self) -> Counter[str]:
        """How many workbooks there are of each sort."""
        return Counter(one.sort for one in self.files)

    @property
    def errors(self) -> int:
        """How many places have to be corrected in the workbooks that could be read."""
        return sum(one.reviewed.counts["error"] for one in self.files if one.sort == "wrong")
