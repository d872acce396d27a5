"""A reading process ends with whoever started it, whatever it is doing."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends them at once")

_NATIVE = "import hashlib; hashlib.pbkdf2_hmac('sha256', b'', b'', 10**9)"
"""Minutes of work that hears of nothing, as a native reader's."""
_FORKED = f"""
import os, sys, time
from assistcheck.submission.workers.lifeline import fork, lifeline, tie
for _ in range(2):
    end, held = lifeline()
    if not (child := fork()):
        tie(end)
        {_NATIVE}
    print(child, flush=True)
time.sleep(60)
"""
_GROUP = f"""
import os, sys, time
from assistcheck.submission.workers.lifeline import fork, lifeline, tie, tie_group
end, held = lifeline()
if not (child := fork()):
    tie(end)
    os.setpgid(0, 0)
    tie_group()
    os.fork()
    os.write(1, b"%d\\n" % os.getpid())
    {_NATIVE}
time.sleep(60)
"""
_LATE = f"""
import os, time
from assistcheck.submission.workers.lifeline import fork, lifeline, tie
end, held = lifeline()
print(os.getpid(), flush=True)
if not fork():
    time.sleep(0.5)
    print(os.getpid(), flush=True)
    time.sleep(0.2)
    tie(end)
    {_NATIVE}
time.sleep(60)
"""


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("program", [_FORKED, _GROUP, _LATE], ids=["two forks", "a group", "one that is tied late"])
def test_a_killed_program_takes_its_processes_with_it(program: str) -> None:
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout
        known = [int(started.stdout.readline()) for _ in range(2)]
        time.sleep(0.1)
        started.kill()
    end = time.monotonic() + 2
    while any(map(is_alive, known)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(map(is_alive, known))
