"""What fails a run: the exit code, the same for every format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from assistcheck.audit.outcomes import Outcome
from assistcheck.exit_codes import ExitCode
from assistcheck.problems import Problem
from assistcheck.submission.row_accounts import InputAccount

FailOn = Literal["shortfall", "behind", "any", "never"]


def exit_code(
    outcomes: Iterable[Outcome],
    inputs: Sequence[InputAccount],
    problems: Iterable[Problem],
    *,
    complete: bool,
    fail_on: FailOn,
) -> ExitCode:
    """Return the exit code of an audit; an incomplete one is never a plain failure."""
    if not complete:
        return ExitCode.INCOMPLETE
    if fail_on == "never":
        return ExitCode.FINE
    lost_rows = any(sheet.rows["rejected"] or sheet.rows["double-claim"] for one in inputs for sheet in one.sheets)
    warned = fail_on == "any" and any(problem.level != "note" for problem in problems)
    return ExitCode.FAILED if lost_rows or warned or any(fails(outcome, fail_on) for outcome in outcomes) else ExitCode.FINE


def fails(outcome: Outcome, fail_on: FailOn) -> bool:
    """Whether an outcome stands at or above ``fail_on``."""
    level = outcome.rule.level
    match outcome.status:
        case "shortfall":
            return fail_on != "never" and (level in {"binding", "general"} or (fail_on == "any" and level == "expected"))
        case "undetermined":
            return fail_on != "never" and level == "binding" and outcome.is_due
        case "behind":
            return fail_on in {"behind", "any"}
        case _:
            return False
