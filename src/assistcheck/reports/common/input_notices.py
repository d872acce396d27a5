"""What stands at the head of a report: rules not confirmed, who has sent nothing, what is wrong with whole workbooks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from assistcheck.audit.outcomes import Report
from assistcheck.i18n import Lang
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.schema import Sheet
from assistcheck.location import Location
from assistcheck.problem_codes import WAIVER_CODES, ProblemLevel
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.item_phrases import file_names
from assistcheck.reports.common.phrases import where
from assistcheck.reports.common.rule_phrases import unconfirmed_words
from assistcheck.reports.common.subject_phrases import pack_words
from assistcheck.reports.terminal.messages import WORDS

_ALL = 1_000_000


class HeadLine(NamedTuple):
    """One thing that a reader has to know before the figures."""

    level: ProblemLevel
    text: str


class Alike(NamedTuple):
    """Problems of which the same is to be said: the first, and the places of all."""

    first: Problem
    places: tuple[Location, ...]


def head_problems(report: Report) -> list[Problem]:
    """Return the errors and warnings of whole workbooks, of what their cover sheets say, and of waivers."""
    cover = ledgers_of(report.pack).cover
    sheets = {(one.path, sheet.title) for one in report.inputs for sheet in one.sheets if cover and sheet.ledger == cover.id}
    return [
        one for one in report.problems if one.level != "note" and one.code != "not-submitted" and _is_whole(one, sheets, cover)
    ]


def _is_whole(problem: Problem, covers: Collection[tuple[str, str]], cover: Sheet | None) -> bool:
    place = problem.place
    if problem.code in WAIVER_CODES:
        return True
    if place.sheet:
        return (cover is not None and place.sheet == cover.title) or place[:2] in covers
    return bool(place.path) or problem.level == "error"


def files_of_nobody(report: Report) -> int:
    """Return how many files could not be read, or are of nobody that is known: they may be those of who has not sent."""
    known = {None, report.pack.subjects.whole, *report.reporters}
    return sum(one.status == "unreadable" or one.reporter not in known for one in report.inputs)


def alike(problems: Iterable[Problem]) -> dict[str, list[Alike]]:
    """Return problems by code, errors first, those of which the same is to be said together."""
    grouped: dict[str, dict[object, list[Problem]]] = {}
    for one in sorted(problems, key=lambda problem: problem.level != "error"):
        grouped.setdefault(one.code, {}).setdefault((one.value, one.expected), []).append(one)
    return {
        code: [Alike(found[0], tuple(each.place for one in found for each in one.each())) for found in groups.values()]
        for code, groups in grouped.items()
    }


def head_lines(report: Report, lang: Lang, most: int = _ALL, *, absent: bool = True) -> Iterator[HeadLine]:
    """Yield what stands at the head, each remedy once; of names and places at most so many are spelt out.

    ``absent``: whether who has not sent is said too.
    """
    if words := unconfirmed_words(report.pack, lang):
        yield HeadLine("warning", words)
    if absent and report.absent:
        own = pack_words(report.pack, lang)
        yield HeadLine(
            "warning", _said("absent", lang, **own, n=len(report.absent), names=names_words(report.absent, lang, most))
        )
        if unplaced := files_of_nobody(report):
            yield HeadLine("warning", _said("unplaced", lang, **own, n=unplaced))
    files = file_names(report)
    for found in alike(head_problems(report)).values():
        yield from _cause(found, {path: name or path for path, name in files.items()}, lang, most)


def _cause(found: list[Alike], files: dict[str, str], lang: Lang, most: int) -> Iterator[HeadLine]:
    """Yield the lines of one code; what is to be done about it ends the last of those of one remedy."""
    level, shown = found[0].first.level, sorted(found, key=lambda one: one.first.remedy.en)[:most]
    for number, (problem, places) in enumerate(shown, 1):
        named = [where(place._replace(path=files.get(place.path, place.path)), lang) for place in places]
        spelt = names_words([name for name in named if name], lang, most)
        text = _said("not_whole", lang, where=spelt, what=visible(problem.message(lang))) if spelt else problem.message(lang)
        if number == len(shown):
            text += _said("and_more", lang, n=len(found) - most) if len(found) > most else ""
        if number == len(shown) or shown[number].first.remedy != problem.remedy:
            text += _said("to_do", lang, remedy=problem.remedy.text(lang))
        yield HeadLine(level, visible(text))


def names_words(names: Collection[str], lang: Lang, most: int = _ALL) -> str:
    """Return names as one text; of more than ``most``, how many more there are."""
    shown = WORDS["comma"].text(lang).join(visible(name) for name in list(names)[:most])
    return shown + (_said("and_more", lang, n=len(names) - most) if len(names) > most else "")


def _said(key: str, lang: Lang, **values: object) -> str:
    return WORDS[key].text(lang).format(**values)
