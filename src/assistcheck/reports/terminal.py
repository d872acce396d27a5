"""Drawing for a terminal: plain tables without rules, in which Chinese and Latin columns align."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, JustifyMethod, OverflowMethod, RenderableType
from rich.containers import Lines
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistcheck.audit.outcomes import Status
from assistcheck.reports import View
from assistcheck.visible import visible

STATUS_COLOUR: dict[Status, str] = {
    "met": "green",
    "on_pace": "cyan",
    "behind": "yellow",
    "shortfall": "bold red",
    "over": "magenta",
    "undetermined": "bold yellow",
    "not_applicable": "dim",
    "waived": "dim",
}
"""How each status is coloured; the word says it too."""
_TOKEN = re.compile(r"[!-~]+|.", re.DOTALL)
_NOT_FIRST = frozenset("、。；：，）》”？！,.;:)]%")
_NOT_LAST = frozenset("（《“([≥")
_GAP = 2
"""Free columns between those of a table."""


class Flow(Text):
    """Text that wraps as Chinese does: between any two characters, but not inside a number or word.

    Whatever it is made of is harmless in it: only line breaks are kept.
    """

    def __init__(self, text: str, style: str = "") -> None:
        """Draw ``text``, made visible, in a Rich style."""
        super().__init__("\n".join(map(visible, text.split("\n"))), style)
        self.gap = 0
        """Columns that are left free on the right."""

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return the least and the greatest width, with the gap."""
        least, most = super().__rich_measure__(console, options)
        return Measurement(least + self.gap, most + self.gap)

    def wrap(
        self,
        console: Console,  # noqa: ARG002
        width: int,
        *,
        justify: JustifyMethod | None = None,  # noqa: ARG002
        overflow: OverflowMethod | None = None,  # noqa: ARG002
        tab_size: int = 8,  # noqa: ARG002
        no_wrap: bool | None = None,
    ) -> Lines:
        """Return the text in lines of at most ``width`` columns."""
        if no_wrap:
            return Lines([self])
        lines = self.divide(_breaks(self.plain, width - self.gap))
        for line in lines:
            line.rstrip()
        return lines


def _breaks(text: str, width: int) -> list[int]:
    """Return the offsets at which lines of ``text`` begin, the first line's aside."""
    breaks: list[int] = []
    used = 0
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
    return breaks


def _tail(token: str, columns: int) -> int:
    """Return how many characters at the end of ``token`` fill at least ``columns`` columns."""
    taken = 0
    for number, character in enumerate(reversed(token), 1):
        taken += cell_len(character)
        if taken >= columns:
            return number
    return len(token)


def drawn(parts: Iterable[RenderableType], view: View) -> str:
    """Return renderable ``parts`` as text of the view's width, coloured only if the view says so."""
    out = StringIO()
    console = Console(
        file=out,
        width=view.width,
        force_terminal=view.colour,
        color_system="standard" if view.colour else None,
        no_color=not view.colour,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(Group(part))  # a bare text would be joined into a plain one, which cannot wrap Chinese
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


class PlainTable(Table):
    """A table without rules, which keeps its columns apart itself: Rich takes long to pad each cell."""

    def __init__(self, *titles: str, numbers: int | None = None) -> None:
        """Begin a table with these titles of columns; those from ``numbers`` on are right-aligned."""
        super().__init__(box=None, padding=0, header_style="dim", show_edge=False)
        self._numbers = len(titles) if numbers is None else numbers
        self._last = len(titles) - 1
        for index, title in enumerate(titles):
            right = index >= self._numbers
            cell = self._apart(index, Flow(title))
            self.add_column(cell, justify="right" if right else "left", overflow="fold", no_wrap=right)

    def add(self, *cells: Flow | str, style: str | None = None) -> None:
        """Add a row."""
        self.add_row(*(self._apart(index, cell) for index, cell in enumerate(cells)), style=style)

    def _apart(self, index: int, cell: Flow | str) -> Flow | str:
        """Return a cell with the space beside it: a number's on its left, a text's on its right."""
        if index > self._numbers:
            return Flow(f"{' ' * _GAP}{cell}") if isinstance(cell, Flow) else f"{' ' * _GAP}{cell}"
        if index >= self._numbers:
            return cell
        flow = cell if isinstance(cell, Flow) else Flow(cell)
        flow.gap = _GAP if index < self._last else 0
        return flow


def spread(table: Table, *ratios: int | None) -> None:
    """Let a table fill the width, its columns sharing it by ``ratios`` (``None``: as wide as needed)."""
    table.expand = True
    for column, ratio in zip(table.columns, ratios, strict=True):
        column.ratio = ratio
        column.no_wrap = column.no_wrap or ratio is None


def indented(part: RenderableType) -> Padding:
    """Return a table or a text two columns to the right."""
    return Padding(part, (0, 0, 0, 2))
