"""Who has submitted what: whether a ledger without a row for a subject is a zero, or says nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

CoverageGap = Literal["not-submitted", "unreadable"]
EVERYBODY = ""
"""The scope of a workbook that names no team, where none does: it covers every subject."""
NO_TEAM = "\0"
"""The scope of a workbook that names no team, where others do: its rows count, its silence is no zero for a team."""


@dataclass(slots=True)
class Coverage:
    """For each ledger, the teams whose workbooks have it; :data:`EVERYBODY` among them covers all, :data:`NO_TEAM` no team."""

    supplied: dict[str, set[str]] = field(default_factory=dict)
    broken: dict[str, set[str]] = field(default_factory=dict)
    """Ledgers that are there but whose header is not complete."""
    absent: tuple[str, ...] = ()
    """Teams that have sent no workbook, where some workbook names its team; in the roster's order."""
    _absent: frozenset[str] = frozenset()

    def is_absent(self, team: str) -> bool:
        """Whether a team has sent no workbook, where that can be told."""
        if len(self._absent) != len(self.absent):
            self._absent = frozenset(self.absent)
        return team in self._absent

    def note(self, ledger: str, scope: str, *, usable: bool) -> None:
        """Record that a workbook of ``scope`` has the sheet of ``ledger``."""
        (self.supplied if usable else self.broken).setdefault(ledger, set()).add(scope)

    def is_whole(self, ledger: str) -> bool:
        """Whether there is no gap in a ledger for anybody: a workbook that covers everybody has it, and none has it broken."""
        return EVERYBODY in self.supplied.get(ledger, ()) and not (self.broken.get(ledger) or self.absent)

    def gap(self, ledger: str, teams: Iterable[str]) -> CoverageGap | None:
        """Return why nothing can be said of a subject of ``teams`` from ``ledger``, or ``None`` if it can.

        Without ``teams`` (the programme, a city, a county, a work group) any workbook's sheet will do.
        """
        supplied, broken = self.supplied.get(ledger, set()), self.broken.get(ledger, set())
        scopes = list(teams)
        if not scopes:
            return None if supplied else "unreadable" if broken else "not-submitted"
        for team in scopes:
            if self.is_absent(team):
                return "not-submitted"
            if broken & {team, EVERYBODY}:
                return "unreadable"
            if not supplied & {team, EVERYBODY}:
                return "not-submitted"
        return None
