"""``synonyms.yaml``: other spellings of the allowed words of choices, by ledger, column and word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from pydantic import ConfigDict, Field, RootModel

from assistcheck.rules.model import Synonyms
from assistcheck.rules.validation import Fault, Known
from assistcheck.rules.vocabulary import Text

ALL = "all"
"""In the place of a ledger: every column whose allowed words are those named, parted by a stroke (是/否)."""

Words = dict[str, tuple[Text, ...]]
"""An allowed word -> its other spellings."""


class Spellings(RootModel[dict[str, dict[str, dict[str, tuple[Text, ...]]]]]):
    """Ledger (or :data:`ALL`) -> column -> allowed word -> its other spellings."""

    model_config = ConfigDict(frozen=True)
    root: dict[str, dict[str, Words]] = Field(default_factory=dict)

    def synonyms(self, known: Known) -> Iterator[Synonyms]:
        """Yield the other spellings of each word of each column."""
        found: dict[tuple[str, str, str], tuple[str, ...]] = {}
        for ledger, listed in self.root.items():
            for column, words in listed.items():
                for place in _places(ledger, column, known):
                    for word, spellings in words.items():
                        found[*place, word] = (*found.get((*place, word), ()), *spellings)
        for (ledger, column, word), spellings in found.items():
            yield Synonyms(ledger=ledger, column=column, word=word, spellings=spellings)

    def faults(self, known: Known) -> Iterator[Fault]:
        """Yield what is wrong with it: an unknown ledger, column or word, a spelling that stands twice or is a word itself."""
        seen: dict[tuple[str, str], dict[str, str]] = {}
        for ledger, listed in self.root.items():
            if ledger != ALL and ledger not in known:
                yield (ledger,), f"there is no ledger {ledger}{_perhaps(ledger, (*known, ALL))}"
                continue
            for column, words in listed.items():
                places = _places(ledger, column, known)
                if not places:
                    yield (ledger, column), _no_choice(ledger, column, known)
                for place in places[:1]:
                    allowed = known[place[0]][place[1]].words
                    yield from (
                        ((ledger, column, word), f"{column} never holds {word}{_perhaps(word, allowed)}")
                        for word in words
                        if word not in allowed
                    )
                yield from _repeated((ledger, column), words, [seen.setdefault(place, _own(place, known)) for place in places])


def _places(ledger: str, column: str, known: Known) -> list[tuple[str, str]]:
    """Return the columns of choices that a key means."""
    if ledger != ALL:
        return [(ledger, column)] if column in known[ledger] and known[ledger][column].words else []
    return [(one, name) for one, columns in known.items() for name in columns if "/".join(columns[name].words) == column]


def _no_choice(ledger: str, column: str, known: Known) -> str:
    if ledger == ALL:
        sets = dict.fromkeys("/".join(one.words) for columns in known.values() for one in columns.values() if one.words)
        return f"no column holds just {column}{_perhaps(column, tuple(sets))}"
    choices = tuple(name for name, one in known[ledger].items() if one.words)
    return f"{column} is no choice of {ledger}{_perhaps(column, choices)}"


def _own(place: tuple[str, str], known: Known) -> dict[str, str]:
    return {word: word for word in known[place[0]][place[1]].words}


def _repeated(at: tuple[str, str], words: Words, seen: Sequence[dict[str, str]]) -> Iterator[Fault]:
    """Yield the spellings that one of the columns has already: the allowed words themselves, and those listed before."""
    for word, spellings in words.items():
        for index, written in enumerate(spellings):
            folded = _folded(written)
            if taken := next((before[key] for before in seen for key in (folded, written) if key in before), None):
                yield (*at, word, index), f"{written} stands for {taken} already; list it once"
            for before in seen:
                before[folded] = word


def _folded(text: str) -> str:
    """Return a spelling as it is compared: its characters folded, in any case."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def _perhaps(text: str, known: Sequence[str]) -> str:
    near = get_close_matches(text, known, n=1, cutoff=0.3)
    return f"; perhaps {near[0]}" if near else f"; there is {', '.join(known)}"
