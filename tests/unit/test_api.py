"""The Python interface: frames, the example, and many files read at once."""

from __future__ import annotations

import pickle
import runpy
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.submission.workers.pool import FEW
from builders.support import TEAM, TOWN, YEAR_END, book, declaration, ledger, pack, rosters

DAY = date(2022, 3, 5)
NEWS = {"date": DAY, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}
GIFT = {"date": DAY, "unit": "甲街道", "town": TOWN, "village": "东村", "form": "资金", "amount": Decimal("42000.5")}


@pytest.fixture
def submission(tmp_path: Path) -> api.Submission:
    path = tmp_path / "data.xlsx"
    rows = [NEWS, {**NEWS, "title": "坏", "date": "2022.1"}, {**NEWS, "title": "旧", "date": date(2021, 3, 5)}]
    path.write_bytes(book({**rosters(), **ledger("media_reports", *rows), **ledger("donations", GIFT)}))
    return api.read_submissions([str(path)], pack(), YEAR_END)


def test_a_ledger_as_a_frame_keeps_values_fates_and_places(submission: api.Submission) -> None:
    frame = submission.frame("media_reports")
    assert list(frame.fate) == ["counted", "rejected", "out-of-period"]
    assert list(frame.row) == [2, 3, 4]
    assert list(frame.date) == [DAY, None, date(2021, 3, 5)]
    assert submission.frame("donations").amount[0] == Decimal("42000.5")


def test_a_ledger_that_nobody_sent_is_wrong_usage(submission: api.Submission) -> None:
    with pytest.raises(api.UsageError):
        submission.frame("purchases")


def test_outcomes_as_a_frame_are_the_reports_own(submission: api.Submission) -> None:
    report = api.audit(pack(), submission, api.Request(YEAR_END, selection=api.select(["r05.2", "R07.4"])))
    frame = report.to_frame()
    assert list(frame.rule) == [outcome.rule.id for outcome in report.outcomes]
    village = frame[frame.subject == f"{TOWN}/东村"].iloc[0]
    assert (village.status, village.value, village.gap) == ("shortfall", Decimal("42000.5"), Decimal("57999.5"))


def test_an_unknown_format_is_wrong_usage(submission: api.Submission) -> None:
    report = api.audit(pack(), submission, api.Request(YEAR_END))
    with pytest.raises(api.UsageError):
        api.render(report, "pdf", api.View())


def test_the_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(Path(__file__).parents[2] / "docs" / "example.py"), run_name="__main__")
    printed = capsys.readouterr().out
    assert "gap" in printed
    assert "counted" in printed


# --- many files ---------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(FEW + 2):
        rows = [{**NEWS, "title": f"{number}-{row}"} for row in range(3)]
        sheets = {**declaration(TEAM, date(2022, 6, 1 + number)), **ledger("media_reports", *rows)}
        (tmp_path / f"{number}.xlsx").write_bytes(book(sheets))
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 nonsense")
    (tmp_path / "roster.xlsx").write_bytes(book(rosters()))
    return tmp_path


def test_files_read_by_several_processes_are_the_same_as_by_one(folder: Path) -> None:
    told: list[str] = []
    found = [
        api.read_submissions(
            [str(folder)],
            pack(),
            YEAR_END,
            roster=str(folder / "roster.xlsx"),
            workers=workers,
            progress=lambda done, total, path: told.append(f"{done}/{total} {Path(path).name}"),
        )
        for workers in (0, 2)
    ]
    one, two = (api.audit(pack(), submission, api.Request(YEAR_END)) for submission in found)
    assert one.to_frame().equals(two.to_frame())
    assert one._asdict() == two._asdict()
    assert told[: len(told) // 2] == told[len(told) // 2 :]
    assert told[0] == "0/12 roster.xlsx"
    assert one.exit_code == 3


def test_timings_go_to_standard_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from unit.cli.console import Shell  # noqa: PLC0415 - the shell of the command line's own tests

    ran = Shell(monkeypatch, capsys).run("audit", str(folder / "roster.xlsx"), "--timings", "-q")
    assert "ms" in ran.err
    assert "ms" not in ran.out


# --- one workbook, anywhere ---------------------------------------------------------------------


def test_one_workbook_is_read_by_its_bytes(tmp_path: Path) -> None:
    content = book({**declaration(TEAM), **ledger("media_reports", {**NEWS, "outlet": "甲报"}, {**NEWS, "date": "2022.1"})})
    found = api.read_workbook(content, "某文件夹/甲.xlsx")
    (tmp_path / "a.xlsx").write_bytes(content)
    account = api.read_submissions([str(tmp_path / "a.xlsx")], pack(), YEAR_END).inputs[0]
    assert (found.path, found.sha256) == ("某文件夹/甲.xlsx", account.sha256)
    assert found.sheets[1].columns["outlet"] == ["甲报", "日报"]
    assert found.sheets[1].is_evidence
    assert [one.sheet.id for one in found.sheets] == ["submission", "media_reports"]


def test_the_settings_of_one_workbook_are_those_of_many() -> None:
    content = book({**rosters(), **ledger("media_reports", {**NEWS, "level": "省里"})})
    table = "日期,组团,标题,媒体,级别\n2022-03-05,甲,丰收,日报,省\n".encode()
    assert {one.sheet.role for one in api.read_workbook(content, "a.xlsx", roster_only=True).sheets} == {"roster"}
    (*_, plain) = api.read_workbook(content, "a.xlsx").sheets
    (*_, meant) = api.read_workbook(content, "a.xlsx", aliases={"省里": "省"}).sheets
    assert (plain.columns["level"] == ["省"], meant.columns["level"]) == (False, ["省"])
    small = api.read_workbook(content, "a.xlsx", limits=api.Limits(parts=1))
    assert small.error is not None
    assert small.error.code == "too-large"
    assert api.read_workbook(table, "青禾镇-媒体报道.csv").sheets[0].title == "媒体报道"
    with pytest.raises(api.UsageError):
        api.read_workbook(content, "a.xlsx", rules="no-such-pack")


def test_what_the_interface_takes_and_gives_can_be_pickled(submission: api.Submission) -> None:
    request = api.Request(YEAR_END, selection=api.select(["R05.2", "R07.4"]))
    report = api.audit(pack(), submission, request)
    given = (pack(), request, api.Limits(), api.View("en"), submission, report)
    arrived = pickle.loads(pickle.dumps(given))  # noqa: S301 - its own
    assert arrived[:4] == given[:4]
    again = api.audit(arrived[0], arrived[4], arrived[1])
    texts = {api.render(one, "json", api.View("en")) for one in (report, arrived[5], again)}
    assert len(texts) == 1
    assert list(arrived[4].frame("media_reports").fate) == ["counted", "rejected", "out-of-period"]
