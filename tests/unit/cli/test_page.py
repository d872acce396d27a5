"""``assistcheck page``: the folder is written or opened, and what cannot be done is said."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import webbrowser
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest

from assistcheck import api, page_api
from assistcheck.page import contents, download, server
from unit.cli.console import Shell
from unit.page.made_up import PARTS, laid_out

PROGRAM = """
import sys
from functools import partial
from assistcheck.page import contents, download
from unit.page.made_up import PARTS
download.collect_parts = partial(download.collect_parts, parts=PARTS)
contents.page_files = partial(contents.page_files, parts=PARTS)
from assistcheck.cli import program
program()
"""


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make pages of made-up parts, and return the folder that keeps them."""
    monkeypatch.delenv("ASSISTCHECK_PAGE_PARTS", raising=False)  # the real ones, for the tests in a browser
    monkeypatch.setattr(download, "collect_parts", partial(download.collect_parts, parts=PARTS))
    monkeypatch.setattr(contents, "page_files", partial(contents.page_files, parts=PARTS))
    return str(laid_out(tmp_path / "parts"))


def test_the_folder_is_written_and_what_to_do_with_it_said(shell: Shell, parts: str, tmp_path: Path) -> None:
    target = tmp_path / "网页"
    ran = shell.run("page", "-o", str(target), "--parts", parts)
    assert (ran.code, ran.out) == (0, "")
    assert re.match(rf"已写入 {target}：assistcheck [\d.]+ 的网页，\d+ 个文件；浏览器第一次打开时下载 [\d.]+ MB", ran.err)
    assert f"assistcheck page -o {target} --serve" in ran.err
    assert {"index.html", "SHA256SUMS", "web.config"} <= {one.name for one in target.iterdir()}


def test_the_help_names_the_port_that_is_listened_to_where_none_is_given(shell: Shell) -> None:
    assert str(server._USUAL) in shell.run("page", "--help").out


def test_parts_are_kept_in_the_cache_of_the_user_where_no_folder_is_named(
    shell: Shell, parts: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_api, "page_parts", lambda: Path(parts))
    assert shell.run("page", "-o", str(tmp_path / "page")).code == 0


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="they have places of their own")
@pytest.mark.parametrize(
    ("named", "expected"),
    [("/cache", "/cache/assistcheck/page-parts"), ("", "/home/a/.cache/assistcheck/page-parts"), ("x", None)],
)
def test_the_cache_of_the_user_is_where_the_system_has_caches(
    monkeypatch: pytest.MonkeyPatch, named: str, expected: str | None
) -> None:
    monkeypatch.setenv("HOME", "/home/a")
    monkeypatch.setenv("XDG_CACHE_HOME", named)
    assert str(api.page_parts()) == (expected or "/home/a/.cache/assistcheck/page-parts")


def test_settings_that_somebody_adapted_are_kept_and_said(shell: Shell, parts: str, tmp_path: Path) -> None:
    words = ("page", "-o", str(tmp_path / "page"), "--parts", parts)
    shell.run(*words)
    (tmp_path / "page" / "web.config").write_text("mine")
    ran = shell.run(*words)
    assert ran.code == 0
    assert "web.config 写入后有人改过，保留原样" in ran.err
    assert (tmp_path / "page" / "web.config").read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "请给出 -o 文件夹（写入网页），或 --serve"),
        (("-o", "-"), "-o -：应是文件夹"),
        (("-o", ""), "--output"),
        (("-o", "page", "--port", "80"), "--port 须与 --serve 同用"),
        (("-o", "page", "--no-open"), "--no-open 须与 --serve 同用"),
        (("--serve", "--port", "0"), "--port"),
        (("--serve", "--port", "65536"), "--port 65536：应为 1 至 65535"),
    ],
)
def test_options_that_say_nothing_together_are_wrong_usage(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = shell.run("page", *words)
    assert ran.code == 2
    assert said in ran.err
    assert [*tmp_path.iterdir()] == []


def test_a_folder_of_somebody_elses_is_refused_before_anything_is_downloaded(
    shell: Shell, parts: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "collect_parts", lambda *_: pytest.fail("downloads"))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("mine")
    ran = shell.run("page", "-o", str(tmp_path / "mine"), "--parts", parts)
    assert ran.code == 2
    assert "有别的文件" in ran.err


def test_a_wrong_part_ends_the_run_with_its_name_and_nothing_written(shell: Shell, parts: str, tmp_path: Path) -> None:
    path = Path(parts, PARTS.wheels[0].file)
    path.write_bytes(b"another")
    ran = shell.run("page", "-o", str(tmp_path / "page"), "--parts", parts)
    assert ran.code == 2
    assert f"{path}：不是应有的文件" in ran.err
    assert not (tmp_path / "page").exists()


@pytest.mark.parametrize(("display", "opened"), [(":0", ["http://page:8099/"]), ("", [])])
def test_the_browser_is_opened_where_there_is_anything_to_show_it_on(
    shell: Shell, parts: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, display: str, opened: list[str]
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(webbrowser, "open", shown.append)
    for name in ("WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setattr("threading.Thread.start", lambda thread: thread.run())
    monkeypatch.setattr(
        api, "serve_page", lambda folder, *, port, ready: ready(f"http://{Path(folder).name}:{port}/"), raising=False
    )
    words = ("page", "--serve", "-o", str(tmp_path / "page"), "--port", "8099", "--parts", parts)
    assert "网页在 http://page:8099/" in shell.run(*words).err
    assert shown == opened
    shell.run(*words, "--no-open")
    assert shown == opened


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_page_without_a_folder_is_served_from_one_that_is_gone_when_it_is_stopped(
    parts: str, tmp_path: Path, number: int, code: int
) -> None:
    tests = Path(__file__).parents[2]
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join((str(tests), *sys.path))}
    words = [sys.executable, "-c", PROGRAM, "page", "--serve", "--no-open", "--parts", parts, "--lang", "en"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env=environment) as run:
        assert run.stderr
        address = re.search(r"http://127\.0\.0\.1:\d+/", run.stderr.readline())
        assert address
        with urlopen(address[0], timeout=10) as answer:  # noqa: S310 - http, as it was looked for
            assert b"Content-Security-Policy" in answer.read()
        run.send_signal(number)
        _, said = run.communicate(timeout=30)
    assert (run.returncode, said) == (code, "interrupted\n")
    assert {one.name for one in tmp_path.iterdir()} == {"parts"}
