"""What the HTML report shows, drawn from a report: parties, clauses, rules, and what the template needs of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from assistcheck.audit.baseline import State
from assistcheck.audit.outcomes import Outcome, Report, Status
from assistcheck.i18n import Lang
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.problems import Problem
from assistcheck.reports.common.headline_words import counted_en
from assistcheck.reports.common.input_notices import HeadLine, head_lines, head_problems
from assistcheck.reports.common.measure_phrases import figure_words, tests_words
from assistcheck.reports.common.phrases import SHORT_OR_BEHIND
from assistcheck.reports.common.rule_phrases import RULE_WORDS, card_lines, clause_words
from assistcheck.reports.common.since_baseline import SECTIONS, Change, baseline_lines, state_words, was_words
from assistcheck.reports.common.summary import PartySummary, Unjudged
from assistcheck.reports.html.heatmap import HeatMap, has_regions
from assistcheck.reports.html.kind_messages import page_words
from assistcheck.reports.html.rows import Lines, OutcomeLine, Segment, stacked
from assistcheck.reports.html.standing import MOST_LINES, MOST_PARTIES, OfParty, OfRule, Standing
from assistcheck.reports.onepage.page import Page as OnePage
from assistcheck.reports.onepage.page import Room, page_of
from assistcheck.reports.tabular.messages import GRADES
from assistcheck.reports.tabular.model import Sheet
from assistcheck.reports.tabular.tables import remedies
from assistcheck.rules.model import Clause, Level, Rule
from assistcheck.submission.row_accounts import SheetAccount
from assistcheck.submission.row_status import ROW_STATUSES

Counts = Mapping[Status, int]
_ON_PAPER = Room(width=490, height=730)
"""Points within the margins of a printed page; its letters are broader than those of a document."""


@dataclass(frozen=True, slots=True)
class PartyLine:
    """Everything of one party: one that reports with all that belongs to it, or another that owes, for itself or for others."""

    name: str
    kind: str
    region: str | None
    counts: Counts
    bar: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule as it was read, with who is short of it and of whom nothing can be said."""

    rule: Rule
    heading: str
    """The clause it comes from."""
    card: tuple[tuple[str, str], ...]
    counts: Counts
    bar: tuple[Segment, ...]
    short: tuple[OutcomeLine, ...]
    unjudged: tuple[OutcomeLine, ...]
    reading: tuple[str, str] | None
    """The alternative reading that was used: name and words."""


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause with its rules that were checked, and how their outcomes stand."""

    clause: Clause
    heading: str
    rules: tuple[RulePage, ...]
    counts: Counts
    bar: tuple[Segment, ...]


class ChangedLines(NamedTuple):
    """What has changed in one way since the baseline, each with how it stood there; of very many the most pressing."""

    state: State
    title: str
    lines: tuple[tuple[OutcomeLine, str], ...]
    number: int


class Page:
    """The parts of one report in one language."""

    def __init__(self, report: Report, lang: Lang) -> None:
        self.report = report
        self.lang: Lang = lang
        self.lines = Lines(report, lang)
        self.standing = Standing(report, lang)
        self.words = page_words(report.pack)

    def say(self, key: str, **values: object) -> str:
        """Return a text of the page, filled in."""
        return self.words[key].text(self.lang).format(**values)

    def cut(self) -> str:
        """Return what the page does not list, and where it is; nothing where it lists everything."""
        if self.standing.is_whole:
            return ""
        shown = sum(1 for _ in self.standing.outcomes())
        numbers = {"parties": f"{MOST_PARTIES:,}", "lines": MOST_LINES}
        key = "cut_items" if self.standing.has_reporters else "cut"
        return self.say(key, n=f"{len(self.report.outcomes):,}", shown=f"{shown:,}", **numbers)

    @property
    def counts(self) -> Counter[Status]:
        """How many outcomes have each status."""
        return self.report.outcomes.tally.statuses

    @property
    def levels(self) -> Mapping[Status, Counter[Level]]:
        """How many outcomes of each level have each status."""
        return self.report.outcomes.tally.levels

    @property
    def with_open_items(self) -> list[PartySummary]:
        """Everybody with open items, the worst first."""
        return self.standing.digest.parties

    @property
    def bar(self) -> tuple[Segment, ...]:
        """All outcomes as one stacked bar."""
        return stacked(self.counts)

    @cached_property
    def answers(self) -> OnePage:
        """What a superior asks, in the order in which it is asked, cut to what one printed page holds."""
        return page_of(self.report, self.standing.gathered, self.lang, _ON_PAPER)

    def heading(self) -> str:
        """Return as of when, of how many files and rows."""
        rows = sum(sheet.rows["read"] for _, sheet in self.sheets())
        files, read = counted_en(len(self.report.inputs), "file"), counted_en(rows, "row")
        return self.say("as_of", day=self.report.as_of.isoformat(), files=files.text(self.lang), rows=read.text(self.lang))

    def heads(self) -> list[HeadLine]:
        """Return what stands above the figures: who has not sent, and which workbooks are wrong as such."""
        return list(head_lines(self.report, self.lang))

    def since(self) -> list[ChangedLines]:
        """Return what has changed since the baseline, what is new first."""
        changes, held = self.standing.changes, self.report.baseline
        if changes is None or held is None:
            return []
        day, counts = held.source.as_of.isoformat(), self.report.outcomes.since.counts
        return [
            ChangedLines(
                state,
                title.text(self.lang).format(day=day, n=f"{counts[state]:,}"),
                tuple(self._changed(one) for one in changes.of(state)),
                counts[state],
            )
            for state, title in SECTIONS.items()
        ]

    def _changed(self, change: Change) -> tuple[OutcomeLine, str]:
        then = was_words(change.was, change.outcome.rule, self.lang) if change.was else "-"
        return self.lines.of(change.outcome), then

    def baseline_lines(self) -> list[HeadLine]:
        """Return what has to be known of the baseline; nothing without one."""
        return list(baseline_lines(self.report, self.lang))

    def gone(self) -> list[tuple[str, str, str]]:
        """Return what was open in the baseline and is judged no more: rule, whom, how it stood."""
        rules = {rule.id: rule for rule in self.report.pack.rules}
        found = self.report.outcomes.since.gone if self.report.baseline else ()
        return [(was.rule, was.name, was_words(was, rules.get(was.rule), self.lang)) for was in found]

    def new_faults(self) -> list[Problem]:
        """Return the errors that are new since the baseline, and the warnings where they fail the run too."""
        held = self.report.baseline
        told = {"error", "warning"} if self.report.fail_on == "any" else {"error"}
        return [one for one in self.problems if held and one.level in told and held.new_cells(one)]

    def state(self, problem: Problem) -> str:
        """Return what has become of a problem since the baseline; nothing without one."""
        return state_words(problem, self.report, self.lang)

    def not_whole(self) -> list[Problem]:
        """Return the errors that concern a whole sheet."""
        told = {id(problem) for problem in head_problems(self.report)}
        found = (one for one in self.problems if one.level == "error" and not one.place.row)
        return [problem for problem in found if id(problem) not in told]

    def remedies(self) -> Sheet:
        """Return what to do about each kind of problem."""
        return remedies(self.report, self.lang)

    @cached_property
    def problems(self) -> list[Problem]:
        """Return every problem, errors first, each kind by place; equal ones of a column are one."""
        return sorted(self.report.problems, key=lambda problem: list(GRADES).index(problem.level))

    def readings(self) -> list[tuple[str, str, str]]:
        """Return the alternative readings used: rule, name, words."""
        return [(page.rule.id, *page.reading) for page in self.rules if page.reading]

    @cached_property
    def open_items(self) -> tuple[OutcomeLine, ...]:
        """What is short or behind, party by party, the worst first."""
        found = (outcome for party in self.with_open_items for outcome in party.items)
        return tuple(self.lines.of(outcome) for outcome in found if self.standing.lists(outcome))

    @property
    def unjudged(self) -> list[Unjudged]:
        """What is due and could not be judged."""
        return self.standing.digest.unjudged

    @property
    def waived(self) -> list[Unjudged]:
        """What recorded waivers excuse."""
        return self.standing.digest.waived

    @cached_property
    def parties(self) -> tuple[PartyLine, ...]:
        """Every party, those with the most open items first."""
        rank = {party.name.text(self.lang): number for number, party in enumerate(self.with_open_items)}
        found = [_party(*names, standing) for names, standing in self.standing.parties.items()]
        return tuple(sorted(found, key=lambda party: rank.get(party.name, len(rank))))

    @property
    def shown_parties(self) -> tuple[PartyLine, ...]:
        """The parties that the page lists."""
        return self.parties if self.standing.is_whole else self.parties[:MOST_PARTIES]

    @cached_property
    def maps(self) -> tuple[HeatMap, HeatMap]:
        """The heat maps: the regions and those that report; everybody else."""
        return self.standing.maps()

    @property
    def has_regions(self) -> bool:
        """Whether there is anything to be grouped by region."""
        return has_regions(self.report.pack.subjects)

    @cached_property
    def clauses(self) -> tuple[ClauseLine, ...]:
        """The clauses of the document: what was checked of each, and what people judge."""
        return tuple(map(self._clause, self.report.pack.clauses))

    @cached_property
    def rules(self) -> tuple[RulePage, ...]:
        """Every rule that was checked."""
        return tuple(rule for clause in self.clauses for rule in clause.rules)

    def _clause(self, clause: Clause) -> ClauseLine:
        found = self.standing.rules
        rules = tuple(self._rule(found[rule.id], clause) for rule in clause.rules if rule.id in found)
        counts = sum((Counter(page.counts) for page in rules), Counter())
        return ClauseLine(clause, clause_words(clause, self.lang), rules, counts, stacked(counts))

    def _rule(self, standing: OfRule, clause: Clause) -> RulePage:
        rule, counts = standing.rule, standing.counts
        name = self.report.readings.get(rule.id)
        words = next((reading.words.text(self.lang) for reading in rule.readings if reading.name == name), "")
        return RulePage(
            rule=rule,
            heading=clause_words(clause, self.lang),
            card=tuple(self._card(rule, clause)),
            counts=counts,
            bar=stacked(counts),
            short=self._items(standing.open, SHORT_OR_BEHIND),
            unjudged=self._items(standing.open, ("undetermined",)),
            reading=(name, words) if name else None,
        )

    def _card(self, rule: Rule, clause: Clause) -> Iterator[tuple[str, str]]:
        """Yield the headings and texts of a rule's card, but for the document's words, which stand above it."""
        for key, words in card_lines(rule, clause, self.lang, self.report.pack):
            if key != "words":
                yield RULE_WORDS[key].text(self.lang), self._measured(rule) if key == "measure" else words

    def _measured(self, rule: Rule) -> str:
        """Return which rows of which sheet count for a rule, and what they add up to."""
        ledger, pack = rule.measure.ledger, self.report.pack
        tests = self.say("also").join(words.text(self.lang) for words in tests_words(rule, pack))
        figure = figure_words(rule.measure.figure, ledger, pack).text(self.lang)
        title = ledgers_of(pack)[ledger].title
        return self.say("measured" if tests else "measured_all", sheet=title, tests=tests, figure=figure)

    def _items(self, outcomes: Iterable[Outcome], statuses: tuple[Status, ...]) -> tuple[OutcomeLine, ...]:
        listed = (one for one in outcomes if one.status in statuses and self.standing.lists(one))
        found = sorted(listed, key=lambda one: statuses.index(one.status))
        return tuple(self.lines.of(outcome) for outcome in found)

    def sheets(self) -> Iterator[tuple[str, SheetAccount]]:
        """Yield every sheet with its file's path."""
        yield from ((one.path, sheet) for one in self.report.inputs for sheet in one.sheets)

    def rows_total(self) -> dict[str, int]:
        """Return the rows of all sheets together: read, and each fate."""
        return {fate: sum(sheet.rows[fate] for _, sheet in self.sheets()) for fate in ("read", *ROW_STATUSES)}


def _party(kind: str, name: str, standing: OfParty) -> PartyLine:
    return PartyLine(name, kind, standing.region, standing.counts, stacked(standing.counts))
