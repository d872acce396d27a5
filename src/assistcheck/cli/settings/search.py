"""Where settings are looked for: a file that is named, else the nearest one from the working folder upward."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from assistcheck.bounded_read import read_side_file
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText

OWN_FILE = "assistcheck.toml"
PROJECT_FILE = "pyproject.toml"
"""A file that others have too: it holds settings only in the table ``[tool.assistcheck]``."""
PROJECT_TABLE = ("tool", "assistcheck")

FILE_FLAG, NO_FILE_FLAG = "--settings", "--no-settings"
FILE_VARIABLE, NO_FILE_VARIABLE = "ASSISTCHECK_SETTINGS", "ASSISTCHECK_NO_SETTINGS"
NO_WORDS = frozenset({"", "0", "false", "no", "off", "n", "f"})
"""What a variable says that says no."""


class Wanted(NamedTuple):
    """Which file of settings a run is to have."""

    rest: list[str]
    """The command line without what chooses the file."""
    named: str = ""
    """The file that is named; empty: the nearest one."""
    by: str = ""
    """The flag or variable that names it."""
    refused: bool = False
    """Whether none is to be read."""


def wanted(arguments: Sequence[str], environment: Mapping[str, str]) -> Wanted:
    """Return which file a command line and its environment ask for.

    Raises:
        UsageError: the flag has no file, or both flags are given.
    """
    rest: list[str] = []
    named, refused, is_missing = "", False, False
    own = list(takewhile(lambda one: one != "--", arguments))
    ahead = iter(own)
    for argument in ahead:
        if argument == FILE_FLAG:
            named = next(ahead, "")
            is_missing = not named.strip()
        elif argument.startswith(f"{FILE_FLAG}="):
            named = argument.partition("=")[2]
            is_missing = not named.strip()
        elif argument == NO_FILE_FLAG:
            refused = True
        else:
            rest.append(argument)
    rest += arguments[len(own) :]
    if is_missing:
        raise UsageError(LocalizedText(f"{FILE_FLAG} 缺少文件", f"{FILE_FLAG} needs a file"))
    if named and refused:
        raise UsageError(
            LocalizedText(f"{FILE_FLAG} 与 {NO_FILE_FLAG} 只能用一个", f"give either {FILE_FLAG} or {NO_FILE_FLAG}")
        )
    if named or refused:
        return Wanted(rest, named, FILE_FLAG if named else "", refused)
    if environment.get(NO_FILE_VARIABLE, "").strip().lower() not in NO_WORDS:
        return Wanted(rest, refused=True)
    named = environment.get(FILE_VARIABLE, "").strip()
    return Wanted(rest, named, FILE_VARIABLE if named else "")


def settings_path(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Path | None, str]:
    """Return the file of settings that a command line is run with, if there is one, and the flag or variable that names it.

    Raises:
        UsageError: the command line names a file in a wrong way.
    """
    asked = wanted(arguments, environment)
    if asked.refused or asked.named:
        return (Path(asked.named) if asked.named else None), asked.by
    found = nearest_file()
    try:
        return (found.relative_to(Path.cwd()) if found else None), ""
    except (OSError, ValueError):
        return found, ""


def nearest_file() -> Path | None:
    """Return the nearest file with settings from the working folder upward.

    The search ends with the folder of a repository and with the user's own folder, and never enters one in which anybody may
    put a file, such as ``/tmp``.
    """
    try:
        folder = os.getcwd()  # noqa: PTH109 - texts, since this runs before everything
    except OSError:  # it was removed
        return None
    home = os.path.expanduser("~")  # noqa: PTH111
    while True:
        if os.path.lexists(own := f"{folder}{os.sep}{OWN_FILE}"):
            return Path(own)
        if os.path.lexists(project := f"{folder}{os.sep}{PROJECT_FILE}") and _may_have_settings(project):
            return Path(project)
        above = os.path.dirname(folder)  # noqa: PTH120
        is_root = folder in {above, home} or os.path.lexists(f"{folder}{os.sep}.git")
        if is_root or _is_anybodys(above):
            return None
        folder = above


def _is_anybodys(folder: str) -> bool:
    """Whether anybody may put a file into a folder, and only its owner remove it."""
    try:
        mode = os.stat(folder).st_mode  # noqa: PTH116
    except OSError:
        return True
    return bool(mode & stat.S_ISVTX and mode & stat.S_IWOTH)


def _may_have_settings(project: str) -> bool:
    """Whether a project file may hold settings; one that cannot be read is not this program's business."""
    try:
        content = read_side_file(Path(project))
    except OSError:
        return False
    has_head = re.search(rb"""tool["' \t]*\.["' \t]*assistcheck""", content) is not None
    has_table = re.search(rb"""(?m)^[ \t]*(?:\[[ \t]*["']?tool["']?[ \t]*\]|["']?tool["']?[ \t]*=)""", content) is not None
    if b"assistcheck" not in content or not (has_head or has_table):
        return False
    from assistcheck.cli.settings.toml_lines import toml_lines  # noqa: PLC0415 - hardly ever

    found = toml_lines(content.decode("utf-8-sig", "replace"))
    return PROJECT_TABLE in found.lines or (has_head and bool(found.stopped or found.too_deep))
