"""The tables of a web page, which office systems export under .xls, to raw cells: each outermost table a sheet of its own.

A table that only frames others, as pages are laid out, is none. What stands around a table is told as its print header, where
the unit of its amounts may be said.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assistcheck.i18n import LocalizedText
from assistcheck.location import STDIN
from assistcheck.workbook.archive import corrupt_file, reader_errors
from assistcheck.workbook.csv import csv_title
from assistcheck.workbook.declared_encoding import declared_text
from assistcheck.workbook.detect import unsupported
from assistcheck.workbook.html.cells import BLOCK, BREAK, Found, Look, Styles, cell_value, plain_text
from assistcheck.workbook.html.tokenizer import End, Raw, Start, Token, tokens
from assistcheck.workbook.limits import Limits
from assistcheck.workbook.number_formats import IsForeign
from assistcheck.workbook.sheet_builder import BuiltWorkbook, SheetBuilder, workbook_from

_MOST_ACROSS, _MOST_DOWN = 1000, 65_534
"""How far a cell may span, as browsers have it."""
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "center", "blockquote", "section"}
)
_GUIDES = frozenset({"rt", "rp"})
_ASIDE = _GUIDES | {"xml"}
"""What guides the reading of a text, and what Excel says to itself."""
_VOID = frozenset({"br", "img", "input", "hr", "meta", "link", "col", "wbr", "base", "area", "embed", "source"})
_NAME = re.compile(r"<x:Name>([^<]*)</x:Name>", re.IGNORECASE)
_BY_DEFAULT = re.compile(r"(?i)(?:sheet|worksheet|工作表)\s*\d*")
"""What a sheet is called that nobody has called anything."""
_SPAN = re.compile(r"\s*\+?(\d{1,9})", re.ASCII)


@dataclass(slots=True)
class _Table:
    """A table as it is read."""

    grid: SheetBuilder
    row: int = -1
    """Zero-based; -1 before the first."""
    column: int = 0
    in_row: bool = False
    group_hidden: bool = False
    cell: dict[str, str] | None = None
    """The attributes of the cell at hand."""
    look: Look = field(default_factory=Look)
    pieces: list[str] = field(default_factory=list)
    caption: str = ""
    in_caption: bool = False
    taken: dict[int, int] = field(default_factory=dict)
    """Column -> the last row that a cell from above takes up."""
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Row, column, how far down and across, of the cells of this group of rows that span."""
    filled: int = 0
    """The cells of the row that are not blank."""
    is_wide: bool = False
    """Whether a row has two such cells, so that it is more than a frame."""
    flow: list[str | _Table] = field(default_factory=list)
    """The texts of its cells and the tables in them, in their order, as long as it may be a frame."""


