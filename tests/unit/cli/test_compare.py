"""``assistcheck compare``: reports or workbooks, as of which day, into which format, with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders.support import TEAM, YEAR_END, book, declaration, rosters
from unit.cli.console import Shell
from unit.comparison.runs import MID, media

TWO, FOUR = ((1, 5), (2, 5)), ((1, 5), (2, 5), (3, 5), (4, 5))
END = ("--as-of", "2022-12-31")


def folder(tmp_path: Path, name: str, *days: tuple[int, int]) -> str:
    """Return a folder with a workbook of media reports."""
    made = tmp_path / name
    made.mkdir()
    (made / "data.xlsx").write_bytes(book({**rosters(), **declaration(), **media(*days)}))
    return str(made)


@pytest.fixture
def old(tmp_path: Path) -> str:
    return folder(tmp_path, "w1", *TWO)


@pytest.fixture
def new(tmp_path: Path) -> str:
    return folder(tmp_path, "w2", *FOUR)


def report(shell: Shell, source: str, to: Path, *options: str) -> str:
    """Return the path of a JSON report of a folder."""
    shell.run("audit", source, "--format", "json", "-o", str(to), *(options or END))
    return str(to)


def test_folders_are_audited_with_the_usual_options(shell: Shell, old: str, new: str):
    ran = shell.run("compare", old, new, *END)
    assert ran.code == 0
    assert "销号 1 项" in ran.out
    assert "w2" not in ran.err


def test_reports_say_the_same_as_their_folders(shell: Shell, old: str, new: str, tmp_path: Path):
    reports = report(shell, old, tmp_path / "a.json"), report(shell, new, tmp_path / "b.json")
    ways = [shell.run("compare", *pair, *more) for pair, more in ((reports, ()), ((old, new), END), ((reports[0], new), END))]
    assert len({ran.out for ran in ways}) == 1


def test_a_report_is_known_by_what_it_says_whatever_its_name(shell: Shell, old: str, new: str, tmp_path: Path):
    report(shell, old, tmp_path / "a.json")
    (tmp_path / "a.json").rename(tmp_path / "a.txt")
    assert shell.run("compare", str(tmp_path / "a.txt"), new, *END).code == 0


def test_workbooks_of_old_are_as_of_the_same_day_unless_another_is_given(shell: Shell, old: str, new: str):
    same, other = (
        shell.run("compare", old, new, *END, *more, "--format", "json").out for more in ((), ("--old-as-of", "2022Q2"))
    )
    assert [json.loads(text)["before"]["as_of"] for text in (same, other)] == ["2022-12-31", "2022-06-30"]


def test_workbooks_of_old_are_as_of_the_day_of_a_report(shell: Shell, old: str, new: str, tmp_path: Path):
    later = report(shell, new, tmp_path / "b.json", "--as-of", MID.isoformat())
    data = json.loads(shell.run("compare", old, later, "--format", "json").out)
    assert (data["before"]["as_of"], data["after"]["as_of"]) == ("2022-06-30", "2022-06-30")


def test_waivers_of_old_are_those_of_new_unless_others_are_given(shell: Shell, old: str, tmp_path: Path):
    waivers, none = tmp_path / "w.yaml", tmp_path / "none.yaml"
    words = {"reason": "r", "approved_by": "x", "expires": YEAR_END.isoformat()}
    entry = {"rule": "R05.2", "subject": TEAM, **words}
    waivers.write_text(json.dumps([entry]), encoding="utf-8")
    none.write_text("[]", encoding="utf-8")
    same = shell.run("compare", old, old, *END, "--waivers", str(waivers), "--format", "json")
    granted = shell.run("compare", old, old, *END, "--waivers", str(waivers), "--old-waivers", str(none), "--format", "json")
    assert json.loads(same.out)["changes"] == []
    assert [cause["how"] for one in json.loads(granted.out)["changes"] for cause in one["causes"]] == ["granted"]


@pytest.mark.parametrize(("pair", "code"), [(("old", "new"), 0), (("new", "old"), 1), (("old", "old"), 0)])
def test_something_reopened_fails_the_run(shell: Shell, old: str, new: str, pair: tuple[str, str], code: int):
    folders = {"old": old, "new": new}
    assert shell.run("compare", *(folders[name] for name in pair), *END).code == code


def test_never_fails_where_it_is_asked_not_to(shell: Shell, old: str, new: str):
    assert shell.run("compare", new, old, *END, "--fail-on", "never").code == 0


def test_a_later_run_that_is_not_complete_is_three(shell: Shell, old: str, new: str):
    (Path(new) / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    assert shell.run("compare", old, new, *END).code == 3


@pytest.mark.parametrize("form", ["json", "md", "html", "xlsx", "docx"])
def test_the_format_follows_the_name_of_the_file(shell: Shell, old: str, new: str, tmp_path: Path, form: str):
    target = tmp_path / f"out.{form}"
    assert shell.run("compare", old, new, *END, "-o", str(target)).code == 0
    assert target.stat().st_size > 500


@pytest.mark.parametrize("place", ["old", "new"])
def test_a_report_that_is_compared_is_never_written_over(shell: Shell, old: str, new: str, tmp_path: Path, place: str):
    paths = {"old": report(shell, old, tmp_path / "a.json"), "new": report(shell, new, tmp_path / "b.json")}
    before = Path(paths[place]).read_bytes()
    ran = shell.run("compare", paths["old"], paths["new"], "-o", paths[place])
    assert (ran.code, Path(paths[place]).read_bytes()) == (2, before)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--as-of", "2022-12-31"), "--as-of"),
        (("--quarter", "2022Q2"), "--quarter"),
        (("--old-as-of", "2022-06-30"), "--old-as-of"),
        (("--old-waivers", "w.yaml"), "--old-waivers"),
        (("--old-rules", "x"), "--old-rules"),
        (("--reading", "R05.2=distinct-title"), "--reading"),
    ],
)
def test_options_that_a_report_cannot_follow_are_refused(
    shell: Shell, old: str, tmp_path: Path, options: tuple[str, str], named: str
):
    path = report(shell, old, tmp_path / "a.json")
    ran = shell.run("compare", path, path, *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{named} 只用于工作簿")


def test_a_json_file_that_is_no_report_is_a_sentence(shell: Shell, old: str, tmp_path: Path):
    (tmp_path / "x.json").write_text('{"a": 1}', encoding="utf-8")
    ran = shell.run("compare", str(tmp_path / "x.json"), old, *END)
    assert ran.code == 2
    assert "不是本程序写出的 JSON 报告" in ran.err


def test_a_path_that_is_not_there_is_a_sentence(shell: Shell, old: str, tmp_path: Path):
    for name in ("none.json", "none"):
        ran = shell.run("compare", str(tmp_path / name), old, *END)
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)


def test_reports_of_two_packs_are_refused(shell: Shell, old: str, tmp_path: Path):
    path = Path(report(shell, old, tmp_path / "a.json"))
    other = tmp_path / "b.json"
    other.write_text(path.read_text(encoding="utf-8").replace('"pack":"dongguan-2022"', '"pack":"other"'), encoding="utf-8")
    ran = shell.run("compare", str(path), str(other))
    assert ran.code == 2
    assert "规则包不同" in ran.err


def test_standard_input_is_one_of_the_two_at_most(shell: Shell):
    ran = shell.run("compare", "-", "-")
    assert (ran.code, ran.out) == (2, "")
    assert "标准输入" in ran.err
