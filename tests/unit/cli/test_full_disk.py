"""A disk that is full, or a limit of size: a sentence, exit code 2, and nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from unit.cli.console import Shell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
AT = ("--as-of", "2022-12-31", "--no-progress")


def limited(size: int, *words: str, **streams: object) -> subprocess.CompletedProcess[bytes]:
    """Run a command none of whose files may have more than ``size`` bytes, nor are modules kept compiled, cut like them."""
    limit = f"from resource import RLIMIT_FSIZE, setrlimit; setrlimit(RLIMIT_FSIZE, ({size}, {size}))"
    code = f"{limit}; from assistcheck.cli import program; program()"
    return subprocess.run(
        [sys.executable, "-B", "-c", code, *words],
        check=False,
        timeout=120,
        env={**os.environ, "ASSISTCHECK_LANG": "zh"},
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams},  # type: ignore[call-overload]
    )


COMMANDS = [
    ("template", "-o", "{}/新.xlsx"),
    ("sample", "--kind", "one", "-o", "{}/新.xlsx"),
    ("annotate", "{workbook}", *AT, "-o", "{}/新.xlsx"),
    ("audit", "{workbook}", *AT, "-o", "{}/新.xlsx"),
    ("audit", "{workbook}", *AT, "-o", "{}/新.html"),
    ("watch", "{workbook}", *AT, "-o", "{}/新.html"),
    ("explain", "{workbook}", *AT, "--rule", "R00.1", "-o", "{}/新.json"),
    ("rules", "list", "-o", "{}/新.txt"),
    ("shortfalls", "{workbook}", *AT, "-o", "{}"),
    ("shortfalls", "{workbook}", *AT, "--format", "docx", "-o", "{}"),
]


@pytest.mark.parametrize("size", [0, 1000])
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: f"{words[0]} {Path(words[-1]).suffix}")
def test_past_a_limit_of_size_nothing_is_left(words: tuple[str, ...], size: int, workbook: Path, tmp_path: Path) -> None:
    ran = limited(size, *(word.format(tmp_path, workbook=workbook) for word in words))
    assert ran.returncode == 2
    assert "无法写".encode() in ran.stderr
    assert "内部".encode() not in ran.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("form", ["json", "text"])
def test_a_standard_output_that_takes_only_a_part_is_no_success(
    form: str, unbuffered: str, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    with (tmp_path / "out").open("wb") as out:
        ran = limited(1000, "audit", str(workbook), *AT, "--format", form, stdout=out)
    assert ran.returncode == 2
    assert "超过文件大小的限制".encode() in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("words", [("template",), ("sample",), ("rules", "list"), ("audit", "{workbook}")], ids=lambda w: w[0])
def test_a_full_device_is_said_and_stays_a_device(words: tuple[str, ...], shell: Shell, workbook: Path) -> None:
    ran = shell.run(*(word.format(workbook=workbook) for word in words), "-o", "/dev/full")
    assert (ran.code, "磁盘已满" in ran.err) == (2, True)
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: f"{words[0]} {Path(words[-1]).suffix}")
def test_a_folder_that_is_a_file_is_a_sentence(words: tuple[str, ...], shell: Shell, workbook: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    ran = shell.run(*(word.format(tmp_path / "file", workbook=workbook) for word in words))
    assert (ran.code, "内部" in ran.err, "file" in ran.err) == (2, False, True)
    assert (tmp_path / "file").read_bytes() == b"x"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_messages_that_nobody_can_take_change_nothing(workbook: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = limited(2**30, "audit", "none.xlsx", *AT, stderr=full)
        assert ran.returncode == 2
        ran = limited(2**30, "audit", str(workbook), *AT, "--format", "json", stderr=full)
    assert (ran.returncode, ran.stdout[:1]) == (1, b"{")
