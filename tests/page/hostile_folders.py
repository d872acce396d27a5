"""The hostile files of tests/robustness, kind by kind, as folders that can be dropped."""

from __future__ import annotations

from pathlib import Path

from page.inputs import Job
from robustness.hostile import bombs, cells, containers, disguises, found, markup, pages, places
from robustness.hostile.case import Case
from robustness.hostile.workbooks import roster

KINDS: dict[str, tuple[Case, ...]] = {
    module.__name__.rpartition(".")[2]: module.CASES
    for module in (bombs, cells, containers, disguises, found, markup, pages, places)
}
"""The cases by the kind of what is wrong with them."""
ENDLESS = ("a_terabyte_of_nothing", "a_terabyte_that_begins_as_a_workbook")
"""Files of 1 TiB, which no drive but one with holes can hold."""


def folder_of(kind: str, home: Path) -> Job:
    """Return the audit of a folder that holds each file of a kind in a folder of its own.

    What no browser is given is left out: pipes, sockets, links, names in broken bytes, which are no files or come as others.
    """
    for case in KINDS[kind]:
        if case.name not in ENDLESS:
            place = home / kind / case.name
            place.mkdir(parents=True)
            case.lay(place)
            for path in list(place.rglob("*")):
                if path.is_symlink() or not (path.is_file() or path.is_dir()) or not _is_told_whole(path):
                    path.unlink()
    (home / "roster.xlsx").write_bytes(roster())
    return Job(home, (kind,), "2022-12-31", roster="roster.xlsx")


def _is_told_whole(path: Path) -> bool:
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
