"""The first sheet of a shortfall list: what a person acts on, in print that can be read, with room for the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from assistcheck.replies.columns import REPLY, STATES
from assistcheck.replies.keys import ItemKey, ListKey, packed, seal_of
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.item_phrases import day_words
from assistcheck.reports.common.letter import Letter
from assistcheck.reports.common.names import joined
from assistcheck.reports.common.open_items import Item
from assistcheck.reports.common.xlsx_styles import STATUS_LOOKS
from assistcheck.reports.shortfalls.grouping import ShortfallList
from assistcheck.reports.shortfalls.messages import counts_words, remarks
from assistcheck.reports.shortfalls.print_width import FONT, Column
from assistcheck.reports.shortfalls.todo import todo_words
from assistcheck.reports.shortfalls.xlsx_layout import MOST, ListPages
from assistcheck.reports.tabular.model import Cell, Figure, have, lack, need

_COLUMNS = (
    *(Column("number", 5, 5), Column("item", 28, 15), Column("have", 14, 6), Column("need", 14, 6), Column("gap", 14, 6)),
    *(Column("term", 11.5, 11.5), Column("todo", 32, 15), Column("measures", 32, 18, room=True)),
    *(Column("finish", 12, 11.5, room=True), Column("person", 9, 8.5, room=True), Column("proof", 16, 11, room=True)),
    Column("state", 9, 8.5),
)
_SIZE = 10.5
"""Points of the print, which is never made smaller: all columns fit on the page as they are."""
_HEADS_OF_REPLY = {"bg_color": "#375623"}
_LEAST_LINES = 3
"""Lines of a row, so that there is room to write by hand."""
_RULES = {
    **dict.fromkeys(("objects", "scenarios"), False),
    **dict.fromkeys(
        ("select_locked_cells", "select_unlocked_cells", "format_cells", "format_columns", "format_rows", "insert_rows"), True
    ),
    **dict.fromkeys(("sort", "autofilter"), True),
}
"""What may be done with a protected sheet."""


class ReplySheet(ListPages):
    """Writes the first sheet of a list."""

    font = MappingProxyType({**FONT, "font_size": _SIZE})

    def write(self, one: ShortfallList, footer: str, letter: Letter) -> None:
        """Write who is to act by when, then the items with room for the answer, then what keeps the sheet as it is."""
        self.one, self.letter = one, letter
        page = self.page("list", footer)
        first = self._heading(page)
        if one.items:
            self._items(page, first)
        page.set_column(len(_COLUMNS), len(_COLUMNS), 12, None, {"hidden": True})
        page.print_area(0, 0, first + len(one.items[:MOST]), len(_COLUMNS) - 1)
        page.protect("", _RULES)

    def _heading(self, page: Any) -> int:  # noqa: ANN401 - XlsxWriter's own
        """Write to whom, as of when, how it stands and what to do with the sheet; return the row below."""
        one, last = self.one, len(_COLUMNS) - 1
        colon, source = self.say("colon"), self.say("basis", title=visible(self.pack.manifest.title.text(self.lang)))
        told = {"to": one.addressee, "region": joined(one.regions, self.pack), "as_of": one.as_of.isoformat(), "source": source}
        lines = [
            self.say("title", name=one.name, list=self.say("list")),
            "    ".join(f"{self.say(key)}{colon}{text}" for key, text in told.items() if text),
            counts_words(one, self.lang),
            *(remark.text(self.lang) for remark in remarks(one)),
            *([self._how_to_reply()] if one.items else []),
        ]
        heads, rows = self._heads(), [self._shown(item) for item in one.items]
        self.widths = self.set_columns(page, _COLUMNS, heads, rows)
        self.heading(page, lines, last, sum(self.widths))
        page.write_string(0, len(_COLUMNS), packed(list_key(one, self.letter)), self._unseen)
        return len(lines)

    @property
    def _unseen(self) -> Any:  # noqa: ANN401
        """The look of the hidden column."""
        return self.look("plain", text_wrap=False, align="fill", font_color="#FFFFFF")

    def _how_to_reply(self) -> str:
        """Return what to do with the sheet: by when to send it back to whom, and whom to ask."""
        letter, lang = self.letter, self.lang
        return self.say(
            "how_to_reply",
            by=self.say("reply_by", day=day_words(letter.reply_by).text(lang)) if letter.reply_by else "",
            whom=self.say("reply_to", issuer=letter.issuer) if letter.issuer else "",
            ask=self.say("reply_ask", contact=letter.contact) if letter.contact else "",
        )

    def _heads(self) -> list[str]:
        return [self.say(column.head) for column in _COLUMNS]

    def _items(self, page: Any, first: int) -> None:  # noqa: ANN401
        heads = self._heads()
        for at, column in enumerate(_COLUMNS):
            more = _HEADS_OF_REPLY if column.head in REPLY else {}
            page.write_string(first, at, heads[at], self.look("header", align="center", **more))
        page.write_string(first, len(_COLUMNS), self.say("key"), self._unseen)
        self.fit(page, first, heads, self.widths)
        shown = self.one.items[:MOST]
        for number, item in enumerate(shown, 1):
            self._item(page, first + number, number, item)
        if len(shown) < len(self.one.items):
            page.write_string(
                first + len(shown) + 1, 0, self.say("more", n=len(self.one.items) - len(shown)), self.look("plain")
            )
        page.repeat_rows(first)
        page.freeze_panes(first + 1, 2)
        page.autofilter(first, 0, first + len(shown), len(_COLUMNS))
        self._checks(page, first + 1, first + len(shown))

    def _item(self, page: Any, row: int, number: int, item: Item) -> None:  # noqa: ANN401
        cells = self._shown(item)
        cells[0] = number
        for at, (column, cell) in enumerate(zip(_COLUMNS, cells, strict=True)):
            more: dict[str, Any] = {}
            if column.head in REPLY:
                more |= {"locked": False}
            if column.head == "finish":
                self.put_look(page, row, at, self.look("day", **more))
            elif column.head == "state":
                self.put_look(page, row, at, self.look("mark", **more))
            elif column.head == "number":
                self.put(page, row, at, cell, align="center")
            elif column.head == "gap":
                self.put(page, row, at, cell, **more, **STATUS_LOOKS[item.outcome.status])
            else:
                self.put(page, row, at, cell, **more)
        texts = [cell for cell in (cells[1], cells[6]) if isinstance(cell, str)]
        page.write_string(
            row, len(_COLUMNS), packed(item_key(list_key(self.one, self.letter), number, item, texts)), self._unseen
        )
        self.fit(page, row, cells, self.widths, _LEAST_LINES)

    def _shown(self, item: Item) -> list[Cell]:
        """Return what stands in the row of an item; its number stands for itself."""
        outcome = item.outcome
        figures = (self._close(self.with_unit(item, figure)) for figure in (have(outcome), need(outcome), lack(outcome)))
        what = f"{outcome.rule.id} {outcome.rule.title.text(self.lang)}\n{item.words.whom.text(self.lang)}"
        return [0, what, *figures, item.due, todo_words(item, self.lang), *[None] * len(REPLY)]

    @staticmethod
    def _close(figure: Figure | None) -> Figure | None:
        """Return a figure with its unit close behind it."""
        if figure is None:
            return None
        return figure._replace(after=figure.after.rstrip() if figure.after.isascii() else "".join(figure.after.split()))

    def _checks(self, page: Any, first: int, last: int) -> None:  # noqa: ANN401
        """Let days be days, and offer the words of the state."""
        at = {column.head: number for number, column in enumerate(_COLUMNS)}
        year = self.pack.programme_year
        page.data_validation(
            *(first, at["finish"], last, at["finish"]),
            {
                "validate": "date",
                "criteria": "between",
                "minimum": year.first_day,
                "maximum": date(year.last_due.year + 5, 12, 31),
                "error_type": "warning",
                "input_title": self.say("finish")[:32],
                "input_message": self.say("finish_hint", day=self.one.as_of.isoformat()),
                "error_title": self.say("finish")[:32],
                "error_message": self.say("finish_wrong", day=self.one.as_of.isoformat()),
            },
        )
        page.data_validation(
            *(first, at["state"], last, at["state"]),
            {"validate": "list", "source": [word.text(self.lang) for word in STATES.values()], "error_type": "warning"},
        )


def list_key(one: ShortfallList, letter: Letter) -> ListKey:
    """Return by what a list is known again."""
    return ListKey(
        pack=one.report.pack.manifest.name,
        as_of=one.as_of,
        by=one.by,
        name=one.name,
        items=len(one.items[:MOST]),
        reply_by=letter.reply_by,
    )


def item_key(of: ListKey, number: int, item: Item, texts: Sequence[str]) -> ItemKey:
    """Return by what a row of a list is known again, and the figures it was sent with; ``texts``: what nobody is to change."""
    outcome = item.outcome
    subject = outcome.subject
    return ItemKey(
        of=of,
        number=number,
        rule=outcome.rule.id,
        subject=(subject.kind, subject.name, subject.region or "", subject.reporter or ""),
        status=outcome.status,
        have=item.have,
        need=item.need,
        gap=item.gap,
        due=item.due,
        missing=outcome.missing,
        seal=seal_of(texts),
    )
