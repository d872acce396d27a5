"""``assistcheck annotate PATH... -o DIR``: what goes back with each workbook says what the JSON report says."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook, load_workbook

from assistcheck.output_marker import COPY_MARK, OWN_MARK
from builders.support import OTHER, TEAM, book, declaration, ledger, rosters
from unit.cli.console import Ran, Shell

DAY = date(2022, 6, 30)
AT = ("--as-of", "2022-06-30", "--lang", "zh")
NEWS: dict[str, object] = {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1)}
WRONG: list[dict[str, object]] = [
    {**NEWS, "title": "一"},
    {**NEWS, "title": "二", "date": "2022.1"},
    {**NEWS, "title": "三", "date": "2022.5"},
    {**NEWS, "title": "一"},
    {**NEWS, "title": "四", "level": "厅级", "team": "青禾镇组囗"},
]
BUY: dict[str, object] = {
    "team": TEAM,
    "date": date(2022, 3, 2),
    "channel": "其他",
    "form": "采购",
    "product": "米",
    "origin": "韶关",
    "amount": 300,
    "voucher": "P1",
}
NAME, INDEX, MERGE = "2022年二季度.xlsx", "00-审核总表.xlsx", "00-邮件合并.csv"


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    """Return a folder: two teams' workbooks of one name that claim one voucher, one in order, one damaged, an archive."""
    inside = tmp_path / "报送"
    for name in ("青禾", "白露"):
        (inside / name).mkdir(parents=True)
    (inside / "名册.xlsx").write_bytes(book(rosters()))
    sent = {**declaration(TEAM, DAY), **ledger("media_reports", *WRONG), **ledger("purchases", BUY)}
    (inside / "青禾" / NAME).write_bytes(book(sent))
    other = {**declaration(OTHER, DAY), **ledger("purchases", {**BUY, "team": OTHER})}
    (inside / "白露" / NAME).write_bytes(book(other))
    (inside / "坏.xlsx").write_bytes(b"hello")
    with zipfile.ZipFile(inside / "邮件.zip", "w") as packed:
        packed.writestr("附件/无主.xlsx", book(ledger("media_reports", {**NEWS, "title": "=1+1", "date": "昨天"})))
    return inside


@pytest.fixture
def sent(shell: Shell, returned: Path, tmp_path: Path) -> tuple[Path, Ran]:
    """Return the folder of what goes back, and how the run went."""
    out = tmp_path / "发回"
    return out, shell.run("annotate", str(returned), *AT, "-o", str(out))


def problems_by_file(shell: Shell, folder: Path) -> dict[str, Counter[str]]:
    """Return how many cells have problems of each level by the JSON report, by path."""
    data = json.loads(shell.run("audit", str(folder), *AT, "--format", "json").out)
    found: dict[str, Counter[str]] = {one["path"]: Counter() for one in data["inputs"]}
    for one in data["problems"]:
        if one["path"] in found:
            found[one["path"]][one["level"]] += one["count"]
    return found


def left_out_by_file(shell: Shell, folder: Path) -> dict[str, int]:
    data = json.loads(shell.run("audit", str(folder), *AT, "--format", "json").out)
    lost = ("rejected", "duplicate", "double-claim", "out-of-period", "future", "superseded")
    return {one["path"]: sum(sheet["rows"][fate] for sheet in one["sheets"] for fate in lost) for one in data["inputs"]}


def index_rows(out: Path) -> dict[str, list[Any]]:
    """Return the rows of the index by what each calls its file."""
    page = load_workbook(out / INDEX).worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    first = next(number for number, row in enumerate(rows) if row[0] == "序号")
    return {row[2]: row for row in rows[first + 1 :] if isinstance(row[0], int)}


def table(out: Path) -> list[dict[str, str]]:
    content = (out / MERGE).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def names_in(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir())


