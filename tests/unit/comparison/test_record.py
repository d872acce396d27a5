"""A written report read back."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistcheck import api
from assistcheck.audit.request import Request
from assistcheck.comparison.record import read_record
from assistcheck.errors import UsageError
from assistcheck.reports import View
from assistcheck.reports.json.v1 import record_of
from builders.support import OTHER, PACK, TEAM, YEAR_END, ledger, report_of, submit_one

BUY = {
    "date": date(2022, 3, 5),
    "team": TEAM,
    "channel": "其他",
    "form": "采购",
    "product": "米",
    "origin": "韶关",
    "amount": 250,
}


def written(tmp_path: Path, content: str | bytes) -> str:
    path = tmp_path / "old.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def test_a_written_report_says_what_the_report_itself_says(tmp_path: Path):
    report = api.audit(PACK, submit_one(ledger("purchases", BUY)), Request(YEAR_END))
    record = read_record(written(tmp_path, "".join(api.render_pieces(report, "json", View("zh")))))
    assert record == record_of(report, "zh")
    assert (record.as_of, record.rules.pack) == (YEAR_END, "dongguan-2022")


def test_figures_are_exact_decimals():
    report = api.audit(PACK, submit_one(ledger("purchases", BUY)), Request(YEAR_END))
    found = record_of(report, "zh").by_key["R11.3", "team", TEAM]
    assert (found.value, found.gap, found.target) == (Decimal(250), Decimal(299_750), {"at_least": Decimal(300_000)})


def test_a_unit_of_two_teams_is_told_apart_by_the_team():
    report = api.audit(PACK, submit_one({}), Request(YEAR_END))
    names = [key[2] + "/" + key[-1] for key in record_of(report, "zh").by_key if key[0] == "R01.5" and len(key) > 3]
    assert names == [f"乙局/{TEAM}", f"乙局/{OTHER}"]


def test_each_row_has_its_mark():
    report = api.audit(PACK, submit_one(ledger("purchases", BUY, {**BUY, "product": "油"})), Request(YEAR_END))
    sheet = next(one for one in record_of(report, "zh").inputs[0].sheets if one.ledger == "purchases")
    assert sorted(sheet.marks) == [2, 3]
    assert len({*sheet.marks.values()}) == 2


def test_what_a_later_version_adds_is_left_unread(tmp_path: Path):
    data: dict[str, Any] = report_of(submit_one({}))
    data["more"] = 1
    data["outcomes"][0]["more"] = {}
    assert read_record(written(tmp_path, json.dumps(data))).rules.pack == "dongguan-2022"


def test_a_report_without_readings_has_none(tmp_path: Path):
    data = report_of(submit_one({}))
    del data["rules"]["readings"]
    assert read_record(written(tmp_path, json.dumps(data))).rules.readings == {}


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b'{"schema": "assistcheck.report/2"}', b'{"schema": "assistcheck.explain/1"}', b"\xff\xfe"],
)
def test_another_file_is_refused_with_a_sentence(tmp_path: Path, content: bytes):
    with pytest.raises(UsageError, match="not a JSON report of this tool"):
        read_record(written(tmp_path, content))


@pytest.mark.parametrize("content", [b"", b"import csv"])
def test_what_is_no_json_is_said_to_be_none_in_both_languages(tmp_path: Path, content: bytes):
    with pytest.raises(UsageError) as refused:
        read_record(written(tmp_path, content))
    assert "（内容不是 JSON）；请给出" in refused.value.words.zh
    assert "(it is no JSON); give" in refused.value.words.en


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path):
    with pytest.raises(UsageError, match="No such file"):
        read_record(str(tmp_path / "none.json"))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("target", {}),
        ("target", {"at_least": 1, "exactly": 1}),
        ("target", {"most": 1}),
        ("value", "1E+999999"),
        ("value", "NaN"),
        ("gap", "1e26"),
        ("missing", ["9999-12"]),
        ("evidence", [{"path": "a.xlsx", "sheet": "a", "rows": [[1, 10**18]]}]),
        ("missing", ["2022-13"]),
        ("missing", ["0000-01"]),
        ("due", "9999-99-99"),
    ],
)
def test_what_no_report_says_is_refused_with_a_sentence(tmp_path: Path, key: str, value: object):
    data: dict[str, Any] = report_of(submit_one({}))
    data["outcomes"][0][key] = value
    with pytest.raises(UsageError, match=f"not a JSON report of this tool \\(outcomes.0.{key}"):
        read_record(written(tmp_path, json.dumps(data)))


@pytest.mark.parametrize(("key", "value"), [("number", 10**40), ("first_day", "9999-02-01"), ("effective_from", "0001-01-01")])
def test_a_year_that_no_calendar_reckons_with_is_refused(tmp_path: Path, key: str, value: object):
    data: dict[str, Any] = report_of(submit_one({}))
    data["rules"]["year"][key] = value
    with pytest.raises(UsageError, match=f"not a JSON report of this tool \\(rules.year.{key}"):
        read_record(written(tmp_path, json.dumps(data)))


def test_a_number_of_faults_that_no_report_has_is_refused(tmp_path: Path):
    data: dict[str, Any] = report_of(submit_one({}))
    place = {"path": None, "sheet": None, "cell": None}
    data["problems"] = [{"code": "bad-date", "level": "error", **place, "count": 10**30}]
    with pytest.raises(UsageError, match=r"not a JSON report of this tool \(problems.0.count"):
        read_record(written(tmp_path, json.dumps(data)))


def test_a_report_that_an_editor_saved_with_a_byte_order_mark_is_read(tmp_path: Path):
    data = report_of(submit_one({}))
    assert read_record(written(tmp_path, json.dumps(data).encode("utf-8-sig"))).as_of == YEAR_END
