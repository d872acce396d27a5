#!/usr/bin/env bash
# xlsx2html 0.6.4 leaves out the cells of a hidden row, and shows those of a hidden column like any other.
#
# XlsxWriter 3.3.1 writes a list of three columns and three rows, of which the last column (a key, for programs) and the last
# row are hidden. A spreadsheet program shows neither.
# Expected: both left out, or both shown.
# Seen: an empty line in the place of the row; the keys stand in the page, without a style that hides them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet xlsx2html==0.6.4 XlsxWriter==3.3.1
cat >"$work/show.py" <<'PY'
import io
import re
import sys

import xlsxwriter
from xlsx2html import xlsx2html

with xlsxwriter.Workbook(sys.argv[1]) as book:
    sheet = book.add_worksheet("list")
    for row, cells in enumerate((("item", "have", "key"), ("visits", 2, "K-1"), ("reports", 3, "K-2"))):
        sheet.write_row(row, 0, cells)
    sheet.set_column(2, 2, None, None, {"hidden": True})
    sheet.set_row(2, None, None, {"hidden": True})

page = io.StringIO()
xlsx2html(sys.argv[1], page)
for line in re.findall(r"<tr>(.*?)</tr>", page.getvalue(), re.DOTALL):
    print(re.findall(r"<td[^>]*>([^<]*)</td>", line))
print("a style that hides:", bool(re.search(r"display:\s*none|visibility:\s*(hidden|collapse)", page.getvalue())))
PY
seen=$("$work/venv/bin/python" "$work/show.py" "$work/list.xlsx")
printf '%s\n' "$seen"
expected="['item', 'have', 'key']
['visits', '2', 'K-1']
[]
a style that hides: False"
[ "$seen" = "$expected" ] || { echo "this has changed: look again"; exit 1; }
