"""The action for GitHub: its shell steps are run as the runner runs them, and what it is given never becomes shell."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml
from lxml import etree

from builders.action import ROOT, Job, action

SAMPLE = ROOT / "sample_data" / "one-team.xlsx"
SHELL_SIGNS = "a'b\"c$(touch pwned)`touch pwned`;touch pwned&& x|y\\"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs bash")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    (folder / "returned").mkdir(parents=True)
    shutil.copy(SAMPLE, folder / "returned" / "one team.xlsx")
    return folder


def job(workspace: Path, **inputs: str) -> Job:
    """Return a job that has the program already."""
    given = {"paths": "returned", "as-of": "2022-06-30", **{name.replace("_", "-"): value for name, value in inputs.items()}}
    return Job(workspace, given, workspace.parent / "temp").has_program()


def test_a_run_annotates_writes_the_reports_and_the_summary_and_fails_by_the_verdict(workspace: Path) -> None:
    ran = job(workspace, lang="en")
    assert ran.run() == 1
    folder = workspace / "assistcheck-report"
    assert sorted(path.name for path in folder.iterdir()) == ["report.html", "report.sarif", "report.xml"]
    assert (folder / "report.html").read_bytes().startswith(b"<!DOCTYPE html>")
    log = json.loads((folder / "report.sarif").read_text(encoding="utf-8"))
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in log["runs"][0]["results"]}
    assert uris == {"returned/one%20team.xlsx"}
    assert int(etree.parse(folder / "report.xml").getroot().get("failures", "0")) > 0
    assert "::error file=returned/one team.xlsx,line=" in ran.log
    assert ran.summary.startswith("## ")
    assert ran.outputs["audit"] == {"exit-code": "1"}


@pytest.mark.parametrize(("level", "code"), [("shortfall", 1), ("never", 0)])
def test_the_job_ends_as_the_command_does(level: str, code: int, workspace: Path) -> None:
    assert job(workspace, fail_on=level, formats="json").run() == code


def test_a_report_in_the_folder_that_is_read_changes_nothing(workspace: Path) -> None:
    codes = [job(workspace, paths=".", formats="html xlsx csv json").run() for _ in range(2)]
    report = json.loads((workspace / "assistcheck-report" / "report.json").read_text(encoding="utf-8"))
    assert codes == [1, 1]
    assert [one["path"] for one in report["inputs"]] == ["returned/one team.xlsx"]


def test_beside_a_baseline_what_is_known_does_not_fail_the_job(workspace: Path) -> None:
    assert job(workspace, formats="json").run() == 1
    shutil.move(workspace / "assistcheck-report" / "report.json", workspace / "then.json")
    ran = job(workspace, formats="json", baseline="then.json")
    assert ran.run() == 0
    assert "::error" not in ran.log


def test_what_was_read_is_kept_for_the_next_run(workspace: Path) -> None:
    ran = job(workspace, formats="json")
    ran.run()
    assert any((ran.temp / "assistcheck-cache").iterdir())


def test_code_scanning_has_its_report_whatever_formats_are_asked_for(workspace: Path) -> None:
    job(workspace, formats="html", code_scanning="true").run()
    assert (workspace / "assistcheck-report" / "report.sarif").exists()


def test_several_paths_stand_in_lines(workspace: Path) -> None:
    (workspace / "-late").mkdir()
    shutil.copy(ROOT / "sample_data" / "county-library-grants.xlsx", workspace / "-late" / "b.xlsx")
    job(workspace, paths="\n  returned  \n\n-late\n", formats="json").run()
    report = json.loads((workspace / "assistcheck-report" / "report.json").read_text(encoding="utf-8"))
    assert {one["path"] for one in report["inputs"]} == {"returned/one team.xlsx", "-late/b.xlsx"}


@pytest.mark.parametrize("name", ["rules", "roster", "as-of", "quarter", "fail-on", "waivers", "lang", "paths", "output"])
def test_an_input_is_never_shell(name: str, workspace: Path) -> None:
    job(workspace, **{name: SHELL_SIGNS}).run()
    assert not [*workspace.parent.rglob("pwned")]


@pytest.mark.parametrize(
    ("name", "value", "code"), [("rules", "no-such-pack", 2), ("as-of", "soon", 2), ("paths", "nowhere", 2), ("paths", " ", 2)]
)
def test_wrong_usage_ends_the_job_and_leaves_no_reports(name: str, value: str, code: int, workspace: Path) -> None:
    ran = job(workspace, **{name: value})
    assert ran.run() == code
    assert "::error::assistcheck" in ran.log
    assert not (workspace / "assistcheck-report").exists()


def test_an_unreadable_workbook_gives_reports_and_ends_with_3(workspace: Path) -> None:
    (workspace / "returned" / "broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    assert job(workspace).run() == 3
    assert (workspace / "assistcheck-report" / "report.html").exists()


def test_no_expression_stands_in_a_script() -> None:
    for step in action()["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_other_actions_are_pinned_to_a_commit_with_its_version_beside_it() -> None:
    used = re.findall(r"uses: (.*)", (ROOT / "action.yml").read_text(encoding="utf-8"))
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+", one) for one in used)


@pytest.mark.slow
def test_the_installation_step_gives_a_program_that_runs(workspace: Path) -> None:
    given = {"paths": "returned", "as-of": "2022-06-30", "formats": "json", "fail-on": "never"}
    ran = Job(workspace, given, workspace.parent / "temp")
    assert ran.run() == 0, ran.log
    assert (workspace / "assistcheck-report" / "report.json").exists()


# --- the hook -----------------------------------------------------------------------------------


def test_the_hook_is_one_process_that_gets_no_names_of_files() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["pass_filenames"], hook["require_serial"], hook["language"]) == (False, True, "python")
    assert re.search(hook["files"], "returned/a.xlsx")
    assert not re.search(hook["files"], "report.html")
