"""Drawing for a terminal: plain tables without rules, in which Chinese and Latin columns align."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple, Protocol

from rich.cells import cell_len

from assistcheck.audit.outcomes import Status
from assistcheck.reports import View
from assistcheck.sanitize import visible

STATUS_COLOUR: dict[Status, str] = {
    "met": "green",
    "on_pace": "cyan",
    "not_due": "",
    "behind": "yellow",
    "shortfall": "bold red",
    "over": "magenta",
    "undetermined": "bold yellow",
    "not_applicable": "dim",
    "waived": "dim",
}
"""How each status is coloured; the word says it too."""
_TOKEN = re.compile(r"(?:[!-~]+|.)[、。；：，）》”？！]*", re.DOTALL)
"""What a line is not broken within: words of Latin letters, and other characters, with the closing marks behind them."""
_NOT_FIRST = frozenset("、。；：，）》”？！,.;:)]%")
_NOT_LAST = frozenset("（《“([≥")
_GAP = 2
"""Free columns between those of a table."""
_CHARACTER = 2
"""The columns that a Chinese character takes: nothing is narrower."""


class Run(NamedTuple):
    """A piece of a line, in one Rich style."""

    text: str
    style: str = ""


class Block(Protocol):
    """What stands in a report, from top to bottom."""

    def lines(self, width: int) -> Iterator[list[Run]]:
        """Yield its lines, each of at most ``width`` columns."""


class Flow:
    """Text that wraps as Chinese does: between any two characters, but not inside a number or word.

    Whatever it is made of is harmless in it: only line breaks are kept.
    """

    def __init__(self, text: str, style: str = "") -> None:
        """Draw ``text``, made visible, in a Rich style."""
        self.paragraphs = [*map(visible, text.split("\n"))]
        self.style = style

    def lines(self, width: int) -> Iterator[list[Run]]:
        """Yield the text in lines of at most ``width`` columns."""
        return ([Run(line, self.style)] for line in self.wrapped(width))

    def wrapped(self, width: int) -> list[str]:
        """Return the text in lines of at most ``width`` columns."""
        if cell_len(self.paragraphs[0]) <= width and len(self.paragraphs) == 1:
            return self.paragraphs
        return [line for text in self.paragraphs for line in _divided(text, _breaks(text, width))]

    def width(self) -> int:
        """Return the columns it takes if it never wraps."""
        return max(map(cell_len, self.paragraphs))


def _divided(text: str, breaks: Sequence[int]) -> list[str]:
    return [text[start:end].rstrip() for start, end in zip((0, *breaks), (*breaks, len(text)), strict=True)]


@lru_cache(maxsize=1024)
def _breaks(text: str, width: int) -> tuple[int, ...]:
    """Return the offsets at which lines of ``text`` begin, the first line's aside; a page is laid out more than once."""
    breaks: list[int] = []
    used, width = 0, max(width, _CHARACTER)
    tokens = [(found.start(), found[0]) for found in _TOKEN.finditer(text)]
    for (start, token), (_, following) in zip(tokens, [*tokens[1:], (0, " ")], strict=bool(tokens)):
        size = cell_len(token)
        together = size + (cell_len(following[0]) if following[0] in _NOT_FIRST or token in _NOT_LAST else 0)
        if used and used + together > width and not token.isspace() and token[0] not in _NOT_FIRST:
            breaks.append(start)
            used = 0
        used += size
        while used > width and size > 1 and not token.isspace():
            cut = start + len(token) - _tail(token, used - width)
            breaks.append(cut)
            used = cell_len(text[cut : start + len(token)])
    return tuple(breaks)


def _tail(token: str, columns: int) -> int:
    """Return how many characters at the end of ``token`` fill at least ``columns`` columns."""
    taken = 0
    for number, character in enumerate(reversed(token), 1):
        taken += cell_len(character)
        if taken >= columns:
            return number
    return len(token)


