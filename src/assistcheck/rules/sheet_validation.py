"""What must hold of subjects and sheets beyond their shape: each names kinds, rosters and columns that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from assistcheck.rules.ledgers import PERIOD_TYPES, PLAIN_TYPES, TASK_TYPES, ColumnSpec, LedgerSpec
from assistcheck.rules.pack_file import Fault, KeyPath, perhaps
from assistcheck.rules.subjects import Kind, Subjects

Ledgers = Mapping[str, LedgerSpec]


def subject_faults(subjects: Subjects, ledgers: Ledgers) -> Iterator[Fault]:
    """Yield what is wrong with ``subjects.yaml``."""
    kinds = [kind.id for kind in subjects.kinds]
    for index, kind in enumerate(subjects.kinds):
        at: KeyPath = ("kinds", index)
        if kind.id in kinds[:index]:
            yield (*at, "id"), f"{kind.id} stands twice; give each kind its own id"
        if kind.id in (*PLAIN_TYPES, *TASK_TYPES):
            yield (*at, "id"), f"{kind.id} is a type of column; give the kind another id"
        for position, other in enumerate(kind.belongs_to):
            if other not in kinds:
                yield (*at, "belongs_to", position), f"there is no kind {other}{perhaps(other, kinds)}"
        if kind.roster:
            yield from _roster_faults(kind, at, subjects, ledgers)
    yield from _role_faults(subjects, kinds)
    for option, kind_id in subjects.options.items():
        if kind_id not in kinds:
            yield ("options", option), f"there is no kind {kind_id}{perhaps(kind_id, kinds)}"
    for index, owing in enumerate(subjects.debtors):
        for key in ("of", "by"):
            if getattr(owing, key) not in kinds:
                yield ("debtors", index, key), f"there is no kind {getattr(owing, key)}{perhaps(getattr(owing, key), kinds)}"


def _roster_faults(kind: Kind, at: KeyPath, subjects: Subjects, ledgers: Ledgers) -> Iterator[Fault]:
    rosters = [one.id for one in ledgers.values() if one.role == "roster"]
    if kind.roster not in rosters:
        yield (*at, "roster"), f"there is no roster {kind.roster}{perhaps(kind.roster or '', rosters)}"
        return
    spec = ledgers[kind.roster]
    names = [column.id for column in spec.columns]
    for index, column in enumerate(kind.key):
        if column not in names:
            where = (*at, "columns", index) if kind.columns else (*at, "id")
            yield where, f"{kind.roster} has no column {column}{perhaps(column, names)}"
    for index, other in enumerate(kind.belongs_to):
        if group_columns(spec, other, subjects) is None:
            yield (*at, "belongs_to", index), f"{kind.roster} has no column of the id or the type {other}; add one"


def group_columns(spec: LedgerSpec, kind: str, subjects: Subjects) -> tuple[str, ...] | None:
    """Return the columns of a roster that name the member of ``kind`` that a row belongs to, or ``None``."""
    names = [column.id for column in spec.columns]
    if all(one in names for one in subjects.kind(kind).key):
        return subjects.kind(kind).key
    found = [column.id for column in spec.columns if kind in column.names]
    return (found[0],) if len(found) == 1 else None


def _role_faults(subjects: Subjects, kinds: Sequence[str]) -> Iterator[Fault]:
    for role in ("whole", "reporting", "region"):
        kind = getattr(subjects.roles, role)
        if kind not in kinds:
            yield ("roles", role), f"there is no kind {kind}{perhaps(kind, kinds)}"
        elif role == "whole" and len(subjects.kind(kind).members) != 1:
            yield ("roles", role), f"{kind} is the whole programme; list exactly one member of it"


def ledger_faults(spec: LedgerSpec, file_stem: str, subjects: Subjects, ledgers: Ledgers) -> Iterator[Fault]:
    """Yield what is wrong with one sheet's file."""
    names = [column.id for column in spec.columns]
    if spec.id != file_stem:
        yield ("id",), f"the file of sheet {spec.id} is called {spec.id}.yaml, not {file_stem}.yaml"
    kinds = {kind.id: kind for kind in subjects.kinds}
    types = (*PLAIN_TYPES, *(TASK_TYPES if spec.role == "tasks" else ()), *kinds)
    for index, column in enumerate(spec.columns):
        at: KeyPath = ("columns", index)
        if column.id in names[:index]:
            yield (*at, "id"), f"{column.id} stands twice; give each column its own id"
        for one in column.type if isinstance(column.type, tuple) else (column.type,):
            if one not in types:
                yield (*at, "type"), f"there is no type {one}{perhaps(one, types)}"
        yield from _column_faults(spec, column, at)
        for parent in (part for kind in column.names if kind in kinds for part in kinds[kind].key[:-1]):
            if parent not in names:
                yield (*at, "type"), f"a {column.type} is named together with its {parent}; add a column {parent}"
    for key, column_id in _named_columns(spec):
        if column_id not in names:
            yield key, f"{spec.id} has no column {column_id}{perhaps(column_id, names)}"
    dated = spec.column(spec.dated_by) if spec.dated_by else None
    if dated and dated.type not in PERIOD_TYPES:
        yield ("dated_by",), f"{dated.id} is of type {dated.type}; a row is dated by one of {', '.join(PERIOD_TYPES)}"
    if spec.agrees and (spec.agrees.roster not in ledgers or ledgers[spec.agrees.roster].role != "roster"):
        yield ("agrees", "roster"), f"there is no roster {spec.agrees.roster}{perhaps(spec.agrees.roster, [*ledgers])}"


def _column_faults(spec: LedgerSpec, column: ColumnSpec, at: KeyPath) -> Iterator[Fault]:
    for other, value in column.required_when.items():
        if (of := spec.column(other)) and of.words and value not in of.words:
            yield (*at, "required_when", other), f"{other} never holds {value}{perhaps(value, of.words)}"
    if column.unit and not all(
        header.rstrip(")）").endswith(unit) for header, unit in zip(column.header, column.unit, strict=True)
    ):
        yield (*at, "unit"), "the unit stands in brackets at the end of the header: 金额(元), Amount (USD)"


def _named_columns(spec: LedgerSpec) -> Iterator[tuple[KeyPath, str]]:
    """Yield every column that a sheet's file names outside its columns, with the path of the key."""
    for key in ("dated_by", "owner"):
        if name := getattr(spec, key):
            yield (key,), name
    yield from ((("identity", index), name) for index, name in enumerate(spec.identity))
    for index, column in enumerate(spec.columns):
        yield from ((("columns", index, "required_when"), other) for other in column.required_when)
        if column.blank_as:
            yield ("columns", index, "blank_as"), column.blank_as
    for part in ("voucher", "tasks", "cover"):
        yield from _named_in_part(part, getattr(spec, part))
    for index, check in enumerate(spec.checks):
        yield ("checks", index, "column"), check.column
        yield ("checks", index, "of"), check.limit if check.test == "exceeds" else check.of
    for index, once in enumerate(spec.once):
        yield from ((("once", index), name) for name in (*once.key, *once.says))
    if spec.agrees:
        yield ("agrees", "says"), spec.agrees.says[0]


_NO_COLUMNS = frozenset({"done", "under_way", "label", "content"})
"""Keys of a sheet's parts that hold words."""


def _named_in_part(part: str, found: BaseModel | None) -> Iterator[tuple[KeyPath, str]]:
    """Yield the columns that one part of a sheet's file names."""
    for key in type(found).model_fields.keys() - _NO_COLUMNS if found else ():
        value = getattr(found, key)
        yield from (((part, key), name) for name in (value if isinstance(value, tuple) else (value,)) if name)
