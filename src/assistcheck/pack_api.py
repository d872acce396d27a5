"""The Python interface for writers of rule packs: check, test, compare and start packs.

Example:
    >>> from assistcheck import pack_api
    >>> check = pack_api.check_pack("county-library-grants")
    >>> len(check.remarks)
    0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistcheck.errors import UsageError
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports import View
from assistcheck.rules.folders import is_shipped, pack_folder, shipped_packs

if TYPE_CHECKING:
    from assistcheck.pack_tools.checking import PackCheck
    from assistcheck.pack_tools.comparison import Comparison
    from assistcheck.pack_tools.coverage import Coverage
    from assistcheck.pack_tools.rule_tests import Progress, RuleTest
    from assistcheck.rules.model import RulePack

COVERAGE_FORMATS = ("text", "html")
"""The formats of a document's coverage."""


def check_pack(name: str, *, against: str | None = None, confirm: bool = False) -> PackCheck:
    """Check a pack and compare its rules with its document.

    Args:
        name: A shipped pack's name, or a pack's folder.
        against: Another pack, whose document this one is compared with; left out: that of the pack it was copied from.
        confirm: Mark rules confirmed whose quotes stand in the document.

    Raises:
        RulePackError: the pack is wrong; the text names file:line:column, key and remedy.
        UsageError: there is no such pack, or rules are to be confirmed by the old document.
        OSError: a file cannot be written.
    """
    from assistcheck.pack_tools import checking

    previous = _with_document(against)[1] if against is not None else None
    return checking.check_pack(pack_folder(name), previous=previous, confirm=confirm)


def try_pack(
    name: str, rules: Sequence[str] = (), *, mutate: bool = False, progress: Progress | None = None
) -> Iterator[RuleTest]:
    """Yield what testing each rule of a pack against its cases finds.

    Args:
        name: A shipped pack's name, or a pack's folder.
        rules: Only these rules, by id in any case; none: all.
        mutate: Also break each rule in every way, and name the mutants that no case notices.
        progress: Called before each rule: how many are done, how many there are, and its id.

    Raises:
        RulePackError: the pack or its cases are wrong.
        UsageError: there is no such pack or rule, or it has no cases.
    """
    from assistcheck.audit.request import find_rule
    from assistcheck.pack_tools.cases.reader import CASES, Casebook
    from assistcheck.pack_tools.rule_tests import try_rules
    from assistcheck.rules.loader import load_pack

    folder = pack_folder(name)
    pack = load_pack(folder)
    if not (folder / CASES).is_dir():
        zh = f"{folder} 没有用例；每条规则的用例写在 {CASES}/编号.yaml"
        raise UsageError(LocalizedText(zh, f"{folder} has no cases; those of a rule stand in {CASES}/RULE.yaml"))
    chosen = [find_rule(pack, rule) for rule in rules] or pack.rules
    return try_rules(Casebook(pack, folder / CASES), chosen, mutate=mutate, progress=progress)


def rule_coverage(name: str) -> Coverage:
    """Return a pack's document with what stands behind each sentence.

    Raises:
        UsageError: there is no such pack.
        RulePackError: it is wrong.
    """
    from assistcheck.pack_tools.coverage import coverage_of

    return coverage_of(*_with_document(name))


def compare_packs(old: str, new: str) -> Comparison:
    """Return how one pack differs from another, key by key, and their documents sentence by sentence.

    Raises:
        UsageError: there is no such pack.
        RulePackError: one is wrong.
    """
    from assistcheck.pack_tools.comparison import compared

    (before, old_document), (after, new_document) = _with_document(old), _with_document(new)
    return compared(before, after, (old_document, new_document))


def _with_document(name: str) -> tuple[RulePack, str]:
    from assistcheck.pack_tools.confirmation import document_of
    from assistcheck.rules.loader import load_pack

    folder = pack_folder(name)
    pack = load_pack(folder)
    return pack, document_of(folder, pack)


def new_pack(name: str, source: str, year: int, folder: Path, lang: Lang = "zh") -> Path:
    """Copy a pack to another programme year under a new name, and return its folder in ``folder``.

    Raises:
        UsageError: there is no such pack, the name is none of a pack, or something is there already.
        RulePackError: the pack is wrong.
        OSError: the files cannot be written.
    """
    from assistcheck.pack_tools.next_year import copied_to_year
    from assistcheck.rules.loader import load_pack

    own, target = pack_folder(source), folder / name
    copied_to_year(load_pack(own), own, target, year, lang)
    load_pack(target)
    return target


def init_pack(name: str, folder: Path, year: int) -> Path:
    """Write an empty pack for a programme year, with comments that explain each key, and return its folder in ``folder``.

    Raises:
        UsageError: the name is none of a pack, or something is there already.
        OSError: the files cannot be written.
    """
    from assistcheck.pack_tools.new_pack import start_pack

    target = folder / name
    start_pack(target, year)
    return target


def pack_schemas() -> list[tuple[str, bytes]]:
    """Return the JSON Schemas of a pack's files: the name and the content of each."""
    from assistcheck.pack_tools.schemas import schema_files

    return [(name, text.encode("utf-8")) for name, text in schema_files()]


def compile_packs(names: Iterable[str] = ()) -> list[Path]:
    """Check shipped packs, write their compiled forms beside them, and return these files; no names: all.

    Raises:
        UsageError: there is no such pack, or it is none that ships.
        RulePackError: one is wrong.
        OSError: a file cannot be written.
    """
    from assistcheck.rules.compiled import compile_pack

    folders = [pack_folder(name) for name in names or shipped_packs()]
    for folder in folders:
        if not is_shipped(folder.resolve()):
            zh = f"{folder}：只有随程序发布的规则包才编译；自己的规则包每次直接读取"
            raise UsageError(LocalizedText(zh, f"{folder}: only packs that ship are compiled; one's own is read as it stands"))
    return [compile_pack(folder) for folder in folders]


# --- in words -----------------------------------------------------------------------------------


def render_check(check: PackCheck, view: View) -> str:
    """Return what checking a pack has found as text."""
    from assistcheck.reports.rules.check import check_text

    return check_text(check, view)


def render_tests(pack_name: str, found: Sequence[RuleTest], view: View) -> str:
    """Return what testing a pack has found as text."""
    from assistcheck.reports.rules.rule_tests import tests_text

    return tests_text(pack_name, found, view)


def render_coverage(coverage: Coverage, format_name: str, view: View) -> str:
    """Return a document's coverage in one of :data:`COVERAGE_FORMATS`."""
    if format_name == "html":
        from assistcheck.reports.rules.coverage_html import coverage_html

        return coverage_html(coverage, view)
    from assistcheck.reports.rules.coverage import coverage_text

    return coverage_text(coverage, view)


def render_comparison(comparison: Comparison, view: View) -> str:
    """Return how two packs differ as text."""
    from assistcheck.reports.rules.comparison import comparison_text

    return comparison_text(comparison, view)


def render_rules(pack: RulePack, view: View) -> str:
    """Return every duty of a pack as text: numeric, attested, and what people judge."""
    from assistcheck.reports.rules.text import rules_list

    return rules_list(pack, view)


def render_rule(pack: RulePack, rule_id: str, view: View) -> str:
    """Return one duty as text: its words, criterion, measure, target, period, pace, level and readings.

    Raises:
        UsageError: the pack has no such rule.
    """
    from assistcheck.audit.request import find_rule
    from assistcheck.reports.rules.text import rule_card

    return rule_card(pack, find_rule(pack, rule_id), view)
