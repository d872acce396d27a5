"""Text from workbooks made harmless to show: control and bidirectional characters become visible substitutes."""

from __future__ import annotations

import re

_CONTROL = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
_HIDDEN = dict.fromkeys([*range(0x80, 0xA0), *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_TABLE = _CONTROL | {code: f"<U+{code:04X}>" for code in _HIDDEN}
_DANGEROUS = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def visible(text: str) -> str:
    """Return ``text`` in one line, with every character that a terminal would act on shown as a substitute."""
    return text.translate(_TABLE).encode("utf-8", "replace").decode("utf-8")


def escaped(json_text: str) -> str:
    r"""Return JSON text with the characters that a terminal would act on written as ``\uXXXX``."""
    return _DANGEROUS.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text)
