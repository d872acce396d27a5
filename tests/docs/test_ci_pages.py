"""What docs/ci.md shows of other programs' files: it is YAML, names inputs that there are, and its commands are run."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from builders.action import ROOT, action
from docs.test_docs import blocks

SAMPLE = ROOT / "sample_data" / "one-team.xlsx"
PAGES = ("docs/ci.md", "docs/zh/ci.md", "README.md")


def documents(page: str) -> list[Any]:
    return [yaml.safe_load("\n".join(block)) for block in blocks(page, "yaml")]


def steps(found: object) -> list[dict[str, Any]]:
    """Return the steps of a workflow, or a list of steps itself."""
    if isinstance(found, list):
        return found
    jobs = found.get("jobs", {}) if isinstance(found, dict) else {}
    return [step for job in jobs.values() for step in job["steps"]]


def shell(command: str, folder: Path) -> int:
    """Run a command in a folder in which ``assistcheck`` is the program under test."""
    bin_folder = folder.parent / "bin"
    bin_folder.mkdir(exist_ok=True)
    program = bin_folder / "assistcheck"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m assistcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    env = {**os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}", "PYTHONUTF8": "1"}
    return subprocess.run(["sh", "-c", command], cwd=folder, env=env, check=False, timeout=120).returncode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "office"
    for name in ("returned", "收回的表"):
        (made / name).mkdir(parents=True)
        shutil.copy(SAMPLE, made / name / "a.xlsx")
    for name in ("reports", "报告"):
        (made / name).mkdir()
    return made


@pytest.mark.parametrize("page", PAGES)
def test_the_workflows_give_the_action_inputs_that_it_has(page: str) -> None:
    used = [step for found in documents(page) for step in steps(found) if "assistcheck" in step["uses"]]
    assert used
    for step in used:
        assert set(step["with"]) <= set(action()["inputs"])
        assert {name for name, one in action()["inputs"].items() if one.get("required")} <= set(step["with"])


def test_every_input_of_the_action_is_explained() -> None:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    rows = " ".join(row for row in text.splitlines() if row.startswith("| `"))
    assert set(action()["inputs"]) <= set(re.findall(r"`([a-z-]+)`", rows))


def test_the_hook_that_is_shown_is_the_one_that_there_is() -> None:
    (shown,) = (one["repos"][0]["hooks"][0] for one in documents("docs/ci.md") if isinstance(one, dict) and "repos" in one)
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert shown["id"] == hook["id"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs sh")
def test_the_job_for_gitlab_writes_what_it_uploads(folder: Path) -> None:
    (job,) = (one["assistcheck"] for one in documents("docs/ci.md") if isinstance(one, dict) and "assistcheck" in one)
    codes = [shell(line, folder) for line in job["script"]]
    assert codes[:-1] == [0] * (len(codes) - 1)
    uploaded = [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]
    assert all((folder / name).stat().st_size for name in uploaded)
    assert any((folder / job["cache"]["paths"][0]).iterdir())
    assert json.loads((folder / "gl-code-quality-report.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs sh")
@pytest.mark.parametrize(("page", "reports"), [("docs/ci.md", "reports"), ("docs/zh/ci.md", "报告")])
def test_the_line_of_cron_writes_a_page_and_the_data(page: str, reports: str, folder: Path) -> None:
    ((line,),) = blocks(page, "cron")
    *when, command = line.split(" ", 5)
    assert when == ["0", "7", "*", "*", "1"]
    assert not re.search(r"(?<!\\)%", command), "cron takes a bare % for the end of the line"
    shell(command.replace(r"\%", "%").replace("/srv/office", shlex.quote(str(folder))), folder)
    written = sorted(path.name for path in (folder / reports).iterdir())
    assert [re.sub(r"^\d{4}-\d\d-\d\d", "DAY", name) for name in written] == ["DAY.html", "DAY.json", "log.txt"]
