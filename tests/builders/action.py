"""Runs the shell steps of ``action.yml`` as GitHub's runner does; steps that use other actions are left out."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
_EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")


def action() -> dict[str, Any]:
    """Return ``action.yml`` as data."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return found


@dataclass
class Job:
    """A job that is under way in a workspace."""

    workspace: Path
    inputs: Mapping[str, str]
    temp: Path
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    log: str = ""
    summary: str = ""

    def run(self) -> int:
        """Run each shell step in turn, up to the first that fails; return the last one's code."""
        for step in action()["runs"]["steps"]:
            if "run" in step and step.get("id") not in self.outputs:
                code = self._step(step)
                if code:
                    return code
        return 0

    def has_program(self) -> Job:
        """Leave out the installation: the program is the one under test."""
        self.temp.mkdir(exist_ok=True)
        program = self.temp / "assistcheck"
        path, python = shlex.quote(os.environ.get("PYTHONPATH", "")), shlex.quote(sys.executable)
        program.write_text(f'#!/bin/sh\nPYTHONPATH={path} exec {python} -m assistcheck "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        self.outputs["install"] = {"program": str(program)}
        return self

    def _step(self, step: Mapping[str, Any]) -> int:
        self.temp.mkdir(exist_ok=True)
        script, output, summary = (self.temp / name for name in ("script.sh", "output.txt", "summary.md"))
        script.write_text(step["run"], encoding="utf-8")
        output.write_text("", encoding="utf-8")
        summary.write_text("", encoding="utf-8")
        given = {name: _EXPRESSION.sub(self._value, value) for name, value in step.get("env", {}).items()}
        own = ("ASSISTCHECK", "LC_", "LANG", "PYTHONPATH")
        plain = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace,
            env={
                **plain,
                **given,
                "RUNNER_TEMP": str(self.temp),
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                "PYTHONUTF8": "1",
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )
        lines = (line.partition("=") for line in output.read_text(encoding="utf-8").splitlines())
        self.outputs[step.get("id", step["name"])] = {name: value for name, _, value in lines}
        self.log += done.stdout + done.stderr
        self.summary += summary.read_text(encoding="utf-8")
        return done.returncode

    def _value(self, expression: re.Match[str]) -> str:
        """Return what an expression of a step's environment stands for."""
        context, _, name = expression[1].partition(".")
        if context == "inputs":
            return self.inputs.get(name, action()["inputs"][name].get("default", ""))
        if context == "steps":
            step, _, output = name.partition(".outputs.")
            return self.outputs.get(step, {}).get(output, "")
        raise AssertionError(expression[0])
