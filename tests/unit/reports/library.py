"""A small workbook of the second pack, whose kinds of subject, sheets, quarters and currency are others, and its report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, partial

from assistcheck import api
from assistcheck.audit.outcomes import Outcome, Report
from assistcheck.audit.request import Request
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.pending import facts_of
from assistcheck.rules.model import RulePack
from assistcheck.rules.subjects import Kind, Roles, Subjects
from assistcheck.submission.assemble import assemble
from assistcheck.submission.file_reader import read_book
from builders.support import book

MARCH = date(2026, 3, 31)
OFFICE = "Wendlemere County Library Office"
FIRST, SECOND = "Quillfen Library District", "Marlowick Library District"
FELLS, SHORE = "Upper Fells Region", "Salt Shore Region"
MAIN = f"Main Library ({FIRST})"
_ROWS: dict[str, list[dict[str, object]]] = {
    "grantees": [{"grantee": FIRST, "region": FELLS}, {"grantee": SECOND, "region": SHORE}],
    "branches": [
        {"grantee": FIRST, "branch": "Main Library", "open_to_public": "Yes"},
        {"grantee": SECOND, "branch": "Harbor Branch", "open_to_public": "No", "public_computers": "Yes"},
    ],
    "expenditures": [
        {
            "date": date(2025, 8, 15),
            "grantee": FIRST,
            "category": "Collections",
            "supplier": "Tarn Books",
            "amount": 12500,
            "invoice": "TB-1",
        }
    ],
    "programs": [
        {
            "date": date(2025, 9, 6),
            "grantee": FIRST,
            "branch": "Main Library",
            "title": "Stories",
            "kind": "Story Time",
            "audience": "Children",
            "attendance": 24,
        }
    ],
    "partnerships": [{"grantee": FIRST, "partner": "Garden Club", "kind": "Nonprofit", "since": date(2025, 10, 1)}],
    "meetings": [{"date": date(2025, 10, 16), "region": SHORE, "grantee": FIRST, "attended_by": "Director"}],
}


@cache
def library() -> RulePack:
    """Return the second pack."""
    return api.load_pack("county-library-grants")


def with_kinds(kinds: Iterable[Kind], reporting: str = "grantee") -> RulePack:
    """Return the second pack with other kinds of subject; ``reporting`` is the one whose workbooks come in."""
    pack = library()
    given = pack.subjects
    roles = Roles(whole=given.roles.whole, reporting=reporting, region=given.roles.region)
    subjects = Subjects(kinds=tuple(kinds), roles=roles, options=given.options, debtors=given.debtors)
    return pack.model_copy(update={"subjects": subjects})


def report_of(pack: RulePack, reporter: str = OFFICE, leaving_out: tuple[str, ...] = ()) -> Report:
    """Return the report of the workbook under a pack, with other names of kinds perhaps; some sheets may be left out."""
    ledgers = ledgers_of(pack)
    sheets = {}
    for sheet in ledgers:
        if sheet.cover:
            sheets[sheet.title] = [
                (sheet.cover.labels[0], sheet.cover.contents[0]),
                (sheet.by_name[sheet.cover.reporter].header, reporter),
            ]
        elif sheet.id not in leaving_out:
            rows = [[row.get(one.name) for one in sheet.columns] for row in _ROWS.get(sheet.id, [])]
            sheets[sheet.title] = [[one.header for one in sheet.columns], *rows]
    read = read_book("data.xlsx", partial(bytes, book(sheets)), ledgers, partial(facts_of, pack))
    return api.audit(pack, assemble([read], pack, MARCH), Request(MARCH))


@cache
def report() -> Report:
    """Return the report of the county library office's workbook at the end of March."""
    return report_of(library())


def outcome(rule: str, name: str) -> Outcome:
    """Return the outcome of a rule for a subject."""
    return next(one for one in report().outcomes if one.rule.id == rule and one.subject.name == name)
