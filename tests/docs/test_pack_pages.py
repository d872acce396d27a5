"""What the pages on rule packs say is true: the pack that they write is sound and audits a workbook; every key is listed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import xlsxwriter

from assistcheck.rules.frozen import Frozen, checked_model
from assistcheck.rules.ledgers import LedgerSpec
from assistcheck.rules.model import Clause, Manifest
from assistcheck.rules.subjects import Subjects

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "how-to" / "new-pack.md").read_text(encoding="utf-8")
REFERENCE = (DOCS / "reference" / "pack.md").read_text(encoding="utf-8")

DAY = date(2025, 3, 12)
WORKBOOK: dict[str, list[list[object]]] = {
    "Schools": [["School", "District"], ["Ash School", "North"], ["Birch School", "South"]],
    "Plantings": [
        ["Date", "School", "Species", "Trees", "Place"],
        [DAY, "Ash School", "oak", 20, "yard"],
        [DAY, "Ash School", "elm", "20 trees", "park"],
        [DAY, "Ash School", "ash", 5, "street"],
        [DAY, "Birch School", "oak", 39, "yard"],
        [DAY, "Birch School", "elm", 9, "street"],
    ],
    "Garden grants": [
        ["School", "Year", "Granted ($)", "Spent"],
        ["Ash School", 2025, 1000, 800],
        ["Birch School", 2025, 1000, 700],
    ],
    "Donations": [["Date", "School", "District", "Amount ($)", "Receipt"], [DAY, "Ash School", "North", 5000, "A-1"]],
}


def tool(*arguments: object) -> str:
    """What a command of the tool prints; a message on standard error fails the test."""
    done = subprocess.run(
        [sys.executable, "-m", "assistcheck", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "ASSISTCHECK_LANG": "en"},
        check=False,
        timeout=120,
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The pack that the page writes, file by file."""
    made = tmp_path / "school-gardens-2025"
    for name, content in re.findall(r"^\*\*`(.+?)`\*\*\n\n```\w+\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(content, encoding="utf-8")
    return made


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "returned.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for title, rows in WORKBOOK.items():
            sheet = book.add_worksheet(title)
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(line, column, value, day if isinstance(value, date) else None)
    return path


def test_the_pack_of_the_page_has_no_faults(folder: Path) -> None:
    (said,) = re.findall(r"It answers `(.+?)`", PAGE)
    assert tool("rules", "check", "--rules", folder).strip() == said


def test_the_pack_of_the_page_audits_a_workbook(folder: Path, workbook: Path) -> None:
    data = json.loads(tool("audit", workbook, "--rules", folder, "--as-of", "2025-12-31", "--format", "json"))
    statuses = {(one["rule"], one["subject"]["name"]): one["status"] for one in data["outcomes"]}
    values = {(one["rule"], one["subject"]["name"]): one["value"] for one in data["outcomes"]}
    assert values["R01.1", "Ash School"] == 40
    assert values["R01.1", "Birch School"] == 39
    assert statuses == {
        ("R01.1", "Ash School"): "met",
        ("R01.1", "Birch School"): "shortfall",
        ("R01.2", "Ash School"): "met",
        ("R01.2", "Birch School"): "shortfall",
        ("R02.1", "Ash School"): "undetermined",
        ("R02.1", "Birch School"): "undetermined",
        ("R03.1", "Ash School"): "met",
        ("R03.1", "Birch School"): "shortfall",
        ("R03.2", "North"): "met",
        ("R03.2", "South"): "shortfall",
        ("R04.1", "Ash School"): "undetermined",
        ("R04.1", "Birch School"): "undetermined",
    }


def test_the_cases_of_the_page_notice_every_mutant(folder: Path) -> None:
    said = tool("rules", "test", folder, "--rule", "R01.1", "--mutate").splitlines()[-1]
    assert "1 rules" in said
    assert "0 failed" in said
    assert "0 survived" in said


def test_every_sentence_of_the_document_of_the_page_is_covered(folder: Path) -> None:
    shown = tool("rules", "coverage", folder).splitlines()
    assert [line for line in shown if line.startswith("!  ")] == [
        "!  not covered                       0 sentences",
    ]


def test_the_template_of_the_page_has_every_sheet(folder: Path, tmp_path: Path) -> None:
    made = tmp_path / "template.xlsx"
    tool("template", "--rules", folder, "-o", made)
    with zipfile.ZipFile(made) as parts:
        titles = re.findall(r'<sheet name="(.+?)"', parts.read("xl/workbook.xml").decode())
    assert set(titles) >= {*WORKBOOK, "Garden lessons", "Tasks", "Cover"}


def models(kind: Any, seen: set[type[Frozen]]) -> Iterator[type[Frozen]]:
    """Every model that a type is made of."""
    if isinstance(kind, type) and issubclass(kind, Frozen) and kind not in seen:
        seen.add(kind)
        yield kind
        for field in checked_model(kind).model_fields.values():
            yield from models(field.annotation, seen)
    for part in get_args(kind):
        yield from models(part, seen)


def test_every_key_of_a_pack_is_in_the_reference() -> None:
    seen: set[type[Frozen]] = set()
    found = [model for root in (Manifest, Subjects, LedgerSpec, Clause) for model in models(root, seen)]
    keys = {name for model in found for name in model.model_fields} - {"test"}
    words = {
        word for model in found for field in checked_model(model).model_fields.values() for word in get_args(field.annotation)
    }
    literals = {word for word in words if isinstance(word, str)}
    assert {name for name in keys if not re.search(rf"`{name}[`:]|^## .*{name}|^### {name}$", REFERENCE, re.MULTILINE)} == set()
    assert {word for word in literals if not re.search(rf"`{word}`|: {word}\b", REFERENCE)} == set()
    assert len(keys) > 50
    assert {"one_of", "quarter", "binding"} <= literals
