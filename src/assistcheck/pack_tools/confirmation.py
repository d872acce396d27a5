"""Rules that were copied from another year's pack, and whether what they quote stands in the new document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.pack_tools.document import squeezed
from assistcheck.rules.model import Judged, Rule, RulePack
from assistcheck.rules.pack_file import PackFile, decoded, read_pack_file

PREVIOUS = "previous-source.txt"
"""The document of the pack that another one was copied from."""
_KEY = "confirmed"


class Unconfirmed(NamedTuple):
    """A rule, or what people judge, that nobody has confirmed."""

    rule: str
    """The rule's id; empty for what people judge."""
    title: LocalizedText
    quote: str
    stands: bool
    """Whether the quote stands in the document as it is now."""


def document_of(folder: Path, pack: RulePack) -> str:
    """Return the text of a pack's document."""
    path = folder / pack.manifest.source
    return decoded(read_pack_file(path), path)


def previous_document(folder: Path) -> str | None:
    """Return the document of the pack that this one was copied from; ``None`` where it was not."""
    path = folder / PREVIOUS
    return decoded(read_pack_file(path), path) if path.exists() else None


def unconfirmed(pack: RulePack, document: str) -> list[Unconfirmed]:
    """Return what nobody has confirmed, in the order of the document."""
    text = squeezed(document)

    def listed(item: Rule | Judged, ident: str) -> Unconfirmed:
        return Unconfirmed(ident, item.title, item.quote, squeezed(item.quote) in text)

    found = []
    for clause in pack.clauses:
        found += [listed(rule, rule.id) for rule in clause.rules if not rule.confirmed]
        found += [listed(judged, "") for judged in clause.judged if not judged.confirmed]
    return found


def confirmed_files(folder: Path, pack: RulePack) -> Iterator[tuple[Path, str]]:
    """Yield the clause files, and their new texts, in which the quotes that stand in the document are confirmed.

    Nothing but the lines ``confirmed: false`` of these is changed.

    Raises:
        UsageError: the document is still that of the pack it was copied from, in which every quote stands.
    """
    document = document_of(folder, pack)
    previous = previous_document(folder)
    if previous is not None and squeezed(previous) == squeezed(document):
        source = pack.manifest.source
        zh = f"{folder / source} 仍是原来的文件；请换成新文件的全文，再确认"
        raise UsageError(LocalizedText(zh, f"{folder / source} is still the old document; put the new one there, then confirm"))
    text = squeezed(document)
    for path in sorted(folder.glob("clauses/clause-*.yaml")):
        file = PackFile(path)
        places = [
            file.mark((part, index, _KEY))
            for part in ("rules", "judged")
            for index, item in enumerate(file.data.get(part, ()))
            if str(item.get(_KEY)).lower() == "false" and squeezed(item["quote"]) in text
        ]
        if places:
            yield path, _without(decoded(file.bytes, path), places)


def _without(text: str, places: list[tuple[int, int]]) -> str:
    """Return a text without the key at each place (line and column, one-based); a line that held nothing else goes too."""
    lines = text.splitlines(keepends=True)
    for line, column in sorted(places, reverse=True):
        old = lines[line - 1]
        before, after = old[: column - 1], old[column - 1 :]
        after = after.removeprefix(_KEY).lstrip().removeprefix(":").lstrip().removeprefix("false")
        if not before.strip() and not after.strip():
            del lines[line - 1]
        else:
            lines[line - 1] = before + after.removeprefix(",").lstrip(" ")
    return "".join(lines)
