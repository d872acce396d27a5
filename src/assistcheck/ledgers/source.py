"""Where a process that reads files takes the sheets of a pack from: what was compiled of a shipped one, or those at hand."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from assistcheck.ledgers.registry import Ledgers
from assistcheck.rules.compiled import compiled_digest, compiled_sheets


class SheetSource(NamedTuple):
    """The sheets of a pack before they are needed; :meth:`load` gives them."""

    digest: str
    """The SHA-256 of the pack that they are of."""
    folder: Path | None = None
    """The folder of a shipped pack that is compiled."""
    ledgers: Ledgers | None = None

    @classmethod
    def compiled(cls, folder: Path) -> SheetSource | None:
        """Return the source of a compiled pack, which is not read yet; ``None`` where there is none."""
        digest = compiled_digest(folder)
        return cls(digest, folder) if digest else None

    def load(self) -> Ledgers | None:
        """Return the sheets; ``None`` where what was compiled cannot be used."""
        if self.ledgers or self.folder is None:
            return self.ledgers
        found = compiled_sheets(self.folder)
        return Ledgers(*found) if found else None
