"""What comes back of lists: sorted, cut, converted, copied, edited, written by hand, and who has not answered."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from assistcheck import api
from assistcheck.errors import UsageError
from assistcheck.i18n import LANGUAGES, Lang
from builders.past_reports import TEAM, outcome, past_report, write_report
from builders.replies import COLUMNS, answered, folder_of, header_row, put_rows, rows_of
from unit.replies.lists import DAY, WHOLE, by_number, came, codes, sent_list, the_list
from unit.reports.half_year import content_of, files, team_lists
from unit.reports.shortfalls.test_other_pack import files as library_lists

FILES = Path(__file__).parents[2] / "files" / "replies"


def test_an_answer_is_read_with_its_figures_as_they_were_sent(tmp_path: Path) -> None:
    name, content, number = sent_list()
    found = came(tmp_path, answered(content, {2: {**WHOLE, "proof": "截图"}}))
    one = the_list(found)
    item = by_number(one)[2]
    sent = next(one for one in team_lists() if one.name == name).items[1]
    assert (one.key.name, one.owed, one.answered) == (name, number, "partly")
    assert (item.key.rule, item.key.have, item.key.need, item.key.gap) == (sent.outcome.rule.id, sent.have, sent.need, sent.gap)
    answer = item.answer
    assert (answer.measures, answer.finish, answer.person, answer.proof, answer.state) == (
        *("补报", date(2022, 9, 30), "科长", "截图"),
        "in_progress",
    )
    assert (item.answered, item.verdict) == ("whole", "promised")
    assert {item.answered for at, item in by_number(one).items() if at != 2} == {"no"}
    assert codes(found) == []


def test_rows_are_known_again_when_they_are_sorted_and_others_come_between(tmp_path: Path) -> None:
    def shuffled(page: Worksheet) -> None:
        rows = rows_of(page)
        blank = [None] * COLUMNS["key"]
        put_rows(page, [*reversed(rows[1:]), blank, ["x", *blank[1:7], "另有一事", *blank[8:]], rows[0]])

    _, content, number = sent_list()
    found = came(tmp_path, answered(content, {1: WHOLE, 3: {**WHOLE, "measures": "三"}}, shuffled))
    one = the_list(found)
    assert {at: item.answer.measures for at, item in by_number(one).items() if item.answer.measures} == {1: "补报", 3: "三"}
    assert len(one.items) == number
    assert [row.texts for row in one.extras] == [("x", "另有一事")]
    assert codes(found) == ["row-without-key"]


def test_rows_that_were_deleted_are_not_answered_and_named_by_the_list_that_was_sent(tmp_path: Path) -> None:
    _, content, number = sent_list()
    back = answered(content, {1: WHOLE}, lambda page: put_rows(page, rows_of(page)[:-1]))
    alone = the_list(came(tmp_path, back))
    assert (len(alone.items), alone.unknown, alone.answered) == (number - 1, 1, "partly")
    assert "dropped-rows" in [one.code for one in alone.remarks]
    sent = folder_of(tmp_path / "sent", {"a.xlsx": content})
    beside = the_list(came(tmp_path, back, sent=[sent]))
    assert (len(beside.items), beside.unknown, by_number(beside)[number].answered) == (number, 0, "no")


def test_a_reply_merged_over_rows_and_one_that_says_ditto_stand_in_each(tmp_path: Path) -> None:
    def merged(page: Worksheet) -> None:
        head = header_row(page)
        page.merge_cells(start_row=head + 1, start_column=8, end_row=head + 2, end_column=8)
        page.cell(head + 2, 10).value = "同上"

    _, content, _ = sent_list()
    items = by_number(the_list(came(tmp_path, answered(content, {1: WHOLE, 3: {"measures": "别的"}}, merged))))
    assert [items[at].answer.measures for at in (1, 2, 3)] == ["补报", "补报", "别的"]
    assert [items[at].answer.person for at in (1, 2, 3)] == ["科长", "科长", ""]


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_list_that_libreoffice_saved_is_known_whole(ending: str) -> None:
    found = api.read_replies([str(FILES / f"list.{ending}")], as_of=DAY)
    one = the_list(found)
    items = by_number(one)
    assert (len(one.items), one.unknown, one.key.as_of) == (5, 0, date(2022, 6, 30))
    assert [items[at].answered for at in (1, 2, 3, 4)] == ["whole", "whole", "no", "whole"]
    assert (items[2].answer.finish, items[4].answer.state) == (date(2022, 7, 31), "done")
    assert "edited" not in codes(found)


def test_a_csv_of_the_sheet_is_known_whole(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(FILES / "list.xlsx").worksheets[0]
    lines = (",".join(f'"{_csv(cell.value)}"' for cell in row) for row in page.iter_rows())
    (tmp_path / "list.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    found = api.read_replies([str(tmp_path / "list.csv")], as_of=DAY)
    assert [item.answered for item in the_list(found).items] == ["whole", "whole", "no", "whole", "no"]
    assert "edited" not in codes(found)


def _csv(value: object) -> str:
    shown = value.date().isoformat() if isinstance(value, datetime) else "" if value is None else str(value)
    return shown.replace('"', '""')


# --- what was changed, and what cannot be known ---------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value"), [(3, 9_999), (4, 1), (5, 0), (6, date(2023, 1, 1)), (2, "别的事项"), (7, "不必做")]
)
def test_what_was_sent_and_is_not_as_it_was_is_said_and_what_was_sent_counts(
    tmp_path: Path, column: int, value: object
) -> None:
    def edited(page: Worksheet) -> None:
        page.cell(header_row(page) + 2, column).value = value

    _, content, _ = sent_list()
    found = came(tmp_path, answered(content, {2: WHOLE}, edited))
    assert codes(found) == ["edited"]
    before = the_list(came(tmp_path, answered(content, {2: WHOLE})))
    assert by_number(the_list(found))[2].key == by_number(before)[2].key


def test_a_key_that_is_broken_and_a_row_without_one_are_told_apart_and_shown(tmp_path: Path) -> None:
    def broken(page: Worksheet) -> None:
        head = header_row(page)
        key = str(page.cell(head + 2, COLUMNS["key"]).value)
        page.cell(head + 2, COLUMNS["key"]).value = key[:-6]
        page.cell(head + 3, COLUMNS["key"]).value = None

    _, content, number = sent_list()
    found = came(tmp_path, answered(content, {1: WHOLE, 2: WHOLE, 3: WHOLE}, broken))
    one = the_list(found)
    assert codes(found) == ["unknown-row", "row-without-key", "dropped-rows"]
    assert ([len(one.items), one.unknown], len(one.extras)) == ([number - 2, 2], 2)
    assert "补报" in one.extras[0].texts


def test_a_list_without_any_key_cannot_be_read(tmp_path: Path) -> None:
    def keyless(page: Worksheet) -> None:
        page.delete_cols(COLUMNS["key"])

    found = came(tmp_path, answered(sent_list()[1], {1: WHOLE}, keyless))
    assert codes(found) == ["list-without-keys"]
    assert (found.lists, found.exit_code) == ((), 3)


def test_two_rows_of_one_item_are_one_and_said(tmp_path: Path) -> None:
    def doubled(page: Worksheet) -> None:
        rows = rows_of(page)
        put_rows(page, [*rows, [*rows[0][:7], "另一写法", *rows[0][8:]]])

    found = came(tmp_path, answered(sent_list()[1], {1: WHOLE}, doubled))
    assert codes(found) == ["repeated-row"]
    assert by_number(the_list(found))[1].answer.measures == "补报"


def test_of_two_answers_to_one_list_that_which_was_saved_last_counts(tmp_path: Path) -> None:
    _, content, _ = sent_list()
    old = _saved(answered(content, {1: WHOLE, 2: WHOLE}), 2022, 7, 2)
    new = _saved(answered(content, {1: {**WHOLE, "measures": "新"}}), 2022, 7, 3)
    for contents in ((old, new), (new, old)):
        found = came(tmp_path, *contents)
        one = the_list(found)
        assert by_number(one)[1].answer.measures == "新"
        assert (codes(found), len(one.others)) == (["older-answer"], 1)


def test_a_blank_copy_counts_against_no_answer_however_new_it_is(tmp_path: Path) -> None:
    _, content, _ = sent_list()
    found = came(tmp_path, _saved(content, 2022, 8, 1), _saved(answered(content, {1: WHOLE}), 2022, 7, 1))
    assert by_number(the_list(found))[1].answer.measures == "补报"
    assert codes(found) == []


def _saved(content: bytes, *day: int) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.properties.modified = datetime(*day)  # type: ignore[arg-type]  # noqa: DTZ001 - as openpyxl has it
    out = io.BytesIO()

    class Writer(openpyxl.writer.excel.ExcelWriter):  # openpyxl writes the time of saving over any other
        def write_data(self) -> None:
            self.workbook.properties.modified = datetime(*day)  # type: ignore[arg-type]  # noqa: DTZ001 - as openpyxl has it
            super().write_data()

    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        Writer(book, archive).save()
    return out.getvalue()


# --- cells ---------------------------------------------------------------------------------------


def test_a_formula_is_told_not_calculated(tmp_path: Path) -> None:
    found = came(tmp_path, answered(sent_list()[1], {1: {**WHOLE, "proof": '=HYPERLINK("http://a.invalid","看")'}}))
    assert codes(found) == ["formula-without-value"]
    assert by_number(the_list(found))[1].answer.proof == ""
    assert found.exit_code == 3


def test_the_stored_result_of_a_formula_is_taken_and_said(tmp_path: Path) -> None:
    content = (FILES / "list.xlsx").read_bytes()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                cell = re.compile(rb'<c r="J6"([^>]*?) t="s"[^>]*>.*?</c>')
                assert cell.search(data)
                data = cell.sub(rb'<c r="J6"\1 t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', data)
            new.writestr(entry, data)
    found = came(tmp_path, out.getvalue())
    assert [one.place.cell for one in found.all_remarks() if one.code == "formula"] == ["J6"]
    assert by_number(the_list(found))[1].answer.person == "ab"


# --- who has not answered -------------------------------------------------------------------------


def test_who_has_not_answered_is_known_by_the_index_that_was_sent(tmp_path: Path) -> None:
    name, content, _ = sent_list()
    index = next(content for file, content in files("xlsx").items() if file.startswith("00-"))
    sent = folder_of(tmp_path / "sent", {"00.xlsx": index})
    found = came(tmp_path, answered(content, {1: WHOLE}), sent=[sent])
    assert {one.key.name for one in found.lists} == {one.name for one in team_lists()}
    assert {one.key.name for one in found.lists if one.path} == {name}
    owing = {one.name: len(one.items) for one in team_lists() if one.items}
    assert {one.key.name: one.owed for one in found.lists if one.owed} == owing
    assert found.answered == {"no": len(owing) - 1, "partly": 1}


def test_the_folder_of_lists_that_were_sent_names_each_item_that_nobody_answered(tmp_path: Path) -> None:
    _, content, _ = sent_list()
    sent = folder_of(tmp_path / "sent", files("xlsx"))
    found = came(tmp_path, answered(content, {1: WHOLE}), sent=[sent])
    assert sum(one.unknown for one in found.lists) == 0
    assert sum(len(one.items) for one in found.lists) == sum(len(one.items) for one in team_lists())
    assert "sent-unknown" not in [one.code for one in found.all_remarks()]


def test_a_list_whose_reply_columns_are_blank_has_not_been_answered(tmp_path: Path) -> None:
    found = came(tmp_path, sent_list()[1])
    (one,) = found.lists
    assert (one.answered, one.path.endswith("1.xlsx"), found.exit_code) == ("no", True, 1)


# --- files ----------------------------------------------------------------------------------------


def test_a_folder_without_lists_is_refused_with_what_would_be_one(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "a", {"x.csv": "甲,乙\n1,2\n".encode()})
    with pytest.raises(UsageError, match=r"no shortfall list in it") as error:
        api.read_replies([folder])
    assert "assistcheck shortfalls" in error.value.words.zh


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "back", {"1.xlsx": answered(sent_list()[1], {1: WHOLE}), "2.xlsx": b"PK\x03\x04broken"})
    found = api.read_replies([folder], as_of=DAY)
    assert [one.level for one in found.remarks if one.place.path.endswith("2.xlsx")] == ["error"]
    assert (len(found.lists), found.exit_code) == (1, 3)


def test_lists_in_an_archive_are_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("甲/1.xlsx", answered(sent_list()[1], {1: WHOLE}))
    assert the_list(api.read_replies([str(tmp_path / "a.zip")], as_of=DAY)).path.endswith("a.zip/甲/1.xlsx")


def test_lists_of_another_pack_are_told_and_the_other_is_found_by_its_name(tmp_path: Path) -> None:
    content = next(content for name, content in library_lists("grantee", "xlsx", "en").items() if not name.startswith("00-"))
    alone = came(tmp_path, content)
    assert alone.pack.manifest.name == "county-library-grants"
    both = came(tmp_path, content, sent_list()[1], rules="dongguan-2022")
    assert [one.code for one in both.remarks if one.level == "error"] == ["other-pack"]
    assert len(both.lists) == 1


def test_an_answer_on_paper_is_told_as_not_read(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "back", {"1.xlsx": answered(sent_list()[1], {1: WHOLE}), "复函.docx": b"x", "扫描.PDF": b"x"})
    (remark,) = [one for one in api.read_replies([folder], as_of=DAY).remarks if one.code == "paper-answer"]
    assert "复函.docx、扫描.PDF" in remark.words.zh


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_list_of_either_language_is_read_in_either(tmp_path: Path, lang: Lang) -> None:
    one = next(one for one in team_lists() if len(one.items) > 3)
    words = "Disputed" if lang == "en" else "有异议"
    found = came(tmp_path, answered(content_of(one, "xlsx", lang), {1: {"measures": "口径不同", "state": words}}))
    assert by_number(the_list(found))[1].answer.state == "disputed"
    assert codes(found) == []


def test_a_report_of_another_pack_is_refused_and_an_older_one_said(tmp_path: Path) -> None:
    back = answered(sent_list()[1], {1: WHOLE})
    ended = {"summary": {"exit_code": 1}}
    plain = past_report("2022-09-30", [outcome("R05.2", TEAM, "met")], [], pack="another") | ended
    other = write_report(tmp_path, "other.json", plain)
    with pytest.raises(UsageError, match="another"):
        came(tmp_path, back, report=str(other), as_of=None)
    old = write_report(tmp_path, "old.json", past_report("2022-03-31", [outcome("R05.2", TEAM, "met")], []) | ended)
    found = came(tmp_path, back, report=str(old), as_of=None)
    assert "older-report" in codes(found)
    assert found.as_of == date(2022, 3, 31)
