"""What this program wrote and somebody put among the submissions: left out, with a note that says what to do.

A marked copy is often sent back corrected in place of the workbook. Where it is all that a reporter has sent, the note is a
warning, which stands at the head of reports, and the reporter's absence is explained by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistcheck.i18n import LocalizedText
from assistcheck.location import Location
from assistcheck.problems import Problem, ProblemWords
from assistcheck.submission.assemble import Submission
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.roster.roster import Names

_LIST = LocalizedText(
    "报送的工作簿；这是本工具写出的清单、报告或表格",
    "a workbook that was sent; this is a list, report or table that assistcheck wrote",
)
_LIST_WORDS = ProblemWords(remedy=LocalizedText("不必理会", "nothing need be done"))
_COPY = LocalizedText(
    "报送的工作簿；这是本工具写出的标注副本", "a workbook that was sent; this is a marked copy that assistcheck wrote"
)
_COPY_TITLE = LocalizedText("交回的是标注副本，没有读取", "a marked copy came back, and was not read")
_SPARE = ProblemWords(
    _COPY_TITLE,
    LocalizedText(
        "只在副本中改过的内容，抄到原来的工作簿中重新报送；没有改过的不必理会",
        "copy what was corrected in the copy alone into the workbook itself, and send that again; otherwise do nothing",
    ),
)
_ALONE = ProblemWords(
    _COPY_TITLE,
    LocalizedText(
        "请对方把改正的内容抄到自己原来的工作簿中，报送那一份；确要采用这份副本的，在命令中直接写出它的路径",
        "ask for the workbook itself, with the corrections copied into it; "
        "to take this copy all the same, name its path in the command",
    ),
)
_WHY_ABSENT = LocalizedText(
    "交回来的只有标注副本（{file}），不能代替工作簿：请对方在自己原来的工作簿中改正后报送那一份",
    "only a marked copy came back ({file}), which stands for no workbook: ask for the workbook itself, corrected",
)


def with_own_outputs(submission: Submission, problems: Sequence[Problem], own: Sequence[ParsedWorkbook]) -> list[Problem]:
    """Return the ``problems`` of a submission with those of what this program wrote; ``own``: what bears its mark."""
    roster = submission.roster
    sent = {account.reporter for account in submission.inputs}
    known = Names(
        roster.names((roster.subjects.roles.reporting,)), submission.aliases, any_case=submission.ledgers.conventions.any_case
    )
    alone: dict[str, ParsedWorkbook] = {}
    for book in own:
        names = {name for written in book.reporters if (name := known[written])}
        if book.is_copy and len(names) == 1 and not names & sent:
            alone.setdefault(names.pop(), book)
    explained = (_explained(problem, alone) for problem in problems)
    return [*explained, *_notes(own, {id(book): name for name, book in alone.items()})]


def _explained(problem: Problem, alone: dict[str, ParsedWorkbook]) -> Problem:
    """Return the problem that a reporter has sent nothing with the copy that came back instead; others as they are."""
    if problem.code != "not-submitted" or problem.value not in alone:
        return problem
    words = problem.words or ProblemWords()
    return replace(problem, words=words._replace(remedy=_WHY_ABSENT.format(file=alone[problem.value].path)))


def _notes(own: Sequence[ParsedWorkbook], alone: dict[int, str]) -> Iterator[Problem]:
    for book in own:
        place = Location(book.path)
        if reporter := alone.get(id(book)):
            yield Problem("left-out-file", place, reporter, _COPY, "warning", _ALONE)
        elif book.is_copy:
            yield Problem("left-out-file", place, "", _COPY, words=_SPARE)
        else:
            yield Problem("left-out-file", place, "", _LIST, words=_LIST_WORDS)
