"""What a variable or a file says of an option before the options themselves are known, without looking whether it is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from assistcheck.cli.settings.search import settings_path
from assistcheck.errors import AssistCheckError

PREFIX = "ASSISTCHECK_"


def variables(table: str, key: str) -> tuple[str, str]:
    """Return the variables that stand for an option: that of the command alone, which comes first, and that of all."""
    name = key.upper().replace("-", "_")
    return f"{PREFIX}{table.upper().replace('-', '_')}_{name}", f"{PREFIX}{name}"


def has_file(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether there is a file of settings, or something is wrong with how it is named."""
    try:
        return settings_path(arguments, environment)[0] is not None
    except AssistCheckError:
        return True


def is_anything_set(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether there is anything below the flags of a command line; most runs have nothing."""
    return any(name.startswith(PREFIX) for name in environment) or has_file(arguments, environment)


def raw_settings(keys: Sequence[str], arguments: Sequence[str], environment: Mapping[str, str]) -> Iterator[Any]:
    """Yield what variables and the file say of options, the highest layer first; a variable that is blank says nothing."""
    table = "-".join(takewhile(lambda one: not one.startswith("-"), arguments[:1]))
    if arguments[:1] == ["rules"]:
        table = "-".join(arguments[:2])
    for name in (name for key in keys for name in variables(table, key)):
        if environment.get(name, "").strip():
            yield environment[name]
    if not has_file(arguments, environment):
        return
    from assistcheck.cli.settings.file import readable_settings  # noqa: PLC0415 - only where there is a file

    if file := readable_settings(arguments, environment):
        for path in (path for key in keys for path in ((table, key), (key,))):
            if entry := file.entries.get(path):
                yield entry.value
