"""JUnit XML: a suite for each party and workbook, a case for each of its outcomes and for each problem of the data.

What is met passes, what is short or behind fails, what cannot be judged is an error, what is not due, outside the duty or
waived is skipped with the reason. A case has one verdict. Totals stand above the cases, and outcomes come by rule: so the
cases are kept until all are judged, packed.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal
from xml.sax.saxutils import escape

from assistcheck.audit.outcomes import Outcome, Report, Status, Subject
from assistcheck.reports import View
from assistcheck.reports.ci.findings import Finding, Findings
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.summary import party_of

Verdict = Literal["passed", "failure", "error", "skipped"]

_VERDICTS: dict[Status, Verdict] = {
    "met": "passed",
    "on_pace": "passed",
    "over": "passed",
    "shortfall": "failure",
    "behind": "failure",
    "undetermined": "error",
    "not_due": "skipped",
    "not_applicable": "skipped",
    "waived": "skipped",
}
_ROOM = 4 * 2**20
"""Characters of cases that are held as they are before they are packed."""


def to_junit(report: Report, view: View) -> Iterator[str]:
    """Yield the report as JUnit XML; totals of every suite and of all are written, none is left to the reader."""
    suites = _Suites(report, view)
    for batch in report.outcomes.batches():
        suites.add_outcomes(batch)
    suites.add_problems()
    totals = sum((one.counts for one in suites.all), Counter[Verdict]())
    name = _attribute(f"assistcheck {report.pack.manifest.name}")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name={name}{_counts(totals, skipped=False)}>\n'
    for suite in suites.all:
        yield f"<testsuite name={_attribute(suite.name)}{_counts(suite.counts, skipped=True)}>\n"
        yield f"<properties>{suites.properties}</properties>\n"
        yield from suite.cases()
        yield "</testsuite>\n"
    yield "</testsuites>\n"


def _counts(counts: Counter[Verdict], *, skipped: bool) -> str:
    """Return totals as attributes; the root has none for what was skipped, since the schema knows none there."""
    text = f' tests="{counts.total()}" failures="{counts["failure"]}" errors="{counts["error"]}"'
    return f'{text} skipped="{counts["skipped"]}" time="0"' if skipped else f'{text} time="0"'


def _attribute(text: str) -> str:
    """Return a text as the value of an attribute, in quotation marks."""
    return '"' + escape(text, {'"': "&quot;"}) + '"'


class _Suite:
    """The cases of one party and workbook while they are gathered."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.counts: Counter[Verdict] = Counter()
        self._packed: list[bytes] = []
        self._open: list[str] = []

    def add(self, verdict: Verdict, case: str) -> None:
        self.counts[verdict] += 1
        self._open.append(case)

    def pack(self) -> None:
        """Hold the cases gathered so far in a fraction of their room."""
        if self._open:
            self._packed.append(zlib.compress("".join(self._open).encode(), 1))
            self._open = []

    def cases(self) -> Iterator[str]:
        for piece in self._packed:
            yield zlib.decompress(piece).decode()
        yield "".join(self._open)


