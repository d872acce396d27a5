"""Where parts come from: the folder that keeps them, then pip and npm; and that each is what it should be."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.page import download
from assistcheck.page.download import collect_parts
from unit.page.made_up import COLLECTED, HALF, PARTS, PLAIN, PYTHON, laid_out


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing on a terminal."""


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Hand out a folder as the registry of npm, and another one as all that pip knows of; return what lies around both."""
    laid_out(tmp_path / "npm" / "pyodide" / "-", PYTHON)
    laid_out(tmp_path / "index", PLAIN, HALF)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(tmp_path / "npm")))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    monkeypatch.setenv("npm_config_registry", f"http://127.0.0.1:{server.server_port}/")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    yield tmp_path
    server.shutdown()
    server.server_close()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every attempt to download anything be a fault."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(download, "urlopen", refused)
    monkeypatch.setattr(subprocess, "run", refused)


def collected(folder: Path) -> tuple[dict[str, bytes], list[LocalizedText]]:
    told: list[LocalizedText] = []
    return collect_parts(folder, told.append, PARTS), told


def refusal(folder: Path) -> LocalizedText:
    with pytest.raises(UsageError) as caught:
        collected(folder)
    return caught.value.words


@pytest.mark.usefixtures("no_network")
def test_what_the_folder_keeps_is_taken_without_a_word_or_a_network(tmp_path: Path) -> None:
    assert collected(laid_out(tmp_path)) == (COLLECTED, [])


def test_what_is_missing_is_downloaded_once_and_kept(registry: Path) -> None:
    found, told = collected(registry / "parts")
    assert found == COLLECTED
    assert [words.en for words in told] == [f"downloading 3 parts (0.0 MB) into {registry / 'parts'} …"]
    assert {one.name: one.read_bytes() for one in (registry / "parts").iterdir()} == COLLECTED
    assert collected(registry / "parts") == (COLLECTED, [])


def test_only_what_is_missing_is_downloaded(registry: Path) -> None:
    laid_out(registry / "parts", PYTHON, HALF)
    (registry / "npm" / "pyodide" / "-" / PYTHON[0].file).unlink()
    (registry / "index" / HALF[0].file).unlink()
    assert collected(registry / "parts")[0] == COLLECTED


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(("part", "good"), [PYTHON, PLAIN])
def test_a_file_that_is_another_one_is_refused_with_what_was_expected_and_found(
    tmp_path: Path, part: object, good: bytes
) -> None:
    folder = laid_out(tmp_path)
    path = folder / getattr(part, "file", "")
    path.write_bytes(good + b"\0")
    words = refusal(folder)
    for text in words:
        assert str(path) in text
        assert f"{len(good)}" in text
        assert getattr(part, "digest", "?") in text
        assert PYTHON[0].digest_of(good + b"\0") in text or PLAIN[0].digest_of(good + b"\0") in text
    assert words.en.endswith("delete the file and run again")
    assert path.read_bytes() == good + b"\0"


def test_a_file_of_the_right_size_with_other_bytes_is_refused(tmp_path: Path) -> None:
    path = laid_out(tmp_path) / PLAIN[0].file
    path.write_bytes(PLAIN[1][:-1] + b"!")
    assert str(path) in refusal(tmp_path).en


def test_a_wheel_of_the_index_that_is_another_one_is_refused_and_not_kept(registry: Path) -> None:
    (registry / "index" / PLAIN[0].file).write_bytes(PLAIN[1] + b"\0")
    words = refusal(registry / "parts")
    assert PLAIN[0].sha256 in words.en
    assert "pip cannot download the parts" in words.en
    assert "pip 不能下载部件" in words.zh
    assert [*(registry / "parts").iterdir()] == []


def test_an_index_without_the_version_says_so(registry: Path) -> None:
    (registry / "index" / PLAIN[0].file).unlink()
    assert "plain==1.0" in refusal(registry / "parts").en


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "NewConnectionError('<a.HTTPConnection object at 0x7>: Failed to connect: [Errno 111] Connection refused')",
            "[Errno 111]",
        ),
        (
            "NewConnectionError(\"HTTPConnection(host='a', port=9): Failed to connect: [Errno 111] Connection refused\")",
            "[Errno 111]",
        ),
        ("ReadTimeoutError(\"HTTPSConnectionPool(host='a', port=443): Read timed out. (read timeout=15)\")", "Read timed out"),
    ],
)
def test_an_index_that_cannot_be_reached_is_told_though_pip_only_warns_of_it(said: str, shown: str) -> None:
    warning = f"WARNING: Retrying (Retry(total=0)) after connection broken by '{said}': /simple/plain/\n"
    words = download._said_by_pip(f"{warning}ERROR: No matching distribution found for plain==1.0")
    assert words.en.startswith(f"cannot reach its index ({'Failed to connect: ' * ('Errno' in shown)}{shown}")
    assert words.zh.startswith("连不上它的索引（")
    assert "No matching" not in words.en


def test_an_archive_of_the_registry_that_is_another_one_is_refused_and_not_kept(registry: Path) -> None:
    (registry / "npm" / "pyodide" / "-" / PYTHON[0].file).write_bytes(b"no archive")
    words = refusal(registry / "parts")
    assert "pyodide-1.0.0.tgz is not the file that it should be" in words.en
    assert "found 10 bytes" in words.en
    assert words.en.endswith("look at the mirror of npm")
    assert not (registry / "parts" / PYTHON[0].file).exists()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1:9", "Connection refused"),
        ("http://name.invalid", "no such host"),
        ("file:///etc", "it should begin with https://"),
        ("http://[", "Invalid IPv6 URL"),
        ("http://127.0.0.1:x", "nonnumeric port: 'x'"),
    ],
)
def test_a_registry_that_gives_nothing_is_told_with_what_to_do(
    registry: Path, monkeypatch: pytest.MonkeyPatch, address: str, why: str
) -> None:
    laid_out(registry / "parts", PLAIN, HALF)
    monkeypatch.setenv("npm_config_registry", address)
    words = refusal(registry / "parts")
    assert f"{address}/pyodide/-/pyodide-1.0.0.tgz: {why}" in words.en
    assert "NPM_CONFIG_REGISTRY" in words.zh
    assert "--parts" in words.zh


def test_a_missing_archive_is_told_and_no_password_of_its_address(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out(registry / "parts", PLAIN, HALF)
    monkeypatch.setattr(download, "_REGISTRY_VARIABLE", "OTHER_REGISTRY")
    monkeypatch.setenv("OTHER_REGISTRY", "http://somebody:secret@127.0.0.1:9")
    assert "secret" not in refusal(registry / "parts").en


def test_no_pip_is_told_with_what_to_do(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "find_spec", lambda _: None)
    words = refusal(registry / "parts")
    assert f"{sys.executable} -m ensurepip" in words.en
    assert "没有 pip" in words.zh


def test_pip_is_asked_for_the_browsers_wheels_by_digest_and_finds_no_module_where_it_is_started(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    run = subprocess.run

    def heard(command: Sequence[str], **how: object) -> object:
        if "pip" in command:
            asked.extend(command)
        return run(command, **how)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", heard)
    (registry / "pip.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(registry)
    assert collected(registry / "parts")[0] == COLLECTED
    assert {"--require-hashes", "--no-deps", "--only-binary=:all:", "--python-version=3.14"} <= {*asked}
    assert "--platform=pyemscripten_2026_0_wasm32" in asked


def test_a_folder_that_cannot_be_made_is_told(registry: Path) -> None:
    (registry / "parts").write_text("a file")
    words = refusal(registry / "parts")
    assert "/parts" in words.en
    assert "Not a directory" in words.en


def test_a_disk_without_room_is_told_and_leaves_no_half_a_file(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(download, "write_whole", full)
    words = refusal(registry / "parts")
    assert "磁盘已满" in words.zh
    assert "--parts" in words.zh
    assert [*(registry / "parts").iterdir()] == []
