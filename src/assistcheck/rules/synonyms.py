"""``synonyms.yaml``: other spellings of the allowed words of choices, by ledger, column and word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from pydantic import ConfigDict, Field, RootModel

from assistcheck.rules.model import Synonyms
from assistcheck.rules.pack_file import Fault, perhaps
from assistcheck.rules.validation import Ledgers
from assistcheck.rules.vocabulary import Text

ALL = "all"
"""In the place of a ledger: every column whose allowed words are those named, parted by a stroke (是/否)."""

Words = dict[str, tuple[Text, ...]]
"""An allowed word -> its other spellings."""


class Spellings(RootModel[dict[str, dict[str, dict[str, tuple[Text, ...]]]]]):
    """Ledger (or :data:`ALL`) -> column -> allowed word -> its other spellings."""

    model_config = ConfigDict(frozen=True)
    root: dict[str, dict[str, Words]] = Field(default_factory=dict)

    def synonyms(self, known: Ledgers) -> Iterator[Synonyms]:
        """Yield the other spellings of each word of each column."""
        found: dict[tuple[str, str, str], tuple[str, ...]] = {}
        for ledger, listed in self.root.items():
            for column, words in listed.items():
                for place in _places(ledger, column, known):
                    for word, spellings in words.items():
                        found[*place, word] = (*found.get((*place, word), ()), *spellings)
        for (ledger, column, word), spellings in found.items():
            yield Synonyms(ledger=ledger, column=column, word=word, spellings=spellings)

    def faults(self, known: Ledgers) -> Iterator[Fault]:
        """Yield what is wrong with it: an unknown ledger, column or word, a spelling that stands twice or is a word itself."""
        seen: dict[tuple[str, str], dict[str, str]] = {}
        for ledger, listed in self.root.items():
            if ledger != ALL and ledger not in known:
                yield (ledger,), f"there is no ledger {ledger}{perhaps(ledger, (*known, ALL))}"
                continue
            for column, words in listed.items():
                places = _places(ledger, column, known)
                if not places:
                    yield (ledger, column), _no_choice(ledger, column, known)
                for place in places[:1]:
                    allowed = _words(known, place)
                    yield from (
                        ((ledger, column, word), f"{column} never holds {word}{perhaps(word, allowed)}")
                        for word in words
                        if word not in allowed
                    )
                yield from _repeated((ledger, column), words, [seen.setdefault(place, _own(place, known)) for place in places])


def _places(ledger: str, column: str, known: Ledgers) -> list[tuple[str, str]]:
    """Return the columns of choices that a key means."""
    if ledger != ALL:
        found = known[ledger].column(column)
        return [(ledger, column)] if found and found.words else []
    return [(spec.id, one.id) for spec in known.values() for one in spec.columns if "/".join(one.words) == column]


def _no_choice(ledger: str, column: str, known: Ledgers) -> str:
    if ledger == ALL:
        sets = dict.fromkeys("/".join(one.words) for spec in known.values() for one in spec.columns if one.words)
        return f"no column holds just {column}{perhaps(column, tuple(sets))}"
    choices = tuple(one.id for one in known[ledger].columns if one.words)
    return f"{column} is no choice of {ledger}{perhaps(column, choices)}"


def _words(known: Ledgers, place: tuple[str, str]) -> tuple[str, ...]:
    column = known[place[0]].column(place[1])
    return column.words if column else ()


def _own(place: tuple[str, str], known: Ledgers) -> dict[str, str]:
    return {word: word for word in _words(known, place)}


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

