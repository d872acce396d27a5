"""Files of waivers: texts and workbooks of every kind, several of them, and what is wrong with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.errors import SideFileError, UsageError
from assistcheck.waiver_files import Recorded
from builders.packs import PACK
from builders.support import TEAM, Grid, book, rosters

HEADER = ["规则", "责任主体", "时段", "事由", "批准人", "文号", "有效期至"]
ROW = ["R05.2", TEAM, None, "汛期", "某办", "备案〔2022〕1号", date(2022, 12, 31)]
END = date(2022, 12, 31)


def saved(folder: Path, *rows: list[object], title: str = "备案", name: str = "备案.xlsx", **others: Grid) -> str:
    path = folder / name
    path.write_bytes(book({**others, title: [HEADER, *rows]}))
    return str(path)


def read(*paths: str) -> Recorded:
    return api.read_waivers(paths, PACK)


def faults(*paths: str) -> list[str]:
    """Return what is said of the faults of files, in Chinese, each by its place in the folder."""
    with pytest.raises(SideFileError) as caught:
        read(*paths)
    zh, en = caught.value.words.zh.split("\n"), caught.value.words.en.split("\n")
    assert len(zh) == len(en)
    return [line.removeprefix(f"{Path(paths[0]).parent}/") for line in zh]


def test_a_sheet_is_read_by_the_rules_of_every_other(tmp_path: Path) -> None:
    grid = [
        ["2022年备案登记表"],
        [],
        ["序号", "有效期至", "批准单位", "事由（简述）", "责任主体*", "任务编号", "时段", "文号"],
        [1, "2022年12月31日", "某办", "汛期", f"\u3000{TEAM} ", "r05.4", "2022年5月", "无"],
        [2, "2022.12.31", "〃", "同上", TEAM, "Ｒ05.4", date(2022, 6, 1), None],
        [],
        ["合计", None, None, None, None, None, None, "2 项"],
    ]
    path = tmp_path / "x.xlsx"
    path.write_bytes(book({**rosters(), "附件2备案登记": grid}))
    found = read(str(path))
    assert [one.key for one in found.waivers] == [("R05.4", TEAM, "2022-05"), ("R05.4", TEAM, "2022-06")]
    said = [(one.reason, one.approved_by, one.document, one.expires) for one in found.waivers]
    assert said == [("汛期", "某办", None, END)] * 2
    cells = [one.at(field).cell for one in found.waivers for field in ("rule", "subject", "expires")]
    assert cells == ["F4", "E4", "B4", "F5", "E5", "B5"]
    assert {one.code for one in found.remarks} == {"sheet-by-header", "unknown-column", "placeholder", "ditto"}


@pytest.mark.parametrize("title", ["备案", "Waivers", "waivers", " 备 案 "])
def test_a_sheet_is_known_by_its_title(title: str, tmp_path: Path) -> None:
    assert len(read(saved(tmp_path, ROW, title=title)).waivers) == 1


def test_a_csv_is_a_sheet_and_a_text_is_yaml(tmp_path: Path) -> None:
    (tmp_path / "备案.csv").write_text(
        "rule,subject,reason,approved_by,expires\nR05.2,甲,汛期,某办,2022-12-31\n", encoding="utf-8"
    )
    (tmp_path / "备案.yaml").write_text(
        "- {rule: R05.3, subject: 甲, reason: 汛期, approved_by: 某办, expires: 2022-12-31}\n", encoding="utf-8"
    )
    found = read(str(tmp_path / "备案.csv"), str(tmp_path / "备案.yaml"))
    assert [one.rule for one in found.waivers] == ["R05.2", "R05.3"]
    assert [one.place.sheet for one in found.waivers] == ["备案", ""]


def test_a_workbook_is_known_by_its_content_whatever_it_is_called(tmp_path: Path) -> None:
    assert len(read(saved(tmp_path, ROW, name="备案.yaml")).waivers) == 1


def test_a_sheet_with_its_header_alone_holds_no_waiver(tmp_path: Path) -> None:
    assert read(saved(tmp_path)).waivers == ()


def test_every_fault_of_a_sheet_is_told_with_its_cell_and_what_to_write(tmp_path: Path) -> None:
    wrong = ["5.2", TEAM, "5月", None, "某办", None, "长期"], ["R05.3", TEAM, None, "x", "/", None, "2022.9.31"]
    path = saved(tmp_path, ROW, *wrong)
    assert faults(path) == [
        "备案.xlsx《备案》A3：规则编号无法识别：“5.2”；应为规则编号，如 R05.2",
        "备案.xlsx《备案》C3：日期无法识别：“5月”；应为一个月份或季度，如 2022-05、2022Q1；几个时段的，一个时段一行",
        "备案.xlsx《备案》D3：必填项空缺；应为事由；补填该单元格，数确为零的填 0",
        "备案.xlsx《备案》G3：日期无法识别：“长期”；应为日期，如 2022-03-05 或 2022年3月5日",
        "备案.xlsx《备案》E4：必填项空缺：“/”；应为批准人；补填该单元格，数确为零的填 0",
        "备案.xlsx《备案》G4：日期无法识别：“2022.9.31”；应为日期，如 2022-03-05 或 2022年3月5日",
    ]


def test_a_missing_column_is_a_fault_of_the_sheet(tmp_path: Path) -> None:
    (tmp_path / "备案.xlsx").write_bytes(book({"备案": [HEADER[:-1], ROW[:-1]]}))
    (fault,) = faults(str(tmp_path / "备案.xlsx"))
    assert fault.startswith("备案.xlsx《备案》：缺少必填列")
    assert "应为有效期至" in fault


def test_a_duty_is_waived_once_in_a_sheet_and_over_all_files(tmp_path: Path) -> None:
    path = saved(tmp_path, ROW, [*ROW[:-1], "2022-06-30"], ["R05.4", TEAM, "2022-05", "x", "y", None, END])
    assert faults(path) == [f"备案.xlsx《备案》A3：R05.2 {TEAM} 的备案写了两次（另一次在 A2）；请只留一项"]
    first, second = saved(tmp_path, ROW, name="1.xlsx"), saved(tmp_path, ROW, name="2.xlsx")
    (fault,) = faults(first, second)
    assert fault.endswith("1.xlsx《备案》A2）；请只留一项")
    with pytest.raises(SideFileError, match=r"2\.xlsx \[备案\] A2: R05\.2"):
        read(first, second)
    assert len(read(first, first).waivers) == 1


def test_two_sheets_of_waivers_in_one_workbook_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "备案.xlsx").write_bytes(book({"备案": [HEADER, ROW], "备案 (2)": [HEADER, ["R05.3", *ROW[1:]]]}))
    (fault,) = faults(str(tmp_path / "备案.xlsx"))
    assert "备案 (2)" in fault


def test_a_workbook_without_the_sheet_names_those_it_has(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(book(rosters()))
    with pytest.raises(UsageError) as caught:
        read(str(tmp_path / "x.xlsx"))
    assert "没有工作表“备案”；现有 组团名册、单位名册、重点村名册、工作组名册；" in caught.value.words.zh


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"\x89PNG\r\n", b"%PDF-1.4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_cannot_be_read_is_wrong_usage(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "备案.xlsx").write_bytes(content)
    with pytest.raises(UsageError, match="no waivers can be read"):
        read(str(tmp_path / "备案.xlsx"))


def test_without_a_pack_that_which_ships_says_how_dates_are_written(tmp_path: Path) -> None:
    assert api.load_waivers(saved(tmp_path, [*ROW[:-1], "2022年12月31日"]))[0].expires == END
