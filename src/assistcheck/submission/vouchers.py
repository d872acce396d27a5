"""Vouchers (凭证): one that two teams claim for one amount counts once; one that serves several evidences is told."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from datetime import date

from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.schema import Voucher
from assistcheck.problem_codes import ProblemLevel
from assistcheck.problems import Problem, ProblemWords
from assistcheck.submission.evidence_key import Evidence, precedence
from assistcheck.submission.ledger_table import LedgerTable
from assistcheck.submission.roster.roster import Roster


def double_claims(table: LedgerTable, evidence: Evidence, roster: Roster) -> Iterator[Problem]:
    """Give its fate to every row whose voucher and amount another team has claimed already.

    The earliest date stands, then the team that comes first in its roster.
    """
    voucher, teams, rank = _voucher_of(table), evidence.claimants, _ranks(table, evidence, roster)
    amounts = table.columns[voucher.amount]
    for positions in _repeated(table, evidence, lambda at: (evidence.vouchers[at], amounts[at])):
        first = min(positions, key=rank)
        for position in positions:
            if teams[position] != teams[first]:
                table.fates[position] = "double-claim"
                place, seen = table.place(position, voucher.number), table.columns[voucher.number][position]
                yield Problem("double-claim", place, seen, _claimed(table, roster, teams[first], first, position))
        if rival := _rival_elsewhere(table, positions, first):
            yield _claimed_too(table, roster, first, rival, teams[rival])


def shared_vouchers(table: LedgerTable, evidence: Evidence, roster: Roster) -> Iterator[Problem]:
    """Yield a remark for each voucher that stands with several evidences: a warning within a team, a note between teams."""
    teams, rank = evidence.claimants, _ranks(table, evidence, roster)
    for positions in _repeated(table, evidence, lambda at: evidence.vouchers[at]):
        own: dict[str | None, list[int]] = {}
        for position in sorted(positions, key=lambda at: (rank(at), precedence(table, at))):
            own.setdefault(teams[position], []).append(position)
        for rows in own.values():
            if len(rows) > 1:
                yield _shared(table, rows, "warning")
        if len(own) > 1:
            yield _shared(table, [rows[0] for rows in own.values()], "note")


def _repeated(table: LedgerTable, evidence: Evidence, key_of: Callable[[int], Hashable]) -> list[list[int]]:
    """Return the rows that count so far and have a voucher, by a key, where several have the same."""
    groups: dict[Hashable, list[int]] = {}
    for position in table.counted_rows():
        if evidence.vouchers[position] is not None:
            groups.setdefault(key_of(position), []).append(position)
    return [positions for positions in groups.values() if len(positions) > 1]


def _ranks(table: LedgerTable, evidence: Evidence, roster: Roster) -> Callable[[int], tuple[date, int]]:
    order = {member.name: number for number, member in enumerate(roster.reporters.values())}
    dated, teams = table.sheet.dated_by if table.sheet.dating == "date" else "", evidence.claimants
    dates = table.columns[dated] if dated else []
    return lambda at: (dates[at] if dates and dates[at] else date.max, order.get(teams[at] or "", len(order)))


def _voucher_of(table: LedgerTable) -> Voucher:
    """Return the columns of a table's vouchers; only tables that have some are looked at for them."""
    if table.sheet.voucher is None:
        raise ValueError(table.id)
    return table.sheet.voucher


def _claimed(table: LedgerTable, roster: Roster, team: str | None, position: int, reader: int) -> LocalizedText:
    where, kind = table.row_for(position, [reader]), roster.kind(roster.subjects.roles.reporting).name
    return LocalizedText(
        f"一个{kind.zh}的凭证（{team} 在{where.zh}申报）", f"the voucher of one {kind.en} (claimed by {team}: {where.en})"
    )


def _rival_elsewhere(table: LedgerTable, positions: list[int], first: int) -> int | None:
    """Return the first row of another workbook whose claim is refused, which whoever has the claim that stands cannot see."""
    refused = (at for at in positions if table.fates[at] == "double-claim")
    return next((at for at in refused if table.place(at).path != table.place(first).path), None)


def _claimed_too(table: LedgerTable, roster: Roster, first: int, rival: int, team: str | None) -> Problem:
    """Return the remark on a claim that stands: whoever made it by mistake would else never hear of it."""
    number, kind = _voucher_of(table).number, roster.kind(roster.subjects.roles.reporting).name
    words = ProblemWords(
        LocalizedText(
            f"另一{kind.zh}也申报了同一凭证，现只计本行", f"another {kind.en} claims the same voucher; this row counts"
        ),
        LocalizedText(
            f"核对凭证：不是本{kind.zh}的，删去本行；是本{kind.zh}的，不必改动",
            f"check the voucher: delete the row if it is not this {kind.en}'s; if it is, leave it as it is",
        ),
    )
    place, seen = table.place(first, number), table.columns[number][first]
    return Problem("voucher-shared", place, seen, _claimed(table, roster, team, rival, first), "warning", words)


def _shared(table: LedgerTable, positions: list[int], grade: ProblemLevel) -> Problem:
    first, second, *_ = positions
    where, number, number_column = table.row_for(first, [second]), len(positions), _voucher_of(table).number
    expected = LocalizedText(
        f"每份佐证一个凭证号（{where.zh}也用此号，共 {number} 处）",
        f"a voucher number for each evidence (also at {where.en}; {number} places in all)",
    )
    return Problem("voucher-shared", table.place(second, number_column), table.columns[number_column][second], expected, grade)
