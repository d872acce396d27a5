"""What the worker is given and gives: JSON text, bytes, and an error in words whatever happens."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from assistcheck.in_browser import session as session_module
from assistcheck.in_browser.worker_entry import WorkerEntry

SAMPLES = Path(__file__).parents[3] / "sample_data"


@pytest.fixture
def said() -> list[Any]:
    return []


@pytest.fixture
def entry(tmp_path: Path, said: list[Any]) -> WorkerEntry:
    return WorkerEntry(str(tmp_path / "session"), lambda text: said.append(json.loads(text)))


def call(entry: WorkerEntry, name: str, **args: Any) -> Any:
    return json.loads(entry.call(name, json.dumps(args)).text)


def put(entry: WorkerEntry, **files: bytes) -> None:
    placed = call(entry, "put", paths=[*files])["result"]
    for place, content in zip(placed["places"], files.values(), strict=True):
        Path(place).write_bytes(content)


def test_a_download_comes_beside_its_name_and_type(entry: WorkerEntry) -> None:
    put(entry, **{"team.xlsx": (SAMPLES / "one-team.xlsx").read_bytes()})
    call(entry, "audit", paths=["team.xlsx"], lang="en", as_of="2022-12-31")
    answer = entry.call("report", json.dumps({"format": "csv", "lang": "en"}))
    assert json.loads(answer.text) == {
        "result": {"name": "report-dongguan-2022-2022-12-31.csv", "type": "text/csv;charset=utf-8"}
    }
    assert answer.content
    assert answer.content.startswith(b"\xef\xbb\xbf")


def test_progress_tells_the_next_file_and_its_time_and_when_all_are_read(entry: WorkerEntry, said: list[Any]) -> None:
    put(entry, **{"team.xlsx": (SAMPLES / "one-team.xlsx").read_bytes()})
    call(entry, "audit", paths=["team.xlsx"], lang="zh")
    reading, judging = (one["progress"] for one in said)
    assert 15 < reading.pop("seconds") < 16
    assert reading == {"done": 0, "total": 1, "path": "team.xlsx"}
    assert judging == {"done": 1, "total": 1, "path": "", "seconds": 0}


@pytest.mark.parametrize("name", ["report", "nothing of ours"])
def test_what_cannot_be_done_is_said_in_both_languages(entry: WorkerEntry, name: str) -> None:
    assert {*call(entry, name, format="html", lang="zh")["error"]} == {"zh", "en"}


class Panic(BaseException):
    """What a native reader raises where it panics."""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "not enough memory"),
        (ZeroDivisionError("a/b"), "internal error (ZeroDivisionError: a/b)"),
        (Panic("index out of range"), "internal error (Panic: index out of range)"),
        (OSError(28, "No room"), "No space left on device"),
    ],
)
def test_whatever_happens_inside_becomes_words(
    entry: WorkerEntry, error: BaseException, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(session_module.told, "about", fail)
    words = call(entry, "about")["error"]
    assert said in words["en"]
    assert words["zh"]
    assert "Traceback" not in words["en"]


def test_a_dropped_file_is_never_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    entry = WorkerEntry(str(tmp_path / "session"), lambda _: None)
    put(entry, **{"dropped_module.py": b"raise SystemExit"})
    monkeypatch.setattr(session_module.told, "about", lambda _: find_spec("dropped_module") is None)
    assert call(entry, "about") == {"result": True}
