"""The smallest change that would meet a duty, in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from assistcheck.audit.explanation import Explanation
from assistcheck.audit.outcomes import Outcome, Report
from assistcheck.audit.remedy import Remedy
from assistcheck.i18n import EMPTY_TEXT, LocalizedText, untranslated
from assistcheck.location import Location
from assistcheck.reports.common.item_phrases import amount, file_names
from assistcheck.reports.common.measure_phrases import header_of
from assistcheck.reports.common.phrases import runs, where
from assistcheck.reports.explanation.messages import EXCEED, IN_TIME, IN_YEAR, OVER, PERIODS_TO_COME, REACH, REMEDIES, WORDS
from assistcheck.submission.fields import columns
from assistcheck.submission.models import BY_ID

_PLACES = 12
_DATED = frozenset({"rows", "distinct", "amount"})


class RemedyWords(NamedTuple):
    """What would meet the duty, and what would bring it back on pace where it is behind."""

    to_meet: LocalizedText
    on_pace: LocalizedText


def remedy_words(case: Explanation, report: Report) -> RemedyWords:
    """Return the smallest change in words, harmless to show."""
    outcome, remedy = case.outcome, case.remedy
    words = REMEDIES[remedy.kind].format(**_values(outcome, remedy, report))
    if outcome.status == "over":
        words = _joined(words, OVER)
    if remedy.kind in _DATED and BY_ID[outcome.rule.measure.ledger].sheet.when == "date":
        year = report.pack.manifest.year
        words = _joined(words, IN_YEAR.format(first=f"{year}-01-01", last=f"{year}-12-31"))
    if outcome.rule.period.kind == "deadline" and outcome.due and remedy.kind == "part":
        words = _joined(words, IN_TIME.format(due=outcome.due.isoformat()))
    return RemedyWords(words, _pace(outcome))


def _joined(first: LocalizedText, second: LocalizedText) -> LocalizedText:
    return LocalizedText(first.zh + second.zh, f"{first.en} {second.en}")


def _pace(outcome: Outcome) -> LocalizedText:
    if outcome.status != "behind" or outcome.value is None:
        return EMPTY_TEXT
    more = Fraction(outcome.expected) - Fraction(outcome.value)
    return WORDS["at_least"].format(n=amount(outcome.rule, more, up=True))


def _values(outcome: Outcome, remedy: Remedy, report: Report) -> dict[str, LocalizedText | str | int]:
    ledger = outcome.rule.measure.ledger
    headers = [header_of(ledger, name) for name in remedy.column.split("、")] if remedy.column else []
    places = [where(place, "zh").strip() for place in _shortened(remedy.places[:_PLACES], report)]
    places_en = [where(place, "en").strip() for place in _shortened(remedy.places[:_PLACES], report)]
    more = len(remedy.places) > _PLACES
    periods = LocalizedText("、".join(runs(remedy.periods, "zh")), ", ".join(runs(remedy.periods, "en")))
    return {
        "sheet": BY_ID[ledger].sheet.title,
        "header": LocalizedText("+".join(headers), " + ".join(headers)),
        "n": _number(remedy, ledger),
        "periods": periods if remedy.periods else PERIODS_TO_COME,
        "places": LocalizedText("、".join(places) + (" 等" if more else ""), ", ".join(places_en) + (" …" if more else "")),
        "compare": EXCEED if outcome.goal.kind == "more_than" else REACH,
    }


def _shortened(places: tuple[Location, ...], report: Report) -> list[Location]:
    files = file_names(report)
    return [place._replace(path=files.get(place.path, place.path)) for place in places]


def _number(remedy: Remedy, ledger: str) -> LocalizedText:
    """Return the number, in 元 where the column holds amounts."""
    if remedy.amount is None:
        return EMPTY_TEXT
    kind = next((column.kind for column in columns(BY_ID[ledger]) if column.name == remedy.column), None)
    if kind == "amount" and isinstance(remedy.amount, Decimal):
        return LocalizedText("{n} 元", "{n} yuan").format(n=f"{remedy.amount:,.2f}")
    return untranslated(f"{remedy.amount:,}")
