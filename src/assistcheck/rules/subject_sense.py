"""Whom a rule binds and for whom it is owed: kinds that belong together, and rosters that can say what is asked of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistcheck.i18n import LocalizedText
from assistcheck.rules.conditions import conditions_of
from assistcheck.rules.fault_words import no_column, no_roster, perhaps
from assistcheck.rules.ledgers import NO_TEXTS, LedgerSpec
from assistcheck.rules.model import Rule
from assistcheck.rules.pack_file import Fault, KeyPath
from assistcheck.rules.reach import related
from assistcheck.rules.subjects import Subjects

Ledgers = Mapping[str, LedgerSpec]


def applicability_faults(rule: Rule, at: KeyPath, subjects: Subjects, ledgers: Ledgers) -> Iterator[Fault]:
    """Yield the tests of ``only_if`` that no subject can pass, or that a roster says nothing about."""
    kind = subjects.kind(rule.subject.kind)
    for index, test in enumerate(rule.subject.only_if):
        where: KeyPath = (*at, "subject", "only_if", index)
        match test.test:
            case "is" if kind.members:
                for place, value in enumerate(test.values):
                    if value not in kind.members:
                        words = LocalizedText("{kind}中没有 {value}{near}", "there is no {kind} {value}{near}")
                        near = perhaps(value, kind.members)
                        yield (*where, "values", place), words.format(kind=kind.name, value=value, near=near)
            case "says" if kind.roster:
                yield from _said(kind.roster, test.column, test.values, where, ledgers)
            case "says":
                zh, en = f"{kind.name.zh}没有名册，无从说明", f"a {kind.name.en} stands in no roster that could say anything"
                yield (*where, "test"), LocalizedText(zh, en)
            case "group_says":
                yield from _belongs(test.group, kind.id, (*where, "group"), subjects)
                yield from _said(test.roster, test.column, test.values, where, ledgers)
            case _:
                continue


def group_faults(rule: Rule, at: KeyPath, subjects: Subjects, ledgers: Ledgers) -> Iterator[Fault]:
    """Yield what a duty is owed for, and what its conditions compare, where the kinds do not belong together."""
    kind, spec = rule.subject.kind, ledgers[rule.measure.ledger]
    if rule.subject.per:
        yield from _belongs(rule.subject.per, kind, (*at, "subject", "per"), subjects)
    if rule.target.per and rule.target.within:
        yield from _belongs(rule.target.within, kind, (*at, "target", "within"), subjects)
        yield from _belongs(rule.target.within, rule.target.per, (*at, "target", "per"), subjects)
    for path, condition in conditions_of(rule.measure):
        where: KeyPath = (*at, "measure", *path)
        column = spec.column(condition.column)
        if column is None or condition.test not in {"own", "same_group"}:
            continue
        if not column.names:
            zh = f"{column.id} 不是名称列；它的类型应是主体的一类"
            yield (*where, "column"), LocalizedText(zh, f"{column.id} names no subject; its type has to be a kind of subject")
        elif condition.test == "own" and related(subjects, kind).isdisjoint(column.names):
            name = subjects.kind(kind).name
            zh, en = f"{name.zh}不属于 {column.id} 所填的", f"a {name.en} belongs to nothing that {column.id} names"
            yield (*where, "column"), LocalizedText(zh, en)
        elif condition.test == "same_group":
            for key in ("column", "beside"):
                names = getattr(spec.column(getattr(condition, key)), "names", ())
                if not any(condition.group in related(subjects, one) for one in names):
                    zh, en = f"所填的不属于 {condition.group}", f"what it names belongs to no {condition.group}"
                    yield (*where, key), LocalizedText(zh, en)
            rosters = [roster for one in column.names if (roster := subjects.kind(one).roster)]
            for said, values in condition.says.items() if rosters else ():
                yield from _said(rosters[0], said, values, (*where, "says"), ledgers)


def _belongs(group: str, kind: str, at: KeyPath, subjects: Subjects) -> Iterator[Fault]:
    if group not in related(subjects, kind):
        of, name = subjects.kind(kind).name, subjects.kind(group).name
        yield at, LocalizedText(f"{of.zh}不属于任何{name.zh}", f"a {of.en} belongs to no {name.en}")


def _said(roster: str, column: str, values: tuple[str, ...], at: KeyPath, ledgers: Ledgers) -> Iterator[Fault]:
    """Yield why no row of a roster says one of ``values`` in a column."""
    rosters = [spec.id for spec in ledgers.values() if spec.role == "roster"]
    if roster not in rosters:
        yield (*at, "roster"), no_roster(roster, rosters)
        return
    found = ledgers[roster].column(column)
    if found is None:
        yield (*at, "column"), no_column(roster, column, [one.id for one in ledgers[roster].columns])
    elif found.type in NO_TEXTS and found.type != "choices":
        zh, en = f"{column} 的类型是 {found.type}，不是文字", f"{column} is of type {found.type} and says nothing in words"
        yield (*at, "column"), LocalizedText(zh, en)
    elif unknown := [value for value in values if found.words and value not in found.words]:
        near = perhaps(unknown[0], found.words)
        zh, en = f"{column} 中没有 {'、'.join(unknown)}{near.zh}", f"{column} never says {', '.join(unknown)}{near.en}"
        yield (*at, "values"), LocalizedText(zh, en)
