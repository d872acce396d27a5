"""A marked copy: colours, comments and links where the faults stand; values and formulas as the submitter left them."""

from __future__ import annotations

import io
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.annotate import Annotated, annotate, size_check
from assistcheck.annotate.messages import AUTHOR, COLOURS, GREY
from assistcheck.errors import WorkbookError
from assistcheck.i18n import Lang
from builders.support import TEAM, YEAR_END, Tweak, book, ledger, patched, rosters, submit

NEWS: dict[str, object] = {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1)}
ROWS: list[dict[str, object]] = [
    {**NEWS, "title": "一"},
    {**NEWS, "title": "二", "date": "2022.1"},
    {**NEWS, "title": "一"},
    {**NEWS, "title": "三", "level": "厅级", "team": "青禾镇组囗"},
    {**NEWS, "title": "四", "date": date(2021, 12, 1)},
]


def marked(content: bytes, lang: Lang = "zh") -> Annotated:
    submission = submit({"data.xlsx": content}, YEAR_END)
    return annotate(content, submission.inputs[0], submission, lang)


def sample(tweak: Tweak | None = None) -> bytes:
    return book({**rosters(), **ledger("media_reports", *ROWS)}, tweak)


def opened(found: Annotated) -> Workbook:
    return load_workbook(io.BytesIO(found.content), rich_text=True)


def colour(cell: Any) -> str | None:
    return cell.fill.fgColor.rgb if cell.fill.fill_type else None


def texts(page: Any) -> list[str]:
    return [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]


def test_the_faulty_cell_is_coloured_and_says_what_was_expected() -> None:
    page = opened(marked(sample()))["媒体报道"]
    assert colour(page["A3"]) == COLOURS["error"]
    assert page["A3"].comment.author == AUTHOR
    assert page["A3"].comment.text.startswith("本行未计入：填报有误，已退回\n日期无法识别：“2022.1”；应为")
    assert "怎么改：写全年、月、日，如 2022-03-05" in page["A3"].comment.text
    assert page["A3"].value == "2022.1"


def test_each_fault_of_a_row_has_its_own_cell() -> None:
    page = opened(marked(sample()))["媒体报道"]
    assert (colour(page["B5"]), colour(page["E5"])) == (COLOURS["error"], COLOURS["error"])
    assert "青禾镇组团" in page["B5"].comment.text
    assert "中央、省、市、县、县级以下" in page["E5"].comment.text


def test_rows_that_do_not_count_are_grey_and_say_why() -> None:
    page = opened(marked(sample()))["媒体报道"]
    assert {colour(page.cell(4, column)) for column in (2, 3, 4, 5)} == {GREY}
    assert "同一佐证重复填报" in page["A4"].comment.text
    assert colour(page["B6"]) == GREY
    assert "不在本年度之内" in page["A6"].comment.text
    assert [colour(page.cell(2, column)) for column in range(1, 7)] == [None] * 6
    assert page["A2"].comment is None


def test_english_comments() -> None:
    page = opened(marked(sample(), "en"))["媒体报道"]
    assert "not a date that can be read" in page["A3"].comment.text
    assert opened(marked(sample(), "en")).sheetnames[0] == "Review result"


def test_the_first_sheet_links_to_each_cell_and_accounts_for_each_row() -> None:
    written = opened(marked(sample()))
    page = written.worksheets[0]
    assert (page.title, written.active.title) == ("审核结果", "审核结果")
    links = [cell.hyperlink.location for row in page.iter_rows() for cell in row if cell.hyperlink]
    for cell in ("A3", "A4", "B5", "E5", "A6"):
        assert f"'媒体报道'!{cell}" in links
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    account = next(row for row in rows if row[0] == "媒体报道" and isinstance(row[1], int))
    assert account[:4] == ["媒体报道", 5, 1, "退回 2，重复 1，期外 1"]
    assert sum(page.sheet_view.tabSelected for page in written.worksheets) == 1


