"""GitLab's code quality report: one issue for each open outcome and each problem of the data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from assistcheck.audit.outcomes import Report
from assistcheck.problem_codes import ProblemLevel
from assistcheck.reports import View
from assistcheck.reports.ci.findings import Finding, Findings
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.json.outcomes import compact

_SEVERITIES: dict[ProblemLevel, Literal["critical", "minor", "info"]] = {
    "error": "critical",
    "warning": "minor",
    "note": "info",
}


def to_gitlab(report: Report, view: View) -> Iterator[str]:
    """Yield the report as a JSON list of issues, each with a fingerprint of its own that stays from run to run."""
    yield "[\n"
    for number, one in enumerate(Findings(report, view.lang)):
        yield f"{',' if number else ''}{compact(_issue(one))}\n"
    yield "]\n"


def _issue(one: Finding) -> dict[str, object]:
    return {
        "description": one.message,
        "check_name": one.rule,
        "fingerprint": one.fingerprint,
        "severity": _SEVERITIES[one.level],
        "location": {"path": repository_path(one.place.path), "lines": {"begin": one.place.row}},
    }


def repository_path(path: str) -> str:
    """Return a path as a program around a repository links it: forward slashes, no ``./`` before it; harmless to show."""
    return visible(path.replace("\\", "/").removeprefix("./"))
