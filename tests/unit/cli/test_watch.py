"""``assistcheck watch``: an audit whenever something has changed and come to rest, and a line for it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistcheck.cli import watch_rounds
from builders.support import TEAM, book, ledger, rosters
from unit.cli.console import Ran, Shell

AT = ("--as-of", "2022-12-31")
NEWS = {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1)}
Act = Callable[[], object]


def reports(*titles: str) -> bytes:
    return book({**rosters(), **ledger("media_reports", *({**NEWS, "title": title} for title in titles))})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "报送"
    inside.mkdir()
    put(inside / "甲.xlsx", reports("一"))
    return inside


def put(path: Path, content: bytes) -> None:
    """Write a file that has been at rest for long, at a time of its own."""
    before = path.stat().st_mtime if path.exists() else time.time() - 10_000
    path.write_bytes(content)
    os.utime(path, (before + 1, before + 1))


class Play:
    """Watches while a script is played: a second passes with each act, and Ctrl-C comes after the last."""

    def __init__(self, shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shell, self.folder, self.monkeypatch = shell, folder, monkeypatch
        self.page = folder.parent / "page.html"
        self.options: tuple[str, ...] = AT
        self.clock = 0.0

    def __call__(self, *acts: Act | None, folder: Path | None = None) -> Ran:
        script: Iterator[Act | None] = iter(acts)

        def sleep(_: float) -> None:
            self.clock += 1.0
            act = next(script, False)
            if act is False:
                raise KeyboardInterrupt
            if act:
                act()

        self.monkeypatch.setattr(watch_rounds.time, "sleep", sleep)
        self.monkeypatch.setattr(watch_rounds.time, "monotonic", lambda: self.clock)
        options = ("--settle", "2", *self.options, "--lang", "zh")
        return self.shell.run("watch", str(folder or self.folder), "-o", str(self.page), *options)


@pytest.fixture
def play(shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    return Play(shell, folder, monkeypatch)


def lines(ran: Ran) -> list[str]:
    """What was said of audits and troubles, without the times and the first and last line."""
    said = [re.sub(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ", "", line) for line in ran.err.splitlines()]
    assert said[0].startswith("开始关注")
    assert (said[-1], ran.code) == ("已中断", 130)
    return said[1:-1]


WAIT = (None,) * 3


def test_a_change_at_rest_is_audited_once_and_said_with_what_became_of_the_verdict(play: Play, folder: Path) -> None:
    four = reports("一", "二", "三", "四")
    first, second = lines(play(None, None, lambda: put(folder / "甲.xlsx", four), *WAIT, None, None))
    assert re.match(r"首次核对：未达标 \d+；.*已写入 .*page.html$", first)
    assert re.match(rf"改动 .*甲.xlsx：未达标 (\d+) → \d+（{TEAM} \d+ → \d+.*）；.*已写入", second)


def test_files_that_come_and_go_even_in_new_folders_are_named(play: Play, folder: Path) -> None:
    def come() -> None:
        (folder / "新" / "下").mkdir(parents=True)
        put(folder / "新" / "下" / "乙.xlsx", reports("二"))

    said = lines(play(None, come, *WAIT, (folder / "新" / "下" / "乙.xlsx").unlink, *WAIT))
    assert [line.partition("：")[0].rpartition("/")[0] and line[:2] for line in said[1:]] == ["新到", "移走"]
    assert all("乙.xlsx：未达标" in line for line in said[1:])


def test_a_file_that_grows_is_waited_for(play: Play, folder: Path) -> None:
    whole = reports("二")
    growing = [lambda size=size: put(folder / "乙.xlsx", whole[:size]) for size in range(1000, 6000, 1000)]
    said = lines(play(None, *growing, lambda: put(folder / "乙.xlsx", whole), *WAIT))
    assert len(said) == 2
    assert said[1].startswith("新到 ")


def test_a_file_that_never_rests_is_named_once(play: Play, folder: Path) -> None:
    restless = [lambda: put(folder / "乙.xlsx", b"x")] * 80
    said = lines(play(None, *restless))
    assert len(said) == 2
    assert re.match(r"仍在变动，等它静止：新到 .*乙.xlsx$", said[1])


def test_locks_and_the_report_itself_are_no_change(play: Play, folder: Path) -> None:
    play.page = folder / "page.csv"
    said = lines(play(None, lambda: put(folder / "~$甲.xlsx", b"x"), *WAIT, lambda: put(folder / ".乙.xlsx", b"x"), *WAIT))
    assert len(said) == 1
    assert play.page.exists()


def test_what_is_read_beside_counts_and_faults_in_it_are_said_once(play: Play, folder: Path) -> None:
    waivers = folder.parent / "备案.yaml"
    waiver = f"- rule: R05.2\n  subject: {TEAM}\n  reason: 防汛\n  approved_by: 市\n  expires: 2023-12-31\n"
    play.options = (*AT, "--waivers", str(waivers))
    put(waivers, b"- rule: R05.2\n")
    said = lines(play(None, *WAIT, lambda: put(waivers, waiver.encode()), *WAIT))
    assert said[0] == "首次核对：未能核对，改正后再核对"
    assert "备案.yaml" in said[1]
    assert re.match(r"改动 .*备案.yaml：.*已备案 1；", said[-1])


def test_an_audit_that_failed_is_tried_again_after_a_minute(play: Play, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistcheck.cli.live_page import LivePage  # noqa: PLC0415

    def full() -> None:
        monkeypatch.setattr(LivePage, "write", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        put(folder / "甲.xlsx", reports("一", "二"))

    write = LivePage.write
    said = lines(play(None, full, *[None] * 130, lambda: monkeypatch.setattr(LivePage, "write", write), *[None] * 65))
    assert [line for line in said if "磁盘已满" in line] == ["  无法写出：磁盘已满"]
    assert "未能核对" in said[1]
    assert said[-1].startswith("再次核对：未达标")
    assert len(said) == 4


def test_a_folder_that_is_away_for_a_while_is_said_once_and_audited_when_it_is_back(play: Play, folder: Path) -> None:
    away = folder.with_name("away")
    said = lines(play(None, lambda: folder.rename(away), *WAIT, lambda: away.rename(folder), *WAIT))
    assert said[0].startswith("首次核对")
    assert said[1] == f"{folder}：没有这个文件或文件夹；继续等候"
    assert said[2] == "又可以查看了"
    assert re.match(r"再次核对：.*无须改动$", said[3])
    assert len(said) == 4


def test_a_folder_within_that_is_closed_is_waited_for_and_then_taken_as_it_is(play: Play, folder: Path) -> None:
    (folder.parent / "elsewhere").mkdir()  # a folder that is only linked is not searched
    said = lines(play(None, lambda: (folder / "away").symlink_to(folder.parent / "elsewhere"), *[None] * 70))
    assert [said[1].endswith("away：无法查看；继续等候"), len(said)] == [True, 3]
    assert said[2].startswith("无法查看 ")
    assert "退出码 1 → 3" in said[2]


def test_an_empty_folder_is_waited_in(play: Play, tmp_path: Path) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    said = lines(play(*WAIT, lambda: put(empty / "甲.xlsx", reports("一")), *WAIT, folder=empty))
    assert said[0] == f"{empty}：其中没有表格文件；继续等候"
    assert said[1:2] == ["又可以查看了"]
    assert said[2].startswith("首次核对：未达标")


def test_a_new_day_is_a_change_where_no_day_is_given(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date(2022, 3, 1 + (play.clock > 2))

    monkeypatch.setattr("assistcheck.cli.watch.date", Tomorrow)
    play.options = ()
    said = lines(play(None, *WAIT))
    assert said[1].startswith("日期变为 2022-03-02：")
    play.options = AT
    assert len(lines(play(None, *WAIT))) == 1


def test_a_file_that_has_not_changed_is_not_read_again(play: Play, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistcheck.submission.workers import read_job  # noqa: PLC0415

    read: list[str] = []
    as_it_is = read_job.read_book

    def noted(path: str, *more: Any, **how: Any) -> object:
        read.append(Path(path).name)
        return as_it_is(path, *more, **how)

    monkeypatch.setattr(read_job, "read_book", noted)
    lines(play(None, lambda: put(folder / "乙.xlsx", reports("二")), *WAIT))
    assert read == ["甲.xlsx", "乙.xlsx"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "没有这个文件"),
        (("-",), "标准输入"),
        (("{}", "--rule", "R99.9"), "没有规则"),
        (("{}", "--interval", "0"), "--interval"),
        (("{}", "--settle", "-1"), "--settle"),
        (("{}", "-o", "{}/none/page.html"), "无法写入"),
        (("{}", "--rules", "none"), "没有规则包"),
    ],
)
def test_what_no_file_will_change_ends_it_at_once(shell: Shell, folder: Path, words: tuple[str, ...], said: str) -> None:
    ran = shell.run("watch", *(word.format(folder) for word in words), "--lang", "zh")
    assert (ran.code, said in ran.err) == (2, True), ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_real_one_hears_of_a_change_and_ends_when_it_is_asked_to(folder: Path, number: int, code: int) -> None:
    page = folder.parent / "page.json"
    words = ["watch", str(folder), *AT, "-o", str(page), "--interval", "0.1", "--settle", "0.3", "--lang", "en"]
    with subprocess.Popen([sys.executable, "-m", "assistcheck", *words], stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr
        assert "watching" in run.stderr.readline()
        assert "first audit: short" in run.stderr.readline()
        before = page.read_bytes()
        put(folder / "乙.xlsx", reports("二"))
        assert "乙.xlsx: short" in run.stderr.readline()
        assert page.read_bytes() != before
        run.send_signal(number)
        assert run.stderr.read() == "interrupted\n"
    assert run.returncode == code
    assert {one.name for one in folder.parent.iterdir()} == {"报送", "page.json"}
