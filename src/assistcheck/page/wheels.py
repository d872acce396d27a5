"""Wheels for the browser: this program's own, and those of others without compiled modules; equal input gives equal bytes."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from assistcheck import __version__
from assistcheck.page.parts import Wheel
from assistcheck.rules.compiled import COMPILED, compiled_text
from assistcheck.rules.folders import shipped_folders
from assistcheck.rules.loader import load_pack

_PACKAGE = Path(__file__).parent.parent
_NAME = "assistcheck"
_LEFT_OUT = ("packs", "page", "page_api.py", "cli", "__main__.py")
"""What the browser has no use for: packs are taken from where they stand, and there is no command line."""
_NO_PART = "cases"
"""What is no part of what a pack is."""
_MACHINE = (".so", ".pyd", ".c", ".h", ".pyx", ".pxd")
"""How the names of compiled modules end, and of what they are made of."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PURE = "py3-none-any"


def own_wheel() -> tuple[str, bytes]:
    """Return the name and the bytes of a wheel of this program with its packs, however it is installed.

    Raises:
        RulePackError: a pack that ships is wrong, as only one that somebody works on can be.
    """
    files = {f"{_NAME}/{name}": path.read_bytes() for name, path in _files(_PACKAGE, _LEFT_OUT)}
    for pack, folder in shipped_folders().items():
        place = f"{_NAME}/packs/{pack}"
        files |= {f"{place}/{name}": path.read_bytes() for name, path in _files(folder, (_NO_PART,))}
        files[f"{place}/{COMPILED}"] = compiled_text(load_pack(folder, checked=True)).encode("utf-8")
    metadata = f"Metadata-Version: 2.1\nName: {_NAME}\nVersion: {__version__}\n"
    content = _packed(files, f"{_NAME}-{__version__}.dist-info", metadata.encode("utf-8"))
    return f"{_NAME}-{__version__}-{_PURE}.whl", content


def _files(folder: Path, left_out: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    """Yield each file of a folder by its name in it; nothing hidden, nothing that Python has compiled."""
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        hidden = any(part.startswith((".", "__pycache__")) for part in inside.parts)
        if path.is_file() and not hidden and inside.parts[0] not in left_out:
            yield inside.as_posix(), path


def pure_wheel(wheel: Wheel, content: bytes) -> tuple[str, bytes]:
    """Return the name and the bytes of a wheel without its compiled modules."""
    with ZipFile(io.BytesIO(content)) as archive:
        members = [one for one in archive.infolist() if not one.is_dir() and not one.filename.endswith(_MACHINE)]
        files = {one.filename: archive.read(one) for one in members}
    info = metadata_name(files).rpartition("/")[0]
    return f"{wheel.project}-{wheel.version}-{_PURE}.whl", _packed(files, info, files[f"{info}/METADATA"])


def metadata_name(names: Iterable[str]) -> str:
    """Return which of the files of a wheel says what it is."""
    return next(name for name in names if name.endswith(".dist-info/METADATA"))


def _packed(files: Mapping[str, bytes], info: str, metadata: bytes) -> bytes:
    """Return a wheel for any machine; ``info`` is the name of its folder for what is said of it."""
    said = f"Wheel-Version: 1.0\nGenerator: {_NAME}\nRoot-Is-Purelib: true\nTag: {_PURE}\n"
    whole = {**files, f"{info}/METADATA": metadata, f"{info}/WHEEL": said.encode("ascii")}
    whole.pop(f"{info}/RECORD", None)
    lines = [f"{name},sha256={_digest(content)},{len(content)}" for name, content in sorted(whole.items())]
    whole[f"{info}/RECORD"] = "\n".join([*lines, f"{info}/RECORD,,", ""]).encode("utf-8")
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in sorted(whole.items()):
            member = ZipInfo(name, _EPOCH)
            member.create_system, member.external_attr = 3, 0o644 << 16  # as on Unix, wherever it is made
            archive.writestr(member, content, ZIP_DEFLATED, 9)
    return packed.getvalue()


def _digest(content: bytes) -> str:
    """Return a digest as a list of a wheel's files has it."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode("ascii").rstrip("=")
