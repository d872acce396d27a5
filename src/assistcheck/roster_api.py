"""The Python interface for rosters by themselves: what they say, and what is wrong with them.

Everything of it stands in :mod:`assistcheck.api` too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.pending import PendingSubmission, sheets_of
from assistcheck.problems import Problem, ProblemWords
from assistcheck.reports.common.phrases import where
from assistcheck.rules.model import RulePack
from assistcheck.sanitize import visible
from assistcheck.submission.roster.roster import Roster
from assistcheck.workbook.limits import Limits, ReadOptions

_COLON = LocalizedText("：", ": ")
_FAULT = LocalizedText("{said}。{remedy}。", "{said}. What to do: {remedy}.")
_ADD_IT = ProblemWords(
    remedy=LocalizedText("在名册工作簿中补上这张名册", "add this roster to the workbook of rosters"),
)
_ELSEWHERE = frozenset({"unknown-sheet"})
"""What is said of sheets that are no rosters, which nobody asked for."""


class RosterRead(NamedTuple):
    """The rosters of a workbook, and what is wrong with them."""

    roster: Roster
    faults: tuple[Problem, ...]
    """Errors and warnings of the rosters, those that are not there among them."""
    readable: bool
    """Whether the file could be read at all."""

    @property
    def is_whole(self) -> bool:
        """Whether the rosters could be read without an error."""
        return self.readable and all(one.level != "error" for one in self.faults)


def read_roster(path: str, pack: RulePack, *, limits: Limits | None = None, passwords: Sequence[str] = ()) -> RosterRead:
    """Read the rosters of a workbook, under guard as every file.

    Args:
        path: The workbook; its other sheets are left.
        pack: Whose rosters they are.
        limits: How large the file may be.
        passwords: Tried if it is encrypted.

    Raises:
        UsageError: there is no such file.
    """
    options = ReadOptions(limits or Limits(), tuple(passwords))
    with PendingSubmission([], options, sheets_of(pack), roster=path) as reading:
        submission = reading.submission(pack, pack.programme_year.last_day)
    readable = all(one.status != "unreadable" for one in submission.inputs)
    missing = _needed(pack) & submission.roster.missing if readable else set()
    titles = {ledgers_of(pack)[one].title for one in missing}
    found = []
    for one in submission.problems:
        if one.code == "missing-sheet" and one.value in titles:
            found.append(replace(one, grade="error", words=_ADD_IT))
        elif one.place.path and one.level != "note" and one.code not in _ELSEWHERE:
            found.append(one)
    return RosterRead(submission.roster, tuple(found), readable)


def _needed(pack: RulePack) -> set[str]:
    """Return the rosters that name those who report, and those who belong to them."""
    reporting = pack.subjects.roles.reporting
    kinds = (kind for kind in pack.subjects.kinds if kind.id == reporting or reporting in pack.subjects.above(kind.id))
    return {kind.roster for kind in kinds if kind.roster}


def fault_lines(faults: Iterable[Problem], lang: Lang) -> Iterator[str]:
    """Yield a sentence for each fault: where, what stands there, what was expected, and what to do."""
    for one in faults:
        place = where(one.place, lang)
        said, remedy = visible(one.message(lang)), visible(one.remedy.text(lang))
        before = f"{place}{_COLON.text(lang)}" if place else ""
        yield before + _FAULT.text(lang).format(said=said, remedy=remedy)
