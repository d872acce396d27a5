"""The template to .xlsx: how to fill it in, then every sheet of its scope under its headers."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from assistcheck.i18n import Lang
from assistcheck.ledgers.registry import NOTES_SHEET
from assistcheck.ledgers.schema import Column, Sheet
from assistcheck.ledgers.template_marks import DUTY_WORDS, EXAMPLE, LISTS_SHEET
from assistcheck.template.choice_lists import ChoiceLists
from assistcheck.template.data_validation import LONGEST_MESSAGE, LONGEST_TITLE, cut, entry_rule
from assistcheck.template.examples import example_row
from assistcheck.template.hints import hint
from assistcheck.template.instructions import Line, note_lines
from assistcheck.template.layout import fitted, looks_in, row_height, set_page, text_width
from assistcheck.template.messages import PROPERTIES
from assistcheck.template.scope import Scope, Task

LAST_ROW = 5_000
"""The last row, zero-based, that is ready to be filled in."""
_NOTE_WIDTHS = (12, 7, 26, 8, 11, 72)
_SPANS = {1: ((0, 5),), 3: ((0, 1), (2, 2), (3, 5)), 6: tuple((at, at) for at in range(6))}
"""How many cells a line of the instructions has -> the first and last column of each."""
_COVER_WIDTHS = (28, 44)
_COMMENT = {"author": "assistcheck", "x_scale": 2, "y_scale": 0.8}
_DUTY_WIDTH = 42
_EXAMPLE_WIDTH = 24
"""The characters of an example that widen a column at the most; others are wrapped."""
_WRAPPED = frozenset({"text", "name", "choices"})


def workbook_of(scope: Scope) -> bytes:
    """Return the template of a scope as .xlsx; the same scope gives the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is written

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    manifest, out = scope.pack.manifest, io.BytesIO()
    lang = manifest.languages[0]
    with Workbook(out, options) as book:
        created = datetime.combine(manifest.year.first_day, time(), UTC)
        title = PROPERTIES.format(title=manifest.title).text(lang)
        book.set_properties({"title": title[:255], "author": "assistcheck", "created": created})
        writer = _Writer(scope, looks_in(book, scope.pack))
        writer.notes(book.add_worksheet(NOTES_SHEET.text(lang)))
        for sheet in scope.sheets:
            page = book.add_worksheet(sheet.title)
            if sheet.cover:
                writer.cover(page, sheet)
            else:
                writer.table(page, sheet)
        lists = book.add_worksheet(LISTS_SHEET.text(lang))
        writer.lists.write(lists, writer.looks)
        lists.hide()
    return out.getvalue()


