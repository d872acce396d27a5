"""What reading and auditing give to programs: a submission and a report that make frames of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistcheck.audit import outcomes
from assistcheck.submission import load

if TYPE_CHECKING:
    import pandas as pd


class Submission(load.Submission):
    """Everything that was sent, matched with the rosters: roster, tables, coverage, inputs, problems."""

    __slots__ = ()

    def frame(self, ledger: str) -> pd.DataFrame:
        """Return the rows of a ledger or roster as pandas, with fate and place; see :func:`assistcheck.frames.ledger_frame`.

        Raises:
            UsageError: nobody supplied this ledger.
        """
        from assistcheck.frames import ledger_frame  # noqa: PLC0415 - pandas is loaded where a frame is wanted

        return ledger_frame(self, ledger)


class Report(outcomes.Report):
    """One audit: what was audited, as of when, by which pack, and everything found."""

    __slots__ = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each outcome as pandas; see :func:`assistcheck.frames.outcomes_frame`."""
        from assistcheck.frames import outcomes_frame  # noqa: PLC0415

        return outcomes_frame(self)
