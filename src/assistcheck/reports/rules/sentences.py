"""How the sentences of two documents differ, as a table."""

from __future__ import annotations

from collections.abc import Iterable

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.pack_tools.document import Change
from assistcheck.reports.terminal.layout import Flow, PlainTable

_NEW = LocalizedText("新增", "new")
_GONE = LocalizedText("删去", "gone")
_WAS = LocalizedText("原为", "was")
_NOW = LocalizedText("改为", "is now")


def change_table(changes: Iterable[Change], lang: Lang) -> PlainTable:
    """Return the sentences that are new, gone or changed."""
    table = PlainTable("", "")
    table.spread(None, 1)
    for old, new in changes:
        if old and new:
            table.add(_WAS.text(lang), Flow(old.text), style="dim")
            table.add(_NOW.text(lang), Flow(new.text))
        elif new:
            table.add(_NEW.text(lang), Flow(new.text), style="green")
        elif old:
            table.add(_GONE.text(lang), Flow(old.text), style="red")
    return table
