"""The measured runs to ratios, to what became of the goals, and to JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.competitor import Competitor
from benchmarks.goals import SCENARIOS, UNITS, Goal
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
            other = _named(one.contestant.group, one.contestant.number, name, results)
            base, own = other and other.medians, one.medians
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
    """Return every goal that took part, and whether it is met; ``measured`` is ``None`` where a run failed."""
    found: list[dict[str, object]] = []
    for scenario in SCENARIOS:
        for goal in scenario.goals:
            members = [_named(scenario.group, scenario.number, name, results) for name in (goal.of, goal.base) if name]
            if all(members):
                measured = _measured(goal, [one.medians for one in members if one])
                what = {name: getattr(scenario, name) for name in ("group", "number", "unit", "title")}
                reached = {"of": goal.of, "figure": goal.figure, "base": goal.base, "goal": goal.at_most}
                met = measured is not None and measured <= goal.at_most
                found.append({**what, **reached, "measured": measured, "met": met})
    return found


def _measured(goal: Goal, medians: Sequence[Medians | None]) -> float | None:
    """Return the figure, by itself or as a multiple of the base's."""
    own, base = medians[0], medians[-1]
    if own is None or base is None:
        return None
    figure: float | None = _multiples(own, base)[goal.figure] if goal.base else getattr(own, goal.figure)
    return figure


def _multiples(own: Medians, base: Medians) -> dict[str, float]:
    return {figure: getattr(own, figure) / getattr(base, figure) for figure in _FIGURES}


def _named(group: str, number: int, name: str, results: Sequence[Result]) -> Result | None:
    wanted = (group, number, name)
    found = (one for one in results if (one.contestant.group, one.contestant.number, one.contestant.name) == wanted)
    return next(found, None)
