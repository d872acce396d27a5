"""An open item in words: have, need, gap, days left, rows, near misses, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import PurePath
from typing import Protocol

from assistcheck.audit.outcomes import NearKind, NearMiss, Outcome, Report, Rows
from assistcheck.calendar import Number
from assistcheck.equal_problems import told_once
from assistcheck.i18n import EMPTY_TEXT, LANGUAGES, Lang, LocalizedText, untranslated
from assistcheck.problem_codes import ProblemLevel
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.exclusion_reasons import reason_words
from assistcheck.reports.common.measure_phrases import header_of
from assistcheck.reports.common.numbers import plain, quantity_of, readable
from assistcheck.reports.common.phrases import SHORT_OR_BEHIND, counted, gap_figure, runs, signed, unit, where
from assistcheck.reports.common.subject_phrases import kind_name
from assistcheck.rules.model import InEach, Rule, RulePack

_RANGES = 20
"""Ranges of rows that are spelt out; of more, the number of rows is said."""
_CELLS = 20
"""Cells with one fault that are named; of more, the number is said."""
_LEVELS: tuple[ProblemLevel, ...] = ("error", "warning", "note")
_BETWEEN: dict[Lang, str] = {"zh": "”、“", "en": '", "'}
"""What stands between quoted values, the marks of quotation included."""
_MONTH, _QUARTER = re.compile(r"(\d{4})-0?(\d+)"), re.compile(r"(\d{4})Q(\d)")
_NEED = {
    "at_least": LocalizedText("不少于 {n}", "at least {n}"),
    "more_than": LocalizedText("超过 {n}", "more than {n}"),
    "exactly": LocalizedText("恰为 {n}", "exactly {n}"),
    "between": LocalizedText("{n} 至 {high}", "{n} to {high}"),
}
_NEAR: dict[NearKind, LocalizedText] = {
    "blank": LocalizedText("{place}若补填“{header}”{wanted}，即可计入", '{place}: fill in "{header}"{wanted}, and it counts'),
    "lacks": LocalizedText(
        "{place}“{header}”现填“{value}”，若确有{wanted}，补上即可计入",
        '{place}: "{header}" says "{value}"; if {wanted} belongs there too, add it, and the row counts',
    ),
    "otherwise": LocalizedText(
        "{place}“{header}”现填“{value}”，若实为{wanted}，更正后即可计入",
        '{place}: "{header}" says "{value}"; if it was {wanted}, correct it, and it counts',
    ),
    "unreadable": LocalizedText(
        "{place}“{header}”现填“{value}”，无法识别，更正{wanted}后即可计入",
        '{place}: "{header}" says "{value}", which cannot be read; correct it{wanted}, and it counts',
    ),
    "under-way": LocalizedText(
        "{place}“{header}”现填“{value}”，完成后改为{wanted}即可计入",
        '{place}: "{header}" says "{value}"; once done, write {wanted}, and it counts',
    ),
}
"""What would make a nearly counted row count. What is not so must not be written: hence the conditionals."""


class Said(Protocol):
    """How figures are written: :func:`amount`, or as letters do."""

    def __call__(self, rule: Rule, value: Number, *, up: bool = False) -> LocalizedText:
        """Return a figure with its unit."""


def amount(rule: Rule, value: Number, *, up: bool = False) -> LocalizedText:
    """Return a figure with its unit, money always with two decimals: 2 条, $42,000.00, 57.5%."""
    if isinstance(rule.period, InEach) or rule.quantity in {"count", "points"}:
        text = str(value) if isinstance(rule.period, InEach) else readable(value, rule, up=up)
    elif rule.quantity == "money":
        text = f"{Decimal(plain(value, 'money', up=up)):,.2f}"
    else:
        return untranslated(readable(value, rule, up=up))
    zh, en = (signed(text, rule, lang) for lang in LANGUAGES)
    return LocalizedText(f"{zh} {unit(rule, 'zh').strip()}".rstrip(), f"{en}{unit(rule, 'en', value)}")


def need_words(outcome: Outcome, said: Said = amount) -> LocalizedText:
    """Return what the target asks for: 不少于 4 条, more than $150,000.00, 1 至 2 个."""
    goal, rule = outcome.goal, outcome.rule
    if goal.high is None:
        return _NEED[goal.kind].format(n=said(rule, goal.low))
    low = LocalizedText(*(signed(readable(goal.low, rule), rule, lang) for lang in LANGUAGES))
    return _NEED[goal.kind].format(n=low, high=said(rule, goal.high))


def gap_words(outcome: Outcome) -> LocalizedText:
    """Return how much is missing: 差 2 条, $42,000.00 short, 差 12.5 个百分点; nothing where nothing can be said."""
    if outcome.gap is None:
        return EMPTY_TEXT
    if outcome.gap == 0:
        return LocalizedText("须超过目标值", "the target must be exceeded") if outcome.status in SHORT_OR_BEHIND else EMPTY_TEXT
    if quantity_of(outcome.rule) in {"ratio", "points"}:
        return LocalizedText("差 {n}", "{n} short").format(n=_points(outcome))
    return LocalizedText("差 {n}", "{n} short").format(n=amount(outcome.rule, outcome.gap, up=True))


def lack_words(outcome: Outcome, said: Said = amount) -> LocalizedText:
    """Return how much is missing as a column has it: 2 条, $42,000.00, 12.5 个百分点; a dash where nothing is."""
    if not outcome.gap:
        return gap_words(outcome) if outcome.gap == 0 else LocalizedText("—", "-")
    if quantity_of(outcome.rule) in {"ratio", "points"}:
        return _points(outcome)
    return said(outcome.rule, outcome.gap, up=True)


def _points(outcome: Outcome) -> LocalizedText:
    points = gap_figure(outcome, "zh").removesuffix("%")
    return LocalizedText(f"{points} 个百分点", f"{points} percentage point{'' if points == '1' else 's'}")


def pace_words(outcome: Outcome, said: Said = amount) -> LocalizedText:
    """Return what the pace asks for by now, of an item that is behind; else nothing."""
    if outcome.status != "behind":
        return EMPTY_TEXT
    return LocalizedText("序时进度应达 {n}", "{n} by now at the required pace").format(
        n=said(outcome.rule, outcome.expected, up=True)
    )


def missing_words(outcome: Outcome, pack: RulePack) -> LocalizedText:
    """Return the months or quarters without their number: 缺 2022年3月至2022年5月; nothing where none is missing."""
    if not outcome.missing:
        return EMPTY_TEXT
    zh, en = "、".join(runs(outcome.missing, "zh", pack)), ", ".join(runs(outcome.missing, "en", pack))
    zh = _QUARTER.sub(r"\1年第\2季度", _MONTH.sub(r"\1年\2月", zh))
    return LocalizedText(f"缺 {zh}", f"missing {en}")


def day_words(day: date) -> LocalizedText:
    """Return a day: 2022年5月31日."""
    return LocalizedText(f"{day.year}年{day.month}月{day.day}日", day.isoformat())


def due_day_words(due: date | None, days_left: int | None) -> LocalizedText:
    """Return the due date and the days left or gone by."""
    if due is None or days_left is None:
        return LocalizedText("到期日无法确定", "the due date cannot be told")
    left = LocalizedText("今日到期", "due today")
    if days_left:
        left = LocalizedText(f"还有 {days_left} 天", f"{_days(days_left)} left")
    if days_left < 0:
        left = LocalizedText(f"已逾期 {-days_left} 天", f"{_days(-days_left)} overdue")
    return LocalizedText("{day}（{left}）", "{day} ({left})").format(day=day_words(due), left=left)


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"


def monthly_words(outcome: Outcome, per_month: Number | None, months_left: int, said: Said = amount) -> LocalizedText:
    """Return what each month that is left has to bring, or all of them together where that is less than one a month."""
    if per_month is None or outcome.gap is None:
        return EMPTY_TEXT
    left = LocalizedText(f"此后 {months_left} 个月", f"{months_left} {counted('months', months_left)} left")
    if isinstance(per_month, int) and outcome.gap < months_left:
        words = LocalizedText("{left}内须再有 {n}", "{n} more within the {left}")
        return words.format(left=left, n=said(outcome.rule, outcome.gap))
    words = LocalizedText(
        "{left}每月至少 {n}", "at least {n} in each of the {left}" if months_left > 1 else "at least {n} in the {left}"
    )
    return words.format(left=left, n=said(outcome.rule, per_month, up=True))


def whom_words(outcome: Outcome, pack: RulePack) -> LocalizedText:
    """Return whom the duty binds or is for, behind its kind; where it is owed to each of several, to which of them."""
    kind, name = kind_name(pack, outcome.subject.kind), visible(outcome.subject.name)
    per = outcome.rule.subject.per
    group = visible(outcome.subject.group(per) or "") if per else ""
    zh, en = (name if _says(name, word) else f"{word} {name}" for word in kind)
    return LocalizedText(zh + (f"（{group}）" if group else ""), en + (f" ({group})" if group else ""))


def _says(name: str, kind: str) -> bool:
    """Whether a name ends by its kind in Latin letters, so that it is not said twice: Ash Trust."""
    return kind.isascii() and name.casefold().endswith(f" {kind.casefold()}")


def reading_words(outcome: Outcome) -> LocalizedText:
    """Return the alternative reading that an outcome was judged by; nothing for the default one."""
    found = next((one for one in outcome.rule.readings if one.name == outcome.reading), None)
    if found is None:
        return EMPTY_TEXT
    return LocalizedText(f"口径“{found.name}”：{found.words.zh}", f"reading {found.name}: {found.words.en}")


def harmless(words: LocalizedText) -> LocalizedText:
    """Return words that may quote a cell or a waiver, safe to show."""
    return LocalizedText(visible(words.zh), visible(words.en))


# --- rows ---------------------------------------------------------------------------------------


def file_names(report: Report) -> dict[str, str]:
    """Return what each input is called in words: nothing if it is the only one, its name if no other has that name."""
    paths = [one.path for one in report.inputs]
    if len(paths) == 1:
        return {paths[0]: ""}
    names = [PurePath(path).name for path in paths]
    return {path: name if names.count(name) == 1 else path for path, name in zip(paths, names, strict=True)}


def rows_words(rows: Rows, files: Mapping[str, str]) -> LocalizedText:
    """Return rows as people name them: data.xlsx [Visits] rows 2, 4-5."""
    place = sheet_words(rows.path, rows.sheet, files)
    return LocalizedText(*(place.text(lang) + ranges_text(rows.ranges, lang) for lang in LANGUAGES))


def ranges_text(ranges: Sequence[tuple[int, int]], lang: Lang) -> str:
    """Return sheet rows as people name them behind their sheet: rows 2, 4-5."""
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:  # by far the most
        return f"第 {ranges[0][0]} 行" if lang == "zh" else f"row {ranges[0][0]}"
    spelt = [str(first) if first == last else f"{first}-{last}" for first, last in ranges[:_RANGES]]
    total = sum([last - first + 1 for first, last in ranges])
    more = len(ranges) > _RANGES
    if lang == "zh":
        return f"第 {'、'.join(spelt)} 行" + (f"等共 {total} 行" if more else "")
    return f"row{'s' if total > 1 else ''} {', '.join(spelt)}" + (f" and more, {total} in all" if more else "")


def sheet_words(path: str, sheet: str, files: Mapping[str, str]) -> LocalizedText:
    """Return a sheet as people name it, before a row: data.xlsx [Visits]."""
    name, title = visible(files.get(path, path)), visible(sheet)
    return LocalizedText(f"{name}《{title}》", f"{name} [{title}] ".lstrip())


def counted_words(rows: Iterable[Rows], files: Mapping[str, str]) -> tuple[LocalizedText, ...]:
    """Return the rows that counted, a sheet a text."""
    return tuple(rows_words(one, files) for one in rows)


def left_out_words(
    outcome: Outcome, files: Mapping[str, str], pack: RulePack, *, briefly: bool = False
) -> tuple[LocalizedText, ...]:
    """Return the rows that did not count, each with why.

    ``briefly``: without those of which :func:`near_words` say what would make them count.
    """
    near = {(miss.place.path, miss.place.sheet, miss.place.row) for miss in outcome.near if briefly}
    return tuple(
        LocalizedText("{rows}：{why}", "{rows}: {why}").format(
            rows=rows_words(rows, files), why=reason_words(rows.reason or "", outcome.rule, pack, briefly=briefly)
        )
        for rows in outcome.excluded
        if not all((rows.path, rows.sheet, row) in near for row in _each_of(rows))
    )


def _each_of(rows: Rows) -> Iterable[int]:
    return (row for first, last in rows.ranges for row in range(first, last + 1))


def problems_words(problems: Iterable[Problem], files: Mapping[str, str]) -> tuple[LocalizedText, ...]:
    """Return problems in words, errors first: where, what is wrong, what to do; one text for a sheet's cells of one fault."""
    groups: dict[object, list[Problem]] = {}
    for problem in told_once(problems):
        groups.setdefault((problem.place.path, problem.place.sheet, problem.code, problem.expected), []).append(problem)
    ordered = sorted(groups.values(), key=lambda group: _LEVELS.index(group[0].level))
    return tuple(_problem_words(group, files) for group in ordered)


