"""Files read on a cluster: a real scheduler and two workers, one of which dies in mid-run."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from assistcheck import api
from builders.support import TEAM, YEAR_END, book, declaration, ledger, pack, rosters

NEWS = {"team": TEAM, "outlet": "日报", "level": "省"}
FILES = 100


class Cluster(NamedTuple):
    """A scheduler and its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def started(module: str, *arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments, "--host", "127.0.0.1", "--no-dashboard"]
    with (folder / f"{module}.log").open("ab") as log:
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    told = folder / "scheduler.json"
    options = ("--scheduler-file", str(told))
    processes = [started("dask_scheduler", *options, "--port", "0", folder=folder)]
    try:
        for _ in range(600):
            if told.exists() or processes[0].poll() is not None:
                break
            time.sleep(0.1)
        address = json.loads(told.read_text("utf-8"))["address"]
        alone = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
        processes += [started("dask_worker", address, *alone, folder=folder) for _ in range(2)]
        yield Cluster(address, processes[1:])
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("returned")
    (found / "0.xlsx").write_bytes(book(rosters()))
    (found / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    for number in range(FILES):
        rows = [{**NEWS, "title": f"{number}-{row}", "date": YEAR_END if row % 9 else "2022.1"} for row in range(20)]
        (found / f"{number + 1}.xlsx").write_bytes(book({**declaration(TEAM), **ledger("media_reports", *rows)}))
    return found


def report_of(submission: api.Submission) -> str | bytes:
    return api.render(api.audit(pack(), submission, api.Request(YEAR_END)), "json", api.View("en"))


def test_a_cluster_that_loses_a_worker_in_mid_run_gives_the_same_report(cluster: Cluster, folder: Path) -> None:
    alive: list[bool] = []

    def kill(done: int, _: int, __: str) -> None:
        if done == 5:
            alive.append(cluster.workers[0].poll() is None)
            cluster.workers[0].send_signal(signal.SIGKILL)

    with api.open_engine("dask", cluster.address) as executor:
        executor._client.wait_for_workers(2, timeout=60)  # type: ignore[attr-defined]
        found = api.read_submissions([str(folder)], pack(), YEAR_END, executor=executor, progress=kill)
        assert len(executor._client.scheduler_info()["workers"]) == 1  # type: ignore[attr-defined]
    assert alive == [True]
    assert cluster.workers[0].wait(timeout=60) == -signal.SIGKILL
    assert report_of(found) == report_of(api.read_submissions([str(folder)], pack(), YEAR_END))


def test_the_command_line_writes_the_same_bytes(cluster: Cluster, folder: Path) -> None:
    command = [sys.executable, "-m", "assistcheck", "audit", str(folder), "--as-of", "2022-12-31", "--format", "json"]
    env = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTCHECK_")}
    here = subprocess.run(command, capture_output=True, check=False, env=env)
    env |= {"ASSISTCHECK_SCHEDULER": cluster.address}
    there = subprocess.run([*command, "--engine", "dask"], capture_output=True, check=False, env=env)
    assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)
    assert (here.returncode, here.stderr) == (3, b"")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


_OPENING = """
import sys
from assistcheck import api, engines

engines._FOR_SCHEDULER, engines._FOR_WORKER = float(sys.argv[2]), 0.5
try:
    with api.open_engine("dask", sys.argv[1]):
        pass
except api.UsageError as error:
    print(*error.words, sep="\\n")
"""


def refusal(address: str, patience: float = 0.5) -> list[str]:
    """Return what is said, in each language, of a scheduler of no use; what Dask leaves behind ends with its process."""
    command = [sys.executable, "-c", _OPENING, address, str(patience)]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()


@pytest.mark.parametrize("address", ["10.0.0.1", "xyz://127.0.0.1:1", "tls://127.0.0.1:1", "tcp://127.0.0.1"])
def test_an_address_that_is_none_is_wrong_usage(address: str) -> None:
    assert [address in words for words in refusal(address)] == [True, True]


def test_a_scheduler_that_does_not_answer_is_wrong_usage() -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    assert [address in words for words in refusal(address)] == [True, True]


def test_a_scheduler_without_workers_is_wrong_usage(tmp_path: Path) -> None:
    port = free_port()
    scheduler = started("dask_scheduler", "--port", str(port), folder=tmp_path)
    try:
        for _ in range(600):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        zh, en = refusal(f"tcp://127.0.0.1:{port}", patience=60)
    finally:
        scheduler.kill()
        scheduler.wait()
    assert zh.endswith("没有工作进程")
    assert en.endswith("has no worker")


def test_the_engine_is_an_extra_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(api.UsageError) as caught, api.open_engine("dask", "tcp://127.0.0.1:1"):
        pass
    for words in caught.value.words:
        assert "pip install 'assistcheck[dask]'" in words


def test_an_engine_that_nobody_knows_is_wrong_usage() -> None:
    with pytest.raises(api.UsageError, match="spark"), api.open_engine("spark", "tcp://127.0.0.1:1"):
        pass
