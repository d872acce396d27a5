"""The index of all shortfall lists: a workbook with a line and a link for each, and what stands in none of them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from assistcheck.audit.outcomes import STATUSES, Status
from assistcheck.output_marker import OWN_MARK
from assistcheck.replies.keys import packed
from assistcheck.reports import View
from assistcheck.reports.common.escaping import link_to_file, visible
from assistcheck.reports.common.open_items import Item
from assistcheck.reports.common.subject_phrases import kind_name
from assistcheck.reports.common.xlsx_styles import STATUS_LOOKS, options
from assistcheck.reports.shortfalls.grouping import Lists, ShortfallList
from assistcheck.reports.shortfalls.messages import WORDS
from assistcheck.reports.shortfalls.print_width import FONT, Column
from assistcheck.reports.shortfalls.reply_sheet import list_key
from assistcheck.reports.shortfalls.xlsx_layout import PROBLEMS, WAIVED, ListPages
from assistcheck.reports.tabular.model import Cell, Mark, have, lack, need

_ORDER: tuple[Status, ...] = (
    *("shortfall", "behind", "undetermined"),
    *("on_pace", "not_due", "met", "over", "waived", "not_applicable"),
)
"""Statuses from left to right: what asks for action comes first."""
_ACTION = _ORDER[:3]
_LISTS = (
    *(Column("number", 6, 5), Column("to", 30, 14), Column("region", 24, 10), Column("total", 8)),
    *(Column(status, 9, 7) for status in _ACTION),
    *(Column("settled", 9, 7), Column("overdue", 9, 7), Column("next_due", 12, 11), Column("list_file", 44, 20)),
)
"""What a person asks of the lists: who has how much to do, and by when."""
_STANDING = (Column("number", 6, 5), Column("to", 30, 14), Column("total", 8), *(Column(status, 12, 7) for status in _ORDER))
"""How all duties of each stand."""
_OTHERS = (
    *(Column("status", 10), Column("to", 26), Column("whom", 20), Column("duty", 34)),
    *(Column("have", 16), Column("need", 16), Column("gap", 16)),
    *(Column("due", 12), Column("days_left", 7, 7), Column("remarks", 60)),
)
_SUMMED = frozenset({"total", "settled", "overdue", *_ORDER})


def to_index(lists: Lists, view: View) -> bytes:
    """Return the index as a workbook; the same lists give the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is written

    out = io.BytesIO()
    with Workbook(out, options(font=FONT)) as book:
        day = datetime.combine(lists.report.as_of, time())
        book.set_properties(
            {"title": WORDS["lists"].text(view.lang), "author": "assistcheck", "keywords": OWN_MARK, "created": day}
        )
        _Index(book, lists, view).write()
    return out.getvalue()


