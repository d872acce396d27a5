"""The published JSON of what came back, ``assistcheck.replies/1``; its schema is ``replies-1.schema.json`` beside this file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, cast

from assistcheck import __version__
from assistcheck.comparison.record import OutcomeRecord
from assistcheck.i18n import Lang
from assistcheck.location import NO_LOCATION, Location
from assistcheck.replies.model import ItemReply, ListReply, Replies
from assistcheck.reports import View
from assistcheck.reports.common.escaping import escaped
from assistcheck.reports.replies.words import ANSWERED, VERDICTS, Phrases

if TYPE_CHECKING:
    from decimal import Decimal

    from assistcheck.reports.replies import model

SCHEMA: Literal["assistcheck.replies/1"] = "assistcheck.replies/1"


def to_json(found: Replies, view: View) -> Iterator[str]:
    """Yield what came back as JSON text; the same files give the same text."""
    yield escaped(json.dumps(to_data(found, view.lang), ensure_ascii=False, indent=1)) + "\n"


def to_data(found: Replies, lang: Lang) -> model.Replies:
    """Return what came back as plain data in the published shape."""
    words, manifest, report = Phrases(found, lang), found.pack.manifest, found.report
    return {
        "schema": SCHEMA,
        "tool": {"name": "assistcheck", "version": __version__},
        "rules": {"pack": manifest.name, "title": {"zh": manifest.title.zh, "en": manifest.title.en}},
        "as_of": found.as_of.isoformat(),
        "report": {"path": found.report_path, "as_of": report.as_of.isoformat()} if report else None,
        "lists": [_list(one, words) for one in found.lists],
        "remarks": [
            {
                "code": one.code,
                "level": one.level,
                "place": _place(one.place),
                "message": one.words.text(lang),
                "remedy": one.remedy.text(lang),
            }
            for one in found.all_remarks()
        ],
        "summary": {
            "lists": {state: found.answered[state] for state in ANSWERED},
            "items": {state: found.items_answered[state] for state in ANSWERED},
            "verdicts": {verdict: found.verdicts[verdict] for verdict in VERDICTS},
            "exit_code": int(found.exit_code),
        },
    }


def _list(one: ListReply, words: Phrases) -> model.List:
    return {
        "by": one.key.by,
        "name": one.key.name,
        "as_of": one.key.as_of.isoformat(),
        "reply_by": one.key.reply_by.isoformat() if one.key.reply_by else None,
        "answered": one.answered,
        "items_sent": one.key.items,
        "not_named": one.unknown,
        "path": one.path or None,
        "others": [*one.others],
        "items": [_item(item, words) for item in one.items],
        "extras": [{"place": _place(row.place), "texts": [*row.texts]} for row in one.extras],
    }


def _item(item: ItemReply, words: Phrases) -> model.Item:
    key, answer = item.key, item.answer
    return {
        "number": key.number,
        "rule": key.rule,
        "title": words.duty(key),
        "subject": [*key.subject],
        "status": key.status,
        "have": key.have,
        "need": key.need,
        "gap": key.gap,
        "due": key.due.isoformat() if key.due else None,
        "answered": item.answered,
        "lacking": cast("list[Literal['measures', 'finish', 'person', 'proof', 'state']]", [*item.lacking]),
        "place": None if answer.place == NO_LOCATION else _place(answer.place),
        "measures": answer.measures,
        "finish": answer.finish.isoformat() if answer.finish else None,
        "finish_text": answer.finish_text,
        "person": answer.person,
        "proof": answer.proof,
        "state": answer.state,
        "verdict": item.verdict,
        "now": _standing(item.now),
        "remarks": [one.code for one in (*answer.remarks, *item.remarks)],
    }


def _standing(now: OutcomeRecord | None) -> model.Standing | None:
    return {"status": now.status, "value": _figure(now.value), "gap": _figure(now.gap)} if now else None


def _figure(value: Decimal | None) -> int | str | None:
    """Return a figure as its report has it: a count as a number, money and shares as texts with their decimals."""
    if value is None:
        return None
    return int(value) if value.as_tuple().exponent == 0 else f"{value:f}"


def _place(place: Location) -> model.Place:
    return {"path": place.path, "sheet": place.sheet, "row": place.row, "cell": place.cell}
