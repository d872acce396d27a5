"""The measured runs to ratios, to JSON and to a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from benchmarks.competitors import Competitor
from benchmarks.measure import Medians, Run

SCHEMA = "assistcheck-benchmarks/1"
_UNITS = {"ledger": "rows", "teams": "teams", "files": "files"}


@dataclass(frozen=True, slots=True)
class Result:
    """A contestant and its runs; it has none if it could not be run."""

    contestant: Competitor
    runs: Sequence[Run]
    unable: str | None = None

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
            "status": one.status,
            "wall_s": medians.wall if (medians := one.medians) else None,
            "cpu_s": medians.cpu if medians else None,
            "peak_mib": medians.peak if medians else None,
            "walls_s": [run.wall for run in one.runs],
            "exit_code": one.runs[-1].exit_code if one.runs else None,
        }
        for one in results
    ]


def ratios(results: Sequence[Result]) -> list[dict[str, object]]:
    """Return every measured contestant as a multiple of its base."""
    found: list[dict[str, object]] = []
    for one in results:
        base, own = _base(one, results), one.medians
        if base and own:
            contestant = one.contestant
            found.append(
                {
                    "group": contestant.group,
                    "name": contestant.name,
                    "number": contestant.number,
                    "base": contestant.base,
                    "wall": own.wall / base.wall,
                    "cpu": own.cpu / base.cpu,
                    "peak": own.peak / base.peak,
                }
            )
    return found


def growth(results: Sequence[Result]) -> list[dict[str, object]]:
    """Return by how much assistcheck's own cost grows from each number of rows, teams or files to the next."""
    found: list[dict[str, object]] = []
    for group, unit in _UNITS.items():
        of_group = [one for one in results if one.contestant.group == group and one.contestant.name == "assistcheck"]
        measured = [(one.contestant.number, medians) for one in of_group if (medians := one.medians)]
        for (few, before), (many, after) in pairwise(measured):
            change = {"wall": after.wall / before.wall, "cpu": after.cpu / before.cpu, "peak": after.peak / before.peak}
            found.append({"of": unit, "from": few, "to": many, "times": many / few, **change})
    return found


def _base(one: Result, results: Sequence[Result]) -> Medians | None:
    wanted = (one.contestant.group, one.contestant.number, one.contestant.base)
    for other in results:
        if (other.contestant.group, other.contestant.number, other.contestant.name) == wanted:
            return other.medians
    return None


# --- the table ----------------------------------------------------------------------------------


def table(results: Sequence[Result]) -> Iterator[str]:
    """Yield the lines of the table, part by part."""
    multiples = {(row["group"], row["number"], row["name"]): row for row in ratios(results)}
    for (group, number), part in groupby(results, key=lambda one: (one.contestant.group, one.contestant.number)):
        members = list(part)
        title = f"{group}, {number:,} {_UNITS[group]}" if number else group
        base = next((one.contestant.base for one in members if one.contestant.base), None)
        yield ""
        yield _columns(title, ("wall s", "cpu s", "MiB"), f"x {base} (wall, cpu, MiB)" if base else "")
        for one in members:
            yield _line(one, multiples.get((group, number, one.contestant.name)))
    yield from _growth_lines(growth(results))


def _line(one: Result, multiple: Mapping[str, object] | None) -> str:
    medians = one.medians
    if medians is None:
        return _columns(f"  {one.contestant.name}", (), one.status)
    figures = (f"{medians.wall:.3f}", f"{medians.cpu:.3f}", f"{medians.peak:.0f}")
    return _columns(f"  {one.contestant.name}", figures, _three(multiple) if multiple else "")


def _growth_lines(rows: Sequence[Mapping[str, object]]) -> Iterator[str]:
    if rows:
        yield ""
        yield _columns("growth of assistcheck", ("times",), "x before (wall, cpu, MiB)")
    for row in rows:
        yield _columns(f"  {row['from']:,} to {row['to']:,} {row['of']}", (f"{row['times']:.0f}",), _three(row))


def _columns(name: str, figures: Sequence[str], rest: str) -> str:
    return f"{name:<38}{''.join(f'{figure:>9}' for figure in figures)}   {rest}".rstrip()


def _three(row: Mapping[str, object]) -> str:
    return f"{row['wall']:7.2f}{row['cpu']:7.2f}{row['peak']:7.2f}"
