"""The rosters (名册): who owes what, what each belongs to, and the names that everything else is matched with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from assistcheck.rules.subjects import Kind, Subjects
from assistcheck.workbook.cell_values import normalize, normalize_all

Key = tuple[str, ...]
"""What stands in the columns that name a member: a village's town and its own name."""


Teller = Callable[[Kind, str], Mapping[str, frozenset[Any]]]
"""What the rows of a roster that stand say in one column of each member of a kind that they name."""


class RosterRow(NamedTuple):
    """One row of a roster that names a member: what it says it belongs to, by kind, and what stands in its cells."""

    groups: Mapping[str, str]
    cells: Mapping[str, Any]


class Member(NamedTuple):
    """One member of a kind of subject, over all its roster rows."""

    kind: str
    key: Key
    name: str
    """As it is written: ``镇/村``."""
    groups: Mapping[str, tuple[str, ...]] = {}
    """Kind -> the names of what it belongs to, directly and through others; its own kind: itself."""
    rows: tuple[RosterRow, ...] = ()
    """Its roster rows; of a kind that may belong to several, one row for each in their order."""

    def group(self, kind: str) -> str | None:
        """Return the first of a kind that it belongs to."""
        found = self.groups.get(kind)
        return found[0] if found else None


@dataclass(slots=True)
class Roster:
    """Everybody who owes something, each in the roster's order."""

    subjects: Subjects
    members: dict[str, dict[Key, Member]] = field(default_factory=dict)
    """Kind -> key -> member."""
    tellers: dict[str, Teller] = field(default_factory=dict, compare=False)
    """Roster -> what its rows that stand say."""
    unsettled: frozenset[tuple[str, str, str]] = frozenset()
    """Roster, kind and name of whom a rejected row names: what the roster says of it is not known for certain."""
    doubtful: frozenset[Key] = frozenset()
    """Whom only rejected rows name, as kind and key (of one that may belong to several: also with each of these)."""
    missing: frozenset[str] = frozenset()
    """Roster sheets that nobody supplied, or that name nobody, by id."""
    _said: dict[Key, Mapping[str, frozenset[Any]]] = field(default_factory=dict, compare=False)
    _names: dict[str, dict[str, Member]] = field(default_factory=dict)
    _belonging: dict[tuple[str, str], dict[str, list[Member]]] = field(default_factory=dict)
    _parts: dict[str, dict[Key, tuple[str, ...]]] = field(default_factory=dict)

    def of(self, kind: str) -> Mapping[Key, Member]:
        """Return the members of a kind by their keys."""
        return self.members.get(kind, {})

    def kind(self, kind: str) -> Kind:
        """Return what the pack says of a kind."""
        return self.subjects.kind(kind)

    @property
    def whole(self) -> str:
        """The name of the whole programme."""
        return self.subjects.whole

    @property
    def reporters(self) -> Mapping[Key, Member]:
        """Those whose workbooks come in."""
        return self.of(self.subjects.roles.reporting)

    def names(self, kinds: Iterable[str], within: Key = ()) -> tuple[str, ...]:
        """Return what may stand in a column that names members of ``kinds``.

        A kind of several columns is named by its last one, ``within`` what stands in the others.
        """
        found: list[str] = []
        for kind in kinds:
            if kind not in self.members:
                continue
            if len(self.kind(kind).key) == 1:
                found += (key[0] for key in self.members[kind])
            else:
                found += self._last_parts(kind).get(within, ())
        return tuple(dict.fromkeys(found))

    def _last_parts(self, kind: str) -> Mapping[Key, tuple[str, ...]]:
        """Return the last parts of the names of a kind, by the others."""
        if kind not in self._parts:
            parts: dict[Key, list[str]] = {}
            for *others, last in self.members[kind]:
                parts.setdefault(tuple(others), []).append(last)
            self._parts[kind] = {key: tuple(found) for key, found in parts.items()}
        return self._parts[kind]

    def named(self, kind: str, name: str) -> Member | None:
        """Return the member of a kind that is written ``name``."""
        if kind not in self._names:
            self._names[kind] = {member.name: member for member in self.of(kind).values()}
        return self._names[kind].get(name)

    def forget_names(self) -> None:
        """Look members up anew: they were replaced."""
        self._names.clear()

    def belonging(self, kind: str, group: str, name: str) -> Sequence[Member]:
        """Return the members of a kind that belong to ``name`` of the kind ``group``."""
        if (kind, group) not in self._belonging:
            found: dict[str, list[Member]] = {}
            for member in self.of(kind).values():
                for one in member.groups.get(group, ()):
                    found.setdefault(one, []).append(member)
            self._belonging[kind, group] = found
        return self._belonging[kind, group].get(name, ())

    def reporters_of(self, kinds: Sequence[str], name: str) -> tuple[str, ...]:
        """Return whose workbooks speak of the member of one of ``kinds`` that is written ``name``; empty: anybody's."""
        member = next((found for kind in kinds if (found := self.named(kind, name))), None)
        return member.groups.get(self.subjects.roles.reporting, ()) if member else ()

    def said(self, roster: str, kind: str, column: str) -> Mapping[str, frozenset[Any]]:
        """Return what the rows of a roster say in a column, rows that stand alone, by the member that they name."""
        key = (roster, kind, column)
        if key not in self._said:
            teller = self.tellers.get(roster)
            self._said[key] = teller(self.kind(kind), column) if teller else {}
        return self._said[key]

    def places(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """Return the names of members of these kinds, also without an ending that their kind may go without."""
        found: dict[str, None] = {}
        for kind in kinds:
            endings = self.kind(kind).short_endings
            for name in self.names((kind,)):
                found[name] = None
                for ending in endings:
                    found[name.removesuffix(ending)] = None
        found.pop("", None)
        return tuple(found)


class Names(dict[str | None, str | None]):
    """A memo from a folded text to the roster's name of one kind, or ``None``; ``failed`` once any was unknown.

    A blank stays a blank.
    """

    def __init__(self, known: tuple[str, ...], aliases: Mapping[str, str], *, any_case: bool = False) -> None:
        """Match with ``known`` names, then with recorded ``aliases``; in ``any_case`` where only one name can be meant."""
        super().__init__({None: None})
        self._known = dict(zip(normalize_all([*known]), known, strict=True))
        self._aliases = {normalize(written): normalize(name) for written, name in aliases.items()}
        self._folded = _unambiguous(self._known) if any_case else {}
        self.failed = False

    def __missing__(self, text: str | None) -> str | None:
        if text is None:
            return None
        name = self._known.get(text) or self._known.get(self._aliases.get(text, "")) or self._folded.get(text.casefold())
        self.failed = self.failed or name is None
        self[text] = name
        return name


def _unambiguous(known: Mapping[str, str]) -> dict[str, str]:
    """Return names by their small letters, where no two of them differ by case alone."""
    counts = Counter(text.casefold() for text in known)
    return {text.casefold(): name for text, name in known.items() if counts[text.casefold()] == 1}
