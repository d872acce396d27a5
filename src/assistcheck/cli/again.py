"""What repeats a run on a command line: the paths and options that decide what is read and judged, whoever gave them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from assistcheck import api
from assistcheck.cli.option_groups import ScopeOptions, SourceOptions, TermOptions

_NEEDLESS = frozenset({"rules", "cache", "cache_limit", "engine", "scheduler", "workers", "no_progress", "fail_on"})
"""Options that change nothing of what is found, and the pack, which stands for itself."""


def again_of(paths: Sequence[str], sources: SourceOptions, terms: TermOptions, scope: ScopeOptions) -> api.Again | None:
    """Return what repeats a run; ``None`` where it read from standard input, which is not there again."""
    if "-" in paths:
        return None
    rules = sources.rules
    pack = () if rules == SourceOptions().rules else ("--rules", rules)
    return api.Again(
        pack=pack,
        inputs=(*map(_no_option, paths), *pack, *_words(sources)),
        terms=(*_words(terms),),
        scope=(*_words(scope),),
    )


def _no_option(path: str) -> str:
    """Return a path that is not taken for an option."""
    return f"./{path}" if path.startswith("-") else path


def _words(group: NamedTuple) -> Iterator[str]:
    """Yield the options of a group that are not as they would be anyway."""
    defaults: dict[str, Any] = group._field_defaults
    for name, value in group._asdict().items():
        if name in _NEEDLESS or value in (None, (), []) or value == defaults[name]:
            continue
        flag = f"--{name.replace('_', '-')}"
        if value is True:
            yield flag
            continue
        for one in value if isinstance(value, list | tuple) else [value]:
            yield from (flag, str(getattr(one, "value", one)))
