"""Read a rule pack from its folder, strictly: every error names file:line:column, the key and the remedy."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from assistcheck.bounded_read import read_side_file
from assistcheck.errors import RulePackError, UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.rules.compiled import kept_pack
from assistcheck.rules.model import Clause, Manifest, RulePack, Synonyms
from assistcheck.sanitize import visible

if TYPE_CHECKING:
    import yaml

    from assistcheck.rules.validation import Known

MANIFEST = "pack.yaml"
SYNONYMS = "synonyms.yaml"
_CLAUSES = "clause-*.yaml"
_SHIPPED = (Path(__file__).parent.parent / "packs", Path(__file__).parents[3] / "rules")
"""Where shipped packs stand: in an installed package, and in a checkout."""
_REMEDY = {
    "missing": "add this key",
    "extra_forbidden": "remove the key, or correct its spelling",
    "union_tag_invalid": "use one of the kinds named",
}

M = TypeVar("M", bound=BaseModel)
_DEEPEST = 20
_MOST_VALUES = 100_000
Path_ = tuple[str | int, ...]


def pack_folder(name: str) -> Path:
    """Return the folder of a shipped pack's name, or of a pack given as a folder or as its ``pack.yaml``."""
    given = Path(name)
    for folder in (given, given.parent if given.name == MANIFEST else given, *(root / name for root in _SHIPPED)):
        if (folder / MANIFEST).is_file():
            return folder
    shipped = sorted({p.parent.name for root in _SHIPPED for p in root.glob(f"*/{MANIFEST}")})
    raise UsageError(
        LocalizedText(
            f"没有规则包 {name}；可用：{'、'.join(shipped)}", f"there is no rule pack {name}; shipped: {', '.join(shipped)}"
        )
    )


def load_pack(folder: Path, known: Callable[[], Known], *, checked: bool = False) -> RulePack:
    """Load the pack in ``folder``; ``known`` gives the kinds of the columns of each ledger.

    A shipped pack is taken as it was kept if its files are those it was made from, unless it is to be ``checked``.

    Raises:
        RulePackError: the first file that is wrong, with every fault found in it.
    """
    manifest_file, *files = [_File(path) for path in (folder / MANIFEST, *sorted(folder.glob(_CLAUSES)))]
    others = [_File(folder / SYNONYMS)] if (folder / SYNONYMS).exists() else []
    _refuse_left_out(folder)
    kept = kept_pack(folder) if folder.parent in _SHIPPED and not checked else None
    if kept and kept.sha256 == _digest(manifest_file, _read(folder / kept.manifest.source), [*files, *others]):
        return kept
    manifest = manifest_file.validated(Manifest)
    source = _read(folder / manifest.source)
    text = _decoded(source, folder / manifest.source)
    if not files:
        raise _wrong(f"{folder}: no clause-*.yaml; a pack has one file for each clause of its document")
    from assistcheck.rules.synonyms import Spellings  # noqa: PLC0415
    from assistcheck.rules.validation import faults_of  # noqa: PLC0415 - a pack that is kept needs none

    clauses = []
    for file in files:
        clause = file.validated(Clause)
        file.refuse(faults_of(clause, text, manifest, known()))
        clauses.append(clause)
    _refuse_repeated(files, clauses)
    synonyms: list[Synonyms] = []
    for file in others:
        listed = file.validated(Spellings)
        file.refuse(listed.faults(known()))
        synonyms += listed.synonyms(known())
    digest = _digest(manifest_file, source, [*files, *others])
    return RulePack(manifest=manifest, clauses=tuple(clauses), sha256=digest, synonyms=tuple(synonyms))


def _digest(manifest: _File, source: bytes, others: Iterable[_File]) -> str:
    return hashlib.sha256(b"\0".join([manifest.bytes, source, *(file.bytes for file in others)])).hexdigest()


def _refuse_left_out(folder: Path) -> None:
    """Refuse a file that looks like one of the pack's but would not be read."""
    read = {MANIFEST, SYNONYMS, *(path.name for path in folder.glob(_CLAUSES))}
    if left := sorted({path.name for path in folder.glob("*.y*ml")} - read):
        raise _wrong(f"{folder / left[0]}: not read; clause files are called clause-NN.yaml, other spellings {SYNONYMS}")


