"""Text tables: encodings, delimiters, the sheet's name, and what is refused."""

from __future__ import annotations

import codecs
import csv
import io
from random import Random
from typing import TYPE_CHECKING

import pytest

from assistcheck.errors import WorkbookError
from assistcheck.workbook.csv import csv_rows, csv_title, field_value
from assistcheck.workbook.limits import Limits, ReadOptions, parse_limits
from assistcheck.workbook.open import open_file
from assistcheck.workbook.sheet_builder import SheetBuilder
from assistcheck.workbook.xlsx.cell_issues import CellIssue
from builders.support import account, book, codes, headers, rosters, submit

if TYPE_CHECKING:
    from assistcheck.submission.assemble import Submission
    from assistcheck.workbook.cell_values import Cell
    from assistcheck.workbook.raw_sheet import RawSheet

TEXT = "日期,标题\n2022-03-05,丰收“节”\n"


def sheet(data: bytes | str, path: str = "媒体报道.csv", *limits: str) -> RawSheet:
    file = open_file(data.encode() if isinstance(data, str) else data, path, ReadOptions(parse_limits(limits)))
    (title,) = file.sheets.titles()
    return file.sheets.sheet(title)


def rows(data: bytes | str, path: str = "媒体报道.csv") -> list[list[Cell]]:
    return list(sheet(data, path).rows)


def refusal(data: bytes | str, path: str = "媒体报道.csv", *limits: str) -> WorkbookError:
    with pytest.raises(WorkbookError) as caught:
        sheet(data, path, *limits)
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode("gb18030"),
    ],
)
def test_a_table_is_read_in_each_encoding_and_with_each_delimiter(data: bytes) -> None:
    assert rows(data) == [["日期", "标题"], ["2022-03-05", "丰收“节”"]]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode() + "另一行".encode("gb18030") + b"\xff\n",
        TEXT.encode("utf-16")[:-1],
        TEXT.encode() + b"a\0b\n",
        TEXT.encode("utf-16-le"),  # without a mark
        "甲,乙\0\n".encode("gb18030"),
    ],
)
def test_a_mixed_or_cut_encoding_is_refused_never_guessed(data: bytes) -> None:
    assert refusal(data).code in {"unreadable-file", "unsupported-file"}


def test_text_in_gb18030_that_breaks_off_is_refused() -> None:
    assert refusal("日期,标题".encode("gb18030")[:-1]).code == "unreadable-file"


def test_the_delimiter_is_the_one_that_parts_most_whatever_the_cells_hold() -> None:
    text = "日期,报送主体,标题,报送对象\n" + "2022-03-05,某组,a,驻市县工作组;市经协办;其他\n" * 3
    assert rows(text)[1] == ["2022-03-05", "某组", "a", "驻市县工作组;市经协办;其他"]


def test_a_first_line_may_name_the_delimiter() -> None:
    assert rows("sep=;\n一,二;三\n") == [[None, None], ["一,二", "三"]]


def test_quotation_marks_hold_delimiters_lines_and_marks() -> None:
    assert rows('一,"二,\n三 ""四"""\n五,六\n') == [["一", '二,\n三 "四"'], ["五", "六"]]


def test_characters_that_only_look_like_line_ends_part_nothing() -> None:
    assert rows("一,二\u2028\x0b\x85三\n") == [["一", "二\u2028\x0b\x85三"]]


def test_texts_are_kept_as_they_are_written() -> None:
    assert rows("007,123456789012345678,2022.10,NA,null,TRUE\n") == [
        ["007", "123456789012345678", "2022.10", "NA", "null", "TRUE"]
    ]


def test_rows_of_unequal_length_are_filled_up_and_blank_ones_kept() -> None:
    assert rows("一\n\n,二,三,\n") == [["一", None, None], [None, None, None], [None, "二", "三"]]


PIECES = ("", "", "一", "甲,乙", "#REF!", " #N/A ", "=1+2", '="007"', '=""', "Err:502", "#1", " ", "\u3000", "a\nb", 'a"b')


def cell_by_cell(data: bytes) -> RawSheet:
    """Return the sheet of a text table with each cell put in its place on its own, as sheets of other formats are."""
    grid = SheetBuilder("媒体报道", Limits())
    for number, row in enumerate(csv_rows(data, Limits())):
        for column, text in enumerate(row):
            if text:
                grid.add_cell(number, column, *field_value(text))
    return grid.sheet()


