"""The cases of a pack, read from its folder: ``cases/<RULE>.yaml`` or ``cases/<RULE>/*.yaml``, and what they share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import RootModel

from assistcheck.audit.outcomes import Outcome
from assistcheck.audit.pipeline import run_audit
from assistcheck.audit.request import Request, Selection
from assistcheck.errors import UsageError
from assistcheck.i18n import LANGUAGES, LocalizedText
from assistcheck.pack_tools.cases.model import CaseFile, Entry, Expected, Row, Sheets
from assistcheck.pack_tools.cases.workbook import PlainRow, workbook_of
from assistcheck.rules.fault_words import no_column, no_sheet
from assistcheck.rules.model import Rule, RulePack
from assistcheck.rules.pack_file import Fault, KeyPath, PackFile, wrong_pack
from assistcheck.submission.assemble import Submission, assemble

if TYPE_CHECKING:
    import yaml

CASES = "cases"
"""The folder of a pack that holds its cases."""
WORLD, ATTESTED = "world.yaml", "attested.yaml"
"""The rosters that all cases share; the cases of every attested duty."""
_TEXT_ALL_THE_SAME = re.compile(r"[-+]?0[0-9_]+|.*:.*")
"""What YAML 1.1 takes for an octal or sexagesimal number: 007, 12:30."""
_MOST_TOLD = 5
"""How many rows that were rejected a failed case tells."""


class World(RootModel[Sheets]):
    """``cases/world.yaml``: the rosters that cases share."""


class TypedFile(PackFile):
    """A file whose scalars are days, numbers and nothing where they look so; ``yes``, ``off`` and ``007`` are texts."""

    @staticmethod
    def _loader() -> Any:  # noqa: ANN401 - a loader class of a library that is loaded late
        import yaml  # noqa: PLC0415

        return getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    def _scalar(self, node: yaml.Node) -> Any:  # noqa: ANN401 - YAML data
        import yaml  # noqa: PLC0415

        kind = node.tag.rpartition(":")[2]
        if kind == "bool" or (kind == "int" and _TEXT_ALL_THE_SAME.fullmatch(node.value)):
            return node.value
        try:
            return yaml.constructor.SafeConstructor().construct_object(node)
        except ValueError:  # such as 2022-02-30
            return node.value
        except (yaml.YAMLError, LookupError, AttributeError, TypeError):  # a tag of something else
            mark = node.start_mark
            zh = f"{node.tag} 不是文字、数字或日期；请去掉这个标记"
            words = LocalizedText(zh, f"{node.tag} is none of text, number, date; leave the tag out")
            self._fail([(mark.line + 1, mark.column + 1, "", words)])


@dataclass(frozen=True, eq=False)
class Case:
    """One workbook, one as-of date, and the outcomes that one rule must have then."""

    pack: RulePack
    rule: str
    name: str
    path: str
    """The file that it stands in."""
    sheets: Mapping[str, list[PlainRow]]
    """Every sheet that was sent, rosters too."""
    as_of: date
    reading: str | None
    expect: tuple[Expected, ...]

    @cached_property
    def submission(self) -> Submission:
        """The workbook as it is read and matched with its rosters."""
        book = workbook_of(self.sheets, self.pack, f"{self.name}.xlsx")
        return assemble([book], self.pack, self.as_of)

    def outcomes(self, pack: RulePack | None = None) -> tuple[Outcome, ...]:
        """Return the outcomes of the case's rule as ``pack`` has it."""
        readings = {self.rule: self.reading} if self.reading else {}
        request = Request(self.as_of, readings, Selection(rules=frozenset({self.rule})))
        try:
            return tuple(run_audit(pack or self.pack, self.submission, request).outcomes)
        except UsageError:  # nobody is bound
            return ()

    def faults(self, pack: RulePack | None = None) -> list[LocalizedText]:
        """Return how the outcomes differ from what is expected; none: the case holds."""
        outcomes = self.outcomes(pack)
        return [fault for wanted in self.expect for fault in wanted.faults(outcomes)]

    def rejected(self) -> Iterator[LocalizedText]:
        """Yield the errors in the case's own rows, each with its cell: what they say may not have counted."""
        errors = (one for one in self.submission.problems if one.level == "error" and one.place.row)
        found = sorted((each for one in errors for each in one.each()), key=attrgetter("place"))
        for one in found[:_MOST_TOLD]:
            zh, en = (f"{one.place.sheet}!{one.place.cell or one.place.row} {one.message(lang)}" for lang in LANGUAGES)
            yield LocalizedText(f"样例数据：{zh}", f"the case's data: {en}")
        if left := len(found[_MOST_TOLD:]):
            yield LocalizedText(f"样例数据：另有 {left} 处错误", f"the case's data: {left} more errors")


