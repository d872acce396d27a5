"""The marks by which rows are known again in a later report."""

import pickle
from base64 import b64decode
from datetime import date

import pytest

from assistcheck import api
from assistcheck.audit.request import Request
from assistcheck.reports.json.v1 import run_data
from assistcheck.submission import row_marks
from assistcheck.submission.row_marks import MARK_BYTES
from builders.support import PACK, TEAM, YEAR_END, declaration, ledger, report_of, submit_one

MARCH = {"date": date(2022, 3, 5), "team": TEAM, "title": "甲", "outlet": "日报", "level": "市"}
APRIL = {**MARCH, "date": date(2022, 4, 5), "title": "乙"}


def marked(*rows: dict[str, object]) -> tuple[list[list[int]], list[bytes]]:
    """Return the rows that a report marks in 媒体报道, and their marks."""
    sheets = report_of(submit_one(ledger("media_reports", *rows)))["inputs"][0]["sheets"]
    found = next(one for one in sheets if one["ledger"] == "media_reports")["row_marks"]
    content = b64decode(found["marks"])
    return found["rows"], [content[at : at + MARK_BYTES] for at in range(0, len(content), MARK_BYTES)]


def test_each_row_has_a_mark_and_different_rows_have_different_ones():
    rows, marks = marked(MARCH, APRIL)
    assert rows == [[2, 3]]
    assert len(set(marks)) == 2


def test_a_row_that_moves_keeps_its_mark():
    _, (march, april) = marked(MARCH, APRIL)
    assert marked(APRIL, MARCH)[1] == [april, march]


def test_another_spelling_of_a_value_is_the_same_row():
    spelt = {**MARCH, "date": "2022年3月5日", "team": f" {TEAM} ", "level": "市级"}
    assert marked(spelt)[1] == marked(MARCH)[1]


@pytest.mark.parametrize("column", ["date", "title", "outlet", "level", "link"])
def test_any_other_value_in_any_column_is_another_row(column: str):
    changed = {**MARCH, column: {"date": date(2022, 3, 6), "level": "县"}.get(column, "别的")}
    assert marked(changed)[1] != marked(MARCH)[1]


def test_a_sheet_of_too_many_rows_has_no_marks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(row_marks, "MOST_ROWS", 1)
    with pytest.raises(KeyError, match="row_marks"):
        marked(MARCH, APRIL)
    assert marked(MARCH)[0] == [[2, 2]]


def test_rosters_have_marks_and_a_cover_sheet_has_none():
    sheets = report_of(submit_one({**declaration(), **ledger("media_reports", MARCH)}))["inputs"][0]["sheets"]
    assert [one["ledger"] for one in sheets if "row_marks" not in one] == ["submission"]


def test_the_marks_of_a_report_arrive_whole_in_another_process():
    report = api.audit(PACK, submit_one(ledger("media_reports", MARCH)), Request(YEAR_END))
    arrived = pickle.loads(pickle.dumps(report.row_marks))  # noqa: S301 - made here
    assert arrived == report.row_marks
    assert run_data(report, arrived) == run_data(report, report.row_marks)
