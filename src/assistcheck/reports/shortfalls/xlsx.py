"""A shortfall list as a workbook: an item a row with room for the reply, and the evidence behind it on a sheet of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from assistcheck.audit.outcomes import Rows
from assistcheck.equal_problems import told_once
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.output_marker import OWN_MARK
from assistcheck.reports import View
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.exclusion_reasons import reason_words
from assistcheck.reports.common.letter import Letter
from assistcheck.reports.common.numbers import quantity_of
from assistcheck.reports.common.open_items import Item
from assistcheck.reports.common.xlsx_styles import STATUS_LOOKS, options
from assistcheck.reports.shortfalls.grouping import ShortfallList
from assistcheck.reports.shortfalls.messages import WORDS, rules_of
from assistcheck.reports.shortfalls.print_width import FONT, Column
from assistcheck.reports.shortfalls.reply_sheet import ReplySheet
from assistcheck.reports.shortfalls.xlsx_layout import MOST, PROBLEMS, WAIVED, ListPages
from assistcheck.reports.tabular.model import Cell, Figure, Mark, pace
from assistcheck.rules.labels import LEVELS

_ITEMS = (
    *(Column("number", 6, 5), Column("status", 10), Column("duty", 18, 12), Column("whom", 18, 10), Column("words", 50, 20)),
    *(Column("pace", 14, 8), Column("per_month", 16, 8), Column("days_left", 7, 5), Column("remarks", 50, 18)),
    Column("evidence", 12, 9),
)
_UNJUDGED = (
    *(Column("rule", 8), Column("duty", 26), Column("whom", 24), Column("level", 10), Column("reason", 36)),
    *(Column("due", 12), Column("is_due", 10), Column("near", 46), Column("row_problems", 46)),
)
_EVIDENCE = (
    *(Column("number", 7), Column("rule", 8), Column("whom", 24), Column("file", 24), Column("sheet", 14)),
    *(Column("first_row", 9), Column("last_row", 9), Column("counts_as", 9), Column("reason", 60)),
)
_RULES = (
    *(Column("rule", 8), Column("duty", 24), Column("clause", 22), Column("level", 10)),
    *(Column("words", 60), Column("criterion", 70)),
)
_SOON = 30
"""Days before a due date from which on it stands out."""


def to_xlsx(one: ShortfallList, view: View) -> bytes:
    """Return a list as a workbook; the same list gives the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is written

    out = io.BytesIO()
    with Workbook(out, options(font=FONT)) as book:
        title = f"{one.name} {WORDS['list'].text(view.lang)}"[:255]
        book.set_properties(
            {"title": title, "author": "assistcheck", "keywords": OWN_MARK, "created": datetime.combine(one.as_of, time())}
        )
        _ListBook(book, one, view.lang).write(view.letter)
    return out.getvalue()


