"""A history on a terminal: lines of signs within the width, on any console."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from assistcheck.comparison.history.reading import read_history
from assistcheck.render_api import render_history
from assistcheck.reports import View
from assistcheck.reports.history.sparklines import BLOCKS, DIGITS, Share, bundled, signs_for, sparkline
from builders.past_reports import OTHER, TEAM, outcome, past_report, workbook, write_report
from unit.reports.history.samples import sample


def text(folder: Path, **view: object) -> str:
    return "".join(render_history(sample(folder), "text", View(**{"lang": "en", "width": 80, **view})))  # type: ignore[arg-type]


def test_the_lowest_share_is_the_lowest_sign_and_the_whole_the_highest() -> None:
    shares = [Share(0, 8), Share(1, 8), Share(7, 8), Share(8, 8), Share(0, 0), None]
    assert sparkline(shares, BLOCKS) == "▁▂██  "
    assert sparkline([Share(0, 10), Share(9, 100), Share(1, 10), Share(99, 100), Share(1, 1)], DIGITS) == "00199"


@pytest.mark.parametrize("encoding", ["gbk", "cp936", "gb18030", "ascii", "latin-1", "no-such"])
def test_a_console_without_the_signs_or_with_wide_ones_gets_digits(encoding: str) -> None:
    assert signs_for(encoding) == DIGITS


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "utf_8_sig", "utf-16"])
def test_a_unicode_console_gets_blocks(encoding: str) -> None:
    assert signs_for(encoding) == BLOCKS


def test_too_many_reports_are_bundled_in_their_order() -> None:
    assert bundled([1, 2, 3], 3) == [[1], [2], [3]]
    assert bundled([1, 2, 3, 4, 5], 4) == [[1, 2], [3, 4], [5]]
    assert bundled([1, 2, 3, 4], 1) == [[1, 2, 3, 4]]


def test_a_sign_for_several_reports_shows_that_nothing_was_sent_and_when_it_first_was(tmp_path: Path) -> None:
    for week in range(104):
        sent = [workbook("o.xlsx", OTHER, "a"), *([workbook("t.xlsx", TEAM, "a")] if week > 2 and week != 9 else [])]
        duties = [outcome("R05.2", TEAM, "met"), outcome("R05.2", OTHER, "met")]
        write_report(tmp_path, f"{week}.json", past_report(date(2022, 1, 1) + timedelta(week), duties, sent))
    found = "".join(render_history(read_history([str(tmp_path)]), "text", View("zh", width=120))).splitlines()
    signs = [line.split()[1] for line in found[found.index("谁何时报送") :] if line.lstrip().startswith((TEAM, OTHER))]
    assert signs == [".." + "==." + "=" * 47, "+" + "=" * 51]


def test_the_page_says_what_stands_when_and_who_sent(tmp_path: Path) -> None:
    found = text(tmp_path).splitlines()
    assert "2022-03-25 to 2022-04-08, reports: 3 (rule pack dongguan-2022)" in found
    assert f"  met              {'▃▃▆'}  1 → 2" in found
    assert next(line.split() for line in found if line.lstrip().startswith(TEAM)) == [TEAM, "▁▁█", "0", "→", "1", "0", "0"]
    habits = found[found.index("Who sent when") :]
    assert [line.split() for line in habits if line.lstrip().startswith((TEAM, OTHER))] == [
        [TEAM, "+*~", "2022-03-25", "-", "-", "-", "1"],
        [OTHER, ".!<", "2022-04-01", "1", "1", "1", "-"],
    ]


def test_on_a_gbk_console_every_character_is_one_that_it_has(tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        text(tmp_path, lang=lang, encoding="gbk").encode("gbk")


@pytest.mark.parametrize("width", [60, 80, 100, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_year_of_weeks_and_long_names_keep_to_the_width(tmp_path: Path, width: int, lang: str, encoding: str) -> None:
    long = "很长很长很长很长很长很长很长很长的组团"
    for week in range(52):
        day = date(2022, 1, 7) + timedelta(7 * week)
        duties = [outcome("R05.2", TEAM, "met") for _ in range(200)]
        for one in duties[:100]:
            one["subject"] = {**one["subject"], "name": long, "team": long}
        write_report(tmp_path, f"{week}.json", past_report(day, duties, [workbook("t", long, str(week))]))
    history = read_history([str(tmp_path)])
    found = "".join(render_history(history, "text", View(lang, width=width, encoding=encoding)))  # type: ignore[arg-type]
    assert max(map(cell_len, found.splitlines())) <= width


def test_quiet_is_the_whole_alone(tmp_path: Path) -> None:
    found = text(tmp_path, quiet=True)
    assert "All duties" in found
    assert TEAM not in found


def test_long_lists_are_cut_and_all_shows_them(tmp_path: Path) -> None:
    duties = [outcome("R05.2", TEAM, "met") for _ in range(70)]
    for number, one in enumerate(duties):
        one["subject"] = {**one["subject"], "name": f"第{number}组团", "team": f"第{number}组团"}
    write_report(tmp_path, "a.json", past_report("2022-03-04", duties))
    history = read_history([str(tmp_path)])
    cut, whole = ("".join(render_history(history, "text", View("en", everything))) for everything in (False, True))
    assert "... 10 more; --all shows them" in cut
    assert ("第59组团" in cut, "第60组团" in cut, "第69组团" in whole) == (True, False, True)


def test_remarks_and_a_broken_report_are_said(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    found = text(tmp_path)
    assert "some reports could not be read" in found
    assert "x.json" in "".join(found.split())  # wherever a line ends


def test_a_name_with_terminal_escapes_is_harmless(tmp_path: Path) -> None:
    duty = outcome("R05.2", TEAM, "met")
    duty["subject"] = {**duty["subject"], "team": "\x1b[31m红\u202e", "county": "\x1b]0;x\x07"}
    write_report(tmp_path, "\x1b[2Ja.json", past_report("2022-03-04", [duty], title={"zh": "\x1b[1m", "en": "\x1b[1m"}))
    found = "".join(render_history(read_history([str(tmp_path)]), "text", View("zh")))
    assert not {"\x1b", "\x07", "\u202e"} & {*found}
