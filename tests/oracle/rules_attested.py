"""Part B: the duties without a number, judged from 任务清单 alone."""

from __future__ import annotations

from .case import Case, Key, Verdicts, day
from .statuses import NOT_APPLICABLE, UNDETERMINED, Verdict, unpaced
from .tables import CITIES, PROGRAMME, Row

DUTIES: dict[str, str] = {
    "R01.1": "programme",
    "R02.1": "programme",
    "R02.2": "team",
    "R03.1": "team",
    "R03.2": "team",
    "R03.3": "team",
    "R05.1": "programme",
    "R05.7": "city",
    "R07.1": "work_group",
    "R07.2": "programme",
    "R07.3": "unit",
    "R08.1": "town",
    "R08.2": "town",
    "R08.6": "town",
    "R09.1": "town",
    "R09.2": "town",
    "R09.3": "town",
    "R10.3": "town",
    "R11.1": "programme",
    "R11.2": "unit",
    "R12.2": "city",
    "R12.3": "programme",
    "R13.1": "unit",
    "R13.2": "unit",
    "R15.1": "city",
    "R15.4": "city",
    "R16.2": "programme",
    "R16.3": "programme",
    "R17.3": "programme",
    "R18.1": "county",
    "R21.1": "programme",
    "R21.2": "programme",
    "R21.3": "programme",
}


def subjects(case: Case, kind: str) -> list[tuple[str, str]]:
    """Return (name, team or "") of every subject of a kind that part B uses."""
    if kind == "programme":
        return [(PROGRAMME, "")]
    if kind == "city":
        return [(city, "") for city in CITIES]
    if kind == "county":
        return [(county, "") for county in case.counties()]
    if kind == "work_group":
        return [(str(row["work_group"]), "") for row in case.work_groups()]
    if kind == "team":
        return [(team, team) for _, team in case.towns()]
    return case.units() if kind == "unit" else case.towns()


def bound(case: Case, duty: str, name: str) -> bool:
    """Tell whether a narrowed duty binds this subject."""
    if duty == "R13.1":
        return name in case.sending_units and name in case.units_with_first_secretary
    if duty == "R13.2":
        return name in case.sending_units
    return name == "韶关市" if duty == "R15.1" else True


def attested_duties(case: Case) -> Verdicts:
    """Return the verdict of every duty of part B and every subject."""
    rows = case.ledger("attestations")
    found: Verdicts = {}
    for duty, kind in DUTIES.items():
        own = [row for row in rows or [] if row["duty"] == duty]
        for name, team in subjects(case, kind):
            key: Key = (duty, kind, name, team)
            if not bound(case, duty, name):
                found[key] = NOT_APPLICABLE
            elif rows is None:
                found[key] = UNDETERMINED
            else:
                found[key] = _state(case, [row for row in own if row["subject"] == name])
    return found


def _state(case: Case, rows: list[Row]) -> Verdict:
    done = 0
    for row in rows:
        if row["state"] == "已完成" and row["evidence"] is not None and row["date"] is not None:
            done = 1 if day(row["date"]) <= case.as_of else done
    return unpaced(case.as_of, done == 1), done
