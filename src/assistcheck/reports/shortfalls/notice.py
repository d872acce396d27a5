"""A shortfall list as a notice (督办通知) or a letter, piece by piece: documents, Markdown and pages draw the same pieces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistcheck.reports import View
from assistcheck.reports.common.day_words import long_day, numeral, period_up_to
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.shortfalls.grouping import ShortfallList
from assistcheck.reports.shortfalls.messages import absent_words
from assistcheck.reports.shortfalls.notice_blocks import Block, Details, Piece, Signature
from assistcheck.reports.shortfalls.notice_parts import NoticeParts


def outline(one: ShortfallList, view: View) -> Iterator[Piece]:
    """Yield a list from its title to its contact, in words that are harmless to show but not yet escaped.

    In Chinese it is an official document (公文), in English a letter: what they say of the duties is the same.
    """
    drawn = _Letter(one, view) if view.lang == "en" else _Official(one, view)
    yield from drawn.pieces()


def title_of(one: ShortfallList, view: View) -> str:
    """Return the title of a list: 关于2022年第二季度……的督办通知."""
    pack = one.report.pack
    period = period_up_to(one.as_of, pack).text(view.lang)
    return visible(pack.manifest.notice_title.text(view.lang).format(period=period))


class _Notice:
    """What an official document and a letter have in common."""

    def __init__(self, one: ShortfallList, view: View) -> None:
        self.one = one
        self.view = view
        self.letter = view.letter
        self.parts = NoticeParts(one, view.lang)
        self.say = self.parts.say

    def day(self, day: date | None, otherwise: str) -> str:
        """Return a day in full, or a bracket that says what to fill in."""
        return self.say(otherwise) if day is None else long_day(day, self.one.report.pack).text(self.view.lang)

    def opening(self) -> Iterator[Block]:
        """Yield how the duties stand, and what the reader has to know of what that rests on."""
        one, lang = self.one, self.view.lang
        title = visible(one.report.pack.manifest.title.text(lang))
        day = long_day(one.as_of, one.report.pack).text(lang)
        counts = {"short": one.counts["shortfall"], "behind": one.counts["behind"], "unjudged": one.counts["undetermined"]}
        values = {"title": title, "day": day, "name": one.addressee}
        if one.items:
            shown = [self.counted(key, n) for key, n in counts.items() if n and (key == "short" or not one.only_short)]
            yield Block("text", self.say("open", counts=self.say("comma").join(shown), **values))
        elif one.name in one.absent:
            yield Block("text", self.say("open_absent", n=counts["unjudged"], **values))
        else:
            others = self.counted("and_unjudged", counts["unjudged"]) if counts["unjudged"] else ""
            yield Block("text", self.say("open_nothing", counts=others, **values))
        yield from (Block("text", text) for text in self.remarks())

    def remarks(self) -> Iterator[str]:
        """Yield what the figures do not rest on, and what is not listed."""
        one = self.one
        yield from (words.text(self.view.lang) for words in absent_words(one) if one.items or one.name not in one.absent)
        yield from self.parts.heads()
        if not one.report.complete:
            yield self.say("incomplete")
        if one.only_short:
            yield self.say("only_short")

    def counted(self, key: str, number: int) -> str:
        """Return how many duties have a status; in English with the noun that the number asks for."""
        duties, verb = ("duty", "is") if number == 1 else ("duties", "are")
        return self.say(key, n=number, duties=duties, duties_are=f"{duties} {verb}")

    def grounds(self) -> Iterator[tuple[str, Details]]:
        """Yield the heading and the content of what the items rest on, if there are any."""
        if self.one.items:
            yield self.say("details"), self.parts.details()

    def notes(self) -> Iterator[tuple[str, Details]]:
        """Yield headings and contents of what could not be judged, what is excused and what else is wrong."""
        one = self.one
        if one.unjudged:
            yield self.say("unjudged_section", n=len(one.unjudged)), self.parts.unjudged()
        if one.waived:
            yield self.say("waived_section", n=len(one.waived)), self.parts.waived()
        if one.problems:
            yield self.say("problems_section"), self.parts.problems()

    def reply(self) -> str:
        """Return what the reader is to send, and by when; nothing where nothing is to be sent."""
        one, by = self.one, self.day(self.letter.reply_by, "no_reply_by")
        if one.items:
            return self.say("reply", day=by)
        if one.name in one.absent:
            return self.say("send", day=by)
        return self.say("resend", day=by) if one.unjudged or one.problems or one.heads else ""


class _Official(_Notice):
    """An official document (GB/T 9704-2012) in Chinese."""

    def pieces(self) -> Iterator[Piece]:
        """Yield it from the number of the document to the contact."""
        if self.letter.document_number:
            yield Block("number", self.letter.document_number)
        yield Block("title", title_of(self.one, self.view))
        yield Block("addressee", self.say("addressed", name=self.one.addressee))
        yield from self.opening()
        if self.one.items:
            yield self.parts.form()
        sections = [*self.grounds(), *self.notes()]
        for number, (title, content) in enumerate(sections, 1):
            yield Block("section", f"{numeral(number)}、{title}" if len(sections) > 1 else title)
            yield content
        if reply := self.reply():
            yield Block("last", reply)
        yield Block("closing", self.say("closing"))
        yield Signature(self.letter.issuer or self.say("no_sender"), self.day(self.letter.issued_on, "no_day"))
        yield Block("contact", self.say("contact", contact=self.letter.contact or self.say("no_contact")))


class _Letter(_Notice):
    """A letter in English."""

    def pieces(self) -> Iterator[Piece]:
        """Yield it from the sender to the enclosure."""
        sender = self.letter.issuer or self.say("no_sender")
        yield Block("letterhead", sender)
        yield Block("date", self.day(self.letter.issued_on, "no_day"))
        if self.letter.document_number:
            yield Block("reference", self.say("reference", number=self.letter.document_number))
        yield Block("recipient", self.one.addressee)
        yield Block("title", self.say("subject", title=title_of(self.one, self.view)))
        mark = ":" if self.one.report.pack.manifest.dates == "mdy" else ","
        yield Block("greeting", self.say("greeting", name=self.one.addressee, mark=mark))
        yield from self.opening()
        if self.one.items:
            yield self.parts.form()
        yield from self._sections(self.grounds())
        questions = self.say("questions", contact=self.letter.contact or self.say("no_contact"))
        yield Block("last", " ".join(filter(None, (self.reply(), questions))))
        yield Block("valediction", self.say("closing"))
        yield Block("sender", sender)
        if notes := [*self.notes()]:
            yield Block("enclosures", self.say("enclosures", title=self.say("notes")))
            yield Block("enclosure", self.say("enclosures", title=self.say("notes")))
            yield from self._sections(iter(notes))

    @staticmethod
    def _sections(sections: Iterator[tuple[str, Details]]) -> Iterator[Piece]:
        for title, content in sections:
            yield Block("section", title)
            yield content
