"""How two packs differ, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.pack_tools.comparison import PARTS, Comparison, PartDifference
from assistcheck.reports import View
from assistcheck.reports.rules.sentences import change_table
from assistcheck.reports.terminal.layout import Block, Flow, Indented, PlainTable, drawn

_STANDING = {
    "added": LocalizedText("新增", "added"),
    "removed": LocalizedText("删去", "removed"),
    "changed": LocalizedText("有改动", "changed"),
}
_COLOUR = {"added": "green", "removed": "red", "changed": "bold"}
_SAME = LocalizedText("两个规则包相同。", "The two packs are the same.")
_SENTENCES = LocalizedText("文件逐句对照（{n} 处不同）", "The documents, sentence by sentence ({n} differences)")
_KEY = (LocalizedText("键", "key"), LocalizedText("原为", "was"), LocalizedText("改为", "is now"))


def comparison_text(comparison: Comparison, view: View) -> str:
    """Return how two packs differ, key by key, and their documents sentence by sentence."""
    return drawn(_blocks(comparison, view.lang), view)


def _blocks(comparison: Comparison, lang: Lang) -> Iterator[Block]:
    yield Flow(f"{comparison.old.manifest.name} → {comparison.new.manifest.name}", style="bold")
    if not (comparison.parts or comparison.sentences):
        yield Flow(_SAME.text(lang))
    for part in comparison.parts:
        name = f"{PARTS[part.part].text(lang)} {part.id}".strip()
        yield Flow(f"{name}{'：' if lang == 'zh' else ': '}{_STANDING[part.standing].text(lang)}", style=_COLOUR[part.standing])
        if part.keys:
            yield Indented(_keys(part, lang))
    if comparison.sentences:
        yield Flow("\n" + _SENTENCES.text(lang).format(n=len(comparison.sentences)), style="bold")
        yield Indented(change_table(comparison.sentences, comparison.old, lang))


def _keys(part: PartDifference, lang: Lang) -> PlainTable:
    table = PlainTable(*(word.text(lang) for word in _KEY))
    table.spread(2, 3, 3)
    for key in part.keys:
        table.add(Flow(key.key), Flow("-" if key.old is None else key.old), Flow("-" if key.new is None else key.new))
    return table
