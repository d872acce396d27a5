"""The Python interface for what comes back of shortfall lists.

Everything of it stands in :mod:`assistcheck.api` too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistcheck import DEFAULT_PACK
from assistcheck.comparison.record import ReportRecord, read_record
from assistcheck.pending import facts_of
from assistcheck.replies.reading import Files, Progress, Terms, account_of, read_files
from assistcheck.rules.folders import pack_folder, shipped_packs
from assistcheck.rules.loader import load_pack
from assistcheck.workbook.limits import Limits, ReadOptions

if TYPE_CHECKING:
    from assistcheck.replies.model import Replies


def read_replies(  # noqa: PLR0913 - keywords
    paths: Iterable[str],
    *,
    sent: Iterable[str] = (),
    report: str | None = None,
    rules: str | None = None,
    as_of: date | None = None,
    limits: Limits | None = None,
    passwords: Sequence[str] = (),
    archives: bool = True,
    progress: Progress | None = None,
) -> Replies:
    """Return what was answered in shortfall lists that came back, what is promised by when, and who has not answered.

    No formula of a file is calculated and nothing in it is run: each is read in a guarded process.

    Args:
        paths: Workbooks, folders, archives (.zip), globs.
        sent: The lists as they were sent, with their index: who has not answered is known by them.
        report: The JSON report of the next audit, against whose figures promises are held.
        rules: The rule pack that the lists are of; left out: that which they name, if it ships.
        as_of: The day by which promises are judged; left out: that of the report, else today.
        limits: How large a file may be.
        passwords: Tried on encrypted workbooks.
        archives: Whether a .zip is searched like a folder.
        progress: Called before each file.

    Raises:
        UsageError: a path that is not there, no list in any file, or a report that is none.
        RulePackError: the pack is wrong.
    """
    options = ReadOptions(limits or Limits(), tuple(passwords))
    found = (report, read_record(report)) if report else None
    terms = _terms(rules or DEFAULT_PACK, options, archives=archives)
    came = read_files(paths, terms, progress, answers=True)
    before = read_files(sent, terms) if (sent := [*sent]) else Files()
    names = came.packs | before.packs
    if rules is None and len(names) == 1 and DEFAULT_PACK not in names and names <= {*shipped_packs()}:
        terms = _terms(names.pop(), options, archives=archives)
    return account_of(came, before, terms, as_of or _day(found), found)


def _day(found: tuple[str, ReportRecord] | None) -> date:
    return found[1].as_of if found else date.today()  # noqa: DTZ011 - the user's own calendar


def _terms(rules: str, options: ReadOptions, *, archives: bool) -> Terms:
    pack = load_pack(pack_folder(rules))
    return Terms(pack, facts_of(pack), options, archives)
