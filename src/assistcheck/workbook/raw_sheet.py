"""One sheet as it stands in a file, before anything in it is understood; and the bytes of a file, taken once."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.location import Range
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.limits import MIB, Limits
from assistcheck.workbook.xlsx.sheet_scan import SheetScan

if TYPE_CHECKING:
    from assistcheck.workbook.xlsx.cell_issues import CellIssue


def _permitted(error: OSError) -> LocalizedText:
    why = error.strerror or type(error).__name__
    return LocalizedText(f"可以打开的文件（{why}）", f"a file that can be opened ({why})")


@dataclass(slots=True)
class Fields:
    """How many cells the rows of a text table have, where a comma within a cell makes one more."""

    head: list[int]
    """Of the first rows, the blank cells at the end included."""
    rows: Sequence[list[Cell]]
    """What stands in them; blank cells are ``None``, or not there at the end."""

    def first_beyond(self, width: int, above: int) -> tuple[int, int] | None:
        """Return the first row below row ``above`` with more than ``width`` cells up to the last not blank, and how many."""
        for number, row in enumerate(islice(self.rows, above, None), above + 1):
            if len(row) > width and (filled := _filled(row)) > width:
                return number, filled
        return None


def _filled(row: list[Cell]) -> int:
    return max((at for at, cell in enumerate(row, 1) if cell is not None and not str(cell).isspace()), default=0)


DEFAULTS = Limits()


@dataclass(slots=True)
class RawSheet:
    """One sheet as it stands in the file; ``rows`` begin with sheet row 1."""

    title: str
    hidden: bool
    first_column: int
    """The one-based sheet column of each row's first cell."""
    rows: Iterator[list[Cell]]
    look: SheetScan
    merges: Sequence[Range] = ()
    """Merged ranges."""
    inherited: dict[tuple[int, int], CellIssue] = field(default_factory=dict)
    """Doubts of merged cells, at the cells further down that repeat their value."""
    height: int = 0
    """How many rows there are, where that is known beforehand."""
    fields: Fields | None = None
    """Of a text table."""
    again: Callable[[], Iterator[list[Cell]]] = lambda: iter(())
    """Gives the rows once more, from the first."""

    def last_rows(self, most: int) -> Iterator[tuple[int, list[Cell]]]:
        """Return the last rows in which something stands, with their sheet rows."""
        return iter(deque(((number, row) for number, row in enumerate(self.again(), 1) if any(row)), maxlen=most))


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: Path, limits: Limits = DEFAULTS) -> bytes:
    """Return the bytes of a regular file, whole and of one moment.

    Raises:
        WorkbookError: it is no regular file, is too large, cannot be read, or changed while it was read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as stream:  # noqa: PTH123 - opened once, so that what was looked at is what is read
            before = os.fstat(descriptor)
            if not stat.S_ISREG(before.st_mode):
                raise WorkbookError("unsupported-file", LocalizedText("普通文件", "a regular file"))
            if before.st_size > limits.file_size * MIB:
                raise limits.limit_error("file-size")
            data = stream.read(before.st_size + 1)
            after, now = os.fstat(descriptor), path.stat()
    except IsADirectoryError:
        words = LocalizedText(
            "普通文件；链接的文件夹不搜索，请直接给出", "a regular file; a linked folder is not searched, so name it itself"
        )
        raise WorkbookError("unsupported-file", words) from None
    except OSError as error:
        raise WorkbookError("unreadable-file", _permitted(error)) from None
    if len(data) != before.st_size or len({_moment(before), _moment(after), _moment(now)}) > 1:
        raise WorkbookError(
            "unreadable-file", LocalizedText("读取期间不变的文件", "a file that stays as it is while it is read")
        )
    return data


def _moment(info: os.stat_result) -> tuple[int, int, int, int]:
    return info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns
