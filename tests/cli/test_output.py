"""Where results go: text and bytes, to a terminal, a pipe or a file."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from assistcheck.cli.output import refuse_on_terminal, write_result
from assistcheck.errors import UsageError


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


def sent(monkeypatch: pytest.MonkeyPatch, result: str | bytes, screen: Screen) -> bytes:
    monkeypatch.setattr(sys, "stdout", screen)
    write_result(result, "-")
    return screen.received()


def test_bytes_go_into_a_pipe_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sent(monkeypatch, b"PK\x03\x04\r\n\xff", Screen(terminal=False)) == b"PK\x03\x04\r\n\xff"


def test_bytes_go_into_a_file_as_they_are_and_replace_it_whole(tmp_path: Path) -> None:
    target = tmp_path / "报告.xlsx"
    target.write_bytes(b"longer than what comes now")
    write_result(b"PK\r\n\xff", str(target))
    assert target.read_bytes() == b"PK\r\n\xff"
    assert list(tmp_path.iterdir()) == [target]


def test_a_text_with_a_byte_order_mark_is_utf_8_in_any_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sent(monkeypatch, "\ufeff规则\r\n", Screen(terminal=False, encoding="gb18030")) == "\ufeff规则\r\n".encode()


def test_a_terminal_sees_no_byte_order_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sent(monkeypatch, "\ufeff规则\n", Screen(terminal=True)) == "规则\n".encode()


def test_a_plain_text_keeps_the_encoding_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sent(monkeypatch, "规则\n", Screen(terminal=False, encoding="gb18030")) == "规则\n".encode("gb18030")


def test_a_terminal_is_not_sent_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Screen(terminal=True))
    with pytest.raises(UsageError, match=r"-o report\.xlsx"):
        refuse_on_terminal("xlsx", "-")
    refuse_on_terminal("xlsx", "报告.xlsx")
    monkeypatch.setattr(sys, "stdout", Screen(terminal=False))
    refuse_on_terminal("xlsx", "-")
