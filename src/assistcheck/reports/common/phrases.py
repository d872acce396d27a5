"""How outcomes are put into words: have, need, gap, in each language."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from assistcheck.audit.outcomes import Outcome, Status
from assistcheck.calendar import Number
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.location import Location
from assistcheck.nouns import singular
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.measure_phrases import header_of
from assistcheck.reports.common.numbers import readable, unit_of
from assistcheck.rules.labels import LEVELS
from assistcheck.rules.model import ByDate, Deadline, InEach, Rule, RulePack

SHORT_OR_BEHIND: tuple[Status, ...] = ("shortfall", "behind")
"""The statuses that somebody has to act on."""

_LAST_DIGIT = Fraction(1, 10**6)
"""The least share that the JSON report tells from none."""
NEED_SIGNS = {"at_least": "≥{n}", "more_than": ">{n}", "exactly": "{n}", "between": "{n}-{high}"}


def figure(outcome: Outcome, value: Number, lang: Lang, *, up: bool = False) -> str:
    """Return a figure of an outcome as people write it, without a unit that stands behind it."""
    if isinstance(outcome.rule.period, InEach):
        return str(value)
    return signed(readable(value, outcome.rule, up=up), outcome.rule, lang)


def signed(number: str, rule: Rule, lang: Lang) -> str:
    """Return a number behind the sign of its currency, where the rule's unit is one: $42,000, -$5."""
    before = sign(rule, lang)
    return f"-{before}{number[1:]}" if number.startswith("-") else before + number


def sign(rule: Rule, lang: Lang) -> str:
    """Return the unit of a rule that stands before its amounts ($, US$); empty where it stands behind them."""
    words = rule.unit.text(lang)
    return words if rule.quantity == "money" and unicodedata.category(words[-1]) == "Sc" else ""


def unit(rule: Rule, lang: Lang, number: Number | None = None) -> str:
    """Return the unit after a figure, in English as the ``number`` before it asks for.

    Shares are percentages and have none, nor have amounts behind the sign of their currency.
    """
    if rule.quantity == "ratio" or sign(rule, lang):
        return ""
    return _behind(unit_of(rule), lang, number)


def _behind(words: LocalizedText, lang: Lang, number: Number | None) -> str:
    """Return a unit behind a number, with a space before Latin letters."""
    if lang == "zh":
        return f" {words.zh}" if words.zh[0].isascii() and words.zh[0].isalpha() else words.zh
    return f" {counted(words.en, number)}"


def counted(noun: str, number: Number | None) -> str:
    """Return an English noun of a pack behind a number: 1 visit, 0 items; as the pack has it where no number is given."""
    if number == 1:
        return singular(noun)
    return "items" if noun == "item" and number is not None else noun


def have_need(outcome: Outcome, lang: Lang, *, units: bool = True) -> str:
    """Return what there is and what the target asks for, with the unit; a dash where nothing can be said."""
    goal = outcome.goal
    have = "-" if outcome.value is None else figure(outcome, outcome.value, lang)
    high = "" if goal.high is None else figure(outcome, goal.high, lang)
    need = NEED_SIGNS[goal.kind].format(n=figure(outcome, goal.low, lang), high=high)
    text = f"{have} / {need}{unit(outcome.rule, lang, goal.high or goal.low) if units else ''}"
    if outcome.status == "behind":
        pace = figure(outcome, outcome.expected, lang, up=True)
        text += LocalizedText(f"（序时 {pace}）", f" (pace {pace})").text(lang)
    return text


def gap(outcome: Outcome, lang: Lang) -> str:
    """Return how much is missing, with its unit; where only a strict target is exactly equalled, say so."""
    if outcome.status in SHORT_OR_BEHIND and outcome.gap == 0:
        return LocalizedText("须超过", "must exceed").text(lang)
    return "-" if outcome.gap is None else gap_figure(outcome, lang) + unit(outcome.rule, lang, outcome.gap)


def gap_figure(outcome: Outcome, lang: Lang) -> str:
    """Return what is missing as the JSON report has it; where that is less than its last digit, that digit, never nothing."""
    lack = outcome.gap or 0
    up = outcome.rule.quantity == "money" or 0 < lack < _LAST_DIGIT
    return figure(outcome, lack, lang, up=up)


