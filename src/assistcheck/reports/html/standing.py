"""How everybody stands, gathered in one pass over the outcomes: by party and by rule, and what of it the page lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistcheck.audit.outcomes import Outcome, Outcomes, Report, Status
from assistcheck.i18n import Lang
from assistcheck.reports.common.gathered import Gathered
from assistcheck.reports.common.open_items import LISTED
from assistcheck.reports.common.summary import party_of
from assistcheck.reports.html.heatmap import HeatMap, Maps
from assistcheck.rules.model import Rule, RulePack

MOST_ITEMS, MOST_PARTIES, MOST_LINES = 10_000, 2_000, 600
"""How many items, parties and lines of a map a page lists of a report that is too long for a browser."""
_IN_MAPS = 6
"""How many times as many outcomes as are listed may be counted in maps that have a line for each that reports."""


@dataclass(slots=True)
class OfParty:
    """How the duties of one party stand."""

    region: str | None
    counts: Counter[Status] = field(default_factory=Counter)


@dataclass(slots=True)
class OfRule:
    """How one rule stands, and what of it is open, in the report's order."""

    rule: Rule
    counts: Counter[Status] = field(default_factory=Counter)
    open: list[Outcome] = field(default_factory=list)


class Standing:
    """All of one report; where its outcomes are too many for a browser, only the most pressing of them are listed."""

    def __init__(self, report: Report, lang: Lang) -> None:
        """Go through the outcomes of ``report``; parties are named in the language ``lang``."""
        self._report = report
        self._lang: Lang = lang
        self.is_whole = len(report.outcomes) <= Outcomes.KEPT
        """Whether everything is listed."""
        self.gathered = Gathered(report, changes=MOST_ITEMS)
        """What the answers at the top rest on."""
        self.digest, self.changes = self.gathered.digest, self.gathered.changes
        self.parties: dict[tuple[str, str], OfParty] = {}
        """By kind and name."""
        self.rules: dict[str, OfRule] = {}
        self._of_subject: dict[int, OfParty] = {}  # by identity: the report keeps them
        maps = Maps(report.pack.subjects, by_region=not self.has_reporters)
        for batch in report.outcomes.batches():
            self.gathered.add(batch)
            maps.add(batch)
            self._add(batch, report.pack)
        self._maps = maps
        self._drawn: tuple[HeatMap, HeatMap] | None = None
        self._listed = frozenset[int]() if self.is_whole else self._most_pressing()

    @property
    def has_reporters(self) -> bool:
        """Whether the maps have a line for each that reports."""
        return len(self._report.outcomes) <= _IN_MAPS * Outcomes.KEPT

    def _add(self, outcomes: Sequence[Outcome], pack: RulePack) -> None:
        rule = outcomes[0].rule
        of_rule = self.rules.setdefault(rule.id, OfRule(rule))
        of_rule.counts.update([one.status for one in outcomes])
        of_rule.open += [one for one in outcomes if one.status in LISTED]
        for one in outcomes:
            party = self._of_subject.get(id(one.subject))
            if party is None:
                kind, name = party_of(one.subject, pack)
                found = OfParty(one.subject.region)
                party = self._of_subject[id(one.subject)] = self.parties.setdefault((kind, name.text(self._lang)), found)
            party.counts[one.status] += 1

    def _most_pressing(self) -> frozenset[int]:
        """Return which outcomes are listed: what is short or behind of the worst, then what could not be judged."""
        short = (item for party in self.digest.parties for item in party.items)
        others = (one for of_rule in self.rules.values() for one in of_rule.open if one.status == "undetermined")
        found = [id(one) for group in (short, others) for one in group]
        return frozenset(found[:MOST_ITEMS])

    def lists(self, outcome: Outcome) -> bool:
        """Whether the page lists an open outcome."""
        return self.is_whole or id(outcome) in self._listed

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what the page lists, in the report's order."""
        if self.is_whole:
            return iter(self._report.outcomes)
        return (one for of_rule in self.rules.values() for one in of_rule.open if self.lists(one))

    def maps(self) -> tuple[HeatMap, HeatMap]:
        """Return the heat maps, as far as they are listed."""
        if self._drawn is None:
            local, central = self._maps.found()
            self._drawn = (local, central) if self.is_whole else (local.cut(MOST_LINES), central.cut(MOST_LINES))
        return self._drawn
