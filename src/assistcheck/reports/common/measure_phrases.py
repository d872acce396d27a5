"""How a duty is measured, in words: which rows of which sheet count, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.i18n import EMPTY_TEXT, LocalizedText
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.nouns import with_article
from assistcheck.reports.common.subject_phrases import kind_name
from assistcheck.rules.model import Rule, RulePack
from assistcheck.rules.vocabulary import Condition, Figure, Own, SameGroup


def header_of(ledger: str, column: str, pack: RulePack) -> str:
    """Return the header of a ledger's column by its id, or the id where there is none."""
    found = ledgers_of(pack)[ledger].by_name.get(column)
    return found.header if found else column


def tests_words(rule: Rule, pack: RulePack) -> Iterator[LocalizedText]:
    """Yield what a row has to say to count for a rule, its fate and its subject aside."""
    if rule.attested:
        yield _attested_words(rule.measure.ledger, pack)
    for condition in rule.measure.where:
        yield condition_words(condition, rule.measure.ledger, pack)


def _attested_words(ledger: str, pack: RulePack) -> LocalizedText:
    """Return when a task list says that a duty is done."""
    sheet = ledgers_of(pack)[ledger]
    if sheet.tasks is None:
        return EMPTY_TEXT
    state, day, evidence = (sheet.by_name[name].header for name in (sheet.tasks.state, sheet.tasks.date, sheet.tasks.evidence))
    words = LocalizedText(
        "“{s}”为{done}，“{d}”不晚于统计截止日，“{e}”不空缺",
        '"{s}" is {done}, "{d}" is not after the as-of date, and "{e}" is not blank',
    )
    done = sheet.tasks.done
    quoted = LocalizedText("、".join(f"“{word}”" for word in done), " or ".join(f'"{word}"' for word in done))
    return words.format(s=state, done=quoted, d=day, e=evidence)


def condition_words(condition: Condition, ledger: str, pack: RulePack) -> LocalizedText:
    """Return one test as a sentence: "Kind" is School or Business."""
    header = header_of(ledger, condition.column, pack)
    match condition.test:
        case "one_of":
            return LocalizedText("“{h}”为 {v}", '"{h}" is {v}').format(h=header, v=_either(condition.values))
        case "contains":
            return LocalizedText("“{h}”包含 {v}", '"{h}" names {v}').format(h=header, v=condition.value)
        case "starts_with":
            return LocalizedText("“{h}”以 {v} 开头", '"{h}" begins with {v}').format(h=header, v=_either(condition.values))
        case "names_place":
            words = LocalizedText(
                "“{h}”是名册中的{k}，或以其名称开头", '"{h}" is, or begins with the name of, {k} of the roster'
            )
            places = [_place_words(kind, pack) for kind in condition.kinds]
            return words.format(h=header, k=LocalizedText("、".join(p.zh for p in places), " or ".join(p.en for p in places)))
        case "blank":
            return LocalizedText("“{h}”空缺", '"{h}" is blank').format(h=header)
        case "filled":
            return LocalizedText("“{h}”不空缺", '"{h}" is not blank').format(h=header)
        case "own":
            return _own_words(condition, ledger, header, pack)
        case "same_group":
            return _same_group_words(condition, ledger, header, pack)
        case "within_days":
            words = LocalizedText("“{h}”在“{after}”之后 {n} 日内", '"{h}" is at most {n} days after "{after}"')
            return words.format(h=header, after=header_of(ledger, condition.after, pack), n=condition.days)


def _place_words(kind: str, pack: RulePack) -> LocalizedText:
    """Return a kind whose members are places, and what their names may go without: a city (with or without 市)."""
    name, endings = kind_name(pack, kind), pack.subjects.kind(kind).short_endings
    words = LocalizedText(name.zh, with_article(name.en))
    if not endings:
        return words
    may = LocalizedText("{w}（{e}可省）", "{w} (with or without {e})")
    return may.format(w=words, e=LocalizedText("、".join(f"“{one}”" for one in endings), " or ".join(endings)))


