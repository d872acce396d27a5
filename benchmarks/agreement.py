"""Whether the peers find in the smallest ledger what assistcheck finds.

This is also the first run of each, which is not timed.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from typing import Any

from benchmarks.competitor import RAW, Competitor
from benchmarks.measure import ROOT, environment
from benchmarks.peers.job import SHEET, UNAVAILABLE

RULE = "R11.3"
"""The duty whose figure is the sum of the job."""

Findings = tuple[int, dict[str, str]]
"""The number of bad rows, and the sum of each team that has one; the peers say nothing of others."""


def agreement(rivals: list[Competitor]) -> tuple[list[dict[str, object]], dict[str, str]]:
    """Run each contestant of one ledger and compare the answers.

    Returns:
        What each found, and whether assistcheck found the same (``None``: it did not take part).
        Why some cannot be measured, by their names.
    """
    own: Findings | None = None
    rows: list[dict[str, object]] = []
    unable: dict[str, str] = {}
    for one in sorted(rivals, key=lambda one: one.peer):
        if one.unable:
            continue
        done = subprocess.run(one.command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment(one.code))
        if done.returncode not in one.codes:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            unavailable = done.returncode == UNAVAILABLE and one.peer
            unable[one.name] = "not available here" if unavailable else f"failed with {done.returncode}: {last}"
        elif one.name != RAW:
            found = _of_peer(done.stdout) if one.peer else _of_assistcheck(json.loads(done.stdout))
            own = own or (None if one.peer else found)
            rows.append(
                {
                    "name": one.name,
                    "rows": one.number,
                    "bad": found[0],
                    "sums": found[1],
                    "agrees": found == own if own else None,
                }
            )
    return rows, unable


def _of_peer(line: str) -> Findings:
    answer = json.loads(line.splitlines()[-1])
    return answer["bad"], dict(sorted(answer["sums"].items()))


def _of_assistcheck(report: Mapping[str, Any]) -> Findings:
    bad = sum(sheet["rows"]["rejected"] for book in report["inputs"] for sheet in book["sheets"] if sheet["name"] == SHEET)
    values = {one["subject"]["name"]: one["value"] for one in report["outcomes"] if one["rule"] == RULE}
    return bad, {team: value for team, value in sorted(values.items()) if value is not None and float(value)}
