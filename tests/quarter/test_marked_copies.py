"""What a team gets back says at each place what has to be corrected, as the report of the run has it."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from .clerk import Said, places_of
from .office import QUARTER_END
from .quarter import Quarter

RESULT = "审核结果"


@pytest.fixture(scope="session")
def returned(small: Quarter) -> dict[str, tuple[Path, list[dict[str, Any]]]]:
    """Return the marked copy of each team's workbook as it came back, with what the report says of it."""
    found = {}
    for paper in small.papers:
        (copy,) = small.marked.glob(f"*{paper.team.name}-标注.xlsx")
        path = str(small.path_of(paper))
        found[paper.team.name] = (copy, [one for one in small.first_report["problems"] if one["path"] == path])
    return found


def said_at(book: Workbook, said: Said) -> str:
    """Return what a marked copy says at a place: the comment of the cell, or the lines on the first sheet of a whole sheet."""
    if said.row:
        comment = book[said.sheet].cell(said.row, said.column).comment
        return comment.text if comment else ""
    lines = book[RESULT].iter_rows(values_only=True)
    return "\n".join(" ".join(map(str, filter(None, line))) for line in lines if line[0] == said.sheet)


def test_each_cell_says_what_is_expected_and_what_to_do(
    small: Quarter, returned: dict[str, tuple[Path, list[dict[str, Any]]]]
) -> None:
    places = 0
    for copy, problems in returned.values():
        book = load_workbook(copy)
        for problem in (problem for problem in problems if problem["sheet"]):
            for said in places_of(problem):
                text = said_at(book, said)
                assert said.remedy in text, (copy.name, problem)
                assert said.expected.replace(f"{small.inbox}/", "") in text, (copy.name, problem)  # teams see no folders
                places += 1
    assert places > 20


def test_the_text_that_goes_with_it_names_every_error(returned: dict[str, tuple[Path, list[dict[str, Any]]]]) -> None:
    for copy, problems in returned.values():
        text = copy.with_name(copy.name.replace("-标注.xlsx", "-说明.txt")).read_text(encoding="utf-8-sig")
        for problem in (problem for problem in problems if problem["level"] == "error" and problem["sheet"]):
            assert problem["remedy"] in text
            for one in places_of(problem):
                cell = f"{get_column_letter(one.column)}{one.row}" if one.row else ""
                assert f"【{problem['sheet']}】{cell}" in text, (copy.name, problem)


def test_the_mail_merge_table_counts_what_the_report_counts(small: Quarter) -> None:
    with (small.marked / "00-邮件合并.csv").open(encoding="utf-8-sig") as file:
        found = {row["文件"]: row for row in csv.DictReader(file)}
    counts: Counter[tuple[str, str]] = Counter()
    for problem in small.first_report["problems"]:
        if problem["path"]:
            counts[Path(problem["path"]).name, problem["level"]] += problem["count"]
    for name, row in found.items():
        assert (int(row["须改正处数"]), int(row["请核对处数"])) == (counts[name, "error"], counts[name, "warning"])
    assert {name for name, level in counts if level == "error"} <= {*found}


def test_a_marked_copy_that_comes_back_is_not_taken_for_a_submission(
    small: Quarter, returned: dict[str, tuple[Path, list[dict[str, Any]]]], tmp_path: Path
) -> None:
    for copy, _ in returned.values():
        shutil.copy(copy, tmp_path)
    report = small.commands.audit(tmp_path, QUARTER_END)
    teams = {paper.team.name for paper in small.papers}
    silent = {one["subject"]["name"] for one in report["outcomes"] if one["reason"] == "not-submitted"}
    assert teams <= silent
