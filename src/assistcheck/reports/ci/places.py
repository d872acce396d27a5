"""Where the findings of a report stand: always a row of a file, since viewers leave out what has no place."""

from __future__ import annotations

from assistcheck.audit.outcomes import Outcome, Report
from assistcheck.i18n import Lang
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.reports.common.phrases import where
from assistcheck.submission.row_accounts import InputAccount

_FIRST_ROW = 1


class Places:
    """Finds the place of each outcome and problem of one report."""

    def __init__(self, report: Report) -> None:
        """Keep whose workbook each input is, and where the roster of those that report stands."""
        inputs = [one for one in report.inputs if one.status != "superseded"] or [*report.inputs]
        self._of_sender: dict[str, InputAccount] = {}
        for one in inputs:
            if one.reporter is not None:
                self._of_sender.setdefault(one.reporter, one)
        self._inputs = inputs
        self._others = report.reporters
        self._senders = {one.path: one.reporter for one in report.inputs}
        roster = report.pack.subjects.kind(report.pack.subjects.roles.reporting).roster
        rosters = (Location(one.path, sheet.title) for one in inputs for sheet in one.sheets if sheet.ledger == roster)
        first = Location(inputs[0].path if inputs else "")
        self._fallback = next(rosters, first)._replace(row=_FIRST_ROW)

    def of(self, outcome: Outcome) -> Location:
        """Return the first row behind an outcome; else the sheet or workbook it should be in; else the roster."""
        for rows in (*outcome.evidence, *outcome.excluded):
            return Location(rows.path, rows.sheet, rows.ranges[0][0])
        for miss in outcome.near:
            return miss.place
        senders = outcome.subject.reporters
        others = self._others.difference(senders) if senders else ()
        for one in self._inputs:
            for sheet in one.sheets:
                if sheet.ledger == outcome.rule.measure.ledger and one.reporter not in others:
                    return Location(one.path, sheet.title, _FIRST_ROW)
        own = next((path for name in senders if (path := self.own_file(name))), None)
        return Location(own, "", _FIRST_ROW) if own else self._fallback

    def of_problem(self, problem: Problem) -> Location:
        """Return the first cell of a problem; of a whole sheet or file its first row; of no file, the roster."""
        place = problem.place
        if not place.path:
            return self._fallback
        return place if place.row else place._replace(row=_FIRST_ROW)

    def sender(self, path: str) -> str:
        """Return whose workbook a file is, or its path where nobody is named."""
        return self._senders.get(path) or path.replace("\\", "/")

    def own_file(self, reporter: str) -> str | None:
        """Return the path of the workbook that somebody sent; ``None`` where there is none."""
        found = self._of_sender.get(reporter)
        return found.path if found else None


def place_words(place: Location, lang: Lang) -> str:
    """Return a place as people name it: data.xlsx [Visits] E9, data.xlsx [Visits] row 9, waivers.yaml row 3."""
    if not place.row or place.column:
        return where(place, lang)
    shown = where(place._replace(row=0), lang)
    return f"{shown}第 {place.row} 行" if lang == "zh" else f"{shown} row {place.row}"
