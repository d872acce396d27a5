"""The samples of the pack dongguan-2022, tuned to its document: the only room that knows its words and the ids of its sheets.

Its files::

    names.py     invented names
    seeded.py    seeded draws, working days, and who falls short of which duty
    rosters.py   who takes part
    people.py, publicity.py, money.py, growth.py, regions.py, duties.py    the ledgers, clause by clause
    year.py      all of them as one year, and its first half
    faults.py    the faults that such workbooks have
    one_team.py  a single team, small enough to be checked by eye
"""

from __future__ import annotations

from assistcheck.sample.dongguan.one_team import one_team
from assistcheck.sample.dongguan.year import mid_year, whole_year

__all__ = ["mid_year", "one_team", "whole_year"]
