"""A workbook for each who reports: only their sheets, names and duties; filled in rightly it is read without a note."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest

from assistcheck import api
from assistcheck.errors import UsageError
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.template_marks import DUTY_WORDS
from assistcheck.reports.json.v1 import to_data
from builders import library
from builders.filled_templates import filled, needs_office, offered, rule_at, through_office, through_openpyxl
from builders.packs import LEDGERS, PACK
from builders.support import OTHER, OTHER_TOWN, TEAM, TOWN, Grid, book, headers, rosters

AS_OF = date(2022, 6, 30)
NOTES, LISTS = "填表说明", "下拉选项"
OF_OTHERS = {"市级互访", "财政资金", "农民收入", "示范项目", "结对", "培训"}
"""The sheets of duties of cities, counties, work groups and the programme."""
Templates = dict[str, bytes]


def templates_for(sheets: Mapping[str, Grid], pack: Any = PACK) -> Templates:
    """Return the workbooks of a roster, by their file names."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "roster.xlsx")
        path.write_bytes(book(sheets))
        read = api.read_roster(str(path), pack)
    return dict(api.reporter_templates(pack, read.roster))


@cache
def templates() -> Templates:
    return templates_for(rosters())


def opened(team: str = TEAM) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(templates()[f"{team}-填报模板.xlsx"]))


def data_sheets(found: openpyxl.Workbook) -> list[Any]:
    return [page for page in found if page.title not in {NOTES, LISTS}]


def column_of(page: Any, header: str) -> int:
    return next(int(cell.column) for cell in page[1] if cell.value.rstrip("*") == header)


def names_in(found: openpyxl.Workbook, sheet: str, header: str) -> tuple[list[Any], str]:
    """Return the names that a column offers, and what happens with another one."""
    rule = rule_at(found[sheet], 9, column_of(found[sheet], header))
    return offered(found, rule), rule.errorStyle or "stop"


def audited(files: Mapping[str, bytes], folder: Path, sheets: Mapping[str, Grid] | None = None) -> dict[str, Any]:
    """Return the JSON report on workbooks beside the roster."""
    roster = folder / "roster.xlsx"
    roster.write_bytes(book(sheets or rosters()))
    for name, content in files.items():
        (folder / name).write_bytes(content)
    submission = api.read_submissions([str(folder / name) for name in files], PACK, AS_OF, roster=str(roster))
    return to_data(api.audit(PACK, submission, api.Request(as_of=AS_OF)), "zh")


