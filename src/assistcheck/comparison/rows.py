"""Which rows of one report are those of another: by what they say, wherever they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from assistcheck.comparison.inputs import FileFate, InputPair, paired_inputs
from assistcheck.comparison.record import InputRecord, OutcomeRecord, ReportRecord, SheetRecord
from assistcheck.location import Location
from assistcheck.submission.row_marks import MOST_ROWS

RowFate = Literal["came", "went", "changed", "recounted"]
"""What became of a row; ``recounted``: the same row counts otherwise."""
COUNTED = "counted"


class RowMove(NamedTuple):
    """What became of one row that an outcome rests on, or rested on."""

    fate: RowFate
    before: Location | None
    after: Location | None
    counted_as: str | None
    """Before: ``counted``, or why it did not count; ``None``: it was not looked at."""
    counts_as: str | None
    """The same after."""

    @property
    def matters(self) -> bool:
        """Whether it counts on one side and not, or with other words, on the other."""
        return (self.counted_as == COUNTED) != (self.counts_as == COUNTED) or (
            self.fate == "changed" and self.counts_as == COUNTED
        )


class SheetRows(NamedTuple):
    """The rows of one sheet that are not in the other report."""

    ledger: str
    before: Location | None
    """File and sheet; ``None``: there was none."""
    after: Location | None
    went: tuple[int, ...]
    came: tuple[int, ...]
    changed: tuple[tuple[int, int], ...]
    """The row before and after."""


class _Sheet(NamedTuple):
    place: Location
    record: SheetRecord
    sha256: str | None


class KnownRows:
    """The rows of two reports, each known again; those of workbooks that another one stands for are left out."""

    def __init__(self, old: ReportRecord, new: ReportRecord) -> None:
        """Hold the rows of ``old`` against those of ``new``."""
        self.pairs = paired_inputs(old, new)
        self._old, self._new = _sheets(old), _sheets(new)
        self._shared = {one.sha256 for one in old.inputs} & {one.sha256 for one in new.inputs} - {None}
        measured = {one.ledger for report in (old, new) for one in report.duties}
        unmarked = [one for one in (*self._old.values(), *self._new.values()) if _is_unmarked(one.record, measured)]
        self._by_file = {one.sha256 for one in unmarked if one.sha256 in self._shared}
        """Files whose rows are known by their places: the file is the same, and some of its rows have no mark."""
        self.unknown = sorted({one.place for one in unmarked if one.sha256 not in self._by_file})
        """Sheets whose rows cannot be told apart."""
        self._idents: tuple[dict[Location, Mapping[int, Hashable]], ...] = ({}, {})
        self._found = self._places(self._old, 0), self._places(self._new, 1)
        self._partners = _partners(self.pairs, self._old, self._new)
        self._successors = {before: after for after, before in self._partners.items()}
        self.sheets = tuple(self._sheet_rows())
        changed = ((one.before, one.after, one.changed) for one in self.sheets if one.before and one.after)
        self._changed = {
            before._replace(row=was): after._replace(row=now) for before, after, rows in changed for was, now in rows
        }

    def fate(self, pair: InputPair) -> FileFate:
        """Return what became of a file."""
        before, after = pair
        if before is None or after is None:
            return "came" if before is None else "went"
        if before.sha256 == after.sha256:
            return "same" if before.path == after.path else "renamed"
        paths = {before.path, after.path}
        if any(one.path in paths for one in self.unknown) or [*map(_shape, before.sheets)] != [*map(_shape, after.sheets)]:
            return "changed"
        moved = any(_is_of(one.before, before) or _is_of(one.after, after) for one in self.sheets)
        return "changed" if moved else "resaved"

    def moves(self, old: OutcomeRecord | None, new: OutcomeRecord | None) -> tuple[RowMove, ...]:
        """Return what became of the rows that an outcome rests on."""
        before, after = self._fates(old, 0), self._fates(new, 1)
        for key in before.keys() & after.keys():
            common = min(len(before[key]), len(after[key]))
            del before[key][:common], after[key][:common]
        ours = {place: (ident, fate) for (ident, fate), places in before.items() for place in places}
        theirs = {place: (ident, fate) for (ident, fate), places in after.items() for place in places}
        found = [*self._recounted(ours, theirs), *self._moved(ours, theirs)]
        return tuple(sorted(found, key=lambda move: (move.after or move.before or Location(""), move.fate)))

    def knows_all(self, outcome: OutcomeRecord | None) -> bool:
        """Whether every row that an outcome rests on is known again."""
        unknown = {one[:2] for one in self.unknown}
        return not (
            outcome and unknown and any((one.path, one.sheet) in unknown for one in (*outcome.evidence, *outcome.excluded))
        )

    def successor(self, place: Location) -> Location | None:
        """Return the sheet in which a row would stand now; ``None`` where there is none any more."""
        return self._successors.get(place._replace(row=0))

    # --- within

    def _places(self, sheets: Mapping[Location, _Sheet], side: int) -> dict[Hashable, list[Location]]:
        found: dict[Hashable, list[Location]] = {}
        for place, sheet in sheets.items():
            if sheet.sha256 in self._by_file:
                idents: Mapping[int, Hashable] = _Placed(sheet)
                rows: Iterable[int] = ()
            else:
                idents = {row: (sheet.record.ledger, mark) for row, mark in sheet.record.marks.items()}
                rows = idents
            self._idents[side][place] = idents
            for row in rows:
                found.setdefault(idents[row], []).append(place._replace(row=row))
        return found

    def _sheet_rows(self) -> Iterator[SheetRows]:
        """Yield the rows of each sheet that only one report has, in the order of the later one."""
        went, came = self._lone()
        partners, continued = self._partners, self._successors
        for place in self._new:
            yield from self._sheet_pair(partners.get(place), place, went, came)
        for place in self._old:
            if place not in continued:
                yield from self._sheet_pair(place, None, went, came)

    def _sheet_pair(
        self,
        before: Location | None,
        after: Location | None,
        went: Mapping[Location, set[int]],
        came: Mapping[Location, set[int]],
    ) -> Iterator[SheetRows]:
        gone, new = went.get(before or Location(""), set()), came.get(after or Location(""), set())
        if not (gone or new):
            return
        changed = []
        if before and after and gone and new:
            theirs = _gaps(self._idents[1][after], new)
            for anchor, rows in _gaps(self._idents[0][before], gone).items():
                changed += [*zip(rows, theirs.get(anchor, ()), strict=False)]
        gone, new = gone - {was for was, _ in changed}, new - {now for _, now in changed}
        sheet = self._new[after] if after else self._old[before or Location("")]
        yield SheetRows(sheet.record.ledger, before, after, tuple(sorted(gone)), tuple(sorted(new)), tuple(changed))

    def _lone(self) -> tuple[dict[Location, set[int]], dict[Location, set[int]]]:
        """Return the rows of each sheet that the other report does not have, or has fewer of."""
        found: tuple[defaultdict[Location, set[int]], ...] = (defaultdict(set), defaultdict(set))
        for side in (0, 1):
            for ident, places in self._found[side].items():
                others = self._found[1 - side].get(ident, ())
                if len(others) < len(places):
                    kept = _kept_first(places, others)
                    for place in kept[len(others) :]:
                        found[side][place._replace(row=0)].add(place.row)
        return found[0], found[1]

    def _fates(self, outcome: OutcomeRecord | None, side: int) -> dict[tuple[Hashable, str], list[Location]]:
        """Return the places of the rows of an outcome, by what they say and how they count."""
        found: dict[tuple[Hashable, str], list[Location]] = {}
        for rows in (*outcome.evidence, *outcome.excluded) if outcome else ():
            place = Location(rows.path, rows.sheet)
            idents = self._idents[side].get(place)
            if idents is None:
                continue
            for first, last in rows.rows:
                for row in range(first, last + 1):
                    if (ident := idents.get(row)) is not None:
                        found.setdefault((ident, rows.reason or COUNTED), []).append(place._replace(row=row))
        return found

    @staticmethod
    def _recounted(
        ours: dict[Location, tuple[Hashable, str]], theirs: dict[Location, tuple[Hashable, str]]
    ) -> Iterator[RowMove]:
        """Yield the rows that say the same and count otherwise, and take them out."""
        waiting: dict[Hashable, list[Location]] = {}
        for place, (ident, _) in theirs.items():
            waiting.setdefault(ident, []).append(place)
        for place, (ident, fate) in [*ours.items()]:
            if partners := waiting.get(ident):
                partner = partners.pop(0)
                del ours[place]
                yield RowMove("recounted", place, partner, fate, theirs.pop(partner)[1])

    def _moved(
        self, ours: Mapping[Location, tuple[Hashable, str]], theirs: dict[Location, tuple[Hashable, str]]
    ) -> Iterator[RowMove]:
        for place, (ident, fate) in ours.items():
            partner = self._changed.get(place)
            if partner:
                yield RowMove("changed", place, partner, fate, theirs.pop(partner, (None, None))[1])
                continue
            stands = self._found[1].get(ident)
            yield RowMove("recounted" if stands else "went", place, stands[0] if stands else None, fate, None)
        before = {after: was for was, after in self._changed.items()}
        for place, (ident, fate) in theirs.items():
            if was := before.get(place):
                yield RowMove("changed", was, place, None, fate)
                continue
            stood = self._found[0].get(ident)
            yield RowMove("recounted" if stood else "came", stood[0] if stood else None, place, None, fate)


class _Placed(Mapping[int, Hashable]):
    """The rows of a sheet of a file that both reports have, known by their numbers."""

    def __init__(self, sheet: _Sheet) -> None:
        self._sheet = (sheet.sha256, sheet.place.sheet)

    def __getitem__(self, row: int) -> Hashable:
        return (*self._sheet, row)

    def get(self, row: int, _default: object = None) -> Hashable:
        return (*self._sheet, row)

    def __iter__(self) -> Iterator[int]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _is_of(place: Location | None, file: InputRecord) -> bool:
    return place is not None and place.path == file.path


def _sheets(report: ReportRecord) -> dict[Location, _Sheet]:
    return {
        Location(one.path, sheet.name): _Sheet(Location(one.path, sheet.name), sheet, one.sha256)
        for one in report.inputs
        if one.status != "superseded"
        for sheet in one.sheets
    }


def _is_unmarked(sheet: SheetRecord, measured: Collection[str]) -> bool:
    """Whether a sheet has rows that cannot be known again; nothing rests on those of a cover sheet."""
    rows = sheet.rows.get("read", 0) - sheet.rows.get("skipped", 0)
    return sheet.row_marks is None and (rows > MOST_ROWS or (rows > 0 and sheet.ledger in measured))


def _shape(sheet: SheetRecord) -> tuple[str, int]:
    """Return what two sheets with the same rows have in common, marked or not."""
    return sheet.ledger, sheet.rows.get("read", 0) - sheet.rows.get("skipped", 0)


def _partners(
    pairs: Iterable[InputPair], old: Mapping[Location, _Sheet], new: Mapping[Location, _Sheet]
) -> dict[Location, Location]:
    """Return the sheet before of each sheet after: of the same file and ledger."""
    found: dict[Location, Location] = {}
    for before, after in pairs:
        if before is None or after is None:
            continue
        of_ledger = {sheet.ledger: place for sheet in before.sheets if (place := Location(before.path, sheet.name)) in old}
        for sheet in after.sheets:
            place = Location(after.path, sheet.name)
            if place in new and sheet.ledger in of_ledger:
                found[place] = of_ledger.pop(sheet.ledger)
    return found


def _gaps(idents: Mapping[int, Hashable], lone: set[int]) -> dict[Hashable, list[int]]:
    """Return the rows that only one report has, in their order, by the row above them that both have."""
    found: dict[Hashable, list[int]] = {}
    above: Hashable = None
    for row in sorted(idents):
        if row in lone:
            found.setdefault(above, []).append(row)
        else:
            above = idents[row]
    return found


def _kept_first(places: Sequence[Location], others: Sequence[Location]) -> list[Location]:
    """Return equal rows, those first that stand where the other report has them."""
    there = {*others}
    sheets = {one[:2] for one in others}
    return sorted(places, key=lambda place: (place not in there, place[:2] not in sheets))
