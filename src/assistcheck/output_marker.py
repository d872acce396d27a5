"""The mark of what this program writes: lists, reports and marked copies that lie in a folder are no submissions."""

from __future__ import annotations

from typing import Final

OWN_MARK: Final = "assistcheckoutput"
"""Stands among the keywords of the document, which office programs keep: one word, since LibreOffice parts others."""
CSV_HEADS: Final = ("规则,事项,条款,", "Rule,Duty,Clause,")
"""How a report in .csv begins."""


def with_mark(keywords: str | None) -> str:
    """Return the keywords of a document with the mark among them."""
    found = keywords or ""
    return found if OWN_MARK in found else f"{found}, {OWN_MARK}".lstrip(", ")
