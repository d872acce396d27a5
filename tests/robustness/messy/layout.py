"""Messes of layout: what stands above, below, beside and between the rows, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from builders.random_years import IDS, ROSTER_TITLES, Sheets, dealt, shuffler
from robustness.messy.baseline import DECLARATION, Mess, columns_of, each

CLAIMED_ELSEWHERE = frozenset({"voucher-shared"})
"""Who has a claim that stands is told of another one in another file."""
BY_TITLE = "sheet-by-header"

Line = list[object]
Lines = list[Line]
UNKNOWN = frozenset({"unknown-column"})
SKIPPED = frozenset({"skipped-lines"})


def _by_sheet(name: str, change: Callable[[str, Lines], Lines], brings: frozenset[str] = frozenset()) -> Mess:
    return Mess(name, lambda sheets: each(sheets, change), brings)


def _titles_above(title: str, grid: Lines) -> Lines:
    return [[f"二〇二二年度{title}台账"], [None, "填报单位：甲街道", None, "单位：元"], ["说明：红色为必填"], *grid]


def _blanks_before(_: str, grid: Lines) -> Lines:
    return [[], [None, " "], ["\u3000"], *([None, "", *row] for row in grid)]


def _blanks_inside(_: str, grid: Lines) -> Lines:
    wide = [[cell for value in row for cell in (value, None)] for row in grid]
    return [line for number, row in enumerate(wide) for line in ([row, [None, " "], []] if number % 3 == 2 else [row])]


def _totals(title: str, grid: Lines) -> Lines:
    header, *rows = grid
    lines: Lines = [header]
    for number, row in enumerate(rows, 1):
        lines.append(row)
        if number % 4 == 0:
            lines.append(["小 计", *_sums(title, rows[number - 4 : number])[1:]])
    sums = _sums(title, rows)
    return [*lines, [None, "合计：", *sums[2:]], ["总计", *sums[1:]], ["合计（全部）"], ["本页小计", None, 3]]


def _sums(title: str, rows: Lines) -> Line:
    numeric = [column.kind in {"amount", "whole"} for column in columns_of(title)]
    return [
        sum((Decimal(str(row[at])) for row in rows if row[at] is not None), Decimal(0)) if wanted else None
        for at, wanted in enumerate(numeric)
    ]


def _header_repeated(_: str, grid: Lines) -> Lines:
    header, *rows = grid
    return [header, *(line for number, row in enumerate(rows) for line in ([header, row] if number % 5 == 4 else [row]))]


def _numbered(_: str, grid: Lines) -> Lines:
    header, *rows = grid
    return [["序号", *header], *([number, *row] for number, row in enumerate(rows, 1))]


def _columns_more(_: str, grid: Lines) -> Lines:
    header, *rows = grid
    return [["审核意见", *header, "经办人", None], *(["同意", *row, "某某", "附件见后"] for row in rows)]


def _ids(title: str, grid: Lines) -> Lines:
    return [[column.name for column in columns_of(title)], *grid[1:]]


def _headers_spaced(title: str, grid: Lines) -> Lines:
    spaced = [
        "＊" + "\n ".join(column.header).replace("（", "(").replace("）", ")").replace("元", "元\u200b")
        for column in columns_of(title)
    ]
    return [[*spaced], *grid[1:]]


def _headers_wide(title: str, grid: Lines) -> Lines:
    wide = str.maketrans("()%*", "（）％＊")
    return [[f" {column.header.translate(wide)}* " for column in columns_of(title)], *grid[1:]]


def _headers_bare(title: str, grid: Lines) -> Lines:
    return [[column.headers[-2] for column in columns_of(title)], *grid[1:]]


def _units_below(title: str, grid: Lines) -> Lines:
    header = [column.header for column in columns_of(title)]
    apart = [text.endswith(("(元)", "(%)", "(台)")) for text in header]
    upper: Line = [text[:-3] if wanted else text for text, wanted in zip(header, apart, strict=True)]
    lower: Line = [text[-3:] if wanted else None for text, wanted in zip(header, apart, strict=True)]
    return [upper, lower, *grid[1:]] if any(apart) else [upper, *grid[1:]]


def _grouped(title: str, grid: Lines) -> Lines:
    if IDS[title] != "fiscal_funds":
        return grid
    upper: Line = ["帮扶市", "年度", "列入预算", "预算通过", "应承担", "预算安排", "拨付完成", "拨付"]
    lower: Line = [None, None, None, "日期", "金额(元)", "金额(元)", "日期", "金额(元)"]
    return [upper, lower, *grid[1:]]


def _myriads_in_the_title(title: str, grid: Lines) -> Lines:
    """Say 单位：万元 once above the table, over columns that state no unit."""
    kinds = [column.kind for column in columns_of(title)]
    header, *rows = _headers_bare(title, grid)
    less = [
        [Decimal(str(v)) / 10_000 if k == "amount" and v is not None else v for v, k in zip(row, kinds, strict=True)]
        for row in rows
    ]
    return [[f"2022年{title}统计表"], [*([None] * (len(header) - 1)), "（单位：万元）"], header, *less]


def _without_optional(title: str, grid: Lines) -> Lines:
    """Leave out the optional columns in which nothing stands, and the links."""
    header, *rows = grid
    kept = [
        at
        for at, column in enumerate(columns_of(title))
        if column.required or (column.name != "link" and any(row[at] is not None for row in rows))
    ]
    return [[line[at] for at in kept] for line in [header, *rows]]


def _ragged(_: str, grid: Lines) -> Lines:
    """Leave out the empty cells at the end of each row, and add white space beyond the table."""
    lines: Lines = []
    for number, row in enumerate(grid):
        line = list(row)
        while number and line and line[-1] is None:
            line.pop()
        lines.append([*line, *([None] * (len(grid[0]) - len(line))), " "] if number % 7 == 3 else line)
    return lines


def _notes_below(_: str, grid: Lines) -> Lines:
    return [*grid, [], ["注：以上数据以凭证为准。"], ["填表人：某某", None, "审核人：某某"]]


def _columns_numbered(_: str, grid: Lines) -> Lines:
    header, *rows = grid
    return [header, [at + 1 for at in range(len(header))], *rows]


def _parts_with_titles(_: str, grid: Lines) -> Lines:
    header, *rows = grid
    half = len(rows) // 2
    return [header, ["一、上半部分"], *rows[:half], [], ["（二）下半部分"], header, *rows[half:]]


def _numbered_totals(title: str, grid: Lines) -> Lines:
    """Number the total too, and rows that are prepared and empty."""
    numbered = _numbered(title, grid)
    return [*numbered, [len(grid), "合计", None, len(grid) - 1], *([len(grid) + more] for more in (1, 2, 3))]


def _rows_shuffled(sheets: Sheets) -> list[Sheets]:
    rng = shuffler(1)

    def mixed(title: str, grid: Lines) -> Lines:
        header, *rows = grid
        return grid if title in ROSTER_TITLES else [header, *rng.sample(rows, len(rows))]

    return each(sheets, mixed)


def _columns_shuffled(sheets: Sheets) -> list[Sheets]:
    rng = shuffler(2)

    def mixed(_: str, grid: Lines) -> Lines:
        order = rng.sample(range(len(grid[0])), len(grid[0]))
        return [[row[at] for at in order] for row in grid]

    return each(sheets, mixed)


def _sheets_shuffled(sheets: Sheets) -> list[Sheets]:
    return [{title: sheets[title] for title in shuffler(3).sample(list(sheets), len(sheets))}]


def _several_files(sheets: Sheets) -> list[Sheets]:
    rosters = {title: sheets[title] for title in (*ROSTER_TITLES, DECLARATION)}
    ledgers = {title: grid for title, grid in sheets.items() if title != DECLARATION}
    parts = dealt(ledgers, shuffler(4), 3)
    return [parts[0], rosters, *parts[1:]]


def _titled(name: str, title_of: Callable[[str], str], *brings: str) -> Mess:
    return Mess(name, lambda sheets: [{title_of(title): grid for title, grid in sheets.items()}], frozenset(brings))


def _in_two_sheets(sheets: Sheets) -> list[Sheets]:
    return [dict(_halves(sheets))]


def _halves(sheets: Sheets) -> Iterator[tuple[str, Lines]]:
    for title, grid in sheets.items():
        header, *rows = grid
        if title == DECLARATION or title in ROSTER_TITLES:
            yield title, grid
        else:
            yield title, [header, *rows[::2]]
            yield IDS[title], [header, *rows[1::2]]


def _declared_otherwise(sheets: Sheets) -> list[Sheets]:
    lines: Lines = [["填报信息表"], [], [None, "填报主体*", "东莞市\u3000"], [None, "统计截止", "2022年11月15日"]]
    return [{**sheets, DECLARATION: [*lines, [None, "填报人", "某某"], [None, "模板版本", 1], ["备注", "无"]]}]


LAYOUT: tuple[Mess, ...] = (
    _by_sheet("titles above the header", _titles_above),
    _by_sheet("blank rows and columns before", _blanks_before),
    _by_sheet("blank rows and columns inside", _blanks_inside),
    _by_sheet("totals and subtotals", _totals),
    _by_sheet("the header over again", _header_repeated),
    _by_sheet("numbered rows", _numbered, UNKNOWN),
    _by_sheet("columns of their own", _columns_more, UNKNOWN),
    _by_sheet("English ids as headers", _ids),
    _by_sheet("headers with stars, spaces and line breaks", _headers_spaced),
    _by_sheet("headers in full width", _headers_wide),
    _by_sheet("headers without units", _headers_bare),
    _by_sheet("units in a second line", _units_below),
    _by_sheet("equal headers under different groups", _grouped),
    _by_sheet("万元 said once above the table", _myriads_in_the_title, frozenset({"suspicious-amount"})),
    _by_sheet("optional columns left out", _without_optional),
    _by_sheet("rows of unequal length", _ragged),
    _by_sheet("notes and signatures below", _notes_below, SKIPPED),
    _by_sheet("numbers under the header", _columns_numbered, SKIPPED),
    _by_sheet("parts with titles of their own", _parts_with_titles),
    _by_sheet("numbered totals and empty rows", _numbered_totals, UNKNOWN),
    Mess("rows shuffled", _rows_shuffled),
    Mess("columns shuffled", _columns_shuffled),
    Mess("sheets shuffled", _sheets_shuffled),
    Mess("split over several files", _several_files, CLAIMED_ELSEWHERE),
    Mess("each ledger in two sheets", _in_two_sheets, CLAIMED_ELSEWHERE),
    _titled("sheet titles with spaces", lambda title: f" {title[0]} {title[1:]}\u3000"),
    _titled("sheet titles with a copy's number", lambda title: f"{title} (2)", BY_TITLE),
    _titled("sheet titles with a number in full width", lambda title: f"{title}（３）", BY_TITLE),
    _titled("sheet titles with more around them", lambda title: f"附件1：{title}（汇总表）", BY_TITLE),
    _titled("sheet titles with characters without width", lambda title: f"\u200b{title}\ufeff"),
    _titled("English ids as sheet titles", lambda title: IDS.get(title, "Submission").capitalize()),
    Mess("填报信息 without its headers", _declared_otherwise),
)
