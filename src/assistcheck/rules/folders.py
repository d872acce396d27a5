"""Where packs stand: those that come with the package, by name, and a user's own, by folder."""

from __future__ import annotations

from pathlib import Path

from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText

MANIFEST = "pack.yaml"
INSTALLED = Path(__file__).parent.parent / "packs"
"""Where packs stand in an installed package."""
_SHIPPED = (INSTALLED, Path(__file__).parents[3] / "rules")
"""In an installed package, and in a checkout."""


def pack_folder(name: str) -> Path:
    """Return the folder of a shipped pack's name, or of a pack given as a folder or as its ``pack.yaml``.

    Raises:
        UsageError: there is no such pack.
    """
    given = Path(name)
    for folder in (given, given.parent if given.name == MANIFEST else given, *(root / name for root in _SHIPPED)):
        if (folder / MANIFEST).is_file():
            return folder
    shipped = shipped_packs()
    raise UsageError(
        LocalizedText(
            f"没有规则包 {name}；可用：{'、'.join(shipped)}", f"there is no rule pack {name}; shipped: {', '.join(shipped)}"
        )
    )


def shipped_packs() -> list[str]:
    """Return the names of the packs that come with the package."""
    return sorted({path.parent.name for root in _SHIPPED for path in root.glob(f"*/{MANIFEST}")})


def is_shipped(folder: Path) -> bool:
    """Whether a pack's folder is one of the package's own."""
    return folder.parent in _SHIPPED


def shipped_folders() -> dict[str, Path]:
    """Return the folders of the packs that come with the package, by name; an installed one takes precedence."""
    return {path.parent.name: path.parent for root in reversed(_SHIPPED) for path in sorted(root.glob(f"*/{MANIFEST}"))}
