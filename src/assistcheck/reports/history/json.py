"""The published JSON of a history, ``assistcheck.history/1``; its schema is ``history-1.schema.json`` beside this file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from assistcheck import __version__
from assistcheck.comparison.history.sendings import Sending
from assistcheck.comparison.history.trend import Counts, History, Point, Reporter
from assistcheck.i18n import Lang
from assistcheck.reports import View
from assistcheck.reports.common.escaping import escaped

if TYPE_CHECKING:
    from assistcheck.reports.history import model

SCHEMA: Literal["assistcheck.history/1"] = "assistcheck.history/1"


def to_json(history: History, view: View) -> Iterator[str]:
    """Yield the history as JSON text; the same history gives the same text."""
    yield escaped(json.dumps(to_data(history, view.lang), ensure_ascii=False, indent=1)) + "\n"


def to_data(history: History, lang: Lang) -> model.History:
    """Return the history as plain data in the published shape."""
    rules, subjects, within = history.selection
    return {
        "schema": SCHEMA,
        "tool": {"name": "assistcheck", "version": __version__},
        "rules": {"pack": history.pack, "title": {"zh": history.title.zh, "en": history.title.en}},
        "kinds": {"region": history.roles.region, "reporting": history.roles.reporting},
        "only": {"rules": sorted(rules), "subjects": sorted(subjects), "within": [[*pair] for pair in sorted(within)]},
        "complete": history.complete,
        "reports": [_report(point) for point in history.points],
        "regions": [{"name": name, "reports": _standings(history, history.of_region(name))} for name in history.regions],
        "reporters": [_reporter(history, one) for one in history.reporters],
        "notes": [{"code": note.code, "message": note.words.text(lang)} for note in history.notes],
    }


def _report(point: Point) -> model.Report:
    return {
        "as_of": point.as_of.isoformat(),
        "path": point.path,
        "rules_sha256": point.rules,
        "readings": dict(sorted(point.readings.items())),
        "outcomes": point.whole._asdict(),
        "workbooks": point.counting,
        "unreadable": point.unreadable,
    }


def _standings(history: History, counts: Iterable[Counts | None]) -> list[model.Standing]:
    pairs = zip(history.days, counts, strict=True)
    return [{"as_of": day.isoformat(), "outcomes": one._asdict()} for day, one in pairs if one is not None]


def _reporter(history: History, one: Reporter) -> model.Reporter:
    habit = history.habits[one.name]
    return {
        "name": one.name,
        "region": one.region,
        "first_sent": habit.first.isoformat() if habit.first else None,
        "missing": habit.missing,
        "late": habit.late,
        "conflicting": habit.conflicting,
        "changes": habit.changes,
        "reports": _standings(history, history.of_reporter(one.name)),
        "sent": [_sent(day.isoformat(), one) for day, one in zip(history.days, history.sendings[one.name], strict=True)],
    }


def _sent(day: str, sending: Sending) -> model.Sent:
    return {
        "as_of": day,
        "state": sending.state,
        "late": sending.is_late,
        "conflicting": sending.is_conflicting,
        "workbooks": [
            {"path": book.path, "sha256": book.sha256, "status": book.status, "until": book.until} for book in sending.workbooks
        ],
    }
