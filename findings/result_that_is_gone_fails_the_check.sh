#!/usr/bin/env bash
# sarif-tools 3.0.5 counts a result that is gone as one that is there.
#
# A SARIF log that was compared with the one before lists what has gone with the baselineState "absent": it was in the baseline
# and did not occur in this run (SARIF 2.1.0, section 3.27.24).
# Expected: `sarif summary` does not count it, and `sarif --check error summary` succeeds when every error is gone.
# Seen: it is counted as an error, and the check fails: whoever corrects everything gets the same failure as before.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet sarif-tools==3.0.5
cat >"$work/compared.sarif" <<'JSON'
{
  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  "version": "2.1.0",
  "runs": [{
    "tool": {"driver": {"name": "some tool", "rules": [{"id": "A1"}]}},
    "results": [{
      "ruleId": "A1",
      "level": "error",
      "baselineState": "absent",
      "message": {"text": "This was corrected."},
      "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.txt"}, "region": {"startLine": 1}}}]
    }]
  }]
}
JSON
cd "$work"
code=0
"$work/venv/bin/sarif" --check error summary compared.sarif >"$work/out.txt" 2>&1 || code=$?
seen="$(grep -E '^error|^ - A1' "$work/out.txt")
exit code $code"
expected="error: 1
 - A1 This was corrected.: 1
exit code 1"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; printf '%s\n' "$expected"; exit 1; }
