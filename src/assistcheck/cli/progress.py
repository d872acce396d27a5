"""A progress bar on standard error, on terminals only, once the work has taken a second."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

from assistcheck.sanitize import visible

if TYPE_CHECKING:
    from assistcheck.api import Progress

_PATIENCE = 1.0  # seconds
_LONGEST = 30  # characters of a file's name


@contextmanager
def progress_bar(*, wanted: bool) -> Iterator[Progress | None]:
    """Yield a callback for :func:`assistcheck.api.read_submissions`, or ``None`` where nobody would see it."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only where somebody sees it
    from rich.progress import Progress as Bar  # noqa: PLC0415
    from rich.progress import TextColumn  # noqa: PLC0415

    name = TextColumn("{task.description}", markup=False)  # brackets in a file's name are no markup
    bar = Bar(name, *Bar.get_default_columns()[1:], console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=None)
    timer = Timer(_PATIENCE, bar.start)
    timer.daemon = True
    timer.start()

    def show(done: int, total: int, path: str) -> None:
        bar.update(task, completed=done, total=total, description=visible(path.rpartition("/")[2])[-_LONGEST:])

    try:
        yield show
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
