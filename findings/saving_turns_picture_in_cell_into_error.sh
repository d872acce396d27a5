#!/usr/bin/env bash
# openpyxl 3.1.5 turns a picture placed in a cell into #VALUE! by loading and saving the workbook.
#
# XlsxWriter 3.3.1 places a picture in a cell with embed_image(). The picture is a part of the file, reached from the cell by its
# attribute vm, the workbook's metadata and its rich values.
# Expected: a loaded workbook that is saved at once shows what it showed, or loading warns, as openpyxl does for other things
# that it does not keep (conditional formats of an extension, data validation of an extension).
# Seen: no warning. The saved file holds neither the picture, nor metadata, nor rich values; the cell has lost its vm and is a
# plain #VALUE!, which Excel shows as an error of calculation.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet openpyxl==3.1.5 XlsxWriter==3.3.1
cat >"$work/seen.py" <<'PY'
import io
import re
import struct
import sys
import warnings
import zipfile
import zlib

import openpyxl
import xlsxwriter


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def told(path):
    with zipfile.ZipFile(path) as parts:
        cell = re.search(rb'<c r="B2"[^>]*>', parts.read("xl/worksheets/sheet1.xml"))[0].decode()
        kept = [name for name in sorted(parts.namelist()) if re.search("media|metadata|richData", name)]
    return cell, len(kept)


header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")
before, after = sys.argv[1:]
with xlsxwriter.Workbook(before) as book:
    sheet = book.add_worksheet("evidence")
    sheet.write_row(0, 0, ["duty", "evidence"])
    sheet.embed_image(1, 1, "photo.png", {"image_data": io.BytesIO(png)})
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    openpyxl.load_workbook(before).save(after)
print("before:", *told(before))
print("after:", *told(after))
print("warnings:", len(warned))
PY
seen=$("$work/venv/bin/python" "$work/seen.py" "$work/before.xlsx" "$work/after.xlsx")
expected='before: <c r="B2" t="e" vm="1"> 7
after: <c r="B2" t="e"> 0
warnings: 0'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; printf '%s\n' "$expected"; exit 1; }
