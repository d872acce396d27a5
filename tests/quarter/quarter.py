"""The quarter itself: what comes back is audited, corrected by what is said of it, and audited again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from oracle.tables import LEDGERS as SHEETS
from simulation.rows import Row
from simulation.truth import Key, Verdict

from .clerk import Said, follow, places_of
from .commands import Commands
from .kinds import KINDS, Made, make_slips
from .office import QUARTER_END, Office, open_office
from .paper import Paper, open_template


class State(NamedTuple):
    """How far what is audited is from the truth."""

    errors: int
    wrong_rows: int
    """How many rows too many or too few count, sheet by sheet."""
    wrong_verdicts: int


class Step(NamedTuple):
    """What came of following one remedy everywhere."""

    remedy: str
    changed: int
    before: State
    after: State


@dataclass
class Quarter:
    """Workbooks that are filled in, and what the office has of them."""

    commands: Commands
    office: Office
    papers: list[Paper]
    made: list[tuple[Paper, Made]]
    day: date = QUARTER_END
    report: dict[str, Any] = field(default_factory=dict)
    first_report: dict[str, Any] = field(default_factory=dict)
    """What was said of the workbooks as they came back."""

    @classmethod
    def begin(cls, home: Path, teams: int, each: int, kinds: Iterable[str] = KINDS, seed: int = 1) -> Quarter:
        """Send templates out and let them be filled in, with so many slips of each kind."""
        commands, office = Commands(home), open_office(seed, teams)
        office.write_roster(commands.roster)
        commands.run("template", "--roster", commands.roster, "-o", home / "模板")
        papers = []
        for team in office.teams:
            paper = open_template(home / "模板" / f"{team.name}-填报模板.xlsx", team, QUARTER_END)
            for row in sorted(office.rows(team), key=_place_in_the_workbook):
                if paper.has(row.ledger):
                    paper.add(row)
            papers.append(paper)
        made = make_slips(papers, Random(seed), list(kinds), each)  # noqa: S311 - a test's draws
        quarter = cls(commands, office, papers, made)
        quarter.send(papers)
        quarter.first_report = quarter.report
        return quarter

    @property
    def inbox(self) -> Path:
        """The folder of what came back."""
        return self.commands.home / "报送"

    def path_of(self, paper: Paper) -> Path:
        """Return the file of a team."""
        return self.inbox / f"{paper.team.name}.xlsx"

    def send(self, papers: Iterable[Paper]) -> None:
        """Save some workbooks and audit all."""
        self.inbox.mkdir(exist_ok=True)
        for paper in papers:
            paper.save(self.path_of(paper))
        self.report = self.commands.audit(self.inbox, self.day)

    @property
    def marked(self) -> Path:
        """The folder of the marked copies."""
        return self.commands.home / "退回"

    def mark(self) -> None:
        """Write the marked copies, with the texts that go with them."""
        self.commands.run("annotate", self.inbox, *self.commands.sources(self.day), "-o", self.marked, codes=(0, 1, 3))

    def go_on(self, day: date) -> None:
        """Let everybody work on until a day, write down what has come since in the same workbooks, and send them."""
        self.office.work_until(day)
        self.day = day
        for paper in self.papers:
            paper.bring_up_to_date(self.office.rows(paper.team), day)
        self.send(self.papers)

    def correct_all(self) -> list[list[Step]]:
        """Correct till no error is left, at most twice; return what came of each round."""
        rounds: list[list[Step]] = []
        while self.state().errors and len(rounds) < 2:
            rounds.append(self.correct())
        return rounds

    def correct(self) -> list[Step]:
        """Follow every remedy of the present report, one kind after the other; return what came of each."""
        steps, before = [], self.state()
        for remedy, places in self._said().items():
            changed = [paper for paper, said in places if follow(paper, said)]
            if changed:
                self.send({paper.team.name: paper for paper in changed}.values())
                steps.append(Step(remedy, len(changed), before, before := self.state()))
        return steps

    def _said(self) -> dict[str, list[tuple[Paper, Said]]]:
        papers = {str(self.path_of(paper)): paper for paper in self.papers}
        found: dict[str, list[tuple[Paper, Said]]] = {}
        for problem in self.report["problems"]:
            if paper := papers.get(problem["path"]):
                said = [(paper, one) for one in places_of(problem)]
                found.setdefault(problem["remedy"], []).extend(said)
        return found

    def state(self) -> State:
        """Return how far the present report is from the truth."""
        return State(self.report["summary"]["problems"]["error"], self._wrong_rows(), len(self.wrong_verdicts()))

    def _wrong_rows(self) -> int:
        counted: Counter[tuple[str, str]] = Counter()
        for source in self.report["inputs"]:
            for sheet in source["sheets"]:
                counted[source["path"], sheet["ledger"]] += sheet["rows"]["counted"]
        wrong = 0
        for paper in self.papers:
            rows = self.office.rows(paper.team)
            for ledger in filter(paper.has, SHEETS):
                meant = sum(row.ledger == ledger and row.counts_on(self.day) for row in rows)
                wrong += abs(counted[str(self.path_of(paper)), ledger] - meant)
        return wrong

    def mistyped(self) -> list[tuple[str, str, str, object]]:
        """Return the names, words and titles in the workbooks that are not what their clerks mean."""
        return [one for paper in self.papers for one in paper.mistyped()]

    def wrong_verdicts(self) -> list[tuple[Key, Verdict, Verdict]]:
        """Return the duties whose verdict is not the truth's, with what is said and what is true."""
        truth, found = self.office.truth(self.day), []
        for outcome in self.report["outcomes"]:
            key = (outcome["rule"], outcome["subject"]["kind"], outcome["subject"]["name"])
            if key in truth:
                said = _told(outcome)
                true = truth[key]._replace(is_due=False)
                found += [(key, said, true)] if said != true else []
        return found


def _place_in_the_workbook(row: Row) -> tuple[str, ...]:
    """Return by what clerks sort: gifts by who gave them to which village, all else as it happened."""
    return (row.ledger, str(row["unit"]), str(row["village"])) if row.ledger == "donations" else (row.ledger,)


def _told(outcome: dict[str, Any]) -> Verdict:
    value, gap = (None if outcome[key] is None else Fraction(outcome[key]) for key in ("value", "gap"))
    return Verdict(outcome["status"], value, gap, tuple(outcome["missing"]))