class _Index(ListPages):
    def __init__(self, book: Any, lists: Lists, view: View) -> None:  # noqa: ANN401 - XlsxWriter's own
        super().__init__(book, lists.report.pack, view.lang)
        self.lists, self.letter = lists, view.letter
        self.absent = {visible(name) for name in lists.report.absent}
        self.footer = visible(lists.report.pack.manifest.title.text(view.lang))

    def write(self) -> None:
        """Write the table of lists, then what stands in none of them."""
        page = self.page("lists", self.footer)
        rows = [self._list(number, one) for number, one in enumerate(self.lists.lists, 1)]
        rows += [self._without(number, *one) for number, one in enumerate(self.lists.without, len(rows) + 1)]
        first = self._heading(page, rows)
        self.table(page, first, _LISTS, rows)
        page.freeze_panes(first + 1, 2)
        unseen = self.look("plain", text_wrap=False, align="fill")
        page.write_string(first, len(_LISTS), self.say("key"), unseen)
        for number, one in enumerate(self.lists.lists, 1):
            self.link(page, (first + number, len(_LISTS) - 1), f"external:{link_to_file(one.file)}", one.file)
            page.write_string(first + number, len(_LISTS), packed(list_key(one, self.letter)), unseen)
        page.set_column(len(_LISTS), len(_LISTS), 12, None, {"hidden": True})
        page.print_area(0, 0, first + len(rows) + 2, len(_LISTS) - 1)
        self._sums(page, first, rows, _LISTS, len(_LISTS) - 2)
        self._standings()
        self._others()
        self._plain("items_waived", WAIVED, [self.waived(item) for item in self.lists.waived])
        self._plain("unlisted_problems", PROBLEMS, [self.problem(None, problem) for problem in self.lists.problems])

    def _standings(self) -> None:
        """Write how many duties of each have each status, which add up to all of them."""
        counts = [*((one.addressee, one.counts) for one in self.lists.lists), *self.lists.without]
        rows = [[number, name, *self._standing(one)] for number, (name, one) in enumerate(counts, 1)]
        page = self.page("standings", self.footer)
        self.table(page, 0, _STANDING, rows)
        page.freeze_panes(1, 2)
        self._sums(page, 0, rows, _STANDING, len(_STANDING))

    def _plain(self, key: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Write a table on a sheet of its own, if it has rows."""
        if rows:
            page = self.page(key, self.footer)
            self.table(page, 0, columns, rows)
            page.freeze_panes(1, 0)

    def _heading(self, page: Any, rows: Sequence[Sequence[Cell]]) -> int:  # noqa: ANN401
        report = self.lists.report
        who, day = kind_name(self.pack, self.lists.by).text(self.lang), report.as_of.isoformat()
        lines = [
            self.say("lists"),
            f"{self.say('to')}{self.say('colon')}{who}    {self.say('as_of')}{self.say('colon')}{day}    {self.footer}",
            *([] if report.complete else [self.say("incomplete")]),
            *([self.say("only_short")] if self.lists.only_short else []),
        ]
        widths = self.set_columns(page, _LISTS, [self.say(column.head) for column in _LISTS], rows)
        self.heading(page, lines, len(_LISTS) - 1, sum(widths))
        return len(lines)

    def _list(self, number: int, one: ShortfallList) -> list[Cell]:
        dues = [item.due for item in one.items if item.due and item.days_left is not None]
        overdue = sum((item.days_left or 0) < 0 for item in one.items)
        regions = self.say("comma").join(one.regions)
        return [number, one.addressee, regions, *self._acted_on(one.counts), overdue, min(dues, default=None), one.file]

    def _without(self, number: int, name: str, counts: Mapping[Status, int]) -> list[Cell]:
        why = self.say("no_list_absent" if name in self.absent else "no_list")
        return [number, name, None, *self._acted_on(counts), 0, None, why]

    def _acted_on(self, counts: Mapping[Status, int]) -> list[Cell]:
        """Return how many duties there are, how many ask for action and why, and how many do not."""
        total, asking = sum(counts.values()), [counts[status] for status in _ACTION]
        return [total, *asking, total - sum(asking)]

    def _standing(self, counts: Mapping[Status, int]) -> list[Cell]:
        return [sum(counts[status] for status in STATUSES), *(counts[status] for status in _ORDER)]

    def _sums(
        self,
        page: Any,  # noqa: ANN401
        first: int,
        rows: Sequence[Sequence[Cell]],
        columns: Sequence[Column],
        end: int,
    ) -> None:
        """Write what the rows add up to below them, outside what the filter sorts, and colour what asks for action."""
        below = first + len(rows) + 2
        self.put(page, below, 1, self.say("sum"))
        for at, column in enumerate(columns[:end]):
            if column.head in _SUMMED:
                self.put(page, below, at, sum(int(str(row[at])) for row in rows))
            if column.head in _ACTION:
                look = self.book.add_format(STATUS_LOOKS[_ACTION[_ACTION.index(column.head)]])
                area = (first + 1, at, max(first + 1, below - 2), at)
                page.conditional_format(*area, {"type": "cell", "criteria": ">", "value": 0, "format": look})

    def _others(self) -> None:
        """Write the open items of those that no list is for."""
        if not self.lists.others:
            return
        page = self.page("others", self.footer)
        self.table(page, 1, _OTHERS, [self._other(item) for item in self.lists.others])
        note = self.look("plain", text_wrap=False)
        page.merge_range(0, 0, 0, len(_OTHERS) - 1, "", note)
        page.write_string(0, 0, self.say("others_note"), note)
        page.freeze_panes(2, 0)
        self.coloured(page, (2, 0, 1 + len(self.lists.others), 0))

    def _other(self, item: Item) -> list[Cell]:
        outcome = item.outcome
        duty = f"{outcome.rule.id} {outcome.rule.title.text(self.lang)}"
        figures = (self.with_unit(item, figure) for figure in (have(outcome), need(outcome), lack(outcome)))
        who = (item.words.debtor.text(self.lang), item.words.whom.text(self.lang))
        return [Mark(outcome.status), *who, duty, *figures, item.due, item.days_left, self.notes(item)]
