"""The pipeline: rules and a submission to a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from assistcheck.audit.exit_code import exit_code
from assistcheck.audit.measurement import Measured, Measures, RuleMeasures
from assistcheck.audit.near_misses import near_misses
from assistcheck.audit.outcomes import REASONS, Outcome, Report, Rows, Subject
from assistcheck.audit.request import Request, apply_reading, check_names, check_rules
from assistcheck.audit.required_rosters import missing_rosters, names_nobody
from assistcheck.audit.subjects import is_doubtful, why_outside
from assistcheck.audit.verdict import VerdictCalculator
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.location import row_ranges
from assistcheck.rules.model import Rule, RulePack
from assistcheck.submission.assemble import Submission
from assistcheck.submission.coverage import Coverage
from assistcheck.submission.ledger_table import LedgerTable, picked
from assistcheck.submission.roster.roster import Roster

_NEEDS_NEAR_MISSES = frozenset({"shortfall", "behind", "undetermined"})
"""Statuses for which it matters which rows nearly counted."""


_REACHED = frozenset({"met", "over"})
"""Statuses that what is still to come does not undo."""


def run_audit(pack: RulePack, submission: Submission, request: Request) -> Report:
    """Judge every rule for each of its subjects.

    Raises:
        UsageError: a rule, reading, subject or county that does not exist, or no selected rule binds a selected subject.
    """
    check_rules(pack, request)
    check_names(submission.roster, request)
    asked = request.selection.rules
    rules = [apply_reading(rule, request.readings) for rule in pack.rules if not asked or rule.id in asked]
    measures = Measures(submission, pack.programme_year, request.as_of)
    outcomes = tuple(chain.from_iterable(_evaluate_rule(rule, measures, request) for rule in rules))
    if request.waivers:
        from assistcheck.audit.waivers import waived  # noqa: PLC0415 - it loads Pydantic, and most audits excuse nothing

        outcomes = tuple(waived(outcome, request.waivers, request.as_of) for outcome in outcomes)
    unknown = [rule for rule in rules if names_nobody(rule, submission.roster)]
    if not (outcomes or unknown):
        raise UsageError(
            LocalizedText(
                "没有可判定的事项：所选规则不涉及所选责任主体", "nothing to judge: no selected rule binds a selected subject"
            )
        )
    problems = missing_rosters(rules, submission.problems, submission.ledgers, submission.roster)
    complete = submission.complete and not (unknown and (asked or not outcomes))
    code = exit_code(outcomes, submission.inputs, problems, complete=complete, fail_on=request.fail_on)
    return Report(
        pack=pack,
        readings=dict(request.readings),
        as_of=request.as_of,
        inputs=tuple(submission.inputs),
        outcomes=outcomes,
        problems=problems,
        absent=submission.coverage.absent,
        complete=complete,
        exit_code=code,
        regions={one.name: one.owed_by for one in measures.subjects(pack.subjects.roles.region, per=None)},
    )


def _evaluate_rule(rule: Rule, measures: Measures, request: Request) -> Iterator[Outcome]:
    roster = measures.submission.roster
    reading = request.readings.get(rule.id)
    of_rule = RuleMeasures(rule, measures)
    judge = VerdictCalculator(rule, measures.programme, measures.as_of)
    region = roster.subjects.roles.region
    table, takes = of_rule.table, request.selection.takes if any(request.selection) else None
    for subject in measures.subjects(rule.subject.kind, per=rule.subject.per):
        if takes and not takes(subject, region):
            continue
        measured = _measured(rule, subject, roster, of_rule)
        times = _times(rule, subject, roster) if rule.target.per else 1
        verdict = judge.verdict(measured, times)
        if measured.gap and verdict.status not in _REACHED:
            measured.value, measured.reason, measured.missing = None, measured.gap, ()
            verdict = judge.verdict(measured, times)
        is_inside = measured.reason != "outside-duty"
        yield Outcome(  # by position: named arguments take twice the time, and there are very many outcomes
            rule,
            subject,
            verdict.status if is_inside else "not_applicable",
            None if verdict.status == "undetermined" else measured.value,
            verdict.goal,
            verdict.expected,
            verdict.gap,
            verdict.due,
            measured.missing,
            measured.reason,
            _reason_text(subject, measured, measures, of_rule) if measured.reason or not subject.reporters else None,
            reading,
            _evidence(table, measured.used) if table is not None and measured.used else (),
            _excluded(table, measured.excluded) if table is not None and measured.excluded else (),
            near_misses(rule, subject, measured, measures) if is_inside and verdict.status in _NEEDS_NEAR_MISSES else (),
            verdict.is_due,
        )


def _times(rule: Rule, subject: Subject, roster: Roster) -> int:
    """Return for how many members of a kind a target is owed, where it is owed for each."""
    target = rule.target
    return len(roster.belonging(target.per or "", target.within or "", subject.group(target.within or "") or ""))


def _measured(rule: Rule, subject: Subject, roster: Roster, of_rule: RuleMeasures) -> Measured:
    """Return the figure of a subject, or why it has none: only faulty rows name it, or it is outside the duty."""
    per = rule.subject.per
    if (per or roster.doubtful) and is_doubtful(subject, roster, per=per, needs=of_rule.needs):
        return Measured(reason="rows-rejected")
    outside = why_outside(subject, rule.subject, roster, of_rule.has_counted_row) if rule.subject.only_if else None
    if outside or of_rule.lacking:
        return Measured(reason=outside or "not-submitted")
    return of_rule.measure(subject)


def _reason_text(subject: Subject, measured: Measured, measures: Measures, of_rule: RuleMeasures) -> LocalizedText | None:
    rule, coverage = of_rule.rule, measures.submission.coverage
    if measured.reason == "outside-duty" and rule.subject.otherwise:
        return rule.subject.otherwise
    roster = measures.submission.roster
    reporting = roster.kind(roster.subjects.roles.reporting).name
    if measured.reason == "rows-rejected" and is_doubtful(subject, roster, per=rule.subject.per, needs=of_rule.needs):
        return LocalizedText("名册中它的这一行有误", "its row in the roster has a fault")
    if measured.reason == "not-submitted" and any(map(coverage.is_absent, subject.reporters)):
        return LocalizedText(f"所在{reporting.zh}尚未报送", f"its {reporting.en} has not sent anything")
    if measured.reason == "not-submitted" and of_rule.lacking:
        title = measures.submission.ledgers[of_rule.lacking].title
        return LocalizedText(f"未报送{title}", f"{title} was not sent")
    if measured.reason == "not-submitted" and coverage.gap(rule.measure.ledger, subject.reporters) is None:
        return LocalizedText("表中没有该主体本年度的数", "the sheet has no row of it for the year")
    if measured.reason:
        return REASONS[measured.reason]
    notes = [] if subject.reporters else list(_caveats(rule, coverage, reporting))
    return LocalizedText("；".join(note.zh for note in notes), "; ".join(note.en for note in notes)) if notes else None


def _caveats(rule: Rule, coverage: Coverage, reporting: LocalizedText) -> Iterator[LocalizedText]:
    """Yield what a verdict on a subject of nobody's workbook does not rest on; ``reporting``: who sends workbooks."""
    if absent := coverage.absent:
        yield LocalizedText(
            f"按已报送的内容判定；尚有 {len(absent)} 个{reporting.zh}未报送：{'、'.join(absent)}",
            f"judged on what has come; {len(absent)} {reporting.en}s have not sent: {', '.join(absent)}",
        )
    if broken := coverage.broken.get(rule.measure.ledger):
        yield LocalizedText(
            f"有 {len(broken)} 份工作簿的这张表无法读取，未计在内",
            f"this sheet of {len(broken)} workbooks cannot be read and is not in it",
        )


def _evidence(table: LedgerTable, positions: Sequence[int]) -> tuple[Rows, ...]:
    """Return rows that count as ranges, by sheet."""
    if len(table.parts) == 1:
        (part,) = table.parts
        return (Rows(part.path, part.title, row_ranges(picked(part.rows, positions))),)
    return tuple(sorted(Rows(*place, row_ranges(rows)) for place, rows in table.sheet_rows(positions).items()))


def _excluded(table: LedgerTable, positions: Mapping[int, str]) -> tuple[Rows, ...]:
    """Return rows that do not count as ranges, by sheet and by reason."""
    by_reason: dict[str, list[int]] = {}
    for position, reason in positions.items():
        by_reason.setdefault(reason, []).append(position)
    found = [
        Rows(path, sheet, row_ranges(rows), reason)
        for reason, group in by_reason.items()
        for (path, sheet), rows in table.sheet_rows(group).items()
    ]
    return tuple(found if len(found) == 1 else sorted(found))
