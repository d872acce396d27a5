"""The mark of what this program writes: lists, reports and marked copies that lie in a folder are no submissions."""

from __future__ import annotations

from typing import Final

OWN_MARK: Final = "assistcheckoutput"
"""Stands among the keywords of the document, which office programs keep: one word, since LibreOffice parts others."""
COPY_MARK: Final = "assistcheckmarkedcopy"
"""Stands beside it where the document is somebody's own workbook with its faults marked."""
CSV_HEADS: Final = (
    *("规则,事项,条款,", "Rule,Duty,Clause,"),
    *("收件人,文件,统计截止日,", "To,File,As of,"),
    *("清单,规则,事项,对象,", "List,Rule,Duty,Whom,"),
    "as_of,kind,name,region,",
)
"""How what is written as .csv begins: a report, a table for a mail merge, what came back of lists, a history."""


def with_mark(keywords: str | None, *marks: str) -> str:
    """Return the keywords of a document with the mark among them, and other ``marks`` beside it."""
    found = keywords or ""
    for mark in (OWN_MARK, *marks):
        found = found if mark in found else f"{found}, {mark}".lstrip(", ")
    return found
