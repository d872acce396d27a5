"""The terminal report on the data: faults by file and sheet, remarks by code, each remedy once; rows that do not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from assistcheck.audit.outcomes import Report
from assistcheck.i18n import Lang
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.faulty_cells import RANGES, cells_shown
from assistcheck.reports.common.input_notices import head_problems, names_words
from assistcheck.reports.common.item_phrases import file_names
from assistcheck.reports.common.phrases import where
from assistcheck.reports.common.since_baseline import marked
from assistcheck.reports.common.summary import by_code, faults_in
from assistcheck.reports.terminal.layout import Block, Flow, Indented, PlainTable
from assistcheck.reports.terminal.messages import WORDS
from assistcheck.submission.row_accounts import SheetAccount
from assistcheck.submission.row_status import ROW_STATUSES

_FAULTS, _EXAMPLES = 12, 2
_ALL = 1_000_000
_COUNTED = frozenset({"counted", "skipped"})
"""Fates of rows of which nothing needs to be said: the others did not count."""


class DataParts:
    """What is said of the data of one report."""

    def __init__(self, report: Report, lang: Lang, *, everything: bool) -> None:
        self.report = report
        self.lang: Lang = lang
        self.everything = everything
        self.files = file_names(report)
        self.at_head = {id(problem) for problem in head_problems(report)}
        self.told = {problem.code for problem in head_problems(report)}
        """Codes whose remedy stands in the report already."""

    def _say(self, key: str, **values: object) -> str:
        return WORDS[key].text(self.lang).format(**values)

    def _limit(self, usual: int) -> int:
        return _ALL if self.everything else usual

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
        shown = errors[: self._limit(_FAULTS)]
        for path, of_file in groupby(shown, key=lambda one: one.place.path):
            yield from self._of_file(path, map(self._line, of_file))
        if len(errors) > len(shown):
            yield Indented(Flow(self._say("more_errors", n=faults_in(errors) - faults_in(shown)), style="dim"))
        yield from self._remedies(shown)

    def _of_file(self, path: str, lines: Iterable[tuple[str, str]]) -> Iterator[Block]:
        name = self.files.get(path, path)
        if name:
            yield Indented(Flow(name, style="underline"))
        table = PlainTable("", "")
        table.spread(2, 5)
        for place, what in lines:
            table.add(Flow(place), Flow(what))
        yield Indented(Indented(table) if name else table)

    def _line(self, problem: Problem) -> tuple[str, str]:
        """Return where equal faults stand, and what is wrong."""
        place = where(problem.place._replace(path=""), self.lang)
        if problem.count > 1:
            sheet = where(Location("", problem.place.sheet), self.lang)
            place = f"{sheet} {cells_shown(problem, self.lang, self._limit(RANGES))}"
        return place, marked(visible(problem.message(self.lang)), problem, self.report, self.lang)

    def _remedies(self, problems: Iterable[Problem]) -> Iterator[Block]:
        """Yield what to do about each kind of fault, each once."""
        table = PlainTable("", "")
        table.spread(2, 5)
        first = {code: group[0] for code, group in by_code(problems).items() if code not in self.told}
        self.told |= first.keys()
        for one in first.values():
            table.add(Flow(one.title.text(self.lang)), Flow(one.remedy.text(self.lang)))
        if first:
            yield Indented(Flow(self._say("remedy"), style="dim"))
            yield Indented(table)

    # --- remarks

    def remarks(self) -> Iterator[Block]:
        """Yield warnings and notes by code: how many, where the first are, and what to do."""
        remarks = [p for p in self.report.problems if p.level != "error" and p.code != "not-submitted"]
        remarks = [p for p in remarks if id(p) not in self.at_head]
        if not remarks:
            return
        yield self._title("remarks", n=faults_in(remarks))
        for code, group in by_code(remarks).items():
            title = group[0].title.text(self.lang)
            text = self._say("remark", title=title, n=faults_in(group), places=self._examples(group))
            if code not in self.told:
                text += self._say("to_do", remedy=group[0].remedy.text(self.lang))
            yield Indented(Flow(text))

    def _examples(self, group: list[Problem]) -> str:
        most = self._limit(_EXAMPLES)
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
        shown = [found for found in sheets if self.everything or _lost(found[1])]
        if not sheets:
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
            yield Indented(Flow(self._say("more_sheets", n=len(sheets) - len(shown)), style="dim"))


def _lost(sheet: SheetAccount) -> bool:
    """Whether a row of a sheet did not count."""
    return any(sheet.rows[fate] for fate in ROW_STATUSES if fate not in _COUNTED)


def _count(number: int) -> str:
    return f"{number:,}" if number else "-"
