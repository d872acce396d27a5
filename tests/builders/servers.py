"""Real servers on this machine that hand out a folder, each for the time of a test."""

from __future__ import annotations

import asyncio
import logging
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep

import asyncssh
import boto3
from cheroot import wsgi
from moto.server import ThreadedMotoServer
from wsgidav.wsgidav_app import WsgiDAVApp

USER, PASSWORD = "ann", "s3cr@t:/w"
QUOTED = "s3cr%40t%3A%2Fw"


@contextmanager
def webdav(folder: Path) -> Iterator[str]:
    """Serve a folder by WsgiDAV on Cheroot; the address has no credentials in it."""

    config = {
        "provider_mapping": {"/": str(folder)},
        "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
        "verbose": 0,
        "logging": {"enable": False},
        "lock_storage": False,
        "property_manager": False,
    }
    server = wsgi.Server(("127.0.0.1", 0), WsgiDAVApp(config))
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield f"webdav+http://127.0.0.1:{server.bind_addr[1]}"
    finally:
        server.stop()
        thread.join(5)


@contextmanager
def s3(folder: Path, bucket: str) -> Iterator[dict[str, str]]:
    """Serve a folder as a bucket by Moto; yields the variables by which clients find it."""

    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    variables = {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": PASSWORD,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }
    try:
        client = boto3.client(
            "s3",
            endpoint_url=variables["AWS_ENDPOINT_URL"],
            aws_access_key_id="key",
            aws_secret_access_key=PASSWORD,
            region_name="us-east-1",
        )
        client.create_bucket(Bucket=bucket)
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                client.put_object(Bucket=bucket, Key=path.relative_to(folder).as_posix(), Body=path.read_bytes())
        yield variables
    finally:
        server.stop()


@contextmanager
def sftp(folder: Path, known_hosts: Path) -> Iterator[str]:
    """Serve a folder by AsyncSSH, and write the server's key into a file of known hosts."""

    key = asyncssh.generate_private_key("ssh-ed25519")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    class Server(asyncssh.SSHServer):
        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == (USER, PASSWORD)

    def rooted(channel: object) -> asyncssh.SFTPServer:
        return asyncssh.SFTPServer(channel, chroot=str(folder))

    async def listening() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen("127.0.0.1", 0, server_factory=Server, server_host_keys=[key], sftp_factory=rooted)

    server = asyncio.run_coroutine_threadsafe(listening(), loop).result(10)
    port = server.get_port()
    known_hosts.parent.mkdir(parents=True, exist_ok=True)
    known_hosts.write_text(f"[127.0.0.1]:{port} {key.export_public_key().decode()}")
    try:
        yield f"sftp://127.0.0.1:{port}"
    finally:
        asyncio.run_coroutine_threadsafe(_closed(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _closed(server: asyncssh.SSHAcceptor) -> None:
    server.close()
    await server.wait_closed()


_SMB = """
import sys
from impacket.ntlm import compute_lmhash, compute_nthash
from impacket.smbserver import SimpleSMBServer
port, folder, share, user, password = sys.argv[1:]
server = SimpleSMBServer(listenAddress="127.0.0.1", listenPort=int(port))
server.addCredential(user, 0, compute_lmhash(password), compute_nthash(password))
server.addShare(share, folder, "")
server.setSMB2Support(True)
server.start()
"""


@contextmanager
def smb(folder: Path, share: str) -> Iterator[str]:
    """Serve a folder by Impacket's SMB server, which ends only with its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    run = [sys.executable, "-c", _SMB, str(port), str(folder), share, USER, PASSWORD]
    server = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"smb://127.0.0.1:{port}/{share}"
    finally:
        server.kill()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        sleep(0.05)
    raise TimeoutError(port)


def with_login(address: str, password: str = QUOTED) -> str:
    """Return an address with the credentials in it."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{USER}:{password}@{rest}"
