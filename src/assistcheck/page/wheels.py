"""Wheels for the browser: this program's own, and the pure halves of others; equal input gives equal bytes."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from assistcheck import __version__
from assistcheck.page.parts import Wheel
from assistcheck.rules.compiled import COMPILED, compiled_text
from assistcheck.rules.folders import shipped_folders
from assistcheck.rules.loader import load_pack

_PACKAGE = Path(__file__).parent.parent
_NAME = "assistcheck"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TAG = re.compile(r"-[^-]+-[^-]+-[^-]+\.whl$")
_COMPILED = (".so", ".pyd", ".c", ".pyx", ".pxd", ".h")


def own_wheel() -> tuple[str, bytes]:
    """Return the name and the bytes of a wheel of this program with its packs, however it is installed."""
    files = {f"{_NAME}/{name}": content for name, content in sorted(_package_files())}
    for name, folder in shipped_folders().items():
        for path in _files(folder):
            files[f"{_NAME}/packs/{name}/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
        files[f"{_NAME}/packs/{name}/{COMPILED}"] = compiled_text(load_pack(folder, checked=True)).encode("utf-8")
    metadata = f"Metadata-Version: 2.1\nName: {_NAME}\nVersion: {__version__}\n"
    return f"{_NAME}-{__version__}-py3-none-any.whl", _packed(files, f"{_NAME}-{__version__}.dist-info", metadata.encode())


def _package_files() -> Iterator[tuple[str, bytes]]:
    for path in _files(_PACKAGE):
        name = path.relative_to(_PACKAGE).as_posix()
        if not name.startswith(("packs/", "page/assets/")):
            yield name, path.read_bytes()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def pure_wheel(wheel: Wheel, content: bytes) -> tuple[str, bytes]:
    """Return the name and the bytes of a wheel without its compiled modules."""
    files = {}
    with ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            if not member.is_dir() and not member.filename.endswith(_COMPILED):
                files[member.filename] = archive.read(member)
    info = next(name for name in files if name.endswith(".dist-info/METADATA")).partition("/")[0]
    return _TAG.sub("-py3-none-any.whl", wheel.file), _packed(files, info, files[f"{info}/METADATA"])


def _packed(files: Mapping[str, bytes], info: str, metadata: bytes) -> bytes:
    """Return a wheel of pure Python; ``info`` is the name of its folder for what is said of it."""
    said = b"Wheel-Version: 1.0\nGenerator: assistcheck\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    whole = {**files, f"{info}/METADATA": metadata, f"{info}/WHEEL": said}
    whole.pop(f"{info}/RECORD", None)
    lines = [f"{name},sha256={_record_digest(content)},{len(content)}" for name, content in sorted(whole.items())]
    whole[f"{info}/RECORD"] = "\n".join([*lines, f"{info}/RECORD,,", ""]).encode("utf-8")
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(whole.items()):
            member = ZipInfo(name, _EPOCH)
            member.create_system, member.external_attr = 3, 0o644 << 16
            archive.writestr(member, content, ZIP_DEFLATED, 9)
    return packed.getvalue()


def _record_digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode("ascii").rstrip("=")
