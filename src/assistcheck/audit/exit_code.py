"""What fails a run: the exit code, the same for every format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from assistcheck.exit_codes import ExitCode

if TYPE_CHECKING:
    from assistcheck.audit.outcomes import Report, Status
    from assistcheck.rules.model import Level

FailOn = Literal["shortfall", "behind", "any", "never"]


def exit_code(report: Report) -> ExitCode:
    """Return the exit code of an audit; an incomplete one is never a plain failure, whatever stands in its baseline."""
    fail_on = report.fail_on
    if not report.complete:
        return ExitCode.INCOMPLETE
    if fail_on == "never":
        return ExitCode.FINE
    if held := report.baseline:
        failing = held.faults.failing or report.outcomes.since.failing
        return ExitCode.FAILED if failing else ExitCode.FINE
    if any(sheet.rows["rejected"] or sheet.rows["double-claim"] for one in report.inputs for sheet in one.sheets):
        return ExitCode.FAILED
    if fail_on == "any" and any(problem.level != "note" for problem in report.problems):
        return ExitCode.FAILED
    counts = report.outcomes.tally.counts
    failed = any(fails(status, level, fail_on, is_due=is_due) for status, level, is_due in counts)
    return ExitCode.FAILED if failed else ExitCode.FINE


def fails(status: Status, level: Level, fail_on: FailOn, *, is_due: bool) -> bool:
    """Whether an outcome stands at or above ``fail_on``."""
    match status:
        case "shortfall":
            return fail_on != "never" and (level in {"binding", "general"} or (fail_on == "any" and level == "expected"))
        case "undetermined":
            return fail_on != "never" and level == "binding" and is_due
        case "behind":
            return fail_on in {"behind", "any"}
        case _:
            return False
