"""Hard inputs: what once was read wrong, or brought the run down; each stays as a case."""

from __future__ import annotations

import os
import stat
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.cli.output import write_result
from assistcheck.workbook.cell_values import CellContext, read_day
from assistcheck.workbook.xlsx.cell_issues import CellIssue, find_cell_issues
from builders.support import (
    TEAM,
    TOWN,
    Grid,
    account,
    book,
    codes,
    fates,
    headers,
    ledger,
    patched,
    rosters,
    submit,
    submit_one,
)

DAY = date(2022, 3, 5)
REPORT: dict[str, object] = {"date": DAY, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}


@pytest.mark.parametrize("word", ["（无误）", "(已核实)", "（万元）"])
def test_a_first_row_with_words_in_brackets_is_data(word: str) -> None:
    visit: Grid = [headers("visits"), [DAY, "甲街道", "主要负责同志", TOWN, word]]
    submission = submit_one({"调研互访": visit})
    assert account(submission, "visits") == {"read": 1, "counted": 1}
    assert codes(submission.problems) == []


def test_a_first_row_with_a_title_in_brackets_is_data_though_the_header_is_repeated() -> None:
    header = headers("media_reports")[:5]
    rows: Grid = [
        header,
        *([DAY, TEAM, title, "日报", "省"] for title in ("（转载）", "乙")),
        header,
        [DAY, TEAM, "丙", "日报", "省"],
    ]
    assert account(submit_one({"媒体报道": rows}), "media_reports") == {"read": 4, "counted": 3, "skipped": 1}


def test_a_unit_below_a_header_that_is_not_known_is_never_dropped() -> None:
    header = ["日期", "组团", "渠道", "方式", "产品", "产地", "金额"]
    rows: Grid = [header, [*([None] * 6), "(千元)"], [DAY, TEAM, "其他", "采购", "米", "韶关", 30]]
    submission = submit_one({"消费帮扶": rows})
    assert "purchases" not in submission.tables
    assert "missing-column" in [code for code, _ in codes(submission.problems)]


@pytest.mark.parametrize("text", ["2022年3月5日10:30", "2022年3月5日10:30:59", "2022年3月5日10时30分"])
def test_a_time_right_after_the_day_leaves_the_day(text: str) -> None:
    assert read_day(text, CellContext()) == DAY


def test_a_pipe_or_a_device_is_written_to_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_result("report", str(pipe))
        assert stat.S_ISFIFO(pipe.stat().st_mode)
        assert os.read(reader, 100) == b"report"
    finally:
        os.close(reader)


# --- units, signs and forms that once were lost -------------------------------------------------

GIFT_HEADERS = ["日期", "单位", "重点镇", "重点村", "方式", "金额", "来源", "凭证号"]


@pytest.mark.parametrize(
    "unit",
    [
        "(人民币万元)",
        "（单位：人民币万元）",
        "（万元，必填）",
        "（以万元计）",
        "单位 万元",
        "（单位：万元，保留两位小数）",
        "人民币万元",
    ],
)
def test_a_line_of_units_multiplies_however_it_is_worded(unit: str) -> None:
    rows: Grid = [GIFT_HEADERS, [*([None] * 5), unit], [DAY, "甲街道", TOWN, "东村", "资金", 150]]
    table = submit_one({"募集资金": rows}).tables["donations"]
    assert table.columns["amount"] == [Decimal(1_500_000)]


@pytest.mark.parametrize("unit", ["(万)", "（单位：万）", "（千元）", "(亿元)"])
def test_a_unit_that_is_not_known_is_never_dropped(unit: str) -> None:
    rows: Grid = [GIFT_HEADERS, [*([None] * 5), unit], [DAY, "甲街道", TOWN, "东村", "资金", 150]]
    submission = submit_one({"募集资金": rows})
    assert "donations" not in submission.tables
    assert "missing-column" in [problem.code for problem in submission.problems]


def test_a_form_above_the_header_is_no_half_of_it() -> None:
    visit = [DAY, "甲街道", "分管负责同志", TOWN]
    rows: Grid = [["备注", "2022年"], ["序号", "日期", "单位", "带队人员", "重点镇"], [1, *visit], [2, *visit]]
    assert fates(submit_one({"调研互访": rows}), "visits") == ["counted", "duplicate"]
    form: Grid = [["单位", "甲街道"], ["序号", "日期", "单位", "带队人员", "重点镇"], [1, *visit]]
    assert fates(submit_one({"调研互访": form}), "visits") == ["counted"]


@pytest.mark.parametrize(("look", "value"), [('0.0"%"', "9.5"), ("0.0\\%", "9.5"), ("0.00_%", "9.5"), ("0.0%", "950")])
def test_only_a_percent_sign_that_scales_makes_a_percentage(look: str, value: str) -> None:
    def format_cell(made: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["农民收入"].write_number("C2", 9.5, made.add_format({"num_format": look}))

    rows: Grid = [headers("rural_income"), ["翠屏县", 2022, 9.5, 8]]
    growth = submit_one({"农民收入": rows}, tweak=format_cell).tables["rural_income"].columns["growth"]
    assert growth == [Decimal(value)]


def test_a_sheet_in_utf_16_is_refused_not_read_as_empty() -> None:
    data = book({**rosters(), **ledger("media_reports", REPORT)})
    part = "xl/worksheets/sheet5.xml"
    odd = patched(data, part, lambda xml: xml.decode("utf-8").replace("UTF-8", "UTF-16").encode("utf-16"))
    assert submit({"data.xlsx": odd}).inputs[0].status == "unreadable"


def test_a_text_formula_without_a_value_is_no_blank() -> None:
    xml = b'<row r="2"><c r="B2" t="str"><f>K1</f></c><c r="C2" t="str"><f>K1</f><v></v></c></row>'
    assert find_cell_issues(xml) == {(2, 2): CellIssue("formula-without-value", "")}


def test_rows_prepared_with_a_formula_in_a_column_of_their_own_are_blank() -> None:
    def prepare(_: Workbook, pages: dict[str, Worksheet]) -> None:
        for row in range(2, 7):
            pages["媒体报道"].write_formula(row - 1, 6, "=ROW()-1", None, "")

    rows: Grid = [
        [*headers("media_reports"), "序号"],
        [REPORT.get(name) for name in ("date", "team", "title", "outlet", "level")],
    ]
    assert fates(submit_one({"媒体报道": rows}, tweak=prepare), "media_reports") == ["counted"]
