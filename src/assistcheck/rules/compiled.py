"""A shipped pack as JSON, made when the package is built: it is read in a tenth of the time that its YAML files take to be checked.

It counts only for a pack that is shipped, and only while the pack's files are, to the byte, those it was made from, and while
it is itself as it was written. Its second line holds the sheets alone, for processes that only read files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistcheck.i18n import LocalizedText

if TYPE_CHECKING:
    from assistcheck.rules.model import RulePack

COMPILED = "compiled.json"
_MODEL = "."
"""The key under which a model's name stands among its fields."""
_DAY, _NUMBER = "$day", "$number"


def compiled_text(pack: RulePack) -> str:
    """Return a pack in its compiled form: the digest of the rest, then its sheets, then all else, a line each."""
    told = _told(pack)
    sheets = json.dumps({"languages": told["manifest"]["languages"], "ledgers": told.pop("ledgers")}, **_COMPACT)
    rest = json.dumps(told, **_COMPACT)
    return f"{_digest(sheets, rest)}\n{sheets}\n{rest}\n"


_COMPACT: Mapping[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


def _digest(*lines: str) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()


def _told(value: Any) -> Any:  # noqa: ANN401 - whatever a pack is made of
    """Return a value as JSON has it; exact numbers and dates become a mapping of one key."""
    match value:
        case LocalizedText():
            return {"zh": value.zh, "en": value.en}
        case tuple():
            return [_told(one) for one in value]
        case dict():
            return {key: _told(one) for key, one in value.items()}
        case Decimal():
            return {_NUMBER: str(value)}
        case date():
            return {_DAY: value.isoformat()}
        case None | str() | int():
            return value
    return {_MODEL: type(value).__name__} | {name: _told(getattr(value, name)) for name in type(value).model_fields}


def plain_sheets(pack: RulePack) -> list[dict[str, Any]]:
    """Return the sheets of a pack as :func:`compiled_sheets` does."""
    return [_plain(_told(one)) for one in pack.ledgers]


def _plain(told: Any) -> Any:  # noqa: ANN401
    if isinstance(told, list):
        return [_plain(one) for one in told]
    return _scalar({key: _plain(one) for key, one in told.items()}) if isinstance(told, dict) else told


def _scalar(told: dict[str, Any]) -> Any:  # noqa: ANN401 - a text, number or day, or the mapping itself
    if told.keys() == {"zh", "en"}:
        return LocalizedText(**told)
    if _NUMBER in told:
        return Decimal(told[_NUMBER])
    return date.fromisoformat(told[_DAY]) if _DAY in told else told


def compiled_sheets(folder: Path) -> tuple[list[dict[str, Any]], str] | None:
    """Return the sheets of the pack in ``folder`` as plain data, and their language; ``None`` where it is not compiled.

    Whether the pack's files are still those it was made from is not looked at.
    """
    try:
        _, sheets, _ = _lines(folder)
        told = json.loads(sheets, object_hook=_scalar)
        return told["ledgers"], told["languages"][0]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def _lines(folder: Path) -> tuple[str, str, str]:
    """Return the three lines of a compiled pack; ``ValueError`` if it is not as it was written."""
    digest, sheets, rest, end = (folder / COMPILED).read_text("utf-8").split("\n")
    if end or digest != _digest(sheets, rest):
        raise ValueError
    return digest, sheets, rest


def compiled_pack(folder: Path) -> RulePack | None:
    """Return the pack that is compiled in ``folder``, if one is; the caller compares its digest with that of the files."""
    models = {found.__name__: found for found in _models()}

    def made(told: dict[str, Any]) -> Any:  # noqa: ANN401 - a model, text, number or day
        name = told.pop(_MODEL, None)
        fields = {key: tuple(value) if type(value) is list else value for key, value in told.items()}
        if name is None:
            return _scalar(fields)
        return models[name].model_construct(None, **fields)  # it was validated when it was compiled

    try:
        _, sheets, rest = _lines(folder)
        pack = json.loads(rest, object_hook=made)
        return pack.model_copy(update={"ledgers": tuple(json.loads(sheets, object_hook=made)["ledgers"])})
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError, AttributeError, RecursionError):
        return None  # none, or none that can be used: the YAML says it all


def _models() -> Iterator[Any]:
    from assistcheck.rules import ledgers, model, subjects, vocabulary  # noqa: PLC0415
    from assistcheck.rules.vocabulary import Frozen  # noqa: PLC0415

    for module in (vocabulary, subjects, ledgers, model):
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, Frozen):
                yield found
