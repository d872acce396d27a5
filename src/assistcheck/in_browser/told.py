"""What the page is told of packs and of runs: plain dicts, with every text in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from assistcheck import __version__, api
from assistcheck.i18n import LANGUAGES, LocalizedText

if TYPE_CHECKING:
    from assistcheck.api import Quarter, Report, RulePack

Told = dict[str, Any]
"""What goes to the page as JSON."""
OPEN = frozenset({"shortfall", "behind", "undetermined"})
"""The statuses of what a shortfall list lists."""


def words(text: LocalizedText) -> Told:
    """Return a text in both languages."""
    return text._asdict()


def about(today: date) -> Told:
    """Return what the page offers: languages, the packs with their days and quarters, and the endings of files to look at.

    ``today`` is the day that an audit is as of where none is chosen, unless the programme year is over.
    """
    packs = [_pack(api.load_pack(name), today) for name in _shipped()]
    return {"version": __version__, "languages": list(LANGUAGES), "packs": packs, "endings": sorted(api.SOUGHT_ENDINGS)}


def _shipped() -> list[str]:
    """Return the packs that ship, the usual one first."""
    return sorted(api.shipped_packs(), key=lambda name: (name != api.DEFAULT_PACK, name))


def _pack(pack: RulePack, today: date) -> Told:
    year, manifest = pack.programme_year, pack.manifest
    return {
        "name": manifest.name,
        "title": words(manifest.title),
        "languages": list(manifest.languages),
        "first_day": year.first_day.isoformat(),
        "last_day": year.last_day.isoformat(),
        "default_day": api.default_as_of(pack, today).isoformat(),
        "quarters": [_quarter(one) for one in api.quarters_of(pack)],
        "kinds": [
            {"kind": kind.id, "title": words(kind.name), "reports": kind.id == pack.subjects.roles.reporting}
            for kind in pack.subjects.kinds
        ],
    }


def _quarter(quarter: Quarter) -> Told:
    return {"value": quarter.label, "last_day": quarter.last_day.isoformat(), "title": words(quarter.name)}


def audited(report: Report, reporters: Iterable[str]) -> Told:
    """Return what the page shows of a run beside the report itself; ``reporters``: who reports, as the roster names them."""
    return {
        "as_of": report.as_of.isoformat(),
        "exit_code": int(report.exit_code),
        "complete": report.complete,
        "conclusion": words(api.conclusion(report)),
        "counts": dict(report.outcomes.tally.statuses),
        "problems": [
            {
                "level": one.level,
                "code": one.code,
                "path": one.place.path,
                "place": words(api.problem_places(one)),
                "count": one.count,
                "message": {lang: one.message(lang) for lang in LANGUAGES},
                "remedy": words(one.remedy),
            }
            for one in report.problems
        ],
        "files": _files(report),
        "reporters": [*reporters],
        "lists": _lists(report),
    }


def _files(report: Report) -> list[Told]:
    return [
        {
            "path": one.path,
            "status": one.status,
            "reporter": one.reporter,
            "sheets": [{"title": sheet.title, "rows": dict(sheet.rows)} for sheet in one.sheets],
            "counted": sum(sheet.rows.get("counted", 0) for sheet in one.sheets),
        }
        for one in report.inputs
    ]


def _lists(report: Report) -> list[Told]:
    """Return the shortfall lists that can be had: whose each is, and how many items are open in it.

    First those of all who report, then those of whoever else owes something that stands in none of these.
    """
    kind, open_items, owed = report.pack.subjects.roles.reporting, Counter[str](), Counter[str]()
    for one in report.outcomes:
        owed[one.subject.owed_by.name] += one.status in OPEN
        if one.subject.reporter is not None:
            open_items[one.subject.reporter] += one.status in OPEN
    others = api.debtors_without_list(report).items()
    return [
        *({"kind": kind, "name": name, "open": number} for name, number in open_items.items()),
        *({"kind": other, "name": name, "open": owed[name]} for name, other in others),
    ]
