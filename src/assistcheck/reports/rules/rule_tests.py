"""What testing a pack against its own cases has found, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.pack_tools.rule_tests import RuleTest
from assistcheck.reports import View
from assistcheck.reports.rules.sentences import near_path
from assistcheck.reports.terminal.layout import Block, Flow, Indented, PlainTable, drawn

_WORDS = {
    "failed": LocalizedText("不成立的用例（{n}）", "Cases that do not hold ({n})"),
    "lacks": LocalizedText("缺用例的规则（{n}）", "Rules that lack cases ({n})"),
    "survivors": LocalizedText("改错了规则也没有用例发觉（{n}）", "Mutants that no case notices ({n})"),
    "excused": LocalizedText(
        "用例文件说不可能发觉，其实有用例发觉，或没有这样的改动（{n}）",
        "Mutants listed as equivalent that a case notices, or that there are none of ({n})",
    ),
    "total": LocalizedText(
        "{name}：{rules} 条规则，{cases} 个用例，{failed} 个不成立",
        "{name}: {rules} rules, {cases} cases, {failed} failed",
    ),
    "mutants": LocalizedText("；{mutants} 种改动，{survivors} 种没有发觉", "; {mutants} mutants, {survivors} survived"),
}


def tests_text(pack_name: str, found: Sequence[RuleTest], view: View) -> str:
    """Return which cases do not hold, which rules lack cases, and which mutants no case notices."""
    return drawn(_blocks(pack_name, found, view.lang), view)


def _blocks(pack_name: str, found: Sequence[RuleTest], lang: Lang) -> Iterator[Block]:
    failed = [one for test in found for one in test.failed]
    if failed:
        yield Flow(_WORDS["failed"].text(lang).format(n=len(failed)), style="bold")
    for one in failed:
        yield Indented(Flow(f"{one.case.rule} {one.case.name} ({near_path(one.case.path)})"))
        yield Indented(Indented(Flow("\n".join(fault.text(lang) for fault in one.faults))))
    lacks = [(test.rule.id, test.rule.title.text(lang), words.text(lang)) for test in found for words in test.lacks]
    yield from _table("lacks", lacks, lang)
    survivors = [(test.rule.id, test.rule.title.text(lang), words) for test in found for words in test.survivors]
    yield from _table("survivors", survivors, lang)
    excused = [(test.rule.id, test.rule.title.text(lang), words) for test in found for words in test.wrongly_excused]
    yield from _table("excused", excused, lang)
    mutants = sum(test.mutants for test in found)
    total = _WORDS["total"].text(lang) + (_WORDS["mutants"].text(lang) if mutants else "")
    cases, wrong = sum(test.cases for test in found), sum(len(test.failed) for test in found)
    counts = {"rules": len(found), "cases": cases, "failed": wrong, "mutants": mutants, "survivors": len(survivors)}
    colour = "bold green" if all(test.passed for test in found) else "bold red"
    yield Flow(total.format(name=pack_name, **counts), style=colour)


def _table(key: str, rows: Sequence[tuple[str, str, str]], lang: Lang) -> Iterator[Block]:
    if not rows:
        return
    yield Flow(_WORDS[key].text(lang).format(n=len(rows)), style="bold")
    table = PlainTable("", "", "")
    table.spread(None, 2, 3)
    for first, *others in rows:
        table.add(first, *map(Flow, others))
    yield Indented(table)
    yield Flow("")
