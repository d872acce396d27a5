"""A document with what stands behind each sentence, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.pack_tools.coverage import STANDINGS, Coverage, Marked, Standing
from assistcheck.reports import View
from assistcheck.reports.terminal.layout import Block, Flow, PlainTable, drawn

SIGNS: dict[Standing, str] = {"rule": "■", "attested": "□", "judged": "○", "none": "!", "heading": ""}
"""What each sentence is marked with; the legend says it in words."""
_COLOURS: dict[Standing, str] = {"rule": "green", "attested": "cyan", "judged": "", "none": "bold yellow", "heading": "bold"}
_COUNTED = LocalizedText("{n} 句", "{n} sentences")


def coverage_text(coverage: Coverage, view: View) -> str:
    """Return the whole document, sentence by sentence, and how many have what behind them."""
    return drawn(_blocks(coverage, view.lang), view)


def _blocks(coverage: Coverage, lang: Lang) -> Iterator[Block]:
    manifest = coverage.pack.manifest
    yield Flow(manifest.title.text(lang), style="bold")
    yield Flow("")
    table = PlainTable("", "", "")
    table.spread(None, 1, None)
    for one in coverage.sentences:
        table.add(SIGNS[one.standing], Flow(one.sentence.text), behind(one), style=_COLOURS[one.standing])
    yield table
    yield Flow("")
    legend = PlainTable("", "", "", numbers=2)
    for standing, number in coverage.counts.items():
        legend.add(SIGNS[standing], STANDINGS[standing].text(lang), _COUNTED.text(lang).format(n=number))
    yield legend


def behind(one: Marked) -> str:
    """Return the rules that stand behind a sentence."""
    return " ".join(mark.rule for mark in one.marks if mark.rule)
