"""An explanation as headings, lines and grids of text, which the terminal, Markdown and HTML draw from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from assistcheck.audit.explanation import CellValue, Explained, Explanation, ShownRow
from assistcheck.audit.outcomes import Status
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.nouns import plural
from assistcheck.problem_codes import WAIVER_CODES
from assistcheck.reports.common.exclusion_reasons import reason_words
from assistcheck.reports.common.item_phrases import file_names, sheet_words
from assistcheck.reports.common.measure_phrases import figure_words, header_of, tests_words
from assistcheck.reports.common.names import joined
from assistcheck.reports.common.open_items import Items
from assistcheck.reports.common.phrases import period_name, where
from assistcheck.reports.common.rule_phrases import clause_words
from assistcheck.reports.common.subject_phrases import kind_name
from assistcheck.reports.explanation.messages import WORDS
from assistcheck.reports.explanation.remedy_phrases import remedy_words
from assistcheck.reports.tabular.model import display_width
from assistcheck.rules.labels import LEVELS
from assistcheck.rules.model import RulePack

_ROWS = 20
"""Rows that are shown of each kind, unless everything is asked for."""
_SUMMED = 5
"""Rows left out from which on their reasons are counted first, and how many reasons are named then."""
_NARROW = 14
"""Columns of the terminal that a column of a grid may take without sharing."""


class Title(NamedTuple):
    """What is explained, with the status it came to."""

    text: str
    status: Status


class Heading(NamedTuple):
    """The heading of one link of the chain."""

    text: str


class Line(NamedTuple):
    """One line: what it tells, and the text; ``strong`` for the one that answers the question.

    ``quoted``: the document's own words, in its language.
    """

    label: str
    text: str
    strong: bool = False
    quoted: bool = False


class Grid(NamedTuple):
    """Rows of text under headers; ``wide``: how wide each column is beside the others, 0: as wide as needed.

    ``sheet``: where all of them stand, where they do not say it themselves.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: tuple[int, ...]
    sheet: str = ""


Part = Title | Heading | Line | Grid


def explained_parts(explained: Explained, lang: Lang, *, everything: bool) -> Iterator[Part]:
    """Yield every explanation from top to bottom; texts may quote cells, and are not yet harmless to show."""
    cases = explained.explanations
    if len(cases) > 1:
        yield Line("", _several(explained, lang))
    for case in cases:
        yield from _Chain(explained, case, lang, everything=everything).parts()


def _several(explained: Explained, lang: Lang) -> str:
    """Return that a duty is owed to each of several."""
    first, cases = explained.explanations[0].outcome, explained.explanations
    kind = kind_name(explained.report.pack, first.rule.subject.per or first.subject.kind)
    words = WORDS["several"].format(name=first.subject.name, n=len(cases), kind=kind, kinds=plural(kind.en))
    return words.text(lang)


