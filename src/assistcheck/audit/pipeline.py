"""The pipeline: rules and a submission to a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from assistcheck.audit.measurement import Measures
from assistcheck.audit.outcomes import Outcome, Outcomes, Report, Subject
from assistcheck.audit.request import Request, apply_reading, check_names, check_rules
from assistcheck.audit.required_rosters import missing_rosters, names_nobody
from assistcheck.audit.rule_judging import RuleJudge
from assistcheck.errors import UsageError
from assistcheck.gc_pause import without_collecting
from assistcheck.i18n import LocalizedText
from assistcheck.problems import Problem
from assistcheck.rules.model import Rule, RulePack
from assistcheck.submission.assemble import Submission
from assistcheck.submission.row_marks import RowMarks

if TYPE_CHECKING:
    from assistcheck.audit.waiver_register import Register

_NOTHING = LocalizedText(
    "没有可判定的事项：所选规则不涉及所选责任主体", "nothing to judge: no selected rule binds a selected subject"
)
_AT_ONCE = 10_000
"""How many subjects are judged at a time."""


class _Bound(NamedTuple):
    """A rule as it is read, and whom of those that were asked for it binds."""

    rule: Rule
    subjects: Sequence[Subject]


def run_audit(pack: RulePack, submission: Submission, request: Request) -> Report:
    """Judge every rule for each of its subjects: the report's outcomes are judged as they are gone through.

    Raises:
        UsageError: a rule, reading, subject or county that does not exist, or no selected rule binds a selected subject.
    """
    check_rules(pack, request)
    check_names(submission.roster, request)
    asked = request.selection.rules
    rules = [apply_reading(rule, request.readings) for rule in pack.rules if not asked or rule.id in asked]
    measures = Measures(submission, pack.programme_year, request.as_of)
    taken = _subjects_taken(rules, measures, request)
    bound = [_Bound(rule, taken[rule.subject.kind, rule.subject.per]) for rule in rules]
    number = sum(len(one.subjects) for one in bound)
    unknown = [rule for rule in rules if names_nobody(rule, submission.roster)]
    recorded = _recorded(pack, measures, request, taken) if request.waivers else None
    if not (number or unknown):
        raise UsageError(_NOTHING)
    roster_problems = missing_rosters(rules, _not_given(submission.problems, request), submission.ledgers, submission.roster)
    problems = (*roster_problems, *request.remarks, *(recorded.problems if recorded else ()))
    row_marks = RowMarks(submission.tables[one.id] for one in submission.ledgers.tables if one.id in submission.tables)
    held = request.baseline.hold(submission.inputs, problems, row_marks) if request.baseline else None
    return Report(
        pack=pack,
        readings=dict(request.readings),
        as_of=request.as_of,
        inputs=tuple(submission.inputs),
        outcomes=Outcomes(number, partial(_judged, bound, measures, request, recorded), held),
        problems=problems,
        absent=submission.coverage.absent,
        complete=submission.complete and not (unknown and (asked or not number)),
        fail_on=request.fail_on,
        regions={one.name: one.owed_by for one in measures.subjects(pack.subjects.roles.region, per=None)},
        reporters=frozenset(subject.reporter for subjects in taken.values() for subject in subjects),
        row_marks=row_marks,
        baseline=held,
    )


def _subjects_taken(
    rules: Sequence[Rule], measures: Measures, request: Request
) -> Mapping[tuple[str, str | None], Sequence[Subject]]:
    """Return the subjects that were asked for, by their kind and what they are owed to; all of a kind are the same ones."""
    selection, region = request.selection, measures.submission.roster.subjects.roles.region
    found: dict[tuple[str, str | None], Sequence[Subject]] = {}
    for kind, per in dict.fromkeys((rule.subject.kind, rule.subject.per) for rule in rules):
        subjects = measures.subjects(kind, per=per)
        found[kind, per] = [one for one in subjects if selection.takes(one, region)] if any(selection) else subjects
    return found


def _recorded(
    pack: RulePack, measures: Measures, request: Request, taken: Mapping[tuple[str, str | None], Sequence[Subject]]
) -> Register:
    """Return the waivers of the request that are in force."""
    from assistcheck.audit.waiver_register import register  # noqa: PLC0415 - it loads Pydantic, and few audits excuse any

    rules = [apply_reading(rule, request.readings) for rule in pack.rules]
    return register(rules, measures, request, lambda rule: taken[rule.subject.kind, rule.subject.per])


def _not_given(problems: Sequence[Problem], request: Request) -> Sequence[Problem]:
    """Return the problems of a submission without the sheets of waivers that were given as such."""
    given = {(PurePath(one.place.path), one.place.sheet) for one in request.waivers}
    return [one for one in problems if one.code != "waiver-sheet" or (PurePath(one.place.path), one.place.sheet) not in given]


def _judged(
    bound: Sequence[_Bound], measures: Measures, request: Request, recorded: Register | None
) -> Iterator[Sequence[Outcome]]:
    """Yield the outcomes in their order, some of one rule at a time."""
    for rule, subjects in bound:
        with without_collecting():
            judge = RuleJudge(rule, measures, request.readings.get(rule.id))
        waivers_of = recorded.of(rule) if recorded else None
        left = iter(subjects)
        while some := tuple(islice(left, _AT_ONCE)):
            with without_collecting():
                outcomes = tuple(map(judge.outcome, some))
                if waivers_of:
                    from assistcheck.audit.waivers import waived  # noqa: PLC0415 - as above

                    outcomes = tuple(waived(outcome, waivers_of(outcome.subject)) for outcome in outcomes)
            yield outcomes