class Casebook:
    """The cases of one pack.

    Raises:
        RulePackError: a file is wrong; the text names file:line:column, key and remedy.
    """

    def __init__(self, pack: RulePack, folder: Path) -> None:
        """Find the files in the ``folder`` of cases; each is read when its rule is asked for."""
        self.pack, self.folder = pack, folder
        self.ids = {rule.id for rule in pack.rules}
        self._equivalent: dict[str, dict[str, str]] = {}
        self._cases: dict[str, tuple[Case, ...]] = {}
        self._sheets = {spec.id: {column.id for column in spec.columns} for spec in pack.ledgers if spec.role != "cover"}
        for path in sorted(folder.glob("*")):
            if (
                path.name not in {WORLD, ATTESTED}
                and path.name.removesuffix(".yaml") not in self.ids
                and not path.name.startswith(".")
            ):
                raise wrong_pack(_no_rule(path))

    @cached_property
    def world(self) -> Sheets:
        """The rosters that the cases share."""
        path = self.folder / WORLD
        if not path.exists():
            return {}
        file = TypedFile(path)
        found = file.validated(World).root
        file.refuse(self._unknown((), found))
        return found

    def cases_of(self, rule: Rule) -> tuple[Case, ...]:
        """Return the cases of one rule, its own first; of an attested one also those that all such duties share."""
        found = self._cases.get(rule.id)
        if found is None:
            own = (case for path in self._files(rule) for case in self._cases_in(rule, TypedFile(path)))
            found = self._cases[rule.id] = (*own, *(self._shared(rule) if rule.attested else ()))
        return found

    def equivalent(self, rule: Rule) -> Mapping[str, str]:
        """Return the mutants of a rule that no case can notice, by how they begin, and why not."""
        self.cases_of(rule)
        return self._equivalent.get(rule.id, {})

    def _files(self, rule: Rule) -> list[Path]:
        single = self.folder / f"{rule.id}.yaml"
        return [*([single] if single.exists() else ()), *sorted((self.folder / rule.id).glob("*.yaml"))]

    def _cases_in(self, rule: Rule, file: TypedFile) -> Iterator[Case]:
        said = file.validated(CaseFile)
        file.refuse(self._faults(said, rule))
        self._equivalent.setdefault(rule.id, {}).update(said.equivalent)
        yield from self._cases_from(said, rule, file.path)

    def _shared(self, rule: Rule) -> Iterator[Case]:
        """Yield the cases of every attested duty, for the first subject of the world that this one binds."""
        path = self.folder / ATTESTED
        if not path.exists():
            return
        file = TypedFile(path)
        said = file.validated(CaseFile)
        file.refuse(self._faults(said, None))
        if (subject := self._bound(rule)) is not None:
            told = _filled_in(said.model_dump(exclude_unset=True), {"{duty}": rule.id, "{subject}": subject})
            yield from self._cases_from(CaseFile.model_validate(told), rule, path)

    def _bound(self, rule: Rule) -> str | None:
        """Return the first subject that a duty binds in the world as it is."""
        last_day = self.pack.programme_year.last_day
        empty = Case(self.pack, rule.id, "world", "", _plain({**self.world, rule.measure.ledger: []}), last_day, None, ())
        return next((one.subject.name for one in empty.outcomes() if one.status != "not_applicable"), None)

    def _cases_from(self, file: CaseFile, rule: Rule, path: Path) -> Iterator[Case]:
        for entry in file.cases:
            sheets = _sent(entry, file, self.world)
            days = entry.dates or {entry.as_of or file.as_of or self.pack.programme_year.last_day: entry.expect}
            for day, wanted in days.items():
                name = f"{entry.name}_{day}" if entry.dates else entry.name
                yield Case(self.pack, rule.id, name, str(path), sheets, day, entry.reading, _completed(wanted, file))

    def _faults(self, file: CaseFile, rule: Rule | None) -> Iterator[Fault]:
        yield from self._unknown(("template",), {name: [row] for name, row in file.template.items()}, is_template=True)
        readings = {one.name for one in rule.readings} if rule else set()
        for index, entry in enumerate(file.cases):
            at: KeyPath = ("cases", index)
            for key in ("roster", "roster_adds", "sheets"):
                listed = {name: rows or [] for name, rows in getattr(entry, key).items()}
                yield from self._unknown((*at, key), listed)
            if bool(entry.expect) == bool(entry.dates):
                yield (
                    (*at, "name"),
                    LocalizedText(
                        "写 expect（一天）或 dates（几天各一），且只写一种",
                        "write 'expect' for one day or 'dates' for several, not both",
                    ),
                )
            if entry.reading and entry.reading not in readings:
                zh = f"{rule.id if rule else ''} 没有口径 {entry.reading}"
                en = f"{rule.id if rule else 'it'} has no reading {entry.reading}"
                yield (*at, "reading"), LocalizedText(zh, en)
            if rule and entry.name in {one.name for one in file.cases[:index]}:
                yield (
                    (*at, "name"),
                    LocalizedText("两个用例同名；请分别命名", "two cases have this name; name each differently"),
                )

    def _unknown(self, at: KeyPath, sheets: Mapping[str, list[Row]], *, is_template: bool = False) -> Iterator[Fault]:
        """Yield the sheets and columns that the pack does not have."""
        for name, rows in sheets.items():
            if name not in self._sheets:
                yield (*at, name), no_sheet(name, [*self._sheets])
                continue
            for index, row in enumerate(rows):
                for column in row.keys() - self._sheets[name] - {"times"}:
                    where: KeyPath = (*at, name, column) if is_template else (*at, name, index, column)
                    yield where, no_column(name, column, sorted(self._sheets[name]))


