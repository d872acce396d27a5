"""The parts that notices and letters share: the table of the items, their grounds, and what comes after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports.common import item_phrases as phrases
from assistcheck.reports.common.day_words import long_day, with_numerals
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.letter_amounts import LetterAmounts, closed_up
from assistcheck.reports.common.open_items import Item
from assistcheck.reports.shortfalls.grouping import ShortfallList
from assistcheck.reports.shortfalls.list_sources import ListSources
from assistcheck.reports.shortfalls.messages import by_rule, some
from assistcheck.reports.shortfalls.notice_blocks import Details, Entry, FormRow, Group, ReplyForm
from assistcheck.reports.shortfalls.notice_words import TEXT
from assistcheck.rules.labels import LEVELS
from assistcheck.rules.model import Rule

_SHOWN = 4
"""Texts of one kind that an item spells out; of more, the number is said."""
_PROBLEMS = 12
"""Kinds of problems, sheet by sheet, that a notice spells out besides those of its items."""


class NoticeParts:
    """The parts of one list's notice, in words that are harmless to show but not yet escaped."""

    def __init__(self, one: ShortfallList, lang: Lang) -> None:
        """Keep the list, and what its reader calls workbooks and amounts."""
        self.one = one
        self.lang: Lang = lang
        self.pack = one.report.pack
        self._files = ListSources(one)
        self._said = LetterAmounts(self.pack)

    def say(self, key: str, **values: object) -> str:
        """Return one of the texts with its blanks filled in."""
        return TEXT[key].text(self.lang).format(**values)

    # --- the table of the items

    def form(self) -> ReplyForm:
        """Return the items, the most pressing first, as the table that is the form for the reply too."""
        heads = tuple(self.say(key) for key in ("number", "duty", "have", "need", "gap", "due"))
        reply = tuple(self.say(key) for key in ("measures", "finish", "person", "proof"))
        return ReplyForm(heads, reply, tuple(self._row(number, item) for number, item in enumerate(self.one.items, 1)))

    def _row(self, number: int, item: Item) -> FormRow:
        outcome = item.outcome
        have = LocalizedText("—", "—") if outcome.value is None else self._said(outcome.rule, outcome.value)
        need, gap = phrases.need_words(outcome, self._said), phrases.lack_words(outcome, self._said)
        return FormRow(
            number=str(number),
            duty=self._text(outcome.rule.title),
            tail=self._tail(item),
            have=have.text(self.lang),
            need=self._text(need),
            gap=self._text(gap),
            due=self._due(item),
        )

    def _tail(self, item: Item) -> str:
        said = self.say("stop").join(filter(None, (self._whom(item), self._missing(item), self._behind(item))))
        return self.say("colon") + said if said else ""

    def _titled(self, rule: Rule) -> str:
        return self.say("titled", title=rule.title.text(self.lang), rule=rule.id)

    def _whom(self, item: Item) -> str:
        """Return for whom a duty is owed, where that is not the addressee."""
        subject = item.outcome.subject
        per = item.outcome.rule.subject.per
        group = visible(subject.group(per) or "") if per else ""
        name = visible(subject.name)
        if self.lang == "zh" and subject.name == "/".join(subject.key):
            name = visible("".join(subject.key))
        known = {self.one.name, self.one.addressee}
        for one in known:
            name = name.removesuffix(f" ({one})").removesuffix(f"（{one}）")
        if group and group not in known:
            if name in known:
                return group
            return LocalizedText(f"{name}（{group}）", f"{name} ({group})").text(self.lang)
        return "" if name in known else name

    def _missing(self, item: Item) -> str:
        words = item.words.missing.text(self.lang)
        return with_numerals(closed_up(words)) if self.lang == "zh" else words

    def _behind(self, item: Item) -> str:
        outcome = item.outcome
        if outcome.status != "behind":
            return ""
        return self.say("is_behind", n=self._said(outcome.rule, outcome.expected, up=True).text(self.lang))

    def _due(self, item: Item) -> str:
        if item.due is None or item.days_left is None:
            return self.say("no_due")
        day = long_day(item.due, self.pack).text(self.lang)
        return self.say("overdue", day=day) if item.days_left < 0 else day

    # --- the grounds of the items

    def details(self) -> Details:
        """Return each quotation once, with the items under it and the rows that make their figures."""
        return Details(tuple(self._group(quote, items) for quote, items in self._by_quote().items()))

    def _by_quote(self) -> dict[tuple[int, str], list[tuple[int, Item]]]:
        """Return the numbered items by clause and quotation, of those that hold one another by the longest."""
        quotes = {(item.outcome.rule.clause, item.outcome.rule.quote) for item in self.one.items}
        found: dict[tuple[int, str], list[tuple[int, Item]]] = {}
        for number, item in enumerate(self.one.items, 1):
            clause, own = item.outcome.rule.clause, item.outcome.rule.quote
            holding = [quote for other, quote in quotes if other == clause and own in quote]
            longest = max(holding, key=lambda one: (len(one), one))
            found.setdefault((clause, longest), []).append((number, item))
        return found

    def _group(self, quotation: tuple[int, str], items: Sequence[tuple[int, Item]]) -> Group:
        clause, quote = quotation
        rules = {item.outcome.rule.id: item for _, item in items}
        titles = [
            self.say("rule", title=self._text(rule.title), level=LEVELS[rule.level].text(self.lang))
            for rule in (item.outcome.rule for item in rules.values())
        ]
        said = self.say("quoted", quote=quote).replace(".”.", ".”")
        notes = [(self._label(self.say("clause", n=clause) if clause else self.say("preamble")), said)]
        for rule_id, item in rules.items():
            label = self.say("criterion_of", rule=rule_id) if len(rules) > 1 else self.say("criterion")
            notes.append((self._label(label), self._sentence(self._some([item.outcome.rule.criterion, item.words.reading]))))
        return Group(self.say("comma").join(titles), tuple(notes), tuple(self._entry(*one) for one in items))

    def _entry(self, number: int, item: Item) -> Entry:
        outcome, files, words = item.outcome, self._files, item.words
        told = {problem.place for problem in item.problems}
        near = [
            phrases.near_words(miss, outcome.rule, files.names, self.pack) for miss in outcome.near if miss.place not in told
        ]
        rows = [
            *self._clause("counted", phrases.counted_words(outcome.evidence, files.names), "comma"),
            *self._clause("left_out", phrases.left_out_words(outcome, files.names, self.pack, briefly=True)),
            *self._some(near),
        ]
        clauses = [
            *self._some([words.reason]),
            *(rows or [self.say("none_counted")]),
            *self._clause("problem", files.problems(item.problems)),
            *self._some([phrases.monthly_words(outcome, item.per_month, item.months_left, self._said)]),
        ]
        whom = self._whom(item)
        label = self.say("item_for", n=number, whom=whom) if whom else self.say("item", n=number)
        rule_id = self.say("rule_id", rule=outcome.rule.id)
        clauses[-1] = clauses[-1].rstrip("。.") + rule_id
        return Entry(self._label(label), self._sentence(clauses))

    # --- what comes after

    def unjudged(self) -> Details:
        """Return what could not be judged, by reason and then by rule."""
        groups: dict[str, list[Item]] = {}
        for item in self.one.unjudged:
            groups.setdefault(self._text(item.words.reason), []).append(item)
        return Details(tuple(self._unjudged_group(reason, items) for reason, items in groups.items()))

    def _unjudged_group(self, reason: str, items: Sequence[Item]) -> Group:
        problems = {id(problem): problem for item in items for problem in item.problems}.values()
        title = self.say("reason", reason=self._capital(reason), n=len(items))
        texts = [self._names_by_rule(items), self._clause("problem", self._files.problems(problems))]
        entries = (Entry("", text) for text in map(self._sentence, texts) if text)
        return Group(title, (), tuple(entries))

    def _names_by_rule(self, items: Iterable[Item]) -> Iterator[str]:
        absent = self.one.name in self.one.absent
        for rule, group in by_rule(items):
            title, names = rule.title.text(self.lang), [name for item in group if (name := self._whom(item))]
            if absent and len(group) > 1:
                yield self.say("titled_many", title=title, n=len(group), rule=rule.id)
            elif names and not absent:
                yield self.say("titled_for", title=title, names=self.say("comma").join(names), rule=rule.id)
            else:
                yield self.say("titled", title=title, rule=rule.id)

    def waived(self) -> Details:
        """Return what is excused: document, reason, who approved it and until when."""
        entries = []
        for item in self.one.waived:
            whom = self._whom(item)
            title, rule = item.outcome.rule.title.text(self.lang), item.outcome.rule.id
            label = self.say("titled_for", title=title, names=whom, rule=rule) if whom else self._titled(item.outcome.rule)
            entries.append(Entry(self._label(label), self._sentence([item.words.reason.text(self.lang)])))
        return Details((Group("", (), tuple(entries)),))

    def problems(self) -> Details:
        """Return the faults that stand under no item."""
        texts = some(self._files.problems(self.one.problems), _PROBLEMS, self.lang)
        return Details((Group("", (), tuple(Entry("", self._closed(text)) for text in texts)),))

    def heads(self) -> list[str]:
        """Return what is wrong with whole workbooks of the list."""
        return [self._closed(text) for text in some(self._files.problems(self.one.heads), _SHOWN, self.lang)]

    # --- sentences

    def _clause(self, key: str, texts: Sequence[LocalizedText], mark: str = "stop") -> list[str]:
        """Return texts as one clause of a sentence; none where there are none."""
        shown = self._some(texts)
        return [self.say(key, words=self.say(mark).join(shown))] if shown else []

    def _some(self, texts: Sequence[LocalizedText]) -> list[str]:
        """Return the first of the texts that say something, without their full stops; of the others the number."""
        return [text.rstrip("。.") for text in some([text for text in texts if text.zh], _SHOWN, self.lang)]

    def _sentence(self, clauses: Iterable[str]) -> str:
        """Return clauses as one sentence; those that are empty are left out."""
        shown = self.say("stop").join(clause.rstrip("。.") for clause in clauses if clause)
        return self._closed(self._capital(shown) + self.say("full_stop")) if shown else ""

    def _label(self, words: str) -> str:
        """Return words before a text, with their colon; nothing for no words."""
        return words + self.say("colon") if words else ""

    def _capital(self, text: str) -> str:
        return text[:1].upper() + text[1:] if self.lang == "en" else text

    def _text(self, words: LocalizedText) -> str:
        return self._closed(words.text(self.lang))

    def _closed(self, text: str) -> str:
        return closed_up(text) if self.lang == "zh" else text