class _Place:
    """A column of a table as it is written: one of the sheet, or that of the duties in words."""

    def __init__(self, header: str, column: Column | None = None, example: str = "") -> None:
        self.header, self.column, self.example = header, column, example

    @property
    def wanted(self) -> float:
        """How wide it best is, in characters."""
        if self.column is None:
            return _DUTY_WIDTH
        least = {"text": 26, "name": 18, "amount": 18, "choices": 28, "choice": 16}.get(self.column.kind, 14)
        return max(least, 3 + text_width(self.header), min(2 + text_width(self.example), _EXAMPLE_WIDTH))

    @property
    def least(self) -> float:
        """How wide it is at the least."""
        if self.column and self.column.kind == "date":  # a day does not break
            return max(11, text_width(self.example) + 1.2)
        return 11 if self.column and self.column.kind not in _WRAPPED else 13


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, scope: Scope, looks: Mapping[str, Any]) -> None:
        self.scope, self.looks = scope, looks
        self.lang = scope.pack.manifest.languages[0]
        self.lists = ChoiceLists(LISTS_SHEET.text(self.lang))

    def notes(self, page: Any) -> None:  # noqa: ANN401 - XlsxWriter's own
        """Write how to fill in; what is no table runs over all columns."""
        for position, width in enumerate(_NOTE_WIDTHS):
            page.set_column(position, position, width)
        lines = list(note_lines(self.scope))
        for row, line in enumerate(lines):
            look = self.looks[line.look]
            for text, (first, last) in zip(line.cells, _SPANS[len(line.cells)], strict=True):
                if first < last:
                    page.merge_range(row, first, row, last, "", look)
                page.write_string(row, first, text, look)
            page.set_row(row, _note_height(line))
        set_page(page, header_row=None)
        page.set_h_pagebreaks([row for row, line in enumerate(lines) if line.new_page])
        page.hide_gridlines(2)

    def table(self, page: Any, sheet: Sheet) -> None:  # noqa: ANN401
        """Write a sheet of rows: headers, an example, in the task list the duties; what may be entered is unlocked."""
        places = list(self._places(sheet))
        widths = fitted([place.wanted for place in places], [place.least for place in places])
        for position, (place, width) in enumerate(zip(places, widths, strict=True)):
            page.set_column(position, position, width, self.looks[_look(place.column)])
            self._header(page, position, place, sheet)
        page.set_row(0, max(row_height([place.header for place in places], widths) + 6, 24))
        rows = [[place.example for place in places], *(_task_cells(task, places, self.lang) for task in self._tasks(sheet))]
        for row, cells in enumerate(rows if sheet.is_evidence else (), 1):
            for position, (place, text) in enumerate(zip(places, cells, strict=True)):
                if text:
                    page.write_string(row, position, text, self.looks[_look(place.column)])
            page.set_row(row, row_height(cells, widths))
        mark = {"type": "text", "criteria": "begins with", "value": EXAMPLE.text(self.lang).strip()}
        page.conditional_format(1, 0, LAST_ROW, len(places) - 1, {**mark, "format": self.looks["example"]})
        page.autofilter(0, 0, LAST_ROW, len(places) - 1)
        page.freeze_panes(1, 0)
        set_page(page)

    def _places(self, sheet: Sheet) -> Sequence[_Place]:
        places = []
        shown = example_row(sheet, self.scope) if sheet.is_evidence else {}
        for column in sheet.columns:
            header = f"{column.header}*" if column.required else column.header
            places.append(_Place(header, column, shown.get(column.name, "")))
            if column.is_duty and self._tasks(sheet):
                places.append(_Place(DUTY_WORDS.text(self.lang)))
        return places

    def _tasks(self, sheet: Sheet) -> Sequence[Task]:
        return self.scope.tasks if sheet.tasks else ()

    def _header(self, page: Any, position: int, place: _Place, sheet: Sheet) -> None:  # noqa: ANN401
        """Write the header of a column, and what may be entered below it."""
        column = place.column
        page.write_string(0, position, place.header, self.looks["required" if column and column.required else "optional"])
        if column is None:
            return
        words = hint(sheet, column, self.scope.pack)
        page.write_comment(0, position, words, _COMMENT)
        page.data_validation(1, position, LAST_ROW, position, self._entry(sheet, column, words))

    def cover(self, page: Any, sheet: Sheet) -> None:  # noqa: ANN401
        """Write the cover sheet: a line for each field; whose it is and the template's version are filled in."""
        cover = next(spec.cover for spec in self.scope.pack.ledgers if spec.id == sheet.id)
        for position, header in enumerate((cover.label, cover.content) if cover else ()):
            page.write_string(0, position, header.text(self.lang), self.looks["required"])
            page.set_column(position, position, _COVER_WIDTHS[position])
        version = self.scope.pack.manifest.template_version
        known = {cover.reporter: self.scope.reporter, cover.template: version} if cover else {}
        for row, column in enumerate(sheet.columns, 1):
            page.write_string(row, 0, column.header, self.looks["optional"])
            if text := known.get(column.name):
                page.write_string(row, 1, text, self.looks["fixed"])
            else:
                page.write_blank(row, 1, None, self.looks["day_field" if column.kind == "date" else "field"])
            words = hint(sheet, column, self.scope.pack)
            page.data_validation(row, 1, row, 1, self._entry(sheet, column, words))
            page.set_row(row, row_height([column.header, text or ""], _COVER_WIDTHS) + 4)
        page.freeze_panes(1, 0)
        set_page(page)

    def _entry(self, sheet: Sheet, column: Column, words: str) -> dict[str, Any]:
        """Return the data validation of a column, its list as a range of the hidden sheet, with ``words`` for a prompt."""
        rule = entry_rule(sheet, column, self.scope)
        if rule["validate"] == "list":
            rule["source"] = self.lists.reference(rule["source"], column.header)
        message = {"input_title": cut(column.header, LONGEST_TITLE), "input_message": cut(words, LONGEST_MESSAGE)}
        return {**rule, **message}


def _look(column: Column | None) -> str:
    """Return how the cells of a column look."""
    return column.kind if column and column.kind in {"date", "amount"} else "entry"


def _task_cells(task: Task, places: Sequence[_Place], lang: Lang) -> list[str]:
    """Return a line of the task list that is there beforehand: duty, what it is, and whose."""

    def text_in(column: Column | None) -> str:
        if column is None:
            return task.rule.title.text(lang)
        if column.is_duty:
            return task.rule.id
        return task.subject if column.names == ("subject",) else ""

    return [text_in(place.column) for place in places]


def _note_height(line: Line) -> float:
    """Return the points that a line of the instructions needs."""
    widths = [sum(_NOTE_WIDTHS[first : last + 1]) for first, last in _SPANS[len(line.cells)]]
    return row_height(line.cells, widths) + (6 if line.look in {"title", "section"} else 0)
