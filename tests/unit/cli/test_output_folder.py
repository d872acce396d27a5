"""What lies in a folder beside submissions: what this program wrote, archives, locks; and rosters that name nobody."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from assistcheck.reports import FORMATS
from builders.support import OTHER, TEAM, book, declaration, headers, ledger, rosters
from unit.cli.console import Ran, Shell

AT = ("--as-of", "2022-12-31", "--lang", "zh")
NEWS = {"date": "2022-03-05", "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "报送"
    inside.mkdir()
    (inside / "青禾.xlsx").write_bytes(book({**rosters(), **declaration(), **ledger("media_reports", NEWS)}))
    return inside


def audited(shell: Shell, *paths: Path | str) -> dict[str, object]:
    ran = shell.run("audit", *map(str, paths), *AT, "--format", "json")
    data: dict[str, object] = json.loads(ran.out)
    return data


def inputs(data: dict[str, object]) -> set[str]:
    return {Path(one["path"]).name for one in data["inputs"]}  # type: ignore[attr-defined]


def left_out(data: dict[str, object]) -> dict[str, str]:
    found = [one for one in data["problems"] if one["code"] == "left-out-file"]  # type: ignore[attr-defined]
    assert all(one["level"] == "note" for one in found)
    return {Path(one["path"]).name: one["message"] for one in found}


def write_all(shell: Shell, folder: Path) -> set[str]:
    """Let the program write into the folder everything that could be taken for a submission; return the names."""
    source, made = str(folder / "青禾.xlsx"), folder.parent / "写出"
    made.mkdir()
    shell.run("shortfalls", source, *AT, "-o", str(made))
    shell.run("audit", source, *AT, "--format", "xlsx", "-o", str(made / "report.xlsx"))
    shell.run("audit", source, *AT, "--format", "csv", "-o", str(made / "report.csv"))
    shell.run("annotate", source, *AT[2:], "-o", str(made / "标注.xlsx"))
    names = {path.name for path in made.iterdir()}
    for number, path in enumerate(sorted(made.iterdir())):
        path.rename(folder / f"改名{number}{path.suffix}")
    return {f"改名{number}" for number in range(len(names))}


def test_what_this_program_wrote_is_left_out_of_folders_under_any_name(shell: Shell, folder: Path) -> None:
    alone = audited(shell, folder)
    written = write_all(shell, folder)
    assert len(written) == 6
    data = audited(shell, folder)
    assert inputs(data) == {"青禾.xlsx"}
    assert {Path(name).stem for name in left_out(data)} == written
    assert all("本工具写出" in message for message in left_out(data).values())
    assert data["outcomes"] == alone["outcomes"]
    assert data["problems"][: len(alone["problems"])] == alone["problems"]  # type: ignore[index, arg-type]
    assert left_out(audited(shell, f"{folder}/*")) == left_out(data)


def test_what_this_program_wrote_is_read_where_it_is_named(shell: Shell, folder: Path) -> None:
    copy = folder / "标注.xlsx"
    shell.run("annotate", str(folder / "青禾.xlsx"), *AT[2:], "-o", str(copy))
    for paths in ((copy,), (folder, copy), (copy, folder)):
        data = audited(shell, *paths)
        assert "标注.xlsx" in inputs(data)
        assert left_out(data) == {}


def test_the_mark_stays_where_another_program_saves_the_file(shell: Shell, folder: Path) -> None:
    shell.run("audit", str(folder), *AT, "--format", "xlsx", "-o", str(folder / "r.xlsx"))
    found = openpyxl.load_workbook(folder / "r.xlsx")
    found.save(folder / "r.xlsx")
    assert set(left_out(audited(shell, folder))) == {"r.xlsx"}


@pytest.mark.parametrize("name", ["青禾-督办清单.xlsx", "00-督办清单总表.xlsx", "a-shortfalls.xlsx"])
def test_a_name_like_that_of_a_list_leaves_nothing_out(shell: Shell, folder: Path, name: str) -> None:
    (folder / "青禾.xlsx").rename(folder / name)
    assert inputs(audited(shell, folder)) == {name}


def test_template_and_sample_are_no_outputs(shell: Shell, folder: Path) -> None:
    shell.run("template", "-o", str(folder / "模板.xlsx"))
    data = audited(shell, folder)
    assert inputs(data) == {"青禾.xlsx", "模板.xlsx"}
    assert left_out(data) == {}


def test_an_archive_in_a_folder_is_a_note_and_other_files_are_left_out_unsaid(shell: Shell, folder: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("照片.jpg", b"")
    for name in ("乙.zip", "丙.RAR", "丁.7z"):
        (folder / name).write_bytes(packed.getvalue())
    for name in ("~青禾.xlsx", "~$青禾.xlsx", ".~lock.青禾.xlsx#", "._青禾.xlsx", "Thumbs.db", "说明.docx"):
        (folder / name).write_bytes(b"x")
    data = audited(shell, folder)
    assert inputs(data) == {"青禾.xlsx"}
    assert set(left_out(data)) == {"乙.zip", "丙.RAR", "丁.7z"}
    assert all("压缩包" in message for message in left_out(data).values())


def test_a_folder_of_archives_alone_is_wrong_usage_that_names_them(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "乙.rar").write_bytes(b"Rar!")
    ran = shell.run("audit", str(tmp_path), *AT)
    assert ran.code == 2
    assert "乙.rar" in ran.err
    assert "解压" in ran.err


def test_a_folder_of_this_programs_own_files_alone_is_incomplete(shell: Shell, folder: Path) -> None:
    shell.run("audit", str(folder), *AT, "--format", "xlsx", "-o", str(folder / "r.xlsx"))
    (folder / "青禾.xlsx").unlink()
    ran = shell.run("audit", str(folder), *AT)
    assert ran.code == 3
    assert "r.xlsx" in ran.out


# --- rosters that name nobody -------------------------------------------------------------------


def without_units(how: str) -> bytes:
    sheets = rosters()
    del sheets["单位名册"]
    if how == "header":
        sheets["单位名册"] = [headers("units")]
    return book({**sheets, **ledger("visits"), **ledger("media_reports", NEWS)})


def judged(shell: Shell, path: Path, *more: str) -> Ran:
    return shell.run("audit", str(path), *AT, *more)


@pytest.mark.parametrize("how", ["absent", "header"])
@pytest.mark.parametrize("fail_on", ["shortfall", "never"])
@pytest.mark.parametrize("form", FORMATS)
def test_a_rule_whose_subjects_nobody_names_is_not_judged_and_that_is_said(
    shell: Shell, tmp_path: Path, how: str, fail_on: str, form: str
) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(without_units(how))
    target = tmp_path / "out"
    ran = judged(shell, path, "--rule", "R01.4", "--fail-on", fail_on, "--format", form, "-o", str(target))
    assert ran.code == 3, ran.err
    assert target.stat().st_size
    if form in {"text", "md", "html", "json"}:
        assert "单位名册" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("how", ["absent", "header"])
def test_a_missing_roster_that_rules_need_is_an_error_at_the_head(shell: Shell, tmp_path: Path, how: str) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(without_units(how))
    data = json.loads(judged(shell, path, "--format", "json").out)
    first = data["problems"][0]
    assert (first["code"], first["level"], first["value"]) == ("missing-sheet", "error", "单位名册")
    assert data["summary"]["exit_code"] == 1
    data = json.loads(judged(shell, path, "--format", "json", "--rule", "R05.2").out)
    assert [one["level"] for one in data["problems"] if one["value"] == "单位名册"] == ["note"]


def test_a_rule_without_subjects_among_others_that_are_asked_for_leaves_the_run_incomplete(
    shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(without_units("absent"))
    assert judged(shell, path, "--rule", "R01.4", "--rule", "R05.2", "--fail-on", "never").code == 3
    assert judged(shell, path, "--rule", "R05.2", "--fail-on", "never").code == 0
    assert judged(shell, path, "--rule", "R05.2", "--subject", OTHER, "--fail-on", "never").code == 0
