"""The recipe of CONTRIBUTING.md for a profile leaves one behind, with what the program did in it."""

from __future__ import annotations

import os
import pstats
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_recipe_shows_reading_and_judging(tmp_path: Path) -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipe = [line for line in page.splitlines() if line.startswith("python -c ")]
    script = "\n".join(recipe).replace("sample_data/2022.xlsx", str(ROOT / "sample_data" / "one-team.xlsx"))
    environment = {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), "/usr/bin", "/bin")),
        "PYTHONPATH": str(ROOT / "src"),
        "ASSISTCHECK_WORKERS": "0",
    }
    assert "export ASSISTCHECK_WORKERS=0\npython -c " in page
    done = subprocess.run(["bash", "-ec", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    profile = vars(pstats.Stats(str(tmp_path / "run.prof")))["stats"]
    functions = {name for _, _, name in profile}
    assert {"parse_workbook", "write_results"} <= functions
    assert "(main)" in done.stdout
