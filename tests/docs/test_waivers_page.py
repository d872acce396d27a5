"""The examples of docs/waivers.md, as a text and as a sheet, do what the pages say."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from assistcheck import api
from builders.packs import PACK

ROOT = Path(__file__).parents[2]
PAGES = ("docs/waivers.md", "docs/zh/waivers.md")
DAY = date(2022, 6, 30)


def tables(name: str) -> list[list[list[str]]]:
    """Return the tables of a page as their cells."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    rows = [[line.strip("|\n").split("|") for line in table.splitlines()] for table in found]
    return [[[cell.strip().strip("`") for cell in row] for number, row in enumerate(table) if number != 1] for table in rows]


def test_the_text_shown_is_the_file_beside_the_page() -> None:
    text = (ROOT / "docs/waivers.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert shown == (ROOT / "docs/waivers.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_the_sheet_shown_waives_two_duties(name: str, tmp_path: Path) -> None:
    path = tmp_path / "备案.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(tables(name)[0])
    recorded = api.read_waivers([str(path)], PACK)
    submission = api.read_submissions([str(ROOT / "sample_data/one-team.xlsx")], PACK, DAY, workers=0)
    report = api.audit(PACK, submission, api.Request(DAY, waivers=recorded.waivers))
    assert [one.rule.id for one in report.outcomes if one.status == "waived"] == ["R05.2", "R05.4"]


@pytest.mark.parametrize("name", PAGES)
def test_every_other_spelling_that_is_shown_is_read(name: str, tmp_path: Path) -> None:
    columns = tables(name)[1][1:]
    spellings = [[part.split("`")[0].strip(), *re.split("[,、]", others)] for part, others, _ in columns]
    first = ["R05.2", "醉蓼镇组团", "", "防汛抢险", "市经协办", "", "2022-12-31"]
    for turn in range(max(map(len, spellings))):
        headers = [names[turn % len(names)].strip() for names in spellings]
        path = tmp_path / "备案.csv"
        path.write_text(f"{','.join(headers)}\n{','.join(first)}\n", encoding="utf-8")
        (found,) = api.load_waivers(str(path), PACK)
        assert (found.rule, found.reason, found.expires) == ("R05.2", "防汛抢险", date(2022, 12, 31))
