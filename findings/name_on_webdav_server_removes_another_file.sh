#!/usr/bin/env bash
# webdav4 0.11.0 lists a file of a WebDAV server by its name, and removes another file, or none, when it is given that name.
#
# The names that Client.ls() and WebdavFileSystem.ls() return are names: escapes of the server's addresses are resolved in them.
# Expected: open(name) opens, and remove(name) removes, the file that was listed under that name.
# Seen: the name is put into the address as it is. remove("report%20final.txt") removes "report final.txt", another file that
# stands beside it, and says nothing; open() of it raises KeyError. A name with a number sign raises httpx.InvalidURL in both.
# A Client whose join_url() escapes the path first gets each file by its name.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet webdav4==0.11.0 fsspec==2026.9.0 httpx==0.28.1 wsgidav==4.4.0 cheroot==11.1.2
mkdir "$work/share"
for name in "report final.txt" "report%20final.txt" "No #1.txt"; do printf '%s' "$name" >"$work/share/$name"; done
cat >"$work/seen.py" <<'PY'
import sys
import threading
from pathlib import Path
from urllib.parse import quote

from cheroot import wsgi
from webdav4.client import Client
from webdav4.fsspec import WebdavFileSystem
from wsgidav.wsgidav_app import WsgiDAVApp

config = {"provider_mapping": {"/": sys.argv[1]}, "simple_dc": {"user_mapping": {"*": True}}, "verbose": 0}
server = wsgi.Server(("127.0.0.1", 0), WsgiDAVApp({**config, "logging": {"enable": False}}))
server.prepare()
threading.Thread(target=server.serve, daemon=True).start()
address = f"http://127.0.0.1:{server.bind_addr[1]}"


class Escaping(Client):
    def join_url(self, path, add_trailing_slash=False):
        return super().join_url(quote(path), add_trailing_slash)


def opened(client: Client, name: str) -> str:
    try:
        with WebdavFileSystem(address, client=client, skip_instance_cache=True).open(name, "rb") as file:
            return file.read().decode()
    except Exception as error:
        return type(error).__name__


def removed(client: Client, name: str) -> str:
    before = set(client.ls("", detail=False))
    try:
        client.remove(name)
    except Exception as error:
        return type(error).__name__
    (gone,) = before - set(client.ls("", detail=False))
    Path(sys.argv[1], gone).write_text(gone)
    return gone


plain, escaping = Client(address, retry=False), Escaping(address, retry=False)
for name in sorted(plain.ls("", detail=False)):
    print(f"{name}: opened {opened(plain, name)}, removed {removed(plain, name)}", end=" | ")
    print(f"opened {opened(escaping, name)}, removed {removed(escaping, name)}")
server.stop()
PY
seen=$(timeout 60 "$work/venv/bin/python" "$work/seen.py" "$work/share" 2>/dev/null)
expected='No #1.txt: opened InvalidURL, removed InvalidURL | opened No #1.txt, removed No #1.txt
report final.txt: opened report final.txt, removed report final.txt | opened report final.txt, removed report final.txt
report%20final.txt: opened KeyError, removed report final.txt | opened report%20final.txt, removed report%20final.txt'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; printf '%s\n' "$expected"; exit 1; }
