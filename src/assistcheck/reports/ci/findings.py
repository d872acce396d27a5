"""Findings: every open outcome and every problem of the data as one thing to show, with its place and a stable identity.

All formats of this room draw from here, so that they say, count and identify the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Literal, NamedTuple

from assistcheck.audit.baseline import State
from assistcheck.audit.exit_code import fails
from assistcheck.audit.outcomes import REASONS, STATUSES, Outcome, Report
from assistcheck.equal_problems import EACH_NAMED
from assistcheck.i18n import EMPTY_TEXT, Lang, LocalizedText
from assistcheck.location import Location, column_letters
from assistcheck.problem_codes import ProblemLevel
from assistcheck.problems import Problem, words_of
from assistcheck.reports.ci.messages import WORDS
from assistcheck.reports.ci.places import Places, place_words
from assistcheck.reports.common import item_phrases as phrases
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.faulty_cells import cells_shown
from assistcheck.reports.common.open_items import LISTED
from assistcheck.reports.common.since_baseline import since_words
from assistcheck.rules.labels import LEVELS

BaselineState = Literal["new", "unchanged", "updated"]
"""How a finding stands beside an older report, in SARIF's words."""

_STATES: dict[State, BaselineState] = {
    "new": "new",
    "worse": "updated",
    "better": "updated",
    "known": "unchanged",
    "closed": "updated",
}

_SHEETS = 3
"""Sheets whose rows are spelt out in a message."""


