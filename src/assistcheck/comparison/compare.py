"""Two reports to what they differ in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from assistcheck.audit.exit_code import FailOn
from assistcheck.comparison.causes import Causes
from assistcheck.comparison.changes import Change, Comparison, FigureFell, FileChange, Note, RuleChange
from assistcheck.comparison.inputs import senders
from assistcheck.comparison.kinds import Kind, Side, kind_of
from assistcheck.comparison.record import Key, OutcomeRecord, ReportRecord
from assistcheck.comparison.rows import COUNTED, KnownRows
from assistcheck.errors import UsageError
from assistcheck.gc_pause import without_collecting
from assistcheck.i18n import LocalizedText
from assistcheck.location import Location


def compare(old: ReportRecord, new: ReportRecord, fail_on: FailOn = "any") -> Comparison:
    """Return what became of every duty of every subject from one report to another; ``fail_on``: what fails it.

    Raises:
        UsageError: the reports are of different rule packs, and so of different programmes or years.
    """
    if old.rules.pack != new.rules.pack:
        raise _other_pack(old, new)
    with without_collecting():
        return _Comparer(old, new).comparison()._replace(fail_on=fail_on)


def _other_pack(old: ReportRecord, new: ReportRecord) -> UsageError:
    ours, theirs = old.rules, new.rules
    return UsageError(
        LocalizedText(
            f"两份报告依据的规则包不同（{ours.pack}《{ours.title.zh}》与 {theirs.pack}《{theirs.title.zh}》），"
            "不同项目或年度的事项不能对比；请给出同一规则包的两份报告",
            f"the reports are of different rule packs ({ours.pack}, {ours.title.en}; {theirs.pack}, {theirs.title.en}): "
            "duties of different programmes or years cannot be compared; give two reports of one pack",
        )
    )


class _Comparer:
    """One comparison while it is made."""

    def __init__(self, old: ReportRecord, new: ReportRecord) -> None:
        self.before, self.after = Side.of(old), Side.of(new)
        self.old, self.new = old, new
        self.known = KnownRows(old, new)
        self.causes = Causes(self.before, self.after, self.known)
        self.tallies: dict[str, dict[str, Counter[Kind]]] = {}
        self.unchanged = 0

    def comparison(self) -> Comparison:
        changes = tuple(self._changes())
        sent, sending = senders(self.old), senders(self.new)
        files = tuple(FileChange(self.known.fate(pair), pair) for pair in self.known.pairs)
        fell = tuple(self._fallen())
        found = Comparison(
            before=self.before,
            after=self.after,
            changes=changes,
            unchanged=self.unchanged,
            fell=fell,
            files=files,
            sheets=self.known.sheets,
            rules=tuple(self._rules()),
            tallies=self.tallies,
            sent=tuple(sorted(sending - sent)),
            unsent=tuple(sorted(sent - sending)),
            unknown=tuple(self.known.unknown),
            notes=(),
        )
        return found._replace(notes=tuple(self._notes(found)))

    # --- outcomes

    def _changes(self) -> Iterator[Change]:
        ours, theirs = self.keyed
        for key, new in theirs.items():
            yield from self._change(ours.get(key), new)
        for key, old in ours.items():
            if key not in theirs:
                yield from self._change(old, None)

    @cached_property
    def keyed(self) -> tuple[Mapping[Key, OutcomeRecord], Mapping[Key, OutcomeRecord]]:
        """Return the outcomes of both by the same keys: whole ones where either report has a name twice."""
        twice = {key[:3] for report in (self.old, self.new) for key in report.by_key if len(key) > 3}

        def keyed(report: ReportRecord) -> Mapping[Key, OutcomeRecord]:
            return {one.key if one.key[:3] in twice else one.key[:3]: one for one in report.outcomes}

        return keyed(self.old), keyed(self.new)

    def _change(self, old: OutcomeRecord | None, new: OutcomeRecord | None) -> Iterator[Change]:
        kind = kind_of(old, new, self.before, self.after)
        self._tally(new or old, kind)
        if kind == "unchanged":
            self.unchanged += 1
            return
        moves = self.known.moves(old, new)
        if old and new:
            causes = self.causes.of(old, new, moves)
        else:
            lone = new or old
            causes = self.causes.of_lone(lone, came=new is not None) if lone else ()
        yield Change(kind, old, new, causes, moves, was_open=old is not None and self.before.is_open(old))

    def _tally(self, outcome: OutcomeRecord | None, kind: Kind) -> None:
        for by, name in outcome.subject.items() if outcome else ():
            if name and by not in {"kind", "name"}:
                self.tallies.setdefault(by, {}).setdefault(name, Counter())[kind] += 1

    # --- figures that fell

    def _fallen(self) -> Iterator[FigureFell]:
        if self.after.day < self.before.day:
            return
        ours, theirs = self.keyed
        for key, new in theirs.items():
            old = ours.get(key)
            if old is None or old.value is None or new.value is None or new.value >= old.value:
                continue
            if self._adds_events(old, new):
                lost = tuple(move for move in self.known.moves(old, new) if move.counted_as == COUNTED)
                places = () if lost else tuple(Location(one.path, one.sheet) for one in old.evidence)
                gone = (move.before for move in lost if move.before and move.after is None)
                sheets = dict.fromkeys(sheet for place in gone if (sheet := self.known.successor(place)))
                yield FigureFell(old, new, lost, tuple(sheets), places)

    def _adds_events(self, old: OutcomeRecord, new: OutcomeRecord) -> bool:
        """Whether a figure is the same in both reports, and one of what happened, which never becomes less."""
        was, now = self.old.duty.get(old.rule), self.new.duty.get(new.rule)
        return bool(was and now and now.events and was.mark == now.mark and old.reading == new.reading)

    # --- rules and notes

    def _rules(self) -> Iterator[RuleChange]:
        was, now = ({one.rule: one for one in report.outcomes} for report in (self.old, self.new))
        for rule in dict.fromkeys((*now, *was)):
            ours, theirs = was.get(rule), now.get(rule)
            found = RuleChange(
                rule,
                self.old.duty.get(rule),
                self.new.duty.get(rule),
                (self.old.rules.readings.get(rule), self.new.rules.readings.get(rule)),
                (ours.level if ours else None, theirs.level if theirs else None),
            )
            if found.differs_in:
                yield found

    def _notes(self, found: Comparison) -> Iterator[Note]:
        complete = self.old.is_complete and self.new.is_complete
        if complete and not (found.changes or found.sheets) and all(one.fate == "same" for one in found.files):
            yield "same"
        if self.after.day < self.before.day:
            yield "earlier"
        if not self.old.is_complete:
            yield "old-incomplete"
        if not self.new.is_complete:
            yield "new-incomplete"
        if self.known.unknown:
            yield "rows-unknown"
        if not (self.old.duties and self.new.duties):
            yield "duties-unknown"
        if self.old.tool.version != self.new.tool.version:
            yield "program"
