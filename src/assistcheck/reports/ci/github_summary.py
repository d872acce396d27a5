"""The step summary of GitHub: the conclusion, how many of what, and the gravest findings as Markdown of a bounded size."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.audit.outcomes import STATUSES, Report
from assistcheck.problem_codes import PROBLEM_LEVELS
from assistcheck.reports import View
from assistcheck.reports.ci.findings import Finding
from assistcheck.reports.ci.github import gravest, since_lines
from assistcheck.reports.ci.messages import WORDS
from assistcheck.reports.common.escaping import md_text
from assistcheck.reports.common.input_notices import head_lines
from assistcheck.reports.tabular.messages import GRADES
from assistcheck.reports.tabular.tables import conclusion

_LISTED = 200
"""Findings of each level that are listed."""
_NAMES = 20
_ROOM = 500
"""Bytes that are left for the line on what is not listed."""


def to_summary(report: Report, view: View, limit: int) -> str:
    """Return the summary as Markdown of no more than ``limit`` bytes of UTF-8; empty where not even its head has room."""
    first, total = gravest(report, view, _LISTED)
    text = "\n".join(_head(report, view))
    if len(text.encode()) > limit - _ROOM:
        return ""
    lines = [text]
    left = limit - _ROOM - len(text.encode())
    listed = 0
    for level in PROBLEM_LEVELS:
        if not first[level]:
            continue
        heading = _heading(GRADES[level].text(view.lang), total[level], view)
        left -= len(heading.encode())
        lines.append(heading)
        for one in first[level]:
            line = _row(one)
            left -= len(line.encode()) + 1
            if left < 0:
                break
            listed += 1
            lines.append(line)
        if left < 0:
            break
    if unlisted := total.total() - listed:
        lines += ["", md_text(WORDS["not_listed"].text(view.lang).format(n=unlisted))]
    return "\n".join(lines) + "\n"


def _head(report: Report, view: View) -> Iterator[str]:
    """Yield the lines above the findings."""
    tally = report.outcomes.tally
    yield f"## {md_text(report.pack.manifest.title.text(view.lang))}"
    yield ""
    yield f"**{md_text(conclusion(report, view.lang))}** ({report.as_of.isoformat()})"
    yield ""
    for line in (*since_lines(report, view.lang), *(head.text for head in head_lines(report, view.lang, _NAMES))):
        yield md_text(line)
        yield ""
    counted = [status for status in STATUSES if tally.statuses[status]]
    yield f"| {' | '.join(STATUSES[status].text(view.lang) for status in counted)} |"
    yield f"|{'---:|' * len(counted)}"
    yield f"| {' | '.join(f'{tally.statuses[status]:,}' for status in counted)} |"


def _heading(grade: str, number: int, view: View) -> str:
    head = WORDS["columns"].text(view.lang)
    return f"\n### {md_text(WORDS['graded'].text(view.lang).format(grade=grade, n=number))}\n\n{head}\n|---|---|"


def _row(one: Finding) -> str:
    return f"| {md_text(one.rule)} | {md_text(one.message)} |"
