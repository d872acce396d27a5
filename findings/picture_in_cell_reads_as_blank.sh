#!/usr/bin/env bash
# python-calamine 0.9.1 reads a picture placed in a cell as an empty text.
#
# Spreadsheet programs can place a picture in a cell; XlsxWriter 3.3.1 writes such a cell with embed_image(). In the file it
# is an error cell (#VALUE!) that points to a rich value, so that programs which know nothing of it show an error.
# Expected: something that tells the cell from a blank one: the error, or a name of the picture.
# Seen: '', exactly what a cell gives that was never filled in, in to_python() and in iter_rows() alike. Who counts filled
# cells counts a cell with a photograph as empty.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet python-calamine==0.9.1 XlsxWriter==3.3.1
cat >"$work/seen.py" <<'PY'
import io
import struct
import sys
import zlib

import xlsxwriter
from python_calamine import CalamineWorkbook


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")
path = sys.argv[1]
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet("evidence")
    sheet.write_row(0, 0, ["duty", "evidence"])
    sheet.write(1, 0, "with a picture in B2")
    sheet.embed_image(1, 1, "photo.png", {"image_data": io.BytesIO(png)})
    sheet.write(2, 0, "with nothing in B3")
read = CalamineWorkbook.from_path(path).get_sheet_by_name("evidence")
print("to_python:", read.to_python())
print("iter_rows:", list(read.iter_rows()))
PY
seen=$("$work/venv/bin/python" "$work/seen.py" "$work/book.xlsx")
expected="to_python: [['duty', 'evidence'], ['with a picture in B2', ''], ['with nothing in B3', '']]
iter_rows: [['duty', 'evidence'], ['with a picture in B2', ''], ['with nothing in B3', '']]"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; printf '%s\n' "$expected"; exit 1; }
