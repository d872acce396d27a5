"""Figures as letters write them: 10万元 where an amount is whole, else 82,340元; $42,000; 2条."""

from __future__ import annotations

import re
from decimal import Decimal

from assistcheck.calendar import Number
from assistcheck.i18n import LANGUAGES, LocalizedText
from assistcheck.reports.common.item_phrases import amount
from assistcheck.reports.common.numbers import plain, readable
from assistcheck.reports.common.phrases import signed, unit
from assistcheck.rules.model import InEach, Rule, RulePack

_MYRIADS = (10**12, 10**8, 10**4)
"""The multiples by which amounts are counted in Chinese, the largest first."""
_QUOTED = re.compile(r"(“[^”]*”|《[^》]*》)")
_GAP = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]) +(?=[\d$¥])|(?<=[\d%]) +(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)


class LetterAmounts:
    """How the figures of a pack's rules are written in letters."""

    def __init__(self, pack: RulePack) -> None:
        """Take the pack, whose currency says in which larger units its people write."""
        self._multiples = {times: word for word, times in pack.manifest.currency.multiples.items() if times in _MYRIADS}

    def __call__(self, rule: Rule, value: Number, *, up: bool = False) -> LocalizedText:
        """Return a figure with its unit: 10万元, $42,000, 2条, 57.5%; of an amount its decimals only where it has any."""
        if rule.quantity != "money" or isinstance(rule.period, InEach):
            zh, en = amount(rule, value, up=up)
            return LocalizedText(closed_up(zh), en)
        text = readable(value, rule, up=up)
        zh, en = (signed(text, rule, lang) + unit(rule, lang, value) for lang in LANGUAGES)
        return LocalizedText(self._whole(Decimal(plain(value, "money", up=up)), rule.unit.zh) or closed_up(zh), en)

    def _whole(self, value: Decimal, unit_word: str) -> str:
        """Return an amount in the largest unit that it is a whole number of; nothing where there is none."""
        for times in _MYRIADS:
            word = self._multiples.get(times, "")
            if value and value % times == 0 and word.endswith(unit_word):
                return f"{value // times:,}{word}"
        return ""


def closed_up(text: str) -> str:
    """Return a Chinese text without the spaces between its words and its numbers; what it quotes stays as it is."""
    parts = _QUOTED.split(text)
    plain = [_GAP.sub("", part) for part in parts[::2]]
    plain = [part.strip(" ") if 0 < at < len(plain) - 1 else part for at, part in enumerate(plain)]
    plain[0], plain[-1] = (plain[0].rstrip(" "), plain[-1].lstrip(" ")) if len(plain) > 1 else (plain[0], plain[-1])
    parts[::2] = plain
    return "".join(parts)
