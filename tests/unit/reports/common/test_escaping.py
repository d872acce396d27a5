"""Whatever is read is shown, written and named so that it does no harm."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path, PureWindowsPath

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from assistcheck.reports.common.escaping import cell_text, csv_text, escaped, file_names, visible

HARMFUL = [
    "\x00",
    "\x07",
    "\t",
    "\n",
    "\r",
    "\x1b",
    "\x7f",
    "\x85",
    "\x9b",
    "\u00ad",
    "\u061c",
    "\u200b",
    "\u200d",
    "\u200f",
    "\u2028",
    "\u202e",
    "\u2060",
    "\u2066",
    "\u2069",
    "\ufe0f",
    "\ufeff",
    "\ufffe",
    "\ud800",
    "\U000e0041",
    "\U000e0100",
]
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
anything = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize("character", HARMFUL)
def test_a_character_that_acts_or_hides_becomes_a_visible_substitute(character: str) -> None:
    shown = visible(f"青禾{character}镇")
    assert character not in shown
    assert shown.startswith("青禾")
    assert shown.endswith("镇")
    assert len(shown) > 3
    shown.encode("utf-8")


def test_substitutes_say_which_character_stood_there() -> None:
    assert visible("a\x1b[2J\n\x7f\u202e\U000e0041") == "a␛[2J␊␡<U+202E><U+E0041>"


@pytest.mark.parametrize("text", ["青禾镇组团", "Ⅳ 期 50％", "①￥1,234.50", "𠮷野", "\u3000两侧\xa0", "[bold]组团[/]", ""])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(anything)
def test_nothing_shown_is_a_control_a_direction_mark_or_a_broken_character(text: str) -> None:
    shown = visible(text)
    assert not {unicodedata.category(one) for one in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not {unicodedata.bidirectional(one) for one in shown} & {
        "LRE",
        "RLE",
        "LRO",
        "RLO",
        "PDF",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
    }
    assert len(shown.splitlines()) <= 1


@given(anything.filter(lambda text: not any("\ud800" <= one <= "\udfff" for one in text)))
def test_json_keeps_every_value_and_holds_nothing_harmful(text: str) -> None:
    written = escaped(json.dumps({"value": text}, ensure_ascii=False))
    assert json.loads(written) == {"value": text}
    assert visible(written) == written


# --- cells --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", " =1", "＝1", "＠x", '=HYPERLINK("x")', "-", "=cmd|' /C calc'!A0"]
)
def test_a_text_that_a_spreadsheet_would_calculate_gets_an_apostrophe(text: str) -> None:
    assert csv_text(text).startswith("'")
    assert csv_text(text)[1:] == visible(text)


@pytest.mark.parametrize("text", ["青禾镇", "1=1", "a-b", "3+4", "'=1", "", "a@b"])
def test_other_texts_get_none(text: str) -> None:
    assert csv_text(text) == text


@given(anything)
def test_a_csv_cell_comes_back_as_one_cell_that_is_no_formula(text: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerow([csv_text(text), "next"])
    ((cell, following),) = csv.reader(io.StringIO(out.getvalue()))
    assert following == "next"
    assert not cell.strip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", ["=1+1", "\x1b[2J", "https://example.org", "\ufffe", "长" * 40_000, "_x001B_"])
def test_a_spreadsheet_takes_every_cell_text_as_text(text: str, tmp_path: Path) -> None:
    target = tmp_path / "cells.xlsx"
    with xlsxwriter.Workbook(str(target)) as book:
        assert book.add_worksheet().write_string(0, 0, cell_text(text)) == 0
    cell = openpyxl.load_workbook(target).active["A1"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value == cell_text(text)


# --- file names ---------------------------------------------------------------------------------

NASTY = [
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows\\x",
    "\\\\server\\share",
    "..",
    ".",
    "",
    " ",
    "\u3000",
    ".hidden",
    "~$lock",
    "-rf",
    "a\x00b",
    "a\nb",
    "a\x1b[2Jb",
    "\u202egnp.exe",
    "CON",
    "con",
    "nul.txt",
    "COM1",
    "lpt¹",
    "AUX ",
    "name. .",
    "a:b",
    "a*?<>|b",
    '"quoted"',
    "x" * 400,
    "镇" * 300,
    "\ud800",
    "青禾镇/东村",
]


def keyed(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


@pytest.mark.parametrize("name", NASTY)
def test_no_name_leaves_its_folder_or_is_refused_by_a_file_system(name: str, tmp_path: Path) -> None:
    (file,) = file_names([name], ".docx")
    target = tmp_path / file
    target.write_text("x", encoding="utf-8")
    assert [one.name for one in tmp_path.iterdir()] == [file]
    assert target.resolve().parent == tmp_path.resolve()
    assert PureWindowsPath(file).name == file
    assert not file.startswith((".", "~", "-", " "))
    assert not file.removesuffix(".docx").endswith((".", " "))
    assert keyed(file.partition(".")[0].strip()) not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
    assert len(file.encode()) <= 120
    assert visible(file) == file


def test_ordinary_names_are_kept() -> None:
    assert file_names(["青禾镇组团", "驻韶关市工作组", "A-1 单位（南）"], ".xlsx") == [
        "青禾镇组团.xlsx",
        "驻韶关市工作组.xlsx",
        "A-1 单位（南）.xlsx",
    ]


def test_names_that_fall_together_are_numbered_in_their_order() -> None:
    assert file_names(["甲", "甲", "甲-2", "Ａ", "a", "x/y", "x:y"], ".docx") == [
        "甲.docx",
        "甲-2.docx",
        "甲-2-2.docx",
        "Ａ.docx",
        "a-2.docx",
        "x_y.docx",
        "x_y-2.docx",
    ]


def test_long_names_that_differ_only_at_their_end_stay_apart() -> None:
    files = file_names(["镇" * 300 + "甲", "镇" * 300 + "乙", "镇" * 39], ".docx")
    assert len(set(files)) == 3
    assert all(len(file.encode()) <= 120 and file.endswith(".docx") for file in files)


@given(st.lists(anything, max_size=12))
def test_file_names_are_as_many_as_names_and_all_different(names: list[str]) -> None:
    files = file_names(names, ".docx")
    assert len({keyed(file) for file in files}) == len(files) == len(names)
    assert all(visible(file) == file and len(file.encode()) <= 120 for file in files)
