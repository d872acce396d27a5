"""Text that says itself in which encoding it is: XML and web pages. A byte that does not decode is refused, never guessed."""

from __future__ import annotations

import codecs
import re

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEAD = 4096  # bytes within which an encoding is declared
_DECLARED = re.compile(
    rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)|<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_CHINESE = frozenset(
    {"gb2312", "gb-2312", "gb_2312-80", "gbk", "gb18030", "cp936", "ms936", "windows-936", "x-gbk", "euc-cn", "936"}
)
"""All are read as GB18030, which holds them: programs write its characters under each of these names."""
_TAIWAN = frozenset({"big5", "big5-hkscs", "cp950"})
_UNDECIDED = ("utf-8", "gb18030")


def declared_text(data: bytes) -> str:
    """Return the text of bytes by their mark or the encoding that they declare, else by UTF-8, then GB18030.

    Raises:
        WorkbookError: a byte does not decode.
    """
    encodings: tuple[str, ...] = tuple(name for mark, name in _BOMS if data.startswith(mark)) or _told(data[:_HEAD])
    where = ""
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            where = where or f" {error.start + 1:,} "
            continue
        if "\0" in text:
            break
        return text
    names = encodings[0].removesuffix("-sig").upper() if len(encodings) == 1 else ""
    zh = f"{names or 'UTF-8 或 GB18030'} 编码的文本" + (f"（第{where}个字节起不合）" if where else "")
    en = f"text in {names or 'UTF-8 or GB18030'}" + (f" (which it is not from byte{where.rstrip()} on)" if where else "")
    raise WorkbookError("unreadable-file", LocalizedText(zh, en))


def _told(head: bytes) -> tuple[str, ...]:
    """Return the encodings to try for what is declared; what holds no Chinese is declared by habit and tells nothing."""
    found = _DECLARED.search(head)
    name = (found[1] or found[2]).decode("ascii").lower() if found else ""
    if name in _CHINESE:
        return ("gb18030",)
    if name in _TAIWAN:
        return ("big5hkscs",)
    return ("utf-8",) if name in {"utf-8", "utf8"} else _UNDECIDED
