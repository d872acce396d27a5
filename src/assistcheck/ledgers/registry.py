"""The sheets of one pack, and how each is recognised by its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.schema import Column, Sheet
from assistcheck.rules.plain_sheets import PlainSheets
from assistcheck.workbook.cell_values import normalize, strip_whitespace
from assistcheck.workbook.conventions import Conventions

if TYPE_CHECKING:
    from assistcheck.rules.model import RulePack

NOTES_SHEET = LocalizedText("填表说明", "How to fill in")
"""The sheet of the template that explains the others; it holds no evidence and is not read."""
_KNOWN: list[Ledgers] = []
"""The sheets of the packs at hand."""
_FEW = 16


def ledgers_of(pack: RulePack) -> Ledgers:
    """Return the sheets of a pack."""
    return drawn_from(pack.sheets)


def drawn_from(plain: PlainSheets) -> Ledgers:
    """Return the sheets that plain data describe; the same data are drawn once."""
    found = next((one for one in _KNOWN if one.plain is plain), None)
    found = found or next((one for one in _KNOWN if one.plain == plain), None)
    if found is None:
        if len(_KNOWN) >= _FEW:
            _KNOWN.clear()
        found = Ledgers(plain)
        _KNOWN.append(found)
    return found


class Ledgers:
    """Every sheet of a pack: rosters first, then ledgers, the task list, and last the cover sheet."""

    def __init__(self, plain: PlainSheets) -> None:
        """Draw the sheets from plain data in their order."""
        self.plain = plain
        self.conventions = Conventions.of(plain.conventions)
        """How the people of the pack write."""
        self.lang = self.conventions.lang
        """The language that titles and headers are shown in."""
        self.template_version: str = plain.conventions["template_version"]
        self.sheets = tuple(Sheet(one, self.conventions, plain.headers.get(one["id"], {})) for one in plain.ledgers)
        self._by_id = {sheet.id: sheet for sheet in self.sheets}
        self._by_title = {title: sheet for sheet in self.sheets for title in sheet.titles}
        self._by_title |= {title.casefold(): sheet for title, sheet in self._by_title.items()}

    def __getitem__(self, ident: str) -> Sheet:
        """Return a sheet by its id."""
        return self._by_id[ident]

    def __contains__(self, ident: object) -> bool:
        """Whether there is a sheet of this id."""
        return ident in self._by_id

    def __iter__(self) -> Iterator[Sheet]:
        """Yield every sheet in its order."""
        return iter(self.sheets)

    @cached_property
    def rosters(self) -> tuple[Sheet, ...]:
        """The sheets that say who owes what."""
        return tuple(sheet for sheet in self.sheets if sheet.roster)

    @cached_property
    def evidence(self) -> tuple[Sheet, ...]:
        """The sheets of evidence (台账), the task list among them."""
        return tuple(sheet for sheet in self.sheets if sheet.is_evidence)

    @cached_property
    def tables(self) -> tuple[Sheet, ...]:
        """The sheets whose rows are read: all but the cover sheet."""
        return (*self.rosters, *self.evidence)

    @cached_property
    def tasks(self) -> Sheet | None:
        """The task list, if the pack has one."""
        return next((sheet for sheet in self.sheets if sheet.tasks), None)

    @cached_property
    def cover(self) -> Sheet | None:
        """The cover sheet, which says who filled the workbook in, if the pack has one."""
        return next((sheet for sheet in self.sheets if sheet.cover), None)

    @cached_property
    def choices(self) -> tuple[Column, ...]:
        """Every column of a table that holds one or more of its allowed words."""
        return tuple(column for sheet in self.tables for column in sheet.columns if column.words)

    def column(self, ident: tuple[str, str]) -> Column:
        """Return a column by its sheet's id and its own."""
        return self._by_id[ident[0]].by_name[ident[1]]

    def sheet_of(self, title: str) -> Sheet | None:
        """Return the sheet of a title or id, white space aside."""
        name = strip_whitespace(title)
        return self._by_title.get(name) or self._by_title.get(name.casefold())

    def is_read(self, title: str, *, roster_only: bool) -> bool:
        """Whether a sheet of this title is read at all."""
        sheet = self.sheet_of(title)
        return sheet is not None and (sheet.roster or not roster_only)

    def held_in(self, title: str) -> Sheet | None:
        """Return the sheet whose title or id stands within a longer title, such as a copy's; ``None`` for none or several.

        A title within a longer one is not meant: of ``Storm Repairs`` and ``Repairs`` the first.
        """
        stripped, spaced = strip_whitespace(title), normalize(title).casefold()
        found = list(_matches(self._titles(latin=False), stripped)) or list(_matches(self._titles(latin=True), spaced))

        def within(span: tuple[int, int]) -> bool:
            return any(other != span and other[0] <= span[0] and span[1] <= other[1] for other, _ in found)

        held = {sheet.id: sheet for span, sheet in found if not within(span)}
        return held.popitem()[1] if len(held) == 1 else None

    def _titles(self, *, latin: bool) -> Iterator[tuple[str, Sheet]]:
        """Yield patterns of titles: of those in Latin letters as whole words, in any case and spacing."""
        for sheet in self.sheets:
            for name in sheet.names:
                if name.isascii() == latin:
                    words = r"\s*".join(map(re.escape, name.casefold().split()))
                    yield (f"(?<![a-z]){words}(?![a-z])" if latin else re.escape(strip_whitespace(name))), sheet


def _matches(patterns: Iterable[tuple[str, Sheet]], text: str) -> Iterator[tuple[tuple[int, int], Sheet]]:
    for pattern, sheet in patterns:
        for match in re.finditer(pattern, text):
            yield match.span(), sheet
