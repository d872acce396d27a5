"""A history for a terminal: a line of signs for each region and reporter, and who sent when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from assistcheck.comparison.history.sendings import Habit
from assistcheck.comparison.history.trend import History
from assistcheck.reports import View
from assistcheck.reports.history.lines import Line, region_lines, reporter_lines, whole_line
from assistcheck.reports.history.sparklines import BLOCKS, Share, bundled, signs_for, sparkline
from assistcheck.reports.history.words import MARKS, MEASURES, SIGNS, WORDS, kind_words, mark_of, selection_words
from assistcheck.reports.terminal.layout import Block, Flow, Indented, PlainTable, drawn
from assistcheck.sanitize import visible

_LINES = 60
"""Lines of a list that are shown unless all are asked for."""
_OF_NAME = 3
"""A name takes at most this part of the columns."""
_BETWEEN, _INDENT = 2, 2
_LEAST = 8
"""Columns that a line of signs has at least."""

_ORDER = [*MARKS]
"""What is shown where a sign stands for several reports: what asks most to be acted on."""


def to_text(history: History, view: View) -> Iterator[str]:
    """Yield the history as text of ``view.width`` columns; with ``quiet`` the whole alone."""
    return (drawn((part,), view) for part in _Page(history, view).parts())


class _Row(NamedTuple):
    """A name, the signs of as many reports as asked for, and figures."""

    name: str
    signs: Callable[[int], str]
    figures: tuple[str, ...]


class _Part(NamedTuple):
    """A table with its title, and how many rows it leaves out."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[_Row, ...]
    more: int = 0

    def room(self, width: int) -> int:
        """Return the columns that are left for signs beside names and figures."""
        name = max(cell_len(row.name) for row in self.rows)
        columns = zip(self.heads, *(row.figures for row in self.rows), strict=True)
        return width - _INDENT - name - sum(max(map(cell_len, column)) + _BETWEEN for column in columns) - _BETWEEN


class _Page:
    """The parts of one history in one view."""

    def __init__(self, history: History, view: View) -> None:
        self.history = history
        self.view = view
        self.signs = signs_for(view.encoding)
        self.arrow = "→" if self.signs == BLOCKS else "->"
        self.tables = [part for part in self._tables() if part.rows]
        self.room = max(_LEAST, min(part.room(view.width) for part in self.tables))
        self.step = max(map(len, bundled(history.points, self.room)))
        """Of how many reports a sign stands for, at most."""

    def say(self, key: str, **values: object) -> str:
        return WORDS[key].text(self.view.lang).format(**values)

    def parts(self) -> Iterator[Block]:
        """Yield the history from top to bottom."""
        yield from self._heading()
        for part in self.tables:
            yield Flow("")
            yield Flow(part.title, style="bold")
            table = PlainTable("", "", *part.heads, numbers=2)
            for row in part.rows:
                table.add(row.name, row.signs(self.room), *row.figures)
            yield Indented(table)
            if part.more:
                yield Indented(Flow(self.say("more", n=part.more)))
        if not self.view.quiet:
            yield from self._legend()
            yield from self._notes()

    def _heading(self) -> Iterator[Block]:
        days, lang = self.history.days, self.view.lang
        yield Flow(self.history.title.text(lang), style="bold")
        yield Flow(self.say("span", first=days[0], last=days[-1], n=len(days), pack=self.history.pack))
        if only := selection_words(self.history, lang):
            yield Flow(only, style="yellow")
        if not self.history.complete:
            yield Flow(self.say("incomplete"), style="bold yellow")

    def _tables(self) -> Iterator[_Part]:
        history, lang = self.history, self.view.lang
        yield self._whole()
        if not self.view.quiet:
            if region := history.roles.region:
                yield self._lines(kind_words(history, region).text(lang), [*region_lines(history)])
            yield self._lines(kind_words(history, history.roles.reporting).text(lang), [*reporter_lines(history)])
            if any(point.workbooks for point in history.points):
                yield self._sent()

    def _whole(self) -> _Part:
        line = whole_line(self.history)
        rows = (
            _Row(
                words.text(self.view.lang),
                partial(self._signs, line, key),
                (f"{getattr(line.first, key)} {self.arrow} {getattr(line.last, key)}",),
            )
            for key, words in MEASURES.items()
        )
        return _Part(self.say("whole"), ("",), tuple(rows))

    def _lines(self, kind: str, lines: Sequence[Line]) -> _Part:
        shown = lines if self.view.everything else lines[:_LINES]
        rows = (
            _Row(
                self._cut(line.name),
                partial(self._signs, line, "met"),
                (f"{line.first.met} {self.arrow} {line.last.met}", str(line.last.open), str(line.last.undetermined)),
            )
            for line in shown
        )
        heads = tuple(words.text(self.view.lang) for words in MEASURES.values())
        return _Part(self.say("by", kind=kind), heads, tuple(rows), len(lines) - len(shown))

    def _sent(self) -> _Part:
        names = [one.name for one in self.history.reporters]
        shown = names if self.view.everything else names[:_LINES]
        rows = (_Row(self._cut(name), partial(self._sendings, name), self._habit(self.history.habits[name])) for name in shown)
        heads = tuple(self.say(key) for key in ("first", "missing", "late", "conflicting", "changes"))
        return _Part(self.say("sent"), heads, tuple(rows), len(names) - len(shown))

    def _habit(self, habit: Habit) -> tuple[str, ...]:
        first = habit.first.isoformat() if habit.first else self.say("never")
        return (first, *(str(number) if number else "-" for number in habit[1:]))

    def _signs(self, line: Line, measure: str, room: int) -> str:
        shares = [Share(getattr(one, measure), one.owed) if one else None for one in line.counts]
        return sparkline([some[-1] for some in bundled(shares, room)], self.signs)

    def _sendings(self, name: str, room: int) -> str:
        marks = [mark_of(one) for one in self.history.sendings[name]]
        return "".join(SIGNS[min(some, key=_ORDER.index)] for some in bundled(marks, room))

    def _legend(self) -> Iterator[Block]:
        lang = self.view.lang
        yield Flow("")
        yield Flow(self.say("shares", signs=self.signs))
        if self.step > 1:
            yield Flow(self.say("thinned", n=self.step))
        if any(point.workbooks for point in self.history.points):
            told = [f"{SIGNS[key]} {words.text(lang)}" for key, words in MARKS.items() if key != "untold"]
            yield Flow(self.say("sent") + self.say("colon") + self.say("stop").join(told))

    def _notes(self) -> Iterator[Block]:
        if self.history.notes:
            yield Flow("")
            yield Flow(self.say("notes"), style="bold")
            for note in self.history.notes:
                yield Indented(Flow(note.words.text(self.view.lang)))

    def _cut(self, name: str) -> str:
        """Return a name as long as it may be shown."""
        shown, most = visible(name), self.view.width // _OF_NAME
        return shown if cell_len(shown) <= most else f"{chop_cells(shown, most - 1)[0]}…"
