"""What the page lets a user save: bytes, with a file name that is safe everywhere and says what they are."""

from __future__ import annotations

import zipfile
from collections.abc import Container, Iterable
from io import BytesIO
from typing import TYPE_CHECKING, TypedDict

from assistcheck import api
from assistcheck.errors import UsageError
from assistcheck.file_names import file_names
from assistcheck.i18n import Lang, LocalizedText

if TYPE_CHECKING:
    from assistcheck.api import Report, RulePack

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
LISTS = ("xlsx", "html", "md")
"""The formats of a shortfall list that it offers."""
_REPORT = LocalizedText("核对报告", "report")
_COPIES = LocalizedText("标注副本", "marked-copies")
_LISTS = LocalizedText("督办清单", "shortfalls")
_TEMPLATE = LocalizedText("填报模板", "template")


class Download(TypedDict):
    """One file to save."""

    name: str
    type: str
    bytes: bytes


def download(name: str, content: bytes) -> Download:
    """Return a file to save under a name that is safe already."""
    return Download(name=name, type=TYPES[name.rpartition(".")[2]], bytes=content)


def named(words: Iterable[str], ending: str, content: bytes) -> Download:
    """Return a file whose name is made of ``words`` and ends in ``ending`` (``xlsx``)."""
    (name,) = file_names(["-".join(words)], f".{ending}")
    return download(name, content)


def packed(words: Iterable[str], files: Iterable[tuple[str, bytes]]) -> Download:
    """Return several files as one archive, the same bytes for the same files; its name is made of ``words``."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return named(words, "zip", made.getvalue())


def check_format(form: str, offered: Container[str]) -> None:
    """Refuse a format that is not offered.

    Raises:
        UsageError: it is not.
    """
    if form not in offered:
        raise UsageError(LocalizedText(f"没有格式 {form}", f"there is no format {form}"))


def of_report(report: Report, form: str, lang: Lang) -> Download:
    """Return a report in one of :data:`REPORTS`: the bytes that the command line writes.

    Raises:
        UsageError: there is no such format.
    """
    check_format(form, REPORTS)
    made = api.render(report, form, api.View(lang))
    content = made if isinstance(made, bytes) else made.encode("utf-8")
    return named((_REPORT.text(lang), *of_run(report)), form, content)


def of_run(report: Report) -> tuple[str, str]:
    """Return the words that say of which run a file is: its pack and its day."""
    return report.pack.manifest.name, report.as_of.isoformat()


def of_copies(report: Report, files: Iterable[tuple[str, bytes]], lang: Lang) -> Download:
    """Return all that goes back with the workbooks of a run as one archive."""
    return packed((_COPIES.text(lang), *of_run(report)), files)


def of_lists(report: Report, files: Iterable[tuple[str, bytes]], kind: str, lang: Lang) -> Download:
    """Return the shortfall lists of a run for the members of a ``kind``, with their index, as one archive."""
    (words,) = [one.name.text(lang) for one in report.pack.subjects.kinds if one.id == kind]
    return packed((_LISTS.text(lang), words, *of_run(report)), files)


def of_template(pack: RulePack, lang: Lang) -> Download:
    """Return the empty collection workbook that is the same for everybody."""
    return named((_TEMPLATE.text(lang), pack.manifest.name), "xlsx", api.template_of(pack))
