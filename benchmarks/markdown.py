"""Put the figures of runs into a page: ``python -m benchmarks.markdown docs/performance.md RUN.json…``.

A figure's place is marked in the page by the name of a group, or by ``goals``, ``growth`` or ``machine``::

    <!-- figures: unknown -->
    …
    <!-- end -->

Of several runs the last that has measured a group counts. A place that no run has figures for stays as it is.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.tables import Report, goals_in_markdown, growth_lines, of_group

_PLACE = re.compile(r"(<!-- figures: ([^\n]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def filled(page: str, reports: Iterable[Report]) -> str:
    """Return the page with the figures of the reports in their places."""
    found = dict(_figures(_merged(reports)))
    return _PLACE.sub(lambda place: f"{place[1]}{found.get(place[2], place[3])}{place[4]}", page)


def _merged(reports: Iterable[Report]) -> Report:
    """Return one report, in which each group is of the last run that has measured it."""
    whole: dict[str, Any] = {}
    for report in reports:
        again = {run["group"] for run in report["runs"]}
        kept = {part: [row for row in whole.get(part, ()) if row["group"] not in again] for part in ("runs", "ratios", "goals")}
        growing = {"growth": report["growth"] or whole.get("growth", [])}
        whole = {**report, **{part: rows + report[part] for part, rows in kept.items()}, **growing}
    return whole


def _figures(report: Report) -> Iterator[tuple[str, str]]:
    """Yield what stands in each place."""
    for group in dict.fromkeys(run["group"] for run in report["runs"]):
        yield group, _fenced(of_group(report, group))
    if report["growth"]:
        yield "growth", _fenced(growth_lines(report))
    yield "goals", "".join(f"{line}\n" for line in goals_in_markdown(report["goals"]))
    yield "machine", _machine(report)


def _fenced(lines: Iterable[str]) -> str:
    return "\n".join(("```text", *lines, "```", ""))


def _machine(report: Report) -> str:
    machine: dict[str, Any] = report["machine"]
    libraries = ", ".join(f"{name} {version}" for name, version in machine["libraries"].items() if version)
    rounds = f"{report['rounds']} rounds" if report["rounds"] > 1 else "one round"
    return (
        f"Medians of {rounds}, size `{report['size']}`, on {machine['usable_cores']} cores of {machine['cpu']}, "
        f"{machine['memory_mib'] / 1024:.0f} GiB, Python {machine['python']}; {libraries}.\n"
    )


def main(page: str, *runs: str) -> None:
    """Fill a page in place."""
    path = Path(page)
    reports = [json.loads(Path(run).read_text(encoding="utf-8")) for run in runs]
    path.write_text(filled(path.read_text(encoding="utf-8"), reports), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
