"""Sheets parsed ahead by a thread, while the one before is still being read: the native reader needs no interpreter's lock."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Condition, Thread
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook

_ROOM = 500_000
"""Cells that may wait to be read, before the thread waits in its turn."""


class SheetPrefetcher:
    """Parses ``titles`` of a workbook in their order; till the last is taken, nobody else may ask the workbook."""

    def __init__(self, book: CalamineWorkbook, titles: Sequence[str]) -> None:
        """Begin to parse."""
        self.titles = frozenset(titles)
        self._book = book
        self._parsed: dict[str, Any] = {}
        self._waiting = 0
        self._stopped = False
        self._change = Condition()
        Thread(target=self._run, args=(titles,), daemon=True).start()

    def get(self, title: str) -> CalamineSheet:
        """Return one of the titles' sheets, once; raises whatever the native reader raised."""
        with self._change:
            self._change.wait_for(lambda: title in self._parsed)
            found = self._parsed.pop(title)
            self._waiting -= _cells(found)
            self._change.notify_all()
        if isinstance(found, BaseException):
            raise found
        sheet: CalamineSheet = found
        return sheet

    def stop(self) -> None:
        """Parse nothing more than the sheet under way."""
        with self._change:
            self._stopped = True
            self._change.notify_all()

    def _run(self, titles: Sequence[str]) -> None:
        for title in titles:
            try:
                found: Any = self._book.get_sheet_by_name(title)
            except BaseException as error:  # noqa: BLE001 - a panic of the native reader is no Exception
                found = error
            with self._change:
                self._parsed[title] = found
                self._waiting += _cells(found)
                self._change.notify_all()
                self._change.wait_for(lambda: self._waiting <= _ROOM or self._stopped)
                if self._stopped:
                    return


def _cells(found: Any) -> int:  # noqa: ANN401 - a sheet, or why it could not be parsed
    return 0 if isinstance(found, BaseException) else found.height * found.width
