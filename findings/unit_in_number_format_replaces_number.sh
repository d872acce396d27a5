#!/usr/bin/env bash
# xlsx2csv 0.8.6 puts a month or a day in the place of a number whose number format shows a unit such as m or days.
#
# XlsxWriter 3.3.1 writes lengths, durations and amounts as numbers, with the unit as quoted text of the number format: 0.0"m"
# shows 1234.5m in a spreadsheet program.
# Expected: the number (1234.5), as with the unit 万元, or the text that is shown (1234.5m).
# Seen: no warning, and the format's own text with a part of a date in it: 0.0"05", the month of the day number 1234. Nothing of
# the number is left, and two lengths become the same text. A negative number under the same format is kept.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet xlsx2csv==0.8.6 XlsxWriter==3.3.1
cat >"$work/write.py" <<'PY'
import sys

import xlsxwriter

with xlsxwriter.Workbook(sys.argv[1]) as book:
    sheet = book.add_worksheet("quantities")
    for row, (shown, number, code) in enumerate(
        (
            ("1234.5万元", 1234.5, '0.0"万元"'),
            ("1234.5m", 1234.5, '0.0"m"'),
            ("1240.0m", 1240, '0.0"m"'),
            ("-1234.5m", -1234.5, '0.0"m"'),
            ("12.5 days", 12.5, '0.0" days"'),
        )
    ):
        sheet.write_string(row, 0, shown)
        sheet.write_number(row, 1, number, book.add_format({"num_format": code}))
PY
PYTHONUTF8=1 "$work/venv/bin/python" "$work/write.py" "$work/book.xlsx"
seen=$(PYTHONUTF8=1 "$work/venv/bin/xlsx2csv" -d ";" "$work/book.xlsx")
expected='1234.5万元;1234.50000
1234.5m;"0.0""05"""
1240.0m;"0.0""05"""
-1234.5m;-1234.5000
12.5 days;"0.0"" 11ays"""'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; printf '%s\n' "$expected"; exit 1; }
