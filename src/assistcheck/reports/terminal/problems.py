"""The terminal report on the data: faults by file and sheet, remarks by code, each remedy once; rows that do not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from assistcheck.audit.outcomes import Report
from assistcheck.i18n import Lang
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.faulty_cells import cells_shown
from assistcheck.reports.common.headline_words import counted_en
from assistcheck.reports.common.input_notices import head_problems, names_words
from assistcheck.reports.common.item_phrases import file_names
from assistcheck.reports.common.phrases import where
from assistcheck.reports.common.since_baseline import marked
from assistcheck.reports.common.summary import by_code, faults_in
from assistcheck.reports.terminal.layout import Block, Flow, Indented, PlainTable
from assistcheck.reports.terminal.messages import WORDS
from assistcheck.reports.terminal.room import UNCUT, Room
from assistcheck.submission.row_accounts import SheetAccount
from assistcheck.submission.row_status import ROW_STATUSES

_COUNTED = frozenset({"counted", "skipped"})
"""Fates of rows of which nothing needs to be said: the others did not count."""


class DataParts:
    """What is said of the data of one report."""

    def __init__(self, report: Report, lang: Lang) -> None:
        self.report = report
        self.lang: Lang = lang
        self.room = UNCUT
        self.files = file_names(report)
        self.head = head_problems(report)
        self.at_head = {id(problem) for problem in self.head}
        self.told: set[str] = set()
        """Codes whose remedy stands in the report already."""

    def begin(self, room: Room) -> None:
        """Begin the report from the top, in so much room."""
        self.room = room
        self.told = {problem.code for problem in self.head}

    def _say(self, key: str, **values: object) -> str:
        return WORDS[key].text(self.lang).format(**values)

    def _title(self, key: str, **values: object) -> Block:
        return Flow("\n" + self._say(key, **values), style="bold")

    # --- faults

    def faults(self) -> Iterator[Block]:
        """Yield the errors of rows and sheets, file by file, and what to do about each kind."""
        found = (one for one in self.report.problems if id(one) not in self.at_head)
        errors = [one for one in found if one.level == "error" and one.place.sheet]
        if not errors:
            return
        yield self._title("errors_title", n=faults_in(errors))
        shown = errors[: self.room.faults]
        for path, of_file in groupby(shown, key=lambda one: one.place.path):
            yield from self._of_file(path, of_file)
        if len(errors) > len(shown):
            yield Indented(Flow(self._say("more_errors", n=faults_in(errors) - faults_in(shown)), style="dim"))
        yield from self._remedies(shown)

    def _of_file(self, path: str, problems: Iterable[Problem]) -> Iterator[Block]:
        """Yield the faults of one file under its name, those of a sheet side by side, its name at the first."""
        name = self.files.get(path, path)
        if name:
            yield Indented(Flow(name, style="underline"))
        table = PlainTable("", "")
        table.spread(None, 1)
        for title, of_sheet in groupby(problems, key=lambda one: one.place.sheet):
            sheet = where(Location("", title), self.lang)
            for problem in of_sheet:
                table.add(Flow(f"{sheet} {self._cells(problem)}".strip()), Flow(self._what(problem)))
                sheet = ""
        yield Indented(Indented(table) if name else table)

    def _cells(self, problem: Problem) -> str:
        return cells_shown(problem, self.lang, self.room.cells) if problem.count > 1 else problem.place.cell

    def _what(self, problem: Problem) -> str:
        return marked(visible(problem.message(self.lang)), problem, self.report, self.lang)

    def _remedies(self, problems: Iterable[Problem]) -> Iterator[Block]:
        """Yield what to do about each kind of fault, each once."""
        first = {code: group[0] for code, group in by_code(problems).items() if code not in self.told}
        self.told |= first.keys()
        if first:
            yield Indented(Flow(self._say("remedy"), style="dim"))
        for one in first.values():
            words = self._say("answer", title=one.title.text(self.lang), words=one.remedy.text(self.lang))
            yield Indented(Flow(words))

    # --- remarks

    def remarks(self) -> Iterator[Block]:
        """Yield warnings and notes by code: how many, where the first are, and what to do."""
        remarks = [p for p in self.report.problems if p.level != "error" and p.code != "not-submitted"]
        remarks = [p for p in remarks if id(p) not in self.at_head]
        if not remarks:
            return
        yield self._title("remarks", n=counted_en(faults_in(remarks), "remark").text(self.lang))
        kinds = by_code(remarks)
        for code, group in islice(kinds.items(), self.room.kinds):
            title = group[0].title.text(self.lang)
            text = self._say("remark", title=title, n=faults_in(group))
            if places := self._examples(group):
                text += self._say("colon") + places
            if code not in self.told:
                text += self._say("to_do", remedy=group[0].remedy.text(self.lang))
            yield Indented(Flow(text))
        if left := [*islice(kinds.values(), self.room.kinds, None)]:
            more = sum(map(faults_in, left))
            yield Indented(Flow(self._say("more_errors", n=more), style="dim"))

    def _examples(self, group: list[Problem]) -> str:
        if not (most := self.room.examples):
            return ""
        first = islice((each for one in group for each in one.each()), most)
        names = [self._named(one) or visible(one.value) for one in first]
        return names_words(names, self.lang) + (self._say("etc") if faults_in(group) > most else "")

    def _named(self, problem: Problem) -> str:
        place = problem.place
        return where(place._replace(path=self.files.get(place.path, place.path)), self.lang)

    # --- rows

    def accounts(self) -> Iterator[Block]:
        """Yield the rows of the sheets in which some did not count; of all sheets where everything is asked for."""
        sheets = [(one.path, sheet) for one in self.report.inputs for sheet in one.sheets]
        lost = [found for found in sheets if _lost(found[1])]
        shown = sheets if self.room == UNCUT else lost
        if not sheets or not (shown or self.room.tables):
            return
        if not self.room.tables:
            yield Flow(self._say("lost", sheets=self._say("stop").join(self._lost_words(lost))))
            return
        yield self._title("accounts")
        table = PlainTable(self._say("sheet"), self._say("read"), *(self._say(fate) for fate in ROW_STATUSES), numbers=1)
        last = None
        for path, sheet in shown:
            name = self.files.get(path, path)
            if name and path != last:
                table.add(Flow(name, style="underline"), *[""] * (len(ROW_STATUSES) + 1))
            last = path
            table.add(visible(sheet.title), *(_count(sheet.rows[fate]) for fate in ("read", *ROW_STATUSES)))
        total = {fate: sum(sheet.rows[fate] for _, sheet in sheets) for fate in ("read", *ROW_STATUSES)}
        table.add(self._say("sum"), *(_count(total[fate]) for fate in ("read", *ROW_STATUSES)), style="bold")
        yield Indented(table)
        if len(sheets) > len(shown):
            yield Indented(
                Flow(self._say("more_sheets", n=counted_en(len(sheets) - len(shown), "sheet").text(self.lang)), style="dim")
            )

    def _lost_words(self, sheets: Sequence[tuple[str, SheetAccount]]) -> Iterator[str]:
        """Yield how many rows of each sheet did not count, by why; of sheets of one title in several files together."""
        found: dict[str, Counter[str]] = {}
        for _, sheet in sheets:
            fates = {fate: sheet.rows[fate] for fate in ROW_STATUSES if fate not in _COUNTED and sheet.rows[fate]}
            found.setdefault(sheet.title, Counter()).update(fates)
        for title, counts in found.items():
            rows = self._say("comma").join(f"{self._fate(fate)} {n:,}" for fate, n in counts.items())
            yield self._say("lost_in", sheet=visible(title), rows=rows)

    def _fate(self, fate: str) -> str:
        """Return what became of rows, in a sentence: without the short forms of heads of columns."""
        return WORDS.get(f"{fate} in full", WORDS[fate]).text(self.lang)


def _lost(sheet: SheetAccount) -> bool:
    """Whether a row of a sheet did not count."""
    return any(sheet.rows[fate] for fate in ROW_STATUSES if fate not in _COUNTED)


def _count(number: int) -> str:
    return f"{number:,}" if number else "-"
