"""What people do wrong when they fill in a workbook, and what the reader says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import NamedTuple

from simulation.rows import Row

from .paper import AS_OF, COVER, REPORTER, Paper, put


class Place(NamedTuple):
    """Where a slip stands; of a whole sheet without a cell."""

    sheet: str
    cell: str = ""


class Made(NamedTuple):
    """A slip that was made."""

    kind: str
    place: Place


Maker = Callable[[Paper, Random, list[Paper]], Place | None]
"""Makes a slip in a workbook, which may take something from those of others; ``None`` where there is nothing to make it in."""


class Kind(NamedTuple):
    """One kind of slip."""

    make: Maker
    says: str | None = None
    """The code of what the reader has to say of it at its place; ``None``: it is read without a word."""
    forgiven: bool = False
    """Whether all is read as it was meant, whatever is said."""


def _cell_slip(ledger: str, column: str, typed: Callable[[Row, Random], object]) -> Maker:
    """Return what types something else into one cell of a row."""

    def make(paper: Paper, rng: Random, _: list[Paper]) -> Place | None:
        fitting = [(row, found) for row, found in paper.rows(ledger) if _settled(found, paper.until)]
        choices = [(row, value) for row, found in fitting if (value := typed(found, rng)) is not None]
        if not choices:
            return None
        row, value = rng.choice(choices)
        return _typed(paper, ledger, row, column, value)

    return make


def _settled(row: Row, until: date) -> bool:
    """Whether a row counts by the day up to which the workbook tells."""
    return row.counts_on(until)


def _typed(paper: Paper, ledger: str, row: int, column: str, value: object) -> Place:
    title = paper.title_of(ledger)
    cell = paper.cell(title, row, column)
    put(cell, value)
    if isinstance(value, str):
        cell.number_format = "@"
    paper.touched.add((title, row))
    return Place(title, cell.coordinate)


def _day(row: Row) -> date:
    day = row["date"]
    assert isinstance(day, date)
    return day


def _amount(row: Row) -> int:
    return int(str(row["amount"]))


def _one_off(name: object) -> str:
    """Return a name with another character in it, that looks or sounds alike or not."""
    text = str(name)
    return f"{text[0]}亍{text[2:]}"


# --- what has to do with more than one cell


def _ditto(ledger: str, column: str) -> Maker:
    """Return what writes 同上 below a cell with the same content."""

    def make(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
        known = dict(paper.rows(ledger))
        for row, found in known.items():
            above = known.get(row - 1)
            if above and (column == "amount" or above[column] == found[column]) and _settled(found, paper.until):
                paper.touched.add((paper.title_of(ledger), row - 1))
                return _typed(paper, ledger, row, column, "同上")
        return None

    return make


def _merged_number(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
    """Merge the amounts of two rows of one village and write their sum."""
    known = dict(paper.rows("donations"))
    title = paper.title_of("donations") if known else ""
    for row, found in known.items():
        above = known.get(row - 1)
        if above and all(above[name] == found[name] for name in ("unit", "town", "village")):
            first = paper.cell(title, row - 1, "amount")
            put(first, _amount(above) + _amount(found))
            paper.page(title).merge_cells(start_row=row - 1, end_row=row, start_column=first.column, end_column=first.column)
            paper.touched |= {(title, row - 1), (title, row)}
            return Place(title, first.coordinate)
    return None


def _formula(paper: Paper, rng: Random, _: list[Paper]) -> Place | None:
    """Write an amount as a sum, with a program that stores no results."""
    return _cell_slip("purchases", "amount", lambda row, _: f"={_amount(row) - 5000}+5000")(paper, rng, [])


def _total_row(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
    """Write a total below the amounts."""
    title = paper.title_of("purchases")
    row = paper.end(title) + 1
    if (title, 0) in paper.touched or not paper.rows("purchases", untouched=False):
        return None
    put(paper.page(title).cell(row, 1), "合计")
    put(paper.cell(title, row, "amount"), sum(_amount(found) for _, found in paper.rows("purchases", untouched=False)))
    paper.meant[title][row] = None
    return Place(title, f"A{row}")


def _signatures(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
    """Sign below the table."""
    title = paper.title_of("media_reports")
    if (title, 0) in paper.touched:
        return None
    row = paper.end(title) + 2
    put(paper.page(title).cell(row, 1), "填表人：某某")
    put(paper.page(title).cell(row, 4), "审核人：某某")
    put(paper.page(title).cell(row + 1, 1), "（盖章）")
    return Place(title, f"A{row}")


def _pasted_twice(paper: Paper, rng: Random, _: list[Paper]) -> Place | None:
    """Paste a row of a story once more at the end."""
    title, known = paper.title_of("media_reports"), paper.rows("media_reports")
    if not known:
        return None
    row, (source, story) = paper.end(title) + 1, rng.choice(known)
    paper.write(title, row, story)
    paper.meant[title][row] = None
    paper.touched |= {(title, source), (title, row)}
    return Place(title, f"A{row}")


def _is_untouched(paper: Paper, title: str) -> bool:
    return not any(one == title for one, _ in paper.touched)


def _exchanged(ledger: str, one: str, other: str) -> Maker:
    """Return what types the values of two columns under each other's headers, all the way down."""

    def make(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
        title, known = paper.title_of(ledger), paper.rows(ledger)
        if len(known) < 2 or not _is_untouched(paper, title):
            return None
        for row, found in known:
            put(paper.cell(title, row, one), found[other])
            put(paper.cell(title, row, other), found[one])
            paper.touched.add((title, row))
        return Place(title)

    return make


def _foreign_row(ledger: str, owner: str) -> Maker:
    """Return what takes over a row of another team as it stands there."""

    def make(paper: Paper, rng: Random, others: list[Paper]) -> Place | None:
        if (COVER, 2) in paper.touched or (paper.title_of(ledger), 0) in paper.touched:
            return None  # what is another team's cannot be said of a workbook that is nobody's
        found = [row for other in others if paper.has(ledger) for _, row in other.rows(ledger) if row.counts_on(paper.until)]
        if not found:
            return None
        row = paper.add(rng.choice(found))
        title = paper.title_of(ledger)
        paper.meant[title][row] = None
        paper.touched.add((title, row))
        return Place(title, paper.cell(title, row, owner).coordinate)

    return make


def _another_teams_name(paper: Paper, rng: Random, others: list[Paper]) -> Place | None:
    """Pick the name of another team for a row of one's own."""
    if (COVER, 2) in paper.touched:
        return None
    other = rng.choice(others).team.name
    return _cell_slip("purchases", "team", lambda _, __: other)(paper, rng, others)


def _claimed_voucher(paper: Paper, rng: Random, others: list[Paper]) -> Place | None:
    """Report another team's purchase, voucher and all, as one's own, in a sheet without another slip: it may well count."""
    found = [(other, *one) for other in others for one in other.rows("purchases") if one[1].counts_on(paper.until)]
    title = paper.title_of("purchases")
    if not found or not _is_untouched(paper, title):
        return None
    owner, at, bought = rng.choice(found)
    owner.touched.add((owner.title_of("purchases"), at))
    row = paper.add(bought.put(team=paper.team.name))
    paper.meant.setdefault(title, {})[row] = None
    paper.touched |= {(title, one) for one in (0, *paper.meant[title])}
    return Place(title, paper.cell(title, row, "voucher").coordinate)


def _wrong_sheet(paper: Paper, rng: Random, _: list[Paper]) -> Place | None:
    """Paste a story into the sheet of the briefings."""
    known = [(row, one) for row, one in paper.rows("media_reports") if one.counts_on(paper.until)]
    if not known:
        return None
    at, story = rng.choice(known)
    source, title = paper.title_of("media_reports"), paper.title_of("briefings")
    row = paper.end(title) + 1
    for column in range(1, 7):
        put(paper.page(title).cell(row, column), paper.page(source).cell(at, column).value)
        paper.page(source).cell(at, column).value = None
    paper.meant[title][row] = None
    del paper.meant[source][at]
    paper.astray[title, row] = story
    paper.touched |= {(source, at), (title, row)}
    return Place(title, paper.cell(title, row, "recipients").coordinate)


# --- whole sheets and the cover


def _renamed(ledger: str, name: Callable[[str], str]) -> Maker:
    def make(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
        old = paper.title_of(ledger)
        if (old, 0) in paper.touched or not paper.rows(ledger, untouched=False):
            return None
        new = name(old)
        paper.rename(old, new)
        return Place(new)

    return make


def _header(ledger: str, column: str, words: str, *, known: bool) -> Maker:
    """Return what writes other words over a column; unless they are known, nothing else can be said of the sheet."""

    def make(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
        title, rows = paper.title_of(ledger), paper.meant.get(paper.title_of(ledger), {})
        if (title, 0) in paper.touched or not rows or not (known or _is_untouched(paper, title)):
            return None
        cell = paper.cell(title, paper.header(title), column)
        put(cell, words)
        paper.touched |= {(title, row) for row in (0, *([] if known else rows))}
        return Place(title, cell.coordinate if known else "")

    return make


def _copied_sheet(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
    """Keep an older state of a sheet as a copy beside it."""
    title = paper.title_of("donations") if paper.has("donations") else ""
    if not title or (title, 0) in paper.touched or not paper.rows("donations", untouched=False):
        return None
    copy = paper.book.copy_worksheet(paper.page(title))
    copy.title = f"{title} (2)"
    last = paper.end(copy.title)
    for cell in copy[last]:
        cell.value = None
    paper.touched.add((title, 0))
    return Place(copy.title)


def _wrong_reporter(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
    if (COVER, 2) in paper.touched:
        return None
    cell = paper.cover(REPORTER)
    put(cell, _one_off(paper.team.name))
    paper.touched.add((COVER, 2))
    return Place(COVER, cell.coordinate)


def _unread_as_of(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
    cell = paper.cover(AS_OF)
    put(cell, f"{paper.until.year}.{paper.until.month}")
    return Place(COVER, cell.coordinate)


def _error_cell(paper: Paper, rng: Random, others: list[Paper]) -> Place | None:
    place = _cell_slip("donations", "amount", lambda _, __: "#REF!")(paper, rng, others)
    if place:
        paper.page(place.sheet)[place.cell].data_type = "e"
    return place


def _other_town(row: Row, _: Random) -> object:
    return None if row["village"] is None else f"{str(row['village'])[0]}亍村"


KINDS: dict[str, Kind] = {
    # of whole sheets and workbooks, to be corrected
    "voucher_of_another_team": Kind(_claimed_voucher, "double-claim"),
    "wrong_reporter": Kind(_wrong_reporter, "unknown-name"),
    "exchanged_columns": Kind(_exchanged("media_reports", "title", "level"), "exchanged-columns"),
    "reworded_header": Kind(_header("media_reports", "level", "级别层次", known=False), "missing-column"),
    # read as meant
    "dotted_date": Kind(_cell_slip("visits", "date", lambda row, _: f"{_day(row):%Y.%-m.%-d}"), forgiven=True),
    "chinese_date": Kind(_cell_slip("briefings", "date", lambda row, _: f"{_day(row):%Y年%-m月%-d日}"), forgiven=True),
    "date_without_year": Kind(
        _cell_slip("media_reports", "date", lambda row, _: f"{_day(row):%-m月%-d日}"), "assumed-year", forgiven=True
    ),
    "wan_in_a_yuan_cell": Kind(
        _cell_slip("donations", "amount", lambda row, _: f"{_amount(row) / 10_000:g}万元"), forgiven=True
    ),
    "amount_between_spaces": Kind(_cell_slip("purchases", "amount", lambda row, _: f"　{_amount(row):,} 元 "), forgiven=True),
    "full_width_digits": Kind(
        _cell_slip("donations", "amount", lambda row, _: str(_amount(row)).translate({48 + n: 0xFF10 + n for n in range(10)})),
        forgiven=True,
    ),
    "count_with_its_counter": Kind(_cell_slip("safeguards", "cadres", lambda row, _: f"{row['cadres']}人"), forgiven=True),
    "spaces_around_a_name": Kind(_cell_slip("visits", "unit", lambda row, _: f"　{row['unit']} "), forgiven=True),
    "other_word_for_a_choice": Kind(
        _cell_slip("visits", "role", lambda row, _: {"分管负责同志": "分管领导"}.get(str(row["role"]))), forgiven=True
    ),
    "ditto_of_a_name": Kind(_ditto("briefings", "reporter"), "ditto", forgiven=True),
    "total_row": Kind(_total_row, forgiven=True),
    "signatures": Kind(_signatures, "skipped-lines", forgiven=True),
    "row_pasted_twice": Kind(_pasted_twice, "duplicate-row", forgiven=True),
    "renamed_sheet": Kind(_renamed("visits", lambda old: f"附件3{old}台账"), "sheet-by-header", forgiven=True),
    "header_with_a_remark": Kind(_header("purchases", "amount", "金额（单位：元）", known=True), forgiven=True),
    # to be corrected
    "date_without_day": Kind(
        _cell_slip("media_reports", "date", lambda row, _: float(f"{_day(row).year}.{_day(row).month}")), "bad-date"
    ),
    "date_as_a_range": Kind(
        _cell_slip("visits", "date", lambda row, _: f"{_day(row):%-m月%-d}-{_day(row).day + 1}日"), "bad-date"
    ),
    "about_an_amount": Kind(_cell_slip("donations", "amount", lambda row, _: f"约{_amount(row)}元"), "bad-amount"),
    "amount_left_and_right": Kind(_cell_slip("purchases", "amount", lambda row, _: f"{_amount(row)}左右"), "bad-amount"),
    "amount_in_pieces": Kind(
        _cell_slip("purchases", "amount", lambda row, _: f"{_amount(row):,} 元".replace(",", " ")), "bad-amount"
    ),
    "ditto_of_an_amount": Kind(_ditto("purchases", "amount"), "bad-amount"),
    "name_one_off": Kind(_cell_slip("visits", "unit", lambda row, _: _one_off(row["unit"])), "unknown-name"),
    "short_name": Kind(_cell_slip("media_reports", "team", lambda row, _: str(row["team"])[:2]), "unknown-name"),
    "name_of_another_team": Kind(_another_teams_name, "foreign-rows"),
    "village_of_another_town": Kind(_cell_slip("donations", "village", _other_town), "unknown-name"),
    "blank_cell": Kind(_cell_slip("purchases", "origin", lambda _, __: ""), "missing-value"),
    "wrong_word": Kind(_cell_slip("media_reports", "level", lambda row, _: f"{row['level']}厅"), "bad-choice"),
    "merged_number": Kind(_merged_number, "merged-number"),
    "formula_without_result": Kind(_formula, "formula-without-value"),
    "error_value": Kind(_error_cell, "error-cell"),
    "row_of_another_team": Kind(_foreign_row("visits", "unit"), "foreign-rows"),
    "story_of_another_team": Kind(_foreign_row("media_reports", "team"), "foreign-rows"),
    "row_in_the_wrong_sheet": Kind(_wrong_sheet, "bad-choice"),
    "placeholder_as_evidence": Kind(
        _cell_slip("attestations", "evidence", lambda row, _: "待补" if row["state"] == "已完成" else None), "placeholder"
    ),
    "copied_sheet": Kind(_copied_sheet, "sheet-by-header"),
    "later_than_the_quarter": Kind(
        _cell_slip("briefings", "date", lambda row, _: _day(row).replace(month=12, day=1)), "future-date"
    ),
    "year_before": Kind(_cell_slip("purchases", "date", lambda row, _: _day(row).replace(year=2021, day=1)), "out-of-period"),
    "wan_without_a_word": Kind(_cell_slip("donations", "amount", lambda row, _: _amount(row) / 10_000), "suspicious-amount"),
    "unread_as_of": Kind(_unread_as_of, "bad-date"),
}
"""Every kind, by name; those first that have a sheet or a workbook to themselves."""


def make_slips(papers: list[Paper], rng: Random, kinds: list[str], each: int) -> list[tuple[Paper, Made]]:
    """Make so many slips of each kind, in the workbooks in turn; whole sheets last, since they change titles."""
    made: list[tuple[Paper, Made]] = []
    at = 0
    for kind in kinds:
        count = 0
        for _ in range(len(papers)):
            if count == each:
                break
            paper = papers[at % len(papers)]
            at += 1
            others = [one for one in papers if one is not paper]
            if place := KINDS[kind].make(paper, rng, others):
                made.append((paper, Made(kind, place)))
                count += 1
    return made
