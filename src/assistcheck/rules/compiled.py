"""A shipped pack as JSON, made when the package is built: reading it takes a tenth of the time of checking its YAML files.

It counts only for a pack that is shipped, and only while the pack's files are, to the byte, those it was made from, and while
it is itself as it was written. Its second line holds the sheets alone, for processes that only read files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistcheck.i18n import LocalizedText
from assistcheck.rules.folders import INSTALLED
from assistcheck.rules.plain_sheets import PlainSheets

if TYPE_CHECKING:
    from assistcheck.rules.model import RulePack

COMPILED = "compiled.json"
_MODEL = "."
"""The key under which a model's name stands among its fields."""
_SHEETS = "sheets"
"""The field of a pack that stands on a line of its own."""
_DAY, _NUMBER = "$day", "$number"
_HEAD = 200
"""The characters of the first line at most: three digests."""


def compile_pack(folder: Path) -> Path:
    """Check the pack in ``folder``, write its compiled form there, and return the file.

    Raises:
        RulePackError: the pack is wrong.
        OSError: the file cannot be written.
    """
    from assistcheck.atomic_write import write_whole  # noqa: PLC0415 - most commands write nothing
    from assistcheck.rules.loader import load_pack  # noqa: PLC0415 - the loader reads what is compiled

    path = folder / COMPILED
    write_whole(compiled_text(load_pack(folder, checked=True)).encode("utf-8"), path)
    return path


def compiled_text(pack: RulePack) -> str:
    """Return a pack in its compiled form: three digests (the rest, the pack, the code), its sheets, all else."""
    sheets = json.dumps({name: _told(value) for name, value in pack.sheets._asdict().items()}, **_COMPACT)
    rest = json.dumps(_told(pack), **_COMPACT)
    return f"{_digest(sheets, rest)} {pack.sha256} {_code_digest()}\n{sheets}\n{rest}\n"


_COMPACT: Mapping[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


def _digest(*lines: str) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()


@cache
def _code_digest() -> str:
    """Return what the code is known by that makes a compiled pack and reads it: whoever works on it need not compile again."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))).hexdigest()


def _is_current(head: str, folder: Path) -> bool:
    """Whether the first line of a compiled pack was made by the code as it is; an installed package does not change."""
    return folder.parent == INSTALLED or head.endswith(f" {_code_digest()}")


def _told(value: Any) -> Any:  # noqa: ANN401 - whatever a pack is made of
    """Return a value as JSON has it; exact numbers and dates become a mapping of one key."""
    match value:
        case LocalizedText():
            return {"zh": value.zh, "en": value.en}
        case tuple() | list():
            return [_told(one) for one in value]
        case dict():
            return {key: _told(one) for key, one in value.items()}
        case Decimal():
            return {_NUMBER: str(value)}
        case date():
            return {_DAY: value.isoformat()}
        case None | str() | int():
            return value
    fields = type(value).model_fields.keys() - {_SHEETS}
    return {_MODEL: type(value).__name__} | {name: _told(getattr(value, name)) for name in sorted(fields)}


def _scalar(told: dict[str, Any]) -> Any:  # noqa: ANN401 - a text, number or day, or the mapping itself
    if told.keys() == {"zh", "en"}:
        return LocalizedText(**told)
    if _NUMBER in told:
        return Decimal(told[_NUMBER])
    return date.fromisoformat(told[_DAY]) if _DAY in told else told


def compiled_sheets(folder: Path) -> PlainSheets | None:
    """Return the sheets of the pack in ``folder`` as plain data; ``None`` where it is not compiled.

    Whether the pack's files are still those it was made from is not looked at.
    """
    try:
        _, sheets, _ = _lines(folder)
        return PlainSheets(**json.loads(sheets, object_hook=_scalar))
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError, RecursionError):
        return None


def _lines(folder: Path) -> tuple[str, str, str]:
    """Return the three lines of a compiled pack; ``ValueError`` if it is not as it was written."""
    head, sheets, rest, end = (folder / COMPILED).read_text("utf-8").split("\n")
    if end or not head.startswith(f"{_digest(sheets, rest)} ") or not _is_current(head, folder):
        raise ValueError
    return head, sheets, rest


def compiled_digest(folder: Path) -> str | None:
    """Return the digest of the pack that is compiled in ``folder``, unread; ``None`` if there is none."""
    try:
        with (folder / COMPILED).open(encoding="utf-8") as file:
            head = file.readline(_HEAD + 1).strip()
        return head.split(" ")[1] if _is_current(head, folder) else None
    except (OSError, ValueError, LookupError):
        return None


def compiled_pack(folder: Path) -> RulePack | None:
    """Return the pack that is compiled in ``folder``, if one is; the caller compares its digest with that of the files."""
    models = {found.__name__: found for found in _models()}

    def made(told: dict[str, Any]) -> Any:  # noqa: ANN401 - a part of a pack, text, number or day
        name = told.pop(_MODEL, None)
        fields = {key: tuple(value) if type(value) is list else value for key, value in told.items()}
        if name is None:
            return _scalar(fields)
        return models[name].model_construct(fields)  # it was validated when it was compiled

    try:
        _, sheets, rest = _lines(folder)
        plain = PlainSheets(**json.loads(sheets, object_hook=_scalar))
        pack = json.loads(rest, object_hook=made)
        whole: RulePack = models["RulePack"].model_construct({**vars(pack), _SHEETS: plain})
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError, AttributeError, RecursionError):
        return None  # none, or none that can be used: the YAML says it all
    return whole if type(pack) is models["RulePack"] else None


def _models() -> Iterator[Any]:
    from assistcheck.rules import model, subjects, vocabulary  # noqa: PLC0415
    from assistcheck.rules.frozen import Frozen  # noqa: PLC0415

    for module in (vocabulary, subjects, model):
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, Frozen):
                yield found
