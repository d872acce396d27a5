"""Any file to a raw workbook: its kind by its content, the reader of that kind, and what is to be said of the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple, Protocol

from assistcheck.errors import WorkbookError
from assistcheck.i18n import EMPTY_TEXT, LocalizedText, untranslated
from assistcheck.location import STDIN
from assistcheck.workbook.detect import Kind, detect_format, expected_ending
from assistcheck.workbook.file_properties import UNKNOWN, Properties, properties_of
from assistcheck.workbook.limits import Limits, ReadOptions
from assistcheck.workbook.number_formats import IsForeign
from assistcheck.workbook.raw_sheet import RawSheet
from assistcheck.workbook.xlsx.reader import open_workbook


class Sheets(Protocol):
    """A workbook that gives its sheets by title."""

    def titles(self) -> list[str]:
        """Return the titles of the worksheets, in the file's order."""

    def sheet(self, title: str) -> RawSheet:
        """Return one worksheet; ``WorkbookError`` if it cannot be read."""


class FileRemark(NamedTuple):
    """Something to know of a whole file: the code of the problem, what stands there and what was expected."""

    code: str
    value: str = ""
    expected: LocalizedText = EMPTY_TEXT


@dataclass(slots=True)
class OpenedFile:
    """A file that could be opened."""

    kind: Kind
    sheets: Sheets
    remarks: tuple[FileRemark, ...] = ()
    properties: Properties = UNKNOWN
    encrypted: bool = False
    """Whether it took a password to open it."""


def open_file(
    data: bytes,
    path: str,
    terms: ReadOptions,
    ahead: Callable[[str], bool] | None = None,
    is_foreign: IsForeign | None = None,
) -> OpenedFile:
    """Open the bytes of a file of any kind that is read.

    Args:
        data: The whole file.
        path: What it is called; it names the sheet of a .csv, and its ending is compared with the content.
        terms: The limits, and the passwords to try on it if it is encrypted.
        ahead: Which sheets may be parsed before their turn; see :func:`assistcheck.workbook.xlsx.reader.open_workbook`.
        is_foreign: Which texts that a cell shows name another currency than that of the amounts.

    Raises:
        WorkbookError: it is of another kind, encrypted, damaged, or beyond a limit.
    """
    kind = detect_format(data)
    if kind == "encrypted":
        return _unlocked(data, path, terms, is_foreign)
    try:
        sheets = _open(kind, data, path, terms.limits, ahead, is_foreign)
    except WorkbookError as error:
        if kind == "xls" and error.code == "encrypted-file":
            return _unlocked(data, path, terms, is_foreign)
        raise
    return OpenedFile(kind, sheets, tuple(_remarks(kind, path)), properties_of(kind, data))


def _unlocked(data: bytes, path: str, terms: ReadOptions, is_foreign: IsForeign | None) -> OpenedFile:
    from assistcheck.workbook.password import decrypted  # noqa: PLC0415 - each reader is loaded for its own files

    inner = decrypted(data, terms)
    kind = detect_format(inner)
    if kind == "encrypted":
        raise WorkbookError("encrypted-file", LocalizedText("只加密一次的文件", "a file that is encrypted once"))
    sheets = _open(kind, inner, path, terms.limits, None, is_foreign)
    return OpenedFile(kind, sheets, tuple(_remarks(kind, path)), properties_of(kind, inner), encrypted=True)


def _open(
    kind: Kind, data: bytes, path: str, limits: Limits, ahead: Callable[[str], bool] | None, is_foreign: IsForeign | None
) -> Sheets:
    match kind:
        case "xls":
            from assistcheck.workbook.xls import open_xls  # noqa: PLC0415

            return open_xls(data, limits, is_foreign)
        case "ods":
            from assistcheck.workbook.ods.reader import open_ods  # noqa: PLC0415

            return open_ods(data, limits, is_foreign)
        case "xlsb":
            from assistcheck.workbook.xlsb import open_xlsb  # noqa: PLC0415

            return open_xlsb(data, limits, is_foreign)
        case "text":
            from assistcheck.workbook.csv import open_csv  # noqa: PLC0415

            return open_csv(data, path, limits)
        case "xml2003":
            from assistcheck.workbook.spreadsheetml import open_xml2003  # noqa: PLC0415

            return open_xml2003(data, limits, is_foreign)
        case "html":
            from assistcheck.workbook.html.reader import open_html  # noqa: PLC0415

            return open_html(data, path, limits, is_foreign)
        case _:
            return open_workbook(data, limits, ahead, is_foreign)


def _remarks(kind: Kind, path: str) -> list[FileRemark]:
    remarks = []
    suffix = "" if path == STDIN else PurePath(path).suffix.lower()
    if ending := expected_ending(kind, suffix):
        remarks.append(FileRemark("other-kind", suffix, untranslated(ending)))
    if kind == "xls":
        remarks.append(FileRemark("no-checksum", suffix))
    return remarks
