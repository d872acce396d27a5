"""An empty pack to start from: a tiny programme that works, with comments that explain each key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistcheck.pack_tools.next_year import new_folder
from assistcheck.pack_tools.schemas import schema_files

_STARTER = Path(__file__).parent / "starter"
_SCHEMA_FOLDER = "schemas"
_NAMED = {"pack.yaml": "pack", "subjects.yaml": "subjects", "synonyms.yaml": "synonyms", "world.yaml": "world"}
_OF_FOLDER = {"ledgers": "ledger", "clauses": "clause", "cases": "cases"}


def start_pack(target: Path, year: int) -> None:
    """Write the files of a new pack into ``target``, named after it, and the schemas that an editor checks them by.

    Raises:
        UsageError: the name is none of a pack, or something is there already.
        OSError: it cannot be written.
    """
    new_folder(target)
    for path, text in _files(target.name, year):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, encoding="utf-8")


def _files(name: str, year: int) -> Iterator[tuple[Path, str]]:
    for path in sorted(_STARTER.rglob("*")):
        if path.is_file():
            own = path.relative_to(_STARTER)
            text = path.read_text(encoding="utf-8").replace("__NAME__", name).replace("__YEAR__", str(year))
            yield own, _schema_line(own) + text
    for schema, text in schema_files():
        yield Path(_SCHEMA_FOLDER) / schema, text


def _schema_line(path: Path) -> str:
    """Return the comment by which an editor finds the schema of a file; nothing for what is no YAML."""
    if path.suffix != ".yaml":
        return ""
    name = _NAMED.get(path.name) or _OF_FOLDER[path.parts[0]]
    up = "../" * (len(path.parts) - 1)
    return f"# yaml-language-server: $schema={up}{_SCHEMA_FOLDER}/{name}.schema.json\n"
