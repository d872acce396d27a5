"""A shortfall list as a workbook: an item a row with room for the reply, and the evidence behind it on a sheet of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from assistcheck.audit.outcomes import STATUSES, Rows
from assistcheck.language import Lang, Say
from assistcheck.problems import Problem
from assistcheck.reports import View
from assistcheck.reports.items import Item
from assistcheck.reports.list_words import WORDS, counts_words, remarks, rules_of
from assistcheck.reports.lists import ShortfallList
from assistcheck.reports.numbers import quantity_of
from assistcheck.reports.reasons import reason_words
from assistcheck.reports.safe import visible
from assistcheck.reports.tables import Cell, Figure, Mark, display_width, have, lack, need, unit_word
from assistcheck.reports.xlsx_cells import STATUS_LOOKS, Cells, options
from assistcheck.rules.words import LEVELS


class _Column(NamedTuple):
    head: str
    """The key of its header in the list of words."""
    most: int
    """How wide it grows, in narrow characters, of which a Chinese one takes two; what is longer wraps."""
    least: int = 6


_ITEMS = (
    *(_Column("number", 6, 5), _Column("status", 9), _Column("whom", 16), _Column("duty", 18), _Column("words", 30)),
    *(_Column("have", 16), _Column("need", 16), _Column("gap", 16), _Column("due", 12), _Column("days_left", 7, 7)),
    *(_Column("per_month", 16, 9), _Column("remarks", 26, 12), _Column("evidence", 6)),
    *(_Column("measures", 18, 18), _Column("finish", 10, 10), _Column("person", 8, 8), _Column("proof", 12, 12)),
)
_REPLY = ("measures", "finish", "person", "proof")
_UNJUDGED = (
    *(_Column("rule", 8), _Column("duty", 26), _Column("whom", 24), _Column("level", 10), _Column("reason", 36)),
    *(_Column("due", 12), _Column("is_due", 10), _Column("near", 46), _Column("row_problems", 46)),
)
_EVIDENCE = (
    *(_Column("number", 7), _Column("rule", 8), _Column("whom", 24), _Column("file", 24), _Column("sheet", 14)),
    *(_Column("first_row", 9), _Column("last_row", 9), _Column("counts_as", 9), _Column("reason", 60)),
)
_PROBLEMS = (
    *(_Column("number", 7), _Column("file", 24), _Column("sheet", 14), _Column("cell", 9)),
    *(_Column("what", 60), _Column("remedy", 46)),
)
_RULES = (
    *(_Column("rule", 8), _Column("duty", 24), _Column("clause", 22), _Column("level", 10)),
    *(_Column("words", 60), _Column("criterion", 70)),
)
_A4 = 9
_LINE, _MARGIN, _HEADER, _HIGHEST = 14, 4, 32, 400
"""Points of a line in a cell, of what stands around it, of a header; and of the highest row there is."""
_SOON = 30
"""Days before a due date from which on it stands out."""


def to_xlsx(one: ShortfallList, view: View) -> bytes:
    """Return a list as a workbook; the same list gives the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is written

    out = io.BytesIO()
    with Workbook(out, options()) as book:
        title = f"{one.name} {WORDS['list'].of(view.lang)}"[:255]
        book.set_properties({"title": title, "author": "assistcheck", "created": datetime.combine(one.as_of, time())})
        _ListBook(book, one, view.lang).write()
    return out.getvalue()


