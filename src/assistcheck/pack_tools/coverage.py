"""A document with every sentence marked: by a rule with a number, by an attested duty, by what people judge, or by nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from assistcheck.i18n import LocalizedText
from assistcheck.pack_tools.document import Sentence, sentences, squeezed
from assistcheck.rules.model import RulePack

Standing = Literal["rule", "attested", "judged", "none", "heading"]

STANDINGS: dict[Standing, LocalizedText] = {
    "rule": LocalizedText("有指标的规则", "a rule with a number"),
    "attested": LocalizedText("需佐证的事项", "an attested duty"),
    "judged": LocalizedText("人工认定", "judged by people"),
    "none": LocalizedText("没有规则", "not covered"),
    "heading": LocalizedText("标题、责任单位", "headings, and who is responsible"),
}
"""What may stand behind a sentence; the first that does counts."""


class Mark(NamedTuple):
    """What stands behind a sentence, or a part of it."""

    standing: Standing
    rule: str
    """The rule's id; empty for what people judge."""
    title: LocalizedText


class Marked(NamedTuple):
    """A sentence and what stands behind it."""

    sentence: Sentence
    marks: tuple[Mark, ...]

    @property
    def standing(self) -> Standing:
        """What counts of that."""
        found = {mark.standing for mark in self.marks}
        nothing: Standing = "heading" if self.sentence.is_heading else "none"
        return next((one for one in STANDINGS if one in found), nothing)


class Coverage(NamedTuple):
    """A whole document."""

    pack: RulePack
    sentences: tuple[Marked, ...]

    @property
    def counts(self) -> dict[Standing, int]:
        """How many sentences have what behind them."""
        found = Counter(one.standing for one in self.sentences)
        return {standing: found[standing] for standing in STANDINGS}


def coverage_of(pack: RulePack, document: str) -> Coverage:
    """Return the sentences of a pack's document with what stands behind each."""
    text, marks = squeezed(document), list(_marks(pack))
    spans = [(start, start + len(quote), mark) for quote, mark in marks for start in _places(quote, text)]
    headings = {squeezed(one) for clause in pack.clauses for one in clause.title}
    return Coverage(pack, tuple(_marked(sentence, spans, headings) for sentence in sentences(document)))


def _marks(pack: RulePack) -> Iterator[tuple[str, Mark]]:
    for clause in pack.clauses:
        for rule in clause.rules:
            yield squeezed(rule.quote), Mark("attested" if rule.attested else "rule", rule.id, rule.title)
        for judged in clause.judged:
            yield squeezed(judged.quote), Mark("judged", "", judged.title)


def _places(quote: str, text: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _marked(sentence: Sentence, spans: list[tuple[int, int, Mark]], headings: set[str]) -> Marked:
    found = tuple(dict.fromkeys(mark for start, end, mark in spans if start < sentence.end and sentence.start < end))
    bare = sentence.squeezed.strip("。.").lstrip("0123456789.、 ")
    return Marked(sentence._replace(is_heading=sentence.is_heading or bare in headings), found)
