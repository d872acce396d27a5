#!/usr/bin/env bash
# fsspec 2026.9.0 with host_key_policy="reject" connects to no SFTP server at all, be its key on record or not.
#
# Its documentation says of "reject": "to only connect to hosts whose keys are already in the known hosts of the process".
# Expected: a server whose key stands in ~/.ssh/known_hosts is connected to, as by ssh and by paramiko's own SSHClient after
# load_system_host_keys().
# Seen: the list of known hosts is never loaded, and each connection makes a new, empty one: every server is refused with
# SSHException ("Server ... not found in known_hosts"). A subclass that loads the list before it connects is let in.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet fsspec==2026.9.0 paramiko==5.1.0 asyncssh==2.24.1
mkdir -p "$work/home/.ssh" "$work/share"
printf 'one' >"$work/share/one.txt"
cat >"$work/seen.py" <<'PY'
import asyncio
import sys
import threading
from pathlib import Path

import asyncssh
import paramiko
from fsspec.implementations.sftp import SFTPFileSystem

key = asyncssh.generate_private_key("ssh-ed25519")
loop = asyncio.new_event_loop()
threading.Thread(target=loop.run_forever, daemon=True).start()


class Server(asyncssh.SSHServer):
    def password_auth_supported(self):
        return True

    def validate_password(self, username, password):
        return True


async def listen():
    share = sys.argv[1]
    how = {"server_factory": Server, "server_host_keys": [key], "sftp_factory": lambda link: asyncssh.SFTPServer(link, chroot=share)}
    return await asyncssh.listen("127.0.0.1", 0, **how)


port = asyncio.run_coroutine_threadsafe(listen(), loop).result().get_port()
Path.home().joinpath(".ssh/known_hosts").write_text(f"[127.0.0.1]:{port} {key.export_public_key().decode()}")
login = {"port": port, "username": "ann", "password": "x", "allow_agent": False, "look_for_keys": False}


class Loading(SFTPFileSystem):
    def _connect(self):
        self.client = paramiko.SSHClient()
        self.client.load_system_host_keys()
        self.client.set_missing_host_key_policy(self.host_key_policy)
        self.client.connect(self.host, **self.ssh_kwargs)
        self.ftp = self.client.open_sftp()


for kind in (SFTPFileSystem, Loading):
    try:
        files = kind("127.0.0.1", host_key_policy="reject", **login)
        print(kind.__name__, files.ls("/", detail=False))
    except paramiko.SSHException as error:
        print(kind.__name__, type(error).__name__, str(error).replace(str(port), "PORT"))
loop.call_soon_threadsafe(loop.stop)
PY
seen=$(HOME="$work/home" timeout 60 "$work/venv/bin/python" "$work/seen.py" "$work/share" 2>/dev/null)
expected="SFTPFileSystem SSHException Server '[127.0.0.1]:PORT' not found in known_hosts
Loading ['/one.txt']"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; printf '%s\n' "$expected"; exit 1; }