class ListCells(Cells):
    """Pages of tables in the look that lists and their index share."""

    def say(self, key: str, **values: object) -> str:
        """Return words of lists in the book's language."""
        return WORDS[key].of(self.lang).format(**values)

    def page(self, key: str, footer: str) -> Any:  # noqa: ANN401 - XlsxWriter's own
        """Return a new sheet that prints on A4 across, as wide as the paper."""
        page = self.book.add_worksheet(self.say(key))
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.hide_gridlines(2)
        page.set_footer(f"&L{footer.replace('&', '&&')}&R&P / &N")
        return page

    def table(self, page: Any, first: int, columns: Sequence[_Column], rows: Sequence[Sequence[Cell]]) -> None:  # noqa: ANN401
        """Write a table with its header in row ``first``; the header stays in sight and is printed on each page.

        Columns are as wide, and rows as high, as what they hold asks for; not every reader finds out by itself.
        """
        heads = [self.say(column.head) for column in columns]
        shown = [[_lines(cell, self.lang) for cell in row] for row in rows]
        widths = []
        for position, column in enumerate(columns):
            longest = max((display_width(line) for row in shown for line in row[position]), default=0)
            needed = max(longest, -(-display_width(heads[position]) // 2) + 1) + 2
            widths.append(max(column.least, min(column.most, needed)))
            page.set_column(position, position, widths[-1])
        self.put_headers(page, first, heads)
        page.set_row(first, _HEADER)
        for number, (row, lines) in enumerate(zip(rows, shown, strict=True), first + 1):
            for position, cell in enumerate(row):
                self.put(page, number, position, cell)
            high = max((_height(cell, width) for cell, width in zip(lines, widths, strict=True)), default=1)
            page.set_row(number, min(_HIGHEST, _LINE * high + _MARGIN))
        page.repeat_rows(first)
        page.autofilter(first, 0, first + max(1, len(rows)), len(columns) - 1)

    def link(self, page: Any, place: tuple[int, int], target: str, text: str) -> None:  # noqa: ANN401
        """Write a link to a place in this workbook, or to a file beside it."""
        page.write_url(*place, target, self.look("link", align="center"), text)

    def coloured(self, page: Any, area: tuple[int, int, int, int]) -> None:  # noqa: ANN401
        """Colour the statuses in an area by their word, so that a word that is changed changes its colour."""
        for status in ("shortfall", "behind", "undetermined"):
            word = STATUSES[status].of(self.lang)
            look = self.book.add_format(STATUS_LOOKS[status])
            page.conditional_format(*area, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look})


def _lines(cell: Cell, lang: Lang) -> list[Cell]:
    return list(cell.split("\n")) if isinstance(cell, str) else [cell.of(lang) if isinstance(cell, Mark) else cell]


def _height(lines: Sequence[Cell], width: int) -> int:
    """Return how many lines a cell takes in a column of ``width``."""
    return sum(max(1, -(-display_width(line) // max(1, width - 2))) for line in lines)


class _ListBook(ListCells):
    def __init__(self, book: Any, one: ShortfallList, lang: Lang) -> None:  # noqa: ANN401
        super().__init__(book, lang)
        self.one = one
        self.footer = f"{one.name} {one.as_of.isoformat()}"
        self.first_entry: dict[int, int] = {}
        """Number of an item -> the zero-based row of its first entry on the sheet of evidence."""

    def write(self) -> None:
        """Write the sheet of items, then those behind it."""
        one = self.one
        page = self.page("list", self.footer)
        first = self._heading(page)
        evidence = list(self._evidence())
        self.table(page, first, _ITEMS, [self._item(number, item) for number, item in enumerate(one.items, 1)])
        self._finish_items(page, first)
        if evidence:
            self._sheet("evidence", _EVIDENCE, evidence, back=first)
        if problems := list(self._problems()):
            self._sheet("row_problems", _PROBLEMS, problems)
        if one.unjudged:
            self._sheet("undetermined", _UNJUDGED, [self._unjudged(item) for item in one.unjudged])
        if rules := rules_of([*one.items, *one.unjudged]):
            self._sheet("source", _RULES, [self._rule(item) for item in rules])

    def _heading(self, page: Any) -> int:  # noqa: ANN401
        """Write to whom, as of when and how it stands; return the row below."""
        one, last = self.one, len(_ITEMS) - 1
        county = "、".join(one.counties)
        colon, source = self.say("colon"), self.say("basis", title=visible(one.report.pack.manifest.title.of(self.lang)))
        told = {"to": one.name, "county": county, "as_of": one.as_of.isoformat(), "source": source}
        lines = [
            self.say("list"),
            "    ".join(f"{self.say(key)}{colon}{text}" for key, text in told.items() if text),
            counts_words(one, self.lang),
            *(remark.of(self.lang) for remark in remarks(one)),
        ]
        for row, text in enumerate(lines):
            look = self.look("title", text_wrap=False) if row == 0 else self.look("plain")
            page.merge_range(row, 0, row, last, "", look)
            page.write_string(row, 0, text, look)
        page.set_row(0, 26)
        return len(lines)

    def _item(self, number: int, item: Item) -> list[Cell]:
        words, outcome = item.words, item.outcome
        rule = outcome.rule
        clause = Say(f"第 {rule.clause} 条：", f"Clause {rule.clause}: ").of(self.lang) if rule.clause else ""
        notes = [words.missing, words.pace, words.reading, words.reason, *words.near]
        return [
            number,
            Mark(outcome.status),
            words.whom.of(self.lang),
            f"{rule.id} {rule.title.of(self.lang)}",
            f"{clause}“{rule.quote}”",
            self._with_unit(item, have(outcome)),
            self._with_unit(item, need(outcome)),
            self._with_unit(item, lack(outcome)),
            item.due,
            item.days_left,
            self._monthly(item),
            "\n".join(text for note in notes if (text := note.of(self.lang))),
            None,
            *[None] * len(_REPLY),
        ]

    def _with_unit(self, item: Item, figure: Figure | None) -> Figure | None:
        unit = unit_word(item.outcome, self.lang)
        return figure and figure._replace(after=figure.after + (f" {unit}" if unit else ""))

    def _monthly(self, item: Item) -> Figure | None:
        if item.per_month is None:
            return None
        exact = item.per_month if isinstance(item.per_month, int) else Decimal(str(item.per_month))
        return self._with_unit(item, Figure(exact, quantity_of(item.outcome.rule)))

    def _finish_items(self, page: Any, first: int) -> None:  # noqa: ANN401
        """Freeze, colour and link the table of items."""
        heads = [column.head for column in _ITEMS]
        last = first + max(1, len(self.one.items))
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
                text = self.say("to_evidence", n=count)
                self.link(page, (first + number, heads.index("evidence")), target, text)

    # --- the sheets behind the items

    def _sheet(self, key: str, columns: Sequence[_Column], rows: Sequence[Sequence[Cell]], back: int | None = None) -> None:
        page = self.page(key, self.footer)
        self.table(page, 0, columns, rows)
        page.freeze_panes(1, 0)
        if back is not None:
            for row, cells in enumerate(rows, 1):
                self.link(page, (row, 0), f"internal:'{self.say('list')}'!A{back + int(str(cells[0])) + 1}", str(cells[0]))

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
        return [item.outcome.rule.id, item.words.whom.of(self.lang), visible(rows.path), visible(rows.sheet)]

    def _counts(self, item: Item, rows: Rows) -> list[Cell]:
        if rows.reason is None:
            return [self.say("counts_yes"), None]
        return [self.say("counts_no"), reason_words(rows.reason, item.outcome.rule).of(self.lang)]

    def _problems(self) -> Iterator[list[Cell]]:
        for number, item in enumerate(self.one.items, 1):
            yield from (self.problem(number, problem) for problem in item.problems)
        yield from (self.problem(None, problem) for problem in self.one.problems)

    def problem(self, number: int | None, problem: Problem) -> list[Cell]:
        """Return a problem as a row; ``number`` is that of its item."""
        place = problem.place
        cells = [visible(place.path), visible(place.sheet), place.cell]
        return [number, *cells, visible(problem.message(self.lang)), problem.remedy.of(self.lang)]

    def _unjudged(self, item: Item) -> list[Cell]:
        rule, words = item.outcome.rule, item.words
        return [
            rule.id,
            rule.title.of(self.lang),
            words.whom.of(self.lang),
            LEVELS[rule.level].of(self.lang),
            words.reason.of(self.lang),
            item.due,
            self.say("yes" if item.outcome.is_due else "no"),
            "\n".join(near.of(self.lang) for near in words.near),
            "\n".join(problem.of(self.lang) for problem in words.problems),
        ]

    def _rule(self, item: Item) -> list[Cell]:
        rule = item.outcome.rule
        level, clause = LEVELS[rule.level].of(self.lang), item.words.clause.of(self.lang)
        return [rule.id, rule.title.of(self.lang), clause, level, rule.quote, rule.criterion.of(self.lang)]
