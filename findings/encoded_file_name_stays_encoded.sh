#!/usr/bin/env bash
# sarif-tools 3.0.5 shows the percent-encoded URI of a file as if it were its name, and finds no such file.
#
# In SARIF an artifact's uri is a URI (RFC 3986), so that every character beyond ASCII, and every space, is percent-encoded
# (SARIF 2.1.0, section 3.4.3); validators call a raw one an error.
# Expected: `sarif csv` shows data/表 一.txt, and a filter that excludes the location 表 leaves its result out.
# Seen: data/%E8%A1%A8%20%E4%B8%80.txt is shown, and the filter by the file's own name matches nothing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet sarif-tools==3.0.5
cat >"$work/named.sarif" <<'JSON'
{
  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  "version": "2.1.0",
  "runs": [{
    "tool": {"driver": {"name": "some tool", "rules": [{"id": "A1"}]}},
    "results": [{
      "ruleId": "A1",
      "level": "error",
      "message": {"text": "A cell is blank."},
      "locations": [{
        "physicalLocation": {"artifactLocation": {"uri": "data/%E8%A1%A8%20%E4%B8%80.txt"}, "region": {"startLine": 1}}
      }]
    }]
  }]
}
JSON
cat >"$work/filter.yml" <<'YAML'
configuration:
  default-include: true
exclude:
  - location: "表"
YAML
cd "$work"
"$work/venv/bin/sarif" csv named.sarif -o named.csv >/dev/null
seen="shown: $(tail -n 1 named.csv | tr -d "\r")
left with a filter by its name: $("$work/venv/bin/sarif" summary --filter filter.yml named.sarif 2>/dev/null | grep -E '^error')"
expected='shown: some tool,error,A1,A cell is blank.,data/%E8%A1%A8%20%E4%B8%80.txt,1
left with a filter by its name: error: 1'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; printf '%s\n' "$expected"; exit 1; }
