"""The notice and the letter: what a superior signs, piece by piece."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pytest

from assistcheck import api
from assistcheck.audit.outcomes import Report
from assistcheck.audit.request import Request
from assistcheck.audit.waivers import Waiver
from assistcheck.i18n import Lang
from assistcheck.reports import View
from assistcheck.reports.common.letter import Letter
from assistcheck.reports.shortfalls.files import list_files
from assistcheck.reports.shortfalls.grouping import ShortfallList, lists_of
from assistcheck.reports.shortfalls.notice import outline
from assistcheck.reports.shortfalls.notice_blocks import Block, Details, FormRow, ReplyForm
from builders.support import OTHER, TEAM, book, declaration, ledger, pack, rosters, submit
from unit.reports.half_year import HALF, SAMPLE, content_of, report, team_lists, text_of
from unit.reports.library import FIRST, library, report_of

LETTER = Letter("测试办公室", "某科，0000-0000", date(2022, 7, 15), date(2022, 7, 1), "测函〔2022〕5号")
FORMATS = ("docx", "md", "html")
NEWS = {"team": TEAM, "outlet": "甲报", "level": "市"}


def pieces(one: ShortfallList, lang: Lang = "zh", letter: Letter = LETTER) -> list[object]:
    return list(outline(one, View(lang, letter=letter)))


def blocks(one: ShortfallList, lang: Lang = "zh", letter: Letter = LETTER) -> dict[str, str]:
    """Return the last block of each kind."""
    return {piece.kind: piece.text for piece in pieces(one, lang, letter) if isinstance(piece, Block)}


def shown(one: ShortfallList, format_name: str, view: View) -> str:
    """Return what a list says in a format."""
    found = list_files(one.report, one.by, format_name, view, only_short=one.only_short)
    content = next(content for name, content in found if name.startswith(one.name))
    return text_of(content) if format_name == "docx" else content.decode()


def rows(one: ShortfallList, lang: Lang = "zh") -> tuple[FormRow, ...]:
    return next(piece.rows for piece in pieces(one, lang) if isinstance(piece, ReplyForm))


# --- the frame ---------------------------------------------------------------------------------


@pytest.mark.parametrize("format_name", FORMATS)
def test_every_format_says_who_sends_it_whom_to_ask_and_by_when_to_answer(format_name: str) -> None:
    text = shown(team_lists()[0], format_name, View(letter=LETTER))
    order = (
        "测函〔2022〕5号",
        "关于2022年第二季度帮扶工作事项的督办通知",
        f"{team_lists()[0].name}",
        "请于2022年7月15日前",
        "特此通知。",
    )
    order = (*order, "测试办公室", "2022年7月1日", "（联系人及电话：某科，0000-0000）")
    places = [text.rindex(words) if words == "2022年7月1日" else text.index(words) for words in order if format_name == "docx"]
    assert places == sorted(places)
    assert all(words in text for words in order)


def test_a_letter_of_a_program_is_that_of_its_lists() -> None:
    name, content = next(api.shortfall_lists(report(), "team", "md", letter=LETTER))
    assert name.endswith(".md")
    assert "测试办公室" in content.decode()
    with pytest.raises(api.UsageError, match="before the as-of date"):
        api.shortfall_lists(report(), "team", "md", letter=Letter(reply_by=date(2022, 6, 29)))


def test_what_is_not_given_is_to_be_filled_in_and_no_number_is() -> None:
    found = blocks(team_lists()[0], letter=Letter())
    assert "number" not in found
    assert found["last"].startswith("请于（请填写反馈截止日期）前")
    assert found["contact"] == "（联系人及电话：请填写）"
    text = text_of(content_of(team_lists()[0], "docx"))
    assert "（发文单位）\n（成文日期）" in text


def test_the_closing_stays_on_one_page_with_the_last_paragraph() -> None:
    paragraphs = docx.Document(io.BytesIO(content_of(team_lists()[0], "docx"))).paragraphs
    start = next(at for at, one in enumerate(paragraphs) if one.text.startswith("请于"))
    assert [one.paragraph_format.keep_with_next for one in paragraphs[start:-1]] == [True] * (len(paragraphs) - start - 1)
    assert paragraphs[-1].text.startswith("（联系人及电话")


def test_no_row_is_broken_headers_are_repeated_and_an_item_stays_with_its_room() -> None:
    for table in docx.Document(io.BytesIO(content_of(team_lists()[0], "docx"))).tables:
        xml = [row._tr.xml for row in table.rows]
        assert all("<w:cantSplit/>" in row for row in xml)
    form = docx.Document(io.BytesIO(content_of(team_lists()[0], "docx"))).tables[0]
    assert ["<w:tblHeader/>" in row._tr.xml for row in form.rows][:3] == [True, True, False]
    for owed in form.rows[2::2]:
        assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in owed.cells)


def test_a_ground_stays_with_the_first_of_its_items_and_no_paragraph_of_it_is_broken() -> None:
    paragraphs = docx.Document(io.BytesIO(content_of(team_lists()[0], "docx"))).paragraphs
    said = [at for at, one in enumerate(paragraphs) if "w:fill=" in one._p.xml]
    assert len(said) > 3
    for at in said:
        assert paragraphs[at].paragraph_format.keep_with_next
        assert paragraphs[at].paragraph_format.keep_together
    first = next(one for one in paragraphs if one.text.startswith("第1项"))
    assert first.paragraph_format.keep_together


def test_a_document_refers_to_nothing_outside_itself() -> None:
    with zipfile.ZipFile(io.BytesIO(content_of(team_lists()[0], "docx"))) as package:
        assert not [name for name in package.namelist() if b'TargetMode="External"' in package.read(name)]


@pytest.mark.parametrize("issuer", ["某办", "某某市驻镇帮镇扶村工作办公室", "某某市驻镇帮镇扶村工作领导小组办公室"])
def test_the_day_stands_four_characters_from_the_edge_below_the_middle_of_the_sender(issuer: str) -> None:
    view = View(letter=Letter(issuer, issued_on=date(2022, 7, 1)))
    content = next(content for _, content in list_files(report(), "team", "docx", view))
    paragraphs = {one.text: one._p.xml for one in docx.Document(io.BytesIO(content)).paragraphs}
    sender, day = (int(re.search(r'w:rightChars="(\d+)"', paragraphs[text])[1]) / 100 for text in (issuer, "2022年7月1日"))  # type: ignore[index]
    assert day == max(4, (len(issuer) - 6) / 2)
    assert sender == pytest.approx(day - (len(issuer) - 6) / 2, abs=0.01)


# --- the table and the grounds -----------------------------------------------------------------


def test_the_items_are_numbered_as_pressing_as_they_are() -> None:
    one = team_lists()[0]
    assert [row.number for row in rows(one)] == [str(number) for number in range(1, len(one.items) + 1)]
    assert [row.duty for row in rows(one)] == [item.outcome.rule.title.zh for item in one.items]
    assert one.items[0].outcome.status == "shortfall"
    assert rows(one)[-1].tail == "：滞后，目前应达15万元"
    assert (rows(one)[-1].need, rows(one)[-1].gap) == ("不少于30万元", "164,280元")


def test_each_quotation_stands_once_with_the_items_under_it() -> None:
    for one in team_lists()[:12]:
        text = text_of(content_of(one, "docx"))
        for quote in {item.outcome.rule.quote for item in one.items}:
            assert text.count(quote) == 1, quote
        labels = [entry.label for group in grounds(one).groups for entry in group.entries]
        numbers = [int(label.removeprefix("第").partition("项")[0]) for label in labels]
        assert sorted(numbers) == list(range(1, len(one.items) + 1))


def grounds(one: ShortfallList, lang: Lang = "zh") -> Details:
    return next(piece for piece in pieces(one, lang) if isinstance(piece, Details))


def test_an_entry_says_which_rows_count_and_which_do_not_and_ends_with_its_rule() -> None:
    one = team_lists()[0]
    text = grounds(one).groups[-1].entries[-1].text
    assert text == "计入《消费帮扶》第33行；未计入《消费帮扶》第48行：“产地”为“其他地市”；此后6个月每月至少27,380元（R11.3）。"


@pytest.mark.parametrize("format_name", FORMATS)
def test_no_bar_stands_in_a_sentence_and_no_folder_anywhere(format_name: str) -> None:
    sheets = {**declaration(TEAM), **ledger("briefings", *two_of("briefings"))}
    files = {
        "部门/收/a.xlsx": book(sheets),
        "部门/收二/a.xlsx": book({**declaration(TEAM), **ledger("media_reports", *news())}),
    }
    found = api.audit(pack(), submit(files, HALF, roster=book(rosters())), Request(HALF))
    one = next(one for one in lists_of(found, "team", ".x").lists if one.name == TEAM)
    text = shown(one, format_name, View())
    assert "a.xlsx (2)" in text or "a.xlsx" in text
    assert "部门" not in text
    assert "收二" not in text
    if format_name == "docx":
        assert "|" not in text


def two_of(name: str) -> list[dict[str, object]]:
    row = {"date": date(2022, 4, 1), "reporter": TEAM, "title": "一", "recipients": "市经协办"}
    assert name == "briefings"
    return [row, row]


def news() -> Iterable[dict[str, object]]:
    return ({**NEWS, "title": str(number), "date": date(2022, 3, number)} for number in range(1, 3))


def test_the_only_workbook_has_no_name_in_a_notice() -> None:
    assert "data.xlsx" not in "".join(text_of(content_of(one, "docx")) for one in team_lists())


# --- other lists -------------------------------------------------------------------------------


@cache
def of_one_team() -> Report:
    """Return the audit of one team's workbook; another team has sent nothing."""
    sheets = {**declaration(TEAM), **ledger("media_reports", *news())}
    return api.audit(pack(), submit({"a.xlsx": book(sheets)}, HALF, roster=book(rosters())), Request(HALF))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("尚未收到白露镇组团的填报表", "请于2022年7月15日前报送填报表。", "特此通知。")),
        ("en", ("no workbook of 白露镇组团 has come in", "Please send the workbook by 15 July 2022.", "Yours sincerely,")),
    ],
)
def test_one_who_has_sent_nothing_is_asked_to_send(lang: Lang, words: tuple[str, ...]) -> None:
    one = next(one for one in lists_of(of_one_team(), "team", ".x").lists if one.name == OTHER)
    text = shown(one, "docx", View(lang, letter=LETTER))
    assert all(word in text for word in words)
    assert not [piece for piece in pieces(one, lang) if isinstance(piece, ReplyForm)]
    assert "整改措施" not in text


