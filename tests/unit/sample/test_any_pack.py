"""A year drawn for any pack: it is read without a fault, most duties are met, and some are not."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from assistcheck import api
from assistcheck.audit.outcomes import Status
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.rules.model import RulePack, Target
from assistcheck.sample import FILE_NAMES, KINDS, Kind, any_pack, write_sample
from assistcheck.sample.any_pack.enough import least, too_little
from assistcheck.sample.invented_names import stems
from assistcheck.sample.rows import Sheets
from assistcheck.sample.workbook import BANNER, workbook_of

SAMPLES = Path(__file__).parents[3] / "sample_data"
PACKS = ("county-library-grants", "dongguan-2022")
LIBRARY = api.load_pack("county-library-grants")
_DRAWN = {"year": any_pack.whole_year, "mid-year": any_pack.mid_year, "one": any_pack.one_reporter}
EACH = pytest.mark.parametrize(("name", "kind"), [(name, kind) for name in PACKS for kind in KINDS])


@cache
def content(name: str, kind: Kind) -> bytes:
    pack = api.load_pack(name)
    return workbook_of(_DRAWN[kind](pack), pack)


def last_day(pack: RulePack, kind: Kind) -> date:
    return pack.programme_year.last_day if kind == "year" else api.period_end(pack, f"{pack.programme_year.number}Q2")


@cache
def report(name: str, kind: Kind, folder: Path) -> api.Report:
    pack = api.load_pack(name)
    path = folder / f"{name}-{kind}.xlsx"
    path.write_bytes(content(name, kind))
    day = last_day(pack, kind)
    return api.audit(pack, api.read_submissions([str(path)], pack, day), api.Request(as_of=day))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("samples")


def cells(name: str, kind: Kind) -> list[tuple[str, Any]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content(name, kind)))
    return [(title, cell) for title in book.sheet_names for row in book.get_sheet_by_name(title).to_python() for cell in row]


# --- what is drawn ------------------------------------------------------------------------------


@EACH
def test_it_is_read_without_a_fault(name: str, kind: Kind, folder: Path) -> None:
    found = report(name, kind, folder)
    assert [(one.code, one.place.sheet, one.value) for one in found.problems if one.level != "note"] == []
    assert found.complete
    for sheet in (sheet for one in found.inputs for sheet in one.sheets):
        assert sheet.rows["read"] - sheet.rows["skipped"] == sheet.rows["counted"] > 0, sheet.title


@EACH
def test_nothing_is_later_than_its_last_day_and_nothing_before_the_year(name: str, kind: Kind) -> None:
    pack = api.load_pack(name)
    days = {cell.date() if isinstance(cell, datetime) else cell for _, cell in cells(name, kind) if isinstance(cell, date)}
    assert days
    assert pack.programme_year.first_day <= min(days)
    assert max(days) <= last_day(pack, kind)


@pytest.mark.parametrize("name", PACKS)
def test_most_duties_are_met_and_some_are_not(name: str, folder: Path) -> None:
    counts: Counter[Status] = Counter(one.status for one in report(name, "year", folder).outcomes)
    assert counts["met"] > 0.6 * counts.total()
    assert 0.04 * counts.total() < counts["shortfall"] < 0.3 * counts.total()
    assert counts["undetermined"] == counts["behind"] == 0


@pytest.mark.parametrize("name", PACKS)
def test_in_the_middle_of_the_year_much_is_under_way(name: str, folder: Path) -> None:
    counts: Counter[Status] = Counter(one.status for one in report(name, "mid-year", folder).outcomes)
    assert min(counts[status] for status in ("met", "on_pace", "not_due", "behind", "shortfall")) > 0


@pytest.mark.parametrize("name", PACKS)
def test_of_every_rule_of_several_subjects_somebody_meets_it(name: str, folder: Path) -> None:
    by_rule: dict[str, Counter[Status]] = {}
    for one in report(name, "year", folder).outcomes:
        by_rule.setdefault(one.rule.id, Counter())[one.status] += 1
    assert set(by_rule) == {rule.id for rule in api.load_pack(name).rules}
    several = {rule: counts for rule, counts in by_rule.items() if counts.total() - counts["not_applicable"] > 1}
    assert [rule for rule, counts in several.items() if not counts["met"] + counts["over"]] == []


@pytest.mark.parametrize("name", PACKS)
def test_the_smallest_is_of_one_that_reports(name: str, folder: Path) -> None:
    roles = api.load_pack(name).subjects.roles
    found = report(name, "one", folder)
    assert {one.subject.reporter for one in found.outcomes if one.subject.kind == roles.reporting}
    assert len({one.subject.name for one in found.outcomes if one.subject.kind == roles.reporting}) == 1


def test_the_rosters_have_the_size_that_a_rule_asks_for(folder: Path) -> None:
    counted = {sheet.title: sheet.rows["counted"] for one in report(PACKS[0], "year", folder).inputs for sheet in one.sheets}
    assert counted["Grantees"] == 8
    regions = {one.subject.region for one in report(PACKS[0], "year", folder).outcomes}
    assert set(LIBRARY.subjects.kind("region").members) <= regions


def test_every_sheet_of_the_pack_is_there_and_says_that_it_is_invented() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(content(PACKS[0], "year")))
    assert book.sheet_names == [sheet.title for sheet in ledgers_of(LIBRARY)]
    assert {book.get_sheet_by_name(title).to_python()[0][0] for title in book.sheet_names} == {BANNER.en}


def test_a_pack_in_english_gives_no_chinese_word_and_none_gives_a_telephone_number() -> None:
    assert [cell for _, cell in cells(PACKS[0], "year") if re.search("[\u3000-\uffee]", str(cell))] == []
    for name in PACKS:
        assert [cell for _, cell in cells(name, "year") if re.search(r"(?<!\d)\d{10,11}(?!\d)", str(cell))] == []


# --- always the same ----------------------------------------------------------------------------


def test_the_same_pack_gives_the_same_bytes_and_another_year_another_workbook(tmp_path: Path) -> None:
    write_sample(tmp_path / "one.xlsx", pack=LIBRARY)
    write_sample(str(tmp_path / "two.xlsx"), pack=LIBRARY)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes() == content(PACKS[0], "year")
    assert content(PACKS[0], "mid-year") != content(PACKS[0], "year")


def test_the_file_in_the_repository_is_what_is_written() -> None:
    kept = CalamineWorkbook.from_path(SAMPLES / FILE_NAMES[PACKS[0], "year"])
    drawn = CalamineWorkbook.from_filelike(BytesIO(content(PACKS[0], "year")))
    assert kept.sheet_names == drawn.sheet_names
    for title in kept.sheet_names:
        assert list(kept.get_sheet_by_name(title).iter_rows()) == list(drawn.get_sheet_by_name(title).iter_rows()), title


def test_a_pack_of_another_name_is_drawn_though_it_is_like_the_one_whose_samples_are_tuned() -> None:
    pack = api.load_pack(PACKS[1])
    renamed = pack.model_copy(update={"manifest": pack.manifest.model_copy(update={"name": "dongguan-2023"})})
    rows: Sheets = any_pack.whole_year(renamed)
    assert len(rows["teams"]) == 50
    assert rows["teams"] != any_pack.whole_year(pack)["teams"]


def test_stems_never_end_and_none_comes_twice() -> None:
    for lang in ("zh", "en"):
        found = stems("a topic", lang)
        names = [next(found) for _ in range(1_500)]
        assert len(set(names)) == len(names)


# --- how much is enough -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "enough"),
    [
        (Target(at_least=Decimal(4)), 4),
        (Target(more_than=Decimal(500)), 501),
        (Target(exactly=Decimal(8)), 8),
        (Target(between=(Decimal(2), Decimal(4))), 2),
        (Target(at_least=Decimal(3), per="village", within="town"), 6),
    ],
)
def test_the_least_that_meets_a_target(target: Target, enough: int) -> None:
    assert least(target, "count", 2) == enough
    assert too_little(target, "count", 2) < least(target, "count", 2)
