"""Where a JSON report and the oracle disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from .case import Key, Verdicts
from .debtors import debtor
from .folder import Folder
from .judge import folder_of, judge
from .settle import Entry, read_folder, settle
from .statuses import Verdict, as_reported
from .tables import Year

KINDS_WITH_A_TEAM = ("team", "unit", "town", "village")
FATES = ("counted", "rejected", "duplicate", "double-claim", "out-of-period", "future", "superseded", "skipped")
MONEY_RULES = ("R07.4", "R10.2", "R11.3")


def differences(report: dict[str, Any], year: Year, as_of: date, readings: dict[str, str] | None = None) -> list[str]:
    """List every missing or extra outcome, and every difference in what is said of one."""
    lines = [] if report.get("as_of") == as_of.isoformat() else [f"as_of: report {report.get('as_of')}, oracle {as_of}"]
    return lines + outcome_differences(report["outcomes"], judge(year, as_of, readings))


def outcome_differences(outcomes: Iterable[Mapping[str, Any]], expected: Verdicts) -> list[str]:
    """List every missing or extra outcome, and every difference in status, value, gap, missing periods or reason."""
    lines: list[str] = []
    seen: dict[Key, Mapping[str, Any]] = {}
    for outcome in outcomes:
        key = _key(outcome)
        if key in seen:
            lines.append(f"{_name(key)}: stands twice in the report")
        seen[key] = outcome
    lines += [f"{_name(key)}: missing from the report, oracle {expected[key]}" for key in expected if key not in seen]
    lines += [f"{_name(key)}: extra in the report" for key in seen if key not in expected]
    for key in expected.keys() & seen.keys():
        told, meant = _told(seen[key]), _meant(key, expected[key])
        lines += [f"{_name(key)}: report {told}, oracle {meant}"] if told != meant else []
    return sorted(lines)


def debtor_differences(outcomes: Iterable[Mapping[str, Any]], folder: Folder) -> list[str]:
    """List every subject whose debtor is another than the oracle's."""
    said = {_key(one)[1:]: one["subject"].get("debtor") for one in outcomes}
    return [
        f"{key}: owed by {name}, oracle {debtor(folder, *key)}" for key, name in said.items() if name != debtor(folder, *key)
    ]


def _told(outcome: Mapping[str, Any]) -> tuple[object, ...]:
    return (outcome["status"], outcome["value"], outcome["gap"], tuple(outcome["missing"]), outcome["reason"])


def _meant(key: Key, found: Verdict) -> tuple[object, ...]:
    gap = as_reported(found.gap)
    if key[0] in MONEY_RULES and found.gap is not None:
        gap = f"{gap}" if isinstance(gap, str) else f"{gap}.00"
    return (found.status, as_reported(found.value), gap, found.missing, found.reason)


def account_differences(report: dict[str, Any], year: Year, as_of: date) -> list[str]:
    """List every ledger whose row account (summed over the inputs) differs from the oracle's."""
    folder = folder_of(year)
    return row_differences(report, folder, settle(folder, read_folder(folder), as_of), by_file=False)


def row_differences(report: dict[str, Any], folder: Folder, entries: list[Entry], *, by_file: bool = True) -> list[str]:
    """List every ledger, and every sheet of every workbook, whose row account differs from the oracle's.

    Of rows alike in all that decides one stands, in whichever file: counted and duplicate are told apart by ledger alone.
    Whether the further rows of a merged number are duplicates is nobody's business: they are added up.
    """
    shared = {sheet for book in folder.books for sheet, _, _, _ in book.merged}
    told: dict[str, Counter[str]] = {}
    expected: dict[str, Counter[str]] = {}
    for source in report["inputs"]:
        for sheet in source["sheets"]:
            for place, fate in _fates(source["path"], sheet["ledger"], shared, by_file=by_file):
                for one in FATES:
                    told.setdefault(place, Counter())[fate(one)] += sheet["rows"][one]
    for entry in entries:
        for place, fate in _fates(entry.book.path, entry.sheet, shared, by_file=by_file):
            expected.setdefault(place, Counter())[fate(entry.fate)] += 1
    return [
        f"{place}: {fate} {told.get(place, Counter())[fate]}, oracle {meant[fate]}"
        for place, meant in expected.items()
        for fate in (*FATES, "standing", "read")
        if told.get(place, Counter())[fate] != meant[fate]
    ]


def _fates(path: str, ledger: str, shared: set[str], *, by_file: bool) -> Iterator[tuple[str, Callable[[str], str]]]:
    """Yield each place where a row is accounted, and how finely its fate is told there."""
    if ledger in shared:
        yield f"{path.rpartition('/')[2]} {ledger}", lambda _: "read"
        return
    yield ledger, str
    if by_file:
        yield f"{path.rpartition('/')[2]} {ledger}", lambda fate: "standing" if fate in ("counted", "duplicate") else fate


def _key(outcome: Mapping[str, Any]) -> Key:
    subject = outcome["subject"]
    kind = str(subject["kind"])
    team = str(subject.get("team") or "") if kind in KINDS_WITH_A_TEAM else ""
    return (str(outcome["rule"]), kind, str(subject["name"]), team)


def _name(key: Key) -> str:
    rule, kind, name, team = key
    return f"{rule} {kind} {name}" + (f" [{team}]" if team and team != name else "")