def _problem_words(group: Sequence[Problem], files: Mapping[str, str]) -> LocalizedText:
    first, total = group[0], sum(problem.count for problem in group)
    place = first.place._replace(path=files.get(first.place.path, first.place.path))
    shown = list(islice((each for problem in group for each in problem.each()), _CELLS))
    cells, values = [one.place.cell for one in shown], list(dict.fromkeys(one.value for one in shown))
    more = LocalizedText(f" 等共 {total} 处", f" and more, {total} in all") if total > _CELLS else EMPTY_TEXT
    zh, en = "、".join([where(place, "zh"), *cells[1:]]) + more.zh, ", ".join([where(place, "en"), *cells[1:]]) + more.en
    told = LocalizedText(*(replace(shown[0], value=quoted.join(values)).message(lang) for lang, quoted in _BETWEEN.items()))
    return LocalizedText(
        f"{zh}：{visible(told.zh)}。{first.remedy.zh}。", f"{en}: {visible(told.en)}. Remedy: {first.remedy.en}."
    )


# --- near misses --------------------------------------------------------------------------------


def near_words(miss: NearMiss, rule: Rule, files: Mapping[str, str], pack: RulePack) -> LocalizedText:
    """Return what would make a row count: [Visits] row 9 (E9): fill in "Kind", and it counts."""
    header = header_of(rule.measure.ledger, miss.column, pack)
    sheet = sheet_words(miss.place.path, miss.place.sheet, files)
    row, cell = miss.place.row, miss.place.cell
    place = LocalizedText(f"{sheet.zh}第 {row} 行（{cell}）", f"{sheet.en}row {row} ({cell})")
    return _NEAR[miss.kind].format(place=place, header=header, value=visible(miss.value), wanted=_wanted(miss))


def _wanted(miss: NearMiss) -> LocalizedText:
    """Return the words one of which would count; in brackets where the sentence is whole without them."""
    if not miss.wanted:
        return EMPTY_TEXT
    zh, en = "、".join(f"“{word}”" for word in miss.wanted), " or ".join(f'"{word}"' for word in miss.wanted)
    return LocalizedText(f"（{zh}）", f" ({en})") if miss.kind in {"blank", "unreadable"} else LocalizedText(zh, en)
