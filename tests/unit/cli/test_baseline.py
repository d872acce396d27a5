"""``--baseline``, ``--update-baseline`` and ``--allow-growth``: exit codes, what is said, and the file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assistcheck import api
from assistcheck.cli import baseline as baseline_room
from builders.support import OTHER, TEAM, book, ledger, rosters
from unit.cli.console import Ran, Shell

AT = ("--as-of", "2022-12-31", "--no-progress")
RULES = ("--rule", "R05.2", "--rule", "R11.3")
NEWS = {"date": date(2022, 3, 5), "team": TEAM, "title": "甲", "outlet": "日报", "level": "市"}
BAD = {**NEWS, "title": "乙", "date": "2022.1"}
BUY = {"date": date(2022, 3, 5), "team": TEAM, "channel": "其他", "form": "采购", "product": "米", "origin": "韶关"}


class Office:
    """A folder with one workbook, which changes from week to week, and a baseline."""

    def __init__(self, shell: Shell, folder: Path) -> None:
        self.shell = shell
        self.workbook = folder / "data.xlsx"
        self.baseline = folder / "known.json"
        self.news: list[Mapping[str, object]] = [NEWS]
        self.amount: float = 250

    def run(self, *options: str, rules: tuple[str, ...] = RULES) -> Ran:
        sheets = {**ledger("media_reports", *self.news), **ledger("purchases", {**BUY, "amount": self.amount})}
        self.workbook.write_bytes(book({**rosters(), **sheets}))
        return self.shell.run("audit", str(self.workbook), *AT, *rules, *options)

    def held(self, *options: str, rules: tuple[str, ...] = RULES) -> Ran:
        return self.run("--baseline", str(self.baseline), *options, rules=rules)

    def update(self, *options: str, rules: tuple[str, ...] = RULES) -> Ran:
        return self.held("--update-baseline", *options, rules=rules)

    @property
    def data(self) -> dict[str, Any]:
        """The baseline, checked against its schema, and its numbers against what it holds."""
        schema = json.loads((files("assistcheck.reports.json") / "report-1.schema.json").read_text(encoding="utf-8"))
        data: dict[str, Any] = json.loads(self.baseline.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(data)
        summary = data["summary"]
        statuses = [one["status"] for one in data["outcomes"]]
        assert summary["outcomes"] == {status: statuses.count(status) for status in summary["outcomes"]}
        levels = [one["level"] for one in data["problems"]]
        assert summary["problems"] == {level: levels.count(level) for level in summary["problems"]}
        short = {(one["subject"]["kind"], one["subject"]["name"]) for one in data["outcomes"] if one["status"] == "shortfall"}
        assert summary["subjects_short"] == len(short)
        return data

    def entry(self, rule: str, name: str = TEAM) -> dict[str, Any] | None:
        found = [one for one in self.data["outcomes"] if (one["rule"], one["subject"]["name"]) == (rule, name)]
        return found[0] if found else None


@pytest.fixture
def office(shell: Shell, tmp_path: Path) -> Office:
    return Office(shell, tmp_path)


# --- the way of an office


def test_a_baseline_that_is_not_there_is_written_and_the_next_run_passes(office: Office) -> None:
    first = office.update()
    assert (first.code, office.data["summary"]["exit_code"]) == (1, 1)
    assert "已写入基线" in first.err
    again = office.held()
    assert (again.code, "没有使本次不通过的新增或变差" in "".join(again.out.split())) == (0, True)


def test_a_report_written_with_o_is_a_baseline(office: Office) -> None:
    office.run("-o", str(office.baseline))
    assert office.held().code == 0


def test_one_yuan_less_fails_and_is_not_taken_in(office: Office) -> None:
    office.update()
    office.amount = 249
    ran = office.update()
    assert ran.code == 1
    assert "未计入新增 0 项、变差 1 项" in ran.err
    assert (office.entry("R11.3") or {})["gap"] == "299750.00"
    assert office.held().code == 1


def test_what_is_better_is_taken_in_and_must_stay_so(office: Office) -> None:
    office.update()
    office.amount = 1_000
    assert office.update().code == 0
    assert (office.entry("R11.3") or {})["gap"] == "299000.00"
    office.amount = 999
    assert office.held().code == 1


def test_what_was_closed_and_comes_back_fails(office: Office) -> None:
    office.update()
    office.amount = 300_000
    ran = office.update()
    assert (ran.code, "计入销号 1 项、好转 0 项" in ran.err) == (0, True)
    assert (office.entry("R11.3") or {})["status"] == "met"
    office.amount = 250
    assert office.held().code == 1


def test_what_was_closed_and_comes_back_is_known_without_an_update(office: Office) -> None:
    office.update()
    office.amount = 300_000
    office.held()
    office.amount = 250
    assert office.held().code == 0


def test_a_new_faulty_row_is_not_taken_in_and_a_corrected_one_fails_when_it_comes_back(office: Office) -> None:
    office.news = [NEWS, BAD]
    office.update()
    more = {**BAD, "title": "丙"}
    office.news = [NEWS, BAD, more]
    assert office.update().code == 1
    (problem,) = [one for one in office.data["problems"] if one["code"] == "bad-date"]
    assert (problem["cells"], problem["count"]) == (["A3"], 1)
    assert office.held().code == 1
    office.news = [NEWS, NEWS | {"title": "乙"}, NEWS | {"title": "丙"}]
    assert office.update().code == 0
    assert [one for one in office.data["problems"] if one["code"] == "bad-date"] == []
    office.news = [NEWS, BAD, NEWS | {"title": "丙"}]
    assert office.held().code == 1


def test_a_row_that_moved_is_known_after_an_update_too(office: Office) -> None:
    office.news = [NEWS, BAD]
    office.update()
    office.news = [BAD, NEWS]
    assert office.update().code == 0
    office.news = [NEWS, NEWS | {"title": "丙"}, BAD]
    assert office.held().code == 0


def test_what_is_waived_meanwhile_is_taken_in_and_fails_when_the_waiver_ends(office: Office, tmp_path: Path) -> None:
    office.update()
    waivers = tmp_path / "waivers.json"
    waiver = {"rule": "R11.3", "subject": TEAM, "reason": "flood", "approved_by": "office", "expires": "2022-12-31"}
    waivers.write_text(json.dumps([waiver]), encoding="utf-8")
    assert office.update("--waivers", str(waivers)).code == 0
    assert (office.entry("R11.3") or {})["status"] == "waived"
    assert office.held().code == 1


def test_with_allow_growth_the_whole_run_is_the_baseline(office: Office) -> None:
    office.update()
    office.amount, office.news = 249, [NEWS, BAD]
    assert office.update("--allow-growth").code == 1  # against the baseline as it was
    assert "baseline" not in office.data
    assert office.held().code == 0


def test_an_update_by_some_rules_or_subjects_keeps_the_others(office: Office) -> None:
    office.update()
    office.amount = 300_000
    office.update(rules=("--rule", "R11.3"))
    assert [(one["rule"], one["subject"]["name"]) for one in office.data["outcomes"]] == [
        ("R05.2", TEAM),
        ("R05.2", OTHER),
        ("R11.3", TEAM),
        ("R11.3", OTHER),
    ]
    office.news = [NEWS | {"title": str(number)} for number in range(4)]
    office.update(rules=(*RULES, "--subject", TEAM))
    assert [(one["rule"], one["subject"]["name"], one["status"]) for one in office.data["outcomes"]] == [
        ("R05.2", TEAM, "met"),
        ("R05.2", OTHER, "shortfall"),
        ("R11.3", TEAM, "met"),
        ("R11.3", OTHER, "shortfall"),
    ]
    assert office.held().code == 0


def test_an_update_by_a_team_keeps_the_duties_that_are_of_others_alone(office: Office) -> None:
    village = ("--rule", "R07.4")
    office.update(rules=(*RULES, *village))
    before = office.data["outcomes"]
    office.update("--subject", TEAM, rules=(*RULES, *village))
    assert office.data["outcomes"] == before
    assert [one["rule"] for one in before] == sorted(one["rule"] for one in before)
    assert "R07.4" in {one["rule"] for one in before}


def test_what_was_not_in_the_baseline_stays_out_of_it(office: Office) -> None:
    office.update(rules=("--rule", "R11.3"))
    assert office.update().code == 1
    assert office.entry("R05.2") is None
    assert office.data["summary"]["exit_code"] == 1


def test_an_empty_baseline_is_one_that_passes(office: Office) -> None:
    office.amount, office.news = 300_000, [NEWS | {"title": str(number)} for number in range(4)]
    office.update("--within", f"team={TEAM}")
    assert office.data["summary"]["exit_code"] == 0
    office.amount = 250
    assert office.update("--within", f"team={TEAM}").code == 1
    assert office.data["summary"]["exit_code"] == 0


def test_an_incomplete_run_writes_the_first_baseline_and_shrinks_none(office: Office, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"not a workbook")
    assert office.update(str(broken)).code == 3
    before = office.baseline.read_bytes()
    office.amount = 1_000
    ran = office.update(str(broken))
    assert (ran.code, "没有更新" in ran.err) == (3, True)
    assert office.baseline.read_bytes() == before


# --- every format


@pytest.mark.parametrize("form", [form for form in api.FORMATS if form in {"text", "json", "csv", "md", "html", "xlsx"}])
@pytest.mark.parametrize(("amount", "code"), [(250, 0), (249, 1)])
def test_every_format_ends_alike(office: Office, tmp_path: Path, form: str, amount: float, code: int) -> None:
    office.update()
    office.amount = amount
    assert office.held("--format", form, "-o", str(tmp_path / "report")).code == code


def test_the_json_report_says_what_changed_and_keeps_its_schema(office: Office) -> None:
    office.news = [NEWS, BAD]
    office.update()
    office.amount, office.news = 249, [NEWS, BAD, {**BAD, "title": "丙"}]
    data = json.loads(office.held("--format", "json").out)
    schema = json.loads((files("assistcheck.reports.json") / "report-1.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    told = data["baseline"]
    assert (told["path"], told["as_of"], told["remarks"]) == (str(office.baseline), "2022-12-31", [])
    assert told["outcomes"] == {"new": 0, "worse": 1, "known": 3, "better": 0, "closed": 0, "gone": 0}
    assert told["faults"] == {"new": 1, "known": 1, "closed": 0}
    assert told["failing"] == {"outcomes": 1, "faults": 1}
    assert [one["baseline_state"] for one in data["outcomes"]] == ["known", "known", "worse", "known"]
    (problem,) = [one for one in data["problems"] if one["code"] == "bad-date"]
    assert (problem["count"], problem["new"], problem["baseline_state"]) == (2, 1, "new")


def test_without_a_baseline_nothing_is_said_of_one(office: Office) -> None:
    data = json.loads(office.run("--format", "json").out)
    assert "baseline" not in data
    assert not any("baseline_state" in one for key in ("outcomes", "problems") for one in data[key])
    assert "baseline" not in office.run("--format", "csv").out


def test_the_text_report_names_what_is_worse_and_how_it_stood(office: Office) -> None:
    office.update()
    office.amount = 249
    out = "".join(office.held().out.split())
    assert "对照2022-12-31的基线" in out
    assert "新增0项，变差1项，已在基线3项，好转0项，销号0项" in out
    assert "使本次不通过的：新增或变差1项，新的填报错误0处。" in out
    assert "2022-12-31以来变差1项" in out
    assert "299,751元未达标，差299,750元" in out
    assert "退出码1：与基线相比有新增或变差" in out
    quiet = office.held("-q").out
    assert "的基线" in quiet
    assert len(quiet.splitlines()) < 6


def test_tables_have_a_column_for_it(office: Office) -> None:
    office.update()
    office.amount = 249
    head, *rows = office.held("--format", "csv").out.removeprefix("\ufeff").splitlines()
    assert head.split(",")[-1] == "自基线"
    assert [row.rsplit(",", 1)[-1] for row in rows] == ["已在基线", "已在基线", "变差", "已在基线"]
    assert "2022-12-31 的基线" in office.held("--format", "md").out


def test_shortfall_lists_end_alike(office: Office, tmp_path: Path) -> None:
    office.update()
    lists = ("shortfalls", str(office.workbook), *AT, *RULES, "-o", str(tmp_path / "lists"))
    assert office.shell.run(*lists).code == 1
    assert office.shell.run(*lists, "--baseline", str(office.baseline)).code == 0


# --- wrong usage


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--update-baseline",), "--update-baseline 还需要 --baseline"),
        (("--baseline", "b.json", "--allow-growth"), "--allow-growth 只与 --update-baseline"),
        (("--baseline", "none.json"), "none.json：没有这个基线文件"),
        (("--baseline", ""), "--baseline 的取值是空的"),
        (("--baseline", "."), "不是普通文件"),
        (("--baseline", "new.json", "--update-baseline", "-o", "./new.json"), "这是基线，不能覆盖"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = office.run(*options)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_the_result_never_replaces_the_baseline_by_whatever_name(office: Office, tmp_path: Path) -> None:
    office.update()
    before = office.baseline.read_bytes()
    (tmp_path / "link.json").symlink_to(office.baseline)
    os.link(office.baseline, tmp_path / "other.json")
    for name in ("known.json", "link.json", "other.json"):
        assert office.held("-o", str(tmp_path / name)).code == 2
    assert office.baseline.read_bytes() == before


def test_an_input_is_never_written_as_a_baseline(office: Office, tmp_path: Path) -> None:
    office.update()
    waivers = tmp_path / "waivers.json"
    waivers.write_text("[]", encoding="utf-8")
    ran = office.run("--waivers", str(waivers), "--baseline", str(waivers), "--update-baseline")
    assert (ran.code, waivers.read_text(encoding="utf-8")) == (2, "[]")


def test_a_baseline_that_changes_while_it_is_used_is_not_written(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.update()
    usual = baseline_room.update_baseline

    def disturbed(*given: Any) -> None:
        office.baseline.write_text("{}", encoding="utf-8")
        usual(*given)

    monkeypatch.setattr("assistcheck.cli.audit.update_baseline", disturbed)
    ran = office.update()
    assert (ran.code, "在运行期间被改动" in ran.err) == (2, True)
    assert office.baseline.read_text(encoding="utf-8") == "{}"


def test_a_folder_that_cannot_be_written_to_is_a_sentence_and_the_report_is_there(office: Office, tmp_path: Path) -> None:
    ran = office.run("--baseline", str(tmp_path / "none" / "b.json"), "--update-baseline")
    assert (ran.code, "无法写入" in ran.err) == (2, True)
    assert "未达标" in ran.out


def test_the_baseline_may_stand_in_the_variable(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.update()
    monkeypatch.setenv("ASSISTCHECK_BASELINE", str(office.baseline))
    assert office.run().code == 0
