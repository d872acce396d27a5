"""The cells of a problem, for a person."""

from __future__ import annotations

from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.reports.common.faulty_cells import cells_shown


def test_of_many_ranges_a_person_is_shown_six_and_the_number() -> None:
    place = Location("a.xlsx", "媒体报道", 3, 1)
    problem = Problem("bad-date", place, rows=tuple((row, row) for row in range(3, 20, 2)))
    assert cells_shown(problem, "zh") == "A3、A5、A7、A9、A11、A13 等共 9 处"
    assert cells_shown(problem, "en") == "A3, A5, A7, A9, A11, A13 and more, 9 in all"
    assert cells_shown(Problem("bad-date", place), "en") == "A3"
    assert cells_shown(Problem("bad-date", place, rows=((3, 9),)), "en") == "A3:A9"
