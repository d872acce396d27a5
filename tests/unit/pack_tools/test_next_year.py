"""A pack copied to the next year: what is moved, what is kept, and how its rules are confirmed by the new document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from assistcheck.errors import UsageError
from assistcheck.pack_tools.cases.reader import CASES, Casebook
from assistcheck.pack_tools.checking import check_pack
from assistcheck.pack_tools.confirmation import PREVIOUS
from assistcheck.pack_tools.next_year import copied_to_year
from assistcheck.pack_tools.rule_tests import try_rules
from assistcheck.pack_tools.year_shift import moved_text, moved_year
from assistcheck.reports import View
from assistcheck.reports.rules.check import check_text
from assistcheck.rules.loader import load_pack
from unit.pack_tools.packs import GRANTS, KEY_POINTS, change, copy_of

MOVED = {
    "2022-06-30": "2023-06-30",
    "2024-02-29": "2025-02-28",
    "2022/6/30": "2023/6/30",
    "2022-05": "2023-05",
    "2022Q1": "2023Q1",
    "FY2026 Q1": "FY2027 Q1",
    "2022年第一季度": "2023年第一季度",
    "2026 财年": "2027 财年",
    "in fiscal year 2026": "in fiscal year 2027",
    "by June 30, 2028": "by June 30, 2029",
    "July to September 2025": "July to September 2026",
    "from 2022-02-01 to 2023-03-02": "from 2023-02-01 to 2024-03-02",
    "2022-02-30": "2023-02-30",
    "2025-26": "2026-27",
    "2025/26": "2026/27",
    "in 2025-26": "in 2026-27",
    "2025-2026": "2026-2027",
    "1999-2000, 2022-05 and FY98/99": "2000-2001, 2023-05 and FY99/00",
    "FY26": "FY27",
    "FY 26 and FY2026-27": "FY 27 and FY2027-28",
}
KEPT = [
    "2021-25",
    "grades 25-26",
    "FY2",
    "捐赠电脑 2000 台",
    "at least 2000",
    "24,000",
    "2000.50",
    "〔2022〕1号",
    "1.2022",
    "120221",
]


@pytest.mark.parametrize("text", MOVED)
def test_it_is_moved(text: str) -> None:
    assert moved_text(text, 1) == MOVED[text]


@pytest.mark.parametrize("text", KEPT)
def test_it_is_kept(text: str) -> None:
    assert moved_text(text, 1) == text


def test_a_year_alone_is_moved_where_a_year_is_asked_for() -> None:
    assert [moved_year(text, -1) for text in ("2022", '"2022"', "2022Q1")] == ["2021", '"2021"', "2022Q1"]
    assert [moved_year(text, 1) for text in ("2025-26", '"2025/26"', "FY26")] == ["2026-27", '"2026/27"', "FY27"]


TITLES = {
    "Partners 2026": "Partners 2027",
    "Partners 2025-26": "Partners 2026-27",
    "Partners FY26": "Partners FY27",
    "Partners": "Partners",
    "Partners 24 to 26": "Partners 24 to 26  # TODO as the new document has it (was Partners 24 to 26)",
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_moved_or_marked(title: str, tmp_path: Path) -> None:
    source = copy_of(GRANTS, tmp_path)
    path = source / "pack.yaml"
    text = path.read_text(encoding="utf-8")
    node = yaml.compose(text)
    assert node
    old = next(value for key, value in node.value if key.value == "title")
    path.write_text(f"{text[: old.start_mark.index]}{title}\n{text[old.end_mark.index :]}", encoding="utf-8")
    copied_to_year(load_pack(source), source, tmp_path / "grants-2027", 2027, "en")
    assert f"{TITLES[title]}\n" in (tmp_path / "grants-2027" / "pack.yaml").read_text(encoding="utf-8")


def test_what_is_left_to_do_is_listed(grants: Path) -> None:
    found = check_pack(grants).todos
    assert found
    assert all(re.fullmatch(r".+\.yaml:\d+: TODO .+", one) for one in found)
    assert "Left to do" in check_text(check_pack(grants), View(lang="en"))


@pytest.fixture(
    scope="module", params=[(GRANTS, "grants-2027", 2027), (KEY_POINTS, "key-points-2023", 2023)], ids=lambda p: p[1]
)
def copied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a pack and its copy of the next year."""
    source, name, year = request.param
    target = tmp_path_factory.mktemp("packs") / name
    copied_to_year(load_pack(source), source, target, year, "en")
    return source, target


