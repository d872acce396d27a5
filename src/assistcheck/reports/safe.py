"""Text from workbooks made harmless to show: control and bidirectional characters become visible substitutes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

_CONTROL = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
_MARKS = (0x61C, 0x180E, 0xFEFF, 0xFFFE, 0xFFFF)
_HIDDEN = dict.fromkeys([*range(0x80, 0xA0), *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2066, 0x206A), *_MARKS])
_TABLE = _CONTROL | {code: f"<U+{code:04X}>" for code in _HIDDEN}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARKUP = re.compile(r"[\\`*_\[\]|~$]|:(?=//)|(?<=www)\.")
_DANGEROUS = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_NO_FILE = re.compile(r'[/\\:*?"<>|]')
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])", re.IGNORECASE)
_FILE_BYTES = 199
"""Bytes of a file name, in UTF-8; one more is left for the mark before a device name."""


def visible(text: str) -> str:
    """Return ``text`` in one line, with every character that a terminal would act on shown as a substitute."""
    if text.isprintable():  # as nearly every text is; nothing in the table counts as printable
        return text
    return text.translate(_TABLE).encode("utf-8", "replace").decode("utf-8")


def escaped(json_text: str) -> str:
    r"""Return JSON text with the characters that a terminal would act on written as ``\uXXXX``."""
    return _DANGEROUS.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text)


def csv_text(text: str) -> str:
    """Return ``text`` as a spreadsheet takes it from a CSV cell: never for a formula, and in one line."""
    return f"'{visible(text)}" if text.startswith(_FORMULA) else visible(text)


def md_text(text: str) -> str:
    """Return ``text`` as Markdown shows it letter by letter: no markup, no HTML, no links, in one line."""
    return _MARKUP.sub(r"\\\g<0>", visible(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def file_names(names: Iterable[str], suffix: str) -> list[str]:
    """Return a file name for each of ``names``, in their order, that ends in ``suffix`` and every system can write.

    No separators or characters that Windows refuses, no device names, never hidden or a parent folder, at most 200 bytes in
    UTF-8. No two are the same but for case: a later one gets a number.
    """
    taken: set[str] = set()
    found = []
    for name in names:
        number = 1
        while (file := _file_name(name, "" if number == 1 else f" ({number})", suffix)).casefold() in taken:
            number += 1
        taken.add(file.casefold())
        found.append(file)
    return found


def _file_name(name: str, number: str, suffix: str) -> str:
    stem = _NO_FILE.sub("_", visible(normalize("NFC", name))).strip(" .\u3000")
    room = _FILE_BYTES - len((number + suffix).encode())
    stem = stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") or "_"
    return ("_" if _DEVICE.fullmatch((stem + number + suffix).partition(".")[0].strip()) else "") + stem + number + suffix
