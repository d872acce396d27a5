"""GitHub: workflow commands that annotate files, the gravest first, and how many more there are.

The runner shows ten errors, ten warnings and ten notices of a step and drops the others without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistcheck.audit.outcomes import Outcome, Report
from assistcheck.i18n import Lang
from assistcheck.problem_codes import PROBLEM_LEVELS, ProblemLevel
from assistcheck.reports import View
from assistcheck.reports.ci.findings import Finding, Findings, is_known
from assistcheck.reports.ci.gitlab import repository_path
from assistcheck.reports.ci.messages import WORDS
from assistcheck.reports.common.input_notices import head_problems
from assistcheck.reports.common.phrases import urgency
from assistcheck.reports.common.since_baseline import baseline_lines
from assistcheck.reports.tabular.tables import conclusion

_COMMANDS: dict[ProblemLevel, str] = {"error": "error", "warning": "warning", "note": "notice"}
SHOWN = 10
"""Annotations of one sort that are shown of a step."""


def to_github(report: Report, view: View) -> Iterator[str]:
    """Yield a command a line; the last is the conclusion, which takes the place of one notice."""
    first, total = gravest(report, view, SHOWN)
    more: Counter[ProblemLevel] = Counter()
    for level in PROBLEM_LEVELS:
        shown = first[level][: SHOWN - 1] if level == "note" else first[level]
        more[level] = total[level] - len(shown)
        yield from (_annotation(one) for one in shown)
    text = WORDS["stop"].text(view.lang).join([conclusion(report, view.lang), *since_lines(report, view.lang)])
    if more.total():
        counts = {level: more[level] for level in PROBLEM_LEVELS}
        text += WORDS["not_shown"].text(view.lang).format(n=more.total(), **counts)
    yield _command("notice", {"title": f"assistcheck {report.pack.manifest.name} {report.as_of}"}, text)


def gravest(report: Report, view: View, most: int) -> tuple[dict[ProblemLevel, list[Finding]], Counter[ProblemLevel]]:
    """Return the first findings of each level, and how many of each there are.

    What is wrong with whole workbooks comes first, then outcomes as they press, then the other problems of the data. Beside a
    baseline, what stood in it already is a note.
    """
    found = Findings(report, view.lang)
    heads = {id(one) for one in head_problems(report)}
    kept: dict[ProblemLevel, list[tuple[tuple[bool, int, int, str], Finding]]] = {level: [] for level in PROBLEM_LEVELS}
    total: Counter[ProblemLevel] = Counter()

    def take(one: Finding) -> None:
        total[one.level] += 1
        kept[one.level].append((_order(one, heads, report), one))
        if len(kept[one.level]) > 2 * most + SHOWN:
            kept[one.level] = sorted(kept[one.level], key=lambda pair: pair[0])[:most]

    for one in found:
        take(one._replace(level="note") if is_known(one, report) else one)
    first = {level: [one for _, one in sorted(pairs, key=lambda pair: pair[0])[:most]] for level, pairs in kept.items()}
    return first, total


def since_lines(report: Report, lang: Lang) -> list[str]:
    """Return what is said of the baseline; nothing where there is none."""
    return [line.text.rstrip("。.") for line in baseline_lines(report, lang)]


def _order(one: Finding, heads: set[int], report: Report) -> tuple[bool, int, int, str]:
    """Order findings as they press; what stands in the baseline already comes last."""
    known = is_known(one, report)
    if isinstance(one.source, Outcome):
        weight, status, rule = urgency(one.source)
        return known, 1 + weight, status, rule
    return known, 0 if id(one.source) in heads else 9, 0, ""


def _annotation(one: Finding) -> str:
    place = {"file": repository_path(one.place.path), "line": str(one.place.row)}
    if one.place.column:
        place["col"] = str(one.place.column)
    return _command(_COMMANDS[one.level], {**place, "title": one.title}, one.message)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    """Return a command as the runner reads it, in one line."""
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {given}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
