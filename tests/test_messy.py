"""However a year is handed in, the same is said of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from messy.layout import LAYOUT
from messy.plain import Mess, Told, plain, told
from messy.writing import WRITING
from support import book, pack
from worlds import Sheets

FORMATS: tuple[tuple[str, Callable[[Sheets], bytes]], ...] = (("xlsx", book),)
"""Every format: its suffix, and how sheets are written in it."""
MESSES: tuple[Mess, ...] = (*LAYOUT, *WRITING)


@cache
def of_the_clean_year() -> Told:
    return told({"data.xlsx": book(plain())})


def same_is_said(found: Told, brings: frozenset[str]) -> None:
    clean = of_the_clean_year()
    changed = {
        code: (clean.problems[code], found.problems[code])
        for code in {*clean.problems, *found.problems} - brings
        if clean.problems[code] != found.problems[code]
    }
    assert changed == {}
    assert found.fates == clean.fates
    assert {key: said for key, said in found.outcomes.items() if clean.outcomes.get(key) != said} == {}
    assert found.outcomes.keys() == clean.outcomes.keys()


def test_the_clean_year_puts_every_rule_and_every_fate_to_work() -> None:
    clean = of_the_clean_year()
    assert {rule for rule, _, _ in clean.outcomes} == {rule.id for rule in pack().rules}
    assert {said[0] for said in clean.outcomes.values()} >= {"met", "shortfall", "behind", "on_pace", "not_applicable"}
    happened = {fate for counts in clean.fates.values() for fate, number in counts.items() if number}
    assert happened >= {"counted", "duplicate", "double-claim", "out-of-period", "future"}
    assert len(clean.fates) == 27


@pytest.mark.parametrize(("suffix", "write"), FORMATS, ids=[suffix for suffix, _ in FORMATS])
@pytest.mark.parametrize("mess", MESSES, ids=[mess.name for mess in MESSES])
def test_a_mess_changes_nothing(mess: Mess, suffix: str, write: Callable[[Sheets], bytes]) -> None:
    files = {f"{number}.{suffix}": write(sheets) for number, sheets in enumerate(mess.files(plain()))}
    same_is_said(told(files), mess.brings)
