"""The JSON reports that lie in folders, and as much of each as a trend takes: they are read one after the other."""

from __future__ import annotations

import glob
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from assistcheck.audit.outcomes import Status
from assistcheck.comparison.record import InputRecord, Part, RulesRecord, parsed, record_bytes
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.submission.sources.local_file import shown_path

_REPORT = "assistcheck.report/"
_NUMBER = re.compile(r"(\d+)")


class StatusRecord(Part):
    """How one duty of one subject stands."""

    rule: str
    subject: Mapping[str, str | None]
    status: Status


class FaultRecord(Part):
    """A problem, as far as it concerns a workbook as a whole."""

    code: str
    level: str
    path: str | None
    value: str = ""


class TrendRecord(Part):
    """One audit as it was written, as far as a trend takes it."""

    schema_name: Annotated[Literal["assistcheck.report/1"], Field(alias="schema")]
    rules: RulesRecord
    as_of: date
    inputs: tuple[InputRecord, ...]
    outcomes: tuple[StatusRecord, ...]
    problems: tuple[FaultRecord, ...]


class Found(NamedTuple):
    """What lies in folders."""

    files: tuple[str, ...]
    """The files that may be reports."""
    others: tuple[str, ...]
    """Those that are none by their names."""
    closed: tuple[str, ...]
    """Folders that may not be searched."""


def find_reports(paths: Iterable[str]) -> Found:
    """Return the files that may be reports: those that are named themselves, and every .json of a folder or pattern.

    Hidden files and those that programs keep while another is open are passed over; links to folders are not followed.

    Raises:
        UsageError: a path that is not there.
    """
    files: dict[str, str] = {}
    others: list[str] = []
    closed: list[str] = []
    for path in paths:
        for one in _matches(path):
            for name in _walk(one, closed) if Path(one).is_dir() else (one,):
                if name == one or Path(name).suffix.lower() == ".json":
                    files.setdefault(os.path.realpath(name), name)
                else:
                    others.append(name)
    return Found(tuple(files.values()), tuple(others), tuple(closed))


def _matches(path: str) -> list[str]:
    if os.path.lexists(path):
        return [path]
    found = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []  # noqa: PTH207 - it may be absolute
    if not found:
        shown = path or "''"
        raise UsageError(LocalizedText(f"{shown}：没有这个文件或文件夹", f"{shown}: no such file or folder"))
    return found


def _walk(folder: str, closed: list[str]) -> Iterator[str]:
    for root, folders, files in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (str(Path(root, name)) for name in sorted(files) if not name.startswith((".", "~")))


def read_report(path: str) -> TrendRecord | None:
    """Return a report as far as a trend takes it; ``None`` for a file that is JSON, and never was a report.

    Raises:
        UsageError: it cannot be read, is no JSON, or is a report that was cut off, changed, or is of a later version.
    """
    content = record_bytes(path)
    try:
        return parsed(TrendRecord, content, shown_path(path))
    except UsageError:
        if _is_other(content):
            return None
        raise


def _is_other(content: bytes) -> bool:
    """Whether a file is JSON that does not say of itself that it is a report."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return not (isinstance(found, dict) and str(found.get("schema", "")).startswith(_REPORT))


def in_order(path: str) -> tuple[list[tuple[int, str]], ...]:
    """Return by what files are ordered by name: numbers by their value, and a name before what goes on from it."""
    *folders, name = Path(shown_path(path)).parts
    return tuple(
        [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in _NUMBER.split(unicodedata.normalize("NFKC", part))]
        for part in (*folders, Path(name).stem, name)
    )
