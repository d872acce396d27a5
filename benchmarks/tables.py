"""A run's JSON to tables that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from benchmarks.competitor import BEFORE_ENDING

Report = Mapping[str, Any]
"""What ``--json`` writes."""
Row = Mapping[str, Any]

_OWN_FIGURES = {"wall_s": ("wall s", ".3f"), "cpu_s": ("cpu s", ".3f"), "peak_mib": ("MiB", ".0f")}
_MORE_FIGURES = {"tree_mib": ("tree MiB", ".0f"), "report_mb": ("MB out", ".2f")}
"""Shown where somebody has them."""
_UNITS = {"wall": "s", "cpu": "s", "peak": "MiB", "report": "MB"}


def tables(report: Report) -> Iterator[str]:
    """Yield the lines of every table, the goals last."""
    for group, part in groupby(report["runs"], key=lambda run: (run["group"], run["number"])):
        yield ""
        yield from _one_table(list(part), [row for row in report["ratios"] if (row["group"], row["number"]) == group])
    yield from _growth(report["growth"])
    if report["goals"]:
        yield ""
        yield from goal_lines(report["goals"])


def of_group(report: Report, group: str) -> Iterator[str]:
    """Yield the lines of one group's tables."""
    chosen = {part: [row for row in report[part] if row["group"] == group] for part in ("runs", "ratios")}
    lines = tables({**chosen, "growth": [], "goals": []})
    next(lines, None)
    yield from lines


def growth_lines(report: Report) -> Iterator[str]:
    """Yield the lines of how the costs grow."""
    lines = _growth(report["growth"])
    next(lines, None)
    yield from lines


def goal_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Yield what became of each goal."""
    yield f"{'goals':<38}{'figure':<34}{'goal':>9}{'measured':>9}"
    for row in rows:
        figure = f"{row['figure']} x {row['base']}" if row["base"] else f"{row['figure']} {_UNITS[row['figure']]}"
        met = "met" if row["met"] else "not met"
        yield f"  {_title(row):<36}{figure:<34}{_at_most(row):>9}{_reached(row):>9}   {met}{_whose(row)}"


def goals_in_markdown(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the same as a Markdown table."""
    yield "| what | figure | goal | measured | |"
    yield "|---|---|---|---|---|"
    for row in rows:
        number = f"{row['number']:,} {row['unit']}: " if row["number"] else ""
        figure = f"{row['figure']} × {row['base']}" if row["base"] else f"{row['figure']}, {_UNITS[row['figure']]}"
        met = "met" if row["met"] else "**not met**"
        yield f"| {number}{row['title']}{_whose(row)} | {figure} | {_at_most(row)} | {_reached(row)} | {met} |"


def _at_most(row: Row) -> str:
    return f"≤ {row['goal']:g}"


def _reached(row: Row) -> str:
    return "failed" if row["measured"] is None else f"{row['measured']:.2f}"


def _whose(row: Row) -> str:
    """Return whose figure it is, where the group has several."""
    return "" if row["of"] == "assistcheck" else f" ({row['of']})"


def _title(row: Row) -> str:
    return f"{row['group']}, {row['number']:,} {row['unit']}" if row["number"] else row["group"]


def _one_table(runs: Sequence[Row], multiples: Sequence[Row]) -> Iterator[str]:
    figures = _OWN_FIGURES | {name: it for name, it in _MORE_FIGURES.items() if any(run[name] is not None for run in runs)}
    bases = list(dict.fromkeys(_label(row["base"]) for row in multiples))
    heads = "".join(f"{f'x {base} (wall, cpu, MiB)':<40}" for base in bases)
    yield _columns(_title(runs[0]), [head for head, _ in figures.values()], heads)
    by_name = {(row["name"], _label(row["base"])): row for row in multiples}
    for run in runs:
        name = f"  {run['name']}"
        if run["status"] != "ok":
            yield _columns(name, (), run["status"])
        else:
            own = ["" if run[figure] is None else format(run[figure], look) for figure, (_, look) in figures.items()]
            yield _columns(name, own, "".join(f"{_three(by_name.get((run['name'], base))):<40}" for base in bases))


def _label(base: str) -> str:
    """Return what a base is called at the head of a column; each of several contestants has a build before."""
    return "before" if base.endswith(BEFORE_ENDING) else base


def _growth(rows: Sequence[Row]) -> Iterator[str]:
    if rows:
        yield ""
        yield _columns("growth of assistcheck", ("times",), "x before (wall, cpu, MiB)")
    for row in rows:
        yield _columns(f"  {row['from']:,} to {row['to']:,} {row['of']}", (f"{row['times']:.0f}",), _three(row))


def _columns(name: str, figures: Sequence[str], rest: str) -> str:
    return f"{name:<38}{''.join(f'{figure:>9}' for figure in figures)}   {rest}".rstrip()


def _three(row: Row | None) -> str:
    return f"{row['wall']:7.2f}{row['cpu']:7.2f}{row['peak']:7.2f}" if row else ""
