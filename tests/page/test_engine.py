"""Python in the worker: a file that ends it, or takes too long or too much, is left out, and the rest is judged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from page.engine_room import EngineRoom, bare, misbehaving
from page.site import handed_out


@pytest.fixture(scope="module")
def faulty(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Hand out a page whose reader misbehaves by the names of files; return its address."""
    with handed_out(misbehaving(bare(built, tmp_path_factory.mktemp("faulty") / "page"))) as site:
        yield site.url()


@pytest.fixture(scope="module")
def kept_room(browser: Browser, faulty: str) -> Iterator[EngineRoom]:
    room = EngineRoom.enter(browser, faulty)
    room.run("await engine.boot()")
    yield room
    room.page.context.close()


@pytest.fixture
def room(kept_room: EngineRoom) -> EngineRoom:
    """Return a room whose engine runs, and has been asked nothing that lasts."""
    kept_room.run("engine.stop(); await engine.call('clear'); notices.length = 0")
    return kept_room


def audited(room: EngineRoom, *paths: str) -> dict[str, Any]:
    found: dict[str, Any] = room.run(f"return await audit(...{list(paths)!r})")
    return found


def faults(result: dict[str, Any]) -> dict[str, tuple[str, str]]:
    found = [one for one in result["problems"] if one["level"] == "error" and one["code"] in {"unreadable-file", "too-large"}]
    return {one["path"]: (one["code"], one["message"]["en"]) for one in found}


def test_calls_made_at_once_are_answered_in_order(room: EngineRoom) -> None:
    result, report, nothing = room.run(
        "const report = engine.call.bind(engine, 'report', {format: 'csv', lang: 'zh'});"
        "return Promise.all([audit('a.xlsx'), report(), told(engine.call('no such'))])"
    )
    assert (result["exit_code"], report["name"]) == (1, "核对报告-dongguan-2022-2022-12-31.csv")
    assert (nothing["why"], nothing["text"]["zh"]) == ("refused", "没有 no such 这一功能")


def test_the_bytes_of_a_download_are_a_whole_buffer(room: EngineRoom) -> None:
    room.run("await audit('a.xlsx')")
    first, whole = room.run(
        "const {bytes} = await engine.call('report', {format: 'csv', lang: 'zh'});"
        "return [[...bytes.slice(0, 3)], bytes.length === bytes.buffer.byteLength]"
    )
    assert (first, whole) == ([0xEF, 0xBB, 0xBF], True)


def test_a_file_that_ends_the_worker_is_left_out_and_the_rest_is_judged(room: EngineRoom) -> None:
    result = audited(room, "a.xlsx", "trap.xlsx", "b.xlsx")
    assert room.lost() == [("trap.xlsx", "died")]
    assert faults(result)["trap.xlsx"][0] == "unreadable-file"
    assert [one["path"] for one in result["files"] if one["counted"]] == ["a.xlsx"]
    assert room.heard() == ["progress", "lost", "booting", "ready", "progress"]


def test_each_of_several_files_that_end_the_worker_is_left_out(room: EngineRoom) -> None:
    result = audited(room, "trap 1.xlsx", "a.xlsx", "trap 2.xlsx")
    assert room.lost() == [("trap 1.xlsx", "died"), ("trap 2.xlsx", "died")]
    assert {*faults(result)} == {"trap 1.xlsx", "trap 2.xlsx"}


def test_a_file_without_end_is_stopped_and_the_rest_is_judged(room: EngineRoom) -> None:
    result = audited(room, "endless.xlsx", "a.xlsx")
    assert room.lost() == [("endless.xlsx", "time")]
    assert faults(result)["endless.xlsx"][0] == "too-large"


def test_a_file_that_dies_for_want_of_memory_is_said_to_want_memory(room: EngineRoom) -> None:
    result = audited(room, "starved.xlsx", "a.xlsx")
    assert room.lost() == [("starved.xlsx", "memory")]
    assert "memory" in faults(result)["starved.xlsx"][1]


def test_python_meets_the_bound_of_memory_and_its_memory_is_given_back_before_the_next_audit(room: EngineRoom) -> None:
    result = audited(room, "hungry.xlsx", "a.xlsx")
    assert "memory" in faults(result)["hungry.xlsx"][1]
    assert room.heard() == ["progress"]
    assert room.run("return (await engine.call('report', {format: 'json', lang: 'en'})).name").endswith(".json")
    audited(room, "a.xlsx")
    assert room.heard() == ["progress", "booting", "ready", "progress"]


def test_memory_is_given_back_when_all_is_cleared(room: EngineRoom) -> None:
    audited(room, "hungry.xlsx", "a.xlsx")
    room.run("await engine.call('clear')")
    assert room.heard() == ["progress", "booting", "ready"]
    room.run("await engine.call('clear')")
    assert room.heard() == ["progress", "booting", "ready"]


def test_a_death_after_reading_is_no_files_and_is_an_error_in_words(room: EngineRoom) -> None:
    failed = room.run("return told(audit('a.xlsx', 'dies later.xlsx'))")
    assert failed["why"] == "died"
    assert failed["text"]["en"].startswith("The checking program died.")
    assert room.lost() == []
    assert audited(room, "a.xlsx")["exit_code"] == 1


def test_stop_ends_what_runs_and_what_waits_and_leaves_an_engine_that_works(room: EngineRoom) -> None:
    running, waiting, after = room.run(
        "const both = [told(audit('endless.xlsx')), told(engine.call('report', {format: 'csv', lang: 'zh'}))];"
        "await pause(1000); engine.stop(); const ended = await Promise.all(both);"
        "return [...ended, await audit('a.xlsx')]"
    )
    assert (running["why"], waiting["why"]) == ("stopped", "stopped")
    assert after["exit_code"] == 1


def test_a_report_after_a_new_worker_rests_on_the_audit_that_was_made(room: EngineRoom) -> None:
    name = room.run(
        "await audit('a.xlsx'); const none = told(audit('endless.xlsx')); await pause(1000); engine.stop(); await none;"
        "return (await engine.call('report', {format: 'csv', lang: 'zh'})).name"
    )
    assert name == "核对报告-dongguan-2022-2022-12-31.csv"


def test_nothing_that_runs_in_the_worker_reaches_a_network_or_runs_a_script(room: EngineRoom) -> None:
    _, said = faults(audited(room, "closed.xlsx", "a.xlsx"))["closed.xlsx"]
    assert "OSError: TypeError: the network is closed, TypeError: the network is closed, policy" in said


def test_no_file_of_the_user_is_taken_for_a_module(room: EngineRoom) -> None:
    result = room.run(
        "const hostile = new TextEncoder().encode('raise SystemExit(1)').buffer;"
        "const files = ['xlrd.py', 'python_calamine.py', 'colorsys.py'].map((path) => ({path, bytes: hostile}));"
        "return engine.call('audit', {paths: ['a.xlsx'], waivers: [], pack: 'dongguan-2022', lang: 'en'},"
        " [...files, {path: 'a.xlsx', bytes: sample}])"
    )
    assert not faults(result)
