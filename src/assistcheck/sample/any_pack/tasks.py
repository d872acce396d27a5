"""The task list: the state of every attested duty, with its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.sample.any_pack.world import World
from assistcheck.sample.rows import Record

_UNLISTED = 0.2
"""The share of duties not done that are not listed either."""


def draw_tasks(world: World) -> dict[str, list[Record]]:
    """Return the rows of the task list by its id; nothing where the pack has none."""
    sheet = world.ledgers.tasks
    return {sheet.id: list(_rows(world))} if sheet else {}


def _rows(world: World) -> Iterator[Record]:
    sheet = world.ledgers.tasks
    if sheet is None or sheet.tasks is None:
        return
    tasks, lang = sheet.tasks, world.pack.manifest.languages[0]
    duty = next(column.name for column in sheet.columns if column.is_duty)
    whose = next(column.name for column in sheet.columns if column.names == ("subject",))
    states = [word for word in sheet.by_name[tasks.state].words if word not in tasks.done]
    year = world.pack.programme_year
    for rule in (rule for rule in world.pack.rules if rule.attested):
        subjects, draw = world.subjects(rule), world.draw(f"tasks of {rule.id}")
        short = world.short(rule, subjects)
        for number, subject in enumerate(subjects):
            row: Record = {duty: rule.id, whose: subject.name}
            if number not in short:
                (day,) = world.days(draw, 1, year.first_day, world.as_of)
                where = f"file {draw.between(1, 99)}" if lang == "en" else f"（第{draw.between(1, 99)}号）"
                evidence = f"{rule.title.text(lang)}{', ' if lang == 'en' else ''}{where}"
                yield {**row, tasks.state: tasks.done[0], tasks.date: day, tasks.evidence: evidence}
            elif states and not draw.chance(_UNLISTED):
                yield {**row, tasks.state: draw.pick(states)}
