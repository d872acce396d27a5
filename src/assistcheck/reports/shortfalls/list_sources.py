"""What the workbooks behind one list are called in it: nothing where there is but one, else their names, never a folder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import PurePath

from assistcheck.audit.outcomes import Outcome
from assistcheck.i18n import LocalizedText
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.file_words import without_bars
from assistcheck.reports.common.item_phrases import problems_words
from assistcheck.reports.shortfalls.grouping import ShortfallList
from assistcheck.rules.model import RulePack


class ListSources:
    """The workbooks that one list speaks of, as its reader knows them."""

    def __init__(self, one: ShortfallList) -> None:
        """Keep the list."""
        self._one = one

    @property
    def pack(self) -> RulePack:
        """The pack of the list."""
        return self._one.report.pack

    @cached_property
    def names(self) -> dict[str, str]:
        """What each workbook is called, by its path; of those with one name the second is ``name (2)``."""
        paths = list(dict.fromkeys(self._paths()))
        if len(paths) == 1:
            return {paths[0]: ""}
        seen: Counter[str] = Counter()
        found: dict[str, str] = {}
        for path in paths:
            name = _name(path)
            seen[name] += 1
            found[path] = name if seen[name] == 1 else f"{name} ({seen[name]})"
        return found

    def problems(self, problems: Iterable[Problem]) -> tuple[LocalizedText, ...]:
        """Return problems in words: workbooks by their names here, and entries without their bars."""
        return tuple(self._worded(words) for words in problems_words(problems, self.names))

    def _paths(self) -> Iterator[str]:
        one = self._one
        items = (*one.items, *one.unjudged)
        for item in items:
            yield from _paths_of(item.outcome)
        for problem in (*(problem for item in items for problem in item.problems), *one.problems, *one.heads):
            if problem.place.path:
                yield problem.place.path

    def _worded(self, words: LocalizedText) -> LocalizedText:
        names = [(path, self.names[path]) for path in sorted(self.names, key=len, reverse=True)]
        if "/" in words.zh or "\\" in words.zh:
            names = [*names, *((path, _name(path)) for path in self._long_paths)]
        zh, en = without_bars(words.zh, "zh"), without_bars(words.en, "en")
        for path, name in names:
            zh, en = _renamed(zh, visible(path), name), _renamed(en, visible(path), name)
        return LocalizedText(zh, en)

    @cached_property
    def _long_paths(self) -> list[str]:
        """The paths of the report's workbooks as they are shown, the longest first."""
        shown = {visible(one.path) for one in self._one.report.inputs}
        return sorted((path for path in shown if _name(path) != path), key=lambda path: (-len(path), path))


def _paths_of(outcome: Outcome) -> Iterator[str]:
    yield from (rows.path for rows in (*outcome.evidence, *outcome.excluded))
    yield from (miss.place.path for miss in outcome.near)


def _renamed(text: str, path: str, name: str) -> str:
    """Return a text in which a workbook is called by its name, or not at all."""
    if path not in text:
        return text
    whole = rf"(?<![\w./\\-]){re.escape(path)}" + ("" if name else " ?")
    return re.sub(whole, lambda _: visible(name), text)


def _name(path: str) -> str:
    return PurePath(path.replace("\\", "/")).name
