"""The duties of a pack for a terminal: all of them as a list, one of them as a card."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from assistcheck.language import Lang, Say
from assistcheck.reports import View
from assistcheck.reports.terminal import Flow, drawn, plain_table, spread
from assistcheck.reports.wording import period_words, target_words
from assistcheck.rules.model import Clause, Rule, RulePack
from assistcheck.rules.words import LEVELS, SUBJECTS

_WORDS = {
    "rule": Say("规则", "Rule"),
    "duty": Say("事项", "Duty"),
    "whom": Say("责任主体", "Whom"),
    "target": Say("指标", "Target"),
    "when": Say("期限", "When"),
    "level": Say("约束", "Level"),
    "attested": Say("佐证", "attested"),
    "judged": Say("人工认定（不判达标与否）", "judged by people; never passed or failed"),
    "clause": Say("第{n}条 {title}", "Clause {n}: {title}"),
    "preamble": Say("{title}", "{title}"),
    "words": Say("原文", "Words of the document"),
    "criterion": Say("怎样算达标", "Criterion"),
    "measure": Say("算法", "Measured by"),
    "pace": Say("进度", "Pace"),
    "quarterly": Say("按季度序时进度（目标 × 季度 ÷ 4）", "quarterly: target × quarter ÷ 4"),
    "none": Say("期满前不作要求", "nothing is owed before the period ends"),
    "responsible": Say("责任单位", "Responsible"),
    "readings": Say("其他口径", "Other readings"),
    "use": Say("（用 --reading {rule}={name}）", " (use --reading {rule}={name})"),
    "source": Say("出处", "Source"),
}


def rules_list(pack: RulePack, view: View) -> str:
    """Return every duty of the pack: numeric, attested, and what people judge, clause by clause."""
    return drawn(_list(pack, view.lang), view)


def _list(pack: RulePack, lang: Lang) -> Iterator[RenderableType]:
    manifest = pack.manifest
    yield Flow(manifest.title.of(lang), style="bold")
    yield Flow(f"{manifest.name} · {manifest.issuer} · {manifest.issued}")
    for clause in pack.clauses:
        yield Flow("\n" + _clause(clause, lang), style="bold")
        table = plain_table(*(_WORDS[key].of(lang) for key in ("rule", "duty", "whom", "target", "when", "level")))
        spread(table, None, 6, 2, 3, 3, None)
        for rule in clause.rules:
            target = _WORDS["attested"].of(lang) if rule.attested else target_words(rule, lang)
            whom, when = SUBJECTS[rule.subject.kind].of(lang), period_words(rule, lang)
            words = (rule.title.of(lang), whom, target, when, LEVELS[rule.level].of(lang))
            table.add_row(rule.id, *map(Flow, words))
        for judged in clause.judged:
            title = f"{judged.title.of(lang)} — {_WORDS['judged'].of(lang)}"
            table.add_row("-", Flow(title), "-", "-", "-", "-", style="dim")
        yield table


def _clause(clause: Clause, lang: Lang) -> str:
    key = "clause" if clause.clause else "preamble"
    return _WORDS[key].of(lang).format(n=clause.clause, title=clause.title.of(lang))


def rule_card(pack: RulePack, rule: Rule, view: View) -> str:
    """Return one duty whole: words, criterion, measure, target, period, pace, level, readings."""
    return drawn(_card(pack, rule, view.lang), view)


def _card(pack: RulePack, rule: Rule, lang: Lang) -> Iterator[RenderableType]:
    clause = next(one for one in pack.clauses if one.clause == rule.clause)
    yield Flow(f"{rule.id} {rule.title.of(lang)}", style="bold")
    table = plain_table("", "")
    table.show_header = False
    spread(table, None, 1)
    for key, words in _lines(rule, clause, lang):
        table.add_row(Flow(_WORDS[key].of(lang), style="dim"), Flow(words))
    table.add_row(
        Flow(_WORDS["source"].of(lang), style="dim"), Flow(f"{pack.manifest.title.of(lang)} ({pack.manifest.issued})")
    )
    yield table


def _lines(rule: Rule, clause: Clause, lang: Lang) -> Iterator[tuple[str, str]]:
    yield "words", f"{_clause(clause, lang)}：{rule.quote}" if lang == "zh" else f"{_clause(clause, lang)}: {rule.quote}"
    yield "criterion", rule.criterion.of(lang)
    yield "whom", SUBJECTS[rule.subject.kind].of(lang) + _narrowed(rule, lang)
    yield "measure", measure_words(rule)
    yield "target", _WORDS["attested"].of(lang) if rule.attested else target_words(rule, lang)
    yield "when", period_words(rule, lang)
    yield "pace", _WORDS[rule.pace].of(lang)
    yield "level", LEVELS[rule.level].of(lang)
    if clause.responsible:
        yield "responsible", ("、" if lang == "zh" else ", ").join(clause.responsible)
    for reading in rule.readings:
        use = _WORDS["use"].of(lang).format(rule=rule.id, name=reading.name)
        yield "readings", f"{reading.name}: {reading.words.of(lang)}{use}"


def _narrowed(rule: Rule, lang: Lang) -> str:
    if rule.subject.outside is None:
        return ""
    outside = rule.subject.outside.of(lang)
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