class _Reader:
    """Reads the tags of a page as they come."""

    def __init__(self, limits: Limits, is_foreign: IsForeign | None) -> None:
        self.page = _Table(SheetBuilder("", limits))
        """What stands outside any table, as a frame."""
        self.title = ""
        self._limits, self._is_foreign = limits, is_foreign
        self._styles = Styles()
        self._open: list[_Table] = []
        self._loose: list[str] = []
        """The text outside cells, since the last table."""
        self._aside: tuple[str, int] | None = None
        """The element that is shown beside the text or not at all, and how deep in it."""
        self._spanned = 0

    def take(self, token: Token) -> None:
        """Take what comes next."""
        match token:
            case str():
                self._say(token)
            case Start(name, attributes):
                self._start(name, attributes)
            case End(name):
                self._end(name)
            case Raw("style", text):
                self._styles.take(text)
            case Raw("title", text):
                self.title = self.title or text.strip()
            case Raw("textarea", text):
                self._say(text)
            case _:
                pass

    def close(self) -> None:
        """End the page; ``WorkbookError`` where it ends within a table."""
        if any(table.row >= 0 for table in self._open):
            raise corrupt_file(LocalizedText("表格没有结束，可能没有传完", "a table does not end, perhaps it was cut off"))
        self._settle()

    # --- tags -----------------------------------------------------------------------------------

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._aside:
            aside, depth = self._aside
            if name == aside:
                self._aside = (aside, depth + (name not in _GUIDES))
            if name not in _CELLS and name not in {"tr", "table"}:
                return
            self._aside = None
        table = self._open[-1] if self._open else None
        if name == "table":
            self._start_table(attributes)
        elif table and (name == "tr" or name in _GROUPS or name in _CELLS):
            self._start_part(table, name, attributes)
        elif table and name == "caption":
            table.in_caption = table.cell is None
        elif name == "br":
            self._say(BREAK)
        elif name in _BLOCKS:
            self._say(BLOCK)
        elif name == "img" and table and table.cell is not None:
            table.grid.pictures.add((table.row + 1, table.column + 1))
        elif name in _ASIDE or (attributes and name not in _VOID and self._styles.of(name, attributes).hidden):
            self._aside = (name, 1)

    def _start_part(self, table: _Table, name: str, attributes: dict[str, str]) -> None:
        """Begin a row, a group of rows, or a cell, which ends the one before."""
        self._end_cell(table)
        if name in _CELLS:
            if not table.in_row:
                self._start_row(table, {})
            self._start_cell(table, name, attributes)
        elif name == "tr":
            self._start_row(table, attributes)
        else:
            self._end_group(table)
            table.group_hidden = self._styles.of(name, attributes).hidden

    def _end(self, name: str) -> None:
        if self._aside:
            aside, depth = self._aside
            if name == aside or (name == "ruby" and aside in _GUIDES):
                self._aside = (aside, depth - 1) if depth > 1 else None
            if name not in _CELLS and name not in {"tr", "table"}:
                return
            self._aside = None
        table = self._open[-1] if self._open else None
        if table and name == "table":
            self._end_table()
        elif table and name in _CELLS:
            self._end_cell(table)
        elif table and name == "tr":
            self._end_row(table)
        elif table and name in _GROUPS:
            self._end_group(table)
        elif table and name == "caption":
            table.in_caption = False
        elif name in _BLOCKS:
            self._say(BLOCK)

    def _say(self, text: str) -> None:
        if self._aside:
            return
        table = self._open[-1] if self._open else None
        if table and table.cell is not None:
            table.pieces.append(text)
        elif table and table.in_caption:
            table.caption += text
        else:
            self._loose.append(text)

    # --- tables ---------------------------------------------------------------------------------

    def _start_table(self, attributes: dict[str, str]) -> None:
        if self._open and self._open[-1].cell is None:  # a table in no cell ends the one before
            self._end_table()
        if len(self._open) >= self._limits.depth:
            raise self._limits.limit_error("depth")
        self._settle()
        table = _Table(SheetBuilder("", self._limits, hidden=self._styles.of("table", attributes).hidden))
        around = self._open[-1] if self._open else self.page
        if around is self.page or not around.is_wide:
            around.flow.append(table)
        self._open.append(table)

    def _settle(self) -> None:
        """Note the text that has come outside cells."""
        if text := plain_text(self._loose):
            self.page.flow.append(text)
        self._loose = []

    def _end_table(self) -> None:
        table = self._open[-1]
        self._end_group(table)
        self._open.pop()
        table.caption = plain_text([table.caption])

    def _end_group(self, table: _Table) -> None:
        self._end_row(table)
        for row, column, down, across in table.spans:
            corner = (min(row + down - 1, table.row), column + across - 1)
            if corner != (row, column):
                table.grid.merges.append(((row, column), corner))
        table.spans, table.taken, table.group_hidden = [], {}, False

    def _start_row(self, table: _Table, attributes: dict[str, str]) -> None:
        self._end_row(table)
        table.row += 1
        table.column, table.filled, table.in_row = 0, 0, True
        table.grid.hidden_rows += table.group_hidden or self._styles.of("tr", attributes).hidden

    def _end_row(self, table: _Table) -> None:
        self._end_cell(table)
        table.in_row = False

    def _start_cell(self, table: _Table, name: str, attributes: dict[str, str]) -> None:
        while table.taken.get(table.column, -1) >= table.row:
            table.column += 1
        table.cell, table.look, table.pieces = attributes, self._styles.of(name, attributes), []

    def _end_cell(self, table: _Table) -> None:
        self._aside = None
        if table.cell is None:
            return
        text = plain_text(table.pieces)
        found = cell_value(table.cell, table.look.format, text, self._is_foreign)
        place = (table.row + 1, table.column + 1)
        if found.value is not None:
            table.grid.add_cell(table.row, table.column, found.value, found.doubt)
            self._take_format(table.grid, place, found)
            table.filled += 1
            table.is_wide = table.is_wide or table.filled > 1
        else:
            table.grid.reserve(*place, 1)
        if table.is_wide:
            table.flow.clear()
        elif text:
            table.flow.append(text)
        down = _span(table.cell, "rowspan", _MOST_DOWN) or _MOST_DOWN
        across = max(_span(table.cell, "colspan", _MOST_ACROSS), 1)
        if down > 1:
            self._spanned += across
            if self._spanned > self._limits.area:
                raise self._limits.limit_error("area")
            table.taken.update(dict.fromkeys(range(table.column, table.column + across), table.row + down - 1))
        if down > 1 or across > 1:
            table.spans.append((table.row, table.column, down, across))
        table.cell = None
        table.column += across

    @staticmethod
    def _take_format(grid: SheetBuilder, place: tuple[int, int], found: Found) -> None:
        if found.percent:
            grid.percents.add(place)
        if found.unit is not None:
            grid.units[place] = found.unit
        if found.text is not None:
            grid.texts[place] = found.text


