"""The simulated year is what it is meant to be: the product agrees with its small model, and everything happens in it."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from .layout import audits
from .sent import sent
from .truth import Key, Verdict, all_verdicts
from .year import ACTS, WEEKS, Year, draw_year


def told(outcome: dict[str, Any]) -> Verdict:
    """Return an outcome of a report as the model has it."""
    value, gap = (None if outcome[key] is None else Fraction(outcome[key]) for key in ("value", "gap"))
    return Verdict(outcome["status"], value, gap, tuple(outcome["missing"]))


def key_of(outcome: dict[str, Any]) -> Key:
    return outcome["rule"], outcome["subject"]["kind"], outcome["subject"]["name"]


def test_every_outcome_of_every_week_is_the_models(year: Year, reports: list[Path]) -> None:
    for week, path in zip(year.weeks, reports, strict=True):
        report = json.loads(path.read_text(encoding="utf-8"))
        truth = {key: found._replace(is_due=False) for key, found in all_verdicts(year, week).items()}
        assert {key_of(one): told(one) for one in report["outcomes"]} == truth, week.day


def test_everything_that_may_happen_happens() -> None:
    year = draw_year(1)
    statuses = {found.status for week in year.weeks for found in all_verdicts(year, week).values()}
    assert statuses == {
        *("met", "on_pace", "not_due", "behind", "shortfall"),
        *("undetermined", "not_applicable", "waived"),
    }
    found = [one for team in year.teams for one in sent(year, team)]
    assert {one.state for one in found} == {"missing", "first", "changed", "resaved", "same"}
    assert any(one.late for one in found)
    assert any(one.conflicting for one in found)
    versions = [file.version for week in year.weeks for file in week.files]
    assert any(row.is_rejected for version in versions for row in version.rows)
    assert len({file.name for week in year.weeks for file in week.files}) > len(year.teams) * 3
    assert (len(year.teams), len(year.weeks), len(ACTS)) == (50, WEEKS, 13)


def test_one_seed_is_one_year_to_the_byte(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        list(audits(draw_year(2, teams=3, weeks=6), tmp_path / name))
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a/exports").rglob("*.xlsx"))
    assert files
    assert [(tmp_path / "a" / one).read_bytes() for one in files] == [(tmp_path / "b" / one).read_bytes() for one in files]
