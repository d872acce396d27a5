"""Read a rule pack from its folder, strictly: every error names file:line:column, the key and the remedy."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistcheck.i18n import LocalizedText
from assistcheck.rules.compiled import compiled_pack
from assistcheck.rules.folders import MANIFEST, is_shipped
from assistcheck.rules.model import Clause, Manifest, RulePack
from assistcheck.rules.pack_file import PackFile, decoded, read_pack_file, refuse_outside, wrong_pack
from assistcheck.rules.plain_sheets import plain_sheets
from assistcheck.rules.subjects import Subjects

if TYPE_CHECKING:
    from assistcheck.rules.ledgers import LedgerSpec
    from assistcheck.rules.synonyms import Spellings

SUBJECTS = "subjects.yaml"
SYNONYMS = "synonyms.yaml"
_LEDGERS = "ledgers/*.yaml"
_CLAUSES = "clauses/clause-*.yaml"
_CASES = "cases"
"""What the rules say of which rows; it is no part of what a pack is."""
_SHEET = LocalizedText("每张工作表", "sheet")
_CLAUSE = LocalizedText("原文每条", "clause of its document")
_ROLES = ("roster", "ledger", "tasks", "cover")


def load_pack(folder: Path, *, checked: bool = False) -> RulePack:
    """Load the pack in ``folder``.

    A shipped pack is taken as it was compiled if its files are those it was made from, unless it is to be ``checked``.

    Raises:
        RulePackError: the first file that is wrong, with every fault found in it.
    """
    if not is_shipped(folder):
        _refuse_outside(folder)
    _refuse_left_out(folder)
    files = _Files(folder)
    compiled = compiled_pack(folder) if is_shipped(folder) and not checked else None
    if compiled and compiled.sha256 == files.digest(compiled.manifest.source):
        return compiled
    return files.pack()


def load_subjects(folder: Path) -> Subjects:
    """Return what a pack says of its subjects, of which nothing but the form is checked.

    Raises:
        RulePackError: the file is wrong.
    """
    if not is_shipped(folder):
        _refuse_outside(folder)
    return PackFile(folder / SUBJECTS).validated(Subjects)


class _Files:
    """The files of a pack."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = PackFile(folder / MANIFEST)
        self.ledgers = [PackFile(path) for path in sorted(folder.glob(_LEDGERS))]
        self.clauses = [PackFile(path) for path in sorted(folder.glob(_CLAUSES))]
        self.synonyms = [PackFile(folder / SYNONYMS)] if (folder / SYNONYMS).exists() else []

    @cached_property
    def subjects(self) -> PackFile:
        """The file of the kinds of subject; what is wrong with the manifest is said before that it is not there."""
        return PackFile(self.folder / SUBJECTS)

    def digest(self, source: str) -> str:
        """Return the SHA-256 of all that a pack is read from, the document too."""
        files = (self.manifest, self.subjects, *self.ledgers, *self.clauses, *self.synonyms)
        parts = [
            read_pack_file(self.folder / source),
            *(part for file in files for part in (file.path.name.encode(), file.bytes)),
        ]
        return hashlib.sha256(b"\0".join(parts)).hexdigest()

    def pack(self) -> RulePack:
        """Return what the files say, or fail with every fault of the first that is wrong."""
        from assistcheck.rules.ledgers import LedgerSpec  # noqa: PLC0415 - as above
        from assistcheck.rules.sheet_validation import ledger_faults  # noqa: PLC0415 - as above
        from assistcheck.rules.subject_validation import subject_faults  # noqa: PLC0415
        from assistcheck.rules.validation import faults_of  # noqa: PLC0415 - a pack that is compiled needs none

        manifest = self.manifest.validated(Manifest)
        path = self.folder / manifest.source
        refuse_outside(path, self.folder.resolve())
        document = decoded(read_pack_file(path), path)
        self._refuse_missing()
        subjects = self.subjects.validated(Subjects)
        specs = [(file, file.validated(LedgerSpec)) for file in self.ledgers]
        ledgers = {spec.id: spec for _, spec in sorted(specs, key=lambda one: _order(one[1]))}
        self.subjects.refuse(subject_faults(subjects, ledgers))
        for file, spec in specs:
            file.refuse(ledger_faults(spec, file.path.stem, subjects, ledgers))
        clauses = [(file, file.validated(Clause)) for file in self.clauses]
        rules = [rule for _, clause in clauses for rule in clause.rules]
        for file, clause in clauses:
            file.refuse(faults_of(clause, document, manifest, subjects, ledgers))
        _refuse_repeated(clauses, Counter(rule.id for rule in rules))
        spellings = self._spellings(ledgers)
        known = {spec.id: spec for spec in ledgers.values() if spec.role != "cover"}
        return RulePack(
            manifest=manifest,
            subjects=subjects,
            sheets=plain_sheets(manifest, subjects, ledgers.values(), spellings.headers_of(ledgers)),
            clauses=tuple(clause for _, clause in clauses),
            sha256=self.digest(manifest.source),
            synonyms=tuple(spellings.synonyms(known)),
        )

    def _spellings(self, ledgers: Mapping[str, LedgerSpec]) -> Spellings:
        from assistcheck.rules.synonyms import Spellings  # noqa: PLC0415 - a pack that is compiled needs none

        known = {spec.id: spec for spec in ledgers.values() if spec.role != "cover"}
        for file in self.synonyms:
            listed = file.validated(Spellings)
            file.refuse((*listed.faults(known), *listed.header_faults(ledgers)))
            return listed
        return Spellings()

    def _refuse_missing(self) -> None:
        for files, pattern, what in ((self.ledgers, _LEDGERS, _SHEET), (self.clauses, _CLAUSES, _CLAUSE)):
            if not files:
                zh = f"{self.folder}：没有 {pattern}；{what.zh}各一个文件"
                en = f"{self.folder}: no {pattern}; a pack has one file for each {what.en}"
                raise wrong_pack(LocalizedText(zh, en))