def test_the_rows_of_a_sheet_that_is_not_used_are_in_the_list_of_those_that_do_not_count() -> None:
    sheet = ledger("media_reports", *ROWS)["媒体报道"]
    without = {"媒体报道": [[cell for at, cell in enumerate(row) if at != 4] for row in sheet]}
    page = opened(marked(book({**rosters(), **without}))).worksheets[0]
    lines = [[cell.value for cell in row[:4]] for row in page.iter_rows()]
    assert ["媒体报道", f"整张表（{len(ROWS)} 行）", "退回", "整张表没有采用，见上面的问题"] in lines
    assert [f"未计入的行（{len(ROWS)} 行）", None, None, None] in lines


def test_what_has_to_be_corrected_is_listed_before_what_is_to_be_looked_at() -> None:
    levels = [cell.value for cell in opened(marked(sample())).worksheets[0]["C"] if cell.value in {"须改正", "请核对", "备注"}]
    listed = levels[levels.index("须改正") :]
    assert listed == sorted(listed, key=["须改正", "请核对", "备注"].index)
    assert len(set(listed)) > 1


def test_the_same_marks_are_the_same_bytes_whenever_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    content = sample()
    first = marked(content).content
    monkeypatch.setattr("time.localtime", lambda *_: time.struct_time((2031, 5, 6, 7, 8, 10, 1, 126, 0)))
    time.sleep(1.1)  # the document says to the second when it was modified
    assert marked(content).content == first


def test_a_workbook_without_faults_says_so() -> None:
    content = book({**rosters(), **ledger("media_reports", ROWS[0])})
    found = marked(content)
    assert (found.rows, found.errors) == (0, 0)
    assert "没有发现需要改正的内容。" in texts(opened(found).worksheets[0])


def test_every_value_stays_as_it_was() -> None:
    content = sample()
    before, after = load_workbook(io.BytesIO(content)), opened(marked(content))
    for page in before.worksheets:
        cells = [(cell.coordinate, cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]
        assert [(name, after[page.title][name].value) for name, _ in cells] == cells


def test_formulas_stay_and_texts_that_look_like_formulas_stay_texts() -> None:
    def tweak(_: object, pages: dict[str, Worksheet]) -> None:
        pages["媒体报道"].write_formula("F2", "=1+1", None, 2)
        pages["媒体报道"].write_string("C3", "=HYPERLINK(1)")
        pages["媒体报道"].write_string("B3", "=cmd")

    found = marked(sample(tweak))
    written = opened(found)
    page = written["媒体报道"]
    assert (page["F2"].data_type, page["F2"].value) == ("f", "=1+1")
    assert (page["C3"].data_type, page["C3"].value) == ("s", "=HYPERLINK(1)")
    assert "=cmd" in texts(written.worksheets[0])
    formulas = [(p.title, c.coordinate) for p in written.worksheets for row in p.iter_rows() for c in row if c.data_type == "f"]
    assert formulas == [("媒体报道", "F2")]
    assert [loss.number for loss in found.losses if "公式" in loss.what.zh] == [1]


def test_a_merged_cell_is_marked_where_it_shows() -> None:
    def tweak(_: object, pages: dict[str, Worksheet]) -> None:
        pages["媒体报道"].merge_range("A3:A4", "2022.1")

    page = opened(marked(sample(tweak)))["媒体报道"]
    assert colour(page["A3"]) == COLOURS["error"]
    assert page["A3"].comment is not None


def test_the_submitters_own_comment_is_kept_below() -> None:
    raw = load_workbook(io.BytesIO(sample()))
    raw["媒体报道"]["A3"].comment = Comment("待补日期", "某某")
    out = io.BytesIO()
    raw.save(out)
    assert opened(marked(out.getvalue()))["媒体报道"]["A3"].comment.text.endswith("原批注：待补日期")


def test_a_marked_copy_that_comes_back_corrected_is_clean_again() -> None:
    first = opened(marked(sample()))
    page = first["媒体报道"]
    page["A3"].value, page["E5"].value, page["B5"].value = date(2022, 4, 1), "市", TEAM
    page["C4"].value, page["A6"].value = "五", date(2022, 5, 1)
    out = io.BytesIO()
    first.save(out)
    again = marked(out.getvalue())
    assert (again.rows, again.errors, again.remarks) == (0, 0, 0)
    written = opened(again)
    assert written.sheetnames.count("审核结果") == 1
    cells = [cell for row in written["媒体报道"].iter_rows(min_row=2) for cell in row]
    assert {colour(cell) for cell in cells} == {None}
    assert [cell.coordinate for cell in cells if cell.comment] == []


def test_a_sheet_of_that_name_of_the_submitters_own_is_kept() -> None:
    content = book({**rosters(), **ledger("media_reports", *ROWS), "审核结果": [["本单位自查"]]})
    written = opened(marked(content))
    assert written.sheetnames[0] != "审核结果"
    assert written["审核结果"]["A1"].value == "本单位自查"


def test_control_characters_in_a_cell_do_not_stop_the_copy() -> None:
    hostile = [{**NEWS, "title": "一\x1b[2J\u202e", "level": "=1\x07"}]
    page = opened(marked(book({**rosters(), **ledger("media_reports", *hostile)}))).worksheets[0]
    assert not any(set(text) & set("\x1b\x07\u202e") for text in texts(page))


# --- what a copy cannot keep --------------------------------------------------------------------

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def with_parts(**parts: bytes) -> bytes:
    """Return a workbook with more parts, by their names with ``__`` for ``/``."""
    import zipfile  # noqa: PLC0415

    out = io.BytesIO(sample())
    with zipfile.ZipFile(out, "a") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl__vbaProject_dot_bin", "宏"),
        ("xl__media__image1_dot_png", "图片"),
        ("xl__cellimages_dot_xml", "DISPIMG"),
        ("xl__slicers__slicer1_dot_xml", "切片器"),
        ("xl__ctrlProps__ctrlProp1_dot_xml", "表单控件"),
        ("xl__embeddings__file_dot_bin", "嵌入的文件"),
        ("xl__connections_dot_xml", "外部数据连接"),
        ("xl__charts__chart1_dot_xml", "图表的部分格式"),
        ("_xmlsignatures__sig1_dot_xml", "数字签名"),
        ("xl__strange__thing_dot_dat", "其他内容（xl/strange/thing.dat）"),
    ],
)
def test_parts_that_are_lost_are_said_on_the_first_sheet(part: str, words: str) -> None:
    found = marked(with_parts(**{part: b"<x/>"}))
    assert [words in loss.what.zh for loss in found.losses] == [True]
    assert any(words in text for text in texts(opened(found).worksheets[0]))


