"""What is dropped on the page, and given to the command line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

from builders.support import book, declaration, ledger, rosters
from quarter.quarter import Quarter

SAMPLES = Path(__file__).parents[2] / "sample_data"
Lang = Literal["zh", "en"]


@dataclass(frozen=True)
class Job:
    """Files that lie in a folder, and what is asked of them."""

    folder: Path
    paths: tuple[str, ...]
    """Files and folders of ``folder`` to audit."""
    as_of: str
    pack: str = "dongguan-2022"
    lang: Lang = "zh"
    roster: str = ""
    waivers: tuple[str, ...] = ()

    @property
    def options(self) -> list[str]:
        """The options of the command line that say the same."""
        found = ["--rules", self.pack, "--as-of", self.as_of, "--lang", self.lang]
        found += ["--roster", self.roster] if self.roster else []
        return found + [word for path in self.waivers for word in ("--waivers", path)]

    def of(self, **changes: object) -> Job:
        """Return the job with other terms."""
        return replace(self, **changes)  # type: ignore[arg-type]


def sample(folder: Path, name: str, as_of: str, pack: str = "dongguan-2022") -> Job:
    """Return the audit of a sample workbook that is laid into ``folder``."""
    folder.mkdir(exist_ok=True)
    shutil.copy(SAMPLES / name, folder / name)
    return Job(folder, (name,), as_of, pack)


def quarter_of_teams(home: Path, teams: int) -> Job:
    """Return the audit of what the teams of an office sent for a quarter, with the office's roster.

    Two slips of each kind that people make stand in them: dates such as 2022.1, amounts such as 30万元, names that nobody has.
    """
    home.mkdir()
    quarter = Quarter.begin(home, teams, each=2)
    paths = tuple(sorted(path.name for path in quarter.inbox.iterdir()))
    quarter.commands.roster.rename(quarter.inbox / "名册.xlsx")
    return Job(quarter.inbox, paths, quarter.day.isoformat(), roster="名册.xlsx")


def with_slips(folder: Path) -> Job:
    """Return the audit of one workbook as it was typed: a date of a month, amounts in words, names that are unknown."""
    folder.mkdir(exist_ok=True)
    gift = {"unit": "甲街道", "town": "青禾镇", "village": "东村", "form": "资金"}
    rows = [
        {"date": "2022.1", **gift, "amount": 1000, "voucher": "凭一"},
        {"date": "2022-03-05", **gift, "amount": "30万元", "voucher": "凭二"},
        {"date": "2022-03-06", **gift, "unit": "甲街到", "amount": 5, "voucher": "凭三"},
        {"date": "2022-03-07", **gift, "village": "无此村", "amount": "约三万", "voucher": "凭四"},
    ]
    sheets = {**rosters(), **declaration(), **ledger("donations", *rows)}
    (folder / "手填.xlsx").write_bytes(book(sheets))
    return Job(folder, ("手填.xlsx",), "2022-12-31")


def zipped(job: Job, name: str) -> Job:
    """Return the same files in an archive that lies beside them."""
    with ZipFile(job.folder / name, "w") as archive:
        for path in files_of(job):
            archive.write(path, path.relative_to(job.folder))
    return job.of(paths=(name,))


def files_of(job: Job) -> Iterator[Path]:
    """Yield the files that a job audits."""
    for name in job.paths:
        path = job.folder / name
        yield from sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
