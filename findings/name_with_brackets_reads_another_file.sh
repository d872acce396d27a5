#!/usr/bin/env bash
# polars 2.1.0 and fsspec 2026.9.0: a file with [1] in its name, as browsers name a second download, is there, and another is read.
#
# A folder has report[1].csv and report1.csv. polars takes the name of a file to read for a pattern, even where a file of exactly this
# name is there; so do fsspec's cat, get and rm, but not its open and cat_file.
# Expected: what was written under a name is read under it; or, as with a pattern that fits nothing, an error.
# Seen: read_csv gives the rows of report1.csv after write_csv wrote report[1].csv, without a word, and Path objects make no
# difference; cat gives the bytes of report1.csv, and rm removes report1.csv. Only where report1.csv is missing there is an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet polars==2.1.0 polars-runtime-32==2.1.0 fsspec==2026.9.0
cat >"$work/seen.py" <<'PY'
from pathlib import Path

import fsspec
import polars

polars.DataFrame({"amount": [1]}).write_csv("report[1].csv")
try:
    polars.read_csv("report[1].csv")
except polars.exceptions.ComputeError as error:
    print("alone:", type(error).__name__)
polars.DataFrame({"amount": [999]}).write_csv("report1.csv")
print("polars:", polars.read_csv("report[1].csv")["amount"].to_list())
print("polars, Path:", polars.read_csv(Path("report[1].csv"))["amount"].to_list())
print("polars, glob=False:", polars.read_csv("report[1].csv", glob=False)["amount"].to_list())
memory = fsspec.filesystem("memory")
memory.pipe({"/report[1].csv": b"1", "/report1.csv": b"999"})
print("fsspec cat:", memory.cat("/report[1].csv"))
print("fsspec cat_file:", memory.cat_file("/report[1].csv"))
memory.rm("/report[1].csv")
print("fsspec after rm:", memory.find("/"))
PY
seen=$(cd "$work" && "$work/venv/bin/python" seen.py)
expected="alone: ComputeError
polars: [999]
polars, Path: [999]
polars, glob=False: [1]
fsspec cat: {'/report1.csv': b'999'}
fsspec cat_file: b'1'
fsspec after rm: ['/report[1].csv']"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; printf '%s\n' "$expected"; exit 1; }
