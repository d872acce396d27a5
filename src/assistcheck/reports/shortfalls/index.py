"""The index of all shortfall lists: a workbook with a line and a link for each, and what stands in none of them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from assistcheck.audit.outcomes import STATUSES, Status
from assistcheck.i18n import Lang
from assistcheck.output_marker import OWN_MARK
from assistcheck.reports import View
from assistcheck.reports.common.escaping import link_to_file, visible
from assistcheck.reports.common.open_items import Item
from assistcheck.reports.common.subject_phrases import kind_name
from assistcheck.reports.common.xlsx_styles import STATUS_LOOKS, options
from assistcheck.reports.shortfalls.grouping import Lists, ShortfallList
from assistcheck.reports.shortfalls.messages import WORDS
from assistcheck.reports.shortfalls.xlsx_layout import PROBLEMS, WAIVED, Column, ListPages
from assistcheck.reports.tabular.model import Cell, Mark, have, lack, need

_ORDER: tuple[Status, ...] = (
    *("shortfall", "behind", "undetermined"),
    *("on_pace", "not_due", "met", "over", "waived", "not_applicable"),
)
"""Statuses from left to right: what asks for action comes first."""
_BEFORE = (Column("number", 6, 5), Column("to", 30), Column("region", 24, 14), Column("total", 9))
_AFTER = (Column("overdue", 9), Column("next_due", 12), Column("list_file", 60))
_OTHERS = (
    *(Column("status", 10), Column("to", 26), Column("whom", 20), Column("duty", 34)),
    *(Column("have", 16), Column("need", 16), Column("gap", 16)),
    *(Column("due", 12), Column("days_left", 7, 7), Column("remarks", 60)),
)


def to_index(lists: Lists, view: View) -> bytes:
    """Return the index as a workbook; the same lists give the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is written

    out = io.BytesIO()
    with Workbook(out, options()) as book:
        day = datetime.combine(lists.report.as_of, time())
        book.set_properties(
            {"title": WORDS["lists"].text(view.lang), "author": "assistcheck", "keywords": OWN_MARK, "created": day}
        )
        _Index(book, lists, view.lang).write()
    return out.getvalue()


class _Index(ListPages):
    def __init__(self, book: Any, lists: Lists, lang: Lang) -> None:  # noqa: ANN401 - XlsxWriter's own
        super().__init__(book, lists.report.pack, lang)
        self.lists = lists
        self.footer = visible(lists.report.pack.manifest.title.text(lang))

    def write(self) -> None:
        """Write the table of lists, then what stands in none of them."""
        columns = (*_BEFORE, *(Column(status, 10, 8) for status in _ORDER), *_AFTER)
        page = self.page("lists", self.footer)
        first = self._heading(page, len(columns) - 1)
        rows = [self._list(number, one) for number, one in enumerate(self.lists.lists, 1)]
        rows += [self._without(number, *one) for number, one in enumerate(self.lists.without, len(rows) + 1)]
        self.table(page, first, columns, rows)
        page.freeze_panes(first + 1, 2)
        for number, one in enumerate(self.lists.lists, 1):
            self.link(page, (first + number, len(columns) - 1), f"external:{link_to_file(one.file)}", one.file)
        self._sums(page, first, rows)
        self._others()
        self._plain("items_waived", WAIVED, [self.waived(item) for item in self.lists.waived])
        self._plain("unlisted_problems", PROBLEMS, [self.problem(None, problem) for problem in self.lists.problems])

    def _plain(self, key: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Write a table on a sheet of its own, if it has rows."""
        if rows:
            page = self.page(key, self.footer)
            self.table(page, 0, columns, rows)
            page.freeze_panes(1, 0)

    def _heading(self, page: Any, last: int) -> int:  # noqa: ANN401
        report = self.lists.report
        who, day = kind_name(self.pack, self.lists.by).text(self.lang), report.as_of.isoformat()
        lines = [
            self.say("lists"),
            f"{self.say('to')}{self.say('colon')}{who}    {self.say('as_of')}{self.say('colon')}{day}    {self.footer}",
            *([] if report.complete else [self.say("incomplete")]),
            *([self.say("only_short")] if self.lists.only_short else []),
        ]
        for row, text in enumerate(lines):
            look = self.look("plain" if row else "title")
            page.merge_range(row, 0, row, last, "", look)
            page.write_string(row, 0, text, look)
        page.set_row(0, 26)
        return len(lines)

    def _list(self, number: int, one: ShortfallList) -> list[Cell]:
        dues = [item.due for item in one.items if item.due and item.days_left is not None]
        overdue = sum((item.days_left or 0) < 0 for item in one.items)
        regions = self.say("comma").join(one.regions)
        return [number, one.addressee, regions, *self._standing(one.counts), overdue, min(dues, default=None), one.file]

    def _without(self, number: int, name: str, counts: Mapping[Status, int]) -> list[Cell]:
        return [number, name, None, *self._standing(counts), 0, None, self.say("no_list")]

    def _standing(self, counts: Mapping[Status, int]) -> list[Cell]:
        return [sum(counts[status] for status in STATUSES), *(counts[status] for status in _ORDER)]

    def _sums(self, page: Any, first: int, rows: Sequence[Sequence[Cell]]) -> None:  # noqa: ANN401
        """Write what the lists add up to below them, outside what the filter sorts, and colour what asks for action."""
        below, begin = first + len(rows) + 2, len(_BEFORE) - 1
        self.put(page, below, 1, self.say("sum"))
        for column in range(begin, begin + 2 + len(_ORDER)):
            self.put(page, below, column, sum(int(str(row[column])) for row in rows))
        for column, status in enumerate(_ORDER[:3], begin + 1):
            look = self.book.add_format(STATUS_LOOKS[status])
            area = (first + 1, column, max(first + 1, below - 2), column)
            page.conditional_format(*area, {"type": "cell", "criteria": ">", "value": 0, "format": look})

    def _others(self) -> None:
        """Write the open items of those that no list is for."""
        if not self.lists.others:
            return
        page = self.page("others", self.footer)
        note = self.look("plain")
        page.merge_range(0, 0, 0, len(_OTHERS) - 1, "", note)
        page.write_string(0, 0, self.say("others_note"), note)
        self.table(page, 1, _OTHERS, [self._other(item) for item in self.lists.others])
        page.freeze_panes(2, 0)
        self.coloured(page, (2, 0, 1 + len(self.lists.others), 0))

    def _other(self, item: Item) -> list[Cell]:
        outcome = item.outcome
        duty = f"{outcome.rule.id} {outcome.rule.title.text(self.lang)}"
        figures = (self.with_unit(item, figure) for figure in (have(outcome), need(outcome), lack(outcome)))
        who = (item.words.debtor.text(self.lang), item.words.whom.text(self.lang))
        return [Mark(outcome.status), *who, duty, *figures, item.due, item.days_left, self.notes(item)]
