"""What must hold of a sheet's file beyond its shape: it names kinds, rosters, columns and words that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistcheck.i18n import LocalizedText
from assistcheck.rules.fault_words import belongs_to_no, no_column, perhaps, wrong_type
from assistcheck.rules.frozen import Frozen
from assistcheck.rules.ledgers import (
    NUMBER_TYPES,
    PERIOD_TYPES,
    PLAIN_TYPES,
    TASK_TYPES,
    Check,
    ColumnSpec,
    Elsewhere,
    Foreign,
    LedgerSpec,
)
from assistcheck.rules.pack_file import Fault, KeyPath
from assistcheck.rules.subject_validation import belongings, said_faults
from assistcheck.rules.subjects import Kind, Subjects
from assistcheck.rules.vocabulary import braced

Ledgers = Mapping[str, LedgerSpec]
_LONGEST_TITLE, _NOT_IN_TITLES = 31, frozenset("[]:*?/\\")
"""What the name of a sheet of a workbook is held to."""
_NO_SHEET_NAME = LocalizedText(
    "工作表不能用这个名称；最多 31 个字符，不含 [ ] : * ? / \\，首尾不是 '",
    "no workbook has a sheet of this name; at most 31 characters, none of [ ] : * ? / \\, no ' at an end",
)


def ledger_faults(spec: LedgerSpec, file_stem: str, subjects: Subjects, ledgers: Ledgers) -> Iterator[Fault]:
    """Yield what is wrong with one sheet's file; ``ledgers``: all sheets in their order."""
    if spec.id != file_stem:
        zh = f"工作表 {spec.id} 的文件应叫 {spec.id}.yaml，而不是 {file_stem}.yaml"
        yield ("id",), LocalizedText(zh, f"the file of sheet {spec.id} is called {spec.id}.yaml, not {file_stem}.yaml")
    if any(len(title) > _LONGEST_TITLE or _NOT_IN_TITLES & {*title} or "'" in (title[0], title[-1]) for title in spec.title):
        yield ("title",), _NO_SHEET_NAME
    kinds = {kind.id: kind for kind in subjects.kinds}
    for index, column in enumerate(spec.columns):
        at: KeyPath = ("columns", index)
        yield from _column_faults(spec, column, at)
        yield from _type_faults(spec, column, at, kinds)
        yield from _header_faults(spec, index)
    names = [column.id for column in spec.columns]
    unknown = [(key, name) for key, name in _named(spec) if name not in names]
    if unknown:
        yield from ((key, no_column(spec.id, name, names)) for key, name in unknown)
        return
    yield from _type_of_parts(spec, kinds)
    for index, check in enumerate(spec.checks):
        yield from _check_faults(spec, check, ("checks", index), subjects)
    yield from _agrees_faults(spec, ledgers)
    yield from _order_faults(spec, kinds, ledgers)
    yield from _beside_others(spec, ledgers)


# --- columns ------------------------------------------------------------------------------------


def _column_faults(spec: LedgerSpec, column: ColumnSpec, at: KeyPath) -> Iterator[Fault]:
    for other, value in column.required_when.items():
        if spec.column(other):
            yield from said_faults(spec, other, (value,), (*at, "required_when", other))
    if column.unit and not all(
        header.rstrip(")）").endswith(unit) for header, unit in zip(column.header, column.unit, strict=True)
    ):
        zh, en = "单位写在表头末尾的括号里", "the unit stands in brackets at the end of the header"
        yield (*at, "unit"), LocalizedText(f"{zh}：金额(元)", f"{en}: 金额(元), Amount (USD)")
    if column.blank_as and spec.role != "roster":
        yield (*at, "blank_as"), LocalizedText("只有 role 为 roster 的表可写 blank_as", "'blank_as' goes with the role roster")
    elif (said := spec.column(column.blank_as or "")) and (said.blank_as or said is column):
        zh = f"{said.id} 自己也写了 blank_as；请换成没有写的列"
        yield (*at, "blank_as"), LocalizedText(zh, f"{said.id} says itself what its blanks mean; name a column that does not")
    elif said and (said.type, said.words) != (column.type, column.words):
        zh = f"{said.id} 可填的，{column.id} 不能填；两列的类型和可用词应相同"
        en = f"{said.id} may hold what {column.id} may not; give both one type and the same words"
        yield (*at, "blank_as"), LocalizedText(zh, en)


