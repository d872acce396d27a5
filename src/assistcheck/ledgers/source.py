"""Where a process that reads files takes the sheets of a pack from: what was compiled of a shipped one, or those at hand."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from assistcheck.ledgers.registry import Ledgers, drawn_from, ledgers_of
from assistcheck.rules.compiled import compiled_digest, compiled_sheets


class SheetSource(NamedTuple):
    """The sheets of a pack before they are needed; :meth:`load` gives them."""

    digest: str
    """The SHA-256 of the pack that they are of."""
    folder: Path
    """The folder of the pack."""
    ledgers: Ledgers | None = None
    """The sheets, where they are at hand already."""

    @classmethod
    def compiled(cls, folder: Path) -> SheetSource | None:
        """Return the source of a compiled pack, which is not read yet; ``None`` where there is none."""
        digest = compiled_digest(folder)
        return cls(digest, folder) if digest else None

    def load(self) -> Ledgers:
        """Return the sheets; where what was compiled cannot be used, as the pack's files have them."""
        if self.ledgers is not None:
            return self.ledgers
        if found := compiled_sheets(self.folder):
            return drawn_from(found)
        from assistcheck.rules.loader import load_pack  # noqa: PLC0415 - a compiled pack is rarely damaged

        return ledgers_of(load_pack(self.folder))
