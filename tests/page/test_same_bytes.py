"""What the page says of the samples is what the command line writes: byte for byte, or part for part where it is packed."""

from __future__ import annotations

from pathlib import Path

import pytest

from page.clerk import Clerk
from page.inputs import sample
from page.terminal import Terminal
from page.unpacked import parts

SAMPLES = {
    "year": ("2022.xlsx", "2022-12-31", "dongguan-2022", "zh"),
    "mid_year": ("2022-q2.xlsx", "2022-06-30", "dongguan-2022", "zh"),
    "one_team": ("one-team.xlsx", "2022-06-30", "dongguan-2022", "en"),
    "other_pack": ("county-library-grants.xlsx", "2026-06-30", "county-library-grants", "en"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_gives_the_reports_of_the_command_line(name: str, desk: Clerk, tmp_path: Path) -> None:
    file, as_of, pack, lang = SAMPLES[name]
    job = sample(tmp_path / "files", file, as_of, pack).of(lang=lang)
    terminal = Terminal(job.folder)
    desk.start_over()
    desk.audit(job)
    for form in ("json", "html", "csv"):
        assert desk.report(form) == terminal.report(job.paths, form, *job.options), form
    assert parts(desk.report("xlsx")) == parts(terminal.report(job.paths, "xlsx", *job.options))
