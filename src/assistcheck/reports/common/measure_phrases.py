"""How a duty is measured, in words: which rows of which sheet count, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.rules.model import Rule
from assistcheck.rules.vocabulary import Condition, Figure
from assistcheck.submission.fields import columns
from assistcheck.submission.models import BY_ID

_ATTESTED = LocalizedText(
    "“状态”为“已完成”，“完成日期”不晚于统计截止日，“佐证材料”不空缺",
    '"状态" is "已完成", "完成日期" is not after the as-of date, and "佐证材料" is not blank',
)
_PLACES = {
    "city": LocalizedText("帮扶市（“市”字可省）", "a city (with or without 市)"),
    "county": LocalizedText("县（市、区）", "a county"),
    "town": LocalizedText("重点镇", "a key town"),
}


def header_of(ledger: str, column: str) -> str:
    """Return the header of a ledger's column, by its id."""
    return next((one.header for one in columns(BY_ID[ledger]) if one.name == column), column)


def tests_words(rule: Rule) -> Iterator[LocalizedText]:
    """Yield what a row has to say to count for a rule, its fate and its subject aside."""
    if rule.attested:
        yield _ATTESTED
    for condition in rule.measure.where:
        yield condition_words(condition, rule.measure.ledger)


def condition_words(condition: Condition, ledger: str) -> LocalizedText:
    """Return one test as a sentence: “媒体级别”为 中央、省、市、县."""
    header = header_of(ledger, condition.column)
    match condition.test:
        case "one_of":
            return LocalizedText("“{h}”为 {v}", '"{h}" is {v}').format(h=header, v=_either(condition.values))
        case "contains":
            return LocalizedText("“{h}”包含 {v}", '"{h}" names {v}').format(h=header, v=condition.value)
        case "starts_with":
            return LocalizedText("“{h}”以 {v} 开头", '"{h}" begins with {v}').format(h=header, v=_either(condition.values))
        case "locality":
            words = LocalizedText(
                "“{h}”是名册中的{k}，或以其名称开头", '"{h}" is, or begins with the name of, {k} of the roster'
            )
            zh, en = zip(*(_PLACES[kind] for kind in condition.kinds), strict=True)
            return words.format(h=header, k=LocalizedText("、".join(zh), " or ".join(en)))
        case "blank":
            return LocalizedText("“{h}”空缺", '"{h}" is blank').format(h=header)
        case "filled":
            return LocalizedText("“{h}”不空缺", '"{h}" is not blank').format(h=header)
        case "own_town":
            return LocalizedText("“{h}”是本单位结对的重点镇", '"{h}" is the subject\'s own key town').format(h=header)
        case "own_unit":
            kinds = (
                LocalizedText("，单位类别为 {v}", ", of the kind {v}").format(v=_either(condition.kinds))
                if condition.kinds
                else untranslated("")
            )
            words = LocalizedText("“{h}”是该镇所属组团的单位{kinds}", '"{h}" is a unit of the town\'s own team{kinds}')
            return words.format(h=header, kinds=kinds)
        case "within_days":
            words = LocalizedText("“{h}”在“{after}”之后 {n} 日内", '"{h}" is at most {n} days after "{after}"')
            return words.format(h=header, after=header_of(ledger, condition.after), n=condition.days)


def _either(values: tuple[str, ...]) -> LocalizedText:
    return LocalizedText("、".join(values), " or ".join(values))


def figure_words(figure: Figure, ledger: str) -> LocalizedText:
    """Return what the rows that count add up to."""
    match figure.kind:
        case "count":
            return LocalizedText("符合条件的行数", "the number of such rows")
        case "sum":
            return LocalizedText("“{c}”之和", 'the sum of "{c}"').format(c=header_of(ledger, figure.column))
        case "distinct":
            names = [header_of(ledger, name) for name in figure.columns]
            words = LocalizedText("不同“{c}”的个数", 'how many different "{c}" there are')
            return words.format(c=LocalizedText("+".join(names), " + ".join(names)))
        case "ratio" | "best_ratio":
            part, whole = header_of(ledger, figure.part), header_of(ledger, figure.whole)
            words = LocalizedText("“{p}” ÷ “{w}”", '"{p}" ÷ "{w}"').format(p=part, w=whole)
            if figure.kind == "best_ratio":
                return LocalizedText("各行中最高的 {w}", "the highest {w} of a single row").format(w=words)
            tests = [condition_words(one, ledger) for one in figure.part_where]
            only = (
                LocalizedText("（分子只计：{t}）", " (of the first only where {t})").format(t=_all(tests))
                if tests
                else untranslated("")
            )
            return LocalizedText("{w}{only}", "{w}{only}").format(w=words, only=only)
        case "newest":
            words = LocalizedText("最新一年的“{c}”", '"{c}" of the newest year').format(c=header_of(ledger, figure.column))
            if not figure.minus:
                return words
            return LocalizedText("{w}减“{m}”", '{w} less "{m}"').format(w=words, m=header_of(ledger, figure.minus))
        case "every":
            words = LocalizedText("每一行的“{c}”都为“{v}”计 1，否则计 0", '1 where "{c}" is "{v}" in every row, else 0')
            return words.format(c=header_of(ledger, figure.column), v=figure.value)
        case "paired_once":
            names = [header_of(ledger, name) for name in figure.columns]
            words = LocalizedText("只在一对中出现的单位 ÷ 全部单位（{c}）", "those that stand in exactly one pair ÷ all ({c})")
            return words.format(c=LocalizedText("、".join(names), ", ".join(names)))
        case "attested":
            return LocalizedText("完成计 1，否则计 0", "1 where done, else 0")


def _all(tests: list[LocalizedText]) -> LocalizedText:
    return LocalizedText("，且".join(one.zh for one in tests), " and ".join(one.en for one in tests))
