"""One sheet of a workbook to columns of values, with the faults of each row; no roster is needed yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from assistcheck.errors import WorkbookError
from assistcheck.i18n import Lang, LocalizedText, listed
from assistcheck.ledgers.schema import Column, Sheet
from assistcheck.location import Location, column_letters
from assistcheck.problems import Problem
from assistcheck.submission.parsed import ParsedSheet
from assistcheck.submission.row_filter import blank, says_duty
from assistcheck.submission.row_reader import read_body
from assistcheck.submission.workers.protocol import ResultStream
from assistcheck.workbook.amount_unit import Around, NumberedRow, contradiction_below, notes_below, weigh
from assistcheck.workbook.cell_values import Cell, PackFacts, as_text, strip_whitespace
from assistcheck.workbook.header import HEADER_ROWS, Header, UnitSaid, find_header
from assistcheck.workbook.header_matching import header_text
from assistcheck.workbook.raw_sheet import Fields, RawSheet

Rows = list[list[Cell]]
"""The first rows of a sheet."""
_NOTES = 20
"""The last rows among which notes below a table are looked for."""
_FOUND = 200
"""The characters of the headers found that a message shows."""


def read_sheet(
    raw: RawSheet, sheet: Sheet, path: str, facts: Callable[[], PackFacts], outlet: ResultStream | None = None
) -> ParsedSheet:
    """Read every row of ``raw`` as rows of ``sheet``; ``facts`` gives those of the rule pack, where a cell needs them.

    ``outlet`` takes pieces of a long sheet as they are read; what is returned then holds the rest.
    """
    wanted = sheet.columns
    _inherit(raw)
    data = ParsedSheet(sheet, path, raw.title, {column.name: [] for column in wanted})
    rows = _with_merges(raw)
    head = list(islice(rows, HEADER_ROWS + 1))
    header = find_header(head, wanted, raw.merges, raw.first_column)
    around = _around(raw, wanted)
    weigh(header, head, wanted, around)
    data.positions = {name: raw.first_column + at for name, at in header.positions.items()}
    data.problems.extend(_hidden(data, raw))
    if not head:
        return data
    if header.usable and raw.fields:
        _refuse_a_cell_too_many(raw.fields, header)
    data.problems.extend(_header_problems(data, raw, header, wanted, head))
    data.skipped += max(header.first - 1, 0)
    body = chain(head[header.last :], rows)
    if header.usable:
        read_body(data, raw, header, facts, body, outlet)
        if header.stated and _may_have_notes(data, raw, header) and not header.contradicted:
            header.contradicted = contradiction_below(header, wanted, around)
            data.problems.extend(_contradicted_unit(data, raw, header))
    else:
        set_aside(data, body)
    return data


def _may_have_notes(data: ParsedSheet, raw: RawSheet, header: Header) -> bool:
    """Whether any row of a sheet that was read may be a note below the table."""
    if data.skipped + len(data.rejected) < header.first:
        return False
    is_plain = not raw.merges and not raw.look.doubts  # what a row has stands in its own cells
    return not (is_plain and data.last_whole == raw.height)


def head_of(raw: RawSheet) -> list[list[Cell]]:
    """Return the first rows of a sheet, as a header is looked for in them, and leave them to be read."""
    rows = list(islice(raw.rows, HEADER_ROWS + 1))
    raw.rows = chain(map(list, rows), raw.rows)
    return list(_with_merges(replace(raw, rows=iter(rows))))


def _refuse_a_cell_too_many(fields: Fields, header: Header) -> None:
    """Refuse a text table with a row longer than its header: 1,000 without quotation marks is 1 and 000, one column on."""
    width = max(fields.head[header.first - 1 : header.last])
    if beyond := fields.first_beyond(width, header.last):
        number, filled = beyond
        zh = f"每行不多于表头 {width} 格的文本（第 {number} 行有 {filled} 格；格内的逗号须放在引号之中）"
        en = f"rows no longer than the header's {width} cells (row {number} has {filled}; quote a cell with a comma in it)"
        raise WorkbookError("unreadable-file", LocalizedText(zh, en))


def set_aside(data: ParsedSheet, rows: Iterable[list[Cell]]) -> None:
    """Count the rows below the header of a sheet that cannot be used."""
    data.usable = False
    for row in rows:
        if blank(row):
            data.skipped += 1
        else:
            data.unusable += 1


def _with_merges(raw: RawSheet) -> Iterator[list[Cell]]:
    """Return the rows with each merged cell's value repeated down the merged range (its first column)."""
    tall = sorted(((top, left), bottom) for (top, left), (bottom, _) in raw.merges if bottom > top)
    return _repeating(raw.rows, tall, raw.first_column - 1) if tall else raw.rows


