"""``--waivers``: a text or a workbook, several of them, from a variable, and what is refused."""

from __future__ import annotations

import io
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import msoffcrypto.format.ooxml
import pytest

from builders.support import TEAM, book, rosters
from unit.cli.console import Shell

AT = ("--as-of", "2022-12-31")
HEADER = ["规则", "责任主体", "事由", "批准人", "有效期至"]
ROW = ["R05.2", TEAM, "汛期", "某办", date(2022, 12, 31)]


def saved(path: Path, *rows: list[object]) -> Path:
    path.write_bytes(book({**rosters(), "备案": [HEADER, *rows]}))
    return path


def report(shell: Shell, *words: object) -> Any:
    return json.loads(shell.run("audit", *map(str, words), *AT, "--format", "json").out)


def told(found: Any) -> list[str]:
    return [one["code"] for one in found["problems"] if one["code"].startswith("waiver-")]


def test_a_workbook_and_a_text_count_together(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    sheet, text = saved(tmp_path / "w.xlsx", ROW), tmp_path / "w.yaml"
    text.write_text(f"- {{rule: R05.3, subject: {TEAM}, reason: x, approved_by: y, expires: 2022-12-31}}\n", encoding="utf-8")
    found = report(shell, workbook, "--waivers", sheet, "--waivers", text)
    assert [one["rule"] for one in found["outcomes"] if one["status"] == "waived"] == ["R05.2", "R05.3"]
    assert told(found) == []


def test_a_variable_holds_several_files_with_blanks_in_their_names(
    shell: Shell, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [saved(tmp_path / "一 月.xlsx", ROW), saved(tmp_path / "二 月.xlsx", ["R05.3", *ROW[1:]])]
    monkeypatch.setenv("ASSISTCHECK_WAIVERS", os.pathsep.join(map(str, files)))
    assert report(shell, workbook)["summary"]["outcomes"]["waived"] == 2
    assert report(shell, workbook, "--waivers", files[0])["summary"]["outcomes"]["waived"] == 1


def test_the_roster_file_excuses_only_where_it_is_given_as_waivers(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    office = saved(tmp_path / "office.xlsx", ROW)
    found = report(shell, workbook, "--roster", office)
    assert (found["summary"]["outcomes"]["waived"], told(found)) == (0, ["waiver-sheet"])
    found = report(shell, workbook, "--roster", office, "--waivers", office)
    assert (found["summary"]["outcomes"]["waived"], told(found)) == (1, [])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_fault_of_a_sheet_is_a_line_in_the_language_of_the_run(
    lang: str, shell: Shell, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistcheck.cli.failures.LANG", lang)
    sheet = saved(tmp_path / "w.xlsx", ["5.2", TEAM, "\x1b[31m", "某办", "2022.9.31"], ["R05.3", TEAM, None, "某办", "长期"])
    ran = shell.run("audit", str(workbook), "--waivers", str(sheet))
    assert (ran.code, ran.out) == (2, "")
    cells = {"zh": "《备案》{}：", "en": " [备案] {}: "}[lang]
    assert [cells.format(cell) in line for cell, line in zip(("A2", "E2", "C3", "E3"), ran.err.splitlines(), strict=True)] == [
        True
    ] * 4
    assert "\x1b" not in ran.err


def test_warnings_stand_before_the_figures_and_in_other_commands_too(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    sheet = saved(tmp_path / "w.xlsx", [*ROW[:-1], date(2022, 1, 1)], ["R05.99", *ROW[1:]])
    ran = shell.run("audit", str(workbook), *AT, "--waivers", str(sheet), "--all")
    head = ran.out[: ran.out.index("总体情况")]
    assert "《备案》 E2" in head
    assert "《备案》 A3" in head
    explained = shell.run("explain", str(workbook), *AT, "--waivers", str(sheet), "--rule", "R05.2", "--subject", TEAM)
    assert "备案已过期" in "".join(explained.out.split())  # wherever a line ends
    assert shell.run("shortfalls", str(workbook), *AT, "--waivers", str(sheet), "-o", str(tmp_path / "lists")).code == 1


def test_an_encrypted_workbook_takes_the_passwords_of_the_run(
    shell: Shell, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, path = saved(tmp_path / "plain.xlsx", ROW), tmp_path / "w.xlsx"
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(plain.read_bytes())).encrypt("secret", out)
    path.write_bytes(out.getvalue())
    assert shell.run("audit", str(workbook), *AT, "--waivers", str(path)).code == 2
    monkeypatch.setenv("ASSISTCHECK_PASSWORD", "secret")
    assert report(shell, workbook, "--waivers", path)["summary"]["outcomes"]["waived"] == 1


def test_a_workbook_of_waivers_is_never_written_over(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    sheet = saved(tmp_path / "w.xlsx", ROW)
    before = sheet.read_bytes()
    ran = shell.run("audit", str(workbook), *AT, "--waivers", str(sheet), "-o", str(sheet))
    assert (ran.code, "不能覆盖" in ran.err, sheet.read_bytes() == before) == (2, True, True)