class Finding(NamedTuple):
    """One thing that is short, behind, not judged, or wrong in the data."""

    rule: str
    """The id of the duty, or the code of the problem."""
    level: ProblemLevel
    title: str
    """What, and of whom or where, in a few words; harmless to show."""
    message: str
    """Whole sentences, with file, sheet and row or cell; harmless to show."""
    place: Location
    """A row of a file, always: where nothing was sent, the one that names who should have sent it."""
    identity: tuple[str, ...]
    """What makes it the same finding in the next run: never a row, a figure or words."""
    source: Outcome | Problem

    @property
    def fingerprint(self) -> str:
        """The identity as 32 hexadecimal digits."""
        return sha256("\0".join(self.identity).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def is_known(finding: Finding, report: Report) -> bool:
    """Whether a finding stands in the baseline already, no worse than then."""
    return report.baseline is not None and report.baseline.state_of(finding.source) in {None, "known", "better"}


def baseline_state(finding: Finding, report: Report) -> BaselineState | None:
    """Return how a finding stands beside the baseline of the report; ``None`` where it has none."""
    if report.baseline is None:
        return None
    state = report.baseline.state_of(finding.source)
    return _STATES[state] if state else "unchanged"


def level_of(outcome: Outcome) -> ProblemLevel:
    """Return how grave an open outcome is: an error where it fails a run by default, whatever this one fails on."""
    level = outcome.rule.level
    if fails(outcome.status, level, "shortfall", is_due=outcome.is_due):
        return "error"
    if outcome.status == "undetermined":
        return "warning" if outcome.is_due and level != "encouraged" else "note"
    return "note" if level == "encouraged" else "warning"


class Findings:
    """The findings of one report, in one language."""

    def __init__(self, report: Report, lang: Lang) -> None:
        """Keep the report, and where its findings stand."""
        self.report = report
        self.lang: Lang = lang
        self.places = Places(report)
        self._seen: Counter[tuple[str, ...]] = Counter()

    def __iter__(self) -> Iterator[Finding]:
        """Yield those of outcomes in the order of the rules, then those of the data."""
        for batch in self.report.outcomes.batches():
            yield from self.of_outcomes(batch)
        yield from self.of_data

    def of_outcomes(self, outcomes: Sequence[Outcome]) -> Iterator[Finding]:
        """Yield those of some outcomes; what is met, not due, outside the duty or waived is none, nor is a remark."""
        return (self._of_outcome(one) for one in outcomes if one.status in LISTED)

    @cached_property
    def of_data(self) -> tuple[Finding, ...]:
        """Those of the data: a problem each, however many cells it stands in."""
        return tuple(map(self._of_problem, self.report.problems))

    def say(self, key: str, **values: object) -> str:
        """Return a text of :data:`WORDS` in the language of the report."""
        return WORDS[key].text(self.lang).format(**values)

    def title(self, outcome: Outcome) -> str:
        """Return an outcome's duty and whom it binds: R05.2 news in county media or above: team Mill Lane."""
        whom = phrases.whom_words(outcome, self.report.pack).text(self.lang)
        return self.say("title", rule=outcome.rule.id, title=outcome.rule.title.text(self.lang), whom=whom)

    def sentence(self, outcome: Outcome) -> str:
        """Return what is to be said of an outcome: whom, which duty, how it stands, why, by when."""
        rule, lang = outcome.rule, self.lang
        head = self.say(
            "outcome",
            whom=phrases.whom_words(outcome, self.report.pack).text(lang),
            title=rule.title.text(lang),
            rule=rule.id,
            level=LEVELS[rule.level].text(lang),
            status=STATUSES[outcome.status].text(lang),
        )
        parts = [text.text(lang) for text in self._parts(outcome)]
        return self.say("stop").join([head, *filter(None, parts)]) + self.say("full_stop")

    def _parts(self, outcome: Outcome) -> Iterator[LocalizedText]:
        """Yield what follows the status, part by part; some of them empty."""
        if outcome.value is not None:
            have, need = phrases.amount(outcome.rule, outcome.value), phrases.need_words(outcome)
            yield WORDS["figures"].format(have=have, need=need)
            yield phrases.gap_words(outcome)
            yield phrases.missing_words(outcome, self.report.pack)
            yield phrases.pace_words(outcome)
        yield phrases.reading_words(outcome)
        because = outcome.reason_text or (REASONS[outcome.reason] if outcome.reason else EMPTY_TEXT)
        yield phrases.harmless(because)
        yield self._term(outcome)

    def _term(self, outcome: Outcome) -> LocalizedText:
        """Return when an outcome falls, or fell, due; nothing where that cannot be told."""
        due = self.report.pack.programme_year.period_end(outcome.missing[0]) if outcome.missing else outcome.due
        return WORDS["term"].format(due=phrases.due_day_words(due, (due - self.report.as_of).days)) if due else EMPTY_TEXT

    def why_skipped(self, outcome: Outcome) -> str:
        """Return why nothing is asked of an outcome by now: its status, the reason, and until when."""
        because = outcome.reason_text or EMPTY_TEXT
        why = [text for one in (phrases.harmless(because), self._term(outcome)) if (text := one.text(self.lang))]
        return self.say("skipped", status=STATUSES[outcome.status].text(self.lang), why=self.say("stop").join(why))

    def _of_outcome(self, outcome: Outcome) -> Finding:
        place = self.places.of(outcome)
        group = outcome.subject.group(outcome.rule.subject.per) if outcome.rule.subject.per else None
        identity = (self.report.pack.manifest.name, outcome.rule.id, outcome.subject.kind, outcome.subject.name, group or "")
        message = self.say("space").join([self.sentence(outcome), *self._rows(outcome, place), *self._since(outcome)])
        return Finding(outcome.rule.id, level_of(outcome), self.title(outcome), message, place, identity, outcome)

    def _rows(self, outcome: Outcome, place: Location) -> Iterator[str]:
        """Yield a sentence on the rows that count and one on those that do not; without any, where it is listed."""
        whole: dict[str, str] = {}  # every file by its path
        counted = phrases.counted_words(outcome.evidence[:_SHEETS], whole)
        left_out = phrases.left_out_words(outcome._replace(excluded=outcome.excluded[:_SHEETS]), whole, self.report.pack)
        for key, texts, rows in (("counted", counted, outcome.evidence), ("left_out", left_out, outcome.excluded)):
            shown = [text.text(self.lang) for text in texts]
            if len(rows) > len(shown):
                shown.append(self.say("more", n=len(rows) - len(shown)))
            if shown:
                yield self.say(key, rows=self.say("stop").join(shown)) + self.say("full_stop")
        if not (counted or left_out):
            where = place_words(place._replace(row=0), self.lang)
            yield self.say("filed_under", place=where) + self.say("full_stop")

    def _since(self, source: Outcome | Problem) -> Iterator[str]:
        """Yield a sentence on what has become of it since the baseline, where there is one."""
        if state := since_words(source, self.report).text(self.lang):
            yield self.say("since", state=state) + self.say("full_stop")

    # --- the data

    def _of_problem(self, problem: Problem) -> Finding:
        place = self.places.of_problem(problem)
        where = place_words(problem.place if problem.place.path else place, self.lang)
        if problem.count > 1 and problem.cells:
            sheet = place_words(problem.place._replace(row=0, column=0), self.lang)
            where = f"{sheet} {cells_shown(problem, self.lang)}"
        what, remedy = visible(problem.message(self.lang)), visible(problem.remedy.text(self.lang))
        sentences = (what, self.say("place", place=where), self.say("remedy", remedy=remedy))
        whole = [sentence.rstrip("。.") + self.say("full_stop") for sentence in sentences]
        message = self.say("space").join([*whole, *self._since(problem)])
        title = self.say("data", title=problem.title.text(self.lang), place=where)
        return Finding(problem.code, problem.level, title, message, place, self._identity(problem), problem)

    def _identity(self, problem: Problem) -> tuple[str, ...]:
        """Return what makes a fault the same one next time; of several that are alike the later ones are numbered."""
        code, place = problem.code, problem.place
        own = problem.words.expected if problem.words else EMPTY_TEXT
        usual = own if own != EMPTY_TEXT else words_of(code).expected
        is_of_column = place.row and code not in EACH_NAMED and (problem.values or problem.expected == usual)
        value = "" if is_of_column else problem.value
        sent_by = self.places.sender(place.path)
        key = (self.report.pack.manifest.name, code, sent_by, place.sheet, column_letters(place.column), value)
        self._seen[key] += 1
        return key if self._seen[key] == 1 else (*key, str(self._seen[key]))
