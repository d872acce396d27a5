"""What must hold of a clause beyond its shape: quotes stand in the source, measures name real columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from assistcheck.calendar import ProgrammeYear, month_start
from assistcheck.i18n import LocalizedText
from assistcheck.rules.conditions import conditions_of
from assistcheck.rules.fault_words import no_column, no_kind_of_subject, no_ledger
from assistcheck.rules.ledgers import ColumnSpec, LedgerSpec
from assistcheck.rules.measured_columns import column_type_faults
from assistcheck.rules.model import ByDate, Clause, Deadline, InEach, Manifest, Measure, Quantity, Rule, Target
from assistcheck.rules.pack_file import Fault, KeyPath
from assistcheck.rules.sense import sense_faults
from assistcheck.rules.subjects import Subjects
from assistcheck.rules.vocabulary import Figure

Ledgers = Mapping[str, LedgerSpec]
"""The sheets of a pack by their ids."""

_CORRECT_FIRST = "correct 'first' and 'last', or 'effective_from' in pack.yaml"
_SAME_NAME = LocalizedText(
    "一条规则有两个同名的口径；请分别命名", "two readings of one rule have this name; name each differently"
)
_NO_CHANGE = LocalizedText(
    "这个口径没有改变什么；请写 measure、target 或 period",
    "the reading changes nothing; give it a measure, a target or a period",
)
_SUMMED: dict[str, Quantity] = {"amount": "money", "whole": "count", "percent": "points"}


def faults_of(clause: Clause, source: str, manifest: Manifest, subjects: Subjects, ledgers: Ledgers) -> Iterator[Fault]:
    """Yield the faults of one clause against the ``source`` text, the kinds of subject and the sheets of the pack."""
    text = squeezed(source)
    for part in ("rules", "judged"):
        for index, item in enumerate(getattr(clause, part)):
            if item.confirmed and squeezed(item.quote) not in text:
                zh = f"{manifest.source} 中没有这句话；请照原文一字不差地引用"
                en = f"these words are not in {manifest.source}; quote the document verbatim"
                yield (part, index, "quote"), LocalizedText(zh, en)
    for index, rule in enumerate(clause.rules):
        at = ("rules", index)
        if rule.clause != clause.clause:
            zh = f"{rule.id} 不是第 {clause.clause} 条的；编号应以 R{clause.clause:02d} 开头"
            en = f"{rule.id} is not of clause {clause.clause}; its id begins with R{clause.clause:02d}"
            yield (*at, "id"), LocalizedText(zh, en)
        own = [*_faults(rule, at, subjects, ledgers), *_time_faults(rule, at, manifest, ledgers)]
        yield from own
        known = {(path[len(at) :], words) for path, words in own}
        for number, reading in enumerate(rule.readings):
            where = (*at, "readings", number)
            if reading.name in {other.name for other in rule.readings[:number]}:
                yield (*where, "name"), _SAME_NAME
            elif reading.measure or reading.target or reading.period:
                under = rule.under(reading.name)
                found = [
                    *_faults(under, where, subjects, ledgers, reading=True),
                    *_time_faults(under, where, manifest, ledgers),
                ]
                yield from ((path, words) for path, words in found if (path[len(where) :], words) not in known)
            else:
                yield (*where, "name"), _NO_CHANGE


def _faults(rule: Rule, at: KeyPath, subjects: Subjects, ledgers: Ledgers, *, reading: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with a rule; whether it can be meant is asked only of one that is well-formed."""
    found = list(_rule_faults(rule, at, subjects, ledgers))
    yield from found or sense_faults(rule, at, subjects, ledgers, reading=reading)


def _time_faults(rule: Rule, at: KeyPath, manifest: Manifest, ledgers: Ledgers) -> Iterator[Fault]:
    """Yield why nothing falls due, or no row falls in time, in the year of the pack."""
    first, spec = manifest.year.first_day, ledgers.get(rule.measure.ledger)
    year = ProgrammeYear(manifest.year.number, first, manifest.effective_from, month_start(first, 12))
    match rule.period:
        case InEach(kind=kind, first=begin, last=end) if not year.spans(kind, begin, end):
            since, until = begin or manifest.effective_from, end or year.last_day
            zh = f"从 {since} 到 {until} 没有一个 {kind} 结束；请改 first 和 last，或 pack.yaml 的 effective_from"
            en = f"no {kind} of the year ends from {since} to {until}; {_CORRECT_FIRST}"
            yield (*at, "period", "kind"), LocalizedText(zh, en)
        case InEach(last=end) if end and end > year.last_day:
            zh = f"{end} 在本年度之后；本年度最后一天是 {year.last_day}"
            yield (*at, "period", "last"), LocalizedText(zh, f"{end} is after the year, which ends on {year.last_day}")
        case ByDate(date=day) if day < first and spec is not None and spec.role == "ledger" and spec.dated_by:
            zh = f"{day} 在本年度之前，而只有本年度的行计入；本年度从 {first} 开始"
            en = f"{day} is before the year, of which alone rows count; it begins on {first}"
            yield (*at, "period", "date"), LocalizedText(zh, en)
        case ByDate(date=day) if day > year.last_day and spec is not None and spec.dated_by and not _goes_on(spec):
            zh = (
                f"{spec.id} 在 {year.last_day} 之后的行都不计入，而期限是 {day}；该表请按年计（years: to_last_due），或不计日期"
            )
            en = (
                f"no row of {spec.id} counts after the year, which ends on {year.last_day}, and the duty is due on {day}; "
                "let a year date the sheet, with 'years: to_last_due', or nothing"
            )
            yield (*at, "period", "date"), LocalizedText(zh, en)
        case Deadline(column=name) if spec and name not in {one.id for one in spec.columns if one.type == "date"}:
            zh, en = f"{name} 不是 {rule.measure.ledger} 的日期列", f"{name} is not a date column of {rule.measure.ledger}"
            yield (*at, "period", "column"), LocalizedText(zh, en)
        case InEach() if rule.target.per:
            en = "'per' goes with a duty that is owed once, not in each month or quarter"
            yield (*at, "target", "per"), LocalizedText("只欠一次的事项才能写 per，每月、每季度的不能", en)
        case _:
            return


