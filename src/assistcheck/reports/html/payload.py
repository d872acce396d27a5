"""The outcomes as data for the page's own script: words ready to show, each text once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import to_json

from assistcheck.audit.outcomes import STATUSES, Outcome, Report, Rows, Status
from assistcheck.i18n import Lang
from assistcheck.reports.common.escaping import escaped, visible
from assistcheck.reports.common.exclusion_reasons import reason_words
from assistcheck.reports.common.item_phrases import sheet_words
from assistcheck.reports.html.heatmap import Cell, HeatMap, central_kinds
from assistcheck.reports.html.kind_messages import page_words
from assistcheck.reports.html.messages import SCRIPT_WORDS, SIGNS
from assistcheck.reports.html.rows import SEVERITY_ORDER, Lines
from assistcheck.reports.html.standing import Standing
from assistcheck.rules.labels import LEVELS

GRAVE: tuple[Status, ...] = ("shortfall", "behind", "undetermined")
"""The statuses whose number a cell of the heat map shows."""
_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


class _Table(dict[Any, int]):
    """Numbers things as they come, each once."""

    def __missing__(self, thing: Any) -> int:  # noqa: ANN401 - whatever can be a key
        self[thing] = len(self)
        return self[thing]


def data_text(report: Report, lines: Lines, standing: Standing) -> str:
    r"""Return the page's data as JSON that ends no script element: ``<`` is written ``\u003c``."""
    return escaped(to_json(data_of(report, lines, standing)).decode("utf-8")).translate(_IN_SCRIPT)


def data_of(report: Report, lines: Lines, standing: Standing) -> dict[str, Any]:
    """Return the page's data; texts of the workbooks are made visible, and named by their number in ``texts``.

    An outcome is ``[rule, subject, status, have and need, gap, due, note, done, pace, counted, left out, hints]``: rule,
    subject and status are numbers in their tables, ``done`` and ``pace`` per cent or null, everything else numbers of
    texts: counted rows flat pairs of sheet and rows, rows left out triples of sheet, rows and why. A line of a map is
    ``[kind, name, region, cells]``, where the cells of its rules stand in one text: status, number and total, or the status
    alone of a single outcome, or nothing.
    """
    lang, pack = lines.lang, report.pack
    texts, subjects = _Table(), _Table()
    rules = [of_rule.rule for of_rule in standing.rules.values()]
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    outcomes = [[numbers[one.rule.id], *_outcome(one, lines, texts, subjects)] for one in standing.outcomes()]
    words = page_words(pack)
    return {
        "words": {key: words[key].text(lang) for key in SCRIPT_WORDS},
        "statuses": [[status, STATUSES[status].text(lang), SIGNS[status].text(lang)] for status in SEVERITY_ORDER],
        "grave": GRAVE,
        "levels": {level: word.text(lang) for level, word in LEVELS.items()},
        "kinds": {kind.id: kind.name.text(lang) for kind in pack.subjects.kinds},
        "central": central_kinds(pack.subjects),
        "rules": [
            {"id": rule.id, "title": rule.title.text(lang), "level": rule.level, "clause": rule.clause} for rule in rules
        ],
        "subjects": [[None if part is None else visible(part) for part in subject] for subject in subjects],
        "texts": list(map(visible, texts)),
        "outcomes": outcomes,
        "maps": [_map(one, numbers, lang) for one in standing.maps()],
    }


def _map(one: HeatMap, numbers: Mapping[str, int], lang: Lang) -> dict[str, Any]:
    """Return a map: its rules by their numbers, and its lines."""
    return {
        "name": one.name,
        "long": one.is_long,
        "rules": [numbers[rule.id] for rule in one.rules],
        "lines": [
            [line.kind, visible(line.name.text(lang)), line.region and visible(line.region), ",".join(map(_cell, line.cells))]
            for line in one.lines
        ],
    }


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return ""
    status = SEVERITY_ORDER.index(cell.status)
    return f"{status}" if cell.total == 1 else f"{status}.{cell.number}.{cell.total}"


def _outcome(outcome: Outcome, lines: Lines, texts: _Table, subjects: _Table) -> list[Any]:
    """Return an outcome but for its rule, and take its texts and its subject into their tables."""
    line, subject = lines.of(outcome), outcome.subject
    return [
        subjects[subject.name, subject.kind, subject.region, subject.reporter, subject.owed_by.words.text(lines.lang)],
        SEVERITY_ORDER.index(outcome.status),
        *(texts[words] for words in (line.have_need, line.gap, line.due, line.note)),
        line.done,
        line.pace,
        [texts[words] for rows in outcome.evidence for words in _place(rows, lines)],
        [texts[words] for rows in outcome.excluded for words in (*_place(rows, lines), _why(rows, outcome, lines))],
        [texts[words] for words in line.hints],
    ]


def _place(rows: Rows, lines: Lines) -> tuple[str, str]:
    """Return a sheet's name and its rows: data.xlsx [Public Programs] and 2, 4–5."""
    ranges = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in rows.ranges)
    return sheet_words(rows.path, rows.sheet, lines.items.files).text(lines.lang), ranges


def _why(rows: Rows, outcome: Outcome, lines: Lines) -> str:
    return reason_words(rows.reason or "", outcome.rule, lines.items.report.pack).text(lines.lang)
