"""A comparison as headings, lines and grids of text, which the terminal, Markdown and the page draw from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from assistcheck.comparison.changes import Change, Comparison, RuleChange
from assistcheck.comparison.kinds import KINDS, PRESSING, Kind
from assistcheck.comparison.what_if import FACTORS
from assistcheck.i18n import Lang
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.comparison.messages import FACTOR_WORDS, FILE_WORDS, KIND_NOTES
from assistcheck.reports.comparison.phrases import Phrases, kind_word
from assistcheck.reports.tabular.messages import READ_AS
from assistcheck.reports.tabular.model import display_width
from assistcheck.rules.labels import LEVELS

Tone = Literal["", "good", "bad", "faint"]
_FALLS, _NAMES, _ROWS = 6, 6, 6
_ITEMS: dict[Kind, int] = {"new": 6, "reopened": 6, "worse": 6, "closed": 6, "better": 3, "came": 3, "left": 3}
"""Items of each kind that are shown unless all are asked for."""
_ALL = 1_000_000
_PLAIN, _CROWDED = (5, None, None, None, 6), (5, 3, 4, 3, 6)
"""How wide the columns of a list of changes are, and where their figures take much room."""
_FIGURES = 44
"""Columns of a terminal that statuses and figures may take without sharing."""
_ORDER: tuple[Kind, ...] = ("new", "reopened", "worse", "closed", "better", "came", "left")


class Line(NamedTuple):
    """One line."""

    text: str
    tone: Tone = ""
    is_heading: bool = False
    is_title: bool = False
    is_folded: bool = False
    """Of a heading: whether what follows is of less weight, and may be opened by who wants it."""


class Grid(NamedTuple):
    """Rows of text under headers; ``wide``: how wide each column is beside the others, ``None``: as wide as needed."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: tuple[int | None, ...] = ()
    numbers: int | None = None
    """From which column on there are numbers."""
    groups: tuple[tuple[int, str], ...] = ()
    """What stands over some of the rows, by the number of the first of them."""


Part = Line | Grid


def compared_parts(compared: Comparison, lang: Lang, *, everything: bool, quiet: bool = False) -> Iterator[Part]:
    """Yield a comparison from top to bottom; what it quotes is harmless to show."""
    page = _Page(compared, lang, everything=everything)
    yield from page.conclusion() if quiet else page.parts()