@pytest.mark.parametrize("seed", range(40))
def test_rows_many_at_a_time_are_what_cells_one_by_one_are(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - figures, not secrets
    out = io.StringIO()
    writer = csv.writer(out, delimiter=random.choice(",;\t"), lineterminator=random.choice(["\n", "\r\n", "\r"]))
    blank = random.random()
    for _ in range(random.choice([3, 40, 1100, 2200])):
        kind = random.random()
        writer.writerow(
            [] if kind < blank / 2 else random.choices(PIECES if kind < blank else "甲乙丙", k=random.randint(1, 5))
        )
    data = out.getvalue().encode(random.choice(["utf-8", "gb18030", "utf-16"]))
    whole, expected = sheet(data), cell_by_cell(data)
    assert whole.look == expected.look
    found = list(whole.rows)
    assert found == list(expected.rows)
    assert list(whole.again()) == found


@pytest.mark.parametrize("blank", ["", ",", " \t"])
def test_blank_lines_below_a_table_are_no_rows_however_many(blank: str) -> None:
    table = TEXT + f"{blank}\n" * 5000
    assert len(rows(table)) == (5002 if blank.strip(",") else 2)
    assert len(rows(f"{table}末,\n")) == 5003


def test_a_limit_is_kept_far_down_too() -> None:
    lines = "a,b\n" * 3000
    assert len(list(sheet(lines, "媒体报道.csv", "rows=3000", "cells=6000", "area=6000").rows)) == 3000
    for limit in ("rows=2999", "cells=5999", "area=5999"):
        assert refusal(lines, "媒体报道.csv", limit).code == "too-large"
    assert refusal(f"{lines}a,{'甲' * 342}\n", "媒体报道.csv", "text=1").code == "too-large"


def ledger_of(*lines: str) -> bytes:
    return "\n".join((",".join(map(str, headers("purchases"))), *lines)).encode()


SOLD = "2022-03-05,青禾镇组团,其他,采购,蔬菜,韶关市"


def purchases(data: bytes) -> Submission:
    return submit({"消费帮扶.csv": data}, roster=book(rosters()))


def test_an_amount_with_a_comma_and_no_quotation_marks_is_never_read_as_another() -> None:
    submission = purchases(ledger_of(f'{SOLD},"150,000",凭一', f"{SOLD},150,000,凭二"))
    (problem,) = (one for one in submission.problems if one.level == "error")
    assert (problem.code, problem.place.path) == ("unreadable-file", "消费帮扶.csv")
    assert "第 3 行有 9 格" in problem.message("zh")
    assert "purchases" not in submission.tables


@pytest.mark.parametrize("more", ["凭二", "#REF!", '"="""""'])
def test_a_cell_beyond_the_header_is_told_far_down_too(more: str) -> None:
    submission = purchases(ledger_of(*(f"{SOLD},15,凭{at}" for at in range(3000)), f"{SOLD},15,凭,{more},,"))
    (problem,) = (one for one in submission.problems if one.level == "error")
    assert "第 3002 行有 9 格" in problem.message("zh")


@pytest.mark.parametrize(
    "lines",
    [
        [f"{SOLD},150000,凭一,,,"],
        [f"{SOLD},150000"],
        [f'{SOLD},"150,000",凭一', "注：以上均已核对,,,,,,"],
    ],
)
def test_rows_that_end_in_blanks_or_before_the_header_does_are_read(lines: list[str]) -> None:
    submission = purchases(ledger_of(*lines))
    assert [one.code for one in submission.problems if one.level == "error"] == []
    assert list(submission.tables["purchases"].fates) == ["counted"]


def test_a_remark_beside_the_table_has_a_column_of_its_own_where_the_header_has_room_for_it() -> None:
    data = ledger_of(f"{SOLD},150000,凭一,已核").replace(b"\n", b",\n", 1)
    assert list(purchases(data).tables["purchases"].fates) == ["counted"]


@pytest.mark.parametrize("mark", list(",;\t"))
def test_a_text_is_as_long_as_the_limit_allows_in_the_first_rows_too(mark: str) -> None:
    longest = 1024 * 1024
    assert rows(f"日期{mark}标题\n2022-03-05{mark}{'x' * longest}\n")[1][1] == "x" * longest
    for letters in (longest + 1, 5 * longest):
        assert refusal(f"日期{mark}标题\n2022-03-05{mark}{'x' * letters}\n").code == "too-large"


@pytest.mark.parametrize("text", ["一,二\n", "", "\n\n"])
def test_a_table_without_rows_below_its_header_is_no_fault(text: str) -> None:
    if text:
        assert len(rows(text)) == (1 if text.strip() else 0)
    else:
        assert refusal(text).code == "unsupported-file"


@pytest.mark.parametrize(
    "mark", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", " #REF! ", "#SPILL!", "Err:502"]
)
def test_an_exported_error_value_is_told(mark: str) -> None:
    raw = sheet(f"标题,备注\n丰收,{mark}\n")
    assert raw.look.doubts == {(2, 2): CellIssue("error-cell", mark.strip())}


@pytest.mark.parametrize(
    ("text", "value", "doubt"),
    [
        ("=SUM(A1:A2)", "", CellIssue("formula-without-value", "=SUM(A1:A2)")),
        ('"=""007"""', "007", None),
        ("=", "=", None),
        ("#1", "#1", None),
        ("Errors", "Errors", None),
    ],
)
def test_a_formula_is_told_and_a_text_in_its_form_is_that_text(text: str, value: str, doubt: CellIssue | None) -> None:
    raw = sheet(f"标题,备注\n丰收,{text}\n")
    assert raw.look.doubts == ({(2, 2): doubt} if doubt else {})
    assert list(raw.rows)[1] == ["丰收", value]


@pytest.mark.parametrize("text", ['一,"二\n三,四\n', '一,"二"三\n'])
def test_quotation_marks_that_do_not_pair_are_unreadable(text: str) -> None:
    assert refusal(text).code == "unreadable-file"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("媒体报道.csv", "媒体报道"),
        ("报送/青禾镇-媒体报道.csv", "媒体报道"),
        ("a-b-媒体报道.CSV", "媒体报道"),
        ("青禾镇－媒体报道.csv", "媒体报道"),
        ("media_reports.csv", "media_reports"),
        ("媒体 报道.csv", "媒体 报道"),
        ("-", "-"),
        ("媒体报道-.csv", "媒体报道-"),
    ],
)
def test_the_sheet_is_named_by_the_file(path: str, title: str) -> None:
    assert csv_title(path) == title


