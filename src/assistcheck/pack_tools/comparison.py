"""Two packs side by side: what of each rule, sheet and kind of subject differs, key by key, and how their documents do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from assistcheck.i18n import LocalizedText
from assistcheck.pack_tools.document import Change, changes
from assistcheck.rules.frozen import Frozen
from assistcheck.rules.model import RulePack

Part = Literal["pack", "subjects", "ledger", "rule", "judged"]

PARTS: dict[Part, LocalizedText] = {
    "pack": LocalizedText("规则包", "pack"),
    "subjects": LocalizedText("主体", "subjects"),
    "ledger": LocalizedText("工作表", "sheet"),
    "rule": LocalizedText("规则", "rule"),
    "judged": LocalizedText("人工认定", "judged by people"),
}
"""What packs are compared by."""


class Difference(NamedTuple):
    """One key that differs; without a key: the whole part is only in one pack."""

    key: str
    old: str | None
    """``None``: the key is not there."""
    new: str | None


class PartDifference(NamedTuple):
    """A part that only one pack has, or whose keys differ."""

    part: Part
    id: str
    standing: Literal["added", "removed", "changed"]
    keys: tuple[Difference, ...] = ()


class Comparison(NamedTuple):
    """How two packs differ."""

    old: RulePack
    new: RulePack
    parts: tuple[PartDifference, ...]
    sentences: tuple[Change, ...]


def compared(old: RulePack, new: RulePack, documents: tuple[str, str]) -> Comparison:
    """Return how ``new`` differs from ``old``; ``documents``: the texts of both."""
    parts = (part for name in PARTS for part in _differences(name, _parts(old, name), _parts(new, name)))
    return Comparison(old, new, tuple(parts), tuple(changes(*documents)))


def _parts(pack: RulePack, part: Part) -> Mapping[str, Mapping[str, str]]:
    """Return the parts of one kind by id, each as flat keys."""
    match part:
        case "pack":
            return {"": dict(_flat(pack.manifest))}
        case "subjects":
            return {"": dict(_flat(pack.subjects))}
        case "ledger":
            return {one.id: dict(_flat(one)) for one in pack.ledgers}
        case "rule":
            return {one.id: dict(_flat(one)) for one in pack.rules}
        case "judged":
            return {one.title.zh: dict(_flat(one)) for clause in pack.clauses for one in clause.judged}


def _differences(
    part: Part, old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]
) -> Iterator[PartDifference]:
    for ident in _in_order(old, new):
        if ident not in old:
            yield PartDifference(part, ident, "added")
        elif ident not in new:
            yield PartDifference(part, ident, "removed")
        elif old[ident] != new[ident]:
            before, after = old[ident], new[ident]
            keys = (key for key in _in_order(before, after) if before.get(key) != after.get(key))
            found = tuple(Difference(key, before.get(key), after.get(key)) for key in keys)
            yield PartDifference(part, ident, "changed", found)


def _in_order(old: Iterable[str], new: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((*new, *old)))


def _flat(value: Any, at: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - whatever a pack is made of
    """Yield every value with the keys that lead to it; a list of named things by their names, not their places."""
    match value:
        case None | ():
            return
        case LocalizedText() if value.zh == value.en:
            yield at, value.zh
        case LocalizedText():
            yield f"{at}.zh", value.zh
            yield f"{at}.en", value.en
        case Frozen():
            for name in type(value).model_fields:
                yield from _flat(getattr(value, name), f"{at}.{name}".lstrip("."))
        case dict():
            for key, one in value.items():
                yield from _flat(one, f"{at}.{key}")
        case tuple() if all(isinstance(one, Frozen) for one in value):
            for index, one in enumerate(value):
                named = getattr(one, "id", None) or getattr(one, "name", None)
                yield from _flat(one, f"{at}.{named if isinstance(named, str) else index}")
        case tuple():
            yield at, ", ".join(map(str, value))
        case _:
            yield at, str(value)
