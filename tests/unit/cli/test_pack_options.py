"""What a rule pack adds to the command line: kinds of subject to choose by, its own short options, its quarters."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assistcheck import DEFAULT_PACK, api
from assistcheck.cli.settings.pack import rules_of
from builders.support import OTHER, TEAM, book
from unit.cli.console import Shell

AT = ("--as-of", "2022-12-31", "--rule", "R05.2", "--format", "json")
LIBRARY = "county-library-grants"


def subjects(shell: Shell, *arguments: str) -> list[str]:
    ran = shell.run("audit", *arguments)
    assert ran.code in {0, 1, 3}, ran.err
    return [one["subject"]["name"] for one in json.loads(ran.out)["outcomes"]]


@pytest.fixture(scope="module")
def grants(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workbook of two grantees in two regions, with the programs of one branch."""
    grantees = [("Grantee", "Region"), ("Oakmere Library District", "Upper Fells Region"), ("Ashby", "Quill Valley Region")]
    branches = [("Grantee", "Branch", "Open to Public"), ("Ashby", "Main", "Yes")]
    programs = [
        ("Date", "Grantee", "Branch", "Program Title", "Kind", "Audience", "Attendance"),
        (date(2025, 9, 6), "Ashby", "Main", "Tales", "Story Time", "Children", 24),
    ]
    path = tmp_path_factory.mktemp("grants") / "data.xlsx"
    path.write_bytes(book({"Grantees": grantees, "Branches": branches, "Public Programs": programs}))
    return path


# --- whom ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--within", "county=翠屏县"), [TEAM]),
        (("--within", "county=翠屏县", "--within", "county=云岭区"), [TEAM, OTHER]),
        (("--within=city=揭阳市",), [OTHER]),
        (("--within", f"team={TEAM}"), [TEAM]),
        (("--county", "翠屏县"), [TEAM]),
        (("--county=翠屏县",), [TEAM]),
        (("--county", "翠屏县", "--county", "云岭区"), [TEAM, OTHER]),
        (("--county", "云岭区", "--within", "city=揭阳市"), [OTHER]),
    ],
)
def test_subjects_are_chosen_by_what_they_belong_to(
    shell: Shell, workbook: Path, words: tuple[str, ...], names: list[str]
) -> None:
    assert subjects(shell, str(workbook), *AT, *words) == names


