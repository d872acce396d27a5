#!/usr/bin/env bash
# RapidFuzz 3.14.6: its half in pure Python finds other places and other last digits than its compiled half
#
# Where a platform has no wheel (Pyodide: there is none for it on PyPI), the same package runs in pure Python, as with
# RAPIDFUZZ_IMPLEMENTATION=python. Nothing says so.
# Expected: the same results, only slower.
# Seen: of equally good places partial_ratio_alignment names another one. Normalized similarities differ in the last bit, and so
# on the two sides of a score_cutoff: of one matching character in nine the pure half gives 1/9. The compiled half gives a little
# more, but 0 if asked for 1/9 at least.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet rapidfuzz==3.14.6
cat >"$work/halves.py" <<'PY'
from rapidfuzz import fuzz_cpp, fuzz_py
from rapidfuzz.distance import metrics_cpp, metrics_py

for half, fuzz, metrics in (("compiled", fuzz_cpp, metrics_cpp), ("pure", fuzz_py, metrics_py)):
    place = fuzz.partial_ratio_alignment("县莞委东", "东市丙县莞道办b丙")
    print(half, place.score, place.dest_start, place.dest_end, end=" ")
    print(metrics.prefix_normalized_similarity("abcde", "axxxxxxxx"), end=" ")
    print(metrics.prefix_normalized_similarity("abcde", "axxxxxxxx", score_cutoff=1 / 9), end=" ")
    print(metrics.jaro_normalized_similarity("莞道办县村b道县a", "道街市a市街街村"))
PY
seen=$(PYTHONUTF8=1 "$work/venv/bin/python" "$work/halves.py")
expected='compiled 50.0 2 6 0.11111111111111116 0.0 0.4907407407407407
pure 50.0 1 5 0.1111111111111111 0.1111111111111111 0.49074074074074076'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; printf '%s\n' "$expected"; exit 1; }
