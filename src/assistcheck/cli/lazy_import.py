"""Modules that libraries load for what this program never asks of them: each is put off until somebody does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any


class _Late(ModuleType):
    """Stands for a module, and is replaced by it once anything of it is asked for but to call one of its ``functions``."""

    def __init__(self, name: str, functions: tuple[str, ...]) -> None:
        super().__init__(name)
        found = find_spec(name)
        self.__spec__ = found
        if found and found.submodule_search_locations is not None:
            self.__path__ = found.submodule_search_locations
        for function in functions:
            setattr(self, function, self._calling(function))

    def _calling(self, function: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the function takes and returns
            return getattr(self._real(), function)(*given, **named)

        return call

    def _real(self) -> ModuleType:
        name = self.__name__
        if sys.modules.get(name) is self:
            del sys.modules[name]
        return import_module(name)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - an attribute of any module
        return getattr(self._real(), name)


def defer(name: str, *functions: str) -> None:
    """Load the module ``name``, of a package that is loaded, when it is needed; ``functions`` of it may be taken before."""
    if name not in sys.modules:
        package, _, own = name.rpartition(".")
        sys.modules[name] = late = _Late(name, functions)
        setattr(sys.modules[package], own, late)
