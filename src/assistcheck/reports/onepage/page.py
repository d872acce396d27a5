"""What stands on the one page, cut to the room that there is; what does not fit is said with its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum
from typing import NamedTuple

from assistcheck.audit.baseline import STATES
from assistcheck.audit.outcomes import Report
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.headline_words import COLUMNS, TITLES
from assistcheck.reports.common.headlines import Gathered, Headlines, ShortLine, headlines
from assistcheck.reports.common.item_phrases import day_words
from assistcheck.reports.common.letter import Letter
from assistcheck.reports.onepage.fitting import BOLD, cut, lines_of

TITLE, CONCLUSION, HEADING, BODY, NUMBER = 16.0, 13.0, 12.0, 10.5, 24.0
"""Sizes of letters in points."""
LINE = {TITLE: 24.0, CONCLUSION: 19.0, HEADING: 18.0, BODY: 14.5, NUMBER: 30.0}
"""The line of each, in points."""
NUMBERED = 2.0
"""Room before an action for its number, in sizes of a letter."""
GAP = 6.0
"""Points of room above a part."""
PAD = 1.5
"""Points of room above and below the text of a cell."""
SIDE = 3.0
"""Points of room at either side of it."""
_SHARES: dict[Lang, tuple[float, ...]] = {
    "zh": (17.5, 31.0, 8.0, 10.0, 12.0, 10.0, 11.5),
    "en": (18.5, 25.0, 7.5, 12.5, 12.5, 12.5, 11.5),
}
"""How the breadth of the page is shared by the columns of the table, in hundredths: who, what, how it stands, and the rest."""
_UNSIGNED = Letter()
_SPARE = 16.0
"""Points that are left over, since programs draw lines of tables differently."""
_MOST = 40
_NAMES = 60
_FEW, _LINES = 2, 4
"""Lines of the table, and names, beyond which nothing could fit; lines that a name with its region and a cell take at most."""
_WORDS: dict[str, LocalizedText] = {
    "subtitle": LocalizedText("落实情况（截至{day}）", "Where it stands as of {day}"),
    "status": LocalizedText("状态", "Status"),
    "in_all": LocalizedText("，共{n}项", ", {n} in all"),
    "and_more": LocalizedText("{names}等 {n} 项", "{names} and others, {n} in all"),
    "state": LocalizedText("{state}：{names}", "{state}: {names}"),
    "colon": LocalizedText("：", ": "),
}


class Room(NamedTuple):
    """How much there is within the margins of a page, in points."""

    width: float
    height: float

    def columns(self, lang: Lang) -> list[float]:
        """Return the breadth of each column of the table."""
        return [self.width * share / 100 for share in _SHARES[lang]]


class Cell(NamedTuple):
    """Who owes some lines of the table, and how many lines those are."""

    text: str
    lines: int


class Row(NamedTuple):
    """One line of the table; ``who``: where it is the first of a party's."""

    line: ShortLine
    who: Cell | None
    cells: tuple[str, ...]
    """What, how it stands, have, need, gap, due."""