def _type_faults(spec: LedgerSpec, column: ColumnSpec, at: KeyPath, kinds: Mapping[str, Kind]) -> Iterator[Fault]:
    types = (*PLAIN_TYPES, *(TASK_TYPES if spec.role == "tasks" else ()), *kinds)
    if isinstance(column.type, tuple) and not (column.type and len({*column.type}) == len(column.type)):
        zh = "类型写成列表时，列出主体的类别，每类一次"
        yield (*at, "type"), LocalizedText(zh, "a list of types names kinds of subject, each once")
    elif isinstance(column.type, tuple):
        types = tuple(kinds)
    for one in column.type if isinstance(column.type, tuple) else (column.type,):
        if one not in types:
            yield (
                (*at, "type"),
                LocalizedText("没有类型 {one}{near}", "there is no type {one}{near}").format(one=one, near=perhaps(one, types)),
            )
    for kind in [kinds[name] for name in column.names if name in kinds]:
        if len(kind.key) > 1 and len(column.names) > 1:
            zh = f"{kind.id} 由几列共同指明；请给它单独一列"
            yield (*at, "type"), LocalizedText(zh, f"a {kind.id} is named by several columns; give it a column of its own")
        for parent in kind.key[:-1]:
            if spec.column(parent) is None:
                zh = f"{kind.id} 要与 {parent} 一起指明；请加上 {parent} 列"
                yield (
                    (*at, "type"),
                    LocalizedText(zh, f"a {kind.id} is named together with its {parent}; add a column {parent}"),
                )


def _header_faults(spec: LedgerSpec, index: int) -> Iterator[Fault]:
    """Yield where a column is called like one before it."""
    column, before = spec.columns[index], spec.columns[:index]
    if any(other.id == column.id for other in before):
        zh = f"{column.id} 出现了两次；每列的 id 应各不相同"
        yield ("columns", index, "id"), LocalizedText(zh, f"{column.id} stands twice; give each column its own id")
    elif rival := next((other for other in before if _called(other) & _called(column)), None):
        zh = f"{rival.id} 已用这个表头；每列的表头应各不相同"
        yield ("columns", index, "header"), LocalizedText(zh, f"{rival.id} has this header; give each column its own")


def _called(named: ColumnSpec | LedgerSpec) -> set[str]:
    """Return what a column or a sheet is called, as it is compared."""
    words = named.header if isinstance(named, ColumnSpec) else named.title
    return {"".join(text.split()).casefold() for text in (*words, named.id)}


# --- what is said of columns --------------------------------------------------------------------


def _named(spec: LedgerSpec) -> Iterator[tuple[KeyPath, str]]:
    """Yield every column that a sheet's file names outside its columns, with the path of the key."""
    for key in ("dated_by", "owner"):
        if name := getattr(spec, key):
            yield (key,), name
    yield from ((("identity", index), name) for index, name in enumerate(spec.identity))
    for index, column in enumerate(spec.columns):
        yield from ((("columns", index, "required_when", other), other) for other in column.required_when)
        if column.blank_as:
            yield ("columns", index, "blank_as"), column.blank_as
    for part in ("voucher", "tasks", "cover", "agrees"):
        yield from _named_in_part((part,), getattr(spec, part))
    for index, check in enumerate(spec.checks):
        yield from _named_in_part(("checks", index), check)
    for index, once in enumerate(spec.once):
        yield from _named_in_part(("once", index), once)


