"""Settings of a run: what a file and variables say, and which of them stands."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from assistcheck.errors import UsageError
from assistcheck.i18n import untranslated
from builders.support import TEAM
from unit.cli.console import Ran, Shell
from unit.cli.settings.conftest import Audit, Write

YEAR = "as-of = 2022-12-31\n"
COUNTY = "翠屏县"


def report(ran: Ran) -> dict[str, object]:
    found: dict[str, object] = json.loads(ran.out)
    return found


# --- one layer above the other ------------------------------------------------------------------------


def test_a_flag_beats_a_variable_and_a_variable_the_file(write: Write, audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    write("as-of = 2022-03-31\nformat = 'json'\n")
    assert report(audit())["as_of"] == "2022-03-31"
    monkeypatch.setenv("ASSISTCHECK_AS_OF", "2022-06-30")
    assert report(audit())["as_of"] == "2022-06-30"
    assert report(audit("--as-of", "2022-09-30"))["as_of"] == "2022-09-30"


def test_what_is_for_one_command_beats_what_is_for_all_but_a_file_never_a_variable(
    write: Write, audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("as_of = '2022-03-31'\nformat = 'json'\n[audit]\nas_of = 2022-04-30\n[explain]\nas-of = 2022-05-31\n")
    assert report(audit())["as_of"] == "2022-04-30"
    monkeypatch.setenv("ASSISTCHECK_AS_OF", "2022-06-30")
    assert report(audit())["as_of"] == "2022-06-30"
    monkeypatch.setenv("ASSISTCHECK_AUDIT_AS_OF", "2022-07-31")
    assert report(audit())["as_of"] == "2022-07-31"


@pytest.mark.parametrize(
    ("file", "variables", "flags", "day"),
    [
        ("as-of = 2022-03-31", {}, ("--quarter", "2022Q2"), "2022-06-30"),
        ("quarter = '2022Q1'", {}, ("--as-of", "2022-06-30"), "2022-06-30"),
        ("as-of = 2022-03-31", {"QUARTER": "2022Q2"}, (), "2022-06-30"),
        ("", {"AS_OF": "2022-03-31"}, ("--quarter", "2022Q2"), "2022-06-30"),
        ("as-of = 2022-03-31\n[audit]\nquarter = '2022Q2'", {}, (), "2022-06-30"),
        ("quarter = '2022Q1'", {"QUARTER": "2022Q2"}, (), "2022-06-30"),
    ],
)
def test_of_a_day_and_a_quarter_the_one_of_the_higher_layer_stands(  # noqa: PLR0913, PLR0917
    file: str,
    variables: dict[str, str],
    flags: tuple[str, ...],
    day: str,
    write: Write,
    audit: Audit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(file)
    for name, value in variables.items():
        monkeypatch.setenv(f"ASSISTCHECK_{name}", value)
    assert report(audit("--format", "json", *flags))["as_of"] == day


def test_a_day_and_a_quarter_in_one_place_are_an_error(write: Write, audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    write("as-of = 2022-03-31\nquarter = '2022Q2'\n")
    ran = audit()
    assert (ran.code, "assistcheck.toml:1 与" in ran.err, "assistcheck.toml:2：as-of 和 quarter 只能用一个" in ran.err) == (
        2,
        True,
        True,
    )
    write("")
    monkeypatch.setenv("ASSISTCHECK_AS_OF", "2022-03-31")
    monkeypatch.setenv("ASSISTCHECK_QUARTER", "2022Q2")
    ran = audit()
    assert (ran.code, "ASSISTCHECK_AS_OF 与 ASSISTCHECK_QUARTER" in ran.err) == (2, True)
    assert "--as-of 与 --quarter 只能用一个" in audit("--as-of", "2022-03-31", "--quarter", "2022Q2").err


def test_the_ending_of_the_output_beats_a_format_that_is_set(write: Write, audit: Audit, tmp_path: Path) -> None:
    write(f"{YEAR}format = 'json'\n")
    assert audit("-o", str(tmp_path / "r.csv")).code == 1
    assert "规则" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    write(f"{YEAR}[audit]\noutput = 'out.md'\n")
    assert audit().out == ""
    assert (tmp_path / "out.md").read_text(encoding="utf-8").startswith("#")


def test_a_scheduler_alone_does_nothing_and_a_password_file_gives_way_to_the_variable(
    write: Write, audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(f"{YEAR}scheduler = 'tcp://a:1'\n")
    assert audit().code == 1
    write(f"{YEAR}password-file = 'none.txt'\n")
    assert audit().code == 2
    monkeypatch.setenv("ASSISTCHECK_PASSWORD", "x")
    assert audit().code == 1


# --- what keys and values mean ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "rule = 'R05.2'",
        "rule = ['R05.2']",
        "rule = ['R05.2', 'R05.3']\nsubject = []\n[audit]\nrule = 'r05.2'",
        "rule = 'R05.2'\n[explain]\nrule = 'R05.3'\n[rules_test]\nmutate = true\n[shortfalls]\nformat = 'docx'",
    ],
)
def test_several_values_are_a_list_and_one_is_a_text(text: str, write: Write, audit: Audit) -> None:
    write(f"{YEAR}format = 'json'\n{text}\n")
    outcomes = report(audit())["outcomes"]
    assert isinstance(outcomes, list)
    assert {one["rule"] for one in outcomes} == {"R05.2"}


@pytest.mark.parametrize(
    "text",
    [
        "reading = {R07.4 = 'any-donor'}",
        "reading = {'R07.4' = 'any-donor'}",
        "reading = 'R07.4=any-donor'",
        "[reading]\nR07.4 = 'any-donor'",
    ],
)
def test_pairs_are_texts_or_a_table(text: str, write: Write, audit: Audit) -> None:
    write(f"{YEAR}format = 'json'\n{text}\n")
    rules = report(audit())["rules"]
    assert isinstance(rules, dict)
    assert rules["readings"]["R07.4"] == "any-donor"


@pytest.mark.parametrize("text", ["limit = {rows = 2}", "limit = 'rows=2'", "[limit]\nrows = '2'"])
def test_a_limit_is_a_number_in_a_table(text: str, write: Write, audit: Audit) -> None:
    write(f"{YEAR}{text}\n")
    assert audit().code == 3


@pytest.mark.parametrize(
    "text",
    [
        f"county = '{COUNTY}'",
        f"within = {{county = ['{COUNTY}']}}",
        f"within = 'county={COUNTY}'",
        f"[audit]\ncounty = ['{COUNTY}']",
    ],
)
def test_a_packs_short_option_is_a_key(text: str, write: Write, audit: Audit) -> None:
    write(f"{YEAR}format = 'json'\nrule = 'R05.2'\n{text}\n")
    outcomes = report(audit())["outcomes"]
    assert isinstance(outcomes, list)
    assert [one["subject"]["name"] for one in outcomes] == [TEAM]


def test_a_packs_short_option_is_a_variable_too(write: Write, audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    write("county = '别的'\nformat = 'json'\nrule = 'R05.2'\n")
    monkeypatch.setenv("ASSISTCHECK_COUNTY", COUNTY)
    outcomes = report(audit())["outcomes"]
    assert isinstance(outcomes, list)
    assert [one["subject"]["name"] for one in outcomes] == [TEAM]
    monkeypatch.setenv("ASSISTCHECK_RULES", "county-library-grants")
    ran = audit()
    assert (ran.code, "没有 county 这个设置" in ran.err) == (2, True)


def test_paths_are_relative_to_the_file_and_named_as_from_the_working_folder(
    write: Write, audit: Audit, tmp_path: Path
) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "w.yaml").write_text("- rule: R05.2\n", encoding="utf-8")
    write(f"{YEAR}waivers = 'lists/w.yaml'\n")
    ran = audit()
    assert (ran.code, "../../lists/w.yaml:1:" in ran.err, "waivers 取自" in ran.err) == (2, True, True)


def test_a_pack_beside_the_file_stands_before_a_shipped_one_and_a_shipped_one_is_a_name(
    write: Write, shell: Shell, tmp_path: Path
) -> None:
    write("rules = 'county-library-grants'\n")
    assert "R01.1" in shell.run("rules", "list").out
    (tmp_path / "mine").mkdir()
    write("rules = 'mine'\n")
    ran = shell.run("rules", "list")
    assert (ran.code, "没有规则包 ../../mine" in ran.err, "assistcheck.toml:1" in ran.err) == (2, True, True)


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("RULE", "R05.2 R05.3", {"R05.2", "R05.3"}),
        ("RULE", "R05.2, R05.3", {"R05.2", "R05.3"}),
        ("RULE", "R05.2", {"R05.2"}),
        ("AUDIT_RULE", "R05.3", {"R05.3"}),
    ],
)
def test_a_variable_of_several_values_separates_them(
    name: str, text: str, codes: set[str], audit: Audit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"ASSISTCHECK_{name}", text)
    outcomes = report(audit("--format", "json"))["outcomes"]
    assert isinstance(outcomes, list)
    assert {one["rule"] for one in outcomes} == codes


@pytest.mark.parametrize(("text", "is_short"), [("1", True), ("true", True), ("0", False), ("off", False), (" ", False)])
def test_a_variable_of_a_flag_says_yes_or_no(
    text: str,
    is_short: bool,  # noqa: FBT001
    audit: Audit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    long = audit("--as-of", "2022-12-31").out
    monkeypatch.setenv("ASSISTCHECK_QUIET", text)
    assert (audit("--as-of", "2022-12-31").out != long) == is_short


def test_a_required_option_may_be_set(write: Write, shell: Shell, workbook: Path, tmp_path: Path) -> None:
    write(f"{YEAR}[shortfalls]\noutput = 'lists'\nformat = 'md'\nby = 'county'\n")
    assert shell.run("shortfalls", str(workbook), "--no-progress").code == 1
    assert {path.suffix for path in (tmp_path / "lists").iterdir()} == {".md", ".xlsx"}  # the index is a workbook


def test_explain_is_not_asked_for_the_rules_that_are_audited(write: Write, shell: Shell, workbook: Path) -> None:
    write(f"{YEAR}rule = ['R05.2', 'R05.3']\nformat = 'html'\n")
    ran = shell.run("explain", str(workbook), "--rule", "R05.2", "--subject", TEAM)
    assert (ran.code, "R05.2" in ran.out) == (0, True)


def test_the_engine_of_a_file_reads_the_files_and_nothing_is_read_ahead(
    write: Write, audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, str]] = []

    def engine(name: str, scheduler: str) -> None:
        opened.append((name, scheduler))
        raise UsageError(untranslated("no cluster"))

    monkeypatch.setattr("assistcheck.cli.options.api.open_engine", engine)
    monkeypatch.setattr("assistcheck.api.read_ahead", lambda _: pytest.fail("the file is read here"))
    write("engine = 'dask'\n[audit]\nscheduler = 'tcp://a:1'\n")
    assert audit().code == 2
    assert opened == [("dask", "tcp://a:1")]
    write("[audit]\nworkers = 0\nas-of = 2022-12-31\n")
    assert audit().code == 1


def test_the_workbook_of_a_pack_that_is_set_is_written(write: Write, shell: Shell, tmp_path: Path) -> None:
    write("rules = 'county-library-grants'\n[sample]\nkind = 'one'\noutput = 'sample.xlsx'\n")
    assert shell.run("template", "-o", str(tmp_path / "t.xlsx")).code == 0
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames[0] == "How to fill in"
    assert shell.run("sample").code == 0
    assert (tmp_path / "sample.xlsx").exists()


def test_the_file_of_settings_is_never_written_over(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    file = tmp_path / "settings.md"
    file.write_text("as-of = 2022-12-31\n", encoding="utf-8")
    for command in ("audit", str(workbook)), ("rules", "list"):
        ran = shell.run("--settings", str(file), *command, "-o", str(tmp_path / "a" / ".." / "settings.md"), "--format", "md")
        assert (ran.code, file.read_text(encoding="utf-8")) == (2, "as-of = 2022-12-31\n")
    assert "不能覆盖" in shell.run("--settings", str(file), "audit", str(workbook), "-o", str(file)).err
