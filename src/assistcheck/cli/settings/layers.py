"""What lies below the flags of a command line: variables of the environment, then a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any, NamedTuple

from assistcheck.cli.settings.file import SettingsFile
from assistcheck.cli.settings.keys import Option, holds_at_top, key_of, takes_pairs
from assistcheck.cli.settings.raw import variables
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.sanitize import without_credentials

WITHIN = "within"
"""The option that a pack has short ones for, such as ``county``."""


class Layer(IntEnum):
    """Where a value comes from; what comes first beats what comes later."""

    FLAG = 0
    COMMAND_VARIABLE = 1
    VARIABLE = 2
    COMMAND_TABLE = 3
    FILE = 4
    DEFAULT = 5


class Origin(NamedTuple):
    """Where a value comes from."""

    layer: Layer
    name: str = ""
    """The flag, or the variable, or file:line."""
    key: str = ""
    """The key as it is written there."""
    line: int = 0
    """The line of the file, 0 where it is another layer's."""

    @property
    def words(self) -> LocalizedText:
        """The place in words."""
        match self.layer:
            case Layer.FLAG:
                return LocalizedText(f"选项 {self.name}", f"option {self.name}")
            case Layer.VARIABLE | Layer.COMMAND_VARIABLE:
                return LocalizedText(f"变量 {self.name}", f"variable {self.name}")
            case Layer.DEFAULT:
                return LocalizedText("默认", "default")
            case _:
                return LocalizedText(self.name, self.name)


class PlacedError(UsageError):
    """A value that is wrong; the words say where it stands."""


class Part(NamedTuple):
    """What one variable or key says."""

    value: Any
    """The text of the variable, or the value of the file."""
    origin: Origin
    kind: str
    """For a pack's short option, the kind of subject that it chooses by."""


class Given(NamedTuple):
    """What a layer says of an option, not looked at yet."""

    option: Option
    parts: tuple[Part, ...]
    """One, but for ``within``, which short options say too."""
    folder: str
    """The folder of the file, which its paths are relative to."""

    @property
    def origin(self) -> Origin:
        """Where the value comes from."""
        return self.parts[0].origin

    def value(self, context: Any) -> Any:  # noqa: ANN401 - the parser's own, and any value
        """Return the value as the command line would give it.

        Raises:
            PlacedError: it is none of the option's.
        """
        values = [self._of(part, context) for part in self.parts]
        return values[0] if len(values) == 1 else [one for value in values for one in value]

    def _of(self, part: Part, context: Any) -> Any:  # noqa: ANN401 - the parser's own, and any value
        from assistcheck.cli.settings.values import (  # noqa: PLC0415 - only where something is set
            MisfitError,
            from_text,
            from_toml,
            shown,
        )

        try:
            if part.origin.line:
                return from_toml(self.option, part.value, self.folder, context, part.kind)
            return from_text(self.option, part.value, context, part.kind)
        except MisfitError as error:
            origin, (zh, en) = part.origin, error.words
            if origin.line:
                seen = f"{origin.key} = {shown(part.value)}"
                raise PlacedError(LocalizedText(f"{origin.name}：{seen}：{zh}", f"{origin.name}: {seen}: {en}")) from None
            seen = f"{origin.name}={without_credentials(part.value.strip())}"
            raise PlacedError(LocalizedText(f"{seen}：{zh}", f"{seen}: {en}")) from None


class Layers(NamedTuple):
    """Everything below the flags."""

    environment: Mapping[str, str]
    file: SettingsFile | None

    def given(self, table: str, option: Option, short_options: Callable[[], Mapping[str, str]] = dict) -> Given | None:
        """Return what the highest layer that says something of an option says, for one command.

        Args:
            table: The command.
            option: One of its options.
            short_options: Makes the pack's short options, and the kind of subject that each chooses by.
        """
        key = key_of(option)
        names = {key: ""} | (dict(short_options()) if key == WITHIN else {})
        layers = [Layer.COMMAND_VARIABLE, Layer.COMMAND_TABLE]
        if holds_at_top(table, option):
            layers = [Layer.COMMAND_VARIABLE, Layer.VARIABLE, Layer.COMMAND_TABLE, Layer.FILE]
        for layer in layers:
            found = [part for named in names.items() if (part := self._part(layer, table, option, named))]
            if found:
                return Given(option, tuple(found), self.file.folder if self.file else "")
        return None

    def _part(self, layer: Layer, table: str, option: Option, named: tuple[str, str]) -> Part | None:
        """Return what a layer says under one name; a variable that is blank says nothing."""
        key, kind = named
        if layer in {Layer.COMMAND_VARIABLE, Layer.VARIABLE}:
            name = variables(table, key)[layer - Layer.COMMAND_VARIABLE]
            text = self.environment.get(name, "")
            return Part(text, Origin(layer, name, key), kind) if text.strip() else None
        path = (table, key) if layer is Layer.COMMAND_TABLE else (key,)
        if self.file is None or (entry := self.file.entries.get(path)) is None:
            return None
        if isinstance(entry.value, dict) and not takes_pairs(option):  # the table of a command that is called like an option
            return None
        return Part(entry.value, Origin(layer, self.file.place(entry.line), entry.written, entry.line), kind)
