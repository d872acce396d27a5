"""One outcome as a line of the HTML report: its words, and how far it has come beside its pace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assistcheck.audit.outcomes import STATUSES, Outcome, Report, Status
from assistcheck.calendar import Number
from assistcheck.i18n import EMPTY_TEXT, Lang
from assistcheck.reports.common.item_phrases import day_words, missing_words, reading_words
from assistcheck.reports.common.open_items import LISTED, Items
from assistcheck.reports.common.phrases import gap, have_need
from assistcheck.reports.common.since_baseline import since_words
from assistcheck.reports.terminal.messages import WORDS

SEVERITY_ORDER: tuple[Status, ...] = (
    "shortfall",
    "undetermined",
    "behind",
    "on_pace",
    "not_due",
    "over",
    "waived",
    "met",
    "not_applicable",
)
"""Every status, the one that most needs somebody's eye first."""
_FULL = 100


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One outcome in words; ``done`` and ``pace`` are whole per cent of the target, ``None`` where there is no bar."""

    outcome: Outcome
    have_need: str
    gap: str
    due: str
    note: str
    done: int | None
    pace: int | None
    hints: tuple[str, ...]
    """What each month has to bring, which rows nearly count, and what is wrong with its rows."""


class Lines:
    """Makes lines of one report's outcomes in one language, each once."""

    def __init__(self, report: Report, lang: Lang) -> None:
        self.lang: Lang = lang
        self.items = Items(report)
        self._made: dict[int, OutcomeLine] = {}

    def of(self, outcome: Outcome) -> OutcomeLine:
        """Return one outcome in words."""
        key = id(outcome)
        if key not in self._made:
            self._made[key] = self._line(outcome)
        return self._made[key]

    def _line(self, outcome: Outcome) -> OutcomeLine:
        pack = self.items.report.pack
        day = pack.programme_year.period_end(outcome.missing[0]) if outcome.missing else outcome.due
        due = day_words(day).text(self.lang) if day else "-"
        hints: tuple[str, ...] = ()
        if outcome.status in LISTED:
            words = self.items.item(outcome).words
            due = words.due.text(self.lang)
            hints = tuple(one.text(self.lang) for one in (words.per_month, *words.near, *words.problems) if one.text(self.lang))
        done, pace = progress_of(outcome)
        return OutcomeLine(
            outcome, have_need(outcome, self.lang), gap(outcome, self.lang), due, self._note(outcome), done, pace, hints
        )

    def _note(self, outcome: Outcome) -> str:
        report = self.items.report
        why = (missing_words(outcome, report.pack), outcome.reason_text or EMPTY_TEXT, reading_words(outcome))
        parts = (since_words(outcome, report), *why)
        return WORDS["stop"].text(self.lang).join(filter(None, (part.text(self.lang) for part in parts)))


def progress_of(outcome: Outcome) -> tuple[int | None, int | None]:
    """Return how much of the target there is, and how much the pace asks for, in whole per cent.

    What is there is rounded down and what is asked for up, so that no bar looks full that is not; ``None`` where
    there is no figure, nothing to reach, or no pace.
    """
    low = outcome.goal.low
    if outcome.value is None or low <= 0 or outcome.status in {"undetermined", "not_applicable"}:
        return None, None
    done = _FULL if outcome.status in {"met", "over"} else min(_FULL - 1, max(0, _percent(outcome.value, low)))
    pace = -_percent(-outcome.expected, low) if outcome.rule.pace == "quarterly" else 0
    return done, min(_FULL, pace) or None


def _percent(part: Number, whole: Number) -> int:
    exact = Fraction(part) * _FULL / Fraction(whole)
    return exact.numerator // exact.denominator


@dataclass(frozen=True, slots=True)
class Segment:
    """One status in a stacked bar; ``x`` and ``width`` are in thousandths of the bar."""

    status: Status
    number: int
    x: int
    width: int


def stacked(counts: Mapping[Status, int], statuses: Iterable[Status] = SEVERITY_ORDER) -> tuple[Segment, ...]:
    """Return a bar of these counts, the gravest status first; whoever the duty does not bind is left out."""
    present = [(status, counts[status]) for status in statuses if status != "not_applicable" and counts.get(status)]
    total = sum(number for _, number in present)
    segments, before = [], 0
    for status, number in present:
        start, end = before * 1000 // total, (before + number) * 1000 // total
        segments.append(Segment(status, number, start, end - start))
        before += number
    return tuple(segments)


def counts_words(counts: Mapping[Status, int], lang: Lang) -> str:
    """Return counts as words, the gravest status first: 未达标 3、达标 40."""
    present = [f"{STATUSES[status].text(lang)} {counts[status]}" for status in SEVERITY_ORDER if counts.get(status)]
    return WORDS["comma"].text(lang).join(present)
