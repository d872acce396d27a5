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


Maker = Callable[[Paper, Random, list[Paper]], Place | None]
"""Makes a slip in a workbook, which may take something from those of others; ``None`` where there is nothing to make it in."""


def cell_slip(ledger: str, column: str, typed: Callable[[Row, Random], object]) -> Maker:
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


def day(row: Row) -> date:
    day = row["date"]
    assert isinstance(day, date)
    return day


def amount(row: Row) -> int:
    return int(str(row["amount"]))


def one_off(name: object) -> str:
    """Return a name with another character in it, that looks or sounds alike or not."""
    text = str(name)
    return f"{text[0]}亍{text[2:]}"


# --- what has to do with more than one cell


def ditto(ledger: str, column: str) -> Maker:
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


def merged_number(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
    """Merge the amounts of two rows of one village and write their sum."""
    known = dict(paper.rows("donations"))
    title = paper.title_of("donations") if known else ""
    for row, found in known.items():
        above = known.get(row - 1)
        if above and all(above[name] == found[name] for name in ("unit", "town", "village")):
            first = paper.cell(title, row - 1, "amount")
            put(first, amount(above) + amount(found))
            paper.page(title).merge_cells(start_row=row - 1, end_row=row, start_column=first.column, end_column=first.column)
            paper.touched |= {(title, row - 1), (title, row)}
            return Place(title, first.coordinate)
    return None


def formula(paper: Paper, rng: Random, _: list[Paper]) -> Place | None:
    """Write an amount as a sum, with a program that stores no results."""
    return cell_slip("purchases", "amount", lambda row, _: f"={amount(row) - 5000}+5000")(paper, rng, [])


def total_row(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
    """Write a total below the amounts."""
    title = paper.title_of("purchases")
    row = paper.end(title) + 1
    if (title, 0) in paper.touched or not paper.rows("purchases", untouched=False):
        return None
    put(paper.page(title).cell(row, 1), "合计")
    put(paper.cell(title, row, "amount"), sum(amount(found) for _, found in paper.rows("purchases", untouched=False)))
    paper.meant[title][row] = None
    return Place(title, f"A{row}")


def signatures(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
    """Sign below the table."""
    title = paper.title_of("media_reports")
    if (title, 0) in paper.touched:
        return None
    row = paper.end(title) + 2
    put(paper.page(title).cell(row, 1), "填表人：某某")
    put(paper.page(title).cell(row, 4), "审核人：某某")
    put(paper.page(title).cell(row + 1, 1), "（盖章）")
    return Place(title, f"A{row}")


def pasted_twice(paper: Paper, rng: Random, _: list[Paper]) -> Place | None:
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


def exchanged(ledger: str, one: str, other: str) -> Maker:
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


def foreign_row(ledger: str, owner: str) -> Maker:
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


def another_teams_name(paper: Paper, rng: Random, others: list[Paper]) -> Place | None:
    """Pick the name of another team for a row of one's own."""
    if (COVER, 2) in paper.touched:
        return None
    other = rng.choice(others).team.name
    return cell_slip("purchases", "team", lambda _, __: other)(paper, rng, others)


def claimed_voucher(paper: Paper, rng: Random, others: list[Paper]) -> Place | None:
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


def wrong_sheet(paper: Paper, rng: Random, _: list[Paper]) -> Place | None:
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


def renamed(ledger: str, name: Callable[[str], str]) -> Maker:
    def make(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
        old = paper.title_of(ledger)
        if (old, 0) in paper.touched or not paper.rows(ledger, untouched=False):
            return None
        new = name(old)
        paper.rename(old, new)
        return Place(new)

    return make


def header(ledger: str, column: str, words: str, *, known: bool) -> Maker:
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


def copied_sheet(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
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


def wrong_reporter(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
    if (COVER, 2) in paper.touched:
        return None
    cell = paper.cover(REPORTER)
    put(cell, one_off(paper.team.name))
    paper.touched.add((COVER, 2))
    return Place(COVER, cell.coordinate)


def unread_as_of(paper: Paper, _: Random, __: list[Paper]) -> Place | None:
    cell = paper.cover(AS_OF)
    put(cell, f"{paper.until.year}.{paper.until.month}")
    return Place(COVER, cell.coordinate)


def error_cell(paper: Paper, rng: Random, others: list[Paper]) -> Place | None:
    place = cell_slip("donations", "amount", lambda _, __: "#REF!")(paper, rng, others)
    if place:
        paper.page(place.sheet)[place.cell].data_type = "e"
    return place


def other_town(row: Row, _: Random) -> object:
    return None if row["village"] is None else f"{str(row['village'])[0]}亍村"


def example_left(paper: Paper, rng: Random, _: list[Paper]) -> Place | None:
    """Write a story over the example of the template, all but its level."""
    title = paper.title_of("media_reports")
    known = [(row, story) for row, story in paper.rows("media_reports") if story.counts_on(paper.until)]
    if not known or (title, 2) in paper.touched:
        return None
    at, story = rng.choice(known)
    for cell in paper.page(title)[at]:
        cell.value = None
    del paper.meant[title][at]
    left = paper.cell(title, 2, "level").value
    paper.write(title, 2, story)
    put(paper.cell(title, 2, "level"), left)
    paper.touched |= {(title, 2), (title, at)}
    return Place(title, paper.cell(title, 2, "level").coordinate)