def test_one_with_nothing_short_is_told_so_and_has_nothing_to_answer() -> None:
    selection = api.select(["R05.2"], [], [])
    sheets = {**declaration(TEAM), **ledger("media_reports", *news())}
    submission = submit({"a.xlsx": book(sheets)}, HALF, roster=book(rosters()))
    found = api.audit(pack(), submission, Request(HALF, selection=selection))
    one = next(one for one in lists_of(found, "team", ".x").lists if one.name == TEAM)
    text = shown(one, "docx", View(letter=LETTER))
    assert "没有未达标或滞后的事项。" in text
    assert "请于" not in text
    assert "特此通知。" in text


def test_what_is_waived_stands_after_the_grounds_and_asks_for_no_answer() -> None:
    item = team_lists()[0].items[0]
    waiver = Waiver(
        rule=item.outcome.rule.id,
        subject=item.outcome.subject.name,
        reason="资金在途",
        approved_by="甲",
        expires=date(2022, 12, 31),
        document="备1",
    )
    found = api.audit(pack(), submit({"d.xlsx": SAMPLE.read_bytes()}, HALF), Request(HALF, waivers=(waiver,)))
    one = next(one for one in lists_of(found, "team", ".x").lists if one.name == team_lists()[0].name)
    text = shown(one, "docx", View())
    assert len(one.items) == len(team_lists()[0].items) - 1
    assert "已备案的事项（1项，不需反馈）" in text
    assert "资金在途" in text


