"""The measured runs to ratios, to what became of the goals, and to JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.competitor import Competitor
from benchmarks.goals import SCENARIOS, UNITS, Goal, Scenario
from benchmarks.measure import Medians, Run

SCHEMA = "assistcheck-benchmarks/2"
_FIGURES = ("wall", "cpu", "peak")
_GROWING = ("ledger", "teams", "files")


@dataclass(frozen=True, slots=True)
class Result:
    """A contestant and its runs; it has none if it could not be run."""

    contestant: Competitor
    runs: Sequence[Run]
    unable: str | None = None
    tree: float | None = None
    """MiB of all its processes together, if that was measured."""

    @property
    def status(self) -> str:
        """``ok``, or why there are no figures."""
        if self.unable:
            return self.unable
        wrong = [run.exit_code for run in self.runs if run.exit_code not in self.contestant.codes]
        return f"failed with {wrong[0]}" if wrong else "ok"

    @property
    def medians(self) -> Medians | None:
        """The medians, if every run was right."""
        return Medians.of(self.runs) if self.runs and self.status == "ok" else None


def as_json(results: Sequence[Result]) -> list[dict[str, object]]:
    """Return what is written of each contestant."""
    return [
        {
            "group": one.contestant.group,
            "name": one.contestant.name,
            "number": one.contestant.number,
            "unit": UNITS.get(one.contestant.group, ""),
            "status": one.status,
            "bases": list(one.contestant.bases),
            "wall_s": medians.wall if (medians := one.medians) else None,
            "cpu_s": medians.cpu if medians else None,
            "peak_mib": medians.peak if medians else None,
            "tree_mib": one.tree if medians else None,
            "report_mb": medians.report if medians else None,
            "walls_s": [run.wall for run in one.runs],
            "exit_code": one.runs[-1].exit_code if one.runs else None,
        }
        for one in results
    ]


def ratios(results: Sequence[Result]) -> list[dict[str, object]]:
    """Return every measured contestant as a multiple of each of its bases."""
    found: list[dict[str, object]] = []
    for one in results:
        for name in one.contestant.bases:
            base, own = _named(one.contestant.group, one.contestant.number, name, results), one.medians
            if base and own:
                who = {"group": one.contestant.group, "name": one.contestant.name, "number": one.contestant.number}
                found.append({**who, "base": name, **_multiples(own, base)})
    return found


def growth(results: Sequence[Result]) -> list[dict[str, object]]:
    """Return by how much assistcheck's own cost grows from each number of rows, teams or files to the next."""
    found: list[dict[str, object]] = []
    for group in _GROWING:
        of_group = [one for one in results if one.contestant.group == group and one.contestant.name == "assistcheck"]
        measured = [(one.contestant.number, medians) for one in of_group if (medians := one.medians)]
        for (few, before), (many, after) in pairwise(measured):
            found.append({"of": UNITS[group], "from": few, "to": many, "times": many / few, **_multiples(after, before)})
    return found


def goals(results: Sequence[Result]) -> list[dict[str, object]]:
    """Return every goal that something was measured for, and whether it is met."""
    found: list[dict[str, object]] = []
    for scenario in SCENARIOS:
        for goal in scenario.goals:
            measured = _measured(scenario, goal, results)
            if measured is not None:
                what = {name: getattr(scenario, name) for name in ("group", "number", "unit", "title")}
                reached = {"of": goal.of, "figure": goal.figure, "base": goal.base, "goal": goal.at_most}
                found.append({**what, **reached, "measured": measured, "met": measured <= goal.at_most})
    return found


def _measured(scenario: Scenario, goal: Goal, results: Sequence[Result]) -> float | None:
    own = _named(scenario.group, scenario.number, goal.of, results)
    if own is None:
        return None
    if goal.base is None:
        figure: float | None = getattr(own, goal.figure)
        return figure
    base = _named(scenario.group, scenario.number, goal.base, results)
    return _multiples(own, base)[goal.figure] if base else None


def _multiples(own: Medians, base: Medians) -> dict[str, float]:
    return {figure: getattr(own, figure) / getattr(base, figure) for figure in _FIGURES}


def _named(group: str, number: int, name: str, results: Sequence[Result]) -> Medians | None:
    for other in results:
        if (other.contestant.group, other.contestant.number, other.contestant.name) == (group, number, name):
            return other.medians
    return None
