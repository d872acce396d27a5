"""What became of the verdict between two audits, in a line."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from assistcheck.audit.outcomes import STATUSES, Report, Status
from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import LocalizedText
from assistcheck.reports.common.summary import errors_in, party_of

_SHOWN: tuple[Status, ...] = ("shortfall", "behind", "over", "undetermined", "waived")
_ALWAYS = "shortfall"
_NAMED = 5
"""Whose numbers have changed and who are named; of more, the number is said."""


class Standing(NamedTuple):
    """Where everybody stands by one audit."""

    statuses: Counter[Status]
    short: Counter[LocalizedText]
    """How many duties each party is short of."""
    faults: int
    """Places of the data that are wrong."""
    absent: int
    """How many have not sent."""
    exit_code: ExitCode


def standing_of(report: Report) -> Standing:
    """Return where everybody stands by a report."""
    short: Counter[LocalizedText] = Counter()
    for outcome in report.outcomes:
        if outcome.status == "shortfall":
            short[party_of(outcome.subject, report.pack)[1]] += 1
    faults = errors_in(report.problems)
    return Standing(report.outcomes.tally.statuses, short, faults, len(report.absent), report.exit_code)


def verdict_line(before: Standing | None, now: Standing) -> LocalizedText:
    """Return the numbers of an audit, each with what it was before where it has changed, and whose they are."""
    old = before or now
    pieces = [_status_piece(status, old, now) for status in _SHOWN]
    rest = (
        (LocalizedText("填报错误", "faults in the data"), old.faults, now.faults),
        (LocalizedText("未报送", "not sent"), old.absent, now.absent),
        (LocalizedText("退出码", "exit code"), int(old.exit_code), int(now.exit_code)),
    )
    pieces += [_counted(*one) if one[1] or one[2] else None for one in rest]
    said = [piece for piece in pieces if piece]
    return LocalizedText("；".join(piece.zh for piece in said), "; ".join(piece.en for piece in said))


def _status_piece(status: Status, old: Standing, now: Standing) -> LocalizedText | None:
    if status != _ALWAYS and not (old.statuses[status] or now.statuses[status]):
        return None
    piece = _counted(STATUSES[status], old.statuses[status], now.statuses[status])
    who = _who(old.short, now.short) if status == "shortfall" else None
    return LocalizedText(f"{piece.zh}（{who.zh}）", f"{piece.en} ({who.en})") if who else piece


def _counted(name: LocalizedText, old: int, now: int) -> LocalizedText:
    if old == now:
        return LocalizedText(f"{name.zh} {now}", f"{name.en} {now}")
    return LocalizedText(f"{name.zh} {old} → {now}", f"{name.en} {old} -> {now}")


def _who(old: Counter[LocalizedText], now: Counter[LocalizedText]) -> LocalizedText | None:
    """Return whose number has changed, those with the most change first."""
    changed = sorted(
        (one for one in old.keys() | now.keys() if old[one] != now[one]), key=lambda one: (-abs(now[one] - old[one]), one)
    )
    if not changed:
        return None
    named = [_counted(one, old[one], now[one]) for one in changed[:_NAMED]]
    more = len(changed) - len(named)
    zh = "、".join(one.zh for one in named) + (f" 等 {len(changed)} 个" if more else "")
    return LocalizedText(zh, ", ".join(one.en for one in named) + (f" and {more} more" if more else ""))