def test_the_copy_loads_and_nothing_of_it_is_confirmed(copied: tuple[Path, Path]) -> None:
    old, new = map(load_pack, copied)
    assert new.manifest.name == copied[1].name
    assert new.manifest.year.number == old.manifest.year.number + 1
    assert new.programme_year.last_day.year == old.programme_year.last_day.year + 1
    assert new.unconfirmed == tuple(rule.id for rule in old.rules)
    assert not any(judged.confirmed for clause in new.clauses for judged in clause.judged)
    assert [rule.quote for rule in new.rules] == [rule.quote for rule in old.rules]
    assert [rule.target for rule in new.rules] == [rule.target for rule in old.rules]


def test_its_cases_hold_as_they_did(copied: tuple[Path, Path]) -> None:
    book = Casebook(load_pack(copied[1]), copied[1] / CASES)
    measured = [rule for rule in book.pack.rules if not rule.attested]  # the others share their cases
    assert [(one.rule.id, bad.case.name) for one in try_rules(book, measured) for bad in one.failed] == []


def test_the_old_document_is_kept_beside_the_new(copied: tuple[Path, Path]) -> None:
    old, new = copied
    assert (new / PREVIOUS).read_bytes() == (old / "source.txt").read_bytes() == (new / "source.txt").read_bytes()
    assert not (new / "compiled.json").exists()


def test_what_only_the_new_document_says_is_marked(copied: tuple[Path, Path]) -> None:
    text = (copied[1] / "pack.yaml").read_text(encoding="utf-8")
    assert text.count("# TODO as the new document has it (was 20") == 2
    clauses = "".join(path.read_text(encoding="utf-8") for path in (copied[1] / "clauses").iterdir())
    assert "# TODO a goal of several years: see the new document (was 20" in clauses


def test_comments_and_layout_stay(copied: tuple[Path, Path]) -> None:
    for path in sorted(copied[0].rglob("*.yaml")):
        old = path.read_text(encoding="utf-8").splitlines()
        new = (copied[1] / path.relative_to(copied[0])).read_text(encoding="utf-8").splitlines()
        assert len([line for line in new if line.strip() != "confirmed: false"]) == len(old)


def test_quarters_and_years_of_conditions_are_moved(tmp_path: Path) -> None:
    target = tmp_path / "key-points-2023"
    copied_to_year(load_pack(KEY_POINTS), KEY_POINTS, target, 2023, "zh")
    rule = next(rule for rule in load_pack(target).rules if rule.id == "R08.5")
    assert [getattr(one, "values", ()) for one in rule.measure.where] == [("2023Q1",), ("2022",), ()]
    assert str(rule.period.date) == "2023-03-31"  # type: ignore[union-attr]
    assert "截至 2023 年 3 月 31 日" in rule.criterion.zh
    assert "2022 年度专项资金" in rule.criterion.zh


