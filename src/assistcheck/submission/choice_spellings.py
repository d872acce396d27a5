"""Other spellings of the allowed words of choices: those that the rule pack lists, and those that were recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistcheck.submission.fields import Column, columns
from assistcheck.submission.models import TABLES
from assistcheck.workbook.cell_values import ColumnId, PackFacts, normalize, normalize_all, spelling

Listed = Iterable[tuple[ColumnId, str, tuple[str, ...]]]
"""What a rule pack lists: a column, an allowed word of it, and its other spellings."""


def choice_columns() -> tuple[Column, ...]:
    """Return every column of a table that holds one or more of its allowed words."""
    return tuple(column for model in TABLES for column in columns(model) if column.words)


def choice_words() -> frozenset[str]:
    """Return every allowed word of any choice."""
    return frozenset(word for column in choice_columns() for word in column.words)


def pack_facts(year: int, listed: Listed, aliases: Mapping[str, str] | None = None) -> PackFacts:
    """Return what reading needs of a rule pack of ``year``; a recorded alias (spelling -> word) beats what is ``listed``."""
    spellings: dict[ColumnId, dict[str, str]] = {}
    for ident, word, others in listed:
        spellings.setdefault(ident, {}).update((other.upper(), word) for other in normalize_all([*others]))
    recorded = {spelling(written): normalize(word) for written, word in (aliases or {}).items()}
    if recorded and not choice_words().isdisjoint(recorded.values()):
        for column in choice_columns():
            own = {written: word for written, word in recorded.items() if word in column.words}
            spellings[column.id] = spellings.get(column.id, {}) | own
    return PackFacts(year, spellings, {normalize(written): normalize(name) for written, name in (aliases or {}).items()})
