"""``assistcheck annotate``: what is written, what is said, and what is never touched."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistcheck.errors import WorkbookError
from assistcheck.submission.parsed import RESULT_SHEET
from builders.support import book, ledger, rosters
from unit.cli.console import Shell

AT = ("--as-of", "2022-12-31")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_copy_is_written_and_the_original_is_untouched(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    before, copy = digest(workbook), tmp_path / "标注.xlsx"
    ran = shell.run("annotate", str(workbook), *AT, "-o", str(copy))
    assert (ran.code, ran.out) == (1, "")
    assert "未计入 1 行；须改正 1 处" in ran.err
    assert digest(workbook) == before
    assert load_workbook(copy).sheetnames[0] == "审核结果"


def test_a_workbook_without_faults_is_exit_code_0(shell: Shell, tmp_path: Path) -> None:
    clean = tmp_path / "clean.xlsx"
    clean.write_bytes(book({**rosters(), **ledger("media_reports")}))
    assert shell.run("annotate", str(clean), *AT, "-o", str(tmp_path / "copy.xlsx")).code == 0


def test_rosters_may_stand_in_a_file_of_their_own(shell: Shell, tmp_path: Path) -> None:
    news = {"team": "青禾镇组囗", "title": "一", "outlet": "甲报", "level": "市", "date": "2022-03-01"}
    team, roster = tmp_path / "team.xlsx", tmp_path / "roster.xlsx"
    team.write_bytes(book(ledger("media_reports", news)))
    roster.write_bytes(book(rosters()))
    copy = tmp_path / "copy.xlsx"
    ran = shell.run("annotate", str(team), *AT, "-o", str(copy))
    assert ran.code == 2
    assert "--roster" in ran.err
    assert shell.run("annotate", str(team), *AT, "--roster", str(roster), "-o", str(copy)).code == 1
    written = load_workbook(copy)
    assert written.sheetnames == ["审核结果", "媒体报道"]
    assert "青禾镇组团" in written["媒体报道"]["B2"].comment.text
    before = digest(roster)
    assert shell.run("annotate", str(team), *AT, "--roster", str(roster), "-o", str(roster)).code == 2
    assert digest(roster) == before


@pytest.mark.parametrize("kind", ["same", "symbolic", "hard"])
def test_the_original_is_refused_as_the_target_by_whatever_link(
    shell: Shell, workbook: Path, tmp_path: Path, kind: str
) -> None:
    original, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    original.write_bytes(workbook.read_bytes())
    match kind:
        case "same":
            target = tmp_path / "." / "a.xlsx"
        case "symbolic":
            target.symlink_to(original)
        case _:
            target.hardlink_to(original)
    before = digest(original)
    ran = shell.run("annotate", str(original), *AT, "-o", str(target))
    assert ran.code == 2
    assert "不能覆盖" in ran.err
    assert digest(original) == before


def test_what_is_replaced_is_said(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(b"old")
    ran = shell.run("annotate", str(workbook), *AT, "-o", str(copy))
    assert f"替换已有的 {copy}（3 字节" in ran.err
    assert load_workbook(copy).sheetnames[0] == "审核结果"


def test_what_the_copy_lacks_is_said_before_it_is_written(shell: Shell, tmp_path: Path) -> None:
    source, copy = tmp_path / "a.xlsx", tmp_path / "copy.xlsx"
    content = book(
        {**rosters(), **ledger("media_reports")}, lambda _, pages: pages["媒体报道"].write_formula("H2", "=1+1") and None
    )
    source.write_bytes(content)
    err = shell.run("annotate", str(source), *AT, "-o", str(copy)).err
    assert err.index("副本中没有保留：公式的计算结果") < err.index("已写入")


def test_english_where_it_is_asked_for(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    shell.run("annotate", str(workbook), *AT, "--lang", "en", "-o", str(copy))
    assert load_workbook(copy).sheetnames[0] == RESULT_SHEET.en


@pytest.mark.parametrize(("words", "title"), [((), RESULT_SHEET.en), (("--lang", "zh"), RESULT_SHEET.zh)])
def test_a_copy_speaks_as_the_workbooks_of_its_pack_unless_told_otherwise(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], title: str
) -> None:
    for name in ("ASSISTCHECK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    grantees = [("Grantee", "Region"), ("Oakmere Library District", "Upper Fells Region")]
    partners = [
        ("Grantee", "Partner", "Kind", "Since"),
        ("Okmere Library District", "Garden Club", "Nonprofit", date(2025, 9, 6)),
    ]
    source, copy = tmp_path / "a.xlsx", tmp_path / "copy.xlsx"
    source.write_bytes(book({"Grantees": grantees, "Community Partners": partners}))
    more = ("--rules", "county-library-grants", "--as-of", "2026-06-30")
    assert shell.run("annotate", str(source), *more, *words, "-o", str(copy)).code == 1
    written = load_workbook(copy)
    assert written.sheetnames == [title, "Grantees", "Community Partners"]
    texts = [str(cell.value) for cell in written[title]["A"]]
    texts += [cell.comment.text for page in written for row in page.iter_rows() for cell in row if cell.comment]
    assert bool([text for text in texts if re.search("[\u4e00-\u9fff]", text)]) == bool(words)


def test_what_came_back_with_a_marked_copy_is_not_read(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    shell.run("annotate", str(workbook), *AT, "-o", str(copy))
    first, again = (shell.run("audit", str(path), *AT, "--rule", "R05.2", "-q").out for path in (workbook, copy))
    assert first == again


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("a.xls", "copy.xlsx", (2, "只能标注 .xlsx 和 .xlsm")),
        ("data", "copy.xlsx", (2, "只能标注 .xlsx 和 .xlsm")),
        ("none.xlsx", "copy.xlsx", (2, "没有这个文件")),
        ("ok.xlsx", "copy.xlsm", (2, "须为 .xlsx")),
        ("ok.xlsx", "none/copy.xlsx", (2, "文件夹不存在")),
        ("bad.xlsx", "copy.xlsx", (3, "不是支持的表格文件")),
    ],
)
def test_what_cannot_be_marked_is_a_sentence(
    shell: Shell, sources: Path, source: str, target: str, expected: tuple[int, str]
) -> None:
    ran = shell.run("annotate", str(sources / source), *AT, "-o", str(sources / target))
    assert (ran.code, ran.out) == (expected[0], "")
    assert expected[1] in ran.err
    assert "Traceback" not in ran.err
    assert not (sources / target).exists()


@pytest.fixture
def sources(tmp_path: Path, workbook: Path) -> Path:
    """Return a folder with one good workbook and others that cannot be marked."""
    (tmp_path / "a.xls").write_bytes(b"x")
    (tmp_path / "data").mkdir()
    (tmp_path / "ok.xlsx").write_bytes(workbook.read_bytes())
    (tmp_path / "bad.xlsx").write_bytes(b"hello")
    return tmp_path


def test_a_workbook_that_cannot_be_copied_is_a_sentence(
    shell: Shell, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise TypeError("fill")

    monkeypatch.setattr("openpyxl.reader.excel.ExcelReader.read", broken)
    ran = shell.run("annotate", str(workbook), *AT, "-o", str(tmp_path / "copy.xlsx"))
    assert ran.code == WorkbookError.exit_code
    assert "另存为新的 .xlsx" in ran.err
