"""Where results go: text and bytes, to a terminal, a pipe or a file."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistcheck.cli.output import refuse_on_terminal, write_result, write_results
from assistcheck.errors import UsageError
from unit.cli.console import Shell


class Screen(io.TextIOWrapper):
    """Standard output that may be a terminal, in an encoding of its own."""

    def __init__(self, *, terminal: bool, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="\n")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def received(self) -> bytes:
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


def sent(monkeypatch: pytest.MonkeyPatch, result: str | bytes, screen: Screen, form: str = "text") -> bytes:
    monkeypatch.setattr(sys, "stdout", screen)
    write_result(result, "-", form)
    return screen.received()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gb18030"])
def test_a_text_in_pieces_is_encoded_as_one(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    screen = Screen(terminal=True, encoding=encoding)
    monkeypatch.setattr(sys, "stdout", screen)
    write_results(iter(["规", "则\n"]), "-")
    assert screen.received() == "规则\n".encode(encoding)


def test_bytes_go_into_a_pipe_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sent(monkeypatch, b"PK\x03\x04\r\n\xff", Screen(terminal=False)) == b"PK\x03\x04\r\n\xff"


def test_bytes_go_into_a_file_as_they_are_and_replace_it_whole(tmp_path: Path) -> None:
    target = tmp_path / "报告.xlsx"
    target.write_bytes(b"longer than what comes now")
    write_result(b"PK\r\n\xff", str(target))
    assert target.read_bytes() == b"PK\r\n\xff"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
@pytest.mark.parametrize("form", ["json", "csv", "md", "html"])
def test_what_programs_read_is_the_same_utf_8_whatever_the_console(
    monkeypatch: pytest.MonkeyPatch, form: str, encoding: str, *, terminal: bool
) -> None:
    text = "\ufeff规则\U0001f600\r\n"
    assert sent(monkeypatch, text, Screen(terminal=terminal, encoding=encoding), form) == text.encode()


@pytest.mark.parametrize("command", [("audit",), ("explain", "--rule", "R05.2", "--subject", "青禾镇组团")])
@pytest.mark.parametrize("form", ["json", "md"])
def test_standard_output_is_what_the_file_would_be(command: tuple[str, ...], form: str, workbook: Path, tmp_path: Path) -> None:
    target = tmp_path / f"报告.{form}"
    words = [sys.executable, "-m", "assistcheck", command[0], str(workbook), *command[1:], "--as-of", "2022-12-31"]
    subprocess.run([*words, "-o", str(target)], check=False, capture_output=True, timeout=60)
    for settings in ({"PYTHONIOENCODING": "gbk"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}):
        ran = subprocess.run(
            [*words, "--format", form],
            check=False,
            capture_output=True,
            timeout=60,
            env={**os.environ, **settings, "ASSISTCHECK_LANG": "zh"},
        )
        assert ran.stdout == target.read_bytes()


def test_a_plain_text_keeps_the_encoding_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sent(monkeypatch, "规则\n", Screen(terminal=False, encoding="gb18030")) == "规则\n".encode("gb18030")


def test_a_terminal_is_not_sent_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Screen(terminal=True))
    with pytest.raises(UsageError, match=r"-o report\.xlsx"):
        refuse_on_terminal("xlsx", "-")
    refuse_on_terminal("xlsx", "报告.xlsx")
    monkeypatch.setattr(sys, "stdout", Screen(terminal=False))
    refuse_on_terminal("xlsx", "-")


# --- what is read is never written over, and what cannot be written is a sentence -----------------


@pytest.mark.parametrize("command", [("audit", "--format", "json"), ("explain", "--rule", "R05.2", "--subject", "青禾镇组团")])
@pytest.mark.parametrize("kind", ["itself", "a link", "a hard link"])
def test_a_result_never_replaces_an_input(
    command: tuple[str, ...], kind: str, shell: Shell, workbook: Path, tmp_path: Path
) -> None:
    before, own, target = workbook.read_bytes(), tmp_path / "data.xlsx", tmp_path / "报告.json"
    own.write_bytes(before)
    if kind == "a link":
        target.symlink_to(own)
    elif kind == "a hard link":
        target.hardlink_to(own)
    else:
        target = own
    for given in (own, tmp_path):
        ran = shell.run(command[0], str(given), *command[1:], "--as-of", "2022-12-31", "-o", str(target))
        assert (ran.code, ran.out) == (2, "")
        assert "-o" in ran.err
    assert own.read_bytes() == before


def test_a_result_never_replaces_the_file_of_spellings(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    spellings = tmp_path / "写法.txt"
    spellings.write_text("写法,正式名称\n", encoding="utf-8")
    ran = shell.run("audit", str(workbook), "--aliases", str(spellings), "-o", str(spellings))
    assert ran.code == 2
    assert spellings.read_text(encoding="utf-8") == "写法,正式名称\n"


@pytest.mark.parametrize("option", ["--roster", "--aliases", "--waivers", "--rules", "--password-file", "-o"])
def test_a_name_that_is_too_long_is_wrong_usage(option: str, shell: Shell, workbook: Path) -> None:
    ran = shell.run("audit", str(workbook), option, "长" * 500)
    assert ran.code == 2
    assert "内部" not in ran.err


def test_no_standard_output_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(UsageError, match="-o"):
        write_result("x", "-")


class Full(io.StringIO):
    """Standard output that takes nothing any more."""

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def test_a_full_standard_output_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(UsageError, match="No space left"):
        write_result("x", "-")


CLOSED = [(">&-",), ("2>&-",), ("<&-", "2>&-"), ("<&-", ">&-", "2>&-")]


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="a shell closes the streams")
@pytest.mark.parametrize("closed", CLOSED, ids=" ".join)
def test_streams_that_are_closed_are_no_internal_error(closed: tuple[str, ...], workbook: Path) -> None:
    words = f'exec "$0" -m assistcheck audit "$1" --as-of 2022-12-31 --format json --no-progress {" ".join(closed)}'
    done = subprocess.run(["/bin/sh", "-c", words, sys.executable, str(workbook)], capture_output=True, check=False, timeout=60)
    assert done.returncode == (2 if ">&-" in closed else 1)
    assert "内部".encode() not in done.stderr
    assert b"internal" not in done.stderr
    assert (">&-" in closed) == (not done.stdout)
