"""The message that goes with a workbook: plain text for Notepad, to be pasted into a chat or a mail."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from assistcheck.i18n import Lang
from assistcheck.i18n import listed as joined
from assistcheck.problems import Problem
from assistcheck.reports.common.item_phrases import day_words
from assistcheck.reports.common.letter import Letter
from assistcheck.reports.corrections.kinds import Kind, kinds_of, place_words, seen_words
from assistcheck.reports.corrections.messages import said, times
from assistcheck.reports.corrections.model import Returned
from assistcheck.sanitize import visible
from assistcheck.submission.parsed import RESULT_SHEET

_KINDS = 12
"""Kinds of faults that a message tells, errors and warnings each; a longer one nobody reads in a chat."""
_PLACES = 6
"""Places of a kind that it names."""
_RANGES = 8
"""Ranges of cells that a place names."""


class Terms(NamedTuple):
    """What all messages of a run have in common."""

    as_of: date
    letter: Letter
    lang: Lang


def to_message(returned: Returned, terms: Terms) -> bytes:
    """Return the message as a text file: UTF-8 with a byte order mark, lines ending as on Windows."""
    lines = [visible(line) for line in _Message(returned, terms).lines()]
    return BOM_UTF8 + "".join(f"{line}\r\n" for line in lines).encode()


class _Message:
    def __init__(self, returned: Returned, terms: Terms) -> None:
        self.returned, self.reviewed = returned, returned.reviewed
        self.as_of, self.letter, self.lang = terms
        self.see = self.say("see", file=returned.copy) if returned.copy else self.say("see_below")
        self.sections = 0

    def say(self, key: str, **values: object) -> str:
        return said(key, self.lang, **values)

    def lines(self) -> Iterator[str]:
        """Yield the message line by line."""
        to = self.reviewed.reporter
        yield self.say("dear", to=to) if to else self.say("dear_nobody")
        yield ""
        yield self._conclusion()
        if self.reviewed.missing:
            yield self.say("missing", sheets=joined(self.reviewed.missing, self.lang))
        errors, warnings = kinds_of(self.reviewed.problems, "error"), kinds_of(self.reviewed.problems, "warning")
        if errors:
            yield from self._section("what_to_correct", errors)
        if warnings:
            yield from self._section("what_to_check", warnings)
        yield ""
        yield self.say("how", number=self._number())
        yield from self._how()
        yield from self._ending()

    def _number(self) -> str:
        """Return the number of the next section."""
        self.sections += 1
        return "一二三"[self.sections - 1]

    def _conclusion(self) -> str:
        """Return which workbook it is, and how many places are wrong in it."""
        counts = self.reviewed.counts
        day = day_words(self.as_of).text(self.lang)
        if self.reviewed.status == "unreadable":
            return self.say("not_read", file=self.reviewed.name)
        found = [self.say("must", n=times(counts["error"], self.lang))] * bool(counts["error"])
        found += [self.say("please", n=times(counts["warning"], self.lang))] * bool(counts["warning"])
        found += [self.say("rows", n=f"{self.reviewed.left_out:,}")] * bool(self.reviewed.left_out)
        comma, space, stop = ("，", "", "。") if self.lang == "zh" else ("; ", " ", ".")
        reviewed = self.say("reviewed", file=self.reviewed.name, day=day)
        return f"{reviewed}{space}{comma.join(found)}{stop}" if found else reviewed

    def _section(self, key: str, kinds: list[Kind]) -> Iterator[str]:
        """Yield the faults of a level, one remedy for each kind."""
        yield ""
        yield self.say(key, number=self._number(), n=times(sum(kind.places for kind in kinds), self.lang))
        for number, kind in enumerate(kinds[:_KINDS], 1):
            title = kind.title.text(self.lang)
            title = title[:1].upper() + title[1:]
            yield self.say("item", number=number, title=title, n=times(kind.places, self.lang))
            yield self.say("remedy", text=kind.remedy.text(self.lang))
            expected = kind.expected()
            if expected and expected.text(self.lang):
                yield self.say("expected", text=self.reviewed.plain(expected.text(self.lang), self.lang))
            for one in kind.problems[:_PLACES]:
                yield self._place(one, alone=expected is None)
            if rest := kind.problems[_PLACES:]:
                yield self.say("more_places", n=times(sum(one.count for one in rest), self.lang), see=self.see)
        if rest_of_kinds := kinds[_KINDS:]:
            number_left = times(sum(kind.places for kind in rest_of_kinds), self.lang)
            yield self.say("more_kinds", kinds=len(rest_of_kinds), n=number_left, see=self.see)

    def _place(self, problem: Problem, *, alone: bool) -> str:
        """Return where a fault stands and what stands there; where it is ``alone`` in that, what was expected too."""
        seen, expected = seen_words(problem, self.lang), problem.expected.text(self.lang) if alone else ""
        seen, expected = (self.reviewed.plain(text, self.lang) for text in (seen, expected))
        line = self.say(
            "place", where=place_words(problem, self.lang, _RANGES), colon=self.say("colon") if seen else "", seen=seen
        )
        return line + (self.say("place_expected", text=expected) if expected else "")

    def _how(self) -> Iterator[str]:
        """Yield where to correct it, where the marks are, and what to do then."""
        made = self.returned
        steps = [self.say("own_book" if made.copy and not made.is_list else "own_book_list", file=self.reviewed.name)]
        if made.copy:
            words = {"copy": made.copy, "sheet": RESULT_SHEET.text(self.lang), "why": made.why.text(self.lang)}
            steps.append(self.say("marks_list" if made.is_list else "marks", **words))
        by = self.letter.reply_by
        when = self.say("by_day", day=day_words(by).text(self.lang)) if by else self.say("soon")
        yield from steps
        yield f"{len(steps) + 1}. {self.say('send_again', when=when)}"

    def _ending(self) -> Iterator[str]:
        """Yield whom to ask, its number, who sends it, and of which day it is, as far as these are known."""
        letter = self.letter
        known = [self.say("contact", contact=letter.contact)] if letter.contact else []
        known += [self.say("document_number", number=letter.document_number)] if letter.document_number else []
        if known:
            yield ""
            yield from known
        signed = [letter.issuer] if letter.issuer else []
        signed += [day_words(letter.issued_on).text(self.lang)] if letter.issued_on else []
        if signed:
            yield ""
            yield from signed
