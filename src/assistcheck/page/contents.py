"""What stands in the folder of the page: equal input gives equal bytes."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from importlib import resources

from assistcheck import __version__
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.page.hosting import NGINX, WEB_CONFIG, nginx_example, web_config
from assistcheck.page.licences import LICENCES, licence_notice
from assistcheck.page.parts import PARTS, Archive, Parts
from assistcheck.page.policy import APP, APP_DIGITS, policy
from assistcheck.page.wheels import own_wheel, pure_wheel
from assistcheck.rules.folders import shipped_packs

INDEX, SUMS, MANIFEST = "index.html", "SHA256SUMS", "manifest.json"
_AT_ROOT = (INDEX, "service-worker.js")
"""Assets that stand at the root, since browsers ask for them anew; all others stand in the folder of the version."""


def page_files(collected: Mapping[str, bytes], parts: Parts = PARTS) -> dict[str, bytes]:
    """Return every file of the page by its path in the folder; ``collected`` has the parts by their names of files.

    Raises:
        UsageError: a part does not hold what it should.
        RulePackError: a pack that ships is wrong.
    """
    app = _app_files(collected, parts)
    app[MANIFEST] = _manifest(app, parts)
    name = APP + sha256(sums(app))[:APP_DIGITS]
    files = {f"{name}/{path}": content for path, content in app.items()}
    filled = {"{{app}}": name, "{{policy}}": policy(), "{{version}}": __version__}
    for asset, content in _assets().items():
        if asset in _AT_ROOT:
            files[asset] = _filled(content.decode("utf-8"), filled).encode("utf-8")
    files[WEB_CONFIG] = web_config(name).encode("utf-8")
    files[NGINX] = nginx_example().encode("utf-8")
    files[LICENCES] = licence_notice(collected, parts).encode("utf-8")
    files[SUMS] = sums(files)
    return files


def _filled(text: str, values: Mapping[str, str]) -> str:
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text


def _app_files(collected: Mapping[str, bytes], parts: Parts) -> dict[str, bytes]:
    """Return what stands in the folder of the version, but for its manifest."""
    files = {name: content for name, content in _assets().items() if name not in _AT_ROOT}
    for name, content in _taken(parts.pyodide, collected[parts.pyodide.file]).items():
        files[f"python/{name}"] = content
    wheels = [
        pure_wheel(wheel, collected[wheel.file]) if wheel.is_foreign else (wheel.file, collected[wheel.file])
        for wheel in parts.wheels
    ]
    return files | {f"wheels/{name}": content for name, content in (*wheels, own_wheel())}


def _taken(part: Archive, content: bytes) -> dict[str, bytes]:
    """Return the files that are taken out of an archive, each by its exact name.

    Raises:
        UsageError: one is not there, or is no file.
    """
    found = {}
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
        members = {member.name: member for member in archive if member.isreg()}
        for name in part.members:
            member = members.get(f"package/{name}")
            file = member and archive.extractfile(member)
            if not file:
                words = LocalizedText(f"{part.file}：其中没有文件 {name}", f"{part.file}: there is no file {name} in it")
                raise UsageError(words)
            found[name] = file.read()
    return found


def _assets() -> dict[str, bytes]:
    """Return the files of the page itself by their names."""
    found = resources.files(__package__) / "assets"
    return {one.name: one.read_bytes() for one in sorted(found.iterdir(), key=lambda one: one.name) if one.is_file()}


def _manifest(app: Mapping[str, bytes], parts: Parts) -> bytes:
    """Return what the page knows of itself: all else that stands in the folder of the version."""
    files = [{"path": name, "sha256": sha256(app[name]), "size": len(app[name])} for name in sorted(app)]
    told = {
        "version": __version__,
        "pyodide": {"index": "python/", "version": parts.pyodide.version},
        "wheels": [{"file": name, "sha256": sha256(app[name])} for name in sorted(app) if name.startswith("wheels/")],
        "packs": shipped_packs(),
        "files": files,
    }
    return (json.dumps(told, indent=1) + "\n").encode("ascii")


def sha256(content: bytes) -> str:
    """Return the digest of a file."""
    return hashlib.sha256(content).hexdigest()


def sums(files: Mapping[str, bytes]) -> bytes:
    """Return the digests of files as ``sha256sum --check`` reads them."""
    return "".join(f"{sha256(content)}  {name}\n" for name, content in sorted(files.items())).encode("ascii")
