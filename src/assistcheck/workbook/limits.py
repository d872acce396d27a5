"""The guards of reading: every limit once, with its name, its default, its unit and what it keeps out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import NamedTuple

from assistcheck.errors import UsageError, WorkbookError
from assistcheck.i18n import EMPTY_TEXT, LocalizedText, untranslated

MIB = 2**20
KIB = 2**10
SMALL_PART = 100 * KIB
"""A part of a container may be packed as tightly as it likes up to this size, in bytes unpacked."""
_LARGEST = 10**12
SECONDS_PER_MIB = 5
"""What a file is given to be read in, for each MiB of it, beyond what any file is given."""
CACHE_LIMIT = 1_024
"""MiB of what is kept of workbooks from run to run, unless the user says otherwise."""


class Setting(NamedTuple):
    """One limit as documented."""

    name: str
    """What the user writes before ``=``."""
    default: int
    unit: LocalizedText
    meaning: LocalizedText


def _limit(default: int, unit: LocalizedText, zh: str, en: str) -> int:
    """Declare a limit; the dataclass is the one place where it stands."""
    made: int = field(default=default, metadata={"unit": unit, "meaning": LocalizedText(zh, en)})
    return made


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, in each way in which one can be too large; all are whole numbers above 0."""

    file_size: int = _limit(256, untranslated("MiB"), "一个文件的大小", "size of one file")
    unpacked_size: int = _limit(
        1024,
        untranslated("MiB"),
        "一个文件各部分解压后的总大小，边解压边计算",
        "all its parts unpacked, counted while they unpack",
    )
    inflation: int = _limit(
        200,
        LocalizedText("倍", "times"),
        "一个部分解压后与解压前之比；解压后不到 100 KiB 的不计",
        "a part unpacked as against packed; parts of up to 100 KiB unpacked are let be",
    )
    parts: int = _limit(2_000, LocalizedText("个", "parts"), "一个文件包含的部分数", "parts in one file")
    sheets: int = _limit(500, LocalizedText("张", "sheets"), "一个文件的工作表数", "sheets in one file")
    rows: int = _limit(
        1_048_576, LocalizedText("行", "rows"), "一张工作表最后一个有内容的行号", "the last row in use of one sheet"
    )
    cells: int = _limit(20_000_000, LocalizedText("格", "cells"), "一张工作表的单元格数", "cells in one sheet")
    area: int = _limit(
        50_000_000, LocalizedText("格", "cells"), "一张工作表首尾单元格之间的面积", "cells between the corners of one sheet"
    )
    text: int = _limit(1_024, untranslated("KiB"), "一段文本的长度（UTF-8）", "length of one text, in UTF-8")
    depth: int = _limit(
        256, LocalizedText("层", "levels"), "整体读入的 XML 部分的嵌套层数", "how deep XML that is read as a whole nests"
    )
    seconds: int = _limit(
        15,
        LocalizedText("秒", "seconds"),
        f"读取一个文件的时间；文件每 MiB 另加 {SECONDS_PER_MIB} 秒",
        f"time for reading one file; {SECONDS_PER_MIB} more for each MiB of it",
    )
    memory: int = _limit(2_048, untranslated("MiB"), "读取一个文件所用的内存", "memory for reading one file")

    def time_for(self, size: int) -> float:
        """Return the seconds in which a file of ``size`` bytes is to be read."""
        return self.seconds + SECONDS_PER_MIB * size / MIB

    def limit_error(self, name: str, place: LocalizedText = EMPTY_TEXT) -> WorkbookError:
        """Return the error for a file beyond the limit that is called ``name``; ``place``: the part or sheet concerned."""
        setting = next(one for one in SETTINGS if one.name == name)
        value = getattr(self, name.replace("-", "_"))
        how = LocalizedText(f"（命令行可用 --limit {name}=… 调整）", f" (on a command line --limit {name}=… changes it)")
        zh = f"{place.zh}{setting.meaning.zh}不超过 {value:,} {setting.unit.zh}{how.zh}"
        en = f"{place.en}{setting.meaning.en}: no more than {value:,} {setting.unit.en}{how.en}"
        return WorkbookError("too-large", LocalizedText(zh, en))


SETTINGS: tuple[Setting, ...] = tuple(
    Setting(one.name.replace("_", "-"), int(str(one.default)), one.metadata["unit"], one.metadata["meaning"])
    for one in fields(Limits)
)
"""Every limit as documented, in the order of :class:`Limits`."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """On what terms files are opened."""

    limits: Limits = Limits()
    passwords: tuple[str, ...] = field(default=(), repr=False)
    """Tried on encrypted files alone, one after the other; never shown."""


def parse_limits(given: Iterable[str]) -> Limits:
    """Return the limits with ``NAME=VALUE`` texts laid over the defaults; of one name the last stands.

    Raises:
        UsageError: a text is not of that form, its value is no whole number above 0, or there is no such limit.
    """
    names = [setting.name for setting in SETTINGS]
    limits = Limits()
    for text in given:
        name, _, value = text.partition("=")
        if name not in names:
            raise UsageError(
                LocalizedText(
                    f"--limit {text}：没有这一限制；可用：{'、'.join(names)}",
                    f"--limit {text}: no such limit; there are {', '.join(names)}",
                )
            )
        if not (value.isascii() and value.isdigit() and 0 < int(value[:20]) <= _LARGEST):
            raise UsageError(
                LocalizedText(
                    f"--limit {text}：应写成 {name}=正整数",
                    f"--limit {text}: write {name}= and a whole number above 0",
                )
            )
        limits = replace(limits, **{name.replace("-", "_"): int(value)})
    return limits


def place_in_sheet(title: str) -> LocalizedText:
    """Return the words that put a sheet before a limit's meaning."""
    return LocalizedText(f"《{title}》中，", f"in {title}, ")
