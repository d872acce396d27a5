"""Submissions and reports that make pandas tables of themselves, with exact values in object columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistcheck.audit import outcomes
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.submission import assemble

if TYPE_CHECKING:
    import pandas as pd


class Submission(assemble.Submission):
    """Everything that was sent, matched with the rosters: roster, tables, coverage, inputs, problems."""

    __slots__ = ()

    def frame(self, ledger: str) -> pd.DataFrame:
        """Return the rows of a ledger or roster as pandas, with fate and place; see :func:`ledger_frame`.

        Raises:
            UsageError: nobody supplied this ledger.
        """
        return ledger_frame(self, ledger)


class Report(outcomes.Report):
    """One audit: what was audited, as of when, by which pack, and everything found."""

    __slots__ = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each outcome as pandas; see :func:`outcomes_frame`."""
        return outcomes_frame(self)


def outcomes_frame(report: outcomes.Report) -> pd.DataFrame:
    """Return one row for each outcome, in the report's order.

    Columns: rule, clause, level, kind, subject, county, team, status, value, goal, expected, gap, unit, due, missing,
    reason, reading. Figures are exact (``int``, ``Decimal`` in 元, ``Fraction``), so their columns hold objects.
    """
    import pandas as pd  # noqa: PLC0415 - only where a frame is wanted

    rows = [
        {
            "rule": one.rule.id,
            "clause": one.rule.clause,
            "level": one.rule.level,
            "kind": one.subject.kind,
            "subject": one.subject.name,
            "county": one.subject.county,
            "team": one.subject.team,
            "debtor": one.subject.owed_by.words.zh,
            "status": one.status,
            "value": one.value,
            "goal": one.goal.low,
            "expected": one.expected,
            "gap": one.gap,
            "unit": one.rule.unit.zh,
            "due": one.due,
            "missing": ",".join(one.missing),
            "reason": one.reason,
            "reading": one.reading,
        }
        for one in report.outcomes
    ]
    return pd.DataFrame(rows).astype({"value": object, "goal": object, "expected": object, "gap": object})


def ledger_frame(submission: assemble.Submission, ledger: str) -> pd.DataFrame:
    """Return one row for each row read from a ledger or roster: its values, its fate, and where it stands.

    Columns: those of the sheet, by their ids, then ``fate``, ``path``, ``sheet`` and ``row``. Values are as read
    (``date``, ``Decimal`` in 元, ``str`` …); a cell that could not be read, or is blank, is ``None``.

    Raises:
        UsageError: nobody supplied this ledger, or there is none of this id.
    """
    import pandas as pd  # noqa: PLC0415

    table = submission.tables.get(ledger)
    if table is None:
        raise UsageError(LocalizedText(f"没有读到 {ledger}", f"no sheet of the ledger {ledger} was read"))
    places = [table.place(position) for position in range(len(table))]
    columns = {name: pd.Series(values, dtype=object) for name, values in table.columns.items()}
    return pd.DataFrame(
        {
            **columns,
            "fate": table.fates,
            "path": [place.path for place in places],
            "sheet": [place.sheet for place in places],
            "row": [place.row for place in places],
        }
    )
