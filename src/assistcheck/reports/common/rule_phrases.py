"""How a duty is put into words: its clause, what it asks for, of whom, by when, and how it is measured."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports.common.phrases import period_words, target_words
from assistcheck.reports.common.subject_phrases import kind_name
from assistcheck.rules.labels import LEVELS
from assistcheck.rules.model import Clause, Rule, RulePack

RULE_WORDS = {
    "rule": LocalizedText("规则", "Rule"),
    "duty": LocalizedText("事项", "Duty"),
    "whom": LocalizedText("主体", "Whom"),
    "target": LocalizedText("指标", "Target"),
    "when": LocalizedText("期限", "When"),
    "level": LocalizedText("约束", "Level"),
    "attested": LocalizedText("佐证", "attested"),
    "judged": LocalizedText("人工认定（不判达标与否）", "judged by people; never passed or failed"),
    "clause": LocalizedText("第{n}条 {title}", "Clause {n}: {title}"),
    "preamble": LocalizedText("{title}", "{title}"),
    "words": LocalizedText("原文", "Words of the document"),
    "criterion": LocalizedText("怎样算达标", "Criterion"),
    "measure": LocalizedText("算法", "Measured by"),
    "pace": LocalizedText("进度", "Pace"),
    "quarterly": LocalizedText("按季度序时进度（目标 × 季度 ÷ 4）", "quarterly: target × quarter ÷ 4"),
    "none": LocalizedText("期满前不作要求", "nothing is owed before the period ends"),
    "responsible": LocalizedText("责任单位", "Responsible"),
    "readings": LocalizedText("其他口径", "Other readings"),
    "use": LocalizedText("（用 --reading {rule}={name}）", " (use --reading {rule}={name})"),
    "source": LocalizedText("出处", "Source"),
}
"""Every text of a duty's card; ``{names}`` are filled in."""


_UNCONFIRMED = LocalizedText(
    "{n} 条规则复制自另一年度，尚未按新文件确认（用 assistcheck rules check 查看）：{rules}",
    "{n} rules were copied from another year and are not confirmed by the document (see assistcheck rules check): {rules}",
)


def unconfirmed_words(pack: RulePack, lang: Lang) -> str:
    """Return which rules nobody has confirmed by the document; empty where all are."""
    found = pack.unconfirmed
    comma = "、" if lang == "zh" else ", "
    return _UNCONFIRMED.text(lang).format(n=len(found), rules=comma.join(found)) if found else ""


def clause_words(clause: Clause, lang: Lang) -> str:
    """Return a clause's number and title."""
    key = "clause" if clause.clause else "preamble"
    return RULE_WORDS[key].text(lang).format(n=clause.clause, title=clause.title.text(lang))


def card_lines(rule: Rule, clause: Clause, lang: Lang, pack: RulePack) -> Iterator[tuple[str, str]]:
    """Yield the lines of a rule's card: the key of each line's heading in :data:`RULE_WORDS`, and its text."""
    yield (
        "words",
        f"{clause_words(clause, lang)}：{rule.quote}" if lang == "zh" else f"{clause_words(clause, lang)}: {rule.quote}",
    )
    yield "criterion", rule.criterion.text(lang)
    yield "whom", kind_name(pack, rule.subject.kind).text(lang) + _narrowed(rule, lang)
    yield "measure", measure_words(rule)
    yield "target", RULE_WORDS["attested"].text(lang) if rule.attested else target_words(rule, lang)
    yield "when", period_words(rule, lang, pack)
    yield "pace", RULE_WORDS[rule.pace].text(lang)
    yield "level", LEVELS[rule.level].text(lang)
    if clause.responsible:
        yield "responsible", ("、" if lang == "zh" else ", ").join(clause.responsible)
    for reading in rule.readings:
        use = RULE_WORDS["use"].text(lang).format(rule=rule.id, name=reading.name)
        yield "readings", f"{reading.name}: {reading.words.text(lang)}{use}"


def _narrowed(rule: Rule, lang: Lang) -> str:
    if rule.subject.otherwise is None:
        return ""
    outside = rule.subject.otherwise.text(lang)
    return f"（除外：{outside}）" if lang == "zh" else f" (outside: {outside})"


def measure_words(rule: Rule) -> str:
    """Return how a rule is measured, in the pack's own vocabulary: ledger: conditions -> figure."""
    figure = rule.measure.figure.model_dump(exclude={"kind", "part_where"}, exclude_none=True)
    inner = ", ".join(value if isinstance(value, str) else "+".join(value) for value in figure.values())
    tests = []
    for condition in rule.measure.where:
        parts = condition.model_dump(exclude={"column", "test"}, exclude_defaults=True)
        words = " ".join("/".join(map(str, v)) if isinstance(v, (tuple, list)) else str(v) for v in parts.values())
        tests.append(f"{condition.column} {condition.test} {words}".strip())
    where = f": {'; '.join(tests)}" if tests else ""
    return f"{rule.measure.ledger}{where} -> {rule.measure.figure.kind}({inner})"
