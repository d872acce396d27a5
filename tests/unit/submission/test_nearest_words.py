"""Nearest words are named for the first texts of a column, each once, whatever process has read them."""

from __future__ import annotations

from datetime import date

from assistcheck.equal_problems import MOST_KINDS, told_once
from assistcheck.problems import Problem
from builders.packs import LEDGERS
from builders.support import TEAM, YEAR_END, book, ledger, read_rows, rosters, submit

REPORT = {"team": TEAM, "outlet": "甲报", "date": date(2022, 3, 1)}


def levels(*words: str) -> list[Problem]:
    rows = [{**REPORT, "title": f"题{number}", "level": word} for number, word in enumerate(words)]
    (grid,) = ledger("media_reports", *rows).values()
    return list(read_rows(LEDGERS["media_reports"], grid).found())


def test_each_text_is_told_with_the_words_near_it() -> None:
    found = {problem.value: problem for problem in levels("省报", "市报", "省报", "不明来历")}
    assert "是否为 省" in found["省报"].expected.zh
    assert found["省报"].cells == ("E2", "E4")
    assert "是否为 市" in found["市报"].expected.zh
    assert "是否为" not in found["不明来历"].expected.zh


def test_texts_beyond_the_first_are_told_without_and_none_is_lost() -> None:
    words = [*(f"来历{number}" for number in range(MOST_KINDS)), "省报"]
    found = told_once(levels(*words))
    assert sum(problem.count for problem in found) == len(words)
    assert not any("是否为 省" in problem.expected.zh for problem in found)


def test_names_beyond_the_first_hundred_are_one_problem_with_all_their_cells() -> None:
    names = [f"青禾{number}组" for number in range(3 * MOST_KINDS)]
    rows = [{**REPORT, "title": f"题{number}", "level": "市", "team": name} for number, name in enumerate(names)]
    submission = submit({"data.xlsx": book({**rosters(), **ledger("media_reports", *rows)})}, YEAR_END)
    found = [problem for problem in submission.problems if problem.code == "unknown-name"]
    assert [problem.value for problem in found] == names[: MOST_KINDS + 1]
    assert (found[-1].count, found[-1].cells) == (2 * MOST_KINDS, (f"B{MOST_KINDS + 2}:B{3 * MOST_KINDS + 1}",))
    assert [each.value for each in found[-1].each()] == names[MOST_KINDS:]
    (account,) = [sheet for sheet in submission.inputs[0].sheets if sheet.ledger == "media_reports"]
    assert account.rows["rejected"] == len(names)


def test_each_sheet_has_its_own_first_names() -> None:
    def sent(first: int) -> bytes:
        names = [f"青禾镇组{number}" for number in range(first, first + MOST_KINDS)]
        return book(ledger("media_reports", *({**REPORT, "title": name, "level": "市", "team": name} for name in names)))

    submission = submit({"roster.xlsx": book(rosters()), "a.xlsx": sent(0), "b.xlsx": sent(1_000)}, YEAR_END)
    found = [problem for problem in submission.problems if problem.code == "unknown-name"]
    assert len(found) == 2 * MOST_KINDS
    assert all(TEAM in problem.expected.zh for problem in found)
