"""Changes in words: how a duty stood and stands, what is missing, why, and what became of rows."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import PurePath

from assistcheck.audit.outcomes import REASONS, STATUSES
from assistcheck.comparison.causes import Cause
from assistcheck.comparison.changes import Change, Comparison, FigureFell
from assistcheck.comparison.kinds import KINDS, Kind
from assistcheck.comparison.record import DutyRecord, OutcomeRecord
from assistcheck.comparison.rows import COUNTED, RowMove
from assistcheck.i18n import Lang, LocalizedText, listed
from assistcheck.location import Location, row_ranges
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.item_phrases import ranges_text, sheet_words
from assistcheck.reports.common.numbers import readable_as
from assistcheck.reports.common.phrases import NEED_SIGNS, counted, run_ends
from assistcheck.reports.comparison.messages import FACTOR_WORDS, HOW_WORDS, NOTE_WORDS, WORDS
from assistcheck.submission.row_status import ROW_STATUS_TEXTS

_SHEETS = 4
"""Groups of rows that a text names; of more, the number is said."""
_RANGES = 3
"""Ranges of rows that a brief text names."""
_REPORTER = LocalizedText("报送主体", "reporter")


class Phrases:
    """Says what a comparison holds in one language."""

    def __init__(self, compared: Comparison, lang: Lang, *, briefly: bool = False) -> None:
        """Keep the comparison and the language; ``briefly``: of many rows the first, and of others their number."""
        self.compared = compared
        self.lang: Lang = lang
        self._briefly = briefly
        self._files = _file_names(compared)

    def say(self, key: str, **values: object) -> str:
        """Return words of comparisons."""
        return WORDS[key].text(self.lang).format(**values)

    # --- whom and what

    def title_of(self, outcome: OutcomeRecord) -> str:
        """Return what a duty is called; its rule where nobody says."""
        duty = self.duty(outcome.rule)
        return visible(duty.title.words.text(self.lang) if duty else outcome.rule)

    def what(self, outcome: OutcomeRecord) -> str:
        """Return a duty with its subject, where that is not who owes it."""
        name, title = self.name_of(outcome), self.title_of(outcome)
        return title if name == self.debtor_of(outcome) else f"{name} {title}"

    def rule_of(self, outcome: OutcomeRecord) -> str:
        """Return the id of a rule."""
        return visible(outcome.rule)

    def duty(self, rule: str) -> DutyRecord | None:
        """Return what is known of a rule, by the later report if it can be."""
        return self.compared.new.duty.get(rule) or self.compared.old.duty.get(rule)

    def name_of(self, outcome: OutcomeRecord) -> str:
        """Return the subject's name."""
        return visible(outcome.subject.get("name") or "")

    def debtor_of(self, outcome: OutcomeRecord) -> str:
        """Return who owes a duty."""
        return visible(outcome.subject.get("debtor") or outcome.subject.get("name") or "")

    def kind_of(self, ident: str) -> str:
        """Return what a kind of subject is called, or who owes."""
        words = self.compared.new.rules.kinds.get(ident)
        return self.say("debtor") if ident == "debtor" else visible(words.words.text(self.lang) if words else ident)

    # --- figures

    def status(self, outcome: OutcomeRecord | None) -> str:
        """Return the word of a status; a dash where there is no outcome."""
        return STATUSES[outcome.status].text(self.lang) if outcome else "-"

    def have(self, outcome: OutcomeRecord | None) -> str:
        """Return the figure of an outcome."""
        return "-" if outcome is None or outcome.value is None else self.figure(outcome, outcome.value)

    def need(self, outcome: OutcomeRecord) -> str:
        """Return what the target asks for, with the unit."""
        ((kind, numbers),) = outcome.target.items()
        low, high = numbers if isinstance(numbers, tuple) else (numbers, None)
        text = NEED_SIGNS[kind].format(n=self.figure(outcome, low), high="" if high is None else self.figure(outcome, high))
        return text + self._unit(outcome, high or low)

    def gap(self, outcome: OutcomeRecord | None) -> str:
        """Return how much is missing, without its unit."""
        return "-" if outcome is None or outcome.gap is None else self.figure(outcome, outcome.gap)

    def figure(self, outcome: OutcomeRecord, value: Decimal) -> str:
        """Return a figure of an outcome, behind the sign of its currency where it has one."""
        duty = self.duty(outcome.rule)
        if duty is None:
            return f"{value:f}"
        text, sign = readable_as(value, duty.quantity), self._sign(duty)
        return f"-{sign}{text[1:]}" if text.startswith("-") else sign + text

    def _sign(self, duty: DutyRecord) -> str:
        words = duty.unit.words.text(self.lang)
        return words if duty.quantity == "money" and unicodedata.category(words[-1:] or " ") == "Sc" else ""

    def _unit(self, outcome: OutcomeRecord, number: Decimal) -> str:
        duty = self.duty(outcome.rule)
        if duty is None:
            return f" {visible(outcome.unit)}"
        if duty.quantity == "ratio" or self._sign(duty):
            return ""
        words = visible(duty.unit.words.text(self.lang))
        if self.lang == "zh":
            return f" {words}" if words[:1].isascii() and words[:1].isalpha() else words
        return f" {counted(words, int(number) if number == int(number) else None)}"

    # --- before and after

    def both(self, change: Change | FigureFell, tell: Callable[[OutcomeRecord | None], str]) -> str:
        """Return what is told of both outcomes: before → after, or once where it is the same."""
        was, now = tell(change.before), tell(change.after)
        return was if was == now else f"{was} → {now}"

    def have_need(self, change: Change | FigureFell) -> str:
        """Return figures and targets before and after: 2 → 3 / ≥4条."""
        needs = [self.need(one) for one in (change.before, change.after) if one]
        return f"{self.both(change, self.have)} / {' → '.join(dict.fromkeys(needs))}"

    def missing(self, change: Change) -> str:
        """Return the months or quarters that lack their number now."""
        periods = change.after.missing if change.after else ()
        to = LocalizedText("至", " to ").text(self.lang)
        told = listed((to.join(ends) for ends in run_ends(periods)), self.lang)
        return self.say("missing", periods=told) if periods else ""

    # --- why

    def causes(self, change: Change) -> str:
        """Return why an outcome changed; rows that moved without being a cause are told as such."""
        told = [self.cause(one, change) for one in change.causes]
        if change.moves and not any(one.how in {"rows", "countable"} for one in change.causes):
            is_data = any(one.kind == "data" for one in change.causes)
            rows = self._numbers(change.moves) if self._briefly else self.moves(change.moves)
            told.append(rows if is_data else self.say("not_cause", rows=rows))
        return self.say("semicolon").join(told)

    def _numbers(self, moves: Sequence[RowMove]) -> str:
        """Return how many rows came, went or changed."""
        fates = Counter(move.fate for move in moves)
        told = self.say("comma").join(self.say(f"n_{fate}", n=number) for fate, number in fates.items())
        return self.say("n_rows", told=told)

    def cause(self, cause: Cause, change: Change) -> str:
        """Return one cause: data: new: Visits row 7."""
        facts = {name: visible(text) or self.say("default") for name, text in cause.facts}
        if cause.how == "pace" and change.before and change.after:
            facts = {
                side: self.figure(one, one.expected) for side, one in zip(facts, (change.before, change.after), strict=True)
            }
        rows = self.moves(change.moves) if "{rows}" in HOW_WORDS[cause.how].zh else ""
        words = HOW_WORDS[cause.how].text(self.lang).format(**facts, rows=rows)
        return FACTOR_WORDS[cause.kind].text(self.lang) + self.say("colon") + words

    def moves(self, moves: Iterable[RowMove]) -> str:
        """Return what became of rows, those of one sheet and fate together."""
        groups: dict[tuple[object, ...], list[RowMove]] = {}
        for move in moves:
            places = [place._replace(row=0) if place else None for place in (move.before, move.after)]
            counts = (move.counted_as, move.counts_as) if move.fate == "recounted" else ()
            groups.setdefault((move.fate, *places, *counts), []).append(move)
        told = [self._moved(group) for group in groups.values()]
        shown, more = self.say("semicolon").join(told[:_SHEETS]), len(told) > _SHEETS
        return shown + self.say("and_more", n=len(told)) if more else shown

    def _moved(self, moves: Sequence[RowMove]) -> str:
        first = moves[0]
        was, now = ([place for move in moves if (place := getattr(move, side))] for side in ("before", "after"))
        match first.fate:
            case "came":
                return self._behind("came", self.places(now))
            case "went":
                return self._behind("went", self.places(was))
            case "changed":
                places = dict.fromkeys((self.places(was), self.places(now)))
                return self._behind("changed", " → ".join(places))
            case _:
                return self._recounted(first, self.places(now or was))

    def _behind(self, key: str, places: str) -> str:
        """Return places behind a word, with a space before Latin letters."""
        return self.say(key) + ("" if places.startswith("《") else " ") + places

    def _recounted(self, move: RowMove, place: str) -> str:
        was, now = self.why_not(move.counted_as), self.why_not(move.counts_as)
        if move.counts_as == COUNTED:
            return self.say("counts_now", place=place, was=was)
        if move.counted_as == COUNTED:
            return self.say("counts_not", place=place, now=now)
        return self.say("counts_other", place=place, was=was, now=now)

    def why_not(self, fate: str | None) -> str:
        """Return why a row does not count."""
        if fate is None:
            return self.say("not_there")
        known = next((words for status, words in ROW_STATUS_TEXTS.items() if status == fate), None)
        if known:
            return known.format(reporter=_REPORTER).text(self.lang)
        name, _, value = fate.partition("=")
        if name == "period":
            return self.say("other_period", period=visible(value))
        return self.say("cell", value=visible(value)) if value else self.say("blank")

    def places(self, places: Iterable[Location]) -> str:
        """Return rows as people name them: data.xlsx [Visits] rows 2, 4-5."""
        sheets: dict[tuple[str, str], list[int]] = {}
        for place in places:
            sheets.setdefault(place[:2], []).append(place.row)
        told = [self.sheet(Location(*sheet)) + self.rows(rows) for sheet, rows in sheets.items()]
        return self.say("comma").join(told)

    def rows(self, rows: Sequence[int]) -> str:
        """Return sheet rows as people name them behind their sheet: rows 2, 4-5."""
        return self.ranges(row_ranges(rows))

    def ranges(self, ranges: Sequence[tuple[int, int]]) -> str:
        """Return ranges of sheet rows likewise."""
        if not self._briefly or len(ranges) <= _RANGES:
            return ranges_text(ranges, self.lang)
        number = sum(last - first + 1 for first, last in ranges)
        return ranges_text(ranges[:_RANGES], self.lang) + self.say("rows_more", n=number)

    def sheet(self, place: Location) -> str:
        """Return a sheet as people name it before a row; the file is left out where there is but one."""
        return sheet_words(place.path, place.sheet, self._files).text(self.lang)

    # --- figures that fell

    def rows_then(self, fell: FigureFell) -> str:
        """Return where the rows stood that counted and do not any more."""
        if fell.moves:
            return self.places(move.before for move in fell.moves if move.before)
        sheets = self.say("comma").join(self.sheet(place) for place in fell.places)
        return self.say("sheets_then", sheets=sheets) if sheets else "-"

    def rows_now(self, fell: FigureFell) -> str:
        """Return what became of them: gone, changed, or there without counting."""
        told = [self._stands(move, move.after) for move in fell.moves if move.after]
        if any(move.after is None for move in fell.moves):
            sheets = self.say("comma").join(self.sheet(place).strip() for place in fell.should_stand)
            told.append(self.say("should_stand", sheets=sheets) if sheets else self.say("gone"))
        return self.say("semicolon").join(dict.fromkeys(told)) or "-"

    def _stands(self, move: RowMove, place: Location) -> str:
        where = self.places([place])
        if move.fate != "changed":
            return self._recounted(move, where)
        fate = ROW_STATUS_TEXTS["counted"].text(self.lang) if move.counts_as == COUNTED else self.why_not(move.counts_as)
        return self._behind("changed", self.say("now_as", place=where, fate=fate))

    # --- the whole

    def conclusion(self) -> str:
        """Return the one line that answers the question."""
        compared = self.compared
        kinds: dict[Kind, int] = {**compared.kinds}
        text = self.say("conclusion", **kinds, done=len(compared.done))
        if compared.excused:
            text += self.say("excused", n=len(compared.excused))
        if compared.fell:
            text += self.say("fell", n=len(compared.fell))
        if kinds["came"]:
            text += self.say("came_in", n=kinds["came"])
        if kinds["left"]:
            text += self.say("left", n=kinds["left"], open=sum(one.was_open for one in compared.of("left")))
        return text + self.say("full_stop")

    def notes(self) -> list[str]:
        """Return what has to be known of the comparison as a whole."""
        compared = self.compared
        old, new = compared.before, compared.after
        unknown = [self.sheet(place) for place in compared.unknown]
        facts: dict[str, dict[str, object]] = {
            "earlier": {"old": old.day, "new": new.day},
            "rows-unknown": {"n": len(unknown), "sheets": self.names(unknown)},
            "program": {"old": compared.old.tool.version, "new": compared.new.tool.version},
        }
        return [visible(NOTE_WORDS[note].text(self.lang).format(**facts.get(note, {}))) for note in compared.notes]

    def names(self, names: Sequence[str], most: int = 8) -> str:
        """Return names as a list, the first few and how many more."""
        shown = listed([visible(name).strip() for name in names[:most]], self.lang)
        more = len(names) - most
        return shown + (LocalizedText(f"等 {len(names)} 个", f" and {more} more").text(self.lang) if more > 0 else "")

    def why(self, outcome: OutcomeRecord | None) -> str:
        """Return why an outcome has no figure, or is excused; empty where it has one."""
        if outcome is None or outcome.reason is None:
            return ""
        return visible(outcome.reason_text or REASONS[outcome.reason].text(self.lang))

    @property
    def title(self) -> str:
        """What is compared."""
        return self.say("title", title=visible(self.compared.new.rules.title.words.text(self.lang)))

    @property
    def sides(self) -> str:
        """As of when, and of how many files."""
        compared = self.compared
        return self.say(
            "sides",
            old=compared.before.day,
            new=compared.after.day,
            old_files=len(compared.old.inputs),
            new_files=len(compared.new.inputs),
        )


def _file_names(compared: Comparison) -> dict[str, str]:
    """Return what each file is called in words: nothing where there is but one, its name if no other has that name."""
    reports = (compared.old, compared.new)
    if all(len(report.inputs) == 1 for report in reports):
        return {one.path: "" for report in reports for one in report.inputs}
    paths = {one.path for report in reports for one in report.inputs}
    names = {path: PurePath(path.replace("\\", "/")).name for path in paths}
    often = Counter(names.values())
    same = {before.path: after.path for _, (before, after) in compared.files if before and after}
    return {path: name for path, name in names.items() if often[name] == 1 or names.get(same.get(path, "")) == name}


def kind_word(kind: Kind, lang: Lang) -> str:
    """Return the word of a kind."""
    return KINDS[kind].text(lang)
