"""A shortfall list as the blocks of a notice (督办通知), which documents, Markdown and pages draw each in their way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.item_phrases import day_words, problems_words
from assistcheck.reports.common.open_items import Item
from assistcheck.reports.shortfalls.grouping import ShortfallList
from assistcheck.reports.shortfalls.messages import by_rule, counts_words, heads, remarks, some, words_of
from assistcheck.rules.labels import LEVELS

_SHOWN = 8
"""Texts of one kind that an item spells out; of more, the number is said."""
_PROBLEMS = 40
"""Kinds of problems, sheet by sheet, that a list spells out besides those of its items."""
_DIGITS = "〇一二三四五六七八九"
_TEXT: dict[str, LocalizedText] = {
    "opening": LocalizedText(
        "根据《{title}》，截至{day}，对照{name}的填报材料核对，{counts}现将有关事项通知如下，请逐项落实整改，并按要求反馈。",
        "By the {title}, what was sent for {name} was checked as of {day}. {counts} Please see to the duties below and reply.",
    ),
    "opening_absent": LocalizedText(
        "根据《{title}》，截至{day}，{name}应办理的事项{counts}请按要求报送。",
        "By the {title}, the duties of {name} stand as follows on {day}. {counts} Please send the workbook.",
    ),
    "addressed": LocalizedText("{name}：", "To {name}:"),
    "rule": LocalizedText("{title}（{rule}，{level}）", "{title} ({rule}, {level})"),
    "quoted": LocalizedText("第 {n} 条：“{quote}”。", "Clause {n}: “{quote}”."),
    "quoted_preamble": LocalizedText("“{quote}”。", "“{quote}”."),
    "figures": LocalizedText("现有 {have}，应有{need}", "have {have}, need {need}"),
    "term": LocalizedText("期限 {due}", "due {due}"),
    "section": LocalizedText("{title}（{n} 项）", "{title} ({n})"),
    "unjudged": LocalizedText("{rule} {title}（{names}）", "{rule} {title} ({names})"),
    "reply_section": LocalizedText("反馈要求", "Reply"),
    "reply_words": LocalizedText(
        "请对照上列事项逐项填写整改措施、完成时限、责任人和佐证材料，补齐或更正填报表后一并报送。",
        "Fill in measures, date, person in charge and evidence for each duty in the annex; send it with the workbook.",
    ),
    "resend": LocalizedText("请补报或更正填报表后重新报送。", "Please send the workbook, completed or corrected, once more."),
    "annex": LocalizedText("附件：整改情况反馈表", "Annex: reply"),
    "annex_title": LocalizedText("整改情况反馈表", "Reply"),
    "annex_head": LocalizedText("附件", "Annex"),
    "sender": LocalizedText("（发文单位）", "(sender)"),
    "day": LocalizedText("    年  月  日", "(date)"),
}


class Block(NamedTuple):
    """One heading or paragraph."""

    kind: Literal["title", "addressee", "section", "subsection", "text", "last", "annexes", "sender", "day", "annex"]
    text: str
    label: str = ""
    """Words before the text that stand out."""


class Table(NamedTuple):
    """The table in which the reply is written."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def outline(one: ShortfallList, lang: Lang) -> Iterator[Block | Table]:
    """Yield a list from its title to its reply, in words that are harmless to show but not yet escaped."""
    yield from _Outline(one, lang).blocks()


