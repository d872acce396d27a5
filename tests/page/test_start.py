"""Where the page cannot run, or what it runs does not come: a sentence that says so, never an empty page or an endless wait."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from page.conftest import INTRANET
from page.engine_room import EngineRoom, bare, rewrite
from page.site import TYPES, handed_out

LATE = """
  const { set } = Object.getOwnPropertyDescriptor(Worker.prototype, "onmessage");
  Object.defineProperty(Worker.prototype, "onmessage", {
    set(hear) { set.call(this, (event) => setTimeout(() => hear.call(this, event), 300)); } });"""
"""The page hears of a failure a moment after it is told, as on a busy machine: nothing else may be told meanwhile."""
Boot = Callable[..., dict[str, Any]]


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """Return a folder of the page in which something may be amiss."""
    return bare(built, tmp_path / "page")


@pytest.fixture
def boot(browser: Browser, folder: Path) -> Boot:
    """Return what starts the engine of the folder, and gives ``result`` or ``text``."""

    def start(host: str = "127.0.0.1") -> dict[str, Any]:
        with handed_out(folder) as site:
            room = EngineRoom.enter(browser, site.url(host), LATE)
            found: dict[str, Any] = room.run("return {secure: isSecureContext, why: cannotRun(), ...await told(engine.boot())}")
            room.page.context.close()
        assert room.errors == []
        return found

    return start


def part(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(f"app-*/{pattern}")
    return found


def cut(file: Path) -> None:
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content[:-1000])


@pytest.mark.parametrize(
    "name",
    [
        *("manifest.json", "worker.mjs", "wheels/xlrd-*.whl", "python/pyodide.mjs"),
        *("python/pyodide.asm.mjs", "python/pyodide.asm.wasm", "python/python_stdlib.zip", "python/pyodide-lock.json"),
    ],
)
def test_a_part_that_is_not_there_is_named(name: str, folder: Path, boot: Boot) -> None:
    missing = part(folder, name)
    missing.unlink()
    failed = boot()
    assert failed["why"] == "boot"
    assert missing.name in failed["text"]["zh"]
    assert failed["text"]["en"].startswith("The checking program could not be loaded (")


@pytest.mark.parametrize("name", ["wheels/xlrd-*.whl", "python/pyodide.asm.wasm", "python/python_stdlib.zip"])
def test_a_part_that_was_cut_off_on_its_way_is_named(name: str, folder: Path, boot: Boot) -> None:
    cut(part(folder, name))
    assert part(folder, name).name in boot()["text"]["en"]


def test_a_page_of_the_server_in_place_of_the_manifest_is_no_fault_of_the_browser(folder: Path, boot: Boot) -> None:
    manifest = part(folder, "manifest.json")
    manifest.unlink()
    manifest.write_text("<!doctype html>", "utf-8")
    assert "(manifest.json)" in boot()["text"]["en"]


def test_a_browser_that_cannot_compile_python_is_too_old(folder: Path, boot: Boot) -> None:
    unknown = b"\0asm\2\0\0\0"
    wasm, manifest = part(folder, "python/pyodide.asm.wasm"), part(folder, "manifest.json")
    wasm.unlink()
    wasm.write_bytes(unknown)
    (told,) = [one for one in json.loads(manifest.read_text("utf-8"))["files"] if one["path"] == "python/pyodide.asm.wasm"]
    rewrite(manifest, told["sha256"], hashlib.sha256(unknown).hexdigest())
    assert boot()["text"]["en"].startswith("This browser is too old")


def test_a_browser_that_cannot_read_the_scripts_of_python_is_too_old(folder: Path, boot: Boot) -> None:
    """So does Chromium 92, which knows no blocks of statements in classes."""
    script = part(folder, "python/pyodide.asm.mjs")
    script.unlink()
    script.write_text("class Newer { static { in a way that is not known yet } }", encoding="utf-8")
    assert boot()["text"]["en"].startswith("This browser is too old")


def test_a_server_that_does_not_know_the_types_of_wasm_and_wheels_will_do(boot: Boot, monkeypatch: pytest.MonkeyPatch) -> None:
    for ending in (".wasm", ".whl", ".zip", ".json"):
        monkeypatch.setitem(TYPES, ending, "text/plain")
    assert boot()["result"]["languages"] == ["zh", "en"]


def test_an_intranet_without_https_will_do(boot: Boot) -> None:
    found = boot(INTRANET)
    assert (found["secure"], found["why"]) == (False, None)
    assert found["result"]["languages"] == ["zh", "en"]


def test_progress_in_bytes_ends_with_all_of_them(browser: Browser, folder: Path) -> None:
    with handed_out(folder) as site:
        room = EngineRoom.enter(browser, site.url())
        told = room.run("await engine.boot(); return notices.filter(({kind}) => kind === 'booting')")
        room.page.context.close()
    assert [one["done"] for one in told] == sorted(one["done"] for one in told)
    assert told[-1]["done"] == told[-1]["total"] > 10_000_000


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("delete window.WebAssembly", "has no WebAssembly"),
        ("window.Worker = class { constructor() {} }", "has no module workers"),
    ],
)
def test_what_a_browser_lacks_is_said_before_anything_is_loaded(
    browser: Browser, folder: Path, missing: str, said: str
) -> None:
    with handed_out(folder) as site:
        room = EngineRoom.enter(browser, site.url(), missing)
        assert said in room.run("return cannotRun().en")
        room.page.context.close()
        assert not [one for one in site.asked if one.path.endswith(".wasm")]


def test_a_page_opened_by_a_double_click_says_how_to_open_it(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    expect(page.get_by_text("直接双击文件是打不开的")).to_be_visible(timeout=20_000)
    expect(page.locator("#page")).to_be_hidden()
    page.close()
