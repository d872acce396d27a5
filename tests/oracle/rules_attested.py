"""Part B: the duties without a number, judged from 任务清单 alone."""

from __future__ import annotations

from .case import Ask, Case
from .statuses import unpaced
from .tables import CITIES, PROGRAMME, Row

_BY_KIND = {
    "programme": "R01.1 R02.1 R05.1 R07.2 R11.1 R12.3 R16.2 R16.3 R17.3 R21.1 R21.2 R21.3",
    "city": "R05.7 R12.2 R15.1 R15.4",
    "county": "R18.1",
    "work_group": "R07.1",
    "team": "R02.2 R03.1 R03.2 R03.3",
    "unit": "R07.3 R11.2 R13.1 R13.2",
    "town": "R08.1 R08.2 R08.6 R09.1 R09.2 R09.3 R10.3",
}
DUTIES: dict[str, str] = {duty: kind for kind, duties in _BY_KIND.items() for duty in duties.split()}


def subjects(case: Case, kind: str) -> list[tuple[str, str]]:
    """Return (name, team or "") of every subject of a kind that part B uses."""
    match kind:
        case "programme":
            return [(PROGRAMME, "")]
        case "city":
            return [(city, "") for city in CITIES]
        case "county":
            return [(county, "") for county in case.counties()]
        case "work_group":
            return [(str(row["work_group"]), "") for row in case.work_groups()]
        case "team":
            return [(team, team) for _, team in case.towns()]
        case _:
            return case.units() if kind == "unit" else case.towns()


def bound(case: Case, duty: str, name: str) -> bool:
    """Tell whether a narrowed duty binds this subject."""
    if duty == "R13.1":
        return name in case.sending_units and name in case.units_with_first_secretary
    if duty == "R13.2":
        return name in case.sending_units
    return name == "韶关市" if duty == "R15.1" else True


def attested_duties(case: Case) -> None:
    """Give the verdict on every duty of part B and every subject: 1 once it is done, dated and evidenced, else 0."""

    def said_to_be(row: Row) -> bool:
        return row["state"] == "已完成"

    def done(row: Row) -> bool:
        return said_to_be(row) and row["date"] is not None and row["evidence"] is not None

    for duty, kind in DUTIES.items():
        ask = Ask(duty, kind, "attestations", done, might=said_to_be)
        for name, team in subjects(case, kind):
            if bound(case, duty, name):
                case.judge(ask, (name, team), {"duty": duty, "subject": name}, len, unpaced(1))
            else:
                case.outside(ask, name, team)