class _Outline:
    """One list as the blocks of a notice."""

    def __init__(self, one: ShortfallList, lang: Lang) -> None:
        self.one = one
        self.lang: Lang = lang
        self.words = words_of(one.report.pack)
        self.sections = 0

    def say(self, key: str, **values: object) -> str:
        return (_TEXT.get(key) or self.words[key]).text(self.lang).format(**values)

    def blocks(self) -> Iterator[Block | Table]:
        """Yield the notice from its title to its annex."""
        yield from self._opening()
        for status in ("shortfall", "behind"):
            yield from self._items(status, [item for item in self.one.items if item.outcome.status == status])
        yield from self._unjudged()
        yield from self._waived()
        yield from self._problems()
        yield self.section(self.say("reply_section"))
        yield Block("last", self.say("reply_words" if self.one.items else "resend"))
        yield from self._signature()
        yield from self._annex()

    # --- building blocks

    def section(self, title: str, count: int | None = None) -> Block:
        self.sections += 1
        number = f"{numeral(self.sections)}、" if self.lang == "zh" else f"{self.sections}. "
        text = title if count is None else self.say("section", title=title, n=count)
        return Block("section", number + text)

    def subsection(self, number: int, title: str) -> Block:
        counted = f"（{numeral(number)}）" if self.lang == "zh" else f"{self.sections}.{number} "
        return Block("subsection", counted + title)

    def labelled(self, key: str, texts: Sequence[LocalizedText]) -> Iterator[Block]:
        """Yield a paragraph of texts after a label, if there are any."""
        if shown := self.joined(texts):
            yield Block("text", shown, self.say(key) + self.say("colon"))

    def joined(self, texts: Sequence[LocalizedText]) -> str:
        """Return texts as one sentence; nothing if there are none."""
        shown = [text.rstrip("。.") for text in some([text for text in texts if text.zh], _SHOWN, self.lang)]
        return self.say("stop").join(shown) + self.say("full_stop") if shown else ""

    # --- the parts of a notice

    def _opening(self) -> Iterator[Block]:
        one = self.one
        yield Block("title", self.say("notice"))
        yield Block("addressee", self.say("addressed", name=one.addressee))
        title = visible(one.report.pack.manifest.title.text(self.lang))
        day, counts = day_words(one.as_of).text(self.lang), counts_words(one, self.lang)
        before = heads(one)
        yield from (Block("text", head.text(self.lang)) for head in before)
        absent = one.name in one.absent and "zh" not in one.report.pack.manifest.languages
        yield Block(
            "text", self.say("opening_absent" if absent else "opening", title=title, day=day, name=one.name, counts=counts)
        )
        yield from (Block("text", remark.text(self.lang)) for remark in remarks(one)[len(before) :])

    def _items(self, status: str, items: Sequence[Item]) -> Iterator[Block]:
        """Yield the items of one status; what the document says of a duty is said once for all that owe it."""
        if not items:
            return
        yield self.section(self.say(f"items_{status}"), len(items))
        for number, (rule, group) in enumerate(by_rule(items), 1):
            level = LEVELS[rule.level].text(self.lang)
            yield self.subsection(number, self.say("rule", title=rule.title.text(self.lang), rule=rule.id, level=level))
            quoted = self.say("quoted" if rule.clause else "quoted_preamble", n=rule.clause, quote=rule.quote)
            yield Block("text", quoted.replace(".”.", ".”"), self.say("words") + self.say("colon"))
            yield from self.labelled("criterion", [LocalizedText(rule.criterion.zh, rule.criterion.en), group[0].words.reading])
            for position, item in enumerate(group, 1):
                yield from self._item(item, position if len(group) > 1 else 0)

    def _item(self, item: Item, number: int) -> Iterator[Block]:
        words = item.words
        figures = _TEXT["figures"].format(have=words.have, need=words.need)
        text = self.joined(
            [figures, words.gap, words.missing, words.pace, _TEXT["term"].format(due=words.due), words.per_month]
        )
        whom = (f"{number}. " if number else "") + words.whom.text(self.lang) + self.say("colon")
        yield Block("text", text, whom)
        for key, texts in (
            ("remarks", [words.reason]),
            ("counted", words.counted),
            ("left_out", words.left_out),
            ("near", words.near),
            ("row_problems", words.problems),
        ):
            yield from self.labelled(key, texts)

    def _unjudged(self) -> Iterator[Block]:
        """Yield what could not be judged, by reason and then by rule."""
        if not self.one.unjudged:
            return
        yield self.section(self.say("items_undetermined"), len(self.one.unjudged))
        yield Block("text", self.say("unjudged_note"))
        groups: dict[str, list[Item]] = {}
        for item in self.one.unjudged:
            groups.setdefault(item.words.reason.text(self.lang), []).append(item)
        for number, (reason, items) in enumerate(groups.items(), 1):
            yield self.subsection(number, self.say("section", title=reason, n=len(items)))
            yield Block("text", self.say("stop").join(self._by_rule(items)) + self.say("full_stop"))
            yield from self.labelled("near", [near for item in items for near in item.words.near])
            problems = {id(problem): problem for item in items for problem in item.problems}
            yield from self.labelled("row_problems", problems_words(problems.values(), self.one.files))

    def _waived(self) -> Iterator[Block]:
        """Yield what is excused: document, reason, who approved it and until when."""
        if not self.one.waived:
            return
        yield self.section(self.say("items_waived"), len(self.one.waived))
        yield Block("text", self.say("waived_note"))
        for item in self.one.waived:
            rule, words = item.outcome.rule, item.words
            label = f"{rule.id} {rule.title.text(self.lang)}{self.say('comma')}{words.whom.text(self.lang)}"
            yield Block("text", words.reason.text(self.lang) + self.say("full_stop"), label + self.say("colon"))

    def _by_rule(self, items: Iterable[Item]) -> Iterator[str]:
        for rule, group in by_rule(items):
            names = self.say("comma").join(visible(item.outcome.subject.name) for item in group)
            yield self.say("unjudged", rule=rule.id, title=rule.title.text(self.lang), names=names)

    def _problems(self) -> Iterator[Block]:
        if self.one.problems:
            yield self.section(self.say("problems"), len(self.one.problems))
            texts = problems_words(self.one.problems, self.one.files)
            yield from (Block("text", text) for text in some(texts, _PROBLEMS, self.lang))

    def _signature(self) -> Iterator[Block]:
        if self.one.items:
            yield Block("annexes", self.say("annex"))
        yield Block("sender", self.say("sender"))
        yield Block("day", self.say("day"))

    def _annex(self) -> Iterator[Block | Table]:
        """Yield the table in which the reply is written, a row for each item, on a page of its own."""
        if not self.one.items:
            return
        yield Block("annex", self.say("annex_head"))
        yield Block("title", self.say("annex_title"))
        titles = [self.say(key) for key in ("number", "duty", "measures", "finish", "person", "proof")]
        ordered = sorted(self.one.items, key=lambda item: item.outcome.status != "shortfall")
        rows = [(str(number), self._annexed(item), *[""] * 4) for number, item in enumerate(ordered, 1)]
        yield Table(tuple(titles), tuple(rows))

    def _annexed(self, item: Item) -> str:
        words = [item.words.whom, item.words.status, item.words.gap, item.words.missing]
        shown = self.say("comma").join(text for word in words if (text := word.text(self.lang)))
        return f"{item.outcome.rule.id} {item.outcome.rule.title.text(self.lang)}{self.say('colon')}{shown}"


def numeral(number: int) -> str:
    """Return a number from 1 to 999 in Chinese numerals: 十, 二十一, 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")
