"""In which line each key of a TOML text stands, which the standard library's reader does not say.

It also keeps from that reader what would take it memory and time without end: keys of thousands of parts, arrays in arrays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

Keys = tuple[str, ...]
"""A key with the tables that it stands in: ("tool", "assistcheck", "rules")."""

_DEEPEST = 16
"""Parts of a key, and arrays or tables in each other; settings need three."""
_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\[^\n])*"|'[^'\n]*')"""
_DOT = r"[ \t]*\.[ \t]*"
_BLANKS = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_FIRST = re.compile(_PART)
_NEXT = re.compile(_DOT + f"({_PART})")
_PIECE = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\[^\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[\[{]|[\]}]|[\n,.]"
    r"""|[^"'#\[\]{}\n,.]+"""
)


class TomlLines(NamedTuple):
    """Where the keys of a text stand."""

    lines: Mapping[Keys, int]
    """The line of each key and table, counted from 1; keys of a table within a line have none of their own."""
    stopped: int
    """The line in which something is no TOML, 0 if nothing is; what comes after it is not looked at."""
    too_deep: int
    """The line in which something is nested too deep to be read, or 0."""


class _TooDeepError(Exception):
    """Something is nested too deep."""


def toml_lines(text: str) -> TomlLines:
    """Return where the keys of a text stand; it takes whatever is TOML, and perhaps some of what is not."""
    lines: dict[Keys, int] = {}
    table: Keys = ()
    at = counted = 0
    line = 1
    while True:
        blanks = _BLANKS.match(text, at)
        at = blanks.end() if blanks else at
        line, counted = line + text.count("\n", counted, at), at
        if at == len(text):
            return TomlLines(lines, 0, 0)
        try:
            is_table, keys, at = _statement(text, at)
        except _TooDeepError:
            return TomlLines(lines, 0, line)
        if not keys:
            return TomlLines(lines, line, 0)
        full = keys if is_table else (*table, *keys)
        table = keys if is_table else table
        for parts in range(1, len(full) + 1):
            lines.setdefault(full[:parts], line)


def _statement(text: str, at: int) -> tuple[bool, Keys, int]:
    """Return what begins at a place: whether it is the head of a table, its keys (none: it is no TOML), and where it ends."""
    brackets = 2 if text.startswith("[[", at) else int(text.startswith("[", at))
    at = _past_blanks(text, at + brackets)
    keys, at = _dotted(text, at)
    at = _past_blanks(text, at)
    closing = "]" * brackets or "="
    if not keys or not text.startswith(closing, at):
        return False, (), at
    at += len(closing)
    return bool(brackets), keys, at if brackets else _past_value(text, at)


def _past_blanks(text: str, at: int) -> int:
    while text[at : at + 1] in {" ", "\t"}:
        at += 1
    return at


def _dotted(text: str, at: int) -> tuple[Keys, int]:
    """Return the parts of a key and where it ends."""
    found, keys = _FIRST.match(text, at), []
    while found:
        part = found[found.lastindex or 0]
        keys.append(part.strip("\"'") if part[0] in "\"'" else part)
        if len(keys) > _DEEPEST:
            raise _TooDeepError
        at = found.end()
        found = _NEXT.match(text, at)
    return tuple(keys), at


def _past_value(text: str, at: int) -> int:
    """Return where a value ends: at the end of its line, or of the last bracket's."""
    depth = dots = 0
    while found := _PIECE.match(text, at):
        piece = found[0]
        if piece == "\n" and depth <= 0:
            return at
        depth += (piece in {"[", "{"}) - (piece in {"]", "}"})
        dots = dots + 1 if piece == "." else 0 if piece in {",", "\n", "[", "{", "]", "}"} else dots
        if max(depth, dots) > _DEEPEST:
            raise _TooDeepError
        at = found.end()
    return at
