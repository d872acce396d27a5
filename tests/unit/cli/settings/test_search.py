"""Which file of settings a run has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistcheck.cli.settings.search import Wanted, nearest_file, wanted
from assistcheck.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    return tmp_path


def test_the_nearest_file_from_the_working_folder_upward_counts(folder: Path) -> None:
    assert nearest_file() is None
    for place in (folder, folder / "a", folder / "a" / "b"):
        (place / "assistcheck.toml").touch()
        assert nearest_file() == place / "assistcheck.toml"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ('[project]\nname = "assistcheck"\n', False),
        ('[project.scripts]\nassistcheck = "assistcheck.cli:program"\n', False),
        ("[tool.other]\nx = 'tool.assistcheck'\n", False),
        ("[tool.assistcheck]\n", True),
        ("[tool]\nassistcheck = {quiet = true}\n", True),
        ("[tool.assistcheck.shortfalls]\nby = 'county'\n", True),
        ("tool.assistcheck.quiet = true\n", True),
        ('[ "tool" . assistcheck ]\nquiet = true\n', True),
        ("= broken\n[tool.assistcheck]\n", True),
        ("= broken\n[tool.other]\n", False),
    ],
)
def test_a_project_file_counts_where_it_has_the_table(text: str, counts: bool, folder: Path) -> None:  # noqa: FBT001
    (folder / "assistcheck.toml").touch()
    (folder / "a" / "pyproject.toml").write_text(text, encoding="utf-8")
    assert nearest_file() == (folder / "a" / "pyproject.toml" if counts else folder / "assistcheck.toml")


def test_a_file_of_its_own_stands_before_a_project_file_beside_it(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool.assistcheck]\n", encoding="utf-8")
    (folder / "assistcheck.toml").touch()
    assert nearest_file() == folder / "assistcheck.toml"


def test_the_search_ends_with_a_repository(folder: Path) -> None:
    (folder / "assistcheck.toml").touch()
    (folder / "a" / ".git").mkdir()
    assert nearest_file() is None
    (folder / "a" / "assistcheck.toml").touch()
    assert nearest_file() == folder / "a" / "assistcheck.toml"


def test_the_search_ends_with_the_users_own_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "assistcheck.toml").touch()
    monkeypatch.setenv("HOME", str(folder / "a"))
    assert nearest_file() is None
    monkeypatch.setenv("HOME", str(folder))
    assert nearest_file() == folder / "assistcheck.toml"


@pytest.mark.parametrize(("mode", "counts"), [(0o1777, False), (0o777, True), (0o1755, True)])
def test_the_search_enters_no_folder_in_which_anybody_may_put_files(mode: int, counts: bool, folder: Path) -> None:  # noqa: FBT001
    (folder / "a" / "assistcheck.toml").touch()
    (folder / "a").chmod(mode)
    assert (nearest_file() is not None) == counts
    os.chdir(folder / "a")
    assert nearest_file() == folder / "a" / "assistcheck.toml"


def test_a_working_folder_that_is_gone_has_no_settings(folder: Path) -> None:
    (folder / "a" / "b").rmdir()
    assert nearest_file() is None


def test_a_link_that_leads_nowhere_is_no_reason_to_look_further(folder: Path) -> None:
    (folder / "assistcheck.toml").touch()
    (folder / "a" / "assistcheck.toml").symlink_to("gone.toml")
    assert nearest_file() == folder / "a" / "assistcheck.toml"


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (["audit", "x"], {}, Wanted(["audit", "x"])),
        (["--settings", "f", "audit"], {}, Wanted(["audit"], "f", "--settings")),
        (["audit", "--settings=f", "x"], {"ASSISTCHECK_SETTINGS": "g"}, Wanted(["audit", "x"], "f", "--settings")),
        (["audit", "--no-settings"], {"ASSISTCHECK_SETTINGS": "g"}, Wanted(["audit"], refused=True)),
        (["audit"], {"ASSISTCHECK_SETTINGS": "g"}, Wanted(["audit"], "g", "ASSISTCHECK_SETTINGS")),
        (["audit"], {"ASSISTCHECK_SETTINGS": " "}, Wanted(["audit"])),
        (["audit"], {"ASSISTCHECK_NO_SETTINGS": "1", "ASSISTCHECK_SETTINGS": "g"}, Wanted(["audit"], refused=True)),
        (["audit"], {"ASSISTCHECK_NO_SETTINGS": "0"}, Wanted(["audit"])),
        (["audit", "--settings", "f"], {"ASSISTCHECK_NO_SETTINGS": "1"}, Wanted(["audit"], "f", "--settings")),
        (["audit", "--", "--no-settings", "--settings"], {}, Wanted(["audit", "--", "--no-settings", "--settings"])),
    ],
)
def test_flags_stand_before_variables_and_both_before_the_search(
    arguments: list[str], environment: dict[str, str], expected: Wanted
) -> None:
    assert wanted(arguments, environment) == expected


@pytest.mark.parametrize("arguments", [["--settings"], ["--settings="], ["audit", "--settings", "f", "--no-settings"]])
def test_a_flag_without_its_file_and_both_flags_are_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(UsageError):
        wanted(arguments, {})