def test_pictures_that_are_lost_are_counted() -> None:
    def tweak(_: object, pages: dict[str, Worksheet]) -> None:
        pages["媒体报道"].insert_image("H2", "a.png", {"image_data": io.BytesIO(PICTURE)})

    found = marked(sample(tweak))
    assert [(loss.what.zh, loss.number) for loss in found.losses] == [("图片", 1)]


def test_extensions_of_a_sheet_are_said() -> None:
    main = b"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    lists = b"<x14:dataValidations><x14:dataValidation/></x14:dataValidations>"
    extension = b'<extLst><ext xmlns:x14="%s" uri="{A}">%s</ext></extLst></worksheet>' % (main, lists)
    content = patched(sample(), "xl/worksheets/sheet5.xml", lambda xml: xml.replace(b"</worksheet>", extension))
    assert [(loss.what.zh, loss.number) for loss in marked(content).losses] == [("引用其他工作表的下拉框", 1)]


def test_values_under_a_merge_are_said() -> None:
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="C2:D3"/></mergeCells>'
    content = patched(sample(), "xl/worksheets/sheet5.xml", lambda xml: xml.replace(b"</sheetData>", merge))
    assert [(loss.what.zh, loss.number) for loss in marked(content).losses] == [("合并单元格盖住的内容", 3)]


def test_a_number_that_is_no_date_under_a_format_of_dates_is_said() -> None:
    def tweak(made: Any, pages: dict[str, Worksheet]) -> None:
        pages["媒体报道"].write_number("H2", 1e9, made.add_format({"num_format": "yyyy-mm-dd"}))

    assert ["#VALUE!" in loss.what.zh for loss in marked(sample(tweak)).losses] == [True]


