"""Where a JSON report and the oracle disagree."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import floor
from typing import Any

from .fates import row_fates
from .judge import judge
from .tables import Year

Key = tuple[str, str, str, str]
KINDS_WITH_A_TEAM = ("team", "unit", "town", "village")
FATES = ("counted", "rejected", "duplicate", "double-claim", "out-of-period", "future", "superseded")


def differences(report: dict[str, Any], year: Year, as_of: date, readings: dict[str, str] | None = None) -> list[str]:
    """List every missing or extra outcome, and every difference in status or value."""
    expected = judge(year, as_of, readings)
    lines: list[str] = []
    if report.get("as_of") != as_of.isoformat():
        lines.append(f"as_of: report {report.get('as_of')}, oracle {as_of}")
    seen: dict[Key, dict[str, Any]] = {}
    for outcome in report["outcomes"]:
        key = _key(outcome)
        if key in seen:
            lines.append(f"{_name(key)}: stands twice in the report")
        seen[key] = outcome
    lines += [f"{_name(key)}: missing from the report, oracle {expected[key]}" for key in expected if key not in seen]
    lines += [f"{_name(key)}: extra in the report" for key in seen if key not in expected]
    for key, (status, value) in expected.items():
        if key not in seen:
            continue
        outcome = seen[key]
        if outcome["status"] != status:
            lines.append(f"{_name(key)}: status {outcome['status']}, oracle {status} (value {_shown(value)})")
        if not _same(outcome["value"], value):
            lines.append(f"{_name(key)}: value {outcome['value']!r}, oracle {_shown(value)}")
    return lines


def account_differences(report: dict[str, Any], year: Year, as_of: date) -> list[str]:
    """List every ledger whose row account (summed over the inputs) differs from the oracle's."""
    accounts: dict[str, Counter[str]] = {}
    for source in report["inputs"]:
        for sheet in source["sheets"]:
            accounts.setdefault(str(sheet["ledger"]), Counter()).update(sheet["rows"])
    lines: list[str] = []
    for name, fates in row_fates(year, as_of).items():
        expected = Counter(fates)
        told = accounts.get(name, Counter())
        lines += [f"{name}: {fate} {told[fate]}, oracle {expected[fate]}" for fate in FATES if told[fate] != expected[fate]]
    return lines


def _key(outcome: dict[str, Any]) -> Key:
    subject = outcome["subject"]
    kind = str(subject["kind"])
    team = str(subject.get("team") or "") if kind in KINDS_WITH_A_TEAM else ""
    return (str(outcome["rule"]), kind, str(subject["name"]), team)


def _name(key: Key) -> str:
    rule, kind, name, team = key
    return f"{rule} {kind} {name}" + (f" [{team}]" if team and team != name else "")


def _rounded_down(value: Fraction) -> Decimal:
    return Decimal(floor(value * 1_000_000)).scaleb(-6)


def _shown(value: object) -> str:
    return str(_rounded_down(value)) if isinstance(value, Fraction) else str(value)


def _same(told: object, value: object) -> bool:
    if value is None or told is None:
        return told is value
    if isinstance(value, int):
        return type(told) is int and told == value
    if not isinstance(told, str):
        return False
    try:
        parsed = Decimal(told)
    except InvalidOperation:
        return False
    if isinstance(value, Fraction):
        return parsed == _rounded_down(value)
    return parsed == value
