"""Help and complaints of the parser: wholly in the language of the run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from assistcheck.cli.app import build
from assistcheck.cli.command import _width, _wrapped
from assistcheck.cli.language import choose_language


def walked(group: Any, before: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield every command and family of the program as its words, the program itself first."""
    yield " ".join(before)
    for name, command in getattr(group, "commands", {}).items():
        yield from walked(command, (*before, name))


COMMANDS = [*walked(get_command(build([])))]
NAMES_OF_COMMANDS = sorted({word for words in COMMANDS for word in words.split()})
WRONG = [
    "audit",
    "audi",
    "zzz",
    "audit x --roster",
    "audit x --rostr y",
    "audit x --all=1",
    "audit x --format y",
    "audit x --lang y",
    "rules",
    "rules nothing",
    "rules show",
    "rules show a b",
    "--nothing",
    "annotate x",
    "config --forma json",
    "config --lang y",
    "audit x --fail-on y",
    "audit x --cache-limit 0",
    "audit x --cache-limit many",
    "audit x --workers -1",
    "watch x --interval 0",
    "audit x -z",
    "compare x",
    "compare x y z",
    "rules new",
    "--install-completion",
]
NAMES = (
    r"--?[a-z-]+|[A-Z]+_[A-Z_]+|\.?(?:xlsx|xlsm|docxtpl|docx|csv|html)|YAML|JSON|UTF-8"
    r"|dongguan-2022|my-pack-2023|JSON|Schema|schemas|assistcheck(?: [a-z]+)*"
    r"|R\d\d\.\d|2022Q2|rows=\d+|tcp|dask|[a-z-]+(?:\|[a-z-]+)+|text|xlsx|year|shortfall|any|R07\.4"
)
"""What is called so in every language."""


def ran(words: str, lang: str) -> str:
    environment = {**os.environ, "ASSISTCHECK_LANG": lang, "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, "-m", "assistcheck", *words.split()], capture_output=True, check=False, timeout=60, env=environment
    )
    return (done.stdout + done.stderr).decode().replace("python -m ", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_chinese_help_has_no_english_words(command: str) -> None:
    text = ran(f"{command} --help", "zh")
    assert text.startswith("用法：")
    own = re.sub(rf"(?m)^  (?:{'|'.join(NAMES_OF_COMMANDS)}) ", "", text)
    assert re.findall(r"[A-Za-z]{2,}", re.sub(NAMES, "", own)) == []
    assert max(_width(line) for line in text.splitlines()) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_english_help_has_no_chinese_words(command: str) -> None:
    text = ran(f"{command} --help", "en")
    assert text.startswith("Usage: ")
    assert re.findall("[\u4e00-\u9fff：；（）]+", text) == []


@pytest.mark.parametrize("words", WRONG)
def test_a_complaint_is_in_one_language(words: str) -> None:
    chinese = ran(words, "zh")
    own = re.sub(r"'[a-z]+'|audi|zzz|nothing|rostr|b$", "", re.sub(NAMES, "", chinese), flags=re.MULTILINE)
    assert "：" in chinese
    assert words == "rules" or re.findall(r"[A-Za-z]{2,}", own) == []
    assert re.findall("[\u4e00-\u9fff]+", ran(words, "en")) == []


def test_every_command_is_walked() -> None:
    assert {"", "audit", "rules", "rules show", "rules compile"} <= {*COMMANDS}


@pytest.mark.parametrize(
    ("words", "zh"),
    [
        ("audit x --cache-limit 0", "--cache-limit 的取值不对；应为整数，不小于 1"),
        ("watch x --interval 0", "--interval 的取值不对；应为数字，不小于 0.05"),
        ("config --format y", "--format 的取值“y”不对；可用：'text', 'json'"),
        ("audit x --roster", "选项 --roster 缺少取值"),
        ("audit x --all=1", "选项 --all 不带取值"),
    ],
)
def test_a_complaint_says_what_was_expected_and_where_help_is(words: str, zh: str) -> None:
    command = words.split(maxsplit=1)[0]
    assert ran(words, "zh").splitlines() == [f"用法有误：{zh}", f"查看用法：assistcheck {command} --help"]


@pytest.mark.parametrize(
    ("arguments", "environment", "lang"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "C"}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "zh_CN.GBK"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "ASSISTCHECK_LANG": "zh"}, "zh"),
        ([], {"LANG": "C", "ASSISTCHECK_LANG": "en"}, "en"),
        (["audit", "--lang", "en"], {"ASSISTCHECK_LANG": "zh"}, "en"),
        (["audit", "--lang=zh"], {"ASSISTCHECK_LANG": "en", "LANG": "en_US"}, "zh"),
    ],
)
def test_the_language_is_the_options_then_the_variables_then_the_locales(
    arguments: list[str], environment: dict[str, str], lang: str
) -> None:
    assert choose_language(arguments, environment) == lang


def test_words_break_by_their_width_and_no_line_begins_with_a_closing_mark() -> None:
    assert _wrapped("统计截止，默认今天", 10) == ["统计截止，", "默认今天"]
    assert _wrapped("a long-word 中文", 9) == ["a", "long-word", "中文"]
    assert _wrapped("", 9) == [""]
