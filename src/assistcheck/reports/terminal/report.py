"""The report for a terminal: what a tired official understands in ten seconds, then the particulars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from assistcheck.audit.outcomes import STATUSES, Outcome, Report, Status
from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports import View
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.gathered import Gathered, has_roster, has_rows
from assistcheck.reports.common.headlines import headlines
from assistcheck.reports.common.input_notices import HeadLine, head_lines, names_words
from assistcheck.reports.common.next_actions import command
from assistcheck.reports.common.phrases import due_words, gap, have_need, runs
from assistcheck.reports.common.since_baseline import SECTIONS, Change, marked, was_words
from assistcheck.reports.common.subject_phrases import pack_words
from assistcheck.reports.common.summary import PartySummary, Unjudged
from assistcheck.reports.terminal.first_screen import HEAD_STYLE, FirstScreen
from assistcheck.reports.terminal.layout import (
    STATUS_COLOUR,
    Block,
    Command,
    Flow,
    Indented,
    PlainTable,
    drawn,
    fitting,
    lines_of,
)
from assistcheck.reports.terminal.messages import WORDS
from assistcheck.reports.terminal.problems import DataParts
from assistcheck.reports.terminal.room import MOST_LINES, ROOMS, UNCUT, rooms_of
from assistcheck.rules.labels import LEVELS
from assistcheck.rules.model import Level

_OPEN: frozenset[Status] = frozenset({"shortfall", "behind", "undetermined"})
_ITEMS = max(room.items for room in ROOMS)


def to_text(report: Report, view: View) -> Iterator[str]:
    """Yield the report as text of ``view.width`` columns, coloured only if the view says so.

    What there is no room for on three screens of 80 columns is said to be left out, and how it is shown.
    """
    page = _Page(report, view)
    return (drawn((part,), view) for part in (page.first.shortest() if view.quiet else page.parts()))


class _Page:
    """The parts of one report in one view."""

    def __init__(self, report: Report, view: View) -> None:
        self.report = report
        self.view = view
        self.lang: Lang = view.lang
        self.own_words = pack_words(report.pack, view.lang)
        most = UNCUT if view.everything else ROOMS[0]
        self.gathered = Gathered.of(report, None if view.everything else _ITEMS, most.changes)
        self.first = FirstScreen(report, headlines(report, self.gathered, view.again), view)
        self.data = DataParts(report, view.lang)
        self.room = most

    def say(self, key: str, **values: object) -> str:
        return WORDS[key].text(self.lang).format(**{**self.own_words, **values})

    def parts(self) -> Iterable[Block]:
        """Return the report from top to bottom, as much of it as there is room for; all of it is made as it is gone through."""
        first = self.first.parts()
        if self.view.everything:
            return chain(first, self._particulars())
        most = MOST_LINES - lines_of(first, self.view)
        for room in rooms_of(self.view.width):
            self.room = room
            if (parts := fitting(self._particulars(), self.view, most)) is not None:
                return [*first, *parts]
        return [*first, *self._particulars()]

    def _particulars(self) -> Iterator[Block]:
        """Yield what stands below the first screen."""
        data = self.data
        data.begin(self.room)
        yield from self._heads()
        yield from self._changes()
        yield from data.faults()
        yield from data.remarks()
        yield from self._who_is_short()
        yield from self._grouped("not_judged", self.gathered.digest.unjudged)
        yield from self._grouped("waived_title", self.gathered.digest.waived)
        yield from self._counts()
        yield from data.accounts()
        yield from self._next_steps()

    def _changes(self) -> Iterator[Block]:
        """Yield what is new, worse, better and closed since the baseline."""
        changes = self.gathered.changes
        if changes is None or self.report.baseline is None:
            return
        day, counts = self.report.baseline.source.as_of.isoformat(), self.report.outcomes.since.counts
        for state, title in SECTIONS.items():
            if not counts[state]:
                continue
            yield Flow("\n" + title.text(self.lang).format(day=day, n=counts[state]), style="bold")
            table = PlainTable(*(self.say(key) for key in ("rule", "duty", "status", "gap", "then")))
            table.spread(None, 10, None, 4, 6)
            shown = changes.of(state)[: self.room.changes]
            for change in shown:
                table.add(*self._change(change))
            yield Indented(table)
            if counts[state] > len(shown):
                yield Flow("  " + self.say("more_items", n=counts[state] - len(shown)), style="dim")

    def _change(self, change: Change) -> list[Flow]:
        item = change.outcome
        status = Flow(STATUSES[item.status].text(self.lang), style=STATUS_COLOUR[item.status])
        then = was_words(change.was, item.rule, self.lang) if change.was else "-"
        duty = f"{visible(item.subject.name)} {self._duty(item)}"
        return [Flow(item.rule.id), Flow(duty), status, Flow(gap(item, self.lang)), Flow(then)]

    def _duty(self, item: Outcome) -> str:
        title = item.rule.title.text(self.lang)
        if item.missing:
            title += self.say("missing", periods=self.say("comma").join(runs(item.missing, self.lang, self.report.pack)))
        return title

    def _heads(self) -> Iterator[Block]:
        """Yield what is wrong with whole workbooks, and what there is no verdict without."""
        found = [*self._missing, *head_lines(self.report, self.lang, self.room.names, absent=False)]
        if found:
            yield Flow("")
        for line in found:
            yield Flow(line.text, style=HEAD_STYLE[line.level])

    @cached_property
    def _missing(self) -> list[HeadLine]:
        """What there is no verdict without, the same however much room there is."""
        lacks = {"no_roster": not has_roster(self.report), "no_rows": not has_rows(self.report)}
        return [HeadLine("error", self.say(key)) for key, is_missing in lacks.items() if is_missing]

    def _names(self, names: Sequence[str]) -> str:
        return names_words(names, self.lang, self.room.names)

    def _counts(self) -> Iterator[Block]:
        counts = self.report.outcomes.tally.levels
        if not self.room.totals:
            yield Flow("")
            return
        if not self.room.tables:
            words = [self._counted(status, counts[status]) for status in STATUSES if status in counts]
            yield Flow("\n" + self.say("answer", title=self.say("counts"), words=self.say("stop").join(words)))
            return
        yield self._title("counts")
        table = PlainTable(
            self.say("status"), self.say("total"), *(word.text(self.lang) for word in LEVELS.values()), numbers=1
        )
        for status, word in STATUSES.items():
            if status in counts:
                levels = counts[status]
                cells = [str(sum(levels.values())), *(str(levels[level] or "-") for level in LEVELS)]
                table.add(Flow(word.text(self.lang), style=STATUS_COLOUR[status]), *cells)
        yield Indented(table)

    def _counted(self, status: Status, levels: Counter[Level]) -> str:
        """Return how many duties have a status, and of one that somebody has to act on, how many are of each level."""
        count = self.say("counted_as", status=STATUSES[status].text(self.lang), n=sum(levels.values()))
        of = [f"{LEVELS[level].text(self.lang)} {levels[level]}" for level in LEVELS if levels[level]]
        return count + self.say("of_levels", levels=self.say("comma").join(of)) if status in _OPEN else count

    def _title(self, key: str, **values: object) -> Block:
        return Flow("\n" + self.say(key, **values), style="bold")

    def _who_is_short(self) -> Iterator[Block]:
        found = self.gathered.digest.parties
        if not (found and self.room.parties):
            return
        yield self._title("who", n=len(found), parts=self.say("parts") if self.own_words["parts"] else "")
        for party in found[: self.room.parties]:
            yield from self._party(party)
        if len(found) > self.room.parties:
            yield Flow(self.say("more_parties", n=len(found) - self.room.parties), style="dim")

    def _party(self, party: PartySummary) -> Iterator[Block]:
        binding, short, behind = party.weight
        name = visible(party.name.text(self.lang))
        if party.region and party.region not in name:
            name += f" ({visible(party.region)})"
        yield Flow(f"{name}  " + self.say("party", short=short, binding=binding, behind=behind), style="bold underline")
        table = PlainTable(*(self.say(key) for key in ("rule", "duty", "status", "have_need", "gap", "due")))
        table.spread(None, 10, None, 8, 5, None)
        for item in party.items[: self.room.items]:
            table.add(*self._item(item, party))
        yield Indented(table)
        if party.number > self.room.items:
            yield Flow("  " + self.say("more_items", n=party.number - self.room.items), style="dim")

    def _item(self, item: Outcome, party: PartySummary) -> list[Flow]:
        title = self._duty(item)
        if not party.names(item.subject):
            title = f"{visible(item.subject.name)} {title}"
        due = due_words(item, self.report.pack)
        word = marked(STATUSES[item.status].text(self.lang), item, self.report, self.lang)
        status = Flow(word, style=STATUS_COLOUR[item.status])
        figures = (have_need(item, self.lang), gap(item, self.lang), due)
        return [Flow(item.rule.id), Flow(title), status, *map(Flow, figures)]

    def _grouped(self, key: str, found: Sequence[Unjudged]) -> Iterator[Block]:
        """Yield rules, each with a reason and whom it concerns, under a title."""
        if not (found and self.room.rules):
            return
        yield self._title(key)
        table = PlainTable(*(self.say(key) for key in ("rule", "duty", "why", "whom")))
        table.spread(None, 3, *((2, 5) if key == "not_judged" else (5, 3)))
        for group in found[: self.room.rules]:
            rule = group.first.rule
            reason = visible(group.first.reason_text.text(self.lang)) if group.first.reason_text else ""
            whom = self.say("subjects", n=len(group.names), names=self._names(group.names))
            if group.debtors:
                whom += self.say("owed_by", names=self._names([words.text(self.lang) for words in group.debtors]))
            cells = (rule.title.text(self.lang), reason, whom)
            if self.room.tables:
                table.add(rule.id, *map(Flow, cells))
            else:
                yield Indented(Flow(self.say("group", rule=rule.id, title=cells[0], why=reason, whom=whom)))
        if self.room.tables:
            yield Indented(table)
        if len(found) > self.room.rules:
            yield Flow("  " + self.say("more_items", n=len(found) - self.room.rules), style="dim")

    def _next_steps(self) -> Iterator[Block]:
        """Yield the commands that show what is not on the page, each with what it is for, and how the run ends."""
        if self.view.again:
            yield from self._labelled([*self._left(), *self._commands()])
        else:
            yield Flow("\n" + self.say("options_all" if self.view.everything else "options_rest"), style="bold")
        code = self.report.exit_code
        meaning = f"exit_{code}_baseline" if self.report.baseline and code != ExitCode.INCOMPLETE else f"exit_{code}"
        yield Flow(self.say("exit", code=code, meaning=self.say(meaning)), style="dim")

    def _labelled(self, commands: Sequence[tuple[str, str]]) -> Iterator[Block]:
        """Yield commands, each below what it is for; where there is no room for that, all below what they are for in turn."""
        if not self.room.labels:
            said = self.say("stop").join(words for words, _ in commands)
            yield Flow("\n" + self.say("commands_in_turn", said=said), style="bold")
            yield from (Command(line) for _, line in commands)
            return
        yield Flow("\n" + self.say("commands"), style="bold")
        for words, line in commands:
            yield Indented(Flow(words))
            yield Command(line)

    def _left(self) -> Iterator[tuple[str, str]]:
        """Yield the commands of the things to do for which the first screen had no room."""
        for number, line in self.first.left().items():
            yield self.say("step", n=number), line

    def _commands(self) -> Iterator[tuple[str, str]]:
        """Yield what shows a duty's words, everything uncut, and the rows behind each verdict; nothing of an unknown run."""
        again = self.view.again
        first = next((one for party in self.gathered.digest.parties for one in party.items), self.gathered.first)
        name = LocalizedText("报告.json", "report.json").text(self.lang)
        found = {
            "the_words": command(f"assistcheck rules show {first.rule.id}{{pack}}", again) if first else "",
            "uncut": "" if self.view.everything else command("assistcheck audit {audited} --all", again),
            "the_rows": command(f"assistcheck audit {{audited}} -o {name}", again),
        }
        yield from ((self.say(key), line) for key, line in found.items() if line)