def test_each_file_has_the_numbers_of_the_json_report_in_every_form(
    shell: Shell, returned: Path, sent: tuple[Path, Ran]
) -> None:
    out, _ = sent
    counts, left_out = problems_by_file(shell, returned), left_out_by_file(shell, returned)
    rows, merged = index_rows(out), {one["说明文件"]: one for one in table(out)}
    shown = {"青禾": f"青禾/{NAME}", "白露": f"白露/{NAME}", "坏.xlsx": "坏.xlsx", "无主": "无主.xlsx", "名册": "名册.xlsx"}
    told = {path: next(name for part, name in shown.items() if part in path) for path in counts}
    assert sorted(rows) == sorted(told.values())
    for path, count in counts.items():
        row = rows[told[path]]
        assert row[3:6] == [count["error"], count["warning"], left_out[path]]
        message = str(row[7]).splitlines()[-1]
        assert (message in merged) == bool(count["error"] or count["warning"])
        if message in merged:
            one = merged[message]
            numbers = [int(one[head]) for head in ("须改正处数", "请核对处数", "未计入行数")]
            assert numbers == row[3:6]
            text = (out / message).read_text("utf-8-sig")
            if count["error"] and "没能读取" not in text:
                assert f"须改正 {count['error']} 处" in text
                assert f"一、须改正（{count['error']} 处）" in text
    sums = next(row for row in load_workbook(out / INDEX).worksheets[0].iter_rows(values_only=True) if row[1] == "合计")
    totals = [sum(one[level] for one in counts.values()) for level in ("error", "warning")]
    assert list(sums[3:6]) == [*totals, sum(left_out.values())]


def test_the_copies_mark_the_cells_of_the_json_report(shell: Shell, returned: Path, sent: tuple[Path, Ran]) -> None:
    out, _ = sent
    data = json.loads(shell.run("audit", str(returned), *AT, "--format", "json").out)
    cells = {
        (one["sheet"], cell)
        for one in data["problems"]
        if one["path"] and "青禾" in one["path"]
        for ends in one["cells"]
        for cell in ({ends} if ":" not in ends else {f"A{row}" for row in range(3, 5)})
    }
    copy = load_workbook(out / f"青禾镇组团-{NAME.removesuffix('.xlsx')}-标注.xlsx")
    said = {
        (page.title, cell.coordinate)
        for page in copy.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.comment and "怎么改" in cell.comment.text
    }
    assert said == cells
    assert {("媒体报道", "A3"), ("媒体报道", "A4"), ("媒体报道", "B6")} <= said


def test_what_another_team_claims_is_to_be_corrected_by_the_one_whose_row_does_not_count(sent: tuple[Path, Ran]) -> None:
    out, _ = sent
    text = (out / "白露镇组团-2022年二季度-说明.txt").read_text("utf-8-sig")
    assert "同一凭证由两个组团申报" in text
    assert "青禾/2022年二季度.xlsx《消费帮扶》第 2 行申报" in text
    must = (out / "青禾镇组团-2022年二季度-说明.txt").read_text("utf-8-sig").partition("请核对（")[0]
    assert "同一凭证" not in must


def test_a_message_is_a_text_for_notepad_without_paths_or_signs_of_the_machine(sent: tuple[Path, Ran]) -> None:
    out, _ = sent
    messages = [one.read_bytes() for one in out.glob("*.txt")]
    assert len(messages) == 4
    for content in messages:
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\n") == content.count(b"\r\n")
        text = content.decode("utf-8-sig")
        assert not re.search(r"\||报送/|/tmp|\{|\}|None", text)
        assert text.rstrip().endswith("重新报送，文件名可以不变。")


def test_a_message_groups_places_under_one_remedy_and_says_what_to_do_with_the_copy(sent: tuple[Path, Ran]) -> None:
    out, _ = sent
    text = (out / "青禾镇组团-2022年二季度-说明.txt").read_text("utf-8-sig")
    assert text.startswith("青禾镇组团：\n\n贵单位报送的《2022年二季度.xlsx》已审核（统计截至2022年6月30日）。")
    assert text.count("怎么改：写全年、月、日，如 2022-03-05 或 2022年3月5日") == 1
    assert "· 【媒体报道】A3:A4：“2022.1”、“2022.5”" in text
    assert "名册中的名称（是否为 青禾镇组团？）" in text
    assert "请打开贵单位自己的《2022年二季度.xlsx》改正。不要改标注副本" in text
    assert "位置对照随附的《青禾镇组团-2022年二季度-标注.xlsx》" in text


