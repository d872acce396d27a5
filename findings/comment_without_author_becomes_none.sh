#!/usr/bin/env bash
# openpyxl 3.1.5 gives a comment that names no author the author "None".
#
# XlsxWriter 3.3.1 writes a comment without an author, which is its default, under an empty <author/>, as the format allows.
# Expected: comment.author is None or an empty text, and a workbook that is loaded and saved names no author either.
# Seen: comment.author is the text 'None', and the saved workbook lists an author called None, which spreadsheet programs show
# as the name of a person over the comment.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet openpyxl==3.1.5 XlsxWriter==3.3.1
cat >"$work/seen.py" <<'PY'
import re
import sys
import zipfile

import openpyxl
import xlsxwriter


def authors(path):
    with zipfile.ZipFile(path) as parts:
        (name,) = [name for name in parts.namelist() if re.search(r"comment.*\.xml$", name)]
        return re.search(rb"<authors>.*?</authors>", parts.read(name))[0].decode()


before, after = sys.argv[1:]
with xlsxwriter.Workbook(before) as book:
    book.add_worksheet("S").write_comment(0, 0, "seen on site")
print("written:", authors(before))
loaded = openpyxl.load_workbook(before)
print("loaded:", repr(loaded["S"]["A1"].comment.author))
loaded.save(after)
print("saved:", authors(after))
PY
seen=$("$work/venv/bin/python" "$work/seen.py" "$work/before.xlsx" "$work/after.xlsx")
expected="written: <authors><author></author></authors>
loaded: 'None'
saved: <authors><author>None</author></authors>"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; printf '%s\n' "$expected"; exit 1; }
