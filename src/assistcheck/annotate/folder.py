"""All workbooks of a run: a marked copy of each in which something has to be corrected, a message to go with it, an index."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from assistcheck.annotate.account import check_readable, check_reporters
from assistcheck.annotate.copying import is_office_open
from assistcheck.annotate.fault_list import fault_list
from assistcheck.annotate.marked import annotate
from assistcheck.annotate.marks import marks_of
from assistcheck.errors import UsageError, WorkbookError
from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import EMPTY_TEXT, Lang, LocalizedText
from assistcheck.problems import Problem
from assistcheck.reports.common.file_words import own_name, words_of_files
from assistcheck.reports.common.letter import Letter
from assistcheck.reports.corrections import names
from assistcheck.reports.corrections.index import to_index
from assistcheck.reports.corrections.messages import WORDS
from assistcheck.reports.corrections.model import Returned, Review, Reviewed
from assistcheck.reports.corrections.note import Terms, to_message
from assistcheck.reports.corrections.table import to_table
from assistcheck.rules.model import RulePack
from assistcheck.sanitize import visible
from assistcheck.submission.assemble import Submission
from assistcheck.submission.row_accounts import InputAccount
from assistcheck.template.scope import scopes_of

ContentOf = Callable[[str], bytes]
"""Gives the bytes of a file of the run once more, by the path that reports call it; ``WorkbookError``: it cannot be had."""
Progress = Callable[[int, int, str], None]
"""Called before each copy: how many files are done, how many there are, and the file's path."""


class Wanted(NamedTuple):
    """How workbooks go back."""

    as_of: date
    lang: Lang
    letter: Letter = Letter()
    only_errors: bool = False
    """Nothing goes back where there are only warnings."""