class _Chain:
    def __init__(self, explained: Explained, case: Explanation, lang: Lang, *, everything: bool) -> None:
        self.report = explained.report
        self.pack = explained.report.pack
        self.case = case
        self.outcome = case.outcome
        self.rule = case.outcome.rule
        self.lang: Lang = lang
        self.limit = None if everything else _ROWS
        self.files = file_names(self.report)
        self.words = Items(self.report).item(self.outcome).words
        sheets = {row.place[:2] for row in (*case.counted, *case.left_out, *case.unplaced)}
        self.one_sheet = len(sheets) == 1
        self.comma = "、" if lang == "zh" else ", "

    def say(self, key: str, **values: object) -> str:
        return WORDS[key].text(self.lang).format(**values)

    def line(self, key: str, text: str, *, strong: bool = False) -> Line:
        return Line(self.say(key), text, strong)

    def header(self, column: str) -> str:
        return header_of(self.rule.measure.ledger, column, self.pack)

    def why(self, reason: str | None) -> str:
        return reason_words(reason or "", self.rule, self.pack).text(self.lang)

    def parts(self) -> Iterator[Part]:
        """Yield the chain: words, reading, measure, rows on both sides, verdict, remedy."""
        lang = self.lang
        whom = self.words.whom.text(lang)
        yield Title(
            f"{self.rule.id} {self.rule.title.text(lang)} · {whom} · {self.words.status.text(lang)}", self.outcome.status
        )
        yield Line("", self.say("as_of", day=self.report.as_of.isoformat()))
        yield from self._document()
        yield from self._measure()
        yield from self._rows()
        yield from self._verdict()
        yield from self._remedy()

    def _document(self) -> Iterator[Part]:
        clause, lang = self.case.clause, self.lang
        yield Heading(self.say("document"))
        yield self.line("clause", clause_words(clause, lang))
        yield Line(self.say("quote"), self.rule.quote, quoted=True)
        if clause.responsible:
            yield self.line("responsible", self.comma.join(clause.responsible))
        yield Heading(self.say("reading"))
        yield self.line("criterion", self.rule.criterion.text(lang))
        yield self.line("level", LEVELS[self.rule.level].text(lang))
        used = {one.name: one.words.text(lang) for one in self.rule.readings}
        if self.outcome.reading:
            yield self.line("reading_used", f"{self.outcome.reading}: {used.pop(self.outcome.reading)}")
        elif used:
            yield self.line("reading_used", self.say("default"))
        for name, words in used.items():
            yield self.line("other_readings", self.say("of_reading", words=words, rule=self.rule.id, name=name))

    def _measure(self) -> Iterator[Part]:
        measure, lang, pack = self.rule.measure, self.lang, self.pack
        yield Heading(self.say("measure"))
        yield self.line("ledger", self._sheet())
        own = [self.say("is", h=self.header(name), v=value) for name, value in self.case.identified_by.items()]
        yield self.line("whose", self.comma.join(own) or self.say("every_row"))
        tests = [words.text(lang) for words in tests_words(self.rule, pack)]
        yield self.line("tests", ("；" if lang == "zh" else "; ").join(tests) or self.say("no_tests"))
        yield self.line("figure", figure_words(measure.figure, measure.ledger, pack).text(lang))

    def _sheet(self) -> str:
        """Return the measured sheet by its title and its id."""
        ledger = self.rule.measure.ledger
        title = ledgers_of(self.pack)[ledger].title
        in_english = self.lang == self.pack.manifest.languages[0] == "en"
        return f"{title} ({ledger})" if in_english else f"《{title}》 {ledger}"

    def _rows(self) -> Iterator[Part]:
        case = self.case
        yield Heading(self.say("counted", n=len(case.counted)))
        yield from self._counted(case.counted)
        yield Heading(self.say("left_out", n=len(case.left_out)))
        yield from self._others(case.left_out)
        if case.unplaced:
            yield Line("", self.say("unplaced", n=len(case.unplaced)))
            yield from self._others(case.unplaced)

    def _counted(self, rows: Sequence[ShownRow]) -> Iterator[Part]:
        """Yield the rows that count, their own cells side by side; what is the same in all of them is left out."""
        if not rows:
            yield Line("", self.say("none"))
            return
        names = [name for name in self.case.columns if name not in self.rule.measure.by]
        at = [self.case.columns.index(name) for name in names]
        headers = [self.say("place"), *(self.header(name) for name in names)]
        lines = [[self._place(row), *(cell_words(row.cells[place], self.pack) for place in at)] for row in rows[: self.limit]]
        if any(row.problems or row.part_reason for row in rows):
            headers.append(self.say("remark"))
            for line, row in zip(lines, rows, strict=False):
                line.append(self._remarks(row))
        wide = tuple(_share(column) for column in zip(*lines, strict=True))
        yield Grid(tuple(headers), tuple(map(tuple, lines)), wide, self._only_sheet(rows))
        yield from self._more(rows)

    def _others(self, rows: Sequence[ShownRow]) -> Iterator[Part]:
        """Yield rows that do not count: where, why not, and what they say."""
        if not rows:
            yield Line("", self.say("none"))
            return
        if len(rows) > _SUMMED:
            yield Line("", self._by_reason(rows))
        headers = (self.say("place"), self.say("why"), self.say("content"))
        lines = tuple((self._place(row), self._why(row), self._content(row)) for row in rows[: self.limit])
        yield Grid(headers, lines, (0, 4, 5), self._only_sheet(rows))
        yield from self._more(rows)

    def _by_reason(self, rows: Sequence[ShownRow]) -> str:
        """Return how many rows are left out for each reason, the most frequent first."""
        counts = Counter(row.reason or "" for row in rows).most_common(_SUMMED)
        shown = [self.say("of_reason", n=n, why=self.why(why)) for why, n in counts]
        more = len(rows) - sum(n for _, n in counts)
        return ("；" if self.lang == "zh" else "; ").join([*shown, *([self.say("other_reasons", n=more)] if more else [])])

    def _more(self, rows: Sequence[ShownRow]) -> Iterator[Part]:
        if self.limit and len(rows) > self.limit:
            yield Line("", self.say("more", n=len(rows) - self.limit))

    def _place(self, row: ShownRow) -> str:
        """Return the row; its sheet too where not all rows stand in one."""
        return self.say("row", sheet="" if self.one_sheet else self._sheet_of(row), row=row.place.row)

    def _only_sheet(self, rows: Sequence[ShownRow]) -> str:
        """Return the sheet in which all rows stand; nothing where they stand in several."""
        return self._sheet_of(rows[0]).strip() if self.one_sheet else ""

    def _sheet_of(self, row: ShownRow) -> str:
        return sheet_words(row.place.path, row.place.sheet, self.files).text(self.lang)

    def _why(self, row: ShownRow) -> str:
        reason = self.why(row.reason)
        return (": " if self.lang == "en" else "：").join(filter(None, (reason, self._problems(row))))

    def _remarks(self, row: ShownRow) -> str:
        part = ""
        if row.part_reason:
            part = self.say("not_in_part", why=self.why(row.part_reason))
        return ("；" if self.lang == "zh" else "; ").join(filter(None, (part, self._problems(row))))

    def _problems(self, row: ShownRow) -> str:
        texts = []
        for one in row.problems:
            cell = f"{one.place.cell} " if one.place.cell else ""
            remedy = LocalizedText(f"。{one.remedy.zh}", f". Remedy: {one.remedy.en}").text(self.lang)
            texts.append(f"{cell}{one.message(self.lang)}{remedy}")
        return ("；" if self.lang == "zh" else "; ").join(texts)

    def _content(self, row: ShownRow) -> str:
        names = zip(self.case.columns, row.cells, strict=True)
        pairs = [(self.header(name), cell_words(cell, self.pack)) for name, cell in names if cell is not None]
        return ("；" if self.lang == "zh" else "; ").join(f"{header} {text}" for header, text in pairs)

    def _verdict(self) -> Iterator[Part]:
        words, lang = self.words, self.lang
        yield Heading(self.say("verdict"))
        yield self.line("debtor", self.outcome.subject.owed_by.words.text(lang))
        yield self.line("have", words.have.text(lang))
        yield self.line("need", words.need.text(lang))
        for key in ("gap", "pace", "missing"):
            if text := getattr(words, key).text(lang):
                yield self.line(key, text)
        yield self.line("due", words.due.text(lang))
        yield self.line("status", words.status.text(lang), strong=True)
        if words.reason.text(lang):
            yield self.line("because", words.reason.text(lang))
        for problem in self.report.problems:
            if problem.code in WAIVER_CODES - {"waiver-sheet"}:
                place = where(problem.place, lang)
                yield self.line("other_waivers", (f"{place}：" if lang == "zh" else f"{place}: ") + problem.message(lang))
        if self.case.periods:
            headers = tuple(self.say(key) for key in ("period", "rows_in_it", "period_need", "period_state"))
            yield Grid(headers, tuple(self._period_lines()), (0, 0, 0, 0))

    def _period_lines(self) -> Iterator[tuple[str, ...]]:
        for one in self.case.periods:
            state = "to_come" if not one.ended else "waived" if one.waived else "short" if one.missing else "enough"
            yield period_name(one.label, self.lang, self.pack), str(one.rows), f"≥{self.rule.target.at_least}", self.say(state)

    def _remedy(self) -> Iterator[Part]:
        yield Heading(self.say("remedy"))
        texts = remedy_words(self.case, self.report)
        yield self.line("to_meet", texts.to_meet.text(self.lang), strong=True)
        if texts.on_pace.text(self.lang):
            yield self.line("on_pace", texts.on_pace.text(self.lang))
        if self.words.per_month.text(self.lang):
            yield self.line("per_month", self.words.per_month.text(self.lang))
        for near in self.words.near:
            yield self.line("near", near.text(self.lang))


def cell_words(cell: CellValue, pack: RulePack) -> str:
    """Return a cell for people: 2022-03-05, 42,000, the words of a list side by side; a blank as nothing."""
    match cell:
        case None:
            return ""
        case tuple():
            return joined(cell, pack)
        case date():
            return cell.isoformat()
        case Decimal():
            return f"{cell:,f}".removesuffix(".00")
        case _:
            return str(cell)


def _share(texts: Sequence[str]) -> int:
    """Return how wide a column is beside the others: long ones share what short ones leave."""
    longest = max(map(display_width, texts))
    return 0 if longest <= _NARROW else min(8, longest // 8)
