"""Text from workbooks made harmless for each way out: a screen, JSON, a CSV or spreadsheet cell, the name of a file.

What is shown goes through :func:`visible`, JSON text through :func:`escaped`, cells through :func:`csv_text` or
:func:`cell_text`, and names of files through :func:`file_names`. All of them are pure.
"""

from __future__ import annotations

import json
import re

from assistcheck.file_names import file_names
from assistcheck.sanitize import HARMFUL, visible

__all__ = ["cell_text", "csv_text", "escaped", "file_names", "link_to_file", "md_text", "visible"]

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_MARKUP = re.compile(r"[\\`*_\[\]|~$]|:(?=//)|(?<=www)\.")
_IN_LINKS = frozenset('%# "<>[]^`{}')
"""Characters that a link to a file holds in their escaped form."""
_LONGEST_CELL = 32_767  # characters, the limit of the file format


def escaped(json_text: str) -> str:
    r"""Return JSON text with the characters that a terminal would act on, or hide, written as ``\uXXXX``.

    Lines stay lines: within a text their ends are written as escapes already.
    """
    return HARMFUL.sub(lambda found: found[0] if found[0] == "\n" else json.dumps(found[0])[1:-1], json_text)


def cell_text(text: str) -> str:
    """Return ``text`` for a spreadsheet cell: visible, and no longer than a cell holds.

    It must be written with the string type (XlsxWriter: ``write_string``), so that it is never a formula or a link.
    """
    shown = visible(text)
    return shown if len(shown) <= _LONGEST_CELL else shown[: _LONGEST_CELL - 1] + "…"


def csv_text(text: str) -> str:
    """Return ``text`` for a CSV cell: visible, and with an apostrophe in front where a spreadsheet would take it for a formula.

    Quoting separators and quotation marks is the CSV writer's business.
    """
    return ("'" if _FORMULA.match(text) else "") + cell_text(text)


def md_text(text: str) -> str:
    """Return ``text`` as Markdown shows it letter by letter: no markup, no HTML, no links, in one line."""
    return _MARKUP.sub(r"\\\g<0>", visible(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def link_to_file(name: str) -> str:
    """Return the name of a file as a link of a workbook to the file beside it has it."""
    return "".join(f"%{ord(char):02X}" if char in _IN_LINKS else char for char in name)
