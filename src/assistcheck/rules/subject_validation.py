"""What must hold of ``subjects.yaml`` beyond its shape: kinds, rosters and columns are there, and belong together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistcheck.i18n import LocalizedText
from assistcheck.rules.fault_words import belongs_to_no, never_holds, no_column, no_kind, no_roster, perhaps
from assistcheck.rules.ledgers import NO_TEXTS, PLAIN_TYPES, TASK_TYPES, LedgerSpec
from assistcheck.rules.pack_file import Fault, KeyPath
from assistcheck.rules.subjects import Kind, Owing, Subjects

Ledgers = Mapping[str, LedgerSpec]


def subject_faults(subjects: Subjects, ledgers: Ledgers) -> Iterator[Fault]:
    """Yield what is wrong with ``subjects.yaml``."""
    kinds = [kind.id for kind in subjects.kinds]
    for index, kind in enumerate(subjects.kinds):
        at: KeyPath = ("kinds", index)
        if kind.id in kinds[:index]:
            zh = f"{kind.id} 出现了两次；每类的 id 应各不相同"
            yield (*at, "id"), LocalizedText(zh, f"{kind.id} stands twice; give each kind its own id")
        if kind.id in (*PLAIN_TYPES, *TASK_TYPES):
            zh = f"{kind.id} 是列的类型；请给这一类换一个 id"
            yield (*at, "id"), LocalizedText(zh, f"{kind.id} is a type of column; give the kind another id")
        for position, other in enumerate(kind.belongs_to):
            if other not in kinds:
                yield (*at, "belongs_to", position), no_kind(other, kinds)
        if kind.roster:
            yield from _roster_faults(kind, at, subjects, ledgers)
    yield from _role_faults(subjects, kinds)
    for option, kind_id in subjects.options.items():
        if kind_id not in kinds:
            yield ("options", option), no_kind(kind_id, kinds)
    for index, owing in enumerate(subjects.debtors):
        yield from _debtor_faults(owing, ("debtors", index), subjects, ledgers)


def _roster_faults(kind: Kind, at: KeyPath, subjects: Subjects, ledgers: Ledgers) -> Iterator[Fault]:
    rosters = [one.id for one in ledgers.values() if one.role == "roster"]
    if kind.roster not in rosters:
        yield (*at, "roster"), no_roster(kind.roster or "", rosters)
        return
    spec = ledgers[kind.roster]
    names = [column.id for column in spec.columns]
    for index, column in enumerate(kind.key):
        if column not in names:
            where = (*at, "columns", index) if kind.columns else (*at, "id")
            yield where, no_column(kind.roster, column, names)
    known = [one.id for one in subjects.kinds]
    for index, other in enumerate(kind.belongs_to):
        if other in known and not _has_group_columns(spec, subjects.kind(other)):
            zh = f"{kind.roster} 没有 id 或类型为 {other} 的列；请加上"
            en = f"{kind.roster} has no column of the id or the type {other}; add one"
            yield (*at, "belongs_to", index), LocalizedText(zh, en)
        elif other in known and (untyped := _untyped(spec, subjects.kind(other))):
            zh = f"{kind.roster} 的 {untyped} 是别的类型，其中的名称对不上；类型请写 {other}"
            en = f"{untyped} of {kind.roster} is of another type, and its names are not matched; give it the type {other}"
            yield (*at, "belongs_to", index), LocalizedText(zh, en)


def _has_group_columns(spec: LedgerSpec, kind: Kind) -> bool:
    """Whether a roster has the columns that name the member of ``kind`` that a row belongs to, or one of its type."""
    names = [column.id for column in spec.columns]
    typed = [column.id for column in spec.columns if kind.id in column.names]
    return all(one in names for one in kind.key) or (len(typed) == len(kind.key) == 1)


def _untyped(spec: LedgerSpec, kind: Kind) -> str | None:
    """Return the column of a roster whose names of ``kind`` would stand unmatched beside those that another sheet gives."""
    column = spec.column(kind.key[-1])
    own = kind.roster == spec.id or column is None or any(kind.id in one.names for one in spec.columns)
    return None if own or column is None else column.id


def _role_faults(subjects: Subjects, kinds: Sequence[str]) -> Iterator[Fault]:
    roles = subjects.roles
    for role in ("whole", "reporting", "region"):
        if (kind := getattr(roles, role)) not in kinds:
            yield ("roles", role), no_kind(kind, kinds)
    if roles.whole in kinds and len(subjects.kind(roles.whole).members) != 1:
        zh = f"{roles.whole} 是整个项目；请只列一个成员"
        yield ("roles", "whole"), LocalizedText(zh, f"{roles.whole} is the whole programme; list exactly one member of it")
    if roles.reporting not in kinds:
        return
    if len(subjects.kind(roles.reporting).key) > 1:
        zh = f"{roles.reporting} 由几列共同指明；封面表只用一列指明填报主体"
        en = f"a {roles.reporting} is named by several columns; a cover sheet names who reports in one"
        yield ("roles", "reporting"), LocalizedText(zh, en)
    groups = belongings(roles.reporting, subjects)
    if roles.region in kinds and roles.region not in {*groups, roles.reporting, roles.whole}:
        yield ("roles", "region"), belongs_to_no(roles.reporting, roles.region, groups)


def _debtor_faults(owing: Owing, at: KeyPath, subjects: Subjects, ledgers: Ledgers) -> Iterator[Fault]:
    kinds = [kind.id for kind in subjects.kinds]
    unknown = [key for key in ("of", "by") if getattr(owing, key) not in kinds]
    yield from (((*at, key), no_kind(getattr(owing, key), kinds)) for key in unknown)
    if unknown:
        return
    above, below = belongings(owing.of, subjects), belongings(owing.by, subjects)
    if owing.by not in {*above, subjects.roles.whole} and owing.of not in below:
        words = LocalizedText(
            "{of} 不属于任何 {by}，{by} 也不属于 {of}{near}", "a {of} belongs to no {by}, nor a {by} to a {of}{near}"
        )
        yield (*at, "by"), words.format(of=owing.of, by=owing.by, near=perhaps(owing.by, above))
    roster = ledgers.get(subjects.kind(owing.by).roster or "")
    for column, value in owing.says.items():
        yield from said_faults(roster, column, (value,), (*at, "says", column))


def said_faults(roster: LedgerSpec | None, column: str, values: Sequence[str], at: KeyPath) -> Iterator[Fault]:
    """Yield what is wrong with a demand that a roster's rows say one of ``values`` in a column."""
    if roster is None:
        yield at, LocalizedText("没有名册列出它们，无从说明", "no roster names these; nothing can be said of them")
        return
    names = [one.id for one in roster.columns]
    found = roster.column(column)
    if found is None:
        yield at, no_column(roster.id, column, names)
        return
    if found.type in NO_TEXTS:
        zh = f"{column} 的类型是 {found.type}；应为填写一段文字的列"
        yield at, LocalizedText(zh, f"{column} is of type {found.type}; needed: a column that holds one text")
    for value in values:
        if found.words and value not in found.words:
            yield at, never_holds(column, value, found.words)


def belongings(kind: str, subjects: Subjects) -> tuple[str, ...]:
    """Return the kinds that a kind of subject belongs to, directly and through others, the nearest first."""
    kinds = {one.id: one for one in subjects.kinds}
    found: dict[str, None] = {}
    waiting = list(kinds[kind].belongs_to)
    while waiting:
        one = waiting.pop(0)
        if one in kinds and one not in found:
            found[one] = None
            waiting += kinds[one].belongs_to
    found.pop(kind, None)
    return tuple(found)
