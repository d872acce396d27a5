"""Submissions and reports that make pandas tables of themselves, with exact values in object columns."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Any

from assistcheck.audit import outcomes
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.registry import drawn_from
from assistcheck.reports.common.numbers import unit_of
from assistcheck.submission import assemble

if TYPE_CHECKING:
    import pandas as pd

    from assistcheck.rules.plain_sheets import PlainSheets
    from assistcheck.submission.ledger_table import LedgerTable
    from assistcheck.submission.roster.roster import Roster


class Submission(assemble.Submission):
    """Everything that was sent, matched with the rosters: roster, tables, coverage, inputs, problems."""

    __slots__ = ()

    def frame(self, ledger: str) -> pd.DataFrame:
        """Return the rows of a ledger or roster as pandas, with fate and place; see :func:`ledger_frame`.

        Raises:
            UsageError: nobody supplied this ledger.
        """
        return ledger_frame(self, ledger)

    def __reduce__(self) -> tuple[Any, ...]:
        """Arrive whole in another process: each sheet is known by its id there, and the pack's are drawn anew."""
        found = (self.roster, self.tables, self.coverage, self.inputs, self.problems, self.aliases)
        return _arrived, (self.ledgers.plain, *found)


def _arrived(plain: PlainSheets, roster: Roster, tables: dict[str, LedgerTable], *more: Any) -> Submission:  # noqa: ANN401
    ledgers = drawn_from(plain)
    for table in tables.values():
        table.sheet = ledgers[table.sheet.id]
    return Submission(ledgers, roster, tables, *more)


class Report(outcomes.Report):
    """One audit: what was audited, as of when, by which pack, and everything found."""

    __slots__ = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each outcome as pandas; see :func:`outcomes_frame`."""
        return outcomes_frame(self)


def outcomes_frame(report: outcomes.Report) -> pd.DataFrame:
    """Return one row for each outcome, in the report's order.

    Columns: rule, clause, level, kind, subject, two with the ids of the pack's region kind and of its reporting kind, debtor,
    status, value, goal, expected, gap, unit, due, missing, reason, reading. An id that is another column's ends in ``_name``.
    Figures are exact (``int``, ``Decimal`` in the pack's currency, ``Fraction``), so their columns hold objects.
    """
    import pandas as pd  # noqa: PLC0415 - only where a frame is wanted

    lang = report.pack.manifest.languages[0]
    rows = [
        {
            "rule": one.rule.id,
            "clause": one.rule.clause,
            "level": one.rule.level,
            "kind": one.subject.kind,
            "subject": one.subject.name,
            _REGION: one.subject.region,
            _REPORTING: one.subject.reporter,
            "debtor": one.subject.owed_by.words.text(lang),
            "status": one.status,
            "value": one.value,
            "goal": one.goal.low,
            "expected": one.expected,
            "gap": one.gap,
            "unit": unit_of(one.rule).text(lang),
            "due": one.due,
            "missing": ",".join(one.missing),
            "reason": one.reason,
            "reading": one.reading,
        }
        for one in report.outcomes
    ]
    frame = pd.DataFrame(rows).astype({"value": object, "goal": object, "expected": object, "gap": object})
    roles = report.pack.subjects.roles
    own = {_REGION: roles.region, _REPORTING: roles.reporting}
    return frame.rename(columns={column: _free(kind, frame.columns) for column, kind in own.items()})


_REGION, _REPORTING = "(region)", "(reporting)"
"""What the pack's own columns are called until they have the ids of their kinds."""


def _free(name: str, taken: Container[str]) -> str:
    """Return the name of a column that a pack names, ``_name`` behind one that is taken."""
    return f"{name}_name" if name in taken else name


def ledger_frame(submission: assemble.Submission, ledger: str) -> pd.DataFrame:
    """Return one row for each row read from a ledger or roster: its values, its fate, and where it stands.

    Columns: those of the sheet, by their ids, then ``fate``, ``path``, ``sheet`` and ``row``; an id that is one of these ends
    in ``_name``. Values are as read
    (``date``, ``Decimal`` in the pack's currency, ``str`` …); a cell that could not be read, or is blank, is ``None``.

    Raises:
        UsageError: nobody supplied this ledger, or there is none of this id.
    """
    import pandas as pd  # noqa: PLC0415

    table = submission.tables.get(ledger)
    if table is None:
        raise UsageError(LocalizedText(f"没有读到 {ledger}", f"no sheet of the ledger {ledger} was read"))
    places = [table.place(position) for position in range(len(table))]
    known = {
        "fate": table.fates,
        "path": [place.path for place in places],
        "sheet": [place.sheet for place in places],
        "row": [place.row for place in places],
    }
    columns = {_free(name, known): pd.Series(values, dtype=object) for name, values in table.columns.items()}
    return pd.DataFrame({**columns, **known})
