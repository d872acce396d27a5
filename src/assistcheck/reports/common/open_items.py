"""Open items (督办事项): each outcome that somebody has to act on, with everything a reader asks of it, computed once.

Every format that names open items draws them from here, so that all of them say the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import cached_property

from assistcheck.audit.outcomes import REASONS, STATUSES, Outcome, Report, Rows, Status
from assistcheck.calendar import Number
from assistcheck.i18n import EMPTY_TEXT, LocalizedText
from assistcheck.problems import Problem
from assistcheck.reports.common import item_phrases as words_of
from assistcheck.reports.common.numbers import plain, quantity_of
from assistcheck.reports.common.phrases import SHORT_OR_BEHIND, urgency
from assistcheck.rules.model import Clause

UNJUDGED: Status = "undetermined"
LISTED: tuple[Status, ...] = (*SHORT_OR_BEHIND, UNJUDGED)
"""The statuses of items in a list: short, behind, not judged; the most pressing first."""

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ItemWords:
    """An item in words, harmless to show; what there is nothing to say of is empty."""

    clause: LocalizedText
    """第 5 条 强化宣传激励."""
    whom: LocalizedText
    """Behind its kind: branch Mill Lane."""
    debtor: LocalizedText
    """Who owes it: the subject itself, or who answers for it."""
    status: LocalizedText
    have: LocalizedText
    """2 条; a dash where nothing can be said."""
    need: LocalizedText
    """不少于 4 条."""
    gap: LocalizedText
    """差 2 条, $42,000.00 short."""
    pace: LocalizedText
    """序时进度应达 2 条, of an item that is behind."""
    missing: LocalizedText
    """缺 2022年5月, of a month or quarter duty."""
    due: LocalizedText
    """2022年12月31日（还有 184 天）."""
    per_month: LocalizedText
    """此后 6 个月每月至少 1 条."""
    reading: LocalizedText
    """The named alternative reading that was asked for."""
    reason: LocalizedText
    """Why nothing can be said, or what the verdict does not rest on."""
    counted: tuple[LocalizedText, ...]
    """The rows that counted, a sheet a text."""
    left_out: tuple[LocalizedText, ...]
    """The rows that did not, each with why."""
    near: tuple[LocalizedText, ...]
    """What would make a nearly counted row count."""
    problems: tuple[LocalizedText, ...]
    """The problems of its rows, errors first, with place and remedy; those of one kind in one sheet are one text."""


@dataclass(frozen=True, slots=True)
class Item:
    """One open item: the outcome, what follows from it at the as-of date, and all of it in words."""

    outcome: Outcome
    clause: Clause
    have: int | str | None
    """The figure as data, exactly as the JSON report has it: a whole number, or a decimal as text."""
    need: int | str
    """The target, of a range its lower end, as the JSON report has it."""
    gap: int | str | None
    """What is missing, as the JSON report has it."""
    due: date | None
    """The day it falls, or fell, due; of a month or quarter duty that of the first missing period."""
    days_left: int | None
    """Days from the as-of date to ``due``; negative once that is past."""
    months_left: int
    """Calendar months in which a day after the as-of date and up to ``due`` lies."""
    per_month: Number | None
    """What each of those months needs, rounded up to a whole number or to a cent; ``None`` for shares and past items."""
    problems: tuple[Problem, ...]
    """The problems of its rows, counted or not; where its sheet cannot be read, those of the sheet."""
    words: ItemWords


def order_of(outcome: Outcome) -> tuple[int, int, int, str, str]:
    """Return where an outcome stands in a list: what binds first, then short, behind, not judged, then by rule and name."""
    weight, _, rule = urgency(outcome)
    status = LISTED.index(outcome.status) if outcome.status in LISTED else len(LISTED)
    return int(status == LISTED.index(UNJUDGED)), weight, status, rule, outcome.subject.name


class Items:
    """Makes items of one report's outcomes."""

    def __init__(self, report: Report) -> None:
        """Keep the report, and its clauses by rule."""
        self.report = report
        self.files = words_of.file_names(report)
        self._clauses = {rule.id: clause for clause in report.pack.clauses for rule in clause.rules}

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the report, each cell's by itself: an item is told those of its own rows."""
        return tuple(each for problem in self.report.problems for each in problem.each())

    @cached_property
    def _problems(self) -> Mapping[tuple[str, str], Sequence[Problem]]:
        """The same by file and sheet, in the order of their places."""
        found: dict[tuple[str, str], list[Problem]] = {}
        for problem in sorted(self.problems, key=lambda problem: problem.place):
            found.setdefault(problem.place[:2], []).append(problem)
        return found

    def item(self, outcome: Outcome) -> Item:
        """Return one outcome, of any status, as an item."""
        quantity = quantity_of(outcome.rule)
        due = self.report.pack.programme_year.period_end(outcome.missing[0]) if outcome.missing else outcome.due
        months = months_between(self.report.as_of, due)
        per_month = monthly_need(outcome, months)
        days_left = None if due is None else (due - self.report.as_of).days
        problems = tuple(self.problems_of(outcome))
        return Item(
            outcome=outcome,
            clause=self._clauses[outcome.rule.id],
            have=None if outcome.value is None else plain(outcome.value, quantity),
            need=plain(outcome.goal.low, quantity),
            gap=None if outcome.gap is None else plain(outcome.gap, quantity, up=quantity == "money"),
            due=due,
            days_left=days_left,
            months_left=months,
            per_month=per_month,
            problems=problems,
            words=self._words(outcome, problems, words_of.due_day_words(due, days_left), (per_month, months)),
        )

    def all(self, statuses: Collection[Status] = LISTED) -> tuple[Item, ...]:
        """Return every outcome of these statuses as an item, the most pressing first."""
        found = (outcome for outcome in self.report.outcomes if outcome.status in statuses)
        return tuple(map(self.item, sorted(found, key=order_of)))

    def _words(
        self, outcome: Outcome, problems: Iterable[Problem], due: LocalizedText, monthly: tuple[Number | None, int]
    ) -> ItemWords:
        rule, files = outcome.rule, self.files
        clause = self._clauses[rule.id]
        number = (
            LocalizedText("第 {n} 条 {title}", "Clause {n}: {title}") if clause.clause else LocalizedText("{title}", "{title}")
        )
        because = outcome.reason_text or (REASONS[outcome.reason] if outcome.reason else EMPTY_TEXT)
        return ItemWords(
            clause=number.format(n=clause.clause, title=LocalizedText(clause.title.zh, clause.title.en)),
            whom=words_of.whom_words(outcome, self.report.pack),
            debtor=words_of.harmless(outcome.subject.owed_by.words),
            status=STATUSES[outcome.status],
            have=LocalizedText("—", "-") if outcome.value is None else words_of.amount(rule, outcome.value),
            need=words_of.need_words(outcome),
            gap=words_of.gap_words(outcome),
            pace=words_of.pace_words(outcome),
            missing=words_of.missing_words(outcome, self.report.pack),
            due=due,
            per_month=words_of.monthly_words(outcome, *monthly),
            reading=words_of.reading_words(outcome),
            reason=words_of.harmless(because),
            counted=words_of.counted_words(outcome.evidence, files),
            left_out=words_of.left_out_words(outcome, files, self.report.pack),
            near=tuple(words_of.near_words(miss, rule, files, self.report.pack) for miss in outcome.near),
            problems=words_of.problems_words(problems, files),
        )

    def problems_of(self, outcome: Outcome) -> Iterator[Problem]:
        """Yield the problems of an outcome's rows, counted or not, each once."""
        seen: set[int] = set()
        found = [problem for rows in (*outcome.evidence, *outcome.excluded) for problem in self._in_rows(rows)]
        if outcome.reason == "unreadable":
            found += self._of_sheets(outcome)
        for problem in found:
            if id(problem) not in seen:
                seen.add(id(problem))
                yield problem

    def _in_rows(self, rows: Rows) -> Iterator[Problem]:
        problems = self._problems.get((rows.path, rows.sheet), [])
        for first, last in rows.ranges:
            at = bisect_left(problems, first, key=lambda problem: problem.place.row)
            while at < len(problems) and problems[at].place.row <= last:
                yield problems[at]
                at += 1

    def _of_sheets(self, outcome: Outcome) -> Iterator[Problem]:
        """Yield what is wrong with the whole sheets that an outcome would rest on."""
        others = self.report.reporters.difference(outcome.subject.reporters) if outcome.subject.reporters else ()
        for account in self.report.inputs:
            if account.reporter in others:
                continue
            for sheet in account.sheets:
                if sheet.ledger == outcome.rule.measure.ledger:
                    found = self._problems.get((account.path, sheet.title), [])
                    yield from (problem for problem in found if problem.level == "error" and problem.code in _OF_HEADERS)


_OF_HEADERS = frozenset({"missing-column", "duplicate-column"})
"""Problems that leave a whole sheet unread."""


def months_between(as_of: date, due: date | None) -> int:
    """Return the number of calendar months in which a day after ``as_of`` and up to ``due`` lies; 0 once that is past.

    The month under way counts while a day of it is left.
    """
    if due is None or due <= as_of:
        return 0
    tomorrow = date.fromordinal(as_of.toordinal() + 1)
    return (due.year - tomorrow.year) * 12 + due.month - tomorrow.month + 1


def monthly_need(outcome: Outcome, months: int) -> Number | None:
    """Return what each of ``months`` has to bring to close the gap, rounded up; ``None`` where that says nothing.

    Whole numbers for counts, cents for money; shares, growth, month or quarter duties, and what is not due have none.
    """
    if not (months and outcome.gap) or outcome.missing or outcome.rule.attested or outcome.status in {"not_due", "waived"}:
        return None
    match quantity_of(outcome.rule):
        case "count":
            return -(-int(outcome.gap) // months)
        case "money":
            return (Decimal(str(plain(outcome.gap, "money", up=True))) / months).quantize(_CENT, ROUND_CEILING)
        case _:
            return None