_NO_COLUMNS = frozenset({"done", "under_way", "label", "content", "test", "problem", "expected", "title", "remedy", "roster"})
"""Keys of a sheet's parts that hold words, or name a roster."""


def _named_in_part(at: KeyPath, found: Frozen | None) -> Iterator[tuple[KeyPath, str]]:
    """Yield the columns that one part of a sheet's file names."""
    for key in type(found).model_fields if found else ():
        value = None if key in _NO_COLUMNS else getattr(found, key)
        if isinstance(value, str):
            yield (*at, key), value
        elif isinstance(value, dict):
            yield from (((*at, key, name), name) for name in value)
        elif value:
            yield from (((*at, key, index), name) for index, name in enumerate(value))


def _type_of_parts(spec: LedgerSpec, kinds: Mapping[str, Kind]) -> Iterator[Fault]:
    """Yield where a part names a column of a type that says nothing to it."""
    types = {column.id: column.type for column in spec.columns}
    parts: list[tuple[KeyPath, str | None, Sequence[str]]] = [(("dated_by",), spec.dated_by, PERIOD_TYPES)]
    if spec.voucher:
        parts.append((("voucher", "amount"), spec.voucher.amount, ("amount",)))
    if spec.tasks:
        parts.append((("tasks", "date"), spec.tasks.date, ("date",)))
    if spec.cover:
        parts.append((("cover", "as_of"), spec.cover.as_of, ("date",)))
    for at, name, allowed in parts:
        if name and types[name] not in allowed:
            yield at, wrong_type(name, types[name], allowed)
    if spec.owner and types[spec.owner] in (*PLAIN_TYPES, "duty"):
        zh = f"{spec.owner} 没有指明任何主体；它的类型应是所指的那类主体"
        yield ("owner",), LocalizedText(zh, f"{spec.owner} names nobody; give it the type of whom it names")
    elif (kind := kinds.get(str(types.get(spec.owner or "")))) and len(kind.key) > 1:
        zh = f"{kind.id} 由几列共同指明；owner 请写 {kind.key[0]}"
        yield ("owner",), LocalizedText(zh, f"a {kind.id} is named by several columns; let its {kind.key[0]} be the owner")
    if spec.tasks:
        for key in ("done", "under_way"):
            yield from said_faults(spec, spec.tasks.state, getattr(spec.tasks, key), ("tasks", key))
        for one in TASK_TYPES:
            if [column.type for column in spec.columns].count(one) != 1:
                zh = f"任务表应有且只有一列类型为 {one}；请补上，或只留一列"
                yield ("columns",), LocalizedText(zh, f"a task list has one column of the type {one}; add it, or keep one")


def _check_faults(spec: LedgerSpec, check: Check, at: KeyPath, subjects: Subjects) -> Iterator[Fault]:
    """Yield what is wrong with one check of rows."""
    if spec.role != "ledger":
        yield at, LocalizedText("只有 role 为 ledger 的表可写 checks", "'checks' go with the role ledger")
        return
    columns = {column.id: column for column in spec.columns}
    mark = "limit" if check.test == "exceeds" else "own"
    if check.test != "foreign" and not braced(*check.expected) <= {mark}:
        zh = f"这段文字里只能有 {{{mark}}}，不能有别的花括号"
        yield (*at, "expected"), LocalizedText(zh, f"these words may hold {{{mark}}}, and no other braces")
    if check.test == "exceeds":
        for key, name in (("column", check.column), ("limit", check.limit)):
            if columns[name].type not in NUMBER_TYPES:
                yield (*at, key), wrong_type(name, columns[name].type, NUMBER_TYPES)
        return
    kinds = {kind.id: kind for kind in subjects.kinds}
    named = [[kinds[one] for one in columns[name].names if one in kinds] for name in (check.column, check.of)]
    for key, found in zip(("column", "of"), named, strict=True):
        if len(found) != 1:
            column = getattr(check, key)
            en = f"{column} does not name one kind of subject; give it the type of a kind"
            yield (*at, key), LocalizedText(f"{column} 没有指明一类主体；它的类型应是主体的一类", en)
    if [len(found) for found in named] == [1, 1]:
        yield from _related_faults(check, named[0][0], named[1][0], at, subjects)
    for name, value in check.when.items() if check.test == "foreign" else ():
        yield from said_faults(spec, name, (value,), (*at, "when", name))