def said_of(report: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """Return what is said of the workbooks themselves."""
    return [(one["code"], one["sheet"], one["cell"]) for one in report["problems"] if one["path"]]


# --- which workbooks, sheets and duties ---------------------------------------------------------


def test_each_who_reports_gets_a_workbook_in_the_order_of_the_roster() -> None:
    assert list(templates()) == [f"{TEAM}-填报模板.xlsx", f"{OTHER}-填报模板.xlsx"]
    assert templates() == templates_for(rosters())


def test_a_workbook_has_the_sheets_that_its_reporter_owes_and_no_other() -> None:
    own = {sheet.title for sheet in LEDGERS.evidence} - OF_OTHERS
    assert {page.title for page in data_sheets(opened())} == {*own, "填报信息"}
    assert opened().sheetnames[:2] == [NOTES, "填报信息"]
    assert opened()[LISTS].sheet_state == "hidden"


@pytest.mark.parametrize("team", [TEAM, OTHER])
def test_every_duty_of_a_reporter_and_of_whom_belongs_to_them_has_its_sheet(team: str, tmp_path: Path) -> None:
    report = audited({"a.xlsx": templates()[f"{team}-填报模板.xlsx"]}, tmp_path)
    titles = {sheet.id: sheet.title for sheet in LEDGERS}
    ledgers = {rule.id: titles[rule.measure.ledger] for rule in PACK.rules}
    of_team = (one for one in report["outcomes"] if one["subject"]["team"] == team and one["status"] != "not_applicable")
    owed = {ledgers[one["rule"]] for one in of_team}
    assert owed
    assert owed <= {page.title for page in data_sheets(opened(team))} - {"填报信息"}


def test_where_no_unit_is_bound_by_its_duty_there_is_no_sheet_for_it() -> None:
    assert "募集资金" in opened().sheetnames  # a unit of the team is a 镇街, and its villages are owed its gifts
    assert "募集资金" not in opened(OTHER).sheetnames


def test_without_villages_there_is_no_sheet_of_villages_alone() -> None:
    sheets = {**rosters(), "重点村名册": [headers("villages"), [TOWN, "东村", TEAM]]}
    found = templates_for(sheets)
    other = openpyxl.load_workbook(BytesIO(found[f"{OTHER}-填报模板.xlsx"])).sheetnames
    assert not {"村集体收入", "募集资金", "民企结对"} & {*other}
    assert {"资金使用", "产业项目"} < {*other}


def test_where_the_roster_of_units_is_missing_nobody_is_taken_to_owe_nothing_of_units() -> None:
    sheets = {title: rows for title, rows in rosters().items() if title != "单位名册"}
    found = openpyxl.load_workbook(BytesIO(templates_for(sheets)[f"{TEAM}-填报模板.xlsx"]))
    assert {"调研互访", "关爱干部", "工作保障"} < {*found.sheetnames}
    assert rule_at(found["调研互访"], 9, column_of(found["调研互访"], "单位")).type is None


def test_the_task_list_has_a_line_for_each_duty_and_subject_with_its_title() -> None:
    page = opened()["任务清单"]
    assert [cell.value for cell in page[1]][1] == DUTY_WORDS.zh
    lines = [tuple(cell.value for cell in row) for row in page.iter_rows(min_row=3)]
    units = {"甲街道", "乙局"}
    kinds = {"team": {TEAM}, "unit": units, "town": {TOWN}}
    assert {(duty, subject) for duty, _, subject, *_ in lines} <= {
        (rule.id, name) for rule in PACK.rules if rule.attested for name in kinds.get(rule.subject.kind, ())
    }
    assert {duty for duty, *_ in lines} >= {"R02.2", "R03.1", "R08.1", "R11.2"}
    titles = {rule.id: rule.title.zh for rule in PACK.rules}
    assert all(words == titles[duty] for duty, words, *_ in lines)
    assert all(rest == (None, None, None) for *_, rest in [(line[:3], line[3:]) for line in lines])
    assert len(lines) == len({*lines}) > 10


def test_what_a_unit_of_two_teams_owes_once_is_a_task_of_the_first() -> None:
    lines = {team: [row[2].value for row in opened(team)["任务清单"].iter_rows(min_row=3)] for team in (TEAM, OTHER)}
    assert "乙局" in lines[TEAM]
    assert "乙局" not in lines[OTHER]


# --- names, dates and amounts -------------------------------------------------------------------


def test_names_are_those_of_the_reporter_and_another_is_refused_only_where_none_can_be_right() -> None:
    found = opened()
    assert names_in(found, "调研互访", "单位") == (["甲街道", "乙局"], "stop")
    assert names_in(found, "调研互访", "重点镇") == ([TOWN], "warning")
    assert names_in(found, "募集资金", "重点镇") == ([TOWN], "stop")
    assert names_in(found, "募集资金", "重点村") == (["东村", "西村"], "warning")
    assert names_in(found, "募集资金", "单位") == (["甲街道", "乙局"], "warning")
    assert names_in(found, "信息报送", "报送主体") == ([TEAM], "warning")
    assert names_in(found, "任务清单", "责任主体") == ([TEAM, "甲街道", "乙局", TOWN], "warning")
    assert names_in(opened(OTHER), "资金使用", "重点镇") == ([OTHER_TOWN], "stop")


def test_a_roster_with_a_rejected_row_enforces_no_name() -> None:
    sheets = rosters()
    sheets["单位名册"] = [*sheets["单位名册"], ("丙局", TEAM, "不知道", "是", None)]
    found = openpyxl.load_workbook(BytesIO(templates_for(sheets)[f"{TEAM}-填报模板.xlsx"]))
    assert names_in(found, "调研互访", "单位")[1] == "warning"


def test_dates_and_amounts_are_checked_with_words() -> None:
    page = opened()["募集资金"]
    for header, kind in (("日期", "date"), ("金额(元)", "decimal")):
        rule = rule_at(page, 9, column_of(page, header))
        assert (rule.type, rule.errorStyle) == (kind, "warning")
        assert rule.prompt
        assert rule.error


def many(number: int) -> dict[str, Grid]:
    """Return rosters of a team with so many units that their names together are far longer than 255 characters."""
    units = [(f"第{at}帮扶单位,含逗号、的名称", TEAM, "镇街", "是", "是") for at in range(number)]
    return {**rosters(), "单位名册": [headers("units"), *units, ("乙局", OTHER, "党政机关", "是", None)]}


def test_a_long_list_is_offered_whole() -> None:
    found = openpyxl.load_workbook(BytesIO(templates_for(many(60))[f"{TEAM}-填报模板.xlsx"]))
    words, _ = names_in(found, "调研互访", "单位")
    assert len(words) == 60
    assert len("".join(words)) > 255


@needs_office
def test_a_long_list_survives_libreoffice(tmp_path: Path) -> None:
    saved = through_office(templates_for(many(60))[f"{TEAM}-填报模板.xlsx"], tmp_path)
    found = openpyxl.load_workbook(saved)
    assert names_in(found, "调研互访", "单位") == ([f"第{at}帮扶单位,含逗号、的名称" for at in range(60)], "stop")
    assert found[LISTS].sheet_state == "hidden"
    assert found["调研互访"].protection.sheet
    assert not found["调研互访"].protection.insertRows


# --- the cover sheet, protection and print ------------------------------------------------------


def test_the_cover_sheet_has_the_name_and_the_version_and_asks_for_the_day() -> None:
    page = opened()["填报信息"]
    lines = {row[0].value: row[1] for row in page.iter_rows(min_row=2)}
    assert {label: cell.value for label, cell in lines.items()} == {
        "填报主体": TEAM,
        "统计截止": None,
        "填报人": None,
        "模板版本": PACK.manifest.template_version,
    }
    assert {label for label, cell in lines.items() if cell.protection.locked} == {"填报主体", "模板版本"}
    assert rule_at(page, lines["统计截止"].row, 2).prompt


def test_headers_are_locked_without_a_password_and_everything_else_can_be_done() -> None:
    found = opened()
    for page in data_sheets(found):
        protection = page.protection
        assert protection.sheet
        assert protection.password is None
        assert protection.hashValue is None
        forbidden = {
            name for name in ("formatColumns", "insertRows", "deleteRows", "sort", "autoFilter") if getattr(protection, name)
        }
        assert forbidden == set(), page.title
        assert all(cell.protection.locked for cell in page[1])
        if page.title != "填报信息":
            assert not any(cell.protection.locked for row in page.iter_rows(min_row=2) for cell in row if cell.value)
            assert page.auto_filter.ref


def test_cells_that_were_never_written_are_unlocked_so_that_rows_can_be_inserted_and_deleted() -> None:
    with zipfile.ZipFile(BytesIO(templates()[f"{TEAM}-填报模板.xlsx"])) as parts:
        styles = parts.read("xl/styles.xml").decode()
        sheet = parts.read("xl/worksheets/sheet3.xml").decode()
    formats = styles.partition("<cellXfs")[2].partition("</cellXfs>")[0].split("<xf ")[1:]
    unlocked = {number for number, one in enumerate(formats) if 'locked="0"' in one}
    assert 0 in unlocked
    assert {int(number) for number in re.findall(r'<col [^>]*style="(\d+)"', sheet)} <= unlocked


def test_every_sheet_prints_on_a4_that_lies_one_page_wide_under_its_header() -> None:
    found = opened()
    for page in (found[NOTES], *data_sheets(found)):
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows == (None if page.title == NOTES else "$1:$1")
        widths = [one.width * (one.max - one.min + 1) for one in page.column_dimensions.values()]
        assert sum(widths) * 7 + len(widths) * 5 <= 1_050, page.title  # pixels of 277 mm


@needs_office
@pytest.mark.skipif(shutil.which("pdftohtml") is None, reason="poppler is not installed")
def test_it_prints_on_few_pages_in_letters_of_ten_points(tmp_path: Path) -> None:
    pdf = through_office(templates()[f"{TEAM}-填报模板.xlsx"], tmp_path, "pdf")
    command = ["pdftohtml", "-xml", "-i", "-stdout", "-zoom", "3", str(pdf)]
    drawn = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert drawn.count("<page ") <= len(data_sheets(opened())) + 7
    assert min(int(size) for size in re.findall(r'<fontspec [^>]*size="(\d+)"', drawn)) >= 30  # of pages three times as large


# --- what comes back ----------------------------------------------------------------------------


def test_an_untouched_workbook_says_nothing(tmp_path: Path) -> None:
    report = audited(templates(), tmp_path)
    assert said_of(report) == []
    assert {one["code"] for one in report["problems"]} <= {"missing-sheet"}
    assert not {one["status"] for one in report["outcomes"]} & {"met", "shortfall", "behind", "on_pace"}


def test_beside_what_others_sent_it_has_not_come(tmp_path: Path) -> None:
    mine = filled(templates()[f"{TEAM}-填报模板.xlsx"], PACK, AS_OF)
    report = audited({"a.xlsx": mine, "b.xlsx": templates()[f"{OTHER}-填报模板.xlsx"]}, tmp_path)
    assert said_of(report) == []
    absent = [one["value"] for one in report["problems"] if one["code"] == "not-submitted"]
    assert absent == [OTHER]


def test_filled_in_rightly_it_is_read_without_a_note(tmp_path: Path) -> None:
    days = (AS_OF, date(2022, 5, 31))  # a unit of two teams does not do one thing twice
    files = {name: filled(content, PACK, day) for (name, content), day in zip(templates().items(), days, strict=True)}
    report = audited(files, tmp_path)
    assert said_of(report) == []
    notes = [(one["code"], one["value"]) for one in report["problems"]]
    assert {*notes} == {("missing-sheet", title) for title in OF_OTHERS}
    for account in report["inputs"][1:]:
        for sheet in account["sheets"]:
            rows = sheet["rows"]
            assert rows["read"] == rows["counted"] + rows["skipped"], sheet["name"]
            assert rows["skipped"] == (sheet["name"] == "任务清单"), sheet["name"]


def test_openpyxl_changes_nothing_of_what_is_read(tmp_path: Path) -> None:
    untouched = {name: through_openpyxl(content) for name, content in templates().items()}
    assert said_of(audited(untouched, tmp_path)) == []


@needs_office
def test_libreoffice_changes_nothing_of_what_is_read(tmp_path: Path) -> None:
    empty = through_office(templates()[f"{OTHER}-填报模板.xlsx"], tmp_path).read_bytes()
    (tmp_path / "second").mkdir()
    mine = through_office(filled(templates()[f"{TEAM}-填报模板.xlsx"], PACK, AS_OF), tmp_path / "second").read_bytes()
    report = audited({"a.xlsx": mine, "b.xlsx": empty}, tmp_path)
    assert said_of(report) == []
    assert [one["value"] for one in report["problems"] if one["code"] == "not-submitted"] == [OTHER]


# --- other packs, and names of every kind -------------------------------------------------------


def test_a_pack_in_english_has_its_own_workbooks_without_a_chinese_word(tmp_path: Path) -> None:
    pack = library.LIBRARY
    found = templates_for(library.rosters(), pack)
    assert list(found) == [f"{library.DISTRICT}-template.xlsx", f"{library.OTHER}-template.xlsx"]
    made = openpyxl.load_workbook(BytesIO(found[f"{library.DISTRICT}-template.xlsx"]))
    assert "Library Card Survey" not in made.sheetnames
    own = {sheet.title for sheet in ledgers_of(pack).evidence} - {"Library Card Survey"}
    assert {*made.sheetnames} == {"How to fill in", "Cover Sheet", "Lists of choices", *own}
    texts = [str(cell.value) for page in made for row in page.iter_rows() for cell in row if cell.value is not None]
    assert [text for text in texts if re.search("[　-￮]", text)] == []
    page = made["Task List"]
    assert {(row[0].value, row[2].value) for row in page.iter_rows(min_row=3)} == {
        ("R02.4", library.DISTRICT),
        ("R05.2", library.DISTRICT),
        ("R08.2", f"Mill Lane ({library.DISTRICT})"),
    }
    day = date(2025, 12, 31)
    files = [filled(found[name], pack, day) for name in found]
    (tmp_path / "roster.xlsx").write_bytes(book(library.rosters()))
    for at, content in enumerate(files):
        (tmp_path / f"{at}.xlsx").write_bytes(content)
    paths = [str(tmp_path / f"{at}.xlsx") for at in range(len(files))]
    read = api.read_submissions(paths, pack, day, roster=str(tmp_path / "roster.xlsx"))
    assert [(one.code, one.place) for one in read.problems if one.place.path] == []


HOSTILE = ["../../逃逸", "=cmd|'/c calc'!A1", "CON", "con", "青禾\x1b[31m组团", "甲" * 200, "<b>&amp;"]


def test_names_of_every_kind_become_safe_files_and_plain_texts() -> None:
    teams = [(name, "甲街道", "韶关市", "翠屏县", f"第{at}镇") for at, name in enumerate(HOSTILE)]
    found = templates_for({"组团名册": [headers("teams"), *teams]})
    assert len(found) == len(HOSTILE)
    assert all(Path(name).name == name and len(name.encode()) <= 120 and name.isprintable() for name in found)
    assert len({name.casefold() for name in found}) == len(HOSTILE)
    for content in found.values():
        made = openpyxl.load_workbook(BytesIO(content))
        cells = [cell for page in made for row in page.iter_rows() for cell in row]
        assert not any(cell.data_type == "f" for cell in cells)


def test_a_roster_without_anybody_who_reports_is_refused_in_words() -> None:
    with pytest.raises(UsageError, match="组团名册") as refused:
        templates_for({"单位名册": rosters()["单位名册"]})
    assert "组团名册" in refused.value.words.zh
