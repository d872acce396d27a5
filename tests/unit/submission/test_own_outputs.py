"""Marked copies among the submissions: left out, and nobody is accused without the reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.problems import Problem
from assistcheck.reports.common.input_notices import head_lines, head_problems
from builders.support import OTHER, PACK, TEAM, YEAR_END, book, declaration, ledger, rosters

NEWS: dict[str, object] = {"team": TEAM, "title": "一", "outlet": "甲报", "level": "市", "date": "2022.1"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a roster, one team's workbook, and a marked copy of another's."""
    inside = tmp_path / "报送"
    inside.mkdir()
    (inside / "名册.xlsx").write_bytes(book(rosters()))
    (inside / "白露.xlsx").write_bytes(book(declaration(OTHER)))
    own = tmp_path / "青禾.xlsx"
    own.write_bytes(book({**declaration(TEAM), **ledger("media_reports", NEWS)}))
    (inside / "青禾改.xlsx").write_bytes(marked(own, inside / "名册.xlsx"))
    return inside


def marked(path: Path, roster: Path) -> bytes:
    submission = api.read_submissions([str(path)], PACK, YEAR_END, roster=str(roster))
    return api.annotate(str(path), submission, "zh").content


def read(folder: Path) -> api.Submission:
    return api.read_submissions([str(folder)], PACK, YEAR_END)


def of(problems: list[Problem], code: str) -> list[Problem]:
    return [one for one in problems if one.code == code]


def test_a_copy_that_is_all_a_team_has_sent_heads_the_report_and_explains_its_absence(folder: Path) -> None:
    submission = read(folder)
    (note,) = of(submission.problems, "left-out-file")
    assert (note.level, note.value, Path(note.place.path).name) == ("warning", TEAM, "青禾改.xlsx")
    assert note.message("zh").startswith("交回的是标注副本，没有读取：“青禾镇组团”；应为报送的工作簿；这是本工具写出的标注副本")
    assert "抄到自己原来的工作簿中，报送那一份" in note.remedy.zh
    (absent,) = of(submission.problems, "not-submitted")
    assert (absent.value, absent.level) == (TEAM, "note")
    assert "交回来的只有标注副本" in absent.remedy.zh
    assert submission.coverage.absent == (TEAM,)
    report = api.audit(PACK, submission, api.Request(as_of=YEAR_END))
    assert note in head_problems(report)
    assert any("交回的是标注副本" in line.text for line in head_lines(report, "zh"))
    lists = dict(api.shortfall_lists(report, format_name="md"))
    assert "交回的是标注副本" in lists["青禾镇组团-督办清单.md"].decode()
    assert "交回的是标注副本" not in lists["白露镇组团-督办清单.md"].decode()


def test_beside_the_teams_own_workbook_a_copy_is_a_note(folder: Path) -> None:
    (folder / "青禾.xlsx").write_bytes(book({**declaration(TEAM), **ledger("media_reports", NEWS)}))
    submission = read(folder)
    (note,) = of(submission.problems, "left-out-file")
    assert (note.level, note.value) == ("note", "")
    assert "抄到原来的工作簿中重新报送" in note.remedy.zh
    assert of(submission.problems, "not-submitted") == []


def test_a_copy_that_is_named_itself_is_read(folder: Path) -> None:
    copy = folder / "青禾改.xlsx"
    submission = api.read_submissions([str(folder), str(copy)], PACK, YEAR_END)
    assert of(submission.problems, "left-out-file") == []
    assert TEAM in {one.reporter for one in submission.inputs}


def test_nothing_else_of_a_copy_is_read(folder: Path) -> None:
    assert not [one for one in read(folder).problems if "青禾改" in one.place.path and one.code != "left-out-file"]
    assert "青禾改" not in str([one.path for one in read(folder).inputs])


def test_a_list_asks_for_nothing(folder: Path) -> None:
    (folder / "青禾改.xlsx").unlink()
    report = api.audit(PACK, read(folder), api.Request(as_of=YEAR_END))
    for name, content in api.shortfall_lists(report):
        (folder / name).write_bytes(content)
    notes = of(read(folder).problems, "left-out-file")
    assert {(one.level, one.remedy.zh) for one in notes} == {("note", "不必理会")}
    assert all("清单、报告或表格" in one.message("zh") for one in notes)


@pytest.mark.parametrize("way", ["cache", "one process"])
def test_however_files_are_read_the_copy_says_whose_it_is(folder: Path, tmp_path: Path, way: str) -> None:
    if way == "cache":
        cache = str(tmp_path / "cache")
        first, again = (api.read_submissions([str(folder)], PACK, YEAR_END, cache=cache) for _ in range(2))
        assert of(first.problems, "left-out-file") == of(again.problems, "left-out-file")
    else:
        again = api.read_submissions([str(folder)], PACK, YEAR_END, workers=0)
    assert [one.value for one in of(again.problems, "left-out-file")] == [TEAM]


def test_a_copy_of_a_workbook_that_names_nobody_known_is_a_note(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "无主.xlsx"
    own.write_bytes(book({**declaration("没有的组团", date(2022, 6, 30)), **ledger("media_reports", NEWS)}))
    (folder / "青禾改.xlsx").write_bytes(marked(own, folder / "名册.xlsx"))
    submission = read(folder)
    assert [(one.level, one.value) for one in of(submission.problems, "left-out-file")] == [("note", "")]
    assert ["交回来" in one.remedy.zh for one in of(submission.problems, "not-submitted")] == [False]