def _goes_on(spec: LedgerSpec) -> bool:
    """Whether rows of later years count too."""
    column = spec.column(spec.dated_by or "")
    return column is not None and column.type == "year" and spec.years == "to_last_due"


def squeezed(text: str) -> str:
    """Return ``text`` without white space, as quotes are compared."""
    return "".join(text.split())


def _rule_faults(rule: Rule, at: tuple[str | int, ...], subjects: Subjects, ledgers: Ledgers) -> Iterator[Fault]:
    ledger, kinds_of_subject = rule.measure.ledger, [kind.id for kind in subjects.kinds]
    for path, kind in _kinds(rule):
        if kind not in kinds_of_subject:
            yield (*at, *path), no_kind_of_subject(kind, kinds_of_subject)
            return
    if ledger not in ledgers:
        yield (*at, "measure", "ledger"), no_ledger(ledger, [*ledgers])
        return
    kinds = {column.id: column for column in ledgers[ledger].columns}
    for where, column in _columns(rule.measure):
        if column not in kinds:
            yield (*at, "measure", *where), no_column(ledger, column, [*kinds])
            return
    for path, column, words in _words(rule.measure):
        if unknown := [word for word in words if kinds[column].words and word not in kinds[column].words]:
            zh = f"{column} 不会填 {'、'.join(unknown)}；可填：{'、'.join(kinds[column].words)}"
            en = f"{column} never holds {', '.join(unknown)}; it holds {', '.join(kinds[column].words)}"
            yield (*at, "measure", *path), LocalizedText(zh, en)
    for path, words_of_it in column_type_faults(rule.measure, ledgers[ledger]):
        yield (*at, "measure", *path), words_of_it
    quantity = _quantity(rule.measure.figure, kinds)
    if quantity != rule.quantity:
        zh = f"算出来的是 {quantity}，不是 {rule.quantity}；请改其中一个"
        en = f"the figure is a {quantity}, not a {rule.quantity}; correct one of them"
        yield (*at, "quantity"), LocalizedText(zh, en)
    if rule.quantity == "count" and any(n != n.to_integral_value() for n in _numbers(rule.target)):
        yield (*at, "target"), LocalizedText("计数只能与整数比较", "a count is compared with a whole number")
    if rule.pace == "quarterly" and (rule.target.at_least is None or rule.period.kind != "year"):
        en = "only a yearly target of the kind at_least has a quarterly pace"
        yield (*at, "pace"), LocalizedText("只有全年的 at_least 指标才有按季度的序时进度", en)


def _kinds(rule: Rule) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every kind of subject that a rule names, with the path of the key."""
    yield ("subject", "kind"), rule.subject.kind
    if rule.subject.per:
        yield ("subject", "per"), rule.subject.per
    for index, test in enumerate(rule.subject.only_if):
        if test.test == "group_says":
            yield ("subject", "only_if", index, "group"), test.group
    for key in ("per", "within"):
        if kind := getattr(rule.target, key):
            yield ("target", key), kind
    for path, condition in conditions_of(rule.measure):
        match condition.test:
            case "names_place":
                yield from ((("measure", *path, "kinds", at), kind) for at, kind in enumerate(condition.kinds))
            case "same_group":
                yield ("measure", *path, "group"), condition.group
            case _:
                continue


def _numbers(target: Target) -> list[Decimal]:
    single = [n for n in (target.at_least, target.more_than, target.exactly) if n is not None]
    return [*single, *(target.between or ())]


def _words(measure: Measure) -> Iterator[tuple[tuple[str | int, ...], str, tuple[str, ...]]]:
    """Yield the words that a measure looks for in a column: the key's path, the column, the words."""
    for path, condition in conditions_of(measure):
        match condition.test:
            case "one_of":
                yield (*path, "values"), condition.column, condition.values
            case "contains":
                yield (*path, "value"), condition.column, (condition.value,)
            case _:
                continue
    if measure.figure.kind == "every":
        yield ("figure", "value"), measure.figure.column, (measure.figure.value,)


def _columns(measure: Measure) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for index, column in enumerate(measure.by):
        yield ("by", index), column
    for path, condition in conditions_of(measure):
        for key in ("column", "beside", "after"):
            if name := getattr(condition, key, None):
                yield (*path, key), name
    for key in ("column", "columns", "part", "whole", "by", "minus"):
        value = getattr(measure.figure, key, None)
        if isinstance(value, str):
            yield ("figure", key), value
        for index, name in enumerate(value if isinstance(value, tuple) else ()):
            yield ("figure", key, index), name


def _quantity(figure: Figure, kinds: Mapping[str, ColumnSpec]) -> Quantity:
    match figure.kind:
        case "ratio" | "best_ratio" | "paired_once":
            return "ratio"
        case "sum" | "newest":
            return _SUMMED.get(str(kinds[figure.column].type), "count")
        case _:
            return "count"