def _order(spec: LedgerSpec) -> tuple[int, int, str]:
    return _ROLES.index(spec.role), spec.order, spec.id


def _refuse_outside(folder: Path) -> None:
    """Refuse a file of a user's pack that leads out of its folder, or is neither a file nor a folder, such as a pipe."""
    home, parts = folder.resolve(), [folder / name for name in ("ledgers", "clauses", _CASES)]
    files = [folder / name for name in (MANIFEST, SUBJECTS, SYNONYMS)]
    for path in (*files, *parts, *(path for part in parts for path in part.rglob("*"))):
        refuse_outside(path, home)


def _refuse_left_out(folder: Path) -> None:
    """Refuse a file that looks like one of the pack's but would not be read."""
    read = {folder / MANIFEST, folder / SUBJECTS, folder / SYNONYMS, *folder.glob(_LEDGERS), *folder.glob(_CLAUSES)}
    parts = (part for part in folder.iterdir() if part.is_dir() and part.name != _CASES and not part.name.startswith("."))
    near = (path for found in (folder.glob("*"), *(part.rglob("*") for part in parts)) for path in found)
    found = {path for path in near if path.suffix.casefold() in {".yaml", ".yml"}}
    if left := sorted(found - read):
        own = f"{MANIFEST}, {SUBJECTS}, {SYNONYMS}"
        zh = f"{left[0]}：不会读取；规则包有 {own}，工作表在 {_LEDGERS}，条款在 {_CLAUSES}"
        en = f"{left[0]}: not read; a pack has {own}, sheets in {_LEDGERS}, clauses in {_CLAUSES}"
        raise wrong_pack(LocalizedText(zh, en))


def _repeated_rule(rule: str) -> LocalizedText:
    en = f"rule {rule} stands in the pack more than once; give each its own id"
    return LocalizedText(f"规则 {rule} 在规则包中出现了几次；每条的编号应各不相同", en)


def _refuse_repeated(clauses: Sequence[tuple[PackFile, Clause]], rules: Counter[str]) -> None:
    numbers = Counter(clause.clause for _, clause in clauses)
    for file, clause in clauses:
        if numbers[clause.clause] > 1:
            zh = f"第 {clause.clause} 条有几个文件；请合成一个"
            en = f"clause {clause.clause} has more than one file; put its rules into one"
            file.refuse([(("clause",), LocalizedText(zh, en))])
        file.refuse(
            (("rules", index, "id"), _repeated_rule(rule.id)) for index, rule in enumerate(clause.rules) if rules[rule.id] > 1
        )
