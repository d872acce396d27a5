"""The step summary of GitHub, written where the runner asks for it (``GITHUB_STEP_SUMMARY``)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from assistcheck import api
from assistcheck.errors import writing

if TYPE_CHECKING:
    from assistcheck.api import Report, View

_LIMIT = 2**20
"""Bytes that GitHub takes of a step; of a longer summary it shows nothing."""


def append_step_summary(report: Report, view: View) -> None:
    """Append a report to the summary of the step that is under way; nothing outside GitHub, or where it has no room left.

    Raises:
        UsageError: the file cannot be written.
    """
    path = os.environ.get("GITHUB_STEP_SUMMARY", "").strip()
    if not path:
        return
    with writing(path):
        taken = Path(path).stat().st_size if Path(path).exists() else 0
        text = api.render_step_summary(report, view, _LIMIT - taken)
        with Path(path).open("ab") as file:
            file.write(text.encode())