class _Page:
    def __init__(self, compared: Comparison, lang: Lang, *, everything: bool) -> None:
        self.compared = compared
        self.lang: Lang = lang
        self.everything = everything
        self.words = Phrases(compared, lang, briefly=not everything)
        self.say = self.words.say

    def limit(self, usual: int) -> int:
        return _ALL if self.everything else usual

    def parts(self) -> Iterator[Part]:
        yield Line(self.words.title, is_title=True)
        yield Line(self.words.sides)
        yield from (Line(note, "" if note_id == "same" else "bad") for note_id, note in self._notes())
        yield from self.conclusion()
        if self.compared.changes or self.compared.fell or self.compared.sheets:
            yield from self._counts()
        yield from self._senders()
        yield from self._fell()
        for kind in _ORDER:
            yield from self._kind(kind)
        yield from self._by()
        yield from self._rows()
        yield from self._files()
        yield from self._rules()
        code = self.compared.exit_code
        meaning = "exit_0_level" if code == 0 and self.compared.fail_on != "any" else f"exit_{code}"
        yield Line(self.say("exit", code=code, meaning=self.say(meaning)), "faint")

    def conclusion(self) -> Iterator[Part]:
        """Yield the one line that answers the question."""
        kinds = self.compared.kinds
        is_bad = self.compared.fell or any(kinds[kind] for kind in PRESSING)
        yield Line(self.words.conclusion(), "bad" if is_bad else "good")

    def _notes(self) -> Iterator[tuple[str, str]]:
        return zip(self.compared.notes, self.words.notes(), strict=True)

    def _heading(self, key: str, **values: object) -> Line:
        return Line(self.say(key, **values), is_heading=True)

    def _more(self, all_of: int, shown: int) -> Iterator[Line]:
        if all_of > shown:
            yield Line(self.say("more", n=f"{all_of - shown:,}"), "faint")

    def _counts(self) -> Iterator[Part]:
        yield self._heading("counts")
        factors = [FACTOR_WORDS[factor].text(self.lang) for factor in FACTORS]
        rows = []
        for kind, number in self.compared.kinds.items():
            if not number:
                continue
            causes = [{cause.kind for cause in one.causes} for one in self.compared.of(kind)]
            because = [sum(factor in one for one in causes) for factor in FACTORS]
            rows.append((kind_word(kind, self.lang), f"{number:,}", *(f"{n:,}" if n else "-" for n in because)))
        yield Grid((self.say("kind"), self.say("total"), *factors), tuple(rows), numbers=1)

    def _senders(self) -> Iterator[Part]:
        for key, names, tone in (("sent", self.compared.sent, ""), ("unsent", self.compared.unsent, "bad")):
            if names:
                shown = self.words.names(names, self.limit(_NAMES))
                yield Line(self.say(key, n=len(names), names=shown), "bad" if tone else "")

    def _fell(self) -> Iterator[Part]:
        fell = self.compared.fell
        if not fell:
            return
        yield self._heading("fell_title", n=len(fell))
        rows = [
            (
                self.words.debtor_of(one.after),
                f"{self.words.rule_of(one.after)} {self.words.what(one.after)}",
                f"{self.words.have(one.before)} → {self.words.have(one.after)}",
                self.words.rows_then(one),
                self.words.rows_now(one),
            )
            for one in fell[: self.limit(_FALLS)]
        ]
        heads = tuple(self.say(key) for key in ("debtor", "duty", "figure", "then", "now"))
        yield Grid(heads, tuple(rows), (None, 3, None, 4, 4))
        yield from self._more(len(fell), len(rows))

    def _kind(self, kind: Kind) -> Iterator[Part]:
        compared = self.compared
        if kind == "closed":
            yield from self._listed(self._heading("done_title", n=len(compared.done)), compared.done)
            yield from self._listed(self._heading("excused_title", n=len(compared.excused)), compared.excused)
            return
        found = compared.of(kind)
        note = KIND_NOTES[kind].text(self.lang)
        if kind == "left" and (was_open := sum(one.was_open for one in found)):
            note += self.say("comma") + self.say("left_open", n=was_open)
        heading = self._heading("section", kind=kind_word(kind, self.lang), n=f"{len(found):,}", note=note)
        yield from self._listed(heading._replace(is_folded=kind not in PRESSING), found)

    def _listed(self, heading: Line, changes: Sequence[Change]) -> Iterator[Part]:
        """Yield changes under a heading, by who owes them."""
        if not changes:
            return
        yield heading
        order: dict[str, int] = {}
        for one in changes:
            order.setdefault(self.words.debtor_of(one.either), len(order))
        ordered = sorted(changes, key=lambda one: order[self.words.debtor_of(one.either)])
        shown, groups, last = ordered[: self.limit(_ITEMS[changes[0].kind])], [], ""
        for number, one in enumerate(shown):
            if (debtor := self.words.debtor_of(one.either)) != last:
                last = debtor
                groups.append((number, debtor + self.say("colon").strip()))
        heads = tuple(self.say(key) for key in ("debtor_duty", "status", "have_need", "gap", "cause"))
        rows = tuple(map(self.row, shown))
        figures = sum(max(display_width(row[column]) for row in rows) for column in (1, 2, 3))
        yield Grid(heads, rows, _CROWDED if figures > _FIGURES else _PLAIN, groups=tuple(groups))
        yield from self._more(len(ordered), len(shown))

    def row(self, change: Change) -> tuple[str, ...]:
        """Return a change as texts: duty, status, figures, gap, causes."""
        words = self.words
        return (
            f"{words.rule_of(change.either)} {self.words.what(change.either)}{words.missing(change)}",
            words.both(change, words.status),
            words.have_need(change),
            words.both(change, words.gap),
            words.causes(change),
        )

    def _by(self) -> Iterator[Part]:
        """Yield how many changes of each kind there are for each who owes, and for what subjects belong to."""
        kinds = [kind for kind in KINDS if kind != "unchanged" and self.compared.kinds[kind]]
        if not kinds:
            return
        for by, names in self.compared.tallies.items():
            weighed = sorted(names.items(), key=lambda item: [-item[1][kind] for kind in KINDS if kind != "unchanged"])
            changed = [(name, tally) for name, tally in weighed if any(tally[kind] for kind in kinds)]
            if not changed or (by != "debtor" and not self.everything):
                continue
            heading = self._heading("by_debtor") if by == "debtor" else self._heading("by", kind=self.words.kind_of(by))
            yield heading._replace(is_folded=True)
            shown = changed[: self.limit(_NAMES)]
            rows = [(visible(name), *(f"{tally[kind]:,}" if tally[kind] else "-" for kind in kinds)) for name, tally in shown]
            yield Grid((self.words.kind_of(by), *(kind_word(kind, self.lang) for kind in kinds)), tuple(rows), numbers=1)
            yield from self._more(len(changed), len(shown))

    def _rows(self) -> Iterator[Part]:
        sheets = self.compared.sheets
        if not sheets:
            return
        yield self._heading("rows_title")._replace(is_folded=True)
        rows = []
        for one in sheets[: self.limit(_ROWS)]:
            place = one.after or one.before
            changed = [now for _, now in one.changed]
            rows.append((self.words.sheet(place).strip() if place else "", *map(self._ranges, (one.came, one.went, changed))))
        heads = tuple(self.say(key) for key in ("sheet", "came", "went", "changed"))
        yield Grid(heads, tuple(rows), (3, 2, 2, 2))
        yield from self._more(len(sheets), len(rows))

    def _ranges(self, rows: Sequence[int]) -> str:
        return self.words.rows(rows) if rows else "-"

    def _files(self) -> Iterator[Part]:
        told = [one for one in self.compared.files if one.fate != "same" and (one.fate != "changed" or one.pair.status_change)]
        if not told:
            return
        yield self._heading("files_title")._replace(is_folded=True)
        rows = []
        for one in told[: self.limit(_ROWS)]:
            before, after = one.pair
            paths = dict.fromkeys(visible(file.path) for file in (before, after) if file)
            states = [READ_AS[file.status].text(self.lang) for file in (before, after) if file]
            what = FILE_WORDS[one.fate].text(self.lang)
            if one.pair.status_change or states != [READ_AS["read"].text(self.lang)] * len(states):
                what += self.say("semicolon") + " → ".join(dict.fromkeys(states))
            rows.append((" → ".join(paths), visible(one.pair.either.reporter or "-"), what))
        yield Grid(tuple(self.say(key) for key in ("file", "reporter", "what")), tuple(rows), (4, 2, 3))
        yield from self._more(len(told), len(rows))

    def _rules(self) -> Iterator[Part]:
        if not self.compared.rules:
            return
        yield self._heading("rules_title")
        rows = []
        for one in self.compared.rules:
            duty = one.after or one.before
            rows.append(
                (one.rule, duty.title.words.text(self.lang) if duty else "", self.say("semicolon").join(self._differs(one)))
            )
        yield Grid(tuple(self.say(key) for key in ("rule", "duty", "what")), tuple(rows), (None, 2, 3))

    def _differs(self, one: RuleChange) -> Iterator[str]:
        for way in one.differs_in:
            match way:
                case "reading":
                    was, now = (visible(name) if name else self.say("default") for name in one.readings)
                    yield self.say("reading_changed", before=was, after=now)
                case "level":
                    was, now = (LEVELS[level].text(self.lang) if level else "-" for level in one.levels)
                    yield self.say("level_changed", before=was, after=now)
                case _ if "reading" not in one.differs_in:
                    yield self.say("rule_changed")
