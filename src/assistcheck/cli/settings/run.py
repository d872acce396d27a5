"""The settings of one run of a command: what each option is, and where that stands."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple

from assistcheck.cli.output_format import contradicts
from assistcheck.cli.settings.file import readable_settings, settings_file
from assistcheck.cli.settings.keys import (
    AUDIT,
    OTHER_VARIABLES,
    Command,
    Option,
    all_commands,
    key_options,
    table_of,
    top_options,
)
from assistcheck.cli.settings.layers import Given, Layer, Layers, Origin, PlacedError
from assistcheck.cli.settings.pack import rules_of, short_options_of
from assistcheck.cli.settings.raw import PREFIX, variables
from assistcheck.errors import AssistCheckError, UsageError
from assistcheck.i18n import LocalizedText

_EXCLUSIVE = ("as-of", "quarter")
"""Options of which one excludes the other: the one of the higher layer stands."""
_UNNAMED = frozenset({"lang", "format", "fail-on"})
"""Options whose values are common words, and are known to be right before a command runs."""
_DEFAULT = Origin(Layer.DEFAULT)


class Setting(NamedTuple):
    """What an option is in a run."""

    value: Any
    origin: Origin
    overruled_by: str = ""
    """The option of a higher layer for which this one gives way."""


class RunSettings:
    """The settings of one run of a command."""

    def __init__(self, command: Command, context: Any, arguments: Sequence[str], *, lenient: bool = False) -> None:  # noqa: ANN401
        """Read the file, if there is one.

        Args:
            command: The command that runs.
            context: The parser's context.
            arguments: What is given to the command.
            lenient: Whether a file in which something is wrong is as if there were none, as for help.

        Raises:
            UsageError: the file cannot be read, or is not TOML.
        """
        self._command = command
        self.context = context
        self._arguments = arguments
        self.table = table_of(context)
        self._options = key_options(command, context)
        self.layers = Layers(os.environ, (readable_settings if lenient else settings_file)(sys.argv[1:], os.environ))

    def check(self) -> None:
        """Refuse a file in which something is wrong.

        Raises:
            SideFileError: a line for each fault.
        """
        if self.layers.file:
            from assistcheck.cli.settings.checking import Checker  # noqa: PLC0415 - only where there is a file

            Checker(self.layers.file, self.context, self._short_or_none).check(self.table, self._command)

    def given(self, option: Option, table: str = "") -> Given | None:
        """Return what stands below the flags for an option of this command, or of that of another ``table``."""
        return self.layers.given(table or self.table, option, self._short_where_asked_for)

    def defaults(self) -> dict[str, Callable[[], Any]]:
        """Return what the parser takes where there is no flag, by the names of its parameters."""
        found = ((option, self.given(option)) for option in self._options.values())
        return {option.name: partial(given.value, self.context) for option, given in found if given}

    def settle(self) -> None:
        """Take back what gives way to a higher layer, now that the command line is parsed.

        Raises:
            UsageError: two options stand in one layer of which one excludes the other.
        """
        for key, one in self.found.items():
            if one.overruled_by:
                option = self._options[key]
                self.context.params[option.name] = option.default

    @cached_property
    def found(self) -> Mapping[str, Setting]:
        """What each option is, by its key; asked for once the command line is parsed."""
        found = {
            key: Setting(self.context.params.get(option.name), self._origin(option)) for key, option in self._options.items()
        }
        given = {key: one for key, one in found.items() if one.origin.layer is not Layer.DEFAULT and one.value is not None}
        overruled = [(key, found[key]._replace(overruled_by=other)) for key, other in _overruled(given)]
        return found | dict(overruled)

    def rules(self) -> str:
        """Return the rule pack that the command line, a variable or the file names, else the usual one."""
        option = self._options.get("rules") or key_options(all_commands()[AUDIT])["rules"]
        given = self.given(option)
        return rules_of(self._arguments, str(given.value(self.context)) if given else "")

    def located(self, error: AssistCheckError) -> AssistCheckError:
        """Return an error with the place of the setting whose value it names, if there is one."""
        places = list(dict.fromkeys(_places(self.found, error.words.en)))
        if not places or isinstance(error, PlacedError):
            return error
        if len(places) == 1 and "\n" not in error.words.zh and type(error) is UsageError:
            return UsageError(LocalizedText(f"{places[0][1].name}：{error.words.zh}", f"{places[0][1].name}: {error.words.en}"))
        zh = "\n".join([error.words.zh, *(f"{key} 取自 {origin.words.zh}" for key, origin in places)])
        en = "\n".join([error.words.en, *(f"{key} is set by {origin.words.en}" for key, origin in places)])
        return type(error)(LocalizedText(zh, en))

    def _origin(self, option: Option) -> Origin:
        source = self.context.get_parameter_source(option.name)
        if source is not None and source.name == "COMMANDLINE":
            return Origin(Layer.FLAG, max(option.opts, key=len))
        given = self.given(option)
        return given.origin if given else _DEFAULT

    def _short_or_none(self) -> Mapping[str, str] | None:
        try:
            return self._short_options
        except AssistCheckError:
            return None

    def _short_where_asked_for(self) -> Mapping[str, str]:
        """Return the pack's short options where a variable or key is none of this command's, and may be one of them."""
        short = (self._short_or_none() or {}) if self._has_strange() else {}
        return {key: kind for key, kind in short.items() if key not in self._options}

    def _has_strange(self) -> bool:
        """Whether a variable or key stands for no option of any command."""
        own = self._options
        entries = self.layers.file.entries if self.layers.file else ()
        keys = {path[-1] for path in entries if path[:-1] in {(), (self.table,)}} - set(own)
        known = OTHER_VARIABLES.union(*(variables(self.table, key) for key in own))
        names = {name for name in self.layers.environment if name.startswith(PREFIX)} - known
        if not keys and not names:
            return False
        tables, others = all_commands(), top_options()
        names -= {name for table in tables for key in others for name in variables(table, key)}
        return bool(names or keys - set(tables) - set(others))

    @cached_property
    def _short_options(self) -> Mapping[str, str]:
        return short_options_of(self.rules())


def _overruled(given: Mapping[str, Setting]) -> Iterator[tuple[str, str]]:
    """Yield each option that gives way, and the one for which it does; ``given``: those that something says."""
    if all(key in given for key in _EXCLUSIVE):
        yield _lower(given)
    below = {key for key, one in given.items() if one.origin.layer is not Layer.FLAG}
    if "format" in below and "output" in given and contradicts(str(given["output"].value), str(given["format"].value)):
        yield "format", "output"
    if "scheduler" in below and "engine" not in given:
        yield "scheduler", "engine"
    if "password-file" in given and given["password-file"].origin.line and os.environ.get("ASSISTCHECK_PASSWORD"):
        yield "password-file", "ASSISTCHECK_PASSWORD"


def _lower(given: Mapping[str, Setting]) -> tuple[str, str]:
    """Return which of two options gives way, and to which.

    Raises:
        UsageError: they stand in one layer.
    """
    (first, one), (second, other) = ((key, given[key].origin) for key in _EXCLUSIVE)
    if one.layer != other.layer:
        return (first, second) if one.layer > other.layer else (second, first)
    if one.layer is Layer.FLAG:
        raise UsageError(LocalizedText(f"--{first} 与 --{second} 只能用一个", f"give either --{first} or --{second}"))
    zh = f"{one.name} 与 {other.name}：{first} 和 {second} 只能用一个"
    raise UsageError(LocalizedText(zh, f"{one.name} and {other.name}: give either {first} or {second}"))


def _places(found: Mapping[str, Setting], message: str) -> Iterator[tuple[str, Origin]]:
    """Yield the settings of variables and the file whose values a message names."""
    for key, one in found.items():
        if one.origin.layer in {Layer.FLAG, Layer.DEFAULT} or one.overruled_by or key in _UNNAMED:
            continue
        values = one.value if isinstance(one.value, list | tuple) else [one.value]
        texts = {part for value in values if isinstance(value, str) for part in (value, *value.split("=", 1)) if part}
        if any(re.search(rf"(?i)(?<!\w){re.escape(text)}(?!\w)", message) for text in texts):
            yield key, one.origin