class ReviewedFolder:
    """What goes back with the workbooks of a run: :meth:`files` makes it; what it was is known once they are made."""

    def __init__(self, pack: RulePack, submission: Submission, content_of: ContentOf, wanted: Wanted) -> None:
        """Look at what a ``submission`` found.

        Raises:
            UsageError: no roster names anybody whose workbook comes in.
        """
        check_reporters(submission)
        self.pack, self.submission, self.wanted = pack, submission, wanted
        self._content_of = content_of
        self._reviewed = _reviewed(submission, _missing_sheets(pack, submission))
        self.returned: list[Returned] = []
        """What was made for each file, as far as files have been gone through."""
        self.made: set[str] = set()
        """The names of the files that were made."""
        self.failed = False
        """Whether a marked copy could not be made that should have been."""

    def files(self, progress: Progress | None = None) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the content of each file that goes back, one in memory at a time; last the table and the index.

        Raises:
            UsageError: there is no room for the files that are needed meanwhile.
        """
        self.returned, self.made, self.failed = [], set(), False
        for name, content in self._made(progress):
            self.made.add(name)
            yield name, content

    def copy_of(self, path: str) -> tuple[str, bytes]:
        """Return the name and the content of the marked copy of one file, or of the list of its faults where there can be none.

        Raises:
            UsageError: reports call no file ``path``, or there is no room for the files that are needed meanwhile.
            WorkbookError: the file could not be read.
        """
        for reviewed, account in zip(self._reviewed, self.submission.inputs, strict=True):
            if account.path == path:
                check_readable(account, self.submission)
                returned, content = self._marked(reviewed, account, "")
                return returned.copy, content
        raise UsageError(LocalizedText(f"{path}：没有读过这个文件", f"{path}: no such file was read"))

    def no_longer_needed(self, present: Iterable[str]) -> list[str]:
        """Return the names, of those ``present``, of what an earlier run made to go back and this one did not."""
        return sorted(name for name in present if name.endswith(names.ENDINGS) and name not in self.made)

    def _made(self, progress: Progress | None) -> Iterator[tuple[str, bytes]]:
        lang, letter = self.wanted.lang, self.wanted.letter
        terms = Terms(self.wanted.as_of, letter, lang)
        for number, (reviewed, account) in enumerate(zip(self._reviewed, self.submission.inputs, strict=True)):
            if progress:
                progress(number, len(self._reviewed), reviewed.path)
            if not self._goes_back(reviewed):
                self.returned.append(Returned(reviewed))
                continue
            returned, content = self._copy(reviewed, account)
            self.returned.append(returned)
            if content:
                yield returned.copy, content
            del content
            if returned.message:
                yield returned.message, to_message(returned, terms)
        review = self.review()
        yield names.MERGE.text(lang), to_table(review, letter, lang)
        yield names.INDEX.text(lang), to_index(review, letter, lang)

    def review(self) -> Review:
        """Return what the index tells."""
        known = {account.path for account in self.submission.inputs}
        elsewhere = [one for one in self.submission.problems if one.place.path not in known and _matters(one)]
        return Review(self.pack, self.wanted.as_of, self.returned, self.submission.coverage.absent, elsewhere)

    @property
    def exit_code(self) -> ExitCode:
        """How the run ends, once its files are made: 3 if one could not be read or copied, 1 if one is to be corrected."""
        if self.failed or not self.submission.complete:
            return ExitCode.INCOMPLETE
        return ExitCode.FAILED if any(one.counts["error"] for one in self._reviewed) else ExitCode.FINE

    def _goes_back(self, reviewed: Reviewed) -> bool:
        counts = reviewed.counts
        return bool(counts["error"] or reviewed.missing or (counts["warning"] and not self.wanted.only_errors))

    def _content(self, account: InputAccount) -> bytes:
        """Return the bytes that a file was read from; ``WorkbookError`` if they cannot be had once more."""
        content = self._content_of(account.path)
        if hashlib.sha256(content).hexdigest() != account.sha256:
            raise WorkbookError("changed-while-reading", EMPTY_TEXT)
        return content

    def _copy(self, reviewed: Reviewed, account: InputAccount) -> tuple[Returned, bytes]:
        """Return what goes back with a file, and the marked copy, or the list of faults where there can be none."""
        message = "" if reviewed.is_roster else reviewed.stem + names.MESSAGE.text(self.wanted.lang)
        if account.status == "unreadable" or not reviewed.problems:
            return Returned(reviewed, message), b""
        return self._marked(reviewed, account, message)

    def _marked(self, reviewed: Reviewed, account: InputAccount, message: str) -> tuple[Returned, bytes]:
        lang = self.wanted.lang
        try:
            content = self._content(account)
            if is_office_open(content):
                made = annotate(content, account, self.submission, lang)
                lacks = tuple(WORDS["lack"].format(what=loss.what, n=loss.number) for loss in made.losses)
                return Returned(reviewed, message, reviewed.stem + names.COPY.text(lang), lacks=lacks), made.content
            why = WORDS["kind_of_file"]
        except WorkbookError as error:
            self.failed = True
            why = _why_not(error)
        marks = marks_of(account, self.submission)
        made_list = fault_list(marks, lang, self.wanted.as_of, why)
        return Returned(reviewed, message, reviewed.stem + names.FAULTS.text(lang), is_list=True, why=why), made_list


def _missing_sheets(pack: RulePack, submission: Submission) -> dict[str, tuple[str, ...]]:
    """Return for each who has sent something the titles of the sheets with duties of theirs that are in no workbook."""
    senders, found = {one.reporter for one in submission.inputs}, {}
    for scope in scopes_of(pack, submission.roster):
        if (name := scope.reporter) and name in senders:
            owed = [sheet for sheet in scope.sheets if sheet.is_evidence]
            gone = (sheet.title for sheet in owed if submission.coverage.gap(sheet.id, [name]) == "not-submitted")
            found[name] = tuple(gone)
    return found


def _reviewed(submission: Submission, missing: Mapping[str, tuple[str, ...]]) -> list[Reviewed]:
    """Return every file of a submission with what is wrong in it; ``missing``: sheets that each who has sent lacks."""
    problems: dict[str, list[Problem]] = {account.path: [] for account in submission.inputs}
    for problem in submission.problems:
        if problem.place.path in problems:
            problems[problem.place.path].append(problem)
    rosters = {sheet.id for sheet in submission.ledgers.rosters}
    evidence = {sheet.id for sheet in submission.ledgers.evidence}
    paths = [account.path for account in submission.inputs]
    words = words_of_files(tuple(paths))
    known = {member.name for member in submission.roster.reporters.values()} | {submission.roster.subjects.whole}
    reporters = [visible(one.reporter) if one.reporter in known else "" for one in submission.inputs]
    stems = names.stems(list(zip(paths, reporters, strict=True)))
    return [
        Reviewed(
            path=account.path,
            name=own_name(account.path),
            file=words.name(account.path),
            reporter=reporter,
            is_roster=bool(account.sheets) and rosters.issuperset(sheet.ledger for sheet in account.sheets),
            stem=stem,
            status=account.status,
            problems=tuple(problems[account.path]),
            words=words,
            left_out=account.left_out(evidence),
            missing=missing.get(account.reporter or "", ()),
        )
        for account, reporter, stem in zip(submission.inputs, reporters, stems, strict=True)
    ]


def _matters(problem: Problem) -> bool:
    """Whether the index tells of what stands in no file: errors, warnings, and archives that were not read."""
    return problem.level != "note" or (problem.code == "left-out-file" and problem.words is None)


def _why_not(error: WorkbookError) -> LocalizedText:
    """Return why there is no marked copy of a file that should have one."""
    if error.code == "changed-while-reading":
        return WORDS["gone"]
    return WORDS["not_copied"].format(why=error.words)
