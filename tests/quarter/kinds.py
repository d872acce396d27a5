"""The kinds of slips by name, what the reader says of each, and how they are spread over workbooks."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from .paper import Paper
from .slips import (
    Maker,
    Place,
    amount,
    another_teams_name,
    cell_slip,
    claimed_voucher,
    copied_sheet,
    day,
    ditto,
    error_cell,
    example_left,
    exchanged,
    foreign_row,
    formula,
    header,
    merged_number,
    one_off,
    other_town,
    pasted_twice,
    renamed,
    signatures,
    total_row,
    unread_as_of,
    wrong_reporter,
    wrong_sheet,
)


class Made(NamedTuple):
    """A slip that was made."""

    kind: str
    place: Place


class Kind(NamedTuple):
    """One kind of slip."""

    make: Maker
    says: str | None = None
    """The code of what the reader has to say of it at its place; ``None``: it is read without a word."""
    forgiven: bool = False
    """Whether all is read as it was meant, whatever is said."""


KINDS: dict[str, Kind] = {
    # of whole sheets and workbooks, to be corrected
    "voucher_of_another_team": Kind(
        claimed_voucher, "voucher-shared"
    ),  # the earlier claim stands; the owner has a double-claim
    "wrong_reporter": Kind(wrong_reporter, "unknown-name"),
    "exchanged_columns": Kind(exchanged("media_reports", "title", "level"), "exchanged-columns"),
    "example_left": Kind(example_left, "example-cell"),
    "reworded_header": Kind(header("media_reports", "level", "级别层次", known=False), "missing-column"),
    # read as meant
    "dotted_date": Kind(cell_slip("visits", "date", lambda row, _: f"{day(row):%Y.%-m.%-d}"), forgiven=True),
    "chinese_date": Kind(cell_slip("briefings", "date", lambda row, _: f"{day(row):%Y年%-m月%-d日}"), forgiven=True),
    "date_without_year": Kind(
        cell_slip("media_reports", "date", lambda row, _: f"{day(row):%-m月%-d日}"), "assumed-year", forgiven=True
    ),
    "wan_in_a_yuan_cell": Kind(cell_slip("donations", "amount", lambda row, _: f"{amount(row) / 10_000:g}万元"), forgiven=True),
    "amount_between_spaces": Kind(cell_slip("purchases", "amount", lambda row, _: f"　{amount(row):,} 元 "), forgiven=True),
    "full_width_digits": Kind(
        cell_slip("donations", "amount", lambda row, _: str(amount(row)).translate({48 + n: 0xFF10 + n for n in range(10)})),
        forgiven=True,
    ),
    "count_with_its_counter": Kind(cell_slip("safeguards", "cadres", lambda row, _: f"{row['cadres']}人"), forgiven=True),
    "spaces_around_a_name": Kind(cell_slip("visits", "unit", lambda row, _: f"　{row['unit']} "), forgiven=True),
    "other_word_for_a_choice": Kind(
        cell_slip("visits", "role", lambda row, _: {"分管负责同志": "分管领导"}.get(str(row["role"]))), forgiven=True
    ),
    "ditto_of_a_name": Kind(ditto("briefings", "reporter"), "ditto", forgiven=True),
    "total_row": Kind(total_row, forgiven=True),
    "signatures": Kind(signatures, "skipped-lines", forgiven=True),
    "row_pasted_twice": Kind(pasted_twice, "duplicate-row", forgiven=True),
    "renamed_sheet": Kind(renamed("visits", lambda old: f"附件3{old}台账"), "sheet-by-header", forgiven=True),
    "header_with_a_remark": Kind(header("purchases", "amount", "金额（单位：元）", known=True), forgiven=True),
    # to be corrected
    "date_without_day": Kind(
        cell_slip("media_reports", "date", lambda row, _: float(f"{day(row).year}.{day(row).month}")), "bad-date"
    ),
    "date_as_a_range": Kind(
        cell_slip("visits", "date", lambda row, _: f"{day(row):%-m月%-d}-{day(row).day + 1}日"), "bad-date"
    ),
    "about_an_amount": Kind(cell_slip("donations", "amount", lambda row, _: f"约{amount(row)}元"), "bad-amount"),
    "amount_left_and_right": Kind(cell_slip("purchases", "amount", lambda row, _: f"{amount(row)}左右"), "bad-amount"),
    "amount_in_pieces": Kind(
        cell_slip("purchases", "amount", lambda row, _: f"{amount(row):,} 元".replace(",", " ")), "bad-amount"
    ),
    "ditto_of_an_amount": Kind(ditto("purchases", "amount"), "bad-amount"),
    "name_one_off": Kind(cell_slip("visits", "unit", lambda row, _: one_off(row["unit"])), "unknown-name"),
    "short_name": Kind(cell_slip("media_reports", "team", lambda row, _: str(row["team"])[:2]), "unknown-name"),
    "name_of_another_team": Kind(another_teams_name, "foreign-rows"),
    "village_of_another_town": Kind(cell_slip("donations", "village", other_town), "unknown-name"),
    "blank_cell": Kind(cell_slip("purchases", "origin", lambda _, __: ""), "missing-value"),
    "wrong_word": Kind(cell_slip("media_reports", "level", lambda row, _: f"{row['level']}厅"), "bad-choice"),
    "merged_number": Kind(merged_number, "merged-number"),
    "formula_without_result": Kind(formula, "formula-without-value"),
    "error_value": Kind(error_cell, "error-cell"),
    "row_of_another_team": Kind(foreign_row("visits", "unit"), "foreign-rows"),
    "story_of_another_team": Kind(foreign_row("media_reports", "team"), "foreign-rows"),
    "row_in_the_wrong_sheet": Kind(wrong_sheet, "bad-choice"),
    "placeholder_as_evidence": Kind(
        cell_slip("attestations", "evidence", lambda row, _: "待补" if row["state"] == "已完成" else None), "placeholder"
    ),
    "copied_sheet": Kind(copied_sheet, "sheet-by-header"),
    "later_than_the_quarter": Kind(
        cell_slip("briefings", "date", lambda row, _: day(row).replace(month=12, day=1)), "future-date"
    ),
    "year_before": Kind(cell_slip("purchases", "date", lambda row, _: day(row).replace(year=2021, day=1)), "out-of-period"),
    "wan_without_a_word": Kind(cell_slip("donations", "amount", lambda row, _: amount(row) / 10_000), "suspicious-amount"),
    "unread_as_of": Kind(unread_as_of, "bad-date"),
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
