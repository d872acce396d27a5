"""What a pack is made of: values that never change and know their fields.

A file of a pack is checked by Pydantic, with a model drawn from the same fields and from :mod:`assistcheck.rules.checks`.
A compiled pack was checked before, and nothing of that is loaded for it.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, dataclass_transform, get_type_hints

from assistcheck.i18n import LocalizedText

if TYPE_CHECKING:
    from pydantic import BaseModel, TypeAdapter

NO_ENTRIES: dict[Any, Any] = {}
"""What a mapping holds that is left out."""
NEEDED = object()
"""In the place of a default: the field has to be given."""
_ADAPTERS: dict[type[Frozen], TypeAdapter[Any]] = {}


class ContradictionError(ValueError):
    """What a part of a pack's file says against itself, in both languages; Pydantic gathers it with what else is wrong."""

    def __init__(self, zh: str, en: str) -> None:
        """Keep the words."""
        super().__init__(en)
        self.words = LocalizedText(zh, en)


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Frozen:
    """Base of everything in a pack: immutable, known by its fields.

    Its methods are called as those of Pydantic's models; only ``model_validate`` checks what it is given.
    """

    model_fields: ClassVar[Mapping[str, Any]] = {}
    """Each field, with its default or :data:`NEEDED`."""

    def __init_subclass__(cls) -> None:
        """Note the fields."""
        own = {name: vars(cls).get(name, NEEDED) for name in vars(cls).get("__annotations__", ())}
        cls.model_fields = {**cls.model_fields, **own}

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - whatever the fields hold
        """Hold the given values and the defaults of the others.

        Raises:
            TypeError: there is no such field, or one that is needed is not given.
        """
        values = {name: given.pop(name, default) for name, default in self.model_fields.items()}
        wrong = [*given, *(name for name, value in values.items() if value is NEEDED)]
        if wrong:
            raise TypeError(f"{type(self).__name__}: no field, or a value missing: {', '.join(wrong)}")
        vars(self).update(values)

    @classmethod
    def model_construct(cls, values: dict[str, Any]) -> Self:
        """Return one that holds ``values``, which are of all fields and were checked before."""
        made = cls.__new__(cls)
        vars(made).update(values)
        return made

    @classmethod
    def model_validate(cls, given: Any) -> Self:  # noqa: ANN401 - whatever a file says
        """Return what ``given`` says; Pydantic's ``ValidationError`` where that is wrong."""
        made: Self = _adapter(cls).validate_python(given)
        return made

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        """Return the JSON Schema of what may be given."""
        found: dict[str, Any] = _adapter(cls).json_schema(mode="validation")
        return found

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """Return one with other values in some fields, which are not checked."""
        return self.model_construct({name: getattr(self, name) for name in self.model_fields} | dict(update))

    def model_dump(
        self, *, exclude: Collection[str] = (), exclude_none: bool = False, exclude_defaults: bool = False
    ) -> dict[str, Any]:
        """Return the fields with their values, without those that are to be left out."""
        values = {name: getattr(self, name) for name in self.model_fields if name not in exclude}
        return {
            name: value
            for name, value in values.items()
            if not (exclude_none and value is None) and not (exclude_defaults and value == self.model_fields[name])
        }

    def check(self) -> None:
        """Raise ``ContradictionError`` where the fields contradict each other."""

    @classmethod
    def filled_in(cls, given: Any) -> Any:  # noqa: ANN401 - whatever a file says
        """Return what is checked in place of what a file says."""
        return given

    @classmethod
    def _checked(cls, model: BaseModel) -> Self:
        """Return what a model holds that Pydantic has checked."""
        made = cls.model_construct(dict(model))
        made.check()
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:  # noqa: ANN401 - Pydantic's own
        """Tell Pydantic how one is made within another."""
        from pydantic_core import core_schema  # noqa: PLC0415 - a pack that is compiled needs none

        schema = core_schema.no_info_after_validator_function(cls._checked, handler(checked_model(cls)))
        if "filled_in" in vars(cls):
            return core_schema.no_info_before_validator_function(cls.filled_in, schema)
        return schema

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse to change."""
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse to change."""
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    def __eq__(self, other: object) -> bool:
        """Whether all fields are equal."""
        return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        """Return a hash of all fields."""
        return hash((type(self), *self._values()))

    def __repr__(self) -> str:
        """Show all fields."""
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.model_fields)})"

    def _values(self) -> list[Any]:
        return [getattr(self, name) for name in self.model_fields]


def checked_model(of: type[Frozen]) -> type[BaseModel]:
    """Return the Pydantic model with the fields of a class, as a file has to give them."""
    from pydantic import ConfigDict, Field, create_model  # noqa: PLC0415 - a pack that is compiled needs none

    from assistcheck.rules import checks  # noqa: PLC0415 - as above

    names = {**globals(), **vars(sys.modules[of.__module__]), **vars(checks)}
    hints = get_type_hints(of, names, include_extras=True)
    fields: dict[str, Any] = {}
    for name, default in of.model_fields.items():
        given: Any = ... if default is NEEDED else default
        fields[name] = (hints[name], Field(default_factory=dict) if default is NO_ENTRIES else given)
    config = ConfigDict(extra="forbid", frozen=True)
    return create_model(of.__name__, __config__=config, __doc__=of.__doc__, __module__=of.__module__, **fields)


def _adapter(of: type[Frozen]) -> TypeAdapter[Any]:
    """Return what checks values and makes one of them, drawn once for each class."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - a pack that is compiled needs none

    if of not in _ADAPTERS:
        _ADAPTERS[of] = TypeAdapter(of)
    return _ADAPTERS[of]