def _inherit(raw: RawSheet) -> None:
    """Let the rows that repeat a merged cell share its doubt and its number format."""
    merges = (((top + 1, left + 1), bottom + 1) for (top, left), (bottom, _) in raw.merges)
    special = [(anchor, bottom) for anchor, bottom in merges if _is_special(raw, anchor)]
    if not special:
        return
    percents, units, texts = set(raw.look.percents), dict(raw.look.units), dict(raw.look.texts)
    for anchor, bottom in special:
        repeated = [(row, anchor[1]) for row in range(anchor[0] + 1, bottom + 1)]
        if anchor in raw.look.doubts:
            raw.inherited.update(dict.fromkeys(repeated, raw.look.doubts[anchor]))
        if anchor in raw.look.percents:
            percents.update(repeated)
        if anchor in raw.look.units:
            units.update(dict.fromkeys(repeated, raw.look.units[anchor]))
        if anchor in raw.look.texts:
            texts.update(dict.fromkeys(repeated, raw.look.texts[anchor]))
    raw.look = raw.look._replace(percents=frozenset(percents), units=units, texts=texts)


def _is_special(raw: RawSheet, anchor: tuple[int, int]) -> bool:
    return any(anchor in cells for cells in (raw.look.doubts, raw.look.percents, raw.look.units, raw.look.texts))


def _repeating(rows: Iterator[list[Cell]], tall: list[tuple[tuple[int, int], int]], offset: int) -> Iterator[list[Cell]]:
    upcoming = iter(tall)
    following = next(upcoming, None)
    open_merges: dict[int, tuple[int, Cell]] = {}
    for number, row in enumerate(rows):
        empty = blank(row)
        for column, (bottom, value) in list(open_merges.items()):
            if number > bottom:
                del open_merges[column]
            elif not empty and column < len(row):
                row[column] = value
        while following and following[0][0] <= number:
            (_, left), bottom = following
            if 0 <= left - offset < len(row):
                open_merges[left - offset] = (bottom, row[left - offset])
            following = next(upcoming, None)
        yield row


def _around(raw: RawSheet, wanted: tuple[Column, ...]) -> Around:
    """Return what stands around a table and may say the unit of its amounts."""

    def below(header: Header) -> list[NumberedRow]:
        return notes_below(raw.last_rows(_NOTES), header, [column.name for column in wanted if column.required])

    comments = {(row, column - raw.first_column): text for (row, column), text in raw.look.comments.items()}
    return Around(raw.title, raw.look.print_header, comments, below)


def _contradicted_unit(data: ParsedSheet, raw: RawSheet, header: Header) -> Iterator[Problem]:
    """Yield a warning where another unit is said around a table than an amount column's header has."""
    if said := header.contradicted:
        expected = LocalizedText("与金额列表头相同的单位", "the unit of the amount columns' headers")
        yield Problem("suspicious-amount", _said_at(data, raw, said), as_text(said.text), expected)


def _said_at(data: ParsedSheet, raw: RawSheet, said: UnitSaid) -> Location:
    return Location(data.path, data.title, said.row, raw.first_column + said.position if said.row else 0)