class PlainTable:
    """A table without rules; texts stand at the left of their columns, numbers at the right."""

    def __init__(self, *titles: str, numbers: int | None = None) -> None:
        """Begin a table with these titles of columns, if any of them says something; those from ``numbers`` on hold numbers."""
        self._numbers = len(titles) if numbers is None else numbers
        self._ratios: tuple[int | None, ...] = (None,) * len(titles)
        self._rows: list[tuple[list[Flow], str]] = []
        if any(titles):
            self.add(*titles, style="dim")

    def add(self, *cells: Flow | str, style: str = "") -> None:
        """Add a row."""
        self._rows.append(([cell if isinstance(cell, Flow) else Flow(cell) for cell in cells], style))

    def spread(self, *ratios: int | None) -> None:
        """Fill the width; the columns share it by ``ratios`` (``None``: as wide as needed)."""
        self._ratios = ratios

    def lines(self, width: int) -> Iterator[list[Run]]:
        """Yield the rows, each in as many lines as its longest cell takes."""
        widths = self._widths(width) if self._rows else []
        for cells, style in self._rows:
            columns = [cell.wrapped(columns) for cell, columns in zip(cells, widths, strict=True)]
            for line in zip_longest(*columns, fillvalue=""):
                yield [*self._line(line, cells, widths, style)]

    def _line(self, line: Sequence[str], cells: Sequence[Flow], widths: Sequence[int], style: str) -> Iterator[Run]:
        for index, (text, cell, width) in enumerate(zip(line, cells, widths, strict=True)):
            blank = " " * (width - cell_len(text))
            if index:
                yield Run(" " * _GAP)
            yield Run(blank + text if index >= self._numbers else text + blank, f"{style} {cell.style}".strip())

    def _widths(self, room: int) -> list[int]:
        """Return the columns that each column of the table takes, of ``room`` in all with what is free between them."""
        ratios, last = self._ratios, len(self._ratios) - 1
        columns = zip(*(cells for cells, _ in self._rows), strict=True)
        needed = [max(cell.width() for cell in column) + _GAP * (at < last) for at, column in enumerate(columns)]
        fixed = sum(width for width, ratio in zip(needed, ratios, strict=True) if not ratio)
        shares = _shares(room - fixed, [ratio for ratio in ratios if ratio])
        widths = [next(shares) if ratio else width for width, ratio in zip(needed, ratios, strict=True)]
        texts = [at for at, ratio in enumerate(ratios) if ratio or (at < self._numbers and not any(ratios))]
        _shrink(widths, texts, room)
        _shrink(widths, range(len(widths)), room)  # what does not wrap well is cut last
        return [width - _GAP * (at < last) for at, width in enumerate(widths)]


def _shrink(widths: list[int], columns: Sequence[int], room: int) -> None:
    """Take from the widest of some columns, while they do not fit."""
    while sum(widths) > room and columns and widths[widest := max(columns, key=widths.__getitem__)] > _CHARACTER + _GAP:
        widths[widest] -= 1


def _shares(width: int, ratios: Sequence[int]) -> Iterator[int]:
    """Yield what each of ``ratios`` has of a width, at least 1."""
    among = sum(ratios)
    for ratio in ratios:
        share = max(1, -(-ratio * width // among))
        yield share
        width -= share
        among -= ratio


class Indented:
    """A table or a text two columns to the right."""

    def __init__(self, part: Block) -> None:
        """Move ``part``."""
        self._part = part

    def lines(self, width: int) -> Iterator[list[Run]]:
        """Yield its lines."""
        return ([Run("  "), *line] for line in self._part.lines(width - 2))


class Command:
    """A command line, in one line however long it is: whoever copies it gets all of it."""

    def __init__(self, words: str) -> None:
        """Show a command, which is harmless."""
        self._words = words

    def lines(self, width: int) -> Iterator[list[Run]]:  # noqa: ARG002 - a terminal wraps it, and knows that it did
        """Yield the line."""
        yield [Run("     "), Run(self._words, "cyan")]


def fitting(parts: Iterable[Block], view: View, most: int) -> list[Block] | None:
    """Return ``parts`` if they take no more than ``most`` lines of a terminal; of those that do not, the rest is not made."""
    found = []
    for part in parts:
        most -= lines_of((part,), view)
        if most < 0:
            return None
        found.append(part)
    return found


def lines_of(parts: Iterable[Block], view: View) -> int:
    """Return how many lines of a terminal parts take."""
    return sum(max(1, -(-cell_len(_plain(line)) // view.width)) for part in parts for line in part.lines(view.width))


def drawn(parts: Iterable[Block], view: View) -> str:
    """Return ``parts`` as text of the view's width, coloured only if the view says so."""
    paint = _painted if view.colour else _plain
    return "".join(f"{paint(line).rstrip()}\n" for part in parts for line in part.lines(view.width))


def _plain(line: Iterable[Run]) -> str:
    return "".join(run.text for run in line)


def _painted(line: Iterable[Run]) -> str:
    from rich.color import ColorSystem  # noqa: PLC0415 - only where somebody sees it
    from rich.style import Style  # noqa: PLC0415

    styles = [(Style.parse(run.style), run.text) for run in line]
    return "".join(style.render(text, color_system=ColorSystem.STANDARD) for style, text in styles)