def test_a_table_from_standard_input_has_no_name_and_is_refused_with_a_sentence() -> None:
    error = refusal(TEXT, "-")
    assert error.code == "unsupported-file"
    assert "标准输入" in error.words.zh
    assert "standard input" in error.words.en


@pytest.mark.parametrize("path", ["媒体报道.xls", "媒体报道.xlsx"])
def test_a_table_under_a_spreadsheets_name_is_read_if_it_has_columns(path: str) -> None:
    assert rows(TEXT.replace(",", "\t"), path) == [["日期", "标题"], ["2022-03-05", "丰收“节”"]]
    assert refusal("只有一列\n文字\n", path).code == "unsupported-file"


@pytest.mark.parametrize(
    ("text", "limit", "fits"),
    [
        ("a,b\n" * 5, "rows=5", True),
        ("a,b\n" * 6, "rows=5", False),
        ("a,b\n" * 5, "cells=10", True),
        ("a,b\n" * 5, "cells=9", False),
        ("a\n,,,b\n", "area=8", True),
        ("a\n,,,b\n", "area=7", False),
        ("a," + "b" * 1024, "text=1", True),
        ("a," + "b" * 1025, "text=1", False),
        ("a," + "甲" * 341, "text=1", True),
        ("a," + "甲" * 342, "text=1", False),
    ],
)
def test_a_limit_is_kept_to_the_last_that_fits(text: str, limit: str, fits: bool) -> None:  # noqa: FBT001
    if fits:
        sheet(text, "媒体报道.csv", limit)
    else:
        assert refusal(text, "媒体报道.csv", limit).code == "too-large"


def _media(*lines: str) -> bytes:
    return "\n".join([",".join(map(str, headers("media_reports"))), *lines]).encode("gb18030")


def test_a_ledger_in_a_text_table_counts_like_any_other() -> None:
    data = _media(
        "2022-03-05,青禾镇组团,丰收,某报,县,", "2022年3月6日,青禾镇组团,,某报,县,", "2022-03-07,青禾镇组团,#REF!,某报,县,"
    )
    submission = submit({"名册.xlsx": book(rosters()), "青禾镇-媒体报道.csv": data})
    assert account(submission, "media_reports", "青禾镇-媒体报道.csv") == {"read": 3, "counted": 1, "rejected": 2}
    assert codes(submission.problems) == [("missing-value", "C3"), ("error-cell", "C4")]


def test_a_text_table_of_no_known_sheet_is_named_with_the_way_to_name_it() -> None:
    submission = submit(
        {"名册.xlsx": book(rosters()), "媒体报道-2022.csv": _media().replace("媒体级别".encode("gb18030"), b"")}
    )
    (problem,) = [one for one in submission.problems if one.code == "unknown-sheet"]
    assert problem.value == "2022"
    assert "市级互访.csv" in problem.expected.zh


def test_a_formula_that_shows_a_picture_is_told() -> None:
    found = sheet('日期,"=DISPIMG(""ID_1"",1)"\n').look.doubts
    assert found == {(1, 2): CellIssue("picture-cell", '=DISPIMG("ID_1",1)')}
