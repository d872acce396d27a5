"""What checking a pack has found, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.pack_tools.checking import PackCheck
from assistcheck.pack_tools.confirmation import Unconfirmed
from assistcheck.reports import View
from assistcheck.reports.rules.sentences import change_table, near_path
from assistcheck.reports.terminal.layout import Block, Flow, Indented, PlainTable, drawn

_WORDS = {
    "sound": LocalizedText("{name}：{count} 条规则，没有错误。", "{name}: {count} rules, no faults."),
    "remarks": LocalizedText("与原文不一致，请核对（{n}）", "Not as the document has it; please look ({n})"),
    "old": LocalizedText(
        "文件仍是原来的；把新文件的全文放到 {source}，再检查一次。",
        "The document is still the old one; put the text of the new one into {source}, then check again.",
    ),
    "changes": LocalizedText("两份文件逐句对照（{n} 处不同）", "The two documents, sentence by sentence ({n} differences)"),
    "same": LocalizedText("两份文件逐句相同。", "The two documents are the same, sentence by sentence."),
    "gone": LocalizedText("未确认：引文不在新文件中（{n}）", "Not confirmed: the quote is not in the document ({n})"),
    "stands": LocalizedText(
        "未确认：引文在新文件中，用 --confirm 确认（{n}）",
        "Not confirmed: the quote stands in the document; confirm with --confirm ({n})",
    ),
    "confirmed": LocalizedText("已确认 {n} 条。", "{n} confirmed."),
    "todos": LocalizedText("待填写（{n}）", "Left to do ({n})"),
    "judged": LocalizedText("人工认定", "judged"),
}


def check_text(check: PackCheck, view: View) -> str:
    """Return what checking a pack has found: remarks, how its document differs from another, what is not confirmed."""
    return drawn(_blocks(check, view.lang), view)


def _blocks(check: PackCheck, lang: Lang) -> Iterator[Block]:
    manifest = check.pack.manifest
    yield Flow(_say("sound", lang).format(name=manifest.name, count=len(check.pack.rules)))
    if check.confirmed:
        yield Flow(_say("confirmed", lang).format(n=check.confirmed))
    if check.remarks:
        yield Flow("\n" + _say("remarks", lang).format(n=len(check.remarks)), style="bold yellow")
        table = PlainTable("", "")
        table.spread(None, 1)
        for remark in check.remarks:
            table.add(remark.rule, Flow(_placed(remark.words.text(lang), check.places.get(remark.rule))))
        yield Indented(table)
    if check.is_old:
        yield Flow("\n" + _say("old", lang).format(source=manifest.source), style="bold yellow")
    elif check.changes is not None:
        key = "changes" if check.changes else "same"
        yield Flow("\n" + _say(key, lang).format(n=len(check.changes)), style="bold")
        yield Indented(change_table(check.changes, check.pack, lang))
    for key, standing in (("gone", False), ("stands", True)):
        if listed := [one for one in check.unconfirmed if one.stands is standing]:
            yield Flow("\n" + _say(key, lang).format(n=len(listed)), style="bold red")
            yield Indented(_listed(listed, check, lang))
    if check.todos:
        yield Flow("\n" + _say("todos", lang).format(n=len(check.todos)), style="bold yellow")
        yield Indented(Flow("\n".join(map(near_path, check.todos))))


def _listed(listed: list[Unconfirmed], check: PackCheck, lang: Lang) -> PlainTable:
    table = PlainTable("", "", "")
    table.spread(None, 2, 5)
    for one in listed:
        ident = one.rule or _say("judged", lang)
        table.add(ident, Flow(one.title.text(lang)), Flow(_placed(one.quote, check.places.get(one.rule))))
    return table


def _placed(text: str, place: str | None) -> str:
    return f"{text}\n{near_path(place)}" if place else text


def _say(key: str, lang: Lang) -> str:
    return _WORDS[key].text(lang)
