"""The Python interface for the page of people without a terminal.

Everything of it stands in :mod:`assistcheck.api` too.
"""

from __future__ import annotations

from pathlib import Path


def write_page(target: str | Path, *, parts: str | Path) -> None:
    """Write the page into the folder ``target``; ``parts`` is a folder that keeps what was downloaded.

    Raises:
        UsageError: a part cannot be had, or a folder cannot be used.
    """
    from assistcheck.page import folder  # noqa: PLC0415 - it loads what judges packs

    folder.write_page(Path(target), Path(parts))
