"""What repeats a run on a command line: the paths and options that decide what is read and judged, whoever gave them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from assistcheck import api
from assistcheck.cli.option_groups import BaselineOptions, ScopeOptions, SourceOptions, TermOptions

_NEEDLESS = frozenset({"rules", "lang", "cache", "cache_limit", "engine", "scheduler", "workers", "no_progress", "fail_on"})
"""Options that change nothing of what is found; those that every command takes, and those that an audit alone takes."""


def again_of(
    paths: Sequence[str],
    sources: SourceOptions,
    terms: TermOptions,
    scope: ScopeOptions,
    held: BaselineOptions | None = None,
) -> api.Again | None:
    """Return what repeats a run; ``None`` where it read from standard input, which is not there again."""
    if "-" in paths:
        return None
    pack = (*_option("rules", sources.rules, SourceOptions().rules), *_option("lang", sources.lang, None))
    return api.Again(
        pack=pack,
        inputs=(*map(_no_option, paths), *pack, *_words(sources)),
        terms=(*_words(terms),),
        scope=(*_words(scope),),
        held=(
            *(_option("baseline", held.baseline, None) if held else ()),
            *_option("fail_on", scope.fail_on, ScopeOptions().fail_on),
        ),
    )


def _no_option(path: str) -> str:
    """Return a path that is not taken for an option."""
    return f"./{path}" if path.startswith("-") else path


def _words(group: NamedTuple) -> Iterator[str]:
    """Yield the options of a group that are not as they would be anyway."""
    defaults: dict[str, Any] = group._field_defaults
    for name, value in group._asdict().items():
        if name not in _NEEDLESS:
            yield from _option(name, value, defaults[name])


def _option(name: str, value: Any, default: Any) -> Iterator[str]:  # noqa: ANN401 - whatever options hold
    """Yield one option, unless it is as it would be anyway; one of several values stands before each."""
    flag = f"--{name.replace('_', '-')}"
    if value is True:
        yield flag
    elif value not in (None, (), [], default):
        for one in value if isinstance(value, list | tuple) else [value]:
            yield from (flag, str(getattr(one, "value", one)))
