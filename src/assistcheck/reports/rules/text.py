"""The duties of a pack for a terminal: all of them as a list, one of them as a card."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.i18n import Lang
from assistcheck.reports import View
from assistcheck.reports.common.phrases import period_words, target_words
from assistcheck.reports.common.rule_phrases import RULE_WORDS, card_lines, clause_words, unconfirmed_words
from assistcheck.reports.common.subject_phrases import kind_name
from assistcheck.reports.terminal.layout import Block, Flow, PlainTable, drawn
from assistcheck.rules.labels import LEVELS
from assistcheck.rules.model import Rule, RulePack


def rules_list(pack: RulePack, view: View) -> str:
    """Return every duty of the pack: numeric, attested, and what people judge, clause by clause."""
    return drawn(_list(pack, view.lang), view)


def _list(pack: RulePack, lang: Lang) -> Iterator[Block]:
    manifest = pack.manifest
    yield Flow(manifest.title.text(lang), style="bold")
    yield Flow(f"{manifest.name} · {manifest.issuer.text(lang)} · {manifest.issued}")
    if notice := unconfirmed_words(pack, lang):
        yield Flow(notice, style="bold yellow")
    for clause in pack.clauses:
        yield Flow("\n" + clause_words(clause, lang), style="bold")
        table = PlainTable(*(RULE_WORDS[key].text(lang) for key in ("rule", "duty", "whom", "target", "when", "level")))
        table.spread(None, 6, 2, 3, 3, None)
        for rule in clause.rules:
            target = RULE_WORDS["attested"].text(lang) if rule.attested else target_words(rule, lang)
            whom, when = kind_name(pack, rule.subject.kind).text(lang), period_words(rule, lang, pack)
            words = (rule.title.text(lang), whom, target, when, LEVELS[rule.level].text(lang))
            table.add(rule.id, *map(Flow, words))
        for judged in clause.judged:
            title = f"{judged.title.text(lang)} — {RULE_WORDS['judged'].text(lang)}"
            table.add("-", Flow(title), "-", "-", "-", "-", style="dim")
        yield table


def rule_card(pack: RulePack, rule: Rule, view: View) -> str:
    """Return one duty whole: words, criterion, measure, target, period, pace, level, readings."""
    return drawn(_card(pack, rule, view.lang), view)


def _card(pack: RulePack, rule: Rule, lang: Lang) -> Iterator[Block]:
    clause = next(one for one in pack.clauses if one.clause == rule.clause)
    yield Flow(f"{rule.id} {rule.title.text(lang)}", style="bold")
    table = PlainTable("", "")
    table.spread(None, 1)
    for key, words in card_lines(rule, clause, lang, pack):
        table.add(Flow(RULE_WORDS[key].text(lang), style="dim"), Flow(words))
    table.add(
        Flow(RULE_WORDS["source"].text(lang), style="dim"), Flow(f"{pack.manifest.title.text(lang)} ({pack.manifest.issued})")
    )
    yield table
