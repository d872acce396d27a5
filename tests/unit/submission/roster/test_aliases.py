"""Recorded spellings: how the file is read, what is wrong with one, and what they do to names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.errors import UsageError
from builders.support import OTHER, TEAM, TOWN, YEAR_END, book, fates, ledger, pack, report_of, rosters, submit

NEWS = {"date": date(2022, 3, 5), "team": "青禾组", "title": "丰收", "outlet": "日报", "level": "省"}


def saved(folder: Path, content: bytes | str) -> str:
    path = folder / "写法.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def wrong(folder: Path, content: bytes | str) -> str:
    with pytest.raises(UsageError) as caught:
        api.load_aliases(saved(folder, content))
    assert "写法.csv" in caught.value.words.zh
    return caught.value.words.zh


@pytest.mark.parametrize(
    "content",
    [
        "写法,正式名称\n青禾组,青禾镇组团\n",
        "写法;正式名称\r\n青禾组;青禾镇组团\r\n;\r\n",
        "\ufeff写法\t正式名称\n 青禾组\u3000\t青禾镇组团",
        "写法,正式名称\n青禾组,青禾镇组团\n".encode("gb18030"),
        "写法,正式名称\n青禾组,青禾镇组团\n".encode("utf-16"),
        "Alias,Name\n青禾组,青禾镇组团\n\n青禾组,青禾镇组团\n",
    ],
)
def test_spellings_are_read_as_any_text_table(tmp_path: Path, content: bytes | str) -> None:
    assert api.load_aliases(saved(tmp_path, content)) == {"青禾组": TEAM}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "第 1 行"),
        ("青禾组,青禾镇组团\n", "第 1 行"),
        ("写法,正式名称\n甲,乙\n青禾组\n", "第 3 行"),
        ("写法,正式名称\n青禾组,\n", "第 2 行"),
        ("写法,正式名称\n,青禾镇组团\n", "第 2 行"),
        ("写法,正式名称\n甲,乙,丙\n", "第 2 行"),
        ("写法,正式名称\n甲,乙\n\n甲,丙\n", "第 4 行"),
        ('写法,正式名称\n甲,"乙\n', "引号"),
        (b"\xff\xfe\xff", "编码"),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, content: bytes | str, words: str) -> None:
    assert words in wrong(tmp_path, content)


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        api.load_aliases(str(tmp_path / "没有.csv"))


def test_a_recorded_spelling_counts_and_an_unrecorded_one_does_not() -> None:
    data = book({**rosters(), **ledger("media_reports", NEWS)})
    assert fates(submit({"data.xlsx": data}), "media_reports") == ["rejected"]
    assert fates(submit({"data.xlsx": data}, aliases={"青禾组": TEAM}), "media_reports") == ["counted"]
    other = submit({"data.xlsx": data}, aliases={"青禾组": OTHER})
    assert other.tables["media_reports"].columns["team"] == [OTHER]


@pytest.mark.parametrize("name", [TEAM, TOWN, "甲街道", "驻翠屏县工作组", "东村", "翠屏县", "韶关市", "东莞市"])
def test_a_name_of_any_roster_is_no_fault(name: str) -> None:
    submission = submit({"data.xlsx": book(rosters())}, aliases={"某": name})
    assert "unknown-alias" not in {problem.code for problem in submission.problems}


CHOICES = [
    ("media_reports", "level", "部级", "中央", "中央"),
    ("media_reports", "level", " 部级 ", "中央", "中央"),
    ("media_reports", "level", "市级", "省", "省"),  # what was recorded beats what the pack lists
    ("media_reports", "level", "市", "省", "市"),  # an allowed word is never another
    ("media_reports", "title", "市级", "省", "市级"),
]


@pytest.mark.parametrize(("ident", "column", "written", "word", "read"), CHOICES)
def test_a_recorded_spelling_of_a_choice_is_its_word(ident: str, column: str, written: str, word: str, read: str) -> None:
    data = book({**rosters(), **ledger(ident, {**NEWS, "team": TEAM, column: written})})
    submission = submit({"data.xlsx": data}, aliases={written.strip(): word})
    assert fates(submission, ident) == ["counted"]
    assert submission.tables[ident].columns[column] == [read]
    assert "unknown-alias" not in {problem.code for problem in submission.problems}


def test_a_recorded_spelling_of_one_of_several_choices_is_its_word() -> None:
    row = {"date": date(2022, 3, 5), "reporter": TEAM, "title": "信息", "recipients": "工作组、市经协办"}
    submission = submit({"data.xlsx": book({**rosters(), **ledger("briefings", row)})}, aliases={"工作组": "驻市县工作组"})
    assert submission.tables["briefings"].columns["recipients"] == [("市经协办", "驻市县工作组")]


def test_a_name_that_no_roster_knows_is_told_with_the_nearest() -> None:
    submission = submit({"data.xlsx": book(rosters())}, aliases={"某": "青河镇组团"})
    (problem,) = [one for one in submission.problems if one.code == "unknown-alias"]
    assert (problem.level, problem.value) == ("warning", "某 → 青河镇组团")
    assert TEAM in problem.expected.zh


def test_without_every_roster_no_spelling_is_told() -> None:
    sheets = rosters()
    del sheets["工作组名册"]
    submission = submit({"data.xlsx": book(sheets)}, aliases={"某": "驻某县工作组"})
    assert "unknown-alias" not in {problem.code for problem in submission.problems}


def test_spellings_go_from_the_file_to_the_report(tmp_path: Path) -> None:
    (tmp_path / "data.xlsx").write_bytes(book({**rosters(), **ledger("media_reports", {**NEWS, "level": "部级"})}))
    aliases = api.load_aliases(saved(tmp_path, "写法,正式名称\n青禾组,青禾镇组团\n部级,中央\n"))
    submission = api.read_submissions([str(tmp_path / "data.xlsx")], pack(), YEAR_END, aliases=aliases)
    found = {(o["rule"], o["subject"]["name"]): o["value"] for o in report_of(submission)["outcomes"]}
    assert found["R05.2", TEAM] == 1
