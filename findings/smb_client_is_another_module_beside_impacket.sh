#!/usr/bin/env bash
# smbprotocol 1.17.0 cannot be imported by a program of the same environment once impacket 0.13.1 is installed beside it.
#
# smbprotocol brings the module smbclient, through which fsspec reads smb:// addresses. impacket installs its examples, one of
# them smbclient.py, into the folder of the environment's programs.
# Expected: a program that pip installs (an entry point) finds smbprotocol's module, as the interpreter itself does.
# Seen: Python puts the folder of a program that it runs first on its path, so that each installed program imports impacket's
# example in its place: "module 'smbclient' has no attribute 'register_session'", and fsspec opens no smb:// address. Run as
# "python -m ...", the same code works. Without that folder on the path it works too.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet smbprotocol==1.17.0 impacket==0.13.1 fsspec==2026.9.0
mkdir "$work/tool"
cat >"$work/tool/tool.py" <<'PY'
import sys


def main():
    sys.path[:] = [one for one in sys.path if one not in sys.argv[1:]]
    import smbclient

    print("smbprotocol's" if hasattr(smbclient, "register_session") else "impacket's")
PY
cat >"$work/tool/pyproject.toml" <<'TOML'
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "tool"
version = "1"
scripts = {share-tool = "tool:main"}
[tool.setuptools]
py-modules = ["tool"]
TOML
"$work/venv/bin/pip" install --quiet "$work/tool"
seen="installed program: $("$work/venv/bin/share-tool")
python -c: $("$work/venv/bin/python" -c 'import tool; tool.main()')
installed program, without its folder on the path: $("$work/venv/bin/share-tool" "$work/venv/bin")"
expected="installed program: impacket's
python -c: smbprotocol's
installed program, without its folder on the path: smbprotocol's"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; printf '%s\n' "$expected"; exit 1; }