def _no_rule(path: Path) -> LocalizedText:
    zh = f"{path}：不是用例文件；用例按规则编号命名（R05.2.yaml），另有 {WORLD} 和 {ATTESTED}"
    en = f"{path}: no rule has this name; cases are named after their rule, as in R05.2.yaml, beside {WORLD} and {ATTESTED}"
    return LocalizedText(zh, en)


def _completed(expect: Expected | tuple[Expected, ...], file: CaseFile) -> tuple[Expected, ...]:
    many = expect if isinstance(expect, tuple) else (expect,)
    own = {"subject": file.subject, "per": file.per}
    return tuple(one if one.subject else one.model_copy(update=own) for one in many)


def _sent(entry: Entry, file: CaseFile, world: Sheets) -> Mapping[str, list[PlainRow]]:
    rosters = {name: rows for name, rows in {**world, **entry.roster}.items() if rows is not None}
    for name, rows in entry.roster_adds.items():
        rosters[name] = [*rosters.get(name, ()), *rows]
    return _plain({**rosters, **entry.sheets}, file.template)


def _plain(sheets: Sheets, template: Mapping[str, Row] | None = None) -> dict[str, list[PlainRow]]:
    return {name: list(_rows(rows, (template or {}).get(name, {}))) for name, rows in sheets.items()}


def _rows(rows: list[Row], template: Row) -> Iterator[PlainRow]:
    number = 0
    for row in rows:
        cells = {**template, **row}
        times = cells.pop("times", 1)
        several = next(((name, cell) for name, cell in cells.items() if isinstance(cell, list)), None)
        copies = [{several[0]: value} for value in several[1]] if several else [{}] * (times if isinstance(times, int) else 1)
        for changed in copies:
            number += 1
            here = {**cells, **changed}
            yield {name: _numbered(cell, number) for name, cell in here.items() if not isinstance(cell, list)}


def _numbered(cell: Any, number: int) -> Any:  # noqa: ANN401 - a cell of a case
    return cell.replace("{n}", str(number)) if isinstance(cell, str) else cell


def _filled_in(value: Any, words: Mapping[str, str]) -> Any:  # noqa: ANN401 - YAML data
    match value:
        case str():
            for placeholder, word in words.items():
                value = value.replace(placeholder, word)
            return value
        case dict():
            return {key: _filled_in(one, words) for key, one in value.items()}
        case list() | tuple():
            return [_filled_in(one, words) for one in value]
        case _:
            return value
