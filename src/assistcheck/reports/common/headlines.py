"""What a superior wants to know of a run, in the order in which it is asked; formats that open with it draw it from here.

The conclusion in one sentence, five figures, who is short of what, who has not sent, what has changed, three things to do.

A writer that goes through the outcomes anyway feeds :class:`Gathered` as it goes, one that does not calls
:meth:`Gathered.of`; then :func:`headlines` answers without another look at them::

    gathered = Gathered(report, items=6)
    for batch in report.outcomes.batches():
        gathered.add(batch)
    answers = headlines(report, gathered, view.again)
    answers.conclusion.text(lang)

Numbers are those of the JSON report. All words are in both languages and harmless to show; a markup still has to be escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assistcheck.audit.baseline import State
from assistcheck.audit.outcomes import STATUSES, Outcome, Report
from assistcheck.i18n import EMPTY_TEXT, LANGUAGES, LocalizedText
from assistcheck.reports import Again
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.gathered import Gathered, has_roster, has_rows, is_judged, some_names, unjudged_due
from assistcheck.reports.common.headline_words import counted_en, said
from assistcheck.reports.common.input_notices import files_of_nobody
from assistcheck.reports.common.item_phrases import day_words, missing_words
from assistcheck.reports.common.next_actions import Action, three_actions
from assistcheck.reports.common.phrases import NEED_SIGNS, figure, gap, unit
from assistcheck.reports.common.since_baseline import SECTIONS, Change, Changes
from assistcheck.reports.common.summary import PartySummary, errors_in, faults_in

__all__ = ["Absent", "Action", "Figure", "Gathered", "Headlines", "Short", "ShortLine", "Since", "headlines"]


class Figure(NamedTuple):
    """One of the five figures."""

    key: str
    """``shortfall``, ``behind``, ``undetermined``, ``absent`` or ``errors``."""
    label: LocalizedText
    number: int
    remark: LocalizedText


class ShortLine(NamedTuple):
    """One item that somebody is short of, or behind with, in words."""

    party: PartySummary
    outcome: Outcome
    who: LocalizedText
    """Who owes it, with the region where that is not said by the name."""
    what: LocalizedText
    """The duty, with whom it is for where that is another, and the months or quarters that are missing."""
    status: LocalizedText
    have: LocalizedText
    need: LocalizedText
    gap: LocalizedText
    due: LocalizedText
    """The day that it falls, or fell, due."""


class Short:
    """Who is short of what, most pressing first."""

    def __init__(self, report: Report, parties: Sequence[PartySummary]) -> None:
        """Take the parties of a report; the words of an item are found once, however often a page is laid out."""
        self.report = report
        self.parties = parties
        self._words: dict[tuple[int, int], ShortLine] = {}

    @property
    def number(self) -> int:
        """How many items are short or behind, of all parties."""
        return sum(party.number for party in self.parties)

    def lines(self, most: int) -> list[ShortLine]:
        """Return at most so many items: the first of each party before the second of any, those of a party together."""
        dealt, room, turn = [0] * len(self.parties), most, 0
        while room and any(len(party.items) > turn for party in self.parties):
            for number, party in enumerate(self.parties):
                if room and len(party.items) > turn:
                    dealt[number] += 1
                    room -= 1
            turn += 1
        return [self._line(number, at) for number, n in enumerate(dealt) for at in range(n)]

    def _line(self, number: int, at: int) -> ShortLine:
        """Return an item of a party, both counted from 0."""
        if (number, at) not in self._words:
            party = self.parties[number]
            self._words[number, at] = _line(self.report, party, party.items[at])
        return self._words[number, at]

    def rest(self, shown: Sequence[ShortLine]) -> LocalizedText:
        """Return how many items, of how many parties, are not among those shown; nothing where all are."""
        named = {id(line.party) for line in shown}
        items, parties = self.number - len(shown), len(self.parties) - len(named)
        if not items:
            nothing = "nobody_short" if is_judged(self.report) else "nothing_judged"
            return EMPTY_TEXT if shown else said(nothing, self.report.pack)
        if not parties:
            return said("more_items", self.report.pack, items=counted_en(items, "more item"))
        words = {"items": counted_en(items, "more item"), "parties": counted_en(parties, "other debtor")}
        return said("more_short", self.report.pack, **words)


class Absent(NamedTuple):
    """Who has not sent."""

    report: Report
    names: Sequence[str]
    unplaced: int
    """How many files are of nobody that is known: they may be theirs."""

    def words(self, most: int) -> LocalizedText:
        """Return who has not sent in a sentence, with at most so many names, or that all have."""
        pack = self.report.pack
        if not self.names:
            if not self.report.inputs:
                return said("none_came", pack)
            if not has_rows(self.report):
                return said("none_filled", pack)
            return said("all_sent" if _names_reporters(self.report) else "not_told", pack)
        text = said("absent", pack, n=_reporters(self.report, len(self.names)), names=some_names(self.names, most))
        if not self.unplaced:
            return text
        more = said("unplaced", pack, n=counted_en(self.unplaced, "file"))
        return LocalizedText(text.zh + more.zh, f"{text.en} {more.en}")


class Since(NamedTuple):
    """What has changed since the baseline."""

    words: LocalizedText
    """How many items are new, worse, better and closed, in a sentence; that there is no baseline, where there is none."""
    counts: Mapping[State, int]
    """How many have changed in each way, those that none has left out."""
    changes: Changes | None
    """The items themselves, where there is a baseline."""

    def of(self, state: State, most: int) -> Sequence[Change]:
        """Return at most so many of one state, most pressing first."""
        return self.changes.of(state)[:most] if self.changes else ()

    def names(self, state: State, most: int) -> LocalizedText:
        """Return the first items of a state by name, at most so many."""
        found = [_whose(change.outcome) for change in self.of(state, most)]
        return LocalizedText("、".join(one.zh for one in found), ", ".join(one.en for one in found))


class Headlines(NamedTuple):
    """The answers, in the order in which they are told."""

    conclusion: LocalizedText
    fine: bool
    """Whether nothing has to be done about anything that was judged."""
    figures: tuple[Figure, ...]
    """Exactly five."""
    short: Short
    absent: Absent
    since: Since
    actions: tuple[Action, ...]
    """Exactly three, the most useful first."""


def headlines(report: Report, gathered: Gathered, again: Again | None = None) -> Headlines:
    """Return the answers of a report from what was gathered of all its outcomes; ``again``: how the run is repeated."""
    tally = report.outcomes.tally
    return Headlines(
        conclusion=_conclusion(report, gathered),
        fine=not (tally.statuses["shortfall"] or tally.statuses["behind"] or unjudged_due(report)) and is_judged(report),
        figures=_figures(report),
        short=Short(report, gathered.digest.parties),
        absent=Absent(report, report.absent, files_of_nobody(report)),
        since=Since(_since_words(report), _since_counts(report), gathered.changes),
        actions=three_actions(report, gathered, again),
    )


def _conclusion(report: Report, gathered: Gathered) -> LocalizedText:
    pack, statuses = report.pack, report.outcomes.tally.statuses
    if not has_roster(report):
        return said("no_roster", pack)
    if not has_rows(report):
        return said("no_rows", pack)
    due, parties = unjudged_due(report), len(gathered.digest.parties)
    if parties:
        short = counted_en(statuses["shortfall"], "duty")
        parts = [said("must_act", pack, parties=counted_en(parties, "debtor"), short=short, behind=statuses["behind"])]
        parts += [said("and_unjudged", pack, n=due)] if due else []
    elif due:
        parts = [said("only_unjudged", pack, n=due)]
    else:
        parts = [said("all_met", pack, n=statuses["met"] + statuses["on_pace"])]
    parts += [said("and_absent", pack, n=_reporters(report, len(report.absent)))] if report.absent else []
    stale = faults_in(one for one in report.problems if one.code == "stale-submission" and one.level == "warning")
    parts += [said("and_stale", pack, n=counted_en(stale, "workbook"))] if stale else []
    parts += [] if report.complete else [said("incomplete", pack)]
    return LocalizedText(*("".join(part.text(lang) for part in (*parts, said("full_stop", pack))) for lang in LANGUAGES))


def _figures(report: Report) -> tuple[Figure, ...]:
    pack, tally = report.pack, report.outcomes.tally
    errors = [problem for problem in report.problems if problem.level == "error"]
    files = len({problem.place.path for problem in errors if problem.place.path})
    short, behind, undetermined = (tally.statuses[status] for status in ("shortfall", "behind", "undetermined"))
    none = said("none", pack)
    subjects = said("of_subjects", pack, n=counted_en(len(tally.short), "subject"))
    return (
        Figure("shortfall", LocalizedText("未达标", "Short"), short, subjects if short else none),
        Figure("behind", LocalizedText("滞后", "Behind"), behind, said("below_pace", pack) if behind else none),
        Figure(
            "undetermined",
            LocalizedText("无法判定", "Not judged"),
            undetermined,
            _of_them_due(report) if undetermined else none,
        ),
        Figure("absent", LocalizedText("未报送", "Not sent"), len(report.absent), _of_reporters(report)),
        Figure(
            "errors",
            LocalizedText("填报错误", "Faults in the data"),
            errors_in(errors),
            said("of_files", pack, n=counted_en(files, "file")) if files else said("whole_sheets", pack) if errors else none,
        ),
    )


def _of_them_due(report: Report) -> LocalizedText:
    due = unjudged_due(report)
    return said("of_them_due", report.pack, n=due) if due else said("none_due", report.pack)


def _of_reporters(report: Report) -> LocalizedText:
    """Return of how many the absent are some; a run of parts does not know all."""
    known, pack = report.reporters - {None}, report.pack
    if not _names_reporters(report):
        return said("sent_as_one" if report.inputs else "nothing_came", pack)
    if not known.issuperset(report.absent):
        return EMPTY_TEXT
    return said("of_reporters", pack, n=_reporters(report, len(known)))


def _reporters(report: Report, number: int) -> LocalizedText:
    """Return a number of those that report, in English with their kind behind it."""
    subjects = report.pack.subjects
    return counted_en(number, subjects.kind(subjects.roles.reporting).name.en)


def _names_reporters(report: Report) -> bool:
    """Whether some workbook is that of one of those that report, so that it can be told who is missing."""
    return bool(report.absent) or any(one.reporter in report.reporters - {None} for one in report.inputs)


def _since_counts(report: Report) -> dict[State, int]:
    counts = report.outcomes.since.counts if report.baseline else {}
    return {state: counts[state] for state in SECTIONS if counts.get(state)}


def _since_words(report: Report) -> LocalizedText:
    held, pack = report.baseline, report.pack
    if held is None:
        return said("no_baseline", pack)
    counts, faults = report.outcomes.since.counts, held.faults
    parts = [said("since", pack, day=day_words(held.source.as_of), **{state: counts[state] for state in SECTIONS})]
    parts += [said("since_gone", pack, n=counts["gone"])] if counts["gone"] else []
    parts.append(said("since_faults", pack, new=faults.new, closed=faults.closed))
    return LocalizedText(*("".join(part.text(lang) for part in parts) for lang in LANGUAGES))


def _line(report: Report, party: PartySummary, outcome: Outcome) -> ShortLine:
    title, missing = outcome.rule.title, missing_words(outcome, report.pack)
    zh = title.zh + (f"（{missing.zh}）" if missing.zh else "")
    en = title.en + (f" ({missing.en})" if missing.en else "")
    if not party.names(outcome.subject):
        name = _subject(outcome, party)
        zh, en = f"{name}：{zh}", f"{name}: {en}"
    return ShortLine(
        party=party,
        outcome=outcome,
        who=_who(party),
        what=LocalizedText(zh, en),
        status=STATUSES[outcome.status],
        have=_have(outcome),
        need=_need(outcome),
        gap=LocalizedText(*(gap(outcome, lang) for lang in LANGUAGES)),
        due=_due(report, outcome),
    )


def _subject(outcome: Outcome, party: PartySummary | None = None) -> str:
    """Return whom a duty is for; without the ``party`` in brackets behind it that is named anyway."""
    name = visible(outcome.subject.name)
    return name if party is None else name.removesuffix(f" ({visible(party.name.en)})")


def _who(party: PartySummary) -> LocalizedText:
    region = party.region
    names = [visible(party.name.text(lang)) for lang in LANGUAGES]
    if region and all(region not in name for name in names):
        return LocalizedText(f"{names[0]}（{visible(region)}）", f"{names[1]} ({visible(region)})")
    return LocalizedText(*names)


def _have(outcome: Outcome) -> LocalizedText:
    if outcome.value is None:
        return LocalizedText("—", "-")
    value = outcome.value
    return LocalizedText(*(figure(outcome, value, lang) + unit(outcome.rule, lang, value) for lang in LANGUAGES))


def _need(outcome: Outcome) -> LocalizedText:
    goal, found = outcome.goal, []
    for lang in LANGUAGES:
        high = "" if goal.high is None else figure(outcome, goal.high, lang)
        text = NEED_SIGNS[goal.kind].format(n=figure(outcome, goal.low, lang), high=high)
        found.append(text + unit(outcome.rule, lang, goal.high or goal.low))
    return LocalizedText(*found)


def _due(report: Report, outcome: Outcome) -> LocalizedText:
    year = report.pack.programme_year
    day = year.period_end(outcome.missing[0]) if outcome.missing else outcome.due
    return LocalizedText("—", "-") if day is None else day_words(day)


def _whose(outcome: Outcome) -> LocalizedText:
    name, title = _subject(outcome), outcome.rule.title
    return LocalizedText(f"{name}“{title.zh}”", f'{name} "{title.en}"')
