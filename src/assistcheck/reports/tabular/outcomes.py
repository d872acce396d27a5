"""Every outcome, and every open item, as rows that are made as they are written; equal parts of them are made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

from assistcheck.audit.outcomes import Outcome, Report, Subject
from assistcheck.audit.outcomes import Rows as SheetRows
from assistcheck.i18n import Lang
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.exclusion_reasons import reason_words
from assistcheck.reports.common.item_phrases import file_names, missing_words, ranges_text, sheet_words
from assistcheck.reports.common.open_items import Item, Items
from assistcheck.reports.common.since_baseline import state_words, was_words
from assistcheck.reports.common.subject_phrases import kind_name
from assistcheck.reports.tabular.columns import region_column, reporting_column
from assistcheck.reports.tabular.matrices import Gathered
from assistcheck.reports.tabular.messages import COMPARISONS
from assistcheck.reports.tabular.model import (
    Cell,
    Mark,
    Row,
    Rows,
    Sheet,
    T,
    have,
    lack,
    long_sheet,
    need,
    pace,
    unit_word,
    upper,
)
from assistcheck.rules.labels import LEVELS
from assistcheck.rules.model import Rule

_BEFORE = ("rule", "title", "clause", "level", "kind", "subject", "debtor")
_AFTER = (
    *("status", "status_id", "have", "compare", "target", "upper", "expected", "gap", "unit", "due"),
    *("missing", "reason", "reading", "evidence", "excluded"),
)
"""The columns of every outcome, before and after its region and who reports."""
_ITEM_BEFORE = ("rule", "title", "subject", "debtor")
_ITEM_AFTER = (
    *("level", "status", "have", "need", "expected", "gap", "unit", "due", "left", "per_month", "missing", "reason", "near"),
)
"""The columns of open items, before and after who reports and the region."""


# --- every outcome ------------------------------------------------------------------------------


def outcomes(report: Report, lang: Lang, *, has_due: bool) -> Sheet:
    """Return one row for each outcome, with everything that is known of it; ``has_due``: whether one has a due date."""
    since = ("since",) if report.baseline else ()
    names = (*_BEFORE, region_column(report.pack), reporting_column(report.pack), *_AFTER, *since)
    return long_sheet("outcomes", lang, names, _OutcomeRows(report, lang), has_due=has_due)


class _OutcomeRows(Rows):
    """A row for each outcome; what rules, subjects and figures share is made, and written, once."""

    def __init__(self, report: Report, lang: Lang) -> None:
        super().__init__(len(report.outcomes), partial(self.written, lambda _, cell: cell))
        self._report = report
        self._lang: Lang = lang
        self._stop = "；" if lang == "zh" else "; "
        files = file_names(report)
        self._place = cache(lambda path, sheet: sheet_words(path, sheet, files).text(lang))

    def written(self, write: Callable[[int, Cell], T]) -> Iterator[tuple[T, ...]]:
        """Yield the rows with each cell as ``write`` gives it, which is told the number of its column."""
        subjects: dict[int, tuple[T, ...]] = {}  # by identity: the report keeps them

        def part(cells: Row, first: int) -> tuple[T, ...]:
            return tuple(write(column, cell) for column, cell in enumerate(cells, first))

        for batch in self._report.outcomes.batches():
            head, figures = part(self._of_rule(batch[0].rule), 0), dict[object, tuple[T, ...]]()
            why = self._reasons(batch[0].rule)
            behind_subject = len(head) + _OF_SUBJECT
            for one in batch:
                subject = subjects.get(id(one.subject))
                if subject is None:
                    subject = subjects[id(one.subject)] = part(self._of_subject(one.subject), len(head))
                shared = one[2:12]
                figure = figures.get(shared)
                if figure is None:
                    figure = figures[shared] = part(self._of_figure(one), behind_subject)
                counted, left_out = self._of_rows(one, why)
                last = behind_subject + len(figure)
                since = (write(last + 2, state_words(one, self._report, self._lang)),) if self._report.baseline else ()
                yield (*head, *subject, *figure, write(last, counted), write(last + 1, left_out), *since)

    def _of_rule(self, rule: Rule) -> Row:
        kind = kind_name(self._report.pack, rule.subject.kind).text(self._lang)
        return rule.id, rule.title.text(self._lang), rule.clause, LEVELS[rule.level].text(self._lang), kind

    def _of_subject(self, subject: Subject) -> Row:
        names = (subject.name, subject.owed_by.words.text(self._lang), subject.region or "", subject.reporter or "")
        return tuple(map(visible, names))

    def _of_figure(self, one: Outcome) -> Row:
        lang, pack = self._lang, self._report.pack
        return (
            *(Mark(one.status), one.status, have(one), COMPARISONS[one.goal.kind].text(lang)),
            *(need(one)._replace(before="", after=""), upper(one), pace(one), lack(one), unit_word(one, lang), one.due),
            missing_words(one, pack).text(lang),
            visible(one.reason_text.text(lang)) if one.reason_text else "",
            one.reading or "",
        )

    def _of_rows(self, one: Outcome, why: Callable[[str | None], str]) -> tuple[str, str]:
        """Return the rows that count, and those that do not with why."""
        if not one.excluded:
            return self._stop.join(map(self._rows, one.evidence)), ""
        colon = "：" if self._lang == "zh" else ": "
        left_out = [f"{self._rows(rows)}{colon}{why(rows.reason)}" for rows in one.excluded]
        return self._stop.join(map(self._rows, one.evidence)), self._stop.join(left_out)

    def _rows(self, rows: SheetRows) -> str:
        return self._place(rows.path, rows.sheet) + ranges_text(rows.ranges, self._lang)

    def _reasons(self, rule: Rule) -> Callable[[str | None], str]:
        """Return what gives the words for why a row does not count for ``rule``."""
        return cache(lambda reason: reason_words(reason or "", rule, self._report.pack).text(self._lang))


_OF_SUBJECT = 4
"""How many columns tell of the subject."""


# --- open items ---------------------------------------------------------------------------------


def open_items(gathered: Gathered, report: Report, lang: Lang) -> Sheet:
    """Return everything that is short, behind or not judged, the most pressing first, and what would help."""
    since = ("since", "then") if report.baseline else ()
    names = (*_ITEM_BEFORE, reporting_column(report.pack), region_column(report.pack), *_ITEM_AFTER, *since)
    rows = Rows(len(gathered.open), partial(_item_rows, gathered.open, report, lang))
    return long_sheet("items", lang, names, rows, has_due=any(one.missing or one.due for one in gathered.open))


def _item_rows(found: Sequence[Outcome], report: Report, lang: Lang) -> Iterator[Row]:
    items = Items(report)
    return ((*_item_row(items.item(one), lang), *_since(one, report, lang)) for one in found)


def _since(outcome: Outcome, report: Report, lang: Lang) -> Row:
    """Return what has become of an item since the baseline, and how it stood there; nothing without one."""
    if report.baseline is None:
        return ()
    was = report.baseline.since(outcome).was
    return state_words(outcome, report, lang), was_words(was, outcome.rule, lang) if was else ""


def _item_row(item: Item, lang: Lang) -> Row:
    one, words = item.outcome, item.words
    subject = one.subject
    stop = "；" if lang == "zh" else "; "
    return (
        *(one.rule.id, one.rule.title.text(lang), visible(subject.name), visible(subject.owed_by.words.text(lang))),
        *(visible(subject.reporter or ""), visible(subject.region or "")),
        *(LEVELS[one.rule.level].text(lang), Mark(one.status), have(one), need(one)),
        *(pace(one), lack(one), unit_word(one, lang), item.due, item.days_left, words.per_month.text(lang)),
        *(words.missing.text(lang), words.reason.text(lang), stop.join(text.text(lang) for text in words.near)),
    )