def test_a_pack_has_short_options_of_its_own(shell: Shell, grants: Path) -> None:
    more = ("--rules", LIBRARY, "--as-of", "2026-06-30", "--rule", "R04.5", "--format", "json")
    assert subjects(shell, str(grants), *more, "--region", "Quill Valley Region") == ["Ashby"]
    assert subjects(shell, str(grants), "--region=Upper Fells Region", *more) == ["Oakmere Library District"]
    ran = shell.run("audit", str(grants), *more, "--county", "Quill Valley Region")
    assert (ran.code, "没有选项 --county" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--within", "county"), "应写成 类别=名称"),
        (("--within", "=翠屏县"), "应写成 类别=名称"),
        (("--within", "county="), "应写成 类别=名称"),
        (("--within", "countie=翠屏县"), "是否为 county"),
        (("--within", "county=翠平县"), "是否为 翠屏县"),
        (("--county", "翠平县"), "名册中没有县（市、区） 翠平县；是否为 翠屏县"),
        (("--county",), "选项 --county 缺少取值"),
        (("--county", " "), "--county 的取值是空的"),
        (("--county=",), "--county 的取值是空的"),
        (("--countie", "翠屏县"), "没有选项 --countie"),
        (("--subject", "青禾组团"), f"是否为 {TEAM}"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_nearest(
    shell: Shell, workbook: Path, words: tuple[str, ...], message: str
) -> None:
    ran = shell.run("audit", str(workbook), *AT, *words)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_nothing_after_the_end_of_options_is_one(shell: Shell, workbook: Path) -> None:
    ran = shell.run("audit", *AT, "--", str(workbook), "--county")
    assert ran.code == 2
    assert "--county：没有这个文件" in ran.err


@pytest.mark.parametrize(
    ("arguments", "variable", "rules"),
    [
        ((), None, DEFAULT_PACK),
        ((), "", DEFAULT_PACK),
        ((), "mine", "mine"),
        (("x", "--rules", "other"), "mine", "other"),
        (("--rules=other", "x"), None, "other"),
        (("--rules", "one", "--rules=two"), None, "two"),
        (("--rules",), None, DEFAULT_PACK),
    ],
)
def test_the_pack_is_known_before_the_options_are_parsed(
    arguments: tuple[str, ...], variable: str | None, rules: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSISTCHECK_RULES", raising=False)
    if variable is not None:
        monkeypatch.setenv("ASSISTCHECK_RULES", variable)
    assert rules_of(arguments) == rules


def test_help_names_the_kinds_and_the_short_options_of_the_pack(shell: Shell, tmp_path: Path) -> None:
    text = shell.run("shortfalls", "--help").out
    assert "--county 名称" in text
    assert "只核对这些县（市、区），可重复" in text
    assert "--by programme|city|county|work-group|team|unit|town|village" in text
    text = shell.run("shortfalls", "--rules", LIBRARY, "--help").out
    assert "--region 名称" in text
    assert "--county" not in text
    assert "--by office|region|grantee|branch" in text
    text = shell.run("audit", "--rules", str(tmp_path), "--help").out
    assert "--within 类别=名称" in text
    assert "--county" not in text


def test_a_short_option_never_takes_the_place_of_a_commands_own(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    for part in api.pack_folder(DEFAULT_PACK).rglob("*"):
        if part.is_file():
            target = tmp_path / part.relative_to(api.pack_folder(DEFAULT_PACK))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(part.read_bytes())
    file = tmp_path / "subjects.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("{county: county}", "{rule: county, in_city: city}"), encoding="utf-8"
    )
    more = (*AT, "--rules", str(tmp_path))
    assert subjects(shell, str(workbook), *more, "--in-city", "韶关市") == [TEAM]
    assert subjects(shell, str(workbook), *more) == [TEAM, OTHER]


# --- when ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quarter", "day"),
    [
        ("FY2026 Q3", date(2026, 3, 31)),
        ("fy2026q1", date(2025, 9, 30)),
        ("2026Q2", date(2025, 12, 31)),
        ("2026财年第四季度", date(2026, 6, 30)),
        ("Q3", date(2026, 3, 31)),
        ("2026年第四季度", None),
        ("2026财年第4季度", date(2026, 6, 30)),
        ("2025-07", date(2025, 7, 31)),
    ],
)
def test_quarters_are_those_of_the_packs_year(quarter: str, day: date | None) -> None:
    pack = api.load_pack(LIBRARY)
    if day is None:
        with pytest.raises(ValueError, match="bad-date"):
            api.period_end(pack, quarter)
    else:
        assert api.period_end(pack, quarter) == day


@pytest.mark.parametrize(
    ("words", "example"),
    [
        (("--quarter", "2022Q2", "--rules", LIBRARY), ""),
        (("--quarter", "FY26", "--rules", LIBRARY), "应如 2026财年第2季度"),
        (("--as-of", "30 June", "--rules", LIBRARY), "应如 2025-12-31"),
        (("--as-of", "30 June"), "应如 2022-06-30"),
        (("--quarter", "FY2026 Q1"), "应如 2022Q2"),
    ],
)
def test_a_wrong_day_is_answered_with_one_of_the_packs_year(
    shell: Shell, grants: Path, words: tuple[str, ...], example: str
) -> None:
    ran = shell.run("audit", str(grants), *words)
    assert (ran.code == 2) == bool(example)
    assert example in ran.err
