"""No file that a run reads is written over, by whatever name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistcheck import api
from builders.support import TEAM, book, rosters
from unit.cli.console import Shell

AT = ("--as-of", "2022-12-31", "--no-progress")
PACK = api.pack_folder("dongguan-2022")
FILES = ("data.xlsx", "roster.xlsx", "waivers.json", "aliases.csv", "passwords.txt")
WAIVERS = f"- {{rule: R05.2, subject: {TEAM}, reason: 汛期, approved_by: 某办, expires: 2022-12-31}}\n"


@pytest.fixture
def beside(tmp_path: Path, workbook: Path) -> Path:
    """Return a folder that holds one file of each kind that a run reads."""
    shutil.copy(workbook, tmp_path / "data.xlsx")
    (tmp_path / "roster.xlsx").write_bytes(book(rosters()))
    (tmp_path / "waivers.json").write_text(WAIVERS, encoding="utf-8")
    (tmp_path / "aliases.csv").write_text("写法,正式名称\n", encoding="utf-8")
    (tmp_path / "passwords.txt").write_text("x\n", encoding="utf-8")
    shutil.copytree(PACK, tmp_path / "pack")
    return tmp_path


def itself(file: Path) -> Path:
    return file


def by_another_way(file: Path) -> Path:
    (file.parent / "deeper").mkdir()
    return file.parent / "deeper" / ".." / file.name


def by_a_link(file: Path) -> Path:
    link = file.with_name(f"link{file.suffix}")
    link.symlink_to(file)
    return link


def by_a_hard_link(file: Path) -> Path:
    link = file.with_name(f"hard{file.suffix}")
    link.hardlink_to(file)
    return link


def options(folder: Path) -> tuple[str, ...]:
    pairs = {"roster": "roster.xlsx", "waivers": "waivers.json", "aliases": "aliases.csv", "password-file": "passwords.txt"}
    return tuple(word for name, file in pairs.items() for word in (f"--{name}", str(folder / file)))


@pytest.mark.parametrize("name", [itself, by_another_way, by_a_link, by_a_hard_link])
@pytest.mark.parametrize("file", [*FILES, "pack/source.txt"])
def test_no_input_is_replaced(file: str, name: Callable[[Path], Path], beside: Path, shell: Shell) -> None:
    before = (beside / file).read_bytes()
    target = name(beside / file)
    more = ("--rules", str(beside / "pack"), *options(beside), *AT, "-o", str(target))
    commands = [("audit",), ("explain", "--rule", "R05.2", "--subject", TEAM)]
    for command in commands if target.suffix in {".json", ".txt"} else commands[:1]:
        ran = shell.run(command[0], str(beside / "data.xlsx"), *command[1:], *more)
        assert (ran.code, ran.out, "不能覆盖" in ran.err) == (2, "", True)
    assert (beside / file).read_bytes() == before


@pytest.mark.parametrize("file", ["pack.yaml", "source.txt", "clauses/clause-05.yaml", "ledgers/teams.yaml"])
@pytest.mark.parametrize("words", [("rules", "list"), ("rules", "show", "R05.2")])
def test_no_file_of_the_pack_is_replaced(words: tuple[str, ...], file: str, beside: Path, shell: Shell) -> None:
    before = (beside / "pack" / file).read_bytes()
    link = beside / "link.txt"
    link.symlink_to(beside / "pack" / file)
    ran = shell.run(*words, "--rules", str(beside / "pack"), "-o", str(link))
    assert (ran.code, "不能覆盖" in ran.err, (beside / "pack" / file).read_bytes() == before) == (2, True, True)


def test_a_template_of_lists_and_the_workbooks_are_not_replaced_by_a_list(beside: Path, shell: Shell) -> None:
    name = f"{TEAM}-督办清单.docx"
    for link in (beside / "pack" / "source.txt", beside / "waivers.json", beside / "data.xlsx"):
        (beside / "lists").mkdir()
        (beside / "lists" / name).hardlink_to(link)
        before = link.read_bytes()
        more = ("--rules", str(beside / "pack"), *options(beside), *AT, "--format", "docx", "-o", str(beside / "lists"))
        ran = shell.run("shortfalls", str(beside / "data.xlsx"), *more)
        assert (ran.code, "不能覆盖" in ran.err, link.read_bytes() == before) == (2, True, True)
        shutil.rmtree(beside / "lists")


def test_a_marked_copy_replaces_no_roster(beside: Path, shell: Shell) -> None:
    before = (beside / "roster.xlsx").read_bytes()
    words = ("--roster", str(beside / "roster.xlsx"), *AT, "-o", str(by_a_link(beside / "roster.xlsx")))
    assert shell.run("annotate", str(beside / "data.xlsx"), *words).code == 2
    assert (beside / "roster.xlsx").read_bytes() == before


def test_a_file_on_standard_input_is_not_replaced(beside: Path) -> None:
    before = (beside / "data.xlsx").read_bytes()
    with (beside / "data.xlsx").open("rb") as stream:
        words = [sys.executable, "-m", "assistcheck", "audit", "-", *AT, "-o", str(beside / "data.xlsx")]
        ran = subprocess.run(words, stdin=stream, capture_output=True, check=False, timeout=60)
    assert (ran.returncode, (beside / "data.xlsx").read_bytes() == before) == (2, True)


def test_a_file_beside_the_inputs_is_written(beside: Path, shell: Shell) -> None:
    for target in (beside / "报告.json", beside / "pack" / "report.json"):
        assert shell.run("audit", str(beside / "data.xlsx"), *options(beside), *AT, "-o", str(target)).code in {0, 1}
        assert target.exists()


# --- nothing empty ------------------------------------------------------------------------------

OPTIONS = ("as-of", "quarter", "rule", "subject", "county", "reading", "waivers", "aliases", "password-file", "roster", "rules")


@pytest.mark.parametrize("value", ["", " ", "\u3000"])
@pytest.mark.parametrize("option", [*OPTIONS, "limit", "output"])
def test_an_empty_value_is_refused(option: str, value: str, shell: Shell, workbook: Path) -> None:
    for words in ((f"--{option}", value), (f"--{option}={value}",)):
        ran = shell.run("audit", str(workbook), "--no-progress", *words)
        assert (ran.code, ran.out, f"--{option} 的取值是空的" in ran.err) == (2, "", True)


def test_an_empty_value_among_several_and_an_empty_path_are_refused(shell: Shell, workbook: Path) -> None:
    for words in ((str(workbook), "--rule", "R05.2", "--rule", ""), (str(workbook), "")):
        ran = shell.run("audit", *words)
        assert (ran.code, "是空的" in ran.err) == (2, True)


def test_a_variable_that_is_empty_is_as_if_it_were_not_there(
    shell: Shell, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AS_OF", "QUARTER", "WAIVERS", "ROSTER", "RULES", "FORMAT", "LIMIT", "ALIASES"):
        monkeypatch.setenv(f"ASSISTCHECK_{name}", "")
    assert shell.run("audit", str(workbook)).code == 1
    assert os.environ["ASSISTCHECK_RULES"] == ""
    assert api.DEFAULT_PACK == "dongguan-2022"