class Page(NamedTuple):
    """The page, top to bottom, in one language."""

    title: str
    subtitle: str
    conclusion: str
    fine: bool
    figures: tuple[tuple[str, str, str, str], ...]
    """What it is in code, label, number, remark."""
    headings: tuple[str, ...]
    """Of the four parts that follow."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    rest: str
    """What the table leaves out; empty where it leaves out nothing."""
    absent: str
    since: tuple[str, ...]
    actions: tuple[str, ...]
    foot: str
    """Who signs and on what day; empty where neither is known."""


def gathered_of(report: Report) -> Gathered:
    """Return what a page needs of all outcomes of a report, and no more."""
    return Gathered.of(report, items=_MOST, changes=_NAMES)


def page_of(report: Report, gathered: Gathered, lang: Lang, room: Room, letter: Letter = _UNSIGNED) -> Page:
    """Return the page of a report, cut to a room; ``letter``: who signs it, and on what day."""
    return _Fitted(report, headlines(report, gathered), lang, room).page(letter)


class _Fitted:
    """Everything of one page while it is cut."""

    def __init__(self, report: Report, answers: Headlines, lang: Lang, room: Room) -> None:
        self.report = report
        self.answers = answers
        self.lang: Lang = lang
        self.room = room

    def say(self, key: str, **values: LocalizedText | str | int) -> str:
        return _WORDS[key].format(**values).text(self.lang)

    def page(self, letter: Letter) -> Page:
        """Return the page: everything but the table first, which gets what is left."""
        signed = [letter.issuer, day_words(letter.issued_on).text(self.lang) if letter.issued_on else ""]
        answers, lang, width = self.answers, self.lang, self.room.width
        bare = Page(
            title=cut(visible(self.report.pack.manifest.title.text(lang)), width / TITLE / BOLD, 2),
            subtitle=self.say("subtitle", day=day_words(self.report.as_of)),
            conclusion=cut(answers.conclusion.text(lang), width / CONCLUSION / BOLD, 3),
            fine=answers.fine,
            figures=tuple(self._figures()),
            headings=tuple(self._headings()),
            columns=tuple(self._columns()),
            rows=(),
            rest="",
            absent=self._absent(),
            since=tuple(self._since()),
            actions=tuple(self._actions()),
            foot=cut("  ".join(filter(None, signed)), width / BODY, 1),
        )
        left = self.room.height - _height(bare, self.room) - _SPARE
        return self._filled(bare, left)

    def _filled(self, bare: Page, left: float) -> Page:
        """Return the page with as many lines of the table as there is room for, and what it leaves out."""
        short = self.answers.short
        for number in range(min(_MOST, short.number), -1, -1):
            lines = short.lines(number)
            rows, rest = tuple(self._rows(lines)), short.rest(lines).text(self.lang)
            if _table_height(rows, self.room, self.lang) + (LINE[BODY] if rest else 0) <= left or not number:
                return bare._replace(rows=rows, rest=rest)
        raise AssertionError  # no line at all always fits

    def _figures(self) -> Iterator[tuple[str, str, str, str]]:
        room = (self.room.width / 5 - 2 * SIDE) / BODY
        for figure in self.answers.figures:
            label, remark = figure.label.text(self.lang), figure.remark.text(self.lang)
            yield figure.key, label, f"{figure.number:,}", cut(remark, room, 2)

    def _headings(self) -> Iterator[str]:
        for number, key in zip("一二三四", ("short", "absent", "changes", "actions"), strict=True):
            title = TITLES[key].text(self.lang)
            yield f"{number}、{title}" if self.lang == "zh" else title

    def _columns(self) -> Iterator[str]:
        who, what, *others = (words.text(self.lang) for words in COLUMNS.values())
        yield from (who, what, self.say("status"), *others)

    def _rows(self, lines: Sequence[ShortLine]) -> Iterator[Row]:
        rooms, before = _rooms(self.room, self.lang), None
        for line in lines:
            first = line.party is not before
            before = line.party
            of_party = [one for one in lines if one.party is line.party] if first else []
            texts = [line.what, line.status, line.have, line.need, line.gap, self._due(line)]
            cells = (cut(one.text(self.lang), room, _LINES) for one, room in zip(texts, rooms[1:], strict=True))
            yield Row(line, self._who(line, of_party, rooms[0]) if first else None, tuple(cells))

    def _who(self, line: ShortLine, of_party: Sequence[ShortLine], room: float) -> Cell:
        """Return who owes some lines, with the region where there is room for it, and how many more there are."""
        number = line.party.number
        more = self.say("in_all", n=number) if number > len(of_party) else ""
        who, name = line.who.text(self.lang), visible(line.party.name.text(self.lang))
        text = who if lines_of(who + more, room) <= _FEW else name
        return Cell(cut(text, room, _LINES - 1) + more, len(of_party))

    def _due(self, line: ShortLine) -> LocalizedText:
        """Return the day, without the year in which the whole page stands."""
        year = f"{self.report.as_of.year}年"
        return LocalizedText(line.due.zh.removeprefix(year), line.due.en)

    def _absent(self) -> str:
        """Return who has not sent, with as many names as two lines hold."""
        room = self.room.width / BODY
        spelt = (self.answers.absent.words(most).text(self.lang) for most in range(_NAMES, 0, -1))
        return cut(
            next((text for text in spelt if lines_of(text, room) <= 2), self.answers.absent.words(1).text(self.lang)), room, 3
        )

    def _since(self) -> Iterator[str]:
        room = self.room.width / BODY
        since = self.answers.since
        yield cut(since.words.text(self.lang), room, 2)
        for state, number in since.counts.items():
            for most in range(min(number, _NAMES), 0, -1):
                names = since.names(state, most).text(self.lang)
                text = self.say("state", state=_capital(STATES[state]), names=names)
                if number > most:
                    text = self.say("and_more", names=text, n=number)
                if lines_of(text, room) == 1 or most == 1:
                    yield cut(text, room, 1)
                    break

    def _actions(self) -> Iterator[str]:
        for action in self.answers.actions:
            yield cut(action.words.text(self.lang), self.room.width / BODY - NUMBERED, _LINES - 1)


def _capital(words: LocalizedText) -> LocalizedText:
    return LocalizedText(words.zh, words.en.capitalize())


def _rooms(room: Room, lang: Lang) -> list[float]:
    """Return how much of a line each column of the table holds, in sizes of its letters."""
    return [(column - 2 * SIDE) / BODY for column in room.columns(lang)]


def _height(page: Page, room: Room) -> float:
    """Return how much room everything but the table takes."""
    width = room.width
    heads = (
        lines_of(page.title, width / TITLE) * LINE[TITLE],
        LINE[HEADING],
        lines_of(page.conclusion, width / CONCLUSION) * LINE[CONCLUSION],
    )
    lines = [lines_of(text, width / BODY) for text in (page.absent, *page.since)]
    body = (sum(lines) + sum(lines_of(text, width / BODY - NUMBERED) for text in page.actions)) * LINE[BODY]
    narrow = (width / 5 - 2 * SIDE) / BODY
    of_figures = max(lines_of(label, narrow) + lines_of(remark, narrow) for _, label, _, remark in page.figures)
    figures = LINE[NUMBER] + of_figures * LINE[BODY] + 2 * PAD
    parts = len(page.headings) * (LINE[HEADING] + GAP)
    foot = LINE[BODY] + 2 * GAP if page.foot else 0
    return fsum(heads) + 2 * GAP + figures + parts + body + foot


def _table_height(rows: Sequence[Row], room: Room, lang: Lang) -> float:
    """Return how much room the table takes, its header included; nothing where it has no row."""
    if not rows:
        return 0.0
    rooms = _rooms(room, lang)
    found, owed = LINE[BODY] + 2 * PAD + 1, 0.0
    for row in rows:
        if row.who:
            found += max(0.0, owed)
            owed = lines_of(row.who.text, rooms[0]) * LINE[BODY] + 2 * PAD + 1
        high = max(lines_of(text, one) for text, one in zip(row.cells, rooms[1:], strict=True)) * LINE[BODY] + 2 * PAD + 1
        found += high
        owed -= high
    return found + max(0.0, owed)
