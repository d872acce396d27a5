"""What the texts about packs share: how the sentences of two documents differ, and where a file lies."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.pack_tools.document import Change, Sentence, squeezed
from assistcheck.reports.terminal.layout import Flow, PlainTable
from assistcheck.rules.model import RulePack

_NEW = LocalizedText("新增", "new")
_GONE = LocalizedText("删去", "gone")
_WAS = LocalizedText("原为", "was")
_NOW = LocalizedText("改为", "is now")


def change_table(changes: Iterable[Change], pack: RulePack, lang: Lang) -> PlainTable:
    """Return the sentences that are new, gone or changed, and the rules of a pack that quote what they were."""
    table = PlainTable("", "", "")
    table.spread(None, 6, 1)
    for old, new in changes:
        if old and new:
            table.add(_WAS.text(lang), Flow(old.text), Flow(_quoting(old, pack)), style="dim")
            table.add(_NOW.text(lang), Flow(new.text), "")
        elif new:
            table.add(_NEW.text(lang), Flow(new.text), "", style="green")
        elif old:
            table.add(_GONE.text(lang), Flow(old.text), Flow(_quoting(old, pack)), style="red")
    return table


def near_path(path: str) -> str:
    """Return a path from the working folder, where it lies within."""
    return path.removeprefix(f"{Path.cwd()}{os.sep}")


def _quoting(sentence: Sentence, pack: RulePack) -> str:
    text = sentence.squeezed
    return " ".join(rule.id for rule in pack.rules if (quote := squeezed(rule.quote)) in text or text in quote)
