"""A folder that many people use, as it is: read whole, with a word for each file that is not, and nothing that counts twice."""

from __future__ import annotations

import io
import json
import os
import threading
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.submission.sources import local_file
from builders.support import OTHER, TEAM, book, declaration, ledger, rosters
from unit.cli.console import Ran, Shell

AT = ("--as-of", "2022-12-31")
JSON = (*AT, "--format", "json")


def sent(team: str, *titles: str, as_of: date = date(2022, 12, 31)) -> bytes:
    news = {"date": date(2022, 3, 5), "team": team, "outlet": "日报", "level": "省"}
    return book({**declaration(team, as_of), **ledger("media_reports", *({**news, "title": title} for title in titles))})


ONE, TWO = sent(TEAM, "一", "二", "三"), sent(OTHER, "甲")


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for name, data in members.items():
            parts.writestr(name, data)
    return out.getvalue()


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """Return a folder with the rosters and the workbook of one team."""
    folder = tmp_path / "共享盘"
    folder.mkdir()
    (folder / "名册.xlsx").write_bytes(book(rosters()))
    (folder / "青禾镇组团.xlsx").write_bytes(ONE)
    return folder


def problems(ran: Ran) -> list[tuple[str, str, str]]:
    """Return code, level and file of each problem of a file; paths from the folder on."""
    found = json.loads(ran.out)["problems"]
    return [(p["code"], p["level"], p["path"].partition("共享盘/")[2]) for p in found if p["path"]]


def media(ran: Ran) -> dict[str, object]:
    return {o["subject"]["name"]: o["value"] for o in json.loads(ran.out)["outcomes"] if o["rule"] == "R05.2"}


def test_an_archive_is_read_as_if_it_were_a_folder(shell: Shell, drive: Path) -> None:
    (drive / "二县.zip").write_bytes(packed(**{"白露镇/白露镇组团.xlsx": TWO, "照片/1.jpg": b"x"}))
    ran = shell.run("audit", str(drive), *JSON)
    assert media(ran) == {TEAM: 3, OTHER: 1}
    (folder := drive / "二县" / "白露镇").mkdir(parents=True)
    (drive / "二县.zip").unlink()
    (folder / "白露镇组团.xlsx").write_bytes(TWO)
    packed_up = json.loads(ran.out.replace("二县.zip/", "二县/"))
    unpacked = json.loads(shell.run("audit", str(drive), *JSON).out)
    assert packed_up["outcomes"] == unpacked["outcomes"]
    assert sorted(packed_up["inputs"], key=str) == sorted(unpacked["inputs"], key=str)