def test_a_list_of_what_is_short_alone_says_so_and_counts_nothing_else() -> None:
    one = next(one for one in lists_of(report(), "team", ".x", only_short=True).lists if one.items)
    text = shown(one, "docx", View())
    assert "本通知只列未达标事项。" in text
    assert "滞后于序时进度" not in text
    assert "无法判定" not in text


def test_a_units_notice_names_the_team_for_which_it_owes_a_duty_not_itself() -> None:
    end = date(2022, 12, 31)
    found = api.audit(pack(), submit({"d.xlsx": (SAMPLE.parent / "2022.xlsx").read_bytes()}, end), Request(end))
    one = next(one for one in lists_of(found, "unit", ".x").lists if one.items[0].outcome.rule.id == "R01.4")
    assert rows(one)[0].tail == f"：{one.items[0].outcome.subject.group('team')}"


# --- the letter --------------------------------------------------------------------------------


def library_list() -> ShortfallList:
    return next(one for one in lists_of(report_of(library()), "grantee", ".x").lists if one.name == FIRST)


def test_a_letter_has_the_parts_of_a_letter_in_their_order() -> None:
    letter = Letter("County Office", "the desk", date(2026, 4, 20), date(2026, 4, 6), "CLG-1")
    kinds = [piece.kind for piece in pieces(library_list(), "en", letter) if isinstance(piece, Block)]
    frame = [kind for kind in kinds if kind not in {"text", "section"}]
    assert frame[:6] == ["letterhead", "date", "reference", "recipient", "title", "greeting"]
    assert frame[6:] == ["last", "valediction", "sender", "enclosures", "enclosure"]
    found = blocks(library_list(), "en", letter)
    assert (found["date"], found["reference"], found["greeting"]) == ("April 6, 2026", "Reference: CLG-1", f"Dear {FIRST}:")
    assert found["last"].endswith("by April 20, 2026. Questions may be put to the desk.")


