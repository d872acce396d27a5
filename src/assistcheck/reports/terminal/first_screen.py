"""The first screen of the terminal report: the answers that a superior wants, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistcheck.audit.outcomes import Report
from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import Lang
from assistcheck.problem_codes import ProblemLevel
from assistcheck.reports import View
from assistcheck.reports.common.headline_words import TITLES, counted_en
from assistcheck.reports.common.headlines import Action, Headlines, ShortLine
from assistcheck.reports.common.phrases import due_words, gap, have_need
from assistcheck.reports.common.since_baseline import baseline_lines, marked
from assistcheck.reports.terminal.layout import STATUS_COLOUR, Block, Command, Flow, Indented, PlainTable, fitting, lines_of
from assistcheck.reports.terminal.messages import WORDS

_SCREEN = 24
"""Lines of a terminal as it opens."""
_SIZES = (*((most, True) for most in range(10, 2, -1)), *((most, False) for most in range(6, 1, -1)))
"""How many items are tried, and whether with commands."""
_NAMES = 5
_DUTY, _NEED, _BETWEEN = 30, 14, 2
"""Columns that what a duty is needs at least, those of what there is and is needed, and those between two columns."""
HEAD_STYLE: dict[ProblemLevel, str] = {"error": "bold red", "warning": "bold yellow", "note": "bold green"}


class FirstScreen:
    """The answers of one report in one view."""

    def __init__(self, report: Report, answers: Headlines, view: View) -> None:
        """Take what was asked, what is answered, and how it is shown."""
        self.report = report
        self.answers = answers
        self.view = view
        self.lang: Lang = view.lang
        self.commands = True

    def parts(self) -> list[Block]:
        """Return the screen from top to bottom, with as many items as it has room for, and commands where it has."""
        above, below = [*self._heading(), *self.conclusion()], [*self._absent(), *self.since()]
        for most, self.commands in _SIZES:
            actions = [*self._actions()]
            room = _SCREEN - lines_of((*above, *below, *actions), self.view)
            if (short := fitting(self._short(most), self.view, room)) is not None:
                return [*above, *short, *below, *actions]
        return [*above, *self._short(most), *below, *actions]

    def left(self) -> dict[int, str]:
        """Return the commands of what is to do, by its number, where the screen had no room for them."""
        found = {number: action.command.text(self.lang) for number, action in self._numbered()}
        return {} if self.commands else {number: words for number, words in found.items() if words}

    def conclusion(self) -> Iterator[Block]:
        """Yield the sentence that answers the question, and the five figures."""
        yield Flow(self.answers.conclusion.text(self.lang), style=self._style())
        yield Flow(self._figures(), style="bold")

    def shortest(self) -> Iterator[Block]:
        """Yield the five figures alone, and what a reader has to know of them."""
        yield Flow(self._figures(), style=self._style())
        if not self.report.complete:
            yield Flow(self._say("incomplete"), style="bold red")
        if self.report.baseline:
            yield from self.since()

    def since(self) -> Iterator[Block]:
        """Yield what has become of the baseline; of a run that is not held against any, that it is not."""
        if self.report.baseline is None:
            yield self._told("changes", self.answers.since.words.text(self.lang))
        for line in baseline_lines(self.report, self.lang):
            yield Flow(line.text, style=HEAD_STYLE[line.level])

    def _style(self) -> str:
        return "bold green" if self.report.exit_code == ExitCode.FINE else "bold red"

    def _say(self, key: str, **values: object) -> str:
        return WORDS[key].text(self.lang).format(**values)

    def _heading(self) -> Iterator[Block]:
        report = self.report
        yield Flow(report.pack.manifest.title.text(self.lang), style="bold")
        rows = sum(sheet.rows["read"] for one in report.inputs for sheet in one.sheets)
        files, read = counted_en(len(report.inputs), "file"), counted_en(rows, "row")
        words = {"files": files.text(self.lang), "rows": read.text(self.lang)}
        yield Flow(self._say("as_of", day=report.as_of.isoformat(), **words))
        for rule, reading in sorted(report.readings.items()):
            words_of = next(r.words for one in report.pack.rules if one.id == rule for r in one.readings if r.name == reading)
            yield Flow(self._say("reading", rule=rule, name=reading, words=words_of.text(self.lang)), style="yellow")

    def _figures(self) -> str:
        """Return the five figures as one line."""
        numbers = {figure.key: figure.number for figure in self.answers.figures}
        subjects = counted_en(len(self.report.outcomes.tally.short), "subject").text(self.lang)
        words = [
            self._say("figures_short", short=_duties(numbers["shortfall"], self.lang), subjects=subjects),
            self._say("behind", n=numbers["behind"]),
            self._say("unjudged", n=numbers["undetermined"]),
            self._say("unsent", n=numbers["absent"]),
            self._faults(numbers["errors"]),
        ]
        return self._say("stop").join(words)

    def _faults(self, number: int) -> str:
        return self._say("figures_errors", n=counted_en(number, "fault").text(self.lang))

    def _short(self, most: int) -> Iterator[Block]:
        short = self.answers.short
        shown, title = short.lines(most), TITLES["short"].text(self.lang)
        rest = short.rest(shown).text(self.lang)
        if not shown:
            yield Flow("")
            yield self._told("short", rest)
            return
        yield Flow(f"\n{title}", style="bold")
        yield from map(Indented, self._table(shown) if self._fits(shown) else self._sentences(shown))
        if rest:
            yield Flow(f"  {rest}", style="dim")

    def _absent(self) -> Iterator[Block]:
        yield Flow("")
        yield self._told("absent", self.answers.absent.words(_NAMES).text(self.lang))

    def _fits(self, lines: Sequence[ShortLine]) -> bool:
        """Whether beside the other columns of a table there is room for what the duties are."""
        columns = [[cell.width() for cell in self._line(line)] for line in lines]
        who, _, need, lack, due = (max(widths) for widths in zip(*columns, strict=True))
        return self.view.width - sum((who, min(need, _NEED), lack, due, 5 * _BETWEEN)) >= _DUTY

    def _table(self, lines: Sequence[ShortLine]) -> Iterator[Block]:
        table = PlainTable(*(self._say(key) for key in ("debtor", "duty", "have_need", "gap", "due")))
        wide = max(self._line(line)[2].width() for line in lines) > _NEED
        table.spread(None, _DUTY, _NEED if wide else None, None, None)
        for line, before in zip(lines, [None, *lines], strict=False):
            table.add(*self._line(line, first=before is None or before.party is not line.party))
        yield table

    def _sentences(self, lines: Sequence[ShortLine]) -> Iterator[Block]:
        for line in lines:
            who, what, need, lack, due = (" ".join(cell.paragraphs) for cell in self._line(line))
            yield Flow(self._say("short_of", who=who, what=what, need=need, gap=lack, due=due))

    def _line(self, line: ShortLine, *, first: bool = True) -> list[Flow]:
        """Return the cells of one item; who owes it stands in the first line of each."""
        item = line.outcome
        who = line.party.name.text(self.lang) if first else ""
        what = marked(line.what.text(self.lang), item, self.report, self.lang)
        style = STATUS_COLOUR[item.status]
        need = have_need(item, self.lang, units=False)
        return [
            Flow(who, style="bold"),
            Flow(what),
            Flow(need),
            Flow(gap(item, self.lang), style=style),
            Flow(due_words(item, self.report.pack)),
        ]

    def _told(self, key: str, words: str) -> Block:
        """Return an answer behind what it answers."""
        return Flow(self._say("answer", title=TITLES[key].text(self.lang), words=words))

    def _actions(self) -> Iterator[Block]:
        yield Flow(f"\n{TITLES['actions'].text(self.lang)}", style="bold")
        for number, action in self._numbered():
            yield Indented(Flow(f"{number}. {action.words.text(self.lang)}"))
            if self.commands and (command := action.command.text(self.lang)):
                yield Command(command)

    def _numbered(self) -> Iterator[tuple[int, Action]]:
        return enumerate(self.answers.actions, 1)


def _duties(number: int, lang: Lang) -> str:
    return counted_en(number, "duty").text(lang)
