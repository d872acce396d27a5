"""A document as sentences, whatever line and page breaks stand in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_PARAGRAPHS = re.compile(r"\n\s*\n")
_ENDS = '。！？；：.!?;:）)”"'
_NUMBERING = re.compile(r"(?:第?[一二三四五六七八九十百]+[、章条节.]|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．)])\s*")
_PUNCTUATION = re.compile(r"[，。；、,;]")
_CJK = r"[\u2e80-\u9fff\uff00-\uffef]"
_SENTENCE_END = re.compile(
    r"(?<=[。！？；])(?![”’」』）])|(?<=[。！？；][”’」』）])"
    r"|(?<=[a-z)\]\d][.!?;])\s+(?=[A-Z\"(\d])|(?<=[a-z)\]\d][.!?][\")])\s+(?=[A-Z\"(])"
)
_RESPONSIBLE = re.compile(r"[（(][^。]*[)）]")
_LIKE = 0.6
"""How alike two sentences are, from 0 to 1, of which one is the other changed."""
_LINE_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]? [A-Z][^\s,.;:!?]*(?: [^\s,.;:!?]+){0,4}")
"""A numbered line of a few words without punctuation."""
_OPENING_NUMBER = re.compile(r"^\d{1,2}\.$")


class Sentence(NamedTuple):
    """One sentence; or what is none: a heading, or in brackets who is responsible."""

    text: str
    start: int
    """Where it begins in the document without white space."""
    is_heading: bool

    @property
    def squeezed(self) -> str:
        """The sentence without white space."""
        return squeezed(self.text)

    @property
    def end(self) -> int:
        """Where it ends in the document without white space."""
        return self.start + len(self.squeezed)


def squeezed(text: str) -> str:
    """Return a text without white space, as quotes are compared."""
    return "".join(text.split())


def sentences(document: str) -> list[Sentence]:
    """Return the sentences of a document in their order; together they are all of it, white space aside."""
    found, start = [], 0
    for paragraph in _joined(document):
        bare = _NUMBERING.sub("", paragraph, count=1)
        is_title = not start and bool(re.fullmatch(r"[^.!?;。！？；]*[)）]?", bare))
        is_heading = is_title or (not _PUNCTUATION.search(bare) and bare[-1:] not in _ENDS)
        for text in _split(paragraph):
            found.append(Sentence(text, start, is_heading or bool(_RESPONSIBLE.fullmatch(text))))
            start = found[-1].end
    return found


def _joined(document: str) -> Iterator[str]:
    """Yield paragraphs, those that a page break parts in the middle of a sentence as one."""
    open_ = ""
    for paragraph in _parts(document):
        text = _one_line(paragraph)
        if not text:
            continue
        goes_on = open_ and open_[-1] not in _ENDS and _PUNCTUATION.search(open_) and not _NUMBERING.match(text)
        if open_ and not goes_on:
            yield open_
            open_ = ""
        open_ = _one_line(f"{open_}\n{text}") if open_ else text
    if open_:
        yield open_


def _parts(document: str) -> Iterator[str]:
    """Yield paragraphs; a numbered heading on a line of its own is one: ``1. Planting`` above a sentence."""
    for paragraph in _PARAGRAPHS.split(document):
        first, _, rest = paragraph.strip().partition("\n")
        if rest and _LINE_HEADING.fullmatch(first.strip()) and re.match(r"[A-Z\"(]", rest.lstrip()):
            yield first
            yield rest
        else:
            yield paragraph


def _one_line(text: str) -> str:
    """Return a text on one line; between Chinese characters a line break is nothing."""
    joined = re.sub(rf"(?<={_CJK})\s*\n\s*(?={_CJK})", "", text.strip())
    return re.sub(r"\s+", " ", joined)


def _split(paragraph: str) -> Iterator[str]:
    """Yield the sentences of a paragraph; a number that opens one stays with it."""
    held = ""
    for piece in _SENTENCE_END.split(paragraph):
        text = piece.strip()
        if _OPENING_NUMBER.match(text):
            held = f"{text} "
        elif text:
            yield held + text
            held = ""
    if held:
        yield held.strip()


class Change(NamedTuple):
    """A sentence that is new (no ``old``), gone (no ``new``) or changed."""

    old: Sentence | None
    new: Sentence | None


def changes(old: str, new: str) -> list[Change]:
    """Return how the sentences of two documents differ, in the order of the new one; what is gone stands at the end."""
    before, after = sentences(old), sentences(new)
    kept_old, kept_new = {one.squeezed for one in after}, {one.squeezed for one in before}
    gone = [one for one in before if one.squeezed not in kept_old]
    found = []
    for sentence in (one for one in after if one.squeezed not in kept_new):
        nearest = max(gone, key=lambda one: _likeness(one, sentence), default=None)
        if nearest and _likeness(nearest, sentence) >= _LIKE:
            gone.remove(nearest)
            found.append(Change(nearest, sentence))
        else:
            found.append(Change(None, sentence))
    return [*found, *(Change(one, None) for one in gone)]


def _likeness(one: Sentence, other: Sentence) -> float:
    matcher = SequenceMatcher(None, one.squeezed, other.squeezed, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _LIKE else 0.0
