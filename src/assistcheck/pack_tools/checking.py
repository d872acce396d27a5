"""One look at a whole pack: its faults, where it disagrees with its document, and what of another year is not confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from assistcheck.atomic_write import write_whole
from assistcheck.i18n import LocalizedText
from assistcheck.pack_tools.confirmation import (
    Unconfirmed,
    confirmed_files,
    document_of,
    previous_document,
    unconfirmed,
)
from assistcheck.pack_tools.document import Change, changes, squeezed
from assistcheck.pack_tools.quote_check import Remark, remarks
from assistcheck.rules.folders import MANIFEST
from assistcheck.rules.loader import load_pack
from assistcheck.rules.model import RulePack
from assistcheck.rules.pack_file import PackFile

_TODO = re.compile(r"(?:^|\s)#\s*(TODO\b.*)")


class PackCheck(NamedTuple):
    """What checking a pack has found; a pack with faults is refused instead."""

    pack: RulePack
    remarks: tuple[Remark, ...]
    """Where rules disagree with what they quote, and the pack's name with its folder."""
    unconfirmed: tuple[Unconfirmed, ...]
    confirmed: int
    """How many quotes have been confirmed just now."""
    changes: tuple[Change, ...] | None
    """How the document differs from the previous one; ``None`` where there is none to compare with."""
    is_old: bool
    """Whether the document is still the previous one."""
    places: dict[str, str]
    """Rule, or ``pack.yaml`` -> the file and line that it begins on."""
    todos: tuple[str, ...]
    """Comments that say TODO: file, line and text."""


def check_pack(folder: Path, *, previous: str | None = None, confirm: bool = False) -> PackCheck:
    """Load the pack in ``folder`` strictly and compare its rules with its document.

    Args:
        folder: The pack's folder.
        previous: The text of another document to compare this one with; left out: that of the pack it was copied from.
        confirm: Mark rules confirmed whose quotes stand in the document.

    Raises:
        RulePackError: the pack is wrong.
        UsageError: rules are to be confirmed by the old document.
        OSError: a file cannot be written.
    """
    pack = load_pack(folder, checked=True)
    before = len(unconfirmed(pack, ""))
    if confirm:
        for path, text in list(confirmed_files(folder, pack)):
            write_whole(text.encode("utf-8"), path)
        pack = load_pack(folder, checked=True)
    document = document_of(folder, pack)
    old = previous if previous is not None else previous_document(folder)
    left = tuple(unconfirmed(pack, document))
    return PackCheck(
        pack,
        (*_of_name(pack, folder), *remarks(pack)),
        left,
        before - len(left),
        None if old is None else tuple(changes(old, document)),
        old is not None and squeezed(old) == squeezed(document),
        _places(folder),
        tuple(_todos(folder)),
    )


def _of_name(pack: RulePack, folder: Path) -> Iterator[Remark]:
    name, own = pack.manifest.name, folder.resolve().name
    if name != own:
        zh = f"name 为 {name}，文件夹叫 {own}；两者应相同，请改其一"
        yield Remark(MANIFEST, LocalizedText(zh, f"name is {name}, the folder {own}; make them the same"))


def _places(folder: Path) -> dict[str, str]:
    manifest = PackFile(folder / MANIFEST)
    found = {MANIFEST: ":".join(map(str, (manifest.path, *manifest.mark(("name",)))))}
    for path in sorted(folder.glob("clauses/clause-*.yaml")):
        file = PackFile(path)
        for index, rule in enumerate(file.data.get("rules", ())):
            found[str(rule["id"])] = f"{path}:{file.mark(('rules', index, 'id'))[0]}"
    return found


def _todos(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.yaml")):
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if found := _TODO.search(line):
                yield f"{path}:{number}: {found[1]}"