def _span(attributes: dict[str, str], name: str, most: int) -> int:
    """Return how far a cell spans, as browsers read it: what is no number is 1."""
    if name not in attributes:
        return 1
    found = _SPAN.match(attributes[name])
    return min(int(found[1]), most) if found else 1


# --- sheets -------------------------------------------------------------------------------------


def open_html(data: bytes, path: str, limits: Limits, is_foreign: IsForeign | None = None) -> BuiltWorkbook:
    """Return the tables of a web page as sheets.

    Raises:
        WorkbookError: it does not decode, has no table or ends within one, or passes a limit.
    """
    page = declared_text(data)
    reader = _Reader(limits, is_foreign)
    with reader_errors():
        for token in tokens(page):
            reader.take(token)
        reader.close()
    flow = list(_unframed(reader.page))
    if any(type(one) is _Table and one.row > 0 for one in flow):  # a row alone is a title or a signature
        flow = [_row_alone(one) if type(one) is _Table and one.row == 0 else one for one in flow]
    tables = [(at, one) for at, one in enumerate(flow) if type(one) is _Table]
    if not tables:
        raise unsupported(LocalizedText("没有表格的网页（HTML）", "a web page (HTML) without a table"))
    if len(tables) > limits.sheets:
        raise limits.limit_error("sheets")
    names = [html.unescape(name).strip() for name in _NAME.findall(page)]
    titles = _titles([table.caption for _, table in tables], names, reader.title if path == STDIN else csv_title(path))
    for (at, table), title in zip(tables, titles, strict=True):
        around = (*reversed(list(_texts(reversed(flow[:at])))), table.caption, *_texts(flow[at + 1 :]))
        table.grid.title, table.grid.print_header = title, "\n".join(filter(None, around))
    return workbook_from([table.grid for _, table in tables])


def _unframed(frame: _Table) -> Iterator[str | _Table]:
    """Yield what a frame holds, in its order; a frame within it is what it holds."""
    for one in frame.flow:
        if type(one) is _Table and any(type(within) is _Table for within in one.flow):
            yield from _unframed(one)
        elif type(one) is str or (type(one) is _Table and one.row >= 0):
            yield one


def _row_alone(table: _Table) -> str:
    return " ".join(str(cell) for row in table.grid.sheet().rows for cell in row if cell is not None)


def _texts(flow: Iterable[str | _Table]) -> Iterator[str]:
    """Yield the texts up to the next table."""
    for one in flow:
        if type(one) is not str:
            return
        yield one


def _titles(captions: list[str], names: list[str], called: str) -> list[str]:
    """Return what the sheets are called: by Excel's own name, else by their captions, else as the file if it has one alone."""
    given = names if len(names) == len(captions) else names[:1]
    found: list[str] = []
    for number, caption in enumerate(captions):
        name = given[number] if number < len(given) and not _BY_DEFAULT.fullmatch(given[number]) else ""
        title = name or caption or (called if len(captions) == 1 else "")
        found.append(title if title and title not in found else f"表{number + 1}")
    return found
