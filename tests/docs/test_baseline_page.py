"""The page on baselines: its first commands, run one after the other, end as it says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["docs/baseline.md", "docs/zh/baseline.md"])
def test_the_commands_end_as_the_page_says(name: str, tmp_path: Path) -> None:
    block = re.findall(r"^```\n(.*?)^```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)[0]
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")
    plain = {key: value for key, value in os.environ.items() if not key.startswith("ASSISTCHECK")}
    codes = [
        subprocess.run(
            [sys.executable, "-m", "assistcheck", *shlex.split(line)[1:]],
            cwd=tmp_path,
            env=plain,
            capture_output=True,
            check=False,
            timeout=120,
        ).returncode
        for line in block.splitlines()
    ]
    assert codes == [1, 0, 1]
    assert "2022-06-30" in (tmp_path / "since-june.html").read_text(encoding="utf-8")
