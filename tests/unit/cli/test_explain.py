"""``assistcheck explain``: text, Markdown and JSON say the same, in both languages."""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from builders.support import TEAM
from unit.cli.console import Shell

AT = ("--as-of", "2022-12-31", "--rule", "R05.2", "--subject", TEAM)


def schema(room: str, name: str) -> Any:
    return json.loads((files(f"assistcheck.reports.{room}") / name).read_text(encoding="utf-8"))


def checked(data: Any) -> None:
    report = Resource.from_contents(schema("json", "report-1.schema.json"))
    registry: Registry[Any] = Registry().with_resource("urn:assistcheck:report:1", report)
    jsonschema.Draft202012Validator(schema("explanation", "explain-1.schema.json"), registry=registry).validate(data)


def test_the_chain_runs_from_the_words_of_the_document_to_the_smallest_change(shell: Shell, workbook: Path) -> None:
    ran = shell.run("explain", str(workbook), *AT)
    assert ran.code == 0
    links = [
        "一、文件怎么说",
        "二、怎样算达标",
        "三、怎样计算",
        "四、计入的行（2 行）",
        "五、未计入的行（2 行）",
        "六、结论",
        "七、最少要改什么",
    ]
    at = [ran.out.index(link) for link in links]
    assert at == sorted(at)
    assert "每个组团在县级或以上媒体宣传报道不少于4条" in ran.out
    assert "再有 2 行" in ran.out
    assert "“媒体级别”为“县级以下”，此项不计" in ran.out
    assert "A5" in ran.out


def test_the_json_explanation_keeps_its_published_schema(shell: Shell, workbook: Path) -> None:
    data = json.loads(shell.run("explain", str(workbook), *AT, "--format", "json").out)
    checked(data)
    (case,) = data["explanations"]
    report = json.loads(shell.run("audit", str(workbook), *AT, "--format", "json").out)
    assert case["outcome"] == report["outcomes"][0]
    assert [row["row"] for row in case["counted"]] == [2, 4]
    assert [(row["row"], row["reason"]) for row in case["left_out"]] == [(5, "rejected"), (3, "level=县级以下")]
    assert case["counted"][0]["cells"]["date"] == "2022-03-01"
    assert case["remedy"]["kind"] == "rows"
    assert case["remedy"]["amount"] == case["outcome"]["gap"] == 2


def test_a_schema_without_the_rows_is_refused(shell: Shell, workbook: Path) -> None:
    data = json.loads(shell.run("explain", str(workbook), *AT, "--format", "json").out)
    del data["explanations"][0]["counted"]
    with pytest.raises(jsonschema.ValidationError):
        checked(data)


@pytest.mark.parametrize("shape", ["text", "md", "json"])
def test_english_says_the_same_figures(shell: Shell, workbook: Path, shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["assistcheck.cli.explain"], "LANG", "en")
    out = shell.run("explain", str(workbook), *AT, "--format", shape).out
    assert "2 more rows that pass the tests above." in " ".join(out.split())
    assert "县级以下" in out
    assert "未达标" not in out


def test_markdown_has_each_row_in_a_table(shell: Shell, workbook: Path) -> None:
    out = shell.run("explain", str(workbook), *AT, "--format", "md").out
    assert "| 第 2 行 | 2022-03-01 | 一 | 甲报 | 市 |" in out
    assert "| 第 3 行 | “媒体级别”为“县级以下”，此项不计 |" in out
    assert "- 状态：**未达标**" in out


def test_a_duty_of_months_shows_each_of_them(shell: Shell, workbook: Path) -> None:
    out = shell.run("explain", str(workbook), "--as-of", "2022-04-30", "--rule", "R05.4", "--subject", TEAM).out
    assert "未报送此表" in out
    assert "2022-04" not in out.split("六、结论")[0].split("二、")[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--rule", "R5.2", "--subject", TEAM), "是否为 R05.2"),
        (("--rule", "R05.2", "--subject", "青禾镇"), f"是否为 {TEAM}"),
        (("--rule", "R05.2"), "用 --subject 指明一个"),
        (("--subject", TEAM), "缺少"),
        (("--rule", "R05.2", "--subject", TEAM, "--reading", "R05.2=none"), "没有口径"),
    ],
)
def test_what_cannot_be_explained_is_a_sentence(shell: Shell, workbook: Path, arguments: tuple[str, ...], words: str) -> None:
    ran = shell.run("explain", str(workbook), "--as-of", "2022-12-31", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_what_could_not_be_read_makes_the_explanation_incomplete(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK")
    assert shell.run("explain", str(workbook), str(broken), *AT).code == 3
