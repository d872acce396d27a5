"""A file of settings as it stands: its keys, their values and lines. What they mean is known by :mod:`.keys`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from assistcheck.bounded_read import read_side_file
from assistcheck.cli.settings.search import NO_FILE_FLAG, PROJECT_FILE, PROJECT_TABLE, settings_path
from assistcheck.errors import AssistCheckError, SideFileError, UsageError, reason
from assistcheck.i18n import LocalizedText

MAX_BYTES = 256 * 2**10
"""Bytes that a file of settings may have."""
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_SHOWN = 60  # characters of a line that a message shows


class Entry(NamedTuple):
    """A key of a file."""

    written: str
    """The key as it is written there."""
    value: Any
    line: int


class Fault(NamedTuple):
    """What is wrong in a line of a file, and the remedy."""

    line: int
    words: LocalizedText


class SettingsFile(NamedTuple):
    """The settings of a file."""

    path: Path
    """The file as it was named or found, never empty."""
    entries: Mapping[tuple[str, ...], Entry]
    """By key, or by table and key, with hyphens for underscores; a table has an entry of its own."""
    twice: tuple[Fault, ...]
    """Keys that stand there twice, once with a hyphen and once with an underscore."""

    @property
    def folder(self) -> str:
        """The folder that its paths are relative to: the one in which it was found, also where it is a link."""
        return os.path.dirname(os.path.abspath(self.path))  # noqa: PTH100, PTH120 - a link is not followed

    def place(self, line: int) -> str:
        """Return a line of the file as a message names it."""
        return f"{self.path}:{line}"

    def error(self, faults: Sequence[Fault]) -> SideFileError:
        """Return the error of a file in which something is wrong: a line for each fault, in the file's order."""
        ordered = sorted(faults, key=lambda one: one.line)
        return SideFileError(
            LocalizedText(
                "\n".join(f"{self.place(one.line)}：{one.words.zh}" for one in ordered),
                "\n".join(f"{self.place(one.line)}: {one.words.en}" for one in ordered),
            )
        )


def settings_file(arguments: Sequence[str], environment: Mapping[str, str]) -> SettingsFile | None:
    """Return the settings that a command line is run with, or ``None`` where there is no file of them.

    Raises:
        UsageError: the file that is named is not there, or cannot be read, or its table is missing.
        SideFileError: it is not TOML; the fault is named with file and line.
    """
    path, by = settings_path(arguments, environment)
    if path is None:
        return None
    try:
        info = path.stat()
        return _loaded(path, (info.st_mtime_ns, info.st_size, info.st_ino), by)
    except OSError as error:
        why = reason(error)
        if by:
            zh, en = f"{by}：{path} 无法读取：{why.zh}", f"{by}: {path} cannot be read: {why.en}"
        else:
            zh = f"{path}：无法读取：{why.zh}；{NO_FILE_FLAG} 不读设置文件"
            en = f"{path} cannot be read: {why.en}; {NO_FILE_FLAG} reads no settings"
        raise UsageError(LocalizedText(zh, en)) from None


def readable_settings(arguments: Sequence[str], environment: Mapping[str, str]) -> SettingsFile | None:
    """Return the settings that a command line is run with; ``None`` also where something is wrong, which is said later."""
    try:
        return settings_file(arguments, environment)
    except AssistCheckError:
        return None


@lru_cache(maxsize=2)
def _loaded(path: Path, state: tuple[int, ...], by: str) -> SettingsFile:  # noqa: ARG001 - a file that has changed is read again
    """Return what a file holds.

    Raises:
        OSError: it cannot be read.
        UsageError: it is too large, no UTF-8, or has no table of settings.
        SideFileError: it is not TOML.
    """
    from assistcheck.cli.settings.toml_lines import toml_lines  # noqa: PLC0415 - only where there is a file

    text = _text(path)
    found = toml_lines(text)
    empty = SettingsFile(path, {}, ())
    if found.too_deep:
        words = LocalizedText("层次太深；设置只有键、表和列表", "nested too deep; settings are keys, tables and lists")
        raise empty.error([Fault(found.too_deep, words)])
    table = _parsed(text, empty)
    prefix = PROJECT_TABLE if path.name == PROJECT_FILE else ()
    settings: Any = table
    for name in prefix:
        settings = settings.get(name) if isinstance(settings, dict) else None
    if not isinstance(settings, dict):
        zh, en = f"{by}：{path} 中没有 [tool.assistcheck]", f"{by}: there is no [tool.assistcheck] in {path}"
        raise UsageError(LocalizedText(zh, en))
    lines = {keys[len(prefix) :]: line for keys, line in found.lines.items() if keys[: len(prefix)] == prefix}
    return _with_entries(empty, settings, lines)


def _text(path: Path) -> str:
    """Return the text of a file, in which lines end as they do on any system."""
    content = read_side_file(path)
    if len(content) > MAX_BYTES:
        most = MAX_BYTES // 2**10
        raise UsageError(
            LocalizedText(f"{path}：超过 {most} KiB，不是设置文件", f"{path} has more than {most} KiB: no settings")
        )
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        words = LocalizedText("不是 UTF-8 文字；请另存为 UTF-8", "no text in UTF-8; save the file as UTF-8")
        raise SettingsFile(path, {}, ()).error([Fault(line, words)]) from None


def _parsed(text: str, empty: SettingsFile) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - only where there is a file

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError too
        raise empty.error([_no_toml(str(error), text)]) from None


def _no_toml(said: str, text: str) -> Fault:
    """Return the fault of a text that is no TOML, as its reader tells it."""
    at, why = _AT.search(said), _AT.sub("", said)
    written = text.split("\n")
    line = int(at[1]) if at and at[1] else len(text.rstrip().split("\n"))
    seen = written[min(line, len(written)) - 1].strip()[:_SHOWN]
    if why.startswith(("Cannot overwrite", "Cannot declare")):
        zh, en = f"“{seen}”：这个键或表写了两次；请只留一个", f"'{seen}': this key or table stands twice; keep one"
        return Fault(line, LocalizedText(zh, en))
    zh = f'“{seen}”不合 TOML 的写法；应为 键 = 值，文字加英文引号（含 \\ 的用单引号），如 rules = "dongguan-2022"'
    en = (
        f"'{seen}' is not TOML ({why}); write key = value, texts in straight quotation marks (single ones around \\), "
        'such as rules = "dongguan-2022"'
    )
    return Fault(line, LocalizedText(zh, en))


def _with_entries(empty: SettingsFile, table: dict[str, Any], lines: Mapping[tuple[str, ...], int]) -> SettingsFile:
    """Return the file with an entry for each key and each key of a table."""
    entries: dict[tuple[str, ...], Entry] = {}
    twice: list[Fault] = []

    def add(within: tuple[str, ...], values: Mapping[str, Any]) -> None:
        for written, value in values.items():
            path = (*within, written)
            line = next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), 1)
            keys = tuple(map(plain_key, path))
            if before := entries.get(keys):
                words = LocalizedText(
                    f"{written} 与 {before.written}（第 {before.line} 行）是同一个键；请只留一个",
                    f"{written} and {before.written} (line {before.line}) are one key; keep one of them",
                )
                twice.append(Fault(line, words))
            entries[keys] = Entry(written, value, line)
            if isinstance(value, dict) and not within:
                add((written,), value)

    add((), table)
    return empty._replace(entries=entries, twice=tuple(twice))


def plain_key(written: str) -> str:
    """Return a key as options spell it: hyphens for underscores."""
    return written.replace("_", "-")
