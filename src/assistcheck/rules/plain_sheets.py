"""The sheets of a pack as plain data, which a process that only reads files can use without Pydantic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from assistcheck.i18n import Lang, LocalizedText

if TYPE_CHECKING:
    from pydantic import BaseModel

    from assistcheck.rules.ledgers import LedgerSpec


class PlainSheets(NamedTuple):
    """Every sheet in its order: texts, numbers, lists, mappings; of each language's texts a ``LocalizedText``."""

    ledgers: list[dict[str, Any]]
    lang: Lang
    """The one that their titles and headers are shown in."""
    template_version: str


def plain_sheet(spec: LedgerSpec) -> dict[str, Any]:
    """Return one sheet as plain data."""
    return _fields(spec)


def _fields(model: BaseModel) -> dict[str, Any]:
    return {name: _plain(getattr(model, name)) for name in type(model).model_fields}


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a sheet's file says
    match value:
        case LocalizedText() | None | str() | int():
            return value
        case tuple() | list():
            return [_plain(one) for one in value]
        case dict():
            return {key: _plain(one) for key, one in value.items()}
    return _fields(value)
