"""Rules that cannot be meant: whose figure is not their subject's, that nothing can reach, or that no row can meet or fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from assistcheck.i18n import LocalizedText
from assistcheck.rules.ledgers import LedgerSpec
from assistcheck.rules.model import InEach, Rule
from assistcheck.rules.pack_file import Fault, KeyPath
from assistcheck.rules.reach import least, most, related
from assistcheck.rules.row_sense import row_faults
from assistcheck.rules.subject_sense import applicability_faults, group_faults
from assistcheck.rules.subjects import Kind, Subjects

Ledgers = Mapping[str, LedgerSpec]


def sense_faults(rule: Rule, at: KeyPath, subjects: Subjects, ledgers: Ledgers, *, reading: bool = False) -> Iterator[Fault]:
    """Yield why a rule that is well-formed cannot be meant.

    A ``reading`` may count every row for each subject (``by: []``): its name and words say that it means a total.
    """
    spec = ledgers[rule.measure.ledger]
    yield from _subject_faults(rule, at, subjects, spec, reading=reading)
    yield from applicability_faults(rule, at, subjects, ledgers)
    yield from group_faults(rule, at, subjects, ledgers)
    yield from _period_faults(rule, at, spec)
    yield from row_faults(rule, at, spec)
    yield from _target_faults(rule, at, spec, subjects)


def _subject_faults(rule: Rule, at: KeyPath, subjects: Subjects, spec: LedgerSpec, *, reading: bool) -> Iterator[Fault]:
    """Yield how the columns ``by`` fail to tell whose rows are whose."""
    by, kind = rule.measure.by, subjects.kind(rule.subject.kind)
    where: KeyPath = (*at, "measure", "by")
    if not by:
        if kind.id != subjects.roles.whole and not reading:
            yield (
                where,
                LocalizedText(
                    f"空的 by 把所有的行算给每个{kind.name.zh}；写出指明{kind.name.zh}的列",
                    f"an empty 'by' counts every row for each {kind.name.en}; name the columns that tell one from another",
                ),
            )
        return
    owed_for = rule.target.within if rule.target.per else None
    of_kind = subjects.kind(owed_for) if owed_for else kind
    if not any(_identifies(by, one, spec) for one in (kind, of_kind)):
        key = ", ".join(of_kind.key)
        yield (
            where,
            LocalizedText(
                f"by 没有指明{of_kind.name.zh}；写出它的列 {key}，或一列类型为 {of_kind.id} 的列",
                f"'by' does not identify a {of_kind.name.en}; name its columns {key}, or one column of type {of_kind.id}",
            ),
        )
        return
    near = {*kind.key, *of_kind.key}, related(subjects, kind.id)
    yield from _other_columns(rule, where, spec, kind, *near)
    if rule.subject.per and not _tells_apart(rule, rule.subject.per, subjects, spec):
        per = subjects.kind(rule.subject.per).name
        yield (
            where,
            LocalizedText(
                f"对每个{per.zh}各欠一次，但没有列指明是哪个{per.zh}；在 by 中加上该列，或加一条 own 条件",
                f"it is owed for each {per.en}, and no column says for which; add one to 'by', or a condition 'own'",
            ),
        )


def _other_columns(rule: Rule, at: KeyPath, spec: LedgerSpec, kind: Kind, keys: set[str], near: set[str]) -> Iterator[Fault]:
    """Yield the columns in ``by`` that name neither the subject nor what it belongs to."""
    for index, name in enumerate(rule.measure.by):
        column = spec.column(name)
        if column and name not in keys and column.type != "subject" and near.isdisjoint(column.names):
            yield (
                (*at, index),
                LocalizedText(
                    f"{name} 与{kind.name.zh}无关，不能用来分主体",
                    f"{name} names nothing that a {kind.name.en} is or belongs to",
                ),
            )


def _identifies(by: tuple[str, ...], kind: Kind, spec: LedgerSpec) -> bool:
    """Whether columns name one member of a kind: its own columns, or one of its type (a name of several parts needs all)."""
    if {*kind.key} <= {*by}:
        return True
    types = [column.names or (str(column.type),) for name in by if (column := spec.column(name))]
    return any("subject" in names or (len(kind.key) == 1 and kind.id in names) for names in types)


def _tells_apart(rule: Rule, per: str, subjects: Subjects, spec: LedgerSpec) -> bool:
    """Whether the rows say for which member of ``per`` they are."""
    named = [*rule.measure.by, *(one.column for one in rule.measure.where if one.test == "own")]
    columns = [column for name in named if (column := spec.column(name))]
    return any(per in related(subjects, kind) for column in columns for kind in column.names if kind != rule.subject.kind)


def _period_faults(rule: Rule, at: KeyPath, spec: LedgerSpec) -> Iterator[Fault]:
    """Yield why the rows of a sheet cannot be told by months or quarters."""
    if not isinstance(rule.period, InEach):
        return
    column = spec.column(spec.dated_by) if spec.dated_by else None
    kinds = ("date", "month") if rule.period.kind == "month" else ("date", "month", "quarter")
    if column is None or column.type not in kinds:
        how = (
            LocalizedText(f"按 {column.type} 列计", f"dated by a {column.type}")
            if column
            else LocalizedText("不计日期", "undated")
        )
        yield (
            (*at, "period", "kind"),
            LocalizedText(
                f"{spec.id} {how.zh}，分不出每个 {rule.period.kind}；该表的 dated_by 应是 {'、'.join(kinds)} 类型的列",
                f"the rows of {spec.id} are {how.en} and fall in no {rule.period.kind}; its dated_by needs a column of type "
                f"{' or '.join(kinds)}",
            ),
        )


def _target_faults(rule: Rule, at: KeyPath, spec: LedgerSpec, subjects: Subjects) -> Iterator[Fault]:
    """Yield why every figure, or none, meets a target."""
    target, low, high = rule.target, least(rule), most(rule, spec, subjects)
    named = {name: value for name in ("at_least", "more_than", "exactly") if (value := getattr(target, name)) is not None}
    for name, number in (*named.items(), *(("between", end) for end in target.between or ())):
        where: KeyPath = (*at, "target", name)
        if low is not None and number < low:
            yield (
                where,
                LocalizedText(
                    f"数不会小于 {low}，指标 {number} 没有意义", f"no figure is below {low}, so {number} means nothing"
                ),
            )
        elif high is not None and (number > high or (name == "more_than" and number == high)):
            zh = f"按这个口径，数最多是 {high}，达不到 {number}"
            yield where, LocalizedText(zh, f"as it is measured, the figure is {high} at most and never reaches {number}")
    if target.at_least is not None and target.at_least == low:
        zh = f"数总是不小于 {low}，这条规则不会不达标；要“有”写 more_than: 0 或 at_least: 1"
        en = f"every figure is at least {low}, so nothing can fail it; for any at all write more_than: 0 or at_least: 1"
        yield (*at, "target", "at_least"), LocalizedText(zh, en)
    if target.between and high is not None and Decimal(0) == target.between[0] and target.between[1] >= high:
        zh = f"数总在 0 和 {high} 之间，这条规则不会不达标"
        yield (*at, "target", "between"), LocalizedText(zh, f"every figure is between 0 and {high}, so nothing can fail it")
