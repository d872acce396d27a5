"""The smallest change that would meet a duty, in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from assistcheck.audit.explanation import Explanation
from assistcheck.audit.outcomes import Outcome, Report
from assistcheck.audit.remedy import Remedy
from assistcheck.i18n import EMPTY_TEXT, LANGUAGES, LocalizedText, untranslated
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.schema import Sheet, Tasks
from assistcheck.location import Location
from assistcheck.reports.common.item_phrases import amount, file_names
from assistcheck.reports.common.measure_phrases import header_of
from assistcheck.reports.common.phrases import runs, where
from assistcheck.reports.explanation.messages import EXCEED, IN_TIME, IN_YEAR, OVER, PERIODS_TO_COME, REACH, REMEDIES, WORDS
from assistcheck.rules.model import Currency, RulePack

_PLACES = 12
_DATED = frozenset({"rows", "distinct", "amount"})


class RemedyWords(NamedTuple):
    """What would meet the duty, and what would bring it back on pace where it is behind."""

    to_meet: LocalizedText
    on_pace: LocalizedText


def remedy_words(case: Explanation, report: Report) -> RemedyWords:
    """Return the smallest change in words, harmless to show."""
    outcome, remedy = case.outcome, case.remedy
    sheet = ledgers_of(report.pack)[outcome.rule.measure.ledger]
    words = REMEDIES[remedy.kind].format(**_values(outcome, remedy, sheet, report))
    if outcome.status == "over":
        words = _joined(words, OVER)
    if remedy.kind in _DATED and sheet.dated_by and sheet.by_name[sheet.dated_by].kind == "date":
        year = report.pack.programme_year
        words = _joined(words, IN_YEAR.format(first=year.first_day.isoformat(), last=year.last_day.isoformat()))
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


def _values(outcome: Outcome, remedy: Remedy, sheet: Sheet, report: Report) -> dict[str, LocalizedText | str | int]:
    """Return what the words of a remedy have in braces."""
    headers = [header_of(sheet.id, name, report.pack) for name in remedy.columns]
    figure = outcome.rule.measure.figure
    return {
        "sheet": sheet.title,
        "header": LocalizedText("+".join(headers), " + ".join(headers)),
        "n": _number(remedy, sheet, report.pack.manifest.currency),
        "periods": _periods(remedy.periods, report.pack) if remedy.periods else PERIODS_TO_COME,
        "places": _places(remedy.places, report),
        "compare": EXCEED if outcome.goal.kind == "more_than" else REACH,
        "value": figure.value if figure.kind == "every" else "",
        **(_task_values(sheet, sheet.tasks) if sheet.tasks else {}),
    }


def _task_values(sheet: Sheet, tasks: Tasks) -> dict[str, LocalizedText | str]:
    """Return what a task list calls what a duty that is done has to say."""
    header = {name: sheet.by_name[name].header for name in (tasks.state, tasks.date, tasks.evidence)}
    done = LocalizedText("、".join(f"“{word}”" for word in tasks.done), " or ".join(tasks.done))
    return {"state": header[tasks.state], "done": done, "date": header[tasks.date], "evidence": header[tasks.evidence]}


def _periods(periods: Sequence[str], pack: RulePack) -> LocalizedText:
    return LocalizedText("、".join(runs(periods, "zh", pack)), ", ".join(runs(periods, "en", pack)))


def _places(places: Sequence[Location], report: Report) -> LocalizedText:
    """Return cells as people name them, the first of them where there are many."""
    shortened = _shortened(places[:_PLACES], report)
    zh, en = ([where(place, lang).strip() for place in shortened] for lang in LANGUAGES)
    more = len(places) > _PLACES
    return LocalizedText("、".join(zh) + (" 等" if more else ""), ", ".join(en) + (" …" if more else ""))


def _shortened(places: Sequence[Location], report: Report) -> list[Location]:
    files = file_names(report)
    return [place._replace(path=files.get(place.path, place.path)) for place in places]


def _number(remedy: Remedy, sheet: Sheet, currency: Currency) -> LocalizedText:
    """Return the number, in the pack's currency where the column holds amounts."""
    if remedy.amount is None:
        return EMPTY_TEXT
    column = sheet.by_name.get(remedy.column)
    if column and column.kind == "amount" and isinstance(remedy.amount, Decimal):
        return LocalizedText("{n} {unit}", "{n} {unit}").format(n=f"{remedy.amount:,.2f}", unit=currency.unit)
    return untranslated(f"{remedy.amount:,}")
