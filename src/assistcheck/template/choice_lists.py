"""The hidden sheet with the words that cells offer for choice.

A list that stands in the rule of a cell itself is cut at 255 characters, and parted at every comma; a range of cells is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from assistcheck.location import column_letters


class ChoiceLists:
    """The lists of one workbook, each different one once: a column for each on the hidden sheet."""

    def __init__(self, title: str) -> None:
        """Keep the ``title`` of the sheet."""
        self.title = title
        self._lists: dict[tuple[str, ...], str] = {}

    def reference(self, words: Sequence[str], heading: str) -> str:
        """Return the range of cells that holds ``words``; ``heading`` is what the first of its lists is called."""
        self._lists.setdefault(tuple(words), heading)
        column = column_letters([*self._lists].index(tuple(words)) + 1)
        return f"='{self.title}'!${column}$2:${column}${len(words) + 1}"

    def write(self, page: Any, looks: Any) -> None:  # noqa: ANN401 - XlsxWriter's own
        """Write the lists into the hidden sheet."""
        for column, (words, heading) in enumerate(self._lists.items()):
            page.set_column(column, column, 24)
            for row, text in enumerate(_with_heading(words, heading)):
                page.write_string(row, column, text, looks["header"] if row == 0 else looks["text"])


def _with_heading(words: Iterable[str], heading: str) -> Iterable[str]:
    return (heading, *words)
