"""Which lines of a sheet are no evidence: totals, of-which rows, column numbers, remarks, signatures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import TypeGuard

from assistcheck.ledgers.template_marks import EXAMPLE
from assistcheck.workbook.cell_markers import (
    BARE_LABELS,
    DITTO_MARKS,
    ISSUER_ENDS,
    LABEL_ENDS,
    LINE_LABELS,
    LINE_STARTS,
    LINE_WORDS,
    LONGEST_DITTO,
    NUMBERING_WORDS,
    SENTENCE_WORDS,
    TOTAL_OF,
    TOTAL_PARTS,
    TOTAL_WORDS,
)
from assistcheck.workbook.cell_values import Cell, display, normalize, strip_whitespace
from assistcheck.workbook.word_patterns import any_of

Own = tuple[str, ...]
"""Words of a pack for those who report, by which their names end."""

Test = Callable[[Cell], bool]
_LONGEST_TOTAL = 60  # characters
_FIRST_YEAR = 1900  # a 1 in a cell that is formatted as a day is a day of it

# Patterns are compiled where they are first asked for: few sheets ask for more than one.

# --- totals -------------------------------------------------------------------------------------

_AROUND = r"[-=*_.·【】\[\]<>《》\"'~|:—]*"
_NUMBER = r"¥?(?:\d[\d,]*+(?:\.\d++)?|[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]++)"
_COUNTER = "[元圆角分笔家人台项次个户名件套批份篇条场间所对位吨斤箱亩整正万亿]{0,3}"
_COUNTS = rf"(?:(?:共|约|计|人民币)?{_NUMBER}{_COUNTER}[,;、。/]?){{1,6}}"
_IN_BRACKETS = r"(?:\([^()]*\))?"
_OF = f"{any_of(TOTAL_OF)}?"
_SUMS = ("金额", "数量", "人数", "笔数", "台数", "户数", "计数")
_ALONE = rf"(?:{any_of(TOTAL_WORDS)}{_OF}|总{any_of(_SUMS)}|(?:grand|sub|page)?-?totals?(?:amount)?)"
_SUM = "(?:合计|小计|总计)"
_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_TIME = (
    r"(?:截[至止]?)?(?:\d{4}年度?|[〇零○一二三四五六七八九]{4}年度?|[今本去全当上]年度?)?"
    rf"(?:第?[一二三四1-4]季度?|q[1-4]|{_NUMERAL}(?:[-至到~]{_NUMERAL})?月份?|[上下]半年"
    r"|[本上当][页月季期周旬日批次]度?份?|全[省市县区镇]|[年月])?[底初末]?"
)
_NAME = r"[\w().、/·+~-]"
_AFTER = rf"{_IN_BRACKETS}(?::(?:{_COUNTS})?)?{_IN_BRACKETS}{_AROUND}"
_TOTAL = rf"{_AROUND}{_ALONE}{_AFTER}"
_TOTAL_AFTER_SPACE = rf".{{1,24}}\s(?:{_SUM}|汇总|计数|求和|total)"
_LIKE_A_TOTAL = rf".*{_ALONE}{_OF}{_IN_BRACKETS}:?(?:{_COUNTS})?{_IN_BRACKETS}{_AROUND}"
_SIGNS = r"[合小总共累]\s*计|汇\s*总|总\s*[额共金数人笔台户计]|计\s*数|求和|otal|OTAL|其中"
_SENTENCE = any_of(SENTENCE_WORDS)
_PART = r"(?s)\(?其中(?:$|[\s:,、;(].*|[\d一二三四五六七八九]{1,2}[:、.].*)"
_MARKS = frozenset("计总其求oO")
"""Each text that may be marked has one of these."""


@cache
def _any_name(own: Own) -> str:
    """Return what matches what a subtotal may be of, ``own`` words of the pack at its end."""
    return rf"(?:{_NAME}{{1,8}}|{_NAME}{{1,24}}{any_of((*TOTAL_PARTS, *own))})"


def may_be_marked(text: str) -> bool:
    """Whether a total, or a part of the row above, may be somewhere in a folded text."""
    some = "计" in text or "总" in text or "otal" in text or "OTAL" in text or "其中" in text or "求和" in text
    return some and re.search(_SIGNS, text) is not None


def is_total(cell: Cell, own: Own = ()) -> bool:
    """Whether a cell makes its row a total wherever it stands: 合计, 一季度小计, 青禾镇 汇总, 合计：3笔, Grand Total."""
    if not ends_in_total(cell):
        return False
    text = strip_whitespace(cell).casefold()
    if text in TOTAL_WORDS or re.fullmatch(_TOTAL, text):
        return True
    if re.search(_SENTENCE, text):
        return False
    subtotal = rf"(?:{_any_name(own)}小计|{_TIME}{_SUM}){_OF}{_AFTER}"
    return bool(re.fullmatch(subtotal, text) or re.fullmatch(_TOTAL_AFTER_SPACE, normalize(cell).casefold()))


def is_total_of_part(cell: Cell, own: Own = ()) -> bool:
    """Whether a cell makes its row a total, unless it may be the remark of a row of evidence: 两村合计, 本年累计, 合计3笔."""
    if not ends_in_total(cell):
        return False
    text = strip_whitespace(cell).casefold()
    pattern = (
        rf"(?:{_any_name(own)}{_SUM}|{_TIME}(?:共计|累计|总额)){_OF}{_AFTER}"
        rf"|{_AROUND}{_ALONE}{_IN_BRACKETS}{_COUNTS}{_IN_BRACKETS}{_AROUND}"
    )
    return not re.search(_SENTENCE, text) and re.fullmatch(pattern, text) is not None


def ends_in_total(cell: Cell) -> TypeGuard[str]:
    """Whether a cell ends as a total may, or is one; the place where it stands has to tell."""
    if not isinstance(cell, str) or len(cell) > _LONGEST_TOTAL or _MARKS.isdisjoint(plain := normalize(cell)):
        return False
    if not may_be_marked(text := "".join(plain.split()).casefold()):
        return False
    return text in TOTAL_WORDS or bool(re.fullmatch(_LIKE_A_TOTAL, text) or re.fullmatch(_TOTAL_AFTER_SPACE, plain.casefold()))


def is_part(cell: Cell) -> bool:
    """Whether a cell says that its row is a part of the row above (其中：采购)."""
    return isinstance(cell, str) and "其中" in cell and re.fullmatch(_PART, normalize(cell)) is not None


def is_marked(cell: Cell) -> bool:
    """Whether a cell may belong to a total, or to a part of the row above."""
    return ends_in_total(cell) or is_part(cell)


def any_marked(texts: Sequence[str], together: str) -> bool:
    """Whether any of some folded texts, which ``together`` joins, may belong to a total, or to a part of the row above."""
    return may_be_marked(together) and any(may_be_marked(text) and is_marked(text) for text in texts)


# --- the cell above -----------------------------------------------------------------------------


def is_ditto(text: str) -> bool:
    """Whether a folded text repeats the cell above (同上)."""
    return len(text) <= LONGEST_DITTO and "".join(text.split()).rstrip("。.") in DITTO_MARKS


# --- examples -----------------------------------------------------------------------------------

EXAMPLE_SIGN = strip_whitespace(EXAMPLE.zh)
"""How a folded text of an example begins."""


def is_example(cell: Cell) -> bool:
    """Whether a cell holds an example that the template wrote: 示例：2022-03-05."""
    return isinstance(cell, str) and EXAMPLE_SIGN[0] in cell and normalize(cell).startswith(EXAMPLE_SIGN)


# --- remarks, signatures, titles of parts, numbers of columns -------------------------------------

_LABEL = (
    rf"(?s)(?:{any_of(LINE_LABELS)}|{any_of(BARE_LABELS)}|[一-鿿/、]{{0,12}}{any_of(LABEL_ENDS)})(?:\([^()]*\))*:.*"
    rf"|{any_of(BARE_LABELS)}(?:\([^()]*\))*"
    r"|\((?:[^()]*[章印]|签[字名]|[^()]*签[字名])\)|[一-鿿]{0,12}\((?:[^()]*[章]|[^()]*签[字名])\)|第\d+页.*|共\d+页.*"
)
_TITLE = r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)).+"
_AROUND_WORDS = "-=*_.·—()（）。"
_WORDS = rf"[-=*_.·—(（]*{any_of(LINE_WORDS)}[-=*_.·—)）。]*"
_BARE_WORDS = frozenset(word.strip(_AROUND_WORDS) for word in LINE_WORDS)
_BELOW = r"(?s)(?:\(?\d{1,2}\)?[.、)]|\(\d{1,2}\)).*|共\d+.{0,3}"
_DAY = (
    r"(?:日期:)?(?:\d{4}|[〇零○一二三四五六七八九]{4})?年?(?:\d{0,2}|[一二三四五六七八九十]{1,3})月(?:\d{0,2}|[一二三四五六七八九十]{1,3})日?"
    r"|\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?"
)
_NUMBERING = (
    r"\(?\d{1,3}\)?|\d{1,2}00%|[a-z]\d{0,2}|\(?[ivx]{1,5}\)?|[甲乙丙丁戊己庚辛壬癸子丑寅卯]|\(?[一二三四五六七八九十]{1,3}\)?"
    rf"|第?\d{{1,3}}[栏列]|[栏列]\d{{1,3}}|[\w()]{{1,6}}=[\w()+*/×÷%.…—-]+|{any_of(NUMBERING_WORDS)}|[-—]"
)


_NUMERALS = frozenset("(一二三四五六七八九十")
_NUMBERING_FIRST = frozenset("甲乙丙丁戊己庚辛壬癸子丑寅卯一二三四五六七八九十第栏列—").union(
    word[0] for word in NUMBERING_WORDS
)
_LONGEST_NUMBERING = 7  # characters of all but an equation
_YEAR_DIGITS = 4


def is_title(cell: Cell) -> bool:
    """Whether a cell is the title of a part of a table: 二、青禾镇."""
    return (
        isinstance(cell, str) and (text := strip_whitespace(cell))[:1] in _NUMERALS and re.fullmatch(_TITLE, text) is not None
    )


def is_note(cell: Cell) -> bool:
    """Whether a cell is a remark or a signature: 注：…, 单位负责人（签字）：, （盖章）, 以下空白."""
    return isinstance(cell, str) and _notes(strip_whitespace(cell))


def _notes(text: str) -> bool:
    """Whether a squeezed text is a remark; the long patterns are asked only where what each of them needs stands there."""
    labelled = ":" in text or "页" in text or text.startswith(BARE_LABELS) or ("(" in text and any(map(text.count, "章印签")))
    if labelled and re.fullmatch(_LABEL, text):
        return True
    small = text.casefold()
    return small.strip(_AROUND_WORDS) in _BARE_WORDS and re.fullmatch(_WORDS, small) is not None


def is_day(cell: Cell) -> bool:
    """Whether a cell names a day, or a month: 2022年6月30日, 日期：2022年6月."""
    if not isinstance(cell, str):
        return isinstance(cell, date)
    text = strip_whitespace(cell)
    return ("月" in text or text[:_YEAR_DIGITS].isdecimal()) and re.fullmatch(_DAY, text) is not None


def is_remark(cells: Sequence[Cell], is_note: Test = is_note, is_day: Test = is_day) -> bool:
    """Whether the filled cells of a row are remarks and signatures, with the names and days that belong to them."""
    after_label = noted = False
    for cell in cells:
        label = is_note(cell)
        if not (label or after_label or is_day(cell) or is_title(cell)):
            return False
        noted, after_label = noted or label, label
    return noted


def reads_as_line(cell: Cell, own: Own = ()) -> bool:
    """Whether a cell reads as a line below a table."""
    return isinstance(cell, str) and _reads(strip_whitespace(cell), own)


def _reads(text: str, own: Own) -> bool:
    """Whether a squeezed text reads as a line below a table."""
    if ":" in text or text.endswith(("。", ";")) or text.startswith(_starts(own)):
        return True
    return (text[:1] in {"(", "共"} or text[:1].isdecimal()) and re.fullmatch(_BELOW, text) is not None


@cache
def _starts(own: Own) -> tuple[str, ...]:
    return (*LINE_STARTS, *(f"本{word}" for word in own))


def is_issuer(cell: Cell, own: Own = ()) -> bool:
    """Whether a cell names who may issue a table."""
    return isinstance(cell, str) and _issues(strip_whitespace(cell), own)


def _issues(text: str, own: Own) -> bool:
    """Whether a squeezed text names who may issue a table."""
    ends = _ends(own)
    return text.endswith(ends) or (text.endswith(")") and re.fullmatch(rf".*{any_of(ends)}\([^()]*\)", text) is not None)


@cache
def _ends(own: Own) -> tuple[str, ...]:
    return (*ISSUER_ENDS, *own)


def is_below(
    cells: Sequence[tuple[Cell, str]],
    is_note: Test = is_note,
    is_day: Test = is_day,
    reads: Test = reads_as_line,
    issues: Test = is_issuer,
) -> bool:
    """Whether the filled cells of a row, each with the kind of its column, are a line below a table.

    Of several, one plainly is no evidence; the others are days, begin as such lines do, or name who issued the table.
    """
    clear = [
        is_note(cell) or (is_day(cell) and kind != "date") or (reads(cell) and kind not in {"text", ""}) for cell, kind in cells
    ]
    loose = [reads(cell) or issues(cell) or (is_day(cell) and len(cells) > 1) for cell, _ in cells]
    return (any(clear) or len(cells) == 1) and all(map(max, clear, loose))


def is_number_of_column(cell: Cell) -> bool:
    """Whether a cell may number its column: 1, 甲, (1), ①, A, 9=10+11, 栏次."""
    if isinstance(cell, date):
        return cell.year <= _FIRST_YEAR
    return cell is not None and _numbers(strip_whitespace(display(cell)))


def _numbers(text: str) -> bool:
    """Whether a squeezed text may number a column."""
    if "=" not in text:
        if len(text) > _LONGEST_NUMBERING or not text:
            return False
        if not (text[0].isascii() or text[0].isdecimal() or text[0] in _NUMBERING_FIRST):
            return False
    return re.fullmatch(_NUMBERING, text.casefold()) is not None


def begins_as_line(cell: Cell, own: Own = ()) -> bool:
    """Whether a row that begins with a cell may be no evidence, though all that it needs is filled in."""
    if not isinstance(cell, str):
        return is_number_of_column(cell)
    text = strip_whitespace(cell)
    return _reads(text, own) or _issues(text, own) or _notes(text) or _numbers(text)