def due_words(outcome: Outcome, pack: RulePack) -> str:
    """Return the day that an item falls, or fell, due; of a month or quarter duty that of the first missing period."""
    if outcome.missing:
        return pack.programme_year.period_end(outcome.missing[0]).isoformat()
    return outcome.due.isoformat() if outcome.due else "-"


def runs(periods: Sequence[str], lang: Lang, pack: RulePack) -> list[str]:
    """Return months or quarters with those in a row as one, as people name them: 2022-03至2022-05, FY2026 Q1 to FY2026 Q3."""
    to = LocalizedText("至", " to ").text(lang)
    return [to.join(period_name(one, lang, pack) for one in ends) for ends in run_ends(periods)]


def run_ends(periods: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the first and the last of months or quarters that stand in a row, of one alone itself."""
    found: list[list[str]] = []
    for period in periods:
        if found and _number(period) == _number(found[-1][-1]) + 1:
            found[-1].append(period)
        else:
            found.append([period])
    return [tuple(dict.fromkeys((run[0], run[-1]))) for run in found]


def period_name(label: str, lang: Lang, pack: RulePack) -> str:
    """Return a month or quarter as the pack's people name it: 2022-03, FY2026 Q1."""
    year, quarter, number = label.partition("Q")
    return pack.manifest.quarter_name.text(lang).format(year=year, n=number) if quarter else label


def _number(period: str) -> int:
    """Return the number of a month or quarter among all: of the one after it, one more."""
    year, quarter, number = period.partition("Q") if "Q" in period else period.partition("-")
    return int(year) * (4 if quarter == "Q" else 12) + int(number)


def target_words(rule: Rule, lang: Lang) -> str:
    """Return a rule's target: ≥4条, ≥$24,000, 1-2 visits."""
    target = rule.target
    low, high = target.between or (target.at_least or target.more_than or target.exactly or Decimal(0), None)
    kind = next(name for name in NEED_SIGNS if getattr(target, name) is not None)
    text = NEED_SIGNS[kind].format(
        n=signed(readable(low, rule), rule, lang), high="" if high is None else signed(readable(high, rule), rule, lang)
    )
    if not isinstance(rule.period, InEach):
        return text + unit(rule, lang, high or low)
    return text if rule.unit == unit_of(rule) or sign(rule, lang) else text + _behind(rule.unit, lang, high or low)


def period_words(rule: Rule, lang: Lang, pack: RulePack) -> str:
    """Return when a duty is owed: 全年, 每月, 每季度, by a date, or so many days after another."""
    match rule.period:
        case InEach(kind="month"):
            return LocalizedText("每月", "each month").text(lang)
        case InEach():
            return LocalizedText("每季度", "each quarter").text(lang)
        case ByDate(date=day):
            return LocalizedText(f"截至 {day}", f"by {day}").text(lang)
        case Deadline(days=days):
            event = header_of(rule.measure.ledger, rule.period.column, pack)
            return LocalizedText(f"“{event}”后 {days} 日内", f'within {days} days of "{event}"').text(lang)
        case _:
            return LocalizedText("全年", "the year").text(lang)


def where(place: Location, lang: Lang) -> str:
    """Return a place as people name it: file, 《sheet》, cell; of a text file and line: 备案.yaml:3."""
    if place.row and not place.sheet:
        return visible(f"{place.path}:{place.row}")
    sheet = f"《{place.sheet}》" if lang == "zh" else f"[{place.sheet}] "
    parts = [place.path, sheet if place.sheet else "", place.cell]
    return visible(" ".join(part.strip() for part in parts if part))


def urgency(outcome: Outcome) -> tuple[int, int, str]:
    """Order outcomes by how pressing they are: duties that bind before goals, what is short before what is behind."""
    weight = list(LEVELS).index(outcome.rule.level)
    status = SHORT_OR_BEHIND.index(outcome.status) if outcome.status in SHORT_OR_BEHIND else len(SHORT_OR_BEHIND)
    return weight // 2, status, outcome.rule.id