class _Suites:
    """The suites of one report, in the order in which their first case comes."""

    def __init__(self, report: Report, view: View) -> None:
        self.report = report
        self.found = Findings(report, view.lang)
        self._by_name: dict[str, _Suite] = {}
        self._parties: dict[tuple[str, str], str] = {}
        self._of_subject: dict[int, tuple[_Suite, str]] = {}  # by identity: the report keeps them
        self._held = 0
        stated = {"pack": report.pack.manifest.name, "as_of": report.as_of.isoformat()}
        self.properties = "".join(f"<property name={_attribute(k)} value={_attribute(v)}/>" for k, v in stated.items())

    @property
    def all(self) -> list[_Suite]:
        return [*self._by_name.values()]

    def add_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        for one in outcomes:
            verdict = _VERDICTS[one.status]
            suite, party = self._suite_of(one.subject)
            self._add(suite, verdict, party, self.found.title(one), self._inside(one, verdict))

    def _inside(self, outcome: Outcome, verdict: Verdict) -> str:
        """Return what stands in a case."""
        match verdict:
            case "passed":
                return f"<system-out>{escape(self.found.sentence(outcome))}</system-out>" if outcome.status == "over" else ""
            case "skipped":
                return f"<skipped message={_attribute(self.found.why_skipped(outcome))}/>"
            case _:
                (one,) = self.found.of_outcomes((outcome,))
                return _told(verdict, f"{outcome.status}.{outcome.rule.level}", self.found.sentence(outcome), one)

    def add_problems(self) -> None:
        """Add a case for each problem: an error fails, what is worth a look passes and says so."""
        names: Counter[tuple[str, str]] = Counter()
        for one in self.found.of_data:
            suite, party = self._suite_of_file(one.place.path)
            names[suite.name, one.title] += 1
            number = names[suite.name, one.title]
            title = one.title if number == 1 else f"{one.title} ({number})"
            if one.level == "error":
                self._add(suite, "failure", party, title, _told("failure", one.rule, one.message, one))
            else:
                self._add(suite, "passed", party, title, f"<system-out>{escape(one.message)}</system-out>")

    def _add(self, suite: _Suite, verdict: Verdict, party: str, title: str, inside: str) -> None:
        head = f'<testcase classname={_attribute(party)} name={_attribute(title)} time="0"'
        case = f"{head}>{inside}</testcase>\n" if inside else f"{head}/>\n"
        suite.add(verdict, case)
        self._held += len(case)
        if self._held > _ROOM:
            self._held = 0
            for one in self._by_name.values():
                one.pack()

    # --- which suite

    def _suite_of(self, subject: Subject) -> tuple[_Suite, str]:
        """Return the suite of a subject's outcomes, and whose it is."""
        found = self._of_subject.get(id(subject))
        if found is None:
            kind, words = party_of(subject, self.report.pack)
            party = visible(words.text(self.found.lang))
            suite = self._suite(kind, party, self._file_of(subject.reporter))
            found = self._of_subject[id(subject)] = suite, party
        return found

    def _suite_of_file(self, path: str) -> tuple[_Suite, str]:
        """Return the suite of the problems of a file: that of whom it is from, where it is the one that counts."""
        sender = self.found.places.sender(path)
        if sender in self.report.reporters and self.found.places.own_file(sender) == path:
            return self._suite(self.report.pack.subjects.roles.reporting, visible(sender), visible(path)), visible(sender)
        pack, file = self.report.pack.manifest.name, visible(path)
        name = self.found.say("suite_of_file", pack=pack, file=file)
        return self._by_name.setdefault(name, _Suite(name)), file

    def _suite(self, kind: str, party: str, file: str) -> _Suite:
        """Return the suite of a party and a file; a party that another kind has the name of is told apart by its kind."""
        if self._parties.setdefault((party, file), kind) != kind:
            party = f"{party} ({kind})"
        name = self.found.say("suite", pack=self.report.pack.manifest.name, party=party, file=file)
        return self._by_name.setdefault(name, _Suite(name))

    def _file_of(self, reporter: str | None) -> str:
        """Return the workbook that a party's outcomes rest on, its own or that of the whole, or that there is none."""
        own_file, whole = self.found.places.own_file, self.report.pack.subjects.whole
        own = own_file(reporter) if reporter else None
        if own is None and reporter in self.report.absent:
            return self.found.say("nothing_sent")
        own = own or own_file(whole)
        if own is None and len(self.report.inputs) == 1:
            own = self.report.inputs[0].path
        return self.found.say("no_file") if own is None else visible(own)


def _told(verdict: Verdict, kind: str, sentence: str, one: Finding) -> str:
    """Return a failure or an error with what is said of it."""
    return f"<{verdict} type={_attribute(kind)} message={_attribute(sentence)}>{escape(one.message)}</{verdict}>"