def test_a_workbook_whose_sheets_the_copy_would_lack_is_refused() -> None:
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    usual = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content = patched(sample(), "xl/worksheets/sheet5.xml", lambda xml: xml.replace(usual, strict))
    submission = submit({"data.xlsx": content}, YEAR_END)
    with pytest.raises(WorkbookError):
        annotate(content, submission.inputs[0], submission, "zh")


def test_nothing_is_lost_of_the_template_and_of_a_plain_workbook() -> None:
    assert marked(sample()).losses == ()


def test_what_is_said_to_be_kept_is_kept() -> None:
    def tweak(made: Any, pages: dict[str, Worksheet]) -> None:
        page = pages["媒体报道"]
        page.freeze_panes(1, 0)
        page.autofilter("A1:F6")
        page.data_validation("E2:E9", {"validate": "list", "source": ["市", "县"]})
        page.conditional_format("A2:A9", {"type": "blanks", "format": made.add_format({"bg_color": "#FF0000"})})
        page.set_column("A:A", 33)
        page.write_url("G2", "https://example.com/a", None, "链接")
        page.write_rich_string("H2", "甲", made.add_format({"bold": True}), "乙")

    page = opened(marked(sample(tweak)))["媒体报道"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:F6"
    assert page.data_validations.dataValidation[0].sqref
    assert len(page.conditional_formatting) == 1
    assert page.column_dimensions["A"].width > 33
    assert page["G2"].hyperlink.target == "https://example.com/a"
    assert [str(part) for part in page["H2"].value] == ["甲", "乙"]


@pytest.mark.parametrize(
    "element",
    [
        b'<mergeCells count="1"><mergeCell ref="G1:XFD1048576"/></mergeCells>',
        b'<hyperlinks><hyperlink ref="G1:XFD1048576" location="A1"/></hyperlinks>',
    ],
)
def test_what_would_fill_the_memory_is_refused(element: bytes) -> None:
    content = patched(sample(), "xl/worksheets/sheet5.xml", lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + element))
    with pytest.raises(WorkbookError) as raised:
        marked(content)
    assert raised.value.code == "too-large"


def test_a_workbook_of_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(size_check, "MAX_CELLS", 10)
    with pytest.raises(WorkbookError):
        marked(sample())


def test_the_shipped_sample_can_be_marked() -> None:
    content = (Path(__file__).parents[3] / "sample_data" / "one-team.xlsx").read_bytes()
    found = marked(content)
    assert (found.rows, found.errors) == (1, 1)


def test_the_first_sheet_prints_on_a4_as_wide_as_the_page_in_letters_of_10_points() -> None:
    page: Any = opened(marked(sample())).worksheets[0]
    assert (page.page_setup.paperSize, page.page_setup.orientation, page.page_setup.fitToHeight) == (9, "landscape", 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert {cell.font.size for row in page.iter_rows() for cell in row if cell.value is not None} == {10, 12, 16}
    assert sum(page.column_dimensions[letter].width for letter in "ABCDEFG") <= 134


@pytest.mark.parametrize("height", [200, 220, 320, 440, 450, 460])
def test_no_heading_is_left_at_the_foot_of_a_page(height: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistcheck.annotate.summary_sheet._PAGE", height)
    page: Any = opened(marked(sample())).worksheets[0]
    pages, used = [0], 0.0
    for row in range(1, page.max_row + 1):
        line = page.row_dimensions[row].height or 15.5
        pages.append(pages[-1] + (used + line > height))
        used = line if used + line > height else used + line
    heads = [row for row in range(2, page.max_row + 1) if page.cell(row, 1).font.size == 12]
    assert len(heads) == 4
    assert [pages[row] for row in heads] == [pages[row + 2] for row in heads]


def test_a_fault_is_told_without_paths_and_signs_between_values() -> None:
    written = opened(marked(sample()))
    said = [*texts(written.worksheets[0]), str(written["媒体报道"]["A4"].comment.text)]
    assert not [one for one in said if "|" in one or "data.xlsx《" in one]