def _hidden(data: ParsedSheet, raw: RawSheet) -> Iterator[Problem]:
    if raw.hidden or raw.look.hidden_rows:
        rows = raw.look.hidden_rows
        words = LocalizedText(f"不隐藏的行（现隐藏 {rows} 行）", f"no hidden row (there are {rows})")
        if raw.hidden:
            words = LocalizedText("不隐藏的工作表", "a sheet that is not hidden")
        yield Problem("hidden-content", Location(data.path, data.title), "", words)


def _header_problems(
    data: ParsedSheet, raw: RawSheet, header: Header, wanted: tuple[Column, ...], head: Rows
) -> Iterator[Problem]:
    sheet = Location(data.path, data.title)
    for position, text in header.unknown if header.usable else ():
        if data.sheet.tasks and says_duty(text):
            continue
        yield Problem("unknown-column", Location(*sheet[:2], header.last, raw.first_column + position), as_text(text))
    yield from _contradicted_unit(data, raw, header)
    if said := header.unclear:
        yield Problem("unit-unclear", _said_at(data, raw, said), as_text(said.text))
    for column in (column for column in wanted if column.name in header.missing):
        if column.kind != "amount" or not header.unclear:
            yield _missing(data, raw, header, column, head)
    titles = {column.name: column.header for column in wanted}
    for name, positions in header.duplicates.items():
        cells = [f"{column_letters(raw.first_column + at)}{header.last}" for at in positions]
        place = Location(*sheet[:2], header.last, raw.first_column + positions[1])
        yield Problem(
            "duplicate-column",
            place,
            titles[name],
            LocalizedText(f"只有一列（现有 {'、'.join(cells)}）", f"one column (found {', '.join(cells)})"),
        )
    for name, split in header.splits.items():
        first, last = (column_letters(raw.first_column + at) for at in (split.span.start, split.span.stop - 1))
        subs = [f"{text}（{column_letters(raw.first_column + at)}{split.row + 1}）" for at, text in split.subs]
        zh, en = f"其下有 {'、'.join(subs)}", f"under it: {', '.join(subs)}"
        if not subs:
            zh, en = "其下没有分列的表头", "nothing under it"
        words = LocalizedText(
            f"只有一列（现在 {first} 至 {last} 列之上，{zh}）", f"one column (it stands over columns {first} to {last}, {en})"
        )
        place = Location(*sheet[:2], split.row, raw.first_column + split.span.start)
        yield Problem("split-column", place, titles[name], words)


def _missing(data: ParsedSheet, raw: RawSheet, header: Header, column: Column, head: Rows) -> Problem:
    """Return the problem of a required column that is not there, with the headers found and the likeliest of them."""
    from assistcheck.suggest import closest_headers  # noqa: PLC0415 - only where a header is not whole

    said = header.unit_said if column.kind == "amount" else None
    if said and said.factor is None:
        units = column.conventions.money.units
        words = LocalizedText(f"{column.header}，单位为{'或'.join(units)}", f"{column.header}, in {' or '.join(units)}")
        return Problem("missing-column", _said_at(data, raw, said), as_text(said.text), words)
    taken = {header.texts[at] for at in header.positions.values()}
    found = [text for text in header.texts if text]
    near = closest_headers(strip_whitespace(column.header), [text for text in found if text not in taken])
    zh, en = (f"（是否为“{'”“'.join(near)}”？）", f' (perhaps "{", ".join(near)}"?)') if near else ("", "")
    return Problem(
        "missing-column",
        Location(data.path, data.title),
        as_text(_as_written(found, head, column.conventions.lang), _FOUND),
        LocalizedText(f"{column.header}{zh}", f"{column.header}{en}"),
    )


def _as_written(headers: list[str], head: Rows, lang: Lang) -> str:
    """Return squeezed headers as a list for people; of a pack in English with the spaces that they have in the sheet."""
    if lang == "zh":
        return listed(headers, lang)
    cells = (cell for row in head for cell in row if isinstance(cell, str))
    written = {header_text(cell): " ".join(cell.replace("*", "").split()) for cell in cells}
    return listed([written.get(header, header) for header in headers], lang)