def test_who_sends_it_and_by_when_to_answer_stand_in_message_and_table(shell: Shell, returned: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    letter = ("--issuer", "某办公室", "--contact", "综合科", "--reply-by", "2022-07-15")
    assert shell.run("annotate", str(returned), *AT, *letter, "-o", str(out)).code == 3
    text = (out / "青禾镇组团-2022年二季度-说明.txt").read_text("utf-8-sig")
    assert "改好后请于 2022年7月15日前把整个工作簿重新报送" in text
    assert text.endswith("联系人：综合科\n\n某办公室\n")
    assert {(one["报送期限"], one["联系人"]) for one in table(out)} == {("2022-07-15", "综合科")}
    ran = shell.run("annotate", str(returned), *AT, "--reply-by", "2022-06-01", "-o", str(tmp_path / "none"))
    assert ran.code == 2
    assert not (tmp_path / "none").exists()


def test_what_goes_back_bears_the_mark_and_is_left_out_of_folders(shell: Shell, returned: Path, sent: tuple[Path, Ran]) -> None:
    out, _ = sent
    before = problems_by_file(shell, returned)
    for path in out.iterdir():
        path.rename(returned / path.name)
    after = problems_by_file(shell, returned)
    assert before.keys() == after.keys()
    keywords = {path.name: load_workbook(path).properties.keywords for path in returned.glob("*-*.xlsx")}
    assert all(OWN_MARK in str(one) for one in keywords.values())
    assert {name for name, one in keywords.items() if COPY_MARK in str(one)} == {one for one in keywords if "标注" in one}


def test_a_team_that_has_sent_nothing_is_named_in_the_index(shell: Shell, returned: Path, tmp_path: Path) -> None:
    (returned / "白露" / NAME).unlink()
    shell.run("annotate", str(returned), *AT, "-o", str(tmp_path / "out"))
    texts = [str(row[0]) for row in load_workbook(tmp_path / "out" / INDEX).worksheets[0].iter_rows(values_only=True)]
    assert texts[texts.index("还没有报送的组团（1 个）") + 1] == OTHER


def test_a_file_that_cannot_be_read_has_a_message_and_a_row_and_ends_with_3(sent: tuple[Path, Ran]) -> None:
    out, ran = sent
    assert ran.code == 3
    assert "没能读取的 1 个" in ran.err
    assert "用 Excel 或 WPS 打开，另存为 .xlsx 后重新报送" in str(index_rows(out)["坏.xlsx"][9])
    assert "没能读取，内容没有计入" in (out / "坏-说明.txt").read_text("utf-8-sig")
    assert not (out / "坏-标注.xlsx").exists()


def test_nothing_goes_back_where_nothing_is_wrong(shell: Shell, tmp_path: Path) -> None:
    clean = tmp_path / "clean.xlsx"
    clean.write_bytes(book({**rosters(), **ledger("media_reports", WRONG[0])}))
    ran = shell.run("annotate", str(clean), *AT, "-o", str(tmp_path / "out"))
    assert ran.code == 0
    assert names_in(tmp_path / "out") == [INDEX, MERGE]
    assert index_rows(tmp_path / "out")["clean.xlsx"][6:9] == ["没有须改正的。", "不必发回", None]


def test_a_team_whose_workbook_lacks_a_sheet_is_asked_for_it_and_no_other(shell: Shell, tmp_path: Path) -> None:
    sheets = {title: grid for title, grid in read_sheets(tmp_path, shell).items() if title != "消费帮扶"}
    inside, out = tmp_path / "报送", tmp_path / "out"
    inside.mkdir()
    (inside / "名册.xlsx").write_bytes(book(rosters()))
    (inside / "青禾.xlsx").write_bytes(book({**sheets, **declaration(TEAM, DAY), **ledger("media_reports", WRONG[0])}))
    assert shell.run("annotate", str(inside), *AT, "-o", str(out)).code == 0
    message = (out / f"{TEAM}-青禾-说明.txt").read_text(encoding="utf-8-sig")
    assert "没有应由贵单位填报的工作表：消费帮扶，有关事项无法判定" in message
    assert "标注" not in message
    rows = list(csv.DictReader(io.StringIO((out / MERGE).read_text(encoding="utf-8-sig"))))
    assert [(row["文件"], row["要点"], row["附件"]) for row in rows] == [("青禾.xlsx", "缺少工作表：消费帮扶", "")]


def read_sheets(folder: Path, shell: Shell) -> dict[str, list[list[object]]]:
    """Return the sheets of the template of a team, headers alone."""
    (folder / "册.xlsx").write_bytes(book(rosters()))
    assert shell.run("template", "--roster", str(folder / "册.xlsx"), "-o", str(folder / "模板")).code == 0
    made = load_workbook(folder / "模板" / f"{TEAM}-填报模板.xlsx")
    titles = [title for title in made.sheetnames if made[title].sheet_state == "visible"]
    return {title: [[cell.value for cell in made[title][1]]] for title in titles if title not in {"填表说明", "填报信息"}}


@pytest.mark.parametrize(("words", "goes_back"), [((), True), (("--only-errors",), False)])
def test_what_is_only_to_be_looked_at_goes_back_unless_only_errors_are_wanted(
    shell: Shell, tmp_path: Path, words: tuple[str, ...], *, goes_back: bool
) -> None:
    sent = book({**rosters(), **ledger("media_reports", WRONG[0], WRONG[0])})
    (tmp_path / "a.xlsx").write_bytes(sent)
    ran = shell.run("annotate", str(tmp_path / "a.xlsx"), *AT, *words, "-o", str(tmp_path / "out"))
    assert ran.code == 0
    assert (tmp_path / "out" / "a-标注.xlsx").exists() == goes_back
    assert index_rows(tmp_path / "out")["a.xlsx"][6] == "请核对：同一佐证重复填报 1 处：【媒体报道】A3"


def test_a_workbook_of_another_kind_has_a_list_of_its_faults(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "名册.xlsx").write_bytes(book(rosters()))
    sent = tmp_path / "媒体报道.csv"
    sent.write_text("日期,组团,标题,媒体名称,媒体级别\n2022.1,青禾镇组团,一,甲报,市\n", "utf-8")
    ran = shell.run("annotate", str(sent), "--roster", str(tmp_path / "名册.xlsx"), *AT, "-o", str(tmp_path / "out"))
    assert ran.code == 1
    assert "媒体报道.csv：这种格式的文件不能标注，只列出问题" in ran.err
    written = load_workbook(tmp_path / "out" / "媒体报道-问题清单.xlsx")
    assert written.sheetnames == ["审核结果"]
    texts = [cell.value for row in written.worksheets[0].iter_rows() for cell in row]
    assert {"A2", "2022.1", "须改正"} <= set(texts)
    assert "随附的《媒体报道-问题清单.xlsx》" in (tmp_path / "out" / "媒体报道-说明.txt").read_text("utf-8-sig")


def test_a_file_that_cannot_be_copied_does_not_end_the_run(
    shell: Shell, returned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (returned / "坏.xlsx").unlink()
    monkeypatch.setattr("assistcheck.annotate.size_check.MAX_CELLS", 45)
    ran = shell.run("annotate", str(returned), *AT, "-o", str(tmp_path / "out"))
    assert ran.code == 3
    assert "没能做出标注副本" in ran.err
    names = {*names_in(tmp_path / "out")}
    assert {"青禾镇组团-2022年二季度-问题清单.xlsx", "无主-标注.xlsx"} <= names
    assert "没能做出标注副本" in str(index_rows(tmp_path / "out")[f"青禾/{NAME}"][9])


def test_a_file_that_changed_after_it_was_read_is_not_marked(
    shell: Shell, returned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistcheck.pending.PendingSubmission.content", lambda *_: b"other")
    ran = shell.run("annotate", str(returned), *AT, "-o", str(tmp_path / "out"))
    assert ran.code == 3
    assert "读取之后文件有变动" in ran.err


def test_a_second_run_replaces_its_own_files_and_names_those_that_are_needed_no_more(
    shell: Shell, returned: Path, sent: tuple[Path, Ran]
) -> None:
    out, _ = sent
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert "替换 0，内容未变 9" in shell.run("annotate", str(returned), *AT, "-o", str(out)).err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    (returned / "坏.xlsx").write_bytes(book(declaration(OTHER, date(2022, 5, 1))))
    ran = shell.run("annotate", str(returned), *AT, "-o", str(out))
    assert "1 个是以前写的，这次不再需要，请不要再发出：坏-说明.txt" in ran.err
    assert (out / "坏-说明.txt").exists()


def test_a_workbook_of_somebody_else_is_not_replaced(shell: Shell, returned: Path, sent: tuple[Path, Ran]) -> None:
    out, _ = sent
    foreign = Workbook()
    foreign.save(out / "无主-标注.xlsx")
    content = (out / "无主-标注.xlsx").read_bytes()
    ran = shell.run("annotate", str(returned), *AT, "-o", str(out))
    assert ran.code == 2
    assert "这个文件不是本工具写的" in ran.err
    assert (out / "无主-标注.xlsx").read_bytes() == content


def test_several_workbooks_and_a_file_is_wrong_usage(shell: Shell, returned: Path, tmp_path: Path) -> None:
    ran = shell.run("annotate", str(returned / "坏.xlsx"), str(returned), *AT, "-o", str(tmp_path / "x.xlsx"))
    assert (ran.code, "请给出文件夹" in ran.err) == (2, True)


def test_hostile_names_and_cells_harm_nobody(shell: Shell, tmp_path: Path) -> None:
    team = "=HYPERLINK(1)\x1b[31m"
    sent = {**declaration(team, DAY), **ledger("media_reports", {**NEWS, "title": "一", "date": "=cmd|' /C calc'!A0"})}
    (tmp_path / "在").mkdir()
    (tmp_path / "在" / "@x.xlsx").write_bytes(book({**rosters(), **sent}))
    shell.run("annotate", str(tmp_path / "在"), *AT, "-o", str(tmp_path / "out"))
    for one in table(tmp_path / "out"):
        assert not any(text.startswith(("=", "+", "-", "@")) for text in one.values())
    for path in (tmp_path / "out").glob("*.txt"):
        assert "\x1b" not in path.read_text("utf-8-sig")
    formulas = [
        cell.coordinate
        for path in (tmp_path / "out").glob("*.xlsx")
        for page in load_workbook(path).worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas == []


def test_an_english_pack_has_english_messages(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ASSISTCHECK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    partners = [
        ("Grantee", "Partner", "Kind", "Since"),
        ("Okmere Library District", "Garden Club", "Nonprofit", date(2025, 9, 6)),
    ]
    grantees = [("Grantee", "Region"), ("Oakmere Library District", "Upper Fells Region")]
    (tmp_path / "a.xlsx").write_bytes(book({"Grantees": grantees, "Community Partners": partners}))
    more = ("--rules", "county-library-grants", "--as-of", "2026-06-30")
    ran = shell.run("annotate", str(tmp_path / "a.xlsx"), *more, "-o", str(tmp_path / "out"))
    assert ran.code == 1
    names = names_in(tmp_path / "out")
    assert names == ["00-index-of-corrections.xlsx", "00-mail-merge.csv", "a-marked.xlsx", "a-message.txt"]
    text = (tmp_path / "out" / "a-message.txt").read_text("utf-8-sig")
    assert text.startswith('Hello,\n\nYour workbook "a.xlsx" has been reviewed (as of 2026-06-30). 1 place to correct')
    written = [text, (tmp_path / "out" / "00-mail-merge.csv").read_text("utf-8-sig")]
    for page in load_workbook(tmp_path / "out" / "00-index-of-corrections.xlsx").worksheets:
        written += [str(cell.value) for row in page.iter_rows() for cell in row]
    assert not [one for one in written if re.search("[\u4e00-\u9fff]", one)]


def test_a_roster_is_corrected_by_the_office_and_has_no_message(shell: Shell, tmp_path: Path) -> None:
    roster, team = tmp_path / "名册.xlsx", tmp_path / "青禾.xlsx"
    sheets = rosters()
    sheets["重点村名册"] = [*sheets["重点村名册"], (None, "南村", TEAM)]
    roster.write_bytes(book(sheets))
    team.write_bytes(book({**declaration(TEAM, DAY), **ledger("media_reports", WRONG[0])}))
    out = tmp_path / "out"
    assert shell.run("annotate", str(team), "--roster", str(roster), *AT, "-o", str(out)).code == 1
    assert [name for name in names_in(out) if name.startswith("名册")] == ["名册-标注.xlsx"]
    assert index_rows(out)["名册.xlsx"][1] == "统计单位（名册）"
    assert [row["文件"] for row in table(out)] == ["青禾.xlsx"]


def test_an_encrypted_workbook_that_is_read_with_its_password_never_becomes_a_copy_without_one(
    shell: Shell, tmp_path: Path
) -> None:
    roster, team = tmp_path / "名册.xlsx", tmp_path / "青禾.xlsx"
    roster.write_bytes(book(rosters()))
    with team.open("wb") as locked:
        OOXMLFile(io.BytesIO(book({**declaration(TEAM, DAY), **ledger("media_reports", *WRONG)}))).encrypt("secret", locked)
    words = tmp_path / "密码.txt"
    words.write_text("secret\n", "utf-8")
    more = ("--roster", str(roster), "--password-file", str(words), *AT)
    assert shell.run("annotate", str(team), *more, "-o", str(tmp_path / "out")).code == 1
    assert names_in(tmp_path / "out")[2:] == ["青禾镇组团-青禾-说明.txt", "青禾镇组团-青禾-问题清单.xlsx"]
    ran = shell.run("annotate", str(team), *more, "-o", str(tmp_path / "copy.xlsx"))
    assert ran.code == 3
    assert "没有密码的 .xlsx" in ran.err


def test_a_damaged_file_alone_is_told_to_its_sender_and_nobody_asks_for_a_roster(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    ran = shell.run("annotate", str(tmp_path / "坏.xlsx"), *AT, "-o", str(tmp_path / "out"))
    assert ran.code == 3
    assert "须改正的 0 个（0 处），只须核对的 0 个，没能读取的 1 个" in ran.err
    message = (tmp_path / "out" / "坏-说明.txt").read_text("utf-8-sig")
    assert "没能读取" in message
    assert re.findall("[a-z]{3,}", message.replace(".xlsx", "").replace("Excel", "")) == []
