"""The commands of each scenario: this tool, and what it is measured against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import rmtree
from zipfile import ZipFile

from benchmarks.competitor import OWN, RAW, Competitor, audit, python
from benchmarks.goals import FIRST_RUN, ONE_CHANGED, READ_CSV, UNCHANGED
from benchmarks.peers.job import SHEET
from benchmarks.sizes import Size

LEDGERS = ("bad", "percent", "unknown", "formula", "unitformat", "same", "wide30")
"""Those that are an .xlsx of their own kind."""
_REPORTS = {"xlsx": "xlsx", "csv report": "csv", "md": "md", "html": "html"}
GROUPS = (*LEDGERS, "ods", "csv", "annotate", "clean", *_REPORTS, "json", "text", "cache", "year")
"""The groups that ``--only scenarios`` means."""
_ROOM = tuple(
    text for limit in ("unpacked-size=8192", "memory=16384", "seconds=3600", "rows=5000000") for text in ("--limit", limit)
)
"""Limits under which the workbook of every town of a country is read."""
_JUDGED = (0, 1)
"""The exit codes of an audit that could be made."""


def scenario_inputs(size: Size, work: Path) -> dict[Path, tuple[str, int]]:
    """Return the inputs of the scenarios: which file or folder, and the kind and number to write it with."""
    found = {_ledger(kind, size.ledger_rows, work): (kind, size.ledger_rows) for kind in (*LEDGERS, "ods", "csv", "ledger")}
    found |= {_ledger("clean", size.clean_rows, work): ("clean", size.clean_rows)}
    found |= {_teams(number, work): ("teams", number) for number in (size.report_teams, size.json_teams, size.text_teams)}
    return found | {_files(size, work): ("files", size.cached_files)}


def scenarios(size: Size, work: Path) -> Iterator[Competitor]:
    """Yield the contestants of every scenario but the sample year."""
    for kind in (*LEDGERS, "ods"):
        yield from _with_raw(kind, size.ledger_rows, work)
    yield from _csv(size.ledger_rows, work)
    yield from _annotate(size.ledger_rows, work)
    yield from _with_raw("clean", size.clean_rows, work)
    for group, form in _REPORTS.items():
        yield _report(group, form, size.report_teams, work)
    yield _report("json", "json", size.json_teams, work)
    yield _report("text", "text", size.text_teams, work)
    yield from _cache(size, work)


def _with_raw(kind: str, number: int, work: Path) -> Iterator[Competitor]:
    path = _ledger(kind, number, work)
    yield _written(Competitor(kind, OWN, number, audit(path), (RAW,), _JUDGED), work, "json")
    yield Competitor(kind, RAW, number, python("-m", "benchmarks.peers.raw", str(path)), peer=True)


def _csv(number: int, work: Path) -> Iterator[Competitor]:
    folder = _ledger("csv", number, work)
    path, roster = folder / f"{SHEET}.csv", str(folder / "rosters.xlsx")
    yield _written(Competitor("csv", OWN, number, audit(path, "json", "--roster", roster), (READ_CSV,), _JUDGED), work, "json")
    yield Competitor("csv", READ_CSV, number, python("-m", "benchmarks.peers.pandas_read_csv", str(path)), peer=True)


def _annotate(number: int, work: Path) -> Iterator[Competitor]:
    command = python("-m", "assistcheck", "annotate", str(_ledger("ledger", number, work)))
    yield _written(Competitor("annotate", OWN, number, command, codes=_JUDGED), work, "xlsx")


def _report(group: str, form: str, number: int, work: Path) -> Competitor:
    return _written(
        Competitor(group, OWN, number, audit(_teams(number, work), form, *_ROOM), codes=_JUDGED),
        work,
        "txt" if form == "text" else form,
    )


def _cache(size: Size, work: Path) -> Iterator[Competitor]:
    """Yield three runs that follow each other: the cache is empty, it holds everything, it holds all but one file."""
    number, folder, cache = size.cached_files, _files(size, work), work / "cache"
    command = audit(folder, "json", "--cache", str(cache))
    runs = {
        FIRST_RUN: ((), partial(rmtree, cache, ignore_errors=True)),
        UNCHANGED: ((FIRST_RUN,), None),
        ONE_CHANGED: ((FIRST_RUN,), partial(_change, folder / "team-0001.xlsx")),
    }
    yield _written(Competitor("cache", OWN, number, audit(folder), (FIRST_RUN,), _JUDGED), work, "json")
    for name, (bases, prepare) in runs.items():
        yield _written(Competitor("cache", name, number, command, bases, _JUDGED, prepare=prepare), work, "json")


def _change(workbook: Path) -> None:
    """Give a workbook other bytes that say the same: each part is dated a day later."""
    with ZipFile(workbook) as parts:
        contents = [(part, parts.read(part)) for part in parts.infolist()]
    with ZipFile(workbook, "w") as parts:
        for part, content in contents:
            year, month, day, hour, minute, second = part.date_time
            part.date_time = (year, month, day % 28 + 1, hour, minute, second)
            parts.writestr(part, content)


def _written(one: Competitor, work: Path, ending: str) -> Competitor:
    """Return the contestant with its report going to a file, whose size is told."""
    output = work / "written" / f"{one.group}-{one.number}-{one.name.replace(' ', '-')}.{ending}"
    return replace(one, command=(*one.command, "-o", str(output)), output=output)


def _ledger(kind: str, number: int, work: Path) -> Path:
    ending = {"csv": "", "ods": ".ods"}.get(kind, ".xlsx")
    return work / f"{kind}-{number}{ending}"


def _teams(number: int, work: Path) -> Path:
    return work / f"teams-{number}.xlsx"


def _files(size: Size, work: Path) -> Path:
    return work / f"files-{size.cached_files}"