def test_a_letter_has_no_punctuation_of_chinese() -> None:
    view = View("en", letter=Letter("County Office", "the desk", date(2026, 4, 20), date(2026, 4, 6)))
    for format_name in FORMATS:
        assert not set(shown(library_list(), format_name, view)) & set("，。；：、（）《》")


def test_a_letter_has_the_verb_and_the_noun_that_a_number_asks_for() -> None:
    text = shown(team_lists()[8], "md", View("en"))
    assert team_lists()[8].counts["shortfall"] == 1
    assert ": 1 duty is short, 3 could not be judged." in text
    assert "duties are" in shown(team_lists()[0], "md", View("en"))


def test_the_notes_of_a_letter_are_its_enclosure_on_a_page_of_their_own() -> None:
    content = content_of(team_lists()[0], "docx", "en")
    paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    (start,) = (at for at, one in enumerate(paragraphs) if one.paragraph_format.page_break_before)
    assert paragraphs[start].text == "Enclosure: Notes on your duties"
    assert "Not judged (3)" in [one.text for one in paragraphs[start:]]


def test_a_list_keeps_its_bytes_in_either_language(tmp_path: Path) -> None:
    one = library_list()
    for lang in ("zh", "en"):
        contents = [dict(list_files(one.report, "grantee", "docx", View(lang, letter=LETTER)))[name_of(lang)] for _ in range(2)]
        assert contents[0] == contents[1]
        (tmp_path / f"{lang}.docx").write_bytes(contents[0])


def name_of(lang: str) -> str:
    return f"{FIRST}-shortfalls.docx" if lang == "en" else f"{FIRST}-督办清单.docx"
