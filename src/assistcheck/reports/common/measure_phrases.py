"""How a duty is measured, in words: which rows of which sheet count, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.i18n import Say, same
from assistcheck.rules.model import Rule
from assistcheck.rules.vocabulary import Condition, Figure
from assistcheck.submission.fields import columns
from assistcheck.submission.models import BY_ID

_ATTESTED = Say(
    "“状态”为“已完成”，“完成日期”不晚于统计截止日，“佐证材料”不空缺",
    '"状态" is "已完成", "完成日期" is not after the as-of date, and "佐证材料" is not blank',
)
_PLACES = {
    "city": Say("帮扶市（“市”字可省）", "a city (with or without 市)"),
    "county": Say("县（市、区）", "a county"),
    "town": Say("重点镇", "a key town"),
}


def header_of(ledger: str, column: str) -> str:
    """Return the header of a ledger's column, by its id."""
    return next((one.header for one in columns(BY_ID[ledger]) if one.name == column), column)


def tests_words(rule: Rule) -> Iterator[Say]:
    """Yield what a row has to say to count for a rule, its fate and its subject aside."""
    if rule.attested:
        yield _ATTESTED
    for condition in rule.measure.where:
        yield condition_words(condition, rule.measure.ledger)


def condition_words(condition: Condition, ledger: str) -> Say:
    """Return one test as a sentence: “媒体级别”为 中央、省、市、县."""
    header = header_of(ledger, condition.column)
    match condition.test:
        case "one_of":
            return Say("“{h}”为 {v}", '"{h}" is {v}').filled(h=header, v=_either(condition.values))
        case "contains":
            return Say("“{h}”包含 {v}", '"{h}" names {v}').filled(h=header, v=condition.value)
        case "starts_with":
            return Say("“{h}”以 {v} 开头", '"{h}" begins with {v}').filled(h=header, v=_either(condition.values))
        case "locality":
            words = Say("“{h}”是名册中的{k}，或以其名称开头", '"{h}" is, or begins with the name of, {k} of the roster')
            zh, en = zip(*(_PLACES[kind] for kind in condition.kinds), strict=True)
            return words.filled(h=header, k=Say("、".join(zh), " or ".join(en)))
        case "blank":
            return Say("“{h}”空缺", '"{h}" is blank').filled(h=header)
        case "filled":
            return Say("“{h}”不空缺", '"{h}" is not blank').filled(h=header)
        case "own_town":
            return Say("“{h}”是本单位结对的重点镇", '"{h}" is the subject\'s own key town').filled(h=header)
        case "own_unit":
            kinds = (
                Say("，单位类别为 {v}", ", of the kind {v}").filled(v=_either(condition.kinds)) if condition.kinds else same("")
            )
            words = Say("“{h}”是该镇所属组团的单位{kinds}", '"{h}" is a unit of the town\'s own team{kinds}')
            return words.filled(h=header, kinds=kinds)
        case "within_days":
            words = Say("“{h}”在“{after}”之后 {n} 日内", '"{h}" is at most {n} days after "{after}"')
            return words.filled(h=header, after=header_of(ledger, condition.after), n=condition.days)


def _either(values: tuple[str, ...]) -> Say:
    return Say("、".join(values), " or ".join(values))


def figure_words(figure: Figure, ledger: str) -> Say:
    """Return what the rows that count add up to."""
    match figure.kind:
        case "count":
            return Say("符合条件的行数", "the number of such rows")
        case "sum":
            return Say("“{c}”之和", 'the sum of "{c}"').filled(c=header_of(ledger, figure.column))
        case "distinct":
            names = [header_of(ledger, name) for name in figure.columns]
            words = Say("不同“{c}”的个数", 'how many different "{c}" there are')
            return words.filled(c=Say("+".join(names), " + ".join(names)))
        case "ratio" | "best_ratio":
            part, whole = header_of(ledger, figure.part), header_of(ledger, figure.whole)
            words = Say("“{p}” ÷ “{w}”", '"{p}" ÷ "{w}"').filled(p=part, w=whole)
            if figure.kind == "best_ratio":
                return Say("各行中最高的 {w}", "the highest {w} of a single row").filled(w=words)
            tests = [condition_words(one, ledger) for one in figure.part_where]
            only = Say("（分子只计：{t}）", " (of the first only where {t})").filled(t=_all(tests)) if tests else same("")
            return Say("{w}{only}", "{w}{only}").filled(w=words, only=only)
        case "newest":
            words = Say("最新一年的“{c}”", '"{c}" of the newest year').filled(c=header_of(ledger, figure.column))
            if not figure.minus:
                return words
            return Say("{w}减“{m}”", '{w} less "{m}"').filled(w=words, m=header_of(ledger, figure.minus))
        case "every":
            words = Say("每一行的“{c}”都为“{v}”计 1，否则计 0", '1 where "{c}" is "{v}" in every row, else 0')
            return words.filled(c=header_of(ledger, figure.column), v=figure.value)
        case "paired_once":
            names = [header_of(ledger, name) for name in figure.columns]
            words = Say("只在一对中出现的单位 ÷ 全部单位（{c}）", "those that stand in exactly one pair ÷ all ({c})")
            return words.filled(c=Say("、".join(names), ", ".join(names)))
        case "attested":
            return Say("完成计 1，否则计 0", "1 where done, else 0")


def _all(tests: list[Say]) -> Say:
    return Say("，且".join(one.zh for one in tests), " and ".join(one.en for one in tests))
