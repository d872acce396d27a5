"""What a workbook says, as bytes and back: equal for every kind of file, and nothing else than texts, numbers and days."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistcheck.i18n import LocalizedText
from assistcheck.location import Location
from assistcheck.problems import Problem, ProblemWords
from assistcheck.submission.file_reader import read_book
from assistcheck.submission.parsed import ParsedSheet, ParsedWorkbook, SkippedLine, ValueWithWarning
from assistcheck.submission.read_cache.encoding import decode, encode
from assistcheck.submission.sheet_faults import CellDefect
from builders.evidence import FILES
from builders.packs import LEDGERS
from builders.support import TEAM, YEAR_END, book, declaration, facts, ledger, rosters

SAMPLES = Path(__file__).parents[4] / "sample_data"
NEWS = {"date": YEAR_END, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}
FAULTY = book(
    {
        **rosters(),
        **declaration("无此组团", "2022年12月"),
        **ledger("media_reports", NEWS, {**NEWS, "date": "2022.1"}, {**NEWS, "level": "县报"}, {}, {"title": "合计"}),
        **ledger("donations", {"date": YEAR_END, "unit": "甲街道", "amount": "约三万元"}),
        "别的": [["甲", "乙"], [1, 2]],
    }
)
LINES = ledger("media_reports", NEWS, {**NEWS, "title": "又丰收"})["媒体报道"]
TEXT = "\n".join(",".join("" if cell is None else str(cell) for cell in line) for line in LINES)
PAGE = "".join("<tr>" + "".join(f"<td>{cell or ''}</td>" for cell in line) + "</tr>" for line in LINES)
CONTENTS: dict[str, Callable[[], bytes]] = {
    "2022.xlsx": (SAMPLES / "2022.xlsx").read_bytes,
    "one-team.xlsx": (SAMPLES / "one-team.xlsx").read_bytes,
    "faulty.xlsx": partial(bytes, FAULTY),
    "year.ods": (FILES / "year.ods").read_bytes,
    "year.xls": (FILES / "year.xls").read_bytes,
    "evidence.xls": (FILES / "evidence.xls").read_bytes,
    "媒体报道.csv": partial(TEXT.encode, "gb18030"),
    "媒体报道.html": f"<html><table>{PAGE}</table></html>".encode,
}


def read(name: str, data: bytes) -> ParsedWorkbook:
    return read_book(name, partial(bytes, data), LEDGERS, facts)


def back(made: ParsedWorkbook, path: str | None = None) -> ParsedWorkbook:
    return decode(encode(made), path or made.path, made.sha256, LEDGERS)


def everything() -> ParsedWorkbook:
    """Return a workbook with a value of every type that reading gives, and of every class that holds them."""
    place, words = Location("a.xlsx", "媒体报道", 3, 2), LocalizedText("一", "one")
    defect = CellDefect("bad-date", words, "warning", ProblemWords(words, words))
    columns: dict[str, list[Any]] = {
        "date": [date(2022, 1, 2), None],
        "amount": [Decimal("0.10"), None],
        "share": [0.1, 3],
        "title": ["一\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), None],
        "kinds": [("甲", "乙"), ()],
        "level": [ValueWithWarning("省", defect), defect],
        "mixed": [Decimal(1), date(2022, 1, 2)],
        "none": [None, None],
    }
    sheet = ParsedSheet(LEDGERS["media_reports"], "a.xlsx", "媒体报道", columns, [3, 4])
    sheet.faults.add("level", defect, [1], ["县报"])
    sheet.rejected = {1}
    sheet.lines, sheet.positions = [SkippedLine(5, 1, "合计")], {"date": 1}
    sheet.problems = [Problem("bad-date", place, "2022", words, "note", ProblemWords(), ((3, 4), (7, 7)), ("2022", "二"))]
    made = ParsedWorkbook("a.xlsx", "0" * 64, sheets=[sheet], reporters={TEAM: place}, reporter_place=place)
    made.as_of, made.modified = YEAR_END, datetime(2022, 5, 1, 8, tzinfo=UTC)
    made.problems = [Problem("other-kind", Location("a.xlsx"), ".xls")]
    return made


@pytest.mark.parametrize("name", CONTENTS)
def test_a_workbook_of_any_kind_comes_back_as_it_was_read(name: str) -> None:
    made = read(name, CONTENTS[name]())
    assert made.error is None
    assert any(sheet.rows for sheet in made.sheets)
    assert repr(back(made)) == repr(made)  # 0.1 is no Decimal, and True is not 1


def test_every_type_of_value_comes_back() -> None:
    assert repr(back(everything())) == repr(everything())
    assert back(everything()) == everything()


def test_every_place_is_in_the_file_at_its_path_of_today() -> None:
    made = back(everything(), "b.xlsx")
    assert "a.xlsx" not in repr(made)
    assert made.sheets[0].problems[0].place.path == made.sheets[0].path == made.path == "b.xlsx"
    assert "a.xlsx" not in encode(everything()).decode()


@pytest.mark.parametrize(
    ("column", "written"),
    [
        (["甲"] * 9, 1),
        (["甲", None, "乙"] * 3, 1),
        (["甲", "乙", "丙"] * 2, 2),
        ([None] * 9, 0),
        ([True, 1, 1.0] * 3, 0),
        ([], 0),
    ],
)
def test_texts_that_repeat_come_back_in_their_order(column: list[Any], written: int) -> None:
    sheet = ParsedSheet(LEDGERS["media_reports"], "a.xlsx", "媒体报道", {"title": column}, list(range(len(column))))
    made = ParsedWorkbook("a.xlsx", "", sheets=[sheet])
    assert repr(back(made)) == repr(made)
    assert encode(made).count("甲".encode()) == written


def test_a_place_in_no_file_stays_in_none() -> None:
    made = replace(everything(), reporter_place=Location(""))
    assert back(made, "b.xlsx").reporter_place == Location("")


class Harmful:
    """Does what it must not where it is built again."""

    def __reduce__(self) -> tuple[Any, ...]:
        return pytest.fail, ("executed",)


def test_a_value_of_no_known_type_is_not_encoded() -> None:
    made = everything()
    made.sheets[0].columns["title"] = [Harmful(), None]
    with pytest.raises(TypeError):
        encode(made)


def changed(change: Callable[[Any], object]) -> bytes:
    said = json.loads(encode(everything()))
    change(said)
    return json.dumps(said).encode()


def with_column(packed: object) -> bytes:
    return changed(lambda said: said[1][0][1].update(title=packed))


def with_modified(packed: object) -> bytes:
    plain = json.loads(encode(everything()))[0]
    (at,) = (number for number, one in enumerate(plain) if isinstance(one, list) and one[0] == "datetime")
    return changed(lambda said: said[0].__setitem__(at, packed))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"[" * 100_000,
        pickle.dumps(Harmful()),
        with_column(["=", ["one"]]),
        with_column(["=", [["Problem"], "b"]]),
        with_column(["=", {"a": 1, "b": 2}]),
        with_column(["words", ["一"], [0, 1]]),
        with_column(["words", ["一"], [0, "0"]]),
        with_column(["words", ["一"], [0]]),
        with_column(["words", ["一"]]),
        with_column(["words", [["Problem"]], [0, 0]]),
        with_column(["day", ["2022", None]]),
        with_column(["day", [10**20, None]]),
        with_column(["number", ["x", None]]),
        with_column(["code", ["1", "2"]]),
        with_column(["*", [["eval", "1"], None]]),
        with_column(["*", [["pytest.fail", "1"], None]]),
        with_column(["*", [["ParsedWorkbook", "a", "b"], None]]),
        with_modified(["datetime", "never"]),
        with_modified(["datetime", 2022, 1, 1, 1, 1, 1, 1, 1, 1]),
        with_modified(["Problem", "no-such-code", ["Location", None]]),
        with_modified(["CellDefect"]),
        with_modified(["="]),
        with_modified(["=", [[]]]),
        with_modified(["set", ["list", 1]]),
        with_modified([]),
        changed(lambda said: said[0].pop()),
        changed(lambda said: said[1][0].pop()),
        changed(lambda said: said[1][0].__setitem__(0, "no_such_sheet")),
    ],
)
def test_what_is_not_of_that_form_builds_nothing(data: bytes) -> None:
    with pytest.raises((ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)):
        decode(data, "a.xlsx", "", LEDGERS)


def test_what_is_cut_anywhere_builds_nothing() -> None:
    data = encode(everything())
    for end in range(0, len(data), 7):
        with pytest.raises((ValueError, LookupError, TypeError)):
            decode(data[:end], "a.xlsx", "", LEDGERS)


def test_encoding_changes_nothing_of_the_workbook() -> None:
    made = everything()
    back(made).sheets[0].rows.clear()
    assert repr(made.sheets[0].columns) == repr(everything().sheets[0].columns)
    assert encode(made) == encode(everything())
