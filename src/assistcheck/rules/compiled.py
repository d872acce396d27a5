"""A shipped pack as it was once loaded, kept as JSON: it is read in a tenth of the time that its YAML files take to be checked.

``python -m assistcheck.keep FOLDER`` writes it. It counts only for a pack that is shipped, and only while the pack's files
are, to the byte, those it was made from, and while it is itself as it was written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistcheck.rules import model, vocabulary
from assistcheck.rules.model import RulePack
from assistcheck.rules.vocabulary import Frozen

KEPT = "kept.json"
_TAIL = b"}\n"
_MODEL = "."
"""The key under which a model's name stands among its fields."""


def _models() -> Iterator[type[Frozen]]:
    for module in (vocabulary, model):
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, Frozen):
                yield found


def kept_text(pack: RulePack) -> str:
    """Return a pack as it is kept."""
    body = json.dumps(_told(pack), ensure_ascii=False, separators=(",", ":"))
    return f"{_head(body.encode('utf-8')).decode('ascii')}{body}{_TAIL.decode('ascii')}"


def _head(body: bytes) -> bytes:
    """Return what stands before a pack: its digest, so that one changed by hand does not count."""
    return b'{"sha256":"%b","pack":' % hashlib.sha256(body).hexdigest().encode("ascii")


def _body(kept: bytes) -> bytes:
    """Return a pack's JSON without what stands around it; ``ValueError`` if it is not as it was written."""
    body = kept[len(_head(b"")) : -len(_TAIL)]
    if kept != _head(body) + body + _TAIL:
        raise ValueError
    return body


def _told(value: Any) -> Any:  # noqa: ANN401 - whatever a pack is made of
    """Return a value as JSON has it; exact numbers and dates become a mapping of one key."""
    match value:
        case Frozen():
            return {_MODEL: type(value).__name__} | {name: _told(getattr(value, name)) for name in type(value).model_fields}
        case tuple():
            return [_told(one) for one in value]
        case Decimal():
            return {"number": str(value)}
        case date():
            return {"day": value.isoformat()}
    return value


def kept_pack(folder: Path) -> RulePack | None:
    """Return the pack that is kept in ``folder``, if one is; it counts only if its digest is that of the files."""
    models = {found.__name__: found for found in _models()}

    def made(told: dict[str, Any]) -> Any:  # noqa: ANN401 - a model, number or day
        if (name := told.pop(_MODEL, None)) is None:
            return Decimal(told["number"]) if "number" in told else date.fromisoformat(told["day"])
        fields = {key: tuple(value) if type(value) is list else value for key, value in told.items()}
        return models[name].model_construct(None, **fields)  # it was validated when it was kept

    try:
        pack = json.loads(_body((folder / KEPT).read_bytes()), object_hook=made)
    except (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        ArithmeticError,
        RecursionError,
    ):  # none, or none that can be used: the YAML says it all
        return None
    return pack if isinstance(pack, RulePack) else None
