"""``synonyms.yaml``: other spellings of the allowed words of choices, by ledger, column and word, and of headers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel, ConfigDict, Field

from assistcheck.i18n import LocalizedText
from assistcheck.rules.checks import Text
from assistcheck.rules.fault_words import ANY_SHEET, never_holds, no_column, no_ledger, no_sheet, perhaps
from assistcheck.rules.ledgers import LedgerSpec
from assistcheck.rules.model import Synonyms
from assistcheck.rules.pack_file import Fault
from assistcheck.rules.validation import Ledgers

ALL = "all"
"""In the place of a ledger: every column whose allowed words are those named, parted by a stroke (是/否).

In the place of a sheet under ``headers``: every column of that id.
"""

Words = dict[str, tuple[Text, ...]]
"""An allowed word -> its other spellings."""


Headers = dict[str, dict[str, tuple[str, ...]]]
"""Sheet -> column -> other spellings of its header."""


class Spellings(BaseModel):
    """Ledger (or :data:`ALL`) -> column -> allowed word -> its other spellings; beside the ledgers, those of headers."""

    model_config = ConfigDict(frozen=True, extra="allow")
    headers: dict[str, dict[str, tuple[Text, ...]]] = Field(default_factory=dict)
    """Sheet (or ``all``) -> column -> other spellings of its header, each as certain as the header itself."""
    __pydantic_extra__: dict[str, dict[str, Words]] = Field(init=False)

    @property
    def words(self) -> Mapping[str, dict[str, Words]]:
        """Ledger (or :data:`ALL`) -> column -> allowed word -> its other spellings."""
        return self.__pydantic_extra__

    def synonyms(self, known: Ledgers) -> Iterator[Synonyms]:
        """Yield the other spellings of each word of each column."""
        found: dict[tuple[str, str, str], tuple[str, ...]] = {}
        for ledger, listed in self.words.items():
            for column, words in listed.items():
                for place in _places(ledger, column, known):
                    for word, spellings in words.items():
                        found[*place, word] = (*found.get((*place, word), ()), *spellings)
        for (ledger, column, word), spellings in found.items():
            yield Synonyms(ledger=ledger, column=column, word=word, spellings=spellings)

    def faults(self, known: Ledgers) -> Iterator[Fault]:
        """Yield what is wrong with it: an unknown ledger, column or word, a spelling that stands twice or is a word itself."""
        seen: dict[tuple[str, str], dict[str, str]] = {}
        for ledger, listed in self.words.items():
            if ledger != ALL and ledger not in known:
                yield (ledger,), no_ledger(ledger, (*known, ALL))
                continue
            for column, words in listed.items():
                places = _places(ledger, column, known)
                if not places:
                    yield (ledger, column), _no_choice(ledger, column, known)
                for place in places[:1]:
                    allowed = _words(known, place)
                    yield from (
                        ((ledger, column, word), never_holds(column, word, allowed)) for word in words if word not in allowed
                    )
                yield from _repeated((ledger, column), words, [seen.setdefault(place, _own(place, known)) for place in places])

    def headers_of(self, sheets: Ledgers) -> Headers:
        """Return the other spellings of headers, sheet by sheet."""
        found: Headers = {}
        for key, listed in self.headers.items():
            for column, spellings in listed.items():
                for sheet in _sheets(key, column, sheets):
                    of = found.setdefault(sheet.id, {})
                    of[column] = (*of.get(column, ()), *spellings)
        return found

    def header_faults(self, sheets: Ledgers) -> Iterator[Fault]:
        """Yield what is wrong with the headers: an unknown sheet or column, a spelling that is a header already."""
        taken = {sheet.id: dict(_headers(sheet)) for sheet in sheets.values()}
        for key, listed in self.headers.items():
            if key != ALL and key not in sheets:
                yield ("headers", key), no_sheet(key, (*sheets, ALL))
                continue
            for column, spellings in listed.items():
                found = _sheets(key, column, sheets)
                if not found:
                    names = [one.id for sheet in (sheets.values() if key == ALL else (sheets[key],)) for one in sheet.columns]
                    where = ANY_SHEET if key == ALL else key
                    yield ("headers", key, column), no_column(where, column, [*dict.fromkeys(names)])
                for index, written in enumerate(spellings):
                    own = [taken[sheet.id] for sheet in found]
                    if other := next((known[_squeezed(written)] for known in own if _squeezed(written) in known), None):
                        zh = f"{written} 已是 {other} 的表头；只列一次"
                        en = f"{written} is a header of {other} already; list it once"
                        yield ("headers", key, column, index), LocalizedText(zh, en)
                    for known in own:
                        known[_squeezed(written)] = column


def _sheets(key: str, column: str, sheets: Ledgers) -> list[LedgerSpec]:
    """Return the sheets with a column that a key means."""
    return [sheet for sheet in (sheets.values() if key == ALL else (sheets[key],)) if sheet.column(column)]


def _headers(sheet: LedgerSpec) -> Iterator[tuple[str, str]]:
    """Yield every accepted header of a sheet, squeezed, with its column."""
    for column in sheet.columns:
        for header, unit in zip(column.header, column.unit or ("", ""), strict=True):
            text = _squeezed(header)
            yield from ((one, column.id) for one in (text, text.removesuffix(f"({_squeezed(unit)})")))
        yield column.id, column.id


def _squeezed(text: str) -> str:
    """Return a header as it is compared: its characters folded, without white space, in any case."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _places(ledger: str, column: str, known: Ledgers) -> list[tuple[str, str]]:
    """Return the columns of choices that a key means."""
    if ledger != ALL:
        found = known[ledger].column(column)
        return [(ledger, column)] if found and found.words else []
    return [(spec.id, one.id) for spec in known.values() for one in spec.columns if "/".join(one.words) == column]


def _no_choice(ledger: str, column: str, known: Ledgers) -> LocalizedText:
    if ledger == ALL:
        sets = dict.fromkeys("/".join(one.words) for spec in known.values() for one in spec.columns if one.words)
        words = LocalizedText("没有一列恰好可填 {column}{near}", "no column holds just {column}{near}")
        return words.format(column=column, near=perhaps(column, tuple(sets)))
    choices = tuple(one.id for one in known[ledger].columns if one.words)
    words = LocalizedText("{column} 不是 {ledger} 的选择列{near}", "{column} is no choice of {ledger}{near}")
    return words.format(column=column, ledger=ledger, near=perhaps(column, choices))


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
                zh, en = f"{written} 已代表 {taken}；只列一次", f"{written} stands for {taken} already; list it once"
                yield (*at, word, index), LocalizedText(zh, en)
            for before in seen:
                before[folded] = word


def _folded(text: str) -> str:
    """Return a spelling as it is compared: its characters folded, in any case."""
    return unicodedata.normalize("NFKC", text).strip().upper()
