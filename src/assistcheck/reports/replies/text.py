"""What came back of shortfall lists, for a terminal: who has not answered, what was not kept, and what is promised by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TypeVar

from assistcheck.replies.columns import STATES
from assistcheck.replies.model import FAILS, ItemReply, ListReply, Remark, Replies
from assistcheck.reports import View
from assistcheck.reports.common.phrases import where
from assistcheck.reports.replies.words import Phrases
from assistcheck.reports.terminal.layout import Block, Flow, Indented, PlainTable, drawn
from assistcheck.sanitize import visible

_SHOWN = 20
"""Lines of a list that are shown unless all are asked for."""
_LONGEST = 60
"""Characters of the measures that are shown."""
_SAID = frozenset({"broken-promise", "said-done"})
"""Remarks that stand at the head already."""
T = TypeVar("T")


def to_text(found: Replies, view: View) -> Iterator[str]:
    """Yield what came back as text of ``view.width`` columns; with ``quiet`` the conclusion alone."""
    page = _Page(found, view)
    parts = [*page.head()] if view.quiet else [*page.head(), *page.body()]
    yield drawn(parts, view)


class _Page:
    def __init__(self, found: Replies, view: View) -> None:
        self.found, self.view = found, view
        self.words = Phrases(found, view.lang)
        self.say = self.words.say
        self.items = [(one, item) for one in found.lists for item in one.items]

    def head(self) -> Iterator[Block]:
        """Yield the conclusion: who has answered, and whether promises were kept."""
        yield Flow(self.say("title"), style="bold")
        for line in conclusion(self.words):
            yield Flow(line, style="bold" if self.found.exit_code else "")

    def body(self) -> Iterator[Block]:
        """Yield what asks for action first."""
        failed = "broken_title" if self.found.report else "come_due_title"
        yield from self._items(failed, [pair for pair in self.items if pair[1].verdict in FAILS], self._became)
        missing = [one for one in self.found.lists if one.owed and one.answered == "no"]
        yield from self._lists("missing", missing)
        partly = [one for one in self.found.lists if one.answered == "partly"]
        yield from self._lists("partly_title", partly)
        answered = [pair for pair in self.items if pair[1].answer.says_something]
        yield from self._items("promises", answered, self._said)
        extras = [(one, row) for one in self.found.lists for row in one.extras]
        yield from self._title("extras", len(extras))
        for _, row in self._some(extras):
            text = self.say("comma").join(map(visible, row.texts))
            place = where(row.place._replace(column=0), self.view.lang).strip()
            yield Indented(Flow(f"{place}{self.say('colon')}{text}"))
        yield from self._remarks([one for one in self.found.all_remarks() if one.code not in _SAID])

    def _title(self, key: str, number: int) -> Iterator[Block]:
        if number:
            yield Flow("")
            yield Flow(self.say(key, n=number), style="bold")

    def _some(self, rows: Sequence[T]) -> Sequence[T]:
        return rows if self.view.everything else rows[:_SHOWN]

    def _more(self, rows: Sequence[object]) -> Iterator[Block]:
        if len(rows) > len(self._some(rows)):
            yield Indented(Flow(self.say("more", n=len(rows) - len(self._some(rows)))))

    def _lists(self, key: str, lists: Sequence[ListReply]) -> Iterator[Block]:
        yield from self._title(key, len(lists))
        if lists:
            table = PlainTable("", "")
            for one in self._some(lists):
                table.add(self.words.name(one), self.words.standing(one))
                for item in one.items if one.answered == "partly" else ():
                    if item.answered == "partly":
                        lack = f"{self.say('lacking')}{self.say('colon')}{self.words.lacking(item)}"
                        table.add("", f"{visible(item.key.rule)} {lack}")
            yield Indented(table)
        yield from self._more(lists)

    def _items(self, key: str, pairs: Sequence[tuple[ListReply, ItemReply]], tell: object) -> Iterator[Block]:
        yield from self._title(key, len(pairs))
        name = ""
        for one, item in self._some(pairs):
            if self.words.name(one) != name:
                name = self.words.name(one)
                yield Indented(Flow(name, style="bold"))
            yield Indented(Indented(Flow(self.words.item(item.key))))
            yield Indented(Indented(Indented(Flow(tell(item)))))  # type: ignore[operator]
        yield from self._more(pairs)

    def _became(self, item: ItemReply) -> str:
        told = [self.words.verdict(item.verdict), self._promise(item), self.words.figures(item)]
        return self.say("stop").join(filter(None, told))

    def _promise(self, item: ItemReply) -> str:
        finish = item.answer.finish
        return self.say("by_day", day=finish.isoformat()) if finish else visible(item.answer.finish_text)

    def _said(self, item: ItemReply) -> str:
        answer = item.answer
        measures = visible(answer.measures)
        told = [
            STATES[answer.state].text(self.view.lang) if answer.state else "",
            measures if len(measures) <= _LONGEST or self.view.everything else measures[:_LONGEST] + "…",
            self._promise(item) or ("" if answer.state in {"done", "disputed"} else self.say("no_day")),
            *(f"{self.say(key)} {visible(text)}" for key, text in (("person", answer.person), ("proof", answer.proof)) if text),
            self.words.verdict(item.verdict),
        ]
        return self.say("stop").join(filter(None, told))

    def _remarks(self, remarks: Sequence[Remark]) -> Iterator[Block]:
        ordered = sorted(remarks, key=lambda one: ("error", "warning", "note").index(one.level))
        yield from self._title("remarks", len(ordered))
        for one in self._some(ordered):
            style = {"error": "bold red", "warning": "yellow", "note": ""}[one.level]
            yield Indented(Flow(remark_line(one, self.words), style=style))
        yield from self._more(ordered)


def conclusion(words: Phrases) -> list[str]:
    """Return the conclusion: how many lists were answered, and how many promises were not kept."""
    found = words.found
    nothing = sum(not one.owed for one in found.lists)
    answered, lists, items = found.answered, len(found.lists) - nothing, sum(one.owed for one in found.lists)
    first = words.say(
        "conclusion",
        lists=lists,
        items=items,
        whole=answered["whole"],
        partly=answered["partly"],
        no=answered["no"],
        lists_word="list" if lists == 1 else "lists",
        items_word="item" if items == 1 else "items",
    )
    if nothing:
        first += ("" if words.lang == "zh" else " ") + words.say(
            "nothing_owed", n=nothing, have="has" if nothing == 1 else "have"
        )
    broken = sum(found.verdicts[verdict] for verdict in FAILS)
    second = words.say("kept" if found.report else "come_due", n=broken) if broken else words.say("none_broken")
    day = words.say("as_of", day=found.as_of.isoformat())
    if found.report:
        day += words.say("stop") + words.say(
            "held", path=visible(PurePath(found.report_path).name), day=found.report.as_of.isoformat()
        )
    return [first, second, day]


def remark_line(one: Remark, words: Phrases) -> str:
    """Return a remark in one line: where, what it is, what to do."""
    place, lang = where(one.place, words.lang).strip(), words.lang
    colon, stop = words.say("colon"), words.say("full_stop")
    gap = "" if lang == "zh" else " "
    remedy = visible(one.remedy.text(lang))
    return f"{place}{colon if place else ''}{visible(one.words.text(lang))}{stop}{gap}{remedy[:1].upper()}{remedy[1:]}{stop}"