@pytest.mark.parametrize("name", ["Grants 2027", "grants_2027", "-x", "规则"])
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="small letters, digits and hyphens"):
        copied_to_year(load_pack(GRANTS), GRANTS, tmp_path / name, 2027, "en")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "grants-2027").mkdir()
    (tmp_path / "grants-2027" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        copied_to_year(load_pack(GRANTS), GRANTS, tmp_path / "grants-2027", 2027, "en")
    assert [path.name for path in (tmp_path / "grants-2027").iterdir()] == ["mine.txt"]


# --- confirming ---------------------------------------------------------------------------------


@pytest.fixture
def grants(tmp_path: Path) -> Path:
    """Return the second pack's copy of the next year."""
    target = tmp_path / "grants-2027"
    copied_to_year(load_pack(GRANTS), GRANTS, target, 2027, "en")
    return target


def test_rules_are_not_confirmed_by_the_old_document(grants: Path) -> None:
    found = check_pack(grants)
    assert found.is_old
    assert all(one.stands for one in found.unconfirmed)
    with pytest.raises(UsageError, match="is still the old document"):
        check_pack(grants, confirm=True)
    assert len(load_pack(grants).unconfirmed) == 22


def test_rules_whose_quotes_stand_in_the_new_document_are_confirmed(grants: Path) -> None:
    change(grants, "source.txt", "at least four different community partners", "at least five different community partners")
    before = (grants / "clauses" / "clause-06.yaml").read_text(encoding="utf-8")
    found = check_pack(grants, confirm=True)
    assert not found.is_old
    assert found.confirmed == 25
    assert [(one.rule, one.stands) for one in found.unconfirmed] == [("R05.1", False)]
    assert load_pack(grants).unconfirmed == ("R05.1",)
    after = (grants / "clauses" / "clause-06.yaml").read_text(encoding="utf-8")
    assert after == before.replace("    confirmed: false\n", "")
    assert [(bool(one.old), bool(one.new)) for one in found.changes or ()] == [(True, True)]


def test_a_rule_whose_quote_is_mended_can_be_confirmed(grants: Path) -> None:
    change(grants, "source.txt", "at least four different community partners", "at least five different community partners")
    change(
        grants,
        "clauses/clause-05.yaml",
        "at least four different community partners",
        "at least five different community partners",
    )
    found = check_pack(grants, confirm=True)
    assert found.unconfirmed == ()
    assert "R05.1" in {one.rule for one in found.remarks}  # the target is still 4


def test_a_confirmed_rule_has_to_stand_in_the_document(grants: Path) -> None:
    change(grants, "source.txt", "at least four different community partners", "at least five different community partners")
    check_pack(grants, confirm=True)
    change(grants, "clauses/clause-05.yaml", "    confirmed: false\n", "")
    with pytest.raises(Exception, match="these words are not in"):
        load_pack(grants)


def test_a_key_in_braces_is_taken_out_too(grants: Path) -> None:
    change(grants, "source.txt", "at least four different community partners", "at least five different community partners")
    path = grants / "clauses" / "clause-08.yaml"
    text = path.read_text(encoding="utf-8")
    at = text.index("judged:")
    path.write_text(
        text[:at]
        + "judged:\n  - {title: {zh: 家, en: Home}, confirmed: false, quote: Reading habits grow where people feel at home}\n",
        encoding="utf-8",
    )
    check_pack(grants, confirm=True)
    assert path.read_text(encoding="utf-8").endswith(
        "  - {title: {zh: 家, en: Home}, quote: Reading habits grow where people feel at home}\n"
    )


def test_another_pack_can_be_compared_with(grants: Path) -> None:
    (grants / PREVIOUS).unlink()
    assert check_pack(grants).changes is None
    text = (KEY_POINTS / "source.txt").read_text(encoding="utf-8")
    assert len(check_pack(grants, previous=text).changes or ()) > 50


def test_a_name_that_is_not_the_folders_is_told_with_its_place(tmp_path: Path) -> None:
    pack = change(copy_of(GRANTS, tmp_path), "pack.yaml", "name: county-library-grants", "name: grants")
    found = check_pack(pack)
    assert [one.words.en for one in found.remarks] == ["name is grants, the folder county-library-grants; make them the same"]
    assert re.fullmatch(r".+pack\.yaml:\d+:1", found.places[found.remarks[0].rule])
