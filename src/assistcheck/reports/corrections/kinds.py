"""Faults of one kind together, the gravest first, and their places in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.i18n import listed as joined
from assistcheck.problem_codes import ProblemLevel
from assistcheck.problems import Problem
from assistcheck.reports.common.faulty_cells import cells_shown
from assistcheck.reports.corrections.messages import said
from assistcheck.sanitize import visible

_LONGEST = 40
"""Characters of what stands in a cell that a line shows."""


class Kind(NamedTuple):
    """Faults of one code with one remedy."""

    title: LocalizedText
    remedy: LocalizedText
    problems: tuple[Problem, ...]

    @property
    def places(self) -> int:
        """How many cells (or sheets, files) have them."""
        return sum(problem.count for problem in self.problems)

    def expected(self) -> LocalizedText | None:
        """Return what was expected, where that is the same of all."""
        found = {problem.expected for problem in self.problems}
        return next(iter(found)) if len(found) == 1 else None


def kinds_of(problems: Iterable[Problem], level: ProblemLevel) -> list[Kind]:
    """Return the faults of a level by their kind: whole files and sheets first, then what there is most of."""
    found: dict[tuple[str, LocalizedText, LocalizedText], list[Problem]] = {}
    for one in problems:
        if one.level == level:
            found.setdefault((one.code, one.title, one.remedy), []).append(one)
    kinds = [Kind(title, remedy, tuple(alike)) for (_, title, remedy), alike in found.items()]
    return sorted(kinds, key=lambda kind: (_reach(kind.problems), -kind.places))


def _reach(problems: Sequence[Problem]) -> int:
    """Return 0 for what is wrong with a whole file, 1 with a sheet, 2 with single cells."""
    return min(2 if one.place.row else 1 if one.place.sheet else 0 for one in problems)


def place_words(problem: Problem, lang: Lang, most: int) -> str:
    """Return where a fault stands: the sheet and the first ranges of cells; or that it is of the whole file."""
    sheet = visible(problem.place.sheet)
    if not sheet:
        return said("whole_file", lang) if not problem.place.row else said("line", lang, row=problem.place.row)
    return said("in_sheet", lang, sheet=sheet, cells=cells_shown(problem, lang, most)).rstrip()


def seen_words(problem: Problem, lang: Lang) -> str:
    """Return what stands in the cells of a fault: the first few different texts, cut where they are long."""
    texts, more = problem.first_texts()
    shown = joined([said("quoted", lang, text=_cut(visible(text))) for text in texts if text], lang)
    return shown + said("and_others", lang) * (more and bool(shown))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def kind_words(kind: Kind, lang: Lang, most: int) -> str:
    """Return a kind with its first places in one line."""
    places = [place_words(one, lang, most) for one in kind.problems[:most]]
    more = sum(one.count for one in kind.problems[most:])
    text = said("kind", lang, title=kind.title.text(lang), n=kind.places, places=joined(places, lang))
    return visible(text + (said("kind_more", lang, n=more) if more else ""))
