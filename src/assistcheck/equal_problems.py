"""Equal faults of one sheet and column are told once, with all their cells; very many kinds of one fault as one too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistcheck.i18n import LocalizedText
from assistcheck.problems import Problem

MOST_KINDS = 100
"""Faults of one code and column that differ in what was expected, or in the name that is unknown, and are told one by one."""

EACH_NAMED = frozenset({"unknown-name", "unknown-alias", "unknown-sheet", "unknown-column"})
"""Codes whose faults are alike only where the same text stands in the cells: each name has to be looked up by itself."""
_OTHERS = LocalizedText(
    f"（这一列的此类问题超过 {MOST_KINDS} 种，其余合并列在此处）",
    f" (there are more than {MOST_KINDS} kinds of this in the column; the others are told here as one)",
)

_Kinds = dict[tuple[LocalizedText, str], list[Problem]]


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """Return equal faults of one sheet and column as one problem, in the order of the first of each."""
    columns: dict[tuple[object, ...], _Kinds] = {}
    for problem in problems:
        path, sheet, row, column = problem.place
        kinds = columns.setdefault((problem.code, problem.level, path, sheet, column, problem.words), {})
        for one in _by_text(problem) if problem.code in EACH_NAMED else (problem,):
            named = one.value if one.code in EACH_NAMED or not row else ""
            kinds.setdefault((one.expected, named), []).append(one)
    return [one for kinds in columns.values() for one in _few(list(map(_as_one, kinds.values())))]


def _by_text(problem: Problem) -> Iterator[Problem]:
    """Yield the faults of each of the first texts by themselves, and those of all others."""
    texts: dict[str, list[int]] = {}
    others: list[tuple[int, str]] = []
    for row, value in problem.texts():
        if value in texts:
            texts[value].append(row)
        elif len(texts) < MOST_KINDS:
            texts[value] = [row]
        else:
            others.append((row, value))
    for value, rows in texts.items():
        yield problem.in_cells(rows, [value] * len(rows))
    if others:
        yield problem.in_cells([row for row, _ in others], [value for _, value in others])


def _few(kinds: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the first kinds of a fault of one column, and all others as one; what stands in no cell is told one by one."""
    if len(kinds) <= MOST_KINDS or not kinds[0].place.row:
        yield from kinds
        return
    ordered = sorted(kinds, key=lambda one: one.place.row)
    yield from ordered[:MOST_KINDS]
    others = _as_one(ordered[MOST_KINDS:])
    usual = Problem(others.code, others.place).expected
    yield replace(others, expected=LocalizedText(usual.zh + _OTHERS.zh, usual.en + _OTHERS.en))


def _as_one(problems: Sequence[Problem]) -> Problem:
    """Return one problem for all cells of some equal ones."""
    if len(problems) == 1 or not problems[0].place.row:
        return problems[0]
    texts: dict[int, str] = {}
    for problem in reversed(problems):
        texts.update(problem.texts())
    rows = sorted(texts)
    return problems[0].in_cells(rows, [texts[row] for row in rows])