@pytest.mark.parametrize("workers", ["0", "1", "2"])
def test_members_are_read_by_whatever_reads_files(
    shell: Shell, drive: Path, workers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (drive / "二县.zip").write_bytes(packed(**{f"{number}.xlsx": sent(OTHER, str(number)) for number in range(9)}))
    expected = shell.run("audit", str(drive), *JSON).out
    monkeypatch.setenv("ASSISTCHECK_WORKERS", workers)
    assert shell.run("audit", str(drive), *JSON).out == expected
    for _ in range(2):
        assert shell.run("audit", str(drive), *JSON, "--cache", str(drive / "缓存")).out == expected


def test_members_are_read_on_an_executor_too(drive: Path) -> None:
    (drive / "二县.zip").write_bytes(packed(**{f"{number}.xlsx": sent(OTHER, str(number)) for number in range(9)}))
    here, there = (
        api.read_submissions([str(drive)], api.load_pack(), date(2022, 12, 31), **how)
        for how in ({"workers": 0}, {"executor": ThreadPoolExecutor(2)})
    )
    assert (here.inputs, here.problems) == (there.inputs, there.problems)
    assert len(here.inputs) == 11


def test_an_archive_is_left_out_with_a_note_where_that_is_asked_for(shell: Shell, drive: Path) -> None:
    (drive / "二县.zip").write_bytes(packed(**{"白露镇组团.xlsx": TWO}))
    ran = shell.run("audit", str(drive), *JSON, "--no-archives")
    assert ("left-out-file", "note", "二县.zip") in problems(ran)
    assert media(ran)[OTHER] is None


def test_a_file_that_is_open_is_read_and_nobody_is_named(shell: Shell, drive: Path) -> None:
    (drive / "~$青禾镇组团.xlsx").write_bytes(b"\x06" + "某某某".encode("utf-16-le") + bytes(100))
    for form in ("json", "text", "html"):
        ran = shell.run("audit", str(drive), *AT, "--format", form, "--all")
        assert "某某某" not in ran.out
    assert ("open-file", "note", "青禾镇组团.xlsx") in problems(shell.run("audit", str(drive), *JSON))
    assert media(shell.run("audit", str(drive), *JSON))[TEAM] == 3


def test_a_copy_counts_once(shell: Shell, drive: Path) -> None:
    (drive / "青禾镇组团 - 副本.xlsx").write_bytes(ONE)
    ran = shell.run("audit", str(drive), *JSON)
    assert ("repeated-file", "note", "青禾镇组团 - 副本.xlsx") in problems(ran)
    assert media(ran)[TEAM] == 3


@pytest.mark.parametrize("bad", ["damaged.zip", "pipe.xlsx", "nowhere.xlsx", "nested.zip"])
def test_a_file_that_cannot_be_read_is_said_and_the_rest_is_audited(shell: Shell, drive: Path, bad: str) -> None:
    match bad:
        case "damaged.zip":
            (drive / bad).write_bytes(packed(a=b"x")[:-5])
        case "pipe.xlsx":
            os.mkfifo(drive / bad)
        case "nowhere.xlsx":
            (drive / bad).symlink_to("/nowhere")
        case _:
            (drive / bad).write_bytes(packed(**{"inner.zip": packed(**{"a.xlsx": TWO})}))
    ran = shell.run("audit", str(drive), *JSON)
    assert ran.code == 3
    assert [place.split("/")[0] for code, level, place in problems(ran) if level == "error"] == [bad]
    assert media(ran)[TEAM] == 3


def test_each_file_that_the_system_refuses_has_its_own_remedy(
    shell: Shell, drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (drive / "白露镇组团.xlsx").write_bytes(TWO)
    refusals = {
        "白露镇组团.xlsx": PermissionError(13, "Permission denied"),
        "青禾镇组团.xlsx": OSError(116, "Stale file handle"),
    }
    real = local_file._opened

    def opened(path: str, flags: int) -> int:
        if error := refusals.get(Path(path).name):
            raise error
        return real(path, flags)

    monkeypatch.setattr(local_file, "_opened", opened)
    ran = shell.run("audit", str(drive), *AT)
    assert ran.code == 3
    told = ran.out.replace("\n", "")
    assert ("没有权限" in told, "开放读取权限" in told, "重新连接网络盘" in told) == (True, True, True)
    page = shell.run("audit", str(drive), *AT, "--format", "html").out
    assert ("开放读取权限" in page, "重新连接网络盘" in page) == (True, True)


@contextmanager
def kept_changing(path: Path) -> Iterator[None]:
    """Let a program write into a file again and again."""
    over = threading.Event()

    def change() -> None:
        while not over.is_set():
            os.utime(path)
            time.sleep(0.001)

    writer = threading.Thread(target=change)
    writer.start()
    try:
        yield
    finally:
        over.set()
        writer.join()


def test_a_file_that_keeps_changing_is_not_half_read(shell: Shell, drive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drive / "白露镇组团.csv"
    path.write_bytes(b"x,")
    real = local_file._moment

    def seen(info: os.stat_result) -> object:
        """Give the writer the time that a larger file would."""
        while info.st_ino == path.stat().st_ino and info.st_mtime_ns == path.stat().st_mtime_ns:
            time.sleep(0.001)
        return real(info)

    monkeypatch.setattr(local_file, "_moment", seen)
    monkeypatch.setenv("ASSISTCHECK_WORKERS", "0")
    with kept_changing(path):
        ran = shell.run("audit", str(drive), *JSON)
    assert ran.code == 3
    assert [one for one in problems(ran) if one[1] == "error"] == [("changed-while-reading", "error", "白露镇组团.csv")]
    assert media(ran)[TEAM] == 3


@pytest.mark.parametrize("again", ["", "青禾镇组团.xlsx", "./", "../共享盘", "二县.zip"])
def test_what_is_given_twice_is_read_once(shell: Shell, drive: Path, again: str) -> None:
    (drive / "二县.zip").write_bytes(packed(**{"白露镇组团.xlsx": TWO}))
    once = shell.run("audit", str(drive), *JSON)
    assert shell.run("audit", str(drive), str(drive / again), *JSON).out == once.out


def test_a_member_can_be_explained_by_the_path_in_the_report(shell: Shell, drive: Path) -> None:
    (drive / "一县.zip").write_bytes(packed(**{"青禾镇组团.xlsx": ONE}))
    path = str(drive / "一县.zip" / "青禾镇组团.xlsx")
    ran = shell.run("explain", path, "--roster", str(drive / "名册.xlsx"), *AT, "--rule", "R05.2", "--subject", TEAM)
    assert (ran.code, "一县.zip" in ran.out or "青禾镇组团" in ran.out) == (0, True)


def test_an_archive_that_is_read_is_never_written_over(shell: Shell, drive: Path) -> None:
    target = drive / "一县.zip"
    target.write_bytes(packed(**{"青禾镇组团.xlsx": ONE}))
    before = target.read_bytes()
    ran = shell.run("audit", str(drive), *AT, "--format", "json", "-o", str(target))
    assert (ran.code, target.read_bytes() == before) == (2, True)


def test_what_the_tool_wrote_itself_is_left_out_of_archives_too(shell: Shell, drive: Path) -> None:
    report = drive.parent / "报告.xlsx"
    shell.run("audit", str(drive), *AT, "-o", str(report))
    (drive / "旧报告.zip").write_bytes(packed(**{"报告.xlsx": report.read_bytes()}))
    ran = shell.run("audit", str(drive), *JSON)
    assert ("left-out-file", "note", "旧报告.zip/报告.xlsx") in problems(ran)
