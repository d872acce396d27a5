"""Random rows of 任务清单: done, under way or not begun, dated or not, with and without evidence."""

from __future__ import annotations

from datetime import date

from .rules_attested import DUTIES
from .tables import CITIES, PROGRAMME, Row
from .world import World

STATES = ("已完成", "已完成", "已完成", "推进中", "未开展")


def attestations(world: World) -> list[Row]:
    """Return a row for most duties and subjects, a few of them sent in twice."""
    rows: list[Row] = []
    for duty, kind in DUTIES.items():
        for subject in _subjects(world, kind):
            if not world.chance(0.85):
                continue
            row: Row = {
                "duty": duty,
                "subject": subject,
                "state": world.rng.choice(STATES),
                "date": _date(world),
                "evidence": None if world.chance(0.1) else world.label("佐证"),
            }
            rows.append(row)
            other = world.day()
            if row["date"] is not None and row["date"] != other and world.chance(0.05):
                rows.append({**row, "date": other, "state": world.rng.choice(STATES)})
    return rows


def _date(world: World) -> date | None:
    if world.chance(0.1):
        return None
    return world.rng.choice((date(2019, 5, 1), date(2021, 12, 31))) if world.chance(0.1) else world.any_day()


def _subjects(world: World, kind: str) -> list[object]:
    match kind:
        case "programme":
            return [PROGRAMME]
        case "city":
            return list(CITIES)
        case "county":
            return list(dict.fromkeys(team["county"] for team in world.teams))
        case "work_group":
            return [group["work_group"] for group in world.groups]
        case "unit":
            return list(dict.fromkeys(unit["unit"] for unit in world.units))
        case _:
            return [team[kind] for team in world.teams]
