"""However a year is handed in, the same is said of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.submission.assemble import Submission
from builders.support import book, pack, patched, submit
from robustness.messy.baseline import AS_OF, Dressing, Mess, Told, plain, told
from robustness.messy.formats import FORMATS, Format
from robustness.messy.layout import LAYOUT
from robustness.messy.markup import MARKUP
from robustness.messy.saved import FOLDER
from robustness.messy.styling import DRESSINGS
from robustness.messy.writing import WRITING

SAVED = sorted(FOLDER.iterdir())
"""The clean year as other programs have saved it."""
CLEAN = Mess("as it is", lambda sheets: [sheets])
MESSES: tuple[Mess, ...] = (*LAYOUT, *WRITING)


@cache
def of_the_clean_year() -> Told:
    return told({"data.xlsx": book(plain())})


def same_is_said(found: Told, brings: frozenset[str]) -> None:
    clean = of_the_clean_year()
    changed = {
        code: (clean.problems[code], found.problems[code])
        for code in {*clean.problems, *found.problems} - brings
        if clean.problems[code] != found.problems[code]
    }
    assert changed == {}
    assert found.fates == clean.fates
    assert {key: said for key, said in found.outcomes.items() if clean.outcomes.get(key) != said} == {}
    assert found.outcomes.keys() == clean.outcomes.keys()


def test_the_clean_year_puts_every_rule_and_every_fate_to_work() -> None:
    clean = of_the_clean_year()
    assert {rule for rule, _, _ in clean.outcomes} == {rule.id for rule in pack().rules}
    assert {said[0] for said in clean.outcomes.values()} >= {
        "met",
        "shortfall",
        "behind",
        "on_pace",
        "not_due",
        "not_applicable",
    }
    happened = {fate for counts in clean.fates.values() for fate, number in counts.items() if number}
    assert happened >= {"counted", "duplicate", "double-claim", "out-of-period", "future"}
    assert len(clean.fates) == 27


@pytest.mark.parametrize("form", FORMATS, ids=lambda one: one.suffix)
@pytest.mark.parametrize("mess", [CLEAN, *MESSES], ids=lambda one: one.name)
def test_a_mess_changes_nothing(mess: Mess, form: Format) -> None:
    files = {
        f"{number}/{name}": data
        for number, sheets in enumerate(mess.files(plain()))
        for name, data in form.write(sheets).items()
    }
    same_is_said(told(files), mess.brings | form.brings)


@pytest.mark.parametrize("dressing", [*DRESSINGS, *MARKUP], ids=lambda one: one.name)
def test_a_dressing_changes_nothing(dressing: Dressing) -> None:
    dressed = dressing.dress(plain())
    assert contents(dressed) != contents(book(plain()))
    same_is_said(told({"data.xlsx": dressed}), dressing.brings)


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name) for name in parts.namelist() if not name.startswith("docProps/")}


@pytest.mark.parametrize("path", SAVED, ids=[path.name for path in SAVED])
def test_what_another_program_has_saved_says_the_same(path: Path) -> None:
    same_is_said(told({path.name: path.read_bytes()}), frozenset({"no-checksum"}))


def test_files_of_another_program_are_there() -> None:
    assert SAVED


# --- what cannot be the same is named -----------------------------------------------------------

AMOUNT, CELL = 5, "F4"
"""A cell of 募集资金, and its column."""


def spoilt(change: Callable[[Workbook, Worksheet], object]) -> Submission:
    def spoil(made: Workbook, pages: dict[str, Worksheet]) -> None:
        change(made, pages["募集资金"])

    return submit({"data.xlsx": book(plain(), spoil)}, AS_OF)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("error-cell", lambda _, page: page.write_formula(CELL, "=1/0", None, "#DIV/0!")),
        ("error-cell", lambda _, page: page.write_formula(CELL, "=VLOOKUP(A1,B:C,2,0)", None, "#N/A")),
        ("bad-amount", lambda _, page: page.write_string(CELL, "约3万元")),
        ("bad-amount", lambda _, page: page.write_string(CELL, "3万～5万元")),
        ("bad-amount", lambda _, page: page.write_string(CELL, "-300")),
        ("bad-amount", lambda _, page: page.write_boolean(CELL, True)),
        ("bad-amount", lambda made, page: page.write_datetime(CELL, AS_OF, made.add_format({"num_format": "yyyy-mm-dd"}))),
        ("missing-value", lambda _, page: page.write_string(CELL, "\u3000")),
        ("bad-date", lambda made, page: page.write_datetime("A4", AS_OF, made.add_format({"num_format": "[$-804]aaaa"}))),
        ("bad-date", lambda _, page: page.write_number("A4", 2022.1)),
        ("bad-date", lambda _, page: page.write_string("A4", "22.3.5")),
        ("error-cell", lambda _, page: page.write_formula("A4", "=#REF!", None, "#REF!")),
        ("unknown-name", lambda _, page: page.write_string("B4", "无此单位")),
        ("bad-choice", lambda _, page: page.write_string("E4", "实物")),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_its_row_rejected(
    code: str, change: Callable[[Workbook, Worksheet], object]
) -> None:
    submission = spoilt(change)
    table = submission.tables["donations"]
    (problem,) = (one for one in submission.problems if one.level == "error" and one.code != "double-claim")
    assert (problem.code, problem.place.row) == (code, 4)
    assert problem.place.sheet == "募集资金"
    rejected = [at for at, fate in enumerate(table.fates) if fate == "rejected"]
    assert [table.place(at).row for at in rejected] == [4]


def test_a_formula_without_a_result_is_named_cell_by_cell() -> None:
    sheets = plain()
    uncalculated = partial(re.sub, rb'(<c r="F\d+")><v>[\d.]+</v>', rb"\1><f>SUM(K1)</f>")
    data = patched(book(sheets), sheet_part("募集资金"), uncalculated)
    submission = submit({"data.xlsx": data}, AS_OF)
    (problem,) = [one for one in submission.problems if one.code == "formula-without-value"]
    assert problem.cells == (f"F2:F{len(sheets['募集资金'])}",)
    assert set(submission.tables["donations"].fates) == {"rejected"}


def sheet_part(title: str) -> str:
    return f"xl/worksheets/sheet{list(plain()).index(title) + 1}.xml"
