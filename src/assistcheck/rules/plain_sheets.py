"""The sheets of a pack as plain data, which a process that only reads files can use without Pydantic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from assistcheck.i18n import LocalizedText

if TYPE_CHECKING:
    from assistcheck.rules.frozen import Frozen
    from assistcheck.rules.ledgers import LedgerSpec
    from assistcheck.rules.model import Manifest
    from assistcheck.rules.subjects import Subjects


class PlainSheets(NamedTuple):
    """Every sheet in its order: texts, numbers, lists, mappings; of each language's texts a ``LocalizedText``."""

    ledgers: list[dict[str, Any]]
    headers: dict[str, dict[str, list[str]]]
    """Sheet -> column -> other spellings of its header."""
    conventions: dict[str, Any]
    """What ``pack.yaml`` says of how its people write, by its keys: those of :data:`CONVENTIONS`.

    ``reporter`` beside them is what those who report are called.
    """


CONVENTIONS = ("languages", "template_version", "currency", "dates", "year", "quarter_name")
"""The keys of ``pack.yaml`` that reading needs."""


def plain_sheets(
    manifest: Manifest,
    subjects: Subjects,
    specs: Iterable[LedgerSpec],
    headers: Mapping[str, Mapping[str, Sequence[str]]],
) -> PlainSheets:
    """Return sheets and what stands beside them as plain data."""
    conventions = {key: _plain(getattr(manifest, key)) for key in CONVENTIONS}
    conventions["reporter"] = subjects.kind(subjects.roles.reporting).name
    return PlainSheets([_fields(spec) for spec in specs], _plain(headers), conventions)


def _fields(model: Frozen) -> dict[str, Any]:
    return {name: _plain(getattr(model, name)) for name in type(model).model_fields}


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a sheet's file says
    match value:
        case LocalizedText() | None | str() | int() | date():
            return value
        case tuple() | list():
            return [_plain(one) for one in value]
        case dict():
            return {key: _plain(one) for key, one in value.items()}
    return _fields(value)
