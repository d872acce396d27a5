"""A reading process in which some files do what hostile ones may do, by their names: for tests of whoever waits for it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any, NoReturn

from assistcheck.submission.sources.at_hand import GivenBytes
from assistcheck.submission.workers import reader_process
from assistcheck.submission.workers.protocol import Job
from assistcheck.workbook.limits import Limits

PROGRAM = "import sys; sys.path[:] = {path!r}; from unit.submission.workers.deadly import main; main()"
AS_IT_IS = reader_process.read_or_fail


def main() -> NoReturn:
    reader_process.read_or_fail = read
    reader_process.main()


class Greedy(GivenBytes):
    def read(self, limits: Limits) -> bytes:
        bytearray(2**29)
        return super().read(limits)


def read(job: Job, *more: Any, ahead: bool) -> Any:
    name = Path(job.source.shown).name
    if name == "process.xlsx":  # what killed the process before is not the file
        return AS_IT_IS(job._replace(source=GivenBytes(f"{os.getpid()}.xlsx", job.source.content)), *more, ahead=ahead)
    if name == "dies.xlsx" or (name == "dies in haste.xlsx" and ahead):
        os._exit(9)
    if name == "sleeps.xlsx":
        time.sleep(60)
    if name == "eats.xlsx":
        job = job._replace(source=Greedy(name, job.source.content))
    return AS_IT_IS(job, *more, ahead=ahead)
