"""What docs/page.md says of sizes, types, times and limits is what stands in the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistcheck.page import hosting
from assistcheck.page.parts import PARTS
from assistcheck.page.policy import ASK_AGAIN, FOREVER, MIME_TYPES

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "src/assistcheck/page/assets"
PAGES = ("docs/page.md", "docs/zh/page.md")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str = "") -> list[str]:
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text_of(name), re.DOTALL | re.MULTILINE)
    return [block for kind, block in found if kind == language]


def apache(name: str) -> str:
    (block,) = blocks(name, "apache")
    return block


def numbers_of(asset: str, names: str) -> dict[str, int]:
    """The whole numbers that a script gives to names, by name."""
    found = re.findall(rf"\b({names})[:=\s]+([\d_]+)", (ASSETS / asset).read_text(encoding="utf-8"))
    return {name: int(number.replace("_", "")) for name, number in found}


@pytest.mark.parametrize("name", PAGES)
def test_the_size_of_the_download_is_that_of_the_parts(name: str) -> None:
    assert f"{sum(part.size for part in PARTS.all) / 1e6:.1f} MB" in text_of(name)


def test_both_languages_show_the_same_settings_and_versions() -> None:
    english, chinese = map(text_of, PAGES)
    assert apache(PAGES[0]) == apache(PAGES[1])
    commands = [[re.sub(" *#.*", "", block) for block in blocks(name)] for name in PAGES]
    assert commands[0] == commands[1]
    versions = [
        re.findall(r"^\| [^|]*(?:Chrome|Firefox|Safari)[^|]*\| ([\d.]+) \|", text, re.MULTILINE) for text in (english, chinese)
    ]
    assert versions[0] == versions[1]
    assert len(versions[0]) == 3


def test_apache_gets_the_types_and_times_that_other_servers_get() -> None:
    block = apache(PAGES[0])
    types = {
        f".{ending.lstrip('.')}": kind
        for kind, endings in re.findall(r"AddType (\S+) (.*)", block)
        for ending in endings.split()
    }
    assert types == {ending: MIME_TYPES[ending] for ending in types}
    assert {".mjs", ".wasm", ".whl"} <= types.keys()
    assert re.findall(r'Cache-Control "(.*?)"', block) == [ASK_AGAIN, FOREVER]


@pytest.mark.parametrize("name", PAGES)
def test_what_is_to_be_changed_for_nginx_stands_in_its_example(name: str) -> None:
    shown = re.search(r"`listen`.*?`server_name`.*?`root`", text_of(name))
    assert shown
    for setting in re.findall(r"`(\w+)`", shown[0]):
        assert re.search(rf"^ +{setting} ", hosting.nginx_example(), re.MULTILINE), setting
    assert f'default "{ASK_AGAIN}"' in hosting.nginx_example()  # the line for plain http that is to be changed


@pytest.mark.parametrize("name", PAGES)
def test_the_limits_are_those_of_the_page(name: str) -> None:
    section = re.search(r"^## (?:Limits|限制)\n(.*?)^## ", text_of(name), re.DOTALL | re.MULTILINE)
    assert section
    limits = numbers_of("file_limits.mjs", "fileBytes|allBytes|files")
    times = numbers_of("running_worker.mjs", "SLOWER|MORE_SECONDS")
    said = [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", section[1])]
    assert [limits["fileBytes"], limits["allBytes"], limits["files"]] == said[:3]
    assert {times["SLOWER"], times["MORE_SECONDS"]} <= set(said)
