"""What came back as a workbook: who has answered, every answer beside the figures, and what is to be known."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from pathlib import PurePath
from typing import Any

from assistcheck.output_marker import OWN_MARK
from assistcheck.replies.columns import STATES
from assistcheck.replies.model import FAILS, Answered, ItemReply, ListReply, Replies
from assistcheck.reports import View
from assistcheck.reports.common.phrases import where
from assistcheck.reports.common.xlsx_styles import STATUS_LOOKS, options
from assistcheck.reports.replies.table import figure
from assistcheck.reports.replies.text import conclusion
from assistcheck.reports.replies.words import ANSWERED, Phrases
from assistcheck.reports.shortfalls.print_width import FONT, Column
from assistcheck.reports.shortfalls.xlsx_layout import ListPages
from assistcheck.reports.tabular.model import Cell
from assistcheck.sanitize import visible

_LISTS = (
    *(Column("number", 6, 5), Column("list", 34, 16), Column("answered", 12, 9), Column("items", 8), Column("whole", 8)),
    *(Column("partly", 8), Column("no", 8), Column("not_kept", 10, 8), Column("remark", 46, 16), Column("file", 30, 14)),
)
_ITEMS = (
    *(Column("list", 18, 10), Column("item", 30, 16), Column("have_then", 10, 6), Column("gap_then", 10, 6)),
    *(Column("term", 12, 11), Column("answered", 10, 8), Column("measures", 34, 16), Column("finish", 12, 11)),
    *(Column("person", 12, 8), Column("proof", 20, 10), Column("state", 9, 7), Column("verdict", 20, 10)),
)
_NOW = (Column("have_now", 10, 6), Column("gap_now", 10, 6))
"""Where answers are held against the next audit."""
_ORDER: tuple[Answered, ...] = ("no", "partly", "whole")
_REMARKS = (Column("place", 40, 18), Column("what", 60, 30), Column("remedy", 40, 24))
_EXTRAS = (Column("list", 20, 12), Column("place", 30, 14), Column("what", 90, 30))


def to_xlsx(found: Replies, view: View) -> Iterator[bytes]:
    """Yield what came back as a workbook; the same files give the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is written

    out = io.BytesIO()
    with Workbook(out, options(font=FONT)) as book:
        words = Phrases(found, view.lang)
        created = datetime.combine(found.as_of, time())
        book.set_properties({"title": words.say("title"), "author": "assistcheck", "keywords": OWN_MARK, "created": created})
        _Book(book, words).write()
    yield out.getvalue()


class _Book(ListPages):
    def __init__(self, book: Any, words: Phrases) -> None:  # noqa: ANN401 - XlsxWriter's own
        super().__init__(book, words.found.pack, words.lang)
        self.found, self.told = words.found, words
        self.footer = f"{words.say('title')} {words.found.as_of.isoformat()}"

    def say(self, key: str, **values: object) -> str:
        """Return words of replies in the book's language."""
        if key == "not_kept" and not self.found.report:
            key = "has_come_due"
        return self.told.say(key, **values)

    def write(self) -> None:
        """Write who has answered, then the answers, then what is to be known."""
        self._lists()
        columns = (*_ITEMS, *(_NOW if self.found.report else ()))
        rows = [self._item(one, item)[: len(columns)] for one in self.found.lists for item in one.items]
        if rows:
            page = self._sheet("items_sheet", columns, rows)
            at = [column.head for column in columns]
            for verdict in FAILS:
                self._coloured(page, at.index("verdict"), len(rows), self.told.verdict(verdict), "shortfall")
            self._coloured(page, at.index("answered"), len(rows), ANSWERED["no"].text(self.lang), "behind")
        if extras := [
            [
                self.told.name(one),
                where(row.place._replace(column=0), self.lang),
                self.say("comma").join(map(visible, row.texts)),
            ]
            for one in self.found.lists
            for row in one.extras
        ]:
            self._sheet("extras_sheet", _EXTRAS, extras)
        if remarks := [
            [where(one.place, self.lang).strip(), visible(one.words.text(self.lang)), visible(one.remedy.text(self.lang))]
            for one in self.found.all_remarks()
        ]:
            self._sheet("remarks_sheet", _REMARKS, remarks)

    def _lists(self) -> None:
        page = self.page("lists_sheet", self.footer)
        ordered = sorted(self.found.lists, key=lambda one: (not one.owed, _ORDER.index(one.answered)))
        rows = [self._list(number, one) for number, one in enumerate(ordered, 1)]
        lines = [self.say("title"), *conclusion(self.told)]
        widths = self.set_columns(page, _LISTS, [self.say(column.head) for column in _LISTS], rows)
        self.heading(page, lines, len(_LISTS) - 1, sum(widths))
        self.table(page, len(lines), _LISTS, rows)
        page.freeze_panes(len(lines) + 1, 2)
        for state, look in (("no", "shortfall"), ("partly", "behind")):
            self._coloured(page, 2, len(lines) + len(rows), ANSWERED[state].text(self.lang), look)  # type: ignore[index]

    def _list(self, number: int, one: ListReply) -> list[Cell]:
        counts = {state: sum(item.answered == state for item in one.items) for state in ANSWERED}
        broken = sum(item.verdict in FAILS for item in one.items)
        return [
            number,
            self.told.name(one),
            ANSWERED[one.answered].text(self.lang) if one.owed else self.say("nothing"),
            one.owed,
            *(counts["whole"], counts["partly"], counts["no"] + one.unknown),
            broken,
            self.told.standing(one) if one.owed and one.answered != "whole" else "",
            visible(PurePath(one.path).name),
        ]

    def _item(self, one: ListReply, item: ItemReply) -> list[Cell]:
        """Return the row of an item; the last two cells are those of the next audit."""
        key, answer, now, words = item.key, item.answer, item.now, self.told
        lack = f"{self.say('lacking')}{self.say('colon')}{words.lacking(item)}" if item.answered == "partly" else ""
        return [
            words.name(one),
            f"{visible(key.rule)} {words.duty(key)}\n{words.whom(key)}",
            figure(key.rule, key.have, words),
            figure(key.rule, key.gap, words),
            key.due,
            ANSWERED[item.answered].text(self.lang) + (f"\n{lack}" if lack else ""),
            visible(answer.measures),
            answer.finish or visible(answer.finish_text),
            visible(answer.person),
            visible(answer.proof),
            STATES[answer.state].text(self.lang) if answer.state else "",
            words.verdict(item.verdict),
            figure(key.rule, now.value, words) if now else None,
            figure(key.rule, now.gap, words) if now else None,
        ]

    def _sheet(self, key: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Any:  # noqa: ANN401
        page = self.page(key, self.footer)
        self.table(page, 0, columns, rows)
        page.freeze_panes(1, 1)
        return page

    def _coloured(self, page: Any, column: int, last: int, word: str, look: str) -> None:  # noqa: ANN401
        """Colour a word in a column."""
        style = self.book.add_format(STATUS_LOOKS[look])  # type: ignore[index]
        page.conditional_format(
            0, column, last, column, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": style}
        )
