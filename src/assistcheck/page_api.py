"""The Python interface for the page of people without a terminal.

Everything of it stands in :mod:`assistcheck.api` too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistcheck.i18n import LocalizedText

if TYPE_CHECKING:
    from assistcheck.page.folder import Written


def write_page(
    target: str | Path, *, parts: str | Path | None = None, told: Callable[[LocalizedText], None] = lambda _: None
) -> Written:
    """Write the page with which people audit in a browser into a folder that any web server can hand out.

    Args:
        target: A new or empty folder, or one with the page of a version before, which is brought up to date.
        parts: A folder that keeps what was downloaded, and is looked into first; default: :func:`page_parts`.
        told: Hears how far it is.

    Raises:
        UsageError: the folder holds anything else or cannot be written, or a part cannot be had or is not what it should be.
        RulePackError: a pack that ships is wrong.
    """
    from assistcheck.page.contents import page_files  # noqa: PLC0415 - it loads reports and packs
    from assistcheck.page.download import collect_parts  # noqa: PLC0415
    from assistcheck.page.folder import check_parts, check_target, write_folder  # noqa: PLC0415

    kept = Path(parts) if parts else page_parts()
    check_target(Path(target))
    check_parts(kept, Path(target))
    collected = collect_parts(kept, told)
    return write_folder(Path(target), page_files(collected))


def serve_page(folder: str | Path, *, port: int | None = None, ready: Callable[[str], None]) -> None:
    """Hand out a page that was written, on this computer alone, till the program is stopped.

    Args:
        folder: Where it was written.
        port: Where to listen; default: always the same one, or any where that is taken.
        ready: Hears the address once it answers.

    Raises:
        UsageError: the port is taken.
    """
    from assistcheck.page.server import serve  # noqa: PLC0415

    serve(Path(folder), port, ready)


def page_parts() -> Path:
    """Return the folder in which what was downloaded for pages is kept where no other is named: a cache of this user."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local", "assistcheck", "page-parts")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "assistcheck" / "page-parts"
    named = os.environ.get("XDG_CACHE_HOME", "")
    return Path(named if named.startswith("/") else Path.home() / ".cache", "assistcheck", "page-parts")
