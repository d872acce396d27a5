#!/usr/bin/env bash
# distributed 2026.8.0 keeps keyword arguments for itself that a function was to get through Client.get_executor().
#
# An executor of concurrent.futures calls submit(fn, *args, **kwargs) as fn(*args, **kwargs), and the documentation of
# ClientExecutor.submit says the same. Client.submit, to which it hands them all, has keywords of its own.
# Expected: the function gets every keyword argument, or submit() refuses those that it cannot hand on.
# Seen: retries=, priority= and others never arrive: the function runs with its own defaults, and nothing is said. A
# function that fetches something with retries=3 fetches it with none, on this executor alone; where the parameter has no
# default, its TypeError says that the caller forgot it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet distributed==2026.8.0
cat >"$work/seen.py" <<'PY'
from concurrent.futures import ThreadPoolExecutor

from distributed import Client


def fetch(name, retries=0, priority=0, timeout=0):
    return f"{name}: retries={retries} priority={priority} timeout={timeout}"


if __name__ == "__main__":
    with ThreadPoolExecutor(1) as threads:
        print("threads    ", threads.submit(fetch, "a", retries=3, priority=5, timeout=7).result())
    with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None) as client:
        print("distributed", client.get_executor().submit(fetch, "a", retries=3, priority=5, timeout=7).result())
PY
seen=$("$work/venv/bin/python" "$work/seen.py" 2>"$work/errors") || { cat "$work/errors"; exit 1; }
expected="threads     a: retries=3 priority=5 timeout=7
distributed a: retries=0 priority=0 timeout=7"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; printf '%s\n' "$expected"; exit 1; }
