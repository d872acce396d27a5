"""A reading process in which some files do what hostile ones may do, by their names: for tests of whoever waits for it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any, NoReturn

from assistcheck.submission.workers import reader_process, worker
from assistcheck.submission.workers.protocol import Job

PROGRAM = "import sys; sys.path[:] = {path!r}; from unit.submission.workers.deadly import main; main()"
AS_IT_IS = reader_process.read_or_fail


def main() -> NoReturn:
    reader_process.read_or_fail = read
    reader_process.main()


def eat(job: Job, _: object) -> bytes:
    bytearray(2**29)
    return job.content or b""


def read(job: Job, *more: Any, ahead: bool) -> Any:
    name = Path(job.path).name
    if name == "process.xlsx":  # what killed the process before is not the file
        return AS_IT_IS(job._replace(path=f"{os.getpid()}.xlsx"), *more, ahead=ahead)
    if name == "dies.xlsx" or (name == "dies in haste.xlsx" and ahead):
        os._exit(9)
    if name == "sleeps.xlsx":
        time.sleep(60)
    if name == "eats.xlsx":
        worker.content_of = eat
    return AS_IT_IS(job, *more, ahead=ahead)
