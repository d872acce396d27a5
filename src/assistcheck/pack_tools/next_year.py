"""A pack copied to another year: its days, quarters and years moved, and every rule to be confirmed by the new document."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assistcheck.errors import UsageError
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.pack_tools.confirmation import PREVIOUS
from assistcheck.pack_tools.year_shift import moved_text, moved_title, moved_year
from assistcheck.rules.compiled import COMPILED
from assistcheck.rules.folders import MANIFEST
from assistcheck.rules.model import RulePack
from assistcheck.rules.pack_file import KeyPath

if TYPE_CHECKING:
    import yaml

_VERBATIM = frozenset({"quote", "source", "id", "name", "issuer", "template_version", "evidence", "header"})
"""Keys whose values are kept: quotes of the document, and names."""
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_TODO = LocalizedText("# TODO 按新文件填写（原为 {old}）", "# TODO as the new document has it (was {old})")
_GOAL = LocalizedText(
    "# TODO 跨年目标：与新文件核对（原为 {old}）", "# TODO a goal of several years: see the new document (was {old})"
)


class Edit(NamedTuple):
    """A piece of a text, and what is put in its place."""

    start: int
    end: int
    text: str


def copied_to_year(pack: RulePack, folder: Path, target: Path, year: int, lang: Lang) -> None:
    """Copy the pack in ``folder`` to ``target``, named after it, for the programme year ``year``.

    Comments in the language ``lang`` stand where the new document has to be looked at.

    Raises:
        UsageError: the name is none of a pack, or something is there already.
        OSError: it cannot be written.
    """
    new_folder(target)
    years = year - pack.manifest.year.number
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns(COMPILED, ".*", PREVIOUS), dirs_exist_ok=True)
    shutil.copyfile(folder / pack.manifest.source, target / PREVIOUS)
    mover = _Mover(pack, years, target.name, lang)
    for path in sorted(target.rglob("*.yaml")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        path.write_bytes(mover.moved(text, path.relative_to(target)).encode("utf-8"))


def new_folder(target: Path) -> None:
    """Make a folder for a new pack, named after it.

    Raises:
        UsageError: the name is none of a pack, or something is there already.
        OSError: it cannot be made.
    """
    name = target.name
    if not _NAME.fullmatch(name):
        zh = f"规则包名称 {name}：只用小写字母、数字和连字符，如 my-pack-2023"
        raise UsageError(LocalizedText(zh, f"{name}: a pack's name has small letters, digits and hyphens, as in my-pack-2023"))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(LocalizedText(f"{target} 已经存在；换一个名称", f"{target} is there already; choose another name"))
    target.mkdir(parents=True, exist_ok=True)


class _Mover:
    """Moves the files of one pack."""

    def __init__(self, pack: RulePack, years: int, name: str, lang: Lang) -> None:
        self.pack, self.years, self.name, self.lang = pack, years, name, lang
        self.year_columns = {column.id for spec in pack.ledgers for column in spec.columns if column.type == "year"}

    def moved(self, text: str, path: Path) -> str:
        """Return the text of one file, moved; what is not a day, a period or a year stands as it did, comments too."""
        import yaml  # noqa: PLC0415 - most commands read no YAML

        root = yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        if root is None:
            return text
        edits = [*self._manifest(root, text)] if str(path) == MANIFEST else []
        done = {edit.start for edit in edits}
        edits += [edit for edit in self._scalars(root, (), {}, text) if edit.start not in done]
        if path.parts[0] == "clauses":
            edits += [*_unconfirmed(root), *self._goals(root, text)]
        for start, end, new in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _manifest(self, root: yaml.Node, text: str) -> Iterator[Edit]:
        """Yield the new name and year, and what only the new document can say."""
        for key, value in root.value:
            match key.value:
                case "name":
                    yield _in_place(value, self.name)
                case "year":
                    of = next((own for inner, own in value.value if inner.value == "number"), None)
                    if of is not None:
                        yield _in_place(of, str(int(of.value) + self.years))
                case "title":
                    yield from self._title(value, text)
                case "issued" | "effective_from":
                    yield _comment(value, text, _TODO.text(self.lang).format(old=value.value))
                case _:
                    continue

    def _title(self, node: yaml.Node, text: str) -> Iterator[Edit]:
        """Yield the moved title; a number in it that cannot be moved has to be looked at."""
        for one in [own for _, own in node.value] if isinstance(node.value, list) else [node]:
            old = text[one.start_mark.index : one.end_mark.index]
            new = moved_title(old, self.pack.manifest.year.number, self.years)
            yield _in_place(one, new)
            if new == old and re.search(r"\d", old):
                yield _comment(one, text, _TODO.text(self.lang).format(old=one.value))

    def _scalars(self, node: yaml.Node, at: KeyPath, beside: dict[str, str], text: str) -> Iterator[Edit]:
        """Yield the values and keys that are moved; ``beside``: what the mapping that a value stands in says itself."""
        if isinstance(node.value, str):
            move = self._move(at, beside)
            old = text[node.start_mark.index : node.end_mark.index]
            if move and (new := move(old, self.years)) != old:
                yield _in_place(node, new)
            return
        if not _is_mapping(node):
            for index, value in enumerate(node.value):
                yield from self._scalars(value, (*at, index), beside, text)
            return
        own = {key.value: value.value for key, value in node.value if isinstance(value.value, str)}
        for key, value in node.value:
            old = text[key.start_mark.index : key.end_mark.index]
            if (new := moved_text(old, self.years)) != old:
                yield _in_place(key, new)
            yield from self._scalars(value, (*at, key.value), own, text)

    def _move(self, at: KeyPath, beside: dict[str, str]) -> Callable[[str, int], str] | None:
        """Return how a value is moved; ``None``: not at all."""
        keys = [key for key in at if isinstance(key, str)]
        if {*keys[-2:]} & _VERBATIM and keys[-1] not in self.year_columns:
            return None
        is_year = keys[-1] in self.year_columns or (
            keys[-1] in {"values", "value"} and beside.get("column") in self.year_columns
        )
        if is_year or (keys[-1] == "example" and beside.get("type") == "year"):
            return moved_year
        return moved_text

    def _goals(self, root: yaml.Node, text: str) -> Iterator[Edit]:
        """Yield comments at days that lie beyond the programme year: a goal of several years may stay where it was."""
        last_day = self.pack.programme_year.last_day
        for key, value in _pairs(root):
            if key == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", value.value) and date.fromisoformat(value.value) > last_day:
                yield _comment(value, text, _GOAL.text(self.lang).format(old=value.value))


def _is_mapping(node: yaml.Node) -> bool:
    return all(isinstance(item, tuple) for item in node.value)


def _pairs(node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node.value, str):
        return
    for item in node.value:
        if isinstance(item, tuple):
            yield item[0].value, item[1]
            yield from _pairs(item[1])
        else:
            yield from _pairs(item)


def _unconfirmed(root: yaml.Node) -> Iterator[Edit]:
    """Yield the key ``confirmed: false`` for each rule, and for each sentence that people judge, before its second key."""
    for key, listed in root.value:
        if key.value not in {"rules", "judged"} or isinstance(listed.value, str):
            continue
        for item in listed.value:
            known = {inner.value: (inner, value) for inner, value in item.value}
            if "confirmed" in known:
                yield _in_place(known["confirmed"][1], "false")
                continue
            mark = item.value[min(1, len(item.value) - 1)][0].start_mark
            end = ", " if item.flow_style else f"\n{' ' * mark.column}"
            yield Edit(mark.index, mark.index, f"confirmed: false{end}")


def _in_place(node: yaml.Node, text: str) -> Edit:
    return Edit(node.start_mark.index, node.end_mark.index, text)


def _comment(node: yaml.Node, text: str, words: str) -> Edit:
    """Return a comment at the end of the line that a value ends on."""
    end = text.find("\n", node.end_mark.index)
    end = len(text) if end < 0 else end
    return Edit(end, end, f"  {words}")
