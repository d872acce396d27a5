"""The published JSON of a comparison; its schema is ``comparison-1.schema.json`` beside this file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from assistcheck import __version__
from assistcheck.comparison.changes import Change, Comparison, FigureFell, FileChange, RuleChange
from assistcheck.comparison.kinds import KINDS
from assistcheck.comparison.kinds import Side as ComparedSide
from assistcheck.comparison.record import InputRecord, OutcomeRecord
from assistcheck.comparison.rows import RowMove, SheetRows
from assistcheck.i18n import Lang
from assistcheck.location import Location, row_ranges
from assistcheck.reports import View
from assistcheck.reports.comparison.phrases import Phrases
from assistcheck.reports.json.outcomes import compact

if TYPE_CHECKING:
    from assistcheck.reports.comparison import model
    from assistcheck.reports.json.model import Target

SCHEMA = "assistcheck.comparison/1"


def to_json(compared: Comparison, view: View) -> Iterator[str]:
    """Yield the comparison as JSON text, one change a line; the same comparison gives the same text."""
    data = _Data(compared, view.lang)
    head = {"schema": SCHEMA, **data.head()}
    yield "{\n" + "".join(f"{compact(key)}:{compact(value)},\n" for key, value in head.items())
    for key, lines in data.lists().items():
        yield f"{compact(key)}:[\n"
        for number, line in enumerate(lines):
            yield f",\n{compact(line)}" if number else compact(line)
        yield "\n],\n"
    yield f'"summary":{compact(data.summary())}\n}}\n'


class _Data:
    """A comparison in the published shape."""

    def __init__(self, compared: Comparison, lang: Lang) -> None:
        self.compared = compared
        self.lang: Lang = lang
        self.words = Phrases(compared, lang)

    def head(self) -> dict[str, object]:
        compared = self.compared
        notes = zip(compared.notes, self.words.notes(), strict=True)
        title = compared.new.rules.title
        return {
            "tool": {"name": "assistcheck", "version": __version__},
            "rules": {"pack": compared.new.rules.pack, "title": {"zh": title.zh, "en": title.en}},
            "before": _side(compared.before),
            "after": _side(compared.after),
            "notes": [{"code": code, "words": words} for code, words in notes],
            "sent": [*compared.sent],
            "unsent": [*compared.unsent],
        }

    def lists(self) -> dict[str, Iterator[object]]:
        compared = self.compared
        return {
            "changes": map(self._change, compared.changes),
            "figure_fell": map(self._fell, compared.fell),
            "files": map(_file, compared.files),
            "sheets": map(_sheet, compared.sheets),
            "rules_changed": map(self._rule, compared.rules),
        }

    def summary(self) -> model.Summary:
        compared = self.compared
        by: dict[str, list[model.Tally]] = {
            kind: [{"name": name, "kinds": {one: tally[one] for one in KINDS}} for name, tally in names.items()]
            for kind, names in compared.tallies.items()
        }
        return {
            "kinds": dict(compared.kinds.items()),
            "done": len(compared.done),
            "excused": len(compared.excused),
            "figure_fell": len(compared.fell),
            "causes": dict(compared.factors.items()),
            "by": by,
            "exit_code": compared.exit_code,
        }

    def _change(self, change: Change) -> model.Change:
        one = change.either
        return {
            "kind": change.kind,
            "rule": one.rule,
            "title": self.words.title_of(one),
            "level": one.level,
            "subject": {**one.subject},
            "unit": self._unit(one),
            "before": _standing(change.before),
            "after": _standing(change.after),
            "was_open": change.was_open,
            "done": change.is_done,
            "causes": [
                {"kind": cause.kind, "how": cause.how, "facts": cause.fact, "words": self.words.cause(cause, change)}
                for cause in change.causes
            ],
            "rows": _moved(change.moves),
        }

    def _unit(self, one: OutcomeRecord) -> str:
        duty = self.words.duty(one.rule)
        return duty.unit.words.text(self.lang) if duty else one.unit

    def _fell(self, one: FigureFell) -> model.FigureFell:
        return {
            "rule": one.after.rule,
            "title": self.words.title_of(one.after),
            "subject": {**one.after.subject},
            "unit": self._unit(one.after),
            "before": _figure(one.before.value or Decimal(0)),
            "after": _figure(one.after.value or Decimal(0)),
            "rows": _moved(one.moves),
            "should_stand": [{"path": place.path, "sheet": place.sheet} for place in one.should_stand],
        }

    def _rule(self, one: RuleChange) -> model.RuleChange:
        duty = one.after or one.before
        sides = zip((one.before, one.after), one.readings, one.levels, strict=True)
        before, after = (
            {"reading": reading, "level": level, "mark": known.mark if known else None} for known, reading, level in sides
        )
        return {
            "rule": one.rule,
            "title": duty.title.words.text(self.lang) if duty else one.rule,
            "differs_in": [*one.differs_in],
            "before": before,  # type: ignore[typeddict-item]  # a mapping of these keys
            "after": after,  # type: ignore[typeddict-item]
        }


def _side(side: ComparedSide) -> model.Side:
    report = side.report
    return {
        "as_of": side.day.isoformat(),
        "version": report.tool.version,
        "sha256": report.rules.sha256,
        "readings": {**report.rules.readings},
        "files": len(report.inputs),
        "outcomes": len(report.outcomes),
        "complete": report.is_complete,
    }


def _standing(one: OutcomeRecord | None) -> model.Standing | None:
    if one is None:
        return None
    return {
        "status": one.status,
        "value": None if one.value is None else _figure(one.value),
        "target": _target(one),
        "expected": _figure(one.expected),
        "gap": None if one.gap is None else _figure(one.gap),
        "due": one.due.isoformat() if one.due else None,
        "missing": [*one.missing],
        "reason": one.reason,
        "reason_text": one.reason_text,
        "reading": one.reading,
    }


def _target(one: OutcomeRecord) -> Target:
    found: Target = {}
    for kind, numbers in one.target.items():
        shown = [*map(_figure, numbers)] if isinstance(numbers, tuple) else _figure(numbers)
        found[kind] = shown
    return found


def _figure(value: Decimal) -> int | str:
    """Return a figure as its report has it: a count as a number, money and shares as texts with their decimals."""
    return int(value) if value.as_tuple().exponent == 0 else f"{value:f}"


def _moved(moves: Iterable[RowMove]) -> list[model.Moved]:
    """Return what became of rows, those of one sheet and fate together."""
    groups: dict[tuple[object, ...], list[RowMove]] = {}
    for move in moves:
        places = [place._replace(row=0) if place else None for place in (move.before, move.after)]
        groups.setdefault((move.fate, *places, move.counted_as, move.counts_as), []).append(move)
    return [
        {
            "fate": group[0].fate,
            "before": _rows([move.before for move in group], group[0].counted_as),
            "after": _rows([move.after for move in group], group[0].counts_as),
        }
        for group in groups.values()
    ]


def _rows(places: Iterable[Location | None], counts_as: str | None) -> model.RowsPlace | None:
    found = [place for place in places if place]
    if not found:
        return None
    return {
        "path": found[0].path,
        "sheet": found[0].sheet,
        "rows": _ranges([place.row for place in found]),
        "counts_as": counts_as,
    }


def _ranges(rows: Iterable[int]) -> list[list[int]]:
    return [[first, last] for first, last in row_ranges([*rows])]


def _file(change: FileChange) -> model.File:
    before, after = change.pair
    return {"fate": change.fate, "before": _input(before), "after": _input(after)}


def _input(one: InputRecord | None) -> model.FilePlace | None:
    return {"path": one.path, "status": one.status, "reporter": one.reporter} if one else None


def _sheet(one: SheetRows) -> model.SheetRows:
    return {
        "ledger": one.ledger,
        "before": _sheet_place(one.before),
        "after": _sheet_place(one.after),
        "went": _ranges(one.went),
        "came": _ranges(one.came),
        "changed": [[*rows] for rows in one.changed],
    }


def _sheet_place(place: Location | None) -> model.SheetPlace | None:
    return {"path": place.path, "sheet": place.sheet} if place else None
