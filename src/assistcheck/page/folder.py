"""The folder of the page: what stands in it, and how it is written."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from assistcheck import __version__
from assistcheck.atomic_write import write_whole
from assistcheck.page.download import parts_in
from assistcheck.page.parts import PYODIDE, WHEELS
from assistcheck.page.policy import policy
from assistcheck.page.wheels import own_wheel, pure_wheel
from assistcheck.rules.folders import shipped_packs

_AT_ROOT = ("index.html", "service-worker.js")
"""Assets that stand at the root; all others stand in the folder of the version."""


def write_page(target: Path, parts: Path) -> None:
    """Write the page into the folder ``target``."""
    for name, content in page_files(parts_in(parts)).items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(content, path)


def page_files(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return every file of the page by its path in the folder."""
    app = _app_files(parts)
    app["manifest.json"] = _manifest(app)
    name = f"app-{hashlib.sha256(_sums(app)).hexdigest()[:16]}"
    files = {f"{name}/{path}": content for path, content in app.items()}
    for asset, content in _assets().items():
        if asset in _AT_ROOT:
            filled = content.decode("utf-8").replace("{{app}}", name).replace("{{policy}}", policy())
            files[asset] = filled.encode("utf-8")
    files["SHA256SUMS"] = _sums(files)
    return files


def _app_files(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    files = {name: content for name, content in _assets().items() if name not in _AT_ROOT}
    with tarfile.open(fileobj=io.BytesIO(parts[PYODIDE.file])) as archive:
        for member in PYODIDE.members:
            taken = archive.extractfile(f"package/{member}")
            files[f"python/{member}"] = taken.read() if taken else b""
    for wheel in WHEELS:
        content = parts[wheel.file]
        name, content = pure_wheel(wheel, content) if wheel.pure_half else (wheel.file, content)
        files[f"wheels/{name}"] = content
    name, content = own_wheel()
    files[f"wheels/{name}"] = content
    return files


def _assets() -> dict[str, bytes]:
    found = (resources.files("assistcheck") / "page" / "assets").iterdir()
    return {one.name: one.read_bytes() for one in sorted(found, key=lambda one: one.name) if one.is_file()}


def _manifest(app: Mapping[str, bytes]) -> bytes:
    """Return what the page knows of itself: all else that stands in the folder of the version."""
    files = [{"path": name, "sha256": _sha256(app[name]), "size": len(app[name])} for name in sorted(app)]
    told = {
        "version": __version__,
        "pyodide": {"index": "python/", "version": PYODIDE.version},
        "wheels": [{"file": one["path"], "sha256": one["sha256"]} for one in files if str(one["path"]).startswith("wheels/")],
        "packs": shipped_packs(),
        "files": files,
    }
    return (json.dumps(told, indent=1) + "\n").encode("ascii")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _sums(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{_sha256(content)}  {name}\n" for name, content in sorted(files.items())).encode("ascii")