def _related_faults(check: Elsewhere | Foreign, kind: Kind, other: Kind, at: KeyPath, subjects: Subjects) -> Iterator[Fault]:
    """Yield where the kinds that a check compares do not belong together, so that it would find all rows or none."""
    for key, one in (("column", kind), ("of", other)):
        if len(one.key) > 1 and (key == "of" or check.test == "elsewhere"):
            zh = f"{one.id} 由几列共同指明；应为一列即可指明的类别"
            yield (*at, key), LocalizedText(zh, f"a {one.id} is named by several columns; needed: a kind that one column names")
    lower, upper = (kind, other) if check.test == "foreign" else (other, kind)
    if upper.id not in (groups := belongings(lower.id, subjects)):
        yield (*at, "of"), belongs_to_no(lower.id, upper.id, groups)


# --- beside other sheets ------------------------------------------------------------------------


def _agrees_faults(spec: LedgerSpec, ledgers: Ledgers) -> Iterator[Fault]:
    if spec.agrees is None:
        return
    order, given = [*ledgers], spec.agrees.roster
    rosters = [one.id for one in ledgers.values() if one.role == "roster" and one.id != spec.id]
    if given not in rosters:
        words = LocalizedText("没有别的名册 {name}{near}", "there is no other roster {name}{near}")
        yield ("agrees", "roster"), words.format(name=given, near=perhaps(given, rosters))
        return
    if order.index(given) > order.index(spec.id):
        yield ("agrees", "roster"), _comes_after(given, spec.id)
    names = [column.id for column in ledgers[given].columns]
    for key in ("key", "says"):
        for index, name in enumerate(getattr(spec.agrees, key)):
            if name not in names:
                yield ("agrees", key, index), no_column(given, name, names)


def _order_faults(spec: LedgerSpec, kinds: Mapping[str, Kind], ledgers: Ledgers) -> Iterator[Fault]:
    """Yield the columns of a roster that name whom only this roster, or a later one, makes known."""
    order = [*ledgers]
    for index, column in enumerate(spec.columns if spec.role == "roster" else ()):
        for roster in filter(None, (kinds[name].roster for name in column.names if name in kinds)):
            if roster == spec.id:
                zh = f"{column.id} 的名称正是由本表给出的；类型请写 text"
                en = f"this sheet itself says what a {column.id} is called; let the type be text"
                yield ("columns", index, "type"), LocalizedText(zh, en)
            elif roster in order and order.index(roster) > order.index(spec.id):
                yield ("columns", index, "type"), _comes_after(roster, spec.id)


def _comes_after(roster: str, sheet: str) -> LocalizedText:
    return LocalizedText(
        f"{roster} 排在 {sheet} 之后；请把它的 order 改小", f"{roster} comes after {sheet}; give it a lower 'order'"
    )


def _beside_others(spec: LedgerSpec, ledgers: Ledgers) -> Iterator[Fault]:
    """Yield where a sheet is called like one before it, or is a second one of what there is one of."""
    for other in ledgers.values():
        if other is spec:
            return
        if _called(other) & _called(spec):
            zh = f"{other.id} 已用这个标题；每张表的标题应各不相同"
            yield ("title",), LocalizedText(zh, f"{other.id} has this title; give each sheet its own")
        if other.role == spec.role and spec.role in {"tasks", "cover"}:
            zh = f"{other.id} 已是 {spec.role}；一个规则包只有一张这样的表"
            yield ("role",), LocalizedText(zh, f"{other.id} has the role {spec.role}; a pack has one sheet of it")
