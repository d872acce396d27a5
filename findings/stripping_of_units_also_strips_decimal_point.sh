#!/usr/bin/env bash
# frictionless 5.21.0 reads .5 as 5 in a number field that allows units around the number.
#
# Table Schema lets a number stand without a digit before the point (.5), and with "bareNumber": false lets text that is no part
# of the number, such as a currency or a unit, stand before and after it; a reader strips that text.
# Expected: ".5" and ".5 kg" are 0.5, as ".5" is in a bare field and "-.5 kg" is -0.5 in the same field.
# Seen: the point goes with the text: 5, ten times the amount, or a hundred times from ".05"; likewise with the decimal comma.
# The table is reported as valid.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet frictionless==5.21.0
cat >"$work/seen.py" <<'PY'
from frictionless import Resource, Schema


def read(cells, **options):
    field = {"name": "quantity", "type": "number", **options}
    resource = Resource(data=[["quantity"], *([cell] for cell in cells)], schema=Schema.from_descriptor({"fields": [field]}))
    valid = resource.validate().valid
    rows = resource.read_rows()
    return "; ".join(f"{cell} -> {row['quantity']}" for cell, row in zip(cells, rows)) + f" ({'valid' if valid else 'invalid'})"


print("bare:", read([".5", "-.5", "0.5"]))
print("not bare:", read([".5", ".5 kg", "€.05", "-.5 kg", "0.5 kg"], bareNumber=False))
print("decimal comma:", read([",5 kg", "-,5 kg", "0,5 kg"], bareNumber=False, decimalChar=","))
PY
seen=$(PYTHONUTF8=1 "$work/venv/bin/python" "$work/seen.py")
expected="bare: .5 -> 0.5; -.5 -> -0.5; 0.5 -> 0.5 (valid)
not bare: .5 -> 5; .5 kg -> 5; €.05 -> 5; -.5 kg -> -0.5; 0.5 kg -> 0.5 (valid)
decimal comma: ,5 kg -> 5; -,5 kg -> -0.5; 0,5 kg -> 0.5 (valid)"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; printf '%s\n' "$expected"; exit 1; }
