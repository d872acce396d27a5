"""What the page lets a user save: bytes, with a file name that is safe everywhere and says what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from assistcheck import api
from assistcheck.errors import UsageError
from assistcheck.file_names import file_names
from assistcheck.i18n import Lang, LocalizedText

if TYPE_CHECKING:
    from assistcheck.api import Report

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {
    "html": "text/html;charset=utf-8",
    "xlsx": _XLSX,
    "csv": "text/csv;charset=utf-8",
    "json": "application/json",
    "md": "text/markdown;charset=utf-8",
    "zip": "application/zip",
}
"""The types of files by their endings, as browsers name them."""
REPORTS = ("html", "xlsx", "csv", "json", "md")
"""The formats of a report that the page offers."""
_REPORT = LocalizedText("核对报告", "report")


class Download(TypedDict):
    """One file to save."""

    name: str
    type: str
    bytes: bytes


def download(words: tuple[str, ...], ending: str, content: bytes) -> Download:
    """Return a file whose name is made of ``words`` and ends in ``ending`` (``xlsx``)."""
    (name,) = file_names(["-".join(filter(None, words))], f".{ending}")
    return Download(name=name, type=TYPES[ending], bytes=content)


def of_report(report: Report, form: str, lang: Lang) -> Download:
    """Return a report in one of :data:`REPORTS`: the bytes that the command line writes.

    Raises:
        UsageError: there is no such format.
    """
    if form not in REPORTS:
        raise UsageError(LocalizedText(f"没有格式 {form}", f"there is no format {form}"))
    made = api.render(report, form, api.View(lang))
    content = made if isinstance(made, bytes) else made.encode("utf-8")
    return download((_REPORT.text(lang), report.pack.manifest.name, report.as_of.isoformat()), form, content)
