"""The baseline of later runs as a file: a JSON report that grows only where that is allowed."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Container, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from assistcheck.audit.exit_code import fails
from assistcheck.audit.outcomes import STATUSES, Outcome, Report
from assistcheck.comparison.baseline import HeldReport
from assistcheck.comparison.record import Key, ReportRecord, parsed, record_bytes
from assistcheck.comparison.row_faults import cells_of
from assistcheck.errors import UsageError
from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.problem_codes import PROBLEM_LEVELS
from assistcheck.problems import Problem
from assistcheck.reports import View
from assistcheck.reports.json.outcomes import OutcomeLines, compact
from assistcheck.reports.json.v1 import json_text, problem_data, to_json

if TYPE_CHECKING:
    from assistcheck.reports.json import model

_NOT_TAKEN_IN = frozenset({"new", "worse"})


def whole_baseline(report: Report, lang: Lang) -> Iterator[str]:
    """Yield all of a run as JSON text: what a later run finds in it does not fail that run."""
    return to_json(report._replace(baseline=None), View(lang))


def shrunk_baseline(report: Report, held: HeldReport, lang: Lang) -> Iterator[str]:
    """Yield the baseline of a run as JSON text, smaller: without what is closed or gone, and with what is better as it is now.

    What is new or worse is not taken in: of an outcome the entry stands that was there, if any, and a fault is left out. What
    the run was not asked for stays.

    Raises:
        UsageError: the file has changed since the run was held against it.
    """
    content = record_bytes(held.source.path)
    if sha256(content).hexdigest() != held.source.sha256:
        path = held.source.path
        raise UsageError(
            LocalizedText(
                f"{path}：基线在运行期间被改动，没有更新；请再运行一次",
                f"{path}: the baseline has changed while this ran and was not updated; run it again",
            )
        )
    record = parsed(ReportRecord, content, held.source.path)
    entries: list[dict[str, Any]] = json.loads(content)["outcomes"]
    numbers = {id(one): number for number, one in enumerate(record.outcomes)}
    by_key = {key: entries[numbers[id(one)]] for key, one in record.by_key.items()}
    problems = [*filter(None, (_known(one, held) for one in report.problems))]
    kept = _Kept(report, held, by_key, lang)
    data = (problem_data(one, lang) for one in problems)
    return json_text(report, kept.lines(), data, lambda: {"summary": kept.summary(problems)})


def _known(problem: Problem, held: HeldReport) -> Problem | None:
    """Return what the baseline may hold of a problem: the cells whose faults it knew."""
    new = held.new_cells(problem)
    if not new:
        return problem
    texts = [text for text, cell in zip(problem.texts(), cells_of(problem), strict=True) if not held.is_new(cell)]
    return problem.in_cells([row for row, _ in texts], [value for _, value in texts]) if texts else None


class _Kept:
    """The outcomes that the baseline holds, counted as they are written."""

    def __init__(self, report: Report, held: HeldReport, entries: Mapping[Key, dict[str, Any]], lang: Lang) -> None:
        self._report, self._held, self._entries = report, held, entries
        self._lines = OutcomeLines(report.pack, lang)
        self._statuses: Counter[str] = Counter()
        self._short: set[tuple[str, str]] = set()
        self._fails = False

    def lines(self) -> Iterator[str]:
        """Yield each as a line, in the order of the rules; behind those of a rule, what the run was not asked for of it."""
        earlier = self._held.earlier
        unasked = [(_order(key[0]), key) for key in self._entries if not earlier.asks_all_of(key[0])]
        waiting = deque(sorted(unasked, key=lambda one: one[0]))
        seen: set[int] = set()
        for batch in self._report.outcomes.batches():
            rule = _order(batch[0].rule.id)
            while waiting and waiting[0][0] < rule:
                yield from self._stays(waiting.popleft()[1], seen)
            for outcome, line in zip(batch, self._lines.of(batch), strict=True):
                entry = earlier.found_in(self._entries, outcome)
                seen.add(id(entry))
                if text := self._text(outcome, line, entry):
                    yield text
        for _, key in waiting:
            yield from self._stays(key, seen)

    def _text(self, outcome: Outcome, line: str, entry: dict[str, Any] | None) -> str | None:
        """Return what the baseline holds of an outcome: itself, or the entry that was there."""
        since = self._held.since(outcome)
        if since.state not in _NOT_TAKEN_IN:
            level = self._report.fail_on
            self._count(outcome.status, outcome.subject.kind, outcome.subject.name)
            self._fails |= fails(outcome.status, outcome.rule.level, level, is_due=outcome.is_due)
            return line
        if entry is None:
            return None
        self._count_entry(entry, fails=bool(since.was and since.was.failed))
        return compact(entry)

    def _stays(self, key: Key, seen: Container[int]) -> Iterator[str]:
        """Yield the entry that was there, unless the run has judged it."""
        entry = self._entries[key]
        if id(entry) not in seen:
            was = self._held.earlier.was.get(key)
            self._count_entry(entry, fails=bool(was and was.failed))
            yield compact(entry)

    def _count_entry(self, entry: dict[str, Any], *, fails: bool) -> None:
        entry.pop("baseline_state", None)
        subject = entry["subject"]
        self._count(entry["status"], subject.get("kind") or "", subject.get("name") or "")
        self._fails |= fails and self._report.fail_on != "never"

    def _count(self, status: str, kind: str, name: str) -> None:
        self._statuses[status] += 1
        if status == "shortfall":
            self._short.add((kind, name))

    def summary(self, problems: Sequence[Problem]) -> model.Summary:
        """Return how a run would have ended that found what the baseline holds."""
        levels = Counter(problem.level for problem in problems)
        fails = self._fails or self._held.faults.excused > 0
        return {
            "outcomes": {status: self._statuses[status] for status in STATUSES},
            "problems": {level: levels[level] for level in PROBLEM_LEVELS},
            "subjects_short": len(self._short),
            "exit_code": ExitCode.FAILED if fails else ExitCode.FINE,
        }


def _order(rule: str) -> tuple[int, ...]:
    """Return where a rule stands among others: R05.10 behind R05.9."""
    return tuple(int(part) for part in rule.removeprefix("R").split(".") if part.isdecimal())
