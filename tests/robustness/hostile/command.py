"""Run the real command line on a case, in a process of its own, with little memory and little time."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from robustness.hostile.case import Expected, Read, Refused, Usage
from robustness.hostile.prepared import HUNG, PATIENCE, Prepared

_RAW = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What a terminal would act on, or a reader would not see; lines end in a line feed alone, and tabs are left."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run left behind."""

    code: int
    """The exit code; negative: the signal that ended it; ``HUNG``: it did not end in time."""
    out: bytes
    err: bytes

    @property
    def is_report(self) -> bool:
        """Whether the output is JSON that speaks of some input."""
        try:
            return bool(self.report["inputs"])
        except (ValueError, KeyError):
            return False

    @property
    def report(self) -> dict[str, Any]:
        """The JSON report."""
        found: dict[str, Any] = json.loads(self.out)
        return found


def words_for(path: str, roster: Path, output_format: str) -> list[str]:
    """Return the command that audits ``path`` at the year's end."""
    options = ["--roster", str(roster), "--as-of", "2022-12-31", "--format", output_format, "--lang", "en", "--no-progress"]
    return ["audit", *options, path]


def audit(prepared: Prepared, path: str, roster: Path, output_format: str = "json") -> Ran:
    """Run ``assistcheck audit`` on ``path``."""
    return Ran(*prepared.run(words_for(path, roster, output_format)))


def faults(ran: Ran) -> list[str]:
    """Return what no run may ever do: die, hang, show a traceback or an internal error, or write raw control characters."""
    found = []
    if ran.code == HUNG:
        found.append(f"no end within {PATIENCE} s")
    elif ran.code not in {0, 1, 2, 3}:
        found.append(f"ended with {ran.code}")
    err = ran.err.decode("utf-8", "replace")
    if "Traceback" in err or "internal error" in err or "panicked" in err:
        found.append(err[-2000:])
    for name, stream in (("output", ran.out.decode("utf-8")), ("messages", err)):
        if raw := _RAW.search(stream):
            found.append(
                f"{name} holds a raw U+{ord(raw[0]):04X} at {raw.start()}: {stream[max(0, raw.start() - 60) :][:80]!r}"
            )
    return found


def differs(ran: Ran, expected: Expected) -> str:
    """Return how a run differs from what must come of the case; empty: it does not."""
    if not (isinstance(expected, Usage) or ran.is_report):
        return f"no report: {_short(ran)}"
    match expected:
        case Usage():
            return "" if ran.code == 2 and not ran.out and ran.err else f"exit code {ran.code}, not 2: {ran.out[:200]!r}"
        case Refused(codes):
            return _refusal(ran, codes)
        case Read():
            return _reading(ran, expected)


def _own(report: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the input that is no roster, and its problems but the sheets that it does not have."""
    (source,) = [one for one in report["inputs"] if not one["path"].endswith("roster.xlsx")]
    found = [one for one in report["problems"] if one["path"] == source["path"] and one["code"] != "missing-sheet"]
    return source, found


def _total(report: dict[str, Any]) -> object:
    (outcome,) = [o for o in report["outcomes"] if o["rule"] == "R07.4" and o["subject"]["name"] == "青禾镇/东村"]
    return outcome["value"]


def _refusal(ran: Ran, codes: tuple[str, ...]) -> str:
    if ran.code != 3:
        return f"exit code {ran.code}, not 3; {_short(ran)}"
    source, problems = _own(ran.report)
    found = [one["code"] for one in problems]
    if source["status"] != "unreadable" or source["sheets"] or len(found) != 1 or found[0] not in codes:
        return f"not refused with {codes}: {_short(ran)}"
    return "" if problems[0]["message"] and problems[0]["remedy"] else "a refusal without a remedy"


def _reading(ran: Ran, expected: Read) -> str:
    if ran.code != expected.exit_code:
        return f"exit code {ran.code}, not {expected.exit_code}; {_short(ran)}"
    source, problems = _own(ran.report)
    rows: Counter[str] = Counter()
    for sheet in source["sheets"]:
        rows.update({name: number for name, number in sheet["rows"].items() if number})
    found = sorted((one["code"], one["cell"] or "") for one in problems)
    quoted = "\n".join(one["value"] for one in problems)
    if rows != dict(expected.rows) or found != sorted(expected.problems) or _total(ran.report) != expected.total:
        return f"not read as {expected}: {_short(ran)}"
    return next((f"{value!r} is not quoted" for value in expected.values if value not in quoted), "")


def _short(ran: Ran) -> str:
    """Return what a run found, in one line."""
    if not ran.is_report:
        return f"exit {ran.code}, {ran.out[:300]!r} {ran.err[-600:]!r}"
    report = ran.report
    source, problems = _own(report)
    rows = [{name: n for name, n in sheet["rows"].items() if n} for sheet in source["sheets"]]
    said = [(one["code"], one["cell"], one["value"], one["expected"][:90]) for one in problems[:8]]
    return f"exit {ran.code}, {source['status']}, {rows}, total {_total(report)}, {said}"
