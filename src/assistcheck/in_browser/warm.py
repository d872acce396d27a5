"""What a run needs, loaded while the user is still looking for files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistcheck import api
from assistcheck.errors import UsageError
from assistcheck.in_browser import told

if TYPE_CHECKING:
    from assistcheck.api import RulePack


def warm(folder: Path) -> None:
    """Load what reads and judges workbooks and writes reports, by two runs on nothing: the first makes a workbook to read.

    Nothing is left in ``folder``.
    """
    pack = api.load_pack()
    workbook = _rendered(pack, folder / "warm.csv", b"-\n", "xlsx")
    _rendered(pack, folder / "warm.xlsx", workbook, "html")
    with suppress(UsageError):  # what unknown names are compared by
        api.find_kind(pack, "名")


def _rendered(pack: RulePack, path: Path, content: bytes, form: str) -> bytes:
    """Return the report on one file, which is removed again, in a format."""
    day = pack.programme_year.last_day
    path.write_bytes(content)
    try:
        submission = api.read_submissions([str(path)], pack, day, workers=0)
    finally:
        path.unlink()
    report = api.audit(pack, submission, api.Request(as_of=day))
    told.audited(report, ())
    made = api.render(report, form, api.View())
    return made if isinstance(made, bytes) else made.encode()