def _wrong(*lines: str) -> RulePackError:
    text = "\n".join(map(visible, lines))
    return RulePackError(LocalizedText(f"规则包有误：\n{text}", f"the rule pack is wrong:\n{text}"))


def _refuse_repeated(files: list[_File], clauses: list[Clause]) -> None:
    seen = Counter(rule.id for clause in clauses for rule in clause.rules)
    numbers = Counter(clause.clause for clause in clauses)
    for file, clause in zip(files, clauses, strict=True):
        if numbers[clause.clause] > 1:
            file.refuse([(("clause",), f"clause {clause.clause} has more than one file; put its rules into one")])
        file.refuse(
            (("rules", index, "id"), f"rule {rule.id} stands in the pack more than once; give each its own id")
            for index, rule in enumerate(clause.rules)
            if seen[rule.id] > 1
        )


def _read(path: Path) -> bytes:
    try:
        return read_side_file(path)
    except OSError as error:
        raise _wrong(f"{path}: {error.strerror}; put the file there, or correct its name in {MANIFEST}") from None


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise _wrong(f"{path}:1:1: not UTF-8; save the file as UTF-8") from None


class _File:
    """One YAML file of a pack: its data, all scalars as text, and where each key and value stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bytes = _read(path)

    @cached_property
    def _read(self) -> tuple[Any, dict[Path_, tuple[int, int]]]:
        """What the file says, and where each key and value stands."""
        import yaml  # noqa: PLC0415 - a pack that is parsed already and right needs none

        try:
            loader: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
            root = yaml.compose(_decoded(self.bytes, self.path), Loader=loader)
        except RecursionError:
            raise _wrong(f"{self.path}:1:1: nested too deep; a clause needs few levels") from None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise _wrong(f"{self.path}:{line}:{column}: not YAML: {getattr(error, 'problem', error)}") from None
        marks: dict[Path_, tuple[int, int]] = {}
        return (self._plain(root, (), marks) if root else {}), marks

    def _plain(self, node: yaml.Node, at: Path_, marks: dict[Path_, tuple[int, int]]) -> Any:  # noqa: ANN401 - YAML data
        import yaml  # noqa: PLC0415

        mark = (node.start_mark.line + 1, node.start_mark.column + 1)
        if len(at) > _DEEPEST:
            self._fail([(*mark, ".".join(map(str, at[:3])), "nested too deep, or an alias of itself; write the value out")])
        marks.setdefault(at, mark)
        if len(marks) > _MOST_VALUES:
            self._fail([(*mark, ".".join(map(str, at[:3])), "too many values, or aliases of aliases; write the values out")])
        if isinstance(node, yaml.MappingNode):
            found: dict[str, Any] = {}
            for key, value in node.value:
                name = str(key.value)
                if name in found:
                    self._fail([(key.start_mark.line + 1, key.start_mark.column + 1, name, "the key stands twice; keep one")])
                marks[(*at, name)] = (key.start_mark.line + 1, key.start_mark.column + 1)
                found[name] = self._plain(value, (*at, name), marks)
            return found
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(value, (*at, index), marks) for index, value in enumerate(node.value)]
        return node.value

    def validated(self, model: type[M]) -> M:
        """Return the file's data as ``model``, or fail with every fault and its place."""
        try:
            return model.model_validate(self._read[0])
        except ValidationError as error:
            faults = []
            for fault in error.errors(include_url=False):
                remedy = _REMEDY.get(fault["type"], "correct the value")
                faults.append((fault["loc"], f"{fault['msg']}; {remedy}"))
            self.refuse(faults)
            raise

    def refuse(self, faults: Iterable[tuple[Path_, str]]) -> None:
        """Fail if there are any ``faults``: (path to the key, what is wrong and the remedy)."""
        placed = [(*self._mark(at), ".".join(map(str, at)), text) for at, text in faults]
        if placed:
            self._fail(placed)

    def _mark(self, at: Path_) -> tuple[int, int]:
        """Return line and column of the key at a path; discriminator names inside it are not in the file."""
        real: Path_ = ()
        _, marks = self._read
        for step in at:
            if (*real, step) in marks:
                real = (*real, step)
        return marks.get(real, (1, 1))

    def _fail(self, placed: list[tuple[int, int, str, str]]) -> None:
        raise _wrong(*(f"{self.path}:{line}:{column}: {key}: {text}" for line, column, key, text in placed))
