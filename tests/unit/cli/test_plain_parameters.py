"""Values of the command line that need no converting, and those that do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from unit.cli.console import Shell


@pytest.mark.parametrize("command", [["audit"], ["--help"], ["rules", "list"]])
def test_plain_values_load_no_converters(command: list[str], workbook: Path) -> None:
    code = (
        "import sys; sys.argv = ['assistcheck', *sys.argv[1:]]\n"
        "from assistcheck.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "sys.exit('loaded' if 'typer._adapters' in sys.modules else 0)\n"
    )
    more = [str(workbook), "--as-of", "2022-12-31", "--rule", "R05.2", "--fail-on", "never"] if command == ["audit"] else []
    ran = subprocess.run([sys.executable, "-c", code, *command, *more], capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()


def test_an_unknown_word_is_refused_with_the_allowed_ones(shell: Shell, workbook: Path) -> None:
    ran = shell.run("audit", str(workbook), "--fail-on", "sometimes")
    assert ran.code == 2
    assert "--fail-on 的取值“sometimes”不对；可用：'shortfall', 'behind', 'any', 'never'" in ran.err


def test_a_missing_argument_is_told(shell: Shell) -> None:
    ran = shell.run("audit")
    assert ran.code == 2
    assert "缺少" in ran.err


def test_an_option_given_twice_keeps_both_values(shell: Shell, workbook: Path) -> None:
    ran = shell.run("audit", str(workbook), "--as-of", "2022-12-31", "--rule", "R05.2", "--rule", "R05.3", "--format", "csv")
    assert {line.split(",")[0] for line in ran.out.splitlines() if line.startswith("R05")} == {"R05.2", "R05.3"}