def _own_words(condition: Own, ledger: str, header: str, pack: RulePack) -> LocalizedText:
    kinds = [kind_name(pack, kind) for kind in ledgers_of(pack)[ledger].by_name[condition.column].names]
    words = LocalizedText("“{h}”是该主体自己的{k}", '"{h}" is the subject\'s own {k}')
    return words.format(h=header, k=LocalizedText("、".join(k.zh for k in kinds), " or ".join(k.en for k in kinds)))


def _same_group_words(condition: SameGroup, ledger: str, header: str, pack: RulePack) -> LocalizedText:
    words = LocalizedText("“{h}”与“{b}”同属一个{g}", '"{h}" and "{b}" belong to the same {g}')
    words = words.format(h=header, b=header_of(ledger, condition.beside, pack), g=kind_name(pack, condition.group))
    kinds = ledgers_of(pack)[ledger].by_name[condition.column].names
    roster = next((found for kind in kinds if (found := pack.subjects.kind(kind).roster)), "")
    for column, values in condition.says.items():
        says = LocalizedText("{w}，且其名册中“{c}”为 {v}", '{w}, and its "{c}" in the roster is {v}')
        words = says.format(w=words, c=header_of(roster, column, pack) if roster else column, v=_either(values))
    return words


def _either(values: tuple[str, ...]) -> LocalizedText:
    return LocalizedText("、".join(values), " or ".join(values))


def figure_words(figure: Figure, ledger: str, pack: RulePack) -> LocalizedText:
    """Return what the rows that count add up to."""
    match figure.kind:
        case "count":
            return LocalizedText("符合条件的行数", "the number of such rows")
        case "sum":
            return LocalizedText("“{c}”之和", 'the sum of "{c}"').format(c=header_of(ledger, figure.column, pack))
        case "distinct":
            names = [header_of(ledger, name, pack) for name in figure.columns]
            words = LocalizedText("不同“{c}”的个数", 'how many different "{c}" there are')
            return words.format(c=LocalizedText("+".join(names), " + ".join(names)))
        case "ratio" | "best_ratio":
            part, whole = header_of(ledger, figure.part, pack), header_of(ledger, figure.whole, pack)
            words = LocalizedText("“{p}” ÷ “{w}”", '"{p}" ÷ "{w}"').format(p=part, w=whole)
            if figure.kind == "best_ratio":
                return LocalizedText("各行中最高的 {w}", "the highest {w} of a single row").format(w=words)
            tests = [condition_words(one, ledger, pack) for one in figure.part_where]
            only = (
                LocalizedText("（分子只计：{t}）", " (of the first only where {t})").format(t=_all(tests))
                if tests
                else EMPTY_TEXT
            )
            return LocalizedText("{w}{only}", "{w}{only}").format(w=words, only=only)
        case "newest":
            words = LocalizedText("最新一年的“{c}”", '"{c}" of the newest year').format(
                c=header_of(ledger, figure.column, pack)
            )
            if not figure.minus:
                return words
            return LocalizedText("{w}减“{m}”", '{w} less "{m}"').format(w=words, m=header_of(ledger, figure.minus, pack))
        case "every":
            words = LocalizedText("每一行的“{c}”都为“{v}”计 1，否则计 0", '1 where "{c}" is "{v}" in every row, else 0')
            return words.format(c=header_of(ledger, figure.column, pack), v=figure.value)
        case "paired_once":
            names = [header_of(ledger, name, pack) for name in figure.columns]
            words = LocalizedText("只在一对中出现的名称 ÷ 全部名称（{c}）", "those that stand in exactly one pair ÷ all ({c})")
            return words.format(c=LocalizedText("、".join(names), ", ".join(names)))
        case "attested":
            return LocalizedText("完成计 1，否则计 0", "1 where done, else 0")


def _all(tests: list[LocalizedText]) -> LocalizedText:
    return LocalizedText("，且".join(one.zh for one in tests), " and ".join(one.en for one in tests))
