"""Options and arguments whose values are taken as the command line gives them.

Typer has Pydantic say that a text is a text, and loading it takes longer than all else that a command line needs.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any

from typer.core import TyperArgument, TyperOption

_LISTS = (list[str], list[Path])
"""Paths are left as texts; their variable holds several of them as that of programs does."""
_OTHER = object()
"""What stands for a value that Typer has to look at."""


def as_given(parameter: Any) -> Any:  # noqa: ANN401 - the parser's own, which Typer does not name
    """Return a parameter that takes texts, flags and allowed words as they are, and leaves everything else to Typer."""
    for plain in (PlainOption, PlainArgument):
        if type(parameter) is plain.__base__ and hasattr(parameter, "type_descriptor"):  # an older Typer needs no Pydantic
            parameter.__class__ = plain
    return parameter


class PlainOption(TyperOption):
    """An option that takes plain values as they are."""

    def process_value(self, ctx: Any, value: Any) -> Any:  # noqa: ANN401
        """Return what the command is given."""
        found = _plain(self, value)
        if found is _OTHER:
            return super().process_value(ctx, value)
        return self.callback(ctx, self, found) if self.callback else found


class PlainArgument(TyperArgument):
    """An argument that takes plain values as they are."""

    def process_value(self, ctx: Any, value: Any) -> Any:  # noqa: ANN401
        """Return what the command is given."""
        found = _plain(self, value)
        return super().process_value(ctx, value) if found is _OTHER or self.callback else found


def _plain(parameter: Any, value: Any) -> Any:  # noqa: ANN401
    """Return a value that is what its parameter asks for; for any other, and for one that is missing, ``_OTHER``."""
    kind = parameter.type_descriptor.annotation
    if parameter.required and not value:
        return _OTHER
    if value is None:
        return () if parameter.multiple or parameter.nargs == -1 else None
    if kind in _LISTS and isinstance(value, list | tuple) and all(type(one) is str for one in value):
        return value
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next((word for word in kind if value in {word, word.value}), _OTHER)
    if kind is int and type(value) is str and value.isascii() and value.isdecimal():
        number = int(value[:20])
        return number if number >= least_of(parameter) else _OTHER
    return value if kind in {str, int} and type(value) is kind else _OTHER  # a number is one where it is the default


def parameter_name(parameter: Any) -> str:  # noqa: ANN401
    """Return what a parameter is called: an option by its long name, an argument by what it stands for."""
    is_option = parameter.param_type_name == "option"
    return max(parameter.opts, key=len) if is_option else str(parameter.metavar)


def number_of(parameter: Any) -> type[int | float] | None:  # noqa: ANN401
    """Return what kind of number a parameter takes; of one that takes none, ``None``."""
    descriptor = getattr(parameter, "type_descriptor", None)
    name = descriptor.annotation if descriptor else parameter.type.name.partition(" ")[0]
    return int if name in {int, "integer"} else float if name in {float, "float"} else None


def least_of(parameter: Any) -> float:  # noqa: ANN401
    """Return the least number that a parameter takes; 0 where none is declared, since no count or time is below it."""
    descriptor = getattr(parameter, "type_descriptor", None)
    return float(getattr(descriptor.parameter_info if descriptor else parameter.type, "min", None) or 0)


def choices_of(parameter: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Return the words that a parameter takes; of one that takes any, none."""
    descriptor = getattr(parameter, "type_descriptor", None)
    if descriptor is None:  # an older Typer
        return tuple(getattr(parameter.type, "choices", ()))
    kind = descriptor.annotation
    return tuple(str(word.value) for word in kind) if isinstance(kind, type) and issubclass(kind, Enum) else ()
