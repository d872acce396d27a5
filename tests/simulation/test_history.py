"""``history`` tells exactly the figures and the states of the simulated year."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from assistcheck.audit.request import select
from assistcheck.comparison.history.reading import read_history
from assistcheck.comparison.history.trend import Counts, History

from .sent import Sent, sent
from .truth import Verdict, counted, verdicts
from .year import READING_FROM, Year


@pytest.fixture(scope="module")
def history(reports: list[Path]) -> History:
    return read_history([str(reports[0].parent)])


def counts_of(found: Iterable[Verdict]) -> Counts:
    return Counts(**counted(found))


def test_it_has_every_week_and_says_only_what_changed_in_the_rules(year: Year, history: History) -> None:
    assert history.days == tuple(week.day for week in year.weeks)
    assert history.complete
    changed = [week.day for week in year.weeks[1:] if week.day == READING_FROM]
    assert [(note.code, note.words.en) for note in history.notes] == [
        ("other-readings", f"from {day} on the readings are R05.2=distinct-title") for day in changed
    ]


def test_every_figure_of_every_team_county_and_week_is_the_models(year: Year, history: History) -> None:
    assert {one.name for one in history.reporters} == {team.name for team in year.teams}
    for at, week in enumerate(year.weeks):
        found = {team: [*verdicts(team, week).values()] for team in year.teams}
        point = history.points[at]
        assert point.whole == counts_of(one for verdict in found.values() for one in verdict), week.day
        assert point.reporters == {team.name: counts_of(found[team]) for team in year.teams}, week.day
        counties = dict.fromkeys(team.county for team in year.teams)
        assert point.regions == {
            county: counts_of(one for team in year.teams if team.county == county for one in found[team]) for county in counties
        }, week.day


def test_who_sent_when_is_what_lay_in_the_exports(year: Year, history: History) -> None:
    for team in year.teams:
        found = [Sent(one.state, one.is_late, one.is_conflicting) for one in history.sendings[team.name]]
        assert found == [*sent(year, team)], team.name


def test_the_workbooks_are_those_of_the_exports(year: Year, history: History) -> None:
    for at, week in enumerate(year.weeks):
        for team in year.teams:
            paths = [Path(book.path) for book in history.sendings[team.name][at].workbooks]
            names = sorted(
                str(path.relative_to(path.parents[len(path.parts) - 2 - path.parts.index("exports")])) for path in paths
            )
            assert names == sorted(f"{week.day}/{file.name}" for file in week.of(team))
            assert not paths or str(paths[0]).endswith(next(file.name for file in week.of(team) if file.counts))


def test_narrowed_to_a_county_or_a_rule_it_has_the_models_figures(year: Year, reports: list[Path]) -> None:
    county = year.teams[0].county
    chosen = select(["R05.4", "R07.4"], None, [("county", county)])
    narrowed = read_history([str(reports[0].parent)], selection=chosen)
    for at, week in enumerate(year.weeks):
        found = {
            key: verdict
            for team in year.teams
            if team.county == county
            for key, verdict in verdicts(team, week).items()
            if key[0] in {"R05.4", "R07.4"}
        }
        assert narrowed.points[at].whole == counts_of(found.values())