class _ListBook(ListPages):
    def __init__(self, book: Any, one: ShortfallList, lang: Lang) -> None:  # noqa: ANN401
        super().__init__(book, one.report.pack, lang)
        self.one = one
        self.footer = f"{one.name} {one.as_of.isoformat()}"
        self.first_entry: dict[int, int] = {}
        """Number of an item -> the zero-based row of its first entry on the sheet of evidence."""

    def write(self, letter: Letter) -> None:
        """Write the sheet to act on and to answer in, then those behind it."""
        one = self.one
        ReplySheet(self.book, one.report.pack, self.lang).write(one, self.footer, letter)
        evidence = list(self._evidence())
        if one.items:
            page = self.page("details", self.footer)
            self.table(page, 0, _ITEMS, [self._item(number, item) for number, item in enumerate(one.items, 1)])
            self._finish_items(page)
        if evidence:
            self._sheet("evidence", _EVIDENCE, evidence, back=0)
        if problems := list(self._problems()):
            self._sheet("row_problems", PROBLEMS, problems)
        if one.unjudged:
            self._sheet("items_undetermined", _UNJUDGED, [self._unjudged(item) for item in one.unjudged])
        if one.waived:
            self._sheet("items_waived", WAIVED, [self.waived(item) for item in one.waived])
        if rules := rules_of([*one.items, *one.unjudged]):
            self._sheet("source", _RULES, [self._rule(item) for item in rules])

    def _item(self, number: int, item: Item) -> list[Cell]:
        words, outcome = item.words, item.outcome
        rule = outcome.rule
        clause = LocalizedText(f"第 {rule.clause} 条：", f"Clause {rule.clause}: ").text(self.lang) if rule.clause else ""
        return [
            number,
            Mark(outcome.status),
            f"{rule.id} {rule.title.text(self.lang)}",
            words.whom.text(self.lang),
            f"{clause}“{rule.quote}”",
            self.with_unit(item, pace(outcome)),
            self._monthly(item),
            item.days_left,
            self.notes(item),
            None,
        ]

    def _monthly(self, item: Item) -> Figure | None:
        if item.per_month is None:
            return None
        exact = item.per_month if isinstance(item.per_month, int) else Decimal(str(item.per_month))
        return self.with_unit(item, Figure(exact, quantity_of(item.outcome.rule)))

    def _finish_items(self, page: Any, first: int = 0) -> None:  # noqa: ANN401
        """Freeze, colour and link the table of items."""
        heads = [column.head for column in _ITEMS]
        last = first + len(self.one.items)
        page.freeze_panes(first + 1, heads.index("duty") + 1)
        self.coloured(page, (first + 1, 1, last, 1))
        days = heads.index("days_left")
        urgent, soon = self.book.add_format(STATUS_LOOKS["shortfall"]), self.book.add_format(STATUS_LOOKS["behind"])
        area = (first + 1, days, last, days)
        page.conditional_format(*area, {"type": "blanks", "stop_if_true": True, "format": None})
        page.conditional_format(*area, {"type": "cell", "criteria": "<=", "value": 0, "format": urgent})
        page.conditional_format(*area, {"type": "cell", "criteria": "<=", "value": _SOON, "format": soon})
        for number, item in enumerate(self.one.items, 1):
            if number in self.first_entry:
                count = len(item.outcome.evidence) + len(item.outcome.excluded)
                target = f"internal:'{self.say('evidence')}'!A{self.first_entry[number] + 1}"
                text = self.say("to_evidence", n=count, entries="entry" if count == 1 else "entries")
                self.link(page, (first + number, heads.index("evidence")), target, text)

    # --- the sheets behind the items

    def _sheet(self, key: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], back: int | None = None) -> None:
        page = self.page(key, self.footer)
        self.table(page, 0, columns, rows)
        page.freeze_panes(1, 0)
        if back is not None:
            for row, cells in enumerate(rows[:MOST], 1):
                self.link(page, (row, 0), f"internal:'{self.say('details')}'!A{back + int(str(cells[0])) + 1}", str(cells[0]))

    def _evidence(self) -> Iterator[list[Cell]]:
        """Yield the rows of evidence, those that count and those that do not, item by item."""
        row = 0
        for number, item in enumerate(self.one.items, 1):
            for rows in (*item.outcome.evidence, *item.outcome.excluded):
                for first, last in rows.ranges:
                    row += 1
                    self.first_entry.setdefault(number, row)
                    yield [number, *self._entry(item, rows), first, last, *self._counts(item, rows)]

    def _entry(self, item: Item, rows: Rows) -> list[Cell]:
        return [item.outcome.rule.id, item.words.whom.text(self.lang), visible(rows.path), visible(rows.sheet)]

    def _counts(self, item: Item, rows: Rows) -> list[Cell]:
        if rows.reason is None:
            return [self.say("counts_yes"), None]
        return [self.say("counts_no"), reason_words(rows.reason, item.outcome.rule, self.pack).text(self.lang)]

    def _problems(self) -> Iterator[list[Cell]]:
        for number, item in enumerate(self.one.items, 1):
            yield from (self.problem(number, problem) for problem in told_once(item.problems))
        yield from (self.problem(None, problem) for problem in told_once(self.one.problems))

    def _unjudged(self, item: Item) -> list[Cell]:
        rule, words = item.outcome.rule, item.words
        return [
            rule.id,
            rule.title.text(self.lang),
            words.whom.text(self.lang),
            LEVELS[rule.level].text(self.lang),
            words.reason.text(self.lang),
            item.due,
            self.say("yes" if item.outcome.is_due else "no"),
            "\n".join(near.text(self.lang) for near in words.near),
            "\n".join(problem.text(self.lang) for problem in words.problems),
        ]

    def _rule(self, item: Item) -> list[Cell]:
        rule = item.outcome.rule
        level, clause = LEVELS[rule.level].text(self.lang), item.words.clause.text(self.lang)
        return [rule.id, rule.title.text(self.lang), clause, level, rule.quote, rule.criterion.text(self.lang)]
