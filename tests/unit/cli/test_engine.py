"""The options of an engine: which go together, and which variables stand for them. A real cluster: ``test_engines.py``."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistcheck import api
from unit.cli.console import Shell

FOR_A_YEAR = ("--as-of", "2022-12-31", "--format", "json")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Let threads be the engine, and return what is opened."""
    found: list[tuple[str, str]] = []

    @contextmanager
    def open_engine(name: str, scheduler: str) -> Iterator[ThreadPoolExecutor]:
        found.append((name, scheduler))
        with ThreadPoolExecutor(1) as threads:
            yield threads

    monkeypatch.setattr(api, "open_engine", open_engine)
    return found


@pytest.mark.parametrize(
    ("options", "variables"),
    [
        (("--engine", "dask", "--scheduler", "tcp://a:1"), {}),
        (("--engine", "dask"), {"SCHEDULER": "tcp://a:1"}),
        ((), {"ENGINE": "dask", "SCHEDULER": "tcp://a:1"}),
        (("--scheduler", "tcp://a:1"), {"ENGINE": "dask", "SCHEDULER": "tcp://b:1"}),
    ],
)
def test_files_are_read_by_the_engine_and_the_report_is_the_same(
    options: tuple[str, ...],
    variables: dict[str, str],
    shell: Shell,
    workbook: Path,
    opened: list[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = shell.run("audit", str(workbook), *FOR_A_YEAR)
    assert opened == []
    for name, value in variables.items():
        monkeypatch.setenv(f"ASSISTCHECK_{name}", value)
    monkeypatch.setattr("assistcheck.api.read_ahead", lambda _: pytest.fail("the file is read here"))
    assert shell.run("audit", str(workbook), *FOR_A_YEAR, *options) == expected
    assert opened == [("dask", "tcp://a:1")]


@pytest.mark.parametrize("command", [("explain", "--rule", "R05.2"), ("shortfalls",), ("annotate",)])
def test_every_command_that_reads_takes_an_engine(
    command: tuple[str, ...], shell: Shell, workbook: Path, tmp_path: Path, opened: list[tuple[str, str]]
) -> None:
    name, *more = command
    output = str(tmp_path / ("lists" if name == "shortfalls" else "review.xlsx" if name == "annotate" else "out.md"))
    subject = ("--subject", "青禾镇组团") if name == "explain" else ()
    shell.run(name, str(workbook), *more, *subject, "-o", output, "--engine", "dask", "--scheduler", "tcp://a:1")
    assert opened == [("dask", "tcp://a:1")]
    assert Path(output).exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--scheduler", "tcp://a:1"), "--scheduler 只与 --engine 一起使用"),
        (("--engine", "dask"), "--engine 还需要 --scheduler"),
        (("--engine", "spark", "--scheduler", "tcp://a:1"), "--engine"),
    ],
)
def test_one_option_without_the_other_is_wrong_usage(options: tuple[str, ...], said: str, shell: Shell, workbook: Path) -> None:
    ran = shell.run("audit", str(workbook), *options)
    assert ran.code == 2
    assert said in ran.err


def test_a_variable_with_a_scheduler_alone_changes_nothing(
    shell: Shell, workbook: Path, opened: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTCHECK_SCHEDULER", "tcp://a:1")
    assert shell.run("audit", str(workbook), *FOR_A_YEAR).code == 1
    assert opened == []
