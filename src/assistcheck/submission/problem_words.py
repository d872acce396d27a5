"""What is said of problems in the terms of a pack: who reports, the label of the as-of date, the currency, the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.ledgers.registry import Ledgers
from assistcheck.nouns import plural
from assistcheck.problem_codes import CODES, NEUTRAL, Terms
from assistcheck.problems import Problem, words_of
from assistcheck.rules.model import RulePack
from assistcheck.workbook.money_units import Currency

_NUMBERS = {1_000: "thousand", 10_000: "ten thousand", 1_000_000: "million", 100_000_000: "hundred million"}


def in_terms_of(pack: RulePack, ledgers: Ledgers, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems as they are said of a pack; most are the same for any."""
    terms = terms_of(pack, ledgers)
    usual = {
        code for code, told in CODES.items() if not any("{" in text for text in (*told.title, *told.remedy, *told.expected))
    }
    words = {code: words_of(code, terms) for code in CODES if code not in usual}
    for problem in problems:
        yield problem.in_terms(words[problem.code]) if problem.code in words else problem


def terms_of(pack: RulePack, ledgers: Ledgers) -> Terms:
    """Return what the texts of problems take from a pack."""
    ways, name = ledgers.conventions, pack.subjects.kind(pack.subjects.roles.reporting).name
    day, in_words = ways.example_days
    cover = ledgers.cover
    label = cover.by_name[cover.cover.as_of].header if cover and cover.cover and cover.cover.as_of else ""
    units = ways.money.units
    stated = (f"Amount ({units[-1]})" if ways.lang == "en" else f"金额({units[-1]})") if units else ""
    return Terms(
        reporter=name,
        reporters=LocalizedText(name.zh, plural(name.en)),
        as_of=untranslated(label) if label else NEUTRAL.as_of,
        day=day,
        day_in_words=untranslated(in_words),
        units=LocalizedText("".join(f"“{unit}”" for unit in units), " or ".join(units)) if units else NEUTRAL.units,
        which_unit=_which(units),
        larger=_larger(ways.money.currency) if len(units) > 1 else NEUTRAL.larger,
        stated=untranslated(stated) if stated else NEUTRAL.stated,
    )


def _larger(currency: Currency) -> LocalizedText:
    """Return the first of the multiples of a currency; in English by its number where it has Chinese characters."""
    name, factor = next(iter(currency.multiples.items()))
    number = _NUMBERS.get(factor)
    return untranslated(name) if name.isascii() or not number else LocalizedText(name, f"{number} {currency.unit.en}")


def _which(units: tuple[str, ...]) -> LocalizedText:
    """Return what asks in which of the units an amount is."""
    if len(units) > 1:
        return LocalizedText("还是".join(f"“{unit}”" for unit in units), f"whether it is {' or '.join(units)}")
    return LocalizedText(f"否为“{units[0]}”", f"whether it is {units[0]}") if units else NEUTRAL.which_unit
