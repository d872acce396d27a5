"""The report for a terminal: what a tired official understands in ten seconds, then the particulars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistcheck.audit.outcomes import STATUSES, Outcome, Report
from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import Lang
from assistcheck.problem_codes import ProblemLevel
from assistcheck.reports import View
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.input_notices import head_lines, names_words
from assistcheck.reports.common.phrases import due_words, gap, have_need, runs
from assistcheck.reports.common.since_baseline import SECTIONS, Change, Changes, baseline_lines, marked, was_words
from assistcheck.reports.common.subject_phrases import pack_words
from assistcheck.reports.common.summary import Digest, PartySummary, Unjudged, errors_in
from assistcheck.reports.terminal.layout import STATUS_COLOUR, Block, Flow, Indented, PlainTable, drawn
from assistcheck.reports.terminal.messages import WORDS
from assistcheck.reports.terminal.problems import DataParts
from assistcheck.rules.labels import LEVELS

_PARTIES, _ITEMS, _RULES, _NAMES, _CHANGES = 6, 6, 12, 5, 8
_ALL = 1_000_000
_HEAD_STYLE: dict[ProblemLevel, str] = {"error": "bold red", "warning": "bold yellow", "note": "bold green"}


def to_text(report: Report, view: View) -> Iterator[str]:
    """Yield the report as text of ``view.width`` columns, coloured only if the view says so."""
    page = _Page(report, view)
    return (drawn((part,), view) for part in (page.conclusion() if view.quiet else page.parts()))


class _Page:
    """The parts of one report in one view."""

    def __init__(self, report: Report, view: View) -> None:
        self.report = report
        self.lang: Lang = view.lang
        self.everything = view.everything
        self.own_words = pack_words(report.pack, view.lang)
        self.digest = Digest(report.pack, None if view.everything else _ITEMS)
        self.changes = Changes(report.baseline, self.limit(_CHANGES)) if report.baseline else None
        for batch in report.outcomes.batches():
            self.digest.add(batch)
            if self.changes:
                self.changes.add(batch)

    def say(self, key: str, **values: object) -> str:
        return WORDS[key].text(self.lang).format(**{**self.own_words, **values})

    def limit(self, usual: int) -> int:
        return _ALL if self.everything else usual

    def parts(self) -> Iterator[Block]:
        """Yield the report from top to bottom."""
        data = DataParts(self.report, self.lang, everything=self.everything)
        yield from self._heading()
        yield from self._heads()
        yield from self.conclusion()
        yield from self._changes()
        yield from self._counts()
        yield from self._who_is_short()
        yield from self._grouped("not_judged", self.digest.unjudged)
        yield from self._grouped("waived_title", self.digest.waived)
        yield from data.faults()
        yield from data.remarks()
        yield from data.accounts()
        yield from self._next_steps()

    def _heading(self) -> Iterator[Block]:
        report = self.report
        yield Flow(report.pack.manifest.title.text(self.lang), style="bold")
        rows = sum(sheet.rows["read"] for one in report.inputs for sheet in one.sheets)
        yield Flow(self.say("as_of", day=report.as_of.isoformat(), files=len(report.inputs), rows=f"{rows:,}"))
        for rule, reading in sorted(report.readings.items()):
            words = next(r.words for one in report.pack.rules if one.id == rule for r in one.readings if r.name == reading)
            yield Flow(self.say("reading", rule=rule, name=reading, words=words.text(self.lang)), style="yellow")

    def conclusion(self) -> Iterator[Block]:
        """Yield the one line that answers the question."""
        report, tally = self.report, self.report.outcomes.tally
        words = [
            self.say("conclusion", short=tally.statuses["shortfall"], subjects=len(tally.short)),
            self.say("behind", n=tally.statuses["behind"]),
            self.say("unjudged", n=tally.statuses["undetermined"]),
        ]
        if errors := errors_in(self.report.problems):
            words.append(self.say("errors", n=errors))
        style = "bold green" if report.exit_code == ExitCode.FINE else "bold red"
        yield Flow(self.say("stop").join(words) + self.say("full_stop"), style=style)
        if not report.complete:
            yield Flow(self.say("incomplete"), style="bold red")
        for line in baseline_lines(report, self.lang):
            yield Flow(line.text, style=_HEAD_STYLE[line.level])

    def _changes(self) -> Iterator[Block]:
        """Yield what is new, worse, better and closed since the baseline."""
        if self.changes is None or self.report.baseline is None:
            return
        day, counts = self.report.baseline.source.as_of.isoformat(), self.report.outcomes.since.counts
        for state, title in SECTIONS.items():
            if not counts[state]:
                continue
            yield Flow("\n" + title.text(self.lang).format(day=day, n=counts[state]), style="bold")
            table = PlainTable(*(self.say(key) for key in ("rule", "duty", "status", "gap", "then")))
            table.spread(None, 10, None, 4, 6)
            shown = self.changes.of(state)
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
        """Yield what a reader has to know before the figures: who has not sent, and which workbooks are wrong as such."""
        sheets = [sheet for one in self.report.inputs for sheet in one.sheets]
        roster = self.report.pack.subjects.kind(self.report.pack.subjects.roles.reporting).roster
        if roster and not any(sheet.ledger == roster and sheet.rows["counted"] for sheet in sheets):
            yield Flow(self.say("no_roster"), style="bold red")
        if not any(sheet.rows["read"] > sheet.rows["skipped"] for sheet in sheets):
            yield Flow(self.say("no_rows"), style="bold red")
        for line in head_lines(self.report, self.lang, self.limit(_NAMES)):
            yield Flow(line.text, style="bold red" if line.level == "error" else "bold yellow")

    def _names(self, names: Sequence[str]) -> str:
        return names_words(names, self.lang, self.limit(_NAMES))

    def _counts(self) -> Iterator[Block]:
        yield self._title("counts")
        table = PlainTable(
            self.say("status"), self.say("total"), *(word.text(self.lang) for word in LEVELS.values()), numbers=1
        )
        counts = self.report.outcomes.tally.levels
        for status, word in STATUSES.items():
            if status in counts:
                levels = counts[status]
                cells = [str(sum(levels.values())), *(str(levels[level] or "-") for level in LEVELS)]
                table.add(Flow(word.text(self.lang), style=STATUS_COLOUR[status]), *cells)
        yield Indented(table)

    def _title(self, key: str, **values: object) -> Block:
        return Flow("\n" + self.say(key, **values), style="bold")

    def _who_is_short(self) -> Iterator[Block]:
        found = self.digest.parties
        if not found:
            return
        yield self._title("who", n=len(found), parts=self.say("parts") if self.own_words["parts"] else "")
        for party in found[: self.limit(_PARTIES)]:
            yield from self._party(party)
        if len(found) > self.limit(_PARTIES):
            yield Flow(self.say("more_parties", n=len(found) - _PARTIES), style="dim")

    def _party(self, party: PartySummary) -> Iterator[Block]:
        binding, short, behind = party.weight
        name = visible(party.name.text(self.lang))
        if party.region and party.region not in name:
            name += f" ({visible(party.region)})"
        yield Flow(f"{name}  " + self.say("party", short=short, binding=binding, behind=behind), style="bold underline")
        table = PlainTable(*(self.say(key) for key in ("rule", "duty", "status", "have_need", "gap", "due")))
        table.spread(None, 10, None, 8, 5, None)
        for item in party.items[: self.limit(_ITEMS)]:
            table.add(*self._item(item, party))
        yield Indented(table)
        if party.number > self.limit(_ITEMS):
            yield Flow("  " + self.say("more_items", n=party.number - _ITEMS), style="dim")

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
        if not found:
            return
        yield self._title(key)
        table = PlainTable(*(self.say(key) for key in ("rule", "duty", "why", "whom")))
        table.spread(None, 3, *((2, 5) if key == "not_judged" else (5, 3)))
        for group in found[: self.limit(_RULES)]:
            rule = group.first.rule
            reason = visible(group.first.reason_text.text(self.lang)) if group.first.reason_text else ""
            whom = self.say("subjects", n=len(group.names), names=self._names(group.names))
            if group.debtors:
                whom += self.say("owed_by", names=self._names([words.text(self.lang) for words in group.debtors]))
            table.add(rule.id, *map(Flow, (rule.title.text(self.lang), reason, whom)))
        yield Indented(table)
        if len(found) > self.limit(_RULES):
            yield Flow("  " + self.say("more_items", n=len(found) - _RULES), style="dim")

    def _next_steps(self) -> Iterator[Block]:
        yield self._title("next")
        first = next((item for party in self.digest.parties for item in party.items), None)
        steps = [
            self.say("step_errors") if any(p.level == "error" for p in self.report.problems) else "",
            self.say("step_absent") if self.report.absent else "",
            self.say("step_rule", rule=first.rule.id) if first else "",
            "" if self.everything else self.say("step_all"),
            self.say("step_json"),
        ]
        for number, step in enumerate(filter(None, steps), 1):
            yield Indented(Flow(f"{number}. {step}"))
        code = self.report.exit_code
        meaning = f"exit_{code}_baseline" if self.report.baseline and code != ExitCode.INCOMPLETE else f"exit_{code}"
        yield Flow(self.say("exit", code=code, meaning=self.say(meaning)), style="dim")
