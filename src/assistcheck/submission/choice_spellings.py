"""Other spellings of the allowed words of choices: those that the rule pack lists, and those that were recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistcheck.calendar import ProgrammeYear
from assistcheck.ledgers.registry import Ledgers
from assistcheck.workbook.cell_values import ColumnId, PackFacts, normalize, normalize_all, spelling

Listed = Iterable[tuple[ColumnId, str, tuple[str, ...]]]
"""What a rule pack lists: a column, an allowed word of it, and its other spellings."""


def choice_words(ledgers: Ledgers) -> frozenset[str]:
    """Return every allowed word of any choice."""
    return frozenset(word for column in ledgers.choices for word in column.words)


def pack_facts(year: ProgrammeYear, ledgers: Ledgers, listed: Listed, aliases: Mapping[str, str] | None = None) -> PackFacts:
    """Return what reading needs of a rule pack; a recorded alias (spelling -> word) beats what is ``listed``."""
    in_any_case = ledgers.choices if ledgers.conventions.any_case else ()
    spellings = {column.id: {spelling(word): word for word in column.words} for column in in_any_case}
    for ident, word, others in listed:
        spellings.setdefault(ident, {}).update((other.upper(), word) for other in normalize_all([*others]))
    recorded = {spelling(written): normalize(word) for written, word in (aliases or {}).items()}
    if recorded and not choice_words(ledgers).isdisjoint(recorded.values()):
        for column in ledgers.choices:
            own = {written: word for written, word in recorded.items() if word in column.words}
            spellings[column.id] = spellings.get(column.id, {}) | own
    names = {normalize(written): normalize(name) for written, name in (aliases or {}).items()}
    return PackFacts(year, spellings, names)
