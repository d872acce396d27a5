"""A plausible year of any pack, drawn from its sheets, its subjects and its rules; most duties are met, some on purpose not.

Its files::

    rosters.py    who takes part
    world.py      the rosters as they are read, the days of the year, and who often falls short
    enough.py     how much meets a target
    row_maker.py  rows that are right in every column
    conditions.py cells with which a row passes the tests of a measure
    ledger_rows.py  the rows of one sheet while they are drawn
    figures.py    the rows that a figure is made of
    evidence.py   the ledgers, rule by rule
    tasks.py      the task list
    partial_year.py  a year as it stood on a day of it
"""

from __future__ import annotations

from datetime import date

from assistcheck.ledgers.periods import period_end
from assistcheck.rules.model import RulePack
from assistcheck.sample.any_pack.evidence import draw_evidence
from assistcheck.sample.any_pack.partial_year import as_it_stood
from assistcheck.sample.any_pack.rosters import draw_rosters
from assistcheck.sample.any_pack.tasks import draw_tasks
from assistcheck.sample.any_pack.world import world_of
from assistcheck.sample.rows import Sheets, Value

__all__ = ["mid_year", "one_reporter", "whole_year"]


def whole_year(pack: RulePack) -> Sheets:
    """Return a programme year to its end."""
    return _year(pack, pack.programme_year.last_day)


def mid_year(pack: RulePack) -> Sheets:
    """Return the same year as it stood at the end of its second quarter."""
    day = period_end(pack, f"{pack.programme_year.number}Q2")
    return {**as_it_stood(_year(pack, pack.programme_year.last_day), pack, day), **_cover(pack, day)}


def one_reporter(pack: RulePack) -> Sheets:
    """Return a year up to its middle of as few as can be: one that reports, and what belongs to it."""
    day = period_end(pack, f"{pack.programme_year.number}Q2")
    return {**as_it_stood(_year(pack, pack.programme_year.last_day, alone=True), pack, day), **_cover(pack, day)}


def _year(pack: RulePack, day: date, *, alone: bool = False) -> Sheets:
    rosters = draw_rosters(pack, alone=alone)
    world = world_of(pack, rosters, day)
    return {**rosters, **draw_evidence(world), **draw_tasks(world), **_cover(pack, day)}


def _cover(pack: RulePack, day: date) -> Sheets:
    """Return the cover sheet; no person is named."""
    spec = next((one for one in pack.ledgers if one.cover), None)
    if spec is None or spec.cover is None:
        return {}
    cover, version = spec.cover, pack.manifest.template_version
    cells: dict[str | None, Value] = {cover.reporter: pack.subjects.whole, cover.as_of: day, cover.template: version}
    return {spec.id: [{name: value for name, value in cells.items() if name}]}
